//! The form for the reader's own words: an entry changed or added.

use sidelight_amend::correction::{Entry, KINDS, MAX_NAME, Sort, limits};
use sidelight_dom::page::{button, by_id, document, element};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

const ID: &str = "amend-form";
const FIELDS: [&str; 4] = ["amend-name", "amend-kind", "amend-place", "amend-text"];

/// Opens the form with what there is already.
pub fn open(heading: &str, sort: Sort, entry: &Entry) -> Option<()> {
    close();
    let dialog: HtmlDialogElement = element("dialog", "amend", "")?.dyn_into().ok()?;
    dialog.set_id(ID);
    dialog.set_attribute("aria-labelledby", "amend-heading").ok()?;
    let form = element("form", "", "")?;
    // The page's own sentences say what is wrong, in the dialog and to be heard.
    form.set_attribute("novalidate", "").ok()?;
    let title = element("h2", "", heading)?;
    title.set_id("amend-heading");
    form.append_child(&title).ok()?;

    let (most_place, most_text) = limits(sort);
    let name: HtmlInputElement = field(&form, "input", FIELDS[0], "Name", MAX_NAME)?.dyn_into().ok()?;
    name.set_value(&entry.name);
    if sort == Sort::Entity {
        let kind = labelled(&form, "select", FIELDS[1], "Kind")?;
        let kinds = [("", "Choose…")].into_iter().chain(KINDS);
        for (word, name) in kinds {
            let option = element("option", "", if word == "other" { "Something else" } else { name })?;
            option.set_attribute("value", word).ok()?;
            kind.append_child(&option).ok()?;
        }
        kind.dyn_into::<HtmlSelectElement>().ok()?.set_value(&entry.kind);
    }
    let place = match sort {
        Sort::Entity => "In a few words (may be empty)",
        Sort::Term => "Field, such as “shipping” (may be empty)",
    };
    let place: HtmlInputElement = field(&form, "input", FIELDS[2], place, most_place)?.dyn_into().ok()?;
    place.set_value(&entry.place);
    let text = field(&form, "textarea", FIELDS[3], "What it is", most_text)?;
    text.dyn_into::<HtmlTextAreaElement>().ok()?.set_value(&entry.text);

    let trouble = element("p", "trouble", "")?;
    trouble.set_attribute("role", "alert").ok()?;
    let acts = element("p", "acts", "")?;
    let save = element("button", "primary", "Save")?;
    save.set_attribute("type", "submit").ok()?;
    let cancel = button("plain", "Cancel")?;
    cancel.set_attribute("data-correct", "cancel").ok()?;
    acts.append_with_node_2(&save, &cancel).ok()?;
    let hint = element("p", "hint", "Kept in this browser, labelled “yours”, sent nowhere.")?;
    form.append_with_node_3(&trouble, &acts, &hint).ok()?;
    dialog.append_child(&form).ok()?;
    document().body()?.append_child(&dialog).ok()?;
    dialog.show_modal().ok()
}

/// A field with its label, and the most characters that it takes.
fn field(form: &HtmlElement, tag: &str, id: &str, label: &str, most: usize) -> Option<HtmlElement> {
    let field = labelled(form, tag, id, &format!("{label}, at most {most} characters"))?;
    if tag == "textarea" {
        field.set_attribute("rows", "5").ok()?;
    }
    Some(field)
}

fn labelled(form: &HtmlElement, tag: &str, id: &str, label: &str) -> Option<HtmlElement> {
    let name = element("label", "", label)?;
    name.set_attribute("for", id).ok()?;
    let field = element(tag, "", "")?;
    field.set_id(id);
    form.append_with_node_2(&name, &field).ok()?;
    Some(field)
}

/// What the reader has written.
pub fn written() -> Entry {
    let value = |id: &str| {
        let field = by_id(id)?;
        let input = |field: &HtmlElement| field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
        let select = |field: &HtmlElement| field.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value);
        let area = |field: &HtmlElement| field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
        input(&field).or_else(|| select(&field)).or_else(|| area(&field))
    };
    let [name, kind, place, text] = FIELDS.map(|id| value(id).unwrap_or_default());
    Entry { name, kind, place, text }
}

/// Says why nothing was saved; what was written stays.
pub fn refuse(why: &str) {
    let trouble = by_id(ID).and_then(|dialog| dialog.query_selector(".trouble").ok().flatten());
    if let Some(trouble) = trouble {
        trouble.set_text_content(Some(why));
    }
}

/// Whether an element is the form.
pub fn is_form(element: &web_sys::Element) -> bool {
    by_id(ID).is_some_and(|dialog| dialog.contains(Some(element)))
}

/// Closes the form; whether there was one.
pub fn close() -> bool {
    let Some(dialog) = by_id(ID) else { return false };
    if let Some(dialog) = dialog.dyn_ref::<HtmlDialogElement>() {
        dialog.close();
    }
    dialog.remove();
    true
}
