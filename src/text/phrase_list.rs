//! Phrases as numbers of their words: ten thousand of them are laid out at every start, and nearly all share their words.

use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

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

    /// How many phrases there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The same phrases in other words, each by its number.
    pub(crate) fn in_other_words(&self, other: impl FnMut(u32) -> u32) -> Self {
        Self {
            words: self.words.iter().copied().map(other).collect(),
            ends: self.ends.clone(),
        }
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
    next: HashMap<Step, u32, RandomState>,
    /// By a place, where that begins which is known of the phrase that ends there; [`NOTHING`] where none does.
    first: Vec<u32>,
    /// What is known of phrases, in the order in which it was told.
    known: Vec<T>,
    /// By what is known, what else is known of the same phrase; [`NOTHING`] where it is the last.
    also: Vec<u32>,
    /// The words of the phrase that was entered last, and the place behind each: the next mostly begins with the same.
    entered: Vec<(u32, u32)>,
}

const NOTHING: u32 = u32::MAX;

/// From a place in the tree by a word to the next place. The first place is that of no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    from: u32,
    word: u32,
}

impl Hash for Step {
    /// As one number, which takes half as long as two.
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from(self.from) << 32 | u64::from(self.word));
    }
}

impl<T> PhraseIndex<T> {
    pub(crate) fn new() -> Self {
        Self {
            next: HashMap::default(),
            first: vec![NOTHING],
            known: Vec::new(),
            also: Vec::new(),
            entered: Vec::new(),
        }
    }

    /// The same with room for so many phrases, so that it need not be laid out anew again and again while they are entered.
    pub(crate) fn with_room(phrases: usize) -> Self {
        /// So many places does a phrase add, where many begin with the same words.
        const PLACES_A_PHRASE: usize = 2;
        let mut index = Self::new();
        index.next.reserve(phrases * PLACES_A_PHRASE);
        index.first.reserve(phrases * PLACES_A_PHRASE);
        index.known.reserve(phrases);
        index.also.reserve(phrases);
        index
    }

    /// The place of a phrase, a new one if it has none.
    pub(crate) fn place(&mut self, phrase: &[u32]) -> u32 {
        let both = self.entered.iter().zip(phrase);
        let shared = both.take_while(|((word, _), other)| word == *other).count();
        self.entered.truncate(shared);
        let mut at = self.entered.last().map_or(0, |(_, place)| *place);
        for &word in &phrase[shared..] {
            at = *self.next.entry(Step { from: at, word }).or_insert_with(|| {
                self.first.push(NOTHING);
                self.first.len() as u32 - 1
            });
            self.entered.push((word, at));
        }
        at
    }

    /// What is known of the phrase at a place.
    pub(crate) fn known_at(&self, place: u32) -> impl Iterator<Item = &T> {
        let is_there = |at: &u32| *at != NOTHING;
        let first = Some(self.first[place as usize]).filter(is_there);
        let all = std::iter::successors(first, move |at| {
            Some(self.also[*at as usize]).filter(is_there)
        });
        all.map(|at| &self.known[at as usize])
    }

    /// What was told first of the phrase at a place.
    pub(crate) fn first_at(&mut self, place: u32) -> Option<&mut T> {
        self.known.get_mut(self.first[place as usize] as usize)
    }

    /// Tells one thing more of the phrase at a place.
    pub(crate) fn tell(&mut self, place: u32, known: T) {
        let number = self.known.len() as u32;
        match self.first[place as usize] {
            NOTHING => self.first[place as usize] = number,
            first => {
                let mut last = first;
                while self.also[last as usize] != NOTHING {
                    last = self.also[last as usize];
                }
                self.also[last as usize] = number;
            }
        }
        self.known.push(known);
        self.also.push(NOTHING);
    }

    /// The phrases that words begin with, the shorter first: how many words each has, and what is known of it.
    pub(crate) fn beginning(&self, words: &[u32]) -> Vec<(usize, &T)> {
        let mut found = Vec::new();
        let mut from = 0;
        for (depth, &word) in words.iter().enumerate() {
            let Some(&next) = self.next.get(&Step { from, word }) else {
                break;
            };
            from = next;
            found.extend(self.known_at(next).map(|known| (depth + 1, known)));
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
            let at = index.place(words);
            index.tell(at, place);
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
        let at = index.place(&phrases[1]);
        assert_eq!(index.known_at(at).collect::<Vec<_>>(), [&1]);
        assert_eq!(index.first_at(at), Some(&mut 1));
        let at = index.place(&vocabulary.numbers("b a b"));
        assert_eq!(index.first_at(at), None);
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
