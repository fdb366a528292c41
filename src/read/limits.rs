//! How much a file may ask for before it is refused.

use serde::Deserialize;
use std::sync::LazyLock;
use std::time::Duration;

/// Bounds on size, expansion and cells.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    /// On disk.
    pub(super) max_file_bytes: u64,
    /// Entries of a package.
    pub(super) max_parts: usize,
    /// One part of a package, inflated.
    pub(super) max_part_bytes: u64,
    /// All parts of a package, inflated.
    pub(super) max_package_bytes: u64,
    /// Parts below this size are read without counting their elements.
    pub(super) light_part_bytes: usize,
    /// Elements of XML that a slow machine reads in a second.
    pub(super) elements_per_second: usize,
    /// Sheets of a workbook.
    pub(super) max_sheets: usize,
    /// Cells of a sheet that are not empty.
    pub(super) max_sheet_cells: usize,
    /// Cells of a workbook that are not empty.
    pub(super) max_workbook_cells: usize,
    /// Cells of a workbook that are handed on.
    pub(super) max_answer_cells: usize,
    /// The texts of a workbook that are handed on, together.
    pub(super) max_answer_text_bytes: usize,
    /// Cells between the corners of all sheets of an `xls`, empty ones too: its reader lays them all out.
    pub(super) max_dense_cells: u64,
    /// The text of a cell, where we read it ourselves.
    pub(super) max_text_bytes: usize,
    /// Rows of a sheet of the office's own workbooks, its register and its corrections.
    pub(super) own_sheet_rows: usize,
    /// Memory of a reading process.
    pub(super) worker_memory_bytes: usize,
    /// Addresses of a reading process, where the system limits them: what many small requests cost beyond their sizes.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only there it can be limited"))]
    pub(super) worker_address_bytes: u64,
    /// Time for a file, whatever its size.
    pub(super) worker_seconds: u64,
    /// Time for each mebibyte of a file besides.
    pub(super) worker_seconds_per_mebibyte: u64,
    /// Files of this size at most are read together with others.
    pub(super) batch_file_bytes: usize,
    /// So many files at most are read together.
    pub(super) batch_files: usize,
    /// Time for files that are read together; what takes longer is read file by file.
    pub(super) batch_seconds: u64,
    /// Files that a reading process reads before a new one takes its place.
    pub(super) worker_files: u32,
}

/// Rows of a sheet in every format we read.
pub(super) const MAX_ROWS: u32 = 1_048_576;
/// Columns of a sheet in every format we read.
pub(super) const MAX_COLUMNS: u32 = 16_384;

static LIMITS: LazyLock<Limits> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the binary and a test reads it"
    )]
    toml::from_str(include_str!("limits.toml")).expect("limits.toml is sound")
});

impl Limits {
    /// The bounds that come with the program.
    pub(super) fn built_in() -> &'static Self {
        &LIMITS
    }

    /// How long a file of so many bytes may be read.
    pub(super) fn reading_time(&self, bytes: usize) -> Duration {
        let mebibytes = (bytes >> 20) as u64;
        Duration::from_secs(self.worker_seconds + self.worker_seconds_per_mebibyte * mebibytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_are_sound() {
        let limits = Limits::built_in();
        assert!(limits.max_sheet_cells <= limits.max_workbook_cells);
        assert!(limits.max_file_bytes <= limits.max_part_bytes);
    }
}
