//! When a card opens and when it closes: a state machine that is told what happens and what time it is.
//!
//! It knows nothing of the page. One machine stands for one card at a time; a card on a mention inside
//! another card has a machine of its own, and its parent waits for it.

use super::place::{Point, Rect, SafeWay, distance};

/// Milliseconds on a clock that never goes back.
pub type Millis = f64;

/// How long a pointer rests on a mention before its card opens.
pub const REST: Millis = 450.0;
/// The same while another card is open: at once for a person, yet too long for a pointer that only
/// crosses a mention on its way.
const SWITCH: Millis = 60.0;
/// How long a card outlasts a pointer that is neither on it, nor on its mention, nor on the way.
const GRACE: Millis = 300.0;
/// A hand at rest still trembles by this many pixels.
const TREMOR: f64 = 4.0;

/// What happens. `T` is a mention.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<T> {
    /// A pointer that hovers comes onto a mention.
    Enter {
        mention: T,
        at: Point,
        /// Whether the mention is silent: it answers to a click, not to rest.
        is_silent: bool,
    },
    /// A pointer is on the page; where, one does not know yet.
    Found,
    /// It leaves the mention.
    Leave,
    /// It moves, anywhere; the second is whether the browser counts that as movement. Browsers report moves
    /// also where the page moved beneath a pointer at rest.
    Move(Point, bool),
    /// It comes onto the card.
    EnterCard,
    /// It leaves the card.
    LeaveCard,
    /// Something scrolled.
    Scroll,
    /// A selection begins or a button goes down (true), or neither is so any longer.
    Selecting(bool),
    /// A mention is clicked, tapped, or opened by a key.
    Activate { mention: T, by: Hand },
    /// Escape, or a click elsewhere.
    Dismiss,
    /// The card is on the screen, or was moved there.
    Placed { line: Rect, card: Rect },
    /// The reader stepped to another mention, and the card went along.
    Followed(T),
    /// A card on a mention inside this one opened (true) or closed.
    Child(bool),
    /// The time of [`Intent::deadline`] has come.
    Tick,
}

/// What a mention was opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// A mouse or a finger.
    Pointer,
    /// A key: the reader is in the card until leaving it by a key, or with a click elsewhere.
    Key,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect<T> {
    /// Show this mention's card, instead of any other of this machine's.
    Open(T),
    /// Take the card away.
    Close,
}

/// The machine.
#[derive(Debug)]
pub struct Intent<T> {
    pointer: Pointer,
    hover: Option<Hover<T>>,
    open: Option<Open<T>>,
    has_child: bool,
    is_selecting: bool,
}

/// What is known of the pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Pointer {
    /// It was never on the page.
    Absent,
    /// It rests on the page since before anyone took note.
    Somewhere,
    At(Point),
}

/// A pointer on a mention.
#[derive(Debug)]
struct Hover<T> {
    mention: T,
    is_silent: bool,
    /// Where and since when it rests; nowhere while it did not get there by moving.
    rest: Option<(Point, Millis)>,
}

/// An open card.
#[derive(Debug)]
struct Open<T> {
    mention: T,
    /// Opened by a click, a tap or a key: it does not close because the pointer is elsewhere.
    held: Option<Hand>,
    /// The pointer is on the mention or on the card.
    is_under_pointer: bool,
    way: Option<SafeWay>,
    /// The nearest that the pointer came to the card since it left.
    nearest: f64,
    /// When the card closes, unless the pointer turns to it.
    closes_at: Option<Millis>,
}

impl<T> Default for Intent<T> {
    fn default() -> Self {
        Self { pointer: Pointer::Absent, hover: None, open: None, has_child: false, is_selecting: false }
    }
}

impl<T: Clone + PartialEq> Intent<T> {
    /// The mention whose card is open.
    pub fn open_on(&self) -> Option<&T> {
        self.open.as_ref().map(|open| &open.mention)
    }

    /// When [`Event::Tick`] is due.
    pub fn deadline(&self) -> Option<Millis> {
        let opens_at = self.opens().map(|(_, at)| at);
        let closes_at = self.closes_at();
        opens_at.into_iter().chain(closes_at).min_by(f64::total_cmp)
    }

    /// Takes note of an event at the time `now`.
    pub fn on(&mut self, now: Millis, event: Event<T>) -> Option<Effect<T>> {
        match event {
            Event::Enter { mention, at, is_silent } => {
                // A page that scrolls or loads beneath a resting pointer brings mentions to it unasked.
                let came_by_moving = match self.pointer {
                    Pointer::Absent => true,
                    // The move that follows tells.
                    Pointer::Somewhere => false,
                    Pointer::At(before) => before != at,
                };
                if self.pointer != Pointer::Somewhere {
                    self.pointer = Pointer::At(at);
                }
                if self.open_on() == Some(&mention) {
                    self.reach();
                }
                self.hover = Some(Hover { mention, is_silent, rest: came_by_moving.then_some((at, now)) });
            }
            Event::Found => {
                if self.pointer == Pointer::Absent {
                    self.pointer = Pointer::Somewhere;
                }
            }
            Event::Leave => {
                let left = self.hover.take();
                if self.open_on().is_some_and(|open| left.is_some_and(|hover| hover.mention == *open)) {
                    self.leave(now);
                }
            }
            Event::Move(at, is_movement) => self.moved(now, at, is_movement),
            Event::EnterCard => self.reach(),
            Event::LeaveCard => self.leave(now),
            // Heard after the fact: a pointer may have come to the mention just now. While the page goes on
            // scrolling, it does not rest.
            Event::Scroll => {
                if let Some((_, since)) = self.hover.as_mut().and_then(|hover| hover.rest.as_mut()) {
                    *since = now;
                }
            }
            Event::Selecting(is_selecting) => {
                self.is_selecting = is_selecting;
                self.unrest();
            }
            Event::Activate { mention, by } => return Some(self.activate(mention, by)),
            Event::Dismiss => {
                // The mention under the pointer answers again once the pointer has left it.
                self.hover = None;
                return self.open.take().map(|_| Effect::Close);
            }
            Event::Placed { line, card } => {
                if let Some(open) = &mut self.open {
                    open.way = Some(SafeWay::between(line, card));
                }
            }
            Event::Followed(mention) => {
                if let Some(open) = &mut self.open {
                    open.mention = mention;
                    open.held.get_or_insert(Hand::Pointer);
                    open.closes_at = None;
                }
            }
            Event::Child(has_child) => {
                self.has_child = has_child;
                if !has_child && self.open.as_ref().is_some_and(|open| !open.is_under_pointer) {
                    self.leave(now);
                }
            }
            Event::Tick => return self.tick(now),
        }
        None
    }

    fn moved(&mut self, now: Millis, at: Point, is_movement: bool) {
        let is_real = match std::mem::replace(&mut self.pointer, Pointer::At(at)) {
            Pointer::Absent => true,
            Pointer::Somewhere => is_movement,
            Pointer::At(before) => before != at,
        };
        if !is_real {
            return;
        }
        if let Some(hover) = &mut self.hover {
            let is_tremor = hover.rest.is_some_and(|(from, _)| distance(at, from) <= TREMOR);
            if !is_tremor {
                hover.rest = Some((at, now));
            }
        }
        if let Some(open) = &mut self.open
            && !open.is_under_pointer
            && open.held.is_none()
        {
            let left = open.way.as_ref().map_or(f64::INFINITY, |way| way.distance_to_card(at));
            if open.way.as_ref().is_some_and(|way| way.contains(at)) {
                open.closes_at = None;
                open.nearest = left;
            } else if left < open.nearest {
                // Nearer than ever since it left: on its way, whatever the path.
                open.closes_at = Some(now + GRACE);
                open.nearest = left;
            } else {
                open.closes_at.get_or_insert(now + GRACE);
            }
        }
    }

    /// The pointer is on the card or its mention.
    fn reach(&mut self) {
        if let Some(open) = &mut self.open {
            open.is_under_pointer = true;
            open.closes_at = None;
        }
    }

    /// The pointer is on neither.
    fn leave(&mut self, now: Millis) {
        let pointer = self.pointer;
        if let Some(open) = &mut self.open {
            open.is_under_pointer = false;
            open.nearest = match (&open.way, pointer) {
                (Some(way), Pointer::At(at)) => way.distance_to_card(at),
                _ => f64::INFINITY,
            };
            open.closes_at = open.held.is_none().then_some(now + GRACE);
        }
    }

    /// The pointer has to move before it can come to rest.
    fn unrest(&mut self) {
        if let Some(hover) = &mut self.hover {
            hover.rest = None;
        }
    }

    fn activate(&mut self, mention: T, by: Hand) -> Effect<T> {
        let is_open = self.open.as_ref().is_some_and(|open| open.mention == mention);
        let is_second_click =
            by == Hand::Pointer && is_open && self.open.as_ref().is_some_and(|open| open.held.is_some());
        if is_second_click {
            self.open = None;
            self.hover = None;
            return Effect::Close;
        }
        match &mut self.open {
            Some(open) if is_open => {
                open.held = Some(by);
                open.closes_at = None;
            }
            _ => self.open(mention.clone(), Some(by)),
        }
        Effect::Open(mention)
    }

    fn open(&mut self, mention: T, held: Option<Hand>) {
        self.has_child = false;
        let is_under_pointer = self.hover.as_ref().is_some_and(|hover| hover.mention == mention);
        self.open = Some(Open { mention, held, is_under_pointer, way: None, nearest: f64::INFINITY, closes_at: None });
    }

    /// The mention that opens by rest, and when.
    fn opens(&self) -> Option<(&Hover<T>, Millis)> {
        let hover = self.hover.as_ref().filter(|hover| !hover.is_silent && !self.is_selecting)?;
        let (at, since) = hover.rest?;
        let delay = match &self.open {
            None => REST,
            Some(open) if open.mention == hover.mention || open.held == Some(Hand::Key) || self.has_child => {
                return None;
            }
            // On the way to the card, other mentions are only crossed.
            Some(open) if open.way.as_ref().is_some_and(|way| way.contains(at)) => GRACE,
            Some(_) => SWITCH,
        };
        Some((hover, since + delay))
    }

    fn closes_at(&self) -> Option<Millis> {
        self.open.as_ref().filter(|_| !self.has_child)?.closes_at
    }

    fn tick(&mut self, now: Millis) -> Option<Effect<T>> {
        if let Some((hover, at)) = self.opens()
            && at <= now
        {
            let mention = hover.mention.clone();
            self.open(mention.clone(), None);
            return Some(Effect::Open(mention));
        }
        if self.closes_at().is_some_and(|at| at <= now) {
            self.open = None;
            return Some(Effect::Close);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Event::{Child, Dismiss, EnterCard, Followed, Found, Leave, LeaveCard, Scroll, Selecting};
    use super::*;

    /// Mention A stands at (200, 100) and is 80 × 20; its card is below it, 300 × 240.
    const LINE: Rect = Rect { left: 200.0, top: 100.0, right: 280.0, bottom: 120.0 };
    const CARD: Rect = Rect { left: 200.0, top: 128.0, right: 500.0, bottom: 368.0 };

    const A: char = 'A';
    const B: char = 'B';

    fn enter(mention: char, x: f64, y: f64) -> Event<char> {
        Event::Enter { mention, at: Point { x, y }, is_silent: false }
    }

    fn silent(mention: char, x: f64, y: f64) -> Event<char> {
        Event::Enter { mention, at: Point { x, y }, is_silent: true }
    }

    fn to(x: f64, y: f64) -> Event<char> {
        Event::Move(Point { x, y }, true)
    }

    /// A move that the browser reports because the page moved.
    fn slid_to(x: f64, y: f64) -> Event<char> {
        Event::Move(Point { x, y }, false)
    }

    fn click(mention: char) -> Event<char> {
        Event::Activate { mention, by: Hand::Pointer }
    }

    fn key(mention: char) -> Event<char> {
        Event::Activate { mention, by: Hand::Key }
    }

    /// Plays events at their times, with a tick at every deadline, up to `end`; what was done is written
    /// `450 +A` for opening and `900 -` for closing.
    fn check(why: &str, events: &[(Millis, Event<char>)], end: Millis, expected: &str) {
        let mut intent = Intent::default();
        let mut log = Vec::new();
        let mut events = events.iter().cloned().peekable();
        loop {
            let tick = intent.deadline().filter(|at| *at <= end);
            let (now, event) = match (tick, events.peek()) {
                (Some(at), Some((next, _))) if at <= *next => (at, Event::Tick),
                (_, Some(_)) => events.next().expect("it was just seen"),
                (Some(at), None) => (at, Event::Tick),
                (None, None) => break,
            };
            match intent.on(now, event) {
                Some(Effect::Open(mention)) => {
                    log.push(format!("{now} +{mention}"));
                    intent.on(now, Event::Placed { line: LINE, card: CARD });
                }
                Some(Effect::Close) => log.push(format!("{now} -")),
                None => {}
            }
        }
        assert_eq!(log.join(", "), expected, "{why}");
    }

    /// A pointer that goes in a straight line in `steps` moves, `each` milliseconds apart.
    fn travel(
        start: Millis,
        from: (f64, f64),
        target: (f64, f64),
        steps: u32,
        each: Millis,
    ) -> Vec<(Millis, Event<char>)> {
        (1..=steps)
            .map(|step| {
                let part = f64::from(step) / f64::from(steps);
                let at = to(from.0 + (target.0 - from.0) * part, from.1 + (target.1 - from.1) * part);
                (start + f64::from(step) * each, at)
            })
            .collect()
    }

    #[test]
    fn opens_at_rest() {
        for (why, events, expected) in [
            ("after the delay", vec![(0.0, enter(A, 240.0, 110.0))], "450 +A"),
            ("not when it only crosses", vec![(0.0, enter(A, 240.0, 110.0)), (200.0, Leave)], ""),
            (
                "counted from when it came to rest",
                vec![(0.0, enter(A, 210.0, 110.0)), (100.0, to(220.0, 110.0)), (200.0, to(230.0, 110.0))],
                "650 +A",
            ),
            (
                "trembling is resting",
                vec![(0.0, enter(A, 240.0, 110.0)), (200.0, to(241.0, 111.0)), (400.0, to(239.0, 110.0))],
                "450 +A",
            ),
            ("a silent mention does not", vec![(0.0, silent(A, 240.0, 110.0))], ""),
        ] {
            check(why, &events, 2000.0, expected);
        }
    }

    #[test]
    fn never_opens_unasked() {
        let at = (240.0, 110.0);
        for (why, events, expected) in [
            (
                "the page scrolled it under a resting pointer",
                vec![(0.0, to(at.0, at.1)), (100.0, Scroll), (110.0, enter(A, at.0, at.1)), (120.0, to(at.0, at.1))],
                "",
            ),
            (
                "the same before the pointer was ever seen to move",
                vec![(90.0, Found), (100.0, Scroll), (110.0, enter(A, at.0, at.1)), (110.0, slid_to(at.0, at.1))],
                "",
            ),
            (
                "but a pointer that was resting somewhere and leaps to it",
                vec![(90.0, Found), (100.0, Scroll), (110.0, enter(A, at.0, at.1)), (110.0, to(at.0, at.1))],
                "560 +A",
            ),
            ("or one that comes from outside", vec![(100.0, Scroll), (110.0, enter(A, at.0, at.1))], "560 +A"),
            (
                "it came with the page to a pointer that rests",
                vec![(0.0, to(at.0, at.1)), (500.0, enter(A, at.0, at.1))],
                "",
            ),
            (
                "until it moves",
                vec![
                    (0.0, Found),
                    (10.0, enter(A, at.0, at.1)),
                    (10.0, slid_to(at.0, at.1)),
                    (1000.0, to(at.0 + 1.0, at.1)),
                ],
                "1450 +A",
            ),
            (
                "scrolling while it waits",
                vec![(0.0, enter(A, at.0, at.1)), (300.0, Scroll), (600.0, Scroll), (900.0, Scroll), (1200.0, Leave)],
                "",
            ),
            (
                "during a selection",
                vec![(0.0, Selecting(true)), (10.0, enter(A, at.0, at.1)), (300.0, to(250.0, 110.0))],
                "",
            ),
            ("a selection that begins on it", vec![(0.0, enter(A, at.0, at.1)), (200.0, Selecting(true))], ""),
            (
                "but after the selection",
                vec![
                    (0.0, Selecting(true)),
                    (10.0, enter(A, at.0, at.1)),
                    (500.0, Selecting(false)),
                    (600.0, to(245.0, 110.0)),
                ],
                "1050 +A",
            ),
        ] {
            check(why, &events, 3000.0, expected);
        }
    }

    #[test]
    fn stays_while_the_pointer_travels_to_it() {
        let opened = || vec![(0.0, enter(A, 240.0, 110.0))];
        let then = |more: Vec<(Millis, Event<char>)>| [opened(), more].concat();
        let slowly =
            [vec![(600.0, Leave), (600.0, to(240.0, 120.1))], travel(600.0, (240.0, 120.5), (240.0, 127.5), 7, 1000.0)]
                .concat();
        // Around the right: off the mention's end and back in a bow, 20 px a second at its slowest.
        let bow = [
            vec![(600.0, Leave)],
            travel(600.0, (281.0, 110.0), (330.0, 112.0), 10, 20.0),
            travel(800.0, (330.0, 112.0), (490.0, 118.0), 60, 50.0),
            travel(3800.0, (490.0, 118.0), (495.0, 127.0), 30, 60.0),
            vec![(5650.0, EnterCard)],
        ]
        .concat();
        for (why, events, end, expected) in [
            ("slowly", then([slowly, vec![(8000.0, EnterCard)]].concat()), 20_000.0, "450 +A"),
            ("resting on the way", then(vec![(600.0, Leave), (610.0, to(240.0, 124.0))]), 20_000.0, "450 +A"),
            ("in one leap", then(vec![(600.0, Leave), (601.0, EnterCard)]), 20_000.0, "450 +A"),
            ("in a bow", then(bow), 20_000.0, "450 +A"),
            (
                "and back to the mention",
                then(vec![(600.0, Leave), (601.0, EnterCard), (900.0, LeaveCard), (1000.0, enter(A, 240.0, 111.0))]),
                20_000.0,
                "450 +A",
            ),
            (
                "across another mention",
                then(vec![
                    (600.0, Leave),
                    (610.0, enter(B, 240.0, 123.0)),
                    (700.0, to(242.0, 126.0)),
                    (720.0, Leave),
                    (721.0, EnterCard),
                ]),
                20_000.0,
                "450 +A",
            ),
        ] {
            check(why, &events, end, expected);
        }
    }

    #[test]
    fn closes_when_left() {
        let opened = || vec![(0.0, enter(A, 240.0, 110.0))];
        let then = |more: Vec<(Millis, Event<char>)>| [opened(), more].concat();
        for (why, events, expected) in [
            ("away from the mention", then(vec![(600.0, Leave), (600.0, to(240.0, 60.0))]), "450 +A, 900 -"),
            (
                "away however busily",
                then([vec![(600.0, Leave)], travel(600.0, (240.0, 90.0), (40.0, 20.0), 100, 10.0)].concat()),
                "450 +A, 900 -",
            ),
            (
                "away from the card",
                then(vec![(600.0, Leave), (601.0, EnterCard), (2000.0, LeaveCard), (2000.0, to(600.0, 380.0))]),
                "450 +A, 2300 -",
            ),
            ("out of the window", then(vec![(600.0, Leave)]), "450 +A, 900 -"),
            ("by Escape or a click elsewhere", then(vec![(600.0, Dismiss)]), "450 +A, 600 -"),
            (
                "and not again before the mention was left",
                then(vec![(600.0, Dismiss), (700.0, to(250.0, 110.0))]),
                "450 +A, 600 -",
            ),
            (
                "and again after",
                then(vec![(600.0, Dismiss), (700.0, Leave), (800.0, enter(A, 250.0, 110.0))]),
                "450 +A, 600 -, 1250 +A",
            ),
        ] {
            check(why, &events, 3000.0, expected);
        }
    }

    #[test]
    fn switches_at_once_while_open() {
        let opened = || vec![(0.0, enter(A, 240.0, 110.0)), (600.0, Leave)];
        let then = |more: Vec<(Millis, Event<char>)>| [opened(), more].concat();
        for (why, events, expected) in [
            ("to the next mention", then(vec![(600.0, enter(B, 600.0, 110.0))]), "450 +A, 660 +B"),
            (
                "not by crossing it",
                then(vec![(600.0, enter(B, 600.0, 110.0)), (650.0, Leave), (660.0, to(600.0, 60.0))]),
                "450 +A, 900 -",
            ),
            ("not to a silent one", then(vec![(600.0, silent(B, 600.0, 110.0))]), "450 +A, 900 -"),
            (
                "with the full delay once closed",
                then(vec![(600.0, to(600.0, 60.0)), (1000.0, enter(B, 600.0, 110.0))]),
                "450 +A, 900 -, 1450 +B",
            ),
        ] {
            check(why, &events, 3000.0, expected);
        }
    }

    #[test]
    fn opens_and_holds_when_asked() {
        for (why, events, expected) in [
            (
                "a click, silent or not",
                vec![(0.0, silent(A, 240.0, 110.0)), (50.0, click(A)), (100.0, Leave), (110.0, to(0.0, 0.0))],
                "50 +A",
            ),
            (
                "a click on what is open already",
                vec![(0.0, enter(A, 240.0, 110.0)), (600.0, click(A)), (700.0, Leave)],
                "450 +A, 600 +A",
            ),
            ("a second click takes it away", vec![(0.0, click(A)), (500.0, click(A))], "0 +A, 500 -"),
            ("a click on another", vec![(0.0, click(A)), (500.0, click(B))], "0 +A, 500 +B"),
            ("rest on another still switches", vec![(0.0, click(A)), (500.0, enter(B, 600.0, 110.0))], "0 +A, 560 +B"),
            ("not while a key holds it", vec![(0.0, key(A)), (500.0, enter(B, 600.0, 110.0))], "0 +A"),
            ("a click elsewhere closes it", vec![(0.0, key(A)), (500.0, Dismiss)], "0 +A, 500 -"),
            (
                "stepping holds it",
                vec![
                    (0.0, enter(A, 240.0, 110.0)),
                    (600.0, Leave),
                    (610.0, EnterCard),
                    (700.0, Followed(B)),
                    (800.0, LeaveCard),
                ],
                "450 +A",
            ),
        ] {
            check(why, &events, 3000.0, expected);
        }
    }

    #[test]
    fn waits_for_its_child() {
        let opened = || {
            vec![
                (0.0, enter(A, 240.0, 110.0)),
                (600.0, Leave),
                (601.0, EnterCard),
                (1000.0, Child(true)),
                (1100.0, LeaveCard),
            ]
        };
        let then = |more: Vec<(Millis, Event<char>)>| [opened(), more].concat();
        for (why, events, expected) in [
            ("as long as it is open", then(vec![]), "450 +A"),
            ("and closes after it", then(vec![(2000.0, Child(false))]), "450 +A, 2300 -"),
            ("unless the pointer came back", then(vec![(1900.0, EnterCard), (2000.0, Child(false))]), "450 +A"),
        ] {
            check(why, &events, 5000.0, expected);
        }
    }
}
