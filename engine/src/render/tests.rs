//! The page as a whole: what it promises to notes, to readers without scripts, and to safety.

#[path = "../../tests/promises/page_text.rs"]
mod page_text;

use page_text::block_texts;

use super::{Links, page, partial_date};
use crate::brief::Brief;
use crate::knowledge::{Entity, Kind, Knowledge, Point, Term};
use crate::read::read;
use crate::understand::{Lexicon, understand};

const BRIEF: &str = "---\ntitle: Fog & Ships\nseries: Harbour Notes\ndate: 2025-06-03\n---\n\n## Key points\n\n\
    - The Port of Lome waits for **pilots** & [tugs](https://example.org/?a=1&b=2).\n- The [Fog Bank](https://example.org) (FB) stays.\n\n## Why\n\n\
    Because the *Port of* Lome, says the Harbour Office (HO),[^why] waits for pilots <script>alert(1)</script> in fog since last week; the HO knows.\n\n\
    > A quote.\n\n- one\n  - two\n\n| Port | Ships |\n| --- | --- |\n| Lome | 3 |\n\n```\nx < y\n```\n\n[^why]: Fog & *tide*.\n";

fn knowledge() -> Knowledge {
    let lome = Entity {
        id: "port-of-lome".into(),
        name: "Port of Lome".into(),
        kind: Kind::Place,
        role: "deep-water port".into(),
        aliases: Vec::new(),
        shared: Vec::new(),
        cues: Vec::new(),
        summary: "A port <in> Togo.".into(),
        well_known: false,
        facts: Vec::new(),
        relations: Vec::new(),
        sources: Vec::new(),
        at: Some(Point { latitude: 613, longitude: 128 }),
    };
    let pilot = Term {
        id: "pilot".into(),
        name: "pilot".into(),
        forms: Vec::new(),
        definition: "Brings ships into port.".into(),
        field: "shipping".into(),
        related: Vec::new(),
    };
    Knowledge { entities: vec![lome], terms: vec![pilot] }
}

fn rendered(text: &str, name: &str) -> (Brief, super::Page) {
    let brief = read(text.as_bytes(), name).expect("the brief is valid");
    let knowledge = knowledge();
    let reading = understand(&brief, &Lexicon::new(&knowledge));
    let page = page(&brief, &reading, &knowledge, &Links::default());
    (brief, page)
}

#[test]
fn the_text_of_every_block_element_is_the_text_of_its_block() {
    for (text, name) in
        [(BRIEF, "a.md"), ("TITLE LINE\n\nA short brief.\n\n• One\n• Two", "a.txt"), ("Just text, no title.", "")]
    {
        let (brief, page) = rendered(text, name);
        assert_eq!(block_texts(&page.brief).join("\n\n"), brief.text);
    }
}

#[test]
fn a_footnote_is_reached_from_its_mark_and_leads_back() {
    let (brief, page) = rendered("Ships wait.[^n] The Port of[^n] Lome sleeps.\n\n[^n]: In fog.\n", "a.md");
    assert_eq!(brief.text, "Ships wait. The Port of Lome sleeps.\n\nIn fog.");
    for expected in [
        "wait.</span><a class=\"note-reference\" id=\"r0\" href=\"#b1\" aria-label=\"Footnote n\" data-label=\"n\"></a> ",
        "Port of Lome</a><a class=\"note-reference\" id=\"r1\" href=\"#b1\"",
        "<a class=\"note-label\" href=\"#r0\" aria-label=\"Footnote n, back to the text\" data-label=\"n\"></a><span class=\"sentence\">In fog.",
    ] {
        assert!(page.brief.contains(expected), "{expected} in {}", page.brief);
    }
}

#[test]
fn a_first_place_carries_the_number_of_its_entry() {
    let (_, page) = rendered(BRIEF, "a.md");
    let entries: Vec<&str> = page.reference.split("class=\"entry\" id=\"").skip(1).collect();
    let entries = entries.iter().filter_map(|rest| rest.split('"').next());
    let entries: Vec<&str> = entries.filter(|id| id.starts_with("entity-") || id.starts_with("term-")).collect();
    assert!(entries.len() > 2, "{entries:?}");
    for (number, entry) in (1..).zip(&entries) {
        // The Fog Bank is named in the author's own link alone.
        let is_linked = *entry == "entity-fog-bank";
        let places: Vec<&str> = page.brief.split(&format!("href=\"#{entry}\"")).skip(1).collect();
        let tags = places.iter().filter_map(|rest| rest.split('>').next());
        let numbered = tags.filter(|tag| tag.contains(" data-ref=")).collect::<Vec<_>>();
        assert_eq!(numbered.len(), usize::from(!is_linked), "{entry}: {places:?}");
        assert!(numbered.iter().all(|tag| tag.contains(&format!("data-ref=\"{number}\""))), "{entry}: {numbered:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_brief_keeps_its_text(text in "([-#*•>|`_\\[\\]()^:&<>\"~0-9 \\ta-zA-ZéЖ’“.]{0,12}\n?){0,25}") {
        for brief in ["a.md", "a.txt"].iter().filter_map(|name| read(text.as_bytes(), name).ok()) {
            let knowledge = knowledge();
            let reading = understand(&brief, &Lexicon::new(&knowledge));
            let page = page(&brief, &reading, &knowledge, &Links::default());
            proptest::prop_assert_eq!(block_texts(&page.brief).join("\n\n"), brief.text);
        }
    }
}

#[test]
fn text_from_outside_never_becomes_markup() {
    let (_, page) = rendered(BRIEF, "a.md");
    for part in [&page.brief, &page.reference, &page.rail] {
        assert!(!part.contains("<script"), "{part}");
        assert!(!part.contains("style="), "the policy blocks style attributes: {part}");
    }
    assert!(page.reference.contains("A port &lt;in&gt; Togo."));
}

#[cfg(feature = "model")]
#[test]
fn what_only_the_brief_knows_is_told_in_its_words() {
    use crate::understand::{Language, MODEL};
    let text = b"The Harbour Pilots Union (HPU), a union of pilots, met. The HPU left.";
    let brief = read(text, "a.txt").expect("the brief is valid");
    let (knowledge, language) = (knowledge(), Language::unpack(MODEL).expect("it is what ships"));
    let reading = understand(&brief, &Lexicon::new(&knowledge).in_language(&language));
    let page = page(&brief, &reading, &knowledge, &Links::default());
    assert!(page.reference.contains("In this brief: “a union of pilots”."), "{}", page.reference);
}

#[test]
fn the_number_of_a_key_point_is_told_once_a_block() {
    let text = "# Ships\n\n## Key points\n\n- Pilots trust the northern lamps more than their charts.\n\n## Why\n\n\
        The northern lamps are what pilots trust. Pilots trust lamps more than charts.\n\nNo chart is as trusted as a lamp.\n";
    let (_, page) = rendered(text, "a.md");
    let numbers: Vec<bool> = page
        .brief
        .match_indices("aria-label=\"Key point 1\"")
        .map(|(at, _)| page.brief[at..].split('>').next().is_some_and(|tag| tag.contains("aria-hidden")))
        .collect();
    assert_eq!(numbers, [false, true, false], "{}", page.brief);
}

#[test]
fn every_fragment_link_has_its_target() {
    let (_, page) = rendered(BRIEF, "a.md");
    let html = format!("{}{}{}", page.brief, page.reference, page.rail);
    let mut links = 0;
    for (at, prefix) in html.match_indices("href=\"#") {
        let target: String = html[at + prefix.len()..].chars().take_while(|c| *c != '"').collect();
        assert_eq!(html.matches(&format!("id=\"{target}\"")).count(), 1, "#{target} in {html}");
        links += 1;
    }
    assert!(links > 5, "the page links its mentions");
}

#[test]
fn a_long_brief_is_cut_between_its_blocks() {
    let (_, page) = rendered(BRIEF, "a.md");
    assert!(page.cuts.is_empty(), "a short one comes in one piece");
    let long = (0..900).map(|number| format!("Ships wait in the fog of day {number}, and pilots with them.\n\n"));
    let (brief, page) = rendered(&long.collect::<String>(), "a.txt");
    assert!(page.cuts.len() > 1 && page.cuts.is_sorted(), "{:?}", page.cuts);
    let mut pieces = Vec::new();
    let mut rest = page.brief.as_str();
    for cut in page.cuts.iter().rev() {
        let (before, piece) = rest.split_at(*cut);
        pieces.push(piece);
        rest = before;
    }
    for piece in &pieces {
        assert!(piece.starts_with("<p id=\"b"), "{}", &piece[..40]);
    }
    let texts: Vec<String> = pieces.iter().rev().flat_map(|piece| block_texts(piece)).collect();
    assert_eq!([block_texts(rest), texts].concat().join("\n\n"), brief.text);
}

#[test]
fn a_whole_page() {
    let (_, page) = rendered(BRIEF, "a.md");
    insta::assert_snapshot!(page.brief.replace('>', ">\n"));
    insta::assert_snapshot!(page.reference.replace('>', ">\n"));
}

#[test]
fn dates_as_people_read_them() {
    for (text, expected) in [("2024", "2024"), ("2024-03", "March 2024"), ("2024-03-09", "9 March 2024")] {
        assert_eq!(partial_date(text), expected);
    }
}
