//! How values read where no spreadsheet formats them: on slides, in Word, on the page. Digits are those of the workbook's
//! number formats, so that one figure reads the same everywhere.

use super::chart::ValueFormat;
use super::{Cell, NumberStyle, Quantity, Value};

impl NumberStyle {
    /// A value of the data as a reader sees it: `12.345`, `97,5%`, `+1,3 điểm %`.
    pub fn write(self, value: f64) -> String {
        let format = match self.quantity {
            Quantity::Whole | Quantity::Dong => ValueFormat::count(""),
            Quantity::OneDecimal => ValueFormat::count("").with_decimals(1),
            Quantity::Decimal => ValueFormat::count("").with_decimals(2),
            Quantity::Percent => ValueFormat::percent(1),
            Quantity::Points => ValueFormat {
                suffix: " điểm %".to_owned(),
                ..ValueFormat::count("").with_decimals(1)
            },
            Quantity::MillionDong => ValueFormat {
                divisor: 1_000_000.0,
                ..ValueFormat::count("").with_decimals(1)
            },
        };
        match self.is_change() {
            true => format.write_signed(value),
            false => format.write(value),
        }
    }
}

impl Cell {
    /// What the cell shows, as text.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Empty => String::new(),
            Value::Text(text) => text.to_string(),
            Value::Number(value, style) => style.write(*value),
            Value::Date(day) => day.strftime("%d/%m/%Y").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Direction;

    #[test]
    fn values_read_as_the_workbook_shows_them() {
        let plain = NumberStyle::plain;
        let change = |quantity| NumberStyle::change(quantity, Direction::Open);
        for (style, value, shown) in [
            (plain(Quantity::Whole), 12_345.0, "12.345"),
            (plain(Quantity::Dong), 286_306_000.0, "286.306.000"),
            (plain(Quantity::Decimal), 3.25, "3,25"),
            (plain(Quantity::Percent), 0.9751, "97,5%"),
            (plain(Quantity::MillionDong), 286_306_000.0, "286,3"),
            (change(Quantity::Points), 1.3, "+1,3 điểm %"),
            (change(Quantity::Percent), -0.052, "−5,2%"),
            (change(Quantity::Whole), 0.0, "0"),
        ] {
            assert_eq!(style.write(value), shown);
        }
        assert_eq!(Cell::text("Cụm 1").shown(), "Cụm 1");
        assert_eq!(Cell::empty().shown(), "");
    }
}
