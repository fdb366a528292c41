//! Two tables side by side on one sheet, or two lists of labels with their figures: the right one is read as if it stood
//! on a sheet of its own.

use super::Lexicon;
use super::grid::{Grid, GridCell, Pairs, Row};
use super::header::{find_headers, header_at};
use super::headerless::is_known;
use super::labels::LabelMeaning;
use super::layout::Header;
use super::row_label::RowLabel;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

/// Whether a row from a column on is one of a table that began above: a label with its figure behind it.
fn goes_on_from(column: u32, row: Row<'_>, lexicon: &Lexicon) -> bool {
    let is_label = |cell: &GridCell<'_>| {
        let meaning = cell.wording().map(|it| &it.label(lexicon).meaning);
        matches!(meaning, Some(LabelMeaning::Indicator(_)))
    };
    let mut right = row.cells.iter().filter(|it| it.address.column >= column);
    right.any(is_label) && right.any(GridCell::is_number)
}

/// A sheet as the grids that it is: the second holds what stands to the right, from its own titles on. Of lists of labels there may
/// be more than two.
pub(super) fn apart<'a>(grid: Grid<'a>, lexicon: &'a Lexicon) -> Vec<Grid<'a>> {
    let second_table = |row| second_table(&grid, row, lexicon);
    if !grid.rows().any(|row| second_table(row).is_some()) {
        let further = further_labels(&grid, lexicon);
        let mut parts = Vec::new();
        let mut left = grid;
        for found in further.into_iter().rev() {
            let is_right = |cell: &GridCell<'_>| {
                cell.address.column >= found.column && found.rows.contains(&cell.address.row)
            };
            let pairs = found.pairs(&left, lexicon);
            let (rest, mut right) = left.part(is_right);
            right.pairs = Some(pairs);
            parts.push(right);
            left = rest;
        }
        parts.push(left);
        parts.reverse();
        return parts;
    }
    let mut right = Vec::new();
    let mut first_right_column = None;
    let mut body_row = 0;
    for row in grid.rows() {
        // The lower titles of one header may well repeat: `Giao ước năm 2023 › Chỉ tiêu`, `Giao ước năm 2024 › Chỉ tiêu`.
        let header = Some(row).filter(|row| row.number >= body_row);
        if let Some(header) = header.and_then(|row| header_at(&grid, row, lexicon)) {
            body_row = header.body_row;
            let goes_on = first_right_column.filter(|first| goes_on_from(*first, row, lexicon));
            first_right_column = second_table(row).or(goes_on);
        }
        let start = first_right_column.map_or(row.cells.len(), |first| {
            row.cells
                .partition_point(|cell| cell.address.column < first)
        });
        right.extend(row.cells[start..].iter().map(|cell| cell.address));
    }
    if right.is_empty() {
        return vec![grid];
    }
    let (left, right) = grid.part(|cell| right.binary_search(&cell.address).is_ok());
    vec![left, right]
}

/// Where a second table begins in a row of titles, with a table of its own on either side: at the title that the row begins
/// with, or at another of labels below which labels stand that are known.
fn second_table(grid: &Grid<'_>, row: Row<'_>, lexicon: &Lexicon) -> Option<u32> {
    use ColumnRole::{Label, Number, ReportingUnit};
    /// A table has a title for what its rows are and one for what they say.
    const FEWEST_TITLES: usize = 2;
    // Most rows are too short for two tables, or hold one text: what it is as a title is not asked.
    let texts = row.cells.iter().filter(|cell| cell.wording().is_some());
    if row.cells.len() < 2 * FEWEST_TITLES || texts.count() < FEWEST_TITLES {
        return None;
    }
    let begins_table = |role| matches!(role, Number | Label | ReportingUnit);
    let titles = row.cells.iter().enumerate();
    let titles = titles.filter_map(|(position, cell)| {
        let wording = cell.wording()?;
        let likely = wording.likely_title(lexicon);
        let title = (likely.of_rows || likely.beside).then(|| wording.title(lexicon))?;
        let role = title.role.filter(|role| begins_table(*role))?;
        Some((position, role, &title.title.key))
    });
    // Nearly all others hold none or one.
    titles.clone().nth(1)?;
    let titles: Vec<_> = titles.collect();
    let (first, later) = titles.split_first()?;
    let has_labels = |before: usize| {
        let mut titles = titles.iter();
        titles.any(|(position, role, _)| *position < before && *role == Label)
    };
    let mut begun = later.iter().enumerate();
    let start = begun.find_map(|(index, (position, role, key))| {
        // `Số TT` right before `Chỉ tiêu` is of the same table.
        let before = titles[index];
        let is_numbered = *role == Label && before.1 == Number && before.0 + 1 == *position;
        let column = row.cells[*position].address.column;
        let mut units = titles[..=index].iter();
        let of_units = units.rfind(|(_, of, _)| *of == ReportingUnit);
        let of_units = of_units.filter(|_| *role == ReportingUnit);
        let names_again = of_units.is_some_and(|(first, ..)| {
            let first = row.cells[*first].address.column;
            holds_names_of(grid, row.number, (first, column))
        });
        let start = match names_again {
            true => behind_gap(row, *position),
            false if is_numbered => before.0,
            false => *position,
        };
        let is_second = *key == first.2
            || names_again
            || *role == Label
                && has_labels(start)
                && holds_labels(grid, (row.number, column), lexicon);
        is_second.then_some(start)
    })?;
    let (left, right) = row.cells.split_at(start);
    let are_tables = left.len() >= FEWEST_TITLES && right.len() >= FEWEST_TITLES;
    let first = right.first().filter(|_| are_tables);
    first.map(|cell| cell.address.column)
}

/// Whether the names below one title of units are those below another again, in their own order: then each has figures of its own
/// behind it.
fn holds_names_of(grid: &Grid<'_>, row: u32, (first, second): (u32, u32)) -> bool {
    let names = |column: u32| -> Vec<&str> {
        let below = grid.rows_within(row + 1..u32::MAX);
        let names = below.filter_map(|row| row.cell(column)?.wording());
        names.map(Wording::label_key).collect()
    };
    let (known, again) = (names(first), names(second));
    let count = again.iter().filter(|name| known.contains(name)).count();
    count >= FEWEST_ROWS && count * 2 >= again.len()
}

/// The first of the titles that stand without a gap before one; that one itself where there is none.
fn behind_gap(row: Row<'_>, position: usize) -> usize {
    let is_gap = |at: &usize| {
        let column = |at: usize| row.cells[at].address.column;
        *at > 0 && column(*at) > column(at - 1) + 1
    };
    (1..=position).rev().find(is_gap).unwrap_or(position)
}

/// Fewer may be a label and a remark that is called like one.
const FEWEST_ROWS: usize = 2;

/// Whether labels that are known stand below a title.
fn holds_labels(grid: &Grid<'_>, (row, column): (u32, u32), lexicon: &Lexicon) -> bool {
    let below = grid.rows_within(row + 1..u32::MAX);
    let labels = below.filter_map(|row| row.cell(column)?.wording());
    let known = labels.filter(|label| is_known(label, lexicon));
    known.take(FEWEST_ROWS).count() == FEWEST_ROWS
}

/// Labels to the right of the figures of others, on a sheet without titles.
struct FurtherLabels {
    /// Those to their left.
    first_column: u32,
    column: u32,
    /// From the first that is known to the last of them.
    rows: RangeInclusive<u32>,
}

impl FurtherLabels {
    /// Where the first of them says nothing alone (`Tổng số lao động | 29 | Trong đó nữ | 19`), it is of what is to its left.
    fn pairs(&self, grid: &Grid<'_>, lexicon: &Lexicon) -> Pairs {
        let rows = grid.rows_within(*self.rows.start()..self.rows.end() + 1);
        let label = |row: Row<'_>| row.cell(self.column)?.wording().cloned();
        let first = label(grid.row(*self.rows.start()));
        let is_part =
            |it: Wording| !matches!(it.label(lexicon).meaning, LabelMeaning::Indicator(_));
        let leading = |row: Row<'_>| {
            let label = row.cell(self.first_column)?.wording()?;
            Some((row.number, label.clone()))
        };
        Pairs {
            leading: match first.is_some_and(is_part) {
                true => rows.filter_map(leading).collect(),
                false => BTreeMap::new(),
            },
        }
    }
}

/// Where labels stand a second time, or once more, to the right of the figures of others, on a sheet without titles.
fn further_labels(grid: &Grid<'_>, lexicon: &Lexicon) -> Vec<FurtherLabels> {
    let mut found: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for row in grid.rows().filter(may_hold_pairs) {
        let labels: Vec<u32> = labels_in(row, lexicon)
            .map(|it| it.address.column)
            .collect();
        for (at, pair) in labels.windows(2).enumerate() {
            let next = labels.get(at + 2).copied().unwrap_or(u32::MAX);
            if holds_figure(row, pair[0] + 1..pair[1]) && holds_figure(row, pair[1] + 1..next) {
                found
                    .entry((labels[0], pair[1]))
                    .or_default()
                    .push(row.number);
            }
        }
    }
    let most = found.iter().max_by_key(|(_, rows)| rows.len());
    let Some((&(first_column, second), rows)) = most else {
        return Vec::new();
    };
    let is_titled = || find_headers(grid, lexicon).iter().any(Header::is_read);
    if rows.len() < FEWEST_ROWS || is_titled() {
        return Vec::new();
    }
    // What stands behind the figures of the second is labels too, known or not, where it has figures behind it.
    let others = rows
        .iter()
        .flat_map(|row| labels_behind(grid.row(*row), second));
    let mut columns: BTreeSet<u32> = others.collect();
    let known = found.keys().filter(|(first, _)| *first == first_column);
    columns.extend(known.map(|(_, column)| *column));
    let labels = columns.into_iter().filter_map(|column| {
        let known = found.get(&(first_column, column)).unwrap_or(rows);
        let first = *known.first()?;
        // Others among them or below may not be known.
        let pairs = grid.rows_within(first..u32::MAX);
        let last = pairs.filter(|row| is_pair(*row, column)).last()?;
        Some(FurtherLabels {
            first_column,
            column,
            rows: first..=last.number,
        })
    });
    labels.collect()
}

fn holds_figure(row: Row<'_>, within: Range<u32>) -> bool {
    let mut cells = row.cells.iter();
    cells.any(|cell| within.contains(&cell.address.column) && cell.may_be_figure())
}

/// Whether a text stands in a column of a row and a figure behind it.
fn is_pair(row: Row<'_>, column: u32) -> bool {
    let label = row.cell(column);
    label.is_some_and(|it| it.wording().is_some()) && holds_figure(row, column + 1..u32::MAX)
}

/// The columns of texts that stand between the figures of a row, from that of a label on.
fn labels_behind(row: Row<'_>, label: u32) -> impl Iterator<Item = u32> {
    let behind = row.cells.iter().filter(move |it| it.address.column > label);
    let is_text = |cell: &GridCell<'_>| {
        // `Đảng viên:` before a figure is no unit of measure.
        let is_measure =
            |wording: &Wording| wording.unit().is_some() && !wording.text.ends_with(':');
        let is_word = |wording: &Wording| !wording.may_be_figure() && !is_measure(wording);
        cell.wording().is_some_and(is_word)
    };
    let texts = behind
        .filter(move |it| is_text(it))
        .map(|it| it.address.column);
    texts.filter(move |&column| holds_figure(row, label + 1..column) && is_pair(row, column))
}

/// The labels of a row: the first that is known, and those behind it that are known, or with it.
fn labels_in<'r>(row: Row<'r>, lexicon: &'r Lexicon) -> impl Iterator<Item = &'r GridCell<'r>> {
    let mut first: Option<&RowLabel> = None;
    row.cells.iter().filter(move |cell| {
        let Some(wording) = cell.wording().filter(|it| it.unit().is_none()) else {
            return false;
        };
        let label = || wording.label(lexicon);
        let is_known_under = |first: &RowLabel| {
            let together = lexicon.labels.meaning_together(&first.key, &label().key);
            matches!(together, Some(LabelMeaning::Indicator(_)))
        };
        let is_label = is_known(wording, lexicon) || first.is_some_and(is_known_under);
        if is_label && first.is_none() {
            first = Some(label());
        }
        is_label
    })
}

/// Whether a text and a figure stand in a row twice. In most rows they do not, and what their texts mean is not asked.
fn may_hold_pairs(row: &Row<'_>) -> bool {
    let mut cells = row.cells.iter();
    let mut pair = || cells.any(|it| it.wording().is_some()) && cells.any(GridCell::may_be_figure);
    pair() && pair()
}
