//! Links from one brief of a library to another.

use crate::workshop::Workshop;

const TIDES: &str =
    "---\ntitle: Tides\ndate: 2025-03-14\n---\n\n## Key points\n\n- The tide turns at four.\n\nThe harbour waits.\n";

/// The page of a brief that says this, in a library with one on tides.
fn page(workshop: &Workshop, says: &str) -> String {
    workshop.write("library/briefs/tides.md", TIDES);
    workshop.write("library/briefs/calls.md", format!("# Calls\n\n{says}\n"));
    String::from_utf8(workshop.build()["briefs/calls/index.html"].clone()).expect("a page is text")
}

#[test]
fn a_link_to_another_brief_leads_to_its_page_and_has_an_entry() {
    for link in ["tides.md", "./tides.md", "../tides/", "../tides/index.html", "tides.md#why"] {
        let page = page(&Workshop::new(), &format!("As [told before]({link}), it turns. As [told]({link}) again."));
        assert!(
            page.contains("<a class=\"to-brief\" href=\"../tides/\" data-brief=\"tides\">told before</a>"),
            "{page}"
        );
        let entry = page.split_once("id=\"brief-tides\"").expect("an entry").1;
        let entry = entry.split_once("</article>").expect("its end").0;
        for expected in ["Tides", "14 March 2025", "The tide turns at four.", "href=\"../tides/\""] {
            assert!(entry.contains(expected), "{expected} in {entry}");
        }
        assert_eq!(page.matches("id=\"brief-tides\"").count(), 1, "named twice, told once");
    }
}

#[test]
fn a_link_to_the_site_s_own_address_is_one_too() {
    let workshop = Workshop::new();
    workshop.write("library/sidelight.toml", "id = \"harbour-notes\"\naddress = \"https://briefs.example/notes\"\n");
    let page = page(
        &workshop,
        "As [told](https://briefs.example/notes/briefs/tides/), it turns. [Else](https://briefs.example/).",
    );
    assert!(page.contains("<a class=\"to-brief\" href=\"../tides/\""), "{page}");
    assert!(page.contains("<a class=\"link\" href=\"https://briefs.example/\""), "{page}");
}

#[test]
fn a_link_to_no_brief_is_plain_text_and_said() {
    let workshop = Workshop::new();
    let page = page(&workshop, "As [told](ebb.md), it turns.");
    assert!(page.contains("As told, it turns."), "{page}");
    assert!(!page.contains("id=\"briefs\""), "{page}");
    let output = workshop.run(&["check", "library"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("calls.md: links to “ebb.md”, which is no brief of this library"), "{said}");
}
