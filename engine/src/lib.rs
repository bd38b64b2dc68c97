//! The engine of Sidelight: a brief goes in, a brief that explains itself comes out.
//!
//! ```text
//! bytes ──read──▶ Brief ──understand──▶ Reading ──render──▶ HTML
//!                           ▲
//!                       Knowledge
//! ```
//!
//! Vocabulary: a [`Brief`](brief::Brief) is what the author wrote; [`Knowledge`](knowledge::Knowledge)
//! is what Sidelight knows; a [`Reading`](understand::Reading) is a brief understood; a
//! [`Note`](notes::Note) is what the reader added.
//!
//! Principles: everything here is a pure function of its arguments. The engine has no clock, does no
//! I/O and never touches the DOM, so the same code runs in `sidelight build` and in the reader's
//! browser and gives the same answer in both. Reading does not fail half-way: it returns the brief and
//! the list of what was left out, or one error that says what to do.
//!
//! Every range inside the engine counts bytes of [`Brief::text`](brief::Brief::text), end exclusive.
//! What leaves it (`inspect`, notes) counts Unicode scalar values.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "read")]
pub mod brief;
#[cfg(feature = "inspect")]
pub mod inspect;
#[cfg(feature = "knowledge")]
pub mod knowledge;
#[cfg(feature = "notes")]
pub mod notes;
#[cfg(feature = "read")]
mod order;
#[cfg(feature = "knowledge")]
mod packed;
#[cfg(feature = "read")]
pub mod read;
#[cfg(feature = "render")]
pub mod render;
#[cfg(feature = "understand")]
pub mod understand;
