//! The words around a figure, from the embedded list.

use super::spelled::{Spelling, without_spelled};
use crate::catalogue::Forms;
use crate::text::{clean, is_made_of, label_key, lower_case};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The built-in list.
const BUILT_IN: &str = include_str!("words.toml");

/// The list, read once.
#[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(BUILT_IN).expect("the built-in words are valid"));

/// Words around a figure and the bounds that tell readings apart.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) half: String,
    zero: Vec<String>,
    pub(super) rate: RateBounds,
    pub(super) money: MoneyBounds,
    pub(super) spelling: Spelling,
    prefix: Prefixes,
    suffix: Suffixes,
}

/// See the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RateBounds {
    pub(super) largest_fraction: f64,
    pub(super) smallest_percentage: f64,
    pub(super) largest: f64,
    pub(super) largest_share: f64,
}

/// See the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct MoneyBounds {
    pub(super) least_dong: f64,
    pub(super) least_bare_dong: f64,
    pub(super) most_dong: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Prefixes {
    approximate: Vec<String>,
    above: Vec<String>,
    at_least: Vec<String>,
    at_most: Vec<String>,
    exactly: Vec<String>,
    plain: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Suffixes {
    at_least: Vec<String>,
    at_most: Vec<String>,
    exactly: Vec<String>,
}

/// What the words around a figure say of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Claims {
    pub(super) approximate: bool,
    pub(super) above: bool,
    pub(super) at_least: bool,
    pub(super) at_most: bool,
    pub(super) exactly: bool,
}

impl Words {
    /// Whether a lower-case text says that there is nothing: `-`, `không`, `không có`.
    pub(super) fn is_zero(&self, text: &str) -> bool {
        let is_dash =
            |character: char| matches!(character, '-' | '–' | '—' | '−' | '‐' | '‑' | ' ');
        let is_all_dashes = !text.is_empty() && text.chars().all(is_dash);
        let bare = text.trim_end_matches(['.', ';', ',']).trim_end();
        is_all_dashes || self.zero.iter().any(|word| word == bare)
    }

    /// Takes the words before and after the figure off a lower-case text: what is left, and what they say.
    pub(super) fn strip<'a>(&self, text: &'a str) -> (&'a str, Claims) {
        let mut claims = Claims::default();
        let text = text.trim();
        let mut rest =
            without_spelled(text, &self.spelling).unwrap_or_else(|| Self::without_remark(text));
        while let Some((shorter, mark)) = self.strip_prefix(rest) {
            mark(&mut claims);
            rest = shorter;
        }
        if let Some((shorter, mark)) = self.strip_suffix(rest) {
            // "từ 5 trở xuống" is a ceiling: the word after the figure decides.
            claims.at_least = false;
            mark(&mut claims);
            rest = shorter;
        }
        (rest, claims)
    }

    /// A text without a harmless remark in parentheses at its end.
    fn without_remark(text: &str) -> &str {
        let remark = text
            .strip_suffix(')')
            .and_then(|inside| inside.rsplit_once('('));
        match remark {
            Some((before, remark)) if is_harmless_remark(remark) => before.trim_end(),
            _ => text,
        }
    }

    fn strip_prefix<'a>(&self, text: &'a str) -> Option<(&'a str, fn(&mut Claims))> {
        // Most figures have no words around them, and no word begins or ends in a digit.
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let lists: [(&[String], fn(&mut Claims)); 6] = [
            (&self.prefix.approximate, |claims| claims.approximate = true),
            (&self.prefix.above, |claims| claims.above = true),
            (&self.prefix.at_least, |claims| claims.at_least = true),
            (&self.prefix.at_most, |claims| claims.at_most = true),
            (&self.prefix.exactly, |claims| claims.exactly = true),
            (&self.prefix.plain, |_| {}),
        ];
        lists
            .into_iter()
            .flat_map(|(words, mark)| words.iter().map(move |word| (word, mark)))
            .filter_map(|(word, mark)| {
                let rest = text.strip_prefix(word.as_str())?;
                let word_ends =
                    !word.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphabetic);
                word_ends.then_some((word.len(), rest.trim_start_matches([' ', ':']), mark))
            })
            .max_by_key(|(length, ..)| *length)
            .map(|(_, rest, mark)| (rest, mark))
    }

    fn strip_suffix<'a>(&self, text: &'a str) -> Option<(&'a str, fn(&mut Claims))> {
        let text = text.trim_end_matches(['.', ';', ',', ' ']);
        if text.ends_with(|last: char| last.is_ascii_digit()) {
            return None;
        }
        let lists: [(&[String], fn(&mut Claims)); 3] = [
            (&self.suffix.at_least, |claims| claims.at_least = true),
            (&self.suffix.at_most, |claims| claims.at_most = true),
            (&self.suffix.exactly, |claims| claims.exactly = true),
        ];
        lists
            .into_iter()
            .flat_map(|(words, mark)| words.iter().map(move |word| (word, mark)))
            .find_map(|(word, mark)| Some((text.strip_suffix(word.as_str())?.trim_end(), mark)))
    }
}

/// Whether a line ends in a digit and the next begins with one: two figures, or one that was broken.
pub(crate) fn is_broken_between_digits(text: &str) -> bool {
    // What the characters begin with that are looked for: most texts hold none of them.
    let may_begin = |byte: u8| matches!(byte, b'\n' | b'\r' | 0xB | 0xE2);
    if !text.bytes().any(may_begin) {
        return false;
    }
    // Marks that turn the direction of writing show digits in another order than they stand in.
    let turns =
        |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(turns) && text.contains(char::is_numeric) {
        return true;
    }
    let is_break =
        |character: char| matches!(character, '\n' | '\r' | '\u{b}' | '\u{2028}' | '\u{2029}');
    let is_digit = |character: Option<char>| character.is_some_and(char::is_numeric);
    let mut lines = text.split(is_break).map(str::trim);
    let mut before = lines.next().unwrap_or_default();
    lines.filter(|line| !line.is_empty()).any(|line| {
        let above = std::mem::replace(&mut before, line);
        is_digit(above.chars().last()) && is_digit(line.chars().next())
    })
}

/// A cell's text made ready for reading: clean, small letters, without footnote marks and quotes.
pub(super) fn prepare(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    if text.bytes().all(is_plain) && !text.contains("..") {
        return Cow::Borrowed(text);
    }
    let plain = without_signs(with_times(lower_case(&clean(text))), text);
    let plain = match plain.contains("()") {
        true => plain.replace("()", ""),
        false => plain,
    };
    let plain = without_leaders(plain);
    let told = plain.trim().trim_start_matches([':', ' ']);
    Cow::Owned(match told.len() == plain.len() {
        true => plain,
        false => told.to_owned(),
    })
}

/// A text in small letters without footnote marks, quotes and signs of approval, in the usual width. `written` is it as it
/// stands.
fn without_signs(plain: String, written: &str) -> String {
    // What the characters begin with that are looked for: most texts hold none of them.
    let may_begin = |byte: u8| matches!(byte, b'*' | b'"' | b'\'' | 0xE2..);
    if !plain.bytes().any(may_begin) {
        return plain;
    }
    let has_digit = written.contains(|it: char| it.is_ascii_digit());
    plain
        .chars()
        .filter(|character| !matches!(character, '*' | '"' | '“' | '”' | '\'' | '’' | '‘'))
        .filter(|character| !has_digit || !is_approval(*character))
        .map(half_width)
        .collect()
}

/// A sign by which somebody says that a figure is right, or is glad of it: `14 ✅`. Alone it is an answer.
fn is_approval(character: char) -> bool {
    matches!(
        character,
        '✅' | '✔' | '✓' | '👍' | '👌' | '🎉' | '💪' | '❤' | '😊' | '🙂' | '\u{FE0F}'
    )
}

/// A text without the dots that a form prints where a figure is to be written, `……120…… người`; between digits (`5…7`) they say
/// something else.
fn without_leaders(text: String) -> String {
    let is_leader = |it: char| matches!(it, '.' | '…' | '_');
    let dots = |run: &str| -> usize { run.chars().map(|it| 1 + usize::from(it == '…')).sum() };
    if !text.contains(['…', '_']) && !text.contains("..") {
        return text;
    }
    let mut written = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(from) = rest.find(is_leader) {
        let (before, run) = rest.split_at(from);
        let (run, behind) = run.split_at(run.find(|it| !is_leader(it)).unwrap_or(run.len()));
        let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
        written.push_str(before);
        let is_within = is_digit(written.trim_end().chars().last())
            && is_digit(behind.trim_start().chars().next());
        written.push_str(if is_within || dots(run) < 2 { run } else { " " });
        rest = behind;
    }
    written.push_str(rest);
    written
}

/// The sign between the factors of a product.
pub(super) const TIMES: &str = "×";

/// A text with that sign for each star between numbers, which is no footnote's: `12 * 5` is no 125.
fn with_times(text: String) -> String {
    if !text.contains('*') {
        return text;
    }
    let is_digit = |it: char| it.is_ascii_digit();
    let first = text.find(is_digit).unwrap_or(text.len());
    let mut written = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let is_before_number = || text[at + 1..].trim_start().starts_with(is_digit);
        match letter {
            '*' if at > first && is_before_number() => written.push_str(TIMES),
            other => written.push(other),
        }
    }
    written
}

/// Full-width forms (`５`, `，`, `％`), which some input methods write, in their usual width.
fn half_width(character: char) -> char {
    const FULL_WIDTH: std::ops::RangeInclusive<char> = '！'..='～';
    if !FULL_WIDTH.contains(&character) {
        return character;
    }
    let offset = u32::from(character) - u32::from('！');
    char::from_u32(u32::from('!') + offset).unwrap_or(character)
}

/// `có danh sách kèm theo` says nothing of the figure before it.
fn is_harmless_remark(remark: &str) -> bool {
    let key = label_key(remark);
    !key.is_empty() && is_made_of(&key, &Forms::built_in_ref().words.remarks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_around_a_figure_begins_or_ends_in_a_digit() {
        let Words { prefix, suffix, .. } = &*WORDS;
        let before = [
            &prefix.approximate,
            &prefix.above,
            &prefix.at_least,
            &prefix.at_most,
            &prefix.exactly,
            &prefix.plain,
        ];
        let is_digit = |letter: char| letter.is_ascii_digit();
        for word in before.into_iter().flatten() {
            assert!(!word.is_empty() && !word.starts_with(is_digit), "{word}");
        }
        for word in [&suffix.at_least, &suffix.at_most, &suffix.exactly]
            .into_iter()
            .flatten()
        {
            assert!(!word.is_empty() && !word.ends_with(is_digit), "{word}");
        }
    }

    #[test]
    fn words_around_a_figure_are_understood() {
        let said = |claims: Claims| {
            [
                ("approximate", claims.approximate),
                ("above", claims.above),
                ("at least", claims.at_least),
                ("at most", claims.at_most),
                ("exactly", claims.exactly),
            ]
            .into_iter()
            .filter_map(|(name, is_said)| is_said.then_some(name))
            .collect::<Vec<_>>()
            .join(", ")
        };
        for (text, rest, claims) in [
            ("12", "12", ""),
            ("gần 100 triệu đồng", "100 triệu đồng", "approximate"),
            ("khoảng trên 5", "5", "above"),
            ("trên 75", "75", "above"),
            ("từ 90% trở lên", "90%", "at least"),
            ("90% trở lên", "90%", "at least"),
            ("từ 5 trở xuống", "5", "at most"),
            ("phấn đấu đạt từ 90%", "90%", "at least"),
            ("≥97%", "97%", "at least"),
            (">= 97", "97", "at least"),
            ("không quá 2", "2", "at most"),
            ("=5", "5", "exactly"),
            ("gầnđây", "gầnđây", ""),
        ] {
            let (stripped, found) = WORDS.strip(text);
            assert_eq!((stripped, said(found).as_str()), (rest, claims), "{text}");
        }
        for broken in [
            "12\n115",
            "3\r\n102",
            "12\n\n500 ",
            "193 \n 196",
            "\u{202e}321",
        ] {
            assert!(is_broken_between_digits(broken), "{broken:?}");
        }
        for whole in ["12\nngười", "12 115", "Đạt\n12", "12\n"] {
            assert!(!is_broken_between_digits(whole), "{whole:?}");
        }
        for zero in ["-", "–", "- -", "không", "không có", "không.", "ko"] {
            assert!(WORDS.is_zero(zero), "{zero}");
        }
        for other in ["", "0", "không quá 2", "có", "chưa"] {
            assert!(!WORDS.is_zero(other), "{other}");
        }
    }
}
