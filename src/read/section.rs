//! A section of a number format that shows a number by its digits.

use super::format_code::Token;
use super::values::plain;

/// Digits that a number is told by; Excel keeps no more.
const DIGITS: usize = 15;
/// The largest denominator of a fraction that is searched for.
const LARGEST_DENOMINATOR: u32 = 999;

/// A section with placeholders for digits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberSection {
    parts: Vec<Part>,
    /// Placeholders before and behind the decimal point.
    whole: usize,
    decimals: usize,
    is_grouped: bool,
    /// How many times a thousand the number is divided by, and a hundred it is multiplied by.
    thousands: i32,
    percents: i32,
    kind: Notation,
    /// Texts before the first digit and behind the last.
    before: String,
    behind: String,
    /// Whether a text stands between the digits that is no separator of thousands.
    is_broken: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Digit(char),
    Point,
    Text(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    Decimal,
    /// Whether a plus is written, and the digits of the exponent.
    Scientific(bool, usize),
    /// The denominator, where it is given, and the largest otherwise.
    Fraction(Option<u32>, u32),
}

/// A number as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rendered {
    pub(super) shown: String,
    /// The same with all digits, without grouping and never with three decimals, which could be thousands.
    pub(super) in_full: String,
    /// Whether it is another number than is stored.
    pub(super) is_changed: bool,
}

impl Rendered {
    pub(super) fn signed(self, sign: &str) -> Self {
        Self {
            shown: format!("{sign}{}", self.shown.trim_start()),
            in_full: format!("{sign}{}", self.in_full.trim_start()),
            ..self
        }
    }
}

impl NumberSection {
    pub(super) fn new(tokens: &[Token]) -> Self {
        let is_digit = |token: &Token| matches!(token, Token::Digit(_));
        let first = tokens.iter().position(is_digit).unwrap_or(0);
        let exponent = tokens
            .iter()
            .position(|token| matches!(token, Token::Exponent(_)));
        let slash = tokens.iter().position(|token| *token == Token::Slash);
        let kind = match (exponent, slash) {
            (Some(at), _) => {
                let plus = tokens[at] == Token::Exponent(true);
                Notation::Scientific(
                    plus,
                    tokens[at..].iter().filter(|token| is_digit(token)).count(),
                )
            }
            (None, Some(at)) if at > first && is_fraction(&tokens[at + 1..]) => {
                fraction(&tokens[at + 1..])
            }
            _ => Notation::Decimal,
        };
        let mut last = tokens.iter().rposition(is_digit).unwrap_or(0);
        if let Notation::Fraction(Some(_), _) = kind {
            let behind = tokens[last..].iter().skip(1);
            let fixed = |token: &&Token| matches!(token, Token::Literal(text) if text.bytes().all(|byte| byte.is_ascii_digit()));
            last += behind.take_while(fixed).count();
        }
        let mut section = Self {
            parts: Vec::new(),
            whole: 0,
            decimals: 0,
            is_grouped: false,
            thousands: 0,
            percents: 0,
            kind,
            before: String::new(),
            behind: String::new(),
            is_broken: false,
        };
        section.take(tokens, first, last);
        section.settle_separators();
        section
    }

    fn take(&mut self, tokens: &[Token], first: usize, last: usize) {
        let mut is_behind_point = false;
        // Only commas that stand at the digits scale them.
        let mut is_at_digits = false;
        for (at, token) in tokens.iter().enumerate() {
            let is_inside = (first..=last).contains(&at);
            match token {
                Token::Digit(digit) => {
                    if self.kind == Notation::Decimal || exponent_before(tokens, at).is_none() {
                        self.parts.push(Part::Digit(*digit));
                        *(if is_behind_point {
                            &mut self.decimals
                        } else {
                            &mut self.whole
                        }) += 1;
                    }
                    is_at_digits = true;
                    continue;
                }
                Token::Point
                    if !is_behind_point && (is_inside || at + 1 == first || at == last + 1) =>
                {
                    is_behind_point = true;
                    self.parts.push(Part::Point);
                    continue;
                }
                Token::Comma if is_at_digits => {
                    let next = tokens[at..].iter().find(|next| **next != Token::Comma);
                    match next {
                        Some(Token::Digit(_)) if !is_behind_point => self.is_grouped = true,
                        _ => self.thousands += 1,
                    }
                    continue;
                }
                Token::Comma if at < first => continue,
                Token::Exponent(_) => continue,
                _ => {}
            }
            is_at_digits = false;
            if *token == Token::Percent {
                self.percents += 1;
            }
            let Some(text) = token.literal() else {
                continue;
            };
            if at < first {
                self.before.push_str(&text);
            } else if at > last {
                self.behind.push_str(&text);
            } else {
                self.parts.push(Part::Text(text));
            }
        }
    }

    /// `#"."##0`: a separator that somebody wrote in by hand.
    fn settle_separators(&mut self) {
        let is_text = |part: &Part| matches!(part, Part::Text(_));
        if self.kind != Notation::Decimal || !self.parts.iter().any(is_text) {
            return;
        }
        let mut digits_behind = 0;
        for part in self.parts.iter().rev() {
            match part {
                Part::Digit(_) => digits_behind += 1,
                Part::Point => digits_behind = 0,
                Part::Text(text) => {
                    let is_separator = matches!(text.trim(), "." | "," | "" | "'");
                    let is_group =
                        digits_behind % 3 == 0 && digits_behind > 0 && self.decimals == 0;
                    self.is_broken |= !(is_separator && is_group);
                }
            }
        }
    }

    pub(super) fn is_percent(&self) -> bool {
        self.percents == 1
    }

    /// What stands before and behind the digits.
    pub(super) fn around(&self) -> (&str, &str) {
        (&self.before, &self.behind)
    }

    /// Decimals up to which it shows a number and nothing else; `None` where it may show more.
    pub(super) fn plain_decimals(&self) -> Option<u32> {
        let zeros = self
            .parts
            .iter()
            .take(self.whole)
            .filter(|part| **part == Part::Digit('0'))
            .count();
        let is_bare = self.before.trim().is_empty() && self.behind.trim().is_empty();
        let is_plain = self.kind == Notation::Decimal
            && self.thousands == 0
            && self.percents == 0
            && !self.is_broken
            && self.parts.iter().all(|part| !matches!(part, Part::Text(_)))
            && zeros <= 1
            && self.decimals != 3
            && is_bare;
        is_plain.then_some(self.decimals as u32)
    }

    /// Shows a number that is not negative.
    pub(super) fn show(&self, value: f64) -> Rendered {
        let scaled = value * 100_f64.powi(self.percents) / 1000_f64.powi(self.thousands);
        let number = match self.kind {
            Notation::Decimal => self.decimal(scaled),
            Notation::Scientific(plus, digits) => self.scientific(scaled, plus, digits),
            Notation::Fraction(fixed, largest) => fraction_of(scaled, fixed, largest),
        };
        // Between its digits stands more than a number.
        let in_full = if self.is_broken {
            number.clone()
        } else {
            unmistakable(scaled)
        };
        Rendered {
            shown: format!("{}{number}{}", self.before, self.behind),
            in_full: format!("{}{in_full}{}", self.before, self.behind),
            is_changed: self.thousands > 0 || self.percents > 1 || self.is_broken,
        }
    }

    fn decimal(&self, scaled: f64) -> String {
        let (whole, fraction) = rounded(scaled, self.decimals);
        let whole = whole.trim_start_matches('0');
        let mut shown = String::new();
        let mut left = self.whole;
        let mut passed = 0;
        let mut is_fraction = false;
        let digit_at = |position: usize| {
            let at = whole.len().checked_sub(position + 1);
            at.map(|at| char::from(whole.as_bytes()[at]))
        };
        if self.whole == 0 {
            shown.push_str(whole);
        }
        for part in &self.parts {
            match part {
                Part::Text(text) => shown.push_str(text),
                Part::Point => {
                    is_fraction = true;
                    shown.push('.');
                }
                Part::Digit(placeholder) if is_fraction => {
                    let is_rest_nought = fraction[passed..].bytes().all(|byte| byte == b'0');
                    match placeholder {
                        '0' => shown.push_str(&fraction[passed..=passed]),
                        _ if !is_rest_nought => shown.push_str(&fraction[passed..=passed]),
                        '?' => shown.push(' '),
                        _ => {}
                    }
                    passed += 1;
                }
                Part::Digit(placeholder) => {
                    left -= 1;
                    // The first place takes all digits that have none.
                    let highest = if left + 1 == self.whole {
                        whole.len().max(left + 1)
                    } else {
                        left + 1
                    };
                    for position in (left..highest).rev() {
                        let digit = digit_at(position).or(match placeholder {
                            '0' => Some('0'),
                            '?' => Some(' '),
                            _ => None,
                        });
                        let Some(digit) = digit else { continue };
                        shown.push(digit);
                        if self.is_grouped && position > 0 && position % 3 == 0 && digit != ' ' {
                            shown.push(',');
                        }
                    }
                }
            }
        }
        shown
    }

    fn scientific(&self, scaled: f64, plus: bool, digits: usize) -> String {
        let written = format!("{scaled:.*e}", self.decimals);
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let exponent: i32 = exponent.parse().unwrap_or(0);
        let sign = match exponent < 0 {
            true => "-",
            false if plus => "+",
            false => "",
        };
        format!("{mantissa}E{sign}{:0digits$}", exponent.unsigned_abs())
    }
}

fn exponent_before(tokens: &[Token], at: usize) -> Option<usize> {
    tokens[..at]
        .iter()
        .position(|token| matches!(token, Token::Exponent(_)))
}

/// Whether what stands behind a slash is a denominator.
fn is_fraction(behind: &[Token]) -> bool {
    let first = behind
        .iter()
        .find(|token| !matches!(token, Token::Literal(text) if text.trim().is_empty()));
    match first {
        Some(Token::Digit(_)) => true,
        Some(Token::Literal(text)) => text.trim().bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

fn fraction(behind: &[Token]) -> Notation {
    let mut fixed = String::new();
    let mut places = 0;
    for token in behind {
        match token {
            Token::Digit('0') if !fixed.is_empty() => fixed.push('0'),
            Token::Digit(_) => places += 1,
            Token::Literal(text) => fixed.extend(text.chars().filter(char::is_ascii_digit)),
            _ => {}
        }
    }
    let largest = 10_u32.saturating_pow(places.clamp(1, 3)) - 1;
    Notation::Fraction(
        fixed.parse().ok().filter(|fixed| *fixed > 0),
        largest.min(LARGEST_DENOMINATOR),
    )
}

/// `3 1/2`.
fn fraction_of(value: f64, fixed: Option<u32>, largest: u32) -> String {
    let whole = value.trunc();
    let rest = value - whole;
    let error = |denominator: u32| {
        let parts = (rest * f64::from(denominator)).round();
        (rest - parts / f64::from(denominator)).abs()
    };
    let best =
        fixed.or_else(|| (1..=largest).min_by(|one, other| error(*one).total_cmp(&error(*other))));
    let denominator = best.unwrap_or(1);
    let parts = (rest * f64::from(denominator)).round();
    let (whole, parts) = if parts >= f64::from(denominator) {
        (whole + 1.0, 0.0)
    } else {
        (whole, parts)
    };
    match (whole == 0.0, parts == 0.0) {
        (_, true) => plain(whole),
        (true, false) => format!("{parts}/{denominator}"),
        (false, false) => format!("{} {parts}/{denominator}", plain(whole)),
    }
}

/// The digits before and behind the point, rounded as Excel rounds: halves upwards, by the decimal digits.
fn rounded(value: f64, decimals: usize) -> (String, String) {
    let written = format!("{value:.*e}", DIGITS - 1);
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let mut digits: Vec<u8> = mantissa
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|byte| byte - b'0')
        .collect();
    // Where the point stands among the digits.
    let mut point = exponent + 1;
    if point < 0 {
        let lead = usize::try_from(-point).unwrap_or(0).min(400);
        digits.splice(0..0, std::iter::repeat_n(0, lead));
        point = 0;
    }
    let point_at = usize::try_from(point).unwrap_or(0).min(400);
    let wanted = point_at + decimals;
    if digits.len() > wanted {
        let is_up = digits[wanted] >= 5;
        digits.truncate(wanted);
        let mut carry = is_up;
        for digit in digits.iter_mut().rev() {
            if !carry {
                break;
            }
            carry = *digit == 9;
            *digit = if carry { 0 } else { *digit + 1 };
        }
        if carry {
            digits.insert(0, 1);
        }
    } else {
        digits.resize(wanted, 0);
    }
    let text: String = digits
        .iter()
        .map(|digit| char::from(b'0' + digit))
        .collect();
    let (whole, fraction) = text.split_at(text.len() - decimals);
    (whole.to_string(), fraction.to_string())
}

/// A number that nobody can take for another: three decimals look like thousands.
pub(super) fn unmistakable(value: f64) -> String {
    let mut written = plain(value);
    if let Some(point) = written.find('.')
        && written.len() - point == 4
    {
        written.push('0');
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_up_by_their_decimal_digits() {
        for (value, decimals, whole, fraction) in [
            (0.5, 0, "1", ""),
            (1.005, 2, "1", "01"),
            (2.675, 2, "2", "68"),
            (9.995, 2, "10", "00"),
            (0.049, 1, "0", "0"),
            (0.0, 2, "0", "00"),
            (17_499.999_999_999, 0, "17500", ""),
            (1e20, 1, "100000000000000000000", "0"),
        ] {
            let (digits, rest) = rounded(value, decimals);
            let digits = digits.trim_start_matches('0');
            let digits = if digits.is_empty() { "0" } else { digits };
            assert_eq!((digits, rest.as_str()), (whole, fraction), "{value}");
        }
    }

    #[test]
    fn in_full_no_number_is_taken_for_thousands() {
        for (value, written) in [
            (17.0, "17"),
            (17.456, "17.4560"),
            (0.1 + 0.2, "0.3"),
            (1234.5, "1234.5"),
        ] {
            assert_eq!(unmistakable(value), written);
        }
    }
}
