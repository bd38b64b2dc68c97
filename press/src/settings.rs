//! What a site says of itself: the file `sidelight.toml` of its folder.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;

use crate::input::read_text;

/// The name of the settings file.
pub const FILE: &str = "sidelight.toml";

/// The settings of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The site's identity, in kebab case. Readers' notes are kept under it: it must never change.
    pub id: String,
    /// The name of the library, as its front page shows it.
    pub title: String,
    /// One or two sentences below the title.
    pub description: Option<String>,
    /// The language of what is not said otherwise, as a BCP 47 tag.
    pub language: String,
    /// The address that the site is published at, ending in a slash.
    pub address: Option<String>,
    /// Whether pages have maps.
    pub map: bool,
    /// The file, relative to the folder, that maps are drawn from in place of the outlines that ship.
    pub outlines: Option<PathBuf>,
    /// The e-mail address to which readers can report what is wrong with a card.
    pub report: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    id: String,
    title: Option<String>,
    description: Option<String>,
    language: Option<String>,
    address: Option<String>,
    map: Option<bool>,
    outlines: Option<PathBuf>,
    report: Option<String>,
}

impl Settings {
    /// The settings of the library in `folder`, and a notice where they had to be guessed.
    ///
    /// # Errors
    /// Where the file is there but cannot be used; where there is none and the folder's name gives no id.
    pub fn load(folder: &Path) -> Result<(Self, Option<String>)> {
        let path = folder.join(FILE);
        if path.exists() {
            let text = read_text(&path)?;
            return Self::parse(&text).with_context(|| path.display().to_string()).map(|settings| (settings, None));
        }
        // The folder may have been given as `.`; only its full path has a name.
        let folder_name = folder.canonicalize()?.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let id = slug::slugify(&folder_name);
        if id.is_empty() {
            bail!("{}: has no {FILE}, and the folder's name gives no id; add one with id = \"…\"", folder.display());
        }
        let notice = format!(
            "{} has no {FILE}; the site's id is “{id}”, after the folder. Readers' notes belong to the id: \
             keep it in a {FILE} with the line id = \"{id}\"",
            folder.display()
        );
        Ok((Self { title: folder_name, ..Self::of(id) }, Some(notice)))
    }

    /// Those of a site of which nothing but its id is said.
    pub fn of(id: String) -> Self {
        let (title, language) = (id.clone(), "en".into());
        Self { id, title, description: None, language, address: None, report: None, map: true, outlines: None }
    }

    fn parse(text: &str) -> Result<Self> {
        let file: SettingsFile = toml::from_str(text).map_err(|error| {
            let line = 1 + error.span().map_or(0, |span| text[..span.start].matches('\n').count());
            anyhow!("line {line}: {}", error.message().lines().collect::<Vec<_>>().join(", "))
        })?;
        if !is_kebab_case(&file.id) || file.id.len() > 64 {
            bail!("the id “{}” is not in kebab case: at most 64 small letters, digits and single hyphens", file.id);
        }
        let language = file.language.unwrap_or_else(|| "en".into());
        if language.is_empty() || !language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            bail!("“{language}” is not a language tag, such as en or en-GB");
        }
        let address = file.address.map(|address| format!("{}/", address.trim_end_matches('/')));
        if let Some(address) = &address
            && !(address.starts_with("https://") || address.starts_with("http://"))
        {
            bail!("the address “{address}” does not begin with https:// or http://");
        }
        if let Some(report) = &file.report
            && !is_mail_address(report)
        {
            bail!("`report` is “{report}”, which is not one e-mail address, such as desk@example.org");
        }
        let SettingsFile { id, title, description, report, map, outlines, .. } = file;
        let title = title.unwrap_or_else(|| id.clone());
        let map = map.unwrap_or(true);
        Ok(Self { title, description, language, address, report, map, outlines, ..Self::of(id) })
    }
}

/// Whether this is an address as people write one (RFC 5321's `Dot-string@Domain`), without anything that a link to it
/// would have to encode.
fn is_mail_address(text: &str) -> bool {
    let is_part = |part: &str, others: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
    };
    text.len() <= 254
        && text.split_once('@').is_some_and(|(name, domain)| {
            name.split('.').all(|part| is_part(part, "_-+"))
                && domain.contains('.')
                && domain
                    .split('.')
                    .all(|label| is_part(label, "-") && !label.starts_with('-') && !label.ends_with('-'))
        })
}

fn is_kebab_case(text: &str) -> bool {
    text.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let message = format!("{:#}", Settings::parse(text).expect_err(text));
        assert!(message.contains(expected), "{message:?} lacks {expected:?}");
        assert!(!message.contains('\n'), "{message:?} runs over lines");
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_its_line() {
        check("", "missing field `id`");
        check("id = \"a\"\ncolour = \"red\"\n", "line 2: unknown field `colour`");
        check("id = \"a\"\n\ntitle = \n", "line 3: ");
        check("id = \"A library\"", "“A library” is not in kebab case");
        check("id = \"a\"\nlanguage = \"English!\"", "“English!” is not a language tag");
        check("id = \"a\"\naddress = \"example.org\"", "does not begin with https://");
        for report in
            ["", "desk", "desk@", "@example.org", "desk@example", "a@b.org?bcc=c@d.org", "a b@c.org", "a@-b.org"]
        {
            check(&format!("id = \"a\"\nreport = \"{report}\""), "is not one e-mail address");
        }
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        let settings = Settings::parse("id = \"a-1\"\naddress = \"https://example.org/briefs\"").expect("it is valid");
        assert_eq!((settings.title.as_str(), settings.language.as_str()), ("a-1", "en"));
        assert_eq!(settings.address.as_deref(), Some("https://example.org/briefs/"));
        assert_eq!((settings.map, settings.outlines), (true, None));
        assert_eq!(settings.report, None);
    }

    #[test]
    fn reports_go_to_an_address() {
        let settings =
            Settings::parse("id = \"a\"\nreport = \"the.desk+briefs@mail.example.org\"").expect("it is valid");
        assert_eq!(settings.report.as_deref(), Some("the.desk+briefs@mail.example.org"));
    }
}
