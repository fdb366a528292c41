//! What came of a mutant, held against what the good workbook holds.

use super::mutate::Bound;
use tonghop::location::CellAddress;
use tonghop::read::{
    CellContent, Outcome, RawSheet, RawWorkbook, ReadFile, Rejection, UNREADABLE_CELL,
};

/// What came of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Came {
    /// Read, and nothing is amiss.
    Same,
    /// Read, but for cells that are marked as unreadable.
    Marked,
    /// Read in part; the workbook is held.
    Held,
    /// Not read.
    Refused,
    /// Not read: it took its reader more memory than it has.
    Swollen,
    /// Not read: it took its reader too long.
    Slow,
    /// Not read: it ended its reader.
    Crashed,
    /// Read as something else, as may be.
    Other,
    /// Read as something else, and nobody is told.
    Silent,
}

pub(crate) fn came_of(good: &RawWorkbook, file: &ReadFile, bound: Bound) -> Came {
    let read = match &file.outcome {
        Outcome::Read(read) if !read.unreadable.is_empty() => return Came::Held,
        Outcome::Read(read) => read,
        Outcome::Rejected(Rejection::Unreadable { what, .. }) => {
            return match what {
                _ if what.starts_with("đọc quá") => Came::Slow,
                _ if what.starts_with("đọc cần hơn") => Came::Swollen,
                _ if what.contains("dừng đột ngột") => Came::Crashed,
                _ => Came::Refused,
            };
        }
        Outcome::Rejected(_) => return Came::Refused,
        // A submission that is passed over is lost.
        Outcome::Ignored { .. } => return Came::Silent,
    };
    let mut marked = 0;
    let mut is_same = read.sheets.len() == good.sheets.len();
    let mut missing = good.sheets.len().saturating_sub(read.sheets.len());
    for (good, read) in good.sheets.iter().zip(&read.sheets) {
        let sheet = compare(good, read);
        marked += sheet.marked;
        is_same &= sheet.missing + sheet.others + sheet.ranges == 0;
        missing += sheet.missing.saturating_sub(sheet.others);
    }
    match bound {
        _ if is_same && marked == 0 => Came::Same,
        _ if is_same => Came::Marked,
        Bound::Any => Came::Other,
        // A cell may have moved on to another, and neither of the two is believed then.
        Bound::NoFewer if missing <= marked => Came::Other,
        _ => Came::Silent,
    }
}

/// How a sheet differs from what it was.
#[derive(Default)]
struct Differences {
    /// Cells that are marked as unreadable.
    marked: usize,
    /// Whether the merged ranges are others.
    ranges: usize,
    /// Cells that are gone.
    missing: usize,
    /// Cells that are new or hold something else.
    others: usize,
}

fn compare(good: &RawSheet, read: &RawSheet) -> Differences {
    let mut differences = Differences {
        ranges: usize::from(good.merged != read.merged),
        ..Differences::default()
    };
    let content = |sheet: &RawSheet, address: CellAddress| -> Option<CellContent> {
        let cells = &sheet.cells;
        let at = cells.binary_search_by_key(&address, |cell| cell.address);
        at.ok().map(|at| cells[at].content.clone())
    };
    for cell in &read.cells {
        let before = content(good, cell.address);
        if before.as_ref() == Some(&cell.content) {
            continue;
        }
        if cell.content == CellContent::Error(UNREADABLE_CELL.into()) {
            differences.marked += 1;
        } else {
            differences.others += 1;
        }
    }
    for cell in &good.cells {
        differences.missing += usize::from(content(read, cell.address).is_none());
    }
    differences
}

/// A workbook that is known to be good.
pub(crate) fn good(file: ReadFile) -> RawWorkbook {
    match file.outcome {
        Outcome::Read(workbook) if workbook.unreadable.is_empty() => workbook,
        other => panic!("it is not good: {other:?}"),
    }
}

/// How two readings differ, a line for each cell.
pub(crate) fn differences(good: &RawWorkbook, read: &RawWorkbook) -> Vec<String> {
    let lines = |workbook: &RawWorkbook| -> Vec<String> {
        let sheets = workbook.sheets.iter().enumerate();
        let cells = sheets.flat_map(|(number, sheet)| {
            let cells = sheet.cells.iter();
            cells.map(move |cell| format!("{number}!{} {:?}", cell.address, cell.content))
        });
        cells.collect()
    };
    let (good, read) = (lines(good), lines(read));
    let gone = good.iter().filter(|line| !read.contains(line));
    let new = read.iter().filter(|line| !good.contains(line));
    let gone = gone.map(|line| format!("- {line}"));
    gone.chain(new.map(|line| format!("+ {line}"))).collect()
}
