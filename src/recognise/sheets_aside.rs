//! Sheets that are no forms, by their titles: guides, of which the figures are examples, and papers of other kinds.

use super::Knowledge;
use super::grid::{Grid, GridCell};
use super::wording::Wording;
use crate::catalogue::PaperWords;
use crate::observation::FormKind;
use crate::text::{begins_with_any, contains_any};
use std::ops::Range;

/// Whether a sheet is a guide. Its topmost line is titled so; a form has its letterhead there, and may speak of a guide
/// further down.
pub(super) fn is_guide(grid: &Grid<'_>, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let is_title = |cell: &GridCell<'_>| {
        cell.wording()
            .is_some_and(|wording| begins_with_any(wording.label_key(), &words.guide_titles))
    };
    let says_example = |cell: &GridCell<'_>| is_example(cell, lexicon);
    let top = grid.rows().next();
    if top.is_some_and(|row| row.cells.first().is_some_and(is_title)) {
        return true;
    }
    /// Titles stand no lower.
    const LINES_LOOKED_AT: usize = 5;
    let mut lines = grid.rows().take(LINES_LOOKED_AT);
    // A form may hold an example further down: of that its own title speaks.
    if lines.any(|row| row.cells.len() == 1 && row.cells.iter().any(says_example)) {
        return true;
    }
    let is_marked = |cell: &GridCell<'_>| {
        let marks = [&words.example_marks, &words.guide_titles];
        let wording = cell.wording();
        wording.is_some_and(|it| marks.into_iter().any(|of| contains_any(it.label_key(), of)))
    };
    begins_with_any(grid.key_of_sheet(), &words.guide_sheets)
        && grid
            .rows()
            .take(LINES_LOOKED_AT)
            .any(|row| row.cells.iter().any(is_marked))
}

/// What paper a sheet is that is no report of figures, by a line above its first table.
pub(super) fn paper_on<'l>(
    grid: &Grid<'_>,
    first_row: u32,
    lexicon: &'l Knowledge,
) -> Option<(FormKind, &'l PaperWords)> {
    /// A title stands no lower.
    const LAST_TITLE_ROW: u32 = 15;
    let rows = grid.rows_within(0..first_row.min(LAST_TITLE_ROW));
    let lines = rows.flat_map(|row| row.cells).filter_map(GridCell::wording);
    let titled = |line: &str| {
        let mut papers = lexicon.forms.papers.iter();
        papers.find(|paper| begins_with_any(line, &paper.titles))
    };
    let paper = lines.map(Wording::label_key).find_map(titled)?;
    let mut forms = FormKind::ALL.into_iter();
    let form = forms.find(|form| form.key() == paper.form)?;
    Some((form, paper))
}

/// Whether a line says that the figures below it are made up: `(số liệu dưới đây chỉ là ví dụ)`.
fn is_example(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    cell.wording()
        .is_some_and(|wording| wording.speaks_of_example(lexicon))
}

/// Whether the lines above a table say that it is an example of how to fill in the form; the line that does.
pub(super) fn example_above<'g>(
    grid: &'g Grid<'_>,
    rows: Range<u32>,
    lexicon: &Knowledge,
) -> Option<&'g GridCell<'g>> {
    /// A title stands alone in its row, but for its number.
    const MOST_CELLS: usize = 2;
    let rows = grid
        .rows_within(rows)
        .filter(|row| row.cells.len() <= MOST_CELLS);
    let cells = rows.filter_map(|row| row.cells.last());
    // `Ví dụ ghi: 05 người` explains how to fill in the form that it stands in.
    let is_titled = |cell: &GridCell<'_>| {
        let titles = &lexicon.forms.words.example_titles;
        let wording = cell.wording();
        let mut behind = cell.text().split(':').skip(1);
        wording.is_some_and(|wording| begins_with_any(wording.label_key(), titles))
            && behind.all(|rest| rest.trim().is_empty())
    };
    let mut cells = cells.filter(|cell| is_titled(cell) || is_example(cell, lexicon));
    cells.next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn every_paper_is_a_kind_of_form_that_is_no_submission() {
        let aside = |form: &FormKind| !form.description().is_submission;
        let of_kinds = FormKind::ALL.into_iter().filter(aside).map(FormKind::key);
        let papers = crate::catalogue::Forms::built_in().papers;
        let of_words = papers.iter().map(|paper| &*paper.form);
        assert_eq!(of_kinds.collect::<Vec<_>>(), of_words.collect::<Vec<_>>());
    }

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
            Sheet1    | Hướng dẫn số 12/HD-LĐLĐ             |                               | no
            Mẫu ví dụ | Mẫu ví dụ                           | TT                            | yes
            VÍ DỤ     | CĐCS Trường A                       | Báo cáo năm 2023 (minh họa)   | yes
            Ví dụ     | CĐCS Xí nghiệp X (ví dụ)            | Báo cáo năm 2023              | yes
            Sheet2    | CĐCS Trường A                       | (Số liệu dưới đây chỉ là ví dụ) | yes
            Sheet2    | Biểu 1 (số liệu giả định)           | Năm 2023                      | yes
            Sheet2    | CĐCS Trường A                       | Ví dụ: ghi rõ số lượng        | no",
        ) {
            let sheet = crate::read::fixture::sheet(name, &format!("{line}\n{next}"));
            let grid = Grid::new(&sheet, None, &lexicon);
            assert_eq!(is_guide(&grid, &lexicon), is_so == "yes", "{line} {next}");
        }
    }
}
