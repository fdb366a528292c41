//! The order in which codes and names are listed: `C2` before `C10`.

use std::cmp::Ordering;

/// Compares two codes or names, runs of digits by their number.
pub(super) fn natural(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left, right);
    loop {
        match (left_rest.is_empty(), right_rest.is_empty()) {
            // Codes that differ only in leading zeros still need an order that does not depend on where they stood.
            (true, true) => return left.cmp(right),
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {}
        }
        let (left_run, left_tail) = first_run(left_rest);
        let (right_run, right_tail) = first_run(right_rest);
        let order = match (digits(left_run), digits(right_run)) {
            (Some(left_digits), Some(right_digits)) => left_digits
                .len()
                .cmp(&right_digits.len())
                .then_with(|| left_digits.cmp(right_digits)),
            _ => left_run.cmp(right_run),
        };
        if order != Ordering::Equal {
            return order;
        }
        (left_rest, right_rest) = (left_tail, right_tail);
    }
}

/// The text up to where digits begin or end.
fn first_run(text: &str) -> (&str, &str) {
    let starts_with_digit = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text
        .find(|c: char| c.is_ascii_digit() != starts_with_digit)
        .unwrap_or(text.len());
    text.split_at(end)
}

/// The digits of a run of digits without leading zeros.
fn digits(run: &str) -> Option<&str> {
    run.starts_with(|c: char| c.is_ascii_digit())
        .then(|| run.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_inside_codes_count_as_numbers() {
        let mut codes = ["C10", "C2", "", "C2b", "C02", "B7", "C", "10", "9"];
        codes.sort_by(|left, right| natural(left, right));
        assert_eq!(codes, ["", "9", "10", "B7", "C", "C02", "C2", "C2b", "C10"]);
        let mut names = ["Cụm 10", "Cụm 2", "Cụm 1", "Khối A"];
        names.sort_by(|left, right| natural(left, right));
        assert_eq!(names, ["Cụm 1", "Cụm 2", "Cụm 10", "Khối A"]);
    }
}
