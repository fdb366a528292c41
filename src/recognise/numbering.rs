//! Rows that number the columns of a table.

use super::grid::Row;
use crate::text::is_letter;

/// Whether a text begins with a word of more than one letter, brackets left aside.
fn begins_with_word(text: &str) -> bool {
    let mut letters = text.trim_start_matches(['(', '[']).chars();
    let mut is_next_letter = || letters.next().is_some_and(is_letter);
    is_next_letter() && is_next_letter()
}

/// `(1) (2) (3)`, `A B 1 2 3`, `1 2 3=2:1`: a row that numbers the columns.
pub(super) fn is_numbering_row(row: Row<'_>) -> bool {
    /// Fewer cells may as well be figures.
    const FEWEST_CELLS: usize = 3;
    if row.cells.len() < FEWEST_CELLS {
        return false;
    }
    // Nearly every row has a label: its words are told before any number is written out.
    if row.cells.iter().any(|cell| begins_with_word(cell.text())) {
        return false;
    }
    let mut last_number = 0;
    let mut in_parentheses = 0;
    let mut letters = 0;
    for cell in row.cells {
        let shown = cell.shown();
        let shown = shown.trim();
        let inner = shown
            .trim_start_matches(['(', '['])
            .trim_end_matches([')', ']']);
        in_parentheses += usize::from(inner.len() < shown.len());
        let head = inner
            .split(['=', ':', '/', '-', '+'])
            .next()
            .unwrap_or_default()
            .trim();
        let is_letter = head.chars().count() == 1 && head.chars().all(char::is_alphabetic);
        match head.parse::<u32>() {
            Ok(number) if number == last_number + 1 => last_number = number,
            Ok(_) => return false,
            Err(_) if is_letter => letters += 1,
            Err(_) => return false,
        }
    }
    // A row of figures 1, 2, 3 without parentheses is a numbering only where it begins with the first column's.
    in_parentheses > 0 || last_number >= 2 || letters >= 2
}
