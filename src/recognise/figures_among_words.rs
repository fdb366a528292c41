//! Figures among words of their own indicator: `Kết nạp mới ít nhất 03 đoàn viên` in the row of new members.

use super::Lexicon;
use super::labels::LabelMeaning;
use super::remarks::without_remarks;
use super::time::told_time;
use crate::catalogue::{Indicator, IndicatorKind};
use crate::quantity::{parse_unit_of_measure, says_in_words, says_nothing};
use crate::text;

/// A text of more words is a sentence.
const MOST_WORDS: usize = 16;

impl Lexicon {
    /// The figure before a remark on it in parentheses, or behind a comma: `179 (trong đó nữ: 120)`, `9, tăng 2 so với năm
    /// trước`. Only what begins as listed is such a remark.
    pub(crate) fn before_remark(&self, written: &str, indicator: &Indicator) -> Option<String> {
        let written = text::clean(written);
        let lower = written.to_lowercase();
        let (figure, remark) = match lower.split_once('(') {
            Some((figure, rest)) => (figure, rest.strip_suffix(')')?),
            None => lower
                .split_once(", ")
                .or_else(|| lower.split_once("; "))
                .or_else(|| {
                    lower
                        .split_once(" trong đó")
                        .map(|(it, _)| (it, "trong đó"))
                })?,
        };
        let is_figure = figure.starts_with(|it: char| it.is_ascii_digit());
        let is_remark = || {
            let key = text::label_key(remark);
            // `33 (nữ 20)` tells of some of them; `33 (nữ)` says who all of them are.
            !self.is_of_whom(&key) && text::begins_with_any(&key, &self.forms.words.figure_remarks)
                || self.counts_part(remark)
                || lower.contains('(') && self.is_plain_remark(figure, remark)
        };
        // `45 (đạt 95 %)` where a rate is asked for counts something else.
        let is_of_kind = indicator.kind != IndicatorKind::Percent || figure.contains('%');
        // `12 (bằng chữ: mười ba)`: what says the figure again and is no remark on it says another.
        let is_remark = || !says_in_words(remark) && is_remark();
        (is_figure && is_of_kind && is_remark()).then(|| figure.trim_end().to_string())
    }

    /// Whether a text says that there is nothing of what its indicator is about and what is better not there: `Không nợ`, `Không còn nợ
    /// lương`. Of what is good it may as well be a fault (`Không ký hợp đồng`).
    pub(crate) fn denies(&self, written: &str, indicator: &Indicator) -> bool {
        let counted = [IndicatorKind::Count, IndicatorKind::Money].contains(&indicator.kind);
        if !counted || indicator.higher_is_better != Some(false) {
            return false;
        }
        let written = text::clean(written).to_lowercase();
        let words: Vec<&str> = written
            .trim_end_matches(['.', ';', ','])
            .split(' ')
            .collect();
        let is_nothing = |count: &usize| says_nothing(&words[..*count].join(" "));
        let Some(denied) = (1..words.len()).rev().find(is_nothing) else {
            return false;
        };
        let key = self.match_key(&words[denied..].join(" "));
        self.labels.may_stand_beside(&key, &indicator.code)
    }

    /// Whether what stands in parentheses behind a figure only tells of it or of fewer: `33 người (01 nghỉ thai sản)`, `2 người (lúc hết vụ)`.
    fn is_plain_remark(&self, figure: &str, remark: &str) -> bool {
        let number = |text: &str| {
            let from = text.find(|it: char| it.is_ascii_digit())?;
            let digits = &text[from..];
            let end = digits.find(|it: char| !it.is_ascii_digit());
            digits[..end.unwrap_or(digits.len())].parse::<u64>().ok()
        };
        let numbers = remark.split(|it: char| !it.is_ascii_digit());
        let numbers = numbers.filter(|digits| !digits.is_empty()).count();
        let is_fewer = match (number(figure), number(remark)) {
            (Some(whole), Some(part)) => numbers == 1 && part < whole,
            (_, None) => true,
            (None, _) => false,
        };
        let key = text::label_key(remark);
        let is_worded = key
            .split(' ')
            .filter(|word| word.contains(text::is_letter))
            .count()
            > 1;
        let speaks_of_else = told_time(&remark.to_lowercase()).is_some()
            || remark.contains(['%', '/', '+', '=', '?'])
            || text::contains_any(&key, &self.forms.words.doubting_remarks);
        is_fewer && is_worded && !speaks_of_else && !self.is_of_whom(&key)
    }

    /// Whether a remark only says who those are that are counted: `39 (đảng viên)`.
    fn is_of_whom(&self, key: &str) -> bool {
        self.is_part(key) || self.forms.words.some_people.iter().any(|it| it == key)
    }

    /// Whether a text counts a part of what stands before it: `12 nữ`, `20 nam`.
    fn counts_part(&self, written: &str) -> bool {
        let of_number = |it: char| it.is_ascii_digit();
        let counted = written.trim_start_matches(of_number);
        counted.len() < written.len() && counted.starts_with(' ') && self.is_part(counted.trim())
    }

    /// Whether words are only those of a part: `nữ`, `nam`.
    pub(super) fn is_part(&self, words: &str) -> bool {
        let is_of_whole = || self.labels.meaning(&self.match_key(words));
        self.forms
            .words
            .other_parts
            .iter()
            .any(|part| part == words)
            || matches!(is_of_whole(), LabelMeaning::PartOfAbove(_))
    }

    /// A text with one number in it, without the words before and behind it that say only what its indicator is about. `None`
    /// where it has no such words, or more than one number.
    pub(crate) fn figure_alone(&self, written: &str, indicator: &Indicator) -> Option<String> {
        let written = text::clean(written).to_lowercase();
        if written.split(' ').count() > MOST_WORDS {
            return None;
        }
        let written = without_remarks(&written, &self.forms.words);
        let words: Vec<&str> = written.split(' ').collect();
        let is_figure = |word: &&str| word.contains(|it: char| it.is_ascii_digit());
        let mut figures = (0..words.len()).filter(|&at| is_figure(&words[at]));
        let (at, None) = (figures.next()?, figures.next()) else {
            return None;
        };
        let (before, behind) = (&words[..at], &words[at + 1..]);
        let counted_off = &self.forms.words.counted_off_words;
        let is_counted_off = |word: &&str| counted_off.iter().any(|known| known == *word);
        if before.last().is_some_and(is_counted_off) {
            return None;
        }
        let is_own = |words: &[&str]| {
            let key = self.match_key(&words.join(" "));
            self.labels.may_stand_beside(&key, &indicator.code)
        };
        let most = |words: &[&str]| {
            (1..=words.len())
                .rev()
                .find(|&count| is_own(&words[..count]))
        };
        let leading = most(before).unwrap_or(0);
        // What stands behind an amount is its unit.
        let may_trail = matches!(
            indicator.kind,
            IndicatorKind::Count | IndicatorKind::Percent
        );
        let trailing = most(behind).filter(|_| may_trail).unwrap_or(0);
        // `32 đ/c được công nhận`: the unit stays with its figure.
        let is_unit = |count: &usize| parse_unit_of_measure(&behind[..*count].join(" ")).is_some();
        let mut units = (1..=behind.len()).rev();
        let unit = units.find(|count| trailing == 0 && may_trail && is_unit(count));
        let (unit, behind) = behind.split_at(unit.unwrap_or(0));
        let trailing = trailing.max(most(behind).filter(|_| may_trail).unwrap_or(0));
        // `203 người là đảng viên`: what else is counted may not stand behind words that were left out.
        if trailing > 0 && parse_unit_of_measure(&behind[trailing..].join(" ")).is_some() {
            return None;
        }
        let rest = before[leading..].iter().chain([&words[at]]).chain(unit);
        let rest = rest.chain(&behind[trailing..]).copied();
        (leading + trailing > 0).then(|| rest.collect::<Vec<&str>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_behind_a_figure_leaves_it_what_it_is() {
        let lexicon = Lexicon::built_in();
        let rate = "cultured_families_rate";
        for (indicator, written, figure) in [
            (rate, "95 % (tăng 2 % so với năm trước)", "95 %"),
            (rate, "45 (đạt 95 %)", ""),
        ] {
            let indicator = lexicon.indicators.get(indicator).expect("known");
            let found = lexicon.before_remark(written, indicator);
            assert_eq!(found.unwrap_or_default(), figure, "{written}");
        }
        let members = lexicon.indicators.get("members").expect("known");
        for [written, figure] in crate::grid::cases(
            "
            179 (trong đó nữ: 120)           | 179
            1.204 người (trong đó 600 nữ)    | 1.204 người
            9 (tăng 2 so với năm 2023)       | 9
            45 (đạt 95% kế hoạch)            | 45
            12, giảm 3 so với năm trước      | 12
            60 trong đó nữ 21                | 60
            60 (21 nữ)                       | 60
            60 (21 đảng viên)                | 60
            33 người (01 nghỉ thai sản)      | 33 người
            2 người (lúc hết vụ)             | 2 người
            45 (bốn mươi sáu)                |
            12 (sửa lại 13)                  |
            12 (21 đảng viên)                |
            60 (21 đạt)                      |
            12 (kế hoạch: 20)                |
            12 (lũy kế 45)                   |
            12 (20)                          |
            12 (bằng chữ: mười ba)           |
            12 người, bằng chữ: mười ba      |
            12,5 (tăng                       |
            khoảng 12 (tăng 3)               |",
        ) {
            let found = lexicon.before_remark(written, members);
            assert_eq!(found.unwrap_or_default(), figure, "{written}");
        }
    }

    #[test]
    fn what_is_better_not_there_is_denied_by_its_own_words() {
        let lexicon = Lexicon::built_in();
        for (code, written, is_denied) in [
            ("wage_arrears", "Không nợ", true),
            ("wage_arrears", "Không nợ lương.", true),
            ("wage_arrears", "Không có nợ lương", true),
            ("wage_arrears", "Không nợ bảo hiểm", false),
            ("wage_arrears", "Còn nợ", false),
            ("underemployed", "Không có lao động thiếu việc làm", true),
            ("contracts", "Không ký hợp đồng lao động", false),
        ] {
            let indicator = lexicon.indicators.get(code).expect("known");
            let found = lexicon.denies(written, indicator);
            assert_eq!(found, is_denied, "{code}: {written}");
        }
    }

    #[test]
    fn words_of_the_indicator_itself_are_left_out() {
        let lexicon = Lexicon::built_in();
        for (code, written, alone) in [
            (
                "members_new",
                "Kết nạp mới ít nhất 03 đoàn viên",
                Some("ít nhất 03"),
            ),
            (
                "movement_registered_rate",
                "95% đoàn viên trở lên",
                Some("95% trở lên"),
            ),
            (
                "party_introduced",
                "giới thiệu từ 01 đoàn viên trở lên",
                Some("từ 01 trở lên"),
            ),
            (
                "social_fund_amount",
                "vận động từ 10 triệu đồng trở lên",
                Some("từ 10 triệu đồng trở lên"),
            ),
            (
                "hardship_members",
                "Hỗ trợ ít nhất 03 người",
                Some("ít nhất 03 người"),
            ),
            ("workers", "Hiện có 214 người.", Some("214")),
            ("members", "Có 203 người là đoàn viên.", Some("203")),
            ("members", "Toàn đơn vị có 203 đoàn viên", Some("203")),
            ("visits", "Đã tổ chức thăm hỏi 41 lượt.", Some("41 lượt.")),
            (
                "members_new",
                "Trong năm kết nạp được 12 đoàn viên mới",
                Some("12"),
            ),
            (
                "contracts",
                "Đã ký hợp đồng lao động 120 người",
                Some("120"),
            ),
            // What is left is no figure.
            (
                "contracts",
                "Chưa ký hợp đồng lao động 12 người",
                Some("chưa ký hợp đồng lao động 12"),
            ),
            ("members", "Còn 203 đoàn viên", Some("còn 203")),
            ("members", "Có 203 người là đảng viên", None),
            ("workers", "Trong đó có 20 nữ", None),
            ("members_new", "5", None),
            ("members_new", "Giới thiệu 3 đồng chí", None),
            ("members_new", "kết nạp trong năm 2023", None),
            ("members_new", "kết nạp 3, giới thiệu 2", None),
            ("members_new", "không kết nạp 3", None),
            ("avg_wage", "lương tháng 12", None),
        ] {
            let indicator = lexicon.indicators.get(code).expect("known");
            let found = lexicon.figure_alone(written, indicator);
            assert_eq!(found.as_deref(), alone, "{code}: {written}");
        }
    }

    #[test]
    fn words_behind_a_figure_and_its_unit_are_left_out() {
        let lexicon = Lexicon::built_in();
        let mut other = Vec::new();
        for [code, written, alone] in crate::grid::cases(
            "
            advanced_workers   | 32 đ/c được công nhận         | 32
            advanced_workers   | 32 đ/c được công nhận (có QĐ) | 32
            advanced_workers   | 32 đ/c chưa được công nhận    | 32 chưa được công nhận
            emulation_fighters | 05 cô đạt danh hiệu           | 05 cô
            initiatives        | 3 SK được công nhận           | 3
            party_introduced   | 3 đ/c được công nhận          | 3 đ/c công nhận
            social_fund_amount | Đã nộp đủ 14.200.000 đồng     | 14.200.000 đồng
            wage_arrears       | Đã nộp đủ 14.200.000 đồng     | nộp đủ 14.200.000 đồng",
        ) {
            let indicator = lexicon.indicators.get(code).expect("known");
            let found = lexicon.figure_alone(written, indicator);
            let found = found.unwrap_or_default();
            if found != alone {
                other.push(format!("{code}: {written}: {found}"));
            }
        }
        assert_eq!(other, [""; 0]);
    }
}
