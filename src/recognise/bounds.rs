//! How much a workbook may hold before it is none of forms, so that to recognise it costs no more than a form does.

use crate::read::{RawSheet, RawWorkbook};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Each bound is described where it is written, in `bounds.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Bounds {
    sheet_rows: usize,
    workbook_rows: usize,
    sheet_columns: usize,
    workbook_cells: usize,
    pub(super) sheet_headers: usize,
    form_rows: usize,
    table_units: usize,
    text_characters: usize,
}

static BOUNDS: LazyLock<Bounds> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the binary and a test reads it"
    )]
    toml::from_str(include_str!("bounds.toml")).expect("bounds.toml is sound")
});

impl Bounds {
    /// The bounds that come with the program.
    pub(super) fn built_in() -> &'static Self {
        &BOUNDS
    }

    /// The part of a text that is looked at.
    pub(super) fn beginning<'t>(&self, text: &'t str) -> &'t str {
        if text.len() <= self.text_characters {
            return text;
        }
        match text.char_indices().nth(self.text_characters) {
            Some((end, _)) => &text[..end],
            None => text,
        }
    }

    /// What of a form with a row an indicator is too much, in Vietnamese.
    pub(super) fn beyond_form(&self, sheet: &str, rows: usize, units: usize) -> Option<String> {
        let most = self.form_rows * units.max(1);
        (rows > most).then(|| {
            format!("biểu ở trang “{sheet}” có {rows} dòng, một biểu báo cáo không quá {most} dòng")
        })
    }

    /// What of a table with a row a unit is too much, in Vietnamese.
    pub(super) fn beyond_table(&self, sheet: &str, units: usize) -> Option<String> {
        (units > self.table_units).then(|| {
            let most = self.table_units;
            format!("bảng ở trang “{sheet}” có {units} dòng đơn vị, giới hạn {most}")
        })
    }

    /// What of a sheet's tables is too much, in Vietnamese.
    pub(super) fn beyond_headers(&self, sheet: &str) -> String {
        let most = self.sheet_headers;
        format!("trang “{sheet}” có hơn {most} dòng tiêu đề của biểu")
    }
}

/// What of a workbook is more than forms hold, in Vietnamese; `None` where nothing is. Hidden sheets are not looked at.
pub fn beyond_forms(workbook: &RawWorkbook) -> Option<String> {
    let bounds = Bounds::built_in();
    let mut rows_so_far = 0;
    let mut cells_so_far = 0;
    for sheet in workbook.sheets.iter().filter(|sheet| sheet.is_visible) {
        let (rows, name) = (rows_of(sheet), &sheet.name);
        rows_so_far += rows;
        cells_so_far += sheet.cells.len();
        let of_sheet = [
            (rows, bounds.sheet_rows, "dòng có dữ liệu"),
            (
                columns_of(sheet, bounds.sheet_columns),
                bounds.sheet_columns,
                "cột có dữ liệu",
            ),
        ];
        for (held, most, what) in of_sheet {
            if held > most {
                return Some(format!("trang “{name}” có {held} {what}, giới hạn {most}"));
            }
        }
    }
    let of_workbook = [
        (rows_so_far, bounds.workbook_rows, "dòng có dữ liệu"),
        (cells_so_far, bounds.workbook_cells, "ô có dữ liệu"),
    ];
    let mut beyond = of_workbook.iter().filter(|(held, most, _)| held > most);
    beyond
        .next()
        .map(|(held, most, what)| format!("các trang có tất cả {held} {what}, giới hạn {most}"))
}

fn rows_of(sheet: &RawSheet) -> usize {
    let rows = sheet.cells.iter().map(|cell| cell.address.row);
    let mut last = None;
    rows.filter(|row| last.replace(*row) != Some(*row)).count()
}

/// Counted only where a cell stands so far to the right that there may be more than `most`.
fn columns_of(sheet: &RawSheet, most: usize) -> usize {
    let columns = || sheet.cells.iter().map(|cell| cell.address.column);
    match columns().max() {
        Some(last) if last as usize >= most => columns().collect::<BTreeSet<u32>>().len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::CellAddress;
    use crate::read::{CellContent, RawCell};

    fn workbook(rows: u32, columns: u32, is_visible: bool) -> RawWorkbook {
        let addresses = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        let mut sheet = crate::read::fixture::sheet("Biểu", "");
        sheet.is_visible = is_visible;
        sheet.cells.extend(addresses.map(|(row, column)| RawCell {
            address: CellAddress::new(row, column),
            content: CellContent::Boolean(true),
        }));
        RawWorkbook {
            output: None,
            slip: None,
            names: Vec::new(),
            is_mended: false,
            saved_at: None,
            sheets: vec![sheet],
            unreadable: Vec::new(),
        }
    }

    #[test]
    fn what_holds_more_than_forms_do_is_told() {
        for (rows, columns, words) in [
            (3_000, 9, None),
            (20_000, 2, None),
            (20_001, 1, Some("20001 dòng")),
            (1, 601, Some("601 cột")),
            (1_000, 401, Some("401000 ô")),
        ] {
            let told = beyond_forms(&workbook(rows, columns, true));
            assert_eq!(told.is_some(), words.is_some(), "{rows} {columns}");
            assert!(told.unwrap_or_default().contains(words.unwrap_or_default()));
            assert_eq!(beyond_forms(&workbook(rows, columns, false)), None);
        }
    }

    #[test]
    fn of_a_long_text_the_beginning_is_looked_at() {
        for (text, characters) in [("ô".repeat(599), 599), ("ô".repeat(601), 600)] {
            let seen = Bounds::built_in().beginning(&text);
            assert_eq!(seen.chars().count(), characters);
        }
    }
}
