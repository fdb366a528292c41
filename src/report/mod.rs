//! Everything a reader sees, as plain data: sheets of tables of typed cells, with their links, notes and live totals.
//!
//! A report is built from the tables of a run and nothing else; renderers place what it says and neither filter, sum,
//! sort nor round.

mod account;
pub mod aggregate_form;
mod cell;
pub mod chart;
pub mod charts;
pub mod conference;
pub mod corrections;
pub mod deck;
mod done;
mod doubts;
mod facts;
mod fit;
mod formula;
mod frame;
mod labels;
mod lists;
mod marks;
pub mod native;
pub mod office;
mod order;
pub mod page;
pub mod papers;
mod plan;
mod pools;
mod reading;
pub mod register;
mod sheets;
mod shown;
mod standing;
pub mod word;
mod wording;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
pub(crate) use labels::full_label;

pub use account::{Account, Came, ExpectedUnit};
pub use done::DoneMarks;
pub use formula::{Formula, FormulaRows, RowFilter};

pub use frame::{Frame, FrameStyle, FrameText, Papers};
pub use plan::ReportPlan;
pub use sheets::name as sheet_name;

use crate::emulate::{Assessment, EmulationKnowledge};
use crate::identify::VersionDifference;
use crate::ledger::Audit;
use crate::report::chart::ChartSpec;
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

/// How categories are said to a reader, by their keys.
pub(crate) fn category_names() -> std::collections::BTreeMap<String, String> {
    wording::Wording::built_in().categories
}

/// What a report is built from.
pub struct ReportInputs<'a> {
    /// What the run has to tell of the period, as charts and the terminal tell it too.
    pub account: Arc<Account<'a>>,
    /// Which figures superseded versions had otherwise.
    pub version_differences: &'a [VersionDifference],
    /// Ranks, classes and proposals for clusters to decide on.
    pub assessment: &'a Assessment,
    /// How they were come to.
    pub emulation: &'a EmulationKnowledge,
    /// Whether every file and every cell is accounted for.
    pub audit: &'a Audit,
    /// The office's name, as it stands at the head of its papers.
    pub office: &'a str,
    /// What stands around papers that are signed.
    pub papers: &'a Papers,
    /// Until when reports of the period are to be sent, where the office says so.
    pub deadline: Option<Date>,
    /// The way from the folder that the workbook stands in to the input folder, with `/`: `../input`.
    pub input_path: &'a str,
    /// When the report was made, in local time; `None` leaves it unsaid.
    pub generated_at: Option<DateTime>,
    /// The charts of the period; the overview shows those that the plan names.
    pub charts: &'a [ChartSpec],
    /// The official aggregate form.
    pub form: &'a aggregate_form::AggregateForm,
    /// What the report shows and how much of it.
    pub plan: &'a ReportPlan,
    /// What the office ticked as done in the workbook of the run before.
    pub done: &'a DoneMarks,
}

/// A finished report.
#[derive(Debug, Clone)]
pub struct Report {
    /// What it is, for the document's properties.
    pub title: String,
    /// The office's name.
    pub office: String,
    /// The period reported on, as a reader says it.
    pub period_label: String,
    /// When it was made.
    pub generated_at: Option<DateTime>,
    /// In their order; those by which the others are checked stand in a workbook of their own.
    pub sheets: Vec<Sheet>,
}

/// What a sheet is for; a renderer may give each kind a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// Where a reader begins.
    Overview,
    /// Consolidated figures.
    Figures,
    /// Lists that somebody works off.
    Work,
    /// Where figures come from.
    Source,
}

/// How a sheet is laid on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Print {
    /// All columns on one page.
    OnePageWide,
    /// All columns on one upright page; tables that begin a page do so.
    Upright,
    /// The first columns on one page, with so many rows on each; the others serve on the screen.
    Fitted {
        /// How many columns are printed; all where there are fewer.
        columns: u16,
        /// Whether the page stands upright.
        is_upright: bool,
    },
    /// Several pages side by side, the first columns repeated on each.
    Paged {
        /// How many columns stand on every page.
        repeated: u16,
        /// How many further columns a page takes.
        per_page: u16,
    },
}

/// A sheet: a title, what it rests on, tables one below the other.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// At most 31 characters, none of `[]:*?/\`.
    pub name: Arc<str>,
    /// What it is for.
    pub kind: SheetKind,
    /// What it shows.
    pub title: String,
    /// Period, basis, coverage, what marks mean.
    pub subtitles: Vec<String>,
    /// The lines around the table of an official form, in place of title and subtitles, which then only the screen
    /// shows.
    pub frame: Option<Frame>,
    /// A link above the tables: its text and where it leads.
    pub back: Option<(String, Link)>,
    /// One below the other.
    pub tables: Vec<Table>,
    /// Charts between them.
    pub bands: Vec<native::ChartBand>,
    /// How many columns stay in sight when the reader scrolls to the right.
    pub frozen_columns: u16,
    /// How it is laid on paper.
    pub print: Print,
    /// Whether it has so many rows that they are best written without lines around cells; of texts, numbers and links to files
    /// alone.
    pub is_bulk: bool,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What stands above it, where a sheet has several.
    pub caption: Option<String>,
    /// A name for formulas and pivot tables; a table with one is a flat list that readers filter and sort.
    pub list_name: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Titles over several columns; empty where there are none.
    pub column_groups: Vec<ColumnGroup>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether readers filter it (a list always can be).
    pub can_filter: bool,
    /// Columns whose empty and held cells are marked for as long as they are empty or held.
    pub live_marks: Option<LiveMarks>,
    /// What it says where it has no rows.
    pub empty_text: String,
    /// Whether a printed page begins with it.
    pub starts_page: bool,
    /// Whether it serves on the screen only; nothing below it is printed.
    pub is_off_paper: bool,
    /// How many of its rows are printed, and nothing below these; all where nothing is said.
    pub rows_on_paper: Option<usize>,
    /// A column of small lines over neighbouring columns.
    pub trends: Option<Trends>,
    /// A column whose text is not seen where the row above shows it already; a filter still finds it.
    pub quiet_repeats: Option<u16>,
}

/// Small lines that show how the figures of each row went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trends {
    /// The column they stand in, from zero.
    pub column: u16,
    /// The first column of figures.
    pub first: u16,
    /// The last.
    pub last: u16,
}

/// A title over several columns.
#[derive(Debug, Clone)]
pub struct ColumnGroup {
    /// The title.
    pub title: String,
    /// The first column, from zero.
    pub first: u16,
    /// The last column.
    pub last: u16,
}

/// Where cells stand to one another in their column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The title.
    pub title: String,
    /// In characters of the sheet's font.
    pub width: f64,
    /// Where its texts stand; numbers always stand right.
    pub align: Align,
    /// Whether its texts take several lines.
    pub wraps: bool,
    /// How many columns of the sheet it takes, so that tables of different shape stand below each other.
    pub span: u16,
}

/// Columns of figures in which what is missing or held is marked as long as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveMarks {
    /// The first column, from zero.
    pub first: u16,
    /// The last column.
    pub last: u16,
    /// What a held cell says.
    pub held_text: String,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RowKind {
    /// One of many.
    #[default]
    Plain,
    /// It sums up or heads the rows below it.
    Group,
    /// It sums up the whole table.
    Total,
    /// It only explains the row above it, on one line.
    Secondary,
    /// It is to be read at a glance, in large letters.
    Headline,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// One a column; missing ones at the end are empty.
    pub cells: Vec<Cell>,
    /// Whether it can be folded away under the group row above it.
    pub folds: bool,
}

/// What a number counts, which decides how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// Whole things.
    Whole,
    /// With one decimal.
    OneDecimal,
    /// With two decimals.
    Decimal,
    /// A fraction, shown as a percentage.
    Percent,
    /// Percentage points.
    Points,
    /// Dong, shown as dong.
    Dong,
    /// Dong, shown as millions; the value stays dong.
    MillionDong,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberStyle {
    /// What it counts.
    pub quantity: Quantity,
    /// Whether it is a change, shown with its sign, and whether that is good or bad.
    pub change: Option<Direction>,
}

/// What a change upwards is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Good, and one downwards bad.
    UpIsGood,
    /// Bad, and one downwards good.
    UpIsBad,
    /// Neither: by its nature, or since too little is known to say.
    Open,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// A text, whatever character it begins with.
    Text(Arc<str>),
    /// A number as it is, and how it is shown.
    Number(f64, NumberStyle),
    /// A day.
    Date(Date),
}

/// How a cell stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tone {
    /// It does not.
    #[default]
    Plain,
    /// It stands back.
    Muted,
    /// The one to look at.
    Strong,
    /// As it should be.
    Good,
    /// To be looked at.
    Warning,
    /// To be acted on.
    Bad,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// How it stands out.
    pub tone: Tone,
    /// Steps that its text stands in from the left.
    pub indent: u8,
    /// What few cells have.
    pub extra: Option<Box<CellExtra>>,
}

/// What few cells have.
#[derive(Debug, Clone, Default)]
pub struct CellExtra {
    /// Where a click leads.
    pub link: Option<Link>,
    /// A remark that shows when the reader points at the cell.
    pub note: Option<String>,
    /// How its value follows from other cells of its table; the cell's value is the result.
    pub formula: Option<Formula>,
}

/// Where a click leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A sheet of this report.
    Sheet(Arc<str>),
    /// A table of a sheet of this report, from zero.
    Table {
        /// The sheet.
        sheet: Arc<str>,
        /// The table.
        table: usize,
    },
    /// A row of the first table of a sheet of this report.
    Row {
        /// The sheet.
        sheet: Arc<str>,
        /// The row, from zero.
        row: u32,
        /// The column, from zero.
        column: u16,
    },
    /// A file, and where in it.
    File {
        /// The way to it from the folder that the workbook stands in, with `/`.
        path: String,
        /// The sheet and the cell in `A1` style.
        place: Option<(Arc<str>, String)>,
    },
}

/// Builds the report.
pub fn build_report(inputs: &ReportInputs<'_>) -> Report {
    let period = inputs.account.period.label();
    let facts = facts::Facts::new(inputs);
    let mut sheets = sheets::build_all(&facts);
    sheets.iter_mut().for_each(fit::fit);
    Report {
        title: format!("Tổng hợp số liệu công đoàn cơ sở {period}"),
        office: inputs.office.to_owned(),
        period_label: crate::text::capitalised(&period),
        generated_at: inputs.generated_at,
        sheets,
    }
}
