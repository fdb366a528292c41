//! Formulas whose stored result may be none: a workbook that asks to be worked out when it is opened may come from a
//! program that writes nought for every result.

use super::values::{place, uncached};
use super::{CellContent, RawCell};
use crate::location::CellAddress;

/// The most cells that a range is added up over.
const MOST_CELLS: u32 = 10_000;

/// Formulas with a stored nought.
#[derive(Debug, Default)]
pub(super) struct Recalculation {
    /// Which cell, and its formula.
    noughts: Vec<(usize, String)>,
}

impl Recalculation {
    pub(super) fn note(&mut self, cell: usize, formula: String) {
        self.noughts.push((cell, formula));
    }

    /// Takes the noughts away that their formulas do not give.
    pub(super) fn settle(mut self, cells: &mut [RawCell]) {
        /// What rests on a doubtful result is doubtful itself, and so on; after so many steps all of it is.
        const MOST_STEPS: usize = 16;
        for step in 0..MOST_STEPS {
            let is_last = step + 1 == MOST_STEPS;
            let certain =
                |(_, formula): &(usize, String)| result(formula, cells) == Some(0.0) && !is_last;
            let (kept, doubtful): (Vec<_>, Vec<_>) = self.noughts.into_iter().partition(certain);
            self.noughts = kept;
            if doubtful.is_empty() {
                return;
            }
            for (cell, formula) in doubtful {
                cells[cell].content = uncached(&formula);
            }
        }
    }
}

/// What a formula of sums and products gives; `None` where it has anything else.
fn result(formula: &str, cells: &[RawCell]) -> Option<f64> {
    let mut parser = Parser {
        rest: formula.trim_start_matches('='),
        cells,
        depth: 0,
    };
    let value = parser.sum()?;
    parser.rest.trim().is_empty().then_some(value)
}

struct Parser<'f> {
    rest: &'f str,
    cells: &'f [RawCell],
    depth: usize,
}

impl<'f> Parser<'f> {
    /// The deepest nesting that is followed.
    const DEEPEST: usize = 32;

    fn takes(&mut self, sign: char) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn sum(&mut self) -> Option<f64> {
        self.depth += 1;
        if self.depth > Self::DEEPEST {
            return None;
        }
        let mut value = self.product()?;
        loop {
            if self.takes('+') {
                value += self.product()?;
            } else if self.takes('-') {
                value -= self.product()?;
            } else {
                self.depth -= 1;
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.factor()?;
        loop {
            if self.takes('*') {
                value *= self.factor()?;
            } else if self.takes('/') {
                value /= self.factor()?;
            } else {
                return Some(value);
            }
        }
    }

    fn factor(&mut self) -> Option<f64> {
        if self.takes('-') {
            self.depth += 1;
            return (self.depth <= Self::DEEPEST)
                .then(|| self.factor())?
                .map(|value| -value);
        }
        if self.takes('(') {
            let value = self.sum()?;
            return self.takes(')').then_some(value);
        }
        let word = self.word();
        if word.eq_ignore_ascii_case("SUM") && self.takes('(') {
            let mut value = self.argument()?;
            while self.takes(',') {
                value += self.argument()?;
            }
            return self.takes(')').then_some(value);
        }
        match word.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
            true => word.parse().ok(),
            false => self.cell(place(word)?),
        }
    }

    fn argument(&mut self) -> Option<f64> {
        let before = self.rest;
        let first = place(self.word());
        if let Some(first) = first
            && self.takes(':')
        {
            let last = place(self.word())?;
            return self.range(first, last);
        }
        self.rest = before;
        self.sum()
    }

    fn word(&mut self) -> &'f str {
        self.rest = self.rest.trim_start();
        let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '.' | '_');
        let end = self
            .rest
            .find(|c: char| !is_inside(c))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn cell(&self, address: CellAddress) -> Option<f64> {
        match self
            .cells
            .binary_search_by_key(&address, |cell| cell.address)
        {
            Err(_) => Some(0.0),
            Ok(at) => match self.cells[at].content {
                CellContent::Number { value, .. } => Some(value),
                _ => None,
            },
        }
    }

    /// What a cell adds to a sum over many; a text adds nothing.
    fn added(&self, address: CellAddress) -> Option<f64> {
        match self
            .cells
            .binary_search_by_key(&address, |cell| cell.address)
        {
            Ok(at) => match &self.cells[at].content {
                CellContent::Number { value, .. } | CellContent::DateTime(value) => Some(*value),
                CellContent::Text(_) | CellContent::Boolean(_) => Some(0.0),
                _ => None,
            },
            Err(_) => Some(0.0),
        }
    }

    fn range(&self, first: CellAddress, last: CellAddress) -> Option<f64> {
        let (rows, columns) = (
            last.row.checked_sub(first.row)?,
            last.column.checked_sub(first.column)?,
        );
        if (rows + 1).checked_mul(columns + 1)? > MOST_CELLS {
            return None;
        }
        let mut sum = 0.0;
        for row in first.row..=last.row {
            for column in first.column..=last.column {
                sum += self.added(CellAddress::new(row, column))?;
            }
        }
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rests_on_a_doubtful_result_is_doubtful() {
        let number = |row| RawCell {
            address: CellAddress::new(row, 0),
            content: CellContent::Number {
                value: 0.0,
                percent: false,
            },
        };
        let mut cells = [number(0), number(1), number(2)];
        let mut recalculation = Recalculation::default();
        recalculation.note(0, "SUM(A2:A2)".to_string());
        recalculation.note(1, "30+4".to_string());
        recalculation.note(2, "B1+B2".to_string());
        recalculation.settle(&mut cells);
        let is_number = |cell: &RawCell| matches!(cell.content, CellContent::Number { .. });
        assert_eq!(cells.each_ref().map(is_number), [false, false, true]);
    }

    #[test]
    fn a_nought_that_no_formula_gives_is_no_result() {
        let number = |row, value| RawCell {
            address: CellAddress::new(row, 0),
            content: CellContent::Number {
                value,
                percent: false,
            },
        };
        let cells = [number(0, 30.0), number(1, 0.0), number(2, -30.0)];
        for (formula, value) in [
            ("30+4", Some(34.0)),
            ("=A1+A2", Some(30.0)),
            ("SUM(A1:A3)", Some(0.0)),
            ("SUM($A$1:A2,4)", Some(34.0)),
            ("-(A1-2*15)", Some(0.0)),
            ("B7", Some(0.0)),
            ("IF(A1>0,0,1)", None),
            ("Sheet2!A1", None),
            ("A1+", None),
            ("", None),
        ] {
            assert_eq!(result(formula, &cells), value, "{formula}");
        }
        assert_eq!(result(&"(".repeat(10_000), &cells), None);
        assert_eq!(result(&"-".repeat(10_000), &cells), None);
    }
}
