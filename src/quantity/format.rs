//! Numbers as Vietnamese readers expect them: dots between thousands, a comma before decimals.

/// A number with a fixed count of decimals: `286.306.000`, `97,5`.
pub fn format_number(value: f64, decimals: usize) -> String {
    let rounded = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let is_zero = !rounded.contains(|digit: char| ('1'..='9').contains(&digit));
    let mut written = String::with_capacity(rounded.len() + whole.len() / 3 + 1);
    if value < 0.0 && !is_zero {
        written.push('-');
    }
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            written.push('.');
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(',');
        written.push_str(fraction);
    }
    written
}

/// A text as it stands; a number that is nothing but digits with dots between thousands, so that its size is seen.
pub fn legible(text: &str) -> String {
    let digits = text.trim();
    let is_number =
        (5..=15).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    let value = digits
        .parse()
        .ok()
        .filter(|_| is_number && !digits.starts_with('0'));
    value.map_or_else(|| text.to_owned(), |value| format_number(value, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_runs_of_digits_are_parted() {
        for (text, shown) in [
            ("159900000000", "159.900.000.000"),
            ("1234", "1234"),
            ("012345", "012345"),
            ("12345 đồng", "12345 đồng"),
            ("2.100.000", "2.100.000"),
        ] {
            assert_eq!(legible(text), shown);
        }
    }

    #[test]
    fn numbers_have_vietnamese_separators() {
        for (value, decimals, written) in [
            (286_306_000.0, 0, "286.306.000"),
            (97.5, 1, "97,5"),
            (1234.567, 2, "1.234,57"),
            (999.0, 0, "999"),
            (1000.0, 0, "1.000"),
            (0.0, 0, "0"),
            (-0.01, 1, "0,0"),
            (-1234.5, 1, "-1.234,5"),
            (999_999.96, 1, "1.000.000,0"),
        ] {
            assert_eq!(format_number(value, decimals), written);
        }
    }
}
