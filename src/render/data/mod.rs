//! The tables of a run as Parquet: one file a table, under `du-lieu/`.
//!
//! The columns of each table are listed in [`schema`]; how a list of columns becomes a file is told in [`parquet`],
//! and how a column becomes bytes in [`pages`]. Rows are written in the order in which they come.

mod dictionary;
mod known;
mod package;
mod pages;
mod parquet;
mod register;
mod runs;
mod schema;
mod stored;

use super::Artifact;
use crate::catalogue::Indicators;
use crate::observation::Observation;
use crate::register::Register;
use crate::tables::{Aggregate, ChangePart, Comparison, Distribution, Tables};
use anyhow::Context;
pub use package::{described, package};
use parquet::{Column, write};
use rayon::prelude::*;
pub use stored::{StoredRow, StoredTable, n_rows};

/// What the tables' columns are is the public interface: a column may come at the end of a list, nothing else may change
/// under the same number.
pub const SCHEMA: u32 = 2;

/// Where the files go in the output folder.
pub const FOLDER: &str = "du-lieu";

/// Writes the observations and the tables of what was read and decided, with their columns even where they have no rows.
///
/// # Errors
/// Where a file cannot be put together: a fault of the program, not of the data.
pub fn render_records(
    observations: &[Observation],
    tables: &Tables,
    province: Option<&str>,
) -> anyhow::Result<Vec<Artifact>> {
    together(&[
        &|| {
            artifact(
                "submissions",
                schema::SUBMISSIONS,
                &tables.submissions,
                province,
            )
        },
        &|| artifact("observations", schema::OBSERVATIONS, observations, province),
        &|| artifact("findings", schema::FINDINGS, &tables.findings, province),
        &|| artifact("targets", schema::TARGETS, &tables.targets, province),
        &|| artifact("rankings", schema::RANKINGS, &tables.rankings, province),
        &|| {
            artifact(
                "attendance",
                schema::ATTENDANCE,
                &tables.attendance,
                province,
            )
        },
        &|| {
            artifact(
                "nominations",
                schema::NOMINATIONS,
                &tables.nominations,
                province,
            )
        },
        &|| {
            artifact(
                "leadership",
                schema::LEADERSHIP,
                &tables.leadership,
                province,
            )
        },
        &|| {
            artifact(
                "congresses",
                schema::CONGRESSES,
                &tables.congresses,
                province,
            )
        },
        &|| artifact("scores", schema::SCORES, &tables.scores, province),
        &|| {
            artifact(
                "award_counts",
                schema::AWARD_COUNTS,
                &tables.award_counts,
                province,
            )
        },
    ])
}

/// Writes the tables of totals, likewise.
///
/// # Errors
/// As [`render_records`].
pub fn render_aggregates(
    aggregates: &[Aggregate],
    distributions: &[Distribution],
    province: Option<&str>,
) -> anyhow::Result<Vec<Artifact>> {
    together(&[
        &|| artifact("aggregates", schema::AGGREGATES, aggregates, province),
        &|| {
            artifact(
                "distributions",
                schema::DISTRIBUTIONS,
                distributions,
                province,
            )
        },
    ])
}

/// Writes the tables of periods compared, likewise.
///
/// # Errors
/// As [`render_records`].
pub fn render_comparisons(
    comparisons: &[Comparison],
    change_parts: &[ChangePart],
    province: Option<&str>,
) -> anyhow::Result<Vec<Artifact>> {
    together(&[
        &|| artifact("comparisons", schema::COMPARISONS, comparisons, province),
        &|| artifact("change_parts", schema::CHANGE_PARTS, change_parts, province),
    ])
}

/// Writes the register that the run stands on, kept by the office or drawn from the files, and its indicators.
///
/// # Errors
/// As [`render_records`].
pub fn render_register(
    register: &Register,
    indicators: &Indicators,
    province: Option<&str>,
) -> anyhow::Result<Vec<Artifact>> {
    let rows = register::Rows::of(register, indicators);
    together(&[
        &|| artifact("units", schema::UNITS, &rows.units, province),
        &|| artifact("clusters", schema::CLUSTERS, &rows.clusters, province),
        &|| {
            artifact(
                "memberships",
                schema::MEMBERSHIPS,
                &rows.memberships,
                province,
            )
        },
        &|| artifact("changes", schema::CHANGES, &rows.changes, province),
        &|| artifact("indicators", schema::INDICATORS, &rows.indicators, province),
    ])
}

/// Tables know nothing of each other: they are written side by side, and come out in their order.
fn together(
    tables: &[&(dyn Fn() -> anyhow::Result<Artifact> + Sync)],
) -> anyhow::Result<Vec<Artifact>> {
    let tables = tables.par_iter().with_max_len(1);
    tables.map(|write| write()).collect()
}

fn artifact<T: Sync>(
    table: &str,
    columns: &[Column<T>],
    rows: &[T],
    province: Option<&str>,
) -> anyhow::Result<Artifact> {
    Ok(Artifact {
        name: format!("{FOLDER}/{table}.parquet"),
        bytes: write(table, columns, rows, province)
            .with_context(|| format!("không ghi được bảng dữ liệu {table}"))?,
    })
}

#[cfg(test)]
mod tests;
