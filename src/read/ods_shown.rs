//! What an OpenDocument cell shows of its number: the file holds the shown text beside it, in the notation of the country
//! that it was written in.

use super::CellContent;
use super::look::Look;
use super::number_format::looks_grouped;
use super::section::unmistakable;
use super::values::plain;

/// A number and the text that is shown of it.
pub(super) fn dressed(value: f64, is_percent: bool, shown: &str) -> (CellContent, Look) {
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let cell = Shown {
        value,
        is_percent,
        shown: &shown,
    };
    match parted(&shown) {
        Some(parts) => cell.by_parts(parts),
        // A dash is how a form writes nought.
        None if value == 0.0 && matches!(shown.as_str(), "-" | "–" | "—") => cell.plain(),
        None => cell.told(CellContent::Text(shown.as_str().into()), false),
    }
}

/// A number with what is shown of it.
struct Shown<'s> {
    value: f64,
    is_percent: bool,
    shown: &'s str,
}

impl Shown<'_> {
    fn number(&self) -> CellContent {
        CellContent::Number {
            value: self.value,
            percent: self.is_percent,
        }
    }

    /// The number, which is shown as it is.
    fn plain(&self) -> (CellContent, Look) {
        (self.number(), Look::default())
    }

    /// What is read, with what is shown and, where that is another number, what is stored.
    fn told(&self, content: CellContent, is_same: bool) -> (CellContent, Look) {
        let look = Look {
            shown: Some(self.shown.to_string()),
            stored: (!is_same).then(|| plain(self.value)),
            ..Look::default()
        };
        (content, look)
    }

    fn otherwise(&self) -> (CellContent, Look) {
        let content = CellContent::ShownOtherwise {
            shown: self.shown.to_string(),
            stored: self.value,
        };
        (content, Look::default())
    }

    fn by_parts(&self, (before, digits, behind): (&str, &str, &str)) -> (CellContent, Look) {
        let (before, has_sign) = match before.trim_end().strip_suffix(['-', '−']) {
            Some(before) => (before, true),
            None => (
                before,
                before.trim_end().ends_with('(') && behind.trim_start().starts_with(')'),
            ),
        };
        if self.value < 0.0 && !has_sign && digits.contains(|c: char| ('1'..='9').contains(&c)) {
            return self.otherwise();
        }
        let percents = behind.matches('%').count();
        let stored = self.value.abs();
        let is_bare = !is_worded(before) && !is_worded(behind);
        let shows = |number: f64| readings(digits).any(|reading| reading.is(number));
        if is_bare && self.is_percent && percents == 1 && shows(stored * 100.0) {
            let is_same = |reading: Reading| (reading.value / 100.0 - stored).abs() < 1e-12;
            return self.told(self.number(), readings(digits).any(is_same));
        }
        if is_bare && !self.is_percent && percents == 0 && shows(stored) {
            return self.grouped_or_rounded(digits);
        }
        self.worded((before, digits, behind))
    }

    /// A number that is at most grouped and rounded.
    fn grouped_or_rounded(&self, digits: &str) -> (CellContent, Look) {
        let stored = self.value.abs();
        let is_whole = stored.fract() == 0.0;
        if !is_whole && looks_grouped(&digits.replace(',', ".")) {
            return self.otherwise();
        }
        let is_same = readings(digits).any(|reading| reading.value == stored);
        let is_filled_up = digits.starts_with('0') && digits.len() > 1 && is_whole;
        if is_same && !is_filled_up {
            self.plain()
        } else {
            self.told(self.number(), is_same)
        }
    }

    /// A number that is scaled or stands among words.
    fn worded(&self, (before, digits, behind): (&str, &str, &str)) -> (CellContent, Look) {
        let stored = self.value.abs();
        let factors = match self.is_percent {
            true => [100.0, 1.0, 1e-3, 1e-6, 1e-9],
            false => [1.0, 1e-3, 1e-6, 1e-9, 100.0],
        };
        let shows = |factor: &f64| readings(digits).any(|reading| reading.is(stored * factor));
        let Some(factor) = factors.into_iter().find(shows) else {
            return self.otherwise();
        };
        let sign = if self.value < 0.0 { "-" } else { "" };
        let in_full = unmistakable(stored * factor);
        let is_told = factor == 1.0 && readings(digits).any(|reading| reading.value == stored);
        let text = format!("{before}{sign}{in_full}{behind}");
        self.told(CellContent::Text(text.trim().into()), is_told)
    }
}

fn is_worded(text: &str) -> bool {
    text.chars()
        .any(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '%' | '+'))
}

/// What stands before the digits, the digits with their separators, what stands behind; `None` where there is not one
/// number.
fn parted(shown: &str) -> Option<(&str, &str, &str)> {
    let first = shown.find(|c: char| c.is_ascii_digit())?;
    let rest = &shown[first..];
    let is_inside =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}' | '\'');
    let mut end = rest.find(|c: char| !is_inside(c)).unwrap_or(rest.len());
    // "12 345": a space between thousands.
    while let Some(group) = rest[end..].strip_prefix(' ')
        && group.len() >= 3
        && group.bytes().take(3).all(|byte| byte.is_ascii_digit())
        && !group[3..].starts_with(|c: char| c.is_ascii_digit())
    {
        end += 4;
    }
    let digits = rest[..end].trim_end_matches(['.', ',', '\'']);
    let behind = &rest[digits.len()..];
    (!behind.contains(|c: char| c.is_ascii_digit())).then_some((&shown[..first], digits, behind))
}

/// A number that digits may mean, and how exactly they tell it.
struct Reading {
    value: f64,
    decimals: i32,
}

impl Reading {
    /// Whether it is a number, rounded.
    fn is(&self, number: f64) -> bool {
        let half = 0.5 * 10_f64.powi(-self.decimals);
        (self.value - number).abs() <= half * (1.0 + 1e-9) + number.abs() * 1e-12
    }
}

/// What digits with separators may mean: with a point or a comma before decimals, or with neither.
fn readings(digits: &str) -> impl Iterator<Item = Reading> {
    let whole: String = digits.chars().filter(char::is_ascii_digit).collect();
    let whole = whole
        .parse()
        .ok()
        .map(|value| Reading { value, decimals: 0 });
    let decimal = |point: char| {
        let (before, decimals) = digits.rsplit_once(point)?;
        let is_once = !before.contains(point) && decimals.bytes().all(|byte| byte.is_ascii_digit());
        let before: String = before.chars().filter(char::is_ascii_digit).collect();
        let value = format!("{before}.{decimals}")
            .parse()
            .ok()
            .filter(|_| is_once)?;
        Some(Reading {
            value,
            decimals: decimals.len() as i32,
        })
    };
    whole.into_iter().chain(decimal('.')).chain(decimal(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(
        clippy::too_many_lines,
        reason = "a table of cells is as long as there are ways to show one"
    )]
    fn the_shown_text_says_what_a_number_is() {
        let number = |value, percent| CellContent::Number { value, percent };
        let text = |text: &str| CellContent::Text(text.into());
        let otherwise = |shown: &str, stored| CellContent::ShownOtherwise {
            shown: shown.to_string(),
            stored,
        };
        for (value, is_percent, shown, content, told) in [
            (12.0, false, "12", number(12.0, false), None),
            (17_000.0, false, "17.000", number(17_000.0, false), None),
            (17_000.0, false, "17 000", number(17_000.0, false), None),
            (33.6, false, "34", number(33.6, false), Some("34 (33.6)")),
            (-5.0, false, "(5)", number(-5.0, false), None),
            (-5.0, false, "5", otherwise("5", -5.0), None),
            (101.0, false, "0101", number(101.0, false), Some("0101")),
            (0.975, true, "97,5%", number(0.975, true), Some("97,5%")),
            (
                0.9747,
                true,
                "97%",
                number(0.9747, true),
                Some("97% (0.9747)"),
            ),
            (0.9, false, "0,9%", text("0.9%"), Some("0,9%")),
            (
                17e6,
                false,
                "17.000",
                text("17000"),
                Some("17.000 (17000000)"),
            ),
            (
                17e6,
                false,
                "17 triệu",
                text("17 triệu"),
                Some("17 triệu (17000000)"),
            ),
            (17.0, false, "17 triệu", text("17 triệu"), Some("17 triệu")),
            (
                17.456,
                false,
                "17,5 triệu",
                text("17.4560 triệu"),
                Some("17,5 triệu (17.456)"),
            ),
            (
                30.0,
                false,
                "không quá 30",
                text("không quá 30"),
                Some("không quá 30"),
            ),
            (17.5, false, "17,500", otherwise("17,500", 17.5), None),
            (0.0, false, "-", number(0.0, false), None),
            (1.0, false, "có", text("có"), Some("có (1)")),
            (34.0, false, "43", otherwise("43", 34.0), None),
        ] {
            let (found, look) = dressed(value, is_percent, shown);
            assert_eq!(found, content, "{value} {shown}");
            assert_eq!(look.quoted(), told.map(String::from), "{value} {shown}");
        }
    }
}
