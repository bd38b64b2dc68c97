//! All corrections of a site, as one brief sees them.

use std::collections::BTreeMap;

use crate::correction::{Change, Correction, Entry, Sort, Subject};

/// How a mention shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As it was published.
    AsIs,
    /// Looks like plain text, and still answers.
    Known,
    /// Plain text.
    Plain,
}

/// The reader's corrections, while one brief is on the page.
#[derive(Debug, Clone, Default)]
pub struct Book {
    brief: String,
    corrections: BTreeMap<String, Correction>,
}

/// A change of the book that can be taken back: what was kept under a key before, and what is kept after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The correction's identity.
    pub id: String,
    pub before: Option<Correction>,
    pub after: Option<Correction>,
}

impl Step {
    /// The way back.
    #[must_use]
    pub fn back(self) -> Self {
        Self { id: self.id, before: self.after, after: self.before }
    }
}

impl Book {
    /// No corrections yet, seen from this brief.
    pub fn new(brief: &str) -> Self {
        Self { brief: brief.to_owned(), ..Self::default() }
    }

    /// The brief that it is seen from.
    pub fn brief(&self) -> &str {
        &self.brief
    }

    /// Takes in a correction that was kept.
    pub fn put(&mut self, correction: Correction) {
        self.corrections.insert(correction.id.clone(), correction);
    }

    /// Forgets one.
    pub fn remove(&mut self, id: &str) {
        self.corrections.remove(id);
    }

    /// Does a step, or its way back.
    pub fn follow(&mut self, step: &Step) {
        match &step.after {
            Some(after) => self.put(after.clone()),
            None => self.remove(&step.id),
        }
    }

    /// The step that makes a correction. One that changes the same thing gives way to it.
    pub fn making(&self, mut correction: Correction) -> Step {
        let same = |other: &&Correction| {
            (&other.brief, &other.subject) == (&correction.brief, &correction.subject)
                && other.change.is_like(&correction.change)
        };
        let before = self.corrections.values().find(same).cloned();
        if let Some(before) = &before {
            correction.id.clone_from(&before.id);
        }
        Step { id: correction.id.clone(), before, after: Some(correction) }
    }

    /// The step that takes a correction back; `None` where it is gone already.
    pub fn undoing(&self, id: &str) -> Option<Step> {
        let before = self.corrections.get(id)?.clone();
        Some(Step { id: id.to_owned(), before: Some(before), after: None })
    }

    /// Every correction of the site.
    pub fn all(&self) -> impl Iterator<Item = &Correction> {
        self.corrections.values()
    }

    /// Those that hold in this brief, in the order in which they were made.
    pub fn here(&self) -> Vec<&Correction> {
        let mut here: Vec<_> = self.holding().collect();
        here.sort_by_key(|correction| correction.time);
        here
    }

    fn holding(&self) -> impl Iterator<Item = &Correction> {
        self.corrections.values().filter(|one| one.brief.as_ref().is_none_or(|brief| *brief == self.brief))
    }

    fn of<'a, 'b>(&'a self, subject: &'b Subject) -> impl Iterator<Item = &'a Correction> + use<'a, 'b> {
        self.holding().filter(move |one| one.subject == *subject)
    }

    /// How a mention of a subject, in these words, shows itself. What hides is stronger than what quietens.
    pub fn look(&self, subject: &Subject, words: &str) -> Look {
        let look = |one: &Correction| match &one.change {
            Change::Hide => Look::Plain,
            Change::NotThis { words: not } if not == words => Look::Plain,
            Change::Know => Look::Known,
            _ => Look::AsIs,
        };
        let looks: Vec<Look> = self.of(subject).map(look).collect();
        [Look::Plain, Look::Known].into_iter().find(|look| looks.contains(look)).unwrap_or(Look::AsIs)
    }

    /// Whether a subject is hidden in this brief.
    pub fn is_hidden(&self, subject: &Subject) -> bool {
        self.of(subject).any(|one| one.change == Change::Hide)
    }

    /// The correction by which the reader says that they know a subject.
    pub fn known(&self, subject: &Subject) -> Option<&Correction> {
        self.of(subject).find(|one| one.change == Change::Know)
    }

    /// The reader's own version of a subject's entry: of two, made in two windows at once, the later one.
    pub fn edit(&self, subject: &Subject) -> Option<(&Correction, &Entry)> {
        self.of(subject)
            .filter_map(|one| match &one.change {
                Change::Edit(entry) => Some((one, entry)),
                _ => None,
            })
            .max_by_key(|(one, _)| one.time)
    }

    /// The reader's own entries, those with the longest words first: of “the Varn Front” and “Varn”, the longer is meant.
    pub fn additions(&self) -> Vec<(&Correction, &str, &Entry)> {
        let mut additions: Vec<_> = self
            .holding()
            .filter_map(|one| match &one.change {
                Change::Add { words, entry } => Some((one, words.as_str(), entry)),
                _ => None,
            })
            .collect();
        additions.sort_by_key(|(one, words, _)| (std::cmp::Reverse(words.chars().count()), one.time));
        additions
    }

    /// The reader's own entry for a subject.
    pub fn addition(&self, subject: &Subject) -> Option<(&Correction, &str, &Entry)> {
        self.additions().into_iter().find(|(one, ..)| one.subject == *subject)
    }

    /// Whether an id is free for a new entry of the reader's.
    pub fn is_free(&self, subject: &Subject) -> bool {
        self.corrections.values().all(|one| one.subject != *subject)
    }
}

impl Correction {
    /// What the reader has changed, in a sentence.
    pub fn sentence(&self) -> String {
        let name = &self.name;
        match (&self.change, &self.brief) {
            (Change::NotThis { words }, _) => format!("“{words}” does not mean {name} in this brief."),
            (Change::Hide, Some(_)) => format!("{name} is hidden in this brief."),
            (Change::Hide, None) => format!("{name} is hidden everywhere on this site."),
            (Change::Know, _) => format!("You know {name}: it is not marked any more."),
            (Change::Edit(_), _) => format!("The entry of {name} is your version."),
            (Change::Add { words, .. }, _) => match self.subject.sort {
                Sort::Entity => format!("“{words}” is an entity of yours."),
                Sort::Term => format!("“{words}” is a term of yours."),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front() -> Subject {
        Subject { sort: Sort::Entity, id: "front".into() }
    }

    fn made(id: &str, brief: Option<&str>, time: i64, change: Change) -> Correction {
        let brief = brief.map(str::to_owned);
        Correction { id: id.into(), brief, subject: front(), name: "Varn Front".into(), time, change }
    }

    fn entry(text: &str) -> Entry {
        Entry { name: "Front".into(), kind: "group".into(), place: String::new(), text: text.into() }
    }

    fn book(corrections: &[Correction]) -> Book {
        let mut book = Book::new("here");
        corrections.iter().for_each(|one| book.put(one.clone()));
        book
    }

    #[test]
    fn how_mentions_look() {
        let not = Change::NotThis { words: "Front".into() };
        let check = |corrections: &[Correction], words: &str, expected| {
            assert_eq!(book(corrections).look(&front(), words), expected, "{corrections:?}");
        };
        check(&[], "Front", Look::AsIs);
        check(&[made("a", Some("here"), 1, not.clone())], "Front", Look::Plain);
        check(&[made("a", Some("here"), 1, not.clone())], "Varn Front", Look::AsIs);
        check(&[made("a", Some("there"), 1, not)], "Front", Look::AsIs);
        check(&[made("a", Some("here"), 1, Change::Hide)], "any", Look::Plain);
        check(&[made("a", Some("there"), 1, Change::Hide)], "any", Look::AsIs);
        check(&[made("a", None, 1, Change::Hide)], "any", Look::Plain);
        check(&[made("a", None, 1, Change::Know)], "any", Look::Known);
        check(&[made("a", None, 1, Change::Know), made("b", None, 0, Change::Hide)], "any", Look::Plain);
        let other = Subject { sort: Sort::Term, id: "front".into() };
        assert_eq!(book(&[made("a", None, 1, Change::Hide)]).look(&other, "any"), Look::AsIs);
    }

    #[test]
    fn a_second_version_takes_the_place_of_the_first_and_both_can_be_taken_back() {
        let mut book = Book::new("here");
        let first = book.making(made("a", None, 1, Change::Edit(entry("One."))));
        book.follow(&first);
        let second = book.making(made("b", None, 2, Change::Edit(entry("Two."))));
        assert_eq!((second.id.as_str(), &second.before), ("a", &first.after));
        book.follow(&second);
        assert_eq!(book.edit(&front()).map(|(_, entry)| entry.text.as_str()), Some("Two."));
        book.follow(&second.back());
        assert_eq!(book.edit(&front()).map(|(_, entry)| entry.text.as_str()), Some("One."));
        book.follow(&first.back());
        assert_eq!(book.all().count(), 0);
    }

    #[test]
    fn what_was_taken_back_from_the_list_can_come_again() {
        let mut book = book(&[made("a", None, 1, Change::Hide)]);
        let step = book.undoing("a").expect("it is there");
        book.follow(&step);
        assert!(!book.is_hidden(&front()) && book.undoing("a").is_none());
        book.follow(&step.back());
        assert!(book.is_hidden(&front()));
    }

    #[test]
    fn hiding_here_and_everywhere_are_two_things() {
        let mut book = Book::new("here");
        book.follow(&book.making(made("a", Some("here"), 1, Change::Hide)));
        let everywhere = book.making(made("b", None, 2, Change::Hide));
        assert_eq!((everywhere.id.as_str(), everywhere.before), ("b", None));
    }

    #[test]
    fn what_holds_here_in_the_order_of_making() {
        let ids = |corrections: &[Correction]| {
            book(corrections).here().iter().map(|one| one.id.clone()).collect::<Vec<_>>().join(" ")
        };
        let (late, early) = (made("a", None, 9, Change::Hide), made("b", Some("here"), 3, Change::Know));
        assert_eq!(ids(&[late, early, made("c", Some("there"), 1, Change::Hide)]), "b a");
    }

    #[test]
    fn longer_words_come_first() {
        let add = |id: &str, words: &str| made(id, None, 1, Change::Add { words: words.into(), entry: entry("x") });
        let book = book(&[add("a", "Front"), add("b", "Varn Front")]);
        assert_eq!(book.additions().iter().map(|(_, words, _)| *words).collect::<Vec<_>>(), ["Varn Front", "Front"]);
        assert!(!book.is_free(&front()));
    }
}
