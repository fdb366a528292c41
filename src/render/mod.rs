//! What a run leaves behind, as named bytes. Renderers place what they are given; only the command line writes files.

pub mod data;
pub mod office;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Its place in the output folder, with `/`: `du-lieu/observations.parquet`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}
