//! A section of a number format that shows a day or a time.

use super::format_code::Token;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The first day of March 1900; Excel takes the day before it for a 29 February that never was.
const FIRST_OF_MARCH: f64 = 61.0;
/// Days up to the end of the year 9999.
const LAST_DAY: f64 = 2_958_466.0;
const WEEKDAYS: [&str; 7] = [
    "Thứ Hai",
    "Thứ Ba",
    "Thứ Tư",
    "Thứ Năm",
    "Thứ Sáu",
    "Thứ Bảy",
    "Chủ Nhật",
];

/// A section with letters of days or times.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateSection {
    parts: Vec<Part>,
    has_half_day: bool,
    /// Decimals of a second.
    decimals: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    Elapsed(char, usize),
    Decimals(usize),
    HalfDay,
    Text(String),
}

impl DateSection {
    pub(super) fn new(tokens: &[Token]) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        let mut is_behind_hour = false;
        let mut decimals = 0;
        let mut tokens = tokens.iter().peekable();
        while let Some(token) = tokens.next() {
            let part = match token {
                Token::Letters('y', count) => Part::Year(*count),
                Token::Letters('m', count) if is_behind_hour && *count < 3 => Part::Minute(*count),
                Token::Letters('m', count) => Part::Month(*count),
                Token::Letters('d', count) => Part::Day(*count),
                Token::Letters('h', count) => Part::Hour(*count),
                Token::Letters('s', count) => {
                    // A month before seconds is minutes.
                    let before = parts
                        .iter_mut()
                        .rev()
                        .find(|part| !matches!(part, Part::Text(_)));
                    if let Some(month @ Part::Month(1 | 2)) = before {
                        let Part::Month(digits) = *month else {
                            continue;
                        };
                        *month = Part::Minute(digits);
                    }
                    Part::Second(*count)
                }
                Token::Elapsed(letter, count) => Part::Elapsed(*letter, *count),
                Token::HalfDay => Part::HalfDay,
                Token::Point if matches!(tokens.peek(), Some(Token::Digit(_))) => {
                    let mut count = 0;
                    while tokens
                        .next_if(|next| matches!(next, Token::Digit(_)))
                        .is_some()
                    {
                        count += 1;
                    }
                    decimals = count;
                    Part::Decimals(count)
                }
                other => match other.literal() {
                    Some(text) => Part::Text(text),
                    None => continue,
                },
            };
            if !matches!(part, Part::Text(_)) {
                is_behind_hour = matches!(part, Part::Hour(_) | Part::Elapsed('h', _));
            }
            parts.push(part);
        }
        Self {
            has_half_day: parts.contains(&Part::HalfDay),
            parts,
            decimals,
        }
    }

    /// Whether it shows how long something takes, not when it is.
    pub(super) fn is_duration(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Elapsed(..)))
    }

    /// What is shown of a serial number; `None` where there is no such day.
    pub(super) fn show(&self, serial: f64, is_1904: bool) -> Option<String> {
        if !(0.0..LAST_DAY).contains(&serial) {
            return None;
        }
        let unit = 10_f64.powi(self.decimals.min(3) as i32);
        let ticks = (serial.fract() * 86_400.0 * unit).round();
        let (whole, ticks) = match ticks >= 86_400.0 * unit {
            true => (serial.trunc() + 1.0, 0.0),
            false => (serial.trunc(), ticks),
        };
        let seconds = (ticks / unit).trunc();
        let (hour, minute, second) = (seconds / 3600.0, seconds / 60.0 % 60.0, seconds % 60.0);
        let (hour, minute, second) = (hour as u32, minute as u32, second as u32);
        let day = day_of(whole, is_1904)?;
        let mut shown = String::new();
        for part in &self.parts {
            let text = match part {
                Part::Year(1 | 2) => format!("{:02}", day.year() % 100),
                Part::Year(_) => format!("{:04}", day.year()),
                Part::Month(1) => day.month().to_string(),
                Part::Month(2) => format!("{:02}", day.month()),
                Part::Month(3) => format!("Thg{}", day.month()),
                Part::Month(_) => format!("Tháng {}", day.month()),
                Part::Day(1) => day.day().to_string(),
                Part::Day(2) => format!("{:02}", day.day()),
                Part::Day(_) => {
                    let weekday = day.weekday().to_monday_zero_offset();
                    WEEKDAYS[usize::from(weekday.unsigned_abs())].to_string()
                }
                Part::Hour(digits) => {
                    let hour = match self.has_half_day {
                        true if hour % 12 == 0 => 12,
                        true => hour % 12,
                        false => hour,
                    };
                    padded(hour, *digits)
                }
                Part::Minute(digits) => padded(minute, *digits),
                Part::Second(digits) => padded(second, *digits),
                Part::Elapsed(letter, digits) => {
                    let all = whole * 86_400.0 + seconds;
                    let unit = match letter {
                        'h' => 3600.0,
                        'm' => 60.0,
                        _ => 1.0,
                    };
                    format!("{:0digits$}", (all / unit).trunc())
                }
                Part::Decimals(digits) => {
                    let rest = (ticks % unit) as u32;
                    let digits = (*digits).min(3);
                    format!(".{rest:0digits$}")
                }
                Part::HalfDay => if hour < 12 { "SA" } else { "CH" }.to_string(),
                Part::Text(text) => text.clone(),
            };
            shown.push_str(&text);
        }
        Some(shown.trim().to_string())
    }
}

fn padded(number: u32, digits: usize) -> String {
    match digits {
        1 => number.to_string(),
        _ => format!("{number:02}"),
    }
}

/// The day of a serial number, as Excel counts.
fn day_of(serial: f64, is_1904: bool) -> Option<Date> {
    let first = match is_1904 {
        true => date(1904, 1, 1),
        false if serial < FIRST_OF_MARCH => date(1899, 12, 31),
        false => date(1899, 12, 30),
    };
    first.checked_add((serial as i64).days()).ok()
}

#[cfg(test)]
mod tests {
    use crate::read::number_format::{NumberFormat, Shown};

    #[test]
    fn days_and_times_are_shown_as_excel_shows_them() {
        for (code, serial, shown) in [
            ("dd/mm/yyyy", 15.0, "15/01/1900"),
            ("dd/mm/yyyy", 45_296.0, "05/01/2024"),
            ("d/m", 45_176.0, "7/9"),
            ("yyyy", 2023.0, "1905"),
            ("\"NĂM \"yyyy", 45_296.0, "NĂM 2024"),
            ("[$-42A]dd mmmm yyyy", 45_296.0, "05 Tháng 1 2024"),
            (
                "\"Ngày \"dd\" tháng \"mm\" năm \"yyyy",
                45_296.0,
                "Ngày 05 tháng 01 năm 2024",
            ),
            ("dddd", 45_296.0, "Thứ Sáu"),
            ("h:mm AM/PM", 0.5, "12:00 CH"),
            ("mm:ss.0", 0.000_710_648, "01:01.4"),
            ("[h]:mm", 1.5, "36:00"),
            ("h:mm:ss", 45_296.999_999_9, "0:00:00"),
        ] {
            let found = match NumberFormat::by_code(code).show(serial, false) {
                Shown::DateTime(shown, _) => shown,
                other => panic!("{code}: {other:?}"),
            };
            assert_eq!(found, shown, "{code}");
        }
        let format = NumberFormat::by_code("dd/mm/yyyy");
        assert_eq!(format.show(-1.0, false), Shown::Number(None));
        assert_eq!(
            format.show(43_834.0, true),
            Shown::DateTime("05/01/2024".into(), false)
        );
    }
}
