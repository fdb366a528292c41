//! What people write behind a unit's name on the same line: its tax number, its address, whom it belongs to.

use crate::catalogue::FormWords;
use crate::recognise::Lexicon;
use crate::recognise::find_periods;
use crate::text::{self, begins_with_any, ends_with_words};

/// A name without what follows it, where something does that is no part of it.
pub(super) fn without_tail(name: &str, lexicon: &Lexicon) -> Option<String> {
    let name = name.trim_matches(['(', ' ']);
    let breaks = name.char_indices().filter(|(_, at)| is_break(*at));
    let found = breaks
        .map(|(position, _)| name.split_at(position))
        .find(|(before, tail)| !before.trim().is_empty() && is_tail(tail, lexicon));
    let before = match found {
        Some((before, _)) => before,
        // `Công ty TNHH Hồng Thái 鸿泰`
        None => Some(text::without_translation(name)).filter(|own| own.len() < name.len())?,
    };
    Some(before.trim().to_string())
}

/// A name without a remark behind it, where one is: what stays is whose name it is, whoever reads it.
pub(super) fn without_remark<'a>(name: &'a str, lexicon: &Lexicon) -> &'a str {
    let mut breaks = name.char_indices().filter(|(_, at)| is_break(*at));
    let is_remark = |tail: &str| {
        let key = text::label_key(tail.trim_start_matches(is_break));
        let words = &lexicon.forms.words;
        let is_remark = begins_with_any(&key, &words.name_remarks);
        let is_remark = is_remark || is_of_figures(&key, words);
        !tail.starts_with(' ') && (is_remark || is_made_of(&key, &words.name_remark_words))
    };
    let at = breaks.find(|(at, _)| is_remark(&name[*at..]));
    at.map(|(at, _)| name[..at].trim())
        .filter(|name| !name.is_empty())
        .unwrap_or(name)
}

/// `số liệu năm 2023`, `ước`, `không thuộc cụm`: what is said of the figures beside a name.
fn is_of_figures(key: &str, words: &FormWords) -> bool {
    let is_time = || {
        find_periods(key).iter().any(|(_, at)| {
            let rest = format!("{} {}", &key[..at.start], &key[at.end..]);
            rest.trim().is_empty() || text::is_made_of(rest.trim(), &words.whole_notes)
        })
    };
    begins_with_any(key, &words.doubting_name_remarks)
        || words.estimate_notes.iter().any(|it| it == key)
        || is_time()
}

/// Whether a text says something, and nothing but what is listed.
fn is_made_of(key: &str, words: &[String]) -> bool {
    !key.is_empty() && text::is_made_of(key, words)
}

fn is_break(character: char) -> bool {
    matches!(character, ' ' | ';' | ',' | '-' | '–' | '—' | '|' | '(')
}

fn is_tail(tail: &str, lexicon: &Lexicon) -> bool {
    let is_set_off = !tail.starts_with(' ');
    let key = text::label_key(tail.trim_start_matches(|at: char| is_break(at)));
    let words = &lexicon.forms.words;
    let is_listed = begins_with_any(&key, &words.name_tails)
        || begins_with_any(&key, &words.name_remarks)
        || is_set_off && (is_of_figures(&key, words) || is_made_of(&key, &words.name_remark_words));
    let mut members = words.member_count_endings.iter();
    let is_of_members = key.starts_with(|first: char| first.is_ascii_digit())
        && members.any(|members| ends_with_words(&key, members));
    // `Kim Đồng thuộc xã …` may be another school than the one of the register.
    let may_stand_alone = is_set_off || begins_with_any(&key, &words.plain_name_tails);
    may_stand_alone && (is_listed || is_of_members || is_period(&key))
}

/// `năm 2023`, and nothing else.
fn is_period(key: &str) -> bool {
    find_periods(key).iter().any(|(_, range)| {
        key[..range.start].trim().is_empty() && key[range.end..].trim().is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn what_follows_a_name_is_told_from_it() {
        let lexicon = Lexicon::built_in();
        for [written, name, remarked] in cases(
            "
            Công ty May A - MST 1800123456     | Công ty May A
            Công ty May A; địa chỉ: phường 11  | Công ty May A
            CĐCS Trường B (60 đoàn viên)       | CĐCS Trường B
            CĐCS Trường B - LĐLĐ huyện C       | CĐCS Trường B | CĐCS Trường B - LĐLĐ huyện C
            Bệnh viện D trực thuộc Sở Y tế     | Bệnh viện D
            (CĐCS Trường B - Năm 2023)         | CĐCS Trường B
            CĐCS Trường B – Năm 2023           | CĐCS Trường B
            Công ty May A - KCN Đức Lập 1      | Công ty May A
            Công ty May A 鸿泰纺织印染         | Công ty May A
            Công ty May A KCN Đức Lập 1        |
            Trường B (xã C)                    |
            Trường B - cơ sở 2                 |
            Trung tâm GDNN - GDTX huyện E      |
            Trường B thuộc xã C                |
            Trường B - thuộc xã C              |
            CĐCS Trường B báo cáo như sau:     | CĐCS Trường B
            Trường Mầm non 17/10               |
            CĐCS Trường B (Cụm trưởng)         | CĐCS Trường B | CĐCS Trường B
            Trường B - mới thành lập           | Trường B      | Trường B
            Trường B mới                       |               | Trường B mới
            Bệnh viện D (đơn vị mới kết nạp tháng 3/2024) | Bệnh viện D | Bệnh viện D
            Bệnh viện D - mới tiếp nhận        | Bệnh viện D   | Bệnh viện D
            Bệnh viện D đơn vị mới             |               | Bệnh viện D đơn vị mới
            Trường B (số liệu năm 2023)        | Trường B      | Trường B
            Trường B (ước)                     | Trường B      | Trường B
            Trường B - không thuộc cụm         | Trường B      | Trường B
            Phòng Tài chính - Kế hoạch         |               | Phòng Tài chính - Kế hoạch
            (Cụm trưởng)                       |               | (Cụm trưởng)",
        ) {
            let found = without_tail(written, &lexicon).unwrap_or_default();
            assert_eq!(found, name, "{written}");
            let is_told = remarked.is_empty() || without_remark(written, &lexicon) == remarked;
            assert!(is_told, "{written}");
        }
    }
}
