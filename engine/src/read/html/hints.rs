//! What the names that publishers give their boxes, and the words that stand in them, say of what is inside.

use super::tree::{Node, Tag};
use crate::read::layout::{self, Openings};
use crate::read::markup::Attributes;
use crate::read::words;

/// Not the article: navigation, sharing, advertising, comments and the like.
pub const JUNK: u16 = 1;
/// Not the article where it also looks so: short, full of links, or a form.
pub const DOUBTFUL: u16 = 2;
/// Not shown.
pub const HIDDEN: u16 = 4;
/// The brief's own key points.
pub const KEY: u16 = 8;
/// Footnotes and sources: links are what they are made of.
pub const NOTES: u16 = 16;
/// Who wrote it.
pub const BYLINE: u16 = 32;
/// A caption or credit.
pub const CAPTION: u16 = 64;
/// Of the junk, the one that can be longer than the article.
pub const COMMENTS: u16 = 128;
/// Not read out; where it is short, an ornament.
pub const VEILED: u16 = 256;
/// The whole of the article, in the publisher's own words.
pub const ARTICLE: u16 = 512;
/// Laid out as a table and no table.
pub const PRESENTATION: u16 = 1024;

/// Words of classes and ids, sorted; two that follow each other are looked up joined as well.
const WORDS: [(&str, u16); 149] = [
    ("aboutauthor", JUNK),
    ("aboutauthors", JUNK),
    ("ad", JUNK),
    ("addthis", JUNK),
    ("addtoany", JUNK),
    ("ads", JUNK),
    ("adsbygoogle", JUNK),
    ("adslot", JUNK),
    ("advert", JUNK),
    ("advertisement", JUNK),
    ("advertising", JUNK),
    ("advertorial", JUNK),
    ("adverts", JUNK),
    ("alsolike", JUNK),
    ("alsoread", JUNK),
    ("articlebody", ARTICLE),
    ("atglance", KEY),
    ("author", BYLINE),
    ("authorbio", JUNK),
    ("authorbox", JUNK),
    ("authors", BYLINE),
    ("backtotop", JUNK),
    ("banner", DOUBTFUL),
    ("bio", DOUBTFUL),
    ("bluf", KEY),
    ("bottomline", KEY),
    ("breadcrumb", JUNK),
    ("breadcrumbs", JUNK),
    ("byline", BYLINE),
    ("caption", CAPTION),
    ("carousel", DOUBTFUL),
    ("comment", JUNK | COMMENTS),
    ("commentlist", JUNK | COMMENTS),
    ("comments", JUNK | COMMENTS),
    ("consent", JUNK),
    ("cookie", JUNK),
    ("cookiebot", JUNK),
    ("cookies", JUNK),
    ("copyright", JUNK),
    ("credit", CAPTION),
    ("crosshead", 0),
    ("cta", JUNK),
    ("dfp", JUNK),
    ("disqus", JUNK | COMMENTS),
    ("donate", JUNK),
    ("donation", JUNK),
    ("editsection", JUNK),
    ("email", DOUBTFUL),
    ("embed", DOUBTFUL),
    ("endnotes", NOTES),
    ("feedback", JUNK),
    ("flyout", JUNK),
    ("follow", JUNK),
    ("footer", DOUBTFUL),
    ("footnotes", NOTES),
    ("gdpr", JUNK),
    ("hamburger", JUNK),
    ("inlinerelated", JUNK),
    ("keyfacts", KEY),
    ("keyfindings", KEY),
    ("keyinsights", KEY),
    ("keyjudgements", KEY),
    ("keyjudgments", KEY),
    ("keymessages", KEY),
    ("keypoint", KEY),
    ("keypoints", KEY),
    ("keytakeaway", KEY),
    ("keytakeaways", KEY),
    ("leaderboard", JUNK),
    ("lightbox", JUNK),
    ("listen", JUNK),
    ("livechat", JUNK),
    ("login", JUNK),
    ("mailchimp", JUNK),
    ("masthead", JUNK),
    ("megamenu", JUNK),
    ("menu", JUNK),
    ("modal", JUNK),
    ("morefrom", JUNK),
    ("morestories", JUNK),
    ("mostpopular", JUNK),
    ("mostread", JUNK),
    ("nav", JUNK),
    ("navbar", JUNK),
    ("navigation", JUNK),
    ("newsletter", JUNK),
    ("newsletters", JUNK),
    ("nextpost", JUNK),
    ("offcanvas", JUNK),
    ("onetrust", JUNK),
    ("outbrain", JUNK),
    ("pager", JUNK),
    ("pagination", JUNK),
    ("paywall", JUNK),
    ("popular", JUNK),
    ("popup", JUNK),
    ("postnavigation", JUNK),
    ("preheader", JUNK),
    ("promo", JUNK),
    ("promos", JUNK),
    ("promotion", JUNK),
    ("pullquote", JUNK),
    ("pullquotes", JUNK),
    ("readmore", JUNK),
    ("readnext", JUNK),
    ("recirc", JUNK),
    ("recommendation", JUNK),
    ("recommendations", JUNK),
    ("recommended", JUNK),
    ("references", NOTES),
    ("reflist", NOTES),
    ("related", JUNK),
    ("relatedarticles", JUNK),
    ("respond", JUNK | COMMENTS),
    ("screenreader", HIDDEN),
    ("share", JUNK),
    ("sharebar", JUNK),
    ("sharedaddy", JUNK),
    ("sharing", JUNK),
    ("sidebar", JUNK),
    ("signin", JUNK),
    ("signup", JUNK),
    ("skip", JUNK),
    ("skiplink", JUNK),
    ("social", JUNK),
    ("sponsor", JUNK),
    ("sponsored", JUNK),
    ("sronly", HIDDEN),
    ("subnav", JUNK),
    ("subscribe", JUNK),
    ("subscription", JUNK),
    ("summarybox", KEY),
    ("taboola", JUNK),
    ("taglist", JUNK),
    ("tags", DOUBTFUL),
    ("takeaways", KEY),
    ("tldr", KEY),
    ("toc", JUNK),
    ("toolbar", JUNK),
    ("tools", DOUBTFUL),
    ("topics", DOUBTFUL),
    ("trending", JUNK),
    ("tweet", DOUBTFUL),
    ("unsubscribe", JUNK),
    ("visuallyhidden", HIDDEN),
    ("whatsapp", JUNK),
    ("widget", DOUBTFUL),
    ("youmaylike", JUNK),
    ("zergnet", JUNK),
];

/// Roles of WAI-ARIA.
const ROLES: [(&str, u16); 16] = [
    ("alertdialog", JUNK),
    ("article", ARTICLE),
    ("banner", JUNK),
    ("complementary", DOUBTFUL),
    ("contentinfo", JUNK),
    ("dialog", JUNK),
    ("doc-endnotes", NOTES),
    ("doc-footnotes", NOTES),
    ("main", ARTICLE),
    ("menu", JUNK),
    ("menubar", JUNK),
    ("navigation", JUNK),
    ("none", PRESENTATION),
    ("presentation", PRESENTATION),
    ("search", JUNK),
    ("toolbar", JUNK),
];

/// What an element's attributes say.
pub fn of(node: &Node<'_>) -> u16 {
    let mut hints = 0;
    for (name, value) in Attributes::of(node.source) {
        hints |= match name.len() {
            _ if value.len() > 4000 => 0,
            2 if name.eq_ignore_ascii_case("id") => names(value),
            4 if name.eq_ignore_ascii_case("role") => found(&ROLES, value.trim().as_bytes()),
            5 if name.eq_ignore_ascii_case("class") => names(value),
            5 if name.eq_ignore_ascii_case("style") && is_invisible(value) => HIDDEN,
            6 if name.eq_ignore_ascii_case("hidden") && value != "until-found" => HIDDEN,
            8 if name.eq_ignore_ascii_case("itemprop") && value.eq_ignore_ascii_case("articleBody") => ARTICLE,
            10 if name.eq_ignore_ascii_case("aria-label") && words::count(value) <= 3 => names(value),
            11 if name.eq_ignore_ascii_case("aria-hidden") && value == "true" => VEILED,
            11 if name.eq_ignore_ascii_case("data-testid") => names(value),
            14 if name.eq_ignore_ascii_case("data-component") => names(value),
            _ => 0,
        };
    }
    match node.tag {
        Tag::Nav | Tag::Search | Tag::Dialog | Tag::Footer | Tag::Form => hints |= JUNK,
        Tag::Aside => hints |= DOUBTFUL,
        Tag::Html | Tag::Body => hints &= !(HIDDEN | VEILED | JUNK | DOUBTFUL | COMMENTS),
        // Words in the names of these are about the text itself.
        Tag::Main | Tag::H1 => hints &= !(JUNK | DOUBTFUL),
        _ if node.tag.is_control() => hints |= JUNK,
        _ => {}
    }
    hints
}

fn is_invisible(style: &str) -> bool {
    let mut style = style.to_ascii_lowercase();
    style.retain(|c| !c.is_whitespace());
    ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|declaration| words::contains(&style, declaration))
}

/// The sum of what the words in a name say: `related-links`, `relatedLinks` and `related_links` are two words.
fn names(name: &str) -> u16 {
    let mut hints = 0;
    // The word before the present one, and the present one after it.
    let (mut joined, mut length, mut start) = ([0_u8; 24], 0, 0);
    let mut before = b' ';
    for byte in name.bytes().chain([b' ']) {
        let is_word = byte.is_ascii_alphanumeric();
        let is_end = !is_word || before.is_ascii_lowercase() && byte.is_ascii_uppercase();
        if is_end && length > start {
            hints |= found(&WORDS, &joined[start..length]) | found(&WORDS, &joined[..length]);
            joined.copy_within(start..length, 0);
            (start, length) = (length - start, length - start);
        }
        if is_word {
            if length == joined.len() {
                // No pair of words that matters is as long.
                (start, length) = (0, 0);
            }
            joined[length] = byte.to_ascii_lowercase();
            length += 1;
        } else if byte.is_ascii_whitespace() {
            // Two names, of which neither goes on in the other.
            (start, length) = (0, 0);
        }
        before = byte;
    }
    hints
}

fn found(table: &[(&str, u16)], word: &[u8]) -> u16 {
    table.binary_search_by(|(known, _)| known.as_bytes().cmp(word)).map_or(0, |index| table[index].1)
}

/// Headings above what is not the article, in small letters: all of what follows, up to the next heading.
const JUNK_HEADINGS: [&str; 29] = [
    "also read",
    "comments",
    "follow us",
    "join the conversation",
    "join the discussion",
    "keep reading",
    "latest articles",
    "latest news",
    "latest posts",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "more stories",
    "most popular",
    "most read",
    "newsletter",
    "read next",
    "recent posts",
    "recommended for you",
    "related articles",
    "related content",
    "related posts",
    "related reading",
    "related stories",
    "stay connected",
    "up next",
    "what to read next",
    "you may also like",
    "you might also like",
];

/// Headings above lists of links that are not the article's: only what looks like one goes with them.
const LINK_HEADINGS: [&str; 17] = [
    "contents",
    "explore more",
    "in this article",
    "jump to",
    "latest",
    "more",
    "more on this",
    "more on this story",
    "on this page",
    "read more",
    "recommended",
    "related",
    "related topics",
    "see also",
    "table of contents",
    "topics",
    "trending",
];

/// What a heading says of what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingHint {
    /// It announces nothing but itself.
    None,
    /// What follows is not the article.
    Junk,
    /// The links that follow are not the article's.
    Links,
}

/// What a heading announces.
pub fn heading(text: &str) -> HeadingHint {
    if text.len() > 60 {
        return HeadingHint::None;
    }
    let name = text.trim().trim_end_matches([':', '…', '.']).to_ascii_lowercase();
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| name.starts_with(beginning));
    if JUNK_HEADINGS.binary_search(&name.as_str()).is_ok()
        || begins(&["more from ", "get our "])
        || layout::is_about_makers(text)
        || layout::is_boilerplate(text)
    {
        HeadingHint::Junk
    } else if LINK_HEADINGS.binary_search(&name.as_str()).is_ok() || begins(&["more on ", "related "]) {
        HeadingHint::Links
    } else {
        HeadingHint::None
    }
}

/// Whole lines that are not the article's, in small letters.
const JUNK_LINES: [&str; 23] = [
    "ad",
    "add comment",
    "advertising",
    "article continues below",
    "audio",
    "bookmark",
    "comment",
    "comments",
    "email",
    "enlarge this image",
    "facebook",
    "image",
    "linkedin",
    "loading",
    "log in",
    "open in app",
    "play video",
    "show more",
    "skip advertisement",
    "sponsored",
    "story continues below",
    "top of page",
    "whatsapp",
];

/// How lines begin that lead away, or speak of the message rather than of its subject, in small letters.
const JUNK_BEGINNINGS: [&str; 17] = [
    "also read:",
    "don’t miss",
    "download the app",
    "find out more:",
    "more:",
    "no images? click",
    "our mailing address",
    "read also:",
    "read more:",
    "read next:",
    "read this:",
    "recommended:",
    "related:",
    "see also:",
    "view this email in",
    "was this email forwarded to you",
    "we use cookies",
];

const RIGHTS: &str = "all rights reserved";
const OPENINGS: Openings = Openings::NONE.with(&JUNK_LINES).with(&JUNK_BEGINNINGS);

/// Whether a block of a page is a line that is not the article's.
pub fn is_junk_line(text: &str) -> bool {
    if text.len() > 400 {
        return false;
    }
    let line = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '|' | '-' | '…' | '►' | '▶'));
    let end = line.get(line.len().saturating_sub(RIGHTS.len())..);
    OPENINGS.may_begin(line) && begins_as_junk(&line.to_ascii_lowercase())
        || line.eq_ignore_ascii_case("x")
        || end.is_some_and(|end| end.eq_ignore_ascii_case(RIGHTS))
        || layout::is_boilerplate(text)
}

fn begins_as_junk(line: &str) -> bool {
    let leads_away = |beginning: &str| {
        let is_word = beginning.ends_with(char::is_alphanumeric);
        line.strip_prefix(beginning).is_some_and(|rest| !is_word || !rest.starts_with(char::is_alphanumeric))
    };
    JUNK_LINES.binary_search(&line).is_ok()
        || JUNK_BEGINNINGS.iter().any(|beginning| leads_away(beginning)) && words::count(line) <= 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(WORDS.is_sorted() && ROLES.is_sorted());
        assert!(JUNK_HEADINGS.is_sorted() && LINK_HEADINGS.is_sorted() && JUNK_LINES.is_sorted());
    }

    #[test]
    fn names_are_read_word_by_word() {
        for (source, expected) in [
            ("class=\"post-share btn\"", JUNK),
            ("class=relatedArticles", JUNK),
            ("id=cookie-banner", JUNK | DOUBTFUL),
            ("class='key_takeaways box'", KEY),
            ("class=\"summary box\"", 0),
            ("class=shareholders", 0),
            ("class=download", 0),
            ("style=\"color:red; DISPLAY: none\"", HIDDEN),
            ("class=\"visually-hidden\"", HIDDEN),
            ("role=navigation", JUNK),
            ("aria-label=\"Share this article\"", JUNK),
            ("aria-label=\"Share prices fall on Monday in Tokyo\"", 0),
            ("hidden", HIDDEN),
        ] {
            assert_eq!(of(&Node { tag: Tag::Div, parent: 0, end: 0, source }), expected, "{source}");
        }
    }

    #[test]
    fn lines_that_lead_away_are_told_from_the_text() {
        for (line, expected) in [
            ("Advertisement", true),
            ("Read more: Ships wait off the port", true),
            ("7 min read", true),
            ("© 2025 Harbour Notes. All rights reserved.", true),
            ("Shares of the port fell on Monday.", false),
            ("The Copyright Act was amended in May.", false),
            ("Share", true),
            ("Subscribers fell by half in a year, and advertisers left.", false),
            ("You are receiving this email because you signed up.\nUnsubscribe", true),
        ] {
            assert_eq!(is_junk_line(line), expected, "{line}");
        }
    }
}
