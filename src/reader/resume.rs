//! Where the reader left off: kept while reading, and offered at the next visit.
//!
//! The page opens at its beginning, as any page does; a quiet link leads on to the paragraph that was being read.
//! Kept under `sidelight/SITE/BRIEF/place`. A place that is lost costs one scroll, so a refused storage is no news.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, Event, HtmlElement};

use crate::platform::page::{Alarm, Phase, all, by_id, document, element, lead_to, listen, window};
use crate::platform::storage;

/// The version of the stored form that this build writes, and the only one that it reads.
const SCHEMA: u32 = 1;
/// How long the page has to rest, in milliseconds, before its place is kept.
const REST: f64 = 400.0;
/// The line of the window that is being read, as a share of its height.
const READING_LINE: f64 = 0.35;
/// Paragraphs that carry a number: others are too many ways of being nowhere.
const PARAGRAPH: &str = "[data-n]";

/// Keeps the place, and offers the one kept at the last visit. Called once, when a brief is on the page.
pub fn mount(site: &str, brief: &str) {
    let key = format!("sidelight/{site}/{brief}/place");
    let Some(region) = by_id("brief") else { return };
    // Where an address leads to a place of its own, or the browser comes back to where it was, nothing is offered.
    let is_led =
        window().location().hash().is_ok_and(|hash| !hash.is_empty()) || window().scroll_y().unwrap_or(0.0) > 0.0;
    let kept = storage::read(&key).ok().flatten().and_then(|kept| decode(&kept));
    let offer = kept.filter(|_| !is_led).and_then(|id| offer(&by_id(&id)?));
    let offer = Rc::new(RefCell::new(offer));
    let alarm = Alarm::new(move || keep(&key, &region));
    listen(&window(), "scroll", Phase::Bubble, move |_: Event| {
        alarm.set(Some(REST));
        // Who scrolls has chosen a place.
        if let Some(offer) = offer.take() {
            offer.remove();
        }
    });
}

/// The link that leads on to a paragraph, unless that is in sight.
fn offer(paragraph: &HtmlElement) -> Option<HtmlElement> {
    let number = paragraph.get_attribute("data-n")?;
    if paragraph.get_bounding_client_rect().top() < height() {
        return None;
    }
    let link = element("a", "resume", &format!("Go on at ¶ {number}"))?;
    link.set_attribute("href", &format!("#{}", paragraph.id())).ok()?;
    let paragraph = paragraph.clone();
    listen(&link, "click", Phase::Bubble, move |event: Event| {
        event.prevent_default();
        lead_to(&paragraph);
    });
    document().get_element_by_id("main")?.append_child(&link).ok()?;
    Some(link)
}

fn keep(key: &str, brief: &Element) {
    let paragraphs = all(brief, PARAGRAPH);
    let tops: Vec<f64> = paragraphs.iter().map(|paragraph| paragraph.get_bounding_client_rect().top()).collect();
    let end = paragraphs.last().map_or(0.0, |last| last.get_bounding_client_rect().bottom());
    let place = being_read(&tops, end, height()).map(|index| paragraphs[index].id());
    // Failing is no news here, as said above.
    let _ = match place {
        Some(id) => storage::write(key, &encode(&id)),
        None => storage::remove(key),
    };
}

/// Which paragraph is being read, by where they begin in the window: the last one above the reading line. None as
/// long as the first is in sight, and none once the end of the last one has come into sight: the brief is read.
fn being_read(tops: &[f64], end: f64, height: f64) -> Option<usize> {
    let begun = tops.iter().take_while(|top| **top < height * READING_LINE).count();
    begun.checked_sub(1).filter(|_| tops[0] < 0.0 && end > height)
}

fn height() -> f64 {
    document().document_element().map_or(0.0, |page| f64::from(page.client_height()))
}

fn encode(id: &str) -> String {
    format!(r#"{{"schema":{SCHEMA},"value":"{id}"}}"#)
}

/// The id of a block, if that is what was kept.
fn decode(kept: &str) -> Option<String> {
    let begin = encode("");
    let id = kept.strip_prefix(begin.strip_suffix("\"}")?)?.strip_suffix("\"}")?;
    id.strip_prefix('b')?.parse::<u32>().ok()?;
    Some(id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_paragraph_above_the_line_is_being_read() {
        for (tops, end, expected) in [
            (&[100.0, 300.0, 900.0][..], 2000.0, None),
            (&[-300.0, 100.0, 340.0, 900.0], 2000.0, Some(2)),
            (&[-900.0, -500.0, 600.0], 1200.0, Some(1)),
            (&[-900.0, -500.0, 100.0], 700.0, None),
            (&[], 0.0, None),
        ] {
            assert_eq!(being_read(tops, end, 1000.0), expected, "{tops:?}");
        }
    }

    #[test]
    fn only_a_block_of_this_version_is_a_place() {
        assert_eq!(decode(&encode("b12")), Some("b12".to_owned()));
        for other in [r#"{"schema":2,"value":"b12"}"#, r#"{"schema":1,"value":"index"}"#, "b12", "", &encode("b")] {
            assert_eq!(decode(other), None, "{other}");
        }
    }
}
