//! The unit of measure that lines around a table state.

use super::Lexicon;
use super::SheetStatements;
use super::grid::{Grid, GridCell};
use super::line::begins_with_any;
use super::wording::Wording;
use crate::quantity::{
    Dimension, UnitOfMeasure, parse_stated_unit, parse_unit_of_measure, speaks_of_money,
    trailing_amount,
};
use std::borrow::Cow;

impl SheetStatements {
    /// Takes over a stated unit of measure.
    pub(super) fn take_unit_of_measure(&mut self, unit: UnitOfMeasure) {
        self.unit_of_measure = Some(joined(self.unit_of_measure.take(), unit));
    }
}

/// Of several stated units that of the amounts is kept: persons are counted without one. Two that contradict each other
/// leave it unknown.
pub(super) fn joined(known: Option<UnitOfMeasure>, unit: UnitOfMeasure) -> UnitOfMeasure {
    let is_money = |unit: &UnitOfMeasure| unit.dimension == Dimension::Money;
    match known {
        Some(known) if is_money(&known) && is_money(&unit) && known.factor != unit.factor => {
            UnitOfMeasure::unknown(&format!("{}; {}", known.written, unit.written))
        }
        Some(known) if is_money(&known) && is_money(&unit) => known.reckoned_also_by(&unit),
        Some(known) if is_money(&known) || known.dimension == Dimension::Unknown => known,
        _ => unit,
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

/// `ĐVT: nghìn đồng` below the titles is no title, where amounts do not have a column of their own.
pub(super) fn states_unit(wording: &Wording, lexicon: &Lexicon) -> bool {
    let prefixes = &lexicon.forms.words.unit_of_measure_prefixes;
    let is_stated = matches!(
        wording.line(lexicon).unit_of_measure,
        StatedUnit::Stated(Some(_))
    );
    is_stated && begins_with_any(wording.label_key(), prefixes)
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
pub(super) fn introduction<'a>(lower: &'a str, prefixes: &[String]) -> Option<&'a str> {
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
        // Of a name one word may be a unit: `Công đoàn Sở Nội vụ và Lao động`.
        let is_all_units = || {
            let parts = text.replace(" và ", ",");
            let mut parts = parts.split([',', ';', '+', '&', '/']);
            parse_unit_of_measure(text).is_some()
                || parts.all(|part| parse_unit_of_measure(part).is_some())
        };
        parse_stated_unit(text).filter(|unit| is_sure(unit) && (!may_be_a_name || is_all_units()))
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
