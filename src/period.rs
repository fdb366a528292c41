//! Reporting periods: calendar years, half years, school years and terms.
//!
//! Written `2023`, `2023-H1`, `2023-2024`, `2018-2023`: two years in a row are a school year, a longer span is a term.

use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// The years that can be periods; any other four-digit number is something else.
const PLAUSIBLE_YEARS: std::ops::RangeInclusive<u16> = 1990..=2100;

/// A reporting period. Ordered by the year it ends in, then by the year it begins in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// The first six months of a calendar year.
    FirstHalf(u16),
    /// A calendar year.
    Year(u16),
    /// A school year, named by the year it begins in.
    SchoolYear(u16),
    /// A term of office, from a year to a year.
    Term(u16, u16),
}

/// What kind of period: only periods of one kind are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodKind {
    /// The first six months of a calendar year.
    FirstHalf,
    /// A calendar year.
    Year,
    /// A school year.
    SchoolYear,
    /// A term of office.
    Term,
}

impl PeriodKind {
    /// Whether a title that names this kind alone may mean a period of the other: `cả năm` of a school year.
    pub fn may_be(self, other: Self) -> bool {
        self == other || (self == PeriodKind::Year && other == PeriodKind::SchoolYear)
    }
}

impl Period {
    /// Its kind.
    pub fn kind(self) -> PeriodKind {
        match self {
            Period::FirstHalf(_) => PeriodKind::FirstHalf,
            Period::Year(_) => PeriodKind::Year,
            Period::SchoolYear(_) => PeriodKind::SchoolYear,
            Period::Term(..) => PeriodKind::Term,
        }
    }

    /// A span of two years: a school year where they follow each other, else a term. `None` for years that make no span.
    pub fn from_span(first: u16, last: u16) -> Option<Self> {
        if !PLAUSIBLE_YEARS.contains(&first) || !PLAUSIBLE_YEARS.contains(&last) || last <= first {
            return None;
        }
        Some(if last == first + 1 {
            Period::SchoolYear(first)
        } else {
            Period::Term(first, last)
        })
    }

    /// A calendar year, where the number can be one.
    pub fn from_year(year: u16) -> Option<Self> {
        PLAUSIBLE_YEARS
            .contains(&year)
            .then_some(Period::Year(year))
    }

    /// The first and the last calendar year it touches.
    pub fn years(self) -> (u16, u16) {
        match self {
            Period::FirstHalf(year) | Period::Year(year) => (year, year),
            Period::SchoolYear(first) => (first, first + 1),
            Period::Term(first, last) => (first, last),
        }
    }

    /// The year it ends in, the year it begins in and its kind in one number: figures are sorted by it all the time.
    pub(crate) fn rank(self) -> u64 {
        let (first, last, kind) = match self {
            Period::FirstHalf(year) => (year, year, 0),
            Period::Year(year) => (year, year, 1),
            Period::SchoolYear(first) => (first, first + 1, 2),
            Period::Term(first, last) => (first, last, 3),
        };
        u64::from(last) << 32 | u64::from(first) << 16 | kind
    }

    /// The last day that figures of the period are about. A school year ends with its lessons.
    pub fn last_day(self) -> Date {
        let year = i16::try_from(self.years().1).unwrap_or(9999);
        match self {
            Period::FirstHalf(_) | Period::SchoolYear(_) => Date::constant(year, 6, 30),
            Period::Year(_) | Period::Term(..) => Date::constant(year, 12, 31),
        }
    }

    /// Whether both are of one kind, so that they can be compared: years with years, school years with school years.
    pub fn is_comparable_with(self, other: Self) -> bool {
        self.kind() == other.kind()
    }

    /// The period directly before it of the same kind. A term's length is kept.
    pub fn previous(self) -> Self {
        match self {
            Period::FirstHalf(year) => Period::FirstHalf(year - 1),
            Period::Year(year) => Period::Year(year - 1),
            Period::SchoolYear(first) => Period::SchoolYear(first - 1),
            Period::Term(first, last) => Period::Term(first - (last - first), first),
        }
    }

    /// The period directly after it of the same kind. A term's length is kept.
    pub fn next(self) -> Self {
        match self {
            Period::FirstHalf(year) => Period::FirstHalf(year + 1),
            Period::Year(year) => Period::Year(year + 1),
            Period::SchoolYear(first) => Period::SchoolYear(first + 1),
            Period::Term(first, last) => Period::Term(last, last + (last - first)),
        }
    }

    /// The period as a reader says it: `năm 2023`, `năm học 2023-2024`.
    pub fn label(self) -> String {
        match self {
            Period::FirstHalf(year) => format!("6 tháng đầu năm {year}"),
            Period::Year(year) => format!("năm {year}"),
            Period::SchoolYear(first) => format!("năm học {first}-{}", first + 1),
            Period::Term(first, last) => format!("nhiệm kỳ {first}-{last}"),
        }
    }
}

/// A moment as clocks in Vietnam show it, which have kept seven hours ahead of UTC, without summer time, since 1975.
pub(crate) fn in_vietnam(time: jiff::Timestamp) -> jiff::civil::DateTime {
    jiff::tz::Offset::constant(7).to_datetime(time)
}

/// The time in Vietnam.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks for the time; what calls it is held to its rooms by a test"
)]
pub(crate) fn now() -> jiff::civil::DateTime {
    in_vietnam(jiff::Timestamp::now())
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (self, other) {
            // Most are, and maps are full of them.
            (Period::Year(one), Period::Year(other)) => one.cmp(other),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::FirstHalf(year) => write!(formatter, "{year}-H1"),
            Period::Year(year) => write!(formatter, "{year}"),
            Period::SchoolYear(first) => write!(formatter, "{first}-{}", first + 1),
            Period::Term(first, last) => write!(formatter, "{first}-{last}"),
        }
    }
}

/// The text is no period as the data writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("không phải là một kỳ báo cáo (ví dụ đúng: 2023, 2023-2024, 2023-H1, 2018-2023)")]
pub struct ParsePeriodError;

impl FromStr for Period {
    type Err = ParsePeriodError;

    /// Reads `2023`, `2023-2024`, `2023-H1` and `2018-2023`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let year = |part: &str| part.trim().parse::<u16>().map_err(|_| ParsePeriodError);
        match text.split_once(['-', '–']) {
            None => Period::from_year(year(text)?),
            Some((first, half)) if half.trim().eq_ignore_ascii_case("h1") => year(first)
                .ok()
                .filter(|year| PLAUSIBLE_YEARS.contains(year))
                .map(Period::FirstHalf),
            Some((first, last)) => Period::from_span(year(first)?, year(last)?),
        }
        .ok_or(ParsePeriodError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_and_read_alike() {
        for (text, period) in [
            ("2023", Period::Year(2023)),
            ("2023-2024", Period::SchoolYear(2023)),
            ("2023-H1", Period::FirstHalf(2023)),
            ("2018-2023", Period::Term(2018, 2023)),
        ] {
            assert_eq!(text.parse(), Ok(period));
            assert_eq!(period.to_string(), text);
        }
        for wrong in [
            "",
            "23",
            "2023-2023",
            "2024-2023",
            "9999",
            "năm 2023",
            "1023",
        ] {
            assert_eq!(wrong.parse::<Period>(), Err(ParsePeriodError), "{wrong}");
        }
    }

    #[test]
    fn the_period_before_is_of_the_same_kind() {
        assert_eq!(Period::Year(2023).previous(), Period::Year(2022));
        assert_eq!(
            Period::SchoolYear(2023).previous(),
            Period::SchoolYear(2022)
        );
        assert_eq!(
            Period::Term(2018, 2023).previous(),
            Period::Term(2013, 2018)
        );
        assert!(!Period::Year(2023).is_comparable_with(Period::SchoolYear(2023)));
    }

    #[test]
    fn later_ends_come_later() {
        assert!(Period::FirstHalf(2023) < Period::Year(2023));
        assert!(Period::Year(2022) < Period::SchoolYear(2022));
        assert!(Period::SchoolYear(2022) < Period::Year(2024));
    }
}
