//! What the brief itself says of a name, in an apposition: “Jimmy Chérizier (aka Barbecue), a former police officer”.

use std::ops::Range;

use sidelight_text::hashes::{HashMap64, hash};

use super::names::LoreTable;
use super::{Description, Mention};
use crate::brief::Brief;
use crate::knowledge::Kind;

/// An apposition of fewer bytes says nothing, one of more is a clause of its own.
const BYTES: Range<usize> = 6..120;
/// The longest bracket between a name and its apposition, in bytes: “(also known as Shahab al-Muhajir)”.
const MAX_BRACKET: usize = 60;

/// The first description of each entity, in the order of the text.
pub fn find(brief: &Brief, mentions: &[Mention], lore: &LoreTable) -> Vec<Description> {
    let mut described = HashMap64::default();
    let mut found = Vec::new();
    let mut blocks = brief.blocks.iter().peekable();
    for mention in mentions {
        while blocks.next_if(|block| block.range.end <= mention.range.start).is_some() {}
        let Some(block) = blocks.peek() else { break };
        let entity = hash(&mention.entity);
        if described.contains_key(&entity) {
            continue;
        }
        if let Some(range) = apposition(&brief.text[..block.range.end], mention, lore) {
            described.insert(entity, 0);
            found.push(Description { entity: mention.entity.clone(), range });
        }
    }
    found
}

/// The apposition after a mention; `text` ends with the mention's block.
fn apposition(text: &str, mention: &Mention, lore: &LoreTable) -> Option<Range<usize>> {
    let mut start = mention.range.end;
    if let Some(inside) = text[start..].strip_prefix(" (") {
        start += 2 + inside.find(')').filter(|length| *length <= MAX_BRACKET)? + 1;
    }
    let after = text[start..].strip_prefix(", ")?;
    start += 2;
    let is_opened = ["a ", "an ", "the ", "one of ", "its ", "their "].iter().any(|word| after.starts_with(word));
    // The dots of “U.S.” and of numbers end nothing.
    let length = after
        .char_indices()
        .find(|(index, c)| match c {
            ',' | ';' | ':' | '(' | ')' | '—' | '!' | '?' => true,
            '.' => {
                after[index + 1..].chars().next().is_none_or(char::is_whitespace)
                    && !after[..*index].ends_with(char::is_uppercase)
            }
            _ => false,
        })
        .map_or(after.len(), |(index, _)| index);
    let phrase = after[..length].trim_end();
    // It names a sort of thing, and the sort that the name is: “Iran, the Gulf states and …” is a list.
    let says =
        phrase.split_whitespace().any(|word| lore.get(word).cue.is_some_and(|kind| is_close(kind, mention.kind)));
    (is_opened && says && BYTES.contains(&phrase.len())).then_some(start..start + phrase.len())
}

fn is_close(said: Kind, kind: Kind) -> bool {
    let is_body = |kind: Kind| matches!(kind, Kind::Group | Kind::Organisation);
    said == kind || is_body(said) && is_body(kind)
}

#[cfg(test)]
mod tests {
    use super::super::names::KEPT;
    use super::find;
    use crate::knowledge::Kind;
    use crate::understand::{Mention, Origin};

    /// A text that begins with a person's name up to a `|`, and what it says of him.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (name, rest) = text.split_once('|').expect("a name");
        let brief = crate::read::read(format!("{name}{rest}").as_bytes(), "a.txt").expect("it is text");
        let mention = Mention {
            range: 0..name.len(),
            kind: Kind::Person,
            entity: "x".into(),
            name: name.into(),
            origin: Origin::Detected,
        };
        let found: Vec<&str> =
            find(&brief, &[mention], &KEPT).into_iter().map(|said| &brief.text[said.range]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn appositions_describe() {
        check("Ann Pilot|, a former harbour minister, left. She is gone.", &["a former harbour minister"]);
        check("Ann Pilot| (aka Mate), the chairman of the port, left.", &["the chairman of the port"]);
        check("Ann Pilot|, a U.S. general. She left.", &["a U.S. general"]);
        check("Ann Pilot|, the union and a mate left.", &[]);
        check("Ann Pilot| left, a broken leader.", &[]);
        check("Ann Pilot|, (a), the", &[]);
    }
}
