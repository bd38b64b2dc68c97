//! The command `sidelight`: a folder of briefs goes in, a site that needs no server comes out.
//!
//! ```text
//! folder ──library──▶ briefs, understood ──site──▶ staging ──publish──▶ SITE, whole or not at all
//!                              ▲                      ▲
//!                       bundle: what is known   bundle: the app, its shell and styles
//! ```
//!
//! The same folder and the same bundle give the same site, byte for byte: nothing here asks for the
//! time, and what runs in parallel is put in order before it is written.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod bundle;
mod check;
pub mod cli;
mod hashing;
mod input;
mod inspect;
pub mod library;
pub mod publish;
mod serve;
pub mod settings;
pub mod site;
