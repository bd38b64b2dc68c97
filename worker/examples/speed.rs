//! The engine as the worker holds it, built the same way but with no browser around it: what `cargo xtask bench`
//! runs in node beside other tools.

use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::read::read;
use sidelight_engine::understand::{Language, Lexicon, understand};
use wasm_bindgen::prelude::*;

/// Bytes → reading, for many briefs.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(Lexicon<'static>);

#[wasm_bindgen]
impl Engine {
    /// From packed knowledge and the language model, which it keeps to the end of the program.
    #[wasm_bindgen(constructor)]
    pub fn new(knowledge: &[u8], language: &[u8]) -> Self {
        let knowledge = Knowledge::unpack(knowledge).expect("the bench packs it with this very version");
        let language = Language::unpack(language).expect("the bench takes the one of this very version");
        Self(Lexicon::new(Box::leak(Box::new(knowledge))).in_language(Box::leak(Box::new(language))))
    }

    /// Understands a brief; the number of what it finds, so that no work can be left out.
    pub fn read(&self, bytes: &[u8], name: &str) -> usize {
        let Ok(brief) = read(bytes, name) else { return 0 };
        let reading = understand(&brief, &self.0);
        reading.sentences.len()
            + reading.mentions.len()
            + reading.terms.len()
            + reading.dates.len()
            + reading.hedges.len()
    }
}
