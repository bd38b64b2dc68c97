//! The region “Words of judgement”: how the brief weighs its statements, each phrase once.

use maud::{Markup, html};
use sidelight_text::hashes::{HashMap64, hash};
use sidelight_text::letters;

use super::Survey;
use crate::brief::Brief;
use crate::understand::{Hedge, HedgeKind, Reading};

/// The phrases of a brief, in the order in which it uses them first.
#[derive(Debug, Default)]
pub struct Judgements {
    /// For each phrase its places, as indices into [`Reading::hedges`].
    phrases: Vec<Vec<usize>>,
    /// For each of those the number of its phrase, from 0.
    numbers: Vec<usize>,
}

impl Judgements {
    pub fn of(brief: &Brief, reading: &Reading) -> Self {
        let mut by_phrase = HashMap64::default();
        let mut judgements = Self::default();
        for (index, hedge) in reading.hedges.iter().enumerate() {
            let phrase = hedge.kind.word().to_owned() + &letters::in_small(&brief.text[hedge.range.clone()]);
            let next = judgements.phrases.len();
            let number = *by_phrase.entry(hash(&phrase)).or_insert(next as u64) as usize;
            if number == next {
                judgements.phrases.push(Vec::new());
            }
            judgements.phrases[number].push(index);
            judgements.numbers.push(number);
        }
        judgements
    }

    /// The number of the phrase of a hedge, from 1.
    pub fn number(&self, hedge: usize) -> usize {
        self.numbers[hedge] + 1
    }
}

pub fn render(brief: &Brief, reading: &Reading, survey: &Survey<'_>) -> Markup {
    html! {
        @if !survey.judgements.phrases.is_empty() {
            section #judgement aria-label="Words of judgement" {
                h2 { "Words of judgement" }
                @for (index, places) in survey.judgements.phrases.iter().enumerate() {
                    @let first = &reading.hedges[places[0]];
                    article .entry id=(format!("h{}", index + 1)) {
                        h3 .name { "“" (&brief.text[first.range.clone()]) "”" }
                        p .kind { (respect(first.kind)) }
                        p .here {
                            @for (index, place) in places.iter().enumerate() {
                                @let hedge = &reading.hedges[*place];
                                @let block = brief.blocks.partition_point(|block| block.range.end <= hedge.range.start);
                                @if index > 0 { ", " }
                                a href=(format!("#b{block}")) { (survey.place_name(brief, block)) }
                                @if let Some(holder) = &hedge.holder { " (" (&brief.text[holder.clone()]) ")" }
                            }
                        }
                        p .summary { (meaning(first)) }
                    }
                }
            }
        }
    }
}

fn respect(kind: HedgeKind) -> &'static str {
    match kind {
        HedgeKind::Likelihood => "How likely it is",
        HedgeKind::Confidence => "How well it is known",
        HedgeKind::Attribution => "Who says so",
        HedgeKind::Condition => "What it hangs on",
    }
}

/// What the phrase does to a statement. The ranges are those of ICD 203, “Analytic Standards”, of the United States’
/// Director of National Intelligence.
fn meaning(hedge: &Hedge) -> String {
    match (hedge.kind, hedge.likelihood) {
        (_, Some((low, high))) => format!("ICD 203 reads this as {low}–{high} %; this author may not."),
        (HedgeKind::Likelihood, None) => "ICD 203 gives this phrase no range.".into(),
        (HedgeKind::Confidence, None) => "How good the grounds are, not how likely the thing is.".into(),
        (HedgeKind::Attribution, None) => "Reported as somebody’s word; the author does not vouch for it.".into(),
        (HedgeKind::Condition, None) => "It holds only if something else does.".into(),
    }
}
