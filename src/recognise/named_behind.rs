//! Whom a title or a signature names behind the words of its union.

use super::Lexicon;
use super::line::begins_with_any;
use super::period_text::find_named;

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
pub(super) fn signed_for(written: &str, key: &str, lexicon: &Lexicon) -> Option<String> {
    let marks = ["tm", "t m", "thay mặt"].map(String::from);
    begins_with_any(key, &marks)
        .then(|| named_behind(written, &lexicon.forms.words.grassroots_names))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_signatures_name_whom_they_are_of() {
        let lexicon = Lexicon::built_in();
        let names = &lexicon.forms.words.union_names;
        for (written, name) in [
            ("BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023", None),
            ("BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ", None),
            (
                "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ TRƯỜNG THCS A NĂM 2023",
                Some("TRƯỜNG THCS A"),
            ),
            (
                "Báo cáo của CĐCS Trường TH Kim Đồng, năm 2023",
                Some("Trường TH Kim Đồng"),
            ),
            ("BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CỦA SỞ Y TẾ", Some("SỞ Y TẾ")),
            ("BIỂU TỔNG HỢP KẾT QUẢ PHONG TRÀO THI ĐUA", None),
        ] {
            assert_eq!(named_behind(written, names).as_deref(), name, "{written}");
        }
        let signed = |written: &str| {
            let key = crate::text::label_key(written);
            signed_for(written, &key, &lexicon)
        };
        let named = signed("TM. BCH CĐCS TRƯỜNG MẦM NON HOA SEN");
        assert_eq!(named.as_deref(), Some("TRƯỜNG MẦM NON HOA SEN"));
        for nobody in [
            "TM. BAN CHẤP HÀNH",
            "TM. BTV CÔNG ĐOÀN SỞ Y TẾ",
            "CHỦ TỊCH CĐCS",
        ] {
            assert_eq!(signed(nobody), None, "{nobody}");
        }
    }
}
