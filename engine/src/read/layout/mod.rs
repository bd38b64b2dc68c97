//! What the lines of a brief's layout look like, whatever its format: heads, headings of key points,
//! bullets, credits, boilerplate.

mod boilerplate;
mod dates;
mod head;
mod headings;
mod markers;
mod openings;

pub use boilerplate::{is_about_makers, is_boilerplate, is_classification, is_page_number, is_separator};
pub use dates::{MONTHS, date_line, date_time_group, is_period_line};
pub use head::{
    HeadLine, dateline, head_line, is_publisher, is_series, split_series, without_issue, without_reply_marks,
};
pub use headings::{is_key_points_heading, key_points_label};
pub use markers::{Digits, Marker, Order, marker, without_bullet};
pub use openings::Openings;

/// Words that a picture's credit has and a sentence seldom.
const CREDIT_WORDS: [&str; 16] = [
    "photo", "image", "picture", "credit", "courtesy", "via", "AP", "AFP", "EPA", "Reuters", "REUTERS", "Getty",
    "Xinhua", "press", "drawing", "map",
];

/// Whether a line is the credit or caption of a picture.
pub fn is_credit(line: &str) -> bool {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.len() <= 15
        && !line.trim_end().ends_with(['.', ':', '?', '!'])
        && words
            .iter()
            .any(|word| CREDIT_WORDS.contains(word) || CREDIT_WORDS.contains(&word.to_ascii_lowercase().as_str()))
}

/// How the line below a picture, map or table begins that says what it shows or where it comes from.
const CAPTION_OPENINGS: [&str; 12] = [
    "source:",
    "sources:",
    "photo:",
    "photo credit:",
    "image:",
    "image credit:",
    "credit:",
    "picture:",
    "caption:",
    "map:",
    "photograph:",
    "data:",
];

/// What captions give a number to.
const NUMBERED: [&str; 6] = ["figure ", "fig. ", "map ", "chart ", "table ", "graph "];
const CAPTIONS: Openings = Openings::NONE.with(&CAPTION_OPENINGS).with(&NUMBERED);

/// Whether a paragraph stands below a picture or table and says what it shows: “Figure 1: …”, “Source: …”.
pub fn is_caption(text: &str) -> bool {
    if text.len() > 400 || !CAPTIONS.may_begin(text) {
        return false;
    }
    let numbered = NUMBERED.iter().any(|name| {
        boilerplate::begins(text, name) && {
            let rest = text[name.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < text.len() - name.len()
                && rest.starts_with([':', '.', ' ', ')'])
                && rest.trim_start_matches([':', '.', ')', ' ']).starts_with(|c: char| !c.is_lowercase())
        }
    });
    numbered || CAPTION_OPENINGS.iter().any(|opening| boilerplate::begins(text, opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions() {
        for (text, expected) in [
            ("Figure 1: Ships in the fog.", true),
            ("Fig. 12. Ships in the fog", true),
            ("Source: the Harbour Office", true),
            ("Figure 1 shows ships in the fog.", false),
            ("Figures rose.", false),
            ("Table talk", false),
            ("Sources say so.", false),
        ] {
            assert_eq!(is_caption(text), expected, "{text}");
        }
    }

    #[test]
    fn credits() {
        for (line, expected) in [
            ("Basmanny District Court press service via AP", true),
            ("Photo: A. Person/Reuters", true),
            ("Map by the editors", true),
            ("The road to the north", false),
            ("The photo was taken in May.", false),
        ] {
            assert_eq!(is_credit(line), expected, "{line}");
        }
    }
}
