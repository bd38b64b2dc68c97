//! How long a brief may be. It is asked before anything is read: a file can be larger than the memory.

/// The engine's own limit, `read::MAX_BYTES`.
pub const MAX_BYTES: f64 = 10.0 * MEGABYTE;

const MEGABYTE: f64 = 1_048_576.0;

/// What is wrong with a text of so many bytes, if anything: one sentence that says what to do. `name` is
/// the file's, or empty.
pub fn trouble(name: &str, bytes: f64) -> Option<String> {
    let what = if name.is_empty() { "This text".to_owned() } else { format!("“{name}”") };
    if bytes == 0.0 && name.is_empty() {
        Some("There is no text yet: paste a brief into the field, or choose a file.".into())
    } else if bytes == 0.0 {
        Some(format!("{what} is empty: choose a file that holds a brief."))
    } else if bytes > MAX_BYTES {
        // Rounded up: what is too large by a byte must not look as if it were not.
        let tenths = (bytes / MEGABYTE * 10.0).ceil() as u64;
        let (whole, tenths) = (tenths / 10, tenths % 10);
        Some(format!(
            "{what} has {whole}.{tenths} MB, and a brief may have 10 MB at most: paste the part that matters."
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_wrong_and_what_to_do() {
        for (name, bytes, expected) in [
            ("", 1.0, None),
            ("a.md", MAX_BYTES, None),
            ("", 0.0, Some("There is no text yet: paste a brief into the field, or choose a file.")),
            ("a.md", 0.0, Some("“a.md” is empty: choose a file that holds a brief.")),
            (
                "a.md",
                MAX_BYTES * 10.0,
                Some("“a.md” has 100.0 MB, and a brief may have 10 MB at most: paste the part that matters."),
            ),
            (
                "",
                MAX_BYTES + 1.0,
                Some("This text has 10.1 MB, and a brief may have 10 MB at most: paste the part that matters."),
            ),
        ] {
            assert_eq!(trouble(name, bytes).as_deref(), expected, "{name:?}, {bytes}");
        }
    }
}
