//! What the look of a sheet adds to its cells: how they are shown, what of them cannot be seen, what is struck out, and
//! what stands over the cells.

use super::{Appearance, MergedRange, RawCell, ReadError};
use crate::location::CellAddress;
use std::ops::RangeInclusive;

/// Whether a cell can be seen for what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sight {
    /// It can.
    #[default]
    Seen,
    /// Something stands there and nothing is shown: by its number format, by the colour of its characters, or because
    /// its sheet shows no zeros.
    Invisible,
    /// All of it is struck out.
    Struck,
    /// It lies under a merged cell.
    Covered,
}

/// What a cell's look adds to its content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// The text that the sheet shows, where the content is not written so.
    pub shown: Option<String>,
    /// What is stored, where more than grouping keeps it from what is shown.
    pub stored: Option<String>,
    /// Struck characters, which are no part of the content.
    pub struck: Option<String>,
    /// Whether it can be seen.
    pub sight: Sight,
}

impl Look {
    /// What is shown, with what is stored behind it where that is something else.
    pub fn quoted(&self) -> Option<String> {
        match (&self.shown, &self.stored) {
            (Some(shown), Some(stored)) => Some(quoted(shown, stored)),
            (Some(text), None) | (None, Some(text)) => Some(text.clone()),
            (None, None) => None,
        }
    }
}

/// `17 (17000000)`: what is shown, and what is stored.
pub(crate) fn quoted(shown: &str, stored: &str) -> String {
    if shown == stored {
        shown.to_string()
    } else {
        format!("{shown} ({stored})")
    }
}

/// A text that stands over the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetNote {
    /// The cell that it belongs to, or over which it begins.
    pub at: CellAddress,
    /// Whether it is a text box; a note on a cell otherwise.
    pub is_box: bool,
    /// What it says.
    pub text: String,
}

/// The look of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetLook {
    /// Of the cells whose look adds anything, by address.
    pub cells: Vec<(CellAddress, Look)>,
    /// Hidden rows, in order.
    pub hidden_rows: Vec<RangeInclusive<u32>>,
    /// Hidden columns, in order.
    pub hidden_columns: Vec<RangeInclusive<u32>>,
    /// Notes and text boxes.
    pub notes: Vec<SheetNote>,
    /// How it looks to the eye; plain where nobody asked for that.
    pub appearance: Appearance,
}

impl SheetLook {
    /// What the look of a cell adds.
    pub fn of(&self, address: CellAddress) -> Option<&Look> {
        let found = self.cells.binary_search_by_key(&address, |(at, _)| *at);
        found.ok().map(|position| &self.cells[position].1)
    }

    /// Whether a cell stands in a hidden row or column.
    pub fn hides(&self, address: CellAddress) -> bool {
        is_in(&self.hidden_rows, address.row) || is_in(&self.hidden_columns, address.column)
    }

    /// Brings into order what was noted in any.
    fn sort(&mut self) {
        self.cells.sort_by_key(|(address, _)| *address);
        self.cells.dedup_by_key(|(address, _)| *address);
        self.hidden_rows = joined(std::mem::take(&mut self.hidden_rows));
        self.hidden_columns = joined(std::mem::take(&mut self.hidden_columns));
        self.notes.sort_by_key(|note| note.at);
    }

    /// Brings into order what was noted in any, and marks the cells that lie under merged ones.
    pub(super) fn settle(
        &mut self,
        cells: &[RawCell],
        merged: &[MergedRange],
        most_steps: usize,
    ) -> Result<(), ReadError> {
        self.sort();
        self.cover(cells, merged, most_steps)
    }

    /// Marks the cells that lie under merged ones. Cells and ranges are in order; `most_steps` bounds what ranges that
    /// overlap may cost.
    fn cover(
        &mut self,
        cells: &[RawCell],
        merged: &[MergedRange],
        most_steps: usize,
    ) -> Result<(), ReadError> {
        let mut covered = Vec::new();
        let mut steps = 0_usize;
        for range in merged {
            let mut at = cells.partition_point(|cell| cell.address < range.first);
            while let Some(cell) = cells
                .get(at)
                .filter(|cell| cell.address.row <= range.last.row)
            {
                steps += 1;
                if steps > most_steps {
                    return Err(ReadError::damaged("merged ranges over each other"));
                }
                let CellAddress { row, column } = cell.address;
                if column < range.first.column {
                    at += cells[at..].partition_point(|cell| {
                        cell.address < CellAddress::new(row, range.first.column)
                    });
                } else if column > range.last.column {
                    at += cells[at..].partition_point(|cell| cell.address.row == row);
                } else {
                    if cell.address != range.first {
                        covered.push(cell.address);
                    }
                    at += 1;
                }
            }
        }
        covered.sort_unstable();
        covered.dedup();
        for address in covered {
            match self.cells.binary_search_by_key(&address, |(at, _)| *at) {
                Ok(position) => self.cells[position].1.sight = Sight::Covered,
                Err(position) => {
                    let look = Look {
                        sight: Sight::Covered,
                        ..Look::default()
                    };
                    self.cells.insert(position, (address, look));
                }
            }
        }
        Ok(())
    }
}

fn is_in(ranges: &[RangeInclusive<u32>], number: u32) -> bool {
    let next = ranges.partition_point(|range| *range.end() < number);
    ranges
        .get(next)
        .is_some_and(|range| range.contains(&number))
}

/// Ranges in order, those that touch made one.
fn joined(mut ranges: Vec<RangeInclusive<u32>>) -> Vec<RangeInclusive<u32>> {
    ranges.sort_unstable_by_key(|range| *range.start());
    let mut joined: Vec<RangeInclusive<u32>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if *range.start() <= last.end().saturating_add(1) => {
                *last = *last.start()..=*last.end().max(range.end());
            }
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::CellContent;

    #[test]
    fn rows_are_hidden_by_range() {
        let mut look = SheetLook {
            hidden_rows: vec![7..=7, 3..=4, 5..=5],
            hidden_columns: vec![2..=2],
            ..SheetLook::default()
        };
        look.sort();
        assert_eq!(look.hidden_rows, [3..=5, 7..=7]);
        for (row, column, is_hidden) in [
            (3, 0, true),
            (5, 0, true),
            (6, 0, false),
            (7, 9, true),
            (8, 0, false),
            (0, 2, true),
        ] {
            assert_eq!(
                look.hides(CellAddress::new(row, column)),
                is_hidden,
                "{row} {column}"
            );
        }
    }

    #[test]
    fn what_lies_under_a_merged_cell_is_covered() {
        let places = [(0, 0), (0, 2), (1, 0), (1, 1), (1, 2), (2, 1), (3, 1)];
        let cells = places.map(|(row, column)| RawCell {
            address: CellAddress::new(row, column),
            content: CellContent::Boolean(true),
        });
        let merged = [MergedRange {
            first: CellAddress::new(1, 1),
            last: CellAddress::new(2, 2),
        }];
        let mut look = SheetLook::default();
        look.cover(&cells, &merged, 100).expect("few steps");
        let covered: Vec<String> = look.cells.iter().map(|(at, _)| at.to_string()).collect();
        assert_eq!(covered, ["C2", "B3"]);
        assert!(look.cover(&cells, &merged, 2).is_err());
    }
}
