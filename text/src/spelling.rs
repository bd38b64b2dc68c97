//! British and American spelling as one.

/// A text in small letters and with one way of spelling, byte for byte as long as the text: “Cease-fire” and
/// “cease fire”, “organisation” and “organization”, “defence” and “defense”, “centre” and “center” become
/// one. What comes out is for comparison only: it makes “crizis” of every crisis.
pub fn normal(text: &str) -> String {
    let mut bytes = text.to_ascii_lowercase().into_bytes();
    for at in 1..bytes.len() {
        let (before, next) = (bytes[at - 1], bytes.get(at + 1).copied().unwrap_or(b' '));
        match bytes[at] {
            b'-' if before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() => bytes[at] = b' ',
            b's' if matches!(before, b'i' | b'y') && matches!(next, b'e' | b'i' | b'a') => bytes[at] = b'z',
            b'c' if next == b'e' && (bytes[..at].ends_with(b"fen") || bytes[..at].ends_with(b"licen")) => {
                bytes[at] = b's';
            }
            b'r' if before == b't' && next == b'e' && is_end_of_word(&bytes[at + 2..]) => bytes.swap(at, at + 1),
            _ => {}
        }
    }
    // Only ASCII was put in the place of ASCII.
    String::from_utf8(bytes).unwrap_or_default()
}

fn is_end_of_word(rest: &[u8]) -> bool {
    let rest = rest.strip_prefix(b"s").unwrap_or(rest);
    rest.first().is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::normal;

    proptest::proptest! {
        #[test]
        fn the_normal_form_is_as_long_as_the_text(text in "([a-zA-Zé’ -]|tre|ise|fence){0,20}") {
            proptest::prop_assert_eq!(normal(&text).len(), text.len());
        }
    }
}
