//! Dates as the file formats write them.

use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Years in which a workbook can have been saved; anything else is a clock that was never set.
const SAVING_YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;
/// What 1904-based serial numbers lack.
const DAYS_BETWEEN_EPOCHS: f64 = 1462.0;
const SECONDS_A_DAY: f64 = 86_400.0;

/// When a workbook was saved, milliseconds since 1970 in UTC. A time without a zone is taken for UTC.
pub(super) fn saved_at(text: &str) -> Option<i64> {
    let text = text.trim();
    let at = match text.parse::<Timestamp>() {
        Ok(at) => at,
        Err(_) => civil(text)?.to_zoned(TimeZone::UTC).ok()?.timestamp(),
    };
    let year = at.to_zoned(TimeZone::UTC).year();
    SAVING_YEARS.contains(&year).then(|| at.as_millisecond())
}

/// An ISO 8601 date or time of day on a date, as the number of days since 30 December 1899.
pub(super) fn serial_of_date(text: &str) -> Option<f64> {
    let at = civil(text.trim())?;
    let since = at.duration_since(date(1899, 12, 30).at(0, 0, 0, 0));
    Some(since.as_secs_f64() / SECONDS_A_DAY)
}

/// An ISO 8601 duration (`PT09H30M00S`) in days.
pub(super) fn serial_of_duration(text: &str) -> Option<f64> {
    let duration: SignedDuration = text.trim().parse().ok()?;
    Some(duration.as_secs_f64() / SECONDS_A_DAY)
}

/// A serial number by the 1900 system, whatever system the workbook counts by.
pub(super) fn serial_by_1900(serial: f64, is_1904: bool) -> f64 {
    if is_1904 {
        serial + DAYS_BETWEEN_EPOCHS
    } else {
        serial
    }
}

fn civil(text: &str) -> Option<DateTime> {
    let day = || text.parse::<Date>().ok().map(|day| day.at(0, 0, 0, 0));
    text.parse::<DateTime>().ok().or_else(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_saving() {
        for (text, expected) in [
            ("2024-01-05T09:00:00Z", Some(1_704_445_200_000)),
            ("2024-01-05T16:00:00+07:00", Some(1_704_445_200_000)),
            ("2024-01-05T09:00:00.123456789", Some(1_704_445_200_123)),
            (" 2024-01-05 ", Some(1_704_412_800_000)),
            ("1601-01-01T00:00:00Z", None),
            ("9999-12-31T00:00:00Z", None),
            ("hôm qua", None),
            ("", None),
        ] {
            assert_eq!(saved_at(text), expected, "{text}");
        }
    }

    #[test]
    fn serial_numbers_of_days() {
        assert_eq!(serial_of_date("2024-01-05"), Some(45296.0));
        assert_eq!(serial_of_date("2024-01-05T12:00:00"), Some(45296.5));
        assert_eq!(serial_of_date("5/1/2024"), None);
        assert_eq!(serial_of_duration("PT12H00M00S"), Some(0.5));
        assert_eq!(serial_of_duration("noon"), None);
        assert_eq!(serial_by_1900(43834.0, true), 45296.0);
    }
}
