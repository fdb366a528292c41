//! The dates that figures are of: `số liệu tính đến ngày 31/5/2023`, `từ 01/12/2022 đến 30/11/2023`.

use super::period_text::{holds_digit, year_at};
use super::time_words::{TimeWords, is_of, phrase_before};
use super::tokens::{Token, tokenise};
use crate::period::Period;

/// A month, and its year where the date names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Month {
    month: u32,
    year: Option<u16>,
}

/// Until when figures are counted, and from when where that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    from: Option<(u16, u32)>,
    until: Month,
}

/// Less than a quarter is the time of an event.
const FEWEST_MONTHS: u32 = 3;

impl AsOf {
    /// The date of a line that speaks of one, where it holds exactly one.
    pub(super) fn single(text: &str) -> Option<Self> {
        let tokens = tokenise(text);
        match dates(&tokens)[..] {
            [(until, _)] => Some(Self { from: None, until }),
            _ => None,
        }
    }

    /// From a date to a date: what a line says by itself.
    pub(super) fn range(text: &str) -> Option<Self> {
        holds_digit(text)
            .then(|| Self::range_in(&tokenise(text)))
            .flatten()
    }

    fn range_in(tokens: &[Token<'_>]) -> Option<Self> {
        let found = dates(tokens);
        let [(first, first_place), (until, place)] = &found[..] else {
            return None;
        };
        let words = &TimeWords::built_in().as_of;
        let mut between = tokens[first_place.end..place.start]
            .iter()
            .map(|token| token.text)
            .filter(|word| !is_of(&words.fillers, word))
            .peekable();
        if between.peek().is_none() || !between.all(|word| is_of(&words.joiners, word)) {
            return None;
        }
        let from = (first.year.or(until.year)?, first.month);
        let span = Self {
            from: Some(from),
            until: *until,
        };
        let months = span.months_since(from, until.year?);
        (months >= FEWEST_MONTHS).then_some(span)
    }

    /// The date or the span of dates that a text names, with the words that name it and lead up to it. `lower` is lower
    /// case with its tones.
    pub(super) fn found(lower: &str) -> Option<(Self, std::ops::Range<usize>)> {
        holds_digit(lower)
            .then(|| Self::found_in(&tokenise(lower)))
            .flatten()
    }

    /// The same of a text's words.
    pub(super) fn found_in(tokens: &[Token<'_>]) -> Option<(Self, std::ops::Range<usize>)> {
        let words = &TimeWords::built_in().as_of;
        let leads = |at: usize| is_of(&words.leading, tokens[at].text);
        let is_dated =
            |until: &Month, first: usize| until.year.is_some() || first > 0 && leads(first - 1);
        let (as_of, mut first, last) = match &dates(tokens)[..] {
            // `(4/3)` is the quotient of two columns.
            [(until, place)] if is_dated(until, place.start) => (
                Self {
                    from: None,
                    until: *until,
                },
                place.start,
                place.end,
            ),
            [(_, from), (_, until)] => (Self::range_in(tokens)?, from.start, until.end),
            _ => return None,
        };
        while first > 0 && leads(first - 1) {
            first -= 1;
        }
        first -= phrase_before(&words.leading_phrases, tokens, first).unwrap_or(0);
        Some((
            as_of,
            tokens[first].range().start..tokens[last - 1].range().end,
        ))
    }

    /// The last month, and its year where it is named.
    pub(super) fn until(self) -> (u32, Option<u16>) {
        (self.until.month, self.until.year)
    }

    /// Whether it is a span of dates.
    pub(super) fn is_span(self) -> bool {
        self.from.is_some()
    }

    /// Whether the date is of the first half of its year, and not of another year than the one given.
    pub(super) fn halves(self, year: u16) -> bool {
        self.from.is_none()
            && self.until.month <= 6
            && self.until.year.is_none_or(|of_date| of_date == year)
    }

    /// The period that figures of these dates are of, where nothing else tells. 31/5 may close a school year, too.
    pub fn period(self) -> Option<Period> {
        let year = self.until.year?;
        let closes_year = self.until.month >= 11;
        match self.from {
            None if closes_year => Period::from_year(year),
            Some(from) if closes_year && (11..=13).contains(&self.months_since(from, year)) => {
                Period::from_year(year)
            }
            _ => None,
        }
    }

    /// Whether figures of these dates can be those of a period.
    pub fn agrees_with(self, period: Period) -> bool {
        let Month { month, year } = self.until;
        let year_or = |expected: u16| year.unwrap_or(expected);
        match period {
            // Figures are closed in autumn or early in the next year.
            Period::Year(expected) => {
                let is_closed = match year_or(expected) {
                    of_date if of_date == expected => month >= 10,
                    of_date => of_date == expected + 1 && month <= 3,
                };
                is_closed && self.is_about(12)
            }
            Period::FirstHalf(expected) => {
                year_or(expected) == expected && (4..=8).contains(&month) && self.is_about(6)
            }
            Period::SchoolYear(_) | Period::Term(..) => {
                let (first, last) = period.years();
                (first..=last + 1).contains(&year_or(last))
                    && self.from.is_none_or(|(year, _)| year >= first)
            }
        }
    }

    fn is_about(self, months: u32) -> bool {
        match (self.from, self.until.year) {
            (Some(from), Some(year)) => self.months_since(from, year).abs_diff(months) <= 2,
            _ => true,
        }
    }

    /// Both months included.
    fn months_since(self, (from_year, from_month): (u16, u32), year: u16) -> u32 {
        (u32::from(year) * 12 + self.until.month + 1)
            .saturating_sub(u32::from(from_year) * 12 + from_month)
    }
}

/// The dates of a text, each with its words' range: `31/5/2023`, `31/5`, `30 tháng 11 năm 2023`, `tháng 01/2023`.
fn dates(tokens: &[Token<'_>]) -> Vec<(Month, std::ops::Range<usize>)> {
    let mut found: Vec<(Month, std::ops::Range<usize>)> = Vec::new();
    let mut position = 0;
    while position < tokens.len() {
        match date_at(tokens, position) {
            Some((month, end)) => {
                found.push((month, position..end));
                position = end;
            }
            None => position += 1,
        }
    }
    found
}

fn date_at(tokens: &[Token<'_>], position: usize) -> Option<(Month, usize)> {
    let text = |index: usize| tokens.get(index).map(|token| token.text);
    let number = |index: usize, most: u32| {
        let number = text(index).filter(|text| text.len() <= 2)?.parse().ok()?;
        (1..=most).contains(&number).then_some(number)
    };
    let words = &TimeWords::built_in().date;
    let is_one = |index: usize, list: &[String]| text(index).is_some_and(|it| is_of(list, it));
    let is_separator = |index: usize| is_one(index, &words.separators);
    let year_after = |index: usize| {
        let offset = usize::from(is_separator(index) || is_one(index, &words.years));
        let year = year_at(tokens, index + offset).filter(|_| offset > 0)?;
        Some((year, index + offset + 1))
    };
    let finish = |month: u32, end: usize| {
        let (year, end) = year_after(end).map_or((None, end), |(year, end)| (Some(year), end));
        (Month { month, year }, end)
    };
    if is_one(position, &words.months) {
        let month = number(position + 1, 12)?;
        // `đến hết tháng 11`; `tháng 11` alone is a part of a year.
        let ends = &TimeWords::built_in().as_of.ends;
        let is_end = position > 0 && is_one(position - 1, ends);
        return Some(finish(month, position + 2))
            .filter(|(month, _)| month.year.is_some() || is_end);
    }
    number(position, 31)?;
    let month = (is_separator(position + 1) || is_one(position + 1, &words.months))
        .then(|| number(position + 2, 12))
        .flatten()?;
    Some(finish(month, position + 3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    fn read(text: &str) -> Option<AsOf> {
        AsOf::range(text).or_else(|| AsOf::single(text))
    }

    #[test]
    fn an_as_of_date_tells_its_month() {
        for (text, month) in [
            ("số liệu tính đến ngày : 31/5/2023", Some((5, Some(2023)))),
            ("tính đến ngày 5 tháng 1", Some((1, None))),
            (
                "số liệu tính đến ngày 30 tháng 11 năm 2023",
                Some((11, Some(2023))),
            ),
            ("số liệu tính đến tháng 11/2023", Some((11, Some(2023)))),
            ("số liệu chốt đến hết tháng 11", Some((11, None))),
            ("số liệu tháng 11", None),
            ("từ tháng 1 đến hết tháng 11", Some((11, None))),
            ("số liệu tính đến ngày *31/5 *30/11", None),
            ("năm 2023", None),
        ] {
            assert_eq!(AsOf::single(text).map(AsOf::until), month, "{text}");
        }
    }

    #[test]
    fn dates_are_held_against_a_period() {
        for [text, period, agrees] in cases(
            "
            đến ngày 31/12/2022                     | 2023      | no
            đến ngày 31/12/2023                     | 2023      | yes
            đến ngày 30/11/2023                     | 2023      | yes
            đến ngày 05/01/2024                     | 2023      | yes
            đến ngày 31/5/2023                      | 2023      | no
            đến ngày 31/5/2023                      | 2023-H1   | yes
            đến ngày 31/5                           | 2023      | no
            đến ngày 31/5/2024                      | 2023-2024 | yes
            đến ngày 31/5/2022                      | 2023-2024 | no
            từ 01/12/2021 đến 30/11/2022            | 2023      | no
            từ 01/12/2022 đến hết ngày 30/11/2023   | 2023      | yes
            từ tháng 6/2022 đến tháng 5/2023        | 2023      | no
            từ 01/07/2023 đến 31/12/2023            | 2023      | no",
        ) {
            let said = read(text).map(|as_of| period.parse().map(|p| as_of.agrees_with(p)));
            assert_eq!(said, Some(Ok(agrees == "yes")), "{text} {period}");
        }
    }

    #[test]
    fn dates_alone_tell_a_year_only_where_they_close_it() {
        for [text, period] in cases(
            "
            đến ngày 31/12/2023                      | 2023
            từ ngày 01/01/2023 đến ngày 31/12/2023   | 2023
            từ 01/12/2022 đến 30/11/2023             | 2023
            từ tháng 01/2023 đến tháng 12/2023       | 2023
            từ 01/07/2023 đến 31/12/2023             |
            đến ngày 31/5/2023                       |
            đến ngày 05/01/2024                      |",
        ) {
            let told = read(text)
                .and_then(AsOf::period)
                .map(|told| told.to_string());
            assert_eq!(told.unwrap_or_default(), period, "{text}");
        }
        assert_eq!(AsOf::range("từ ngày 05/01/2024 đến ngày 06/01/2024"), None);
        assert_eq!(AsOf::range("từ ngày 30/3 đến ngày 01/4/2023"), None);
    }
}
