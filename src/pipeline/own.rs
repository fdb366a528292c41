//! Workbooks that the program wrote itself, among the submissions.

use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::render::workbook::FILE_NAME as WORKBOOK;
use crate::report::corrections::{FILE_NAME as CORRECTIONS, SHEET_NAME};
use crate::report::sheet_name::{ACCOUNTS, OVERVIEW, RETURNS, SOURCES, TASKS};
use crate::text::label_key;

/// The sheets by which the consolidated workbook is known where its mark is lost: a program that saved it anew may keep
/// no properties.
const SHEETS: [&str; 5] = [OVERVIEW, RETURNS, TASKS, SOURCES, ACCOUNTS];
/// The titles by which the corrections workbook is.
const TITLES: [&str; 5] = ["tệp", "trang tính", "ô", "quyết định", "giá trị đúng"];

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
    if SHEETS.iter().all(|wanted| sheet(wanted).is_some()) {
        return Some(WORKBOOK);
    }
    let corrections = sheet(SHEET_NAME).filter(|sheet| has_titles(sheet));
    corrections.map(|_| CORRECTIONS)
}

/// Whether the first row of a sheet holds the titles of decisions.
fn has_titles(sheet: &RawSheet) -> bool {
    let first = sheet.cells.first().map(|cell| cell.address.row);
    let cells = sheet.cells.iter();
    let cells = cells.take_while(|cell| Some(cell.address.row) == first);
    let titles: Vec<String> = cells
        .filter_map(|cell| match &cell.content {
            CellContent::Text(text) => Some(label_key(text)),
            _ => None,
        })
        .collect();
    TITLES
        .iter()
        .all(|wanted| titles.iter().any(|title| title == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::CellAddress;
    use crate::read::RawCell;

    fn workbook(output: Option<&str>, sheets: &[(&str, &[&str])]) -> RawWorkbook {
        let sheets = sheets.iter().map(|(name, titles)| RawSheet {
            name: (*name).into(),
            is_visible: true,
            cells: (0u32..)
                .zip(*titles)
                .map(|(column, title)| RawCell {
                    address: CellAddress::new(0, column),
                    content: CellContent::Text((*title).to_string()),
                })
                .collect(),
            merged: Vec::new(),
        });
        RawWorkbook {
            output: output.map(Into::into),
            saved_at: None,
            sheets: sheets.collect(),
            unreadable: Vec::new(),
        }
    }

    #[test]
    fn own_outputs_are_known_by_their_mark_and_by_their_sheets() {
        let marked = workbook(Some("tong-hop.xlsx"), &[("Biểu", &[])]);
        assert_eq!(output_of_the_program(&marked), Some("tong-hop.xlsx"));
        let sheets = SHEETS.map(|name| (name, &[][..]));
        assert_eq!(
            output_of_the_program(&workbook(None, &sheets)),
            Some(WORKBOOK)
        );
        assert_eq!(output_of_the_program(&workbook(None, &sheets[1..])), None);
        let titles = [
            "Tệp",
            "Trang tính",
            "Ô",
            "Nội dung",
            "Quyết định",
            "Giá trị đúng",
        ];
        let decisions = workbook(None, &[("Đính chính", &titles)]);
        assert_eq!(output_of_the_program(&decisions), Some(CORRECTIONS));
        let other = workbook(None, &[("Đính chính", &titles[..3]), ("Biểu", &titles)]);
        assert_eq!(output_of_the_program(&other), None);
    }
}
