//! A column of words before the labels that says what several rows are about: `Thăm hỏi đoàn viên | Số lượt`, below it
//! `| Số tiền`. A row whose own label says too little belongs to it.

use super::above::{Lead, RowAbove};
use super::column_kind::ColumnKind;
use super::grid::{GridCell, Row};
use super::layout::Column;
use super::region::Region;
use super::row_mark::marks_group;
use super::walk::{LeadColumn, Walk};
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::text::is_letter;

/// No letter that Vietnamese or its neighbours are written with stands above this sign.
const FIRST_OF_OTHER_SCRIPTS: char = '\u{2e80}';

/// The column before that of the labels, where it holds words, fewer than there are labels.
pub(super) fn lead_column(region: &Region<'_>) -> Option<LeadColumn> {
    let header = region.header;
    let label = header.column(ColumnRole::Label)?;
    let may_lead = |column: &&Column<'_>| {
        let is_open = matches!(
            column.kind,
            ColumnKind::Unknown(_) | ColumnKind::Note | ColumnKind::Fact(ColumnRole::Number)
        );
        column.index < label.index && is_open
    };
    let titled = header.columns.iter().rfind(may_lead);
    // Its own title may be left out.
    let before = label.index.checked_sub(1);
    let untitled = before.filter(|index| header.at(*index).is_none());
    let index = titled.map(|column| column.index).or(untitled)?;
    let cells = |index: u32| region.rows().filter_map(move |row| row.cell(index));
    let leads = cells(index).filter(|cell| speaks(cell)).count();
    let others = cells(index).count() - leads;
    let only_number = only_number(cells(index)) || cells(index).all(|cell| is_code(cell.text()));
    if leads == 0 || others > 0 || leads >= cells(label.index).count() || only_number {
        return None;
    }
    let spans = |cell: &GridCell<'_>| {
        let span = region.grid.span(cell.address);
        span.last.row > span.first.row
    };
    Some(LeadColumn {
        index,
        is_merged: cells(index).any(spans),
    })
}

/// Whether texts differ by their numbers alone: `Câu 1`, `Câu 2`.
fn only_number<'g>(mut cells: impl Iterator<Item = &'g GridCell<'g>>) -> bool {
    let is_of_number = |it: char| it.is_ascii_digit();
    let words = |cell: &'g GridCell<'g>| cell.text().replace(is_of_number, "");
    let is_numbered = |cell: &GridCell<'_>| cell.text().contains(is_of_number);
    cells
        .next()
        .filter(|first| is_numbered(first))
        .is_some_and(|first| {
            let first = words(first);
            let mut others = cells.map(words).peekable();
            others.peek().is_some() && others.all(|other| other == first)
        })
}

/// `HR01`, `CD-02`
fn is_code(text: &str) -> bool {
    text.contains(|it: char| it.is_ascii_digit()) && !text.contains(char::is_whitespace)
}

/// Whether a cell holds words, no number and no mark. In another script they only say again what the labels say.
fn speaks(cell: &GridCell<'_>) -> bool {
    let text = cell.text();
    let is_own = |it: &char| is_letter(*it) && *it < FIRST_OF_OTHER_SCRIPTS;
    text.chars().filter(is_own).count() > 1 && !cell.may_be_figure() && !marks_group(text)
}

impl<'a> Walk<'a> {
    /// Words to the left are what a row may belong to: a lead that begins with it or that speaks of it too, or the label of a
    /// pair before it: `Tổng số lao động | 29 | Trong đó nữ | 19`.
    pub(super) fn stand_beside(&mut self, row: Row<'a>) {
        let pairs = self.region.grid.pairs.as_ref();
        if let Some(leading) = pairs.and_then(|pairs| pairs.leading.get(&row.number)) {
            self.begin_below(leading);
            return;
        }
        let Some(column) = self.plan.beside.lead else {
            return;
        };
        let own = row.cell(column.index).filter(|cell| speaks(cell));
        // Words alone in their row head a section.
        if own.is_some() && row.cell(self.plan.label_column).is_none() {
            self.above.lead = None;
            return;
        }
        if let Some((cell, wording)) = own.and_then(|cell| Some((cell, cell.wording()?))) {
            let last = self.region.grid.span(cell.address).last.row;
            self.above.lead = Some(Lead {
                row: self.begin_below(wording),
                last: column.is_merged.then_some(last),
            });
        } else if let Some(lead) = &self.above.lead
            && lead.last.is_none_or(|last| row.number <= last)
        {
            self.above.rows.outer = Some(lead.row.clone());
        }
    }

    /// The words are what the next rows may be parts of, and may belong to.
    fn begin_below(&mut self, words: &'a Wording) -> RowAbove {
        let label = words.label(self.region.lexicon);
        self.end_whole();
        self.meaning_of_row((label, label.mark), None);
        let row = self.row_above(label, label.mark);
        self.stand_above(row.clone(), self.table.figures.len());
        row
    }
}
