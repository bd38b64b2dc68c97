//! The reader's own briefs, kept in this browser as they came: bytes, so that a better engine reads them
//! better.

use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::database::{self, BRIEFS, DatabaseFailure};
use super::page::object;

/// The version of the stored form that this build writes, and the newest that it reads.
const SCHEMA: f64 = 1.0;

/// A brief of the reader's own.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnBrief {
    /// Its address is `read/?brief=ID`, and notes on it are kept under it.
    pub id: String,
    pub title: String,
    /// The file's name; empty for a pasted text.
    pub name: String,
    pub bytes: Vec<u8>,
    /// When it was first read, in milliseconds since the Unix epoch.
    pub added: i64,
}

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnBriefs {
    /// The latest first.
    pub briefs: Vec<OwnBrief>,
    /// How many more there are that this version of the app cannot read, and leaves alone.
    pub unreadable: usize,
}

/// Keeps a brief. Returns when the disk has it.
pub async fn keep(site: &str, brief: &OwnBrief) -> Result<(), DatabaseFailure> {
    let database = database::open(site).await?;
    let transaction = writing(&database)?;
    let store = transaction.object_store(BRIEFS)?;
    store.put(stored(brief)).with_key(brief.id.as_str()).without_key_type().build()?;
    Ok(transaction.commit().await?)
}

/// The brief of this id, if it is kept here and can be read.
pub async fn find(site: &str, id: &str) -> Result<Option<OwnBrief>, DatabaseFailure> {
    let database = database::open(site).await?;
    let transaction = database.transaction(BRIEFS).build()?;
    let value: Option<JsValue> = transaction.object_store(BRIEFS)?.get(id).primitive()?.await?;
    Ok(value.and_then(|value| read(id.to_owned(), &value)))
}

/// All that are kept.
pub async fn list(site: &str) -> Result<OwnBriefs, DatabaseFailure> {
    let database = database::open(site).await?;
    let transaction = database.transaction(BRIEFS).build()?;
    let store = transaction.object_store(BRIEFS)?;
    let keys = store.get_all_keys::<String>().primitive()?;
    let values = store.get_all::<JsValue>().primitive()?;
    let keys = keys.await?.collect::<Result<Vec<_>, _>>()?;
    let values = values.await?.collect::<Result<Vec<_>, _>>()?;
    let count = keys.len();
    let mut briefs: Vec<OwnBrief> = Vec::new();
    for brief in keys.into_iter().zip(values).filter_map(|(id, value)| read(id, &value)) {
        let place = briefs.partition_point(|other| other.added > brief.added);
        briefs.insert(place, brief);
    }
    Ok(OwnBriefs { unreadable: count - briefs.len(), briefs })
}

/// Removes a brief. Notes on it stay where they are.
pub async fn remove(site: &str, id: &str) -> Result<(), DatabaseFailure> {
    let database = database::open(site).await?;
    let transaction = writing(&database)?;
    transaction.object_store(BRIEFS)?.delete(id).primitive()?;
    Ok(transaction.commit().await?)
}

fn writing(database: &Database) -> Result<indexed_db_futures::transaction::Transaction<'_>, DatabaseFailure> {
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    Ok(database.transaction(BRIEFS).with_mode(TransactionMode::Readwrite).with_options(options).build()?)
}

fn stored(brief: &OwnBrief) -> JsValue {
    object(&[
        ("schema", SCHEMA.into()),
        ("title", brief.title.as_str().into()),
        ("name", brief.name.as_str().into()),
        ("added", (brief.added as f64).into()),
        ("bytes", Uint8Array::from(brief.bytes.as_slice()).into()),
    ])
}

/// `None` where a newer version of the app, or something else, has written there.
fn read(id: String, value: &JsValue) -> Option<OwnBrief> {
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    field("schema")?.as_f64().filter(|schema| *schema == SCHEMA)?;
    Some(OwnBrief {
        id,
        title: field("title")?.as_string()?,
        name: field("name")?.as_string()?,
        bytes: field("bytes")?.dyn_into::<Uint8Array>().ok()?.to_vec(),
        added: field("added")?.as_f64()? as i64,
    })
}
