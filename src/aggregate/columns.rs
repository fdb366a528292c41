//! Collected frames back as plain columns.

use polars::prelude::*;

/// A column of numbers of names, without gaps.
pub(crate) fn numbers(frame: &DataFrame, column: &str) -> PolarsResult<Vec<u64>> {
    gapless(frame.column(column)?.u64()?)
}

/// A column of counts, without gaps.
pub(crate) fn counts(frame: &DataFrame, column: &str) -> PolarsResult<Vec<u32>> {
    gapless(frame.column(column)?.u32()?)
}

/// A column of figures, without gaps.
pub(crate) fn values(frame: &DataFrame, column: &str) -> PolarsResult<Vec<f64>> {
    gapless(frame.column(column)?.f64()?)
}

fn gapless<T: PolarsNumericType>(column: &ChunkedArray<T>) -> PolarsResult<Vec<T::Native>> {
    polars_ensure!(column.null_count() == 0, ComputeError: "{} has a gap", column.name());
    Ok(column.iter().flatten().collect())
}
