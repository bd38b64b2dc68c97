//! The journal: a second copy of what is written to `localStorage`, in IndexedDB with strict durability.
//!
//! `localStorage` reaches the disk some seconds after a write; a browser that is killed before loses it.
//! A strict transaction of IndexedDB completes when the disk has it, so what is in the journal can be
//! called saved. At the next start it is compared with `localStorage`, and what is missing there is put
//! back.

use std::cell::RefCell;
use std::fmt;

use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::database::{self, DatabaseFailure, JOURNAL};
use super::page::object;

/// The journal of a site.
pub struct Journal {
    site: String,
    /// Opened at the first use, and again after the browser has closed it under us (it does so when the
    /// storage server restarts, and for a newer version of the app in another window).
    database: RefCell<Option<Database>>,
}

/// What the journal holds for one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, as in `localStorage`.
    pub key: String,
    /// The value, as in `localStorage`.
    pub value: String,
    /// The edit counter that the value carries; kept beside it, so that a value which this version of the
    /// app cannot read can still be compared.
    pub counter: u64,
}

/// Why the journal cannot be read or written, in the browser's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalFailure(String);

impl fmt::Display for JournalFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: Into<DatabaseFailure>> From<E> for JournalFailure {
    fn from(error: E) -> Self {
        Self(error.into().to_string())
    }
}

impl Journal {
    /// The journal of this site; nothing is opened yet.
    pub fn of(site: &str) -> Self {
        Self { site: site.to_owned(), database: RefCell::new(None) }
    }

    /// The entries whose keys begin with the prefix, by key.
    pub async fn entries(&self, prefix: &str) -> Result<Vec<Entry>, JournalFailure> {
        // U+FFFF is no character, so no key begins with the prefix and it.
        let range = || KeyRange::Bound(prefix.to_owned(), false, format!("{prefix}\u{ffff}"), true);
        self.with(async |database| {
            let transaction = database.transaction(JOURNAL).build()?;
            let store = transaction.object_store(JOURNAL)?;
            let keys = store.get_all_keys::<String>().with_query::<String, _>(range()).primitive()?;
            let values = store.get_all::<JsValue>().with_query::<String, _>(range()).primitive()?;
            let keys = keys.await?.collect::<Result<Vec<_>, _>>()?;
            let values = values.await?.collect::<Result<Vec<_>, _>>()?;
            Ok(keys.into_iter().zip(values).filter_map(|(key, value)| entry(key, &value)).collect())
        })
        .await
    }

    /// The entries of these keys.
    pub async fn entries_of(&self, keys: &[String]) -> Result<Vec<Entry>, JournalFailure> {
        self.with(async |database| {
            let transaction = database.transaction(JOURNAL).build()?;
            let store = transaction.object_store(JOURNAL)?;
            let mut entries = Vec::with_capacity(keys.len());
            for key in keys {
                let value: Option<JsValue> = store.get(key.as_str()).primitive()?.await?;
                entries.extend(value.and_then(|value| entry(key.clone(), &value)));
            }
            Ok(entries)
        })
        .await
    }

    /// Writes entries, all or none. Returns when the disk has them.
    pub async fn put(&self, entries: &[Entry]) -> Result<(), JournalFailure> {
        self.with(async |database| {
            let transaction = database
                .transaction(JOURNAL)
                .with_mode(TransactionMode::Readwrite)
                .with_options(TransactionOptions::new().with_durability(TransactionDurability::Strict))
                .build()?;
            let store = transaction.object_store(JOURNAL)?;
            let mut requests = Vec::with_capacity(entries.len());
            for entry in entries {
                requests.push(store.put(value(entry)).with_key(entry.key.as_str()).without_key_type().build()?);
            }
            // Committed before the requests are waited for: a page that is being left may not get to run
            // again, and an uncommitted transaction goes with it.
            transaction.commit().await
        })
        .await
    }

    /// Does something with the database: with the connection that is open, and if that fails with a new one.
    async fn with<T>(
        &self,
        work: impl AsyncFn(&Database) -> indexed_db_futures::Result<T>,
    ) -> Result<T, JournalFailure> {
        let open = self.database.borrow().clone();
        if let Some(database) = open {
            match work(&database).await {
                Ok(result) => return Ok(result),
                Err(_) => self.database.replace(None),
            };
        }
        let database = database::open(&self.site).await?;
        let result = work(&database).await?;
        self.database.replace(Some(database));
        Ok(result)
    }
}

fn value(entry: &Entry) -> JsValue {
    object(&[("value", entry.value.as_str().into()), ("counter", (entry.counter as f64).into())])
}

/// `None` where something else than this module has written there.
fn entry(key: String, value: &JsValue) -> Option<Entry> {
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    let counter = field("counter")?.as_f64().filter(|counter| *counter >= 0.0)? as u64;
    Some(Entry { key, value: field("value")?.as_string()?, counter })
}
