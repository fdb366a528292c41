//! What follows from other cells, as Excel writes it.

use super::layout::TableLayout;
use super::links::Links;
use crate::location::CellAddress;
use crate::report::{Formula, FormulaRows, RowFilter};

/// The cell that a formula stands in: its table, and its row and column there, both from zero.
pub(super) struct Place<'l> {
    pub(super) layout: &'l TableLayout,
    pub(super) row: u32,
    pub(super) column: u16,
    /// Where the tables of other sheets stand.
    pub(super) links: &'l Links<'l>,
}

/// The text of a formula; `None` where it goes over a table that is not there.
pub(super) fn text(formula: &Formula, place: &Place<'_>) -> Option<String> {
    Some(match formula {
        Formula::Sum(rows) => place.over("SUM", rows)?,
        Formula::Mean(rows) => place.over("AVERAGE", rows)?,
        Formula::WeightedMean {
            value,
            weight,
            rows,
        } => {
            let (values, weights) = (place.range(*value, rows)?, place.range(*weight, rows)?);
            let above = place.product(rows, &format!("{values},{weights}"))?;
            let below = place.product(rows, &format!("--ISNUMBER({values}),{weights}"))?;
            format!("{above}/{below}")
        }
        Formula::WeightOfMean {
            value,
            weight,
            rows,
        } => {
            let (values, weights) = (place.range(*value, rows)?, place.range(*weight, rows)?);
            place.product(rows, &format!("--ISNUMBER({values}),{weights}"))?
        }
        Formula::RatioOfSums {
            numerator,
            denominator,
            rows,
        } => {
            let above = place.range(*numerator, rows)?;
            let below = place.range(*denominator, rows)?;
            let numerator = place.product(rows, &format!("--ISNUMBER({below}),{above}"))?;
            let denominator = place.product(rows, &format!("--ISNUMBER({above}),{below}"))?;
            format!("{numerator}/{denominator}")
        }
        Formula::Count(rows) => place.count(rows)?,
        Formula::Same { sheet, row, column } => {
            let layout = place.links.first_table(sheet)?;
            format!("{}!{}", sheet_name(sheet), at(layout, *row, *column))
        }
        Formula::Quotient { .. }
        | Formula::Across { .. }
        | Formula::Difference { .. }
        | Formula::Rate { .. } => in_the_row(formula, place)?,
    })
}

/// What follows from cells of the same row.
fn in_the_row(formula: &Formula, place: &Place<'_>) -> Option<String> {
    Some(match *formula {
        Formula::Quotient {
            numerator,
            denominator,
        } => format!("{}/{}", place.beside(numerator), place.beside(denominator)),
        Formula::Across { first, last } => {
            format!("SUM({}:{})", place.beside(first), place.beside(last))
        }
        Formula::Difference {
            value,
            before,
            in_points,
        } => {
            let difference = format!("{}-{}", place.beside(value), place.beside(before));
            match in_points {
                true => format!("({difference})*100"),
                false => difference,
            }
        }
        Formula::Rate { value, before } => {
            let before = place.beside(before);
            format!("({}-{before})/{before}", place.beside(value))
        }
        _ => return None,
    })
}

fn at(layout: &TableLayout, row: u32, column: u16) -> CellAddress {
    let column = layout.columns[usize::from(column)];
    CellAddress::new(layout.first_row + row, u32::from(column))
}

/// A sheet's name inside a formula.
fn sheet_name(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// A text inside a formula.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

impl Place<'_> {
    fn beside(&self, column: u16) -> CellAddress {
        at(self.layout, self.row, column)
    }

    fn range(&self, column: u16, rows: &FormulaRows) -> Option<String> {
        let (sheet, layout) = match rows.sheet {
            None => (String::new(), self.layout),
            Some(sheet) => (
                format!("{}!", sheet_name(sheet)),
                self.links.first_table(sheet)?,
            ),
        };
        let (first, last) = (
            at(layout, rows.first, column),
            at(layout, rows.last, column),
        );
        Some(format!("{sheet}{first}:{last}"))
    }

    /// The sum over the rows that count of the product of some columns.
    fn product(&self, rows: &FormulaRows, factors: &str) -> Option<String> {
        Some(format!("SUMPRODUCT({}{factors})", self.marks(rows)?))
    }

    fn count(&self, rows: &FormulaRows) -> Option<String> {
        Some(match &rows.only {
            RowFilter::Saying(column, text) => {
                format!("COUNTIF({},{})", self.range(*column, rows)?, quoted(text))
            }
            RowFilter::Numbered(column) => format!("COUNT({})", self.range(*column, rows)?),
            RowFilter::All => format!("ROWS({})", self.range(self.column, rows)?),
        })
    }

    /// `SUM` or `AVERAGE` over the cell's own column.
    fn over(&self, function: &str, rows: &FormulaRows) -> Option<String> {
        let values = self.range(self.column, rows)?;
        Some(match &rows.only {
            RowFilter::All => format!("{function}({values})"),
            RowFilter::Numbered(mark) => {
                format!(
                    "{function}IFS({values},{},\">0\")",
                    self.range(*mark, rows)?
                )
            }
            RowFilter::Saying(mark, text) => format!(
                "{function}IFS({values},{},{})",
                self.range(*mark, rows)?,
                quoted(text)
            ),
        })
    }

    /// A factor that is one in rows that count, where others stand between them.
    fn marks(&self, rows: &FormulaRows) -> Option<String> {
        Some(match &rows.only {
            RowFilter::All => String::new(),
            RowFilter::Numbered(mark) => format!("--ISNUMBER({}),", self.range(*mark, rows)?),
            RowFilter::Saying(mark, text) => {
                format!("--({}={}),", self.range(*mark, rows)?, quoted(text))
            }
        })
    }
}
