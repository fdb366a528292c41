//! A report's table as a table of a paper.

use crate::report::charts::in_print;
use crate::report::word::{WordCell, WordColumn, WordRow, WordTable};
use crate::report::{Align, Cell, Column, ColumnGroup, Row, RowKind, Table, Tone, Value};

/// What a page takes between its margins, in twentieths of a point: upright, and on its long side.
const WIDTH: u32 = 9354;
const WIDTH_ACROSS: u32 = 14_286;
/// From so many columns on letters are smaller.
const DENSE_FROM: usize = 6;
/// And from so many rows on, so that they stand on one page.
const DENSE_ROWS: usize = 26;
/// A column of figures is at least this wide.
const NARROWEST: f64 = 560.0;
/// The size of letters, and what stands beside a word in its cell.
const LETTERS: f64 = 240.0;
const DENSE_LETTERS: f64 = 210.0;
const BESIDE: f64 = 170.0;
/// Behind a figure that bears no claim.
const DOUBTFUL: char = '*';

/// What of a table goes into a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// What its cells say.
    None,
    /// Also that a figure bears no claim.
    Doubtful,
}

/// A table with the columns that say anything, over the width of a page.
pub(super) fn word_table(table: &Table, marks: Marks) -> WordTable {
    let says = |at: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        cells.any(|cell| cell.value != Value::Empty)
    };
    let kept = (0..table.columns.len()).filter(|&at| table.rows.is_empty() || says(at));
    of_columns(table, &kept.collect::<Vec<_>>(), marks, WIDTH)
}

/// A table with all its columns: an official form's.
pub(super) fn whole_table(table: &Table, marks: Marks) -> WordTable {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    of_columns(table, &all, marks, WIDTH)
}

/// The same on a page that lies on its long side.
pub(super) fn whole_table_across(table: &Table, marks: Marks) -> WordTable {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    of_columns(table, &all, marks, WIDTH_ACROSS)
}

fn of_columns(table: &Table, kept: &[usize], marks: Marks, room: u32) -> WordTable {
    let columns: Vec<&Column> = kept.iter().map(|&at| &table.columns[at]).collect();
    let rows = table
        .rows
        .iter()
        .map(|row| word_row(row, kept, columns.as_slice(), marks));
    let rows: Vec<WordRow> = rows.collect();
    let is_dense = columns.len() >= DENSE_FROM || rows.len() >= DENSE_ROWS;
    WordTable {
        columns: fitted(&columns, &rows, is_dense, room),
        groups: groups(table, kept),
        rows,
        is_dense,
    }
}

/// Columns over the width of a page, in the proportion of their own widths.
pub(super) fn sized(columns: &[&Column]) -> Vec<WordColumn> {
    fitted(columns, &[], false, WIDTH)
}

/// Columns over the width of a page: each as wide as its longest word asks for, the rest in the proportion of their own
/// widths.
fn fitted(columns: &[&Column], rows: &[WordRow], is_dense: bool, room: u32) -> Vec<WordColumn> {
    let letters = if is_dense { DENSE_LETTERS } else { LETTERS };
    let longest = |at: usize| {
        let cells = rows.iter().filter(|row| row.kind != RowKind::Group);
        let cells = cells.filter_map(|row| row.cells.get(at)).map(|it| &it.text);
        let titles = std::iter::once(&columns[at].title);
        let words = cells.chain(titles).flat_map(|text| text.split_whitespace());
        words.map(width).fold(0.0, f64::max)
    };
    let least: Vec<f64> = (0..columns.len())
        .map(|at| (longest(at) * letters + BESIDE).max(NARROWEST))
        .collect();
    let all: f64 = columns.iter().map(|column| column.width).sum();
    let wanted = columns
        .iter()
        .map(|column| column.width * f64::from(room) / all.max(1.0));
    let wanted: Vec<f64> = wanted.collect();
    // What columns have beyond their least width shrinks alike until all of them fill the page.
    let spare: f64 = wanted
        .iter()
        .zip(&least)
        .map(|(it, least)| (it - least).max(0.0))
        .sum();
    let needed: f64 = least.iter().sum();
    let share = (f64::from(room) - needed) / spare.max(1.0);
    let widths = wanted
        .iter()
        .zip(&least)
        .map(|(wanted, least)| match share > 0.0 {
            true => least + (wanted - least).max(0.0) * share,
            false => least * f64::from(room) / needed,
        });
    let mut widths: Vec<u32> = widths.map(|width| width.round() as u32).collect();
    let taken: u32 = widths.iter().sum();
    if let Some(widest) = widths.iter_mut().max() {
        *widest = (*widest + room).saturating_sub(taken);
    }
    let sized = columns.iter().zip(widths);
    sized
        .map(|(column, width)| WordColumn {
            title: column.title.clone(),
            width,
            align: column.align,
        })
        .collect()
}

/// How wide a word is in Times New Roman, in sizes of its letters.
fn width(word: &str) -> f64 {
    let letters = word.chars().map(|letter| match letter {
        '0'..='9' | '*' => 0.5,
        '.' | ',' | ';' | ':' | '/' | 'i' | 'l' | 't' => 0.29,
        '(' | ')' | '-' => 0.34,
        '%' => 0.84,
        'm' | 'w' => 0.8,
        letter if letter.is_uppercase() => 0.75,
        _ => 0.52,
    });
    letters.sum()
}

fn groups(table: &Table, kept: &[usize]) -> Vec<ColumnGroup> {
    let groups = table.column_groups.iter().filter_map(|group| {
        let own = usize::from(group.first)..=usize::from(group.last);
        let first = kept.iter().position(|at| own.contains(at))?;
        let last = kept.iter().rposition(|at| own.contains(at))?;
        Some(ColumnGroup {
            title: group.title.clone(),
            first: u16::try_from(first).ok()?,
            last: u16::try_from(last).ok()?,
        })
    });
    groups.collect()
}

fn word_row(row: &Row, kept: &[usize], columns: &[&Column], marks: Marks) -> WordRow {
    // The title of a group goes over all columns.
    let last = match row.kind {
        RowKind::Group => row.cells.len(),
        _ => usize::MAX,
    };
    let kept = kept.iter().zip(columns).filter(|(at, _)| **at < last);
    let cells = kept.map(|(&at, column)| match row.cells.get(at) {
        Some(cell) => word_cell(cell, column.align, marks),
        None => WordCell::default(),
    });
    WordRow {
        kind: row.kind,
        cells: cells.collect(),
    }
}

fn word_cell(cell: &Cell, align: Align, marks: Marks) -> WordCell {
    let mut text = in_print(&cell.shown());
    if marks == Marks::Doubtful && cell.tone == Tone::Warning && !text.is_empty() {
        text.push(DOUBTFUL);
    }
    WordCell {
        text,
        align: (align == Align::Left && matches!(cell.value, Value::Number(..)))
            .then_some(Align::Right),
    }
}

/// Whether any figure of a table bears no claim.
pub(super) fn has_doubtful(table: &Table) -> bool {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| cell.tone == Tone::Warning && cell.value != Value::Empty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{NumberStyle, Quantity};

    #[test]
    fn columns_that_say_nothing_are_left_out_and_the_others_fill_the_page() {
        let number = |value| Cell::number(value, NumberStyle::plain(Quantity::Whole));
        let table = Table {
            columns: vec![
                Column::wrapped("Đơn vị", 40.0),
                Column::number("Trước", 10.0),
                Column::number("Nay", 10.0),
            ],
            rows: vec![
                Row::plain(vec![Cell::text("A"), Cell::empty(), number(1_234.0)]),
                Row::plain(vec![
                    Cell::text("B"),
                    Cell::empty(),
                    number(5.0).toned(Tone::Warning),
                ]),
            ],
            ..Table::default()
        };
        let written = word_table(&table, Marks::Doubtful);
        let titles: Vec<&str> = written.columns.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, ["Đơn vị", "Nay"]);
        let width: u32 = written.columns.iter().map(|it| it.width).sum();
        assert_eq!(width, WIDTH);
        let texts: Vec<&str> = written
            .rows
            .iter()
            .map(|row| row.cells[1].text.as_str())
            .collect();
        assert_eq!(texts, ["1.234", "5*"]);
        assert!(has_doubtful(&table));
        let plain = word_table(&table, Marks::None);
        assert_eq!(plain.rows[1].cells[1].text, "5");
    }
}
