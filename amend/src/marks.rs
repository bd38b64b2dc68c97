//! The mentions in the text, and the reader's own among them.

use sidelight_amend::book::{Book, Look};
use sidelight_amend::correction::{Sort, Subject};
use sidelight_amend::words::occurrences;
use sidelight_dom::page::{all, by_id, closest, element};
use sidelight_dom::text::{pieces, text_nodes, unwrap, wrap};
use web_sys::{Element, Text};

/// What leads to an entry: mentions in the brief, and links inside other entries.
const LINKS: &str =
    "#brief a[data-entity], #brief a[data-term], #reference a[href^='#entity-'], #reference a[href^='#term-']";

/// What a mention of the publisher's was, so that it can be that again.
struct Mention {
    element: Element,
    subject: Subject,
    words: String,
    class: String,
    tab_index: Option<String>,
    /// `data-entity` or `data-term`, on a mention in the text.
    attribute: Option<&'static str>,
}

/// All mentions of the page.
#[derive(Default)]
pub struct Marks {
    published: Vec<Mention>,
    added: Vec<Element>,
}

/// The subject that a link leads to.
pub fn subject_of(link: &Element) -> Option<Subject> {
    // A touch takes the address off a mention for a moment; its attribute stays.
    let by_attribute = [Sort::Entity, Sort::Term]
        .into_iter()
        .find_map(|sort| Some(Subject { sort, id: link.get_attribute(&format!("data-{}", sort.word()))? }));
    by_attribute.or_else(|| Subject::of_anchor(link.get_attribute("href")?.strip_prefix('#')?))
}

/// A text as words are compared.
pub fn words_of(element: &Element) -> String {
    element.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Mention {
    fn of(element: Element) -> Option<Self> {
        let subject = subject_of(&element)?;
        let attribute = ["data-entity", "data-term"].into_iter().find(|name| element.has_attribute(name));
        Some(Self {
            words: words_of(&element),
            class: element.class_name(),
            tab_index: element.get_attribute("tabindex"),
            subject,
            attribute,
            element,
        })
    }

    fn show(&self, look: Look) {
        let element = &self.element;
        set(element, "href", (look != Look::Plain).then(|| format!("#{}", self.subject.anchor())).as_deref());
        if let Some(attribute) = self.attribute {
            set(element, attribute, (look != Look::Plain).then_some(self.subject.id.as_str()));
        }
        match look {
            Look::AsIs => {
                set(element, "class", Some(self.class.as_str()).filter(|class| !class.is_empty()));
                set(element, "tabindex", self.tab_index.as_deref());
            }
            Look::Known if self.attribute.is_some() => {
                set(element, "class", Some(&known(&self.class)));
                set(element, "tabindex", Some("-1"));
            }
            Look::Known => {}
            Look::Plain => {
                set(element, "class", None);
                set(element, "tabindex", None);
            }
        }
    }
}

/// The class of a mention that is not marked any more and answers as before.
fn known(class: &str) -> String {
    let is_quiet = class.split(' ').any(|name| name == "later" || name == "silent");
    format!("{class}{} known", if is_quiet { "" } else { " later" })
}

/// Sets an attribute, or takes it off.
fn set(element: &Element, name: &str, value: Option<&str>) {
    // Fails for names that no attribute can have.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

impl Marks {
    /// The mentions that were published with the page.
    pub fn published(brief: &Element) -> Self {
        let root = brief.owner_document().and_then(|document| document.document_element());
        let links = root.map(|root| all(&root, LINKS)).unwrap_or_default();
        Self { published: links.into_iter().filter_map(Mention::of).collect(), added: Vec::new() }
    }

    /// Takes the reader's own mentions away. Whatever is to be added comes after all else is as it should be.
    pub fn take_down(&mut self) {
        self.added.drain(..).for_each(|added| unwrap(&added));
    }

    /// Lets the published mentions look as the book has it.
    pub fn follow(&self, book: &Book) {
        for mention in &self.published {
            mention.show(book.look(&mention.subject, &mention.words));
        }
    }

    /// Makes mentions of these words, and gives them in order.
    pub fn add(&mut self, subject: &Subject, words: &str, look: Look) -> Vec<Element> {
        let mut made = Vec::new();
        for block in blocks() {
            // From behind, so that what is still to come stays where it was found.
            for (node, units) in places(&block, words, subject.sort).into_iter().rev().flatten() {
                let Some(link) = element("a", "", "").filter(|link| wrap(&node, units, link).is_some()) else {
                    continue;
                };
                made.push(link.into());
            }
        }
        order(&mut made);
        let class = if subject.sort == Sort::Entity { "mention" } else { "term" };
        let first = made.iter().position(|link| closest(link, "h1, h2, h3, h4, .caption").is_none());
        for (index, link) in made.iter().enumerate() {
            let is_marked = Some(index) == first && look == Look::AsIs;
            let class = if is_marked { format!("{class} yours") } else { format!("{class} later yours") };
            set(link, "class", Some(&if look == Look::Known { known(&class) } else { class }));
            set(link, "tabindex", if is_marked { None } else { Some("-1") });
            set(link, "href", Some(&format!("#{}", subject.anchor())));
            set(link, &format!("data-{}", subject.sort.word()), Some(&subject.id));
            set(link, "id", Some(&format!("yours-{}-{index}", subject.anchor())));
        }
        self.added.extend(made.iter().cloned());
        made
    }

    /// How many mentions a subject was published with in the brief, and those of them that are left.
    pub fn of(&self, subject: &Subject, book: &Book) -> (usize, Vec<Element>) {
        let of_it = || self.published.iter().filter(|one| one.attribute.is_some() && one.subject == *subject);
        let left = of_it().filter(|one| book.look(subject, &one.words) != Look::Plain);
        (of_it().count(), left.map(|one| one.element.clone()).collect())
    }
}

/// How often the brief has these words where they can become mentions.
pub fn count(words: &str, sort: Sort) -> usize {
    blocks().iter().map(|block| places(block, words, sort).len()).sum()
}

/// The blocks of the brief that can have mentions.
fn blocks() -> Vec<Element> {
    let Some(brief) = by_id("brief") else { return Vec::new() };
    all(&brief, "[data-block]:not(pre)")
}

/// A place in text nodes, each with its code units.
type Place = Vec<(Text, std::ops::Range<u32>)>;

/// Where a block has these words, outside of every link: links in links are none.
fn places(block: &Element, words: &str, sort: Sort) -> Vec<Place> {
    let nodes = text_nodes(block);
    let texts: Vec<String> = nodes.iter().map(|node| node.data()).collect();
    let found = occurrences(&texts.concat(), words, sort == Sort::Term);
    let places = found.into_iter().map(|range| {
        let pieces = pieces(&texts, range).into_iter();
        pieces.map(|piece| (nodes[piece.node].clone(), piece.units)).collect::<Place>()
    });
    let is_free = |node: &Text| node.parent_element().is_some_and(|parent| closest(&parent, "a[href]").is_none());
    places.filter(|place| !place.is_empty() && place.iter().all(|(node, _)| is_free(node))).collect()
}

/// Puts elements into the order of the page.
fn order(elements: &mut [Element]) {
    elements.sort_by(|a, b| {
        let is_after = a.compare_document_position(b) & web_sys::Node::DOCUMENT_POSITION_FOLLOWING != 0;
        if a == b {
            std::cmp::Ordering::Equal
        } else if is_after {
            std::cmp::Ordering::Less
        } else {
            std::cmp::Ordering::Greater
        }
    });
}
