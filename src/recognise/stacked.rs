//! Forms of several units below each other on one sheet, each with its letterhead, its title and its table, or with its name above
//! its titles: each is read as if it stood on a sheet of its own.

use super::Lexicon;
use super::grid::{Grid, Row};
use super::header::{find_headers, reads_as_header};
use super::layout::Header;
use super::line::{Line, NameStrength, Naming};
use crate::text;
use std::ops::Range;

/// A line that plainly names a unit.
struct NameRow<'l> {
    row: u32,
    name: &'l str,
    /// Whether it is a grassroots union's by what it is called.
    is_grassroots: bool,
}

impl NameRow<'_> {
    fn is_of_another(&self, other: &NameRow<'_>) -> bool {
        text::label_key(self.name) != text::label_key(other.name)
    }

    /// The same, however what kind of body it is is written: `CĐCS`, `Công đoàn cơ sở`.
    fn differs(&self, other: &NameRow<'_>, lexicon: &Lexicon) -> bool {
        lexicon.match_key(self.name) != lexicon.match_key(other.name)
    }
}

/// A sheet as the grids of the units whose forms stand on it below each other; mostly it is one.
pub(super) fn apart<'a>(grid: Grid<'a>, lexicon: &'a Lexicon) -> Vec<Grid<'a>> {
    let mut parts = Vec::new();
    let mut rest = grid;
    // From the bottom, so that what is above keeps its rows.
    for row in begins(&rest, lexicon).into_iter().rev() {
        let (above, mut below) = rest.part(|cell| cell.address.row >= row);
        below.part = row;
        parts.push(below);
        rest = above;
    }
    parts.push(rest);
    parts.reverse();
    parts
}

/// The rows at which the form of another unit begins.
fn begins(grid: &Grid<'_>, lexicon: &Lexicon) -> Vec<u32> {
    let rows: Vec<Row<'_>> = grid.rows().filter(|row| is_of_lines(*row)).collect();
    let between = between_titles(grid, lexicon);
    let may_begin = |row: &&Row<'_>| between.contains(&row.number);
    // Mostly the names are those of a letterhead, or of who signs, and nothing more is asked of them.
    let mut lines = rows.iter().filter(may_begin);
    if !lines.any(|row| named(*row, lexicon).is_some()) {
        return Vec::new();
    }
    let names: Vec<NameRow<'_>> = rows.iter().filter_map(|row| named(*row, lexicon)).collect();
    let is_another = |pair: &[NameRow<'_>]| pair[0].is_of_another(&pair[1]);
    if !names.windows(2).any(is_another) {
        return Vec::new();
    }
    let headers = find_headers(grid, lexicon);
    let headers: Vec<&Header<'_>> = headers.iter().filter(|header| header.is_read()).collect();
    let mut found = Vec::new();
    for pair in headers.windows(2) {
        let between = last_figure(grid, pair[0], pair[1].first_row) + 1..pair[1].first_row;
        let name = names.iter().rev().find(|name| between.contains(&name.row));
        let above = names.iter().rev().find(|name| name.row < pair[0].first_row);
        let title = rows.iter().find(|row| {
            let is_title = || lines_of(**row, lexicon).any(|line| line.title.is_some());
            between.contains(&row.number) && is_title()
        });
        let (Some(name), Some(above)) = (name, above) else {
            continue;
        };
        let heads = |name: &NameRow<'_>, header: &Header<'_>| {
            let mut between = grid.rows_within(name.row + 1..header.first_row);
            between.all(is_of_lines)
        };
        // Without a title of its own another unit's form begins below its name alone (`2. CĐCS Trường Tiểu học …`), or where its
        // union stands by its full name.
        let is_begun = match title {
            Some(_) => true,
            None if heads(above, pair[0]) && heads(name, pair[1]) => true,
            None => name.is_grassroots && above.is_grassroots && name.differs(above, lexicon),
        };
        if is_begun && name.is_of_another(above) {
            let first = title.map_or(name.row, |title| name.row.min(title.number));
            found.push(first_line(&rows, first, between.start));
        }
    }
    found
}

/// The rows from the first row of titles to the last.
fn between_titles(grid: &Grid<'_>, lexicon: &Lexicon) -> Range<u32> {
    let mut titles = grid.rows().filter(|row| reads_as_header(*row, lexicon));
    let first = titles.next().map_or(0, |row| row.number);
    let last = titles.last().map_or(first, |row| row.number);
    first..last
}

/// The first of the lines of a letterhead that goes on in a row: those right above it belong to it.
fn first_line(rows: &[Row<'_>], row: u32, from: u32) -> u32 {
    /// A letterhead has no more lines above the unit's own.
    const MOST_LINES: u32 = 2;
    let is_line = |number: u32| rows.iter().any(|row| row.number == number);
    let above = (from.max(row.saturating_sub(MOST_LINES))..row).rev();
    above
        .take_while(|number| is_line(*number))
        .last()
        .unwrap_or(row)
}

/// The last row of a table that holds a figure.
fn last_figure(grid: &Grid<'_>, header: &Header<'_>, end: u32) -> u32 {
    let rows = grid.rows_within(header.body_row..end);
    let with_figures = rows.filter(|row| {
        let mut cells = row.cells.iter();
        cells.any(|cell| cell.may_be_figure() && header.is_figure_column(cell.address.column))
    });
    with_figures
        .last()
        .map_or(header.body_row, |row| row.number)
}

/// A row that holds lines of text: on either side one at most.
fn is_of_lines(row: Row<'_>) -> bool {
    const MOST_CELLS: usize = 2;
    row.cells.len() <= MOST_CELLS && row.cells.iter().all(|cell| cell.wording().is_some())
}

fn lines_of<'l>(row: Row<'l>, lexicon: &'l Lexicon) -> impl Iterator<Item = &'l Line> {
    let wordings = row.cells.iter().filter_map(|cell| cell.wording());
    wordings.map(|wording| wording.line(lexicon))
}

/// The unit that a line names plainly.
fn named<'l>(row: Row<'l>, lexicon: &'l Lexicon) -> Option<NameRow<'l>> {
    let cell = row.cells.first()?;
    let wording = cell.wording()?;
    let line = wording.line(lexicon);
    let is_grassroots =
        matches!(line.names, Naming::Unit(strength) if strength >= NameStrength::Grassroots);
    let name = match &line.unit_name {
        Some(name) if !name.is_empty() => name,
        Some(_) => &row.cells.get(1)?.wording()?.text,
        None if is_grassroots && !wording.may_be_signature() => &wording.text,
        None => return None,
    };
    Some(NameRow {
        row: row.number,
        name,
        is_grassroots,
    })
}
