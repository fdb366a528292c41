//! Sheets of the office's own workbooks: a row of titles, and rows under it. They are known by their names or by their
//! titles, and what stands above the titles is left alone.

use crate::finding::{Finding, Rule};
use crate::location::{CellAddress, CellRef};
use crate::memo::Memo;
use crate::period::Period;
use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::text;
use jiff::civil::{Date, date};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// What is known of the sheets.
const BUILT_IN: &str = include_str!("sheets.toml");

/// A header row stands at most so many rows below the first row that holds anything: titles and notes stand above it.
const ROWS_ABOVE: usize = 15;

/// A sheet of the office's own workbooks, as it is written down.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    also: Vec<String>,
    required: Vec<String>,
    titles: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct WrittenSheets {
    sheet: Vec<Written>,
}

/// A sheet of the office's own workbooks, its names and titles as they are compared.
struct Known {
    name: String,
    names: Vec<String>,
    required: Vec<String>,
    /// By title as it stands, its key and the ways to write it.
    titles: Vec<(String, String, Vec<String>)>,
}

impl From<Written> for Known {
    fn from(written: Written) -> Self {
        let names = std::iter::once(&written.name).chain(&written.also);
        let titles = written.titles.iter().map(|(title, others)| {
            let ways = std::iter::once(title).chain(others);
            let ways = ways.map(|way| key(way)).collect();
            (title.clone(), key(title), ways)
        });
        Self {
            names: names.map(|name| key(name)).collect(),
            required: written.required.iter().map(|title| key(title)).collect(),
            titles: titles.collect(),
            name: written.name,
        }
    }
}

#[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let written: WrittenSheets = toml::from_str(BUILT_IN).expect("the built-in list is valid");
    written.sheet.into_iter().map(Known::from).collect()
});

/// A name or a title as it is compared.
fn key(written: &str) -> String {
    text::folded(&text::label_key(written))
}

/// The same of what is asked again and again: the titles under which rows are read, the names of sheets.
fn known_key(written: &str) -> Cow<'static, Box<str>> {
    static KEYS: LazyLock<Memo<Box<str>>> = LazyLock::new(Memo::new);
    KEYS.get(written, || key(written).into())
}

impl Known {
    fn of(name: &str) -> Option<&'static Self> {
        KNOWN.iter().find(|known| known.name == name)
    }

    /// The column of every title that a row holds; `None` where it lacks one that is required.
    fn columns(&self, row: &BTreeMap<u32, TitledCell<'_>>) -> Option<BTreeMap<String, u32>> {
        let written = row
            .iter()
            .map(|(column, cell)| (key(&cell.text()), *column));
        let mut by_key: BTreeMap<String, u32> = BTreeMap::new();
        for (title, column) in written.filter(|(title, _)| !title.is_empty()) {
            by_key.entry(title).or_insert(column);
        }
        let also = self.titles.iter().filter_map(|(title, key, ways)| {
            let column = *ways.iter().find_map(|way| by_key.get(way))?;
            // Rows are asked by the title as it stands.
            Some([(title.clone(), column), (key.clone(), column)])
        });
        let also: Vec<[(String, u32); 2]> = also.collect();
        by_key.extend(also.into_iter().flatten());
        let mut required = self.required.iter();
        required
            .all(|title| by_key.contains_key(title))
            .then_some(by_key)
    }
}

/// A sheet with a row of titles.
pub(super) struct TitledSheet<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) sheet: Arc<str>,
    /// By title, as titles are compared and as they are known.
    columns: BTreeMap<String, u32>,
    /// Where the titles stand.
    header_row: u32,
    /// The rows below the titles.
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, TitledCell<'a>>>,
}

/// A cell of such a sheet.
#[derive(Clone, Copy)]
pub(super) struct TitledCell<'a> {
    content: &'a CellContent,
    /// As the sheet shows it, where that is not written in its content.
    shown: Option<&'a str>,
}

impl TitledCell<'_> {
    /// As the office reads it: a code that the sheet shows as `0101` is that, whatever number is stored.
    pub(super) fn text(&self) -> String {
        match (self.content, self.shown) {
            (CellContent::Number { .. }, Some(shown)) => text::clean(shown),
            (content, _) => shown(content),
        }
    }
}

/// The sheets of a workbook that are one of the office's own.
pub(super) struct TitledSheets<'a> {
    pub(super) sheets: Vec<TitledSheet<'a>>,
    /// Those that are called so, hold something, and have no row of titles.
    pub(super) not_understood: Vec<Arc<str>>,
}

impl<'a> TitledSheets<'a> {
    /// The sheets that are called by a name; else the ones whose name begins so; else those that have all its titles.
    pub(super) fn find(file: &'a Arc<str>, workbook: &'a RawWorkbook, name: &str) -> Self {
        Self::sheets(file, workbook, name, false)
    }

    /// The sheets that are called by a name and have its titles.
    pub(super) fn named(file: &'a Arc<str>, workbook: &'a RawWorkbook, name: &str) -> Self {
        Self::sheets(file, workbook, name, true)
    }

    /// Whether any sheet is called by one of some names, or begins so: of a submission hardly one is.
    pub(super) fn may_be_named(workbook: &RawWorkbook, names: &[&str]) -> bool {
        let known: Vec<&Known> = names.iter().filter_map(|name| Known::of(name)).collect();
        let mut sheets = workbook.sheets.iter().map(|sheet| known_key(&sheet.name));
        sheets.any(|sheet| {
            let mut names = known.iter().flat_map(|known| &known.names);
            names.any(|name| sheet.starts_with(name.as_str()))
        })
    }

    fn sheets(
        file: &'a Arc<str>,
        workbook: &'a RawWorkbook,
        name: &str,
        by_name_only: bool,
    ) -> Self {
        let mut found = Self {
            sheets: Vec::new(),
            not_understood: Vec::new(),
        };
        let Some(known) = Known::of(name) else {
            return found;
        };
        let names = &known.names;
        let is_called = |sheet: &&RawSheet| names.contains(&key(&sheet.name));
        let begins_so = |sheet: &&RawSheet| {
            let name = key(&sheet.name);
            let begins = |begin: &String| {
                let rest = name.strip_prefix(begin.as_str());
                rest.is_some_and(|rest| rest.starts_with(' '))
            };
            !is_other(&name, known) && names.iter().any(begins)
        };
        let mut called: Vec<&RawSheet> = workbook.sheets.iter().filter(is_called).collect();
        if called.is_empty() {
            called = workbook.sheets.iter().filter(begins_so).collect();
        }
        for sheet in &called {
            match TitledSheet::read(file, sheet, known) {
                Some(titled) => found.sheets.push(titled),
                None if sheet.cells.is_empty() => {}
                None => found.not_understood.push(sheet.name.clone()),
            }
        }
        if called.is_empty() && !by_name_only {
            let others = workbook.sheets.iter();
            let others = others.filter(|sheet| !is_other(&key(&sheet.name), known));
            found.sheets = others
                .filter_map(|sheet| TitledSheet::read(file, sheet, known))
                .collect();
        }
        found
    }
}

/// Whether a name is that of another sheet.
fn is_other(name: &str, known: &Known) -> bool {
    let mut others = KNOWN.iter().filter(|other| other.name != known.name);
    others.any(|other| other.names.iter().any(|it| it == name))
}

impl<'a> TitledSheet<'a> {
    fn read(file: &'a Arc<str>, sheet: &'a RawSheet, known: &Known) -> Option<Self> {
        let mut rows: BTreeMap<u32, BTreeMap<u32, TitledCell<'_>>> = BTreeMap::new();
        for (cell, look) in sheet.read_cells() {
            let shown = look.and_then(|look| look.shown.as_deref());
            let content = &cell.content;
            rows.entry(cell.address.row)
                .or_default()
                .insert(cell.address.column, TitledCell { content, shown });
        }
        for _ in 0..=ROWS_ABOVE {
            let (header_row, titles) = rows.pop_first()?;
            if let Some(columns) = known.columns(&titles) {
                return Some(Self {
                    file,
                    sheet: sheet.name.clone(),
                    columns,
                    header_row,
                    rows,
                });
            }
        }
        None
    }

    /// The text under a title, empty where there is none.
    pub(super) fn text(&self, row: u32, title: &str) -> String {
        self.cell(row, title)
            .map(|cell| cell.text())
            .unwrap_or_default()
    }

    fn cell(&self, row: u32, title: &str) -> Option<TitledCell<'a>> {
        self.rows.get(&row)?.get(&self.column(title)?).copied()
    }

    fn column(&self, title: &str) -> Option<u32> {
        let known = self.columns.get(title);
        known
            .or_else(|| self.columns.get(&**known_key(title)))
            .copied()
    }

    /// The cell under a title, where there is one.
    pub(super) fn content(&self, row: u32, title: &str) -> Option<&'a CellContent> {
        self.cell(row, title).map(|cell| cell.content)
    }

    pub(super) fn at(&self, row: u32, title: &str) -> CellRef {
        CellRef {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            address: CellAddress::new(row, self.column(title).unwrap_or(0)),
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

/// Where a sheet of the office's own workbooks takes further rows.
#[derive(Debug, Clone)]
pub struct SheetPlace {
    /// Its name as the workbook has it.
    pub sheet: Arc<str>,
    columns: BTreeMap<String, u32>,
    /// The last row that holds anything, from zero.
    pub last_row: u32,
    /// The rows below the titles, by number from zero: their texts by column.
    pub rows: BTreeMap<u32, BTreeMap<u32, String>>,
}

impl SheetPlace {
    /// The place for rows of a sheet, which is called by its name or has its titles; `None` where there is none.
    pub fn of(workbook: &RawWorkbook, name: &str) -> Option<Self> {
        let file: Arc<str> = "".into();
        let found = TitledSheets::find(&file, workbook, name);
        let sheet = found.sheets.first()?;
        let last = sheet.rows.keys().next_back();
        Some(Self {
            sheet: sheet.sheet.clone(),
            columns: sheet.columns.clone(),
            last_row: last.copied().unwrap_or(sheet.header_row),
            rows: sheet
                .rows
                .iter()
                .map(|(row, cells)| {
                    let texts = cells.iter().map(|(column, cell)| (*column, cell.text()));
                    (*row, texts.collect())
                })
                .collect(),
        })
    }

    /// The text of a row under a title; empty where there is none.
    pub fn text(&self, row: u32, title: &str) -> &str {
        let column = self.column(title);
        let cells = self.rows.get(&row);
        let text = column.and_then(|column| cells?.get(&column));
        text.map_or("", String::as_str)
    }

    /// The rows whose text under a title is this one.
    pub fn rows_with(&self, title: &str, text: &str) -> Vec<u32> {
        let rows = self.rows.keys().copied();
        rows.filter(|row| !text.is_empty() && self.text(*row, title) == text)
            .collect()
    }

    /// Whether a workbook has a sheet of a name, understood or not.
    pub fn named(workbook: &RawWorkbook, name: &str) -> bool {
        let file: Arc<str> = "".into();
        let found = TitledSheets::named(&file, workbook, name);
        !found.sheets.is_empty() || !found.not_understood.is_empty()
    }

    /// The column under a title, from zero.
    pub fn column(&self, title: &str) -> Option<u32> {
        self.columns.get(&key(title)).copied()
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

/// The period that people write: `2025`, `năm học 2024-2025`.
pub fn period_of(written: &str) -> Option<Period> {
    read_period(&text::clean(written))
}

/// The day that people write: `15/12/2025`; as a sheet shows a date, also `2025-12-15` and a serial number.
pub fn day_of(written: &str) -> Option<Date> {
    let shown = day(&CellContent::Text(written.into()));
    shown
        .or_else(|| written.parse().ok())
        .or_else(|| day(&CellContent::DateTime(written.parse().ok()?)))
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
            slip: None,
            names: Vec::new(),
            is_mended: false,
            saved_at: None,
            sheets: sheets
                .map(|(name, lines)| sheet(name, &lines.join("\n")))
                .collect(),
            unreadable: Vec::new(),
        }
    }
}
