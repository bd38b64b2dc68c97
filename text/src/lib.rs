//! What every character of a brief passes through: folding, hashing, splitting into tokens, looking words and
//! phrases up.
//!
//! A crate of its own for one reason: in the browser the engine is built for size at any price, and these few loops,
//! where most of the time goes, are not (`profile.wasm` in the workspace's manifest). Hence nothing generic is here that
//! does work: it would be compiled where it is used.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod features;
pub mod fold;
pub mod hashes;
pub mod letters;
pub mod marks;
pub mod phrases;
pub mod scan;
pub mod spelling;
pub mod tokens;
pub mod word_set;
pub mod words;
