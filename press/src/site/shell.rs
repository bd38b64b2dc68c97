//! The shell that every page is poured into: `index.html` with named slots.

use anyhow::{Result, bail};

/// A hole in the shell, written `{{name}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The attributes of `<html>`.
    Attributes,
    /// What stands in `<head>`.
    Head,
    /// The relative path to the front page.
    Root,
    /// The page itself.
    Main,
    /// What stands beside it.
    Rail,
    /// Scripts, last of all.
    Scripts,
}

impl Slot {
    const ALL: [Self; 6] = [Self::Attributes, Self::Head, Self::Root, Self::Main, Self::Rail, Self::Scripts];

    fn name(self) -> &'static str {
        match self {
            Self::Attributes => "attributes",
            Self::Head => "head",
            Self::Root => "root",
            Self::Main => "main",
            Self::Rail => "rail",
            Self::Scripts => "scripts",
        }
    }
}

/// The shell, cut at its slots.
///
/// It is cut before anything is filled in: a brief that speaks of `{{scripts}}` stays a brief.
#[derive(Debug)]
pub struct Shell {
    /// Each slot with the text before it.
    parts: Vec<(String, Slot)>,
    rest: String,
}

impl Shell {
    /// Cuts a template at its slots.
    ///
    /// # Errors
    /// Where a slot is unknown, or one is missing.
    pub fn parse(template: &str) -> Result<Self> {
        let mut parts = Vec::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((name, after)) = after.split_once("}}") else {
                bail!("index.html: a slot has no end; it is written {{{{name}}}}");
            };
            let Some(slot) = Slot::ALL.into_iter().find(|slot| slot.name() == name) else {
                bail!("index.html: there is no slot {{{{{name}}}}}");
            };
            parts.push((before.to_owned(), slot));
            rest = after;
        }
        for slot in Slot::ALL {
            if !parts.iter().any(|(_, present)| *present == slot) {
                bail!("index.html: lacks the slot {{{{{}}}}}", slot.name());
            }
        }
        Ok(Self { parts, rest: rest.to_owned() })
    }

    /// A page: the shell with `content` in its slots.
    pub fn fill<'a>(&self, content: impl Fn(Slot) -> &'a str) -> String {
        let mut page = String::new();
        for (before, slot) in &self.parts {
            page.push_str(before);
            page.push_str(content(*slot));
        }
        page + &self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<html {{attributes}}><head>{{head}}</head><a href=\"{{root}}\">x</a>{{main}}{{rail}}{{scripts}}<i>{{root}}</i>";

    #[test]
    fn fills_every_slot_and_none_in_what_was_filled_in() {
        let shell = Shell::parse(TEMPLATE).expect("the template is whole");
        let page = shell.fill(|slot| match slot {
            Slot::Root => "./",
            Slot::Main => "{{scripts}}",
            Slot::Scripts => "S",
            _ => "",
        });
        assert_eq!(page, "<html ><head></head><a href=\"./\">x</a>{{scripts}}S<i>./</i>");
    }

    #[test]
    fn says_which_slot_is_amiss() {
        for (template, expected) in [
            (TEMPLATE.replace("{{rail}}", ""), "lacks the slot {{rail}}"),
            (TEMPLATE.replace("{{rail}}", "{{tail}}"), "there is no slot {{tail}}"),
            (TEMPLATE.replace("{{rail}}", "") + "{{rail", "a slot has no end"),
        ] {
            let message = Shell::parse(&template).expect_err(expected).to_string();
            assert!(message.contains(expected), "{message:?} lacks {expected:?}");
        }
    }
}
