//! Sheets that tell how to fill in a form: the figures on them are examples.

use super::Knowledge;
use super::grid::{Grid, GridCell};
use crate::text::begins_with_any;

/// Whether a sheet is a guide. Its topmost line is titled so; a form has its letterhead there, and may speak of a guide
/// further down.
pub(super) fn is_guide(grid: &Grid<'_>, lexicon: &Knowledge) -> bool {
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
    begins_with_any(grid.key_of_sheet(), &words.guide_sheets)
        && grid
            .rows()
            .take(LINES_LOOKED_AT)
            .any(|row| row.cells.iter().any(is_title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn a_guide_is_titled_so() {
        let lexicon = crate::recognise::Lexicon::built_in();
        for [name, line, next, is_so] in cases(
            "
            Sheet1    | HƯỚNG DẪN GHI BIỂU (VÍ DỤ MINH HỌA) |                               | yes
            Sheet1    | VÍ DỤ MINH HOẠ CÁCH GHI BIỂU        |                               | yes
            Hướng dẫn | CĐCS Trường A                       | Hướng dẫn cách ghi biểu       | yes
            Hướng dẫn | CĐCS Trường A                       | Báo cáo năm 2023              | no
            Sheet1    | CĐCS Trường A                       | Hướng dẫn cách ghi: trang sau | no
            Sheet1    | Hướng dẫn số 12/HD-LĐLĐ             |                               | no",
        ) {
            let sheet = crate::read::fixture::sheet(name, &format!("{line}\n{next}"));
            let grid = Grid::new(&sheet, None, &lexicon);
            assert_eq!(is_guide(&grid, &lexicon), is_so == "yes", "{line} {next}");
        }
    }
}
