//! Words as units of meaning: what two sentences have in common.

/// Words too frequent to tell what a sentence is about.
const STOP_WORDS: [&str; 95] = [
    "a", "about", "after", "again", "all", "also", "although", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "being", "both", "but", "by", "can", "could", "did", "do", "does", "during", "each", "even",
    "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "however", "if", "in", "into", "is", "it",
    "its", "may", "more", "most", "much", "no", "nor", "not", "of", "on", "only", "or", "other", "our", "out", "over",
    "she", "should", "since", "so", "some", "still", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "though", "to", "under", "until", "up", "was", "were", "what", "when", "where",
    "which", "while", "who", "will", "with", "would",
];

/// Whether a word, in either case, is too frequent to tell what a sentence is about.
pub fn is_stop_word(word: &str) -> bool {
    let is_listed = |word: &str| STOP_WORDS.binary_search(&word).is_ok();
    is_listed(word) || word.starts_with(|c: char| c.is_ascii_uppercase()) && is_listed(&word.to_ascii_lowercase())
}

/// The stems of a text's content words, in order.
pub fn content_stems(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map(|word| word.to_lowercase().replace('’', "'").trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty())
        .filter(|word| STOP_WORDS.binary_search(&word.as_str()).is_err())
        .map(|word| stem(&word).to_owned())
        .collect()
}

/// A word without its commonest endings: enough to see “targets” and “targeted” as one, the first step
/// of Porter, “An algorithm for suffix stripping”, 1980, without its repairs.
fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    for suffix in ["ations", "ation", "ings", "ing", "ies", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(suffix)
            && stem.chars().count() >= 4
        {
            return stem.strip_suffix('e').unwrap_or(stem);
        }
    }
    word.strip_suffix('e').filter(|stem| stem.chars().count() >= 4).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn inflected_words_meet_in_one_stem() {
        for (a, b) in [("targets", "targeted"), ("increases", "increasing"), ("group's", "groups"), ("state", "states")]
        {
            assert_eq!(stem(a), stem(b), "{a}, {b}");
        }
        assert_eq!(content_stems("The attacks were in Iraq’s cities"), ["attack", "iraq", "citi"]);
    }
}
