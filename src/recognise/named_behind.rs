//! Whom a title or a signature names behind the words of its union.

use super::period_text::find_named;
use crate::catalogue::FormWords;
use crate::text::begins_with_any;

/// What follows the last of a union's words, up to a period: `BÁO CÁO HOẠT ĐỘNG CĐCS TRƯỜNG A NĂM 2023`.
pub(super) fn named_behind(written: &str, union_names: &[String]) -> Option<String> {
    let lower = written.to_lowercase();
    let ends = union_names.iter().filter_map(|name| {
        let start = lower.rfind(name.as_str())?;
        let end = start + name.len();
        let is_set_off = !lower[..start].ends_with(char::is_alphanumeric)
            && !lower[end..].starts_with(char::is_alphanumeric);
        is_set_off.then_some(end)
    });
    let start = ends.max()?;
    let periods = find_named(&lower).into_iter();
    let end = periods
        .map(|(_, range)| range.start)
        .find(|end| *end >= start)
        .unwrap_or(lower.len());
    // Small letters of other scripts may be longer than capitals: then the places are not the same.
    let name = (lower.len() == written.len()).then(|| written.get(start..end))??;
    let name = name.trim_matches([' ', ',', ':', ';', '.', '-', '–', '(', ')', '…']);
    let is_linked = ["của ", "tại "]
        .iter()
        .any(|link| name.to_lowercase().starts_with(link));
    let name = if is_linked {
        name.split_once(' ').map_or("", |(_, rest)| rest)
    } else {
        name
    };
    (!name.is_empty()).then(|| name.to_string())
}

/// The unit that a signature is for: `TM. BCH CĐCS TRƯỜNG A`. Others than grassroots unions sign below it to confirm.
pub(super) fn signed_for(written: &str, key: &str, words: &FormWords) -> Option<String> {
    let marks = ["tm", "t m", "thay mặt"].map(String::from);
    begins_with_any(key, &marks)
        .then(|| named_behind(written, &words.grassroots_names))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn titles_and_signatures_name_whom_they_are_of() {
        let words = &crate::catalogue::Forms::built_in().words;
        for [written, name] in cases(
            "
            BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023               |
            BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ                        |
            BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ TRƯỜNG THCS A NĂM 2023 | TRƯỜNG THCS A
            Báo cáo của CĐCS Trường TH Kim Đồng, năm 2023            | Trường TH Kim Đồng
            BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CỦA SỞ Y TẾ                  | SỞ Y TẾ
            BIỂU TỔNG HỢP KẾT QUẢ PHONG TRÀO THI ĐUA                 |",
        ) {
            let found = named_behind(written, &words.union_names);
            assert_eq!(found.unwrap_or_default(), name, "{written}");
        }
        for [written, name] in cases(
            "
            TM. BCH CĐCS TRƯỜNG MẦM NON HOA SEN | TRƯỜNG MẦM NON HOA SEN
            TM. BAN CHẤP HÀNH                   |
            TM. BTV CÔNG ĐOÀN SỞ Y TẾ           |
            CHỦ TỊCH CĐCS                       |",
        ) {
            let found = signed_for(written, &crate::text::label_key(written), words);
            assert_eq!(found.unwrap_or_default(), name, "{written}");
        }
    }
}
