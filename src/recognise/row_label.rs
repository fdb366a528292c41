//! A row's label taken apart: the words, the period and the unit of measure that it names itself.

use super::Lexicon;
use super::columns::{take_parenthesis, take_trailing_money};
use super::labels::LabelMeaning;
use super::period_text::find_periods;
use crate::catalogue::{CongressField, Indicator};
use crate::period::Period;
use crate::quantity::{
    Dimension, UnitOfMeasure, parse_stated_unit, speaks_of_money, trailing_amount,
};
use std::borrow::Cow;
use std::sync::OnceLock;

/// What a row's label means, and the period it names itself: `Tổng số đoàn viên năm 2022`.
#[derive(Clone, Copy)]
pub(super) struct MeantRow<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) period: Option<Period>,
}

/// A label and what it means on its own.
#[derive(Clone)]
pub(super) struct RowLabel {
    /// Without what it says of its period and its unit: `Số tiền thăm hỏi (triệu đồng)`.
    pub(super) text: String,
    pub(super) period: Option<Period>,
    unit: Option<UnitOfMeasure>,
    /// The match key of the text.
    pub(super) key: String,
    /// Whether it may be a part of what the row above is.
    pub(super) is_indented: bool,
    /// The congress' row that it is.
    pub(super) congress: Option<CongressField>,
    /// The indicator that it is.
    pub(super) meaning: LabelMeaning,
    has_slip: OnceLock<bool>,
    trailing_amount: OnceLock<Option<UnitOfMeasure>>,
}

impl RowLabel {
    pub(super) fn parse(label: &str, lexicon: &Lexicon) -> Self {
        let (text, unit) = without_unit(label);
        let (text, period) = without_period(text);
        let key = lexicon.match_key(&text);
        Self {
            period,
            unit,
            is_indented: text.starts_with(['-', '–', '+', '•', '*', '·'])
                || key.starts_with("trong đó"),
            text: text.into_owned(),
            congress: lexicon.congress_field(&key),
            meaning: lexicon.labels.meaning(&key),
            key,
            has_slip: OnceLock::new(),
            trailing_amount: OnceLock::new(),
        }
    }

    /// Whether a label that means something does so in spite of a slip of the finger.
    pub(super) fn has_slip(&self, lexicon: &Lexicon) -> bool {
        *self
            .has_slip
            .get_or_init(|| lexicon.labels.has_slip(&self.key))
    }

    /// The unit, larger than a bare đồng, that the label ends in where it is a note; `written` is the whole of it.
    pub(super) fn trailing_amount(&self, written: &str) -> Option<&UnitOfMeasure> {
        let known = self
            .trailing_amount
            .get_or_init(|| trailing_amount(written));
        known.as_ref().filter(|unit| unit.factor > 1.0)
    }

    /// The row's unit of measure: what its column declares and what the label names.
    pub(super) fn measured<'a>(
        &'a self,
        declared: Option<Cow<'a, UnitOfMeasure>>,
    ) -> Option<Cow<'a, UnitOfMeasure>> {
        match (&self.unit, declared) {
            (Some(unit), Some(declared)) if unit.dimension != declared.dimension => Some(declared),
            (unit, declared) => both_units(declared, unit.as_ref()),
        }
    }
}

/// The unit of an amount that is stated in two places. Where they contradict each other it is not known.
pub(super) fn both_units<'a>(
    declared: Option<Cow<'a, UnitOfMeasure>>,
    beside: Option<&'a UnitOfMeasure>,
) -> Option<Cow<'a, UnitOfMeasure>> {
    match (declared, beside.map(Cow::Borrowed)) {
        (Some(declared), Some(beside)) if declared.factor != beside.factor => {
            let both = format!("{}; {}", declared.written, beside.written);
            Some(Cow::Owned(UnitOfMeasure::unknown(&both)))
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
        let lexicon = Lexicon::built_in();
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
            let parsed = RowLabel::parse(label, &lexicon);
            let found = parsed.unit.as_ref().map(|unit| unit.factor);
            assert_eq!(
                (parsed.text.trim(), found, parsed.period),
                (text, factor, period),
                "{label}"
            );
        }
    }
}
