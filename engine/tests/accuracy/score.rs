//! How much of what a careful reader marked the engine found. All measures lie between 0 and 1, and are absent
//! where there is nothing to measure.

use std::collections::{BTreeMap, BTreeSet};

use super::annotation::{Annotation, KeyPoint, Mark, Span};

/// What is measured, in the order of [`Scores`].
pub const MEASURES: [&str; 19] = [
    "head",
    "text",
    "boilerplate",
    "names exact",
    "names lenient",
    "kind",
    "linking",
    "terms P",
    "terms R",
    "abbreviations",
    "dates",
    "hedges",
    "hedge kind",
    "holder",
    "key points",
    "hit@1",
    "recall@3",
    "extracted",
    "unaided",
];

/// One brief's measures.
pub type Scores = [Option<f64>; MEASURES.len()];

/// Scores one brief: what was found with knowledge, with its own key points left aside, and without knowledge.
pub fn score(gold: &Annotation, found: &Annotation, extracting: &Annotation, unaided: &Annotation) -> Scores {
    let texts = Aligned::new(&gold.text, &found.text);
    let head = [(&gold.title, &found.title), (&gold.series, &found.series), (&gold.date, &found.date)];
    let gone = |line: &&String| !stands_in(line, &found.text) || stands_in(line, &gold.text);

    let names = Pairs::new(&texts, &gold.mentions, &found.mentions);
    let terms = Pairs::new(&texts, &gold.terms, &found.terms);
    let dateline_is_known = |mark: &Mark| {
        let date = gold.date.as_deref().unwrap_or_default();
        gold.date == found.date && mark.value == format!("{date}/{date}") && !texts.reaches(&mark.span)
    };
    let dates: Vec<Mark> = gold.dates.iter().filter(|mark| !dateline_is_known(mark)).cloned().collect();
    let dates = Pairs::new(&texts, &dates, &found.dates);
    let hedges = Pairs::new(&texts, &gold.hedges, &found.hedges);
    let held = hedges.at.iter().filter(|(gold, _, _)| gold.holder.is_some());
    let held: Vec<bool> = held.map(|(gold, found, _)| texts.is_same(&gold.holder, &found.holder)).collect();
    let (shorts, longs) = (pairs_of(&gold.abbreviations), pairs_of(&found.abbreviations));
    let (stands, hit, recall) = key_points(&texts, gold, found);

    let unaided_names = Pairs::new(&Aligned::new(&gold.text, &unaided.text), &gold.mentions, &unaided.mentions);
    [
        share(head.iter().map(|(gold, found)| gold == found)),
        Some(texts.similarity()),
        share(gold.boilerplate.iter().map(|line| gone(&line))),
        f1(names.precision(true), names.recall(true)),
        f1(names.precision(false), names.recall(false)),
        share(names.at.iter().map(|(gold, found, _)| gold.kind == found.kind)),
        linking(&names),
        terms.precision(true),
        terms.recall(true),
        f1(
            ratio(shorts.intersection(&longs).count(), longs.len()),
            ratio(shorts.intersection(&longs).count(), shorts.len()),
        ),
        dates.f1_where(|gold, found| gold.value == found.value),
        f1(hedges.precision(false), hedges.recall(false)),
        share(hedges.at.iter().map(|(gold, found, _)| gold.kind == found.kind)),
        share(held.into_iter()),
        stands,
        hit,
        recall,
        extracted(gold, extracting),
        f1(unaided_names.precision(false), unaided_names.recall(false)),
    ]
}

/// The mean of each measure over the briefs that have it.
pub fn mean(scores: &[Scores]) -> Scores {
    std::array::from_fn(|measure| {
        let known: Vec<f64> = scores.iter().filter_map(|brief| brief[measure]).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    })
}

/// Two texts laid side by side by their tokens, so that spacing, joined lines and boilerplate left in do not
/// shift what comes after them. Spans of both become spans of the gold's characters without blanks.
struct Aligned {
    gold: Stripped,
    found: Stripped,
    /// For each character of the found text its place in the gold, where it has one.
    to: Vec<Option<usize>>,
    reached: BTreeSet<usize>,
}

/// A text without its blanks.
struct Stripped {
    chars: Vec<char>,
    /// For each scalar value of the text, and its end, how many characters that are not blank come before.
    before: Vec<usize>,
    /// Words and single signs.
    tokens: Vec<Span>,
}

impl Stripped {
    fn new(text: &str) -> Self {
        let (mut chars, mut before, mut tokens) = (Vec::new(), vec![0], Vec::<Span>::new());
        let mut in_word = false;
        for char in text.chars() {
            let at = chars.len();
            match tokens.last_mut() {
                Some(word) if in_word && char.is_alphanumeric() => word.end += 1,
                _ if !char.is_whitespace() => tokens.push(at..at + 1),
                _ => {}
            }
            in_word = char.is_alphanumeric();
            chars.extend(Some(fold(char)).filter(|char| !char.is_whitespace()));
            before.push(chars.len());
        }
        Self { chars, before, tokens }
    }

    fn span(&self, span: &Span) -> Span {
        let at = |offset: usize| self.before[offset.min(self.before.len() - 1)];
        at(span.start)..at(span.end)
    }

    fn token(&self, index: usize) -> &[char] {
        &self.chars[self.tokens[index].clone()]
    }
}

impl Aligned {
    fn new(gold: &str, found: &str) -> Self {
        let (gold, found) = (Stripped::new(gold), Stripped::new(found));
        let (rows, columns) = (gold.tokens.len(), found.tokens.len());
        // Longest common subsequence: the briefs are short, and a test may take its time.
        let mut longest = vec![vec![0_u16; columns + 1]; rows + 1];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                longest[row][column] = if gold.token(row) == found.token(column) {
                    longest[row + 1][column + 1] + 1
                } else {
                    longest[row + 1][column].max(longest[row][column + 1])
                };
            }
        }
        let mut to = vec![None; found.chars.len()];
        let (mut row, mut column) = (0, 0);
        while row < rows && column < columns {
            if gold.token(row) == found.token(column) {
                for (from, at) in found.tokens[column].clone().zip(gold.tokens[row].clone()) {
                    to[from] = Some(at);
                }
                (row, column) = (row + 1, column + 1);
            } else if longest[row + 1][column] >= longest[row][column + 1] {
                row += 1;
            } else {
                column += 1;
            }
        }
        let reached = to.iter().flatten().copied().collect();
        Self { gold, found, to, reached }
    }

    /// Twice what is common to both, by the length of both.
    fn similarity(&self) -> f64 {
        2.0 * self.reached.len() as f64 / (self.gold.chars.len() + self.found.chars.len()).max(1) as f64
    }

    fn reaches(&self, gold: &Span) -> bool {
        self.gold.span(gold).any(|at| self.reached.contains(&at))
    }

    /// A span of the found text as one of the gold, and whether both its ends stand there.
    fn found_span(&self, span: &Span) -> Option<(Span, bool)> {
        let places = &self.to[self.found.span(span)];
        let there = places.iter().flatten();
        let (start, end) = (there.clone().min()?, there.max()?);
        Some((*start..*end + 1, places.first()?.is_some() && places.last()?.is_some()))
    }

    fn is_same(&self, gold: &Option<Span>, found: &Option<Span>) -> bool {
        match (gold, found) {
            (Some(gold), Some(found)) => {
                self.found_span(found).is_some_and(|(found, _)| overlap(&self.gold.span(gold), &found) > 0)
            }
            _ => gold.is_none() && found.is_none(),
        }
    }
}

/// The marks of one layer, gold and found, matched one to one: exact pairs first, then by overlap.
struct Pairs<'a> {
    /// Gold, found, exact; without the optional ones.
    at: Vec<(&'a Mark, &'a Mark, bool)>,
    gold: Vec<&'a Mark>,
    found: Vec<&'a Mark>,
    /// Those of `found` that stand for an optional one, exactly or not.
    spare: Vec<&'a Mark>,
    spare_exact: usize,
}

impl<'a> Pairs<'a> {
    fn new(texts: &Aligned, gold: &'a [Mark], found: &'a [Mark]) -> Self {
        let text_of = |span: &Span| -> String { texts.found.chars[texts.found.span(span)].iter().collect() };
        let without_blanks = |text: &String| -> String { Stripped::new(text).chars.into_iter().collect() };
        let places: Vec<_> = found.iter().map(|mark| texts.found_span(&mark.span)).collect();
        let mut candidates = Vec::new();
        for (index, mark) in gold.iter().enumerate() {
            let span = texts.gold.span(&mark.span);
            for (other, place) in places.iter().enumerate() {
                let Some((place, is_whole)) = place.as_ref().filter(|(place, _)| overlap(&span, place) > 0) else {
                    continue;
                };
                let is_exact = *is_whole && *place == span
                    || mark.alternatives.iter().any(|text| without_blanks(text) == text_of(&found[other].span));
                let union = span.end.max(place.end) - span.start.min(place.start);
                // Permille: candidates are compared, and floating point does not sort.
                candidates.push((!is_exact, 1000 - 1000 * overlap(&span, place) / union, index, other));
            }
        }
        candidates.sort_unstable();
        let mut pairs = Self {
            at: Vec::new(),
            gold: gold.iter().filter(|mark| !mark.is_optional).collect(),
            found: found.iter().collect(),
            spare: Vec::new(),
            spare_exact: 0,
        };
        let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
        for (not_exact, _, index, other) in candidates {
            if taken.contains(&index) || given.contains(&other) {
                continue;
            }
            taken.insert(index);
            given.insert(other);
            if gold[index].is_optional {
                pairs.spare.push(&found[other]);
                pairs.spare_exact += usize::from(!not_exact);
            } else {
                pairs.at.push((&gold[index], &found[other], !not_exact));
            }
        }
        pairs
    }

    fn hits(&self, exact: bool) -> usize {
        self.at.iter().filter(|(_, _, is_exact)| *is_exact || !exact).count()
    }

    fn predicted(&self) -> usize {
        self.found.len() - self.spare_exact
    }

    fn precision(&self, exact: bool) -> Option<f64> {
        ratio(self.hits(exact), self.predicted())
    }

    fn recall(&self, exact: bool) -> Option<f64> {
        ratio(self.hits(exact), self.gold.len())
    }

    fn f1_where(&self, is_right: impl Fn(&Mark, &Mark) -> bool) -> Option<f64> {
        let right = self.at.iter().filter(|(gold, found, _)| is_right(gold, found)).count();
        f1(ratio(right, self.predicted()), ratio(right, self.gold.len()))
    }
}

/// B-cubed F1 over all mentions, clusters by entity; a mention without a partner scores 0. Bagga and Baldwin 1998.
fn linking(names: &Pairs<'_>) -> Option<f64> {
    fn sizes<'a>(marks: impl Iterator<Item = &'a Mark>) -> BTreeMap<&'a str, f64> {
        let mut sizes = BTreeMap::new();
        marks.for_each(|mark| *sizes.entry(mark.value.as_str()).or_default() += 1.0);
        sizes
    }
    let spare = |mark: &Mark| names.spare.iter().any(|other| std::ptr::eq(*other, mark));
    let found: Vec<&Mark> = names.found.iter().copied().filter(|mark| !spare(mark)).collect();
    let (golds, others) = (sizes(names.gold.iter().copied()), sizes(found.iter().copied()));
    let mut both = BTreeMap::<_, f64>::new();
    for (gold, found, _) in &names.at {
        *both.entry((gold.value.as_str(), found.value.as_str())).or_default() += 1.0;
    }
    let sum = |size: &dyn Fn(&(&str, &str)) -> f64| {
        both.iter().map(|(pair, shared)| shared * shared / size(pair)).sum::<f64>()
    };
    let share = |sum: f64, of: usize| (of > 0).then(|| sum / of as f64);
    f1(share(sum(&|pair| others[pair.1]), found.len()), share(sum(&|pair| golds[pair.0]), names.gold.len()))
}

/// Key points found; of those with evidence, how many have it first, and how much of it stands in the first three.
fn key_points(texts: &Aligned, gold: &Annotation, found: &Annotation) -> (Option<f64>, Option<f64>, Option<f64>) {
    let (mut stands, mut first, mut recall, mut with_evidence) = (0, 0.0, 0.0, 0);
    for point in &gold.key_points {
        let span = texts.gold.span(&point.span);
        let is_meant = |other: &&KeyPoint| texts.found_span(&other.span).is_some_and(|(place, _)| meets(&span, &place));
        let other = found.key_points.iter().find(is_meant);
        stands += usize::from(other.is_some());
        if point.evidence.is_empty() {
            continue;
        }
        with_evidence += 1;
        let wanted: Vec<Span> = point.evidence.iter().map(|passage| texts.gold.span(passage)).collect();
        let given =
            other.into_iter().flat_map(|other| &other.evidence).take(3).filter_map(|passage| texts.found_span(passage));
        let mut met = BTreeSet::new();
        for (rank, (place, _)) in given.enumerate() {
            // A passage of many sentences would meet anything.
            let is_met = |index: &usize| meets(&wanted[*index], &place) && place.len() <= 3 * wanted[*index].len();
            let before = met.len();
            met.extend((0..wanted.len()).filter(is_met));
            first += if rank == 0 && met.len() > before { 1.0 } else { 0.0 };
        }
        recall += (met.len() as f64 / wanted.len().min(3) as f64).min(1.0);
    }
    let of = |sum: f64| (with_evidence > 0).then(|| sum / f64::from(with_evidence));
    (ratio(stands, gold.key_points.len()), of(first), of(recall))
}

/// F1 of key points drawn from the body: how many stand for what a reader would pick, how much of it they cover.
fn extracted(gold: &Annotation, extracting: &Annotation) -> Option<f64> {
    let texts = Aligned::new(&gold.text, &extracting.text);
    let wanted: Vec<Vec<Span>> = if gold.ideal.is_empty() {
        gold.key_points.iter().map(|point| point.evidence.iter().map(|span| texts.gold.span(span)).collect()).collect()
    } else {
        gold.ideal.iter().map(|mark| vec![texts.gold.span(&mark.span)]).collect()
    };
    let drawn: Vec<Span> =
        extracting.key_points.iter().filter_map(|point| Some(texts.found_span(&point.span)?.0)).collect();
    let is_met = |passages: &Vec<Span>, drawn: &Span| passages.iter().any(|passage| meets(passage, drawn));
    f1(
        share(drawn.iter().map(|drawn| wanted.iter().any(|passages| is_met(passages, drawn)))),
        share(
            wanted
                .iter()
                .filter(|passages| !passages.is_empty())
                .map(|passages| drawn.iter().any(|drawn| is_met(passages, drawn))),
        ),
    )
}

fn pairs_of(abbreviations: &[(String, String)]) -> BTreeSet<(String, String)> {
    abbreviations.iter().map(|(short, long)| (short.to_lowercase(), long.to_lowercase())).collect()
}

/// Whether a line stands in a text, as whole words.
fn stands_in(line: &str, text: &str) -> bool {
    text.match_indices(line).any(|(at, _)| {
        let touches = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        !touches(text[..at].chars().next_back()) && !touches(text[at + line.len()..].chars().next())
    })
}

fn overlap(a: &Span, b: &Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Half of the shorter lies in the longer.
fn meets(a: &Span, b: &Span) -> bool {
    overlap(a, b) > 0 && 2 * overlap(a, b) >= a.len().min(b.len())
}

/// Quotation marks and dashes as they are typed.
fn fold(char: char) -> char {
    match char {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '‐'..='―' => '-',
        _ => char,
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn share(claims: impl Iterator<Item = bool>) -> Option<f64> {
    let claims: Vec<bool> = claims.collect();
    ratio(claims.iter().filter(|claim| **claim).count(), claims.len())
}

/// Absent only where both are: one empty side makes it 0.
fn f1(precision: Option<f64>, recall: Option<f64>) -> Option<f64> {
    if precision.is_none() && recall.is_none() {
        return None;
    }
    let (precision, recall) = (precision.unwrap_or_default(), recall.unwrap_or_default());
    Some(if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 })
}
