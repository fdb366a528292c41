//! Which forms a workbook holds, and which cell of them gives which indicator.
//!
//! Forms drift from province to province and from year to year, so everything is found by what it says: header rows by
//! their titles, rows by their labels. Nothing is read as a number here, and no unit is looked up.

mod account;
mod as_of;
mod both;
mod bounds;
mod column_kind;
mod columns;
mod concepts;
mod congress;
mod decided;
mod detail;
mod going_on;
mod grid;
mod guide;
mod header;
mod header_rows;
mod labels;
mod lexicon;
mod line;
mod lists;
mod mark;
mod minutes;
mod named_behind;
mod outline;
mod own_words;
mod period_text;
mod phrases;
mod points;
mod rating_marks;
mod remarks;
mod row_figures;
mod row_label;
mod rows_of_indicators;
mod rows_of_units;
mod scores;
mod sections;
mod side_by_side;
mod staged_rows;
mod stated_unit;
mod statements;
mod subject;
mod tables;
mod time;
mod unit_lines;
mod unread;
mod unread_columns;
mod wording;
#[cfg(test)]
mod wordings;

pub use as_of::AsOf;
pub use bounds::beyond_forms;
pub use lexicon::Lexicon;
pub use lists::RowSubject;
pub use points::Scorer;
pub use scores::{PointsCell, ScoreKind, ScoreLine, ScoreTable};
pub use statements::{NamePlace, NameStatement, NameStrength, OtherPeriod, SheetStatements};
pub use tables::{
    CongressFact, FigureCell, FigureColumn, FigureTable, MinutesKind, MinutesRow, MinutesTable,
    Saying, Scope, Timed, TotalCell, UnitRow,
};
pub use time::{Standing, Time};

use crate::catalogue::ColumnRole;
use crate::finding::{Checked, Finding};
use crate::ledger::CellLedger;
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::period::Period;
use crate::quantity::is_left_blank;
use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::rules;
use crate::rules::row_unread::Why;
use crate::text::{self, LegacyEncoding};
use account::{RowKind, TableAccount};
use both::{awards_beside, scores_beside};
use bounds::Bounds;
use grid::{Grid, GridCell, Row};
use header::{Header, TableLayout};
use labels::LabelMeaning;
use sections::Level;
use std::sync::Arc;
use tables::TableTitle;

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

/// The row of titles that a form is known by, or that comes nearest to one.
#[derive(Debug, Clone)]
pub struct SeenHeader {
    /// Its sheet.
    pub sheet: Arc<str>,
    /// Zero-based.
    pub row: u32,
    /// Its titles as they stand.
    pub written: String,
}

impl SeenHeader {
    fn of(grid: &Grid<'_>, row: Row<'_>) -> Self {
        /// Enough to find the row by.
        const MOST_TITLES: usize = 6;
        let titles = row.cells.iter().take(MOST_TITLES);
        let titles: Vec<_> = titles.map(GridCell::shown).collect();
        Self {
            sheet: grid.sheet.clone(),
            row: row.number,
            written: titles.join(" | "),
        }
    }

    /// The row of a sheet that holds most titles, with how many.
    fn nearest(grid: &Grid<'_>, lexicon: &Lexicon) -> Option<(usize, Self)> {
        /// Headers stand among the first rows.
        const ROWS_LOOKED_AT: usize = 60;
        let titles = |row: &Row<'_>| {
            let wordings = row.cells.iter().filter_map(GridCell::wording);
            let known = wordings.filter(|it| it.title(lexicon).role.is_some());
            known.count()
        };
        let rows = grid.rows().take(ROWS_LOOKED_AT);
        let nearest = rows.map(|row| (titles(&row), row));
        let nearest = nearest.max_by_key(|(count, row)| (*count, std::cmp::Reverse(row.number)));
        let (count, row) = nearest.filter(|(count, _)| *count > 0)?;
        Some((count, Self::of(grid, row)))
    }
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
    /// Lists of facts: conferences' minutes, proposals for awards.
    pub minutes: Vec<MinutesTable>,
    /// Whether the titles of any form were found.
    pub has_header: bool,
    /// The first row of titles; where no form was found, the one that comes nearest.
    pub seen: Option<SeenHeader>,
    /// Whether findings tell of rows or columns of its tables that are not understood.
    pub has_unread: bool,
    /// Tables of points by criterion.
    pub scores: Vec<ScoreTable>,
    /// What all its cells are, but for the figures in its tables: their class depends on the period.
    pub cells: CellLedger,
    /// What of it is more than a form holds, in Vietnamese; the rest was not looked at.
    pub beyond: Option<String>,
    /// What is told of tables on sheets that hold no form, where another sheet does.
    aside: Vec<Finding>,
    /// Hidden sheets on which forms stand, where no visible one holds any.
    pub hidden_forms: Vec<Arc<str>>,
}

impl RecognisedWorkbook {
    /// The form it is: the one of most cells; minutes before tables of figures, since they come together, and lists last.
    pub fn form(&self) -> Option<FormKind> {
        let mut lists = self.minutes.iter().filter(|table| !table.is_beside_figures);
        if lists.clone().any(MinutesTable::is_of_conference) {
            return Some(FormKind::ConferenceMinutes);
        }
        let is_of_congress = |table: &FigureTable| table.form == FormKind::CongressReport;
        if self.tables.iter().any(is_of_congress) {
            return Some(FormKind::CongressReport);
        }
        // Scores alone are those of a score sheet.
        let has_points = !self.scores.is_empty();
        let is_only_of_points = |table: &&FigureTable| {
            has_points && (table.form == FormKind::ScoreSheet || table.has_only_scores())
        };
        let figures = self.tables.iter().filter(|table| !is_only_of_points(table));
        let largest =
            figures.max_by_key(|table| (table.figures.len(), std::cmp::Reverse(table.form)));
        if let Some(table) = largest {
            return Some(table.form);
        }
        if has_points {
            return Some(FormKind::ScoreSheet);
        }
        let is_of_persons = |table: &MinutesTable| table.kind == MinutesKind::Persons;
        if lists.any(|table| !is_of_persons(table)) {
            return Some(FormKind::AwardList);
        }
        let mut lists = self.minutes.iter();
        lists.any(is_of_persons).then_some(FormKind::PersonList)
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
            || self.scores.iter().any(|table| !table.lines.is_empty())
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
    let mut unseen = Vec::new();
    for sheet in &hidden {
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
        let tables = recognised.tables.len();
        let last = recognise_sheet(sheet, &mut recognised, &mut findings);
        let raw = visible.iter().find(|raw| raw.name == *grid.sheet);
        if let Some(raw) = raw.filter(|_| last.is_some()) {
            let new = &recognised.tables[tables..];
            unseen.extend(unread::findings(file, raw, grid, new));
        }
        above = last.or(above);
    }
    if !recognised.has_header {
        let nearest = grids.iter();
        let nearest = nearest.filter_map(|grid| SeenHeader::nearest(grid, lexicon));
        let nearest = nearest.rev().max_by_key(|(count, _)| *count);
        recognised.seen = nearest.map(|(_, seen)| seen);
    }
    recognised.has_unread = !findings.is_empty();
    let aside = std::mem::take(&mut recognised.aside).into_iter();
    findings.extend(aside.filter(|_| !recognised.tables.is_empty()));
    findings.extend(unseen);
    if !recognised.has_content() {
        recognised.hidden_forms = hidden_forms(&hidden, encoding, lexicon);
    }
    let told = encoding.filter(|_| recognised.has_content());
    findings.extend(told.map(|encoding| told_encoding(file, encoding)));
    Checked {
        output: recognised,
        findings,
    }
}

/// Hidden sheets with forms on them.
fn hidden_forms(
    hidden: &[&RawSheet],
    encoding: Option<LegacyEncoding>,
    lexicon: &Lexicon,
) -> Vec<Arc<str>> {
    let grids = hidden
        .iter()
        .map(|sheet| Grid::new(sheet, encoding, lexicon));
    let with_form = grids.filter(|grid| first_read(&find_headers(grid, lexicon)).is_some());
    with_form.map(|grid| grid.sheet.clone()).collect()
}

/// Tells the encoding that the texts of a file were in.
fn told_encoding(file: &Arc<str>, encoding: LegacyEncoding) -> Finding {
    let name = match encoding {
        LegacyEncoding::Tcvn3 => "TCVN3",
        LegacyEncoding::Vni => "VNI",
    };
    let message = rules::legacy_encoding::message(name);
    Finding::about_file(&rules::legacy_encoding::RULE, file, message)
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
    /// What stands above it, where another table stands above that.
    title: Option<TableTitle>,
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
    let Sheet { grid, lexicon, .. } = sheet;
    let is_form = !guide::is_guide(grid, lexicon);
    let Some(last_row) = grid.last_row().filter(|_| is_form) else {
        account::enter_sheet(grid, &[], &[], &mut recognised.cells);
        return None;
    };
    let mut headers = headers_on(sheet, recognised)?;
    let mut statements = statements_of(grid, &headers, lexicon, recognised);
    let read = read_regions(
        sheet,
        (&headers, last_row),
        &mut statements,
        (recognised, findings),
    )?;
    let (accounts, looks_ahead) = read;
    tell_above(sheet, &headers, &statements, findings);
    let facts = statements
        .tells_of_congress
        .then(|| congress::facts_around(grid, |row| is_around(&accounts, row), lexicon))
        .flatten();
    let around = facts.iter().flat_map(|table| &table.congress);
    let around: Vec<CellAddress> = around.map(|fact| fact.at).collect();
    account::enter_sheet(grid, &accounts, &around, &mut recognised.cells);
    recognised.tables.extend(facts);
    recognised.sheets.push(RecognisedSheet {
        sheet: grid.sheet.clone(),
        has_table: !headers.is_empty(),
        looks_ahead,
        statements,
    });
    headers.pop()
}

/// Tells of the figures that stand beside their labels above the first table.
fn tell_above(
    sheet: Sheet<'_, '_>,
    headers: &[Header<'_>],
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) {
    let Some(first) = headers.first() else {
        return;
    };
    let Sheet { grid, lexicon, .. } = sheet;
    if statements.tells_of_congress || matches!(first.layout, TableLayout::List(_)) {
        return;
    }
    for row in grid.rows_within(0..first.first_row) {
        let pairs = row.cells.iter().zip(row.cells.iter().skip(1));
        let mut figures = pairs.filter(|(label, figure)| {
            let label = label
                .wording()
                .map(|wording| &wording.label(lexicon).meaning);
            figure.is_number() && matches!(label, Some(LabelMeaning::Indicator(_)))
        });
        if let Some((_, figure)) = figures.next() {
            let at = CellRef {
                file: sheet.file.clone(),
                sheet: grid.sheet.clone(),
                address: figure.address,
            };
            let message = rules::row_unread::message(&figure.raw(), Why::Outside);
            findings.push(Finding::about_cell(&rules::row_unread::RULE, &at, message));
        }
    }
}

/// The headers of a sheet's tables; `None` where it holds more than any form does.
fn headers_on<'a>(
    sheet: Sheet<'_, 'a>,
    recognised: &mut RecognisedWorkbook,
) -> Option<Vec<Header<'a>>> {
    let Sheet { grid, lexicon, .. } = sheet;
    let mut headers = find_headers(grid, lexicon);
    if headers.len() > Bounds::built_in().sheet_headers {
        recognised.beyond = Some(Bounds::built_in().beyond_headers(grid.sheet));
        return None;
    }
    // Titles of what we do not read stand beside tables that we read, or on a sheet that is no form.
    if first_read(&headers).is_none() {
        for (position, header) in headers.iter().enumerate() {
            let next = headers.get(position + 1).map(|next| next.first_row);
            let end = next.or(grid.last_row().map(|last| last + 1));
            let region = Region {
                file: sheet.file,
                grid,
                header,
                end: end.unwrap_or_default(),
                title: None,
                lexicon,
            };
            report_table(&region, &mut recognised.aside);
        }
        headers.clear();
    }
    if headers.is_empty() {
        let above = sheet.above;
        headers.extend(above.and_then(|header| going_on::header_of(grid, header, lexicon)));
    }
    if let Some(first) = headers.first() {
        recognised.has_header = true;
        let row = grid.row(first.first_row);
        recognised
            .seen
            .get_or_insert_with(|| SeenHeader::of(grid, row));
    }
    Some(headers)
}

/// Reads the tables of a sheet from top to bottom, each with an account of its cells, and tells whether the sheet is about
/// a later period; `None` where a table holds more than any form does.
fn read_regions<'h>(
    sheet: Sheet<'h, 'h>,
    (headers, last_row): (&'h [Header<'h>], u32),
    statements: &mut SheetStatements,
    (recognised, findings): (&mut RecognisedWorkbook, &mut Vec<Finding>),
) -> Option<(Vec<TableAccount<'h>>, bool)> {
    let Sheet {
        file,
        grid,
        lexicon,
        ..
    } = sheet;
    let first = first_read(headers).unwrap_or_default();
    let first_title = title_of_first(grid, &headers[first..], statements, lexicon);
    let mut looks_ahead = false;
    let mut accounts = Vec::new();
    let mut section_left = None;
    for (position, header) in headers.iter().enumerate() {
        // Titles above the first table that is read are those of the form.
        let previous = (position > first).then(|| &headers[position - 1]);
        let title = previous.and_then(|previous| {
            let between = below_figures(grid, previous, header)..header.first_row;
            let goes_on = previous.is_repeated_in(header);
            title_between(grid, between, lexicon).or(section_left.take().filter(|_| goes_on))
        });
        let own = first_title.clone().filter(|_| position == first);
        let title = title.or(own).or_else(|| statements.plan.clone());
        let region = Region {
            file,
            grid,
            header,
            end: headers
                .get(position + 1)
                .map_or(last_row + 1, |next| next.first_row),
            title,
            lexicon,
        };
        if let Some(previous) = previous {
            let between = below_figures(grid, previous, header)..header.first_row;
            let unit = stated_unit::unit_between(grid, between, lexicon);
            statements.unit_of_measure = unit.or(statements.unit_of_measure.take());
        }
        let account = read_region(&region, statements, recognised, findings);
        accounts.push(account);
        recognised.beyond = beyond_table(&region, recognised);
        if recognised.beyond.is_some() {
            return None;
        }
        let table = recognised.tables.last_mut();
        section_left = table.and_then(|table| table.section_left.take());
        // Further down a sheet the titles above its first table are of the conference itself.
        let is_led = |table: &MinutesTable| table.kind == MinutesKind::Leadership;
        let is_first = position == first && matches!(header.layout, TableLayout::List(_));
        looks_ahead |= is_first && recognised.minutes.last().is_some_and(is_led);
    }
    Some((accounts, looks_ahead))
}

/// What of the table that was read last is more than a form holds.
fn beyond_table(region: &Region<'_>, recognised: &RecognisedWorkbook) -> Option<String> {
    let (bounds, sheet) = (Bounds::built_in(), region.grid.sheet);
    let table = recognised.tables.last();
    let units = table.map_or(0, |table| table.units.len());
    match region.header.layout {
        TableLayout::RowPerIndicator => bounds.beyond_form(sheet, region.rows().count(), units),
        TableLayout::RowPerUnit => bounds.beyond_table(sheet, units),
        TableLayout::ScoreSheet => bounds.beyond_form(sheet, region.rows().count(), 1),
        TableLayout::Unread => None,
        TableLayout::List(_) => {
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
        TableLayout::Unread => {
            let kinds = report_table(region, findings);
            return TableAccount::of(header, kinds, &[], None);
        }
        TableLayout::RowPerIndicator => rows_of_indicators::read_table,
        TableLayout::RowPerUnit => rows_of_units::read_table,
        TableLayout::List(kind) => {
            let (mut table, kinds) = minutes::read_table(region, statements, kind);
            // What a conference ranks by stands beside the ranks.
            let figures = scores_beside(region, statements, &table);
            let account = TableAccount::of(
                header,
                kinds,
                &figures.iter().collect::<Vec<_>>(),
                Some(&table),
            );
            let points = figures.as_ref();
            let points = points.and_then(|table| scores::read_units(region, table));
            // Places beside points are those of a score sheet.
            table.is_beside_figures =
                points.is_some() && header.column(ColumnRole::Award).is_none();
            recognised.scores.extend(points);
            recognised.tables.extend(figures);
            recognised.minutes.push(table);
            return account;
        }
        TableLayout::ScoreSheet => {
            let (points, figures, kinds) = scores::read_criteria(region, statements);
            let account = TableAccount::of(header, kinds, &[&figures], None);
            recognised.scores.push(points);
            recognised
                .tables
                .extend(Some(figures).filter(|table| !table.figures.is_empty()));
            return account;
        }
    };
    let (mut table, kinds) = read_figures(region, statements, findings);
    unread::drop_hidden_doubles(region.grid, &mut table);
    unread_columns::report(region, &kinds, &table.figures, findings);
    let awards = awards_beside(region, statements, &kinds);
    let (points, scores) = match header.layout {
        TableLayout::RowPerUnit => (scores::read_units(region, &table), None),
        _ => scores::read_beside(region, statements).unzip(),
    };
    let tables: Vec<&FigureTable> = [Some(&table), scores.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    let account = TableAccount::of(header, kinds, &tables, awards.as_ref());
    recognised.scores.extend(points);
    recognised.tables.push(table);
    recognised
        .tables
        .extend(scores.filter(|table| !table.figures.is_empty()));
    recognised.minutes.extend(awards);
    account
}

/// Tells of a table that is not read.
fn report_table(region: &Region<'_>, findings: &mut Vec<Finding>) -> account::RowKinds {
    let rows = region.rows();
    let kinds = rows.map(|row| (row.number, RowKind::Unread)).collect();
    unread_columns::report(region, &kinds, &[], findings);
    kinds
}

/// What the lines between two tables say of the figures of the lower one; the last that says anything.
fn title_between(
    grid: &Grid<'_>,
    rows: std::ops::Range<u32>,
    lexicon: &Lexicon,
) -> Option<TableTitle> {
    /// A title stands alone in its row, but for its number.
    const MOST_CELLS: usize = 2;
    let rows = grid
        .rows_within(rows)
        .filter(|row| row.cells.len() <= MOST_CELLS);
    let titles = rows.filter_map(|row| {
        let cell = row.cells.last()?;
        let wording = cell.wording()?;
        let heading = wording.heading(lexicon);
        heading.speaks().then(|| TableTitle {
            heading,
            scope: Scope::Title,
            written: wording.text.clone(),
            at: cell.address,
        })
    });
    titles.last()
}

/// The title that the first table of a sheet has of its own, below that of the form: `A. SỐ LIỆU NĂM 2023` below `BÁO CÁO
/// NĂM 2024`. It is numbered, or a table further down has one too; the period that it names is not the form's.
fn title_of_first(
    grid: &Grid<'_>,
    headers: &[Header<'_>],
    statements: &mut SheetStatements,
    lexicon: &Lexicon,
) -> Option<TableTitle> {
    let first = headers.first()?;
    let (period, stated_at) = *statements.periods.first()?;
    let below_title = stated_at.row + 1..first.first_row;
    let title = title_between(grid, below_title, lexicon)?;
    let time = title.heading.time;
    if time == Time::Unsaid || time.standing(Some(period), false) == Standing::Own {
        return None;
    }
    let cells = grid.row(title.at.row).cells;
    let number = cells.first().filter(|cell| cell.address != title.at);
    let level = Level::of(number.map(GridCell::text), &title.written);
    let is_numbered = matches!(level, Level::Letter | Level::Roman);
    let has_title = |pair: &[Header<'_>]| {
        let between = below_figures(grid, &pair[0], &pair[1])..pair[1].first_row;
        let other = title_between(grid, between, lexicon);
        other.is_some_and(|other| other.heading.time != Time::Unsaid)
    };
    if !is_numbered && !headers.windows(2).any(has_title) {
        return None;
    }
    statements.leave_to_table(title.at.row);
    Some(title)
}

/// Whether no table makes anything of a row.
fn is_around(tables: &[TableAccount<'_>], row: u32) -> bool {
    tables.iter().all(|table| table.leaves(row))
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
    let first_line = || congress::first_line(grid, lexicon).unwrap_or(u32::MAX);
    let first_header =
        first_read(headers).map_or_else(first_line, |first| headers[first].first_row);
    // What stands beside a table is no cover sheet.
    let says_nothing = headers.is_empty() && (grid.is_beside || grid.len() > LARGEST_COVER);
    let mut statements = if says_nothing {
        SheetStatements::default()
    } else {
        statements::read_statements(grid, 0..first_header, lexicon)
    };
    statements.tells_of_congress = congress::tells_of_congress(grid, first_header, lexicon)
        || statements
            .periods
            .iter()
            .any(|(period, _)| matches!(period, Period::Term(..)));
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

/// Whether a row is one of a table's: a number stands where the table numbers its rows.
fn numbers(header: &Header<'_>, row: Row<'_>) -> bool {
    let number = header.column(ColumnRole::Number);
    let cell = number.and_then(|column| row.cell(column.index));
    cell.is_some_and(|cell| {
        let shown = cell.shown();
        let number = shown.trim().trim_end_matches('.');
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn find_headers<'a>(grid: &'a Grid<'_>, lexicon: &'a Lexicon) -> Vec<Header<'a>> {
    let mut headers: Vec<Header<'_>> = Vec::new();
    for row in grid.rows() {
        let above = headers.last();
        if above.is_some_and(|header| row.number < header.body_row || numbers(header, row)) {
            continue;
        }
        if headers.len() > Bounds::built_in().sheet_headers {
            break;
        }
        headers.extend(header::header_at(grid, row, lexicon));
    }
    headers
}

/// The position of the first table that is read.
fn first_read(headers: &[Header<'_>]) -> Option<usize> {
    let mut headers = headers.iter();
    headers.position(|header| header.layout != TableLayout::Unread)
}
