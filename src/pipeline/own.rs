//! Workbooks that the program wrote itself, among the submissions.

use crate::read::RawWorkbook;
use crate::render::workbook::{CHECKS_FILE_NAME as CHECKS, FILE_NAME as WORKBOOK};
use crate::report::sheet_name::{ACCOUNTS, FILES, OVERVIEW, RETURNS, SOURCES, TASKS, UNITS, YEARS};
use crate::text::label_key;

/// The sheets by which the workbooks are known where their mark is lost: a program that saved one anew may keep no
/// properties.
const SHEETS: [(&str, &[&str]); 2] = [
    (WORKBOOK, &[OVERVIEW, RETURNS, TASKS, UNITS, YEARS]),
    (CHECKS, &[SOURCES, ACCOUNTS, FILES]),
];

/// The name under which the program wrote a workbook, where it is one of its own.
pub(super) fn output_of_the_program(workbook: &RawWorkbook) -> Option<&str> {
    if let Some(name) = &workbook.output {
        return Some(name);
    }
    let sheet = |wanted: &str| {
        let wanted = label_key(wanted);
        let mut sheets = workbook.sheets.iter();
        sheets.find(|sheet| label_key(&sheet.name) == wanted)
    };
    let has_all = |sheets: &[&str]| {
        workbook.sheets.len() >= sheets.len() && sheets.iter().all(|wanted| sheet(wanted).is_some())
    };
    let known = SHEETS.iter().find(|(_, sheets)| has_all(sheets));
    known.map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{RawSheet, SheetLook};

    fn workbook(output: Option<&str>, sheets: &[&str]) -> RawWorkbook {
        let sheets = sheets.iter().map(|name| RawSheet {
            name: (*name).into(),
            is_visible: true,
            cells: Vec::new(),
            merged: Vec::new(),
            look: SheetLook::default(),
        });
        RawWorkbook {
            output: output.map(Into::into),
            slip: None,
            names: Vec::new(),
            is_mended: false,
            saved_at: None,
            sheets: sheets.collect(),
            unreadable: Vec::new(),
        }
    }

    #[test]
    fn own_outputs_are_known_by_their_mark_and_by_their_sheets() {
        let marked = workbook(Some("tong-hop.xlsx"), &["Biểu"]);
        assert_eq!(output_of_the_program(&marked), Some("tong-hop.xlsx"));
        for (name, sheets) in SHEETS {
            let found = |sheets: &[&str]| {
                let workbook = workbook(None, sheets);
                output_of_the_program(&workbook).map(str::to_owned)
            };
            assert_eq!(found(sheets).as_deref(), Some(name));
            assert_eq!(found(&sheets[1..]), None);
        }
    }
}
