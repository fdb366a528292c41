//! Labels understood by the concepts that they say: every word belongs to a phrase of a concept, an indicator's needs are
//! met, and nothing is said that it does not bear.

use crate::catalogue::{Concepts, Indicators};
use crate::memo::Memo;
use crate::quantity::Dimension;
use crate::text::{self, Abbreviations, PhraseIndex, PhraseList, Vocabulary, WordIndex};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Concepts, a bit each.
type Bits = u128;

/// Phrases that say nothing of their own have this bit alone.
const SILENT: Bits = 1;

/// Phrases of the sentence in which a figure stands have this bit.
const SENTENCE: Bits = 2;

/// The first concept's bit.
const FIRST: Bits = 4;

/// From this many letters on a label may hold two slips.
const LETTERS_FOR_TWO_SLIPS: usize = 20;

/// A label may be taken apart into phrases in several ways; more than so many are not looked at.
const MOST_PARTINGS: usize = 12;

/// What a label says, phrase by phrase, in each way to take it apart into as few phrases as it can be: `đã được kết nạp |
/// Đảng` and `đã | được kết nạp Đảng`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said(Vec<Vec<Bits>>);

impl Said {
    fn followed_by(&self, other: &Said) -> Said {
        let both = self.0.iter().flat_map(|one| {
            let rest = other.0.iter();
            rest.map(|other| [&one[..], other].concat())
        });
        Said(both.take(MOST_PARTINGS).collect())
    }

    /// The phrases of the first way to take it apart.
    fn phrases(&self) -> &[Bits] {
        self.0.first().map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether any way to take it apart says something of these concepts.
    fn holds(&self, concepts: Bits) -> bool {
        let mut phrases = self.0.iter().flatten();
        phrases.any(|bits| bits & concepts != 0)
    }
}

/// Finds the indicators that labels describe.
#[derive(Clone)]
pub(super) struct ConceptLabels {
    /// What phrases may say, as numbers of their words.
    phrases: Arc<PhraseIndex<Bits>>,
    vocabulary: Vocabulary,
    /// The words that phrases have.
    words: WordIndex,
    ways: Vec<Way>,
    /// What phrases of a concept say where several stand one behind the other.
    several: Vec<(Bits, Bits)>,
    measured: BTreeMap<String, Bits>,
    /// Words of two of which the second is meant whatever marks it bears.
    compounds: Vec<(String, String)>,
    /// What those say, and what says nothing of its own.
    counts: Bits,
    /// What may stand beside figures, by the indicators' codes.
    beside: BTreeMap<String, Bits>,
    /// What may be said of anyone who is counted: `nữ`.
    of_anyone: Bits,
    /// What makes no indicator of a label: `số công đoàn cơ sở`.
    never: Bits,
    at_the_end: Bits,
    said_again: Bits,
    /// What keys of known words say.
    known: Memo<Option<Said>>,
}

/// The fewest phrases that make up the words from one on, and the first of them in each way: how many words and what it says.
#[derive(Clone, Default)]
struct Fewest {
    count: usize,
    firsts: Vec<(usize, Bits)>,
}

/// The ways to take the words from one on apart into as few phrases, first that of the longer phrases first.
fn partings(fewest: &[Option<Fewest>], at: usize) -> Vec<Vec<Bits>> {
    let Some(here) = fewest.get(at).and_then(Option::as_ref) else {
        return Vec::new();
    };
    if at + 1 == fewest.len() {
        return vec![Vec::new()];
    }
    let mut firsts: Vec<&(usize, Bits)> = here.firsts.iter().collect();
    firsts.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    let ways = firsts.into_iter().flat_map(|(length, bits)| {
        let rests = partings(fewest, at + length).into_iter();
        rests.map(|mut rest| {
            rest.insert(0, *bits);
            rest
        })
    });
    ways.take(MOST_PARTINGS).collect()
}

/// One way to say an indicator.
#[derive(Clone)]
struct Way {
    code: Arc<str>,
    needs: Vec<Bits>,
    /// All that may be said, the needs included.
    bears: Bits,
}

/// What may stand beside figures, by the indicators' codes: of what nothing is listed its label's words.
fn may_stand_beside(
    ways: &[Way],
    listed: impl Iterator<Item = (String, Bits)>,
) -> BTreeMap<String, Bits> {
    let mut beside: BTreeMap<String, Bits> = BTreeMap::new();
    for way in ways {
        *beside.entry(way.code.to_string()).or_default() |= way.bears & !SILENT;
    }
    beside.extend(listed);
    beside
}

/// Phrases as labels are compared, their abbreviations written out.
struct MatchedPhrases<'a> {
    abbreviations: &'a Abbreviations,
    vocabulary: Vocabulary,
    /// By a word's number, whether it stays as it is whatever stands around it.
    stays: Vec<bool>,
    /// By a word's number, whether a phrase has it.
    is_used: Vec<bool>,
    /// What each phrase may say.
    phrases: PhraseIndex<Bits>,
}

impl<'a> MatchedPhrases<'a> {
    fn new(concepts: &Concepts, abbreviations: &'a Abbreviations) -> Self {
        let vocabulary = concepts.vocabulary.clone();
        let words = vocabulary.words();
        let stays = words.map(|word| !abbreviations.begin_with(word) && word != "và");
        Self {
            abbreviations,
            stays: stays.collect(),
            vocabulary,
            is_used: Vec::new(),
            phrases: PhraseIndex::with_room(concepts.phrases_in_all()),
        }
    }

    fn add(&mut self, phrases: &PhraseList, says: Bits) {
        for phrase in phrases.iter() {
            let stays = phrase.iter().all(|word| self.stays[*word as usize]);
            if stays {
                self.push(phrase, says);
            } else {
                let key = self.vocabulary.written(phrase);
                let key = text::match_key_of(&key, self.abbreviations);
                let matched = self.vocabulary.numbers(&key);
                self.push(&matched, says);
            }
        }
    }

    fn push(&mut self, phrase: &[u32], says: Bits) {
        self.is_used.resize(self.vocabulary.words().len(), false);
        for word in phrase {
            self.is_used[*word as usize] = true;
        }
        let place = self.phrases.place(phrase);
        match self.phrases.first_at(place) {
            Some(known) => *known |= says,
            None => self.phrases.tell(place, says),
        }
    }

    /// The words that phrases have, in the order of their numbers.
    fn used_words(&self) -> impl Iterator<Item = &str> {
        let words = self.vocabulary.words().zip(&self.is_used);
        words.filter_map(|(word, is_used)| is_used.then_some(word))
    }
}

impl ConceptLabels {
    /// Indexes the concepts.
    pub(super) fn new(concepts: &Concepts, abbreviations: &Abbreviations) -> Self {
        let names = concepts.phrases.keys().enumerate();
        let bits: BTreeMap<&str, Bits> = names
            .map(|(position, name)| (name.as_str(), FIRST << position))
            .collect();
        let mut matched = MatchedPhrases::new(concepts, abbreviations);
        for (name, phrases) in &concepts.phrases {
            matched.add(phrases, bits[&**name]);
        }
        matched.add(&concepts.silent, SILENT);
        matched.add(&concepts.sentence, SENTENCE);
        let words = WordIndex::new(matched.used_words().map(str::to_owned));
        let MatchedPhrases {
            vocabulary,
            phrases,
            ..
        } = matched;
        let any_of = |names: &[String]| names.iter().fold(0, |all, name| all | bits[&**name]);
        let ways = concepts.indicators.iter().flat_map(|(code, ways)| {
            let code: Arc<str> = code.as_str().into();
            ways.iter().map(move |way| (code.clone(), way))
        });
        let ways = ways.map(|(code, way)| {
            let needs: Vec<Bits> = way.needs.iter().map(|need| any_of(need)).collect();
            let needed = needs.iter().fold(SILENT, |all, need| all | need);
            let bears = needed | any_of(&way.bears) | any_of(&concepts.everywhere);
            Way { code, needs, bears }
        });
        let several = concepts.several.iter();
        let ways: Vec<Way> = ways.collect();
        let measured = concepts.measured.iter();
        let measured: BTreeMap<String, Bits> = measured
            .map(|(dimension, name)| (dimension.clone(), bits[&**name]))
            .collect();
        let listed = concepts.beside.iter();
        let listed = listed.map(|(code, names)| (code.clone(), any_of(names)));
        let beside = may_stand_beside(&ways, listed);
        Self {
            ways,
            several: several
                .map(|(one, all)| (bits[&**one], bits[&**all]))
                .collect(),
            compounds: concepts.compounds.clone(),
            counts: measured.values().fold(SILENT, |all, bits| all | bits),
            measured,
            beside,
            of_anyone: any_of(&concepts.of_anyone),
            never: any_of(&concepts.never),
            at_the_end: any_of(&concepts.at_the_end),
            said_again: any_of(&concepts.said_again),
            phrases: Arc::new(phrases),
            vocabulary,
            words,
            known: Memo::new(),
        }
    }

    /// Figures are looked up by their indicators' codes: they share the texts of the catalogue's.
    pub(super) fn share_codes(&mut self, indicators: &Indicators) {
        for way in &mut self.ways {
            if let Some(indicator) = indicators.get(&way.code) {
                way.code = indicator.code.clone();
            }
        }
    }

    /// The numbers of a key's words; of what is no word of any phrase one that none has.
    fn numbers(&self, key: &str) -> Vec<u32> {
        let words = key.split(' ');
        let number = |word| self.vocabulary.find(word).unwrap_or(u32::MAX);
        words.map(number).collect()
    }

    /// What a label's key says; `None` where a word of it belongs to no phrase.
    pub(super) fn said(&self, key: &str) -> Option<Said> {
        let find = || self.said_with(key, !SENTENCE);
        self.knows_words(key)
            .then(|| self.known.get(key, find).into_owned())?
    }

    fn knows_words(&self, key: &str) -> bool {
        key.split(' ').all(|word| self.words.contains(word))
    }

    /// The same with the phrases that say any of these.
    fn said_with(&self, key: &str, any_of: Bits) -> Option<Said> {
        if !self.knows_words(key) {
            return None;
        }
        let words = self.numbers(key);
        // From the back: the fewest phrases that make up the words from here on, and the first of them in each way.
        let mut fewest: Vec<Option<Fewest>> = vec![None; words.len() + 1];
        fewest[words.len()] = Some(Fewest::default());
        for at in (0..words.len()).rev() {
            for (length, bits) in self.phrases.beginning(&words[at..]) {
                let bits = bits & any_of;
                let rest = fewest[at + length].as_ref().filter(|_| bits != 0);
                let Some(count) = rest.map(|rest| rest.count + 1) else {
                    continue;
                };
                let known = fewest[at].as_ref().map_or(usize::MAX, |known| known.count);
                if count < known {
                    let firsts = Vec::new();
                    fewest[at] = Some(Fewest { count, firsts });
                }
                if let Some(here) = fewest[at].as_mut().filter(|_| count <= known) {
                    here.firsts.push((length, bits));
                }
            }
        }
        let mut partings = partings(&fewest, 0);
        for phrases in &mut partings {
            self.tell_several(phrases);
        }
        (!words.is_empty() && !partings.is_empty()).then_some(Said(partings))
    }

    /// `cán bộ, công nhân`: two classes are all who work there, and so is one beside all others.
    fn tell_several(&self, phrases: &mut [Bits]) {
        for (one, all) in &self.several {
            for at in 1..phrases.len() {
                let (before, here) = (phrases[at - 1], phrases[at]);
                let of_either = |bits: Bits| bits & (one | all) != 0;
                if of_either(before) && of_either(here) && (before | here) & one != 0 {
                    phrases[at - 1] |= all;
                    phrases[at] |= all;
                }
            }
        }
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
        let mut phrases = own.0.iter().flatten();
        let says_more = phrases.any(|bits| bits & self.counts == 0);
        // What is counted is said last: `Số đoàn viên được thăm hỏi › Số tiền`.
        let mut rest = above.clone();
        if own.holds(self.counts & !SILENT) {
            for phrases in &mut rest.0 {
                phrases.retain(|bits| bits & !self.counts != 0);
            }
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
        let (above, own) = (self.telling(above), self.telling(own));
        let is_in = |bits: &Bits, of: &[Bits]| of.iter().any(|other| other & bits != 0);
        let says_again = own.iter().any(|bits| is_in(bits, &above));
        let says_less = above.iter().any(|bits| !is_in(bits, &own));
        let mut rest = own.iter().filter(|bits| !is_in(bits, &above));
        let is_plain = rest.all(|bits| bits & self.of_anyone != 0);
        (says_again && says_less).then_some(is_plain)
    }

    /// What a label says but of what it counts in.
    fn telling(&self, said: &Said) -> Vec<Bits> {
        let phrases = said.phrases().iter().copied();
        phrases.filter(|bits| bits & self.counts == 0).collect()
    }

    /// Whether a label says of whom it counts what words hold that mean something else: `Số đoàn viên` below `Số đoàn viên biết
    /// bơi`. Not all of those words need be known.
    pub(super) fn is_among(&self, own: &Said, words: &str) -> bool {
        let words = self.numbers(words);
        let at_each = (0..words.len()).flat_map(|at| self.phrases.beginning(&words[at..]));
        let held = at_each.fold(0, |held, (_, bits)| held | bits);
        let own = self.telling(own);
        own.iter().any(|bits| bits & held != 0)
            && own.iter().all(|bits| bits & (held | self.of_anyone) != 0)
    }

    /// Whether a label says nothing but the end of the period: `- Cuối năm`.
    pub(super) fn is_of_the_end(&self, said: &Said) -> bool {
        let is_of_end = |bits: &Bits| bits & self.at_the_end != 0;
        let mut phrases = said.phrases().iter();
        said.phrases().iter().any(is_of_end)
            && phrases.all(|bits| is_of_end(bits) || bits & self.counts != 0)
    }

    /// Whether a label says nothing but what the one above it says too: `- Mức lương` under `Tiền lương bình quân`.
    pub(super) fn says_again(&self, above: &Said, own: &Said) -> bool {
        let mut phrases = own.phrases().iter();
        let is_again = |bits: &Bits| bits & self.said_again != 0;
        above.holds(self.said_again)
            && own.phrases().iter().any(is_again)
            && phrases.all(|bits| is_again(bits) || bits & self.counts != 0)
    }

    /// Whether a label says of whom it counts what may be said of anyone: `Lao động nữ`.
    pub(super) fn says_of_anyone(&self, said: &Said) -> bool {
        let mut phrases = said.phrases().iter();
        phrases.any(|bits| bits & self.of_anyone != 0)
    }

    /// Whether words say only what may stand beside an indicator's figure.
    pub(super) fn may_stand_beside(&self, key: &str, code: &str) -> bool {
        let known = SENTENCE | self.beside.get(code).copied().unwrap_or_default();
        let is_known = |phrases: &Vec<Bits>| phrases.iter().all(|bits| bits & known != 0);
        self.said_with(key, Bits::MAX)
            .is_some_and(|said| said.0.iter().any(is_known))
    }

    /// Whether a label speaks of a rate.
    fn is_rate(&self, said: &Said) -> bool {
        let rate = self.measured.get(Dimension::Percent.name());
        rate.is_some_and(|rate| said.holds(*rate))
    }

    /// The indicators that are described by what is said.
    pub(super) fn described(&self, said: &Said) -> BTreeSet<Arc<str>> {
        if said.holds(self.never) {
            return BTreeSet::new();
        }
        let fits = |way: &&Way| {
            said.0.iter().any(|phrases| {
                let is_met = |need: &Bits| phrases.iter().any(|bits| bits & need != 0);
                way.needs.iter().all(is_met) && phrases.iter().all(|bits| bits & way.bears != 0)
            })
        };
        let ways = self.ways.iter().filter(fits);
        ways.map(|way| way.code.clone()).collect()
    }

    /// The same where it is measured in something: `Thăm hỏi đoàn viên` in đồng is what it cost.
    pub(super) fn described_in(&self, said: &Said, measured: &Dimension) -> BTreeSet<Arc<str>> {
        let mut said = said.clone();
        for phrases in &mut said.0 {
            phrases.extend(self.measured.get(measured.name()));
        }
        self.described(&said)
    }

    /// The amounts that are described by what is said but for what it counts in.
    pub(super) fn amounts_beside(&self, said: &Said) -> BTreeSet<Arc<str>> {
        let mut said = said.clone();
        for phrases in &mut said.0 {
            phrases.retain(|bits| bits & (self.counts & !SILENT) == 0);
        }
        self.described_in(&said, &Dimension::Money)
    }

    /// A key without the slips of the finger in words that no label has, where only one word can be meant by each.
    pub(super) fn mended(&self, key: &str) -> Option<String> {
        let mut ways = self.mended_ways(key).into_iter();
        ways.next().filter(|_| ways.next().is_none())
    }

    /// The word that is meant behind another by one with other marks: `lao đông`.
    fn in_compound(&self, before: &str, word: &str) -> Option<&str> {
        let is_meant = |(first, second): &&(String, String)| {
            first == before && second != word && text::folded(second) == text::folded(word)
        };
        let found = self.compounds.iter().find(is_meant);
        found.map(|(_, second)| second.as_str())
    }

    /// The same in each way in which it may be meant.
    pub(super) fn mended_ways(&self, key: &str) -> Vec<String> {
        /// What may be so many things is none.
        const MOST_WAYS: usize = 12;
        let letters = key.chars().filter(|&letter| letter != ' ').count();
        let most = if letters >= LETTERS_FOR_TWO_SLIPS {
            2
        } else {
            1
        };
        let before = std::iter::once("").chain(key.split(' '));
        let words = || key.split(' ').zip(before.clone());
        let is_slip = |(word, before): &(&str, &str)| {
            !self.words.contains(word) || self.in_compound(before, word).is_some()
        };
        let slips = words().filter(is_slip).take(most + 1).count();
        if slips == 0 || slips > most {
            return Vec::new();
        }
        let mut ways = vec![String::new()];
        for (word, before) in words() {
            let meant = match (self.in_compound(before, word), self.words.contains(word)) {
                (Some(meant), _) => vec![meant],
                (None, true) => vec![word],
                (None, false) => self.words.slips(word),
            };
            let longer = |way: &String, word: &str| match way.is_empty() {
                true => word.to_string(),
                false => [way, " ", word].concat(),
            };
            ways = ways
                .iter()
                .flat_map(|way| meant.iter().map(move |word| longer(way, word)))
                .collect();
            if ways.len() > MOST_WAYS {
                return Vec::new();
            }
        }
        ways
    }
}
