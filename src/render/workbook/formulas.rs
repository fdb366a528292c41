//! What follows from other cells, as Excel writes it.

use super::layout::TableLayout;
use crate::location::CellAddress;
use crate::report::{Formula, FormulaRows};

/// The text of a formula that stands in a row and a column of a table, both from zero.
pub(super) fn text(formula: Formula, layout: &TableLayout, row: u32, column: u16) -> String {
    let place = Place { layout, row };
    match formula {
        Formula::Sum(rows) => match rows.numbered_by {
            None => format!("SUM({})", place.range(column, rows)),
            Some(mark) => format!(
                "SUMIFS({},{},\">0\")",
                place.range(column, rows),
                place.range(mark, rows)
            ),
        },
        Formula::Mean(rows) => match rows.numbered_by {
            None => format!("AVERAGE({})", place.range(column, rows)),
            Some(mark) => format!(
                "AVERAGEIFS({},{},\">0\")",
                place.range(column, rows),
                place.range(mark, rows)
            ),
        },
        Formula::WeightedMean { weight, rows } => {
            let marks = place.marks(rows);
            let values = place.range(column, rows);
            let weights = place.range(weight, rows);
            format!(
                "SUMPRODUCT({marks}{values},{weights})/SUMPRODUCT({marks}--ISNUMBER({values}),{weights})"
            )
        }
        Formula::RatioOfSums {
            numerator,
            denominator,
            rows,
        } => {
            let marks = place.marks(rows);
            let above = place.range(numerator, rows);
            let below = place.range(denominator, rows);
            format!(
                "SUMPRODUCT({marks}--ISNUMBER({below}),{above})/SUMPRODUCT({marks}--ISNUMBER({above}),{below})"
            )
        }
        Formula::Quotient {
            numerator,
            denominator,
        } => format!("{}/{}", place.beside(numerator), place.beside(denominator)),
        Formula::Across { first, last } => {
            format!("SUM({}:{})", place.beside(first), place.beside(last))
        }
    }
}

/// A cell of a table, from which others are found.
struct Place<'l> {
    layout: &'l TableLayout,
    row: u32,
}

impl Place<'_> {
    fn beside(&self, column: u16) -> CellAddress {
        self.at(self.row, column)
    }

    fn at(&self, row: u32, column: u16) -> CellAddress {
        let column = self.layout.columns[usize::from(column)];
        CellAddress::new(self.layout.first_row + row, u32::from(column))
    }

    fn range(&self, column: u16, rows: FormulaRows) -> String {
        format!(
            "{}:{}",
            self.at(rows.first, column),
            self.at(rows.last, column)
        )
    }

    /// A factor that is one in rows that count, where others stand between them.
    fn marks(&self, rows: FormulaRows) -> String {
        rows.numbered_by.map_or_else(String::new, |mark| {
            format!("--ISNUMBER({}),", self.range(mark, rows))
        })
    }
}
