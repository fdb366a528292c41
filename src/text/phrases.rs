//! Phrases in keys, as whole words.

/// Whether a key begins with a phrase.
pub(crate) fn begins_with_words(key: &str, phrase: &str) -> bool {
    // Asked of every known phrase: most are told by their first letter.
    let mut first = phrase.bytes().take(1);
    if !first.all(|first| key.bytes().next() == Some(first)) {
        return false;
    }
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
    let (key, phrase) = (key.as_bytes(), phrase.as_bytes());
    let Some(last) = key.len().checked_sub(phrase.len()) else {
        return false;
    };
    // Asked of every known phrase: most positions are told by a byte or two, without a search that is set up anew.
    let is_at = |at: usize| {
        (at == 0 || key[at - 1] == b' ')
            && key.get(at) == phrase.first()
            && key[at..].starts_with(phrase)
            && matches!(key.get(at + phrase.len()), None | Some(b' '))
    };
    !phrase.is_empty() && (0..=last).any(is_at)
}

/// Whether one of several phrases stands in a key.
pub(crate) fn contains_any(key: &str, phrases: &[String]) -> bool {
    let mut starts = word_starts(key);
    starts.any(|rest| {
        let mut phrases = phrases.iter().filter(|phrase| !phrase.is_empty());
        phrases.any(|phrase| begins_with_words(rest, phrase))
    })
}

/// Where the first of several words begins in a text, whatever stands around it.
pub(crate) fn first_of(text: &str, words: &[String]) -> Option<usize> {
    let bytes = text.as_bytes();
    // A search for each would have to be set up anew: most positions are told by a byte.
    let begins =
        |at: usize, word: &[u8]| word.first() == Some(&bytes[at]) && bytes[at..].starts_with(word);
    let begins_any = |&at: &usize| words.iter().any(|word| begins(at, word.as_bytes()));
    (0..bytes.len()).find(begins_any)
}

/// What is left of a key from each of its words on.
pub(crate) fn word_starts(key: &str) -> impl Iterator<Item = &str> {
    let behind_spaces = key.bytes().enumerate().filter(|(_, byte)| *byte == b' ');
    let behind_spaces = behind_spaces.map(|(space, _)| &key[space + 1..]);
    std::iter::once(key).chain(behind_spaces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_in_keys_as_whole_words() {
        for (key, phrase, stands) in [
            ("kế hoạch năm", "kế hoạch", true),
            ("theo kế hoạch năm", "kế hoạch", true),
            ("theo kế hoạch", "kế hoạch", true),
            ("kế hoạch", "kế hoạch", true),
            ("kế hoạchs", "kế hoạch", false),
            ("đkế hoạch", "kế hoạch", false),
            ("kế hoạchs kế hoạch", "kế hoạch", true),
            ("kế", "kế hoạch", false),
            ("", "kế hoạch", false),
            ("kế hoạch", "", false),
            ("", "", false),
        ] {
            assert_eq!(contains_words(key, phrase), stands, "{key:?} {phrase:?}");
            let phrases = ["theo dõi".to_owned(), phrase.to_owned()];
            let is_any = contains_any(key, &phrases);
            assert_eq!(is_any, stands, "{key:?} {phrase:?}");
        }
    }

    #[test]
    fn the_first_of_several_words_is_found() {
        let words = ["so với", "đến", "ế"].map(str::to_owned);
        for (text, place) in [
            ("tính đến 30/11 so với năm trước", Some(6)),
            ("kết quả so với kế hoạch", Some(1)),
            ("năm 2023", None),
            ("đ", None),
            ("", None),
        ] {
            assert_eq!(first_of(text, &words), place, "{text}");
            let found = words.iter().filter_map(|word| text.find(word.as_str()));
            assert_eq!(found.min(), place, "{text}");
        }
    }
}
