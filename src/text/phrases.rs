//! Phrases in keys, as whole words.

/// Whether a key begins with a phrase.
pub(crate) fn begins_with_words(key: &str, phrase: &str) -> bool {
    let rest = key.strip_prefix(phrase);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a key begins with one of several phrases.
pub(crate) fn begins_with_any(key: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| begins_with_words(key, phrase))
}

/// Whether a key ends with a phrase.
pub(crate) fn ends_with_words(key: &str, phrase: &str) -> bool {
    let rest = key.strip_suffix(phrase);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Whether a phrase stands in a key.
pub(crate) fn contains_words(key: &str, phrase: &str) -> bool {
    let mut spaces = key.match_indices(' ');
    begins_with_words(key, phrase)
        || spaces.any(|(at, _)| begins_with_words(&key[at + 1..], phrase))
}

/// Whether one of several phrases stands in a key.
pub(crate) fn contains_any(key: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| contains_words(key, phrase))
}
