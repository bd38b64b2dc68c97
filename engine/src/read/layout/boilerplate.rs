//! What stands on a brief's pages and is not part of what it says.

use super::openings::Openings;

/// Words that open a line which asks for something instead of saying something.
const REQUESTS: [&str; 31] = [
    "click here",
    "click to",
    "connect with us",
    "download as pdf",
    "download pdf",
    "download the pdf",
    "download this",
    "email this",
    "follow us",
    "forward this",
    "forward to a friend",
    "get our",
    "join our mailing list",
    "join our newsletter",
    "listen to this article",
    "manage preferences",
    "manage your subscription",
    "print this",
    "read more",
    "read online",
    "read the full",
    "see more",
    "share on",
    "share this",
    "share via",
    "sign up",
    "skip to content",
    "skip to main content",
    "subscribe",
    "unsubscribe",
    "update your preferences",
];

/// Whole lines, such as the names of buttons become when a page is copied.
const BUTTONS: [&str; 28] = [
    "advertisement",
    "back to top",
    "contact us",
    "copy link",
    "download",
    "end",
    "end of document",
    "end of message",
    "end of report",
    "ends",
    "eom",
    "for immediate release",
    "forwarded message",
    "listen",
    "menu",
    "nothing follows",
    "original message",
    "print",
    "privacy policy",
    "save",
    "share",
    "share article",
    "terms and conditions",
    "terms of use",
    "tweet",
    "view all",
    "view in browser",
    "view this email in your browser",
];

/// How notices begin that lawyers and mailing programs put below a text; they are sentences.
const NOTICES: [&str; 33] = [
    "©",
    "(c) 19",
    "(c) 20",
    "all rights reserved",
    "any unauthorised",
    "any unauthorized",
    "confidentiality notice",
    "copyright ©",
    "copyright (c)",
    "copyright 19",
    "copyright 20",
    "for further information contact",
    "for further information, contact",
    "for further information, please contact",
    "for media enquiries",
    "for media inquiries",
    "for more information contact",
    "for more information, contact",
    "for more information, please contact",
    "for press enquiries",
    "for press inquiries",
    "having trouble viewing this",
    "if you are not the intended recipient",
    "if you no longer wish",
    "if you were forwarded this",
    "if you would like to unsubscribe",
    "no longer want to receive",
    "the information contained in this e",
    "to unsubscribe",
    "you are receiving this",
    "you get this e",
    "you receive this",
    "you received this",
];

/// How a notice begins that says whom a message is for, with what it calls itself.
const MESSAGES: [&str; 5] = ["this e-mail", "this email", "this message", "this communication", "this transmission"];

/// Headings of sections about those who made the brief rather than about its subject.
const MAKERS: [&str; 9] = [
    "about the author",
    "about the authors",
    "about the contributors",
    "about the editor",
    "about the editors",
    "about the writer",
    "about this newsletter",
    "about us",
    "contact us",
];

/// Words of which lines consist that say who may read a document; the first ones say so alone.
const CLASSIFICATION: [&str; 40] = [
    "UNCLASSIFIED",
    "CONFIDENTIAL",
    "SECRET",
    "RESTRICTED",
    "OFFICIAL",
    "FOUO",
    "NOFORN",
    "TLP",
    "CUI",
    "CLASSIFICATION",
    "INTERNAL",
    "SENSITIVE",
    "TOP",
    "FOR",
    "USE",
    "ONLY",
    "REL",
    "TO",
    "WHITE",
    "CLEAR",
    "GREEN",
    "AMBER",
    "RED",
    "STRICT",
    "STRICTLY",
    "AND",
    "BUT",
    "NATO",
    "EU",
    "UN",
    "UK",
    "US",
    "USA",
    "FVEY",
    "PUBLIC",
    "LIMITED",
    "UNLIMITED",
    "DISTRIBUTION",
    "WHEN",
    "U",
];
const CLASSIFYING: usize = 11;

const READING_TIMES: [&str; 3] = ["reading time", "read time", "estimated reading time"];
const LINES: Openings = Openings::NONE.with(&REQUESTS).with(&READING_TIMES);
const SENTENCES: Openings = Openings::NONE.with(&NOTICES).with(&MESSAGES);
const WORDS: Openings = Openings::NONE.with(&BUTTONS);

/// A request has no more words than this.
const MAX_REQUEST_WORDS: usize = 8;
/// Longer lines are looked at by how they begin only. In bytes.
const MAX_BYTES: usize = 160;

/// Whether a line or paragraph only asks the reader to subscribe, share or print, or is the notice of a
/// lawyer or of a mailing program.
pub fn is_boilerplate(line: &str) -> bool {
    let line = line.trim();
    is_notice(line)
        || line.len() <= MAX_BYTES && (is_request(line) || is_button(line) || is_reading_time(line) || is_address(line))
}

fn is_notice(text: &str) -> bool {
    if !SENTENCES.may_begin(text) && !text.starts_with(['©', '(']) {
        return false;
    }
    NOTICES.iter().any(|notice| begins(text, notice))
        || MESSAGES.iter().any(|message| begins(text, message)) && {
            // What else begins so speaks of one message among others.
            let start = text[..text.floor_char_boundary(240)].to_ascii_lowercase();
            ["attachment", "intended", "confidential", "addressee", "was sent"].iter().any(|word| start.contains(word))
        }
}

fn is_request(line: &str) -> bool {
    LINES.may_begin(line)
        && !line.ends_with('.')
        && REQUESTS
            .iter()
            .any(|request| begins(line, request) && !line[request.len()..].starts_with(|c: char| c.is_alphanumeric()))
        && line.split_whitespace().count() <= MAX_REQUEST_WORDS
}

fn is_button(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    WORDS.may_begin(bare) && BUTTONS.iter().any(|button| button.eq_ignore_ascii_case(bare))
}

/// “Contact: press@example.org”
fn is_address(line: &str) -> bool {
    let is_named = ["contact:", "contacts:", "media contact", "press contact"].iter().any(|label| begins(line, label));
    is_named && line.contains(|c: char| c == '@' || c.is_ascii_digit())
}

/// “5 min read”, “Reading time: 5 minutes”.
fn is_reading_time(line: &str) -> bool {
    let label = LINES.may_begin(line) && READING_TIMES.iter().any(|label| begins(line, label));
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let is_time = bare.starts_with(|c: char| c.is_ascii_digit())
        && ["min read", "minute read", "minutes read", "mins read"].iter().any(|end| {
            let start = bare.len().saturating_sub(end.len());
            bare.get(start..).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
        });
    (label || is_time) && line.split_whitespace().count() <= 6
}

/// Whether a heading opens a section about the authors or the publisher.
pub fn is_about_makers(heading: &str) -> bool {
    let bare = heading.trim_matches(|c: char| !c.is_alphanumeric());
    MAKERS.iter().any(|makers| makers.eq_ignore_ascii_case(bare))
}

/// Whether a line says who may read the document: “UNCLASSIFIED//FOUO”, “TLP:CLEAR”, “Confidential”.
pub fn is_classification(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let known = |word: &str| CLASSIFICATION.iter().position(|known| known.eq_ignore_ascii_case(word));
    let is_capital = !line.contains(char::is_lowercase);
    let Some(first) = words.peek().copied().and_then(known) else { return false };
    if !is_capital {
        // In small letters only the word alone: “Official” begins many a heading.
        return first < 4 && words.count() == 1;
    }
    let mut says = false;
    words.all(|word| {
        known(word).is_some_and(|at| {
            says |= at < CLASSIFYING;
            true
        })
    }) && says
}

/// Whether a line is the number of a page and says so: “Page 3”, “PAGE 1 OF 2”, “- 3 -”, “3 | Page”.
pub fn is_page_number(line: &str) -> bool {
    if line.len() > 24 || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (mut numbers, mut is_named) = (0, false);
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            numbers += 1;
        } else if ["page", "pg", "p"].iter().any(|name| name.eq_ignore_ascii_case(word)) {
            is_named = true;
        } else if !word.eq_ignore_ascii_case("of") {
            return false;
        }
    }
    let is_dashed = line.starts_with(['-', '–', '—', '[', '|']) && line.ends_with(['-', '–', '—', ']', '|']);
    match numbers {
        1 => is_named || is_dashed && !line.starts_with('['),
        2 => is_named || is_fraction(line),
        _ => false,
    }
}

/// “3/7”: not more than the number of pages.
fn is_fraction(line: &str) -> bool {
    let Some((page, pages)) = line.split_once('/') else { return false };
    let number = |text: &str| text.trim().parse::<u16>().ok();
    number(page).zip(number(pages)).is_some_and(|(page, pages)| (1..=pages).contains(&page))
}

/// Whether a line is drawn rather than written: “-----”, “* * *”, “_____”.
pub fn is_separator(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    "-=_*~#•·─━—–.+".contains(first)
        && line.len() >= 3
        && signs.next() == Some(first)
        && signs.all(|sign| sign == first)
}

/// Whether a text begins with these words, in any case.
pub fn begins(text: &str, words: &str) -> bool {
    text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boilerplate_asks_and_does_not_say() {
        for (line, expected) in [
            ("SUBSCRIBE TO INTELBRIEFS", true),
            ("Share this article", true),
            ("Subscribers fell by half", false),
            ("Share prices fell on Monday.", false),
            ("Print this page", true),
            ("PRINT", true),
            ("Print is dying", false),
            ("5 min read", true),
            ("Reading time: 5 minutes", true),
            ("5 min later they read", false),
            ("© 2025 The Harbour Office. All rights reserved.", true),
            ("Copyright law was changed in May.", false),
            ("This email and any attachments are confidential and intended for the addressee.", true),
            ("This message reached the port in May.", false),
            ("For media inquiries, contact press@example.org or call the port.", true),
            ("— ENDS —", true),
            ("The end", false),
            ("View in browser", true),
            ("Contact: press@example.org", true),
            ("Contact: none was made", false),
        ] {
            assert_eq!(is_boilerplate(line), expected, "{line}");
        }
    }

    #[test]
    fn what_stands_on_every_page() {
        for (line, classification, page, separator) in [
            ("UNCLASSIFIED", true, false, false),
            ("UNCLASSIFIED // FOR OFFICIAL USE ONLY", true, false, false),
            ("FOR INTERNAL USE", true, false, false),
            ("TLP:AMBER+STRICT", true, false, false),
            ("Confidential", true, false, false),
            ("Official visits", false, false, false),
            ("TO THE NORTH", false, false, false),
            ("TOP", false, false, false),
            ("PAGE 1 OF 2", false, true, false),
            ("Page | 3", false, true, false),
            ("- 3 -", false, true, false),
            ("3/7", false, true, false),
            ("9/7", false, false, false),
            ("[1]", false, false, false),
            ("3", false, false, false),
            ("-----", false, false, true),
            ("* * *", false, false, true),
            ("###", false, false, true),
            ("-", false, false, false),
            ("--- x", false, false, false),
        ] {
            let found = (is_classification(line), is_page_number(line), is_separator(line));
            assert_eq!(found, (classification, page, separator), "{line}");
        }
    }
}
