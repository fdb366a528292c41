//! Phrases in keys, as whole words.

/// Whether a key begins with a phrase.
pub(super) fn begins_with_words(key: &str, phrase: &str) -> bool {
    key.strip_prefix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a key ends with a phrase.
pub(super) fn ends_with_words(key: &str, phrase: &str) -> bool {
    key.strip_suffix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Whether a phrase stands in a key, as whole words.
pub(super) fn contains_words(key: &str, phrase: &str) -> bool {
    let mut spaces = key.match_indices(' ');
    begins_with_words(key, phrase)
        || spaces.any(|(at, _)| begins_with_words(&key[at + 1..], phrase))
}
