//! Periods as people write them in titles: `NĂM 2023`, `Năm học 2022 – 2023`, `Nhiệm kỳ 2018-2023`,
//! `6 tháng đầu năm 2023`.

use crate::period::Period;

/// A word or a number of a text, with its place.
#[derive(Debug, Clone, PartialEq)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    end: usize,
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

/// The same, with `None` for what is no reporting period: a quarter, a second half, a semester.
pub(super) fn find_named(text: &str) -> Vec<(Option<Period>, std::ops::Range<usize>)> {
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
            let end = tokens[last].end;
            match half_year(&tokens, first, period) {
                HalfYear::First(first) => {
                    found.push((Some(Period::FirstHalf(year)), tokens[first].start..end))
                }
                HalfYear::Other => found.push((None, tokens[first].start..end)),
                HalfYear::None => found.push((Some(period), tokens[first].start..end)),
            }
        }
        position = last + 1;
    }
    found
}

/// The month of an as-of date (`số liệu tính đến ngày 31/5/2023`), and its year where it names one, where the text holds
/// exactly one date.
pub(super) fn as_of_month(text: &str) -> Option<(u32, Option<u16>)> {
    let tokens = tokenise(text);
    let mut months = Vec::new();
    for (position, token) in tokens.iter().enumerate() {
        let follows = |offset: usize| tokens.get(position + offset).map(|token| token.text);
        let is_day = token
            .text
            .parse::<u32>()
            .is_ok_and(|day| (1..=31).contains(&day));
        if is_day
            && matches!(follows(1), Some("/" | "." | "-" | "tháng"))
            && let Some(month) = follows(2).and_then(|text| text.parse::<u32>().ok())
        {
            let after_a_separator =
                position > 0 && matches!(tokens[position - 1].text, "/" | "." | "-");
            if (1..=12).contains(&month) && !after_a_separator {
                let year = (3..=4).filter_map(|offset| year_at(&tokens, position + offset));
                let year = year.chain(year_at(&tokens, position + 5)).next();
                months.push((month, year));
            }
        }
    }
    match months[..] {
        [month] => Some(month),
        _ => None,
    }
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
    token.text.starts_with(char::is_alphabetic)
}

fn tokenise(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut kind_of_last = ' ';
    for (start, character) in text.char_indices() {
        let kind = if character.is_ascii_digit() {
            '0'
        } else if character.is_alphabetic() {
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

fn year_at(tokens: &[Token<'_>], position: usize) -> Option<u16> {
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

/// Whether the year ends a date: `30/11/2023`, `tháng 12 năm 2023`, `12/2023`.
fn is_part_of_a_date(tokens: &[Token<'_>], position: usize) -> bool {
    let before = |offset: usize| position.checked_sub(offset).map(|index| tokens[index].text);
    let is_short_number = |text: Option<&str>| {
        text.is_some_and(|text| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()))
    };
    if matches!(before(1), Some("/" | "." | "-")) && is_short_number(before(2)) {
        return true;
    }
    before(1) == Some("năm") && is_short_number(before(2)) && before(3) == Some("tháng")
}

/// Walks back over the words that lead up to the year and belong to it.
fn first_word_of_period(tokens: &[Token<'_>], position: usize) -> usize {
    const LEADING: [&str; 8] = ["năm", "học", "nhiệm", "kỳ", "giai", "đoạn", ":", "nh"];
    let mut first = position;
    while first > 0 && LEADING.contains(&tokens[first - 1].text) {
        first -= 1;
    }
    first
}

enum HalfYear {
    /// The first half, with the position of its first word.
    First(usize),
    /// Half a year or a quarter that is no reporting period.
    Other,
    None,
}

/// `6 tháng đầu năm 2023`, `sáu tháng đầu năm 2023`; a quarter, nine months, a second half or a semester is no period of
/// ours.
fn half_year(tokens: &[Token<'_>], first: usize, period: Period) -> HalfYear {
    let before: Vec<&str> = tokens[first.saturating_sub(4)..first]
        .iter()
        .map(|token| token.text)
        .collect();
    let is_part_of_school_year = match before[..] {
        [.., "hk" | "kỳ", "i" | "ii" | "1" | "2"] | [.., "hki" | "hkii"] => true,
        [.., "đầu" | "cuối"] => matches!(period, Period::SchoolYear(_)),
        _ => false,
    };
    if is_part_of_school_year {
        return HalfYear::Other;
    }
    if !matches!(period, Period::Year(_)) {
        return HalfYear::None;
    }
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match before[..] {
        [.., "6" | "06" | "sáu", "tháng", "đầu"] => HalfYear::First(first - 3),
        [.., "6" | "06" | "sáu", "tháng"] | [.., "nửa", "đầu"] => HalfYear::First(first - 2),
        [.., "12" | "mười hai", "tháng"] => HalfYear::None,
        [.., "nửa", "cuối"] | [.., "chín" | "ba", "tháng"] => HalfYear::Other,
        [.., number, "tháng"] if is_number(number) => HalfYear::Other,
        _ if before.contains(&"quý") => HalfYear::Other,
        [.., "cuối" | "đầu"] if before.contains(&"tháng") => HalfYear::Other,
        _ => HalfYear::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for (text, expected) in [
            ("năm 2023", vec!["2023"]),
            ("năm : 2021", vec!["2021"]),
            ("báo cáo hoạt động công đoàn cơ sở năm 2022", vec!["2022"]),
            (
                "kết quả chấm điểm thi đua năm học 2022 - 2023",
                vec!["2022-2023"],
            ),
            ("năm học 2022 – 23", vec!["2022-2023"]),
            ("nhiệm kỳ 2018-2023", vec!["2018-2023"]),
            ("báo cáo 6 tháng đầu năm 2023", vec!["2023-H1"]),
            ("báo cáo sáu tháng đầu năm 2023", vec!["2023-H1"]),
            ("báo cáo 6 tháng cuối năm 2023", vec![]),
            ("báo cáo quý i năm 2023", vec![]),
            ("sơ kết 6 tháng năm 2023", vec!["2023-H1"]),
            ("nửa đầu năm 2023", vec!["2023-H1"]),
            ("báo cáo 9 tháng năm 2023", vec![]),
            ("báo cáo 12 tháng năm 2023", vec!["2023"]),
            ("học kỳ i năm học 2023-2024", vec![]),
            ("hk1 năm học 2023-2024", vec![]),
            ("kỳ báo cáo: năm 2023", vec!["2023"]),
            ("lạng sơn, ngày 26 tháng 12 năm 2021", vec![]),
            ("(số liệu tính đến ngày 30/11/2021)", vec![]),
            ("(số liệu tính đến ngày : 30/11/2021)", vec![]),
            ("tháng 12/2021", vec![]),
            (
                "kết quả năm 2023, phương hướng năm 2024",
                vec!["2023", "2024"],
            ),
            ("2023", vec!["2023"]),
            ("quyết định số 1454", vec![]),
            ("số 20231", vec![]),
        ] {
            let found: Vec<String> = find_periods(text)
                .iter()
                .map(|(p, _)| p.to_string())
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_words_that_name_the_period_belong_to_it() {
        let text = "thực hiện 6 tháng đầu năm 2022 (%)";
        let (_, range) = find_periods(text).remove(0);
        assert_eq!(&text[range], "6 tháng đầu năm 2022");
        let text = "thực hiện năm học 2022 - 2023 (%)";
        let (_, range) = find_periods(text).remove(0);
        assert_eq!(&text[range], "năm học 2022 - 2023");
    }

    #[test]
    fn an_as_of_date_tells_its_month() {
        assert_eq!(
            as_of_month("số liệu tính đến ngày : 31/5/2023"),
            Some((5, Some(2023)))
        );
        assert_eq!(as_of_month("tính đến ngày 5 tháng 1"), Some((1, None)));
        assert_eq!(
            as_of_month("số liệu tính đến ngày 30 tháng 11 năm 2023"),
            Some((11, Some(2023)))
        );
        assert_eq!(as_of_month("số liệu tính đến ngày *31/5 *30/11"), None);
        assert_eq!(as_of_month("năm 2023"), None);
    }
}
