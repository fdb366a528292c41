//! What the office has ticked as done on the sheet of work of the run before: it stays ticked while the finding is the same.

use super::{Cell, Value};
use std::collections::BTreeMap;

/// The title of the column that is ticked.
pub(super) const TICKED: &str = "Đã xong?";
/// The titles of the columns by which a finding is known again, whatever number it has now.
const KNOWN_BY: [&str; 7] = [
    "Đơn vị",
    "Mở ô",
    "Vấn đề",
    "Nội dung",
    "Kỳ",
    "Tệp",
    "Trang tính",
];

/// A finding as its row says it.
type Said = [String; KNOWN_BY.len()];

/// What stands in the column of what is done, by finding.
#[derive(Debug, Clone, Default)]
pub struct DoneMarks {
    marks: BTreeMap<Said, String>,
}

impl DoneMarks {
    /// Reads them from the rows of the sheet, whichever of them is that of the titles.
    pub fn read(rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        let mut rows = rows.into_iter();
        let columns = rows.by_ref().find_map(|row| Columns::new(&row));
        let Some(columns) = columns else {
            return Self::default();
        };
        let marks = rows.filter_map(|row| {
            let mark = row.get(columns.ticked)?.trim().to_owned();
            (!mark.is_empty()).then(|| (columns.said(&row), mark))
        });
        Self {
            marks: marks.collect(),
        }
    }

    /// Whether nothing is ticked.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Ticks the row of a finding that was ticked before; the titles say which cell is which.
    pub(super) fn tick(&self, titles: &[String], cells: &mut [Cell]) {
        if self.is_empty() {
            return;
        }
        let Some(columns) = Columns::new(titles) else {
            return;
        };
        let texts: Vec<String> = cells.iter().map(text).collect();
        let mark = self.marks.get(&columns.said(&texts));
        if let (Some(mark), Some(cell)) = (mark, cells.get_mut(columns.ticked)) {
            *cell = Cell::text(mark.as_str());
        }
    }
}

/// Where the columns stand.
struct Columns {
    ticked: usize,
    known_by: [usize; KNOWN_BY.len()],
}

impl Columns {
    /// `None` where the row is not that of the titles.
    fn new(row: &[String]) -> Option<Self> {
        let place = |title: &str| row.iter().position(|cell| cell.trim() == title);
        let mut known_by = [0; KNOWN_BY.len()];
        for (place_of, title) in known_by.iter_mut().zip(KNOWN_BY) {
            *place_of = place(title)?;
        }
        Some(Self {
            ticked: place(TICKED)?,
            known_by,
        })
    }

    fn said(&self, row: &[String]) -> Said {
        self.known_by
            .map(|column| row.get(column).map_or("", |text| text.trim()).to_owned())
    }
}

fn text(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) => text.to_string(),
        Value::Empty | Value::Number(..) | Value::Date(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: [&str; 9]) -> Vec<String> {
        cells.map(str::to_owned).to_vec()
    }

    #[test]
    fn what_was_ticked_stays_ticked_while_the_finding_says_the_same() {
        let titles = row([
            "TT",
            "Đã xong?",
            "Đơn vị",
            "Mở ô",
            "Vấn đề",
            "Nội dung",
            "Kỳ",
            "Tệp",
            "Trang tính",
        ]);
        let old = |number, mark, content| {
            row([
                number,
                mark,
                "A",
                "D5",
                "Không phải số",
                content,
                "Năm 2025",
                "a.xlsx",
                "1",
            ])
        };
        let marks = DoneMarks::read([
            row(["Việc cần xử lý", "", "", "", "", "", "", "", ""]),
            titles.clone(),
            old("1", "x", "ghi “đủ”"),
            old("2", " ", "ghi “có”"),
        ]);
        for (content, mark) in [("ghi “đủ”", "x"), ("ghi “có”", ""), ("ghi “ít”", "")]
        {
            let mut cells: Vec<Cell> = old("9", "", content).into_iter().map(Cell::text).collect();
            marks.tick(&titles, &mut cells);
            assert_eq!(text(&cells[1]), mark, "{content}");
        }
        assert!(DoneMarks::read([old("1", "x", "ghi “đủ”")]).is_empty());
    }
}
