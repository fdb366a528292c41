//! Notes below a table, or beside it, that explain a mark: `(*) Số liệu 9 tháng đầu năm`, `(2), ² Đã đối chiếu`. What a note
//! says of the time of figures, or that they are only near, is said of whatever bears its mark.

use super::sayings::{Saying, Scope};
use super::time::Time;
use crate::location::CellAddress;

/// A mark as it is compared: `(*)` and `*` are one, `(2)` and `²` are not.
pub(super) type Mark = String;

/// A note.
#[derive(Debug, Clone)]
pub(super) struct Note {
    pub(super) marks: Vec<Mark>,
    pub(super) written: String,
    pub(super) at: CellAddress,
    /// The time that it says its figures are of.
    pub(super) time: Time,
    /// Whether it says that they are only near: reckoned ahead, looked over by nobody.
    pub(super) is_estimate: bool,
}

impl Note {
    /// Whether it changes what the figures are that it is about.
    pub(super) fn tells(&self) -> bool {
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

/// A line that takes figures back.
#[derive(Debug, Clone)]
pub(super) struct Correction {
    /// Its words, as those of a note.
    pub(super) note: Note,
    /// The rows that it speaks of, from zero; none where nobody can tell.
    pub(super) rows: Vec<u32>,
}

/// The notes of a sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    pub(super) notes: Vec<Note>,
    /// The lines that take figures back.
    pub(super) corrections: Vec<Correction>,
}

impl Notes {
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

    /// The line that takes the figures of a row back.
    pub(super) fn correcting(&self, row: u32) -> Option<&Note> {
        let found = self.corrections.iter().find(|it| it.rows.contains(&row));
        found.map(|correction| &correction.note)
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

/// Whether a mark may begin or be with it.
pub(super) fn is_of_mark(letter: char) -> bool {
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
pub(super) fn leading_marks(text: &str) -> Option<(Vec<Mark>, &str)> {
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
