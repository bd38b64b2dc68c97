//! Sorting that is compiled once.
//!
//! The standard library's sort is compiled anew for every type and key, at 0.7 KB (Brotli) each in the
//! browser; most of what the engine sorts, it sorts by places in a text.

/// Sorts by up to three numbers each, the first counting most; equal ones stay in the order they were in.
pub(crate) fn sort_by_numbers<T, const N: usize>(items: &mut [T], numbers: impl Fn(&T) -> [usize; N]) {
    if items.is_sorted_by_key(&numbers) {
        return;
    }
    let key = |(index, item): (usize, &T)| {
        let mut key = [0; 4];
        key[..N].copy_from_slice(&numbers(item));
        key[3] = index;
        key
    };
    let mut order: Vec<[usize; 4]> = items.iter().enumerate().map(key).collect();
    sort(&mut order);
    // Each item goes to its place along the cycles of the permutation.
    for first in 0..order.len() {
        let mut at = first;
        loop {
            let from = std::mem::replace(&mut order[at][3], at);
            if from == first {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[inline(never)]
fn sort(order: &mut [[usize; 4]]) {
    order.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::sort_by_numbers;

    proptest::proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(items in proptest::collection::vec((0..5_usize, 0..5_usize, 0..9_u8), 0..40)) {
            let mut ours = items.clone();
            sort_by_numbers(&mut ours, |(a, b, _)| [*a, !*b]);
            let mut expected = items;
            expected.sort_by_key(|(a, b, _)| (*a, std::cmp::Reverse(*b)));
            proptest::prop_assert_eq!(ours, expected);
        }
    }
}
