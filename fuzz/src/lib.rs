//! What all targets share: the checks of `engine/tests/promises/`, and the knowledge that ships.

#[path = "../../engine/tests/promises/check.rs"]
mod check;
#[path = "../../engine/tests/promises/page_text.rs"]
mod page_text;

use std::path::Path;
use std::sync::LazyLock;

use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::understand::{Lexicon, MODEL, Language};

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| check::knowledge(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")));
static ENGLISH: LazyLock<Language> =
    LazyLock::new(|| Language::unpack(MODEL).expect("the model is of this version"));
static LEXICON: LazyLock<Lexicon<'_>> = LazyLock::new(|| Lexicon::new(&KNOWLEDGE).in_language(&ENGLISH));

/// Reads a file of this name: a sound brief, or one line that says what is wrong.
pub fn read(bytes: &[u8], name: &str) {
    check::check_read(bytes, name);
}

/// The whole path: read, understood, rendered, inspected.
pub fn whole(bytes: &[u8], name: &str) {
    check::check(bytes, name, &LEXICON);
}
