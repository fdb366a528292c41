//! What a column holds, by its title.

use super::period_text::find_periods;
use crate::catalogue::{ColumnRole, Forms};
use crate::period::Period;
use crate::quantity::{UnitOfMeasure, parse_unit_of_measure};
use crate::text;
use std::collections::HashMap;

/// A column's title, taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Title {
    /// As it stands, upper words first.
    pub(super) written: String,
    /// What is left of it as a label key without period and unit of measure.
    pub(super) key: String,
    /// The period it names: `Thực hiện năm 2022`.
    pub(super) period: Option<Period>,
    /// The unit of measure it names: `Số tiền (triệu đồng)`.
    pub(super) unit_of_measure: Option<UnitOfMeasure>,
    /// Whether it holds a percent sign.
    pub(super) has_percent: bool,
}

impl Title {
    /// Takes a title apart.
    pub(super) fn parse(written: &str) -> Self {
        let mut rest = text::clean(written).to_lowercase();
        let mut unit_of_measure = None;
        while let Some((inside, without)) = take_parenthesis(&rest) {
            let named = text::label_key(&inside);
            let named = ["đơn vị tính", "đvt", "tính bằng", "đơn vị"]
                .iter()
                .find_map(|prefix| named.strip_prefix(prefix))
                .map_or(inside.trim(), str::trim)
                .to_string();
            if let Some(unit) = parse_unit_of_measure(&named) {
                unit_of_measure = Some(unit);
            } else if find_periods(&inside).is_empty() {
                // Words in parentheses are remarks; a period among them still speaks.
                rest = without;
                continue;
            } else {
                rest = format!("{without} {inside}");
                continue;
            }
            rest = without;
        }
        let has_percent = rest.contains('%') || written.contains('%');
        let mut period = None;
        while let Some((found, range)) = find_periods(&rest).into_iter().next() {
            period = period.or(Some(found));
            rest.replace_range(range, " ");
        }
        Self {
            written: text::clean(written),
            key: text::label_key(&rest.replace('%', " ")),
            period,
            unit_of_measure,
            has_percent,
        }
    }

    /// The title of a column under a wider one.
    pub(super) fn under(&self, above: &Title) -> Title {
        Title {
            written: format!("{} › {}", above.written, self.written),
            key: self.key.clone(),
            period: self.period.or(above.period),
            unit_of_measure: self
                .unit_of_measure
                .clone()
                .or_else(|| above.unit_of_measure.clone()),
            has_percent: self.has_percent || above.has_percent,
        }
    }
}

/// Splits off the first `(…)`.
fn take_parenthesis(text: &str) -> Option<(String, String)> {
    let open = text.find('(')?;
    let close = open + text[open..].find(')')?;
    let inside = text[open + 1..close].to_string();
    Some((inside, format!("{} {}", &text[..open], &text[close + 1..])))
}

/// Gives titles their role.
pub(super) struct ColumnTitles {
    whole: HashMap<String, ColumnRole>,
    begins: Vec<(String, ColumnRole)>,
    contains: Vec<(String, ColumnRole)>,
}

impl ColumnTitles {
    /// Indexes the titles of the catalogue.
    pub(super) fn new(forms: &Forms) -> Self {
        let mut titles = Self {
            whole: HashMap::new(),
            begins: Vec::new(),
            contains: Vec::new(),
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
        }
        let longest_first = |(left, _): &(String, ColumnRole),
                             (right, _): &(String, ColumnRole)| {
            right
                .chars()
                .count()
                .cmp(&left.chars().count())
                .then(left.cmp(right))
        };
        titles.begins.sort_by(longest_first);
        titles.contains.sort_by(longest_first);
        titles
    }

    /// The role of a title, `None` where it has none of ours (an indicator's name, or anything else).
    pub(super) fn role(&self, title: &Title) -> Option<ColumnRole> {
        /// A title is short; longer texts in a header's row are sentences.
        const LONGEST_TITLE: usize = 60;
        if title.key.chars().count() > LONGEST_TITLE {
            return None;
        }
        if title.key.is_empty() {
            // A title that is only a period or only `%`.
            return match (title.period, title.has_percent) {
                (Some(_), _) => Some(ColumnRole::Value),
                (None, true) => Some(ColumnRole::Rate),
                (None, false) => None,
            };
        }
        let role = self
            .whole
            .get(&title.key)
            .copied()
            .or_else(|| find_phrase(&self.begins, |phrase| begins_with_words(&title.key, phrase)))
            .or_else(|| find_phrase(&self.contains, |phrase| contains_words(&title.key, phrase)));
        match role {
            // `% thực hiện`, `Thực hiện so với kế hoạch (%)`: a share of something, never the figure itself.
            Some(ColumnRole::Value | ColumnRole::Target) if title.has_percent => {
                Some(ColumnRole::Rate)
            }
            other => other,
        }
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

fn begins_with_words(key: &str, phrase: &str) -> bool {
    key.strip_prefix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn contains_words(key: &str, phrase: &str) -> bool {
    format!(" {key} ").contains(&format!(" {phrase} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_have_their_roles() {
        let titles = ColumnTitles::new(&Forms::built_in());
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
            ("Ghi chú", Some(Note), None),
            ("Công đoàn cơ sở", Some(ReportingUnit), None),
            ("Số đoàn viên", None, None),
            ("Thăm hỏi đoàn viên", None, None),
        ] {
            let title = Title::parse(written);
            assert_eq!(titles.role(&title), role, "{written}");
            assert_eq!(title.period, period, "{written}");
        }
    }

    #[test]
    fn a_title_tells_its_unit_of_measure() {
        let title = Title::parse("Số tiền (triệu đồng)");
        assert_eq!(title.key, "số tiền");
        assert!(title.unit_of_measure.is_some());
        assert!(Title::parse("Số tiền").unit_of_measure.is_none());
    }
}
