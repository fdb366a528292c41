//! Phrases as numbers of their words: ten thousand of them are laid out at every start, and nearly all share their words.

use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Words by their numbers, and numbers by their words.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    words: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32, RandomState>,
}

impl Vocabulary {
    /// A word's number, a new one if it has none.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.words.push(word.into());
        self.numbers.insert(word.into(), number);
        number
    }

    /// The number of a word that is there.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// The words, in the order of their numbers.
    pub(crate) fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }

    /// The word of a number.
    pub(crate) fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// The numbers of the words of a key.
    pub(crate) fn numbers(&mut self, key: &str) -> Vec<u32> {
        let words = key.split(' ').filter(|word| !word.is_empty());
        words.map(|word| self.number(word)).collect()
    }

    /// The words of a phrase, one space apart.
    pub(crate) fn written(&self, phrase: &[u32]) -> String {
        let words: Vec<&str> = phrase.iter().map(|number| self.word(*number)).collect();
        words.join(" ")
    }
}

/// Phrases one behind the other.
#[derive(Debug, Clone, Default)]
pub struct PhraseList {
    words: Vec<u32>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl PhraseList {
    /// The phrase of no word.
    pub(crate) fn nothing() -> Self {
        let (words, ends) = (Vec::new(), vec![0]);
        Self { words, ends }
    }

    pub(crate) fn push(&mut self, phrase: &[u32]) {
        self.words.extend(phrase);
        self.ends.push(self.words.len() as u32);
    }

    pub(crate) fn append(&mut self, others: &Self) {
        others.iter().for_each(|phrase| self.push(phrase));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let phrase = &self.words[start..end as usize];
            start = end as usize;
            phrase
        })
    }

    /// Each phrase with the same words behind it.
    pub(crate) fn followed_by(&self, words: &[u32]) -> Self {
        let mut all = Self::default();
        for phrase in self.iter() {
            all.words.extend(phrase);
            all.push(words);
        }
        all
    }

    /// Each phrase with each of others behind it.
    pub(crate) fn followed_by_each(&self, others: &Self) -> Self {
        let mut all = Self::default();
        for phrase in self.iter() {
            for other in others.iter() {
                all.words.extend(phrase);
                all.push(other);
            }
        }
        all
    }
}

/// Phrases that are found where words begin with them, each with what is known of it. They stand in a tree of their words: at
/// every start ten thousand are entered, which sorting them would take many times as long.
#[derive(Debug, Clone)]
pub(crate) struct PhraseIndex<T> {
    /// By a place in the tree and the word that goes on from there, the next place. The first is that of no word.
    next: HashMap<(u32, u32), u32, RandomState>,
    /// What is known of the phrases that end at each place.
    known: Vec<Vec<T>>,
}

impl<T> PhraseIndex<T> {
    pub(crate) fn new() -> Self {
        Self {
            next: HashMap::default(),
            known: vec![Vec::new()],
        }
    }

    /// What is known of a phrase.
    pub(crate) fn entry(&mut self, phrase: &[u32]) -> &mut Vec<T> {
        let mut at = 0;
        for &word in phrase {
            at = *self.next.entry((at, word)).or_insert_with(|| {
                self.known.push(Vec::new());
                self.known.len() as u32 - 1
            });
        }
        &mut self.known[at as usize]
    }

    /// The phrases that words begin with, the shorter first: how many words each has, and what is known of it.
    pub(crate) fn beginning(&self, words: &[u32]) -> Vec<(usize, &T)> {
        let mut found = Vec::new();
        let mut at = 0;
        for (depth, &word) in words.iter().enumerate() {
            let Some(&next) = self.next.get(&(at, word)) else {
                break;
            };
            at = next;
            let ending = self.known[at as usize].iter();
            found.extend(ending.map(|known| (depth + 1, known)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_begin_with_them() {
        let mut vocabulary = Vocabulary::default();
        let listed = ["a b c", "a", "b", "a b", "a c", "a b", "b a"];
        let phrases: Vec<Vec<u32>> = listed.map(|it| vocabulary.numbers(it)).into();
        let mut index = PhraseIndex::new();
        for (place, words) in phrases.iter().enumerate() {
            index.entry(words).push(place);
        }
        let mut found = |key: &str| -> Vec<(usize, usize)> {
            let words = vocabulary.numbers(key);
            let found = index.beginning(&words).into_iter();
            found.map(|(length, place)| (length, *place)).collect()
        };
        assert_eq!(found("a b c a"), [(1, 1), (2, 3), (2, 5), (3, 0)]);
        assert_eq!(found("a d"), [(1, 1)]);
        assert_eq!(found("b a b"), [(1, 2), (2, 6)]);
        assert!(found("d a").is_empty() && found("").is_empty());
    }

    #[test]
    fn lists_are_put_together() {
        let mut vocabulary = Vocabulary::default();
        let mut ways = PhraseList::default();
        for way in ["a", "b c"] {
            ways.push(&vocabulary.numbers(way));
        }
        let last = vocabulary.numbers("d");
        let all = PhraseList::nothing().followed_by_each(&ways);
        let all = all.followed_by_each(&ways).followed_by(&last);
        let written: Vec<String> = all.iter().map(|it| vocabulary.written(it)).collect();
        assert_eq!(written, ["a a d", "a b c d", "b c a d", "b c b c d"]);
    }
}
