//! Sheets of the office's own workbooks: a row of titles, and rows under it.

use crate::finding::{Finding, Rule};
use crate::location::{CellAddress, CellRef};
use crate::period::Period;
use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::text;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A sheet with its titles in its first row that holds any.
pub(super) struct TitledSheet<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) sheet: Arc<str>,
    pub(super) columns: BTreeMap<String, u32>,
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, &'a CellContent>>,
}

impl<'a> TitledSheet<'a> {
    pub(super) fn find(file: &'a Arc<str>, workbook: &'a RawWorkbook, name: &str) -> Option<Self> {
        let sheet: &RawSheet = workbook
            .sheets
            .iter()
            .find(|sheet| text::label_key(&sheet.name) == text::label_key(name))?;
        let mut rows: BTreeMap<u32, BTreeMap<u32, &CellContent>> = BTreeMap::new();
        for cell in &sheet.cells {
            rows.entry(cell.address.row)
                .or_default()
                .insert(cell.address.column, &cell.content);
        }
        let (_, titles) = rows.pop_first()?;
        let columns = titles
            .into_iter()
            .map(|(column, content)| (text::label_key(&shown(content)), column))
            .collect();
        Some(Self {
            file,
            sheet: sheet.name.clone(),
            columns,
            rows,
        })
    }

    /// The text under a title, empty where there is none.
    pub(super) fn text(&self, row: u32, title: &str) -> String {
        self.content(row, title).map(shown).unwrap_or_default()
    }

    /// The cell under a title, where there is one.
    pub(super) fn content(&self, row: u32, title: &str) -> Option<&'a CellContent> {
        self.columns
            .get(title)
            .and_then(|column| self.rows.get(&row)?.get(column))
            .copied()
    }

    pub(super) fn at(&self, row: u32, title: &str) -> CellRef {
        CellRef {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            address: CellAddress::new(row, self.columns.get(title).copied().unwrap_or(0)),
        }
    }

    pub(super) fn finding(
        &self,
        row: u32,
        title: &str,
        rule: &'static Rule,
        message: String,
    ) -> Finding {
        Finding::about_cell(rule, &self.at(row, title), message)
    }
}

/// A cell as the office reads it. A whole number has no decimals: a period that the sheet holds as a number is that year.
pub(super) fn shown(content: &CellContent) -> String {
    match content {
        CellContent::Text(text) => text::clean(text),
        CellContent::Number { value, .. } => format!("{value}"),
        _ => String::new(),
    }
}

/// A cell as a day: a date, or a text such as `01/7/2025`.
pub(super) fn day(content: &CellContent) -> Option<Date> {
    match content {
        CellContent::DateTime(serial) => date(1899, 12, 30)
            .checked_add(jiff::Span::new().days(serial.floor() as i64))
            .ok(),
        CellContent::Text(written) => {
            let written = text::clean(written);
            let mut parts = written.split(['/', '-', '.']).map(str::trim);
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            let is_whole = parts.next().is_none();
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
                .ok()
                .filter(|_| is_whole)
        }
        _ => None,
    }
}

/// A period as the data write it, or as people do: `năm học 2023-2024`.
pub(super) fn read_period(written: &str) -> Option<Period> {
    written.parse().ok().or_else(|| {
        crate::recognise::find_periods(&written.to_lowercase())
            .first()
            .map(|(period, _)| *period)
    })
}

/// Workbooks of titled sheets for tests, from the lines of their grids.
#[cfg(test)]
pub(super) mod fixture {
    use super::*;
    use crate::read::fixture::sheet;

    pub(in crate::register) fn workbook(sheets: &[(&str, Vec<String>)]) -> RawWorkbook {
        let sheets = sheets.iter();
        RawWorkbook {
            output: None,
            saved_at: None,
            sheets: sheets
                .map(|(name, lines)| sheet(name, &lines.join("\n")))
                .collect(),
            unreadable: Vec::new(),
        }
    }
}
