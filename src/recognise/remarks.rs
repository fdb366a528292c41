//! Remarks in parentheses that leave a label what it is. Only what is listed in `forms.toml` is one: `(nữ)`, `(lũy kế)`,
//! `(kế hoạch)` make another label.

use super::as_of::AsOf;
use super::references::names_document;
use super::time_words::{TimeWords, is_of};
use crate::catalogue::FormWords;
use crate::text;
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// From this month on a date is the close of its year; an earlier one is of another reading of the figure.
const FIRST_CLOSING_MONTH: u32 = 10;

/// A label without harmless remarks and footnote marks; of a date that closes a year the year stays.
pub(super) fn without_remarks<'a>(label: &'a str, words: &FormWords) -> Cow<'a, str> {
    if !label.contains(['(', '[']) {
        return Cow::Borrowed(label);
    }
    let label = &*in_parentheses(label);
    let mut rest = label.to_string();
    // From the back, so that what is replaced moves nothing that is still to be seen.
    for range in parentheses(label).into_iter().rev() {
        let inside = &label[range.start() + 1..*range.end()];
        let follows_words = label[..*range.start()].contains(char::is_alphabetic);
        let left = harmless(inside, words).or_else(|| {
            let is_same = says_again(inside, &label[..*range.start()], words);
            is_same.then(|| " ".to_string())
        });
        if let Some(year) = left.filter(|_| follows_words) {
            rest.replace_range(range, &year);
        }
    }
    Cow::Owned(text::clean(&rest))
}

/// What a harmless remark leaves behind: nothing, or the year of its date.
pub(super) fn harmless(inside: &str, words: &FormWords) -> Option<String> {
    let inside = inside.trim();
    if inside.is_empty() {
        return None;
    }
    let is_footnote = inside.chars().all(|mark| mark == '*')
        || inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_digit());
    let key = text::label_key(inside);
    let is_harmless = text::is_made_of(&key, &words.remarks)
        || is_open_list(inside, words)
        || names_document(inside, words);
    if is_footnote || is_harmless {
        return Some(" ".to_string());
    }
    let (month, year) = AsOf::single(&inside.to_lowercase())?.until();
    let times = TimeWords::built_in();
    let of_date = &times.date;
    let is_of_date = |word: &&str| {
        word.bytes().all(|b| b.is_ascii_digit())
            || is_of(&of_date.months, word)
            || is_of(&of_date.years, word)
    };
    let introduction: Vec<&str> = key.split(' ').filter(|word| !is_of_date(word)).collect();
    let is_remark = words.dated_remarks.contains(&introduction.join(" "));
    (is_remark && month >= FIRST_CLOSING_MONTH)
        .then(|| year.map_or(" ".to_string(), |year| times.year.in_label(Some(year))))
}

/// Whether a remark leaves only some of those whom a label counts: `Tổng số lao động (hợp đồng)`.
pub(super) fn leaves_some(label: &str, words: &FormWords) -> bool {
    let mut inside = parentheses(label).into_iter();
    inside.any(|range| {
        let key = text::label_key(&label[range.start() + 1..*range.end()]);
        words.some_people.contains(&key)
    })
}

/// A text with brackets as parentheses: `(đồng) [chỉ ghi số]`.
pub(super) fn in_parentheses(text: &str) -> Cow<'_, str> {
    match text.contains('[') {
        true => Cow::Owned(text.replace('[', "(").replace(']', ")")),
        false => Cow::Borrowed(text),
    }
}

/// Whether a remark asks to write what the words before it say: `Có bao nhiêu tổ công đoàn? (ghi số tổ công đoàn)`.
fn says_again(inside: &str, before: &str, words: &FormWords) -> bool {
    let key = text::label_key(inside);
    let beginnings = words.instruction_beginnings.iter();
    let asked = beginnings.filter_map(|it| key.strip_prefix(it.as_str())?.strip_prefix(' '));
    let asked = asked.min_by_key(|rest| rest.len());
    let count = words.count_beginnings.first().map_or("", String::as_str);
    asked.is_some_and(|asked| {
        let counted = asked.strip_prefix(count).unwrap_or(asked).trim_start();
        let before = text::label_key(before);
        counted.contains(' ') && text::ends_with_words(&before, counted)
    })
}

/// Whether a remark only gives examples, and says so: `(Vì người nghèo, Đền ơn đáp nghĩa…)`. Where it lists some of a unit's people, it may
/// say of whom alone the figure is.
fn is_open_list(inside: &str, words: &FormWords) -> bool {
    const OPEN_ENDS: [&str; 5] = ["…", "...", "v.v", "vv", "v.v."];
    let inside = inside.trim();
    let mut ends = OPEN_ENDS.iter();
    let list = ends.find_map(|end| inside.strip_suffix(end));
    let items = list.map(|list| {
        list.trim_end_matches([',', ' ', '.', '…'])
            .split([',', ';'])
    });
    items.is_some_and(|mut items| {
        let is_item = |item: &str| {
            let key = text::label_key(item);
            let is_of_people = [&words.other_titles, &words.other_parts];
            item.contains(char::is_alphabetic)
                && !item.contains(|it: char| it.is_ascii_digit())
                && is_of_people.into_iter().all(|of| !of.contains(&key))
        };
        items.clone().count() > 1 && items.all(is_item)
    })
}

/// The places of a text's parentheses, from the opening to the closing one.
pub(super) fn parentheses(text: &str) -> Vec<RangeInclusive<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('(').map(|at| from + at) {
        let Some(close) = text[open..].find(')').map(|at| open + at) else {
            break;
        };
        found.push(open..=close);
        from = close + 1;
    }
    found
}

/// Splits off the first `(…)`.
pub(super) fn take_parenthesis(text: &str) -> Option<(String, String)> {
    let open = text.find('(')?;
    let close = open + text[open..].find(')')?;
    let inside = text[open + 1..close].to_string();
    Some((inside, format!("{} {}", &text[..open], &text[close + 1..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn only_harmless_remarks_are_left_out() {
        let words = crate::catalogue::Forms::built_in().words;
        for [label, left] in cases(
            "
            Số tổ công đoàn (nếu có)                            | Số tổ công đoàn
            Số đoàn viên (*) (có danh sách kèm theo), trong năm | Số đoàn viên , trong năm
            Số tiền (*) (ĐVT: nghìn đồng)                       | Số tiền (ĐVT: nghìn đồng)
            Số tổ công đoàn (có ds gửi kèm)                     | Số tổ công đoàn
            Số tổ (danh sách nữ)                                | Số tổ (danh sách nữ)
            Số tiền (tính đến 30/11)                            | Số tiền
            Số tiền (tính đến ngày 30/11/2023)                  | Số tiền năm 2023
            Số tiền (tính đến 30/6)                             | Số tiền (tính đến 30/6)
            (5) Số tổ (1)                                       | (5) Số tổ
            Ủng hộ các quỹ (Vì người nghèo, bão lụt…)           | Ủng hộ các quỹ
            Ủng hộ các quỹ (Vì người nghèo, thiên tai, v.v.)    | Ủng hộ các quỹ
            Ủng hộ các quỹ (Vì người nghèo, bão lụt)            | Ủng hộ các quỹ (Vì người nghèo, bão lụt)
            Số đoàn viên (nữ…)                                  | Số đoàn viên (nữ…)
            Tổng số lao động (hợp đồng, biên chế…)              | Tổng số lao động (hợp đồng, biên chế…)
            Số đoàn viên (nữ)                                   | Số đoàn viên (nữ)
            Số đoàn viên (lũy kế)                               | Số đoàn viên (lũy kế)
            Số đoàn viên (kế hoạch) (1)                         | Số đoàn viên (kế hoạch)
            Số đoàn viên (nếu có                                | Số đoàn viên (nếu có",
        ) {
            assert_eq!(without_remarks(label, &words), left, "{label}");
        }
    }
}
