//! Vietnamese typed without its marks (`Tong so doan vien`), read as a careful person does: words are given back the tones of
//! the longest phrases that the catalogues know. Where a word may be several, or none that is known, it stays as it stands.

use crate::catalogue::Concepts;
use crate::text::{
    self, PhraseIndex, PhraseList, Vocabulary, folded, is_letter, is_roman, label_key,
};
use foldhash::fast::RandomState;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Every list of words but the units; what is no word in them (keys of roles and categories) is no Vietnamese without its marks either.
const LISTS: [&str; 6] = [
    include_str!("../catalogue/forms.toml"),
    include_str!("../catalogue/indicators.toml"),
    include_str!("../catalogue/abbreviations.toml"),
    include_str!("../catalogue/awards.toml"),
    include_str!("../quantity/words.toml"),
    include_str!("times.toml"),
];

/// These besides are units of measure.
const UNITS: &str = include_str!("../quantity/units.toml");

static TONES: LazyLock<Tones> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the lists are checked by a test")]
    Tones::new().expect("the lists of words are sound")
});

/// A longer text is no label, no title, no line of a form and no paragraph of one.
const MOST_WORDS: usize = 150;

/// What it costs to read words so: the cheapest reading of a text is taken, and what its cheapest readings differ in stays
/// open.
const OF_CONTEXT: u32 = 5;
const OF_PREFERRED: u32 = 9;
const OF_PHRASE: u32 = 10;
const OPEN: u32 = 20;
const UNKNOWN: u32 = 30;

/// Described where it is written, in `tones.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Listed {
    certain: Vec<String>,
    before_numbers: Vec<String>,
    behind_numbers: Vec<String>,
    phrases: Vec<String>,
}

/// The words of the catalogues by what they are without their marks.
pub(super) struct Tones {
    /// By what the words are without their marks.
    phrases: PhraseIndex<Phrase>,
    /// The words of all phrases with their marks, one phrase behind the other.
    toned: Vec<u32>,
    vocabulary: Vocabulary,
    /// `None` where a word may be several.
    words: HashMap<String, Option<String>, RandomState>,
    /// Words that have no marks.
    bare: HashSet<String, RandomState>,
    before_numbers: HashMap<String, String, RandomState>,
    behind_numbers: HashMap<String, String, RandomState>,
}

/// What a phrase is with its marks.
struct Phrase {
    /// Where its words stand among the words of all.
    toned: u32,
    cost: u32,
    /// Whether it is one only where a unit of measure stands: behind a number, or all that stands in its place.
    is_unit: bool,
}

/// The phrases of all lists, each by what its words are without their marks.
struct Collected {
    vocabulary: Vocabulary,
    /// Each word's without its marks, as far as they were asked for.
    bare: Vec<u32>,
    /// By a word's number, whether a phrase has it with its marks.
    is_used: Vec<bool>,
    phrases: PhraseIndex<Phrase>,
    /// The words of all phrases with their marks, one phrase behind the other.
    toned: Vec<u32>,
}

impl Collected {
    /// The number of a word of a phrase without its marks.
    fn bare(&mut self, word: u32) -> u32 {
        while self.bare.len() <= word as usize {
            let letters = folded(self.vocabulary.word(self.bare.len() as u32));
            let bare = self.vocabulary.number(&letters);
            self.bare.push(bare);
        }
        self.bare[word as usize]
    }

    /// The lists of texts in what a catalogue holds.
    fn add_lists(&mut self, table: &DeTable<'_>, cost: u32, is_unit: bool) {
        for list in lists_in_table(table) {
            self.add_texts(&list, cost, is_unit);
        }
    }

    fn add_texts(&mut self, list: &[&str], cost: u32, is_unit: bool) {
        let mut phrases = PhraseList::default();
        for phrase in list.iter().filter(|phrase| !phrase.contains(['{', '_'])) {
            phrases.push(&self.vocabulary.numbers(&label_key(phrase)));
        }
        self.add(&phrases, cost, is_unit);
    }

    /// The phrases of concepts, whose words have numbers of their own.
    fn add_concepts(&mut self, concepts: &Concepts) {
        let words = concepts.vocabulary.words();
        let numbers: Vec<u32> = words.map(|word| self.vocabulary.number(word)).collect();
        let lists = concepts.phrases.values();
        for list in lists.chain([&concepts.silent, &concepts.sentence]) {
            let phrases = list.in_other_words(|word| numbers[word as usize]);
            self.add(&phrases, OF_PHRASE, false);
        }
    }

    fn add(&mut self, list: &PhraseList, cost: u32, is_unit: bool) {
        let bare = list.in_other_words(|word| self.bare(word));
        // What stands in a list without its marks beside itself is no other word: `đồng`, `dong`.
        let both = || list.iter().zip(bare.iter());
        let without_marks = both().filter(|(phrase, bare)| phrase == bare);
        let without_marks: HashSet<&[u32], RandomState> =
            without_marks.map(|(_, bare)| bare).collect();
        let beside_itself = both().filter(|(phrase, bare)| phrase != bare);
        let beside_itself = beside_itself.map(|(_, bare)| bare);
        let beside_itself: HashSet<&[u32], RandomState> = beside_itself
            .filter(|bare| without_marks.contains(bare))
            .collect();
        for (phrase, bare) in both() {
            if phrase != bare || !beside_itself.contains(bare) {
                self.push((phrase, bare), cost, is_unit);
            }
        }
    }

    fn push(&mut self, (phrase, bare): (&[u32], &[u32]), cost: u32, is_unit: bool) {
        self.is_used.resize(self.vocabulary.words().len(), false);
        for word in phrase {
            self.is_used[*word as usize] = true;
        }
        // A word alone is among the words.
        if bare.len() < 2 && !is_unit {
            return;
        }
        let place = self.phrases.place(bare);
        let is_same = |it: &Phrase| {
            let toned = words_at(&self.toned, it, bare.len());
            (toned, it.cost, it.is_unit) == (phrase, cost, is_unit)
        };
        if self.phrases.known_at(place).any(is_same) {
            return;
        }
        let toned = self.toned.len() as u32;
        self.toned.extend_from_slice(phrase);
        let known = Phrase {
            toned,
            cost,
            is_unit,
        };
        self.phrases.tell(place, known);
    }
}

/// The words of a phrase of so many among those of all.
fn words_at<'w>(all: &'w [u32], phrase: &Phrase, length: usize) -> &'w [u32] {
    let start = phrase.toned as usize;
    all.get(start..start + length).unwrap_or_default()
}

/// A text with the marks that it was typed without.
#[derive(Clone)]
pub(super) struct Toned {
    pub(super) text: String,
    /// Whether no word of it stayed open.
    pub(super) is_whole: bool,
}

/// A word of a text.
struct Word {
    at: Range<usize>,
    lower: String,
    /// Whether nothing stands between it and the one before but what parts a text: `(`, `:`.
    is_set_off: bool,
}

impl Word {
    fn is_number(&self) -> bool {
        self.lower.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The cheapest readings of the rest of a text: what they cost, and each word where they agree.
#[derive(Clone)]
struct Reading<'t> {
    cost: u32,
    words: Vec<Option<&'t str>>,
}

/// A text with the marks that it was typed without, as far as they are certain.
pub(crate) fn said(text: &str) -> Cow<'_, str> {
    TONES.partly(text)
}

impl Tones {
    /// The words that come with the program.
    pub(super) fn built_in() -> &'static Self {
        &TONES
    }

    fn new() -> Result<Self, toml::de::Error> {
        let listed: Listed = toml::from_str(include_str!("tones.toml"))?;
        let concepts = [Concepts::built_in_ref(), &Concepts::of_titles()];
        let phrases: usize = concepts.iter().map(|it| it.phrases_in_all()).sum();
        let mut all = Collected {
            vocabulary: Vocabulary::default(),
            bare: Vec::new(),
            is_used: Vec::new(),
            phrases: PhraseIndex::with_room(phrases),
            toned: Vec::new(),
        };
        for concepts in concepts {
            all.add_concepts(concepts);
        }
        for list in LISTS {
            all.add_lists(DeTable::parse(list)?.get_ref(), OF_PHRASE, false);
        }
        let units = DeTable::parse(UNITS)?;
        all.add_lists(units.get_ref(), OF_PHRASE, false);
        all.add_lists(units.get_ref(), OF_CONTEXT, true);
        let phrases: Vec<&str> = listed.phrases.iter().map(String::as_str).collect();
        all.add_texts(&phrases, OF_PREFERRED, false);
        let Collected {
            vocabulary,
            bare,
            is_used,
            phrases,
            toned,
        } = all;
        let mut tones = Self {
            phrases,
            toned,
            words: HashMap::default(),
            bare: HashSet::default(),
            before_numbers: by_letters(&listed.before_numbers),
            behind_numbers: by_letters(&listed.behind_numbers),
            vocabulary: Vocabulary::default(),
        };
        let words = vocabulary.words().zip(&bare).zip(is_used);
        for ((word, bare), _) in words.filter(|(_, is_used)| *is_used) {
            tones.add_word(word, vocabulary.word(*bare));
        }
        for word in text::common_words() {
            tones.add_word(word, &folded(word));
        }
        let certain = by_letters(&listed.certain).into_iter();
        tones
            .words
            .extend(certain.map(|(bare, word)| (bare, Some(word))));
        tones.vocabulary = vocabulary;
        Ok(tones)
    }

    /// `letters` are the word's without its marks.
    fn add_word(&mut self, word: &str, letters: &str) {
        if letters == word && !self.bare.contains(letters) {
            self.bare.insert(letters.to_owned());
        }
        match self.words.get_mut(letters) {
            Some(known) if known.as_deref().is_some_and(|known| known != word) => *known = None,
            Some(_) => {}
            None => {
                let known = Some(word.to_owned());
                self.words.insert(letters.to_owned(), known);
            }
        }
    }

    /// A text with its marks where no word of it stays open; else as it stands.
    pub(super) fn whole<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.restored(text).filter(|toned| toned.is_whole) {
            Some(toned) => Cow::Owned(toned.text),
            None => Cow::Borrowed(text),
        }
    }

    /// A text with the marks of the words that are certain; else as it stands.
    pub(super) fn partly<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.restored(text) {
            Some(toned) => Cow::Owned(toned.text),
            None => Cow::Borrowed(text),
        }
    }

    /// A text typed without marks, with those that are certain; `None` where it has its marks or stays as it is.
    pub(super) fn restored(&self, text: &str) -> Option<Toned> {
        let has_words = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        let has_marks = || text.contains(|it: char| !it.is_ascii() && is_letter(it));
        if !has_words || has_marks() {
            return None;
        }
        let words = words_of(text);
        if words.len() > MOST_WORDS {
            return None;
        }
        let found = self.read(&words);
        let mut toned = text.to_owned();
        for (word, found) in words.iter().zip(&found).rev() {
            if let Some(found) = found.filter(|found| *found != word.lower) {
                toned.replace_range(word.at.clone(), &in_case(&text[word.at.clone()], found));
            }
        }
        let is_whole = found.iter().all(Option::is_some);
        (toned != text).then_some(Toned {
            text: toned,
            is_whole,
        })
    }

    /// Each word of a text with its marks, where they are certain.
    fn read<'t>(&'t self, words: &'t [Word]) -> Vec<Option<&'t str>> {
        let nothing = Reading {
            cost: 0,
            words: Vec::new(),
        };
        let number = |word: &Word| self.vocabulary.find(&word.lower).unwrap_or(u32::MAX);
        let numbers: Vec<u32> = words.iter().map(number).collect();
        // The last is of what follows the last word.
        let mut rests: Vec<Reading<'_>> = vec![nothing];
        for at in (0..words.len()).rev() {
            let mut best: Option<Reading<'_>> = None;
            let alone = self.alone(words, at);
            let alone = (alone.1, vec![alone.0]);
            for (cost, read) in self.phrases_at(words, &numbers, at).chain([alone]) {
                let rest = &rests[rests.len() - read.len()];
                let cost = cost + rest.cost;
                if best.as_ref().is_some_and(|best| best.cost < cost) {
                    continue;
                }
                let words = [read, rest.words.clone()].concat();
                match best.as_mut().filter(|best| best.cost == cost) {
                    Some(best) => best.agree_with(&words),
                    None => best = Some(Reading { cost, words }),
                }
            }
            rests.extend(best);
        }
        rests.pop().map(|all| all.words).unwrap_or_default()
    }

    /// The phrases that begin at a word, with what they cost.
    fn phrases_at<'t>(
        &'t self,
        words: &'t [Word],
        numbers: &[u32],
        at: usize,
    ) -> impl Iterator<Item = (u32, Vec<Option<&'t str>>)> + use<'t> {
        let fits = move |(length, phrase): &(usize, &Phrase)| {
            let is_behind_number = at > 0 && words[at - 1].is_number();
            // `Nam` is as likely no year.
            let is_other = *length == 1 && self.bare.contains(&words[at].lower);
            let next = words.get(at + length);
            let is_alone = !is_other && words[at].is_set_off && next.is_none_or(|it| it.is_set_off);
            !phrase.is_unit || is_behind_number || is_alone
        };
        let known = self.phrases.beginning(&numbers[at..]).into_iter();
        known.filter(fits).map(|(length, phrase)| {
            let toned = words_at(&self.toned, phrase, length).iter();
            let toned = toned.map(|word| Some(self.vocabulary.word(*word)));
            (phrase.cost, toned.collect())
        })
    }

    /// A word by itself, and what it costs to read it so.
    fn alone<'t>(&'t self, words: &'t [Word], at: usize) -> (Option<&'t str>, u32) {
        let word = words[at].lower.as_str();
        if words[at].is_number() {
            return (Some(word), 0);
        }
        let follows_number = at > 0 && words[at - 1].is_number();
        let next = words.get(at + 1);
        let precedes_number = next.is_some_and(|it| it.is_number() || is_roman(&it.lower));
        let before = self.before_numbers.get(word).filter(|_| precedes_number);
        let behind = self.behind_numbers.get(word).filter(|_| follows_number);
        if let Some(toned) = before.or(behind) {
            return (Some(toned), OF_CONTEXT);
        }
        match self.words.get(word) {
            Some(Some(toned)) => (Some(toned), OF_PHRASE),
            Some(None) => (None, OPEN),
            // Of a numbering, of a code.
            None if is_roman(word) || word.len() == 1 => (Some(word), OF_PHRASE),
            None => (None, UNKNOWN),
        }
    }
}

impl<'t> Reading<'t> {
    fn agree_with(&mut self, others: &[Option<&'t str>]) {
        for (word, other) in self.words.iter_mut().zip(others) {
            if word != other {
                *word = None;
            }
        }
    }
}

/// Words by what they are without their marks.
fn by_letters(words: &[String]) -> HashMap<String, String, RandomState> {
    let words = words.iter();
    words.map(|word| (folded(word), word.clone())).collect()
}

/// The lists of texts in what a catalogue holds, a text by itself as a list of one.
fn lists_in<'v>(value: &'v DeValue<'_>) -> Vec<Vec<&'v str>> {
    match value {
        DeValue::String(text) => vec![vec![text]],
        DeValue::Array(values) => {
            let values = || values.iter().map(Spanned::get_ref);
            let texts = values().map(DeValue::as_str);
            match texts.collect::<Option<Vec<&str>>>() {
                Some(texts) => vec![texts],
                None => values().flat_map(lists_in).collect(),
            }
        }
        DeValue::Table(table) => lists_in_table(table),
        _ => Vec::new(),
    }
}

fn lists_in_table<'v>(table: &'v DeTable<'_>) -> Vec<Vec<&'v str>> {
    let values = table.values().map(Spanned::get_ref);
    values.flat_map(lists_in).collect()
}

fn words_of(text: &str) -> Vec<Word> {
    let parts = |it: char| matches!(it, '(' | ')' | ':' | ';' | '：');
    let mut words = Vec::new();
    let mut at = 0;
    let mut is_set_off = true;
    while let Some(start) = text[at..].find(text::is_of_a_word).map(|start| at + start) {
        is_set_off |= text[at..start].contains(parts);
        let length = text[start..].find(|it: char| !text::is_of_a_word(it));
        let end = length.map_or(text.len(), |length| start + length);
        words.push(Word {
            at: start..end,
            lower: text[start..end].to_lowercase(),
            is_set_off,
        });
        (at, is_set_off) = (end, false);
    }
    words
}

/// A word in small letters with the capitals that it was typed with.
fn in_case(typed: &str, word: &str) -> String {
    let letters = word.chars().zip(typed.chars());
    letters
        .flat_map(|(letter, typed)| {
            let upper = typed.is_uppercase().then(|| letter.to_uppercase());
            let lower = (!typed.is_uppercase()).then_some(letter);
            upper.into_iter().flatten().chain(lower)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;
    use crate::recognise::Lexicon;
    use crate::recognise::labels::LabelMeaning;
    use crate::recognise::row_label::RowLabel;

    #[test]
    fn words_are_given_back_their_tones() {
        let tones = Tones::built_in();
        for [typed, toned] in cases(
            "
            Tong so doan vien cong doan                  | Tổng số đoàn viên công đoàn
            TONG SO DOAN VIEN                            | TỔNG SỐ ĐOÀN VIÊN
            - Trong do: nu                               | - Trong đó: nữ
            So luong                                     | Số lượng
            Noi dung                                     | Nội dung
            DVT                                          | ĐVT
            Thuc hien nam 2024                           | Thực hiện năm 2024
            Ke hoach nam 2025                            | Kế hoạch năm 2025
            6 thang dau nam 2024                         | 6 tháng đầu năm 2024
            Quy IV                                       | Quý IV
            So tien (dong)                               | Số tiền (đồng)
            dong                                         | đồng
            51 luot                                      | 51 lượt
            12 d/c                                       | 12 đ/c
            khong                                        | không
            Hoan thanh xuat sac nhiem vu                 | Hoàn thành xuất sắc nhiệm vụ
            BAO CAO KET QUA HOAT DONG CONG DOAN NAM 2024 | BÁO CÁO KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2024
            So CNVCLD phai tu thue nha o                 | Số CNVCLĐ phải tự thuê nhà ở
            Nam                                          | Nam
            Lao dong nam                                 | Lao động nam
            Total                                        | Total
            12                                           | 12
            Số doan vien                                 | Số doan vien",
        ) {
            assert_eq!(tones.partly(typed), toned, "{typed}");
        }
        for open in ["Nam", "So doan vien giam manh", "So lao dong thoi vu"] {
            assert_eq!(tones.whole(open), open);
        }
    }

    /// Every label that is known means the same without its tones, or nothing; what is nearly one means nothing.
    #[test]
    fn labels_mean_no_other_thing_without_their_tones() {
        let lexicon = Lexicon::built_in();
        let meaning = |label: &str| match RowLabel::parse(label, &lexicon).meaning {
            LabelMeaning::Indicator(code) => code.to_string(),
            LabelMeaning::PartOfAbove(_) => "part".into(),
            LabelMeaning::Ambiguous(_) | LabelMeaning::Unknown(_) => String::new(),
        };
        let typed = |label: &str| {
            let letters = label.chars();
            letters
                .map(|it| folded(&it.to_lowercase().to_string()))
                .collect::<String>()
        };
        let known = include_str!("wordings/known.tsv").lines();
        let near = include_str!("wordings/near.tsv").lines();
        let labels = known.filter_map(|line| line.split('\t').nth(1));
        let labels = labels.chain(near.filter_map(|line| line.split('\t').next()));
        let (mut same, mut lost, mut wrong) = (0, Vec::new(), Vec::new());
        for label in labels {
            let bare = typed(label);
            let (with, without) = (meaning(label), meaning(&bare));
            match () {
                () if with == without => same += usize::from(!with.is_empty()),
                () if without.is_empty() => lost.push(label),
                () => wrong.push(format!("{label}: {without}")),
            }
        }
        assert_eq!(wrong, [""; 0]);
        assert!(lost.len() * 20 < same, "{same} and not {lost:?}");
    }
}
