//! The reference section as the reader has it: entries put aside, entries in their own words, and the list of all that
//! they have changed. What is changed here is put back first whenever it is shown anew.

use sidelight_amend::book::Book;
use sidelight_amend::correction::{Correction, Entry, KINDS, Sort, Subject};
use sidelight_dom::page::{all, button, by_id, closest, document, element};
use sidelight_dom::text::place_name;
use web_sys::{Element, HtmlElement};

use crate::marks::Marks;

const ASIDE: &str = "set-aside";
const SECTION: &str = "yours";

/// An entry of the publisher's that shows the reader's version.
struct Edited {
    name: Element,
    name_text: String,
    kind: Element,
    kind_text: String,
    /// The publisher's own words, where the entry has some, which move into `fold`.
    summary: Option<Element>,
    fold: Element,
    /// Put in by this module.
    own: Vec<Element>,
}

/// An entry of which only some mentions are left.
struct Recounted {
    published: Element,
    own: Element,
    /// Where the list beside the text says how many there are, and what it said.
    count: Option<(Element, String)>,
}

/// What is changed in the reference section.
#[derive(Default)]
pub struct Entries {
    edited: Vec<Edited>,
    recounted: Vec<Recounted>,
}

/// What an entry's article says of itself.
pub fn published(subject: &Subject) -> Option<Entry> {
    let entry = by_id(&subject.anchor())?;
    let text = |selector: &str| {
        let found = entry.query_selector(selector).ok().flatten();
        found.and_then(|found| found.text_content()).map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let kind = entry.get_attribute("data-kind").filter(|_| subject.sort == Sort::Entity).unwrap_or_default();
    let place = text(".kind").split_once(" · ").map(|(_, place)| place.to_owned()).unwrap_or_default();
    Some(Entry { name: text("h4, h3.name"), kind, place, text: text(".summary") })
}

impl Entries {
    /// Puts the section back to what was published.
    pub fn take_down(&mut self) {
        for edited in self.edited.drain(..) {
            edited.name.set_text_content(Some(&edited.name_text));
            edited.kind.set_text_content(Some(&edited.kind_text));
            if let Some(summary) = edited.summary {
                let _ = edited.fold.before_with_node_1(&summary);
            }
            edited.fold.remove();
            edited.own.iter().for_each(Element::remove);
        }
        for Recounted { published, own, count } in self.recounted.drain(..) {
            let _ = own.replace_with_with_node_1(&published);
            if let Some((count, text)) = count {
                count.set_text_content(Some(&text));
            }
        }
        if let Some(section) = by_id(SECTION) {
            section.remove();
        }
    }

    /// Shows the reader's versions, and puts aside what is hidden.
    pub fn follow(&mut self, book: &Book, marks: &Marks) {
        let Some(reference) = by_id("reference") else { return };
        for entry in all(&reference, "article.entry[id]") {
            let Some(subject) = Subject::of_anchor(&entry.id()) else { continue };
            let (all, left) = marks.of(&subject, book);
            let is_aside = book.is_hidden(&subject) || all > 0 && left.is_empty();
            set_aside(&entry, is_aside);
            if let Some(item) = item_of(&subject) {
                set_aside(&item, is_aside);
            }
            if !is_aside && left.len() < all {
                self.recounted.extend(recount(&entry, &subject, &left));
            }
            if let Some((_, version)) = book.edit(&subject) {
                self.edited.extend(edit(&entry, subject.sort, version));
            }
        }
        close_up(&reference);
    }

    /// Adds the list of all that the reader has changed, with the entries that are theirs; nothing where there is none.
    pub fn list(
        &self,
        book: &Book,
        own: &[(Subject, Entry, Vec<Element>)],
        set_aside: &[(String, String)],
    ) -> Option<()> {
        let changes = book.here();
        if changes.is_empty() && set_aside.is_empty() {
            return None;
        }
        let section = element("section", "", "")?;
        section.set_id(SECTION);
        section.set_attribute("aria-label", "Your changes").ok()?;
        section.append_child(&*element("h2", "", "Your changes")?).ok()?;
        for (subject, entry, mentions) in own {
            section.append_child(&*own_entry(subject, entry, mentions)?).ok()?;
        }
        let list = element("ul", "changes", "")?;
        for change in changes {
            list.append_child(&*item(change)?).ok()?;
        }
        for (key, why) in set_aside {
            let words = format!("A change of yours could not be read: {why}. It is kept as {key}.");
            list.append_child(&*element("li", "trouble", &words)?).ok()?;
        }
        section.append_child(&list).ok()?;
        section.append_child(&*downloads(book)?).ok()?;
        by_id("reference")?.append_child(&section).ok()?;
        Some(())
    }
}

/// The list item beside the text that leads to an entity.
fn item_of(subject: &Subject) -> Option<Element> {
    let links = all(&*by_id("index")?, "li > a");
    let href = format!("#{}", subject.anchor());
    closest(links.iter().find(|link| link.get_attribute("href").as_ref() == Some(&href))?, "li")
}

fn set_aside(element: &Element, is_aside: bool) {
    let _ = element.class_list().toggle_with_force(ASIDE, is_aside);
}

/// Puts headings aside that have no entry under them.
fn close_up(reference: &Element) {
    for section in all(reference, "section:has(> .entry)") {
        let children = all(&section, ":scope > :is(h3:not(.name), .entry)");
        let mut heading: Option<(Element, bool)> = None;
        for child in children {
            if child.tag_name() == "H3" {
                let last = heading.replace((child, false));
                last.into_iter().for_each(|(last, has_entries)| set_aside(&last, !has_entries));
            } else if let Some((_, has_entries)) = &mut heading {
                *has_entries |= !child.class_list().contains(ASIDE);
            }
        }
        heading.into_iter().for_each(|(last, has_entries)| set_aside(&last, !has_entries));
        let is_empty = all(&section, ":scope > .entry").iter().all(|entry| entry.class_list().contains(ASIDE));
        set_aside(&section, is_empty);
    }
}

/// Shows the reader's version of an entry; the publisher's is a click away.
fn edit(entry: &Element, sort: Sort, version: &Entry) -> Option<Edited> {
    let name = entry.query_selector("h4, h3.name").ok()??;
    let kind = entry.query_selector(".kind").ok()??;
    let summary = entry.query_selector(".summary").ok()?;
    let (name_text, kind_text) = (name.text_content()?, kind.text_content()?);
    let fold = element("details", "original", "")?;
    fold.append_child(&*element("summary", "", "The publisher’s version")?).ok()?;
    if name_text != version.name {
        fold.append_child(&*element("p", "", &name_text)?).ok()?;
    }
    fold.append_child(&*element("p", "", &kind_text)?).ok()?;
    let own = element("p", "summary", &version.text)?;
    match &summary {
        Some(summary) => {
            summary.before_with_node_2(&own, &fold).ok()?;
            fold.append_child(summary).ok()?;
        }
        None => entry.query_selector(".here, .kind").ok()??.after_with_node_2(&own, &fold).ok()?,
    }
    name.set_text_content(Some(&version.name));
    set_kind(&kind, sort, version)?;
    Some(Edited { name, name_text, kind, kind_text, summary, fold: fold.into(), own: vec![own.into()] })
}

/// “Group · on the northern shore · yours”.
fn set_kind(kind: &Element, sort: Sort, entry: &Entry) -> Option<()> {
    let word = match sort {
        Sort::Entity => KINDS.iter().find(|(word, _)| *word == entry.kind).map_or("", |(_, name)| name),
        Sort::Term => "Term",
    };
    let words = if entry.place.is_empty() { word.to_owned() } else { format!("{word} · {}", entry.place) };
    kind.set_text_content(Some(&format!("{words} · ")));
    kind.append_child(&*element("span", "own", "yours")?).ok()?;
    Some(())
}

/// The entry of an entity or term that the reader has added.
fn own_entry(subject: &Subject, entry: &Entry, mentions: &[Element]) -> Option<HtmlElement> {
    let article = element("article", "entry", "")?;
    article.set_id(&subject.anchor());
    let kind_word = if subject.sort == Sort::Entity { entry.kind.as_str() } else { "term" };
    article.set_attribute("data-kind", kind_word).ok()?;
    let kind = element("p", "kind", "")?;
    set_kind(&kind, subject.sort, entry)?;
    article.append_with_node_2(&*element("h3", "name", &entry.name)?, &kind).ok()?;
    if let Some(here) = here(mentions) {
        article.append_child(&here).ok()?;
    }
    article.append_child(&*element("p", "summary", &entry.text)?).ok()?;
    Some(article)
}

/// How often something is mentioned, and where first: “3 times here, first in ¶ 2”.
fn here(mentions: &[Element]) -> Option<HtmlElement> {
    let first = mentions.first()?;
    let times = match mentions.len() {
        1 => "Once here".to_owned(),
        2 => "Twice here".to_owned(),
        count => format!("{count} times here"),
    };
    let here = element("p", "here", &format!("{times}, first in "))?;
    let block = closest(first, "[data-block]")?;
    let place = match place_name(&block) {
        place if place == "title" => "the title".to_owned(),
        place => place.trim_start_matches("in ").to_owned(),
    };
    let link = element("a", "", &place)?;
    let anchor = if first.id().is_empty() { block.id() } else { first.id() };
    link.set_attribute("href", &format!("#{anchor}")).ok()?;
    here.append_child(&link).ok()?;
    Some(here)
}

/// Counts anew what the reader has left of an entry's mentions: in the entry, and in the list beside the text.
fn recount(entry: &Element, subject: &Subject, left: &[Element]) -> Option<Recounted> {
    let published = entry.query_selector(".here").ok()??;
    let own = here(left)?;
    published.replace_with_with_node_1(&own).ok()?;
    let count = item_of(subject).and_then(|item| item.query_selector(".count").ok()?).map(|count| {
        let text = count.text_content().unwrap_or_default();
        count.set_text_content(Some(&left.len().to_string()));
        (count, text)
    });
    Some(Recounted { published, own: own.into(), count })
}

/// One change, with the way back.
fn item(change: &Correction) -> Option<HtmlElement> {
    let sentence = change.sentence();
    let item = element("li", "", &sentence)?;
    let undo = button("", "Undo")?;
    undo.set_attribute("data-correct", "take-back").ok()?;
    undo.set_attribute("data-correction", &change.id).ok()?;
    undo.set_attribute("aria-label", &format!("Undo: {sentence}")).ok()?;
    item.append_with_node_2(&document().create_text_node(" "), &undo).ok()?;
    Some(item)
}

fn downloads(book: &Book) -> Option<HtmlElement> {
    let line = element("p", "downloads", "Download as entries, for a publisher’s folders: ")?;
    for (sort, path) in [(Sort::Entity, "entities/yours.toml"), (Sort::Term, "glossary/yours.toml")] {
        if book.all().any(|one| one.subject.sort == sort) {
            let download = button("", path)?;
            download.set_attribute("data-correct", &format!("export-{}", sort.word())).ok()?;
            download.set_attribute("aria-label", &format!("Download as entries: {path}")).ok()?;
            line.append_with_node_2(&download, &document().create_text_node(" ")).ok()?;
        }
    }
    Some(line)
}
