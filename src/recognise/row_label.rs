//! A row's label taken apart: the words, the period and the unit of measure that it names itself.

use super::columns::{take_parenthesis, take_trailing_money};
use super::period_text::find_periods;
use crate::period::Period;
use crate::quantity::{Dimension, UnitOfMeasure, parse_stated_unit, speaks_of_money};
use std::borrow::Cow;
use std::sync::Arc;

/// What a row's label means, and the period it names itself: `Tổng số đoàn viên năm 2022`.
pub(super) struct MeantRow {
    pub(super) indicator: Arc<str>,
    pub(super) period: Option<Period>,
}

/// A label without what it says of its period and its unit: `Số tiền thăm hỏi (triệu đồng)`.
pub(super) struct RowLabel {
    pub(super) text: String,
    pub(super) period: Option<Period>,
    unit: Option<UnitOfMeasure>,
}

impl RowLabel {
    pub(super) fn parse(label: &str) -> Self {
        let (text, unit) = without_unit(label);
        let (text, period) = without_period(text);
        Self {
            text: text.into_owned(),
            period,
            unit,
        }
    }

    /// The row's unit of measure: what its column declares and what the label names.
    pub(super) fn measured(&self, declared: Option<UnitOfMeasure>) -> Option<UnitOfMeasure> {
        match (&self.unit, declared) {
            (Some(unit), Some(declared)) if unit.dimension != declared.dimension => Some(declared),
            (unit, declared) => both_units(declared, unit.clone()),
        }
    }
}

/// The unit of an amount that is stated in two places. Where they contradict each other it is not known.
pub(super) fn both_units(
    declared: Option<UnitOfMeasure>,
    beside: Option<UnitOfMeasure>,
) -> Option<UnitOfMeasure> {
    match (declared, beside) {
        (Some(declared), Some(beside)) if declared.factor != beside.factor => {
            let both = format!("{}; {}", declared.written, beside.written);
            Some(UnitOfMeasure::unknown(&both))
        }
        (declared, beside) => declared.or(beside),
    }
}

/// Whether a unit of measure that a title or a line above a table states is meant for an indicator: `nghìn đồng` is meant
/// for amounts only, and what is not understood may be.
pub(super) fn is_meant_for(unit: &UnitOfMeasure, is_money: bool) -> bool {
    match unit.dimension {
        Dimension::Money | Dimension::Unknown => is_money,
        _ => !is_money,
    }
}

fn without_unit(label: &str) -> (Cow<'_, str>, Option<UnitOfMeasure>) {
    let is_set_off = label.contains(['(', ',', ':', ';', '-', '–']) || label.ends_with("đồng");
    if !is_set_off {
        return (Cow::Borrowed(label), None);
    }
    if let Some((inside, without)) = take_parenthesis(label) {
        let inside = inside.trim();
        let is_measure =
            |unit: &UnitOfMeasure| unit.dimension != Dimension::Percent && inside.len() > 1;
        let unit = parse_stated_unit(inside).filter(is_measure);
        if unit.is_some() && !without.trim().is_empty() {
            return (Cow::Owned(without), unit);
        }
    }
    if !speaks_of_money(label) {
        return (Cow::Borrowed(label), None);
    }
    match take_trailing_money(&label.to_lowercase()) {
        Some((without, unit)) => (Cow::Owned(without), Some(unit)),
        None => (Cow::Borrowed(label), None),
    }
}

fn without_period(label: Cow<'_, str>) -> (Cow<'_, str>, Option<Period>) {
    let has_year = label
        .as_bytes()
        .windows(4)
        .any(|four| four.iter().all(u8::is_ascii_digit));
    if !has_year {
        return (label, None);
    }
    let mut rest = label.to_lowercase();
    match &find_periods(&rest)[..] {
        [(period, range)] => {
            let (period, range) = (*period, range.clone());
            rest.replace_range(range, " ");
            (Cow::Owned(rest), Some(period))
        }
        _ => (label, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_taken_apart() {
        for (label, text, factor, period) in [
            (
                "Số tiền thăm hỏi (triệu đồng)",
                "Số tiền thăm hỏi",
                Some(1e6),
                None,
            ),
            (
                "Số tiền thăm hỏi - nghìn đồng",
                "số tiền thăm hỏi",
                Some(1e3),
                None,
            ),
            (
                "Số tiền thăm hỏi: đồng",
                "số tiền thăm hỏi",
                Some(1.0),
                None,
            ),
            (
                "Tổng số đoàn viên (người)",
                "Tổng số đoàn viên",
                Some(1.0),
                None,
            ),
            (
                "Số lao động được ký hợp đồng",
                "Số lao động được ký hợp đồng",
                None,
                None,
            ),
            ("Tổng số đoàn viên (*)", "Tổng số đoàn viên (*)", None, None),
            (
                "Hộ chính sách, hộ nghèo",
                "Hộ chính sách, hộ nghèo",
                None,
                None,
            ),
            (
                "Tổng số đoàn viên năm 2022",
                "tổng số đoàn viên",
                None,
                Some(Period::Year(2022)),
            ),
        ] {
            let parsed = RowLabel::parse(label);
            let found = parsed.unit.as_ref().map(|unit| unit.factor);
            assert_eq!(
                (parsed.text.trim(), found, parsed.period),
                (text, factor, period),
                "{label}"
            );
        }
    }
}
