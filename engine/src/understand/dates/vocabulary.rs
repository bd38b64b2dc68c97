//! The words that dates are made of.

use std::sync::LazyLock;

use sidelight_text::tokens::{Token, WordTable};

use crate::read::MONTHS;

/// What a word may contribute to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Nothing.
    #[default]
    None,
    /// A month, from 1, by its full name or a short form.
    Month {
        /// From 1 to 12.
        number: i8,
        /// Whether the name is written out.
        is_full: bool,
    },
    /// A day of the week, from Monday as 0.
    Weekday(i8),
    /// A season, by its first month in the northern hemisphere.
    Season(i8),
    /// “yesterday”, “today”, “tomorrow”: days from the brief's own.
    Day(i32),
    /// “the”.
    The,
    /// “last”, “this”, “next” with a unit or name: units from the present one.
    Shift(i32),
    /// “past”: with a unit, the stretch that ends now.
    Past,
    /// “coming”: with a unit, the stretch that begins now.
    Coming,
    /// “earlier”, “later”: before “this week”.
    Within,
    /// “early”, “mid”, “late”: a third, from 0.
    Third(u8),
    /// “start”, “end”: the first or the last day.
    Edge(Edge),
    /// A number in words: “three”, “a”.
    Count(i32),
    /// “first”, “second”, from 1.
    Ordinal(i8),
    /// A stretch of time.
    Unit {
        /// Which.
        unit: Unit,
        /// “weeks” rather than “week”.
        is_plural: bool,
    },
    /// “half”.
    Half,
    /// “weekend”.
    Weekend,
}

/// Which end of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The first day.
    Start,
    /// The last day.
    End,
}

/// A stretch of time with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Sixty minutes.
    Hour,
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const SHORT_MONTHS: [(&str, i8); 12] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];
const COUNTS: [(&str, i32); 21] = [
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fifteen", 15),
    ("eighteen", 18),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
];
const ORDINALS: [&str; 21] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
];
const UNITS: [(Unit, &str, &str); 9] = [
    (Unit::Hour, "hour", "hours"),
    (Unit::Day, "day", "days"),
    (Unit::Week, "week", "weeks"),
    (Unit::Fortnight, "fortnight", "fortnights"),
    (Unit::Month, "month", "months"),
    (Unit::Quarter, "quarter", "quarters"),
    (Unit::Year, "year", "years"),
    (Unit::Decade, "decade", "decades"),
    (Unit::Century, "century", "centuries"),
];
const OTHERS: [(&str, Role); 32] = [
    ("may", Role::Month { number: 5, is_full: true }),
    ("hrs", Role::Unit { unit: Unit::Hour, is_plural: true }),
    ("spring", Role::Season(3)),
    ("summer", Role::Season(6)),
    ("autumn", Role::Season(9)),
    ("fall", Role::Season(9)),
    ("winter", Role::Season(12)),
    ("yesterday", Role::Day(-1)),
    ("today", Role::Day(0)),
    ("tonight", Role::Day(0)),
    ("tomorrow", Role::Day(1)),
    ("the", Role::The),
    ("last", Role::Shift(-1)),
    ("this", Role::Shift(0)),
    ("current", Role::Shift(0)),
    ("next", Role::Shift(1)),
    ("past", Role::Past),
    ("coming", Role::Coming),
    ("earlier", Role::Within),
    ("later", Role::Within),
    ("early", Role::Third(0)),
    ("mid", Role::Third(1)),
    ("middle", Role::Third(1)),
    ("late", Role::Third(2)),
    ("start", Role::Edge(Edge::Start)),
    ("beginning", Role::Edge(Edge::Start)),
    ("outset", Role::Edge(Edge::Start)),
    ("end", Role::Edge(Edge::End)),
    ("close", Role::Edge(Edge::End)),
    ("half", Role::Half),
    ("weekend", Role::Weekend),
    ("final", Role::Shift(-1)),
];

static ROLES: LazyLock<WordTable<Role>> = LazyLock::new(|| {
    let mut table = WordTable::with_room_for(150);
    for (number, name) in (1..).zip(MONTHS) {
        *table.entry(name) = Role::Month { number, is_full: true };
    }
    for (name, number) in SHORT_MONTHS {
        *table.entry(name) = Role::Month { number, is_full: false };
    }
    for (number, name) in (0..).zip(WEEKDAYS) {
        *table.entry(name) = Role::Weekday(number);
    }
    for (number, word) in (1..).zip(ORDINALS) {
        *table.entry(word) = Role::Ordinal(number);
    }
    for (word, count) in COUNTS {
        *table.entry(word) = Role::Count(count);
    }
    for (unit, singular, plural) in UNITS {
        *table.entry(singular) = Role::Unit { unit, is_plural: false };
        *table.entry(plural) = Role::Unit { unit, is_plural: true };
    }
    for (word, role) in OTHERS {
        *table.entry(word) = role;
    }
    table
});

/// The role of a word. Months and weekdays are capitalised: “march” and “sun” are other words.
pub fn role(token: &Token<'_>) -> Role {
    let role = ROLES.get(token).copied().unwrap_or_default();
    match role {
        Role::Month { .. } | Role::Weekday(_) if !token.is_capitalised() => Role::None,
        role => role,
    }
}
