//! Which forms a workbook holds, and which cell of them gives which indicator.
//!
//! Forms drift from province to province and from year to year, so everything is found by what it says: header rows by
//! their titles, rows by their labels. Nothing is read as a number here, and no unit is looked up.

mod account;
mod columns;
mod content;
mod grid;
mod header;
mod labels;
mod lexicon;
mod minutes;
mod period_text;
mod row_figures;
mod row_label;
mod rows_of_indicators;
mod rows_of_units;
mod stated_unit;
mod statements;

pub use lexicon::Lexicon;
pub use statements::{NameStatement, NameStrength, SheetStatements};

use crate::catalogue::{ColumnRole, CongressField};
use crate::finding::{Checked, Finding};
use crate::ledger::{CellLedger, LabelSlip};
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::period::Period;
use crate::quantity::{UnitOfMeasure, is_left_blank};
use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::rules;
use crate::text::{self, LegacyEncoding};
use account::TableAccount;
use grid::Grid;
use header::{Header, TableLayout};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use period_text::find_periods;

/// What a cell says of its indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureColumn {
    /// What was reached; by a column that names a period, in that one.
    Actual,
    /// What was reached in the period before.
    Previous,
    /// What was pledged.
    Target,
    /// A percentage made of the row's other figures.
    Rate,
}

/// A cell that a form gives to an indicator.
#[derive(Debug, Clone)]
pub struct FigureCell {
    /// In tables with a row per unit, the row's position in [`FigureTable::units`].
    pub unit_row: Option<usize>,
    /// The row of the table it stands in; figures of one row belong together.
    pub row: u32,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// What it says of it.
    pub column: FigureColumn,
    /// The period that the column's title names.
    pub column_period: Option<Period>,
    /// Its value, `None` where the cell is empty.
    pub content: Option<CellContent>,
    /// The text or number exactly as stored.
    pub raw: String,
    /// Where it stands.
    pub at: CellAddress,
    /// The unit of measure that row, column or table declare.
    pub declared: Option<UnitOfMeasure>,
}

/// A row that names a unit.
#[derive(Debug, Clone)]
pub struct UnitRow {
    /// The name as it stands.
    pub name: String,
    /// The unit's code, where a column gives it.
    pub code: Option<String>,
    /// Where the name stands.
    pub at: CellAddress,
}

/// A total that a table states: checked, never counted.
#[derive(Debug, Clone)]
pub struct TotalCell {
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// What is stated.
    pub content: CellContent,
    /// Where.
    pub at: CellAddress,
    /// The unit of measure that column or table declare.
    pub declared: Option<UnitOfMeasure>,
    /// The rows it sums up, by position in [`FigureTable::units`].
    pub rows: std::ops::Range<usize>,
}

/// A row of a congress report that is no indicator.
#[derive(Debug, Clone)]
pub struct CongressFact {
    /// Which.
    pub field: CongressField,
    /// As it stands: `102/127`, `7`.
    pub written: String,
    /// Where.
    pub at: CellAddress,
}

/// A table of figures.
#[derive(Debug, Clone)]
pub struct FigureTable {
    /// The form it belongs to.
    pub form: FormKind,
    /// Its sheet.
    pub sheet: Arc<str>,
    /// Every cell given to an indicator.
    pub figures: Vec<FigureCell>,
    /// The units of a table with a row per unit.
    pub units: Vec<UnitRow>,
    /// Total rows.
    pub totals: Vec<TotalCell>,
    /// Rows of a congress report.
    pub congress: Vec<CongressFact>,
    /// Labels of rows or columns with a slip of the finger.
    pub slips: Vec<LabelSlip>,
}

impl FigureTable {
    /// A table of which nothing has been read yet.
    fn new(form: FormKind, sheet: Arc<str>) -> Self {
        Self {
            form,
            sheet,
            figures: Vec::new(),
            units: Vec::new(),
            totals: Vec::new(),
            congress: Vec::new(),
            slips: Vec::new(),
        }
    }
}

/// What a table of a conference's minutes is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MinutesKind {
    /// Who came and who signed.
    Attendance,
    /// Ranking and proposed awards.
    Nominations,
    /// Next year's head and deputy.
    Leadership,
}

/// A row of a conference's minutes.
#[derive(Debug, Clone)]
pub struct MinutesRow {
    /// The unit.
    pub unit: UnitRow,
    /// What its columns say, by role, with where.
    pub fields: BTreeMap<ColumnRole, (String, CellAddress)>,
}

/// A table of a conference's minutes.
#[derive(Debug, Clone)]
pub struct MinutesTable {
    /// What it is about.
    pub kind: MinutesKind,
    /// Its sheet.
    pub sheet: Arc<str>,
    /// The period its sheet states; for leadership the period led.
    pub period: Option<Period>,
    /// Its rows.
    pub rows: Vec<MinutesRow>,
}

/// A sheet and what it says of itself.
#[derive(Debug, Clone)]
pub struct RecognisedSheet {
    /// Its name.
    pub sheet: Arc<str>,
    /// Whether a table stands on it.
    pub has_table: bool,
    /// Whether it is about a later period by nature (next year's leadership), so that its period is not the form's.
    pub looks_ahead: bool,
    /// What it says.
    pub statements: SheetStatements,
}

/// A workbook's forms.
#[derive(Debug, Clone, Default)]
pub struct RecognisedWorkbook {
    /// The legacy encoding its texts were in.
    pub encoding: Option<LegacyEncoding>,
    /// Its visible sheets.
    pub sheets: Vec<RecognisedSheet>,
    /// Tables of figures.
    pub tables: Vec<FigureTable>,
    /// Tables of conferences' minutes.
    pub minutes: Vec<MinutesTable>,
    /// What all its cells are, but for the figures in its tables: their class depends on the period.
    pub cells: CellLedger,
}

impl RecognisedWorkbook {
    /// The form it is: the one of most cells; minutes before tables of figures, since they come together.
    pub fn form(&self) -> Option<FormKind> {
        if !self.minutes.is_empty() {
            return Some(FormKind::ConferenceMinutes);
        }
        if self
            .tables
            .iter()
            .any(|table| table.form == FormKind::CongressReport)
        {
            return Some(FormKind::CongressReport);
        }
        self.tables
            .iter()
            .max_by_key(|table| (table.figures.len(), std::cmp::Reverse(table.form)))
            .map(|table| table.form)
    }

    /// Whether any form holds any figure or mark.
    pub fn has_content(&self) -> bool {
        let is_filled = |figure: &FigureCell| {
            let content = figure.content.as_ref();
            content.is_some_and(|content| !is_left_blank(content))
        };
        let has_figure =
            |table: &FigureTable| !table.congress.is_empty() || table.figures.iter().any(is_filled);
        self.tables.iter().any(has_figure)
            || self.minutes.iter().any(|table| !table.rows.is_empty())
    }
}

/// Recognises the forms of a workbook. Hidden sheets do not count.
pub fn recognise(
    file: &Arc<str>,
    workbook: &RawWorkbook,
    lexicon: &Lexicon,
) -> Checked<RecognisedWorkbook> {
    let (visible, hidden): (Vec<&RawSheet>, Vec<&RawSheet>) =
        workbook.sheets.iter().partition(|sheet| sheet.is_visible);
    let texts = visible
        .iter()
        .flat_map(|sheet| &sheet.cells)
        .filter_map(|cell| match &cell.content {
            CellContent::Text(text) => Some(text.as_str()),
            _ => None,
        });
    let encoding = text::detect_legacy(texts);
    let mut recognised = RecognisedWorkbook {
        encoding,
        ..RecognisedWorkbook::default()
    };
    let mut findings = Vec::new();
    for sheet in hidden {
        account::enter_hidden(sheet, &mut recognised.cells);
    }
    for sheet in visible {
        let grid = Grid::new(sheet, encoding);
        recognise_sheet(file, &grid, lexicon, &mut recognised, &mut findings);
    }
    if let Some(encoding) = encoding.filter(|_| recognised.has_content()) {
        let name = match encoding {
            LegacyEncoding::Tcvn3 => "TCVN3",
            LegacyEncoding::Vni => "VNI",
        };
        findings.push(Finding::about_file(
            &rules::legacy_encoding::RULE,
            file,
            rules::legacy_encoding::message(name),
        ));
    }
    Checked {
        output: recognised,
        findings,
    }
}

/// A header and the rows that belong to it.
struct Region<'a> {
    file: &'a Arc<str>,
    grid: &'a Grid,
    header: &'a Header,
    /// The first row that is not the table's.
    end: u32,
    lexicon: &'a Lexicon,
}

impl<'a> Region<'a> {
    /// The rows of the body that hold anything.
    fn rows(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.grid.filled_rows(self.header.body_row..self.end)
    }

    fn place(&self, address: CellAddress) -> CellRef {
        CellRef {
            file: self.file.clone(),
            sheet: self.grid.sheet.clone(),
            address,
        }
    }
}

fn recognise_sheet(
    file: &Arc<str>,
    grid: &Grid,
    lexicon: &Lexicon,
    recognised: &mut RecognisedWorkbook,
    findings: &mut Vec<Finding>,
) {
    let Some(last_row) = grid.last_row() else {
        account::enter_sheet(grid, &[], &mut recognised.cells);
        return;
    };
    let headers = find_headers(grid, lexicon);
    let mut statements = statements_of(grid, &headers, lexicon, recognised);
    let mut looks_ahead = false;
    let mut accounts = Vec::new();
    for (position, header) in headers.iter().enumerate() {
        let region = Region {
            file,
            grid,
            header,
            end: headers
                .get(position + 1)
                .map_or(last_row + 1, |next| next.first_row),
            lexicon,
        };
        if let Some(previous) = position.checked_sub(1).map(|before| &headers[before]) {
            let between = previous.body_row..header.first_row;
            let unit = stated_unit::unit_between(grid, between, lexicon);
            statements.unit_of_measure = unit.or(statements.unit_of_measure);
        }
        let read_figures = match header.layout {
            TableLayout::RowPerIndicator => rows_of_indicators::read_table,
            TableLayout::RowPerUnit => rows_of_units::read_table,
            TableLayout::Minutes => {
                let (table, fates) = minutes::read_table(&region, &statements);
                // Further down a sheet the titles above its first table are of the conference itself.
                looks_ahead |= position == 0 && table.kind == MinutesKind::Leadership;
                accounts.push(TableAccount::of_minutes(header, fates, &table));
                recognised.minutes.push(table);
                continue;
            }
        };
        let (table, fates) = read_figures(&region, &statements, findings);
        accounts.push(TableAccount::of_figures(header, fates, &table));
        recognised.tables.push(table);
    }
    account::enter_sheet(grid, &accounts, &mut recognised.cells);
    recognised.sheets.push(RecognisedSheet {
        sheet: grid.sheet.clone(),
        has_table: !headers.is_empty(),
        looks_ahead,
        statements,
    });
}

/// What stands above the first table of a sheet; the whole sheet where it holds none.
fn statements_of(
    grid: &Grid,
    headers: &[Header],
    lexicon: &Lexicon,
    recognised: &RecognisedWorkbook,
) -> SheetStatements {
    let first_header = headers.first().map_or(u32::MAX, |header| header.first_row);
    let mut statements = if headers.is_empty() && grid.len() > LARGEST_COVER {
        SheetStatements::default()
    } else {
        statements::read_statements(grid, 0, first_header, lexicon)
    };
    // A form that goes on over several sheets states its unit of measure on the first.
    let goes_on = headers
        .first()
        .is_some_and(|header| header.layout == TableLayout::RowPerIndicator)
        && recognised.tables.iter().any(|table| table.units.is_empty());
    if goes_on && statements.unit_of_measure.is_none() {
        let of_earlier_sheets = recognised.sheets.iter().filter(|sheet| sheet.has_table);
        statements.unit_of_measure = of_earlier_sheets
            .filter_map(|sheet| sheet.statements.unit_of_measure.clone())
            .next();
    }
    statements
}

/// A sheet without a table and with more cells than this is no cover sheet.
const LARGEST_COVER: usize = 40;

fn find_headers(grid: &Grid, lexicon: &Lexicon) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    for (row, _) in grid.rows() {
        if headers.last().is_some_and(|header| row < header.body_row) {
            continue;
        }
        headers.extend(header::header_at(grid, row, lexicon));
    }
    headers
}
