//! What `sidelight inspect --format json` prints: the reading in the contract's own terms.
//!
//! Every `start` and `end` counts Unicode scalar values of `text`, end exclusive.

use std::ops::Range;

use serde_json::{Value, json};

use crate::brief::{BlockKind, Brief};
use crate::understand::{KeyPointOrigin, Origin, Reading};

/// The reading as the JSON object `sidelight.inspect/1`.
pub fn inspect(brief: &Brief, reading: &Reading) -> Value {
    let scalars = Scalars::new(&brief.text);
    let span = |range: &Range<usize>| (scalars.at(range.start), scalars.at(range.end), &brief.text[range.clone()]);
    json!({
        "schema": "sidelight.inspect/1",
        "title": brief.title,
        "series": brief.series,
        "date": brief.date.map(|date| date.to_string()),
        "language": brief.language,
        "text": brief.text,
        "blocks": brief.blocks.iter().map(|block| {
            let (start, end, _) = span(&block.range);
            let mut object = json!({ "kind": block_word(block.kind), "start": start, "end": end });
            if let BlockKind::Heading { level } = block.kind {
                object["level"] = json!(level);
            }
            object
        }).collect::<Vec<_>>(),
        "sentences": reading.sentences.iter().map(|sentence| {
            let (start, end, _) = span(sentence);
            json!({ "start": start, "end": end })
        }).collect::<Vec<_>>(),
        "mentions": reading.mentions.iter().map(|mention| {
            let (start, end, text) = span(&mention.range);
            let origin = match mention.origin {
                Origin::Knowledge => "knowledge_base",
                Origin::Document => "document",
                Origin::Detected => "detected",
            };
            json!({
                "start": start, "end": end, "text": text,
                "kind": mention.kind.word(), "entity": mention.entity, "name": mention.name, "origin": origin,
            })
        }).collect::<Vec<_>>(),
        "terms": reading.terms.iter().map(|term| {
            let (start, end, text) = span(&term.range);
            let origin = match term.origin {
                Origin::Knowledge => "glossary",
                Origin::Document | Origin::Detected => "document",
            };
            json!({ "start": start, "end": end, "text": text, "term": term.term, "name": term.name, "origin": origin })
        }).collect::<Vec<_>>(),
        "abbreviations": reading.abbreviations.iter().map(|abbreviation| {
            let (start, end, _) = span(&abbreviation.range);
            json!({ "short": abbreviation.short, "long": abbreviation.long, "start": start, "end": end })
        }).collect::<Vec<_>>(),
        "key_points": reading.key_points.iter().map(|point| {
            let (start, end, text) = span(&point.range);
            let origin = match point.origin {
                KeyPointOrigin::Brief => "brief",
                KeyPointOrigin::Extracted => "extracted",
            };
            let evidence: Vec<Value> = point.evidence.iter().map(|evidence| {
                let (start, end, _) = span(&evidence.range);
                // Two decimals: more would be noise that changes with every rounding.
                json!({ "start": start, "end": end, "score": (f64::from(evidence.score) * 100.0).round() / 100.0 })
            }).collect();
            json!({ "text": text, "origin": origin, "start": start, "end": end, "evidence": evidence })
        }).collect::<Vec<_>>(),
        "dates": reading.dates.iter().map(|date| {
            let (start, end, text) = span(&date.range);
            json!({
                "start": start, "end": end, "text": text,
                "from": date.from.to_string(), "to": date.to.to_string(), "precision": date.precision.word(),
            })
        }).collect::<Vec<_>>(),
        "hedges": reading.hedges.iter().map(|hedge| {
            let (start, end, text) = span(&hedge.range);
            let mut object = json!({ "start": start, "end": end, "text": text, "kind": hedge.kind.word() });
            if let Some((low, high)) = hedge.likelihood {
                object["low"] = json!(low);
                object["high"] = json!(high);
            }
            if let Some(holder) = &hedge.holder {
                let (start, end, text) = span(holder);
                object["holder"] = json!({ "start": start, "end": end, "text": text });
            }
            object
        }).collect::<Vec<_>>(),
        "removed": brief.removed,
    })
}

fn block_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading { .. } => "heading",
        // A footnote has no word of its own in the contract.
        BlockKind::Paragraph | BlockKind::Footnote => "paragraph",
        BlockKind::KeyPoint => "key_point",
        BlockKind::ListItem { .. } => "list_item",
        BlockKind::Quote => "quote",
        BlockKind::Caption => "caption",
        BlockKind::Table => "table",
        BlockKind::Code => "code",
    }
}

/// Byte offsets of a text as counts of Unicode scalar values.
struct Scalars {
    /// For each byte, the number of scalar values that begin before it; one more for the end.
    counts: Vec<u32>,
}

impl Scalars {
    fn new(text: &str) -> Self {
        let mut counts = Vec::with_capacity(text.len() + 1);
        for (index, c) in text.chars().enumerate() {
            // Texts end at 10 MB, far below the limit of u32.
            counts.resize(counts.len() + c.len_utf8(), index as u32);
        }
        counts.push(text.chars().count() as u32);
        Self { counts }
    }

    fn at(&self, offset: usize) -> u32 {
        self.counts[offset]
    }
}

#[cfg(test)]
mod tests {
    use super::inspect;
    use crate::knowledge::Knowledge;
    use crate::understand::{Lexicon, understand};

    #[test]
    fn offsets_count_scalar_values() {
        let brief = crate::read::read("Été à Türkiye – the World Health Organization (WHO) met.".as_bytes(), "a.txt")
            .expect("it is text");
        let knowledge = Knowledge::default();
        let value = inspect(&brief, &understand(&brief, &Lexicon::new(&knowledge)));
        let text: Vec<char> = value["text"].as_str().expect("a string").chars().collect();
        let mentions = value["mentions"].as_array().expect("a list");
        assert_eq!(mentions.len(), 2);
        for mention in mentions {
            let at = |key: &str| mention[key].as_u64().expect("a number") as usize;
            assert_eq!(
                text[at("start")..at("end")].iter().collect::<String>(),
                mention["text"].as_str().expect("a string")
            );
            assert_eq!(mention["entity"], "world-health-organization");
        }
    }
}
