//! Names of units and clusters as people write them, against the register's names.

use super::places;
use super::readings::{self, Guess, Reading};
use crate::catalogue::FormWords;
use crate::memo::Memo;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::text::{self, LabelIndex, LabelMatch};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// What a name matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NameMatch {
    /// One, written as the register has it but for spelling conventions.
    Exact(Arc<str>),
    /// One, by a slip of the finger or in another way of writing; the name it was taken for.
    Slip(Arc<str>, String),
    /// One by a guess, which another witness must confirm.
    Likely(Arc<str>, Guess),
    /// Several equally.
    Ambiguous(Vec<Arc<str>>),
    /// None; the names nearest to it.
    Unknown(Vec<String>),
}

impl NameMatch {
    /// The one unit that is surely meant.
    pub(super) fn unit(&self) -> Option<&Arc<str>> {
        match self {
            NameMatch::Exact(unit) | NameMatch::Slip(unit, _) => Some(unit),
            NameMatch::Likely(..) | NameMatch::Ambiguous(_) | NameMatch::Unknown(_) => None,
        }
    }
}

/// The names of units or of clusters.
pub(super) struct Names {
    exact: HashMap<Arc<str>, BTreeSet<Arc<str>>>,
    /// Made when a name is first none of the exact ones.
    near: OnceLock<LabelIndex<Arc<str>>>,
    entries: Vec<(Arc<str>, Arc<str>)>,
    /// Names with their place written otherwise, or not at all: made when a name is first none of the exact ones.
    placed: OnceLock<BTreeMap<String, BTreeSet<Arc<str>>>>,
    shown: BTreeMap<Arc<str>, String>,
    plain_words: HashSet<String>,
    /// What names were read as that are written otherwise.
    otherwise: Memo<Option<Reading>>,
    /// What names as folders and forms write them were found to mean.
    pub(super) known: Memo<Option<Arc<str>>>,
}

impl Names {
    fn new(
        entries: Vec<(Arc<str>, Arc<str>)>,
        shown: BTreeMap<Arc<str>, String>,
        lexicon: &Lexicon,
    ) -> Self {
        let mut exact: HashMap<Arc<str>, BTreeSet<Arc<str>>> = HashMap::new();
        for (key, id) in &entries {
            exact.entry(key.clone()).or_default().insert(id.clone());
        }
        Self {
            exact,
            near: OnceLock::new(),
            placed: OnceLock::new(),
            entries,
            shown,
            plain_words: lexicon.names.plain.clone(),
            otherwise: Memo::new(),
            known: Memo::new(),
        }
    }

    /// The units' names, other names and former names.
    pub(super) fn of_units(register: &Register, lexicon: &Lexicon) -> Self {
        let mut entries = Vec::new();
        let mut shown = BTreeMap::new();
        for unit in register.units.values() {
            shown.insert(unit.id.clone(), unit.name.clone());
            for name in unit.names() {
                let key = unit_key(name, lexicon).into_owned();
                entries.push((key, unit.id.clone()));
            }
        }
        Self::new(entries, shown, lexicon)
    }

    /// The clusters' names and ids.
    pub(super) fn of_clusters(register: &Register, lexicon: &Lexicon) -> Self {
        let clusters = || register.clusters.values();
        let entries = clusters().map(|it| {
            let key = cluster_key(&it.name, lexicon).into_owned();
            (key, it.id.clone())
        });
        let shown = clusters().map(|it| (it.id.clone(), it.name.clone()));
        Self::new(entries.collect(), shown.collect(), lexicon)
    }

    /// Only names that are the same but for spelling conventions.
    pub(super) fn find_exact(&self, key: &str) -> Option<NameMatch> {
        let ids = self.exact.get(key)?;
        Some(match ids.len() {
            1 => NameMatch::Exact(ids.first()?.clone()),
            _ => NameMatch::Ambiguous(ids.iter().cloned().collect()),
        })
    }

    /// The name, a slip of it, or what is near.
    pub(super) fn find(&self, key: &str) -> NameMatch {
        if let Some(found) = self.find_exact(key) {
            return found;
        }
        let near = self.near();
        let as_written = near.find_any(key);
        match as_written.unwrap_or_else(|| near.find(&text::spelled_alike(key))) {
            // The same in another spelling: `Giầy` for `Giày`.
            LabelMatch::Exact(item) | LabelMatch::Slip { item, .. } => {
                NameMatch::Slip(item.clone(), self.name(item))
            }
            LabelMatch::Ambiguous(candidates) => {
                let ids = candidates.into_iter().map(|(_, id)| id.clone());
                let ids: BTreeSet<Arc<str>> = ids.collect();
                NameMatch::Ambiguous(ids.into_iter().collect())
            }
            LabelMatch::None { nearest } => {
                let mut seen = BTreeSet::new();
                let names = nearest.into_iter().map(|(_, id)| self.name(id));
                NameMatch::Unknown(names.filter(|name| seen.insert(name.clone())).collect())
            }
        }
    }

    /// The one whose name a key is but for its place: `Bảo hiểm xã hội huyện`, `Trung tâm Y tế Tân Phú`, where no other is
    /// called so.
    pub(super) fn find_placed(&self, key: &str, words: &FormWords) -> Option<&Arc<str>> {
        let placed = self
            .placed
            .get_or_init(|| places::written(&self.entries, words));
        let ids = placed.get(key)?;
        ids.first().filter(|_| ids.len() == 1)
    }

    /// The one or those that a name may mean that is written otherwise, word by word.
    pub(super) fn find_otherwise(&self, name: &str, lexicon: &Lexicon) -> Option<NameMatch> {
        let read = || readings::read(name, &self.entries, lexicon);
        Some(match self.otherwise.get(name, read).into_owned()? {
            Reading::Sure(unit) => {
                let taken_for = self.name(&unit);
                NameMatch::Slip(unit, taken_for)
            }
            Reading::Likely(unit, guess) => NameMatch::Likely(unit, guess),
            Reading::Several(units) => NameMatch::Ambiguous(units),
        })
    }

    /// A name without the place behind it that is set off from it.
    pub(super) fn before_place<'n>(&self, name: &'n str, lexicon: &Lexicon) -> Option<&'n str> {
        readings::before_place(name, &self.entries, lexicon)
    }

    /// Whether a key is one of an id's names.
    pub(super) fn holds(&self, key: &str, id: &Arc<str>) -> bool {
        self.exact.get(key).is_some_and(|ids| ids.contains(id))
    }

    fn near(&self) -> &LabelIndex<Arc<str>> {
        self.near.get_or_init(|| {
            let entries = self.entries.iter();
            // A slip may leave a word of which no spelling is known: `quuỹ`.
            let entries = entries.flat_map(|(key, id)| {
                [key.to_string(), text::spelled_alike(key)].map(|key| (key, id.clone()))
            });
            let plain = self.plain_words.iter();
            let plain = plain.flat_map(|word| [word.clone(), text::spelled_alike(word)]);
            LabelIndex::new(entries).with_plain_words(plain.collect())
        })
    }

    /// The name an id is shown by.
    pub(super) fn name(&self, id: &Arc<str>) -> String {
        let shown = self.shown.get(id).cloned();
        shown.unwrap_or_else(|| id.to_string())
    }
}

/// A unit's name as it is compared: without what grassroots unions call themselves before it.
pub(super) fn unit_key<'a>(name: &str, lexicon: &'a Lexicon) -> Cow<'a, Arc<str>> {
    lexicon
        .known_unit_keys
        .get(name, || without_union(name, lexicon).into())
}

fn without_union(name: &str, lexicon: &Lexicon) -> String {
    let full = lexicon.match_key(name);
    let mut key = full.as_str();
    'strip: loop {
        for union_name in &lexicon.names.union_keys {
            if let Some(rest) = key
                .strip_prefix(union_name.as_str())
                .and_then(|rest| rest.strip_prefix(' '))
            {
                key = rest;
                continue 'strip;
            }
        }
        let key = lexicon.as_school(key).unwrap_or_else(|| key.to_string());
        return with_plain_number(&key, &lexicon.forms.words.number_words);
    }
}

/// The same with nothing written out.
pub(super) fn key_as_written(name: &str, lexicon: &Lexicon) -> String {
    let key = text::label_key(name);
    let words: Vec<&str> = key.split(' ').collect();
    let unions = lexicon.names.unions.iter();
    let union = unions.filter(|union| union.iter().eq(words.iter().take(union.len())));
    let union = union.map(Vec::len).max().unwrap_or_default();
    words[union..].join(" ")
}

/// The keys of a unit's name where what a union is called or an abbreviation before or in it is written with a slip of
/// the finger: `CĐSC Sở Y tế`, `Công đàon cơ sở Sở Y tế`, `Công ty TNHHH May`.
pub(super) fn mended_keys(name: &str, lexicon: &Lexicon) -> Vec<String> {
    let key = text::label_key(name);
    let words: Vec<&str> = key.split(' ').collect();
    let unions = lexicon.names.unions.iter();
    let behind = unions.filter(|union| is_slip_of(&words, union));
    let behind = behind.max_by_key(|union| union.len());
    let behind = behind.map(|union| words[union.len()..].join(" "));
    let mended = with_abbreviation_mended(&words, lexicon);
    let keys = behind.into_iter().chain(mended);
    keys.map(|key| without_union(&key, lexicon)).collect()
}

/// Whether words begin with others but for a slip in one of them, and go on.
fn is_slip_of(words: &[&str], meant: &[String]) -> bool {
    let mut slipped = meant
        .iter()
        .zip(words)
        .filter(|(meant, word)| *meant != *word);
    let (Some((meant_word, word)), None) = (slipped.next(), slipped.next()) else {
        return false;
    };
    words.len() > meant.len() && text::is_plain_word_slip(word, meant_word)
}

/// The words with the one abbreviation in place that one of them, which is no word, may be a slip of.
fn with_abbreviation_mended(words: &[&str], lexicon: &Lexicon) -> Option<String> {
    /// Of fewer letters many are near.
    const FEWEST_LETTERS: usize = 4;
    let abbreviations = || lexicon.abbreviations.single_words();
    let is_odd = |word: &&&str| {
        let is_known = abbreviations().any(|known| known == **word);
        !text::is_well_formed(word) && !is_known && word.chars().all(char::is_alphabetic)
    };
    let mut odd = words.iter().filter(is_odd);
    let (Some(odd), None) = (odd.next(), odd.next()) else {
        return None;
    };
    let is_meant = |known: &&String| {
        known.chars().count() >= FEWEST_LETTERS && text::is_plain_word_slip(odd, known)
    };
    let mut meant = abbreviations().filter(is_meant);
    let first = meant.next()?;
    let is_only = meant.all(|other| other == first);
    let mended = words
        .iter()
        .map(|word| if word == odd { first } else { *word });
    is_only.then(|| mended.collect::<Vec<&str>>().join(" "))
}

/// `Trường Mầm non Hoa Hồng II` and `… Hoa Hồng 2`, `số III` and `số 3` are one. A single letter, or `vi`, is a number only
/// behind `số`: it may as well be a name.
fn with_plain_number(key: &str, number_words: &[String]) -> String {
    let words: Vec<&str> = key.split(' ').map(without_leading_zero).collect();
    let last = words.len() - 1;
    let plain = words.iter().enumerate().map(|(position, word)| {
        let before = position.checked_sub(1).map(|before| words[before]);
        let is_behind_number = before.is_some_and(|word| number_words.iter().any(|it| it == word));
        let is_plain_number = position == last && word.len() > 1 && *word != "vi" && *word != "xi";
        text::roman_number(word)
            .filter(|_| is_behind_number || (is_plain_number && position > 0))
            .map_or_else(|| (*word).to_string(), |number| number.to_string())
    });
    plain.collect::<Vec<_>>().join(" ")
}

/// `số 01` and `số 1` are one.
fn without_leading_zero(word: &str) -> &str {
    match word.strip_prefix('0') {
        Some(digit) if digit.len() == 1 && digit.bytes().all(|b| b.is_ascii_digit()) => digit,
        _ => word,
    }
}

/// A cluster's name as it is compared: `Cụm thi đua số IV` and `Cụm 4` are one.
pub(super) fn cluster_key<'a>(name: &str, lexicon: &'a Lexicon) -> Cow<'a, Arc<str>> {
    lexicon
        .known_cluster_keys
        .get(name, || without_emulation(name, lexicon).into())
}

/// A cluster's name taken apart: `Cụm thi đua số 2 – Tiểu học`.
pub(super) struct ClusterName {
    /// `cum`, `khoi`, without its tones.
    kind: String,
    number: Option<u32>,
    /// What it is called besides.
    rest: String,
    is_without_tones: bool,
}

impl ClusterName {
    /// `None` where it is neither numbered nor called anything.
    pub(super) fn parse(name: &str, lexicon: &Lexicon) -> Option<Self> {
        let key = cluster_key(name, lexicon);
        let mut words = key.split(' ').peekable();
        let kind = text::folded(words.next()?);
        // `Cum thi dua so 2`
        let fillers = &lexicon.forms.words.cluster_fillers;
        while words
            .next_if(|word| fillers.iter().any(|it| it == word))
            .is_some()
        {}
        let number = words.peek().and_then(|word| {
            let is_roman = word.chars().all(|it| matches!(it, 'i' | 'v' | 'x'));
            let roman = || is_roman.then(|| text::roman_number(word)).flatten();
            word.parse().ok().or_else(roman)
        });
        words.next_if(|_| number.is_some());
        let rest = words.collect::<Vec<&str>>().join(" ");
        let says_something = number.is_some() || !rest.is_empty();
        says_something.then(|| Self {
            kind,
            number,
            rest,
            is_without_tones: name.is_ascii(),
        })
    }

    /// Whether this name, as somebody writes it, may be another, written in full: one of them may leave out the number or
    /// what it is called besides. What both say is the same, and they have one of them in common.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let is_one_number = self.number == other.number;
        let is_one_rest = self.rest == other.rest
            || self.is_without_tones && text::folded(&self.rest) == text::folded(&other.rest);
        let is_numbered = self.number.is_some() && other.number.is_some();
        let is_called = !self.rest.is_empty() && !other.rest.is_empty();
        self.kind == other.kind
            && (!is_numbered || is_one_number)
            && (!is_called || is_one_rest)
            && (is_numbered || is_called)
    }
}

fn without_emulation(name: &str, lexicon: &Lexicon) -> String {
    let known = &lexicon.forms.words;
    let is_of = |words: &[String], word: &str| words.iter().any(|known| known == word);
    let mut key = format!(" {} ", lexicon.match_key(name));
    for words in &known.emulation_words {
        key = key.replace(&format!(" {words} "), " ");
    }
    let words: Vec<&str> = key.split_whitespace().collect();
    let mut kept: Vec<String> = Vec::new();
    for (position, word) in words.iter().enumerate() {
        // `Cụm thi đua Khối Giáo dục` is the block of that name.
        if position == 1 && words[..=1].iter().all(|it| is_of(&known.cluster_words, it)) {
            kept.clear();
        }
        if is_of(&known.number_words, word) {
            continue;
        }
        let before = position.checked_sub(1).map(|before| words[before]);
        let is_numbered = before.is_some_and(|before| is_of(&known.number_words, before));
        let is_last = position + 1 == words.len();
        let roman = text::roman_number(word).filter(|_| is_last || is_numbered);
        kept.push(match roman.or_else(|| word.parse().ok()) {
            Some(number) => number.to_string(),
            None => (*word).to_string(),
        });
    }
    kept.join(" ")
}

/// `“A”, “B”`.
pub(super) fn quoted<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("“{name}”")).collect();
    names.join(", ")
}

/// The names of ids, quoted, each with its id since names alone did not tell them apart.
pub(super) fn quoted_with_ids(ids: &[Arc<str>], names: &Names) -> String {
    let shown: Vec<String> = ids
        .iter()
        .map(|id| format!("“{}” ({id})", names.name(id)))
        .collect();
    shown.join(", ")
}

/// The one of several ids.
pub(super) fn only<'a>(mut units: impl Iterator<Item = &'a Arc<str>>) -> Option<Arc<str>> {
    let first = units.next()?;
    units.next().is_none().then(|| first.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn clusters_and_units_are_compared_by_the_words_that_tell() {
        let lexicon = Lexicon::built_in();
        for [name, key] in cases(
            "
            Cụm thi đua số 4         | cụm 4
            CỤM THI ĐUA SỐ IV        | cụm 4
            Cụm 04                   | cụm 4
            Khối thi đua Tổng hợp    | khối tổng hợp
            KHỐI TỔNG HỢP            | khối tổng hợp
            Cụm thi đua số XIV       | cụm 14
            Cụm thi đua Khối Giáo dục| khối giáo dục
            Khối GD                  | khối giáo dục",
        ) {
            assert_eq!(&**cluster_key(name, &lexicon), key, "{name}");
        }
        for [name, key] in cases(
            "
            Sở Y tế                       | sở y tế
            CĐCS Sở Y tế                  | sở y tế
            CÔNG ĐOÀN CƠ SỞ SỞ Y TẾ       | sở y tế
            BCH Công đoàn cơ sở Sở Y tế   | sở y tế
            CĐ Sở  Y tế                   | sở y tế
            Trường Mầm non Hoa Hồng II    | trường mầm non hoa hồng 2
            Trường Mầm non số III Cao Lộc | trường mầm non số 3 cao lộc
            Trường Mầm non số I           | trường mầm non số 1
            Công ty Hà Vi                 | công ty hà vi
            Đội I                         | đội i
            UBND phường 01                | ủy ban nhân dân phường 1
            UBND P.1                      | ủy ban nhân dân phường 1
            Trường PT DTNT A              | trường phổ thông dân tộc nội trú a
            THPT Thượng Lĩnh 1            | trường trung học phổ thông thượng lĩnh 1
            CĐCS TH Kim Đồng              | trường tiểu học kim đồng
            CÔNG ĐOÀN MN HOA SEN          | trường mầm non hoa sen
            Công ty TH Milk               | công ty th milk",
        ) {
            assert_eq!(&**unit_key(name, &lexicon), key, "{name}");
        }
    }
}
