//! Sheets that are no forms, by their titles: guides, of which the figures are examples, and papers of other kinds.

use super::Knowledge;
use super::grid::{Grid, GridCell};
use super::wording::Wording;
use crate::catalogue::PaperWords;
use crate::observation::FormKind;
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
            Sheet1    | Hướng dẫn số 12/HD-LĐLĐ             |                               | no",
        ) {
            let sheet = crate::read::fixture::sheet(name, &format!("{line}\n{next}"));
            let grid = Grid::new(&sheet, None, &lexicon);
            assert_eq!(is_guide(&grid, &lexicon), is_so == "yes", "{line} {next}");
        }
    }
}
