//! Labels understood by the concepts that they say: every word belongs to a phrase of a concept, an indicator's needs are
//! met, and nothing is said that it does not bear.

use crate::catalogue::Concepts;
use crate::quantity::Dimension;
use crate::text::{self, Abbreviations, WordIndex};
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Concepts, a bit each.
type Bits = u128;

/// Phrases that say nothing of their own have this bit alone.
const SILENT: Bits = 1;

/// From this many letters on a label may hold two slips.
const LETTERS_FOR_TWO_SLIPS: usize = 20;

/// What a label says, phrase by phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said(Vec<Bits>);

impl Said {
    fn followed_by(mut self, other: &Said) -> Said {
        self.0.extend(&other.0);
        self
    }
}

/// Finds the indicators that labels describe.
#[derive(Clone)]
pub(super) struct ConceptLabels {
    /// Phrases and the concepts they may say, by their first word.
    phrases: HashMap<String, Vec<(Vec<String>, Bits)>, RandomState>,
    words: WordIndex,
    ways: Vec<Way>,
    measured: BTreeMap<String, Bits>,
    /// What may stand beside figures, by the indicators' codes.
    beside: BTreeMap<String, Bits>,
    /// What may be said of anyone who is counted: `nữ`.
    of_anyone: Bits,
    at_the_end: Bits,
}

/// One way to say an indicator.
#[derive(Clone)]
struct Way {
    code: Arc<str>,
    needs: Vec<Bits>,
    /// All that may be said, the needs included.
    bears: Bits,
}

impl ConceptLabels {
    /// Indexes the concepts.
    pub(super) fn new(concepts: &Concepts, abbreviations: &Abbreviations) -> Self {
        let names = concepts.phrases.keys().enumerate();
        let bits: BTreeMap<&str, Bits> = names
            .map(|(position, name)| (name.as_str(), 2 << position))
            .collect();
        let mut by_key: BTreeMap<String, Bits> = BTreeMap::new();
        let said = concepts.phrases.iter();
        let said = said.flat_map(|(name, phrases)| phrases.iter().map(|it| (it, bits[&**name])));
        let silent = concepts.silent.iter().map(|phrase| (phrase, SILENT));
        for (phrase, bit) in said.chain(silent) {
            *by_key
                .entry(text::match_key(phrase, abbreviations))
                .or_default() |= bit;
        }
        let mut phrases: HashMap<String, Vec<(Vec<String>, Bits)>, RandomState> =
            HashMap::default();
        let words = by_key.keys().flat_map(|key| key.split(' '));
        let words = WordIndex::new(words.map(str::to_owned));
        for (key, bits) in by_key {
            let written: Vec<String> = key.split(' ').map(str::to_owned).collect();
            phrases
                .entry(written[0].clone())
                .or_default()
                .push((written, bits));
        }
        let any_of = |names: &[String]| names.iter().fold(0, |all, name| all | bits[&**name]);
        let ways = concepts.indicators.iter().flat_map(|(code, ways)| {
            let code: Arc<str> = code.as_str().into();
            ways.iter().map(move |way| (code.clone(), way))
        });
        let ways = ways.map(|(code, way)| {
            let needs: Vec<Bits> = way.needs.iter().map(|need| any_of(need)).collect();
            let needed = needs.iter().fold(SILENT, |all, need| all | need);
            let bears = needed | any_of(&way.bears);
            Way { code, needs, bears }
        });
        let measured = concepts.measured.iter();
        let beside = concepts.beside.iter();
        Self {
            ways: ways.collect(),
            measured: measured
                .map(|(dimension, name)| (dimension.clone(), bits[&**name]))
                .collect(),
            beside: beside
                .map(|(code, names)| (code.clone(), any_of(names)))
                .collect(),
            of_anyone: any_of(&concepts.of_anyone),
            at_the_end: any_of(&concepts.at_the_end),
            phrases,
            words,
        }
    }

    /// What a key says; `None` where a word of it belongs to no phrase.
    pub(super) fn said(&self, key: &str) -> Option<Said> {
        if key.split(' ').any(|word| !self.words.contains(word)) {
            return None;
        }
        let words: Vec<&str> = key.split(' ').collect();
        // From the back: the fewest phrases that make up the words from here on, and the first of them.
        let mut fewest: Vec<Option<(usize, usize, Bits)>> = vec![None; words.len() + 1];
        fewest[words.len()] = Some((0, 0, 0));
        for at in (0..words.len()).rev() {
            for (phrase, bits) in self.phrases.get(words[at]).into_iter().flatten() {
                let fits = words[at..].len() >= phrase.len()
                    && phrase
                        .iter()
                        .zip(&words[at..])
                        .all(|(one, other)| one == other);
                let Some((rest, ..)) = fewest.get(at + phrase.len()).copied().flatten() else {
                    continue;
                };
                // Of as few, the one with the longer phrase first.
                let is_better = fewest[at].is_none_or(|(count, length, _)| {
                    (rest + 1, std::cmp::Reverse(phrase.len())) < (count, std::cmp::Reverse(length))
                });
                if fits && is_better {
                    fewest[at] = Some((rest + 1, phrase.len(), *bits));
                }
            }
        }
        let mut said = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let (_, length, bits) = fewest[at]?;
            said.push(bits);
            at += length;
        }
        (!said.is_empty()).then_some(Said(said))
    }

    /// Whether they describe an indicator.
    pub(super) fn describe(&self, code: &str) -> bool {
        self.ways.iter().any(|way| *way.code == *code)
    }

    /// The indicators that a label describes together with the one above it. A rate alone is of
    /// whatever it stands under, of the pledge mostly; what says more than the label above is not the same as that.
    pub(super) fn described_under(&self, above: &Said, own: &Said) -> BTreeSet<Arc<str>> {
        if self.is_rate(own) {
            return BTreeSet::new();
        }
        let counts = self.measured.values().fold(SILENT, |all, bits| all | bits);
        let says_more = own.0.iter().any(|bits| bits & counts == 0);
        // What is counted is said last: `Số đoàn viên được thăm hỏi › Số tiền`.
        let mut rest = above.clone();
        if own.0.iter().any(|bits| bits & counts > SILENT) {
            rest.0.retain(|bits| bits & !counts != 0);
        }
        let mut both = self.described(&rest.followed_by(own));
        if says_more {
            let of_above = self.described(above);
            both.retain(|code| !of_above.contains(code));
        }
        both
    }

    /// Whether a label says again what the one above it does, and less than that: `Lao động nữ` under `Số lao động thiếu việc
    /// làm`; then whether it says nothing of its own besides.
    pub(super) fn restates(&self, above: &Said, own: &Said) -> Option<bool> {
        let counts = self.measured.values().fold(SILENT, |all, bits| all | bits);
        let telling = |said: &Said| -> Vec<Bits> {
            let telling = said.0.iter().copied();
            telling.filter(|bits| bits & counts == 0).collect()
        };
        let (above, own) = (telling(above), telling(own));
        let is_in = |bits: &Bits, of: &[Bits]| of.iter().any(|other| other & bits != 0);
        let says_again = own.iter().any(|bits| is_in(bits, &above));
        let says_less = above.iter().any(|bits| !is_in(bits, &own));
        let mut rest = own.iter().filter(|bits| !is_in(bits, &above));
        let is_plain = rest.all(|bits| bits & self.of_anyone != 0);
        (says_again && says_less).then_some(is_plain)
    }

    /// Whether a label says nothing but the end of the period: `- Cuối năm`.
    pub(super) fn is_of_the_end(&self, said: &Said) -> bool {
        let counts = self.measured.values().fold(SILENT, |all, bits| all | bits);
        let is_of_end = |bits: &Bits| bits & self.at_the_end != 0;
        said.0.iter().any(is_of_end)
            && said
                .0
                .iter()
                .all(|bits| is_of_end(bits) || bits & counts != 0)
    }

    /// Whether a label says of whom it counts what may be said of anyone: `Lao động nữ`.
    pub(super) fn says_of_anyone(&self, said: &Said) -> bool {
        said.0.iter().any(|bits| bits & self.of_anyone != 0)
    }

    /// Whether words say only what may stand beside an indicator's figure.
    pub(super) fn may_stand_beside(&self, key: &str, code: &str) -> bool {
        let known = self.beside.get(code).copied().unwrap_or_default();
        self.said(key)
            .is_some_and(|said| said.0.iter().all(|bits| bits & known != 0))
    }

    /// Whether a label speaks of a rate.
    fn is_rate(&self, said: &Said) -> bool {
        let rate = self.measured.get(Dimension::Percent.name());
        rate.is_some_and(|rate| said.0.iter().any(|bits| bits & rate != 0))
    }

    /// The indicators that are described by what is said.
    pub(super) fn described(&self, said: &Said) -> BTreeSet<Arc<str>> {
        let fits = |way: &&Way| {
            let is_met = |need: &Bits| said.0.iter().any(|bits| bits & need != 0);
            way.needs.iter().all(is_met) && said.0.iter().all(|bits| bits & way.bears != 0)
        };
        let ways = self.ways.iter().filter(fits);
        ways.map(|way| way.code.clone()).collect()
    }

    /// The same where it is measured in something: `Thăm hỏi đoàn viên` in đồng is what it cost.
    pub(super) fn described_in(&self, said: &Said, measured: &Dimension) -> BTreeSet<Arc<str>> {
        let mut said = said.clone();
        said.0.extend(self.measured.get(measured.name()));
        self.described(&said)
    }

    /// A key without the slips of the finger in words that no label has, where only one word can be meant by each.
    pub(super) fn mended(&self, key: &str) -> Option<String> {
        let letters = key.chars().filter(|&letter| letter != ' ').count();
        let most = if letters >= LETTERS_FOR_TWO_SLIPS {
            2
        } else {
            1
        };
        let unknown = key.split(' ').filter(|word| !self.words.contains(word));
        let slips = unknown.take(most + 1).count();
        if slips == 0 || slips > most {
            return None;
        }
        let mend = |word| match self.words.contains(word) {
            true => Some(word),
            false => self.words.only_slip(word),
        };
        let mended: Option<Vec<&str>> = key.split(' ').map(mend).collect();
        Some(mended?.join(" "))
    }
}
