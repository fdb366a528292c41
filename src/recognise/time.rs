//! When figures are of, by the words over or beside them: `năm 2022`, `6 tháng`, `Quý III`, `đến 31/12/2022`.

use super::as_of::AsOf;
use super::period_text::{begins_amount, holds_digit, named_in};
use super::time_words::{TimeWords, is_of};
use super::tokens::{Token, tokenise};
use crate::period::{Period, PeriodKind};
use std::ops::Range;

/// What words say of the time of the figures in their scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Time {
    /// Nothing.
    #[default]
    Unsaid,
    /// A period by its name.
    Of(Period),
    /// A period of a kind, of the years that the report is of: `6 tháng đầu năm`, `cả năm`.
    Kind(PeriodKind),
    /// A part of a period that nobody reports on: a month, a quarter, nine months, a semester.
    Part,
    /// The date that the figures are of.
    AsOf(AsOf),
    /// What lies ahead of the report: `phương hướng`.
    Ahead,
    /// Nobody can say: of whose or of what they are is not understood.
    Unclear,
}

/// How a time stands to a report's period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The period itself.
    Own,
    /// An earlier period of the same kind.
    Earlier(Period),
    /// The period right after it, by its name.
    Next(Period),
    /// Anything else: a part of it, a later year, a year of a term.
    Other,
}

impl Time {
    /// The period that is named, where one is.
    pub fn period(self) -> Option<Period> {
        match self {
            Time::Of(period) => Some(period),
            _ => None,
        }
    }

    /// Whether it is a part of a year.
    pub(super) fn is_of_part(self) -> bool {
        matches!(
            self,
            Time::Part | Time::Kind(PeriodKind::FirstHalf) | Time::Of(Period::FirstHalf(_))
        )
    }

    /// How it stands to a period; `has_own` tells whether another column names the period itself.
    pub fn standing(self, period: Option<Period>, has_own: bool) -> Standing {
        let Some(period) = period else {
            return Standing::Own;
        };
        match self {
            Time::Unsaid => Standing::Own,
            Time::Of(named) if named == period => Standing::Own,
            Time::Of(named) if named < period && named.is_comparable_with(period) => {
                Standing::Earlier(named)
            }
            Time::Of(named) if named == period.next() => Standing::Next(named),
            // `Năm 2023` in the report of a school year that ends in it.
            Time::Of(named)
                if !has_own
                    && !named.is_comparable_with(period)
                    && named.years().1 == period.years().1
                    && [named, period].into_iter().all(is_of_one_year) =>
            {
                Standing::Own
            }
            Time::Kind(kind) if kind.may_be(period.kind()) => Standing::Own,
            Time::AsOf(date) if date.agrees_with(period) => Standing::Own,
            Time::AsOf(date) if date.agrees_with(period.previous()) => {
                Standing::Earlier(period.previous())
            }
            Time::Of(_)
            | Time::Kind(_)
            | Time::Part
            | Time::AsOf(_)
            | Time::Ahead
            | Time::Unclear => Standing::Other,
        }
    }
}

fn is_of_one_year(period: Period) -> bool {
    matches!(period.kind(), PeriodKind::Year | PeriodKind::SchoolYear)
}

/// The first period that a text names, with the words that name it.
fn named_time(tokens: &[Token<'_>]) -> Option<(Time, Range<usize>)> {
    let (period, range) = named_in(tokens).into_iter().next()?;
    Some((period.map_or(Time::Part, Time::Of), range))
}

/// The first time that a title, a heading or the word beside a label tells, named plainly or not.
pub(crate) fn told_time(lower: &str) -> Option<(Time, Range<usize>)> {
    let holds_digit = holds_digit(lower);
    if !holds_digit && !TimeWords::built_in().may_begin_in(lower) {
        return None;
    }
    let tokens = tokenise(lower);
    let named = || named_time(&tokens);
    let part = || unnamed_part(&tokens);
    match holds_digit {
        true => dated_time(&tokens).or_else(named).or_else(part),
        false => part(),
    }
}

/// `đến 31/12/2022`, `từ 01/12/2022 đến 30/11/2023`.
fn dated_time(tokens: &[Token<'_>]) -> Option<(Time, Range<usize>)> {
    let (as_of, range) = AsOf::found_in(tokens)?;
    Some((Time::AsOf(as_of), range))
}

/// `6 tháng đầu năm`, `Quý III`, `học kỳ I`, `cả năm`: parts of a year that is not named.
fn unnamed_part(tokens: &[Token<'_>]) -> Option<(Time, Range<usize>)> {
    let known = TimeWords::built_in();
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text);
    (0..tokens.len()).find_map(|first| {
        let (share, words) = known.part_alone(tokens, first)?;
        if begins_amount(tokens, first + words - 1) {
            return None;
        }
        // `6 tháng đầu năm nay` is this year's.
        let is_year = is_of(&known.year.open_words, text(first + words));
        let is_open = is_of(&known.year.open_endings, text(first + words + 1));
        let words = words + usize::from(is_year && is_open);
        let range = tokens[first].range().start..tokens[first + words - 1].range().end;
        Some((share.map_or(Time::Part, Time::Kind), range))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn titles_tell_their_time() {
        for [text, time, words] in cases(
            "
            thực hiện năm 2022               | Of(Year(2022))  | năm 2022
            thực hiện 6 tháng                | Kind(FirstHalf) | 6 tháng
            6 tháng đầu năm                  | Kind(FirstHalf) | 6 tháng đầu năm
            6 tháng đầu năm nay              | Kind(FirstHalf) | 6 tháng đầu
            ước thực hiện cả năm             | Kind(Year)      | cả năm
            thực hiện 9 tháng                | Part            | 9 tháng
            6 tháng cuối năm                 | Part            | 6 tháng cuối năm
            quý iv                           | Part            | quý iv
            kết quả học kỳ i                 | Part            | học kỳ i
            tháng 11                         | Part            | tháng 11
            lương bình quân tháng 1 người    | Unsaid
            lương bình quân 1 tháng          | Unsaid
            quý khách                        | Unsaid
            số lượng                         | Unsaid
            số liệu đến 31/12/2022           | AsOf            | số liệu đến 31/12/2022
            số liệu tính đến ngày 30/11/2023 | AsOf            | số liệu tính đến ngày 30/11/2023",
        ) {
            let (told, range) = told_time(text).unwrap_or((Time::Unsaid, 0..0));
            let told = match told {
                Time::AsOf(_) => "AsOf".to_string(),
                told => format!("{told:?}"),
            };
            assert_eq!((&*told, &text[range]), (time, words), "{text}");
        }
    }

    #[test]
    fn a_time_stands_to_the_period_of_its_report() {
        for [text, period, standing] in cases(
            "
            số lượng             | 2023      | Own
            năm 2023             | 2023      | Own
            năm 2022             | 2023      | Earlier(Year(2022))
            năm 2024             | 2023      | Next(Year(2024))
            năm 2025             | 2023      | Other
            năm học 2023-2024    | 2022-2023 | Next(SchoolYear(2023))
            năm học 2023-2024    | 2023      | Other
            6 tháng              | 2023      | Other
            6 tháng              | 2023-H1   | Own
            6 tháng đầu năm 2023 | 2023      | Other
            cả năm               | 2023      | Own
            cả năm               | 2022-2023 | Own
            cả năm               | 2023-H1   | Other
            quý iv               | 2023      | Other
            năm 2023             | 2022-2023 | Own
            năm 2022             | 2022-2023 | Other
            đến 31/12/2022       | 2023      | Earlier(Year(2022))
            đến 30/11/2023       | 2023      | Own
            đến 31/5/2023        | 2023-H1   | Own
            đến 31/5/2023        | 2023      | Other",
        ) {
            let time = told_time(text).map_or(Time::Unsaid, |(time, _)| time);
            let found = time.standing(Some(period.parse().expect("a period")), false);
            assert_eq!(format!("{found:?}"), standing, "{text} {period}");
        }
    }
}
