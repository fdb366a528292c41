//! The rows above a row that it may belong to, and the whole that it may be a part of.

use super::notes::Note;
use super::row_mark::Mark;
use super::sayings::Timed;
use crate::catalogue::Indicator;
use std::sync::Arc;

/// A row that rows below it may belong to.
#[derive(Clone)]
pub(super) struct RowAbove {
    /// The match key of its label, behind that of the row above it under which the label was understood.
    pub(super) key: String,
    pub(super) mark: Option<Mark>,
    /// Whether it counts what no indicator is.
    pub(super) is_other: bool,
    /// Where it names a field of work and is the whole of nothing (`Tổ chức, đoàn viên`): the indicator that its first words mean alone.
    pub(super) field: Option<Option<Arc<str>>>,
    /// Its figures' positions, dropped where its cells are empty and the rows below it turn out to hold its figures.
    pub(super) empty_figures: Vec<usize>,
}

/// What the last row of a table says of those that go on below it on the next page.
#[derive(Clone, Default)]
pub(super) struct LastRow {
    /// The row that others may belong to, where it gives nothing itself.
    pub(super) row: Option<RowAbove>,
    /// The indicator of which the next rows may be parts, and the mark of its row.
    pub(super) whole: Option<(Arc<str>, Option<Mark>)>,
}

/// The words before a row in a column of their own, and the last row that they speak of, where that is told.
pub(super) struct Lead {
    pub(super) row: RowAbove,
    pub(super) last: Option<u32>,
}

/// The row above, or the one further above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Under {
    Row,
    Outer,
}

/// The rows above that the next may belong to.
#[derive(Default)]
pub(super) struct RowsAbove {
    pub(super) row: Option<RowAbove>,
    /// The row under which the label of the row above was understood.
    pub(super) outer: Option<RowAbove>,
    /// Under which of them the label of the row that is read was understood.
    pub(super) under: Option<Under>,
}

/// What the next rows may be parts of.
#[derive(Default)]
pub(super) struct Whole<'a> {
    /// The indicator of the last row, or the one whose parts the last rows were: what `Trong đó: nữ` is a part of.
    pub(super) indicator: Option<&'a Indicator>,
    /// The time that its label names, which is that of its parts too, and what a note says of it.
    pub(super) time: (Timed, Option<&'a Note>),
    /// The mark of its row, and that of parts of it since that are no indicator.
    pub(super) mark: Option<Mark>,
    pub(super) other_mark: Option<Mark>,
    /// Whether parts stand before what they are parts of: `Nữ`, below it `Tổng số lao động`.
    pub(super) is_below_parts: bool,
}
