//! The key points as text to be pasted elsewhere: bullets that say where they are borne out, and from which brief.

/// What a brief says about itself at its head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    pub title: String,
    pub series: Option<String>,
    pub date: Option<String>,
    /// Where others can read it; the reader's own briefs have no such address.
    pub address: Option<String>,
    /// Whether the points were picked from the text, since the brief states none.
    pub is_extracted: bool,
}

/// One key point and the places of the text that bear it out: “¶ 2”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub text: String,
    pub places: Vec<String>,
}

/// The key points as bullets under the brief's title.
pub fn cited(source: &Source, points: &[Point]) -> String {
    let mut head = vec![format!("“{}”", source.title)];
    head.extend(source.series.clone());
    head.extend(source.date.clone());
    let mut lines = vec![head.join(", ")];
    if source.is_extracted {
        lines.push("Sentences of the text, picked by Sidelight: the brief states no key points.".to_owned());
    }
    lines.extend(points.iter().map(|Point { text, places }| {
        if places.is_empty() { format!("• {text}") } else { format!("• {text} ({})", places.join(", ")) }
    }));
    lines.extend(source.address.clone());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_say_where_they_are_from() {
        let point = |text: &str, places: &[&str]| Point {
            text: text.to_owned(),
            places: places.iter().map(|place| (*place).to_owned()).collect(),
        };
        let points = [point("Insurers left.", &["¶ 1", "¶ 4"]), point("Nobody minds.", &[])];
        let source = Source {
            title: "A Strait".to_owned(),
            series: Some("Watch".to_owned()),
            date: Some("29 March 2024".to_owned()),
            address: Some("https://briefs.example/a-strait/".to_owned()),
            is_extracted: false,
        };
        assert_eq!(
            cited(&source, &points),
            "“A Strait”, Watch, 29 March 2024\n• Insurers left. (¶ 1, ¶ 4)\n• Nobody minds.\nhttps://briefs.example/a-strait/"
        );
        let picked = Source { title: "Notes".to_owned(), is_extracted: true, ..Source::default() };
        assert_eq!(
            cited(&picked, &points[1..]),
            "“Notes”\nSentences of the text, picked by Sidelight: the brief states no key points.\n• Nobody minds."
        );
    }
}
