//! What files' names say: whose they are, and which of several versions they are.

use super::Directory;
use super::names::unit_key;
use crate::recognise::Lexicon;
use crate::text;
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

/// The words that tell nothing of whose a file is.
const BUILT_IN: &str = include_str!("file_names.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Words {
    of_papers: Vec<String>,
    of_copies: Vec<String>,
    numbered: Vec<String>,
    of_later_versions: Vec<String>,
    of_last_versions: Vec<String>,
}

#[expect(
    clippy::expect_used,
    reason = "the built-in words are checked by a test"
)]
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(BUILT_IN).expect("the built-in words are valid"));

/// The last part of a path, without its extension.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A name's words without tones, and what its parts say of versions.
struct Parts {
    /// The words that are left.
    rest: Vec<String>,
    /// `ban 2`: the highest number of a version; a first version says nothing.
    number: i64,
    is_later: bool,
    is_last: bool,
    is_copy: bool,
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A four-digit number that begins as years do.
fn is_year(word: &str) -> bool {
    is_number(word) && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

/// How many words of a list a phrase takes, where the list begins with it.
fn taken(words: &[&str], phrase: &str) -> Option<usize> {
    let mut words = words.iter();
    let mut count = 0;
    for word in phrase.split(' ') {
        if words.next()? != &word {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// The longest of some phrases that a list of words begins with.
fn begins_with(words: &[&str], phrases: &[String]) -> Option<usize> {
    let first = words.first()?.as_bytes().first();
    phrases
        .iter()
        .filter(|phrase| phrase.as_bytes().first() == first)
        .filter_map(|phrase| taken(words, phrase))
        .max()
}

/// A version's number behind its word, together or apart, and how many words it takes.
fn numbered(words: &[&str]) -> Option<(i64, usize)> {
    let together = WORDS.numbered.iter().find_map(|word| {
        let digits = words.first()?.strip_prefix(word.as_str())?;
        Some((digits.parse().ok().filter(|_| is_number(digits))?, 1))
    });
    let apart = || {
        let count = begins_with(words, &WORDS.numbered)?;
        let number: i64 = words.get(count)?.parse().ok()?;
        (number < 100).then_some((number, count + 1))
    };
    together.or_else(apart)
}

impl Parts {
    fn of(file: &str) -> Self {
        Self::of_stem(stem(file))
    }

    fn of_stem(stem: &str) -> Self {
        let plain = text::folded(&text::clean(stem).to_lowercase());
        let (name, in_parentheses) = match plain.trim_end_matches(')').rsplit_once('(') {
            Some((name, number)) if is_number(number.trim()) => (name.to_string(), true),
            _ => (plain.clone(), false),
        };
        let words: Vec<&str> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let mut parts = Self {
            rest: Vec::new(),
            number: 0,
            is_later: false,
            is_last: false,
            is_copy: in_parentheses,
        };
        let mut rest = &words[..];
        while let Some(word) = rest.first() {
            let count = parts.take(rest).unwrap_or_else(|| {
                if !is_year(word) {
                    parts.rest.push((*word).to_string());
                }
                1
            });
            rest = &rest[count..];
        }
        parts
    }

    /// Takes what a list of words begins with, where it is of versions or copies.
    fn take(&mut self, words: &[&str]) -> Option<usize> {
        let told = &WORDS;
        if let Some((number, count)) = numbered(words) {
            self.number = self.number.max(if number == 1 { 0 } else { number });
            self.is_later |= begins_with(words, &told.of_later_versions).is_some();
            return Some(count);
        }
        for (phrases, is_so) in [
            (&told.of_copies, &mut self.is_copy),
            (&told.of_later_versions, &mut self.is_later),
            (&told.of_last_versions, &mut self.is_last),
        ] {
            if let Some(count) = begins_with(words, phrases) {
                *is_so = true;
                return Some(count);
            }
        }
        None
    }
}

/// A name without what tells versions, copies and years apart: files of one such name are likely of one submission.
/// Each is found out once.
pub(super) fn base_name<'a>(file: &str, lexicon: &'a Lexicon) -> Cow<'a, Box<str>> {
    let stem = stem(file);
    let known = &lexicon.known_base_names;
    known.get(stem, || Parts::of_stem(stem).rest.join(" ").into())
}

/// `- Copy`, `(1)`, `bản sao`.
pub(super) fn has_copy_mark(file: &str) -> bool {
    Parts::of(file).is_copy
}

/// How new a file says it is by its name: `ban 2`, `v2`, `lần 3` by their number; `sua` above none, `final` above all.
pub(super) fn version_mark(file: &str) -> i64 {
    let parts = Parts::of(file);
    let flag = match (parts.is_last, parts.is_later) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    };
    flag * 1_000 + parts.number
}

/// The units whose name a file's name holds and in which nothing else is named; several where the same is the name of
/// several.
pub(super) fn units_named(file: &str, directory: &Directory<'_>) -> Vec<Arc<str>> {
    let stem = name_key(stem(file), directory.lexicon);
    let units = directory.register.units.values();
    let named = units.filter(|unit| {
        let mut names = std::iter::once(&unit.name).chain(&unit.other_names);
        names.any(|name| {
            let key = text::folded(&unit_key(name, directory.lexicon));
            is_all_of(&stem, &key) || without_kind(&key).is_some_and(|rest| is_all_of(&stem, rest))
        })
    });
    named.map(|unit| unit.id.clone()).collect()
}

fn name_key(name: &str, lexicon: &Lexicon) -> String {
    let spaced: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    text::folded(&lexicon.match_key(&spaced))
}

/// `trường …`, `sở …`: what kind of body it is may be left out where the rest of the name is long enough to tell.
fn without_kind(key: &str) -> Option<&str> {
    const FEWEST_WORDS: usize = 3;
    let (_, rest) = key.split_once(' ')?;
    (rest.split(' ').count() >= FEWEST_WORDS).then_some(rest)
}

/// Whether a file's name holds a unit's and otherwise only words of papers, versions and years.
fn is_all_of(stem: &str, key: &str) -> bool {
    let padded = format!(" {stem} ");
    let Some((before, after)) = padded.split_once(&format!(" {key} ")) else {
        return false;
    };
    let others = Parts::of(&format!("{before} {after}")).rest;
    let mut others = others.iter();
    others.all(|word| WORDS.of_papers.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_names_order_versions() {
        let ordered = [
            "2023/a.xlsx",
            "2023/a v2.xlsx",
            "2023/a bản 3.xlsx",
            "2023/a sua.xlsx",
            "2023/a sửa lần 2.xlsx",
            "2023/a final.xlsx",
        ];
        for pair in ordered.windows(2) {
            assert!(version_mark(pair[0]) < version_mark(pair[1]), "{pair:?}");
        }
        assert_eq!(version_mark("2023/BC Ban Dân vận 2021.xlsx"), 0);
        assert_eq!(version_mark("a.xlsx"), version_mark("a (ban 1).xlsx"));
    }

    #[test]
    fn copies_are_known_by_their_names() {
        for name in [
            "a - Copy.xlsx",
            "a (1).xlsx",
            "x/a bản sao.xls",
            "Copy of a.xlsx",
        ] {
            assert!(has_copy_mark(name), "{name}");
        }
        for name in ["a.xlsx", "a (ban 1).xlsx", "x (1)/a.xlsx"] {
            assert!(!has_copy_mark(name), "{name}");
        }
    }

    #[test]
    fn versions_of_one_submission_have_one_base_name() {
        let lexicon = Lexicon::built_in();
        for name in [
            "2023/BC THPT Bản Mơ.xlsx",
            "BC THPT Ban Mo (sửa lần 2).xls",
            "bc thpt ban mo v3.xlsx",
            "BC THPT Bản Mơ - Copy (2).xlsx",
            "BC THPT Bản Mơ 2024.xlsx",
            "BC THPT Ban Mo final.ods",
        ] {
            let base = base_name(name, &lexicon);
            assert_eq!(&**base, "bc thpt ban mo", "{name}");
        }
        for (one, other) in [
            ("BC THPT Bản Mơ.xlsx", "BC THPT Đồi Thông.xlsx"),
            ("Truong MN so 1.xlsx", "Truong MN so 2.xlsx"),
        ] {
            assert_ne!(base_name(one, &lexicon), base_name(other, &lexicon));
        }
    }
}
