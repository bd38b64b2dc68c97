//! The region “Map”, and the small maps that show where a place lies.
//!
//! One drawing serves all: it stands in the page once, the map and each small map are windows on it. Every dot belongs
//! to the item of its place in the list below the map: it is part of that link, so it leads where the link leads and
//! stands out when the link does, and nobody has to tab through the map. What is drawn of the world comes from
//! [`Outlines`], which only whoever publishes has: without the feature `maps` a page has none of this.

#[cfg(feature = "maps")]
mod drawing;
#[cfg(feature = "maps")]
mod labels;
#[cfg(feature = "maps")]
mod outlines;
#[cfg(feature = "maps")]
mod places;
#[cfg(feature = "maps")]
mod projection;
#[cfg(feature = "maps")]
mod sheet;

#[cfg(feature = "maps")]
pub use outlines::{Outlines, OutlinesError};

use maud::{Markup, html};

#[cfg(feature = "maps")]
use super::Survey;
#[cfg(feature = "maps")]
use crate::brief::Brief;
#[cfg(feature = "maps")]
use crate::knowledge::Knowledge;

/// The maps of a page, if it has any.
#[derive(Default)]
pub struct Maps {
    #[cfg(feature = "maps")]
    sheet: Option<sheet::Sheet>,
}

#[cfg(feature = "maps")]
impl Maps {
    /// Those of a brief, whose places lie among these outlines.
    pub(super) fn of(brief: &Brief, survey: &Survey<'_>, knowledge: &Knowledge, outlines: &Outlines) -> Self {
        Self { sheet: sheet::Sheet::of(brief, survey, knowledge, outlines) }
    }

    /// What all maps are windows on.
    pub(super) fn drawing(&self) -> Markup {
        html! { @if let Some(sheet) = &self.sheet { (sheet.drawing()) } }
    }

    /// The region “Map”.
    pub(super) fn region(&self) -> Markup {
        html! { @if let Some(sheet) = &self.sheet { (sheet.region()) } }
    }

    /// Where an entity lies, as its entry shows it.
    pub(super) fn locator(&self, id: &str) -> Markup {
        html! { @if let Some(sheet) = &self.sheet { (sheet.locator(id)) } }
    }
}

#[cfg(not(feature = "maps"))]
impl Maps {
    pub(super) fn drawing(&self) -> Markup {
        html! {}
    }

    pub(super) fn region(&self) -> Markup {
        html! {}
    }

    pub(super) fn locator(&self, _: &str) -> Markup {
        html! {}
    }
}
