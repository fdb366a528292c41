//! How a value is written for a reader: scaled, rounded, with Vietnamese separators.

use crate::quantity::format_number;

/// How a reader sees a value of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueFormat {
    /// The unit as a subtitle names it: `người`, `triệu đồng`, `%`.
    pub unit: String,
    /// What the data's value is divided by: 1,000,000 for `triệu đồng`, 0.01 for `%`.
    pub divisor: f64,
    /// Digits behind the decimal comma.
    pub decimals: usize,
    /// What stands directly behind each figure: `%` or nothing.
    pub suffix: String,
}

impl ValueFormat {
    /// Whole numbers of a unit.
    pub fn count(unit: &str) -> Self {
        Self {
            unit: unit.into(),
            divisor: 1.0,
            decimals: 0,
            suffix: String::new(),
        }
    }

    /// Fractions as percentages.
    pub fn percent(decimals: usize) -> Self {
        Self {
            unit: "%".into(),
            divisor: 0.01,
            decimals,
            suffix: "%".into(),
        }
    }

    /// The same unit with another number of digits behind the comma.
    #[must_use]
    pub fn with_decimals(&self, decimals: usize) -> Self {
        Self {
            decimals,
            ..self.clone()
        }
    }

    /// A value of the data as a reader sees it: `286.306.000`, `97,5%`, `−12`.
    pub fn write(&self, value: f64) -> String {
        if value == 0.0 {
            return format!("0{}", self.suffix);
        }
        format!(
            "{}{}",
            grouped(value / self.divisor, self.decimals),
            self.suffix
        )
    }

    /// A change, with its sign also where it is a gain: `+12,5`.
    pub fn write_signed(&self, value: f64) -> String {
        let written = self.write(value);
        let is_zero = !written.contains(|c: char| ('1'..='9').contains(&c));
        match value > 0.0 && !is_zero {
            true => format!("+{written}"),
            false => written,
        }
    }
}

/// A number with Vietnamese separators and a true minus sign.
fn grouped(value: f64, decimals: usize) -> String {
    // Halves go away from zero, as spreadsheets round; a hair more makes up for binary fractions just below a half, and is
    // too little to change a whole number.
    let scale = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    let rounded = (value.abs() * scale * (1.0 + 4.0 * f64::EPSILON)).round() / scale;
    let written = format_number(rounded, decimals);
    if value < 0.0 && rounded != 0.0 {
        format!("−{written}")
    } else {
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_vietnamese_separators() {
        for (value, decimals, expected) in [
            (286_306_000.0, 0, "286.306.000"),
            (97.5, 1, "97,5"),
            (0.0, 0, "0"),
            (-0.04, 1, "0,0"),
            (999.96, 1, "1.000,0"),
            (-1234.0, 0, "−1.234"),
            (12.0, 2, "12,00"),
            (97.25, 1, "97,3"),
            (1.005, 2, "1,01"),
            (1_185_185_185_308.0, 0, "1.185.185.185.308"),
            (98_765_432_109_876.0, 0, "98.765.432.109.876"),
        ] {
            assert_eq!(grouped(value, decimals), expected);
        }
    }

    #[test]
    fn units_are_applied() {
        let million = ValueFormat {
            unit: "triệu đồng".into(),
            divisor: 1e6,
            decimals: 1,
            suffix: String::new(),
        };
        assert_eq!(million.write(286_306_000.0), "286,3");
        assert_eq!(million.write_signed(12_000_000.0), "+12,0");
        assert_eq!(million.write_signed(-12_000_000.0), "−12,0");
        assert_eq!(million.write_signed(400.0), "0,0");
        assert_eq!(million.write(0.0), "0");
        assert_eq!(ValueFormat::percent(1).write(0.975), "97,5%");
        assert_eq!(ValueFormat::count("người").write(1502.0), "1.502");
        assert_eq!(ValueFormat::percent(1).with_decimals(0).write(0.5), "50%");
    }
}
