//! What a number format makes of a number: a percentage, a date, or a plain number.

/// The built-in formats of Excel that show percentages.
const BUILT_IN_PERCENTS: [u16; 2] = [9, 10];
/// The built-in formats of Excel that show days, and some of the languages of East Asia.
const BUILT_IN_DATES: [std::ops::RangeInclusive<u16>; 4] = [14..=22, 27..=36, 45..=47, 50..=58];

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// As it is.
    #[default]
    Plain,
    /// Times a hundred.
    Percent,
    /// As a day or a time.
    DateTime,
}

impl Shown {
    /// By a number format written out.
    pub(super) fn by_code(format: &str) -> Self {
        if shows_percent(format) {
            Shown::Percent
        } else if shows_date(format) {
            Shown::DateTime
        } else {
            Shown::Plain
        }
    }

    /// By the number of a format that Excel has of its own.
    pub(super) fn by_built_in(number: u16) -> Self {
        if BUILT_IN_PERCENTS.contains(&number) {
            Shown::Percent
        } else if BUILT_IN_DATES.iter().any(|dates| dates.contains(&number)) {
            Shown::DateTime
        } else {
            Shown::Plain
        }
    }
}

/// Whether a number format multiplies by a hundred: a `%` outside quotes, brackets and escapes.
pub(super) fn shows_percent(format: &str) -> bool {
    bare(format).any(|character| character == '%')
}

/// Whether the first section of a number format has a letter of days or times, or an elapsed time in brackets.
fn shows_date(format: &str) -> bool {
    let lower = format.to_lowercase();
    if ["[h", "[m]", "[mm]", "[s"]
        .iter()
        .any(|elapsed| lower.contains(elapsed))
    {
        return true;
    }
    // "General" has letters of its own, and E stands for the exponent.
    let first = lower.replace("general", "");
    bare(&first)
        .take_while(|&character| character != ';')
        .any(|character| matches!(character, 'd' | 'm' | 'y' | 'h' | 's'))
}

/// The characters of a format that mean something: none in quotes, in brackets or escaped.
fn bare(format: &str) -> impl Iterator<Item = char> {
    let mut characters = format.chars();
    std::iter::from_fn(move || {
        loop {
            let character = characters.next()?;
            let closing = match character {
                '"' => '"',
                '[' => ']',
                '\\' | '_' | '*' => {
                    characters.next();
                    continue;
                }
                _ => return Some(character),
            };
            characters.by_ref().find(|&other| other == closing);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_how_a_number_is_shown() {
        use Shown::{DateTime, Percent, Plain};
        for (format, expected) in [
            ("0%", Percent),
            ("0.00%;[Red]-0.00%", Percent),
            ("0.0\" %\"", Plain),
            ("0\\%", Plain),
            ("0_%", Plain),
            ("[$%-42A]0", Plain),
            ("General", Plain),
            ("#,##0 \"đồng\"", Plain),
            ("0.00E+00", Plain),
            ("[Red]#,##0;[Red]-#,##0", Plain),
            ("dd/mm/yyyy", DateTime),
            ("[$-42A]dd mmmm yyyy", DateTime),
            ("\"Ngày \"dd", DateTime),
            ("[h]:mm", DateTime),
            ("#,##0 \"nghìn đồng\";-0", Plain),
        ] {
            assert_eq!(Shown::by_code(format), expected, "{format}");
        }
        for (number, expected) in [
            (0, Plain),
            (9, Percent),
            (10, Percent),
            (14, DateTime),
            (49, Plain),
        ] {
            assert_eq!(Shown::by_built_in(number), expected, "{number}");
        }
    }
}
