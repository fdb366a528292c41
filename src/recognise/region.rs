//! A table and its place: a header and the rows that belong to it.

use super::Lexicon;
use super::above::LastRow;
use super::column_kind::stage_of;
use super::grid::{Grid, GridCell, Row};
use super::header_rows::year_in;
use super::layout::Header;
use super::sayings::{FigureColumn, Scope, Timed};
use super::sections::TableTitle;
use super::tables::FigureTable;
use super::time::Time;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::finding::{Finding, Rule};
use crate::location::{CellAddress, CellRef};
use std::sync::Arc;

/// A header and the rows that belong to it.
pub(super) struct Region<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) grid: &'a Grid<'a>,
    pub(super) header: &'a Header<'a>,
    /// The first row that is not the table's.
    pub(super) end: u32,
    /// What stands above it, where another table stands above that.
    pub(super) title: Option<TableTitle>,
    /// The cluster that the lines above it name, where another table stands above that.
    pub(super) cluster: Option<String>,
    /// The last row of the table above, where this one goes on with that on the next page.
    pub(super) last_row: LastRow,
    pub(super) lexicon: &'a Lexicon,
}

/// What the word beside a name says of its row's figures: planned or reached, and when.
pub(super) type Stage = Option<(FigureColumn, Timed)>;

impl<'a> Region<'a> {
    /// The rows of the body that hold anything.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        self.grid.rows_within(self.header.body_row..self.end)
    }

    /// The unit's name, or a total's words, which may stand in the numbering column, and those that no unit is called in any.
    pub(super) fn name_in(&self, row: Row<'a>) -> Option<(&'a GridCell<'a>, &'a Wording)> {
        use ColumnRole::{Number, ReportingUnit, UnitCode};
        let columns = &self.header.columns;
        let with = |role| {
            columns
                .iter()
                .filter(move |column| column.kind.role() == Some(role))
        };
        let titled = [ReportingUnit, UnitCode, Number].into_iter().flat_map(with);
        let worded = |cell: &'a GridCell<'a>| Some((cell, cell.wording()?));
        let mut titled = titled.filter_map(|column| worded(row.cell(column.index)?));
        let named = titled.find(|(_, wording)| wording.text.chars().any(char::is_alphabetic));
        named.or_else(|| {
            let words = &self.lexicon.forms.words;
            let sums_up = |key: &str| words.is_total(key) || words.is_carried(key);
            let mut cells = row.cells.iter().filter_map(worded);
            cells.find(|(_, wording)| sums_up(wording.label_key()))
        })
    }

    /// Whether no other table stands below it on its sheet.
    pub(super) fn is_last(&self) -> bool {
        self.grid.last_row() < Some(self.end)
    }

    pub(super) fn place(&self, address: CellAddress) -> CellRef {
        CellRef::new(self.file, self.grid.sheet, address)
    }

    /// A finding about a cell of it.
    pub(super) fn tell(&self, rule: &'static Rule, at: CellAddress, message: String) -> Finding {
        Finding::about_cell(rule, &self.place(at), message)
    }

    /// What a word, or a year, in a column of its own says of a row.
    pub(super) fn stage_of(&self, row: Row<'_>, table: &mut FigureTable) -> Stage {
        let cell = row.cell(self.header.stage_column()?)?;
        let (says, time) = match cell.wording() {
            Some(wording) => stage_of(wording, self.lexicon)?,
            None => (FigureColumn::Actual, Time::Of(year_in(cell)?)),
        };
        Some((says, table.timed(time, cell.saying(Scope::Stage))))
    }

    /// Whether a name stands for rows that each hold figures, and nothing says which of them is which: it is merged over
    /// them, or names stand for two rows throughout. `is_bare` tells of a row whether it has figures and no name.
    pub(super) fn is_stacked(
        &self,
        name: &GridCell<'_>,
        has_second_rows: bool,
        is_bare: impl Fn(Row<'a>) -> bool,
    ) -> bool {
        let row = name.address.row;
        let last = self.grid.span(name.address).last.row;
        let last = last.max(row + u32::from(has_second_rows)).min(self.end - 1);
        if last == row {
            return false;
        }
        let mut below = self.grid.rows_within(row + 1..last + 1);
        below.any(is_bare)
    }

    /// Whether rows of figures without a name stand below those with one throughout, not once.
    pub(super) fn has_second_rows(&self, is_bare: impl Fn(Row<'a>) -> bool) -> bool {
        /// One such row is a sum, or a note.
        const FEWEST: usize = 2;
        let is_staged = self.header.stage_column().is_some();
        !is_staged && self.rows().filter(|row| is_bare(*row)).count() >= FEWEST
    }
}
