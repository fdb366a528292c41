//! Which forms a workbook holds, and which cell of them gives which indicator.
//!
//! Forms drift from province to province and from year to year, so everything is found by what it says: header rows by
//! their titles, rows by their labels. Nothing is read as a number here, and no unit is looked up.

mod account;
mod as_of;
mod both;
mod bounds;
mod columns;
mod concepts;
mod content;
mod detail;
mod going_on;
mod grid;
mod guide;
mod header;
mod header_rows;
mod labels;
mod lexicon;
mod line;
mod mark;
mod minutes;
mod named_behind;
mod period_text;
mod phrases;
mod remarks;
mod row_breaks;
mod row_figures;
mod row_label;
mod rows_of_indicators;
mod rows_of_units;
mod side_by_side;
mod stated_unit;
mod statements;
mod subject;
mod tables;
mod unit_lines;
mod wording;
#[cfg(test)]
mod wordings;

pub use as_of::AsOf;
pub use bounds::beyond_forms;
pub use lexicon::Lexicon;
pub use statements::{NamePlace, NameStatement, NameStrength, OtherPeriod, SheetStatements};
pub use tables::{
    CongressFact, FigureCell, FigureColumn, FigureTable, MinutesKind, MinutesRow, MinutesTable,
    TotalCell, UnitRow,
};

use crate::finding::{Checked, Finding};
use crate::ledger::CellLedger;
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::quantity::is_left_blank;
use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::rules;
use crate::text::{self, LegacyEncoding};
use account::TableAccount;
use both::{awards_beside, scores_beside};
use bounds::Bounds;
use grid::{Grid, Row};
use header::{Header, TableLayout};
use std::sync::Arc;

pub(crate) use period_text::find_periods;

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
    /// What of it is more than a form holds, in Vietnamese; the rest was not looked at.
    pub beyond: Option<String>,
}

impl RecognisedWorkbook {
    /// The form it is: the one of most cells; minutes before tables of figures, since they come together.
    pub fn form(&self) -> Option<FormKind> {
        if self.minutes.iter().any(|table| !table.is_beside_figures) {
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
    let (grids, encoding) = grids_of(&visible, lexicon);
    let mut recognised = RecognisedWorkbook {
        encoding,
        ..RecognisedWorkbook::default()
    };
    let mut findings = Vec::new();
    for sheet in hidden {
        account::enter_hidden(sheet, &mut recognised.cells);
    }
    let grids = grids.into_iter();
    let grids: Vec<Grid<'_>> = grids
        .flat_map(|grid| side_by_side::apart(grid, lexicon))
        .collect();
    let mut above = None;
    for grid in &grids {
        if recognised.beyond.is_some() {
            break;
        }
        let sheet = Sheet {
            file,
            grid,
            lexicon,
            above: above.as_ref(),
        };
        let last = recognise_sheet(sheet, &mut recognised, &mut findings);
        above = last.or(above);
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

/// The sheets, their texts decoded, and the legacy encoding that they were in.
fn grids_of<'a>(
    sheets: &[&'a RawSheet],
    lexicon: &'a Lexicon,
) -> (Vec<Grid<'a>>, Option<LegacyEncoding>) {
    let grids = |encoding| -> Vec<Grid<'a>> {
        let sheets = sheets.iter();
        sheets
            .map(|sheet| Grid::new(sheet, encoding, lexicon))
            .collect()
    };
    let as_stored = grids(None);
    if !as_stored.iter().any(Grid::speaks_of_legacy) {
        return (as_stored, None);
    }
    let cells = sheets.iter().flat_map(|sheet| &sheet.cells);
    let texts = cells.filter_map(|cell| match &cell.content {
        CellContent::Text(text) => Some(Bounds::built_in().beginning(text)),
        _ => None,
    });
    match text::detect_legacy(texts) {
        Some(encoding) => (grids(Some(encoding)), Some(encoding)),
        None => (as_stored, None),
    }
}

/// A header and the rows that belong to it.
struct Region<'a> {
    file: &'a Arc<str>,
    grid: &'a Grid<'a>,
    header: &'a Header<'a>,
    /// The first row that is not the table's.
    end: u32,
    lexicon: &'a Lexicon,
}

impl<'a> Region<'a> {
    /// The rows of the body that hold anything.
    fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        self.grid.rows_within(self.header.body_row..self.end)
    }

    fn place(&self, address: CellAddress) -> CellRef {
        CellRef {
            file: self.file.clone(),
            sheet: self.grid.sheet.clone(),
            address,
        }
    }
}

/// A sheet and what is known when it is read.
#[derive(Clone, Copy)]
struct Sheet<'s, 'a> {
    file: &'s Arc<str>,
    grid: &'a Grid<'a>,
    lexicon: &'a Lexicon,
    /// The header of the last table on the sheets before.
    above: Option<&'s Header<'a>>,
}

/// Returns the header of the sheet's last table.
fn recognise_sheet<'a>(
    sheet: Sheet<'_, 'a>,
    recognised: &mut RecognisedWorkbook,
    findings: &mut Vec<Finding>,
) -> Option<Header<'a>> {
    let Sheet {
        file,
        grid,
        lexicon,
        above,
    } = sheet;
    let is_form = !guide::is_guide(grid, lexicon);
    let Some(last_row) = grid.last_row().filter(|_| is_form) else {
        account::enter_sheet(grid, &[], &mut recognised.cells);
        return None;
    };
    let mut headers = find_headers(grid, lexicon);
    if headers.len() > Bounds::built_in().sheet_headers {
        recognised.beyond = Some(Bounds::built_in().beyond_headers(grid.sheet));
        return None;
    }
    if headers.is_empty() {
        headers.extend(above.and_then(|header| going_on::header_of(grid, header, lexicon)));
    }
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
            let between = below_figures(grid, previous, header)..header.first_row;
            let unit = stated_unit::unit_between(grid, between, lexicon);
            statements.unit_of_measure = unit.or(statements.unit_of_measure);
        }
        let account = read_region(&region, &statements, recognised, findings);
        accounts.push(account);
        recognised.beyond = beyond_table(&region, recognised);
        if recognised.beyond.is_some() {
            return None;
        }
        // Further down a sheet the titles above its first table are of the conference itself.
        let is_led = |table: &MinutesTable| table.kind == MinutesKind::Leadership;
        let is_first = position == 0 && header.layout == TableLayout::Minutes;
        looks_ahead |= is_first && recognised.minutes.last().is_some_and(is_led);
    }
    account::enter_sheet(grid, &accounts, &mut recognised.cells);
    recognised.sheets.push(RecognisedSheet {
        sheet: grid.sheet.clone(),
        has_table: !headers.is_empty(),
        looks_ahead,
        statements,
    });
    headers.pop()
}

/// What of the table that was read last is more than a form holds.
fn beyond_table(region: &Region<'_>, recognised: &RecognisedWorkbook) -> Option<String> {
    let (bounds, sheet) = (Bounds::built_in(), region.grid.sheet);
    let table = recognised.tables.last();
    let units = table.map_or(0, |table| table.units.len());
    match region.header.layout {
        TableLayout::RowPerIndicator => bounds.beyond_form(sheet, region.rows().count(), units),
        TableLayout::RowPerUnit => bounds.beyond_table(sheet, units),
        TableLayout::Minutes => {
            let minutes = recognised.minutes.last();
            bounds.beyond_table(sheet, minutes.map_or(0, |table| table.rows.len()))
        }
    }
}

/// Reads a table into the workbook's, with an account of its cells.
fn read_region<'h>(
    region: &Region<'h>,
    statements: &SheetStatements,
    recognised: &mut RecognisedWorkbook,
    findings: &mut Vec<Finding>,
) -> TableAccount<'h> {
    let header = region.header;
    let read_figures = match header.layout {
        TableLayout::RowPerIndicator => rows_of_indicators::read_table,
        TableLayout::RowPerUnit => rows_of_units::read_table,
        TableLayout::Minutes => {
            let (table, fates) = minutes::read_table(region, statements);
            // What a conference ranks by stands beside the ranks.
            let scores = scores_beside(region, statements, &table);
            let account = TableAccount::of_minutes(header, fates, &table, scores.as_ref());
            recognised.tables.extend(scores);
            recognised.minutes.push(table);
            return account;
        }
    };
    let (table, fates) = read_figures(region, statements, findings);
    let awards = awards_beside(region, statements, &fates);
    let account = match &awards {
        Some(awards) => TableAccount::of_minutes(header, fates, awards, Some(&table)),
        None => TableAccount::of_figures(header, fates, &table),
    };
    recognised.tables.push(table);
    recognised.minutes.extend(awards);
    account
}

/// The first row below the figures of a table that stands above another. Its own rows say nothing of the next table.
fn below_figures(grid: &Grid<'_>, upper: &Header<'_>, lower: &Header<'_>) -> u32 {
    let rows = grid.rows_within(upper.body_row..lower.first_row);
    let with_figures = rows.filter(|row| {
        row.cells
            .iter()
            .any(|cell| cell.may_be_figure() && upper.is_figure_column(cell.address.column))
    });
    with_figures
        .last()
        .map_or(upper.body_row, |row| row.number + 1)
}

/// What stands above the first table of a sheet; the whole sheet where it holds none.
fn statements_of(
    grid: &Grid<'_>,
    headers: &[Header<'_>],
    lexicon: &Lexicon,
    recognised: &RecognisedWorkbook,
) -> SheetStatements {
    let first_header = headers.first().map_or(u32::MAX, |header| header.first_row);
    // What stands beside a table is no cover sheet.
    let says_nothing = headers.is_empty() && (grid.is_beside || grid.len() > LARGEST_COVER);
    let mut statements = if says_nothing {
        SheetStatements::default()
    } else {
        statements::read_statements(grid, 0..first_header, lexicon)
    };
    if let Some(last) = headers.last() {
        statements.take_signatures(grid, last.body_row, lexicon);
    }
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

fn find_headers<'a>(grid: &'a Grid<'_>, lexicon: &'a Lexicon) -> Vec<Header<'a>> {
    let mut headers: Vec<Header<'_>> = Vec::new();
    for row in grid.rows() {
        let header = headers.last();
        if header.is_some_and(|header| row.number < header.body_row) {
            continue;
        }
        if headers.len() > Bounds::built_in().sheet_headers {
            break;
        }
        headers.extend(header::header_at(grid, row, lexicon));
    }
    headers
}
