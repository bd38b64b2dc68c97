//! What a reader can do about a card: choices at its foot.

use sidelight_amend::book::Book;
use sidelight_amend::correction::Subject;
use sidelight_amend::report::Report;
use sidelight_dom::page::{all, by_id, closest, document, element, everything, window};
use web_sys::{Element, Event, HtmlElement};

use crate::marks::{subject_of, words_of};
use crate::toast::focus;

/// A card, what it is of, and the mention that it stands at.
pub struct Card {
    pub root: Element,
    pub subject: Subject,
    pub mention: Option<Element>,
}

impl Card {
    /// The card that an element of it belongs to.
    pub fn of(inside: &Element) -> Option<Self> {
        let root = closest(inside, ".card")?;
        let opener = root.query_selector("[data-correct=card]").ok()??;
        let subject = Subject::of_anchor(&opener.get_attribute("data-entry")?)?;
        let open = everything().map(|page| all(&page, "a[aria-expanded=true]")).unwrap_or_default();
        let mention = open.into_iter().find(|link| subject_of(link).as_ref() == Some(&subject));
        Some(Self { root, subject, mention })
    }

    /// What the entry is called.
    pub fn name(&self) -> String {
        self.root.query_selector(".name").ok().flatten().map(|name| words_of(&name)).unwrap_or_default()
    }

    /// The words in the text that it was opened on; none where it stands at a link in another card.
    pub fn words(&self) -> Option<String> {
        self.mention.as_ref().filter(|mention| closest(mention, "#brief").is_some()).map(words_of)
    }

    /// Closes it, as the reader would. A click that does not rise: this module is about to answer one, and could not
    /// hear another meanwhile; the cards hear it on its way down.
    pub fn close(&self) {
        let close = self.root.query_selector("[data-action=close]").ok().flatten();
        if let Some((close, click)) = close.zip(Event::new("click").ok()) {
            let _ = close.dispatch_event(&click);
        }
    }
}

/// Opens the choices of a card, or closes them.
pub fn toggle(opener: &Element, book: &Book, takes_focus: bool) {
    if close() {
        return;
    }
    let Some(card) = Card::of(opener) else { return };
    let Some(choices) = choices(&card, book) else { return };
    let _ = opener.set_attribute("aria-expanded", "true");
    let Some(actions) = closest(opener, ".actions") else { return };
    let _ = actions.after_with_node_1(&choices);
    // The card has another size now, and finds its place as after a resize of the window.
    if let Ok(resize) = Event::new("resize") {
        let _ = window().dispatch_event(&resize);
    }
    card.root.set_scroll_top(card.root.scroll_height());
    if takes_focus && let Ok(Some(first)) = choices.query_selector("button") {
        focus(&first);
    }
}

/// Closes the choices that are open; whether there were any.
pub fn close() -> bool {
    let Some(choices) = by_id(ID) else { return false };
    let opener = closest(&choices, ".card").and_then(|card| card.query_selector("[data-correct=card]").ok().flatten());
    let had_focus = choices.contains(document().active_element().as_deref());
    choices.remove();
    if let Some(opener) = opener {
        let _ = opener.set_attribute("aria-expanded", "false");
        if had_focus {
            focus(&opener);
        }
    }
    true
}

const ID: &str = "choices";

fn choices(card: &Card, book: &Book) -> Option<HtmlElement> {
    let choices = element("div", "choices", "")?;
    choices.set_id(ID);
    choices.set_attribute("role", "group").ok()?;
    choices.set_attribute("aria-label", "Wrong or unhelpful?").ok()?;
    let add = |deed: &str, name: &str, hint: &str| {
        let button = sidelight_dom::page::button("", name)?;
        button.set_attribute("data-correct", deed).ok()?;
        button.append_with_node_2(&document().create_text_node(" "), &*element("small", "", hint)?).ok()?;
        choices.append_child(&button).ok()
    };
    let subject = &card.subject;
    let is_own = book.addition(subject).is_some();
    if !is_own {
        if let Some(words) = card.words() {
            add("not-this", "Not this", &format!("“{words}” means something else here"))?;
        }
        add("hide-here", "Hide here", "in this brief")?;
        add("hide", "Hide everywhere", "on this site")?;
    }
    match book.known(subject) {
        None => add("know", "I know this", "no mark any more, on this site")?,
        Some(_) => add("mark-again", "Mark it again", "you know it")?,
    };
    if is_own {
        add("edit", "Edit my entry", "")?;
        add("remove", "Remove my entry", "")?;
    } else {
        add("edit", "Edit my version", "kept in this browser")?;
        if book.edit(subject).is_some() {
            add("restore", "Back to the publisher’s version", "")?;
        }
        if let Some(link) = report(card) {
            choices.append_child(&link).ok()?;
        }
    }
    Some(choices)
}

/// The way to the publisher, where they have set an address.
fn report(card: &Card) -> Option<HtmlElement> {
    let page = everything()?;
    let to = page.get_attribute("data-report")?;
    // What is read there is the reader's own.
    let is_published = page.get_attribute("data-page").as_deref() == Some("brief");
    let title = by_id("brief").and_then(|brief| brief.query_selector("h1").ok()?).map(|title| words_of(&title));
    let address = window().location().href().unwrap_or_default();
    let address = address.split('#').next().unwrap_or_default();
    let card_text = all(&card.root, ".entry > *").iter().map(words_of).collect::<Vec<_>>().join("\n");
    let report = Report {
        brief: title.as_deref().filter(|_| is_published).map(|title| (title, address)),
        words: &card.words().unwrap_or_else(|| card.name()),
        card: &card_text,
    };
    let link = element("a", "", "Report")?;
    link.set_attribute("href", &report.link(&to)).ok()?;
    link.append_with_node_2(&document().create_text_node(" "), &*element("small", "", "by e-mail to the publisher")?)
        .ok()?;
    Some(link)
}
