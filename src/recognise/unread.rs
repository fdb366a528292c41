//! What stands on a sheet and is not read, or is read though nobody sees it: struck-out cells, cells under merged ones,
//! hidden rows and columns, notes. All of it is told.

use super::grid::{Grid, GridCell, unread};
use super::tables::{FigureCell, FigureTable};
use super::time::Time;
use crate::finding::{Finding, Severity};
use crate::ledger::CellClass;
use crate::location::{CellAddress, CellRef};
use crate::read::{CellContent, RawCell, RawSheet, Sight};
use crate::rules;
use crate::rules::hidden_cells::Unseen;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many places of a kind are named.
const MOST_NAMED: usize = 12;

/// Takes figures that are hidden out of a table where others of the same are shown. Where they stood.
pub(super) fn drop_hidden_doubles(grid: &Grid<'_>, table: &mut FigureTable) {
    let is_hidden = |figure: &FigureCell| {
        let cell = grid.row(figure.at.row).cell(figure.at.column);
        cell.is_some_and(|cell| cell.is_hidden)
    };
    let filled = || {
        table
            .figures
            .iter()
            .filter(|figure| figure.content.is_some())
    };
    let hidden = filled().filter(|figure| is_hidden(figure));
    let hidden: BTreeSet<CellAddress> = hidden.map(|figure| figure.at).collect();
    if hidden.is_empty() {
        return;
    }
    let key = |figure: &FigureCell| {
        let unit = figure.unit_row.and_then(|row| table.units.get(row));
        let unit = unit.map(|unit| unit.name.clone());
        (unit, figure.indicator.clone(), figure.column as u8)
    };
    let times = |figure: &FigureCell| [figure.timed.by_column.time, figure.timed.by_row.time];
    let mut shown: BTreeMap<_, Vec<[Time; 2]>> = BTreeMap::new();
    for figure in filled().filter(|figure| !hidden.contains(&figure.at)) {
        shown.entry(key(figure)).or_default().push(times(figure));
    }
    // What says nothing of its time is of that of the figure that is shown.
    let is_same =
        |one: Time, other: Time| one == other || one == Time::Unsaid || other == Time::Unsaid;
    let is_shown = |figure: &FigureCell| {
        let own = times(figure);
        let shown = shown.get(&key(figure)).into_iter().flatten();
        let mut shown = shown.map(|other| own.iter().zip(other));
        shown.any(|mut pairs| pairs.all(|(one, other)| is_same(*one, *other)))
    };
    let is_double = |it: &&FigureCell| hidden.contains(&it.at) && is_shown(it);
    let doubles = filled().filter(is_double).map(|figure| figure.at);
    let doubles: BTreeSet<CellAddress> = doubles.collect();
    table.figures.retain(|figure| !doubles.contains(&figure.at));
    let doubles = doubles.into_iter();
    table
        .passed_over
        .extend(doubles.map(|at| (at, CellClass::Hidden)));
}

/// What is told of a sheet with a form on it, of which these tables were read.
pub(super) fn findings(
    file: &Arc<str>,
    sheet: &RawSheet,
    grid: &Grid<'_>,
    tables: &[FigureTable],
) -> Vec<Finding> {
    let doubles = tables.iter().flat_map(|table| &table.passed_over);
    let doubles: Vec<CellAddress> = doubles.map(|(at, _)| *at).collect();
    let teller = Teller { file, sheet, grid };
    let mut findings = teller.partly_struck();
    findings.extend(teller.unseen(&doubles));
    // Of two tables side by side the first tells of their sheet.
    if !grid.is_beside {
        findings.extend(teller.struck());
        findings.extend(teller.notes());
        findings.extend(teller.corrections());
    }
    findings
}

struct Teller<'s> {
    file: &'s Arc<str>,
    sheet: &'s RawSheet,
    grid: &'s Grid<'s>,
}

impl Teller<'_> {
    fn place(&self, address: CellAddress) -> CellRef {
        CellRef::new(self.file, &self.sheet.name, address)
    }

    /// One finding a row that is struck out.
    fn struck(&self) -> Vec<Finding> {
        let rule = &rules::struck_out::RULE;
        let struck = unread(self.sheet).filter(|(_, sight)| *sight == Sight::Struck);
        let struck: Vec<&RawCell> = struck.map(|(cell, _)| cell).collect();
        let mut findings = Vec::new();
        for row in struck.chunk_by(|one, next| one.address.row == next.address.row) {
            let texts: Vec<String> = row.iter().map(|cell| text_of(cell)).collect();
            // The figure is what was taken back.
            let figure = row.iter().rev().find(|cell| cell.content.may_be_figure());
            let Some(at) = figure.or(row.first()).map(|cell| cell.address) else {
                continue;
            };
            let message = match &texts[..] {
                [text] => rules::struck_out::message(text),
                texts => rules::struck_out::row_message(at.row + 1, texts),
            };
            findings.push(Finding::about_cell(rule, &self.place(at), message));
        }
        findings
    }

    /// One finding a cell of which a part is struck out.
    fn partly_struck(&self) -> Vec<Finding> {
        let rule = &rules::struck_out::RULE;
        let mut findings = Vec::new();
        for cell in self.grid.rows().flat_map(|row| row.cells) {
            // Where what is left cannot be told, that is told alone.
            if let Some(struck) = cell.struck().filter(|_| !cell.text().is_empty()) {
                let left = cell.text();
                let message = rules::struck_out::part_message(struck.trim(), left);
                findings.push(Finding::about_cell(
                    rule,
                    &self.place(cell.address),
                    message,
                ));
            }
        }
        findings
    }

    /// One finding for all figures that nobody sees.
    fn unseen(&self, doubles: &[CellAddress]) -> Option<Finding> {
        let look = &self.sheet.look;
        let cells = self.grid.rows().flat_map(|row| row.cells);
        let hidden = cells.filter(|cell| cell.is_hidden && cell.may_be_figure());
        let hidden: Vec<&GridCell<'_>> = hidden.collect();
        let is_first = !self.grid.is_beside;
        let covered = unread(self.sheet).filter(|(_, sight)| is_first && *sight == Sight::Covered);
        let covered = covered.map(|(cell, _)| cell);
        let covered = covered.filter(|cell| cell.content.may_be_figure());
        let covered: Vec<CellAddress> = covered.map(|cell| cell.address).collect();
        let figures = || hidden.iter().map(|cell| cell.address);
        let has = |is_there: &dyn Fn(CellAddress) -> bool| figures().any(is_there);
        let rows = look.hidden_rows.iter();
        let rows = rows.filter(|rows| has(&|at| rows.contains(&at.row)));
        let columns = look.hidden_columns.iter();
        let columns = columns.filter(|columns| has(&|at| columns.contains(&at.column)));
        let invisible = figures().filter(|at| !look.hides(*at));
        let name = |address: CellAddress| address.to_string();
        let unseen = Unseen {
            rows: few(rows.map(|rows| ranged(rows.start() + 1, rows.end() + 1))),
            columns: few(columns.map(|columns| {
                let letters = |column: u32| {
                    name(CellAddress::new(0, column))
                        .trim_end_matches('1')
                        .to_string()
                };
                ranged(letters(*columns.start()), letters(*columns.end()))
            })),
            invisible: few(invisible.map(name)),
            covered: few(covered.iter().copied().map(name)),
            doubles: few(doubles.iter().copied().map(name)),
        };
        let all = || figures().chain(covered.iter().copied());
        // Figures stand behind the numbers of their rows.
        let row = all().map(|at| at.row).min()?;
        let first = all().filter(|at| at.row == row).max()?;
        let rule = &rules::hidden_cells::RULE;
        let message = rules::hidden_cells::message(&unseen);
        Some(Finding::about_cell(rule, &self.place(first), message))
    }

    /// Lines that take back figures which nobody can find by their words.
    fn corrections(&self) -> Vec<Finding> {
        let unclear = self.grid.notes.corrections.iter();
        let unclear = unclear.filter(|it| it.rows.is_empty());
        let told = unclear.map(|it| {
            let message = rules::row_unread::correction_message(&it.note.written);
            Finding::about_cell(&rules::row_unread::RULE, &self.place(it.note.at), message)
        });
        told.collect()
    }

    /// Notes on figures and text boxes, for information.
    fn notes(&self) -> Vec<Finding> {
        let rule = &rules::hidden_cells::RULE;
        let notes = self.sheet.look.notes.iter().filter(|note| {
            let cell = self.grid.row(note.at.row).cell(note.at.column);
            let is_on_words = cell.is_some_and(|cell| !cell.may_be_figure());
            note.is_box || !is_on_words || note.text.contains(|c: char| c.is_ascii_digit())
        });
        let told = notes.map(|note| {
            let message = match note.is_box {
                true => rules::hidden_cells::box_message(&note.text),
                false => rules::hidden_cells::note_message(&note.text),
            };
            let finding = Finding::about_cell(rule, &self.place(note.at), message);
            finding.as_severity(Severity::Info)
        });
        told.collect()
    }
}

/// The first few places, and a mark where there are more.
fn few(places: impl Iterator<Item = String>) -> Vec<String> {
    let mut named: Vec<String> = places.collect();
    if named.len() > MOST_NAMED {
        let more = named.len() - MOST_NAMED;
        named.truncate(MOST_NAMED);
        named.push(format!("và {more} chỗ nữa"));
    }
    named
}

fn ranged<T: PartialEq + ToString>(first: T, last: T) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{}–{}", first.to_string(), last.to_string())
    }
}

/// What stands in a cell, for a message.
fn text_of(cell: &RawCell) -> String {
    match &cell.content {
        CellContent::Text(text) | CellContent::Error(text) | CellContent::UncachedFormula(text) => {
            crate::text::clean(text)
        }
        CellContent::Number { value, .. } | CellContent::DateTime(value) => value.to_string(),
        CellContent::Boolean(value) => value.to_string(),
        CellContent::ShownOtherwise { shown, .. } => shown.clone(),
    }
}
