//! Figures that are written once more in words behind themselves, as on receipts: `81 (tám mươi mốt)`, `15.600.000 đồng (Mười lăm
//! triệu sáu trăm nghìn đồng)`. The words add nothing where they say the same figure; else nothing is certain.

use super::literal::take_literal;
use super::unit::parse_unit_of_measure;
use crate::text::{begins_with_any, first_of, label_key};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How numbers are spelled, as described in `words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spelling {
    digits: [String; 10],
    ten: String,
    tens: String,
    hundred: String,
    between: String,
    /// The thousands, from the smallest.
    powers: Vec<String>,
    introducing: Vec<String>,
    /// What makes a number of it that nobody counted: `một số`.
    some: String,
    ending: Vec<String>,
    same: BTreeMap<String, String>,
}

/// Figures from here on are not spelled.
const END: u64 = 1_000_000_000_000;

/// A text without the words at its end that say its figure again, in parentheses or introduced: `12 người, bằng chữ: mười hai`.
pub(super) fn without_spelled<'t>(text: &'t str, spelling: &Spelling) -> Option<&'t str> {
    let (figure, words) = match text.strip_suffix(')') {
        Some(inside) => inside.rsplit_once('(')?,
        None => spelling.introduced(text)?,
    };
    let figure = figure.trim_end_matches([' ', ',', ';', '-', '–', '.']);
    let (literal, unit) = take_literal(figure)?;
    let unit = label_key(unit);
    let mut values = [literal.grouped, literal.decimal].into_iter().flatten();
    let is_same = |value: f64| {
        let is_whole = value >= 0.0 && value < END as f64 && value.fract() == 0.0;
        is_whole && spelling.says(words, (value as u64, &unit))
    };
    values.any(is_same).then_some(figure)
}

impl Spelling {
    /// Whether words say that a figure follows in words.
    pub(super) fn introduces(&self, words: &str) -> bool {
        begins_with_any(&label_key(words), &self.introducing)
    }

    /// A text before and from the words that say so.
    fn introduced<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        first_of(text, &self.introducing).map(|at| text.split_at(at))
    }

    /// Whether words say a number, its unit of measure behind it or not.
    fn says(&self, words: &str, (value, unit): (u64, &str)) -> bool {
        let key = label_key(words);
        let introduced = self.introducing.iter();
        let mut rests =
            introduced.filter_map(|it| key.strip_prefix(it.as_str())?.strip_prefix(' '));
        let rest = rests.next().unwrap_or(&key);
        let said: Vec<&str> = rest.split(' ').collect();
        let spelled: Vec<&str> = self.spelled(value);
        let said_as = |word: &str| self.same.get(word).map_or(word, String::as_str).to_owned();
        let begins = said.len() >= spelled.len()
            && spelled
                .iter()
                .zip(&said)
                .all(|(spelled, said)| *spelled == said_as(said));
        if !begins {
            return false;
        }
        let mut behind = &said[spelled.len()..];
        while let [rest @ .., last] = behind
            && self.ending.iter().any(|ending| ending == last)
        {
            behind = rest;
        }
        let behind = behind.join(" ");
        let is_plain = || parse_unit_of_measure(&behind).is_some_and(|it| it.factor == 1.0);
        behind.is_empty() || behind == unit || is_plain()
    }

    /// The figure that words alone say, with what is counted behind it: `Bốn tổ` is `4 tổ`. `Năm` alone may be a year.
    pub(super) fn number_in(&self, words: &str) -> Option<String> {
        /// More are written in digits.
        const MOST: u64 = 999;
        let key = label_key(words);
        let begins = |it: &str| key.split(' ').next() == Some(it);
        let mut firsts = self.digits.iter().chain([&self.ten]);
        if !firsts.any(|first| begins(first)) {
            return None;
        }
        let mut values = (1..=MOST).rev();
        let value = values.find(|value| self.says(&key, (*value, "")))?;
        let behind = key.split(' ').skip(self.spelled(value).len());
        let behind: Vec<&str> = behind.collect();
        let is_year = value == 5 && behind.is_empty();
        // `một số người`
        let is_some = behind.first().is_some_and(|it| *it == self.some);
        (!is_year && !is_some).then(|| {
            format!("{value} {}", behind.join(" "))
                .trim_end()
                .to_owned()
        })
    }

    /// A number in words.
    fn spelled(&self, value: u64) -> Vec<&str> {
        if value == 0 {
            return vec![&self.digits[0]];
        }
        let mut words = Vec::new();
        for power in (0..=self.powers.len() as u32).rev() {
            let group = value / 1000_u64.pow(power) % 1000;
            if group == 0 {
                continue;
            }
            let is_first = words.is_empty();
            self.spell_group(group as usize, is_first, &mut words);
            let name = power
                .checked_sub(1)
                .map(|at| self.powers[at as usize].as_str());
            words.extend(name);
        }
        words
    }

    fn spell_group<'s>(&'s self, group: usize, is_first: bool, words: &mut Vec<&'s str>) {
        let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
        if hundreds > 0 || !is_first {
            words.extend([self.digits[hundreds].as_str(), &self.hundred]);
        }
        match tens {
            0 if ones > 0 && !words.is_empty() => words.push(&self.between),
            0 => {}
            1 => words.push(&self.ten),
            _ => words.extend([self.digits[tens].as_str(), &self.tens]),
        }
        if ones > 0 {
            words.push(&self.digits[ones]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::WORDS;
    use super::*;

    #[test]
    fn words_that_say_a_figure_again_are_left_out() {
        for (text, figure) in [
            ("81 (tám mươi mốt)", "81"),
            ("00 (không)", "00"),
            ("05 (năm)", "05"),
            ("24 (hai mươi tư)", "24"),
            ("24 (hai mươi bốn người)", "24"),
            ("65 người (sáu mươi lăm người)", "65 người"),
            ("110 (một trăm mười)", "110"),
            ("105 (một trăm linh năm)", "105"),
            ("105 (một trăm lẻ năm)", "105"),
            ("1.204 (một nghìn hai trăm linh bốn)", "1.204"),
            ("1.004 (một ngàn không trăm linh bốn)", "1.004"),
            (
                "15.600.000 đồng (bằng chữ: mười lăm triệu sáu trăm nghìn đồng chẵn)",
                "15.600.000 đồng",
            ),
            ("2.000.000.000 (hai tỷ)", "2.000.000.000"),
            ("15 triệu đồng (mười lăm triệu đồng)", "15 triệu đồng"),
            ("12 người, bằng chữ: mười hai người", "12 người"),
            (
                "1.500.000 đ - bằng chữ: một triệu năm trăm nghìn",
                "1.500.000 đ",
            ),
        ] {
            let found = without_spelled(text, &WORDS.spelling);
            assert_eq!(found, Some(figure), "{text}");
        }
        for other in [
            "81 (tám mươi)",
            "81 (tám mươi hai)",
            "12 (mười)",
            "12 (nữ)",
            "12 (mười hai nữ)",
            "105 (một trăm năm)",
            "15,6 (mười lăm)",
            "15 (mười lăm triệu)",
            "12",
            "mười hai (12)",
            "12 người, bằng chữ: mười ba người",
            "12 người, mười hai người",
        ] {
            let found = without_spelled(other, &WORDS.spelling);
            assert_eq!(found, None, "{other}");
        }
    }

    #[test]
    fn words_alone_say_a_figure_where_all_of_them_are_understood() {
        for (text, figure) in [
            ("Bốn tổ", Some("4 tổ")),
            ("mười bốn người", Some("14 người")),
            ("Hai mươi mốt sáng kiến", Some("21 sáng kiến")),
            ("một trăm linh năm", Some("105")),
            ("Năm người", Some("5 người")),
            ("Năm", None),
            ("năm 2023", None),
            ("một số người", None),
            ("hai triệu đồng", None),
            ("nhiều", None),
            ("bốn nữ", None),
        ] {
            let found = WORDS.spelling.number_in(text);
            assert_eq!(found.as_deref(), figure, "{text}");
        }
    }
}
