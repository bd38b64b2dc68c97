//! What is promised of every reading, held over generated briefs and over the files that once broke it.
#![cfg(all(feature = "inspect", feature = "knowledge-source", feature = "model", feature = "render"))]

mod check;
mod page_text;

use std::path::Path;
use std::sync::LazyLock;

use check::{check, knowledge};
use proptest::prelude::*;
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::understand::{Language, Lexicon, MODEL};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| knowledge(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")));
static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::unpack(MODEL).expect("the model is of this version"));
static LEXICON: LazyLock<Lexicon<'_>> = LazyLock::new(|| Lexicon::new(&KNOWLEDGE).in_language(&ENGLISH));

/// Texts of what briefs are made of, and what their readers stumble over.
const PIECES: &str = "((The |the |of |and |in |by |U\\.S\\. |Mr |General |Islamic State|IS|Houthi|Yemen|Red Sea|Xi Jinping|Xi|\
    World Health Organization|WHO|Gang Suppression Force \\(GSF\\)|foreign terrorist fighters \\(FTFs\\)|FTFs|ships |sanctions |\
    said |told |says that |according to |may |May |is believed to |very likely |if |unless |it is unclear |\
    3 May 2024|last week|2019–2021|mid-2023|on Friday|the 1980s|two years ago|\
    é|e\u{301}|’s |“|”|\\(|\\)|\\[|\\]|\\*|_|`|>|<|&amp;|<b>|\\||#|: |, |; |\\. |\\? |– | |\u{a0}|\n|\n\n|\n- |\n• |\n1\\. |\n> |\n\n## |\
    \n\nKey points\n\n- |\n\nBottom Line Up Front:\n\n• |---\n|title: |date: 2025-10-06|<p>|</p>|<li>|<h2>|<table><tr><td>|<div class=\"nav\">|<aside>|<a href=\"https://example\\.org\">|</a>|\\[\\^1\\]|日本|नि|🙂|\u{200d}|[a-zA-Z]{1,6} |[0-9]{1,4})){0,60}";

const NAMES: &str = "(a\\.txt|a\\.md|a\\.html|)";

proptest! {
    #[test]
    fn any_brief_keeps_the_promises(text in PIECES, name in NAMES) {
        check(text.as_bytes(), &name, &LEXICON);
    }

    #[test]
    fn so_do_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in NAMES) {
        check(&bytes, &name, &LEXICON);
    }

    #[test]
    fn so_does_any_text(text in "\\PC{0,200}", name in NAMES) {
        check(text.as_bytes(), &name, &LEXICON);
    }
}

/// Every file in `tests/regressions/` once broke a promise.
#[test]
fn what_was_broken_once_stays_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regressions");
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is part of the project") {
        let path = entry.expect("readable").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        eprintln!("{name}");
        check(&std::fs::read(&path).expect("readable"), &name, &LEXICON);
        checked += 1;
    }
    assert!(checked > 0);
}
