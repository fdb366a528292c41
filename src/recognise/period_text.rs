//! Periods as people write them in titles: `NĂM 2023`, `Năm học 2022 – 2023`, `Nhiệm kỳ 2018-2023`,
//! `6 tháng đầu năm 2023`.

use super::time_words::{TimeWords, is_of, phrase_before};
use super::tokens::{Token, is_short_number, tokenise};
use crate::period::{Period, PeriodKind};
use crate::quantity::{Dimension, parse_unit_of_measure};
use crate::text::is_letter;

/// Finds the periods that a text names, in its order, each with the byte range of the words that name it.
///
/// `text` is lower case with its tones. A bare year counts as a year; years in dates (`30/11/2023`, `ngày 5 tháng 12
/// năm 2023`) do not.
pub(crate) fn find_periods(text: &str) -> Vec<(Period, std::ops::Range<usize>)> {
    let named = find_named(text).into_iter();
    named
        .filter_map(|(period, range)| Some((period?, range)))
        .collect()
}

/// Whether a text may name a year or a day: most texts are told by that they hold no digit.
pub(super) fn holds_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The same, with `None` for what is no reporting period: a month, a quarter, a second half, a semester.
pub(super) fn find_named(text: &str) -> Vec<(Option<Period>, std::ops::Range<usize>)> {
    if !holds_digit(text) {
        return Vec::new();
    }
    named_in(&tokenise(text))
}

/// The same of a text's words.
pub(super) fn named_in(tokens: &[Token<'_>]) -> Vec<(Option<Period>, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut position = 0;
    while position < tokens.len() {
        let Some(year) = year_at(tokens, position) else {
            position += 1;
            continue;
        };
        if is_part_of_a_date(tokens, position) || begins_date(tokens, position) {
            position += 1;
            continue;
        }
        let (period, last) = match span_at(tokens, position, year) {
            Some((period, last)) => (Some(period), last),
            None => (Period::from_year(year), position),
        };
        let first = first_word_of_period(tokens, position);
        if let Some(period) = period {
            let (named, first) = part_before(tokens, first, period);
            found.push((named, tokens[first].start..tokens[last].end));
        }
        position = last + 1;
    }
    found
}

/// Whether a text holds a number that is no part of a date or a period: `đợt 1: 3 (15/6/2023)`, not `ngày 30/11`.
/// `text` is lower case with its tones.
pub(super) fn has_number_beside_dates(text: &str) -> bool {
    number_beside_dates(text).is_some()
}

/// Where the first such number begins.
pub(super) fn number_beside_dates(text: &str) -> Option<usize> {
    let words = &TimeWords::built_in().date;
    let tokens = tokenise(text);
    let is_number = |token: &Token<'_>| token.text.starts_with(|c: char| c.is_ascii_digit());
    let mut is_of_date = vec![false; tokens.len()];
    for position in (0..tokens.len()).filter(|&position| is_number(&tokens[position])) {
        let before = |offset: usize| position.checked_sub(offset);
        let numbered = before(1).filter(|&at| is_of(&words.numbered, tokens[at].text));
        let follows_word = numbered.is_some_and(|at| {
            // `trong năm 17 đoàn viên`
            let is_count = is_of(&words.years, tokens[at].text)
                && is_short_number(tokens[position].text)
                && position + 1 < tokens.len();
            !is_count && !begins_amount(&tokens, position)
        });
        let goes_on = before(1).is_some_and(|at| is_of(&words.continuing, tokens[at].text))
            && before(2).is_some_and(|at| is_of_date[at]);
        is_of_date[position] = follows_word || goes_on;
        if year_at(&tokens, position).is_some() && is_part_of_a_date(&tokens, position) {
            // `15/6/2023`: its day and month are known by its year.
            let first = position.saturating_sub(4);
            let days = (first..=position)
                .rev()
                .take_while(|&at| !is_word(&tokens[at]));
            days.for_each(|at| is_of_date[at] = true);
        }
    }
    let mut numbers = (0..tokens.len()).filter(|&position| is_number(&tokens[position]));
    let number = numbers.find(|&position| !is_of_date[position])?;
    Some(tokens[number].start)
}

/// Whether a number behind a word of time is an amount's: `bình quân tháng 8,4 triệu đồng`.
pub(super) fn begins_amount(tokens: &[Token<'_>], position: usize) -> bool {
    let is_number = |token: &Token<'_>| token.text.starts_with(|it: char| it.is_ascii_digit());
    let mut last = position;
    while let [own, sign, next, ..] = &tokens[last..]
        && matches!(sign.text, "." | ",")
        && own.end == sign.start
        && sign.end == next.start
        && is_number(next)
    {
        last += 2;
    }
    let unit = tokens.get(last + 1).map_or("", |token| token.text);
    parse_unit_of_measure(unit).is_some_and(|unit| unit.dimension == Dimension::Money)
}

fn is_word(token: &Token<'_>) -> bool {
    token.text.starts_with(is_letter)
}

pub(super) fn year_at(tokens: &[Token<'_>], position: usize) -> Option<u16> {
    let text = tokens.get(position)?.text;
    (text.len() == 4)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|&year| Period::from_year(year).is_some())
}

/// `2022 - 2023`, `2022/2023`, `2018 đến 2023`.
fn span_at(tokens: &[Token<'_>], position: usize, first: u16) -> Option<(Period, usize)> {
    let joiner = tokens.get(position + 1)?;
    if !is_of(&TimeWords::built_in().year.span_joiners, joiner.text) {
        return None;
    }
    if let Some(last) = year_at(tokens, position + 2) {
        return Period::from_span(first, last).map(|period| (period, position + 2));
    }
    // `2022-23`
    let short = tokens.get(position + 2)?;
    let last = short
        .text
        .parse::<u16>()
        .ok()
        .filter(|_| short.text.len() == 2)?;
    let last = first / 100 * 100 + last;
    Period::from_span(first, last)
        .filter(|_| last == first + 1)
        .map(|period| (period, position + 2))
}

/// Whether the year ends a date: `30/11/2023`, `ngày 5 tháng 12 năm 2023`, `12/2023`; not in `quý 4/2023`, `tháng 12/2023`.
fn is_part_of_a_date(tokens: &[Token<'_>], position: usize) -> bool {
    let before = |offset: usize| position.checked_sub(offset).map(|index| tokens[index].text);
    let words = &TimeWords::built_in().date;
    let is_before =
        |offset: usize, list: &[String]| before(offset).is_some_and(|it| is_of(list, it));
    if is_before(1, &words.separators) && before(2).is_some_and(is_short_number) {
        return !is_before(3, &words.never) || has_day(tokens, position.saturating_sub(3));
    }
    let is_month = before(2).is_some_and(is_short_number) && is_before(3, &words.months);
    is_before(1, &words.years) && is_month && has_day(tokens, position - 3)
}

/// Whether the year begins a date, as programs write it: `2025-01-08 09:14`.
fn begins_date(tokens: &[Token<'_>], position: usize) -> bool {
    let text = |offset: usize| tokens.get(position + offset).map_or("", |token| token.text);
    let separators = &TimeWords::built_in().date.separators;
    let is_joined = tokens[position..]
        .windows(2)
        .take(4)
        .all(|pair| pair[0].end == pair[1].start);
    let is_date = text(1) == text(3) && is_short_number(text(2)) && is_short_number(text(4));
    is_joined && is_date && !text(4).is_empty() && is_of(separators, text(1))
}

/// Whether a day, or the place left open for one, stands before the word at the position: `ngày … tháng 12 năm 2023`.
fn has_day(tokens: &[Token<'_>], position: usize) -> bool {
    let before = &tokens[position.saturating_sub(4)..position];
    before.last().is_some_and(|last| is_short_number(last.text))
        || before
            .iter()
            .any(|token| is_of(&TimeWords::built_in().date.days, token.text))
}

/// Walks back over the words that lead up to the year and belong to it.
fn first_word_of_period(tokens: &[Token<'_>], position: usize) -> usize {
    let words = &TimeWords::built_in().year;
    let mut first = position;
    while first > 0 && is_of(&words.leading, tokens[first - 1].text) {
        first -= 1;
    }
    let keeps = |end: &usize| phrase_before(&words.kept_phrases, tokens, *end).is_some();
    first = (first + 1..=position).find(keeps).unwrap_or(first);
    // Of `niên học` the second word leads up to any year.
    first - phrase_before(&words.leading_phrases, tokens, first).unwrap_or(0)
}

/// `6 tháng đầu năm 2023`, `QUÝ IV/2023`, `cả năm 2023`: what of the period the words before it mean, nothing where nobody
/// reports on that, and the first of them.
fn part_before(tokens: &[Token<'_>], first: usize, period: Period) -> (Option<Period>, usize) {
    /// So many words are looked at.
    const FARTHEST: usize = 4;
    let words = TimeWords::built_in();
    let joiners = tokens[..first].iter().rev();
    let joiners = joiners.take_while(|token| is_of(&words.year.part_joiners, token.text));
    let end = first - joiners.count().min(1);
    let before = &tokens[end.saturating_sub(FARTHEST)..end];
    match words.part_before(before, end != first, period.kind()) {
        None => (Some(period), first),
        Some((share, count)) => {
            let meant = match (share, period) {
                (Some(PeriodKind::FirstHalf), Period::Year(year)) => Some(Period::FirstHalf(year)),
                (Some(_), _) => Some(period),
                (None, _) => None,
            };
            (meant, if count == 0 { first } else { end - count })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn numbers_are_told_from_dates() {
        for (text, has_number) in [
            ("khoảng 12", true),
            ("gần 2000", true),
            ("đợt 1: 3, đợt 2: 5", true),
            ("kết nạp 3 đoàn viên ngày 15/6/2023", true),
            ("đạt 7/9", true),
            ("ngày 30/11", false),
            ("từ 1/1/2023", false),
            ("lạng sơn, ngày 26 tháng 12 năm 2021", false),
            ("quý 4 năm 2023", false),
            ("kết nạp mới trong năm 17 đoàn viên", true),
            ("lương bình quân tháng 8,4 triệu đồng", true),
            ("lương bình quân tháng 8.400.000 đồng", true),
            ("kết nạp trong tháng 8", false),
            ("năm học 2022-2023", false),
            ("đã xong", false),
        ] {
            assert_eq!(has_number_beside_dates(text), has_number, "{text}");
        }
    }

    #[test]
    fn periods_are_found_in_titles() {
        for [text, expected] in cases(
            "
            năm 2023                                      | 2023
            năm : 2021                                    | 2021
            báo cáo hoạt động công đoàn cơ sở năm 2022    | 2022
            kết quả chấm điểm thi đua năm học 2022 - 2023 | 2022-2023
            năm học 2022 – 23                             | 2022-2023
            nhiệm kỳ 2018-2023                            | 2018-2023
            báo cáo 6 tháng đầu năm 2023                  | 2023-H1
            báo cáo sáu tháng đầu năm 2023                | 2023-H1
            báo cáo 6 tháng cuối năm 2023                 |
            báo cáo quý i năm 2023                        |
            sơ kết 6 tháng năm 2023                       | 2023-H1
            nửa đầu năm 2023                              | 2023-H1
            theo dõi hoạt động theo quý - năm 2023        | 2023
            2025-01-08 09:14:22                           |
            2022-2023                                     | 2022-2023
            báo cáo 9 tháng năm 2023                      |
            báo cáo 12 tháng năm 2023                     | 2023
            học kỳ i năm học 2023-2024                    |
            hk1 năm học 2023-2024                         |
            kỳ báo cáo: năm 2023                          | 2023
            lạng sơn, ngày 26 tháng 12 năm 2021           |
            (số liệu tính đến ngày 30/11/2021)            |
            (số liệu tính đến ngày : 30/11/2021)          |
            tháng 12/2021                                 |
            6t/2023                                       | 2023-H1
            cả năm 2023                                   | 2023
            kết quả năm 2023, phương hướng năm 2024       | 2023 2024
            2023                                          | 2023
            quyết định số 1454                            |
            số 20231                                      |",
        ) {
            let found = find_periods(text).into_iter();
            let found: Vec<String> = found.map(|(period, _)| period.to_string()).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn the_words_that_name_the_period_belong_to_it() {
        for (text, words) in [
            ("thực hiện 6 tháng đầu năm 2022 (%)", "6 tháng đầu năm 2022"),
            ("thực hiện năm học 2022 - 2023 (%)", "năm học 2022 - 2023"),
        ] {
            let (_, range) = find_periods(text).remove(0);
            assert_eq!(&text[range], words);
        }
    }

    #[test]
    fn parts_of_a_year_are_found_as_such() {
        let year = Period::from_year(2023);
        for (text, period) in [
            ("quý iv năm 2023", None),
            ("quý iv/2023", None),
            ("quý 4/2022", None),
            ("9 tháng đầu năm 2023", None),
            ("6 tháng cuối năm 2023", None),
            ("tháng 6 năm 2023", None),
            ("tháng 12/2023", None),
            ("học kỳ ii năm học 2023-2024", None),
            ("giữa nhiệm kỳ 2023-2028", None),
            ("cả năm 2023", year),
            ("12 tháng năm 2023", year),
            ("năm công tác 2023", year),
            ("niên độ 2023", year),
        ] {
            assert_eq!(find_named(text), [(period, 0..text.len())], "{text}");
        }
        for text in [
            "ngày 5 tháng 12 năm 2023",
            "ngày … tháng 12/2023",
            "5/12/2023",
        ] {
            assert_eq!(find_named(text), [], "{text}");
        }
    }
}
