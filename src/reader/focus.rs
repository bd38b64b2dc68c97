//! Which entities the reader follows through a brief: sentences that name none of them step back.

/// The entities in focus, by id, in the order in which they were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Focus(Vec<String>);

impl Focus {
    /// Puts an entity into focus, or takes it out again.
    pub fn toggle(&mut self, id: &str) {
        match self.0.iter().position(|chosen| chosen == id) {
            Some(index) => drop(self.0.remove(index)),
            None => self.0.push(id.to_owned()),
        }
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether all of the brief is read alike.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, id: &str) -> bool {
        self.0.iter().any(|chosen| chosen == id)
    }

    /// What a reader is told; `named` of `all` sentences name what is in focus.
    pub fn words(&self, named: usize, all: usize) -> String {
        if self.is_empty() { String::new() } else { format!("{named} of {all} sentences") }
    }
}

/// Whether a name holds what was typed, in whatever case.
pub fn is_found(name: &str, typed: &str) -> bool {
    name.to_lowercase().contains(typed.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_go_in_and_out() {
        let mut focus = Focus::default();
        assert_eq!((focus.is_empty(), focus.words(0, 9)), (true, String::new()));
        focus.toggle("a");
        focus.toggle("b");
        assert!(focus.has("a") && focus.has("b") && !focus.has("c"));
        assert_eq!(focus.words(3, 9), "3 of 9 sentences");
        focus.toggle("a");
        assert!(!focus.has("a") && !focus.is_empty());
        focus.clear();
        assert_eq!(focus, Focus::default());
    }

    #[test]
    fn names_are_found_by_any_part_in_any_case() {
        for (name, typed, expected) in
            [("Türkiye", "tür", true), ("Islamic State", " state ", true), ("Mali", "malo", false), ("Mali", "", true)]
        {
            assert_eq!(is_found(name, typed), expected, "{typed:?} in {name}");
        }
    }
}
