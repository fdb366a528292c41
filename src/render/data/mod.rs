//! The tables of a run: one file a table, as Parquet under `du-lieu/`, and as CSV under `du-lieu-csv/` where it is asked for.
//!
//! The columns of each table are listed in [`schema`]; how a list of columns becomes a file is told in [`parquet`]. Rows are
//! written in the order in which they come.

mod changed;
mod csv;
mod package;
mod parquet;
mod register;
mod schema;
mod stored;

use super::Artifact;
use crate::catalogue::Indicators;
use crate::observation::Observation;
use crate::register::Register;
use crate::tables::{Aggregate, ChangePart, Comparison, Distribution, Tables};
use anyhow::Context;
pub use changed::{CHANGED_FILE, ChangedFigure, ChangedSide, render_changed};
pub use package::described;
use parquet::{Column, Province, write};
use rayon::prelude::*;
pub use stored::{StoredRow, StoredTable, n_rows};

/// What the tables' columns are is the public interface: a column may come at the end of a list, nothing else may change
/// under the same number.
pub const SCHEMA: u32 = 2;

/// Where the files go in the output folder.
pub const FOLDER: &str = "du-lieu";

/// Where they go as CSV.
pub const CSV_FOLDER: &str = "du-lieu-csv";

/// What the tables are written as, and whose they are.
#[derive(Debug, Clone, Copy)]
pub struct DataFiles<'a> {
    /// The province's code, where the office sets one.
    pub province: Option<&'a str>,
    /// Whether Parquet is asked for.
    pub as_parquet: bool,
    /// Whether CSV is.
    pub as_csv: bool,
}

/// Writes the observations and the tables of what was read and decided, with their columns even where they have no rows.
///
/// # Errors
/// Where a file cannot be put together: a fault of the program, not of the data.
pub fn render_records(
    observations: &[Observation],
    tables: &Tables,
    written: DataFiles<'_>,
) -> anyhow::Result<Vec<Artifact>> {
    together(&[
        &|| written.table("submissions", schema::SUBMISSIONS, &tables.submissions),
        &|| written.table("observations", schema::OBSERVATIONS, observations),
        &|| written.table("findings", schema::FINDINGS, &tables.findings),
        &|| written.table("targets", schema::TARGETS, &tables.targets),
        &|| written.table("rankings", schema::RANKINGS, &tables.rankings),
        &|| written.table("attendance", schema::ATTENDANCE, &tables.attendance),
        &|| written.table("nominations", schema::NOMINATIONS, &tables.nominations),
        &|| written.table("leadership", schema::LEADERSHIP, &tables.leadership),
        &|| written.table("congresses", schema::CONGRESSES, &tables.congresses),
        &|| written.table("scores", schema::SCORES, &tables.scores),
        &|| written.table("award_counts", schema::AWARD_COUNTS, &tables.award_counts),
    ])
}

/// Writes the tables of totals, likewise.
///
/// # Errors
/// As [`render_records`].
pub fn render_aggregates(
    aggregates: &[Aggregate],
    distributions: &[Distribution],
    written: DataFiles<'_>,
) -> anyhow::Result<Vec<Artifact>> {
    together(&[
        &|| written.table("aggregates", schema::AGGREGATES, aggregates),
        &|| written.table("distributions", schema::DISTRIBUTIONS, distributions),
    ])
}

/// Writes the tables of periods compared, likewise.
///
/// # Errors
/// As [`render_records`].
pub fn render_comparisons(
    comparisons: &[Comparison],
    change_parts: &[ChangePart],
    written: DataFiles<'_>,
) -> anyhow::Result<Vec<Artifact>> {
    together(&[
        &|| written.table("comparisons", schema::COMPARISONS, comparisons),
        &|| written.table("change_parts", schema::CHANGE_PARTS, change_parts),
    ])
}

/// Writes the register that the run stands on, kept by the office or drawn from the files, and its indicators.
///
/// # Errors
/// As [`render_records`].
pub fn render_register(
    register: &Register,
    indicators: &Indicators,
    written: DataFiles<'_>,
) -> anyhow::Result<Vec<Artifact>> {
    let rows = register::Rows::of(register, indicators);
    together(&[
        &|| written.table("units", schema::UNITS, &rows.units),
        &|| written.table("clusters", schema::CLUSTERS, &rows.clusters),
        &|| written.table("memberships", schema::MEMBERSHIPS, &rows.memberships),
        &|| written.table("changes", schema::CHANGES, &rows.changes),
        &|| written.table("indicators", schema::INDICATORS, &rows.indicators),
    ])
}

/// The description of these tables, as each way of writing them has it. The same tables give the same bytes.
///
/// # Errors
/// As [`render_records`].
pub fn describe(tables: &[&Artifact], written: DataFiles<'_>) -> anyhow::Result<Vec<Artifact>> {
    let package = written
        .as_parquet
        .then(|| package::package(tables, written.province));
    let columns = written.as_csv.then(package::columns_as_csv);
    package.into_iter().chain(columns).collect()
}

/// Tables know nothing of each other: they are written side by side, and come out in their order.
fn together(
    tables: &[&(dyn Fn() -> anyhow::Result<Vec<Artifact>> + Sync)],
) -> anyhow::Result<Vec<Artifact>> {
    let tables = tables.par_iter().with_max_len(1);
    let written: anyhow::Result<Vec<Vec<Artifact>>> = tables.map(|write| write()).collect();
    Ok(written?.into_iter().flatten().collect())
}

impl DataFiles<'_> {
    fn table<T: Sync>(
        &self,
        table: &str,
        columns: &[Column<T>],
        rows: &[T],
    ) -> anyhow::Result<Vec<Artifact>> {
        let parquet = self.as_parquet.then(|| {
            let bytes = write(table, columns, rows, Province::Of(self.province))?;
            let name = format!("{FOLDER}/{table}.parquet");
            anyhow::Ok(Artifact { name, bytes })
        });
        let csv = self.as_csv.then(|| {
            let bytes = csv::write(columns, rows, self.province)?;
            let name = format!("{CSV_FOLDER}/{table}.csv");
            anyhow::Ok(Artifact { name, bytes })
        });
        let written: anyhow::Result<Vec<Artifact>> = parquet.into_iter().chain(csv).collect();
        written.with_context(|| format!("không ghi được bảng dữ liệu {table}"))
    }
}

#[cfg(test)]
mod tests;
