//! Finds the notes on a sheet, and what the remarks on rows say of the time of figures.

use super::corrections_in_lines::corrections;
use super::grid::{Grid, GridCell, Row};
use super::notes::{Mark, Note, Notes, leading_marks};
use super::time::{Time, told_time};
use super::wording::Wording;
use super::{Knowledge, Lexicon};
use crate::text::{self, begins_with_any};

/// The same sheet with what it says of its marks.
pub(super) fn with_notes<'a>(mut grid: Grid<'a>, lexicon: &Lexicon) -> Grid<'a> {
    grid.notes = notes_of(&grid, lexicon).into();
    grid
}

/// Finds them: each stands alone in its row, or behind what only introduces notes.
fn notes_of(grid: &Grid<'_>, lexicon: &Lexicon) -> Notes {
    /// A note stands alone, but for a word before it.
    const MOST_CELLS: usize = 2;
    let rows = grid.rows().filter(|row| {
        let are_words = || row.cells.iter().all(|cell| cell.wording().is_some());
        row.cells.len() <= MOST_CELLS && are_words()
    });
    let is_marked = |row: &Row<'_>| {
        let mut cells = row.cells.iter();
        cells.any(|cell| cell.wording().is_some_and(|wording| wording.may_bear_mark))
    };
    let notes = rows.filter(is_marked);
    let notes = notes.filter_map(|row| parsed(row, lexicon));
    Notes {
        notes: notes.collect(),
        corrections: corrections(grid, lexicon),
    }
}

/// What a cell among the remarks on a row says of the row's figures: of when they are, or how sure.
pub(super) fn remark_in(cell: &GridCell<'_>, lexicon: &Knowledge) -> Option<Note> {
    let wording = cell.wording()?;
    let of_line = || {
        let opens = says(&wording.text) && wording.opens_remark(lexicon);
        opens.then(|| told_by(wording, lexicon))
    };
    let estimates = &lexicon.forms.words.estimate_notes;
    let is_estimate = || estimates.iter().any(|it| it == wording.label_key());
    let (time, is_estimate) = match wording.time_of_remark(lexicon) {
        Time::Unsaid if is_estimate() => (Time::Unsaid, true),
        Time::Unsaid => of_line()?,
        time => (time, false),
    };
    let note = Note {
        marks: Vec::new(),
        written: wording.text.clone(),
        at: cell.address,
        time,
        is_estimate,
    };
    note.tells().then_some(note)
}

/// What a remark behind a unit's name says of its row's figures: `TYT xã A (số liệu năm 2023)`, `THCS B (ước)`, `THPT C - năm 2023`.
pub(super) fn remark_behind_name(cell: &GridCell<'_>, lexicon: &Lexicon) -> Option<Note> {
    let text = cell.text().trim_end();
    let in_brackets = text
        .strip_suffix([')', ']'])
        .and_then(|text| Some(text.rsplit_once(['(', '['])?.1));
    let mut breaks = [" - ", " – ", "; "].into_iter();
    let behind_dash = || breaks.find_map(|it| Some(text.rsplit_once(it)?.1));
    let written = in_brackets.or_else(behind_dash)?;
    let wording = lexicon.wording(written);
    // `(mới kết nạp tháng 3/2024)` tells of the unit.
    let (time, is_estimate) = (
        wording.time_of_remark(lexicon),
        told_by(&wording, lexicon).1,
    );
    // `Phòng Tài chính - Kế hoạch` is no plan.
    let may_be_time = in_brackets.is_some() || written.contains(|it: char| it.is_ascii_digit());
    let words = &lexicon.forms.words;
    let is_doubtful = begins_with_any(wording.label_key(), &words.doubting_name_remarks);
    let note = Note {
        marks: Vec::new(),
        written: written.to_string(),
        at: cell.address,
        time: match time {
            time if may_be_time && time != Time::Unsaid => time,
            _ if is_doubtful => Time::Part,
            _ => Time::Unsaid,
        },
        is_estimate,
    };
    note.tells().then_some(note)
}

/// Reads a note that stands in a cell, or in one behind its mark.
fn parsed(row: Row<'_>, lexicon: &Lexicon) -> Option<Note> {
    let (first, last) = (row.cells.first()?, row.cells.last()?);
    let apart = leading_marks(first.text())
        .filter(|(_, rest)| row.cells.len() > 1 && rest.trim().is_empty());
    match apart {
        Some((marks, _)) => note_of(marks, last.text(), last, lexicon),
        None => behind_mark(last, lexicon),
    }
}

fn behind_mark(cell: &GridCell<'_>, lexicon: &Lexicon) -> Option<Note> {
    let text = cell.text();
    let introduced = text.split_once(':').filter(|(before, _)| {
        let key = text::label_key(before);
        lexicon.titles.is_note(&key)
    });
    let text = introduced.map_or(text, |(_, behind)| behind.trim_start());
    let (marks, rest) = leading_marks(text)?;
    note_of(marks, rest, cell, lexicon)
}

/// The note that words are.
fn note_of(marks: Vec<Mark>, words: &str, cell: &GridCell<'_>, lexicon: &Lexicon) -> Option<Note> {
    let rest = words.trim_start_matches([':', '-', '–', '.', ' ']);
    let (time, is_estimate) = says(rest).then(|| told_by(&lexicon.wording(rest), lexicon))?;
    Some(Note {
        marks,
        written: cell.text().to_string(),
        at: cell.address,
        time,
        is_estimate,
    })
}

/// A mark before nothing, or before a figure, explains nothing.
fn says(words: &str) -> bool {
    words.starts_with(char::is_alphanumeric) && words.contains(' ')
}

/// The time that words say figures are of, and whether they say that these are only near.
fn told_by(wording: &Wording, lexicon: &Knowledge) -> (Time, bool) {
    let time = match (
        wording.time_of_remark(lexicon),
        wording.heading(lexicon).time,
    ) {
        (Time::Unsaid, Time::Ahead) => Time::Unsaid,
        (Time::Unsaid, _) if tells_whom(wording, lexicon) => Time::Unsaid,
        (Time::Unsaid, time) | (time, _) => time,
    };
    let estimates = &lexicon.forms.words.estimate_notes;
    let is_estimate = time == Time::Unsaid && begins_with_any(wording.label_key(), estimates);
    (time, is_estimate)
}

/// Whether a note tells whom figures hold, and its time is when those came: `Không tính 02 đoàn viên chuyển đến trong tháng 12`; not
/// `Không bao gồm số liệu quý IV`.
fn tells_whom(wording: &Wording, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let key = wording.label_key();
    let behind = words.composing_beginnings.iter();
    let behind = behind.filter_map(|it| key.strip_prefix(it.as_str())?.strip_prefix(' '));
    let Some(rest) = behind.min_by_key(|rest| rest.len()) else {
        return false;
    };
    let before = told_time(rest).map_or(rest, |(_, told)| &rest[..told.start]);
    !text::is_made_of(&text::label_key(before), &words.whole_notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    fn notes(lines: &str) -> Notes {
        let lexicon = crate::recognise::Lexicon::built_in();
        let sheet = crate::read::fixture::sheet("Biểu", lines);
        notes_of(&Grid::new(&sheet, None, &lexicon), &lexicon)
    }

    #[test]
    fn notes_say_when_and_how_sure_the_figures_are() {
        for [line, marked, told] in cases(
            "
            (*) Số liệu 9 tháng đầu năm 2025           | Số tổ (*)       | Part
            * Tính đến hết quý III                     | Số tổ*          | Part
            [1] Số liệu 6 tháng đầu năm                | Số tổ [1], tổ   | Kind(FirstHalf)
            ² Số năm 2024                              | Số tổ²          | Of(Year(2024))
            Ghi chú: (**) mới có số 9 tháng            | Số tổ (**)      | Part
            (***) ; Số liệu quý III                    | Số tổ (***)     | Part
            (1), (2) Chưa có số quý IV                 | Số tổ (2)       | Part
            (*) Số ước thực hiện                       | Số tổ (*)       | near
            (*) Số liệu chưa thẩm định                 | Số tổ (*)       | near
            (*) Số liệu 9 tháng đầu năm 2025           | Số tổ (**)      |
            (*) Số liệu 9 tháng đầu năm 2025           | Số tổ           |
            (1) Số liệu 9 tháng đầu năm 2025           | (1) Số tổ       |
            (*) Chưa có quyết định công nhận           | Số tổ (*)       | Part
            (*) Có danh sách kèm theo                  | Số tổ (*)       |
            (*) Không tính 02 người đến trong tháng 12 | Số tổ (*)       |
            (*) Không bao gồm số liệu quý IV           | Số tổ (*)       | Part
            (*) Chưa tính 02 người đến trong tháng 12  | Số tổ (*)       | Part
            (*) Đã đối chiếu với kế toán               | Số tổ (*)       |
            (*) Theo Quyết định số 12 năm 2019         | Số tổ (*)       |",
        ) {
            let notes = notes(&line.replace(" ; ", "|"));
            let found = notes.telling(marked).map(|note| match note.is_estimate {
                true => "near".to_string(),
                false => format!("{:?}", note.time),
            });
            assert_eq!(found.unwrap_or_default(), told, "{line} {marked}");
        }
    }

    #[test]
    fn marks_that_notes_explain_are_no_part_of_a_figure() {
        let notes = notes(
            "(1) Gồm cả hợp đồng\n(2), ² Đã đối chiếu với kế toán\n*** Có danh sách kèm theo",
        );
        for [figure, rest] in cases(
            "
            8²             | 8
            45.069.000 (2) | 45.069.000
            12 (1), (2)    | 12
            5***           | 5
            7³             |
            12 (3)         |
            12             |
            (2)            |
            12 (2 người)   |",
        ) {
            assert_eq!(
                notes.without_marks(figure).unwrap_or_default(),
                rest,
                "{figure}"
            );
        }
    }
}
