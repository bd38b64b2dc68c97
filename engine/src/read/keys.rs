//! Strings that are looked up by many others: the ids of a page, the styles of a document.

use crate::order::sort_by_numbers;

/// Keys in the order of their hashes: one routine for all tables, where a hash map is one for each.
#[derive(Debug)]
pub struct Keys<'k> {
    keys: Vec<&'k str>,
    /// The hash and index of each.
    order: Vec<[usize; 2]>,
}

impl<'k> Keys<'k> {
    /// More with one hash are no accident.
    const MOST: usize = 32;

    pub fn new(keys: Vec<&'k str>) -> Self {
        let mut order: Vec<[usize; 2]> = keys.iter().enumerate().map(|(index, key)| [hash(key), index]).collect();
        sort_by_numbers(&mut order, |entry| *entry);
        Self { keys, order }
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The index of a key; of the first, where it was there twice.
    pub fn find(&self, key: &str) -> Option<usize> {
        let hash = hash(key);
        let first = self.order.partition_point(|[other, _]| *other < hash);
        let same = self.order[first..].iter().take_while(|[other, _]| *other == hash).take(Self::MOST);
        same.map(|[_, index]| *index).find(|index| self.keys[*index] == key)
    }
}

fn hash(key: &str) -> usize {
    key.bytes().fold(7, |hash: usize, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn the_first_of_a_key_is_found() {
        let keys = Keys::new(vec!["rId2", "b", "", "rId1", "b"]);
        for (key, expected) in [("b", Some(1)), ("rId1", Some(3)), ("", Some(2)), ("a", None)] {
            assert_eq!(keys.find(key), expected, "{key}");
        }
    }
}
