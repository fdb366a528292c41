//! What the words before the figures of a form's own rows say, where its indicators stand across: `Kết quả`, `Thực hiện năm 2024`,
//! `Kế hoạch`, `Tăng, giảm`. Such a word names no unit: whose form it is, its figures are.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::grid::{GridCell, Row};
use super::header_rows::year_in;
use super::layout::{Body, Column, Header};
use super::sayings::FigureColumn;
use super::time::{Time, told_time};
use super::titles::RoledTitle;
use crate::catalogue::ColumnRole;
use crate::location::CellAddress;
use crate::text::{begins_with_any, contains_any};
use std::borrow::Cow;

/// What such words say of their row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum OwnRow {
    /// Its figures are planned or reached, and when.
    Figures(FigureColumn, Time),
    /// It compares other rows.
    Compares,
    /// It sums up others, or is all that there is.
    Sum,
}

/// What the words before a row's figures say; `None` where they are anything else: a part, a name, an activity.
pub(super) fn said(cell: &GridCell<'_>, lexicon: &Knowledge) -> Option<OwnRow> {
    let Some(wording) = cell.wording() else {
        let year = year_in(cell)?;
        return Some(OwnRow::Figures(FigureColumn::Actual, Time::Of(year)));
    };
    let words = &lexicon.forms.words;
    let key = wording.label_key();
    let title = wording.title(lexicon);
    if title.title.compares
        || begins_with_any(key, &words.comparing_row_beginnings)
        || contains_any(key, &words.difference_words)
    {
        return Some(OwnRow::Compares);
    }
    if words.is_total(key) && title.title.time == Time::Unsaid {
        return words
            .total_rows
            .iter()
            .any(|it| it == key)
            .then_some(OwnRow::Sum);
    }
    let says = title.role.map(ColumnKind::of_role);
    let is_whole = lexicon.titles.is_whole(&title.title);
    match says {
        Some(ColumnKind::Figure(FigureColumn::Rate) | ColumnKind::Difference) if is_whole => {
            Some(OwnRow::Compares)
        }
        Some(ColumnKind::Figure(says)) if is_whole => Some(OwnRow::Figures(says, title.title.time)),
        // `Chỉ tiêu` beside `Kết quả` is what was to be reached.
        Some(ColumnKind::Label) if is_whole && words.names_targets(&title.title.key) => {
            Some(OwnRow::Figures(FigureColumn::Target, title.title.time))
        }
        says => {
            let (time, _) = told_time(&cell.shown().to_lowercase())?;
            let says = match says {
                Some(ColumnKind::Figure(says)) => says,
                _ => FigureColumn::Actual,
            };
            Some(OwnRow::Figures(says, time))
        }
    }
}

/// Whether a row says in one of its columns of when or of what its figures are: there figures stand beside such words.
pub(super) fn are_said_in(column: u32, body: &Body<'_, '_>, lexicon: &Knowledge) -> bool {
    let mut rows = body.rows().filter(|row| has_figures_behind(*row, column));
    rows.any(|row| {
        let cell = row.cell(column);
        cell.is_some_and(|cell| said(cell, lexicon).is_some())
    })
}

fn has_figures_behind(row: Row<'_>, column: u32) -> bool {
    let mut behind = row.cells.iter().filter(|it| it.address.column > column);
    behind.any(GridCell::may_be_figure)
}

/// Gives a table whose rows are of its own unit the column of such words, which may stand before all titles.
pub(super) fn settle(header: &mut Header<'_>, body: &Body<'_, '_>, lexicon: &Knowledge) {
    let may_be =
        |column: &Column<'_>| column.is_unknown() || column.title.role == Some(ColumnRole::Label);
    let mut columns = header.columns.iter_mut();
    let found = columns.find(|column| may_be(column) && are_said_in(column.index, body, lexicon));
    if let Some(column) = found {
        column.kind = ColumnKind::Stage;
        return;
    }
    let Some(index) = column_before(header, body) else {
        return;
    };
    if are_said_in(index, body, lexicon) {
        let at = CellAddress::new(header.first_row, index);
        let untitled = Column::new(at, Cow::Owned(RoledTitle::default()));
        header
            .columns
            .insert(0, untitled.of_kind(ColumnKind::Stage));
    }
}

/// The column of words before the first title.
fn column_before(header: &Header<'_>, body: &Body<'_, '_>) -> Option<u32> {
    let first = header.columns.first()?.index;
    let row = body
        .rows()
        .find(|row| has_figures_behind(*row, first.saturating_sub(1)))?;
    let before = row.cells.iter().rfind(|cell| cell.address.column < first)?;
    before.wording().map(|_| before.address.column)
}

/// `Đơn vị` above words that tell planned from reached and nothing else is the title of these: nobody is called `Kết quả`.
pub(super) fn leave_no_units(header: &mut Header<'_>, body: &Body<'_, '_>, lexicon: &Knowledge) {
    let is_stage = |cell: &GridCell<'_>| {
        let title = cell.wording().map(|it| it.title(lexicon));
        title.is_some_and(|it| it.role.is_some())
            && matches!(said(cell, lexicon), Some(OwnRow::Figures(..)))
    };
    let are_stages = |index: u32| {
        let rows = body.rows().filter(|row| has_figures_behind(*row, index));
        let mut names = rows.filter_map(|row| row.cell(index)).peekable();
        names.peek().is_some() && names.all(is_stage)
    };
    let is_of_units = |it: &Column<'_>| it.kind == ColumnKind::Fact(ColumnRole::ReportingUnit);
    let mut columns = header.columns.iter_mut();
    if let Some(column) = columns.find(|it| is_of_units(it) && are_stages(it.index)) {
        column.kind = ColumnKind::Stage;
    }
}
