//! Numerals: digits with separators whose meaning depends on the writer's country.

/// A numeral and what it can mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Literal {
    /// With its separators between thousands; `None` where they cannot be that.
    pub(super) grouped: Option<f64>,
    /// With a decimal separator, or none at all; `None` where it cannot be that.
    pub(super) decimal: Option<f64>,
    /// Whether its separator is the comma, which in Vietnamese parts decimals.
    pub(super) has_comma: bool,
}

/// Takes a numeral off the front of a text: the numeral, what follows, or `None` where there is none or it is misspelt.
pub(super) fn take_literal(text: &str) -> Option<(Literal, &str)> {
    let end = literal_end(text);
    let (written, rest) = text.split_at(end);
    let written = written.trim_end_matches(['.', ',']);
    // "500.000,-" is an old way to write a round sum.
    let ends_in_dash = text[written.len()..].strip_prefix([',', '.']);
    let rest = ends_in_dash
        .and_then(|rest| rest.strip_prefix('-'))
        .unwrap_or(rest);
    Some((parse(written)?, rest))
}

/// Where the numeral ends: digits, dots and commas, and single spaces before groups of exactly three digits.
fn literal_end(text: &str) -> usize {
    let digits_at = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let plain = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        .count();
    if plain == 0 || plain > 3 || digits_at(0) != plain {
        return plain;
    }
    let mut end = plain;
    while text[end..].starts_with(' ') && digits_at(end + 1) == 3 {
        end += 4;
    }
    end
}

fn parse(written: &str) -> Option<Literal> {
    if !written.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let separators: Vec<char> = written
        .chars()
        .filter(|character| !character.is_ascii_digit())
        .collect();
    let last = match separators.last() {
        None => {
            let value = number(written)?;
            return Some(Literal {
                grouped: None,
                decimal: Some(value),
                has_comma: false,
            });
        }
        Some(last) => *last,
    };
    let is_uniform = separators.iter().all(|separator| *separator == last);
    if is_uniform {
        let grouped = grouped_value(written, last);
        let may_be_decimal = separators.len() == 1 && last != ' ';
        let decimal = if may_be_decimal {
            decimal_value(written, last)
        } else {
            None
        };
        let literal = Literal {
            grouped,
            decimal,
            has_comma: last == ',',
        };
        return (grouped.is_some() || decimal.is_some()).then_some(literal);
    }
    // "1.000.000,5": one decimal separator, after groups parted by the other.
    let (whole, fraction) = written.rsplit_once(last)?;
    let group = whole
        .chars()
        .find(|character| !character.is_ascii_digit())?;
    grouped_value(whole, group)?;
    // "46.800,000": three digits behind the other separator are as likely one more group.
    if fraction.len() == 3 {
        return None;
    }
    let plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    let value = number(&format!("{plain}.{fraction}"))?;
    Some(Literal {
        grouped: None,
        decimal: Some(value),
        has_comma: last == ',',
    })
}

/// The value with separators between thousands: one to three digits that do not begin with zero, then threes.
fn grouped_value(written: &str, separator: char) -> Option<f64> {
    let mut groups = written.split(separator);
    let first = groups.next()?;
    let is_first_sound = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let are_threes =
        groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_first_sound || !are_threes {
        return None;
    }
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    number(&digits)
}

fn decimal_value(written: &str, separator: char) -> Option<f64> {
    if written.ends_with(separator) {
        return None;
    }
    number(&written.replace(separator, "."))
}

fn number(plain: &str) -> Option<f64> {
    let is_sound = plain
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !is_sound {
        return None;
    }
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal_or_group_separator(text: &str, rest: &str) -> Option<char> {
        let written =
            text[..text.len() - rest.len()].trim_end_matches(|c: char| !c.is_ascii_digit());
        written.chars().rev().find(|c| !c.is_ascii_digit())
    }

    #[test]
    fn numerals_are_read_in_every_way_that_they_can_be_meant() {
        for (text, grouped, decimal, rest) in [
            ("12", None, Some(12.0), ""),
            ("05 người", None, Some(5.0), " người"),
            ("286.306.000đ", Some(286_306_000.0), None, "đ"),
            ("286,306,000", Some(286_306_000.0), None, ""),
            ("286 306 000 đồng", Some(286_306_000.0), None, " đồng"),
            ("12.500", Some(12_500.0), Some(12.5), ""),
            ("1,250 tỷ", Some(1250.0), Some(1.25), " tỷ"),
            ("0,975", None, Some(0.975), ""),
            ("121,8 triệu", None, Some(121.8), " triệu"),
            ("97.5%", None, Some(97.5), "%"),
            ("1234,5", None, Some(1234.5), ""),
            ("1234.567", None, Some(1234.567), ""),
            ("1.000.000,5", None, Some(1_000_000.5), ""),
            ("1,000,000.50", None, Some(1_000_000.5), ""),
            ("1.250,75", None, Some(1250.75), ""),
            ("500.000,-", Some(500_000.0), Some(500.0), ""),
            ("500.000,-đ", Some(500_000.0), Some(500.0), "đ"),
            ("12.", None, Some(12.0), ""),
            ("5 12", None, Some(5.0), " 12"),
            ("1000 200", None, Some(1000.0), " 200"),
        ] {
            let literal = Literal {
                grouped,
                decimal,
                has_comma: decimal_or_group_separator(text, rest) == Some(','),
            };
            assert_eq!(take_literal(text), Some((literal, rest)), "{text}");
        }
        for text in [
            "",
            "đồng",
            ".5",
            "1.200.00",
            "286.306.0000",
            "1.2.3",
            "1.000,000.0",
            "46.800,000",
            "121,800.000",
            "0.000.000",
            "1,,2",
            "1.200,5,5",
        ] {
            assert_eq!(take_literal(text), None, "{text}");
        }
    }
}
