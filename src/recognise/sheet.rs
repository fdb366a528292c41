//! A sheet's tables, from top to bottom, with what stands around them.

use super::Lexicon;
use super::above::LastRow;
use super::account::{self, Around, RowKind, TableAccount};
use super::bounds::Bounds;
use super::cards::{self, Cards};
use super::congress;
use super::grid::{Grid, GridCell};
use super::header::{find_headers, header_of_before};
use super::headerless::without_titles;
use super::heading_places::{heading_alone, names_another, stands_out};
use super::labels::LabelMeaning;
use super::layout::{Header, TableLayout};
use super::line::Naming;
use super::lines::Lines;
use super::measures_down::{self, MeasuresDown};
use super::minutes::{self, awards_beside, scores_beside};
use super::region::Region;
use super::row_mark::{Mark, number_of_heading};
use super::sayings::{FigureColumn, Scope};
use super::sections::{Heading, TableTitle};
use super::sheets_aside::{example_above, is_guide, no_counts_above, of_another_body, paper_on};
use super::statements::{SheetStatements, read_statements};
use super::table_units::{left_for_next, unit_between};
use super::tables::{FigureCell, FigureTable, MinutesKind, MinutesTable};
use super::time::{Standing, Time};
use super::workbook::{RecognisedSheet, RecognisedWorkbook, SeenHeader};
use super::{
    lines, loose_numbers, rows_of_indicators, rows_of_units, scores, units_beside, unread,
    unread_columns,
};
use crate::catalogue::ColumnRole;
use crate::finding::Finding;
use crate::ledger::CellLedger;
use crate::location::{CellAddress, CellRef};
use crate::period::Period;
use crate::quantity::UnitOfMeasure;
use crate::rules;
use crate::rules::row_unread::Why;
use crate::text::begins_with_any;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A sheet and what is known when it is read.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'s, 'a> {
    pub(super) file: &'s Arc<str>,
    pub(super) grid: &'a Grid<'a>,
    pub(super) lexicon: &'a Lexicon,
    /// The header of the last table on the sheets before.
    pub(super) above: Option<&'s Header<'a>>,
}

/// Returns the header of the sheet's last table. `aside` takes what is to be told of a sheet without a form where another
/// holds one.
pub(super) fn recognise_sheet<'a>(
    sheet: Sheet<'_, 'a>,
    recognised: &mut RecognisedWorkbook,
    (findings, aside): (&mut Vec<Finding>, &mut Vec<Finding>),
) -> Option<Header<'a>> {
    let Sheet { grid, lexicon, .. } = sheet;
    let Some((last_row, headers)) = headers_on(sheet, recognised, (findings, aside)) else {
        account::enter_sheet(grid, &[], &Around::default(), &mut recognised.cells);
        return None;
    };
    if headers.len() > Bounds::built_in().sheet_headers {
        recognised.beyond = Some(Bounds::built_in().beyond_headers(grid.sheet));
        return None;
    }
    let outside = Outside::above_tables(grid, &headers, lexicon);
    let (mut headers, are_told) = left_to_read(sheet, (headers, &outside), last_row, aside);
    if let Some(first) = headers.first() {
        recognised.looked.has_header = true;
        let seen = || SeenHeader::of(grid, grid.row(first.first_row));
        recognised.looked.seen.get_or_insert_with(seen);
    }
    let (tables_before, told_before) = (recognised.tables.len(), findings.len());
    let in_lines = || headers.is_empty().then(|| lines::found(grid, lexicon))?;
    let outside = outside.or_else(|| in_lines().map(Outside::Lines));
    let first_line = outside.as_ref().map(Outside::first_row);
    let mut statements = statements_of(grid, (&headers, first_line), lexicon, recognised);
    let mut tables = Tables {
        sheet,
        headers: &headers,
        recognised,
        findings,
    };
    let (accounts, looks_ahead) = tables.read(last_row, &mut statements)?;
    let read = &recognised.tables[tables_before..];
    let outside = outside.or_else(|| beside_tables(sheet, &headers, read).map(Outside::Lines));
    let outside = outside.filter(|_| !statements.tells_of_congress);
    if let Some(Outside::Lines(lines)) = &outside {
        let told = findings.split_off(told_before);
        findings.extend(told.into_iter().filter(|told| !lines.hold(told)));
    }
    let loose_from = outside.as_ref().map_or(Some(0), Outside::below);
    let outside = outside.map(|it| it.table(sheet, &statements, findings));
    tell_above(sheet, &headers, &statements, findings);
    let loose_from = loose_from.filter(|_| !are_told && !statements.tells_of_congress);
    if let Some(from) = loose_from {
        tell_loose(sheet, &accounts, from, (findings, aside));
    }
    let is_around = |row: u32| accounts.iter().all(|table| table.leaves(row));
    let facts = || congress::facts_around(grid, is_around, lexicon);
    let facts = statements.tells_of_congress.then(facts).flatten();
    let has_table = !headers.is_empty() || outside.is_some();
    recognised.looked.has_header |= has_table;
    enter(grid, &accounts, [&facts, &outside], &mut recognised.cells);
    recognised.tables.extend(outside.into_iter().chain(facts));
    recognised.sheets.push(RecognisedSheet {
        sheet: grid.sheet.clone(),
        part: grid.part,
        has_table,
        looks_ahead,
        statements,
    });
    headers.pop()
}

/// The headers of the tables that are read: those below cards, or one that goes on or has no titles; and whether others are told.
fn left_to_read<'a>(
    sheet: Sheet<'_, 'a>,
    (mut headers, outside): (Vec<Header<'a>>, &Option<Outside<'_>>),
    last_row: u32,
    aside: &mut Vec<Finding>,
) -> (Vec<Header<'a>>, bool) {
    let Sheet { grid, lexicon, .. } = sheet;
    if let Some(below) = outside.as_ref().and_then(Outside::below) {
        headers.retain(|header| header.first_row >= below);
    }
    // Titles of what we do not read stand beside tables that we read, or on a sheet that is no form.
    let are_told = !headers.is_empty() && !headers.iter().any(Header::is_read);
    if headers.is_empty() || are_told {
        tell_tables(sheet, &headers, last_row, aside);
        headers.clear();
        let before = header_of_before(grid, sheet.above, lexicon);
        let others = || before.or_else(|| without_titles(grid, 0..u32::MAX, lexicon));
        headers.extend(outside.is_none().then(others).flatten());
        return (headers, are_told);
    }
    // `Số liệu chốt cuối năm` with labels and their figures, and below it the table of what was done each month.
    let first = headers.first().filter(|first| {
        let is_of_units = first.has(ColumnRole::ReportingUnit)
            || first.columns.iter().any(|column| column.unit.is_some());
        let is_form = first.layout == TableLayout::RowPerIndicator && !is_of_units;
        (is_form || first.is_of_own_unit()) && outside.is_none()
    });
    let above = first.and_then(|first| without_titles(grid, 0..first.first_row, lexicon));
    if let Some(above) = above {
        headers.insert(0, above);
    }
    (headers, are_told)
}

/// Figures that stand in no table.
enum Outside<'g> {
    Lines(Lines<'g>),
    Cards(Cards<'g>),
    Measures(MeasuresDown<'g>),
}

impl<'g> Outside<'g> {
    /// Those that stand above the tables of a sheet, or where none of these is read.
    fn above_tables(grid: &'g Grid<'_>, headers: &[Header<'_>], lexicon: &Lexicon) -> Option<Self> {
        let cards = cards::found(grid, headers, lexicon).map(Self::Cards);
        let measures = || measures_down::found(grid, headers, lexicon).map(Self::Measures);
        cards.or_else(measures)
    }

    fn first_row(&self) -> u32 {
        match self {
            Self::Lines(lines) => lines.first_row,
            Self::Cards(cards) => cards.first_row(),
            Self::Measures(measures) => measures.first_row(),
        }
    }

    /// The first row below cards; what else stands around lines is theirs.
    fn below(&self) -> Option<u32> {
        match self {
            Self::Lines(_) => None,
            Self::Cards(cards) => Some(cards.last_row() + 1),
            Self::Measures(measures) => Some(measures.last_row() + 1),
        }
    }

    fn table(
        &self,
        sheet: Sheet<'_, '_>,
        statements: &SheetStatements,
        findings: &mut Vec<Finding>,
    ) -> FigureTable {
        let place = (sheet.file, sheet.grid);
        let mut table = match self {
            Self::Lines(lines) => {
                return lines.table(place, statements, sheet.lexicon, findings);
            }
            Self::Cards(cards) => cards.table(place, statements, sheet.lexicon, findings),
            Self::Measures(measures) => measures.table(place, statements, sheet.lexicon, findings),
        };
        // `Học sinh`, `Số cũ`
        let title = statements.title.plan.as_ref();
        if let Some(title) = title.filter(|title| title.heading.is_of_else) {
            let timed = table.timed(title.heading.time, title.saying.clone());
            for figure in &mut table.figures {
                figure.timed.by_row = timed;
            }
        }
        table
    }
}

/// The lines in the cells of a sheet's tables, where these hold no figures; else those around the table of a unit's own form.
fn beside_tables<'a>(
    sheet: Sheet<'_, 'a>,
    headers: &[Header<'_>],
    read: &[FigureTable],
) -> Option<Lines<'a>> {
    let Sheet { grid, lexicon, .. } = sheet;
    let figures = read.iter().flat_map(|table| &table.figures);
    let filled = figures.filter(|figure| figure.content.is_some());
    let taken: BTreeSet<CellAddress> = filled.map(|figure| figure.at).collect();
    let is_own = read.iter().all(|table| table.units.is_empty());
    match taken.is_empty() {
        false if is_own => lines::found_around(grid, &taken, lexicon),
        true if !headers.is_empty() => lines::found_in_cells(grid, lexicon),
        _ => None,
    }
}

/// Enters the cells of a sheet: those of its tables, and those that give something in no table.
fn enter(
    grid: &Grid<'_>,
    accounts: &[TableAccount<'_>],
    outside: [&Option<FigureTable>; 2],
    ledger: &mut CellLedger,
) {
    let outside = || outside.into_iter().flatten();
    let filled = |figure: &&FigureCell| figure.content.is_some();
    let figures = outside().flat_map(|table| table.figures.iter().filter(filled));
    let facts = outside().flat_map(|table| &table.congress);
    let mut figures: Vec<CellAddress> = figures.map(|figure| figure.at).collect();
    // A line may hold several.
    figures.dedup();
    let around = Around {
        facts: facts.map(|fact| fact.at).collect(),
        figures,
    };
    account::enter_sheet(grid, accounts, &around, ledger);
}

/// The last row of a sheet and the headers on it; none of one that is no form.
fn headers_on<'a>(
    sheet: Sheet<'_, 'a>,
    recognised: &mut RecognisedWorkbook,
    (findings, aside): (&mut Vec<Finding>, &mut Vec<Finding>),
) -> Option<(u32, Vec<Header<'a>>)> {
    let Sheet {
        file,
        grid,
        lexicon,
        ..
    } = sheet;
    if is_guide(grid, lexicon) {
        tell_guide(sheet, aside);
        return None;
    }
    let last_row = grid.last_row()?;
    let headers = find_headers(grid, lexicon);
    let first_row = headers.first().map_or(u32::MAX, |first| first.first_row);
    if let Some((form, paper)) = paper_on(grid, first_row, lexicon) {
        recognised.looked.paper.get_or_insert(form);
        let message = rules::unsupported_file::sheet_message(grid.sheet, &paper.told);
        let rule = &rules::unsupported_file::RULE;
        aside.push(Finding::about_file(rule, file, message));
        return None;
    }
    if let Some((at, message)) = of_another_body(grid, &headers, lexicon) {
        let at = CellRef::new(file, grid.sheet, at);
        findings.push(Finding::about_cell(&rules::row_unread::RULE, &at, message));
        recognised.looked.has_header = true;
        return None;
    }
    Some((last_row, headers))
}

/// Tells of the figures on a sheet that shows how to fill in a form: they are nobody's.
fn tell_guide(sheet: Sheet<'_, '_>, findings: &mut Vec<Finding>) {
    let Sheet { grid, lexicon, .. } = sheet;
    let headers = find_headers(grid, lexicon);
    let first = headers.iter().find(|header| header.is_read());
    let title = grid.rows().next().and_then(|row| row.cells.first());
    if let (Some(_), Some(title)) = (first, title) {
        findings.push(told_example(sheet, title));
    }
}

fn told_example(sheet: Sheet<'_, '_>, title: &GridCell<'_>) -> Finding {
    let at = CellRef::new(sheet.file, sheet.grid.sheet, title.address);
    let message = rules::row_unread::example_message(title.text());
    Finding::about_cell(&rules::row_unread::RULE, &at, message)
}

/// Tells of the tables of a sheet on which none is read.
fn tell_tables<'a>(
    sheet: Sheet<'_, 'a>,
    headers: &[Header<'a>],
    last_row: u32,
    findings: &mut Vec<Finding>,
) {
    for (position, header) in headers.iter().enumerate() {
        let next = headers.get(position + 1);
        let region = Region {
            file: sheet.file,
            grid: sheet.grid,
            header,
            end: next.map_or(last_row + 1, |next| next.first_row),
            title: None,
            cluster: None,
            last_row: LastRow::default(),
            lexicon: sheet.lexicon,
        };
        tell_table(&region, findings);
    }
}

/// Tells of a table that is not read.
fn tell_table(region: &Region<'_>, findings: &mut Vec<Finding>) -> account::RowKinds {
    let rows = region.rows();
    let kinds = rows.map(|row| (row.number, RowKind::Unread)).collect();
    unread_columns::report(region, &kinds, &[], findings);
    kinds
}

/// Tells of numbers in no table, from a row on: of a sheet without one where another sheet holds one, else above and below the tables.
fn tell_loose(
    sheet: Sheet<'_, '_>,
    accounts: &[TableAccount<'_>],
    from: u32,
    (findings, aside): (&mut Vec<Finding>, &mut Vec<Finding>),
) {
    /// Fewer stand in a title.
    const FEWEST_ON_SHEET: usize = 2;
    /// Fewer are numbers of telephones, of papers.
    const FEWEST_AROUND: usize = 3;
    let Sheet {
        file,
        grid,
        lexicon,
        ..
    } = sheet;
    if accounts.is_empty() && from == 0 {
        let told = loose_numbers::report(file, grid, lexicon, |_| true, FEWEST_ON_SHEET);
        aside.extend(told);
        return;
    }
    let is_outside = |row: u32| row >= from && accounts.iter().all(|table| table.is_outside(row));
    let told = loose_numbers::report(file, grid, lexicon, is_outside, FEWEST_AROUND);
    findings.extend(told);
}

/// Tells of the figures that stand beside their labels above the first table.
fn tell_above(
    sheet: Sheet<'_, '_>,
    headers: &[Header<'_>],
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) {
    let Sheet { grid, lexicon, .. } = sheet;
    let is_of_figures = |header: &&Header<'_>| !matches!(header.layout, TableLayout::List(_));
    let first = headers.first().filter(is_of_figures);
    let Some(first) = first.filter(|_| !statements.tells_of_congress) else {
        return;
    };
    let is_label = |cell: &GridCell<'_>| {
        let label = cell.wording().map(|it| &it.label(lexicon).meaning);
        matches!(label, Some(LabelMeaning::Indicator(_)))
    };
    for row in grid.rows_within(0..first.first_row) {
        let mut pairs = row.cells.windows(2);
        let pair = pairs.find(|pair| pair[1].is_number() && is_label(&pair[0]));
        findings.extend(pair.map(|pair| {
            let at = CellRef::new(sheet.file, grid.sheet, pair[1].address);
            let message = rules::row_unread::message(&pair[1].raw(), Why::Outside);
            Finding::about_cell(&rules::row_unread::RULE, &at, message)
        }));
    }
}

/// Reads the tables of a sheet into its workbook's.
struct Tables<'h, 'm> {
    sheet: Sheet<'h, 'h>,
    headers: &'h [Header<'h>],
    recognised: &'m mut RecognisedWorkbook,
    findings: &'m mut Vec<Finding>,
}

impl<'h> Tables<'h, '_> {
    /// Reads them from top to bottom, each with an account of its cells, and tells whether the sheet is about a later
    /// period; `None` where a table holds more than any form does.
    fn read(
        &mut self,
        last_row: u32,
        statements: &mut SheetStatements,
    ) -> Option<(Vec<TableAccount<'h>>, bool)> {
        let Sheet {
            file,
            grid,
            lexicon,
            ..
        } = self.sheet;
        // Titles above the first table that is read are those of the form.
        let first = self.headers.iter().position(Header::is_read);
        let first = first.unwrap_or_default();
        let first_title = self.title_of_first(first, statements);
        let mut looks_ahead = false;
        let mut accounts = Vec::new();
        let (mut section_left, mut last_left) = (None, LastRow::default());
        let mut cluster = None;
        // How many tables above have the very same header.
        let mut pages = 0;
        for (position, header) in self.headers.iter().enumerate() {
            let mut title = first_title.clone().filter(|_| position == first);
            let mut row_before = LastRow::default();
            if position > first {
                let above = position - 1;
                let between = self.between(above);
                let goes_on = self.headers[above].is_repeated_in(header);
                pages = if goes_on { pages + 1 } else { 0 };
                let (named, above_it) = said_above((grid, header), between, lexicon);
                cluster = named.or_else(|| cluster.take().filter(|_| goes_on));
                title = above_it.or(section_left.take().filter(|_| goes_on));
                let left = std::mem::take(&mut last_left);
                row_before = Some(left).filter(|_| goes_on).unwrap_or_default();
                self.take_unit(above, goes_on, statements);
            }
            let next = self.headers.get(position + 1);
            let region = Region {
                file,
                grid,
                header,
                end: next.map_or(last_row + 1, |next| next.first_row),
                title: title.or_else(|| statements.title.plan.clone()),
                cluster: cluster.clone(),
                last_row: row_before,
                lexicon,
            };
            if let Some(told) = self.told_by_title(&region, position) {
                accounts.push(self.pass_table(&region, told));
                continue;
            }
            let read_before = self.recognised.tables.len();
            let (account, left) = self.read_region(&region, statements);
            if header.layout == TableLayout::RowPerUnit {
                rows_of_units::go_on_from(pages, read_before, &mut self.recognised.tables);
            }
            accounts.push(account);
            (section_left, last_left) = left;
            self.recognised.beyond = beyond_table(&region, self.recognised);
            if self.recognised.beyond.is_some() {
                return None;
            }
            // Further down a sheet the titles above its first table are of the conference itself.
            let is_led = |table: &MinutesTable| table.kind == MinutesKind::Leadership;
            let is_first = position == first && matches!(header.layout, TableLayout::List(_));
            looks_ahead |= is_first && self.recognised.minutes.last().is_some_and(is_led);
        }
        Some((accounts, looks_ahead))
    }

    /// The rows between a table and the one above it, or the top of the sheet.
    fn rows_above(&self, position: usize) -> Range<u32> {
        match position.checked_sub(1) {
            Some(above) => self.between(above),
            None => 0..self.headers[position].first_row,
        }
    }

    /// What is to be told of a table that gives no figures by the lines above it.
    fn told_by_title(&self, region: &Region<'h>, position: usize) -> Option<Finding> {
        let Sheet { grid, lexicon, .. } = self.sheet;
        let above = self.rows_above(position);
        if let Some(title) = example_above(grid, above.clone(), lexicon) {
            return Some(told_example(self.sheet, title));
        }
        let title = no_counts_above(grid, above, region.header, lexicon)?;
        let message = rules::row_unread::no_counts_message(title.text());
        Some(region.tell(&rules::row_unread::RULE, title.address, message))
    }

    /// The unit of measure that is stated between a table and the next one, or above both.
    fn take_unit(&self, above: usize, goes_on: bool, statements: &mut SheetStatements) {
        let Sheet { grid, lexicon, .. } = self.sheet;
        let stated = statements.unit_of_measure.take();
        let left = match goes_on {
            true => stated,
            false => self.unit_left(above, stated, statements),
        };
        let between = self.between(above);
        statements.unit_of_measure = unit_between(grid, between, lexicon).or(left);
    }

    /// What the unit of measure that is stated above a table says of the next one.
    fn unit_left(
        &self,
        above: usize,
        stated: Option<UnitOfMeasure>,
        statements: &SheetStatements,
    ) -> Option<UnitOfMeasure> {
        let Sheet { grid, lexicon, .. } = self.sheet;
        let form_title = statements.periods().next().map(|(_, at)| at.row);
        let rows = self.rows_above(above);
        left_for_next(grid, rows, form_title, (stated, lexicon))
    }

    /// Tells of a table that gives no figures by its title: it shows how to fill in the form, or holds points.
    fn pass_table(&mut self, region: &Region<'h>, told: Finding) -> TableAccount<'h> {
        self.findings.push(told);
        let rows = region.rows();
        let kinds = rows.map(|row| (row.number, RowKind::Unread)).collect();
        TableAccount::of(region.header, kinds, &[], None)
    }

    /// Reads a table, with an account of its cells, the section that goes on below it and its last row.
    fn read_region(
        &mut self,
        region: &Region<'h>,
        statements: &SheetStatements,
    ) -> (TableAccount<'h>, (Option<TableTitle>, LastRow)) {
        let header = region.header;
        let has_figures = |table: &FigureTable| !table.figures.is_empty();
        let (mut figures, mut points, mut list) = (Vec::new(), None, None);
        let mut left = (None, LastRow::default());
        let kinds = match header.layout {
            TableLayout::Unread => tell_table(region, self.findings),
            TableLayout::List(kind) => {
                let (mut table, kinds) = minutes::read_table(region, statements, kind);
                // What a conference ranks by stands beside the ranks.
                figures.extend(scores_beside(region, statements, &table));
                points = figures
                    .first()
                    .and_then(|table| scores::read_units(region, table));
                // Places beside points are those of a score sheet.
                table.is_beside_figures = points.is_some() && !header.has(ColumnRole::Award);
                list = Some(table);
                kinds
            }
            TableLayout::ScoreSheet => {
                let (of_criteria, scores, kinds) = scores::read_criteria(region, statements);
                points = Some(of_criteria);
                figures.extend(Some(scores).filter(has_figures));
                kinds
            }
            TableLayout::RowPerIndicator => {
                let (table, kinds, below) =
                    rows_of_indicators::read_table(region, statements, self.findings);
                left = below;
                let (of_criteria, scores) = scores::read_beside(region, statements).unzip();
                points = of_criteria;
                figures.push(table);
                figures.extend(scores.filter(has_figures));
                kinds
            }
            TableLayout::RowPerUnit => {
                let (table, kinds, section) =
                    rows_of_units::read_table(region, statements, self.findings);
                left.0 = section;
                if !header.is_of_own_unit() {
                    list = awards_beside(region, statements, &kinds);
                    points = scores::read_units(region, &table);
                }
                figures.push(table);
                kinds
            }
        };
        self.tell_columns(region, &kinds, figures.first_mut());
        let account = TableAccount::of(header, kinds, &figures, list.as_ref());
        self.recognised.scores.extend(points);
        self.recognised.tables.extend(figures);
        self.recognised.minutes.extend(list);
        (account, left)
    }

    /// Tells of the columns of a table that nobody reads, once what is there twice is left out.
    fn tell_columns(
        &mut self,
        region: &Region<'h>,
        kinds: &account::RowKinds,
        figures: Option<&mut FigureTable>,
    ) {
        match (region.header.layout, figures) {
            (TableLayout::RowPerIndicator | TableLayout::RowPerUnit, Some(table)) => {
                unread::drop_hidden_doubles(region.grid, table);
                table.drop_empty_doubles();
                unread_columns::report(region, kinds, &table.figures, self.findings);
            }
            (TableLayout::List(_) | TableLayout::ScoreSheet, _) => {
                unread_columns::report(region, kinds, &[], self.findings);
            }
            _ => {}
        }
    }

    /// The rows between a table's figures and the next table. Its own rows say nothing of that.
    fn between(&self, upper: usize) -> Range<u32> {
        let (upper, lower) = (&self.headers[upper], &self.headers[upper + 1]);
        let is_figure = |cell: &GridCell<'_>| {
            cell.may_be_figure() && upper.is_figure_column(cell.address.column)
        };
        let rows = self.sheet.grid.rows_within(upper.body_row..lower.first_row);
        let with_figures = rows.filter(|row| row.cells.iter().any(is_figure));
        let below = with_figures
            .last()
            .map_or(upper.body_row, |row| row.number + 1);
        below..lower.first_row
    }

    /// The title that the first table of a sheet has of its own, below that of the form: `A. SỐ LIỆU NĂM 2023` below `BÁO
    /// CÁO NĂM 2024`. It is numbered, or a table further down has one too; the period that it names is not the form's.
    fn title_of_first(&self, first: usize, statements: &mut SheetStatements) -> Option<TableTitle> {
        let Sheet { grid, lexicon, .. } = self.sheet;
        let header = self.headers.get(first)?;
        let stated = statements.periods().next();
        let from = stated.map_or(0, |(_, stated_at)| stated_at.row + 1);
        let of_form = |within| title_between(grid, within, lexicon);
        // Where nothing else states a period, the line right above the table may be the only title.
        let title = of_form(from..header.first_row);
        let (title, is_alone) = match (title, stated) {
            (Some(title), Some(_)) => (title, false),
            (None, Some((_, at))) => (of_form(at.row..header.first_row)?, true),
            (title, None) => (title?, true),
        };
        let time = title.heading.time;
        let period = stated.map(|(period, _)| period).filter(|_| !is_alone);
        let is_own = period.is_some() && time.standing(period, false) == Standing::Own;
        if time == Time::Unsaid || is_own {
            return None;
        }
        let at = title.saying.at;
        let number = grid
            .row(at.row)
            .cells
            .first()
            .filter(|cell| cell.address != at);
        let number = number_of_heading(number.map(GridCell::text), &title.saying.written);
        let is_numbered = number.is_some_and(Mark::is_of_group);
        let has_title = |upper: usize| {
            let other = title_between(grid, self.between(upper), lexicon);
            other.is_some_and(|other| ![Time::Unsaid, time].contains(&other.heading.time))
        };
        let is_one_of_several = || (first..self.headers.len() - 1).any(has_title);
        let is_of_table = match is_alone {
            false => is_numbered || is_one_of_several(),
            // `A. KẾT QUẢ QUÝ IV` above `B. KẾT QUẢ CẢ NĂM`: only what is of a part of the year is no form's.
            true => time.is_of_part() && is_one_of_several(),
        };
        if !is_of_table {
            return None;
        }
        statements.leave_to_table(at.row);
        Some(title)
    }
}

/// What of the table that was read last is more than a form holds.
fn beyond_table(region: &Region<'_>, recognised: &RecognisedWorkbook) -> Option<String> {
    let (bounds, sheet) = (Bounds::built_in(), region.grid.sheet);
    let units = recognised
        .tables
        .last()
        .map_or(0, |table| table.units.len());
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

/// A title stands alone in its row, but for its number.
const MOST_CELLS_OF_TITLE: usize = 2;

/// What the lines between two tables say of the figures of the lower one; the last that says anything.
fn title_between(grid: &Grid<'_>, rows: Range<u32>, lexicon: &Lexicon) -> Option<TableTitle> {
    let rows = grid
        .rows_within(rows)
        .filter(|row| row.cells.len() <= MOST_CELLS_OF_TITLE);
    let titles = rows.filter_map(|row| {
        let cell = row.cells.last()?;
        let heading = cell.wording()?.section(lexicon);
        let saying = cell.saying(Scope::Title);
        heading.speaks().then_some(TableTitle { heading, saying })
    });
    titles.last()
}

/// What the lines above a table below another say of it: the cluster of its units, else its title.
fn said_above(
    (grid, header): (&Grid<'_>, &Header<'_>),
    rows: Range<u32>,
    lexicon: &Lexicon,
) -> (Option<String>, Option<TableTitle>) {
    let cluster = cluster_between(grid, rows.clone(), lexicon);
    let title = match cluster.is_some() && header.names_units() {
        true => title_between(grid, rows, lexicon),
        false => title_of_next(grid, rows, lexicon),
    };
    (cluster, title)
}

/// The cluster that a line between two tables names: `CỤM THI ĐUA SỐ 2` above the units of that one.
fn cluster_between(grid: &Grid<'_>, rows: Range<u32>, lexicon: &Lexicon) -> Option<String> {
    let lines = grid
        .rows_within(rows)
        .filter(|row| row.cells.len() <= MOST_CELLS_OF_TITLE);
    let named = lines.filter_map(|row| {
        let wording = row.cells.last()?.wording()?;
        let is_named = matches!(wording.line(lexicon).names, Naming::Cluster);
        is_named.then(|| wording.text.clone())
    });
    named.last()
}

/// What the lines above a table below another say of it: a title that says no more than `Số liệu` or `Kết quả` of a table may yet be of
/// others, or of nobody knows what.
fn title_of_next(grid: &Grid<'_>, rows: Range<u32>, lexicon: &Lexicon) -> Option<TableTitle> {
    if let Some(title) = title_of_another(grid, rows.clone(), lexicon) {
        return Some(title);
    }
    let said = title_between(grid, rows.clone(), lexicon);
    let is_of_results = |title: &TableTitle| {
        !title.heading.is_of_else && title.heading.says != Some(FigureColumn::Target)
    };
    match said {
        Some(said) if !is_of_results(&said) => Some(said),
        said => title_not_understood(grid, rows, lexicon).or(said),
    }
}

/// The title above a table below another that names another body, also with lines between.
fn title_of_another(grid: &Grid<'_>, rows: Range<u32>, lexicon: &Lexicon) -> Option<TableTitle> {
    let words = &lexicon.forms.words;
    let first = rows.start;
    let mut lines = grid
        .rows_within(rows)
        .filter(|row| row.cells.len() <= MOST_CELLS_OF_TITLE);
    let found = lines.find_map(|row| {
        let cell = row.cells.last()?;
        let wording = cell
            .wording()
            .filter(|it| begins_with_any(it.label_key(), &words.title_words))?;
        names_another((grid, first), (cell, wording), lexicon).then_some(cell)
    });
    found.map(|cell| TableTitle {
        heading: Heading::of_else(),
        saying: cell.saying(Scope::Title),
    })
}

/// The line right above a table below another, where nobody can say from it of what the table is.
fn title_not_understood(
    grid: &Grid<'_>,
    rows: Range<u32>,
    lexicon: &Lexicon,
) -> Option<TableTitle> {
    let (first, end) = (rows.start, rows.end);
    let row = grid.rows_within(rows).last()?;
    let [.., cell] = row.cells else { return None };
    let wording = cell.wording()?;
    let words = &lexicon.forms.words.signature_words;
    let is_title = row.number + 1 == end && row.cells.len() <= MOST_CELLS_OF_TITLE;
    if !is_title || begins_with_any(wording.label_key(), words) {
        return None;
    }
    let number = row.cells.first().filter(|it| it.address != cell.address);
    let mark = number_of_heading(number.map(GridCell::text), cell.text());
    let stands_out = stands_out(grid, cell, mark);
    let heading = heading_alone((grid, first), (cell, wording), stands_out, lexicon);
    let saying = cell.saying(Scope::Title);
    heading.speaks().then_some(TableTitle { heading, saying })
}

/// What stands above the first table of a sheet; the whole sheet where it holds none.
fn statements_of(
    grid: &Grid<'_>,
    (headers, first_of_lines): (&[Header<'_>], Option<u32>),
    lexicon: &Lexicon,
    recognised: &RecognisedWorkbook,
) -> SheetStatements {
    /// A sheet without a table and with more cells than this is no cover sheet.
    const LARGEST_COVER: usize = 40;
    let of_congress = || congress::first_line(grid, lexicon);
    let first_line = || first_of_lines.or_else(of_congress).unwrap_or(u32::MAX);
    let first = headers.iter().find(|header| header.is_read());
    let first_header = first.map_or_else(first_line, |header| header.first_row);
    let first_header = first_header.min(first_of_lines.unwrap_or(u32::MAX));
    // What stands beside a table is no cover sheet.
    let is_cover = headers.is_empty() && first_of_lines.is_none();
    let says_nothing = is_cover && (grid.is_beside || grid.len() > LARGEST_COVER);
    let mut statements = match says_nothing {
        true => SheetStatements::default(),
        false => read_statements(grid, 0..first_header, lexicon),
    };
    let is_term = |(period, _)| matches!(period, Period::Term(..));
    let is_of_a_term = statements.periods().any(is_term);
    statements.tells_of_congress =
        is_of_a_term || congress::tells_of_congress(grid, first_header, lexicon);
    let below = headers.last().map(|last| last.body_row);
    if let Some(below) = below.or(first_of_lines) {
        statements.take_signatures(grid, below, lexicon);
        statements.take_notes_below(grid, below, lexicon);
        statements.take_name_in_rows(grid, below, lexicon);
        if let Some(cell) = units_beside::only_name(headers, grid, lexicon) {
            statements.take_name_beside(cell, lexicon);
        }
        statements.take_name_behind_title(lexicon);
        statements.take_sheet_name(grid, lexicon);
    }
    // A form that goes on over several sheets states its unit of measure on the first.
    let goes_on = headers
        .first()
        .is_some_and(|header| header.layout == TableLayout::RowPerIndicator)
        && recognised.tables.iter().any(|table| table.units.is_empty());
    if goes_on && statements.unit_of_measure.is_none() {
        let mut earlier = recognised.sheets.iter().filter(|sheet| sheet.has_table);
        statements.unit_of_measure =
            earlier.find_map(|sheet| sheet.statements.unit_of_measure.clone());
    }
    statements
}
