//! Periods as people write them in titles: `NĂM 2023`, `Năm học 2022 – 2023`, `Nhiệm kỳ 2018-2023`,
//! `6 tháng đầu năm 2023`.

use crate::period::Period;
use crate::text::is_letter;

/// A word or a number of a text, with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    start: usize,
    end: usize,
}

impl Token<'_> {
    /// Its place in the text.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

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
    let tokens = tokenise(text);
    let mut found = Vec::new();
    let mut position = 0;
    while position < tokens.len() {
        let Some(year) = year_at(&tokens, position) else {
            position += 1;
            continue;
        };
        if is_part_of_a_date(&tokens, position) {
            position += 1;
            continue;
        }
        let (period, last) = match span_at(&tokens, position, year) {
            Some((period, last)) => (Some(period), last),
            None => (Period::from_year(year), position),
        };
        let first = first_word_of_period(&tokens, position);
        if let Some(period) = period {
            let (part, first) = part_before(&tokens, first, period);
            let named = match part {
                Part::Whole => Some(period),
                Part::FirstHalf => Some(Period::FirstHalf(year)),
                Part::Other => None,
            };
            found.push((named, tokens[first].start..tokens[last].end));
        }
        position = last + 1;
    }
    found
}

/// Whether a text holds a number that is no part of a date or a period: `đợt 1: 3 (15/6/2023)`, not `ngày 30/11`.
/// `text` is lower case with its tones.
pub(super) fn has_number_beside_dates(text: &str) -> bool {
    const OF_A_DATE: [&str; 6] = ["ngày", "tháng", "năm", "quý", "học", "kỳ"];
    let tokens = tokenise(text);
    let is_number = |token: &Token<'_>| token.text.starts_with(|c: char| c.is_ascii_digit());
    let mut is_of_date = vec![false; tokens.len()];
    for position in (0..tokens.len()).filter(|&position| is_number(&tokens[position])) {
        let before = |offset: usize| position.checked_sub(offset);
        let follows_word = before(1).is_some_and(|at| OF_A_DATE.contains(&tokens[at].text));
        let goes_on = before(1).is_some_and(|at| matches!(tokens[at].text, "/" | "." | "-" | "–"))
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
    numbers.any(|position| !is_of_date[position])
}

fn is_word(token: &Token<'_>) -> bool {
    token.text.starts_with(is_letter)
}

pub(super) fn tokenise(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut kind_of_last = ' ';
    for (start, character) in text.char_indices() {
        let kind = if character.is_ascii_digit() {
            '0'
        } else if is_letter(character) {
            'a'
        } else if character.is_whitespace() {
            ' '
        } else {
            '-'
        };
        let end = start + character.len_utf8();
        match tokens.last_mut() {
            Some(last) if kind == kind_of_last && kind != '-' && kind != ' ' => {
                last.end = end;
                last.text = &text[last.start..end];
            }
            _ if kind != ' ' => tokens.push(Token {
                text: &text[start..end],
                start,
                end,
            }),
            _ => {}
        }
        kind_of_last = kind;
    }
    tokens
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
    if !matches!(joiner.text, "-" | "–" | "—" | "/" | "đến" | "tới") {
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
    let names_part = |text: Option<&str>| {
        text.is_some_and(|text| matches!(text, "tháng" | "quý" | "quí" | "kỳ" | "hk"))
    };
    if matches!(before(1), Some("/" | "." | "-")) && before(2).is_some_and(is_short_number) {
        return !names_part(before(3)) || has_day(tokens, position.saturating_sub(3));
    }
    let is_month = before(2).is_some_and(is_short_number) && before(3) == Some("tháng");
    before(1) == Some("năm") && is_month && has_day(tokens, position - 3)
}

fn is_short_number(text: &str) -> bool {
    text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a day, or the place left open for one, stands before the word at the position: `ngày … tháng 12 năm 2023`.
fn has_day(tokens: &[Token<'_>], position: usize) -> bool {
    let before = &tokens[position.saturating_sub(4)..position];
    before.last().is_some_and(|last| is_short_number(last.text))
        || before.iter().any(|token| token.text == "ngày")
}

/// Walks back over the words that lead up to the year and belong to it.
fn first_word_of_period(tokens: &[Token<'_>], position: usize) -> usize {
    const LEADING: [&str; 8] = ["năm", "học", "nhiệm", "kỳ", "giai", "đoạn", ":", "nh"];
    let mut first = position;
    while first > 0 && LEADING.contains(&tokens[first - 1].text) {
        first -= 1;
    }
    let is_pair = |pair: [&str; 2]| {
        first >= 2 && tokens[first - 2].text == pair[0] && tokens[first - 1].text == pair[1]
    };
    if is_pair(["niên", "độ"]) || is_pair(["niên", "khóa"]) {
        return first - 2;
    }
    // `niên học`, of which the second word leads up to any year
    if first > 0 && first < position && tokens[first - 1].text == "niên" {
        return first - 1;
    }
    if is_pair(["công", "tác"]) && first >= 3 && tokens[first - 3].text == "năm" {
        return first - 3;
    }
    first
}

/// How much of the period is meant.
enum Part {
    Whole,
    FirstHalf,
    /// What is no reporting period: a month, a quarter, nine months, a second half, a semester.
    Other,
}

/// `6 tháng đầu năm 2023`, `QUÝ IV/2023`, `cả năm 2023`: how much of the period the words before it mean, and the first
/// of them.
fn part_before(tokens: &[Token<'_>], first: usize, period: Period) -> (Part, usize) {
    let joiners = tokens[..first].iter().rev();
    let joiners = joiners.take_while(|token| matches!(token.text, "/" | "-" | "–" | "," | "("));
    let end = first - joiners.count().min(1);
    let before: Vec<&str> = tokens[end.saturating_sub(4)..end]
        .iter()
        .map(|token| token.text)
        .collect();
    let is_year = matches!(period, Period::Year(_));
    let half = |number: &str| {
        if matches!(number, "6" | "06" | "sáu") {
            Part::FirstHalf
        } else {
            Part::Other
        }
    };
    let (part, words) = match before[..] {
        [.., "học", "kỳ", number] if is_ordinal(number) => (Part::Other, 3),
        [.., "hk" | "kỳ", number] if is_ordinal(number) => (Part::Other, 2),
        [.., "hki" | "hkii"] => (Part::Other, 1),
        [.., "giữa"] if end == first => (Part::Other, 1),
        [.., "đầu" | "cuối"] if matches!(period, Period::SchoolYear(_)) => (Part::Other, 1),
        _ if !is_year => (Part::Whole, 0),
        [.., number, "tháng" | "t", "đầu"] if is_count(number) => (half(number), 3),
        [.., number, "tháng" | "t", "cuối"] if is_count(number) => (Part::Other, 3),
        [.., "12", "tháng"] => (Part::Whole, 2),
        [.., "mười", "hai", "tháng"] => (Part::Whole, 3),
        [.., number, "tháng" | "t"] if is_count(number) => (half(number), 2),
        [.., "nửa", "đầu"] => (Part::FirstHalf, 2),
        [.., "nửa", "cuối"] => (Part::Other, 2),
        [.., "tháng", number] if is_short_number(number) => (Part::Other, 2),
        [.., "quý" | "quí", _] => (Part::Other, 2),
        _ if before.iter().any(|word| matches!(*word, "quý" | "quí")) => (Part::Other, 0),
        [.., "cả"] if end == first => (Part::Whole, 1),
        [.., "cuối" | "đầu"] if before.contains(&"tháng") => (Part::Other, 0),
        _ => (Part::Whole, 0),
    };
    match words {
        0 => (part, first),
        _ => (part, end - words),
    }
}

fn is_ordinal(text: &str) -> bool {
    matches!(text, "i" | "ii" | "1" | "2")
}

/// A number of months, as people write it.
fn is_count(text: &str) -> bool {
    is_short_number(text) || matches!(text, "ba" | "sáu" | "chín")
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
