//! How old a statement is on the day of reading: the page knows the month for which its source made it.

use js_sys::Date;

use crate::platform::page::{all, everything};

/// Marks the months of statements that are over a year old; the styles say so in words.
pub fn mark() {
    let now = Date::new_0();
    let today = (now.get_full_year(), now.get_month() + 1);
    let Some(page) = everything() else { return };
    for stated in all(&page, ".src time") {
        let is_old = stated.get_attribute("datetime").is_some_and(|month| is_over_a_year_old(&month, today));
        let _ = stated.class_list().toggle_with_force("old", is_old);
    }
}

/// Whether a year, month or day of ISO 8601 lies more than twelve months before a month, from 1. A year alone may mean
/// its last month.
fn is_over_a_year_old(stated: &str, (year, month): (u32, u32)) -> bool {
    let mut parts = stated.split('-').map(str::parse::<u32>);
    let Some(Ok(stated_year)) = parts.next() else { return false };
    let stated_month = parts.next().and_then(Result::ok).unwrap_or(12);
    year * 12 + month > stated_year * 12 + stated_month + 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_twelve_months() {
        for (stated, expected) in [
            ("2025-11", false),
            ("2025-10", true),
            ("2025-10-31", true),
            ("2024", true),
            ("2025", false),
            ("2026-11", false),
            ("2027", false),
            ("", false),
            ("soon", false),
        ] {
            assert_eq!(is_over_a_year_old(stated, (2026, 11)), expected, "{stated}");
        }
    }
}
