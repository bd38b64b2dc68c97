//! The rules by which words become dates, chosen by the first word.

use super::cursor::{Cursor, Found};
use super::vocabulary::Role;

/// The longest date that begins here.
pub fn parse(cursor: &Cursor<'_>) -> Option<Found> {
    let token = cursor.get(0)?;
    if token.is_numeric() {
        return cursor.numeric().or_else(|| cursor.short_part());
    }
    match cursor.role(0) {
        Role::None if matches!(token.text.as_bytes(), [b'Q' | b'H', _] | [b'F', b'Y', ..]) => cursor.short_part(),
        Role::None | Role::Half => None,
        Role::The => after_the(cursor),
        Role::Month { .. } => cursor.month_first(),
        Role::Weekday(day) => cursor.weekday(day),
        Role::Season(first_month) => cursor.season(first_month),
        Role::Day(offset) => cursor.relative_day(offset),
        Role::Shift(offset) => cursor.last_of().filter(|_| offset < 0).or_else(|| cursor.shifted(offset)),
        Role::Past => cursor.ending_or_beginning_now(-1),
        Role::Coming => cursor.ending_or_beginning_now(1),
        Role::Within => within(cursor),
        Role::Third(third) => cursor.third(third),
        Role::Edge(edge) => cursor.edge(edge),
        Role::Count(_) => cursor.ago(),
        Role::Ordinal(number) => cursor.ordinal(number),
        Role::Unit { unit, .. } => cursor.unit_end(unit).or_else(|| cursor.week_of()),
        Role::Weekend => cursor.weekend(),
    }
}

/// The article belongs to the date where it could not stand without: “the last year”, “the 1980s”, “the 3rd of
/// October”, but “the ⟦May⟧ vote”, “the ⟦2002⟧ crisis”.
fn after_the(cursor: &Cursor<'_>) -> Option<Found> {
    let inner = cursor.ahead(1);
    let token = inner.get(0)?;
    let takes_article = match inner.role(0) {
        Role::None => token.is_numeric() && !matches!(token.text.len(), 1 | 2) && token.number(4).is_none(),
        Role::Month { .. } | Role::Weekday(_) | Role::Day(_) | Role::Unit { .. } | Role::The => false,
        _ => true,
    };
    // “the week of March 3” has no name without the article either, “the year-end” has.
    let takes_article = takes_article || inner.is(0, &["week"]);
    takes_article.then(|| parse(&inner)).flatten().map(|found| found.after(1))
}

/// “earlier this week”, “later this year”, “later in the year”.
fn within(cursor: &Cursor<'_>) -> Option<Found> {
    let inner = cursor.ahead(1);
    match inner.role(0) {
        Role::Shift(offset) if !inner.is(0, &["final"]) => inner.shifted(offset).map(|found| found.after(1)),
        _ if inner.is(0, &["in"]) && inner.is(1, &["the"]) => {
            let Role::Unit { unit, is_plural: false } = inner.role(2) else { return None };
            let (days, precision) = super::relative::unit_from(cursor.today?, unit, 0)?;
            Cursor::found(4, days.filter(|_| !inner.is(3, &["of"])), precision)
        }
        _ => None,
    }
}
