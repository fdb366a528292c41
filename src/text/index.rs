//! Names found by their key, exactly or in spite of a slip of the finger; never by a guess between two.

use super::likeness::letters_apart;
use super::slip::{have_same_numbers, is_one_mark_off, slips};
use std::collections::{BTreeSet, HashMap};

/// From this many letters on a key may hold two slips.
const LETTERS_FOR_TWO_SLIPS: usize = 20;

/// How many candidates a message names.
const CANDIDATES: usize = 3;

/// Candidates less alike than this are none (the share of letter pairs in common, 0 to 1).
const LEAST_SIMILARITY: f64 = 0.4;

/// Things found by their keys. Several keys may lead to one thing; a key that leads to several is ambiguous.
///
/// Keys are compared as given: build and ask with [`label_key`](super::label_key) or
/// [`match_key`](super::match_key).
#[derive(Debug, Clone)]
pub struct LabelIndex<T> {
    entries: Vec<Entry<T>>,
    by_key: HashMap<String, Vec<usize>>,
    words: BTreeSet<String>,
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
            by_key: HashMap::new(),
            words: BTreeSet::new(),
        };
        for (key, item) in pairs {
            index.insert(key, item);
        }
        index
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
        self.words.extend(key.split(' ').map(str::to_owned));
        self.entries.push(Entry {
            shape: Shape::of(&key),
            key,
            item,
        });
    }

    /// Finds what a key leads to.
    pub fn find(&self, key: &str) -> LabelMatch<'_, T> {
        match self.by_key.get(key).map(Vec::as_slice) {
            Some([only]) => return LabelMatch::Exact(&self.entries[*only].item),
            Some([]) | None => {}
            Some(several) => {
                let named = several.iter().map(|&position| self.named(position));
                return LabelMatch::Ambiguous(named.collect());
            }
        }
        let shape = Shape::of(key);
        self.find_slip(key, &shape)
            .unwrap_or_else(|| LabelMatch::None {
                nearest: self.nearest(&shape),
            })
    }

    fn find_slip(&self, key: &str, shape: &Shape) -> Option<LabelMatch<'_, T>> {
        let most = if shape.letters >= LETTERS_FOR_TWO_SLIPS {
            2
        } else {
            1
        };
        let is_known = |word: &str| self.words.contains(word);
        let (distance, position) = (0..self.entries.len())
            .filter(|&position| shape.may_be_within(most, &self.entries[position].shape))
            .filter_map(|position| {
                let distance = slips(key, &self.entries[position].key, &is_known)?;
                (distance <= most).then_some((distance, position))
            })
            .min()?;
        let found = &self.entries[position];
        let rivals = self.rivals(key, shape, found, distance + 1);
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

    /// The one thing whose key differs in the mark of one letter, where no other thing's key is near.
    pub(crate) fn find_mark_off(&self, key: &str) -> Option<&T> {
        /// Other keys within so many changes of a letter are near.
        const NEAR: usize = 2;
        /// A shorter key tells too little.
        const FEWEST_LETTERS: usize = 8;
        let shape = Shape::of(key);
        let is_known = |word: &str| self.words.contains(word);
        let position = (0..self.entries.len())
            .filter(|&position| shape.may_be_within(1, &self.entries[position].shape))
            .find(|&position| is_one_mark_off(key, &self.entries[position].key, &is_known))?;
        let rivals = self.rivals(key, &shape, &self.entries[position], NEAR);
        let is_sure = shape.letters >= FEWEST_LETTERS && rivals.is_empty();
        is_sure.then(|| &self.entries[position].item)
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
        let mut ranked: Vec<(f64, usize)> = self
            .entries
            .iter()
            .enumerate()
            .map(|(position, entry)| (shape.similarity(&entry.shape), position))
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

    fn named(&self, position: usize) -> (&str, &T) {
        let entry = &self.entries[position];
        (&entry.key, &entry.item)
    }
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
    /// Neighbouring characters, sorted.
    pairs: Vec<(char, char)>,
}

impl Shape {
    fn of(key: &str) -> Self {
        let characters: Vec<char> = key.chars().collect();
        let mut pairs: Vec<(char, char)> = characters
            .windows(2)
            .map(|pair| (pair[0], pair[1]))
            .collect();
        pairs.sort_unstable();
        Self {
            length: characters.len(),
            letters: characters.iter().filter(|&&letter| letter != ' ').count(),
            characters: characters
                .iter()
                .fold(0, |bits, &letter| bits | 1 << (letter as u32 % 64)),
            pairs,
        }
    }

    /// Whether the keys can be within a number of changes of a letter; each changes at most two bits.
    fn may_be_within(&self, changes: usize, other: &Self) -> bool {
        self.length.abs_diff(other.length) <= changes
            && (self.characters ^ other.characters).count_ones() as usize <= 2 * changes
    }

    /// The share of pairs of neighbouring letters in common, from 0 to 1.
    fn similarity(&self, other: &Self) -> f64 {
        let (mut one, mut two, mut common) = (0, 0, 0);
        while one < self.pairs.len() && two < other.pairs.len() {
            match self.pairs[one].cmp(&other.pairs[two]) {
                std::cmp::Ordering::Less => one += 1,
                std::cmp::Ordering::Greater => two += 1,
                std::cmp::Ordering::Equal => {
                    common += 1;
                    one += 1;
                    two += 1;
                }
            }
        }
        let all = self.pairs.len() + other.pairs.len();
        if all == 0 {
            return 0.0;
        }
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
