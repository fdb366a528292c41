//! The words by which times are recognised; each list is described in `times.toml`.

use super::tokens::{Token, is_short_number};
use crate::period::PeriodKind;
use crate::text::{contains_words, is_letter};
use foldhash::fast::RandomState;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

#[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
static WORDS: LazyLock<TimeWords> = LazyLock::new(|| {
    let words: TimeWords =
        toml::from_str(include_str!("times.toml")).expect("the built-in list is valid");
    words.with_beginnings()
});

/// What people write of times.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TimeWords {
    pub(super) year: YearWords,
    pub(super) date: DateWords,
    pub(super) as_of: AsOfWords,
    pub(super) half_in_label: HalfInLabel,
    #[serde(rename = "part")]
    parts: Vec<Part>,
    counts: BTreeMap<String, u32>,
    /// What parts begin with that stand alone; a number may too.
    #[serde(skip)]
    beginnings: HashSet<String, RandomState>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct YearWords {
    word: String,
    pub(super) leading: Vec<String>,
    pub(super) leading_phrases: Vec<String>,
    pub(super) kept_phrases: Vec<String>,
    pub(super) span_joiners: Vec<String>,
    pub(super) part_joiners: Vec<String>,
    pub(super) open_words: Vec<String>,
    pub(super) open_endings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DateWords {
    pub(super) days: Vec<String>,
    pub(super) months: Vec<String>,
    pub(super) years: Vec<String>,
    pub(super) separators: Vec<String>,
    pub(super) never: Vec<String>,
    pub(super) numbered: Vec<String>,
    pub(super) continuing: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AsOfWords {
    pub(super) leading: Vec<String>,
    pub(super) leading_phrases: Vec<String>,
    pub(super) ends: Vec<String>,
    pub(super) joiners: Vec<String>,
    pub(super) fillers: Vec<String>,
    pub(super) in_labels: Vec<String>,
}

impl YearWords {
    /// A year in words that are read again as part of a label.
    pub(super) fn in_label(&self, year: Option<u16>) -> String {
        match year {
            Some(year) => format!(" {} {year} ", self.word),
            None => format!(" {} ", self.word),
        }
    }
}

impl DateWords {
    /// Whether a text speaks of a day.
    pub(super) fn speaks_of_day(&self, text: &str) -> bool {
        holds_any(text, &self.days)
    }

    /// Whether it speaks of a day in a month.
    pub(super) fn speaks_of_date(&self, text: &str) -> bool {
        self.speaks_of_day(text) && holds_any(text, &self.months)
    }
}

/// Whether a text holds one of several words, be it as part of another.
pub(super) fn holds_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct HalfInLabel {
    pub(super) behind: Vec<String>,
    pub(super) among: Vec<String>,
}

/// Words that mean a part of a period, or all of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Part {
    words: Vec<Phrase>,
    says: Says,
    #[serde(default)]
    before: Before,
    #[serde(default = "by_default")]
    alone: bool,
    /// Only where nothing stands between it and the year.
    #[serde(default)]
    is_adjacent: bool,
    /// Also where other words stand between them and the year.
    #[serde(default)]
    is_anywhere: bool,
    /// Only where no word follows.
    #[serde(default)]
    is_ending: bool,
}

fn by_default() -> bool {
    true
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Says {
    FirstMonths,
    FirstHalf,
    Year,
    SchoolYear,
    Other,
}

/// The periods before which words mean a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Before {
    Any,
    #[default]
    Year,
    SchoolYear,
}

/// One word of a phrase.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
enum Word {
    Plain(String),
    Count,
    Number,
    Month,
    Ordinal,
    Quarter,
    Any,
}

impl From<String> for Word {
    fn from(written: String) -> Self {
        match written.as_str() {
            "{count}" => Self::Count,
            "{number}" => Self::Number,
            "{month}" => Self::Month,
            "{ordinal}" => Self::Ordinal,
            "{quarter}" => Self::Quarter,
            "{any}" => Self::Any,
            _ => Self::Plain(written),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(from = "String")]
struct Phrase(Vec<Word>);

impl From<String> for Phrase {
    fn from(written: String) -> Self {
        let words = written.split(' ');
        Self(words.map(|word| Word::from(word.to_string())).collect())
    }
}

/// How much of a period is meant: of all of it its kind; `None` for what nobody reports on.
pub(super) type Share = Option<PeriodKind>;

/// The word is one of a list.
pub(super) fn is_of(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

/// Whether a label key speaks of a year.
pub(super) fn names_year(key: &str) -> bool {
    let mut words = WORDS.date.years.iter();
    words.any(|word| contains_words(key, word))
}

/// Of phrases the one that ends before a position, as the number of its words.
pub(super) fn phrase_before(phrases: &[String], tokens: &[Token<'_>], end: usize) -> Option<usize> {
    let ends_here = |phrase: &&String| {
        let count = phrase.split(' ').count();
        let start = end.checked_sub(count);
        start.is_some_and(|start| {
            let tokens = tokens[start..end].iter().map(|token| token.text);
            tokens.eq(phrase.split(' '))
        })
    };
    let found = phrases.iter().find(ends_here)?;
    Some(found.split(' ').count())
}

impl TimeWords {
    pub(super) fn built_in() -> &'static Self {
        &WORDS
    }

    /// The same with the words that parts begin with.
    fn with_beginnings(mut self) -> Self {
        let alone = self.parts.iter().filter(|part| part.alone);
        let firsts = alone.flat_map(|part| &part.words).map(|it| it.0.first());
        let plain = firsts.filter_map(|first| match first? {
            Word::Plain(plain) => Some(plain.clone()),
            _ => None,
        });
        self.beginnings = plain.chain(self.counts.keys().cloned()).collect();
        self
    }

    /// Whether a part that stands alone may begin with a word: most words are told by that alone.
    fn may_begin(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_digit()) || self.beginnings.contains(word)
    }

    /// Whether a part that stands alone may begin anywhere in a text without digits: most texts are told by that alone, before they are
    /// taken apart.
    pub(super) fn may_begin_in(&self, text: &str) -> bool {
        let mut words = text.split(|it: char| !is_letter(it));
        words.any(|word| self.beginnings.contains(word))
    }

    /// The words before a named period that say how much of it is meant, and how many of them there are.
    pub(super) fn part_before(
        &self,
        tokens: &[Token<'_>],
        is_joined: bool,
        kind: PeriodKind,
    ) -> Option<(Share, usize)> {
        let fits = |part: &&Part| match part.before {
            Before::Any => true,
            Before::Year => kind == PeriodKind::Year,
            Before::SchoolYear => kind == PeriodKind::SchoolYear,
        };
        let parts = self.parts.iter().filter(fits);
        let mut parts = parts.filter(|part| !is_joined || !part.is_adjacent);
        let is_there = |word: &Word| match word {
            Word::Plain(plain) => tokens.iter().any(|token| token.text == plain),
            _ => false,
        };
        parts.find_map(|part| {
            part.words.iter().find_map(|Phrase(words)| {
                if part.is_anywhere {
                    let is_said = words.iter().all(is_there);
                    return is_said.then(|| (share(part.says, 0), 0));
                }
                let start = tokens.len().checked_sub(words.len())?;
                let months = self.matches(words, &tokens[start..], false)?;
                Some((share(part.says, months), words.len()))
            })
        })
    }

    /// The words at a position that mean a part of a year that is not named, or all of it, and how many they are.
    pub(super) fn part_alone(&self, tokens: &[Token<'_>], first: usize) -> Option<(Share, usize)> {
        if !self.may_begin(tokens[first].text) {
            return None;
        }
        let mut parts = self.parts.iter().filter(|part| part.alone);
        parts.find_map(|part| {
            part.words.iter().find_map(|Phrase(words)| {
                let rest = tokens[first..].get(..words.len())?;
                let months = self.matches(words, rest, true)?;
                let next = tokens.get(first + words.len());
                let goes_on = next.is_some_and(|next| next.text.starts_with(char::is_alphabetic));
                (!part.is_ending || !goes_on).then(|| (share(part.says, months), words.len()))
            })
        })
    }

    /// Whether words stand as a phrase has them, with the months that are counted, 0 where none are.
    fn matches(&self, words: &[Word], tokens: &[Token<'_>], is_alone: bool) -> Option<u32> {
        let mut months = 0;
        for (word, token) in words.iter().zip(tokens) {
            let text = token.text;
            let number = || text.parse::<u32>().ok().filter(|_| is_short_number(text));
            let is_one = |of: &[&str]| of.contains(&text);
            let fits = match word {
                Word::Plain(plain) => plain == text,
                Word::Number => is_short_number(text),
                Word::Month => number().is_some_and(|month| (1..=12).contains(&month)),
                Word::Ordinal => is_one(&["i", "ii", "1", "2"]),
                Word::Quarter => is_one(&["i", "ii", "iii", "iv", "1", "2", "3", "4"]),
                Word::Any => true,
                Word::Count => {
                    let count = self.counts.get(text).copied().or_else(number);
                    months = count.unwrap_or_default();
                    // A month alone is what a wage is reckoned by.
                    count.is_some_and(|count| !is_alone || (2..=12).contains(&count))
                }
            };
            if !fits {
                return None;
            }
        }
        Some(months)
    }
}

fn share(says: Says, months: u32) -> Share {
    match says {
        Says::FirstMonths => match months {
            6 => Some(PeriodKind::FirstHalf),
            12 => Some(PeriodKind::Year),
            _ => None,
        },
        Says::FirstHalf => Some(PeriodKind::FirstHalf),
        Says::Year => Some(PeriodKind::Year),
        Says::SchoolYear => Some(PeriodKind::SchoolYear),
        Says::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_are_lower_case_words() {
        let words = TimeWords::built_in();
        assert!(!words.parts.is_empty() && !words.counts.is_empty());
        let mut beginnings: Vec<&String> = words.beginnings.iter().collect();
        beginnings.sort();
        for word in beginnings {
            assert!(word.chars().all(is_letter), "{word} is a word");
        }
        for part in &words.parts {
            for Phrase(phrase) in &part.words {
                for word in phrase {
                    if let Word::Plain(word) = word {
                        assert_eq!(*word, word.to_lowercase());
                        assert!(!word.contains('{'), "{word} is no placeholder");
                    }
                }
                let has_plain = phrase.iter().any(|it| matches!(it, Word::Plain(_)));
                assert!(
                    has_plain || !part.alone,
                    "it is told by its words: {phrase:?}"
                );
                let is_told = matches!(phrase.first(), Some(Word::Plain(_) | Word::Count));
                assert!(
                    is_told || !part.alone,
                    "it is found by how it begins: {phrase:?}"
                );
            }
        }
    }
}
