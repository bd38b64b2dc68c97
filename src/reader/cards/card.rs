//! One card on the screen: the entry of the reference section, brought to its mention.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollToOptions};

use super::place::{Place, Point, Rect, Size, line_at, place};
use crate::platform::page::{self, all, by_id, document, element, everything, focus, scroll_behavior, style, window};

/// What a link has a card of: an entity, a term, another brief, a date, a word of judgement or a key point, whose entry stands on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The word that the contract has for the card.
    kind: &'static str,
    /// The entry's anchor.
    entry: String,
}

/// The kinds of card, and how the anchors of their entries begin.
const KINDS: [(&str, &str); 6] =
    [("entity", "entity-"), ("term", "term-"), ("brief", "brief-"), ("date", "d"), ("hedge", "h"), ("key-point", "k")];

impl Subject {
    /// What a link leads to: in the brief by its attribute, which a touch leaves it, elsewhere by its address.
    pub fn of(link: &Element) -> Option<Self> {
        let address = link.get_attribute("href").unwrap_or_default();
        KINDS.into_iter().find_map(|(kind, begins)| {
            let id = || link.get_attribute(&format!("data-{kind}"));
            let is_id = |rest: &&str| begins.ends_with('-') || rest.starts_with(|c: char| c.is_ascii_digit());
            let by_address = || address.strip_prefix('#')?.strip_prefix(begins).filter(is_id).map(str::to_owned);
            let id = id().or_else(by_address)?;
            Some(Self { kind, entry: format!("{begins}{id}") })
        })
    }

    /// Its entry, if the page has one.
    pub fn entry(&self) -> Option<HtmlElement> {
        by_id(&self.entry)
    }

    /// What its card shows, under a name that leads to what there is beyond the card.
    fn content(&self, name_id: &str) -> Option<Element> {
        let copy: Element = self.entry()?.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        for inner in all(&copy, "[id], [data-block]") {
            inner.remove_attribute("id").ok()?;
            inner.remove_attribute("data-block").ok()?;
        }
        // An item of a list is none by itself.
        let content = element("div", "entry", "")?;
        while let Some(child) = copy.first_child() {
            content.append_child(&child).ok()?;
        }
        let name = content.query_selector("h2, h3, h4, time").ok()?;
        let words = match &name {
            Some(name) => name.text_content()?,
            None => format!("Key point {}", &self.entry[1..]),
        };
        let dossier = content.query_selector("a.dossier").ok()?.and_then(|link| link.get_attribute("href"));
        let link = element("a", "to-entry", &words)?;
        link.set_attribute("href", &dossier.unwrap_or_else(|| format!("#{}", self.entry))).ok()?;
        // A dialog's own first heading, whatever its level was in the reference section.
        let heading = element("h2", "name", "")?;
        heading.append_child(&link).ok()?;
        heading.set_id(name_id);
        if let Some(name) = name {
            name.remove();
        }
        content.prepend_with_node_1(&heading).ok()?;
        Some(content.into())
    }

    /// The places where the brief names it, in order.
    fn mentions(&self) -> Vec<Element> {
        let Some(brief) = by_id("brief") else { return Vec::new() };
        let begins = KINDS.iter().find(|(kind, _)| *kind == self.kind).map_or("", |(_, begins)| begins);
        let id = self.entry.strip_prefix(begins).unwrap_or_default();
        let mut mentions = all(&brief, &format!("[data-{}='{id}'], [href='#{}']", self.kind, self.entry));
        mentions.retain(|mention| mention.matches(super::MENTION).unwrap_or_default());
        mentions
    }
}

/// A card on the screen.
pub struct Card {
    root: HtmlElement,
    pub subject: Subject,
    /// The mention that it stands for.
    pub mention: Element,
    /// Lies at the lower edge of a narrow screen, not beside the mention.
    is_sheet: bool,
    /// Stays where it is until it is closed.
    is_pinned: bool,
}

impl Card {
    /// The card of a mention; `number` tells it from every other. Not on the screen yet.
    pub fn of(mention: &Element, number: usize, is_sheet: bool) -> Option<Self> {
        let subject = Subject::of(mention)?;
        let name_id = format!("card-{number}-name");
        let content = subject.content(&name_id)?;

        let root = element("div", if is_sheet { "card sheet" } else { "card" }, "")?;
        for (name, value) in [
            ("popover", "manual"),
            ("role", "dialog"),
            ("aria-labelledby", name_id.as_str()),
            ("tabindex", "-1"),
            ("data-card", subject.kind),
        ] {
            root.set_attribute(name, value).ok()?;
        }
        root.append_child(&content).ok()?;
        let actions = element("div", "actions", "")?;
        if matches!(subject.kind, "entity" | "term") {
            let wrong = page::button("wrong", "Wrong or unhelpful?")?;
            wrong.set_attribute("data-correct", "card").ok()?;
            wrong.set_attribute("data-entry", &subject.entry).ok()?;
            actions.append_child(&wrong).ok()?;
        }
        // A sheet covers text: one that stays would be in the way.
        let is_pinnable = !is_sheet;
        for (action, text) in
            [("pin", "Pin"), ("close", "Close")].into_iter().filter(|(a, _)| is_pinnable || *a != "pin")
        {
            actions.append_child(&*button(action, text, None)?).ok()?;
        }
        root.append_child(&actions).ok()?;
        let card = Self { root, subject, mention: mention.clone(), is_sheet, is_pinned: false };
        card.add_stepper();
        Some(card)
    }

    /// Puts it on the screen, beside the line of its mention that the pointer is on.
    pub fn show(&self, pointer: Option<Point>) {
        let Some(body) = document().body() else { return };
        if body.append_child(&self.root).is_err() {
            return;
        }
        // Without popovers it is on the screen by now, above the page but not above other cards.
        if self.root.popover().is_some() {
            let _ = self.root.show_popover();
        }
        // Where ARIA is concerned a link that shows something is “expanded”; without a card it says nothing,
        // so that mentions are ordinary links to people who hear the page.
        let _ = self.mention.set_attribute("aria-expanded", "true");
        self.put(pointer, 0.0);
        if self.is_sheet {
            self.lift_mention();
        }
    }

    /// Takes it away. Where it had the focus, its mention has it again.
    pub fn take_away(self) {
        let _ = self.mention.remove_attribute("aria-expanded");
        if self.has_focus() {
            focus(&self.mention);
        }
        self.root.remove();
    }

    /// Whether this is the card's own ground.
    pub fn contains(&self, element: &Element) -> bool {
        self.root.contains(Some(element))
    }

    pub fn has_focus(&self) -> bool {
        document().active_element().is_some_and(|active| self.contains(&active))
    }

    /// Brings the reader's keys into the card: to its first link, or to the card as a whole.
    pub fn take_focus(&self, to_first_link: bool) {
        let first = to_first_link.then(|| self.stops().into_iter().next()).flatten();
        focus(first.as_ref().unwrap_or(&self.root));
    }

    /// Whether Tab (or, backwards, Shift and Tab) would lead out of the card.
    pub fn is_at_end(&self, backwards: bool) -> bool {
        let active = document().active_element();
        let stops = self.stops();
        let end = if backwards { stops.first() } else { stops.last() };
        active.as_ref() == end || backwards && active.as_ref() == Some(&self.root)
    }

    /// What Tab stops at.
    fn stops(&self) -> Vec<Element> {
        all(&self.root, "a[href], button, summary")
    }

    /// Keeps it where it is in the window.
    pub fn pin(&mut self) {
        self.is_pinned = true;
        let rect = rect_of(&self.root);
        let had_focus = self.has_focus();
        let _ = self.root.class_list().add_1("pinned");
        style(&self.root, "position", "fixed");
        style(&self.root, "left", &pixels(rect.left));
        style(&self.root, "top", &pixels(rect.top));
        let actions = all(&self.root, "[data-action=pin]");
        actions.iter().for_each(Element::remove);
        if had_focus && let Some(close) = all(&self.root, "[data-action=close]").first() {
            focus(close);
        }
    }

    /// The line of the mention that counts, and the card, where they are in the window.
    pub fn rects(&self, pointer: Option<Point>) -> (Rect, Rect) {
        (line(&self.mention, pointer), rect_of(&self.root))
    }

    /// Leads the reader's keys back to the mention.
    pub fn leave(&self) {
        focus(&self.mention);
    }

    /// Puts the card beside its mention as that will be when the page has scrolled down by `scroll`.
    pub fn put(&self, pointer: Option<Point>, scroll: f64) {
        if self.is_sheet {
            return;
        }
        // Measured as large as the styles let it be, and unpressed by the window's edge.
        for (property, value) in
            [("position", "absolute"), ("inset", "0 auto auto 0"), ("margin", "0"), ("max-height", "")]
        {
            style(&self.root, property, value);
        }
        let size = Size { width: self.root.offset_width().into(), height: self.root.offset_height().into() };
        let line = line(&self.mention, pointer).moved(0.0, -scroll);
        let Place { left, top, max_height } = place(line, size, window_size());
        // In the page's own coordinates it scrolls with the text.
        let (x, y) = scrolled();
        style(&self.root, "left", &pixels(left + x));
        style(&self.root, "top", &pixels(top + y + scroll));
        if size.height > max_height {
            style(&self.root, "max-height", &pixels(max_height));
        }
    }

    /// Scrolls a mention that the sheet would cover to above it.
    fn lift_mention(&self) {
        // Not where the sheet is by now: it may still be gliding in.
        let top = window_size().height - f64::from(self.root.offset_height());
        let covered = rect_of(&self.mention).bottom + 24.0 - top;
        if covered > 0.0 {
            scroll_by(covered);
        }
    }

    /// “‹ 1 of 3 ›”, on the card of a mention in the brief that is not the only one.
    fn add_stepper(&self) -> Option<()> {
        let mentions = self.subject.mentions();
        let current = mentions.iter().position(|mention| *mention == self.mention)?;
        let here = self.root.query_selector(".here").ok().flatten().filter(|_| mentions.len() > 1)?;
        let stepper = element("span", "step", "")?;
        let count = element("span", "count", &count(current, mentions.len()))?;
        count.set_attribute("aria-live", "polite").ok()?;
        stepper.append_child(&*button("previous", "‹", Some("Previous mention"))?).ok()?;
        stepper.append_child(&count).ok()?;
        stepper.append_child(&*button("next", "›", Some("Next mention"))?).ok()?;
        here.append_child(&stepper).ok()?;
        Some(())
    }

    /// Goes on to the mention so many steps away, around the end; the card goes along unless it is pinned.
    /// `None` where there is no other.
    pub fn step(&mut self, by: isize) -> Option<()> {
        let mentions = self.subject.mentions();
        let current = mentions.iter().position(|mention| *mention == self.mention)?;
        let next = (current as isize + by).rem_euclid(mentions.len() as isize) as usize;
        self.go_to(&mentions, next)
    }

    /// Goes on to this mention, if it is one of the card's subject.
    pub fn step_to(&mut self, mention: &Element) -> Option<()> {
        let mentions = self.subject.mentions();
        let index = mentions.iter().position(|other| other == mention)?;
        self.go_to(&mentions, index)
    }

    fn go_to(&mut self, mentions: &[Element], index: usize) -> Option<()> {
        let mention = mentions.get(index)?;
        let _ = self.mention.remove_attribute("aria-expanded");
        let _ = mention.set_attribute("aria-expanded", "true");
        self.mention = mention.clone();
        if let Ok(Some(label)) = self.root.query_selector(".step .count") {
            label.set_text_content(Some(&count(index, mentions.len())));
        }
        let scroll = self.scroll_to_mention();
        if !self.is_pinned {
            self.put(None, scroll);
        }
        Some(())
    }

    /// Scrolls so that the mention stands well inside the part of the window that stays free. Gives how
    /// far the page goes.
    fn scroll_to_mention(&self) -> f64 {
        let (line, _) = self.rects(None);
        let sheet = if self.is_sheet { self.root.offset_height() } else { 0 };
        let height = window_size().height - f64::from(sheet);
        if (height * 0.15..height * 0.5).contains(&line.top) {
            return 0.0;
        }
        let (_, y) = scrolled();
        let lowest = everything().map_or(0.0, |page| f64::from(page.scroll_height() - page.client_height()));
        let scroll = (y + line.top - height * 0.3).min(lowest).max(0.0) - y;
        scroll_by(scroll);
        scroll
    }
}

fn button(action: &str, text: &str, name: Option<&str>) -> Option<HtmlElement> {
    let button = page::button(action, text)?;
    button.set_attribute("data-action", action).ok()?;
    if let Some(name) = name {
        button.set_attribute("aria-label", name).ok()?;
    }
    Some(button)
}

/// A length as CSS has it. Whole pixels are sharp.
fn pixels(length: f64) -> String {
    format!("{}px", length.round() as i32)
}

fn count(index: usize, of: usize) -> String {
    format!("{} of {of}", index + 1)
}

fn line(mention: &Element, pointer: Option<Point>) -> Rect {
    let lines = mention.get_client_rects();
    let lines: Vec<Rect> = (0..lines.length()).filter_map(|index| lines.item(index)).map(|line| rect(&line)).collect();
    line_at(&lines, pointer).unwrap_or_else(|| rect_of(mention))
}

fn rect_of(element: &Element) -> Rect {
    rect(&element.get_bounding_client_rect())
}

fn rect(rect: &web_sys::DomRect) -> Rect {
    Rect { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() }
}

/// The part of the window that shows the page, without its scroll bars.
fn window_size() -> Size {
    let page = everything();
    let (width, height) = page.map_or((0, 0), |page| (page.client_width(), page.client_height()));
    Size { width: width.into(), height: height.into() }
}

/// How far the page has scrolled.
fn scrolled() -> (f64, f64) {
    (window().scroll_x().unwrap_or(0.0), window().scroll_y().unwrap_or(0.0))
}

fn scroll_by(dy: f64) {
    let options = ScrollToOptions::new();
    options.set_top(dy);
    options.set_behavior(scroll_behavior());
    window().scroll_by_with_scroll_to_options(&options);
}
