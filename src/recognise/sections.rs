//! What headings among the rows of a table, and the title above it, say of the figures below: planned or reached, and of
//! when. `II. PHƯƠNG HƯỚNG NĂM 2024`, `KẾT QUẢ NĂM 2022`, `ĐĂNG KÝ CHỈ TIÊU THI ĐUA NĂM 2024`.

use super::row_mark::marks_group;
use super::sayings::{FigureColumn, Saying};
use super::time::{Time, told_time};
use crate::catalogue::FormWords;
use crate::period::PeriodKind;
use crate::text::{self, begins_with_any, begins_with_words, contains_any, word_starts};

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Heading {
    /// Planned or reached, where it says so.
    pub(super) says: Option<FigureColumn>,
    /// When.
    pub(super) time: Time,
    /// Whether it is of what is no result of the unit's, whatever time it names besides.
    pub(super) is_of_else: bool,
}

impl Heading {
    /// Reads the words of a heading or a title. `key` is the text's label key.
    pub(super) fn parse(written: &str, key: &str, words: &FormWords) -> Self {
        let key = without_number(key);
        let (says, is_ahead) = stage_of(key, words);
        let lower = text::in_small(written);
        let compared = text::first_of(&lower, &words.comparing_words);
        let told = told_time(&lower[..compared.unwrap_or(lower.len())]);
        let rest = told.as_ref().map_or(key, |(_, range)| &lower[range.end..]);
        // A line with a figure is none.
        let is_heading = !rest.contains(|it: char| it.is_ascii_digit());
        let told = told.map_or(Time::Unsaid, |(time, _)| time);
        // `Kế hoạch số 12/KH-LĐLĐ` is a document.
        let is_document = begins_with_any(key, &words.reference_words);
        let says = says.filter(|_| !is_document);
        let refers = [
            &words.issuing_words,
            &words.reference_words,
            &words.slogan_words,
        ];
        let refers = refers.into_iter().any(|words| contains_any(key, words));
        let term = told
            .period()
            .filter(|period| period.kind() == PeriodKind::Term);
        let is_of_a_term = term.is_some() && says != Some(FigureColumn::Target);
        let time = match told {
            told if told != Time::Unsaid && !refers && !is_of_a_term => told,
            _ if is_ahead => Time::Ahead,
            _ => Time::Unsaid,
        };
        if is_heading && is_of_else(key, words) {
            return Self::of_else();
        }
        Self {
            says,
            time,
            is_of_else: false,
        }
    }

    /// What is no result of the unit's.
    pub(super) fn of_else() -> Self {
        Self {
            says: Some(FigureColumn::Actual),
            time: Time::Part,
            is_of_else: true,
        }
    }

    /// Nobody can say whose or of what the figures below it are.
    pub(super) fn unclear() -> Self {
        Self {
            time: Time::Unclear,
            ..Self::of_else()
        }
    }

    /// Whether it says anything of the figures.
    pub(super) fn speaks(self) -> bool {
        self != Self::default()
    }
}

/// The title of a table below another, or the section that goes on in it.
#[derive(Debug, Clone)]
pub(super) struct TableTitle {
    /// What it says.
    pub(super) heading: Heading,
    /// Its words: of the whole table, or of the rows up to the next heading.
    pub(super) saying: Saying,
}

/// A key without the numbers that it begins with: `II.`, `1.2`, `a)`.
pub(super) fn without_number(key: &str) -> &str {
    let mut rest = key;
    while let Some((first, behind)) = rest.split_once(' ') {
        let is_number = first
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !is_number && !marks_group(first) {
            break;
        }
        rest = behind;
    }
    rest
}

/// A heading's words, and what is left of them behind each plain word and number: `BẢNG ĐIỂM CÁC CHỈ TIÊU`, `Biểu 2. Tỷ lệ thực hiện`.
fn rests<'k>(key: &'k str, words: &FormWords) -> impl Iterator<Item = &'k str> {
    let plain = |rest: &&'k str| {
        let plain = words.plain_beginnings.iter();
        let plain = plain.filter(|plain| begins_with_words(rest, plain));
        let end = plain.map(String::len).max()?;
        Some(without_number(rest[end..].trim_start()))
    };
    std::iter::successors(Some(key), plain)
}

/// What a heading is of, behind all plain words.
pub(super) fn behind_plain_words<'k>(key: &'k str, words: &FormWords) -> &'k str {
    rests(without_number(key), words).last().unwrap_or(key)
}

/// Whether a heading is of figures that are no results of the unit's period: `Số liệu năm trước`, `Chỉ tiêu chưa đạt`, `ĐOÀN THANH NIÊN`.
pub(super) fn is_of_else(key: &str, words: &FormWords) -> bool {
    let is_other = |rest: &str| words.other_bodies.iter().any(|it| it == rest);
    rests(key, words).any(|rest| begins_with_any(rest, &words.headings_of_else) || is_other(rest))
}

/// Whether a heading among a table's rows is of a part of the unit, or of some people: `Tổ 3`, `Biên chế`.
pub(super) fn is_section_of_else(key: &str, words: &FormWords) -> bool {
    let own = behind_plain_words(key, words);
    is_of_part(key, words)
        || words.sections_of_else.iter().any(|it| it == own)
        || rests(key, words).any(|rest| begins_with_any(rest, &words.section_beginnings_of_else))
}

/// Whether a heading names a part of a unit: `I. Tổ công đoàn số 3`, `Công đoàn bộ phận Phân xưởng 1`, `Chi nhánh Hà Nội`; not `Tổ công đoàn
/// vững mạnh`.
pub(super) fn is_of_part(key: &str, words: &FormWords) -> bool {
    let behind = |key: &str, parts: &[String]| {
        let parts = parts.iter().filter(|part| begins_with_words(key, part));
        parts.map(String::len).max()
    };
    let key = behind_plain_words(key, words);
    let is_named = |key: &str| behind(key, &words.named_parts).is_some_and(|end| end < key.len());
    is_named(key)
        || behind(key, &words.numbered_parts).is_some_and(|end| {
            let rest = key[end..].trim_start();
            let next = rest.split(' ').next().unwrap_or_default();
            let is_number = next.starts_with(|it: char| it.is_ascii_digit());
            is_number || next == NUMBER || is_named(rest)
        })
}

/// Whether the key of a line is the title of a part of a unit.
pub(super) fn is_titled_of_part(key: &str, words: &FormWords) -> bool {
    // `báo cáo của chi đoàn …`
    let is_behind = |link: &str| {
        let behind = words
            .name_links
            .iter()
            .filter_map(|it| link.strip_prefix(it.as_str())?.strip_prefix(' '));
        let mut named = behind.flat_map(|rest| {
            words
                .part_names
                .iter()
                .filter_map(|it| rest.strip_prefix(it.as_str()))
        });
        named.any(|rest| rest.starts_with(' '))
    };
    // `BÁO CÁO KẾT QUẢ HOẠT ĐỘNG TỔ CÔNG ĐOÀN SỐ 3`
    let names_part =
        |rest: &str| begins_with_any(rest, &words.part_names) && is_of_part(rest, words);
    let mut behind = word_starts(key).skip(1);
    begins_with_any(key, &words.title_words)
        && behind.any(|rest| is_behind(rest) || names_part(rest))
}

/// What may stand before a part's number.
const NUMBER: &str = "số";

/// Whether the title of a whole form is of some of the unit's people, or of what is no result: `BÁO CÁO HOẠT ĐỘNG NỮ CÔNG`.
pub(super) fn is_title_of_else<'k>(key: &'k str, words: &FormWords) -> bool {
    let is_else = |rest: &str| begins_with_any(rest, &words.titles_of_else);
    // `BÁO CÁO KẾT QUẢ HOẠT ĐỘNG NỮ CÔNG`
    let plain = [
        &words.plain_beginnings,
        &words.title_words,
        &words.result_beginnings,
    ];
    let plain = |rest: &&'k str| {
        let plain = plain.into_iter().flatten();
        let end = plain
            .filter(|it| begins_with_words(rest, it))
            .map(String::len);
        Some(without_number(rest[end.max()?..].trim_start()))
    };
    std::iter::successors(Some(key), plain).any(is_else)
        || begins_with_any(key, &words.title_words) && contains_any(key, &words.occasion_words)
}

/// Whether a heading's words begin with what is planned or what was reached, and whether that lies ahead.
fn stage_of(key: &str, words: &FormWords) -> (Option<FigureColumn>, bool) {
    if contains_any(key, &words.party_headings) {
        return (None, false);
    }
    if contains_any(key, &words.target_headings) {
        return (Some(FigureColumn::Target), false);
    }
    let says = |rest: &str| {
        if begins_with_any(rest, &words.ahead_beginnings_of_sections) {
            Some((Some(FigureColumn::Target), true))
        } else if begins_with_any(rest, &words.plan_beginnings) {
            Some((Some(FigureColumn::Target), false))
        } else {
            let is_result = begins_with_any(rest, &words.result_beginnings);
            is_result.then_some((Some(FigureColumn::Actual), false))
        }
    };
    rests(key, words).find_map(says).unwrap_or((None, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn headings_say_plan_or_result_and_when() {
        let words = &crate::catalogue::Forms::built_in().words;
        for [written, says, time] in cases(
            "
            PHƯƠNG HƯỚNG NĂM 2024                   | Target | Of(Year(2024))
            V. Phấn đấu vào Đảng                    |        | Unsaid
            II. PHƯƠNG HƯỚNG, NHIỆM VỤ              | Target | Ahead
            B. ĐĂNG KÝ CHỈ TIÊU THI ĐUA NĂM 2024    | Target | Of(Year(2024))
            TỔNG HỢP ĐĂNG KÝ CHỈ TIÊU THI ĐUA       | Target | Unsaid
            BẢN GIAO ƯỚC THI ĐUA NĂM 2023           | Target | Of(Year(2023))
            KẾ HOẠCH NĂM 2024                       | Target | Of(Year(2024))
            III. Chỉ tiêu phấn đấu nhiệm kỳ         | Target | Unsaid
            Nhiệm vụ năm 2024                       | Target | Of(Year(2024))
            KẾT QUẢ NĂM 2022                        | Actual | Of(Year(2022))
            I. Kết quả thực hiện chỉ tiêu giao ước  | Actual | Unsaid
            BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ       | Actual | Unsaid
            Kết quả năm 2023 so với năm 2022        | Actual | Of(Year(2023))
            6 THÁNG ĐẦU NĂM                         |        | Kind(FirstHalf)
            Quý III                                 |        | Part
            BÁO CÁO CĐCS SỞ KẾ HOẠCH VÀ ĐẦU TƯ      |        | Unsaid
            II. Chăm lo đời sống                    |        | Unsaid
            Đại hội nhiệm kỳ 2023-2028              |        | Unsaid
            IV. Thi đua theo Quyết định năm 2014    |        | Unsaid
            Số liệu năm trước                       | Actual | Part
            III. Chỉ tiêu chưa đạt                  | Actual | Part
            II. ĐOÀN THANH NIÊN                     | Actual | Part
            V. Công tác Đoàn thanh niên             | Actual | Unsaid
            Đối với học sinh                        | Actual | Part
            2. Công đoàn cấp trên hỗ trợ            | Actual | Part
            IV. Kiến nghị, đề xuất                  | Actual | Part
            Biến động trong năm                     | Actual | Part
            Chỉ tiêu năm 2025                       | Target | Of(Year(2025))
            BẢNG GIAO CHỈ TIÊU NĂM 2024             | Target | Of(Year(2024))",
        ) {
            let heading = Heading::parse(written, &text::label_key(written), words);
            let found = heading
                .says
                .map(|says| format!("{says:?}"))
                .unwrap_or_default();
            assert_eq!(
                (&*found, &*format!("{:?}", heading.time)),
                (says, time),
                "{written}"
            );
        }
    }
}
