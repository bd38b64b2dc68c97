//! Who says so: the words that name the holder of a claim in the claim's own sentence.

use std::ops::Range;

use super::vocabulary::{
    ADVERB, BE, CONJUNCTION, DETERMINER, DO, Form, HAVE, MARK, MODAL, OPENER, PREPOSITION, PRONOUN, REMAIN,
};
use super::{Holder, Sentence};
use crate::knowledge::Kind;
use crate::understand::Mention;

/// The most words that are taken for one holder.
const MAX_TOKENS: usize = 12;
/// The most words of an apposition between a holder and its verb.
const MAX_APPOSITION: usize = 25;
/// The most tokens back to the beginning of a clause.
const MAX_CLAUSE: usize = 60;
/// The most mentions that are looked at for a pronoun's antecedent.
const MAX_MENTIONS: usize = 40;

/// Titles before a name, which are not part of it.
const TITLES: [&str; 48] = [
    "adm",
    "admiral",
    "air",
    "ambassador",
    "brigadier",
    "capt",
    "captain",
    "cardinal",
    "chairman",
    "chancellor",
    "chief",
    "col",
    "colonel",
    "commander",
    "defence",
    "defense",
    "deputy",
    "director",
    "dr",
    "envoy",
    "field",
    "finance",
    "foreign",
    "former",
    "gen",
    "general",
    "gov",
    "governor",
    "interior",
    "judge",
    "justice",
    "king",
    "lieutenant",
    "lt",
    "maj",
    "major",
    "marshal",
    "minister",
    "mr",
    "mrs",
    "ms",
    "premier",
    "president",
    "prime",
    "prof",
    "professor",
    "secretary",
    "senator",
];
/// Words that stand before a subject without a comma: “On Monday officials said”.
const BEFORE_SUBJECTS: [&str; 15] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "afterward",
    "afterwards",
    "earlier",
    "later",
    "meanwhile",
    "separately",
];
/// Words after which a holder's employer or standpoint stands: “researchers at the university”. “Police in
/// Norway” are not just police.
const CIRCUMSTANCES: [&str; 8] = ["at", "close", "familiar", "from", "near", "on", "with", "within"];

impl Sentence<'_> {
    /// The holder's bytes.
    pub(super) fn holder(&self, holder: Holder, last: Option<&Range<usize>>) -> Option<Range<usize>> {
        match holder {
            Holder::None => None,
            Holder::After(at) => self.holder_after(at),
            Holder::Participle(at) => {
                self.actor_before(at).or_else(|| last.cloned()).or_else(|| self.first_subject(at))
            }
            Holder::Subject(verb) => self.holder_before(verb, last),
        }
    }

    /// The phrase after “according to”, up to the next mark.
    fn holder_after(&self, at: usize) -> Option<Range<usize>> {
        let start = at + usize::from(self.is(at, &["the", "a", "an"]));
        let limit = self.tokens.len().min(start + MAX_TOKENS + 1);
        let ends = |index: usize| {
            let class = self.class(index);
            class & MARK != 0 && !self.is_abbreviation_dot(index)
                || class & (BE | HAVE | DO | MODAL | OPENER) != 0 && !self.is(index, &["than"])
                || class & CONJUNCTION != 0 && index > start + 2
        };
        let end = (start..limit).find(|index| ends(*index)).unwrap_or(limit);
        if start >= end || self.class(start) & PRONOUN != 0 {
            return None;
        }
        // “the Washington Post of 19 January”: the name is enough.
        let range = self.bytes(&(start..end));
        let index = self.mentions.partition_point(|mention| mention.range.start < range.start);
        let name = self.mentions.get(index).filter(|mention| {
            mention.range.start == range.start && mention.range.end < range.end && is_actor(mention.kind)
        });
        let name = name.filter(|mention| !self.is_possessive_after(mention)).map(|mention| mention.range.clone());
        name.or_else(|| Some(self.without_titles(start..end)))
    }

    /// The subject of the verb whose first token this is.
    fn holder_before(&self, verb: usize, last: Option<&Range<usize>>) -> Option<Range<usize>> {
        let mut end = verb;
        // “officials also said”
        while end > 0 && self.class(end - 1) & ADVERB != 0 && self.class(end - 1) & OPENER == 0 {
            end -= 1;
        }
        // “China admitted it, and blamed a storm”: one subject for both.
        if self.class_before(end) & CONJUNCTION != 0 {
            return last.cloned().or_else(|| self.first_subject(end));
        }
        // “quoted an official as saying”
        if self.is_before(end, &["as"]) {
            return self.noun_phrase(end - 1);
        }
        if self.is_before(end, &["who", "which", "that"]) {
            end -= 1;
        }
        if self.class_before(end) & PRONOUN != 0 {
            return self.antecedent(end, last);
        }
        end = self.before_bracket(end);
        self.subject_with_apposition(end).or_else(|| {
            let before_comma = end - usize::from(self.is_before(end, &[",", "—", "–"]));
            self.noun_phrase(before_comma)
        })
    }

    /// “Islamic State (IS) claimed …”: the subject stands before the bracket.
    fn before_bracket(&self, end: usize) -> usize {
        if !self.is_before(end, &[")"]) {
            return end;
        }
        let open = (end.saturating_sub(MAX_TOKENS)..end).rev().find(|index| self.is(*index, &["("]));
        open.unwrap_or(end)
    }

    /// “Kurilla, the commander, said …”: the subject stands before the commas; “the minister, Sa’ar, said …”:
    /// the name stands between them.
    fn subject_with_apposition(&self, end: usize) -> Option<Range<usize>> {
        if !self.is_before(end, &[",", "—", "–"]) || end < 3 {
            return None;
        }
        let mark = self.tokens[end - 1].text;
        let comma = (end.saturating_sub(MAX_APPOSITION)..end - 1)
            .rev()
            .find(|index| self.is(*index, &[mark]) && *index > 0 && !self.is_date_comma(*index))?;
        self.name_between(comma + 1, end - 1).or_else(|| self.noun_phrase(self.before_bracket(comma)))
    }

    /// A stretch that is nothing but a name of two words or more.
    fn name_between(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let is_name = |index: usize| self.tokens[index].is_capitalised() || self.tokens[index].is_joined();
        let is_whole = end >= start + 2 && end - start <= 8 && (start..end).all(is_name);
        let is_titled = self.is(start, &TITLES) || self.class(start) & DETERMINER != 0;
        (is_whole && !is_titled && self.tokens[start].is_word()).then(|| self.bytes(&(start..end)))
    }

    /// The actor named by the noun phrase that ends here.
    fn noun_phrase(&self, end: usize) -> Option<Range<usize>> {
        let start = self.phrase_start(end);
        (start < end).then(|| self.actor_in(start..end))
    }

    /// The comma of “May 3, 2024”.
    fn is_date_comma(&self, index: usize) -> bool {
        self.tokens.get(index + 1).is_some_and(|token| token.number(4).is_some())
    }

    /// Where the noun phrase that ends here begins.
    fn phrase_start(&self, end: usize) -> usize {
        let mut start = end;
        while start > 0 && end - start < MAX_TOKENS {
            let before = start - 1;
            let class = self.class(before);
            let token = &self.tokens[before];
            // “the head of the office”, “researchers at the university”: the article is not the first word.
            if class & DETERMINER != 0 && !self.is(before, &["that"]) {
                let goes_on = before > 1
                    && self.class(before - 1) & PREPOSITION != 0
                    && self.is(before - 1, &["of", "for", "at", "in", "from", "with"])
                    && self.class(before - 2) & (MARK | CONJUNCTION | OPENER) == 0;
                // “the United States and the European Union”
                let is_pair = before > 1
                    && self.is(before - 1, &["and"])
                    && self.tokens[before - 2].is_capitalised()
                    && self.tokens[start].is_capitalised();
                if goes_on || is_pair {
                    start = if is_pair { before - 1 } else { before };
                    continue;
                }
                return if self.is(before, &["some", "many", "most", "several", "few", "all"]) && start < end {
                    before
                } else {
                    start
                };
            }
            let is_pair = class & CONJUNCTION != 0 && self.is(before, &["and"]) && self.is_noun_pair(before, end);
            let is_mark = class & MARK != 0 && !self.is_abbreviation_dot(before) && !self.is_inner_dash(before);
            // “of” and “for” belong to the phrase; another preposition right after a mark begins the sentence.
            let is_lead = class & PREPOSITION != 0
                && (before == 0 || !self.is(before, &["of", "for"]) && self.class(before - 1) & MARK != 0);
            let is_end = class & (BE | HAVE | DO | MODAL | OPENER | REMAIN) != 0
                || class & CONJUNCTION != 0 && !is_pair
                || is_mark
                || is_lead
                || token.is_any(&BEFORE_SUBJECTS)
                || token.is_any(&["quote", "quoted", "quotes"])
                || token.text.len() == 4 && token.is_numeric();
            if is_end {
                break;
            }
            start = before;
        }
        start
    }

    /// The dash of “Wisconsin–Madison”.
    fn is_inner_dash(&self, index: usize) -> bool {
        self.tokens[index].is_joined()
            && self.tokens.get(index + 1).is_some_and(|next| next.is_joined() && next.is_word())
    }

    /// “analysts and experts”, “Nikkei and NHK” are one holder; clauses joined by “and” are not asked about so finely.
    fn is_noun_pair(&self, and: usize, end: usize) -> bool {
        end - and <= 3 && and > 0 && self.class(and - 1) & MARK == 0
    }

    /// The actor that a noun phrase names: without article, titles, and the place where it is.
    fn actor_in(&self, phrase: Range<usize>) -> Range<usize> {
        let Range { start, mut end } = phrase;
        let start = start + usize::from(self.is(start, &["the", "a", "an"]) && start + 1 < end);
        let cut = (start + 1..end).find(|index| self.ends_actor(*index));
        end = cut.unwrap_or(end);
        let range = self.bytes(&(start..end));
        // “Russian President Vladimir Putin”: the person; “the mission to Yemen” is more than Yemen.
        let index = self.mentions.partition_point(|mention| mention.range.end < range.end);
        let named = self.mentions.get(index).filter(|mention| {
            mention.range.end == range.end
                && mention.range.start >= range.start
                && (mention.kind == Kind::Person || is_actor(mention.kind) && self.is_all_titles(start, mention))
        });
        named.map_or_else(|| self.without_titles(start..end), |mention| mention.range.clone())
    }

    /// “researchers |at the university”, “a study |published in March”.
    fn ends_actor(&self, index: usize) -> bool {
        let is_circumstance = self.is(index, &CIRCUMSTANCES) && (index == 1 || self.tokens[index - 1].is_lowercase());
        let token = &self.tokens[index];
        let is_participle = token.is_lowercase()
            && token.text.ends_with("ed")
            && self.is(index + 1, &["at", "by", "in", "last", "on", "this", "to", "with"]);
        is_circumstance || is_participle
    }

    /// Whether only titles, or nothing, stand between a token and a mention.
    fn is_all_titles(&self, start: usize, mention: &Mention) -> bool {
        self.tokens[start..]
            .iter()
            .take_while(|token| token.start < mention.range.start)
            .all(|token| token.is_any(&TITLES))
    }

    /// “Governor Kazuo Ueda” without the title, where a name of two words is left.
    fn without_titles(&self, phrase: Range<usize>) -> Range<usize> {
        let mut start = phrase.start;
        while start + 1 < phrase.end
            && (self.is(start, &TITLES) && self.tokens[start].is_capitalised()
                || start > phrase.start && self.is(start, &["."]))
            && (self.tokens[start + 1].is_capitalised() || self.is(start + 1, &["."]))
        {
            start += 1;
        }
        self.bytes(&(start..phrase.end))
    }

    /// Whom a pronoun before the verb stands for.
    fn antecedent(&self, end: usize, last: Option<&Range<usize>>) -> Option<Range<usize>> {
        let pronoun = end - 1;
        if self.is(pronoun, &["we", "i", "you"]) {
            return None;
        }
        if self.is(pronoun, &["who", "which"]) {
            return self.noun_phrase(pronoun - usize::from(self.is_before(pronoun, &[","])));
        }
        let is_person = self.is(pronoun, &["he", "she"]);
        self.first_actor(pronoun, is_person)
            .or_else(|| last.cloned())
            .or_else(|| (!is_person).then(|| self.first_subject(pronoun)).flatten())
    }

    /// The first person of the sentence so far, or failing that the first group or organisation.
    fn actor_before(&self, verb: usize) -> Option<Range<usize>> {
        self.first_actor(verb, true).or_else(|| self.first_actor(verb, false))
    }

    fn first_actor(&self, before: usize, is_person: bool) -> Option<Range<usize>> {
        let before = self.tokens[before].start;
        let mut mentions = self.mentions.iter().take(MAX_MENTIONS).take_while(|mention| mention.range.end <= before);
        let fits = |kind: Kind| match is_person {
            true => kind == Kind::Person,
            false => matches!(kind, Kind::Group | Kind::Organisation),
        };
        mentions.find(|mention| fits(mention.kind)).map(|mention| mention.range.clone())
    }

    /// The noun phrase that the clause begins with, up to its first verb.
    fn first_subject(&self, before: usize) -> Option<Range<usize>> {
        let opening = (before.saturating_sub(MAX_CLAUSE)..before).rev().find(|index| self.is(*index, &[";", ":"]));
        let mut start = opening.map_or(0, |mark| mark + 1);
        start += usize::from(self.is(start, &BEFORE_SUBJECTS) || self.class(start) & CONJUNCTION != 0);
        let is_verb = |index: usize| {
            let token = &self.tokens[index];
            let is_verb = |word: &super::vocabulary::Word| word.verb.is_some_and(|(_, form)| form != Form::Base);
            self.class(index) & (BE | HAVE | DO | MODAL | MARK) != 0 && !self.is_abbreviation_dot(index)
                || token.is_lowercase()
                    && (token.text.ends_with("ed") || super::vocabulary::word(token).is_some_and(is_verb))
        };
        let end = (start..before.min(start + MAX_TOKENS)).find(|index| is_verb(*index))?;
        if start >= end || self.class(start) & (PREPOSITION | OPENER | PRONOUN) != 0 {
            return None;
        }
        let next_comma = (end + 1..before.min(end + 8)).find(|index| self.is(*index, &[","]));
        let apposed = next_comma.filter(|_| self.is(end, &[","])).and_then(|comma| self.name_between(end + 1, comma));
        apposed.or_else(|| Some(self.actor_in(start..end)))
    }

    fn is_possessive_after(&self, mention: &Mention) -> bool {
        let next = self.tokens.partition_point(|token| token.start < mention.range.end);
        self.is(next, &["’", "'"]) && self.tokens[next].is_joined()
    }

    /// The dots of “U.S.” belong to a word.
    pub(super) fn is_abbreviation_dot(&self, index: usize) -> bool {
        self.is(index, &["."])
            && index > 0
            && self.tokens[index].is_joined()
            && (self.tokens[index - 1].text.chars().count() == 1 || self.is(index - 1, &TITLES))
            && index + 1 < self.tokens.len()
    }
}

fn is_actor(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Group | Kind::Organisation | Kind::Place)
}
