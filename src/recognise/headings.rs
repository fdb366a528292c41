//! Where a table's titles and labels stand, for showing a cell of it to a person: found as the table itself is read.

use super::column_kind::ColumnKind;
use super::grid::Grid;
use super::header::find_headers;
use super::layout::{Column, Header};
use super::{Lexicon, grids_of, side_by_side};
use crate::catalogue::ColumnRole;
use crate::location::CellAddress;
use crate::read::RawSheet;
use std::ops::Range;

/// What says of a cell what it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headings {
    /// The rows of titles above it, from zero.
    pub titles: Range<u32>,
    /// The columns that say of its row what it is, from zero.
    pub labels: Vec<u32>,
}

/// The titles and labels of the table that a cell stands in; `None` where no titles stand above it.
pub fn headings(sheet: &RawSheet, at: CellAddress, lexicon: &Lexicon) -> Option<Headings> {
    let (grids, _) = grids_of(&[sheet], lexicon);
    let grids = grids.into_iter();
    let parts: Vec<Grid<'_>> = grids
        .flat_map(|grid| side_by_side::apart(grid, lexicon))
        .collect();
    let above = |header: &Header<'_>| header.body_row <= at.row;
    let begins = |header: &Header<'_>| header.columns.first().map(|column| column.index);
    // Of two tables side by side the one that begins last before the cell.
    let mut found: Option<(u32, Headings)> = None;
    for grid in &parts {
        let headers = find_headers(grid, lexicon);
        let Some(header) = headers.into_iter().rfind(above) else {
            continue;
        };
        let first = begins(&header).filter(|first| *first <= at.column);
        let is_nearer = found.as_ref().map(|(first, _)| *first) <= first;
        if let Some(first) = first.filter(|_| is_nearer) {
            let columns = header
                .columns
                .iter()
                .filter(|column| says_what_rows_are(column));
            let labels = columns.map(|column| column.index).collect();
            let titles = header.first_row..header.body_row;
            found = Some((first, Headings { titles, labels }));
        }
    }
    found.map(|(_, headings)| headings)
}

fn says_what_rows_are(column: &Column<'_>) -> bool {
    use ColumnRole::{Label, Number, ReportingUnit, UnitCode, UnitOfMeasure};
    let roles = [Label, Number, ReportingUnit, UnitCode, UnitOfMeasure];
    let role = column.kind.role();
    column.kind == ColumnKind::Stage || role.is_some_and(|role| roles.contains(&role))
}
