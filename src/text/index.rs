//! Names found by their key, exactly or in spite of a slip of the finger; never by a guess between two.

use super::likeness::letters_apart;
use super::slip::{
    have_same_numbers, is_mark_off, is_plain_word_slip, is_space_slip, is_word_slip,
};
use super::syllable::is_well_formed;
use super::word_index::WordIndex;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// From this many letters on a key may hold two slips.
const LETTERS_FOR_TWO_SLIPS: usize = 20;

/// How many candidates a message names.
const CANDIDATES: usize = 3;

/// Candidates less alike than this are none (the share of letter pairs in common, 0 to 1).
const LEAST_SIMILARITY: f64 = 0.4;

/// Things found by their keys. Several keys may lead to one thing; a key that leads to several is ambiguous.
///
/// A slip is looked up by the words that it may be of: a word that stands in any key was meant, of any other only few words
/// are near, and a key with these in its place is one of the keys or it is not.
///
/// Keys are compared as given: build and ask with [`label_key`](super::label_key) or
/// [`match_key`](super::match_key).
#[derive(Debug, Clone)]
pub struct LabelIndex<T> {
    entries: Vec<Entry<T>>,
    by_key: HashMap<String, Vec<usize>, RandomState>,
    words: WordIndex,
    /// Words that tell no key from another: in them more is a slip.
    plain_words: HashSet<String>,
    /// Without spaces.
    by_letters: HashMap<String, Vec<usize>, RandomState>,
    /// Entries that hold two neighbouring characters, and how often. Made when a key first leads nowhere.
    by_pair: OnceLock<HashMap<Pair, Vec<(u32, u32)>, RandomState>>,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    key: String,
    shape: Shape,
    item: T,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub enum LabelMatch<'a, T> {
    /// The key leads to one thing.
    Exact(&'a T),
    /// The key holds a slip of the finger, and nothing else is near.
    Slip {
        /// The thing.
        item: &'a T,
        /// The key that was meant.
        matched_key: &'a str,
        /// How many slips.
        distance: usize,
    },
    /// The key leads to several things, or lies near several; each with its key.
    Ambiguous(Vec<(&'a str, &'a T)>),
    /// The key leads nowhere.
    None {
        /// Up to three things with similar keys, the most similar first.
        nearest: Vec<(&'a str, &'a T)>,
    },
}

impl<T: PartialEq> LabelIndex<T> {
    /// An index of things by their keys. Empty keys lead nowhere.
    pub fn new(pairs: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut index = Self {
            entries: Vec::new(),
            by_key: HashMap::default(),
            words: WordIndex::new(Vec::new()),
            plain_words: HashSet::new(),
            by_letters: HashMap::default(),
            by_pair: OnceLock::new(),
        };
        for (key, item) in pairs {
            index.insert(key, item);
        }
        index
    }

    /// The same index, in which these words tell no key from another.
    pub(crate) fn with_plain_words(self, words: HashSet<String>) -> Self {
        Self {
            plain_words: words,
            ..self
        }
    }

    fn insert(&mut self, key: String, item: T) {
        let positions = self.by_key.entry(key.clone()).or_default();
        let is_known = positions
            .iter()
            .any(|&position| self.entries[position].item == item);
        if key.is_empty() || is_known {
            return;
        }
        positions.push(self.entries.len());
        for word in key.split(' ') {
            self.words.insert(word.to_owned());
        }
        let letters = self.by_letters.entry(without_spaces(&key));
        letters.or_default().push(self.entries.len());
        self.entries.push(Entry {
            shape: Shape::of(&key),
            key,
            item,
        });
    }

    /// Finds what a key leads to.
    pub fn find(&self, key: &str) -> LabelMatch<'_, T> {
        self.find_any(key).unwrap_or_else(|| LabelMatch::None {
            nearest: self.nearest_to(key),
        })
    }

    /// The same where the key leads anywhere; to look for what is nearest costs more than all else.
    pub(crate) fn find_any(&self, key: &str) -> Option<LabelMatch<'_, T>> {
        match self.by_key.get(key).map(Vec::as_slice) {
            Some([only]) => Some(LabelMatch::Exact(&self.entries[*only].item)),
            Some([]) | None => self.find_slip(key),
            Some(several) => {
                let named = several.iter().map(|&position| self.named(position));
                Some(LabelMatch::Ambiguous(named.collect()))
            }
        }
    }

    /// Whether a word stands in any key.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Up to three things with similar keys, the most similar first.
    pub(crate) fn nearest_to(&self, key: &str) -> Vec<(&str, &T)> {
        self.nearest(&Shape::of(key))
    }

    fn find_slip(&self, key: &str) -> Option<LabelMatch<'_, T>> {
        let letters = key.chars().filter(|&letter| letter != ' ').count();
        let most = if letters >= LETTERS_FOR_TWO_SLIPS {
            2
        } else {
            1
        };
        let is_slip = |written: &str, meant: &str| {
            // What is spelled as no word is no other name.
            is_word_slip(written, meant)
                || is_mark_off(written, meant) && !is_well_formed(written)
                || self.plain_words.contains(meant) && is_plain_word_slip(written, meant)
        };
        let by_words = self.with_words_in_place(key, most, is_slip);
        let by_spaces = self.with_other_spaces(key).map(|position| (1, position));
        let (distance, position) = by_words.into_iter().chain(by_spaces).min()?;
        let found = &self.entries[position];
        let rivals = self.rivals(key, &Shape::of(key), found, distance + 1);
        if rivals.is_empty() {
            return Some(LabelMatch::Slip {
                item: &found.item,
                matched_key: &found.key,
                distance,
            });
        }
        let mut candidates = vec![self.named(position)];
        candidates.extend(rivals.into_iter().map(|position| self.named(position)));
        candidates.truncate(CANDIDATES);
        Some(LabelMatch::Ambiguous(candidates))
    }

    /// Entries whose keys have other words in place of those of a key that no entry has, and of how many. A word that
    /// occurs in any key was meant.
    fn with_words_in_place(
        &self,
        key: &str,
        most: usize,
        is_meant: impl Fn(&str, &str) -> bool,
    ) -> Vec<(usize, usize)> {
        let words: Vec<&str> = key.split(' ').collect();
        let unknown: Vec<usize> = (0..words.len())
            .filter(|&at| !self.words.contains(words[at]))
            .take(most + 1)
            .collect();
        if unknown.is_empty() || unknown.len() > most {
            return Vec::new();
        }
        let mut readings = vec![words];
        for &at in &unknown {
            let near = self.words.near(readings[0][at]);
            let meant = near
                .into_iter()
                .filter(|meant| is_meant(readings[0][at], meant));
            let meant: Vec<&str> = meant.collect();
            readings = readings
                .iter()
                .flat_map(|reading| {
                    meant.iter().map(move |meant| {
                        let mut reading = reading.clone();
                        reading[at] = meant;
                        reading
                    })
                })
                .collect();
            if readings.is_empty() {
                return Vec::new();
            }
        }
        let keys = readings.iter().map(|reading| reading.join(" "));
        let found = keys.filter_map(|key| self.by_key.get(&key));
        found.flatten().map(|&at| (unknown.len(), at)).collect()
    }

    /// Entries whose keys are the same but for one space.
    fn with_other_spaces(&self, key: &str) -> impl Iterator<Item = usize> {
        let same = self.by_letters.get(&without_spaces(key));
        let same = same.into_iter().flatten().copied();
        same.filter(move |&position| is_space_slip(key, &self.entries[position].key))
    }

    /// The one thing whose key differs in the mark of one letter, where no other thing's key is near.
    pub(crate) fn find_mark_off(&self, key: &str) -> Option<&T> {
        /// Other keys within so many changes of a letter are near.
        const NEAR: usize = 2;
        /// A shorter key tells too little.
        const FEWEST_LETTERS: usize = 8;
        let found = self.with_words_in_place(key, 1, is_mark_off);
        let found = found.into_iter().map(|(_, position)| position).min();
        let position = found.or_else(|| self.with_known_word_off(key))?;
        let shape = Shape::of(key);
        let rivals = self.rivals(key, &shape, &self.entries[position], NEAR);
        let is_sure = shape.letters >= FEWEST_LETTERS && rivals.is_empty();
        is_sure.then(|| &self.entries[position].item)
    }

    /// The entry whose key has another word in place of one that stands in others: `lao động tiên tiên`.
    fn with_known_word_off(&self, key: &str) -> Option<usize> {
        /// A shorter key may well mean what it says.
        const FEWEST_WORDS: usize = 4;
        let words: Vec<&str> = key.split(' ').collect();
        let is_known = words.iter().all(|word| self.words.contains(word));
        let at_each = (0..words.len()).filter(|_| is_known && words.len() >= FEWEST_WORDS);
        let found = at_each.flat_map(|at| {
            let near = self.words.near(words[at]).into_iter();
            let meant = near.filter(|meant| is_mark_off(words[at], meant));
            let keys = meant.map(|meant| {
                [&words[..at], &[meant], &words[at + 1..]]
                    .concat()
                    .join(" ")
            });
            let found: Vec<usize> = keys
                .filter_map(|key| self.by_key.get(&key))
                .flatten()
                .copied()
                .collect();
            found
        });
        let found: Vec<usize> = found.collect();
        let (first, others) = found.split_first()?;
        let is_one = others
            .iter()
            .all(|other| self.entries[*other].item == self.entries[*first].item);
        is_one.then_some(*first)
    }

    /// Other things whose keys are within a distance, counted in any change of a letter.
    fn rivals(&self, key: &str, shape: &Shape, found: &Entry<T>, within: usize) -> Vec<usize> {
        (0..self.entries.len())
            .filter(|&position| {
                let entry = &self.entries[position];
                entry.item != found.item
                    && shape.may_be_within(within, &entry.shape)
                    && letters_apart(key, &entry.key) <= within
                    && have_same_numbers(key, &entry.key)
            })
            .collect()
    }

    fn nearest(&self, shape: &Shape) -> Vec<(&str, &T)> {
        let mut common: Vec<u32> = vec![0; self.entries.len()];
        for (pair, count) in &shape.pairs {
            for &(position, of_entry) in self.by_pair().get(pair).into_iter().flatten() {
                common[position as usize] += of_entry.min(*count);
            }
        }
        let mut ranked: Vec<(f64, usize)> = common
            .into_iter()
            .enumerate()
            .filter(|(_, common)| *common > 0)
            .map(|(position, common)| {
                let similarity = shape.similarity(&self.entries[position].shape, common);
                (similarity, position)
            })
            .filter(|(similarity, _)| *similarity >= LEAST_SIMILARITY)
            .collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut nearest: Vec<(&str, &T)> = Vec::with_capacity(CANDIDATES);
        for (_, position) in ranked {
            if nearest.len() == CANDIDATES {
                break;
            }
            let candidate = self.named(position);
            if nearest.iter().all(|(_, item)| *item != candidate.1) {
                nearest.push(candidate);
            }
        }
        nearest
    }

    fn by_pair(&self) -> &HashMap<Pair, Vec<(u32, u32)>, RandomState> {
        self.by_pair.get_or_init(|| {
            let mut by_pair: HashMap<Pair, Vec<(u32, u32)>, RandomState> = HashMap::default();
            for (entry, position) in self.entries.iter().zip(0..) {
                for (pair, count) in &entry.shape.pairs {
                    by_pair.entry(*pair).or_default().push((position, *count));
                }
            }
            by_pair
        })
    }

    fn named(&self, position: usize) -> (&str, &T) {
        let entry = &self.entries[position];
        (&entry.key, &entry.item)
    }
}

fn without_spaces(key: &str) -> String {
    let mut letters = key.to_owned();
    letters.retain(|letter| letter != ' ');
    letters
}

/// What tells quickly that two keys are far apart, or how alike they are.
#[derive(Debug, Clone)]
struct Shape {
    /// Characters, spaces included.
    length: usize,
    /// Characters without spaces.
    letters: usize,
    /// A bit for each character that occurs, by its code modulo 64.
    characters: u64,
    /// Neighbouring characters, sorted, and how often they stand there.
    pairs: Vec<(Pair, u32)>,
}

/// Two neighbouring characters.
type Pair = (char, char);

impl Shape {
    fn of(key: &str) -> Self {
        let characters: Vec<char> = key.chars().collect();
        let pairs = characters.windows(2);
        let mut every: Vec<Pair> = pairs.map(|pair| (pair[0], pair[1])).collect();
        every.sort_unstable();
        let same = every.chunk_by(|one, other| one == other);
        Self {
            length: characters.len(),
            letters: characters.iter().filter(|&&letter| letter != ' ').count(),
            characters: characters
                .iter()
                .fold(0, |bits, &letter| bits | 1 << (letter as u32 % 64)),
            pairs: same.map(|pairs| (pairs[0], pairs.len() as u32)).collect(),
        }
    }

    /// Whether the keys can be within a number of changes of a letter; each changes at most two bits.
    fn may_be_within(&self, changes: usize, other: &Self) -> bool {
        self.length.abs_diff(other.length) <= changes
            && (self.characters ^ other.characters).count_ones() as usize <= 2 * changes
    }

    /// The share of pairs of neighbouring letters in common, from 0 to 1.
    fn similarity(&self, other: &Self, common: u32) -> f64 {
        let all = (self.length + other.length).saturating_sub(2);
        f64::from(2 * common) / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(pairs: &[(&str, u32)]) -> LabelIndex<u32> {
        LabelIndex::new(pairs.iter().map(|&(key, item)| (key.to_owned(), item)))
    }

    #[test]
    fn keys_lead_to_their_things() {
        let index = index(&[
            ("sở y tế", 1),
            ("sở tế y", 1),
            ("trong đó nữ", 2),
            ("trong đó nữ", 3),
            ("sở y tế", 1),
            ("", 9),
        ]);
        assert_eq!(index.find("sở y tế"), LabelMatch::Exact(&1));
        assert_eq!(index.find("sở tế y"), LabelMatch::Exact(&1));
        assert_eq!(
            index.find("trong đó nữ"),
            LabelMatch::Ambiguous(vec![("trong đó nữ", &2), ("trong đó nữ", &3)])
        );
        assert_eq!(index.find(""), LabelMatch::None { nearest: vec![] });
        assert_eq!(
            index.find("hợp tác xã"),
            LabelMatch::None { nearest: vec![] }
        );
    }

    #[test]
    fn a_slip_leads_there_where_nothing_else_is_near() {
        let index = index(&[
            ("ban nội chính tỉnh ủy", 1),
            ("tân bình", 2),
            ("tấn bình", 3),
            ("cụm thi đua số 1", 4),
            ("cụm thi đua số 2", 5),
            ("trường mầm non xã hoa mai", 6),
            ("mỹ an", 7),
        ]);
        for (key, item, distance) in [
            ("ban nội chnh tỉnh ủy", 1, 1),
            ("cụm thi đuaa số 1", 4, 1),
            ("cụm thii đua số 2", 5, 1),
            ("trườnng mầm onn xã hoa mai", 6, 2),
        ] {
            match index.find(key) {
                LabelMatch::Slip {
                    item: found,
                    distance: slips,
                    ..
                } => {
                    assert_eq!((*found, slips), (item, distance), "{key}");
                }
                other => panic!("{key}: {other:?}"),
            }
        }
        assert_eq!(
            index.find("tân bnìh"),
            LabelMatch::Ambiguous(vec![("tân bình", &2), ("tấn bình", &3)])
        );
        for far in ["mỹ lan", "nam sơn", "cụm thi đua số 3", "tản bình"] {
            assert!(matches!(index.find(far), LabelMatch::None { .. }), "{far}");
        }
        assert_eq!(
            index.find("trường mầm non xã hoa hồng"),
            LabelMatch::None {
                nearest: vec![("trường mầm non xã hoa mai", &6)]
            }
        );
    }

    #[test]
    fn thousands_of_names_are_searched_quickly() {
        let syllables = [
            "hòa", "bình", "thành", "công", "minh", "khai", "quang", "trung", "sơn", "lâm",
        ];
        let keys = (0..5000).map(|number: usize| {
            let word = |place: usize| syllables[number / place % 10];
            format!(
                "trường tiểu học {} {} {} số {}",
                word(1),
                word(10),
                word(100),
                number / 1000
            )
        });
        let index = LabelIndex::new(keys.zip(0..));
        for _ in 0..20 {
            assert!(matches!(
                index.find("trường tiểu họcc lâm sơn trung số 4"),
                LabelMatch::Slip { .. }
            ));
            assert!(matches!(
                index.find("trường tiểu học không đâu có"),
                LabelMatch::None { .. }
            ));
        }
    }
}
