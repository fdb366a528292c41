//! Sheets within the rows that Excel has.

use super::Sheet;
use crate::quantity::format_number;

/// The rows of a sheet.
const MOST_ROWS: usize = 1_048_576;
/// What titles, captions, headers and charts take of them at most, for each table.
const ROWS_AROUND: usize = 64;

/// Leaves out the rows that a sheet has no room for, and says so above them with the way to the rest.
pub(super) fn fit(sheet: &mut Sheet) {
    let around = ROWS_AROUND * (1 + sheet.tables.len());
    let mut room = MOST_ROWS.saturating_sub(around);
    let mut left_out = 0;
    for table in &mut sheet.tables {
        left_out += table.rows.len().saturating_sub(room);
        table.rows.truncate(room);
        room -= table.rows.len();
    }
    if left_out > 0 {
        sheet.subtitles.push(format!(
            "Còn {} dòng không vừa một trang tính nên không ghi ở đây; có đủ trong thư mục du-lieu.",
            format_number(left_out as f64, 0)
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sheets::sheet;
    use crate::report::{Cell, Row, SheetKind, Table};

    #[test]
    fn a_sheet_has_no_more_rows_than_excel() {
        let table = |rows: usize| Table {
            rows: vec![Row::plain(Vec::<Cell>::new()); rows],
            ..Table::default()
        };
        let mut sheet = sheet("A", SheetKind::Work, String::new());
        sheet.tables = vec![table(10), table(MOST_ROWS), table(3)];
        fit(&mut sheet);
        let rows: Vec<usize> = sheet.tables.iter().map(|table| table.rows.len()).collect();
        assert!(
            rows.iter().sum::<usize>() < MOST_ROWS && rows[0] == 10 && rows[2] == 0,
            "{rows:?}"
        );
        let words = &sheet.subtitles[0];
        assert!(
            words.contains("Còn 269 dòng") && words.contains("du-lieu"),
            "{words}"
        );
    }
}
