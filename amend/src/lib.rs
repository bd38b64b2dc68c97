//! What a reader puts right for themselves: the rules, apart from the page.
//!
//! A [`Correction`](correction::Correction) is one thing that the reader has changed: kept under one key of the
//! browser's storage, undone by itself, and exported in the form of a publisher's own files. Nothing here knows the
//! browser; `main.rs` and what stands beside it let the page follow.
#![forbid(unsafe_code)]

pub mod book;
pub mod correction;
pub mod export;
pub mod report;
pub mod words;
