//! What the screen says outside its pages, as data.

use crate::text::fill;
use std::collections::BTreeMap;
use std::sync::LazyLock;

type Words = BTreeMap<String, String>;

#[expect(
    clippy::expect_used,
    reason = "the built-in words are checked by a test"
)]
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("man-hinh.toml")).expect("the words are valid"));

/// A sentence; empty where there is none, which tests rule out.
pub(super) fn word(key: &str) -> &'static str {
    WORDS.get(key).map_or("", String::as_str)
}

/// A sentence with its places filled.
pub(super) fn said(key: &str, places: &[(&str, &str)]) -> String {
    fill(word(key), places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_vietnamese() {
        assert!(WORDS.len() > 20);
        for (key, sentence) in WORDS.iter() {
            assert!(!sentence.is_ascii(), "{key}: {sentence}");
        }
    }

    #[test]
    fn every_sentence_that_is_asked_for_is_there() {
        let sources = [
            include_str!("guard.rs"),
            include_str!("files.rs"),
            include_str!("server.rs"),
            include_str!("state.rs"),
            include_str!("views/incoming.rs"),
            include_str!("views/downloads.rs"),
            include_str!("views/folders.rs"),
            include_str!("views/running.rs"),
            include_str!("decisions/one.rs"),
            include_str!("decisions/standing_page.rs"),
        ];
        let mut asked = 0;
        for source in sources {
            for (at, _) in source
                .match_indices("word(\"")
                .chain(source.match_indices("said(\""))
            {
                let key = source[at + 6..].split('"').next().unwrap_or_default();
                assert!(!word(key).is_empty(), "{key}");
                asked += 1;
            }
        }
        assert!(asked > 10);
    }
}
