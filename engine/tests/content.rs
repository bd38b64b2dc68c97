//! The knowledge that ships with Sidelight.
#![cfg(feature = "knowledge-source")]

mod library;

#[test]
fn content_compiles() {
    let knowledge = library::knowledge();
    assert!(knowledge.entities.len() >= 80, "{} entities", knowledge.entities.len());
    assert!(knowledge.terms.len() >= 40, "{} terms", knowledge.terms.len());
}
