//! How much room texts and numbers take, in characters.

use super::formats::FONT_SIZE;
use crate::render::letters::Letters;
use crate::report::{NumberStyle, Quantity};

/// What a digit takes in thousandths of the size of its letters: widths of columns count in digits.
const DIGIT: f64 = 500.0;
/// Programs break lines a little before the column ends.
const SLACK: f64 = 0.97;

/// Letters that a text stands in, beside those of the sheet's font and size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Script {
    pub(super) is_bold: bool,
    /// In points.
    pub(super) size: f64,
}

impl Script {
    /// The letters of most cells.
    pub(super) const PLAIN: Self = Self {
        is_bold: false,
        size: FONT_SIZE,
    };
    /// Those of titles and of what stands out.
    pub(super) const BOLD: Self = Self {
        is_bold: true,
        size: FONT_SIZE,
    };

    pub(super) const fn of_size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// How many lines a text takes in a column of a width in characters.
    pub(super) fn lines(self, text: &str, width: f64) -> usize {
        let room = (width.max(1.0) * DIGIT * FONT_SIZE / self.size * SLACK) as u64;
        let letters = match self.is_bold {
            true => Letters::TimesBold,
            false => Letters::Times,
        };
        let space = letters.run(" ");
        text.lines()
            .map(|line| {
                let mut lines = 1;
                let mut used = 0;
                for word in line.split_whitespace() {
                    let length = letters.run(word);
                    if used > 0 && used + space + length > room {
                        lines += 1;
                        used = 0;
                    }
                    used += length + if used > 0 { space } else { 0 };
                    while used > room {
                        lines += 1;
                        used -= room;
                    }
                }
                lines
            })
            .sum::<usize>()
            .max(1)
    }
}

/// How many characters a number takes as it is shown.
pub(super) fn displayed_length(value: f64, style: NumberStyle) -> usize {
    let (shown, decimals, suffix) = match style.quantity {
        Quantity::Whole | Quantity::Dong => (value, 0, 0),
        Quantity::OneDecimal => (value, 1, 0),
        Quantity::Decimal => (value, 2, 0),
        Quantity::Percent => (value * 100.0, 1, 1),
        Quantity::Points => (value, 1, 5),
        Quantity::MillionDong => (value / 1e6, 1, 0),
    };
    let whole = (shown.abs() as u64).checked_ilog10().unwrap_or(0) as usize + 1;
    let separators = (whole - 1) / 3;
    let sign = usize::from(value < 0.0 || style.is_change());
    let decimals = if decimals > 0 { decimals + 1 } else { 0 };
    whole + separators + decimals + suffix + sign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_where_the_column_ends() {
        for (text, width, lines) in [
            ("", 10.0, 1),
            ("Tổng số lao động", 16.0, 1),
            ("Tổng số lao động", 9.0, 2),
            ("một hai ba bốn", 3.5, 4),
            ("một\nhai", 20.0, 2),
            ("0123456789", 4.0, 3),
            ("000", 0.0, 4),
        ] {
            assert_eq!(Script::PLAIN.lines(text, width), lines, "{text} {width}");
        }
        let (text, width) = ("Tiền lương bình quân tháng của 1 người lao động", 42.0);
        assert_eq!(Script::PLAIN.lines(text, width), 1);
        assert_eq!(Script::BOLD.of_size(15.0).lines(text, width), 2);
    }

    #[test]
    fn numbers_take_their_separators_along() {
        for (value, style, text) in [
            (
                286_306_000.0,
                NumberStyle::plain(Quantity::Dong),
                "286.306.000",
            ),
            (
                286_306_000.0,
                NumberStyle::plain(Quantity::MillionDong),
                "286,3",
            ),
            (0.975, NumberStyle::plain(Quantity::Percent), "97,5%"),
            (
                0.0812,
                NumberStyle::change(Quantity::Percent, crate::report::Direction::Open),
                "+8,1%",
            ),
            (
                -1.2,
                NumberStyle::change(Quantity::Points, crate::report::Direction::Open),
                "-1,2 điểm",
            ),
            (95.5, NumberStyle::plain(Quantity::Decimal), "95,50"),
            (-1200.0, NumberStyle::plain(Quantity::Whole), "-1.200"),
        ] {
            assert_eq!(
                displayed_length(value, style),
                text.chars().count(),
                "{text}"
            );
        }
    }
}
