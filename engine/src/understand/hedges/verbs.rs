//! Verbs of saying: “said”, “have been warning of”, “is believed to be”.

use sidelight_text::tokens::Token;

use super::verb_list::{Needs, Verb};
use super::vocabulary::{ADVERB, BE, CONJUNCTION, DETERMINER, DO, Form, HAVE, MARK, MODAL, NOT, PREPOSITION, PRONOUN};
use super::{Found, HedgeKind, Holder, Sentence};

const QUOTES: [&str; 4] = ["“", "\"", "‘", "«"];
const CLOSING_QUOTES: [&str; 4] = ["”", "\"", "’", "»"];
/// What may be denied to somebody, rather than by somebody.
const WITHHELD: [&str; 11] =
    ["access", "bail", "entry", "entrance", "him", "permission", "service", "services", "them", "us", "visas"];
/// Documents that state; other “states” are countries.
const STATING: [&str; 10] =
    ["agreement", "article", "constitution", "document", "it", "law", "letter", "report", "resolution", "statement"];
/// Plurals without an “s”, and other words that a verb in the plural may follow.
const PLURALS: [&str; 8] = ["police", "people", "media", "many", "some", "most", "others", "few"];

/// The auxiliaries before a verb.
struct Chain {
    start: usize,
    has_be: bool,
    is_negated: bool,
}

impl Sentence<'_> {
    /// The verb at this token with its auxiliaries and particle, if it lays something at someone's door.
    pub(super) fn verb(&self, at: usize, verb: &Verb, form: Form) -> Option<Found> {
        if self.is_hyphenated(at) {
            return None;
        }
        let chain = self.chain(at);
        // “is forecast to”: the participle has the form of the base.
        let is_participle = chain.has_be && form == Form::Base && self.is(at, &["forecast"]);
        let form = if is_participle { Form::Past } else { form };
        if chain.has_be && form != Form::Present {
            return matches!(form, Form::Past | Form::Participle).then(|| self.passive(at, verb, &chain)).flatten();
        }
        // “to say”, “could have said”: nobody says it.
        if self.class_before(chain.start) & MODAL != 0 && !self.is_before(chain.start, &["let"]) {
            return None;
        }
        let has_auxiliary = chain.start < at;
        let is_finite = match form {
            Form::Base | Form::Third => self.is_present_tense(at, verb, form, &chain),
            Form::Past | Form::Participle => return self.past(at, verb, &chain),
            Form::Present => chain.has_be || self.is_participle(at, verb),
        };
        if !is_finite || !self.is_followed(at, verb) {
            return None;
        }
        let is_bare_participle = form == Form::Present && !chain.has_be;
        let holder = match () {
            () if verb.forms.starts_with("cite") && is_bare_participle => Holder::After(at + 1),
            () if is_bare_participle && !self.is_before(at, &["as"]) => Holder::Participle(at),
            () => Holder::Subject(chain.start),
        };
        // “do not expect”: the negation is no part of it.
        let start = if has_auxiliary && !chain.is_negated { chain.start } else { at };
        Some(self.found(start, at, verb, verb.kind, holder))
    }

    /// “said”, “has denied”, “reported by”, “the reported deaths”.
    fn past(&self, at: usize, verb: &Verb, chain: &Chain) -> Option<Found> {
        let after = at + 1;
        let has_auxiliary = chain.start < at;
        if !has_auxiliary {
            let before = self.class_before(at);
            // “the alleged plot”, “a suspected case”, “reported by the ministry”, “men accused of”.
            let is_attributive = before & DETERMINER != 0
                && !self.is_before(at, &PLURALS)
                && !self.is_before(at, &["that", "this", "all", "several"])
                || self.is_before(at, &["s"]) && at > 1 && self.is(at - 2, &["’", "'"]);
            if is_attributive {
                let hedges = verb.passive == Some(HedgeKind::Attribution)
                    && verb.is_noun
                    && self.tokens.get(after).is_some_and(|next| next.is_lowercase());
                return hedges.then(|| self.found(at, at, verb, HedgeKind::Attribution, Holder::None));
            }
            if self.is(after, &["by"]) {
                let kind = verb.passive.filter(|_| self.tokens.get(at + 2).is_some_and(|next| next.is_word()))?;
                return Some(self.found(at, at, verb, kind, Holder::After(at + 2)));
            }
            // “two alleged spies”, “men accused of spying”, “an article attributed to him”
            let is_alleged = self.is(at, &["alleged", "suspected"])
                && self.tokens.get(after).is_some_and(|next| next.is_lowercase())
                && self.class(after) == 0;
            if is_alleged
                || self.is(at, &["accused"]) && self.is(after, &["of"])
                || self.is(at, &["attributed"]) && self.is(after, &["to"])
                || self.is(at, &["blamed"]) && self.is(after, &["on"])
            {
                return Some(self.found(at, at, verb, HedgeKind::Attribution, Holder::None));
            }
            if at == 0 || before & PREPOSITION != 0 || self.is_before(at, &["than"]) {
                return None;
            }
            // “a vote expected in May” is said below by “expected to”, or not at all.
            if verb.kind == HedgeKind::Likelihood && self.class(after) & DETERMINER == 0 {
                return None;
            }
        }
        if !self.is_followed(at, verb) {
            return None;
        }
        let start = if has_auxiliary && !chain.is_negated { chain.start } else { at };
        let inverted = self.is_inverted(at);
        let holder = if inverted { Holder::After(after) } else { Holder::Subject(chain.start) };
        let is_denied = chain.is_negated && verb.kind.has_holder() && !self.is(at, &["believed", "thought", "seen"]);
        (!is_denied).then(|| self.found(start, at, verb, verb.kind, holder))
    }

    fn found(&self, start: usize, at: usize, verb: &Verb, kind: HedgeKind, holder: Holder) -> Found {
        let end = at + 1 + usize::from(self.is(at + 1, verb.particles));
        let holder = if kind.has_holder() { holder } else { Holder::None };
        Found { tokens: start..end, kind, likelihood: None, holder }
    }

    /// “is believed to be”, “has also been accused of”, “were reported”.
    fn passive(&self, at: usize, verb: &Verb, chain: &Chain) -> Option<Found> {
        let kind = verb.passive?;
        let after = at + 1;
        // “The talks were said”: no; “is said to”, “it is claimed that”, “it was thought that”.
        let needs_more =
            verb.needs == Needs::Speech || self.is(at, &["said", "thought", "claimed", "cited", "assumed"]);
        if needs_more && !self.is(after, &["to", "that", "by"]) {
            return None;
        }
        if self.class_before(chain.start) & MODAL != 0 && !self.is_before(chain.start, &["may", "might", "could"]) {
            return None;
        }
        let mut end = after;
        if self.is(end, &["to"]) && !self.is(at, &["blamed", "reported"])
            || self.is(end, &["to"]) && self.is(end + 1, &["be", "have"])
        {
            end += 1 + usize::from(self.is(end + 1, &["be"]));
        } else if self.is(end, verb.particles) {
            end += 1;
        }
        let holder = if self.is(end, &["by"]) && kind.has_holder() { Holder::After(end + 1) } else { Holder::None };
        Some(Found { tokens: chain.start..end, kind, likelihood: None, holder })
    }

    /// The auxiliaries right before a verb, and the adverbs among them.
    fn chain(&self, at: usize) -> Chain {
        let mut chain = Chain { start: at, has_be: false, is_negated: false };
        let mut index = at;
        while index > 0 && at - index < 6 && self.class(index - 1) & (BE | HAVE | DO | ADVERB | NOT) != 0 {
            index -= 1;
            let class = self.class(index);
            chain.is_negated |= class & NOT != 0;
            chain.has_be |= class & BE != 0;
            // Adverbs belong to the verb only behind an auxiliary.
            if class & (BE | HAVE | DO) != 0 {
                chain.start = index;
            }
        }
        chain
    }

    /// Whether a base or third person is a verb with a subject, and no noun, infinitive or command.
    fn is_present_tense(&self, at: usize, verb: &Verb, form: Form, chain: &Chain) -> bool {
        // “Expect more strikes”: the only command that hedges.
        if at == 0 {
            return form == Form::Base && verb.kind == HedgeKind::Likelihood;
        }
        if chain.start < at {
            return form == Form::Base
                && (!chain.is_negated || !verb.kind.has_holder() || self.is(at, &["believe", "think", "see"]));
        }
        let before = self.class_before(at);
        if verb.is_noun && self.tokens[at - 1].is_numeric() {
            return false;
        }
        let is_pronoun = before & PRONOUN != 0 && !self.is_before(at, &["her"]);
        let is_plural =
            self.is_before(at, &PLURALS) || self.tokens[at - 1].text.ends_with('s') && before & DETERMINER == 0;
        if is_pronoun {
            return true;
        }
        if before & PREPOSITION != 0 || before & DETERMINER != 0 && !is_plural && !self.is_before(at, &["that", "all"])
        {
            return false;
        }
        if !verb.is_noun {
            return true;
        }
        if self.is(at, &["states"]) {
            return self.is_before(at, &STATING);
        }
        let has_object = verb.needs == Needs::Figure
            || self.is(at + 1, &["that", "responsibility", "no", "more", "to"])
            || self.class(at + 1) & (DETERMINER | PRONOUN) != 0
            || self.is(at + 1, &QUOTES)
            || self.tokens.get(at + 1).is_some_and(|next| next.is_numeric() || next.is_capitalised())
            || self.is_forecast(at, verb);
        let fits = form == Form::Third || is_plural || before & MARK != 0 || before & ADVERB != 0;
        fits && has_object && (before & CONJUNCTION == 0 || self.is(at + 1, &["that"]))
    }

    /// “the IMF projects global growth”, but “EU projects in Asia”.
    fn is_forecast(&self, at: usize, verb: &Verb) -> bool {
        let is_plain_word = |token: &Token<'_>| token.is_lowercase() && super::vocabulary::word(token).is_none();
        verb.passive == Some(HedgeKind::Likelihood)
            && (self.tokens[at - 1].is_capitalised() || self.is_before(at, &[")"]))
            && self.tokens.get(at + 1).is_some_and(is_plain_word)
    }

    /// “…, saying that”, “a statement accusing the army”.
    fn is_participle(&self, at: usize, verb: &Verb) -> bool {
        if at == 0 {
            return self.class(1) & (DETERMINER | PRONOUN) != 0
                || self.tokens.get(1).is_some_and(|next| next.is_capitalised());
        }
        let before = self.class_before(at);
        let has_object = self.is(at + 1, &["that"])
            || self.class(at + 1) & (DETERMINER | PRONOUN) != 0
            || self.is(at + 1, verb.particles)
            || self.is(at + 1, &QUOTES)
            || self.tokens.get(at + 1).is_some_and(|next| next.is_capitalised() || next.is_numeric());
        let is_noun =
            verb.is_noun || self.is(at, &["warning", "finding", "understanding", "thinking", "holding", "seeing"]);
        let has_object = has_object
            || self.is(at, &["saying", "citing"]) && self.tokens.get(at + 1).is_some_and(|next| next.is_word());
        has_object && (before & MARK != 0 || !is_noun && before & (DETERMINER | MODAL) == 0)
    }

    /// Whether the verb goes on as it must.
    fn is_followed(&self, at: usize, verb: &Verb) -> bool {
        let after = at + 1;
        let is_object = |index: usize| self.class(index) & PRONOUN != 0 || self.is(index, &["this", "that", "these"]);
        match verb.needs {
            Needs::Nothing => !self.is_other_sense(at, verb),
            Needs::Speech if verb.forms.starts_with("assess") && self.goes_on_with(after, 10, &["as"]).is_some() => {
                true
            }
            Needs::Speech => self.is_speech(at),
            Needs::To => self.is(after, &["to"]),
            Needs::As => self.goes_on_with(after, 12, &["as"]).is_some_and(|_| !self.is(after, &["well", "far"])),
            Needs::Of => self.goes_on_with(after, 6, &["of"]).is_some(),
            Needs::Figure if verb.forms.starts_with("put") => {
                self.goes_on_with(after, 16, &["at"]).is_some_and(|index| self.is_figure(index + 1))
            }
            Needs::Figure => self.is_figure(after),
            Needs::Object if is_object(after) => true,
            Needs::Object => self.is_called_something(after),
        }
    }

    /// “called the charge baseless”, “calls Taiwan a province”, but “a group called the Front”, “called the police”.
    fn is_called_something(&self, object: usize) -> bool {
        let is_capitalised = |index: usize| self.tokens.get(index).is_some_and(|token| token.is_capitalised());
        let is_definite = self.is(object, &["the", "its", "his", "their", "her"]) && !is_capitalised(object + 1);
        let is_complement = self.tokens.get(object + 2).is_some_and(|token| token.is_word())
            && self.class(object + 2) & (PREPOSITION | CONJUNCTION | MODAL | MARK | ADVERB) == 0;
        let is_named_after = self.goes_on_with(object + 2, 8, &["a", "an"]).is_some();
        is_definite && (is_complement || is_named_after)
            || self.goes_on_with(object, 8, &QUOTES).is_some()
            || is_capitalised(object) && self.goes_on_with(object, 6, &["a", "an"]).is_some()
    }

    /// “told them to leave”, “claimed 40 lives”, “was denied entry”, “reports to the minister”, “believes in”.
    fn is_other_sense(&self, at: usize, verb: &Verb) -> bool {
        let after = at + 1;
        let forms = verb.forms;
        if forms.starts_with("tell") {
            let to = self.goes_on_with(after, 8, &["to"]);
            return to.is_some_and(|to| {
                self.tokens.get(to + 1).is_some_and(|next| next.is_lowercase() && self.class(to + 1) & DETERMINER == 0)
            }) && self.goes_on_with(after, 8, &["that"]).is_none();
        }
        forms.starts_with("claim") && self.goes_on_with(after, 8, &["lives", "life"]).is_some()
            || forms.starts_with("deny") && self.is(after, &WITHHELD)
            || forms.starts_with("report") && self.is(after, &["to", "for", "back"])
            || forms.starts_with("believe") && self.is(after, &["in"])
            || forms.starts_with("think") && self.is(after, &["tank", "tanks", "of", "about"])
            || self.is(at, &["said"]) && self.is_before(at, &["that"]) && self.is(after, &[","])
            || self.is(at, &["say"])
                && self.is(after, &["in", "over", ","])
                && self.class_before(at) & PRONOUN == 0
                && self.is_before(at, &["no", "a"])
    }

    /// Whether a clause or a quotation follows, or the verb stands in a bracket of its own: “…, he added.”
    fn is_speech(&self, at: usize) -> bool {
        let after = at + 1;
        let is_quotation = |index: usize| self.is(index, &QUOTES);
        if self.is(after, &["that"]) || is_quotation(after) {
            return true;
        }
        // “insists he is innocent”, “insists Iran has complied”
        let has_subject =
            self.class(after) & PRONOUN != 0 || self.tokens.get(after).is_some_and(|next| next.is_capitalised());
        if has_subject && self.class(after + 1) & (BE | HAVE | MODAL) != 0 && !self.is(after + 1, &["to"]) {
            return true;
        }
        // “insisted on Wednesday that”, “announced last week that”, “confirmed to Reuters that”
        let is_between = |index: usize| {
            let token = &self.tokens[index];
            token.is_capitalised()
                || token.is_numeric()
                || token.is_any(&[
                    "on",
                    "in",
                    "to",
                    "last",
                    "this",
                    "earlier",
                    "late",
                    "week",
                    "month",
                    "year",
                    "reporters",
                    ",",
                ])
        };
        let limit = self.tokens.len().min(after + 6);
        if (after..limit).find(|index| !is_between(*index)).is_some_and(|index| self.is(index, &["that"])) {
            return true;
        }
        if self.is(after, &[",", ":"]) && is_quotation(after + 1) || self.is_inverted(at) {
            return true;
        }
        // “…, he added.”, “As the paper noted, …”
        let ends = self.tokens.get(after).is_none_or(|_| self.class(after) & MARK != 0);
        ends && (at.saturating_sub(6)..at).rev().take_while(|index| self.class(*index) & (BE | HAVE) == 0).any(
            |index| self.is(index, &[","]) || self.is(index, &CLOSING_QUOTES) && self.is_before(index, &[",", "."]),
        )
    }

    /// “‘…,’ said the minister”: the subject stands after the verb.
    fn is_inverted(&self, at: usize) -> bool {
        let follows_mark = self.is_before(at, &CLOSING_QUOTES) || self.is_before(at, &[","]);
        let Some(next) = self.tokens.get(at + 1) else { return false };
        let is_subject = next.is_capitalised() || self.is(at + 1, &["the", "a", "an", "one", "its", "his"]);
        // “X, the minister, said Iran would …” has its subject before: nothing but a quotation makes sure.
        let quotes = (at.saturating_sub(3)..at).any(|index| self.is(index, &["”", "\"", "»"]));
        follows_mark && is_subject && quotes
    }

    /// Whether a number stands here, after no more than “at least”, “more than”, “some”, “the deaths of”.
    fn is_figure(&self, at: usize) -> bool {
        const NUMBERS: [&str; 16] = [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "dozens",
            "hundreds",
            "thousands",
            "millions",
            "scores",
            "half",
        ];
        (at..at + 5)
            .take_while(|index| {
                self.tokens.get(*index).is_some_and(|token| token.is_word() || token.is_any(&["$", "€", "£", "."]))
            })
            .any(|index| self.tokens[index].is_numeric() || self.is(index, &NUMBERS))
    }

    fn is_hyphenated(&self, at: usize) -> bool {
        let is_hyphen =
            |index: usize| self.tokens.get(index).is_some_and(|token| token.is_joined() && token.text == "-");
        is_hyphen(at + 1) || at > 0 && self.tokens[at].is_joined() && self.is_before(at, &["-"])
    }
}
