//! Workbooks that the program wrote itself, among the submissions.

use crate::read::RawWorkbook;
use crate::render::workbook::FILE_NAME as WORKBOOK;
use crate::report::sheet_name::{ACCOUNTS, OVERVIEW, RETURNS, SOURCES, TASKS};
use crate::text::label_key;

/// The sheets by which the consolidated workbook is known where its mark is lost: a program that saved it anew may keep
/// no properties.
const SHEETS: [&str; 5] = [OVERVIEW, RETURNS, TASKS, SOURCES, ACCOUNTS];

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
    let has_all = workbook.sheets.len() >= SHEETS.len()
        && SHEETS.iter().all(|wanted| sheet(wanted).is_some());
    has_all.then_some(WORKBOOK)
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
        assert_eq!(
            output_of_the_program(&workbook(None, &SHEETS)),
            Some(WORKBOOK)
        );
        assert_eq!(output_of_the_program(&workbook(None, &SHEETS[1..])), None);
    }
}
