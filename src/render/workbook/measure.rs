//! How much room texts and numbers take, in characters.

use crate::report::{NumberStyle, Quantity};

/// How many lines a text takes in a column of a width.
pub(super) fn wrapped_lines(text: &str, width: f64) -> usize {
    let width = width.max(1.0) as usize;
    text.lines()
        .map(|line| {
            let mut lines = 1;
            let mut used = 0;
            for word in line.split_whitespace() {
                let length = word.chars().count();
                if used > 0 && used + 1 + length > width {
                    lines += 1;
                    used = 0;
                }
                used += length + usize::from(used > 0);
                while used > width {
                    lines += 1;
                    used -= width;
                }
            }
            lines
        })
        .sum::<usize>()
        .max(1)
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
    let whole = format!("{:.0}", shown.abs().trunc());
    let separators = (whole.len() - 1) / 3;
    let sign = usize::from(value < 0.0 || style.is_change());
    let decimals = if decimals > 0 { decimals + 1 } else { 0 };
    whole.len() + separators + decimals + suffix + sign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_where_the_column_ends() {
        for (text, width, lines) in [
            ("", 10.0, 1),
            ("Tổng số lao động", 16.0, 1),
            ("Tổng số lao động", 10.0, 2),
            ("một hai ba bốn", 3.0, 4),
            ("một\nhai", 20.0, 2),
            ("abcdefghij", 4.0, 3),
            ("abc", 0.0, 3),
        ] {
            assert_eq!(wrapped_lines(text, width), lines, "{text} {width}");
        }
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
