//! The next of some bytes: where a walk through a text has to stop at all.

/// A set of bytes.
#[derive(Debug)]
pub struct Marks([bool; 256]);

impl Marks {
    /// The set of these.
    pub const fn of(marks: &[u8]) -> Self {
        let (mut set, mut at) = ([false; 256], 0);
        while at < marks.len() {
            set[marks[at] as usize] = true;
            at += 1;
        }
        Self(set)
    }

    /// Where the first of them stands, from this byte on.
    pub fn next(&self, text: &str, from: usize) -> Option<usize> {
        text.as_bytes()[from..].iter().position(|byte| self.0[usize::from(*byte)]).map(|at| from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn the_next_mark() {
        const MARKS: Marks = Marks::of(b".(");
        assert_eq!((MARKS.next("a (b). é", 0), MARKS.next("a (b). é", 3)), (Some(2), Some(5)));
        assert_eq!((MARKS.next("a (b). é", 6), MARKS.next("", 0)), (None, None));
    }
}
