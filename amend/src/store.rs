//! Corrections in the browser's storage: one key each.

use sidelight_amend::book::Step;
use sidelight_amend::correction::Correction;
use sidelight_dom::storage::{self, StorageFailure};

/// The corrections of a site.
pub struct Store {
    site: String,
}

/// What the storage holds.
#[derive(Default)]
pub struct Kept {
    pub corrections: Vec<Correction>,
    /// What cannot be read, and was set aside: where it is now, and why.
    pub set_aside: Vec<(String, String)>,
}

impl Store {
    /// The store of this site.
    pub fn of(site: &str) -> Self {
        Self { site: site.to_owned() }
    }

    fn prefix(&self) -> String {
        format!("sidelight/{}/corrections/", self.site)
    }

    fn quarantine(&self) -> String {
        format!("sidelight/{}/quarantine/corrections/", self.site)
    }

    /// The identity of the correction that a key holds.
    pub fn id_of<'a>(&self, key: &'a str) -> Option<&'a str> {
        // A brief may be called “corrections”: it has its notes and the reader's place below the same prefix.
        key.strip_prefix(&self.prefix()).filter(|id| !id.is_empty() && !id.contains('/') && *id != "place")
    }

    /// All that is kept. What cannot be read is moved out of the way, and told.
    pub fn read(&self) -> Kept {
        let mut kept = Kept::default();
        // Where nothing can be read there are no corrections; the reader is told when one cannot be kept.
        for key in storage::keys(&self.prefix()).unwrap_or_default() {
            let Some(id) = self.id_of(&key) else { continue };
            let Ok(Some(value)) = storage::read(&key) else { continue };
            match Correction::decode(id, &value) {
                Ok(correction) => kept.corrections.push(correction),
                Err(_) => {
                    if storage::write(&format!("{}{id}", self.quarantine()), &value).is_ok() {
                        let _ = storage::remove(&key);
                    }
                }
            }
        }
        for key in storage::keys(&self.quarantine()).unwrap_or_default() {
            let value = storage::read(&key).ok().flatten().unwrap_or_default();
            if let Some(Err(why)) = key.strip_prefix(&self.quarantine()).map(|id| Correction::decode(id, &value)) {
                kept.set_aside.push((key, why.to_string()));
            }
        }
        kept
    }

    /// Keeps what a step leads to.
    pub fn keep(&self, step: &Step) -> Result<(), StorageFailure> {
        let key = format!("{}{}", self.prefix(), step.id);
        match &step.after {
            Some(after) => storage::write(&key, &after.encode()),
            None => storage::remove(&key),
        }
    }
}
