//! How the numbers of cells follow from other cells.

use std::sync::Arc;

/// Rows of a table that a formula goes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaRows {
    /// The sheet whose first table it is; `None` for the cell's own table.
    pub sheet: Option<&'static str>,
    /// The first, from zero.
    pub first: u32,
    /// The last.
    pub last: u32,
    /// Which of them.
    pub only: RowFilter,
}

/// Which rows a formula counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFilter {
    /// All.
    All,
    /// Those with a number in this column, where others stand between them.
    Numbered(u16),
    /// Those with this text in this column.
    Saying(u16, Arc<str>),
}

/// How a cell's value follows from other cells. Columns count from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// The sum of the cell's column.
    Sum(FormulaRows),
    /// The plain mean of the cell's column.
    Mean(FormulaRows),
    /// The mean of a column weighted by another, over rows that have both.
    WeightedMean {
        /// The column of values.
        value: u16,
        /// The weighting column.
        weight: u16,
        /// The rows.
        rows: FormulaRows,
    },
    /// The sum of the weights of such a mean.
    WeightOfMean {
        /// The column of values.
        value: u16,
        /// The weighting column.
        weight: u16,
        /// The rows.
        rows: FormulaRows,
    },
    /// The ratio of two columns' sums, over rows that have both.
    RatioOfSums {
        /// The column above.
        numerator: u16,
        /// The column below.
        denominator: u16,
        /// The rows.
        rows: FormulaRows,
    },
    /// How many rows there are.
    Count(FormulaRows),
    /// The ratio of two cells of the same row.
    Quotient {
        /// The column above.
        numerator: u16,
        /// The column below.
        denominator: u16,
    },
    /// The sum of neighbouring cells of the same row.
    Across {
        /// The first column.
        first: u16,
        /// The last column.
        last: u16,
    },
    /// A cell of the same row less another, times a hundred where both are rates.
    Difference {
        /// The column of the one.
        value: u16,
        /// The column of the other.
        before: u16,
        /// Whether it is told in percentage points.
        in_points: bool,
    },
    /// What a cell of the same row is more than another, as a part of the other.
    Rate {
        /// The column of the one.
        value: u16,
        /// The column of the other.
        before: u16,
    },
    /// A cell of the first table of another sheet.
    Same {
        /// The sheet.
        sheet: &'static str,
        /// The row, from zero.
        row: u32,
        /// The column.
        column: u16,
    },
}
