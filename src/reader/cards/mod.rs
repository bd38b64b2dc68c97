//! Cards: who or what a mention names, brought to the pointer.
//!
//! The rules live in [`intent`] (when) and [`place`] (where); here the page's events are told to them, and
//! done what they say. One set of listeners serves every mention, also those that come to the page later.

mod card;
mod intent;
mod place;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent};

use self::card::{Card, Subject};
use self::intent::{Effect, Event as Told, Hand, Intent};
use self::place::Point;
use crate::platform::page::{
    Alarm, Phase, after_paint, clock, closest, document, everything, has_selection, is_narrow, listen, target, window,
};

/// A mention in the text of a brief, a link to another brief, a date that needs reckoning, a word of judgement, the number of a key point.
const MENTION: &str =
    "#brief [data-block] :is(a[data-entity], a[data-term], a[data-brief], a[data-date], a[data-hedge], .of-points a)";
/// A mention of another entry inside a card. The entry's own name leads out of the card.
const INNER_MENTION: &str = ".card a[href^='#entity-']:not(.to-entry), .card a[href^='#term-']:not(.to-entry)";

/// Cards on mentions in the text, and cards on mentions in those.
const LEVELS: usize = 2;

/// Makes every mention on the page answer. Called once.
pub fn mount() {
    let deck = Rc::new_cyclic(|deck| {
        let deck = std::rc::Weak::clone(deck);
        RefCell::new(Deck::new(move || {
            if let Some(deck) = deck.upgrade() {
                tell(&deck, clock(), |deck| (0..LEVELS).for_each(|level| deck.tell(level, Told::Tick)));
            }
        }))
    });
    let document = document();
    let hear = |name: &str, hears: fn(&mut Deck, &Event)| {
        let deck = Rc::clone(&deck);
        listen(&document, name, Phase::Capture, move |event: Event| {
            tell(&deck, event.time_stamp(), |deck| hears(deck, &event))
        });
    };
    hear("pointerover", |deck, event| deck.pointer_over(event.unchecked_ref()));
    hear("pointermove", |deck, event| deck.pointer_moved(event.unchecked_ref()));
    hear("pointerdown", |deck, event| deck.pressed(event.unchecked_ref()));
    hear("pointerup", |deck, event| deck.released(event.unchecked_ref()));
    hear("pointercancel", |deck, _| deck.set_pressed(false));
    hear("selectionchange", |deck, _| deck.tell_selecting());
    let clicked = Rc::clone(&deck);
    listen(&document, "click", Phase::Capture, move |event: Event| {
        tell(&clicked, event.time_stamp(), |deck| deck.clicked(event.unchecked_ref()));
        // The mention answers first.
        if clicked.try_borrow().is_ok_and(|deck| deck.wanted.is_some()) {
            let deck = Rc::clone(&clicked);
            after_paint(move || tell(&deck, clock(), Deck::open_wanted));
        }
    });
    hear("keydown", |deck, event| deck.key_down(event.unchecked_ref()));
    hear("scroll", |deck, _| deck.scrolled());
    if let Some(page) = document.document_element() {
        let deck = Rc::clone(&deck);
        listen(&page, "pointerleave", Phase::Bubble, move |event: Event| {
            tell(&deck, event.time_stamp(), |deck| deck.meet([Spot::Away, Spot::Away]))
        });
    }
    listen(&window(), "resize", Phase::Bubble, move |event: Event| tell(&deck, event.time_stamp(), Deck::resized));
}

/// Focus and scrolling, which the deck itself causes, can be heard before it has done its work; there is
/// nothing in them for it then.
///
/// `at` is when it happened, which may be a frame before it is heard: a reader waits from then on.
fn tell(deck: &RefCell<Deck>, at: f64, news: impl FnOnce(&mut Deck)) {
    if let Ok(mut deck) = deck.try_borrow_mut() {
        deck.now = deck.now.max(at);
        news(&mut deck);
        deck.set_alarm();
    }
}

/// All cards of the page.
struct Deck {
    /// When the latest news happened, in milliseconds on the clock of the page's events.
    now: f64,
    levels: [Level; LEVELS],
    /// Where the pointer is, as each level sees it.
    spots: [Spot; LEVELS],
    /// Cards that the reader wants to stay, the latest last.
    pinned: Vec<Card>,
    /// The mention that was clicked, of which level, and by what: its card opens after the next paint.
    wanted: Option<(usize, Element, Hand)>,
    pointer: Option<Point>,
    is_pressed: bool,
    is_touched: bool,
    /// How many cards there have been.
    count: usize,
    alarm: Alarm,
}

#[derive(Default)]
struct Level {
    intent: Intent<Element>,
    card: Option<Card>,
}

/// Where the pointer is, for one level of cards.
#[derive(Debug, Clone, PartialEq)]
enum Spot {
    Away,
    Mention(Element),
    Card,
}

/// A card, wherever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seat {
    Level(usize),
    Pinned(usize),
}

impl Deck {
    fn new(ring: impl FnMut() + 'static) -> Self {
        Self {
            now: 0.0,
            levels: Default::default(),
            spots: [Spot::Away, Spot::Away],
            pinned: Vec::new(),
            wanted: None,
            pointer: None,
            is_pressed: false,
            is_touched: false,
            count: 0,
            alarm: Alarm::new(ring),
        }
    }

    // What the machines say.

    fn tell(&mut self, level: usize, event: Told<Element>) {
        match self.levels[level].intent.on(self.now, event) {
            Some(Effect::Open(mention)) => self.open(level, &mention),
            Some(Effect::Close) => self.close(level),
            None => {}
        }
    }

    fn set_alarm(&self) {
        let deadlines = self.levels.iter().filter_map(|level| level.intent.deadline());
        self.alarm.set(deadlines.min_by(f64::total_cmp).map(|at| at - clock()));
    }

    fn open(&mut self, level: usize, mention: &Element) {
        if self.levels[level].card.as_ref().is_some_and(|card| card.mention == *mention) {
            return;
        }
        self.close(level);
        let is_here = self.pinned.iter().any(|card| Subject::of(mention).as_ref() == Some(&card.subject));
        self.count += 1;
        let card = if is_here { None } else { Card::of(mention, self.count, is_narrow()) };
        let Some(card) = card else {
            self.levels[level].intent.on(self.now, Told::Dismiss);
            return;
        };
        card.show(self.pointer);
        self.levels[level].card = Some(card);
        self.placed(level, self.pointer);
        if level == 1 {
            self.tell(0, Told::Child(true));
        }
    }

    /// Takes the card of a level away, whose machine knows already.
    fn close(&mut self, level: usize) {
        if level == 0 {
            self.tell(1, Told::Dismiss);
        }
        if let Some(card) = self.levels[level].card.take() {
            card.take_away();
            if level == 1 {
                self.tell(0, Told::Child(false));
            }
        }
    }

    fn placed(&mut self, level: usize, pointer: Option<Point>) {
        if let Some((line, card)) = self.levels[level].card.as_ref().map(|card| card.rects(pointer)) {
            self.tell(level, Told::Placed { line, card });
        }
    }

    // What the pointer does.

    fn pointer_over(&mut self, event: &PointerEvent) {
        if let Some(over) = target(event).filter(|_| event.pointer_type() != "touch") {
            let spots = self.spots_of(&over);
            self.pointer = Some(point(event));
            self.meet(spots);
        }
    }

    fn pointer_moved(&mut self, event: &PointerEvent) {
        if event.pointer_type() != "touch" {
            let (at, is_movement) = (point(event), (event.movement_x(), event.movement_y()) != (0, 0));
            self.pointer = Some(at);
            (0..LEVELS).for_each(|level| self.tell(level, Told::Move(at, is_movement)));
        }
    }

    /// Tells each level where the pointer is now, if that has changed.
    fn meet(&mut self, spots: [Spot; LEVELS]) {
        for (level, spot) in spots.into_iter().enumerate() {
            if self.spots[level] == spot {
                continue;
            }
            match std::mem::replace(&mut self.spots[level], spot.clone()) {
                Spot::Away => {}
                Spot::Mention(_) => self.tell(level, Told::Leave),
                Spot::Card => self.tell(level, Told::LeaveCard),
            }
            match (spot, self.pointer) {
                (Spot::Mention(mention), Some(at)) => {
                    let is_silent = mention.class_list().contains("silent");
                    self.tell(level, Told::Enter { mention, at, is_silent });
                }
                (Spot::Card, _) => self.tell(level, Told::EnterCard),
                _ => {}
            }
        }
    }

    fn spots_of(&self, over: &Element) -> [Spot; LEVELS] {
        let [text, inner] = [0, 1].map(|level| self.mention_at(level, over).map(Spot::Mention));
        let [is_first, is_second] = [0, 1].map(|level| self.is_on_card(level, over));
        let first = text.or(is_first.then_some(Spot::Card));
        let second = inner.or(is_second.then_some(Spot::Card));
        [first.unwrap_or(Spot::Away), second.unwrap_or(Spot::Away)]
    }

    fn is_on_card(&self, level: usize, element: &Element) -> bool {
        self.levels[level].card.as_ref().is_some_and(|card| card.contains(element))
    }

    /// The mention of a level that an element belongs to, if that has an entry on the page.
    fn mention_at(&self, level: usize, element: &Element) -> Option<Element> {
        let mention = match level {
            0 => closest(element, MENTION)?,
            // One level is enough: from there on, links lead to the entries.
            _ if self.is_on_card(1, element) => return None,
            _ => closest(element, INNER_MENTION)?,
        };
        Subject::of(&mention)?.entry().map(|_| mention)
    }

    // Presses, clicks and keys.

    fn pressed(&mut self, event: &PointerEvent) {
        self.is_touched = event.pointer_type() == "touch";
        if !self.is_touched {
            self.set_pressed(true);
            self.press_elsewhere(event);
        }
    }

    fn released(&mut self, event: &PointerEvent) {
        self.set_pressed(false);
        if event.pointer_type() == "touch" {
            // Only now is it a tap: a finger that scrolls or holds ends in `pointercancel`.
            self.press_elsewhere(event);
        }
    }

    fn set_pressed(&mut self, is_pressed: bool) {
        self.is_pressed = is_pressed;
        self.tell_selecting();
    }

    fn tell_selecting(&mut self) {
        let is_selecting = self.is_pressed || has_selection();
        (0..LEVELS).for_each(|level| self.tell(level, Told::Selecting(is_selecting)));
    }

    fn press_elsewhere(&mut self, event: &PointerEvent) {
        let Some(on) = target(event) else { return };
        let is_at = |deck: &Self, level: usize| deck.is_on_card(level, &on) || deck.mention_at(level, &on).is_some();
        let (is_first, is_second) = (is_at(self, 0), is_at(self, 1));
        if !is_second {
            self.tell(1, Told::Dismiss);
        }
        if !is_first && !is_second {
            self.tell(0, Told::Dismiss);
        }
    }

    fn clicked(&mut self, event: &MouseEvent) {
        let Some(on) = target(event) else { return };
        if let Some(button) = closest(&on, ".card [data-action]") {
            self.act(&button);
            return;
        }
        // With another button or a modifier a link is a link: in a new tab, in a new window, downloaded.
        let is_plain =
            event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if !is_plain || event.default_prevented() {
            return;
        }
        let found = (0..LEVELS).find_map(|level| Some((level, self.mention_at(level, &on)?)));
        // A link to another brief leads there, as its author meant; a finger has no other way to its card.
        if found.as_ref().is_some_and(|(_, mention)| !self.is_touched && mention.has_attribute("data-brief")) {
            return;
        }
        if let Some((level, mention)) = found {
            event.prevent_default();
            // Keys and assistive technology click without a pointer.
            let is_key = event.detail() == 0;
            let ends_selection = !is_key && !self.is_touched && has_selection();
            if !ends_selection {
                self.wanted = Some((level, mention, if is_key { Hand::Key } else { Hand::Pointer }));
            }
        } else if let Some(link) = closest(&on, ".card a[href^='#'], a.locator") {
            self.follow(event, &link);
        }
    }

    fn open_wanted(&mut self) {
        if let Some((level, mention, by)) = self.wanted.take() {
            self.activate(level, mention, by);
        }
    }

    fn activate(&mut self, level: usize, mention: Element, by: Hand) {
        let pinned = self.pinned.iter().find(|card| Subject::of(&mention).as_ref() == Some(&card.subject));
        if let Some(pinned) = pinned {
            pinned.take_focus(by == Hand::Key);
            return;
        }
        self.tell(level, Told::Activate { mention, by });
        if let Some(card) = &self.levels[level].card
            && (by == Hand::Key || self.is_touched)
        {
            card.take_focus(by == Hand::Key);
        }
    }

    /// A link to a place of this page: to another mention of the same thing its card goes along; anywhere else the card
    /// would be in the way.
    fn follow(&mut self, event: &MouseEvent, link: &Element) {
        let place = link.get_attribute("href").and_then(|href| document().get_element_by_id(href.strip_prefix('#')?));
        let Some(place) = place else { return };
        // The map is closed at first. Not every browser opens what a link leads into, and one that does may do so too late
        // to scroll there.
        if let Some(closed) = closest(&place, "details:not([open])") {
            let _ = closed.set_attribute("open", "");
        }
        let Some(seat) = self.seat_of(link) else { return };
        // A card inside another stays with it.
        let can_go = seat != Seat::Level(1);
        if can_go && self.card_at(seat).is_some_and(|card| card.step_to(&place).is_some()) {
            event.prevent_default();
            self.followed(seat);
        } else {
            self.tell(0, Told::Dismiss);
            self.tell(1, Told::Dismiss);
        }
    }

    fn act(&mut self, button: &Element) {
        let Some(seat) = self.seat_of(button) else { return };
        match button.get_attribute("data-action").as_deref() {
            Some("pin") => self.pin(seat),
            Some("close") => self.put_away(seat),
            Some("previous") => self.step(seat, -1),
            Some("next") => self.step(seat, 1),
            _ => {}
        }
    }

    fn step(&mut self, seat: Seat, by: isize) {
        if self.card_at(seat).is_some_and(|card| card.step(by).is_some()) {
            self.followed(seat);
        }
    }

    /// Tells the machine of a card that it went along to another mention.
    fn followed(&mut self, seat: Seat) {
        let Some(mention) = self.card_at(seat).map(|card| card.mention.clone()) else { return };
        flash(&mention);
        if let Seat::Level(level) = seat {
            self.tell(level, Told::Followed(mention));
            if level == 0 {
                self.tell(1, Told::Dismiss);
            }
            self.placed(level, None);
        }
    }

    fn pin(&mut self, seat: Seat) {
        let Seat::Level(level) = seat else { return };
        let Some(mut card) = self.levels[level].card.take() else { return };
        card.pin();
        self.pinned.push(card);
        // The machine is free for the next card; a card on a mention in this one goes.
        self.tell(level, Told::Dismiss);
        if level == 1 {
            self.tell(0, Told::Child(false));
        }
    }

    fn put_away(&mut self, seat: Seat) {
        match seat {
            Seat::Level(level) => self.tell(level, Told::Dismiss),
            Seat::Pinned(index) => self.pinned.remove(index).take_away(),
        }
    }

    fn key_down(&mut self, event: &KeyboardEvent) {
        match event.key().as_str() {
            // An input method has its own use for Escape.
            "Escape" if !event.is_composing() => {
                if let Some(seat) = self.topmost() {
                    self.put_away(seat);
                    event.prevent_default();
                    event.stop_propagation();
                }
            }
            "ArrowDown" if event.alt_key() => {
                let on = target(event);
                let found = on.and_then(|on| (0..LEVELS).find_map(|level| Some((level, self.mention_at(level, &on)?))));
                if let Some((level, mention)) = found {
                    event.prevent_default();
                    self.activate(level, mention, Hand::Key);
                }
            }
            "Tab" => self.tab(event),
            _ => {}
        }
    }

    /// Tab out of a card leads on from its mention: cards stand at the end of the page.
    fn tab(&mut self, event: &KeyboardEvent) {
        let backwards = event.shift_key();
        let focused = document().active_element();
        let Some(seat) = focused.and_then(|focused| self.seat_of(&focused)) else { return };
        let Some(card) = self.card_at(seat).filter(|card| card.is_at_end(backwards)) else { return };
        card.leave();
        if let Seat::Level(level) = seat {
            self.tell(level, Told::Dismiss);
        }
        if backwards {
            event.prevent_default();
        }
    }

    /// The card that Escape takes away: where the keys are, else the innermost, else the last one pinned.
    fn topmost(&self) -> Option<Seat> {
        let focused = self.pinned.iter().position(Card::has_focus).map(Seat::Pinned);
        let open = (0..LEVELS).rev().find(|level| self.levels[*level].card.is_some()).map(Seat::Level);
        focused.or(open).or(self.pinned.len().checked_sub(1).map(Seat::Pinned))
    }

    fn seat_of(&self, element: &Element) -> Option<Seat> {
        let level = (0..LEVELS).find(|level| self.is_on_card(*level, element)).map(Seat::Level);
        level.or_else(|| self.pinned.iter().position(|card| card.contains(element)).map(Seat::Pinned))
    }

    fn card_at(&mut self, seat: Seat) -> Option<&mut Card> {
        match seat {
            Seat::Level(level) => self.levels[level].card.as_mut(),
            Seat::Pinned(index) => self.pinned.get_mut(index),
        }
    }

    // What the page does.

    fn scrolled(&mut self) {
        let is_pointer_here = || everything().is_some_and(|page| page.matches(":hover").unwrap_or_default());
        if self.pointer.is_none() && is_pointer_here() {
            (0..LEVELS).for_each(|level| self.tell(level, Told::Found));
        }
        for level in 0..LEVELS {
            self.tell(level, Told::Scroll);
            self.placed(level, self.pointer);
        }
    }

    fn resized(&mut self) {
        for level in 0..LEVELS {
            if let Some(card) = &self.levels[level].card {
                card.put(None, 0.0);
            }
            self.placed(level, None);
        }
    }
}

fn point(event: &PointerEvent) -> Point {
    Point { x: event.client_x().into(), y: event.client_y().into() }
}

/// Shows the reader where a jump has led to.
fn flash(mention: &Element) {
    const FLASH: &str = "flash";
    let _ = mention.class_list().add_1(FLASH);
    let mention = mention.clone();
    let done = move || {
        let _ = mention.class_list().remove_1(FLASH);
    };
    leptos::prelude::set_timeout(done, std::time::Duration::from_millis(1500));
}
