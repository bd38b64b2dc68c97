//! What a careful reader marked in a brief, or the engine found in it: one shape for both.
//!
//! The bracket format that people write is described in `../gold/README.md`.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

/// Scalar values of the text, end exclusive.
pub type Span = Range<usize>;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotation {
    /// The brief's file, relative to `engine/tests/`.
    pub source: String,
    pub title: Option<String>,
    pub series: Option<String>,
    pub date: Option<String>,
    /// What does not belong into the text.
    pub boilerplate: Vec<String>,
    /// Short and long.
    pub abbreviations: Vec<(String, String)>,
    pub text: String,
    pub mentions: Vec<Mark>,
    pub terms: Vec<Mark>,
    pub dates: Vec<Mark>,
    pub hedges: Vec<Mark>,
    pub key_points: Vec<KeyPoint>,
    /// The sentences that an analyst would pick from a brief that has no key points of its own.
    pub ideal: Vec<Mark>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mark {
    pub span: Span,
    /// The kind of a mention or hedge, the precision of a date; nothing for a term.
    pub kind: String,
    /// What it stands for: the entity, the term, `from/to`, `low-high`.
    pub value: String,
    /// Neither missed where it is absent nor wrong where it is there.
    pub is_optional: bool,
    /// Wordings as good as the one marked.
    pub alternatives: Vec<String>,
    /// Who says so, of a hedge.
    pub holder: Option<Span>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeyPoint {
    pub span: Span,
    /// The passages that bear it out, best first where somebody ranked them.
    pub evidence: Vec<Span>,
}

impl Annotation {
    /// Reads the bracket format; the error names the line or the mark.
    pub fn from_brackets(source: &str) -> Result<Self, String> {
        let (head, body) = source.split_once("\n---\n").ok_or("no line `---` between header and text")?;
        let mut annotation = Self::default();
        for line in head.lines() {
            let (key, value) = line.split_once(": ").ok_or_else(|| format!("`{line}` is not `key: value`"))?;
            let value = value.trim().to_owned();
            match key {
                "source" => annotation.source = value,
                "title" => annotation.title = Some(value),
                "series" => annotation.series = Some(value),
                "date" => annotation.date = Some(value),
                "boilerplate" => annotation.boilerplate.push(value),
                "abbreviation" => {
                    let pair = value.split_once(" = ").ok_or_else(|| format!("`{line}` is not `SHORT = LONG`"))?;
                    annotation.abbreviations.push((pair.0.to_owned(), pair.1.to_owned()));
                }
                // For the reader of the file: nothing is measured by them.
                "author" | "alias" => {}
                _ => return Err(format!("unknown key `{key}`")),
            }
        }
        annotation.read_body(body.trim_matches('\n'))?;
        Ok(annotation)
    }

    fn read_body(&mut self, body: &str) -> Result<(), String> {
        let (mut found, mut open) = (Vec::new(), Vec::new());
        let (mut rest, mut length) = (body, 0);
        while let Some(char) = rest.chars().next() {
            rest = &rest[char.len_utf8()..];
            match char {
                '⟦' => {
                    let (head, after) = rest.split_once('|').ok_or("a mark without `|`")?;
                    open.push((head, length));
                    rest = after;
                }
                '⟧' => {
                    let (head, start) = open.pop().ok_or("a `⟧` that closes nothing")?;
                    found.push((start..length, head));
                }
                _ => {
                    self.text.push(char);
                    length += 1;
                }
            }
        }
        if let Some((head, _)) = open.pop() {
            return Err(format!("`⟦{head}|` is not closed"));
        }
        found.sort_by_key(|(span, _)| (span.start, usize::MAX - span.end));
        let mut holders = BTreeMap::new();
        let (mut key_points, mut evidence) = (BTreeMap::new(), BTreeMap::<&str, Vec<Span>>::new());
        for (span, head) in &found {
            match head.split_once(' ') {
                Some(("o", number)) => drop(holders.insert(number, span.clone())),
                Some(("k", number)) => drop(key_points.insert(number, span.clone())),
                Some(("e", numbers)) => {
                    numbers.split(',').for_each(|number| evidence.entry(number).or_default().push(span.clone()));
                }
                _ => self.read_mark(head, span).ok_or_else(|| format!("`⟦{head}|` is not a mark"))?,
            }
        }
        for hedge in &mut self.hedges {
            // So far the hedge carries the number of its holder.
            let Some((value, number)) = hedge.value.split_once('@') else { continue };
            let holder = holders.get(number).ok_or_else(|| format!("holder {number} is not marked"))?;
            (hedge.holder, hedge.value) = (Some(holder.clone()), value.to_owned());
        }
        for (number, span) in key_points {
            self.key_points.push(KeyPoint { span, evidence: evidence.remove(number).unwrap_or_default() });
        }
        match evidence.first_key_value() {
            Some((number, _)) => Err(format!("evidence for key point {number}, which is not marked")),
            None => Ok(()),
        }
    }

    fn read_mark(&mut self, head: &str, span: &Span) -> Option<()> {
        let mut parts = head.split(" ~");
        let (tag, rest) = parts.next()?.split_once(' ').unwrap_or((head, ""));
        let (first, second) = rest.split_once(' ').unwrap_or((rest, ""));
        let mut mark = Mark {
            span: span.clone(),
            is_optional: tag.ends_with('?'),
            alternatives: parts.map(str::to_owned).collect(),
            ..Mark::default()
        };
        let (layer, kind, value) = match tag.trim_end_matches('?') {
            "m" => (&mut self.mentions, first, second.to_owned()),
            "t" => (&mut self.terms, "", rest.to_owned()),
            "d" => (&mut self.dates, second, first.to_owned()),
            "h" => (&mut self.hedges, first, second.replace(' ', "")),
            "i" => (&mut self.ideal, "", String::new()),
            _ => return None,
        };
        (mark.kind, mark.value) = (kind.to_owned(), value);
        layer.push(mark);
        Some(())
    }

    /// Reads what `inspect` prints, or an annotation with the same fields; `text` where it has none.
    pub fn from_json(json: &Value, text: Option<String>) -> Self {
        let word = |value: &Value| value.as_str().map(str::to_owned);
        let words = |value: &Value| items(value).filter_map(word).collect();
        let marks = |list: &str, kind: &str, value: &dyn Fn(&Value) -> String| {
            let mark = |item: &Value| Mark {
                span: span(item),
                kind: word(&item[kind]).unwrap_or_default(),
                value: value(item),
                is_optional: item["optional"] == true,
                alternatives: words(&item["alt_text"]),
                holder: item["holder"].is_object().then(|| span(&item["holder"])),
            };
            items(&json[list]).map(mark).collect()
        };
        let field = |key: &'static str| move |item: &Value| item[key].as_str().unwrap_or_default().to_owned();
        let pair = |item: &Value| Some((word(&item["short"])?, word(&item["long"])?));
        let abbreviations = match &json["abbreviations"] {
            Value::Object(map) => map.iter().filter_map(|(short, long)| Some((short.clone(), word(long)?))).collect(),
            list => items(list).filter_map(pair).collect(),
        };
        Self {
            source: word(&json["source"]).unwrap_or_default(),
            title: word(&json["title"]),
            series: word(&json["series"]),
            date: word(&json["date"]),
            boilerplate: words(if json["removed"].is_array() { &json["removed"] } else { &json["boilerplate"] }),
            abbreviations,
            text: word(&json["text"]).or(text).unwrap_or_default(),
            mentions: marks("mentions", "kind", &field("entity")),
            terms: marks("terms", "", &field("term")),
            dates: marks("dates", "precision", &|item| format!("{}/{}", field("from")(item), field("to")(item))),
            hedges: marks("hedges", "kind", &|item| match (&item["low"], &item["high"]) {
                (Value::Number(low), Value::Number(high)) => format!("{low}-{high}"),
                _ => String::new(),
            }),
            key_points: items(&json["key_points"])
                .map(|item| KeyPoint { span: span(item), evidence: items(&item["evidence"]).map(span).collect() })
                .collect(),
            ideal: marks("ideal_key_points", "", &|_| String::new()),
        }
    }

    /// Writes the bracket format. A mark that crosses another stands below the text.
    pub fn to_brackets(&self) -> String {
        let mut out = String::new();
        let mut line = |key: &str, value: &str| out.push_str(&format!("{key}: {value}\n"));
        let heads =
            [("source", Some(&self.source).filter(|source| !source.is_empty())), ("title", self.title.as_ref())];
        for (key, value) in heads.into_iter().chain([("series", self.series.as_ref()), ("date", self.date.as_ref())]) {
            value.into_iter().for_each(|value| line(key, value));
        }
        self.boilerplate.iter().for_each(|removed| line("boilerplate", removed));
        self.abbreviations.iter().for_each(|(short, long)| line("abbreviation", &format!("{short} = {long}")));
        out.push_str("---\n");

        let (mut marks, mut crossing) = (self.heads().into_iter().peekable(), Vec::new());
        let mut ends: Vec<usize> = Vec::new();
        for (at, char) in self.text.chars().map(Some).chain([None]).enumerate() {
            while ends.pop_if(|end| *end <= at).is_some() {
                out.push('⟧');
            }
            while let Some((span, _, head)) = marks.next_if(|(span, ..)| span.start <= at) {
                if ends.last().is_some_and(|end| *end < span.end) {
                    let text: String = self.text.chars().skip(span.start).take(span.len()).collect();
                    crossing.push(format!("\n\ncrossing: ⟦{head}|{text}⟧"));
                } else {
                    out.push_str(&format!("⟦{head}|"));
                    ends.push(span.end);
                }
            }
            out.extend(char);
        }
        out + &crossing.concat() + "\n"
    }

    /// The head of every mark, in the order of the text, outermost first.
    fn heads(&self) -> Vec<(Span, u8, String)> {
        let mut heads = Vec::new();
        let (mut evidence, mut holders) = (BTreeMap::<_, Vec<String>>::new(), BTreeMap::new());
        for (index, point) in self.key_points.iter().enumerate() {
            heads.push((point.span.clone(), 0, format!("k {}", index + 1)));
            for span in &point.evidence {
                evidence.entry((span.start, span.end)).or_default().push((index + 1).to_string());
            }
        }
        heads.extend(
            evidence.into_iter().map(|((start, end), points)| (start..end, 1, format!("e {}", points.join(",")))),
        );
        let layers =
            [("i", &self.ideal), ("h", &self.hedges), ("d", &self.dates), ("m", &self.mentions), ("t", &self.terms)];
        for (rank, (tag, marks)) in (2..).zip(layers) {
            for mark in marks {
                let holder = mark.holder.as_ref().map(|span| {
                    let next = holders.len() + 1;
                    format!("@{}", holders.entry((span.start, span.end)).or_insert(next))
                });
                let (kind, value) = (mark.kind.as_str(), mark.value.as_str());
                let (first, second) = if tag == "d" { (value, kind) } else { (kind, value) };
                let mut head = tag.to_owned() + if mark.is_optional { "?" } else { "" };
                for word in [first, second, holder.as_deref().unwrap_or_default()] {
                    if !word.is_empty() {
                        head.extend([" ", word]);
                    }
                }
                mark.alternatives.iter().for_each(|wording| head.extend([" ~", wording.as_str()]));
                heads.push((mark.span.clone(), rank, head));
            }
        }
        heads.extend(holders.into_iter().map(|((start, end), number)| (start..end, 3, format!("o {number}"))));
        heads.sort_by_key(|(span, rank, _)| (span.start, usize::MAX - span.end, *rank));
        heads
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn span(item: &Value) -> Span {
    let at = |key: &str| item[key].as_u64().unwrap_or_default() as usize;
    at("start")..at("end")
}
