//! What a reader can set: how a page looks, and what is open on it. Kept under `sidelight/SITE/settings/NAME`; the
//! default is kept as well, so that it stays what was chosen.
//!
//! `public/theme.js` reads [`SETTINGS`] before the first paint, and knows the same names and values.

use crate::platform::storage::{self, StorageFailure};

/// The version of the stored form that this build writes, and the newest that it reads.
const SCHEMA: u32 = 1;

/// One thing that can be set. It is applied as an attribute of `<html>`, `data-NAME`, that is absent for
/// the default; the styles do the rest.
#[derive(Debug, PartialEq, Eq)]
pub struct Setting {
    pub name: &'static str,
    pub label: &'static str,
    /// Values and what they are called, the default marked by [`Setting::default`].
    pub choices: &'static [(&'static str, &'static str)],
    pub default: &'static str,
}

/// Everything that can be set under “Aa”.
pub const SETTINGS: [Setting; 4] = [
    Setting {
        name: "theme",
        label: "Theme",
        choices: &[("auto", "Auto"), ("light", "Light"), ("dark", "Dark")],
        default: "auto",
    },
    Setting {
        name: "size",
        label: "Text",
        choices: &[("small", "Small"), ("medium", "Medium"), ("large", "Large")],
        default: "medium",
    },
    Setting {
        name: "marks",
        label: "Marks",
        choices: &[("all", "All"), ("some", "Some"), ("none", "None")],
        default: "some",
    },
    Setting { name: "keys", label: "Single keys", choices: &[("on", "On"), ("off", "Off")], default: "on" },
];

/// Whether the map of a brief is open; chosen at the map itself, and no matter of looks.
pub const MAP: Setting =
    Setting { name: "map", label: "Map", choices: &[("closed", "Closed"), ("open", "Open")], default: "closed" };

impl Setting {
    /// What is chosen on this site. What is kept but cannot be read is set aside, not overwritten.
    pub fn read(&self, site: &str) -> &'static str {
        let Ok(Some(kept)) = storage::read(&self.key(site)) else { return self.default };
        self.decode(&kept).unwrap_or_else(|| {
            let aside = format!("sidelight/{site}/quarantine/settings/{}", self.name);
            if storage::write(&aside, &kept).is_ok() {
                let _ = storage::remove(&self.key(site));
            }
            self.default
        })
    }

    /// Keeps a choice.
    pub fn keep(&self, site: &str, value: &str) -> Result<(), StorageFailure> {
        storage::write(&self.key(site), &encode(value))
    }

    /// The value of the attribute for a choice: none for the default.
    pub fn attribute<'v>(&self, value: &'v str) -> Option<&'v str> {
        (value != self.default).then_some(value)
    }

    /// Whether it changes the looks of all that is on the page.
    pub fn is_everywhere(&self) -> bool {
        matches!(self.name, "theme" | "size")
    }

    fn key(&self, site: &str) -> String {
        format!("sidelight/{site}/settings/{}", self.name)
    }

    fn decode(&self, kept: &str) -> Option<&'static str> {
        self.choices.iter().map(|(value, _)| *value).find(|value| encode(value) == kept)
    }
}

/// The stored form. There are few enough values to compare it whole when it is read.
fn encode(value: &str) -> String {
    format!(r#"{{"schema":{SCHEMA},"value":"{value}"}}"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_it_knows_is_read() {
        let [theme, ..] = &SETTINGS;
        for (kept, expected) in [
            (encode("dark"), Some("dark")),
            (encode("auto"), Some("auto")),
            (encode("sepia"), None),
            (r#"{"schema":2,"value":"dark"}"#.into(), None),
            ("dark".into(), None),
        ] {
            assert_eq!(theme.decode(&kept), expected, "{kept}");
        }
    }

    #[test]
    fn the_script_before_the_first_paint_knows_the_same() {
        let script = include_str!("../../public/theme.js");
        for setting in &SETTINGS {
            let shown: Vec<String> = setting
                .choices
                .iter()
                .filter_map(|(value, _)| setting.attribute(value))
                .map(|value| format!("{value:?}"))
                .collect();
            assert!(script.contains(&format!("{}: [{}]", setting.name, shown.join(", "))), "{}", setting.name);
            assert!(setting.choices.iter().any(|(value, _)| *value == setting.default));
        }
        assert!(script.contains(&format!("schema === {SCHEMA}")));
    }
}
