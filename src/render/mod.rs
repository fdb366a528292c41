//! Renderers: each turns what the report says into files' bytes, and decides nothing about figures.

pub mod charts;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Relative to the output folder, with `/`.
    pub name: String,
    /// The file's content.
    pub bytes: Vec<u8>,
}
