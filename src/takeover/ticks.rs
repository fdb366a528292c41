//! What the office has ticked as done on the sheet of work of the workbook that a run put into the output folder.

use crate::report::{DoneMarks, sheet_name};
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::path::Path;

/// What is ticked; nothing where there is no such workbook, or it cannot be read: then the run keeps it as it is.
pub(crate) fn ticked_in(workbook: &Path) -> DoneMarks {
    let Ok(mut opened) = open_workbook::<Xlsx<_>, _>(workbook) else {
        return DoneMarks::default();
    };
    let Ok(sheet) = opened.worksheet_range(sheet_name::TASKS) else {
        return DoneMarks::default();
    };
    let said = |cell: &Data| match cell {
        Data::Empty => String::new(),
        cell => cell.to_string(),
    };
    DoneMarks::read(sheet.rows().map(|row| row.iter().map(said).collect()))
}
