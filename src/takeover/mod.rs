//! What the office decides, brought into the workbooks of its input folder: what it has written where a run put the
//! corrections workbook, in the output folder, before anything is read; and what it decides on the local page. A run works
//! from the input folder alone.

mod conclusions;
mod decisions;
mod entered;
mod exchange;
mod ticks;
mod words;

pub(crate) use conclusions::placed;
pub use entered::{Entered, Kept, OwnWrites, enter, kept};
pub(crate) use exchange::{exchange, workbook_in};
pub(crate) use ticks::ticked_in;
pub(crate) use words::filled_words;

use crate::read::RawWorkbook;
use crate::report::corrections::FILE_NAME;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Takes decisions over from `output` into `input`, whole or not at all; what stood there before is kept beside it with its
/// date. Returns what a person should know, in Vietnamese; nothing where there is nothing to take over.
///
/// # Errors
/// Where a workbook in the input folder cannot be read or written: then nothing has changed there.
pub(crate) fn take_over(input: &Path, output: &Path) -> Result<Vec<String>> {
    let mut notes = conclusions::take_over(input)?;
    let place = output.join(FILE_NAME);
    let written = Written {
        workbook: workbook_in(&place),
        place,
    };
    notes.extend(words::take_over(input, &written)?);
    notes.extend(decisions::take_over(input, &written)?);
    Ok(notes)
}

/// The corrections workbook where a run put it.
struct Written {
    place: PathBuf,
    /// `None` where there is none, or it cannot be read.
    workbook: Option<RawWorkbook>,
}

/// Writes what the office has concluded about units that may be one into the register of the input folder. Returns what a
/// person should know.
///
/// # Errors
/// As of [`take_over`].
pub(crate) fn conclusions_of(input: &Path) -> Result<Vec<String>> {
    conclusions::take_over(input)
}

/// What to say where the workbook of the input folder, into which something is to be taken over, cannot be read.
fn unreadable(written: &Path, place: &Path) -> String {
    format!(
        "có quyết định mới trong {} nhưng không đọc được {} để nhận vào. Mở bằng Excel, sửa, lưu lại rồi chạy lại",
        written.display(),
        place.display()
    )
}
