//! What a column holds, by its title.

use super::Lexicon;
use super::labels::LabelMeaning;
use super::phrases::{begins_with_words, contains_words};
use super::time::{Time, told_time};
use crate::catalogue::{ColumnRole, FormWords, Forms};
use crate::period::{Period, PeriodKind};
use crate::quantity::{
    Dimension, UnitOfMeasure, parse_stated_unit, parse_unit_of_measure, speaks_of_money,
};
use crate::text::{self, LabelIndex, LabelMatch};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A column's title, taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Title {
    /// As it stands, upper words first.
    pub(super) written: String,
    /// What is left of it as a label key without time and unit of measure.
    pub(super) key: String,
    /// The time it tells: `Thực hiện năm 2022`, `Ước thực hiện cả năm`.
    pub(super) time: Time,
    /// The unit of measure it names: `Số tiền (triệu đồng)`.
    pub(super) unit_of_measure: Option<UnitOfMeasure>,
    /// Whether it holds a percent sign.
    pub(super) has_percent: bool,
    /// Its other words in parentheses, as they stand: `Số đoàn viên (nữ)`. They are no part of the key.
    pub(super) remarks: Vec<String>,
    /// Whether it is of what changed or of what two others differ by: `Tăng (+), giảm (-)`, `Thực hiện/Kế hoạch`.
    pub(super) compares: bool,
}

impl Title {
    /// Takes a title apart.
    pub(super) fn parse(written: &str, words: &FormWords) -> Self {
        let mut rest = text::clean(text::without_translation(written)).to_lowercase();
        let mut unit_of_measure = None;
        let mut remarks = Vec::new();
        while let Some((inside, without)) = take_parenthesis(&rest) {
            let named = text::label_key(&inside);
            let named = words
                .unit_of_measure_prefixes
                .iter()
                .chain(&words.unit_note_words)
                .find_map(|prefix| named.strip_prefix(prefix.as_str()))
                .map_or(inside.trim(), str::trim)
                .to_string();
            if let Some(unit) = parse_unit_of_measure(&named) {
                unit_of_measure = Some(unit);
            } else if speaks_of_money(&named) {
                unit_of_measure = parse_stated_unit(&named);
            } else if told_time(&inside).is_none() {
                // Words in parentheses are remarks; a time among them still speaks.
                rest = without;
                remarks.extend(inside.contains(char::is_alphabetic).then_some(inside));
                continue;
            } else {
                rest = format!("{without} {inside}");
                continue;
            }
            rest = without;
        }
        if unit_of_measure.is_none()
            && let Some((without, unit)) = take_trailing_money(&rest)
        {
            rest = without;
            unit_of_measure = Some(unit);
        }
        let has_percent = rest.contains('%') || written.contains('%');
        let mut time = Time::Unsaid;
        while let Some((told, range)) = told_time(&rest) {
            if time == Time::Unsaid {
                time = told;
            }
            rest.replace_range(range, " ");
        }
        let key = text::label_key(&rest.replace('%', " "));
        let is_of_a_year = time == Time::Unsaid || is_whole_year(time);
        if is_of_a_year && words.interim_titles.contains(&key) {
            time = Time::Part;
        }
        Self {
            compares: compares(written, &key, &remarks, words),
            written: text::clean(written),
            key,
            time,
            unit_of_measure,
            has_percent,
            remarks,
        }
    }

    /// What it says that its column is measured in.
    pub(super) fn measured_in(&self) -> Option<&Dimension> {
        if self.has_percent {
            return Some(&Dimension::Percent);
        }
        self.unit_of_measure.as_ref().map(|unit| &unit.dimension)
    }

    /// The title of a column under a wider one.
    pub(super) fn under(&self, above: &Title) -> Title {
        // `Số tiền › ĐVT: nghìn đồng`
        let states_unit = self.written.contains(':');
        let only_unit = states_unit.then(|| parse_unit_of_measure(&self.written));
        let only_unit = only_unit.flatten();
        // A title that is only a period (`Kế hoạch › Năm 2023`) says by the words above it what it gives.
        let says_nothing_itself = self.key.is_empty() || only_unit.is_some();
        let speaking = if says_nothing_itself { above } else { self };
        Title {
            written: format!("{} › {}", above.written, self.written),
            key: speaking.key.clone(),
            time: within(self.time, above.time),
            unit_of_measure: [&only_unit, &self.unit_of_measure, &above.unit_of_measure]
                .into_iter()
                .find_map(Clone::clone),
            has_percent: self.has_percent || above.has_percent,
            remarks: speaking.remarks.clone(),
            compares: self.compares || says_nothing_itself && above.compares,
        }
    }
}

/// Whether a title's words, those in parentheses too, or its signs speak of a change.
fn compares(written: &str, key: &str, remarks: &[String], words: &FormWords) -> bool {
    let says = |key: &str| {
        let mut known = words.difference_words.iter();
        known.any(|word| contains_words(key, word))
    };
    let bare: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let mut signs = words.difference_signs.iter();
    signs.any(|sign| bare.contains(sign.as_str()))
        || divides_years(&bare)
        || says(key)
        || remarks.iter().any(|remark| says(&text::label_key(remark)))
}

/// `2023/2022`, `Năm 2023/năm 2022`: a later year over an earlier one. The other way round it is a school year.
fn divides_years(bare: &str) -> bool {
    let Some((one, other)) = bare.split_once(['/', ':', '÷']) else {
        return false;
    };
    let year = |text: &str| {
        let is_four = text.len() == 4 && text.starts_with("20");
        text.parse::<u16>().ok().filter(|_| is_four)
    };
    let before: String = one.chars().rev().take(4).collect();
    let before: String = before.chars().rev().collect();
    let behind = other.trim_start_matches(|c: char| !c.is_ascii_digit());
    let behind: String = behind.chars().take(4).collect();
    year(&before).is_some_and(|before| year(&behind).is_some_and(|behind| before > behind))
}

fn is_whole_year(time: Time) -> bool {
    matches!(
        time,
        Time::Of(Period::Year(_) | Period::SchoolYear(_))
            | Time::Kind(PeriodKind::Year | PeriodKind::SchoolYear)
    )
}

/// The time of a column under a wider title: `Năm 2022 › 6 tháng`.
fn within(own: Time, above: Time) -> Time {
    match (own, above) {
        (Time::Unsaid, above) => above,
        (Time::Kind(PeriodKind::FirstHalf), Time::Of(Period::Year(year))) => {
            Time::Of(Period::FirstHalf(year))
        }
        (Time::Kind(PeriodKind::Year), Time::Of(Period::Year(_) | Period::SchoolYear(_))) => above,
        (own, _) => own,
    }
}

/// A title and what it says of its column. The later parts are found out when they are first asked: most titles have a
/// role, and need none of them.
#[derive(Debug, Clone, Default)]
pub(super) struct RoledTitle {
    pub(super) title: Title,
    /// The role that its words have, exactly.
    pub(super) role: Option<ColumnRole>,
    /// Whether wider titles stand above it.
    pub(super) is_under_others: bool,
    near_role: OnceLock<Option<ColumnRole>>,
    meaning: OnceLock<LabelMeaning>,
}

impl RoledTitle {
    pub(super) fn new(title: Title, lexicon: &Lexicon) -> Self {
        Self {
            role: lexicon.role_of_title(&title),
            is_under_others: title.written.contains(" › "),
            title,
            near_role: OnceLock::new(),
            meaning: OnceLock::new(),
        }
    }

    pub(super) fn parse(written: &str, lexicon: &Lexicon) -> Self {
        Self::new(Title::parse(written, &lexicon.forms.words), lexicon)
    }

    /// The title of a column under a wider one.
    pub(super) fn under(&self, above: &RoledTitle, lexicon: &Lexicon) -> Self {
        Self::new(self.title.under(&above.title), lexicon)
    }

    /// The role of its words, or of those that it may be a slip of.
    pub(super) fn likely_role(&self, lexicon: &Lexicon) -> Option<ColumnRole> {
        self.role.or_else(|| {
            *self
                .near_role
                .get_or_init(|| lexicon.near_role_of_title(&self.title))
        })
    }

    /// The indicator that it means, its wider titles included.
    pub(super) fn meaning(&self, lexicon: &Lexicon) -> &LabelMeaning {
        self.meaning
            .get_or_init(|| lexicon.column_meaning(&self.title))
    }
}

/// Splits off the first `(…)`.
pub(super) fn take_parenthesis(text: &str) -> Option<(String, String)> {
    let open = text.find('(')?;
    let close = open + text[open..].find(')')?;
    let inside = text[open + 1..close].to_string();
    Some((inside, format!("{} {}", &text[..open], &text[close + 1..])))
}

/// Splits an amount's unit off the end of a title that has it without parentheses: `Số tiền - triệu đồng`, `Số tiền
/// nghìn đồng`. A bare `đồng` must be set off: `Ký hợp đồng` ends in no unit.
pub(super) fn take_trailing_money(title: &str) -> Option<(String, UnitOfMeasure)> {
    if !speaks_of_money(title) {
        return None;
    }
    let amount =
        |text: &str| parse_unit_of_measure(text).filter(|unit| unit.dimension == Dimension::Money);
    let set_off = title.rfind([',', '-', ':', '–', ';', '/']).and_then(|at| {
        let (before, after) = title.split_at(at);
        let after = after.trim_start_matches(|character: char| !character.is_alphanumeric());
        Some((before.trim().to_string(), amount(after)?))
    });
    let of_words = |count: usize| {
        let start = title.rmatch_indices(' ').nth(count - 1)?.0;
        let unit = amount(title[start..].trim()).filter(|unit| unit.factor > 1.0)?;
        Some((title[..start].trim().to_string(), unit))
    };
    let is_rest_a_title = |(before, _): &(String, UnitOfMeasure)| {
        !before.is_empty() && before.matches('(').count() == before.matches(')').count()
    };
    set_off
        .filter(is_rest_a_title)
        .or_else(|| of_words(2))
        .or_else(|| of_words(1))
        .filter(is_rest_a_title)
}

/// Gives titles their role.
#[derive(Clone)]
pub(super) struct ColumnTitles {
    whole: HashMap<String, ColumnRole, RandomState>,
    near: LabelIndex<ColumnRole>,
    begins: Vec<(String, ColumnRole)>,
    contains: Vec<(String, ColumnRole)>,
    borne_out: HashMap<String, ColumnRole, RandomState>,
    /// Results of a part of the year. None is taken for a slip of another title.
    interim: Vec<String>,
}

impl ColumnTitles {
    /// Indexes the titles of the catalogue.
    pub(super) fn new(forms: &Forms) -> Self {
        let mut titles = Self {
            whole: HashMap::default(),
            near: LabelIndex::new(Vec::new()),
            begins: Vec::new(),
            contains: Vec::new(),
            borne_out: HashMap::default(),
            interim: forms.words.interim_titles.clone(),
        };
        for column in &forms.columns {
            for phrase in &column.whole {
                titles.whole.insert(text::label_key(phrase), column.role);
            }
            for phrase in &column.begins {
                titles.begins.push((text::label_key(phrase), column.role));
            }
            for phrase in &column.contains {
                titles.contains.push((text::label_key(phrase), column.role));
            }
            for phrase in &column.borne_out {
                let key = text::label_key(phrase);
                titles.borne_out.insert(key, column.role);
            }
        }
        let longest_first = |(left, _): &(String, ColumnRole),
                             (right, _): &(String, ColumnRole)| {
            right
                .chars()
                .count()
                .cmp(&left.chars().count())
                .then(left.cmp(right))
        };
        let whole = titles.whole.iter().map(|(key, role)| (key.clone(), *role));
        titles.near = LabelIndex::new(whole.filter(|(key, _)| key.contains(' ')));
        titles.begins.sort_by(longest_first);
        titles.contains.sort_by(longest_first);
        titles
    }

    /// The role that a title has where what stands below bears it out.
    pub(super) fn role_if_borne_out(&self, title: &Title) -> Option<ColumnRole> {
        let known = self.borne_out.get(&title.key).copied();
        known.or_else(|| {
            self.names_several(title)
                .then_some(ColumnRole::ReportingUnit)
        })
    }

    /// Whether a label key is what units are called over their names.
    pub(super) fn is_of_units(&self, key: &str) -> bool {
        let known = self.whole.get(key).or_else(|| self.borne_out.get(key));
        known == Some(&ColumnRole::ReportingUnit)
    }

    /// `Doanh nghiệp/CĐCS`, `Cơ quan, đơn vị`: units by two names.
    fn names_several(&self, title: &Title) -> bool {
        let lowest = title.written.rsplit(" › ").next().unwrap_or_default();
        let mut parts = lowest.split(['/', ',', '-', '–', '&']);
        let is_of_several = parts.clone().nth(1).is_some();
        is_of_several && parts.all(|part| self.is_of_units(&text::label_key(part)))
    }

    /// The role of the one title that this may be a slip of.
    pub(super) fn near_role(&self, title: &Title) -> Option<ColumnRole> {
        match self.near.find(&title.key) {
            LabelMatch::Slip { item, .. } if !title.has_percent => Some(*item),
            _ => None,
        }
    }

    /// Whether a title is one of ours with no word besides: `Kế hoạch`, not `Kế hoạch kiểm tra`.
    pub(super) fn is_whole(&self, title: &Title) -> bool {
        let mut begins = self.begins.iter();
        self.whole.contains_key(&title.key) || begins.any(|(phrase, _)| *phrase == title.key)
    }

    /// The role of a title, `None` where it has none of ours (an indicator's name, or anything else).
    pub(super) fn role(&self, title: &Title) -> Option<ColumnRole> {
        /// A title is short; longer texts in a header's row are sentences.
        const LONGEST_TITLE: usize = 60;
        if title.key.chars().count() > LONGEST_TITLE {
            return None;
        }
        if title.key.is_empty() {
            // A title that is only a time or only `%`.
            if title.compares {
                return Some(ColumnRole::Difference);
            }
            return match (title.time, title.has_percent) {
                (Time::Unsaid, true) => Some(ColumnRole::Rate),
                (Time::Unsaid, false) => None,
                _ => Some(ColumnRole::Value),
            };
        }
        let role = self
            .whole
            .get(&title.key)
            .copied()
            .or_else(|| {
                self.interim
                    .contains(&title.key)
                    .then_some(ColumnRole::Value)
            })
            .or_else(|| find_phrase(&self.begins, |phrase| begins_with_words(&title.key, phrase)))
            .or_else(|| find_phrase(&self.contains, |phrase| contains_words(&title.key, phrase)));
        let says = |of: ColumnRole| {
            self.contains
                .iter()
                .any(|(phrase, role)| *role == of && contains_words(&title.key, phrase))
        };
        let role = match role {
            // `Kết quả thực hiện năm trước`, `Thực hiện so với cùng kỳ`: what it begins with does not decide.
            Some(ColumnRole::Value | ColumnRole::Target) if says(ColumnRole::Rate) => {
                Some(ColumnRole::Rate)
            }
            Some(ColumnRole::Value | ColumnRole::Target) if says(ColumnRole::Previous) => {
                Some(ColumnRole::Previous)
            }
            other => other,
        };
        let is_of_figures = matches!(
            role,
            Some(ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous)
        );
        match role {
            // `Kết quả (tăng/giảm)`, `Số lượng (+/-)`, `Thực hiện/Kế hoạch`: what it begins with does not decide.
            Some(_) if is_of_figures && (title.compares || self.divides(title)) => {
                Some(ColumnRole::Difference)
            }
            // `% thực hiện`, `Thực hiện so với kế hoạch (%)`: a share of something, never the figure itself.
            Some(ColumnRole::Value | ColumnRole::Target) if title.has_percent => {
                Some(ColumnRole::Rate)
            }
            other => other,
        }
    }
}

impl ColumnTitles {
    /// Whether a title holds two of figures with a stroke between them: `TH/KH`, `Kết quả: Giao ước`.
    fn divides(&self, title: &Title) -> bool {
        let lowest = title.written.rsplit(" › ").next().unwrap_or_default();
        let Some((one, other)) = lowest.split_once(['/', ':', '÷']) else {
            return false;
        };
        let role = |part: &str| {
            let key = text::label_key(&part.to_lowercase());
            let whole = self.whole.get(&key).copied();
            whole.or_else(|| find_phrase(&self.begins, |phrase| begins_with_words(&key, phrase)))
        };
        let is_of_figures = |role: &ColumnRole| {
            matches!(
                role,
                ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous
            )
        };
        let (one, other) = (role(one), role(other));
        one != other
            && one.is_some_and(|it| is_of_figures(&it))
            && other.is_some_and(|it| is_of_figures(&it))
    }
}

fn find_phrase(
    phrases: &[(String, ColumnRole)],
    fits: impl Fn(&str) -> bool,
) -> Option<ColumnRole> {
    phrases
        .iter()
        .find(|(phrase, _)| fits(phrase))
        .map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_have_their_roles() {
        let forms = Forms::built_in();
        let titles = ColumnTitles::new(&forms);
        use ColumnRole::*;
        for (written, role, period) in [
            ("TT", Some(Number), None),
            ("Số TT", Some(Number), None),
            ("NỘI DUNG", Some(Label), None),
            ("Chỉ tiêu", Some(Label), None),
            ("Chỉ tiêu giao ước", Some(Target), None),
            ("Chỉ tiêu đăng ký", Some(Target), None),
            ("Kế hoạch năm 2024", Some(Target), Some(Period::Year(2024))),
            ("ĐVT", Some(UnitOfMeasure), None),
            ("Đơn vị tính", Some(UnitOfMeasure), None),
            ("Thực hiện năm 2022", Some(Value), Some(Period::Year(2022))),
            ("Kết quả\nthực hiện", Some(Value), None),
            ("Năm 2021", Some(Value), Some(Period::Year(2021))),
            ("Năm nay", Some(Value), None),
            ("Năm trước", Some(Previous), None),
            ("Thực hiện cùng kỳ năm trước", Some(Previous), None),
            ("Đạt tỷ lệ %", Some(Rate), None),
            ("Tỷ lệ (%)", Some(Rate), None),
            ("% thực hiện", Some(Rate), None),
            ("So với kế hoạch", Some(Rate), None),
            ("Kết quả thực hiện năm trước", Some(Previous), None),
            ("Số liệu năm ngoái", Some(Previous), None),
            ("Thực hiện so với cùng kỳ", Some(Rate), None),
            ("KH năm 2023", Some(Target), Some(Period::Year(2023))),
            ("TH năm 2022", Some(Value), Some(Period::Year(2022))),
            ("KQ thực hiện", Some(Value), None),
            ("Kết quả - triệu đồng", Some(Value), None),
            ("Lũy kế từ đầu năm", Some(Value), None),
            ("Quý IV", Some(Value), None),
            ("Thực hiện quý IV", Some(Value), None),
            ("Thực hiện 6 tháng", Some(Value), None),
            ("Số liệu đến 31/12/2022", Some(Value), None),
            ("6 tháng đầu năm trước", Some(Previous), None),
            ("Mức đăng ký", Some(Target), None),
            ("Chỉ tiêu đề ra", Some(Target), None),
            ("Cam kết", Some(Target), None),
            ("Chênh lệch", Some(Difference), None),
            ("Ghi chú", Some(Note), None),
            (
                "Tăng (+), giảm (-) so với năm học trước",
                Some(Difference),
                None,
            ),
            ("Kết quả (tăng/giảm)", Some(Difference), None),
            ("Số lượng (+/-)", Some(Difference), None),
            ("Số lượng tăng thêm", None, None),
            ("Thực hiện tăng, giảm", Some(Difference), None),
            ("Kết quả biến động", Some(Difference), None),
            ("Thực hiện/Kế hoạch", Some(Difference), None),
            ("Kết quả (so với năm trước)", Some(Difference), None),
            ("Kết quả/Số lượng", Some(Value), None),
            ("2023/2022", Some(Difference), Some(Period::Year(2023))),
            (
                "Năm 2023/năm 2022",
                Some(Difference),
                Some(Period::Year(2023)),
            ),
            ("2022/2023", Some(Value), Some(Period::SchoolYear(2022))),
            ("Kết quả thực hiện kế hoạch", Some(Value), None),
            ("Công đoàn cơ sở", Some(ReportingUnit), None),
            ("Số đoàn viên", None, None),
            ("Thăm hỏi đoàn viên", None, None),
        ] {
            let title = Title::parse(written, &forms.words);
            assert_eq!(titles.role(&title), role, "{written}");
            assert_eq!(title.time.period(), period, "{written}");
        }
    }

    #[test]
    fn a_title_tells_its_unit_of_measure() {
        let words = Forms::built_in().words;
        let parse = |written: &str| Title::parse(written, &words);
        let title = parse("Số tiền (triệu đồng)");
        assert_eq!(title.key, "số tiền");
        assert!(title.unit_of_measure.is_some());
        assert!(parse("Số tiền").unit_of_measure.is_none());
        for (written, key, factor) in [
            ("Số tiền (ĐVT: nghìn đồng)", "số tiền", Some(1e3)),
            ("Số tiền - triệu đồng", "số tiền", Some(1e6)),
            ("Kết quả, triệu đồng", "kết quả", Some(1e6)),
            ("Số tiền triệu đồng", "số tiền", Some(1e6)),
            ("Số tiền: đồng", "số tiền", Some(1.0)),
            ("Số lao động ký hợp đồng", "số lao động ký hợp đồng", None),
            ("Triệu đồng", "triệu đồng", None),
        ] {
            let title = parse(written);
            let found = title.unit_of_measure.map(|unit| unit.factor);
            assert_eq!((title.key.as_str(), found), (key, factor), "{written}");
        }
        let odd = parse("Số tiền (triệu USD)");
        assert_eq!(
            odd.unit_of_measure.map(|unit| unit.dimension),
            Some(Dimension::Unknown)
        );
    }

    #[test]
    fn a_period_alone_is_of_what_stands_above_it() {
        let forms = Forms::built_in();
        let titles = ColumnTitles::new(&forms);
        for (above, role) in [
            ("Kế hoạch", ColumnRole::Target),
            ("Thực hiện", ColumnRole::Value),
            ("Tỷ lệ", ColumnRole::Rate),
        ] {
            let above_it = Title::parse(above, &forms.words);
            let title = Title::parse("Năm 2023", &forms.words).under(&above_it);
            assert_eq!(titles.role(&title), Some(role), "{above}");
            assert_eq!(title.time, Time::Of(Period::Year(2023)));
        }
    }
}
