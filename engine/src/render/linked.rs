//! Other briefs that a brief's author links to: what their cards say.

use maud::{Markup, html};

use super::{Links, Survey, day};
use crate::brief::{Brief, Date, InlineStyle};

/// Another brief of the same library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedBrief {
    /// Its folder in the site: `briefs/SLUG/`.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// Its own date.
    pub date: Option<Date>,
    /// Its key points, as its author states them.
    pub key_points: Vec<String>,
}

impl LinkedBrief {
    /// The way to it from another brief's page.
    pub fn way_to(slug: &str) -> String {
        format!("../{slug}/")
    }

    /// The slug of the brief that an address is such a way to.
    pub(super) fn slug_at(url: &str) -> Option<&str> {
        url.strip_prefix("../")?.strip_suffix('/')
    }
}

/// Those that a brief links to, each once, in the order of the text.
pub fn of<'l>(brief: &Brief, links: &'l Links) -> Vec<&'l LinkedBrief> {
    let mut linked: Vec<&LinkedBrief> = Vec::new();
    for inline in &brief.inlines {
        if let InlineStyle::Link(url) = &inline.style
            && let Some(other) = links.brief_at(url)
            && !linked.contains(&other)
        {
            linked.push(other);
        }
    }
    linked
}

/// The region “Other briefs”.
pub fn render(survey: &Survey<'_>) -> Markup {
    html! {
        @if !survey.linked.is_empty() {
            section #briefs aria-label="Other briefs" {
                h2 { "Other briefs" }
                @for other in &survey.linked {
                    article .entry id=(format!("brief-{}", other.slug)) data-kind="brief" {
                        h3 .name { (other.title) }
                        p .kind { "Brief" @if let Some(date) = other.date { " · " (day(date)) } }
                        @if !other.key_points.is_empty() {
                            ol .stated { @for point in &other.key_points { li { (point) } } }
                        }
                        p .more { a .dossier href=(LinkedBrief::way_to(&other.slug)) { "Read it" } }
                    }
                }
            }
        }
    }
}
