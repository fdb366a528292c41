//! Lines below a table that take a figure of it back: `Đính chính: dòng 2 sửa thành 119`, `Tổng số đoàn viên là 119, không phải 118`. What
//! such a line speaks of is not counted as it stands in its row; nor is what the line says, which nobody can settle but the unit.

use super::Knowledge;
use super::grid::{Grid, GridCell, Row};
use super::labels::LabelMeaning;
use super::notes::{Correction, Note};
use super::time::Time;
use crate::text::{self, contains_any, contains_words};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Finds them among a sheet's rows.
pub(super) fn corrections(grid: &Grid<'_>, lexicon: &Knowledge) -> Vec<Correction> {
    let found = grid.rows().filter_map(|row| {
        let cell = correcting_cell(row, lexicon)?;
        let key = lexicon.match_key(cell.text());
        Some(Correction {
            note: Note {
                marks: Vec::new(),
                written: cell.text().to_string(),
                at: cell.address,
                time: Time::Part,
                is_estimate: false,
            },
            rows: rows_named(grid, row.number, &key, lexicon),
        })
    });
    found.collect()
}

/// The only words of a row, or those behind what introduces a note, where they take a figure back.
fn correcting_cell<'r>(row: Row<'r>, lexicon: &Knowledge) -> Option<&'r GridCell<'r>> {
    /// A line stands alone, but for a word before it.
    const MOST_CELLS: usize = 2;
    let is_line =
        row.cells.len() <= MOST_CELLS && row.cells.iter().all(|it| it.wording().is_some());
    let cell = row.cells.last().filter(|_| is_line)?;
    // Asked of every line, and few hold a figure.
    let wording = cell.wording().filter(|it| holds_figure(&it.text))?;
    takes_back(wording.label_key(), lexicon).then_some(cell)
}

/// Whether a line holds a number that is no year: `ĐÍNH CHÍNH SỐ LIỆU NĂM 2023` is a title.
fn holds_figure(line: &str) -> bool {
    const DIGITS_OF_YEAR: usize = 4;
    let mut numbers = line.split(|it: char| !it.is_ascii_digit());
    let is_year = |it: &str| it.len() == DIGITS_OF_YEAR && it.starts_with(['1', '2']);
    numbers.any(|it| !it.is_empty() && !is_year(it))
}

/// Whether a key says that a figure is wrong: `đính chính …`, `… không phải 118`.
fn takes_back(key: &str, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let denies = |start: &str| {
        let mut denied = words.denying_words.iter();
        denied.any(|it| behind_words(start, it).is_some_and(begins_with_digit))
    };
    contains_any(key, &words.correcting_words) || text::word_starts(key).any(denies)
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_digit())
}

/// What stands behind the words that a key begins with.
fn behind_words<'k>(key: &'k str, words: &str) -> Option<&'k str> {
    key.strip_prefix(words)?.strip_prefix(' ')
}

/// The rows above a line that it names: by their labels, of which the longest count, or by their numbers.
fn rows_named(grid: &Grid<'_>, line: u32, key: &str, lexicon: &Knowledge) -> Vec<u32> {
    let numbers = row_numbers(key, lexicon);
    let above = || {
        grid.rows()
            .filter(|row| row.number < line && row.cells.len() > 1)
    };
    if !numbers.is_empty() {
        let is_numbered = |row: &Row<'_>| {
            let first = row.cells.first().map(|it| text::label_key(&it.raw()));
            first.is_some_and(|first| numbers.contains(&first.trim_end_matches('.')))
        };
        return above().filter(is_numbered).map(|row| row.number).collect();
    }
    let named = above().filter_map(|row| {
        let words = row.cells.iter().filter(|cell| cell.wording().is_some());
        let keys = words.map(|cell| lexicon.match_key(cell.text()));
        let named = keys.filter(|it| it.contains(' ') && contains_words(key, it));
        Some((named.max_by_key(String::len)?, row.number))
    });
    let named: Vec<(String, u32)> = named.collect();
    let is_longest = |label: &str| {
        let mut others = named.iter();
        !others.any(|(other, _)| other.len() > label.len() && contains_words(other, label))
    };
    let longest = named.iter().filter(|(label, _)| is_longest(label));
    let rows: Vec<u32> = longest.map(|(_, row)| *row).collect();
    match rows.is_empty() {
        true => rows_meant(above(), key, lexicon),
        false => rows,
    }
}

/// The rows that ask for what a line gives in other words: `Sửa lại: số lần đi thăm đoàn viên là 20 lượt`.
fn rows_meant<'g>(
    above: impl Iterator<Item = Row<'g>>,
    key: &str,
    lexicon: &Knowledge,
) -> Vec<u32> {
    let figure = key
        .find(|it: char| it.is_ascii_digit())
        .unwrap_or(key.len());
    let before: Vec<&str> = key[..figure].split_whitespace().collect();
    // What introduces the label and what leads from it to the figure is none of it.
    let labels = (0..before.len()).flat_map(|first| {
        let last = before.len().saturating_sub(1)..=before.len();
        last.filter(move |last| first < *last)
            .map(move |last| (first, last))
    });
    let meant = labels.filter_map(|(first, last)| {
        match lexicon.labels.known_meaning(&before[first..last].join(" ")) {
            Some(LabelMeaning::Indicator(code)) => Some(code),
            _ => None,
        }
    });
    let meant: BTreeSet<Arc<str>> = meant.collect();
    let asks = |row: &Row<'_>| {
        let mut words = row.cells.iter().filter_map(GridCell::wording);
        words.any(|it| match &it.label(lexicon).meaning {
            LabelMeaning::Indicator(code) => meant.contains(code),
            _ => false,
        })
    };
    match meant.len() {
        1 => above.filter(asks).map(|row| row.number).collect(),
        _ => Vec::new(),
    }
}

/// The numbers of rows that a line names: `dòng 2`, `mục 3 và 5`.
fn row_numbers<'k>(key: &'k str, lexicon: &Knowledge) -> Vec<&'k str> {
    let words = &lexicon.forms.words;
    let is_number = |word: &&str| begins_with_digit(word);
    let mut numbers = Vec::new();
    for start in text::word_starts(key) {
        let introduced = words.row_words.iter();
        for rest in introduced.filter_map(|it| behind_words(start, it)) {
            let listed = rest.split(' ').take_while(|it| is_number(it) || *it == AND);
            numbers.extend(listed.filter(is_number));
        }
    }
    numbers
}

/// Between the numbers of two rows.
const AND: &str = "và";
