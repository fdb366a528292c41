//! Whom a title or a signature names behind the words of its union.

use super::Knowledge;
use super::period_text::find_named;
use crate::catalogue::FormWords;
use crate::text::{self, begins_with_any, ends_with_words};

/// What follows the last of a union's words, up to a period: `BÁO CÁO HOẠT ĐỘNG CĐCS TRƯỜNG A NĂM 2023`.
pub(super) fn named_behind(
    written: &str,
    union_names: &[String],
    words: &FormWords,
) -> Option<String> {
    let lower = text::in_small(written);
    // Most lines name no union: that is seen in one go.
    text::first_of(&lower, union_names)?;
    let ends = union_names.iter().filter_map(|name| {
        let start = lower.rfind(name.as_str())?;
        let end = start + name.len();
        let is_set_off = !lower[..start].ends_with(char::is_alphanumeric)
            && !lower[end..].starts_with(char::is_alphanumeric);
        is_set_off.then_some((end, std::cmp::Reverse(start)))
    });
    let (end, std::cmp::Reverse(start)) = ends.max()?;
    let before = text::label_key(&lower[..start]);
    let mut plural = words.plural_words.iter();
    if plural.any(|plural| ends_with_words(&before, plural)) {
        return None;
    }
    let start = end;
    let periods = find_named(&lower);
    let mut periods = periods.iter().map(|(_, range)| range);
    let period = periods.find(|period| period.start >= start);
    let end = period.map_or(lower.len(), |period| period.start);
    // Small letters of other scripts may be longer than capitals: then the places are not the same.
    let text_at = |range| (lower.len() == written.len()).then(|| written.get(range))?;
    let edges = [' ', ',', ':', ';', '.', '-', '–', '(', ')', '…'];
    let name = text_at(start..end)?.trim_matches(edges);
    let is_link = |first: &str| words.name_links.contains(&first.to_lowercase());
    let linked = |name: &'_ str| -> Option<String> {
        let (first, rest) = name.split_once(' ')?;
        is_link(first).then(|| rest.to_string())
    };
    if name.is_empty() {
        // `… CÔNG ĐOÀN CƠ SỞ NĂM 2025 CỦA SỞ Y TẾ`
        let last = periods.next_back().or(period)?.end;
        return linked(text_at(last..lower.len())?.trim_matches(edges));
    }
    Some(linked(name).unwrap_or_else(|| name.to_string()))
}

/// Whose paper a line says that a form is sent with: `(Kèm theo Báo cáo số 36/BC-CĐCS ngày 22/11/2024 của CĐCS Công ty A)`. A
/// grassroots union sends its own figures with any paper; another body, with its report, while its letters ask for those of others.
pub(super) fn named_as_sender(written: &str, key: &str, words: &FormWords) -> Option<String> {
    if !begins_with_any(key, &words.accompanying_words) {
        return None;
    }
    let lower = text::in_small(written);
    let is_whole = lower.len() == written.len();
    let links = words.name_links.iter().filter(|_| is_whole);
    let sender = links.filter_map(|link| {
        let at = lower.rfind(&format!(" {link} "))?;
        Some(at + link.len() + 2)
    });
    let (before, sender) = written.split_at(sender.max()?);
    let sender = sender.trim_end_matches([' ', ')', '.', '…']);
    let sender_key = text::label_key(sender);
    let is_union = text::first_of(&sender.to_lowercase(), &words.grassroots_names).is_some();
    let is_report = || {
        let before = text::label_key(before);
        text::contains_any(&before, &words.report_words)
            && !text::contains_any(&before, &words.letter_words)
    };
    let is_body = || {
        begins_with_any(&sender_key, &words.union_names)
            || begins_with_any(&sender_key, &words.body_words)
    };
    if begins_with_any(&sender_key, &words.upper_union_prefixes)
        || !(is_union || is_report() && is_body())
    {
        return None;
    }
    let named = named_behind(sender, &words.union_names, words);
    named.or_else(|| (!sender.is_empty()).then(|| sender.to_string()))
}

/// Whom a title names behind a dash, where the register knows the name: `BÁO CÁO SỐ LIỆU - Công ty A`.
pub(super) fn known_behind(title: &str, lexicon: &Knowledge) -> Option<String> {
    let mut dashes = [" - ", " – ", " — "].into_iter();
    let (_, name) = dashes.find_map(|dash| title.split_once(dash))?;
    lexicon.knows_unit(name).then(|| name.trim().to_string())
}

/// Whom a line names before a title, and that: `Công ty A - BÁO CÁO CÔNG ĐOÀN NĂM 2024`.
pub(super) fn named_before_title<'t>(
    written: &'t str,
    lexicon: &Knowledge,
) -> Option<(&'t str, &'t str)> {
    /// Bytes; what is longer is no line.
    const LONGEST: usize = 300;
    let words = &lexicon.forms.words;
    let line = Some(written).filter(|written| written.len() <= LONGEST)?;
    let mut dashes = line.match_indices(['-', '–', '—', ':', '(']);
    dashes.find_map(|(at, dash)| {
        let (name, title) = (&line[..at], &line[at + dash.len()..]);
        let is_title = begins_with_any(&text::label_key(title), &words.title_words)
            || is_of_work_in_a_period(title, lexicon);
        // `(báo cáo bổ sung)` is a remark.
        let is_title = is_title && (dash != "(" || !find_named(&title.to_lowercase()).is_empty());
        let is_body = || {
            begins_with_any(&lexicon.match_key(name), &words.body_words)
                || begins_with_any(&text::label_key(name), &words.union_names)
        };
        (is_title && is_body()).then_some((name.trim(), title))
    })
}

/// `LAO ĐỘNG NĂM 2023`: a field of a union's work, and of when it is told.
fn is_of_work_in_a_period(title: &str, lexicon: &Knowledge) -> bool {
    let lower = title.to_lowercase();
    let period = find_named(&lower).into_iter().next();
    period.is_some_and(|(_, told)| {
        let rest = format!("{} {}", &lower[..told.start], &lower[told.end..]);
        let key = lexicon.match_key(&rest);
        !key.is_empty() && lexicon.fields_of_work.explain(&key)
    })
}

/// A line that names two bodies: who stands above, and the grassroots union that begins within it: `LĐLĐ TỈNH A - CĐCS SỞ B`. The
/// second is empty where the words only say that the first is a union: `TRƯỜNG THPT A - CÔNG ĐOÀN CƠ SỞ`.
pub(super) fn parted<'t>(written: &'t str, lexicon: &Knowledge) -> Option<(&'t str, &'t str)> {
    let words = &lexicon.forms.words;
    let lower = text::in_small(written);
    // Small letters of other scripts may be longer than capitals: then the places are not the same.
    if lower.len() != written.len() {
        return None;
    }
    text::first_of(&lower, &words.grassroots_names)?;
    let is_set_off = |(start, name): &(usize, &String)| {
        let end = start + name.len();
        *start > 0
            && !lower[..*start].ends_with(char::is_alphanumeric)
            && !lower[end..].starts_with(char::is_alphanumeric)
    };
    let found = words.grassroots_names.iter();
    let found = found.filter_map(|name| Some((lower.rfind(name.as_str())?, name)));
    let found = found.filter(is_set_off);
    let (start, union) =
        found.min_by_key(|(start, name)| (*start, std::cmp::Reverse(name.len())))?;
    let is_edge =
        |edge: char| !edge.is_alphanumeric() && !matches!(edge, '(' | ')' | '"' | '”' | '“');
    let above = written[..start].trim_end_matches(is_edge);
    let is_of_union_alone =
        |text: &str| text::is_made_of(&text::label_key(text), &lexicon.names.union_alone);
    if above.is_empty() || is_of_union_alone(above) {
        return None;
    }
    let says_more = written[start + union.len()..].contains(char::is_alphanumeric);
    let is_parted = written[above.len()..start].contains(|gap: char| !gap.is_whitespace());
    let is_above = begins_with_any(&text::label_key(above), &words.upper_union_prefixes);
    match (says_more, is_parted) {
        (true, true) => Some((above, &written[start..])),
        (true, false) if is_above => Some((above, &written[start..])),
        (false, true) => Some((above, "")),
        _ => None,
    }
}

/// The unit that a signature is for: `TM. BCH CĐCS TRƯỜNG A`. Others than grassroots unions sign below it to confirm.
pub(super) fn signed_for(written: &str, key: &str, words: &FormWords) -> Option<String> {
    begins_with_any(key, &words.signed_for_beginnings)
        .then(|| named_behind(written, &words.grassroots_names, words))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn a_name_may_stand_before_a_title() {
        let lexicon = crate::recognise::Lexicon::built_in();
        for [written, name] in cases(
            "
            Công ty TNHH A - BÁO CÁO CÔNG ĐOÀN NĂM 2024   | Công ty TNHH A
            CĐCS Trường B: Báo cáo hoạt động năm 2024     | CĐCS Trường B
            CÔNG TY TNHH A - LAO ĐỘNG NĂM 2023            | CÔNG TY TNHH A
            Công ty A - Dữ liệu công đoàn năm 2022        | Công ty A
            CÔNG TY TNHH A (SỐ LIỆU CÔNG ĐOÀN NĂM 2023)   | CÔNG TY TNHH A
            CĐCS Trường B (báo cáo bổ sung)               |
            CÔNG TY TNHH A - CHI NHÁNH HÀ NỘI NĂM 2023    |
            Công ty TNHH A - Chi nhánh B                  |
            Tổng kết - Báo cáo năm 2024                   |
            BÁO CÁO CÔNG ĐOÀN - BIỂU SỐ 2                 |",
        ) {
            let found = named_before_title(written, &lexicon);
            assert_eq!(found.unwrap_or_default().0, name, "{written}");
        }
    }

    #[test]
    fn a_line_may_name_who_stands_above_and_the_union_itself() {
        let lexicon = crate::recognise::Lexicon::built_in();
        for (written, parts) in [
            (
                "LĐLĐ TỈNH A - CĐCS BỆNH VIỆN B",
                Some(("LĐLĐ TỈNH A", "CĐCS BỆNH VIỆN B")),
            ),
            (
                "LĐLĐ huyện A  CĐCS Trường B",
                Some(("LĐLĐ huyện A", "CĐCS Trường B")),
            ),
            (
                "Công đoàn ngành Y tế / BCH CĐCS Bệnh viện B",
                Some(("Công đoàn ngành Y tế", "BCH CĐCS Bệnh viện B")),
            ),
            (
                "CÔNG ĐOÀN VIÊN CHỨC TỈNH; CÔNG ĐOÀN CƠ SỞ SỞ Y TẾ",
                Some(("CÔNG ĐOÀN VIÊN CHỨC TỈNH", "CÔNG ĐOÀN CƠ SỞ SỞ Y TẾ")),
            ),
            (
                "TRƯỜNG THPT A - CÔNG ĐOÀN CƠ SỞ",
                Some(("TRƯỜNG THPT A", "")),
            ),
            ("CĐCS Trường B", None),
            ("BCH CĐCS Trường B", None),
            ("Công đoàn Sở Y tế", None),
            ("Trường B (CĐCS Trường B)", None),
            ("Công ty A - Chi nhánh B", None),
        ] {
            assert_eq!(parted(written, &lexicon), parts, "{written}");
        }
    }

    #[test]
    fn a_paper_that_a_form_is_sent_with_is_its_senders() {
        let words = &crate::catalogue::Forms::built_in().words;
        for [written, name] in cases(
            "
            (Kèm theo Báo cáo số 36/BC-CĐCS ngày 22/11/2024 của CĐCS Công ty A)      | Công ty A
            (Kèm theo Công văn số 15/CV-CĐCS ngày 22/11/2024 của CĐCS Trường A)      | Trường A
            (Ban hành kèm theo Báo cáo số 4/BC-CĐ của Ban Chấp hành CĐCS Sở Y tế)    | Sở Y tế
            (Đính kèm Báo cáo số 3/BC-CĐ ngày 1/12/2024 của Công đoàn Sở Y tế)       | Sở Y tế
            Phụ lục kèm theo Báo cáo tổng kết năm 2024 của Công ty TNHH A            | Công ty TNHH A
            (Kèm theo Công văn của Công đoàn các KCN về việc báo cáo năm)            |
            (Kèm theo Công văn về việc báo cáo năm của Công ty TNHH A)               |
            (Kèm theo Hướng dẫn số 02/HD-LĐLĐ của LĐLĐ tỉnh)                         |
            (Kèm theo Báo cáo số 02/BC-LĐLĐ của LĐLĐ huyện A)                        |
            (Kèm theo báo cáo tổng kết năm 2022)                                     |
            Báo cáo của CĐCS Trường A                                                |",
        ) {
            let found = named_as_sender(written, &text::label_key(written), words);
            assert_eq!(found.unwrap_or_default(), name, "{written}");
        }
    }

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
            BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2025 CỦA SỞ Y TẾ   | SỞ Y TẾ
            BÁO CÁO CÔNG ĐOÀN CƠ SỞ NĂM 2025, SO VỚI NĂM 2024        |
            BÁO CÁO CÔNG ĐOÀN CƠ SỞ NĂM 2025 (6 THÁNG CUỐI NĂM)      |
            SỐ LIỆU TỔNG HỢP CỦA CÁC CĐCS THUỘC CỤM, NĂM 2024         |
            Tổng hợp số liệu của các công đoàn cơ sở trong khối       |
            BIỂU TỔNG HỢP KẾT QUẢ PHONG TRÀO THI ĐUA                 |",
        ) {
            let found = named_behind(written, &words.union_names, words);
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
