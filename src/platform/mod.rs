//! The only code that touches the browser's facilities. What can fail there is a value here.

pub mod clipboard;
pub mod clock;
pub mod database;
pub mod journal;
pub mod locks;
pub mod offline;
pub mod own_briefs;
pub mod page;
pub mod worker;

pub use sidelight_dom::{identity, storage};
