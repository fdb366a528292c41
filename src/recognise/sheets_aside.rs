//! Sheets that are no forms, by their titles: guides, of which the figures are examples, and papers of other kinds.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::layout::{Column, Header, TableLayout};
use super::line::{NameStrength, Naming};
use super::sayings::FigureColumn;
use super::sections::{behind_plain_words, is_title_of_else};
use super::time::Time;
use super::wording::Wording;
use crate::catalogue::{ColumnRole, FormWords, IndicatorKind, PaperWords};
use crate::location::CellAddress;
use crate::observation::FormKind;
use crate::rules;
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

/// Whether the lines above a table say that its figures are points, places, shares or changes and no counts, where its columns
/// do not say so themselves; the line that does.
pub(super) fn no_counts_above<'g>(
    grid: &'g Grid<'_>,
    rows: Range<u32>,
    header: &Header<'_>,
    lexicon: &Knowledge,
) -> Option<&'g GridCell<'g>> {
    /// A title stands alone in its row, but for its number.
    const MOST_CELLS: usize = 2;
    let words = &lexicon.forms.words;
    let is_of_units = header.layout == TableLayout::RowPerUnit;
    let may_count = |column: &Column<'_>| match &column.kind {
        ColumnKind::Indicator(code, _) => [IndicatorKind::Count, IndicatorKind::Money]
            .into_iter()
            .any(|kind| lexicon.is_of_kind(code, kind)),
        ColumnKind::Figure(says) => *says == FigureColumn::Actual,
        _ => false,
    };
    // `Năm 2023 | Năm 2024 | Tăng, giảm` says itself what is compared.
    let says_itself = |column: &Column<'_>| {
        let is_other = matches!(
            column.kind,
            ColumnKind::Figure(FigureColumn::Target | FigureColumn::Previous)
        );
        column.is_derived() || is_other || column.time() != Time::Unsaid
    };
    let is_read = matches!(
        header.layout,
        TableLayout::RowPerUnit | TableLayout::RowPerIndicator
    );
    let columns = || header.columns.iter();
    if !is_read || !columns().any(may_count) || columns().any(says_itself) {
        return None;
    }
    let is_titled = |cell: &GridCell<'_>| {
        let key = cell.wording().map_or("", Wording::label_key);
        let key = behind_plain_words(key, words);
        begins_with_any(key, &words.no_count_titles)
            || is_of_units && begins_with_any(key, &words.points_table_titles)
    };
    let rows = grid
        .rows_within(rows)
        .filter(|row| row.cells.len() <= MOST_CELLS);
    let mut cells = rows.filter_map(|row| row.cells.last());
    cells.find(|cell| is_titled(cell))
}

/// Whether the lines above a sheet's tables say that its figures are not those of the unit that they name: of a part of it, or of
/// all units of its cluster together. Where they say it, and what the office reads of it.
pub(super) fn of_another_body(
    grid: &Grid<'_>,
    headers: &[Header<'_>],
    lexicon: &Knowledge,
) -> Option<(CellAddress, String)> {
    let words = &lexicon.forms.words;
    let first_row = headers.iter().find(|header| header.is_read())?.first_row;
    let lines = || grid.rows_within(0..first_row);
    let part = |row: Row<'_>| {
        let mut cells = row.cells.iter();
        let cell = cells.find(|cell| names_part(cell, row, words))?;
        let told = rules::row_unread::of_part_message(grid.sheet, cell.text());
        Some((cell.address, told))
    };
    if let Some(told) = lines().find_map(part) {
        return Some(told);
    }
    let is_of_points = |header: &Header<'_>| header.layout == TableLayout::ScoreSheet;
    if headers.iter().filter(|it| it.is_read()).all(is_of_points) {
        let cells = || lines().flat_map(|row| row.cells);
        if let Some(cell) = cells().find(|cell| names_person(cell, lexicon)) {
            let told = rules::row_unread::of_person_message(grid.sheet, cell.text());
            return Some((cell.address, told));
        }
        let is_of_else = |cell: &&GridCell<'_>| {
            let key = cell.wording().map(Wording::label_key);
            key.is_some_and(|key| is_title_of_else(key, words))
        };
        if let Some(cell) = cells().find(is_of_else) {
            let told = rules::row_unread::of_part_message(grid.sheet, cell.text());
            return Some((cell.address, told));
        }
    }
    let has_units = |header: &Header<'_>| {
        header.layout != TableLayout::RowPerIndicator
            || header.columns.iter().any(|column| column.unit.is_some())
    };
    if headers.iter().any(has_units) {
        return None;
    }
    let cells = || lines().flat_map(|row| row.cells);
    let is_of_unit = |it: &Wording| {
        let names = it.line(lexicon).names;
        matches!(names, Naming::Unit(NameStrength::Grassroots))
    };
    let is_of_cluster = |cell: &&GridCell<'_>| {
        let key = cell.wording().map_or("", Wording::label_key);
        begins_with_any(key, &words.title_words) && contains_any(key, &words.whole_cluster_words)
    };
    let title = cells().find(is_of_cluster)?;
    let names_unit = cells().filter_map(GridCell::wording).any(is_of_unit);
    names_unit.then(|| {
        let told = rules::row_unread::of_cluster_message(grid.sheet, title.text());
        (title.address, told)
    })
}

/// Whether a line says whose points these are: `Họ và tên: Nguyễn Văn A`.
fn names_person(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    let key = cell.wording().map_or("", Wording::label_key);
    let words = &lexicon.forms.words;
    if begins_with_any(key, &words.title_words) && contains_any(key, &words.person_score_titles) {
        return true;
    }
    let text = cell.text();
    let head = text.split_once(':').map_or(text, |(head, _)| head);
    let role = || Wording::new(head).title(lexicon).role;
    !head.is_empty() && role() == Some(ColumnRole::Person)
}

/// Whether a line names a part of a unit: `TỔ CÔNG ĐOÀN KHOA NỘI`, `Tổ công đoàn: Phân xưởng 1`, `BÁO CÁO CỦA CÔNG ĐOÀN BỘ PHẬN
/// VĂN PHÒNG`; not `Tổ công đoàn: 5`.
fn names_part(cell: &GridCell<'_>, row: Row<'_>, words: &FormWords) -> bool {
    let Some(wording) = cell.wording() else {
        return false;
    };
    let key = wording.label_key();
    let named = words.part_names.iter().find_map(|part| {
        key.strip_prefix(part.as_str())
            .filter(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    if let Some(rest) = named {
        let behind = wording
            .text
            .split_once(':')
            .map_or(rest, |(_, behind)| behind);
        let mut beside = row.cells.iter().filter(|it| it.address > cell.address);
        let is_beside = || beside.next().is_some_and(|it| it.wording().is_some());
        let first = behind.trim().chars().next();
        return first.map_or_else(is_beside, |it| !it.is_ascii_digit());
    }
    wording.is_titled_of_part(words)
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
