//! `thay-doi.parquet`: the figures of units that count otherwise than in another run, as data.

use super::super::Artifact;
use super::parquet::{Column, Province, write};
use crate::period::Period;
use anyhow::Context;

/// Its name in the output folder: beside the tables of a run, which two equal runs write alike.
pub const CHANGED_FILE: &str = "thay-doi.parquet";

/// One side of a figure that changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChangedSide {
    /// The cluster that the unit was in.
    pub cluster_id: Option<String>,
    /// What counted; nothing of a category.
    pub value: Option<f64>,
    /// The category that counted.
    pub category: Option<String>,
    /// The cell's text.
    pub raw: Option<String>,
}

/// A figure that changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedFigure {
    /// The period.
    pub period: Period,
    /// The unit.
    pub unit_id: String,
    /// The indicator's code.
    pub indicator: String,
    /// Before and now.
    pub sides: [ChangedSide; 2],
    /// The key of its cause.
    pub cause: &'static str,
    /// A file's name or a rule's code, by the cause.
    pub detail: Option<String>,
    /// File, sheet and cell: where it stands now, else where it stood.
    pub place: [Option<String>; 3],
}

const COLUMNS: &[Column<ChangedFigure>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("unit_id", |row| Some(&row.unit_id)),
    Column::text("indicator", |row| Some(&row.indicator)),
    Column::text("cluster_id_before", |row| {
        row.sides[0].cluster_id.as_deref()
    }),
    Column::text("cluster_id", |row| row.sides[1].cluster_id.as_deref()),
    Column::float("value_before", |row| row.sides[0].value),
    Column::float("value", |row| row.sides[1].value),
    Column::text("text_before", |row| row.sides[0].category.as_deref()),
    Column::text("text", |row| row.sides[1].category.as_deref()),
    Column::key("cause", |row| Some(row.cause)),
    Column::text("detail", |row| row.detail.as_deref()),
    Column::text("file", |row| row.place[0].as_deref()),
    Column::text("sheet", |row| row.place[1].as_deref()),
    Column::text("cell", |row| row.place[2].as_deref()),
    Column::text("raw_before", |row| row.sides[0].raw.as_deref()),
    Column::text("raw", |row| row.sides[1].raw.as_deref()),
];

/// Writes the table.
///
/// # Errors
/// Where the file cannot be put together: a fault of the program, not of the data.
pub fn render_changed(rows: &[ChangedFigure]) -> anyhow::Result<Artifact> {
    Ok(Artifact {
        name: CHANGED_FILE.to_owned(),
        bytes: write("thay_doi", COLUMNS, rows, Province::Unsaid)
            .with_context(|| format!("không ghi được {CHANGED_FILE}"))?,
    })
}
