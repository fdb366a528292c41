//! The unit of measure that lines around a table state.

use super::Lexicon;
use super::SheetStatements;
use super::grid::{Grid, GridCell};
use crate::quantity::{
    Dimension, UnitOfMeasure, parse_stated_unit, parse_unit_of_measure, speaks_of_money,
    trailing_amount,
};
use std::borrow::Cow;

impl SheetStatements {
    /// Of several stated units that of the amounts is kept: persons are counted without one. Two that contradict each
    /// other leave it unknown.
    pub(super) fn take_unit_of_measure(&mut self, unit: UnitOfMeasure) {
        let is_money = |unit: &UnitOfMeasure| unit.dimension == Dimension::Money;
        match &self.unit_of_measure {
            Some(known) if is_money(known) && is_money(&unit) && known.factor != unit.factor => {
                let both = format!("{}; {}", known.written, unit.written);
                self.unit_of_measure = Some(UnitOfMeasure::unknown(&both));
            }
            Some(known) if is_money(known) || known.dimension == Dimension::Unknown => {}
            _ => self.unit_of_measure = Some(unit),
        }
    }
}

/// The unit of measure that lines between two tables of a sheet state for the lower one.
pub(super) fn unit_between(
    grid: &Grid<'_>,
    rows: std::ops::Range<u32>,
    lexicon: &Lexicon,
) -> Option<UnitOfMeasure> {
    let mut statements = SheetStatements::default();
    let prefixes = &lexicon.forms.words.unit_of_measure_prefixes;
    let cells = grid.rows_within(rows).flat_map(|row| row.cells);
    for wording in cells.filter_map(GridCell::wording) {
        let stated = &wording.line(lexicon).unit_of_measure;
        let unit = stated.with_beside(&wording.text, || Cow::Borrowed(""), prefixes);
        if let Some(unit) = unit {
            statements.take_unit_of_measure(unit);
        }
    }
    statements.unit_of_measure
}

/// What a line says of the unit of measure.
#[derive(Clone)]
pub(super) enum StatedUnit {
    /// This, or nothing.
    Stated(Option<UnitOfMeasure>),
    /// It only introduces one.
    Introduced,
}

impl StatedUnit {
    /// Takes a line apart; `lower` in small letters.
    pub(super) fn parse(lower: &str, prefixes: &[String]) -> Self {
        let is_open = |stated: &str| match stated.split_once([':', '：']) {
            Some((_, rest)) => rest.trim().is_empty(),
            None => prefixes
                .iter()
                .filter_map(|prefix| stated.strip_prefix(prefix.as_str()))
                .any(|rest| rest.trim().is_empty()),
        };
        if introduction(lower, prefixes).is_some_and(is_open) {
            StatedUnit::Introduced
        } else {
            StatedUnit::Stated(stated_unit_of_measure(lower, "", prefixes))
        }
    }

    /// Whether it says anything of one.
    pub(super) fn states_any(&self) -> bool {
        !matches!(self, StatedUnit::Stated(None))
    }

    /// The unit that a line states, with what stands beside it.
    pub(super) fn with_beside<'a>(
        &self,
        written: &str,
        beside: impl FnOnce() -> Cow<'a, str>,
        prefixes: &[String],
    ) -> Option<UnitOfMeasure> {
        match self {
            StatedUnit::Stated(unit) => unit.clone(),
            StatedUnit::Introduced => {
                stated_unit_of_measure(&written.to_lowercase(), &beside(), prefixes)
            }
        }
    }
}

/// A line from the words on that introduce a unit of measure.
fn introduction<'a>(lower: &'a str, prefixes: &[String]) -> Option<&'a str> {
    let starts = prefixes
        .iter()
        .filter_map(|prefix| lower.find(prefix.as_str()));
    starts.min().map(|start| &lower[start..])
}

/// `ĐVT: nghìn đồng`, `(Đơn vị tính tiền: triệu đồng)`, also at the end of a longer line.
fn stated_unit_of_measure(lower: &str, beside: &str, prefixes: &[String]) -> Option<UnitOfMeasure> {
    let Some(stated) = introduction(lower, prefixes) else {
        // `(triệu đồng)` alone in its cell, `Số tiền tính bằng nghìn đồng`.
        let whole = || parse_unit_of_measure(lower);
        let is_about_money = ["tiền", "tính bằng"]
            .iter()
            .any(|word| lower.contains(word));
        let ending = || trailing_amount(lower).filter(|_| is_about_money);
        return whole().filter(|unit| unit.factor > 1.0).or_else(ending);
    };
    let named = |text: &str| {
        let text = text.trim().trim_end_matches([')', '.', ';']);
        // `Đơn vị: Trường THPT Đồng Đăng` names a unit of another kind.
        let may_be_a_name = stated.starts_with("đơn vị")
            && !["đơn vị tính", "đơn vị tiền"]
                .iter()
                .any(|plain| stated.starts_with(plain));
        let is_sure = |unit: &UnitOfMeasure| match unit.dimension {
            Dimension::Unknown => !may_be_a_name && speaks_of_money(text),
            _ => true,
        };
        parse_stated_unit(text).filter(is_sure)
    };
    match stated.split_once([':', '：']) {
        Some((_, rest)) if rest.trim().is_empty() => named(beside),
        Some((_, rest)) => named(rest),
        None => prefixes
            .iter()
            .filter_map(|prefix| stated.strip_prefix(prefix.as_str()))
            .find_map(|rest| match rest.trim() {
                "" => parse_unit_of_measure(beside),
                rest => parse_unit_of_measure(rest.trim_matches(['(', ')', '.', ' '])),
            }),
    }
}
