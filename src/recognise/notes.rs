//! Notes below a table, or beside it, that explain a mark: `(*) Số liệu 9 tháng đầu năm`, `(2), ² Đã đối chiếu`. What a note
//! says of the time of figures, or that they are only near, is said of whatever bears its mark.

use super::Lexicon;
use super::grid::{Grid, GridCell, Row};
use super::sayings::{Saying, Scope};
use super::time::Time;
use super::wording::Wording;
use crate::location::CellAddress;
use crate::text::{self, begins_with_any};
use std::collections::BTreeMap;

/// A mark as it is compared: `(*)` and `*` are one, `(2)` and `²` are not.
type Mark = String;

/// A note.
#[derive(Debug, Clone)]
pub(super) struct Note {
    marks: Vec<Mark>,
    written: String,
    at: CellAddress,
    /// The time that it says its figures are of.
    pub(super) time: Time,
    /// Whether it says that they are only near: reckoned ahead, looked over by nobody.
    pub(super) is_estimate: bool,
}

impl Note {
    /// Reads a note that stands in a cell, or in one behind its mark.
    fn parse(row: Row<'_>, lexicon: &Lexicon) -> Option<Self> {
        let (first, last) = (row.cells.first()?, row.cells.last()?);
        let apart = leading_marks(first.text())
            .filter(|(_, rest)| row.cells.len() > 1 && rest.trim().is_empty());
        match apart {
            Some((marks, _)) => Self::of(marks, last.text(), last, lexicon),
            None => Self::behind_mark(last, lexicon),
        }
    }

    fn behind_mark(cell: &GridCell<'_>, lexicon: &Lexicon) -> Option<Self> {
        let text = cell.text();
        let introduced = text.split_once(':').filter(|(before, _)| {
            let key = text::label_key(before);
            lexicon.titles.is_note(&key)
        });
        let text = introduced.map_or(text, |(_, behind)| behind.trim_start());
        let (marks, rest) = leading_marks(text)?;
        Self::of(marks, rest, cell, lexicon)
    }

    /// The note that words are.
    fn of(marks: Vec<Mark>, words: &str, cell: &GridCell<'_>, lexicon: &Lexicon) -> Option<Self> {
        let rest = words.trim_start_matches([':', '-', '–', '.', ' ']);
        // A mark before nothing, or before a figure, explains nothing.
        let says = rest.starts_with(char::is_alphanumeric) && rest.contains(' ');
        let wording = says.then(|| lexicon.wording(rest))?;
        let key = wording.label_key();
        let words = &lexicon.forms.words;
        let time = match wording.heading(lexicon).time {
            Time::Ahead => Time::Unsaid,
            time => time,
        };
        Some(Self {
            marks,
            written: cell.text().to_string(),
            at: cell.address,
            time,
            is_estimate: time == Time::Unsaid && begins_with_any(key, &words.estimate_notes),
        })
    }

    /// Whether it changes what the figures are that it is about.
    fn tells(&self) -> bool {
        self.time != Time::Unsaid || self.is_estimate
    }

    /// Its words, as words that speak of figures.
    pub(super) fn saying(&self) -> Saying {
        Saying {
            written: self.written.clone(),
            scope: Scope::Note,
            at: self.at,
        }
    }
}

/// The notes of a sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    /// Texts that say of when something is, and bear no mark: what they are said of follows from their place.
    remarks: BTreeMap<CellAddress, Note>,
}

impl Notes {
    /// Finds them: each stands alone in its row, or behind what only introduces notes.
    pub(super) fn of(grid: &Grid<'_>, lexicon: &Lexicon) -> Self {
        /// A note stands alone, but for a word before it.
        const MOST_CELLS: usize = 2;
        let rows = grid.rows().filter(|row| {
            let are_words = || row.cells.iter().all(|cell| cell.wording().is_some());
            row.cells.len() <= MOST_CELLS && are_words()
        });
        let is_marked = |row: &Row<'_>| {
            let mut cells = row.cells.iter();
            cells.any(|cell| cell.text().contains(is_of_mark))
        };
        let notes = rows.filter(is_marked);
        let notes = notes.filter_map(|row| Note::parse(row, lexicon));
        let subjects = &lexicon.forms.words.remark_subjects;
        let cells = grid.rows().flat_map(|row| row.cells);
        let remarks = cells.filter_map(|cell| {
            let wording = cell.wording()?;
            let is_remark = begins_with_any(wording.label_key(), subjects);
            let note = is_remark.then(|| Note::of(Vec::new(), cell.text(), cell, lexicon))??;
            note.tells().then_some((cell.address, note))
        });
        Self {
            notes: notes.collect(),
            remarks: remarks.collect(),
        }
    }

    /// What a cell among the remarks on a row says of the row's figures.
    pub(super) fn remark_in(&self, at: CellAddress) -> Option<&Note> {
        self.remarks.get(&at)
    }

    /// The note that says of what a text is part of that it is something else.
    pub(super) fn telling(&self, text: &str) -> Option<&Note> {
        let told = |notes: &[Note], mark: &Mark| {
            let mut notes = notes.iter();
            notes.position(|note| note.tells() && note.marks.contains(mark))
        };
        if self.notes.is_empty() {
            return None;
        }
        let marks = marks_in(text);
        let found = marks.iter().find_map(|mark| told(&self.notes, mark))?;
        self.notes.get(found)
    }

    /// A figure without the marks behind it that notes explain: `8²`, `45.069.000 (2)`. `None` where there are none.
    pub(super) fn without_marks<'t>(&self, figure: &'t str) -> Option<&'t str> {
        if self.notes.is_empty() || !figure.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let is_explained = |mark: &Mark| self.notes.iter().any(|note| note.marks.contains(mark));
        let mut rest = figure.trim_end();
        while let Some((before, mark)) = trailing_mark(rest) {
            if !is_explained(&mark) {
                break;
            }
            rest = before.trim_end_matches([' ', ',']);
        }
        (rest.len() < figure.trim_end().len() && !rest.is_empty()).then_some(rest)
    }
}

fn is_of_mark(letter: char) -> bool {
    letter == '*' || letter == '(' || letter == '[' || is_raised(letter)
}

fn is_raised(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹')
}

/// What stands in brackets, where it is a mark.
fn in_brackets(inside: &str) -> Option<Mark> {
    /// Further notes than these are none.
    const MOST_DIGITS: usize = 2;
    let inside = inside.trim();
    let is_number = inside.len() <= MOST_DIGITS && inside.bytes().all(|byte| byte.is_ascii_digit());
    let are_stars = inside.bytes().all(|byte| byte == b'*');
    let is_mark = !inside.is_empty() && (is_number || are_stars);
    let is_one_raised = inside.chars().all(is_raised) && inside.chars().count() == 1;
    match is_mark {
        true if is_number => Some(format!("({inside})")),
        true => Some(inside.to_string()),
        false => is_one_raised.then(|| inside.to_string()),
    }
}

/// The mark that a text begins with, and what is behind it.
fn leading_mark(text: &str) -> Option<(Mark, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let closing = match first {
        '(' => ')',
        '[' => ']',
        '*' => {
            let rest = text.trim_start_matches('*');
            return Some((text[..text.len() - rest.len()].to_string(), rest));
        }
        raised if is_raised(raised) => {
            return Some((raised.to_string(), &text[raised.len_utf8()..]));
        }
        _ => return None,
    };
    let (inside, rest) = text[1..].split_once(closing)?;
    Some((in_brackets(inside)?, rest))
}

/// All marks that a text begins with: `(2), ² Đã đối chiếu`.
fn leading_marks(text: &str) -> Option<(Vec<Mark>, &str)> {
    let (first, mut rest) = leading_mark(text)?;
    let mut marks = vec![first];
    loop {
        let joined = rest.trim_start_matches([' ', ',', ';', '/']);
        let joined = joined.strip_prefix("và ").unwrap_or(joined);
        match leading_mark(joined) {
            Some((mark, behind)) => {
                marks.push(mark);
                rest = behind;
            }
            None => return Some((marks, rest)),
        }
    }
}

/// The mark that a text ends in, and what is before it.
fn trailing_mark(text: &str) -> Option<(&str, Mark)> {
    let text = text.trim_end();
    let last = text.chars().next_back()?;
    let opening = match last {
        ')' => '(',
        ']' => '[',
        '*' => {
            let rest = text.trim_end_matches('*');
            return Some((rest, text[rest.len()..].to_string()));
        }
        raised if is_raised(raised) => {
            return Some((&text[..text.len() - raised.len_utf8()], raised.to_string()));
        }
        _ => return None,
    };
    let inside_and_before = &text[..text.len() - last.len_utf8()];
    let (before, inside) = inside_and_before.rsplit_once(opening)?;
    Some((before, in_brackets(inside)?))
}

/// The marks that stand in a text, behind a word of it.
fn marks_in(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_of_mark) {
        let is_behind = !marks.is_empty() || text.len() > rest.len() || at > 0;
        match leading_mark(&rest[at..]) {
            Some((mark, behind)) => {
                marks.extend(is_behind.then_some(mark));
                rest = behind;
            }
            None => {
                let letter = rest[at..].chars().next().map_or(1, char::len_utf8);
                rest = &rest[at + letter..];
            }
        }
    }
    marks
}

/// Whether a text bears any mark, which few do.
pub(super) fn may_be_marked(wording: &Wording) -> bool {
    wording.text.contains(is_of_mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    fn notes(lines: &str) -> Notes {
        let lexicon = crate::recognise::Lexicon::built_in();
        let sheet = crate::read::fixture::sheet("Biểu", lines);
        Notes::of(&Grid::new(&sheet, None, &lexicon), &lexicon)
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
            (*) Có danh sách kèm theo                  | Số tổ (*)       |
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
