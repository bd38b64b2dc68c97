//! What the reader is told about the safety of the notes, in plain words, and never more than is true.

use super::{Notebook, Place, Remark, Replay, Safety};
use crate::platform::storage::StorageFailure;

impl Notebook {
    /// How safe a note is, in a few words for its card.
    pub fn status(&self, id: &str) -> String {
        match self.safety(id) {
            Safety::Nothing | Safety::Unknown => String::new(),
            Safety::Saving => "saving…".into(),
            Safety::Saved => "saved".into(),
            Safety::InJournal(_) => "saved in the journal".into(),
            Safety::InStorage(_) => "saved in this browser’s storage, without journal".into(),
            Safety::Unsaved(why) => format!("not saved: {why}"),
        }
    }

    /// What must be said at once, and stay until it is no longer so.
    pub fn alarm(&self) -> Option<String> {
        let worst = self.leaves.keys().map(|id| self.safety(id)).filter_map(alarming).max_by_key(|(rank, _)| *rank);
        let (rank, why) = match worst {
            Some(worst) => worst,
            // Before anything is written: only where neither place will take it.
            None if self.lacks_journal() => (Rank::Warned, self.refused.clone()?),
            None => return self.news_of_set_aside(),
        };
        Some(match (rank, why) {
            (Rank::Lost, StorageFailure::Full) => {
                "Your last changes are not saved: this site’s storage in your browser is full. They stay on this page \
                 until you close it. Delete notes you no longer need, or copy these elsewhere; saving is tried again \
                 at your next change."
                    .into()
            }
            (Rank::Lost, StorageFailure::Refused) => {
                "Your notes are not being saved: your browser does not let this site store anything. They stay on this \
                 page until you close it. Allow site data (cookies) for this site in the browser’s settings, or copy \
                 your notes elsewhere; saving is tried again at your next change."
                    .into()
            }
            (Rank::Lost, StorageFailure::Other(why)) => format!(
                "Your last changes are not saved; the browser reports: “{why}” They stay on this page until you \
                 close it. Copy them elsewhere; saving is tried again at your next change."
            ),
            (Rank::Journaled, StorageFailure::Full) => {
                "This site’s storage in your browser is full. Your last changes are kept in the journal on this device \
                 and will be there when you come back. Delete notes you no longer need to make room."
                    .into()
            }
            (Rank::Journaled, why) => format!(
                "Your notes are kept in the journal on this device and will be there when you come back, but not in \
                 the ordinary storage: {why}."
            ),
            (Rank::Warned, why) => format!(
                "Notes cannot be saved here: {why}. Allow site data (cookies) for this site in the browser’s settings \
                 before you write some."
            ),
        })
    }

    fn news_of_set_aside(&self) -> Option<String> {
        let what = match self.newly_set_aside {
            0 => return None,
            1 => "A stored note could not be read. It was".into(),
            number => format!("{number} stored notes could not be read. They were"),
        };
        Some(format!("{what} not changed or deleted, but set aside; the foot of the notes says under which name."))
    }

    /// What holds for all notes in this browser, for the foot of the panel.
    pub fn notices(&self) -> Vec<String> {
        let mut notices = Vec::new();
        if let (Some(why), Replay::Done) = (&self.refused, &self.journal) {
            notices.push(format!("Notes are kept in the journal on this device, not in the ordinary storage: {why}."));
        }
        if self.lacks_journal() && self.refused.is_none() {
            notices.push(
                "This browser offers Sidelight no journal (IndexedDB). Notes are kept in its storage only, which can \
                 lose the last seconds if the browser crashes."
                    .into(),
            );
        }
        match self.set_aside.len() {
            0 => {}
            1 => notices.push(format!(
                "One stored note could not be read. It is set aside, unchanged, as “{}”.",
                self.set_aside[0]
            )),
            number => notices.push(format!(
                "{number} stored notes could not be read. They are set aside, unchanged, under “{}…”.",
                self.quarantine_prefix()
            )),
        }
        notices
    }

    /// Is there nothing to show?
    pub fn is_blank(&self) -> bool {
        [Place::Brief, Place::Words, Place::Nowhere].into_iter().all(|place| self.at(place).is_empty())
    }
}

impl Remark {
    /// In words.
    pub fn text(self) -> &'static str {
        match self {
            Self::AlsoChanged => {
                "This note was changed in another window at the same time. The text from there is kept as a note of its own."
            }
            Self::FromAnotherWindow => "From another window, where the same note was changed at the same time.",
            Self::ChangedElsewhere => "Changed in another window just now.",
            Self::DeletedElsewhere => "Deleted in another window. What you write here is kept.",
        }
    }
}

/// In rising order of urgency.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Warned,
    Journaled,
    Lost,
}

fn alarming(safety: Safety) -> Option<(Rank, StorageFailure)> {
    match safety {
        Safety::Unsaved(why) => Some((Rank::Lost, why)),
        Safety::InJournal(why) => Some((Rank::Journaled, why)),
        _ => None,
    }
}
