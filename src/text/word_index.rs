//! Words found in spite of one letter that is missing, too many, off, or swapped with its neighbour: such words are the same
//! without one letter each, or one is the other without one.

use super::legacy::is_common_word;
use super::likeness::folded;
use super::slip::{
    are_marks_misplaced, is_key_beside, is_mark_off, is_one_but_for_hooks, is_word_slip,
};
use super::syllable::is_well_formed;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::hash::BuildHasher;

/// A longer word is none.
const LONGEST_WORD: usize = 24;

/// The words of an index, each also by what is left of it without one of its letters.
#[derive(Debug, Clone)]
pub(crate) struct WordIndex {
    words: HashMap<String, u32, RandomState>,
    listed: Vec<String>,
    /// By hash: what is asked for is compared with what is found.
    without_letter: HashMap<u64, Vec<u32>, RandomState>,
    hasher: RandomState,
}

impl WordIndex {
    pub(crate) fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut index = Self {
            words: HashMap::default(),
            listed: Vec::new(),
            without_letter: HashMap::default(),
            hasher: RandomState::default(),
        };
        for word in words {
            index.insert(word);
        }
        index
    }

    pub(super) fn insert(&mut self, word: String) {
        let place = self.listed.len() as u32;
        if word.is_empty() || self.contains(&word) {
            return;
        }
        for hash in self.shortened(&word) {
            let places = self.without_letter.entry(hash).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        self.words.insert(word.clone(), place);
        self.listed.push(word);
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// The hashes of a word, of its letters without their marks, and of what is left of it without one letter.
    fn shortened(&self, word: &str) -> Vec<u64> {
        if word.chars().count() > LONGEST_WORD {
            return Vec::new();
        }
        // Marks may stand on other letters than those that they are meant for.
        let without_marks = self.hasher.hash_one((folded(word), ()));
        let mut hashes = vec![self.hasher.hash_one(word), without_marks];
        for (at, letter) in word.char_indices() {
            let rest = [&word[..at], &word[at + letter.len_utf8()..]].concat();
            hashes.push(self.hasher.hash_one(rest.as_str()));
        }
        hashes
    }

    /// The words that may be meant by one with one letter amiss, in the order in which they were listed.
    pub(super) fn near(&self, word: &str) -> Vec<&str> {
        let hashes = self.shortened(word).into_iter();
        let mut places: Vec<u32> = hashes
            .filter_map(|hash| self.without_letter.get(&hash))
            .flatten()
            .copied()
            .collect();
        places.sort_unstable();
        places.dedup();
        let words = places.iter().map(|&place| &*self.listed[place as usize]);
        words.collect()
    }

    /// The words that may be meant by another, which is no word of the language as it stands.
    pub(crate) fn slips(&self, written: &str) -> Vec<&str> {
        let is_meant = |meant: &&str| {
            (is_word_slip(written, meant) || are_marks_misplaced(written, meant))
                && !is_well_formed(written)
                || is_mark_off(written, meant) && !is_common_word(written)
        };
        let near = self.near(written);
        // Half the country speaks the hook and the tilde alike, and writes one for the other: `hổ trợ`, `cho Đãng`.
        let is_of_hooks = |meant: &&str| is_one_but_for_hooks(written, meant);
        let is_beside = |meant: &&str| is_key_beside(written, meant) && !is_common_word(written);
        let of_hooks: Vec<&str> = near.iter().copied().filter(is_of_hooks).collect();
        if !of_hooks.is_empty() {
            return of_hooks;
        }
        let is_any = |meant: &&str| is_meant(meant) || is_beside(meant);
        near.into_iter().filter(is_any).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_one_letter_amiss() {
        let words = ["đoàn", "viên", "vien", "trường", "tường"];
        let index = WordIndex::new(words.map(str::to_owned));
        for (written, near) in [
            ("đoàn", vec!["đoàn"]),
            ("đonà", vec!["đoàn"]),
            ("đoàan", vec!["đoàn"]),
            ("đàn", vec!["đoàn"]),
            ("đoan", vec!["đoàn"]),
            ("viênn", vec!["viên"]),
            ("trườg", vec!["trường", "tường"]),
            ("rường", vec!["trường", "tường"]),
            ("nguyên", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(index.near(written), near, "{written}");
        }
        assert!(index.contains("viên") && !index.contains("đonà"));
        let long = "a".repeat(40_000);
        assert!(index.near(&long).is_empty());
    }

    #[test]
    fn a_word_of_the_language_was_meant() {
        let words = ["thuê", "đoàn", "kết", "thiếu", "hỗ", "hộ", "được", "người"];
        let index = WordIndex::new(words.map(str::to_owned));
        for (written, meant) in [
            ("tihếu", Some("thiếu")),
            ("đoan", Some("đoàn")),
            ("thuế", None),
            ("kêt", Some("kết")),
            ("đoànn", Some("đoàn")),
            ("đàn", None),
            ("hổ", Some("hỗ")),
            ("đoàm", Some("đoàn")),
            ("đoàt", None),
            ("đựoc", Some("được")),
            ("đuợc", Some("được")),
            ("ngừơi", Some("người")),
            ("ngừoi", Some("người")),
        ] {
            let slips = index.slips(written);
            assert_eq!(slips, meant.into_iter().collect::<Vec<_>>(), "{written}");
        }
    }
}
