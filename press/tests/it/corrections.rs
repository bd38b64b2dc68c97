//! What readers export is what a publisher's folders take.

use sidelight_amend::correction::{Change, Correction, Entry, KINDS, MAX_DEFINITION, MAX_SUMMARY, Sort, Subject};
use sidelight_amend::export;
use sidelight_engine::knowledge::source::{self, SourceFile, Sources, compile};
use sidelight_engine::knowledge::{Kind, Knowledge};

/// Texts that would break a file if they were written into it as they are.
const NASTY: &[&str] = &[
    "plain",
    "“Quotes”, \"straight\" ones and '''three'''",
    "C:\\new \\u0041 \\",
    "two\nlines\r\nand\ttabs",
    "\u{1}\u{7f}\u{85}\u{2028}\u{feff}",
    "# [[entity]]\nid = \"x\"",
    "اللغة العربية – 😀",
];

fn correction(sort: Sort, number: usize, change: Change) -> Correction {
    Correction {
        id: format!("c{number}"),
        brief: None,
        subject: Subject { sort, id: format!("x-{number}") },
        name: format!("X {number}\nid = 1"),
        time: number as i64,
        change,
    }
}

fn knowledge(corrections: &[Correction]) -> Knowledge {
    let file = |sort| {
        let text = export::file(sort, corrections.iter())?;
        Some(SourceFile { path: "yours.toml".into(), text })
    };
    let sources = Sources {
        entities: file(Sort::Entity).into_iter().collect(),
        glossary: file(Sort::Term).into_iter().collect(),
        ..Sources::default()
    };
    compile(&sources, &Knowledge::default()).unwrap_or_else(|errors| panic!("{errors:?} in {sources:?}"))
}

#[test]
fn every_export_compiles_and_says_what_the_reader_wrote() {
    let entry = |index: usize, kind: &str| Entry {
        name: format!("{} {index}", NASTY[index].trim()),
        kind: kind.into(),
        place: NASTY[index].trim().into(),
        text: format!("{} is it", NASTY[index].trim()),
    };
    let mut corrections = Vec::new();
    for index in 0..NASTY.len() {
        let entity = entry(index, KINDS[index % KINDS.len()].0).checked(Sort::Entity).expect("it fits");
        let term = entry(index, "").checked(Sort::Term).expect("it fits");
        let words = format!("words {index}");
        corrections.push(correction(Sort::Entity, index, Change::Add { words: words.clone(), entry: entity }));
        corrections.push(correction(Sort::Term, index, Change::Add { words, entry: term }));
        let not = Change::NotThis { words: NASTY[index].into() };
        corrections
            .extend([not, Change::Hide, Change::Know].map(|change| correction(Sort::Entity, 50 + index, change)));
    }
    let knowledge = knowledge(&corrections);
    assert_eq!((knowledge.entities.len(), knowledge.terms.len()), (NASTY.len(), NASTY.len()));
    for index in 0..NASTY.len() {
        let (entity, expected) = (knowledge.entity(&format!("x-{index}")).expect("it is there"), entry(index, ""));
        assert_eq!((&entity.name, &entity.role, &entity.summary), (&expected.name, &expected.place, &expected.text));
        assert_eq!((entity.kind.word(), &entity.aliases[0]), (KINDS[index % KINDS.len()].0, &format!("words {index}")));
        let term = knowledge.term(&format!("x-{index}")).expect("it is there");
        assert_eq!(
            (&term.field, &term.definition, &term.forms[0]),
            (&expected.place, &expected.text, &entity.aliases[0])
        );
    }
}

#[test]
fn entries_that_claim_one_name_still_make_a_file() {
    let entry =
        |name: &str| Entry { name: name.into(), kind: String::new(), place: String::new(), text: "It is.".into() };
    let edit = |number, name| correction(Sort::Term, number, Change::Edit(entry(name)));
    let mut twice = edit(4, "Other");
    twice.subject.id = "x-1".into();
    let knowledge = knowledge(&[edit(1, "Toll"), edit(2, "toll"), twice, edit(3, "tax")]);
    assert_eq!(knowledge.terms.iter().map(|term| term.name.as_str()).collect::<Vec<_>>(), ["Toll", "tax"]);
}

#[test]
fn readers_have_the_limits_and_kinds_of_publishers() {
    assert_eq!((MAX_SUMMARY, MAX_DEFINITION), (source::MAX_SUMMARY, source::MAX_DEFINITION));
    assert_eq!(KINDS.map(|(word, _)| word), Kind::ALL.map(Kind::word));
}
