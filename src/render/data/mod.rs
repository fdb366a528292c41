//! The tables of a run as Parquet: one file a table, under `du-lieu/`.
//!
//! The columns of each table are listed in [`schema`]; how a list of columns becomes a file is told in [`parquet`],
//! and how a column becomes bytes in [`pages`]. Rows are written in the order in which they come.

mod changed;
mod dictionary;
mod known;
mod pages;
mod parquet;
mod runs;
mod schema;
mod stored;

use super::Artifact;
use crate::observation::Observation;
use crate::tables::{Aggregate, ChangePart, Comparison, Distribution, Tables};
use anyhow::Context;
pub use changed::{CHANGED_FILE, ChangedFigure, ChangedSide, render_changed};
use parquet::{Column, write};
use rayon::prelude::*;
pub use stored::{StoredRow, StoredTable, n_rows};

/// What the tables' columns are is the public interface: a column may come at the end of a list, nothing else may change
/// under the same number.
pub const SCHEMA: u32 = 1;

/// Where the files go in the output folder.
pub const FOLDER: &str = "du-lieu";

/// Writes the observations and the tables of what was read and decided, with their columns even where they have no rows.
///
/// # Errors
/// Where a file cannot be put together: a fault of the program, not of the data.
pub fn render_records(
    observations: &[Observation],
    tables: &Tables,
) -> anyhow::Result<Vec<Artifact>> {
    together(&[
        &|| artifact("submissions", schema::SUBMISSIONS, &tables.submissions),
        &|| artifact("observations", schema::OBSERVATIONS, observations),
        &|| artifact("findings", schema::FINDINGS, &tables.findings),
        &|| artifact("targets", schema::TARGETS, &tables.targets),
        &|| artifact("rankings", schema::RANKINGS, &tables.rankings),
        &|| artifact("attendance", schema::ATTENDANCE, &tables.attendance),
        &|| artifact("nominations", schema::NOMINATIONS, &tables.nominations),
        &|| artifact("leadership", schema::LEADERSHIP, &tables.leadership),
        &|| artifact("congresses", schema::CONGRESSES, &tables.congresses),
        &|| artifact("scores", schema::SCORES, &tables.scores),
        &|| artifact("award_counts", schema::AWARD_COUNTS, &tables.award_counts),
    ])
}

/// Writes the tables of totals, likewise.
///
/// # Errors
/// As [`render_records`].
pub fn render_aggregates(
    aggregates: &[Aggregate],
    distributions: &[Distribution],
) -> anyhow::Result<Vec<Artifact>> {
    together(&[
        &|| artifact("aggregates", schema::AGGREGATES, aggregates),
        &|| artifact("distributions", schema::DISTRIBUTIONS, distributions),
    ])
}

/// Writes the tables of periods compared, likewise.
///
/// # Errors
/// As [`render_records`].
pub fn render_comparisons(
    comparisons: &[Comparison],
    change_parts: &[ChangePart],
) -> anyhow::Result<Vec<Artifact>> {
    together(&[
        &|| artifact("comparisons", schema::COMPARISONS, comparisons),
        &|| artifact("change_parts", schema::CHANGE_PARTS, change_parts),
    ])
}

/// Tables know nothing of each other: they are written side by side, and come out in their order.
fn together(
    tables: &[&(dyn Fn() -> anyhow::Result<Artifact> + Sync)],
) -> anyhow::Result<Vec<Artifact>> {
    let tables = tables.par_iter().with_max_len(1);
    tables.map(|write| write()).collect()
}

fn artifact<T: Sync>(table: &str, columns: &[Column<T>], rows: &[T]) -> anyhow::Result<Artifact> {
    Ok(Artifact {
        name: format!("{FOLDER}/{table}.parquet"),
        bytes: write(table, columns, rows)
            .with_context(|| format!("không ghi được bảng dữ liệu {table}"))?,
    })
}

#[cfg(test)]
mod tests;
