//! Sheets from texts: the one builder for the library's tests and for those that run the program.
//!
//! A grid is a raw text of lines; `|` parts cells. Where its first line names the columns, every line begins with the
//! number of its row, so that a test shows the addresses it asks for:
//!
//! ```text
//!   | A  | B                 | C     | D
//! 4 | TT | Nội dung          | ĐVT   | Số lượng
//! 5 | 1  | Tổng số đoàn viên | người | 41
//! ```
//!
//! Without such a line the rows follow each other from the first. A cell that is a number is one; `'41` is the text
//! `41`; `#REF!` and its like are error values; `↓` and `→` continue the cell above or to the left, merged with it; `⏎`
//! breaks a line within a cell, and `␣` is a space that alone fills one.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::collections::BTreeMap;
use tonghop::location::CellAddress;

/// What stands in a cell of a grid.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GridContent {
    Number(f64),
    Text(String),
    Error(String),
}

/// A sheet's cells, and its merged areas as first and last cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Grid {
    pub(crate) cells: BTreeMap<CellAddress, GridContent>,
    pub(crate) merged: Vec<(CellAddress, CellAddress)>,
}

impl Grid {
    pub(crate) fn parse(text: &str) -> Self {
        let mut lines = text.lines().peekable();
        let names_columns = |line: &&str| line.trim_start().starts_with("| A");
        let blank_first = lines.next_if(|line| line.trim().is_empty()).is_some();
        let is_addressed = lines.next_if(names_columns).is_some();
        assert!(
            is_addressed || !blank_first,
            "a grid without addresses begins in its first line: {text}"
        );
        let mut grid = Self::default();
        let mut continued = Vec::new();
        for (position, line) in (0u32..).zip(lines) {
            if is_addressed && line.trim().is_empty() {
                continue;
            }
            let (row, cells) = if is_addressed {
                let (number, cells) = line.split_once('|').expect("a row's number");
                let number: u32 = number.trim().parse().expect("a row's number");
                (number - 1, cells)
            } else {
                (position, line)
            };
            for (column, cell) in (0u32..).zip(cells.split('|').map(str::trim)) {
                let at = CellAddress::new(row, column);
                match cell {
                    "" => {}
                    "↓" => continued.push((CellAddress::new(row - 1, column), at)),
                    "→" => continued.push((CellAddress::new(row, column - 1), at)),
                    _ => {
                        grid.cells.insert(at, content(cell));
                    }
                }
            }
        }
        for (before, at) in continued {
            match grid.merged.iter_mut().find(|(_, last)| *last == before) {
                Some((_, last)) => *last = at,
                None => grid.merged.push((before, at)),
            }
        }
        grid
    }

    fn write(&self, sheet: &mut Worksheet) {
        for (first, last) in &self.merged {
            let (row, column) = place(*first);
            let (last_row, last_column) = place(*last);
            let plain = Format::new();
            sheet
                .merge_range(row, column, last_row, last_column, "", &plain)
                .expect("merged");
        }
        for (at, content) in &self.cells {
            let (row, column) = place(*at);
            match content {
                GridContent::Number(number) => sheet.write_number(row, column, *number),
                GridContent::Text(text) => sheet.write_string(row, column, text),
                GridContent::Error(shown) => {
                    sheet.write_formula(row, column, Formula::new("=1/0").set_result(shown))
                }
            }
            .expect("written");
        }
    }
}

fn place(at: CellAddress) -> (u32, u16) {
    (
        at.row,
        u16::try_from(at.column).expect("a column of Excel's"),
    )
}

fn content(cell: &str) -> GridContent {
    match cell.parse() {
        Ok(number) => GridContent::Number(number),
        Err(_) if cell.starts_with('#') && cell.len() > 1 => GridContent::Error(cell.to_owned()),
        Err(_) => GridContent::Text(
            cell.trim_start_matches('\'')
                .replace('⏎', "\n")
                .replace('␣', " "),
        ),
    }
}

/// A table of cases: a case a line, its cells parted by `|` and the last ones left out where they are empty.
pub(crate) fn cases<const N: usize>(table: &str) -> Vec<[&str; N]> {
    let lines = table.lines().filter(|line| !line.trim().is_empty());
    let parted = lines.map(|line| {
        let mut cells = [""; N];
        for (position, cell) in line.split('|').map(str::trim).enumerate() {
            *cells
                .get_mut(position)
                .expect("no more cells than asked for") = cell;
        }
        cells
    });
    parted.collect()
}

/// A workbook of sheets, each a name and a grid, as the bytes of an xlsx saved on 5 January 2024.
pub(crate) fn xlsx<T: AsRef<str>>(sheets: &[(&str, T)]) -> Vec<u8> {
    xlsx_saved(sheets, (2024, 1, 5))
}

/// The same, saved on a day.
pub(crate) fn xlsx_saved<T: AsRef<str>>(sheets: &[(&str, T)], day: (u16, u8, u8)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let saved = ExcelDateTime::from_ymd(day.0, day.1, day.2).expect("a date");
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&saved));
    for (name, grid) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).expect("a name that Excel allows");
        Grid::parse(grid.as_ref()).write(sheet);
    }
    workbook.save_to_buffer().expect("a workbook")
}
