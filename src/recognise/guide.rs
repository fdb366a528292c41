//! Sheets that tell how to fill in a form: the figures on them are examples.

use super::Lexicon;
use super::grid::{Grid, GridCell};
use super::line::begins_with_any;
use crate::text;

/// Whether a sheet is a guide. Its topmost line is titled so; a form has its letterhead there, and may speak of a guide
/// further down.
pub(super) fn is_guide(grid: &Grid<'_>, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words;
    let is_title = |cell: &GridCell<'_>| {
        cell.wording()
            .is_some_and(|wording| begins_with_any(wording.label_key(), &words.guide_titles))
    };
    let top = grid.rows().next();
    if top.is_some_and(|row| row.cells.first().is_some_and(is_title)) {
        return true;
    }
    /// Titles stand no lower.
    const LINES_LOOKED_AT: usize = 5;
    let name = text::label_key(grid.sheet);
    begins_with_any(&name, &words.guide_sheets)
        && grid
            .rows()
            .take(LINES_LOOKED_AT)
            .any(|row| row.cells.iter().any(is_title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::CellAddress;
    use crate::read::{CellContent, RawCell, RawSheet};

    #[test]
    fn a_guide_is_titled_so() {
        let lexicon = Lexicon::built_in();
        for (name, lines, is_so) in [
            ("Sheet1", &["HƯỚNG DẪN GHI BIỂU (VÍ DỤ MINH HỌA)"][..], true),
            ("Sheet1", &["VÍ DỤ MINH HOẠ CÁCH GHI BIỂU"], true),
            (
                "Hướng dẫn",
                &["CĐCS Trường A", "Hướng dẫn cách ghi biểu"],
                true,
            ),
            ("Hướng dẫn", &["CĐCS Trường A", "Báo cáo năm 2023"], false),
            (
                "Sheet1",
                &["CĐCS Trường A", "Hướng dẫn cách ghi: trang sau"],
                false,
            ),
            ("Sheet1", &["Hướng dẫn số 12/HD-LĐLĐ"], false),
        ] {
            let cells = lines.iter().zip(0..).map(|(line, row)| RawCell {
                address: CellAddress::new(row, 0),
                content: CellContent::Text((*line).to_string()),
            });
            let sheet = RawSheet {
                name: name.into(),
                is_visible: true,
                cells: cells.collect(),
                merged: Vec::new(),
                look: crate::read::SheetLook::default(),
            };
            let grid = Grid::new(&sheet, None, &lexicon);
            assert_eq!(is_guide(&grid, &lexicon), is_so, "{lines:?}");
        }
    }
}
