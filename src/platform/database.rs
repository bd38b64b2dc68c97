//! The site's IndexedDB database, opened in one place so that every part agrees on its stores.

use std::fmt;

use indexed_db_futures::database::Database;
use indexed_db_futures::error::OpenDbError;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

use super::page;

/// The notes' journal; see [`journal`](super::journal).
pub const JOURNAL: &str = "journal";
/// The reader's own briefs.
pub const BRIEFS: &str = "briefs";

/// Opens the database of a site, and makes its stores at the first visit.
///
/// No version is asked for: a page that was loaded before the app was updated still opens the database
/// that the newer app has made.
pub async fn open(site: &str) -> Result<Database, DatabaseFailure> {
    let database = Database::open(name(site))
        .with_on_upgrade_needed(|_, database| {
            for store in [JOURNAL, BRIEFS] {
                database.create_object_store(store).build()?;
            }
            Ok(())
        })
        .await
        .map_err(DatabaseFailure::from)?;
    make_way_for_newer_versions(&database);
    Ok(database)
}

/// Whether a site has its database here, as far as the browser tells: one that does not know how to answer, or refuses
/// to, may have it.
pub async fn may_exist(site: &str) -> bool {
    names().await.is_none_or(|names| names.includes(&name(site).into(), 0))
}

/// The names of all databases of this origin.
async fn names() -> Option<Array> {
    let factory = page::window().indexed_db().ok()??;
    let list: Function = Reflect::get(&factory, &"databases".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = list.call0(&factory).ok()?.dyn_into().ok()?;
    let found: Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    Some(found.map(&mut |database, _, _| Reflect::get(&database, &"name".into()).unwrap_or_default()))
}

fn name(site: &str) -> String {
    format!("sidelight/{site}")
}

/// A newer version of the app that wants other stores has to wait until every open connection is closed.
fn make_way_for_newer_versions(database: &Database) {
    let connection = database.as_sys().clone();
    let close = Closure::<dyn FnMut()>::new(move || connection.close());
    database.as_sys().set_onversionchange(Some(close.as_ref().unchecked_ref()));
    // One small closure a connection, and a page has one or two of those.
    close.forget();
}

/// Why the database cannot be used, in the browser's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseFailure(String);

impl fmt::Display for DatabaseFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<OpenDbError> for DatabaseFailure {
    fn from(error: OpenDbError) -> Self {
        Self(error.to_string())
    }
}

impl From<indexed_db_futures::error::Error> for DatabaseFailure {
    fn from(error: indexed_db_futures::error::Error) -> Self {
        Self(error.to_string())
    }
}
