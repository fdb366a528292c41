//! Rows without a figure in a table with a row per indicator: what they begin, and what they part.

use super::FigureColumn;
use super::grid::{GridCell, Row};
use super::header::ColumnContent;
use super::row_label::RowLabel;
use super::rows_of_indicators::Walk;
use super::rows_of_units::is_group_number;
use super::wording::Wording;
use crate::catalogue::ColumnRole;

impl<'a> Walk<'a> {
    /// A row that stands between another and its parts and is neither: `- Trong đó:`, a remark in parentheses.
    pub(super) fn goes_between(&self, label: &RowLabel, row: Row<'_>) -> bool {
        let introducing = &self.region.lexicon.forms.words.introducing_parts;
        let is_between = label.text.starts_with('(') || introducing.contains(&label.key);
        is_between && self.figure_in(row).is_none()
    }

    /// A row without a label: what says something in it, a section's title, is no part of the row above, and what
    /// stands below it neither.
    pub(super) fn pass_unlabelled(&mut self, row: Row<'a>) {
        let has_figure = self.figure_in(row).is_some();
        if !has_figure && self.take_unit_line(row) {
            return;
        }
        self.begin_section(row);
        let columns = &self.region.header.columns;
        let is_note = |cell: &GridCell<'_>| {
            let found = columns.binary_search_by_key(&cell.address.column, |column| column.index);
            found.is_ok_and(|column| {
                columns[column].content == ColumnContent::Role(ColumnRole::Note)
            })
        };
        let speaks = |cell: &&GridCell<'_>| cell.text().contains(char::is_alphabetic);
        let mut words = row.cells.iter().filter(speaks);
        let says_something =
            words.any(|cell| Some(cell.address.column) != self.unit_column && !is_note(cell));
        if has_figure || says_something {
            self.whole = None;
            self.row_above = None;
        }
    }

    /// `II. Chỉ tiêu phấn đấu nhiệm kỳ 2023-2028`: what follows in a table of results is striven for, up to the next heading.
    pub(super) fn note_heading(&mut self, row: Row<'_>, wording: &Wording) {
        let lexicon = self.region.lexicon;
        let is_of_targets = wording.heads_targets(lexicon);
        let number = self.region.header.column(ColumnRole::Number);
        let number = number.and_then(|column| row.cell(column.index));
        let is_heading =
            is_of_targets || number.is_some_and(|number| is_group_number(number.text()));
        let mut columns = self.figure_columns.iter();
        let has_targets = columns.any(|(_, kind)| *kind == FigureColumn::Target);
        if is_heading && !has_targets && self.figure_in(row).is_none() {
            self.strives_for = is_of_targets.then(|| wording.label(lexicon).period);
        }
    }
}
