//! The page and its storage, as the app and the modules beside it use them. What can fail there is a value here.

pub mod identity;
pub mod page;
pub mod storage;
pub mod text;
