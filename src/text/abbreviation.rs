//! Abbreviations of union and administration life, written out, so that `CĐCS Sở GD&ĐT` and `Công đoàn cơ sở Sở Giáo dục
//! và Đào tạo` are one name.

use super::key::label_key;
use crate::catalogue::{CatalogueError, layers};
use foldhash::fast::RandomState;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// The built-in list.
const BUILT_IN: &str = include_str!("../catalogue/abbreviations.toml");

/// Abbreviations and what they stand for.
#[derive(Debug, Clone)]
pub struct Abbreviations {
    /// By the abbreviation's first word; within, longer ones first, then those that ask for a context.
    rules: BTreeMap<String, Vec<Rule>>,
    /// The same first words: nearly every word that is asked for is none of them, and a hash tells it.
    first_words: HashSet<String, RandomState>,
}

#[derive(Debug, Clone)]
struct Rule {
    short: Words,
    full: Words,
    after: Vec<Words>,
    before: Vec<Words>,
}

type Words = Vec<String>;

impl Abbreviations {
    /// None at all.
    pub(crate) fn none() -> Self {
        Self {
            rules: BTreeMap::new(),
            first_words: HashSet::default(),
        }
    }

    /// The built-in list.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in list.
    #[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
    pub fn built_in() -> Self {
        Self::from_toml(BUILT_IN).expect("the built-in abbreviations are valid")
    }

    /// Reads a list from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML, an abbreviation is empty, or has two meanings without a context to tell them apart.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        Self::from_written(toml::from_str(text)?)
    }

    /// The built-in list, and what the office adds.
    ///
    /// # Errors
    /// As of [`Abbreviations::from_toml`].
    pub fn extended_by(own: toml::Table) -> Result<Self, CatalogueError> {
        Self::from_written(layers::added(BUILT_IN, own)?.try_into()?)
    }

    fn from_written(written: AbbreviationsToml) -> Result<Self, CatalogueError> {
        let mut rules: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
        for entry in written.abbreviation {
            for short in &entry.short {
                let rule = Rule {
                    short: words(short),
                    full: words(&entry.full),
                    after: entry.after.iter().map(|phrase| words(phrase)).collect(),
                    before: entry.before.iter().map(|phrase| words(phrase)).collect(),
                };
                let (Some(first), false) = (rule.short.first(), rule.full.is_empty()) else {
                    return Err(CatalogueError::Meaning(format!(
                        "từ viết tắt “{short}” trống"
                    )));
                };
                let siblings = rules.entry(first.clone()).or_default();
                let twin = siblings.iter().find(|other| {
                    other.short == rule.short
                        && !other.asks_for_context()
                        && !rule.asks_for_context()
                });
                match twin {
                    Some(twin) if twin.full == rule.full => continue,
                    Some(_) => {
                        return Err(CatalogueError::Meaning(format!(
                            "từ viết tắt “{short}” có hai nghĩa"
                        )));
                    }
                    None => {}
                }
                siblings.push(rule);
            }
        }
        for siblings in rules.values_mut() {
            siblings.sort_by_key(|rule| {
                (
                    std::cmp::Reverse(rule.short.len()),
                    !rule.asks_for_context(),
                )
            });
        }
        Ok(Self {
            first_words: rules.keys().cloned().collect(),
            rules,
        })
    }

    /// Abbreviations of one word.
    pub(crate) fn single_words(&self) -> impl Iterator<Item = &String> {
        let rules = self.rules.values().flatten();
        rules.filter_map(|rule| match &rule.short[..] {
            [only] => Some(only),
            _ => None,
        })
    }

    /// The words that abbreviations stand for.
    pub(crate) fn words_written_out(&self) -> impl Iterator<Item = &String> {
        self.rules.values().flatten().flat_map(|rule| &rule.full)
    }

    /// What words begin with that may be short for others, whatever stands around it: how many words it takes, and those.
    pub(crate) fn begun<'a>(
        &'a self,
        words: &'a [&str],
    ) -> impl Iterator<Item = (usize, &'a [String])> {
        let first = words.first().and_then(|first| self.rules.get(*first));
        let begun = first.into_iter().flatten();
        let begun = begun.filter(move |rule| {
            let mut pairs = rule.short.iter().zip(words);
            rule.short.len() <= words.len() && pairs.all(|(short, word)| short == word)
        });
        begun.map(|rule| (rule.short.len(), &rule.full[..]))
    }

    /// Whether a word is the first of an abbreviation.
    pub(crate) fn begin_with(&self, word: &str) -> bool {
        self.first_words.contains(word)
    }

    fn find(&self, done: &[&str], rest: &[&str]) -> Option<&Rule> {
        let first = self.first_words.get(*rest.first()?)?;
        self.rules
            .get(first)?
            .iter()
            .find(|rule| rule.applies(done, rest))
    }
}

impl Rule {
    fn asks_for_context(&self) -> bool {
        !self.after.is_empty() || !self.before.is_empty()
    }

    /// Whether the rule's words stand first in `rest` and its context around them: written out before, as written after.
    fn applies(&self, done: &[&str], rest: &[&str]) -> bool {
        let starts_with = |words: &[&str], phrase: &Words| {
            words.len() >= phrase.len() && phrase.iter().zip(words).all(|(a, b)| a == b)
        };
        if !starts_with(rest, &self.short) {
            return false;
        }
        let following = &rest[self.short.len()..];
        !self.asks_for_context()
            || self.after.iter().any(|phrase| {
                let start = done.len().checked_sub(phrase.len());
                start.is_some_and(|start| starts_with(&done[start..], phrase))
            })
            || self
                .before
                .iter()
                .any(|phrase| starts_with(following, phrase))
    }
}

/// A label key with its abbreviations written out. Apply it to both sides of a comparison.
pub fn expand_abbreviations(key: &str, abbreviations: &Abbreviations) -> String {
    written_out(key, abbreviations).join(" ")
}

fn written_out<'a>(key: &'a str, abbreviations: &'a Abbreviations) -> Vec<&'a str> {
    let written: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
    let mut done: Vec<&str> = Vec::with_capacity(written.len());
    let mut at = 0;
    while at < written.len() {
        if let Some(rule) = abbreviations.find(&done, &written[at..]) {
            done.extend(rule.full.iter().map(String::as_str));
            at += rule.short.len();
        } else {
            done.push(written[at]);
            at += 1;
        }
    }
    done
}

/// The form in which names are matched: the label key, abbreviations written out, without the conjunction `và`, which
/// names have or leave out (`Văn hóa, Thể thao và Du lịch`, `VHTTDL`).
pub fn match_key(text: &str, abbreviations: &Abbreviations) -> String {
    match_key_of(&label_key(text), abbreviations)
}

/// The same of a text's label key.
pub(crate) fn match_key_of(label_key: &str, abbreviations: &Abbreviations) -> String {
    let mut words = written_out(label_key, abbreviations);
    words.retain(|word| *word != "và");
    words.join(" ")
}

fn words(text: &str) -> Words {
    label_key(text)
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationsToml {
    abbreviation: Vec<AbbreviationToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationToml {
    short: Vec<String>,
    full: String,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[(&str, &str)] = &[
        ("CĐCS Sở GD&ĐT", "Công đoàn cơ sở Sở Giáo dục và Đào tạo"),
        ("CĐ Sở GDĐT", "Công đoàn Sở Giáo dục - Đào tạo"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở LĐTBXH", "Sở Lao động, Thương binh và Xã hội"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VH,TT&DL", "Sở Văn hoá, Thể thao và Du lịch"),
        ("Sở VH-TT-DL", "Sở Văn hóa, Thể thao, Du lịch"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở TTTT", "Sở Thông tin Truyền thông"),
        ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        (
            "VP Đoàn ĐBQH & HĐND tỉnh",
            "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
        ),
        ("Đài PT-TH tỉnh", "Đài Phát thanh và Truyền hình tỉnh"),
        ("Đài PTTH tỉnh", "Đài Phát thanh - Truyền hình tỉnh"),
        ("UBMTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc tỉnh"),
        ("BQLDA ĐTXD tỉnh", "Ban Quản lý dự án đầu tư xây dựng tỉnh"),
        (
            "BQL dự án ĐTXD tỉnh",
            "Ban Quản lý dự án đầu tư xây dựng tỉnh",
        ),
        ("Hội LHPN tỉnh", "Hội Liên hiệp Phụ nữ tỉnh"),
        (
            "Trường TH&THCS Tân Thành",
            "Trường Tiểu học và Trung học cơ sở Tân Thành",
        ),
        ("Trường TH Hoàng Văn Thụ", "Trường Tiểu học Hoàng Văn Thụ"),
        ("Trường MN 17/10", "Trường Mầm non 17/10"),
        ("Trường CĐ Nghề", "Trường Cao đẳng Nghề"),
        ("TT Y tế TP Lạng Sơn", "Trung tâm Y tế thành phố Lạng Sơn"),
        ("UBND TT Cao Lộc", "Ủy ban nhân dân thị trấn Cao Lộc"),
        (
            "Cty TNHH MTV Thủy nông",
            "Công ty trách nhiệm hữu hạn một thành viên Thủy nông",
        ),
        ("CTCP Vận tải", "Công ty cổ phần Vận tải"),
        ("CC Thủy lợi", "Chi cục Thủy lợi"),
        (
            "Số CBCCVC, NLĐ được cử đi đào tạo",
            "Số cán bộ, công chức, viên chức, người lao động được cử đi đào tạo",
        ),
        ("Tổng số CNVCLĐ", "Tổng số công nhân, viên chức, lao động"),
        ("CSTĐCS", "Chiến sĩ thi đua cơ sở"),
        ("Số LĐTT", "Số lao động tiên tiến"),
        ("HTXSNV", "Hoàn thành xuất sắc nhiệm vụ"),
        (
            "Số người đóng BHXH, BHYT, BHTN",
            "Số người đóng bảo hiểm xã hội, bảo hiểm y tế, bảo hiểm thất nghiệp",
        ),
    ];

    #[test]
    fn names_written_short_and_in_full_are_one() {
        let abbreviations = Abbreviations::built_in();
        for (short, full) in NAMES {
            assert_eq!(
                match_key(short, &abbreviations),
                match_key(full, &abbreviations),
                "{short}"
            );
        }
    }

    #[test]
    fn ambiguous_letters_wait_for_their_context() {
        let abbreviations = Abbreviations::built_in();
        for stays in ["TT", "STT", "TH", "KH", "Ca sáng", "Số TT", "Khu CN"] {
            let key = label_key(stays);
            assert_eq!(expand_abbreviations(&key, &abbreviations), key);
        }
    }

    #[test]
    fn expansion_is_stable() {
        let abbreviations = Abbreviations::built_in();
        for rule in abbreviations.rules.values().flatten() {
            let full = rule.full.join(" ");
            assert_eq!(expand_abbreviations(&full, &abbreviations), full);
        }
    }

    #[test]
    fn a_word_of_the_language_is_no_abbreviation_without_context() {
        let abbreviations = Abbreviations::built_in();
        for rule in abbreviations.rules.values().flatten() {
            let is_word = |word: &String| crate::text::syllable::is_well_formed(word);
            assert!(
                rule.asks_for_context() || !rule.short.iter().all(is_word),
                "{:?}",
                rule.short
            );
        }
    }

    #[test]
    fn a_list_that_contradicts_itself_is_refused() {
        for wrong in [
            "[[abbreviation]]\nshort = [\"A\"]\nfull = \"b\"\n[[abbreviation]]\nshort = [\"a\"]\nfull = \"c\"",
            "[[abbreviation]]\nshort = [\"-\"]\nfull = \"b\"",
            "[[abbreviation]]\nshort = [\"a\"]\nfull = \"\"",
            "[[abbreviation]]\nshort = [\"a\"]\nfull = \"b\"\nmeaning = \"c\"",
        ] {
            assert!(Abbreviations::from_toml(wrong).is_err(), "{wrong}");
        }
    }
}
