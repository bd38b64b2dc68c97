//! From the notebook to the disk: the storage first, then the journal, one note at a time.

use sidelight_engine::notes::Record;
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;
use crate::notebook::{Notebook, Plan, Write};
use crate::platform::journal::{Entry, JournalFailure};
use crate::platform::storage::{self, StorageFailure};
use crate::platform::{clock, identity, locks};

/// How many notes are written at once. Mostly it is one; after a crash it may be all.
const AT_ONCE: usize = 100;
/// How long the journal may take to write, in milliseconds. A disk that was asleep takes a second or two.
const TO_WRITE: i32 = 10_000;
/// How long it may take to read. The storage is not written before, so this is less.
const TO_READ: i32 = 2_000;

/// Takes in what the storage holds. What cannot be read is set aside.
pub fn read_storage(book: &mut Notebook) {
    take_back_what_can_be_read(book);
    let keys = match storage::keys(&book.prefix()) {
        Ok(keys) => keys,
        Err(why) => return book.was_refused(why),
    };
    let mut records = Vec::with_capacity(keys.len());
    for key in keys {
        let Ok(Some(value)) = storage::read(&key) else { continue };
        match book.decode(&key, &value) {
            Some(Ok(record)) => records.push(record),
            Some(Err(_)) => {
                let kept_as = set_aside(book, &key, &value).unwrap_or(key);
                book.was_set_aside(kept_as);
            }
            None => {}
        }
    }
    book.read(records);
}

/// Compares the journal with what the storage held, and writes what one of them lacks.
pub async fn replay(desk: Desk) {
    let prefix = desk.book_now(Notebook::prefix);
    let entries = in_time(TO_WRITE, desk.parts().journal.entries(&prefix)).await;
    desk.change(|book| {
        let records = entries.map(|entries| entries.iter().filter_map(|entry| readable(book, entry)).collect());
        book.replay(records, &mut identity::fresh);
    });
    save(desk);
}

/// Another window has changed a key.
pub fn hear(desk: Desk, key: &str, told: Option<String>) {
    // What is stored now counts, not what was when the news was sent.
    let Some(value) = storage::read(key).ok().flatten().or(told) else { return };
    if let Some(Ok(record)) = desk.book_now(|book| book.decode(key, &value)) {
        desk.change(|book| book.hear(record, &mut identity::fresh));
        save(desk);
    }
}

/// Writes what is to be written, unless that is under way already.
pub fn save(desk: Desk) {
    if desk.parts().is_saving.replace(true) {
        return;
    }
    spawn_local(async move {
        loop {
            let ids: Vec<_> = desk.book_now(Notebook::to_write).into_iter().take(AT_ONCE).collect();
            if ids.is_empty() {
                break;
            }
            save_together(desk, &ids).await;
        }
        desk.parts().is_saving.set(false);
    });
}

/// Writes some notes, in one transaction of the journal.
async fn save_together(desk: Desk, ids: &[String]) {
    let keys: Vec<_> = desk.book_now(|book| ids.iter().map(|id| book.key(id)).collect());
    // Every window takes its locks in the order of the keys, so that no two wait for each other.
    let mut locks = Vec::with_capacity(keys.len());
    for key in &keys {
        locks.push(locks::hold(key).await);
    }
    // The journal is asked as well: between processes, localStorage is only nearly up to date.
    let journaled = in_time(TO_READ, desk.parts().journal.entries_of(&keys)).await.unwrap_or_default();
    let plans: Vec<Plan> = desk.change(|book| {
        let journaled = |id: &str| journaled.iter().find(|entry| entry.key == book.key(id)).cloned();
        let looked_up: Vec<_> = ids.iter().map(|id| (id, journaled(id))).collect();
        looked_up.into_iter().filter_map(|(id, journaled)| plan(book, id, journaled)).collect()
    });
    let apart: Vec<_> = plans.iter().flat_map(|plan| plan.apart.clone()).collect();
    let is_apart_kept = apart.is_empty() || write(desk, apart).await;
    let (own, held_back): (Vec<_>, Vec<_>) = plans.into_iter().partition(|plan| plan.apart.is_empty() || is_apart_kept);
    desk.change(|book| held_back.iter().for_each(|plan| hold_back(book, &plan.own)));
    write(desk, own.into_iter().map(|plan| plan.own).collect()).await;
}

/// Writes to both places, and lets the notebook know. Says whether each write is in one of them at least.
async fn write(desk: Desk, writes: Vec<Write>) -> bool {
    if writes.is_empty() {
        return true;
    }
    let stored: Vec<_> = writes.iter().map(|write| storage::write(&write.key, &write.value)).collect();
    let is_stored = stored.iter().all(Result::is_ok);
    let is_journaled = journal(desk, writes.into_iter().zip(stored).collect()).await;
    is_stored || is_journaled
}

/// Writes to the journal what was written to the storage, with this result.
async fn journal(desk: Desk, written: Vec<(Write, Result<(), StorageFailure>)>) -> bool {
    let entries: Vec<_> = written.iter().map(|(write, _)| entry(write)).collect();
    let journaled = in_time(TO_WRITE, desk.parts().journal.put(&entries)).await;
    desk.change(|book| {
        for (write, stored) in written {
            book.written(&write, stored, journaled.clone());
        }
    });
    if journaled.is_ok() && desk.book_now(Notebook::lacks_journal) {
        // It did not answer when the page was loaded; now it does.
        spawn_local(replay(desk));
    }
    journaled.is_ok()
}

/// Writes everything to the storage at once, because the page may be about to go. The journal is told as
/// well, but nobody may be there to hear its answer. Says whether the storage has everything.
pub fn flush(desk: Desk) -> bool {
    let ids = desk.book_now(Notebook::to_write);
    if ids.is_empty() {
        return desk.book_now(Notebook::is_everything_somewhere);
    }
    let mut written = Vec::new();
    let is_stored = desk.change(|book| {
        let mut store = |write: Write| {
            let stored = storage::write(&write.key, &write.value);
            let is_stored = stored.is_ok();
            written.push((write, stored));
            is_stored
        };
        let mut is_all_stored = true;
        for id in ids {
            let Some(plan) = plan(book, &id, None) else { continue };
            let is_apart_kept = plan.apart.into_iter().map(&mut store).fold(true, |all, this| all & this);
            if !is_apart_kept {
                hold_back(book, &plan.own);
            }
            is_all_stored &= is_apart_kept && store(plan.own);
        }
        is_all_stored
    });
    spawn_local(async move {
        journal(desk, written).await;
    });
    is_stored && desk.book_now(Notebook::is_everything_somewhere)
}

/// Does not write what would take the place of a text from another window that has found none itself.
fn hold_back(book: &mut Notebook, own: &Write) {
    book.written(own, Err(StorageFailure::Full), Err("no room to keep both texts".into()));
}

/// Looks at what is stored for a note and asks the notebook what to write. From here to the write nothing
/// is waited for, so that what was seen is still true.
fn plan(book: &mut Notebook, id: &str, journaled: Option<Entry>) -> Option<Plan> {
    let key = book.key(id);
    let mut stored = Vec::new();
    if let Ok(Some(value)) = storage::read(&key) {
        match book.decode(&key, &value) {
            Some(Ok(record)) => stored.push(record),
            Some(Err(_)) => {
                let kept_as = set_aside(book, &key, &value)?;
                book.was_set_aside(kept_as);
            }
            None => {}
        }
    }
    stored.extend(journaled.and_then(|entry| readable(book, &entry)));
    book.plan(id, stored, &mut identity::fresh)
}

fn entry(write: &Write) -> Entry {
    Entry { key: write.key.clone(), value: write.value.clone(), counter: write.counter }
}

async fn in_time<T>(millis: i32, work: impl Future<Output = Result<T, JournalFailure>>) -> Result<T, String> {
    match clock::within(millis, work).await {
        Some(result) => result.map_err(|why| why.to_string()),
        None => Err(format!("it did not answer within {} seconds", millis / 1000)),
    }
}

// Quarantine.

/// Moves a value that cannot be read out of the way, and returns the key under which it is now. `None`
/// where there is no room to move it: then it stays where it is.
fn set_aside(book: &Notebook, key: &str, value: &str) -> Option<String> {
    let kept_as = (clock::now()..).map(|time| book.quarantine_key(key, time));
    let kept_as = kept_as.into_iter().find(|key| storage::read(key) == Ok(None))?;
    storage::write(&kept_as, value).ok()?;
    storage::remove(key).ok()?;
    Some(kept_as)
}

/// The record of a journal's entry. One that cannot be read is copied to the quarantine once, since the
/// next write of its key would replace it.
fn readable(book: &mut Notebook, entry: &Entry) -> Option<Record> {
    match book.decode(&entry.key, &entry.value)? {
        Ok(record) => Some(record),
        Err(_) => {
            let copies = storage::keys(&book.quarantine_prefix()).unwrap_or_default();
            if !copies.iter().any(|key| storage::read(key).is_ok_and(|value| value.as_ref() == Some(&entry.value))) {
                let kept_as = book.quarantine_key(&entry.key, clock::now());
                if storage::write(&kept_as, &entry.value).is_ok() {
                    book.was_set_aside(kept_as);
                }
            }
            None
        }
    }
}

/// What an older version of the app could not read, this one may be able to.
fn take_back_what_can_be_read(book: &mut Notebook) {
    let mut set_aside = storage::keys(&book.quarantine_prefix()).unwrap_or_default();
    set_aside.retain(|kept_as| {
        let taken_back = || {
            let id = kept_as.strip_prefix(&book.quarantine_prefix())?.rsplit_once('@')?.0;
            let (key, value) = (book.key(id), storage::read(kept_as).ok()??);
            book.decode(&key, &value)?.ok()?;
            // Where the note has been written anew, both are kept as they are.
            storage::read(&key).ok()?.is_none().then_some(())?;
            storage::write(&key, &value).ok()?;
            storage::remove(kept_as).ok()
        };
        taken_back().is_none()
    });
    book.were_set_aside(set_aside);
}
