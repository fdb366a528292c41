//! calamine's values as cells of ours.

use super::dates::{serial_by_1900, serial_of_date, serial_of_duration};
use super::limits::{Limits, MAX_COLUMNS, MAX_ROWS};
use super::{CellContent, MergedRange, RawCell, ReadError, UNREADABLE_CELL};
use crate::location::CellAddress;
use calamine::{Data, Dimensions, ExcelDateTime, SheetVisible};
use std::collections::BTreeSet;

/// A stored value; `None` where there is none.
pub(super) fn content(value: Data, is_1904: bool) -> Option<CellContent> {
    match value {
        Data::Empty => None,
        Data::Int(value) => Some(number(value as f64)),
        Data::Float(value) => Some(number(value)),
        Data::String(value) => text(value),
        Data::Bool(value) => Some(CellContent::Boolean(value)),
        Data::DateTime(value) => Some(date_time(value, is_1904)),
        Data::DateTimeIso(value) => iso(serial_of_date(&value), value),
        Data::DurationIso(value) => iso(serial_of_duration(&value), value),
        Data::Error(error) => Some(CellContent::Error(error.to_string().into())),
    }
}

fn number(value: f64) -> CellContent {
    finite(value, false)
}

/// A number; what is none (`NaN`, infinity) stands in no sheet that a program has written, and would spoil every total.
pub(super) fn finite(value: f64, percent: bool) -> CellContent {
    if value.is_finite() {
        CellContent::Number { value, percent }
    } else {
        unreadable()
    }
}

fn text(value: String) -> Option<CellContent> {
    (!value.is_empty()).then(|| CellContent::Text(value.into()))
}

fn date_time(value: ExcelDateTime, is_1904: bool) -> CellContent {
    if !value.as_f64().is_finite() {
        return unreadable();
    }
    let is_date = value.is_datetime();
    CellContent::DateTime(serial_by_1900(value.as_f64(), is_1904 && is_date))
}

fn iso(serial: Option<f64>, as_written: String) -> Option<CellContent> {
    match serial {
        Some(serial) => Some(CellContent::DateTime(serial)),
        None => text(as_written),
    }
}

/// What stands where a number should and is none: a text, or `None` where a figure is meant that nobody can tell.
pub(super) fn misfit(text: &str) -> Option<String> {
    let is_word = |letter: char| letter.is_alphabetic() && !letter.eq_ignore_ascii_case(&'e');
    (text.contains(is_word) && text.parse::<f64>().is_err()).then(|| text.to_string())
}

/// A number with all its digits, without grouping.
pub(super) fn plain(value: f64) -> String {
    let written = value.to_string();
    // Excel keeps fifteen digits; what lies behind them is the machine's.
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 || value.fract() == 0.0 {
        return written;
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    rounded.to_string()
}

/// A formula that has no result.
pub(super) fn uncached(formula: &str) -> CellContent {
    CellContent::UncachedFormula(format!("={}", formula.trim_start_matches('=')).into())
}

/// An error value by the code that the binary formats have for it.
pub(super) fn error_value(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => UNREADABLE_CELL,
    }
}

/// An address inside a sheet.
pub(super) fn address(row: u32, column: u32) -> Result<CellAddress, ReadError> {
    if row < MAX_ROWS && column < MAX_COLUMNS {
        Ok(CellAddress::new(row, column))
    } else {
        Err(ReadError::damaged(format!(
            "cell at row {row}, column {column}"
        )))
    }
}

/// `$B$5`, inside a sheet.
pub(super) fn place(reference: &str) -> Option<CellAddress> {
    let place: CellAddress = reference.parse().ok()?;
    address(place.row, place.column).ok()
}

/// Merged ranges of more than one cell, by place.
pub(super) fn merged(ranges: &[Dimensions]) -> Vec<MergedRange> {
    let mut merged: Vec<_> = ranges
        .iter()
        .filter(|range| range.start.0 <= range.end.0 && range.start.1 <= range.end.1)
        .filter(|range| range.start != range.end)
        .map(|range| MergedRange {
            first: CellAddress::new(range.start.0, range.start.1),
            last: CellAddress::new(range.end.0, range.end.1),
        })
        .collect();
    merged.sort_unstable_by_key(|range| (range.first, range.last));
    merged.dedup();
    merged
}

/// Brings cells into the order of rows and columns. Of two at one address neither is to be believed, unless they hold
/// the same.
pub(super) fn ordered(mut cells: Vec<RawCell>) -> Vec<RawCell> {
    if !cells.is_sorted_by(|one, next| one.address < next.address) {
        cells.sort_by_key(|cell| cell.address);
        cells.dedup_by(|next, one| {
            let is_same_place = next.address == one.address;
            if is_same_place && next.content != one.content {
                one.content = unreadable();
            }
            is_same_place
        });
    }
    cells
}

/// What stands for a value that cannot be told.
pub(super) fn unreadable() -> CellContent {
    CellContent::Error(UNREADABLE_CELL.into())
}

pub(super) fn is_visible(visible: SheetVisible) -> bool {
    visible == SheetVisible::Visible
}

/// Counts cells against the limits of a sheet and of the workbook.
pub(super) struct CellBudget<'a> {
    limits: &'a Limits,
    in_workbook: usize,
}

impl<'a> CellBudget<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            in_workbook: 0,
        }
    }

    /// Whether a sheet may have so many cells, beside those of the sheets before it.
    pub(super) fn check(&self, in_sheet: usize) -> Result<(), ReadError> {
        let too_many = |cells: usize, limit: usize| ReadError::Oversized {
            what: format!(
                "hơn {} ô có dữ liệu (đọc tới {})",
                grouped(limit),
                grouped(cells)
            ),
        };
        if in_sheet > self.limits.max_sheet_cells {
            return Err(too_many(in_sheet, self.limits.max_sheet_cells));
        }
        let in_workbook = self.in_workbook.saturating_add(in_sheet);
        if in_workbook > self.limits.max_workbook_cells {
            return Err(too_many(in_workbook, self.limits.max_workbook_cells));
        }
        Ok(())
    }

    /// A sheet is done.
    pub(super) fn spend(&mut self, in_sheet: usize) {
        self.in_workbook = self.in_workbook.saturating_add(in_sheet);
    }
}

/// Why a sheet with cells too far apart is refused.
pub(super) fn oversized_grid(limit: u64) -> ReadError {
    ReadError::Oversized {
        what: format!(
            "các ô cách nhau quá xa: bảng phải trải hơn {} ô",
            grouped(limit as usize)
        ),
    }
}

/// Refuses more sheets than any honest workbook has.
pub(super) fn check_sheets(sheets: usize, limits: &Limits) -> Result<(), ReadError> {
    if sheets > limits.max_sheets {
        return Err(ReadError::Oversized {
            what: format!(
                "{} trang tính, giới hạn {}",
                grouped(sheets),
                grouped(limits.max_sheets)
            ),
        });
    }
    Ok(())
}

/// Refuses two sheets of one name, where a reader knows them by nothing else.
pub(super) fn check_distinct<'n>(names: impl Iterator<Item = &'n str>) -> Result<(), ReadError> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(ReadError::damaged(format!("two sheets called {name}")));
        }
    }
    Ok(())
}

/// The names of sheets, each its own: a second of one name is numbered, as Excel does when it mends such a file.
pub(super) fn distinct_names<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Vec<String> {
    let given: BTreeSet<&str> = names.clone().collect();
    let mut taken = BTreeSet::new();
    names
        .map(|name| {
            let mut distinct = name.to_string();
            let mut number = 2;
            while taken.contains(&distinct) || (distinct != name && given.contains(&*distinct)) {
                distinct = format!("{name} ({number})");
                number += 1;
            }
            taken.insert(distinct.clone());
            distinct
        })
        .collect()
}

pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, column: u32, text: &str) -> RawCell {
        RawCell {
            address: CellAddress::new(row, column),
            content: CellContent::Text(text.into()),
        }
    }

    #[test]
    fn cells_come_by_row_and_column_and_none_is_believed_that_is_contradicted() {
        let cells = ordered(vec![
            cell(1, 0, "b"),
            cell(0, 1, "old"),
            cell(0, 1, "new"),
            cell(1, 0, "b"),
            cell(0, 0, "a"),
        ]);
        let contradicted = RawCell {
            content: unreadable(),
            ..cell(0, 1, "")
        };
        assert_eq!(cells, [cell(0, 0, "a"), contradicted, cell(1, 0, "b")]);
    }

    #[test]
    fn what_is_no_number_is_a_text_only_where_it_has_words() {
        for (text, is_text) in [
            ("mười", true),
            ("Năm 2023", true),
            ("0x10", true),
            ("1,5", false),
            ("1.500.000", false),
            ("1-2", false),
            ("١٢", false),
            ("1 e 5", false),
            ("NaN", false),
            ("-inf", false),
        ] {
            assert_eq!(misfit(text).is_some(), is_text, "{text}");
        }
    }

    #[test]
    fn limits_hold_for_a_sheet_and_for_all_together() {
        let limits = Limits {
            max_sheet_cells: 10,
            max_workbook_cells: 15,
            ..Limits::built_in().clone()
        };
        let mut budget = CellBudget::new(&limits);
        assert!(budget.check(10).is_ok());
        assert!(budget.check(11).is_err());
        budget.spend(10);
        assert!(budget.check(6).is_err());
        assert_eq!(grouped(5_000_000), "5.000.000");
        assert_eq!(grouped(500), "500");
    }

    #[test]
    fn every_sheet_has_a_name_of_its_own() {
        let names = ["a", "b", "a", "a (2)", "a"];
        assert!(check_distinct(names.into_iter()).is_err());
        let distinct = distinct_names(names.into_iter());
        assert_eq!(distinct, ["a", "b", "a (3)", "a (2)", "a (4)"]);
        assert!(check_distinct(distinct.iter().map(String::as_str)).is_ok());
    }

    #[test]
    fn addresses_outside_a_sheet_are_damage() {
        assert!(address(MAX_ROWS - 1, MAX_COLUMNS - 1).is_ok());
        assert!(address(MAX_ROWS, 0).is_err());
        assert!(address(0, MAX_COLUMNS).is_err());
    }
}
