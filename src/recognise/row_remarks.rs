//! What a remark on a row says of its figure: that it is of another time, planned, or none after all. `năm 2023`, `Kế hoạch năm 2025`,
//! `Đính chính: 6`. What only tells of the figure (`Có danh sách kèm theo`, `Tháng 5`) says nothing.

use super::time::{Time, told_time};
use crate::catalogue::FormWords;
use crate::quantity::{is_quantity, says_nothing};
use crate::text::{self, begins_with_any, begins_with_words};

/// A longer remark, in bytes, is a story.
const LONGEST: usize = 100;

/// The time that a remark says that its figure is of; some part of none where it is no result. `key` is the text's label key.
pub(super) fn time_of_remark(written: &str, key: &str, words: &FormWords) -> Time {
    if written.len() > LONGEST || begins_with_any(key, &words.reference_words) {
        return Time::Unsaid;
    }
    if begins_with_any(key, &words.remarks_of_else) {
        return Time::Part;
    }
    let lower = text::lower_case(written);
    let before = words.remarks_of_before.iter();
    let before = before.filter(|before| begins_with_words(key, before));
    if let Some(before) = before.max_by_key(|before| before.len()) {
        return match gives_figure(&lower, key, before, words) {
            true => Time::Unsaid,
            false => Time::Part,
        };
    }
    let told = told_time(&lower);
    let rest = match &told {
        Some((_, range)) => text::label_key(&format!(
            "{} {}",
            &lower[..range.start],
            &lower[range.end..]
        )),
        None => key.to_string(),
    };
    if words.planned_remarks.contains(&rest) {
        return Time::Part;
    }
    // A month or a quarter is when it was done.
    let is_of_event =
        |time: Time| time == Time::Part && begins_with_any(key, &words.parts_of_events);
    match told {
        Some((time, _)) if text::is_made_of(&rest, &words.whole_notes) || rest.is_empty() => {
            if is_of_event(time) {
                Time::Unsaid
            } else {
                time
            }
        }
        _ => Time::Unsaid,
    }
}

/// Whether a remark behind these words introduces a figure of its own, which it speaks of then: `năm trước: 81`, `cùng kỳ là 12 người, tăng 2`,
/// `năm trước chưa có`.
fn gives_figure(lower: &str, key: &str, before: &str, words: &FormWords) -> bool {
    if says_nothing(&key[before.len()..]) {
        return true;
    }
    let first = lower.find(|it: char| it.is_ascii_digit());
    first.is_some_and(|first| {
        let (introduction, rest) = lower.split_at(first);
        let is_said =
            introduction.ends_with(|it: char| it.is_whitespace() || it == ':' || it == '=');
        let parts = rest.split_once("; ").or_else(|| rest.split_once(", "));
        let (figure, rest) = parts.unwrap_or((rest, ""));
        let rest = text::label_key(rest);
        let is_compared = rest.is_empty() || begins_with_any(&rest, &words.difference_words);
        is_said && is_compared && is_quantity(figure.trim_end_matches(['.', ';', ')']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn remarks_say_when_and_whether() {
        let words = &crate::catalogue::Forms::built_in().words;
        for [written, time] in cases(
            "
            năm 2023                        | Of(Year(2023))
            Số liệu năm 2023                | Of(Year(2023))
            của năm 2023                    | Of(Year(2023))
            Năm học 2022-2023               | Of(SchoolYear(2022))
            Kế hoạch năm 2025               | Part
            Đăng ký                         | Part
            dự kiến                         | Part
            9 tháng                         | Part
            6 tháng đầu năm                 | Kind(FirstHalf)
            Đính chính: 6                   | Part
            đúng là 6                       | Part
            năm trước                       | Part
            số liệu năm trước               | Part
            năm trước: 81                   |
            Cùng kỳ năm trước là 12 người   |
            Năm trước: 81, chưa rà soát     | Part
            kỳ trước 48; tăng 2             |
            năm trước không có              |
            Chưa được công nhận             | Part
            không tính                      | Part
            Tháng 12                        |
            quý IV                          |
            Không tính người nghỉ việc      |
            Kế hoạch số 12/KH-CĐ            |
            Theo Quyết định số 12 năm 2019  |
            Có danh sách kèm theo           |
            Đề nghị cấp trên hỗ trợ         |
            Đăng ký với LĐLĐ tỉnh           |
            tăng 2 so với năm 2023          |
            Tết Nguyên đán 2024             |",
        ) {
            let found = time_of_remark(written, &text::label_key(written), words);
            let shown = format!("{found:?}");
            let shown = if found == Time::Unsaid { "" } else { &shown };
            assert_eq!(shown, time, "{written}");
        }
    }
}
