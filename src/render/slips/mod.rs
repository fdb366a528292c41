//! Return slips as files: the unit's own workbook with marks on its cells, or a workbook of its own beside it.

mod beside;
mod book;
mod cells;
mod front;
mod in_place;
mod marks;
mod notes;
mod sheet;
mod stored;
mod styles;
#[cfg(test)]
mod tests;

use super::Artifact;
use crate::ooxml::PackageError;
use crate::read::{Outcome, RawWorkbook, caught, read_bytes};
use crate::slips::{Reasons, SlipPlan, Words, digest_of_contents, take_out};
use anyhow::Result;

/// Why a slip stands beside the unit's own workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// It is of another format.
    Format,
    /// It has macros: a sheet that they do not know may stop them.
    Macros,
    /// It is signed, and would no longer be.
    Signed,
    /// It is written in the strict variant of the format.
    Strict,
    /// A part of it is not in UTF-8.
    Encoding,
    /// It can be read only after it was mended.
    Mended,
    /// It cannot be read.
    Unread,
    /// It is too large.
    Large,
    /// It is not written as workbooks are.
    Odd,
}

impl Beside {
    /// The reason as the unit reads it.
    fn why(self) -> &'static str {
        let Reasons {
            format,
            macros,
            signed,
            strict,
            encoding,
            mended,
            unread,
            large,
            odd,
        } = &Words::get().why;
        match self {
            Beside::Format => format,
            Beside::Macros => macros,
            Beside::Signed => signed,
            Beside::Strict => strict,
            Beside::Encoding => encoding,
            Beside::Mended => mended,
            Beside::Unread => unread,
            Beside::Large => large,
            Beside::Odd => odd,
        }
    }
}

impl From<PackageError> for Beside {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::TooLarge => Beside::Large,
            PackageError::Encoding => Beside::Encoding,
            PackageError::Unsound(_) | PackageError::Markup(_) => Beside::Odd,
        }
    }
}

/// A slip as a file.
pub struct RenderedSlip {
    /// The file.
    pub artifact: Artifact,
    /// Why it stands beside the unit's own workbook, where it does.
    pub why: Option<&'static str>,
}

/// Writes a slip of a file, whose bytes are these where it could be opened.
///
/// # Errors
/// Where it goes beyond what a workbook can hold.
pub fn render_slip(plan: &SlipPlan<'_>, bytes: Option<&[u8]>) -> Result<RenderedSlip> {
    let mut workbook = match bytes.map(|bytes| read_bytes(bytes, &plan.submission.file)) {
        Some(Outcome::Read(workbook)) => Some(workbook),
        _ => None,
    };
    if let Some(workbook) = &mut workbook {
        take_out(workbook);
    }
    let slip = plan.fill(workbook.as_ref());
    let patched = match (bytes, &workbook) {
        (Some(bytes), Some(workbook)) => may_be_patched(plan, workbook)
            .and_then(|()| caught(|| in_place::patched(&slip, bytes)).unwrap_or(Err(Beside::Odd)))
            .and_then(|patched| verified(patched, workbook)),
        _ => Err(Beside::Unread),
    };
    let (name, bytes, why) = match patched {
        Ok(patched) => (slip.in_place, patched, None),
        Err(reason) => {
            let why = reason.why();
            let bytes = beside::workbook(&slip, why)?;
            (slip.beside, bytes, Some(why))
        }
    };
    Ok(RenderedSlip {
        artifact: Artifact { name, bytes },
        why,
    })
}

/// Whether the file is one whose parts are known for what they are.
fn may_be_patched(plan: &SlipPlan<'_>, workbook: &RawWorkbook) -> Result<(), Beside> {
    match plan.submission.format {
        Some("xlsx") if workbook.is_mended => Err(Beside::Mended),
        Some("xlsx") if !workbook.unreadable.is_empty() => Err(Beside::Unread),
        Some("xlsx") => Ok(()),
        Some("xlsm") => Err(Beside::Macros),
        _ => Err(Beside::Format),
    }
}

/// The slip, where it says in every cell what the file said that it was made of.
fn verified(patched: Vec<u8>, workbook: &RawWorkbook) -> Result<Vec<u8>, Beside> {
    let Outcome::Read(mut again) = read_bytes(&patched, "a.xlsx") else {
        return Err(Beside::Odd);
    };
    let returned = take_out(&mut again);
    let is_whole = returned.is_some_and(|returned| !returned.is_changed)
        && digest_of_contents(&again) == digest_of_contents(workbook);
    is_whole.then_some(patched).ok_or(Beside::Odd)
}
