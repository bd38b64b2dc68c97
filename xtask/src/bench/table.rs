//! What was measured, as a table for people and as JSON for machines.

use serde_json::{Value, json};

/// One line of the table.
pub struct Row {
    pub what: String,
    pub measured: f64,
    pub unit: Unit,
    /// What the design asks for, in the same unit.
    pub budget: Option<Budget>,
    /// The numbers behind it.
    pub details: Vec<Detail>,
}

/// A number behind a row: its name, the number, its unit.
pub type Detail = (&'static str, f64, Unit);

/// What a measurement is held against.
#[derive(Clone, Copy)]
pub enum Budget {
    AtMost(f64),
    AtLeast(f64),
}

#[derive(Clone, Copy)]
pub enum Unit {
    /// Shown in KB of 1,000 bytes.
    Bytes,
    Milliseconds,
    /// One duration as a multiple of another.
    Ratio,
    Frames,
    MegabytesPerSecond,
    MillionWordsPerSecond,
    NanosecondsPerByte,
    Times,
}

impl Unit {
    fn show(self, number: f64) -> String {
        match self {
            Self::Bytes => format!("{:.1} KB", number / 1e3),
            Self::Milliseconds if number < 10.0 => format!("{number:.1} ms"),
            Self::Milliseconds => format!("{number:.0} ms"),
            Self::Ratio if number >= 10.0 => format!("{number:.0} ×"),
            Self::Ratio => format!("{number:.2} ×"),
            Self::Frames => format!("{number:.1} frames"),
            Self::MegabytesPerSecond => format!("{number:.1} MB/s"),
            Self::MillionWordsPerSecond if number < 0.1 => format!("{:.1} K words/s", number * 1e3),
            Self::MillionWordsPerSecond => format!("{number:.2} M words/s"),
            Self::NanosecondsPerByte => format!("{number:.0} ns/byte"),
            Self::Times => format!("{number}"),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Milliseconds => "milliseconds",
            Self::Ratio => "ratio",
            Self::Frames => "frames of 1/60 s",
            Self::MegabytesPerSecond => "MB/s",
            Self::MillionWordsPerSecond => "million words/s",
            Self::NanosecondsPerByte => "ns/byte",
            Self::Times => "times",
        }
    }
}

impl Row {
    fn is_within(&self) -> Option<bool> {
        self.budget.map(|budget| match budget {
            Budget::AtMost(most) => self.measured <= most,
            Budget::AtLeast(least) => self.measured >= least,
        })
    }

    /// For machines.
    pub fn json(&self) -> Value {
        let details: serde_json::Map<String, Value> = self
            .details
            .iter()
            .map(|(name, number, unit)| (format!("{name}, {}", unit.word()), json!(number)))
            .collect();
        let budget = self.budget.map(|budget| match budget {
            Budget::AtMost(most) => json!({ "at_most": most }),
            Budget::AtLeast(least) => json!({ "at_least": least }),
        });
        json!({
            "what": self.what, "measured": self.measured, "unit": self.unit.word(), "budget": budget,
            "is_within": self.is_within(), "details": details,
        })
    }

    fn cells(&self) -> [String; 5] {
        let verdict = match self.is_within() {
            Some(true) => "within",
            Some(false) => "NOT WITHIN",
            None => "",
        };
        let details: Vec<_> =
            self.details.iter().map(|(name, number, unit)| format!("{name} {}", unit.show(*number))).collect();
        [
            self.what.clone(),
            self.unit.show(self.measured),
            self.budget.map_or_else(String::new, |budget| match budget {
                Budget::AtMost(most) => format!("≤ {}", self.unit.show(most)),
                Budget::AtLeast(least) => format!("≥ {}", self.unit.show(least)),
            }),
            verdict.to_owned(),
            details.join(", "),
        ]
    }
}

/// Prints the rows as a Markdown table that a person can read as it is.
pub fn print(rows: &[Row]) {
    let heads = ["what", "measured", "budget", "", "in detail"].map(str::to_owned);
    let cells: Vec<_> = std::iter::once(heads).chain(rows.iter().map(Row::cells)).collect();
    let widths = [0, 1, 2, 3, 4].map(|column| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let line = |row: &[String; 5]| {
        let padded = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        println!("| {} |", padded.collect::<Vec<_>>().join(" | "));
    };
    line(&cells[0]);
    line(&widths.map(|width| "-".repeat(width)));
    cells[1..].iter().for_each(line);
}
