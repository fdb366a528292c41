//! Finished reports and tables as files: one room a format. Renderers place what they are given and return bytes; only
//! the command line writes files.

pub mod amend;
pub mod charts;
pub mod data;
mod letters;
mod native_chart;
pub mod office;
pub mod page;
pub mod slides;
pub mod slips;
pub mod template;
mod texts;
pub mod word;
pub mod workbook;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Its path inside the output folder, with `/`: `du-lieu/observations.parquet`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}
