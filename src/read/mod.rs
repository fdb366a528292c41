//! Workbooks as plain cells: nothing interpreted, nothing lost without a word.
//!
//! [`read_source`] turns a file of the input folder into a [`ReadFile`]: its digest, what it is by content, and either
//! its cells or why there are none; a [`ReaderPool`] does so in processes of their own.

mod appearance;
mod biff12;
mod date_format;
mod dates;
mod default_password;
mod effort;
#[cfg(test)]
pub(crate) mod fixture;
mod format_code;
mod inflate;
mod kind;
mod known;
mod limits;
mod look;
mod markup;
mod number_format;
mod ods;
mod ods_cell;
mod ods_content;
mod ods_shown;
mod ods_styles;
mod ole;
mod package;
mod package_names;
mod panics;
mod pool;
mod rich_text;
mod section;
mod seen;
mod sniff;
mod source;
mod style;
mod values;
mod verdict;
mod wire;
mod work;
mod worker;
mod xls;
mod xls_appearance;
mod xls_records;
mod xls_strings;
mod xls_walk;
mod xlsb;
mod xlsx;
mod xlsx_appearance;
mod xlsx_cells;
mod xlsx_normal;
mod xlsx_notes;
mod xlsx_outline;
mod xlsx_recalculated;
mod xlsx_scan;
mod xlsx_styles;
mod xlsx_text;
mod xml;

pub use appearance::{Appearance, Dress, Side};
pub use kind::{Document, FileKind};
pub(crate) use look::quoted;
pub use look::{Look, SheetLook, SheetNote, Sight};
pub(crate) use panics::caught;
pub use pool::{ReaderPool, Stopper, WORKER_COMMAND};
pub use sniff::sniff;
pub use source::{Outcome, ReadFile, Rejection, read_source};
pub(crate) use source::{digest_of, digest_of_bytes, read_bytes};
pub use verdict::{FileVerdict, judge};
pub use worker::serve;

use crate::location::CellAddress;
use limits::Limits;
use package::Archive;
use sniff::Sniffed;
use std::sync::Arc;

/// What a cell says: what the sheet shows of it, so that words of a number format make a text of a number. Empty cells
/// are not listed at all.
#[derive(Debug, Clone, PartialEq)]
pub enum CellContent {
    /// A number. `percent` where its number format shows it as a percentage (0.975 shown as 97.5 %).
    Number {
        /// The stored value.
        value: f64,
        /// Whether it is shown as a percentage; only where the file format tells.
        percent: bool,
    },
    /// A text, never empty, exactly as stored; one for all cells of a file that hold the same.
    Text(Arc<str>),
    /// A logical value.
    Boolean(bool),
    /// A date or time: a serial number of days since 30 December 1899, also where the workbook counts from 1904.
    DateTime(f64),
    /// An error value as Excel writes it: `#REF!`, `#DIV/0!`; [`UNREADABLE_CELL`] where the cell itself is broken.
    Error(Arc<str>),
    /// A formula saved without its result, with its `=`, in the notation of the file format.
    UncachedFormula(Arc<str>),
    /// A number that the sheet shows as another, and nobody can tell which is meant.
    ShownOtherwise {
        /// As it is shown.
        shown: String,
        /// As it is stored.
        stored: f64,
    },
}

impl CellContent {
    /// Whether a figure may stand in it: anything but a text that begins with no digit.
    pub fn may_be_figure(&self) -> bool {
        match self {
            CellContent::Text(text) => text.starts_with(|c: char| c.is_ascii_digit()),
            _ => true,
        }
    }
}

/// A cell that is not empty.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCell {
    /// Where.
    pub address: CellAddress,
    /// What.
    pub content: CellContent,
}

/// A range of merged cells, from its first to its last cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergedRange {
    /// Top left.
    pub first: CellAddress,
    /// Bottom right.
    pub last: CellAddress,
}

/// A sheet of cells.
#[derive(Debug, Clone)]
pub struct RawSheet {
    /// As it stands.
    pub name: Arc<str>,
    /// Whether a person opening the file sees it.
    pub is_visible: bool,
    /// By row, then column.
    pub cells: Vec<RawCell>,
    /// Where the file format tells.
    pub merged: Vec<MergedRange>,
    /// What the look of the sheet adds to its cells.
    pub look: SheetLook,
}

impl RawSheet {
    /// The cells that a reader of the sheet reads: none that is struck out or covered.
    pub fn read_cells(&self) -> impl Iterator<Item = (&RawCell, Option<&Look>)> {
        let mut looks = self.look.cells.iter().peekable();
        self.cells.iter().filter_map(move |cell| {
            while looks.next_if(|(at, _)| *at < cell.address).is_some() {}
            let look = looks
                .next_if(|(at, _)| *at == cell.address)
                .map(|(_, look)| look);
            let is_read =
                look.is_none_or(|look| !matches!(look.sight, Sight::Struck | Sight::Covered));
            is_read.then_some((cell, look))
        })
    }
}

/// A name that a workbook gives to a constant or to cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DefinedName {
    /// The name.
    pub name: String,
    /// What it stands for, as it is written: `"A"`, `'Biểu 1'!$D$7`.
    pub means: String,
}

/// A workbook.
#[derive(Debug, Clone)]
pub struct RawWorkbook {
    /// When it was last saved by its own account, milliseconds since 1970 in UTC.
    pub saved_at: Option<i64>,
    /// Which of the program's own outputs it is, by the mark in it.
    pub output: Option<Arc<str>>,
    /// What the program wrote into a workbook that it gave back to its unit: of which file it is.
    pub slip: Option<Arc<str>>,
    /// The names in it by which the program knows its own templates again, where the file format tells.
    pub names: Vec<DefinedName>,
    /// Whether it is written in another than the plain way, so that it was written anew to be read.
    pub is_mended: bool,
    /// In the workbook's order.
    pub sheets: Vec<RawSheet>,
    /// Names of the sheets that are listed and cannot be read: what the others hold is not all that was sent.
    pub unreadable: Vec<Arc<str>>,
}

impl RawWorkbook {
    /// The first sheet that holds more rows than the office's own workbooks may have, and how many those are.
    pub fn beyond_own_rows(&self) -> Option<(&Arc<str>, usize)> {
        let most = Limits::built_in().own_sheet_rows;
        let rows = |sheet: &&RawSheet| {
            let rows = sheet
                .cells
                .chunk_by(|one, next| one.address.row == next.address.row);
            rows.count() > most
        };
        let beyond = self.sheets.iter().find(rows)?;
        Some((&beyond.name, most))
    }
}

/// Stands in [`CellContent::Error`] for a cell whose stored value breaks the rules of its file format.
pub const UNREADABLE_CELL: &str = "#???";

/// Why a workbook could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// A password is needed.
    #[error("password needed")]
    Encrypted,
    /// No workbook of a kind we read.
    #[error("not a workbook: {what}")]
    NotAWorkbook {
        /// What it is, in Vietnamese.
        what: &'static str,
    },
    /// Broken or cut short.
    #[error("damaged: {detail}")]
    Damaged {
        /// What the parser said, for a maintainer.
        detail: String,
    },
    /// Beyond a limit.
    #[error("too large: {what}")]
    Oversized {
        /// Which limit, in Vietnamese.
        what: String,
    },
    /// No bytes.
    #[error("empty file")]
    Empty,
    /// The parser gave up with a panic.
    #[error("parser crashed: {message}")]
    Crashed {
        /// What it said, for a maintainer.
        message: String,
    },
}

impl ReadError {
    /// Nothing in it has cells.
    const NO_WORKSHEET: Self = ReadError::NotAWorkbook {
        what: "bảng tính không có trang tính nào chứa ô (chỉ có biểu đồ, hoặc danh sách trang tính đã mất)",
    };

    fn damaged(detail: impl ToString) -> Self {
        ReadError::Damaged {
            detail: detail.to_string(),
        }
    }
}

/// Reads the cells of a workbook that [`sniff`] has told to be of a kind.
///
/// # Errors
/// Where the file is no workbook, or not a sound one; then nothing of it can be trusted.
pub fn read_workbook(bytes: &[u8], kind: FileKind) -> Result<RawWorkbook, ReadError> {
    let archive = None;
    read_sniffed(bytes, Sniffed { kind, archive })
}

/// The same where [`sniff`] may have opened the file already.
fn read_sniffed<'b>(bytes: &'b [u8], sniffed: Sniffed<'b>) -> Result<RawWorkbook, ReadError> {
    let Sniffed { kind, archive } = sniffed;
    let limits = Limits::built_in();
    let archive = || archive.map_or_else(|| Archive::open(bytes), Ok);
    let read = || match kind {
        FileKind::Xlsx | FileKind::Xlsm => xlsx::read(archive()?, limits),
        FileKind::Xlsb => xlsb::read(archive()?, limits),
        FileKind::Xls => xls::read(bytes, limits),
        FileKind::Ods => ods::read(archive()?, limits),
        FileKind::EncryptedPackage | FileKind::EncryptedXls | FileKind::EncryptedOds => {
            Err(ReadError::Encrypted)
        }
        FileKind::BrokenWorkbook | FileKind::BrokenZip | FileKind::BrokenOle | FileKind::Zeros => {
            Err(ReadError::damaged(kind.what()))
        }
        FileKind::Empty => Err(ReadError::Empty),
        _ => Err(ReadError::NotAWorkbook { what: kind.what() }),
    };
    panics::caught(read).unwrap_or_else(|message| Err(ReadError::Crashed { message }))
}
