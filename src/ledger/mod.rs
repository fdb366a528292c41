//! Every file and every cell accounted for.
//!
//! Files are counted when they are found and cells when they are read. What becomes of them is counted elsewhere: of a
//! cell where a form is recognised and its figures are read, of a file and of a figure in the finished tables.
//! [`audit`] holds the two sides against each other at the end of a run.

mod audit;
mod class;

pub use audit::{Audit, Discrepancy, FileCells, LabelSlip, UnusedNumbers, audit};
pub use class::CellClass;

use crate::location::CellAddress;
use crate::read::CellContent;
use std::sync::Arc;

/// A cell of a file.
pub type CellPlace = (Arc<str>, CellAddress);

/// The cells of one class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub cells: usize,
    /// How many of them may be figures.
    pub numbers: usize,
    /// The first of those: its sheet and address.
    pub first_number: Option<CellPlace>,
}

/// What the cells of a file, or of all files, are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellLedger {
    tallies: [Tally; CellClass::ALL.len()],
    /// Figures that stand in the cell of another: `Tổng số đoàn viên: 120 người, trong đó nữ 55 người`.
    pub shared: usize,
    /// The first cell that the rules of its form give no class, or that is two things at once.
    pub astray: Option<CellPlace>,
}

impl CellLedger {
    /// Enters a cell.
    pub fn add(
        &mut self,
        class: CellClass,
        content: &CellContent,
        place: (&Arc<str>, CellAddress),
    ) {
        self.enter(class, content.may_be_figure(), place);
    }

    /// Enters a cell of which it is known whether it may be a figure.
    pub fn enter(
        &mut self,
        class: CellClass,
        is_number: bool,
        (sheet, address): (&Arc<str>, CellAddress),
    ) {
        let tally = &mut self.tallies[class as usize];
        tally.cells += 1;
        if is_number {
            tally.numbers += 1;
            tally
                .first_number
                .get_or_insert_with(|| (sheet.clone(), address));
        }
    }

    /// Gives a cell that was entered as one class to another.
    pub fn pass(&mut self, from: CellClass, to: CellClass, is_number: bool) {
        let numbers = usize::from(is_number);
        let tally = &mut self.tallies[from as usize];
        tally.cells = tally.cells.saturating_sub(1);
        tally.numbers = tally.numbers.saturating_sub(numbers);
        let tally = &mut self.tallies[to as usize];
        tally.cells += 1;
        tally.numbers += numbers;
    }

    /// Enters cells that hold nothing but spaces.
    pub fn add_blank(&mut self, cells: usize) {
        self.tallies[CellClass::Blank as usize].cells += cells;
    }

    /// Notes a cell that cannot be entered.
    pub fn lose(&mut self, sheet: &Arc<str>, address: CellAddress) {
        self.astray.get_or_insert_with(|| (sheet.clone(), address));
    }

    /// Takes over the numbers of another ledger; its cells' places belong to another file and stay behind.
    fn add_all(&mut self, other: &CellLedger) {
        for (tally, more) in self.tallies.iter_mut().zip(&other.tallies) {
            tally.cells += more.cells;
            tally.numbers += more.numbers;
        }
        self.shared += other.shared;
    }

    /// The figures entered: a cell may hold several.
    pub fn figures(&self) -> usize {
        self.of(CellClass::Figure).cells + self.shared
    }

    /// The cells of a class.
    pub fn of(&self, class: CellClass) -> &Tally {
        &self.tallies[class as usize]
    }

    /// All cells entered.
    pub fn cells(&self) -> usize {
        self.tallies.iter().map(|tally| tally.cells).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_in_the_list_where_they_are_declared() {
        for (position, class) in CellClass::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, position, "{}", class.key());
        }
    }

    #[test]
    fn a_ledger_remembers_the_first_number_of_a_class() {
        let mut ledger = CellLedger::default();
        let sheet: Arc<str> = "Biểu".into();
        for (row, text) in [(1, "có"), (2, "12 người"), (3, "7")] {
            let content = CellContent::Text(text.into());
            ledger.add(
                CellClass::Hidden,
                &content,
                (&sheet, CellAddress::new(row, 0)),
            );
        }
        let tally = ledger.of(CellClass::Hidden);
        assert_eq!((tally.cells, tally.numbers), (3, 2));
        assert_eq!(tally.first_number, Some((sheet, CellAddress::new(2, 0))));
        assert_eq!(ledger.cells(), 3);
    }
}
