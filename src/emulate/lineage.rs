//! Units back through renames, mergers and splits: how long they have worked, and what their forerunners reached.

use super::criteria::Eligibility;
use crate::period::Period;
use crate::register::{Change, ChangeKind, Register};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whether something holds of a unit, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// What is known does not tell.
    Open,
}

/// Whether something was so for `years` periods in a row, the last of them `period`.
///
/// Behind a rename stands the unit of the old name. Behind a merger stand all that were merged: it was so for the unit
/// only where it was so for each of them. `held` says whether it was so for one unit in one period; `None` where
/// nothing is known.
pub fn streak(
    register: &Register,
    (period, unit): (Period, &Arc<str>),
    years: u32,
    held: &dyn Fn(Period, &Arc<str>) -> Option<bool>,
) -> Certainty {
    let mut units = BTreeSet::from([unit.clone()]);
    let mut period = period;
    let mut certainty = Certainty::Yes;
    for step in 0..years {
        if step > 0 {
            units = forerunners(register, &units, period);
            period = period.previous();
        }
        if units.is_empty() {
            return Certainty::No;
        }
        for unit in &units {
            match held(period, unit) {
                Some(true) => {}
                Some(false) => return Certainty::No,
                None => certainty = Certainty::Open,
            }
        }
    }
    certainty
}

/// The units of the period before that units of a period came of; a unit that nothing happened to came of itself.
fn forerunners(
    register: &Register,
    units: &BTreeSet<Arc<str>>,
    period: Period,
) -> BTreeSet<Arc<str>> {
    let previous = period.previous();
    let changes = register.changes.iter().filter(|change| {
        is_in_force(change.effective, period) && !is_in_force(change.effective, previous)
    });
    let mut leading_to: BTreeMap<&Arc<str>, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        if let Some(to) = &change.to {
            leading_to.entry(to).or_default().push(change);
        }
    }
    let was_member = |unit: &Arc<str>| register.cluster_of(previous, unit).is_some();
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<Arc<str>> = units.iter().cloned().collect();
    while let Some(unit) = open.pop() {
        if !seen.insert(unit.clone()) {
            continue;
        }
        let came_of = leading_to.get(&unit).map_or(&[][..], Vec::as_slice);
        open.extend(came_of.iter().filter_map(|change| change.from.clone()));
        let began = came_of
            .iter()
            .any(|change| change.from.as_ref() != Some(&unit) && begins(change.kind));
        if was_member(&unit) || !began {
            found.insert(unit);
        }
    }
    found
}

/// Whether a unit that such a change leads to is a new one unless it was there before.
fn begins(kind: ChangeKind) -> bool {
    match kind {
        ChangeKind::Founded
        | ChangeKind::Renamed
        | ChangeKind::Merged
        | ChangeKind::Split
        | ChangeKind::Transferred => true,
        ChangeKind::MovedCluster | ChangeKind::Dissolved => false,
    }
}

/// A change of a calendar year is in force in that year's first half.
fn is_in_force(effective: Period, period: Period) -> bool {
    match (effective, period) {
        (Period::Year(since), Period::FirstHalf(year)) => since <= year,
        _ => effective <= period,
    }
}

/// Whether a unit has worked long enough to be classed, and what that hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tenure {
    /// Whether it has.
    pub certainty: Certainty,
    /// Where it has not, or that is not known: the change with which it began, as a position among the register's, and
    /// the months asked for after one of its kind.
    pub since: Option<(usize, u32)>,
}

impl Tenure {
    /// Long enough.
    pub const ENOUGH: Self = Self {
        certainty: Certainty::Yes,
        since: None,
    };
}

/// Whether a unit had worked long enough by the end of a period to be classed.
///
/// Months count from the day of the change, that day included. Where the register knows only its period, and the day
/// would tell, it is open.
pub fn tenure(
    register: &Register,
    unit: &Arc<str>,
    period: Period,
    eligibility: Eligibility,
) -> Tenure {
    let mut tenure = Tenure::ENOUGH;
    for (position, change) in register.changes.iter().enumerate() {
        let is_its_beginning = change.to.as_ref() == Some(unit)
            || (change.kind == ChangeKind::Founded
                && change.to.is_none()
                && change.from.as_ref() == Some(unit));
        let required = match change.kind {
            ChangeKind::Founded => eligibility.founded_months,
            ChangeKind::Merged | ChangeKind::Split => eligibility.restructured_months,
            _ => continue,
        };
        if !is_its_beginning || !is_in_force(change.effective, period) {
            continue;
        }
        let (least, most) = match change.day {
            Some(day) => {
                let months = months_since_day(day, period);
                (months, months)
            }
            None => months_since(change.effective, period),
        };
        let since = Some((position, required));
        if most < required {
            return Tenure {
                certainty: Certainty::No,
                since,
            };
        }
        if least < required {
            tenure = Tenure {
                certainty: Certainty::Open,
                since,
            };
        }
    }
    tenure
}

/// The fewest and the most whole months from some day of a period to the end of another.
fn months_since(began: Period, until: Period) -> (u32, u32) {
    let end = last_month(until);
    (
        end.saturating_sub(last_month(began)),
        end.saturating_sub(first_month(began) - 1),
    )
}

/// The whole months from a day, included, to the end of a period.
fn months_since_day(day: Date, until: Period) -> u32 {
    let month = day.year() as u32 * 12 + day.month() as u32 + u32::from(day.day() > 1);
    (last_month(until) + 1).saturating_sub(month)
}

fn first_month(period: Period) -> u32 {
    let (first, _) = period.years();
    u32::from(first) * 12
        + match period {
            Period::SchoolYear(_) => SCHOOL_YEAR_BEGINS,
            _ => 1,
        }
}

fn last_month(period: Period) -> u32 {
    let (_, last) = period.years();
    u32::from(last) * 12
        + match period {
            Period::FirstHalf(_) => 6,
            Period::SchoolYear(_) => SCHOOL_YEAR_BEGINS - 1,
            _ => 12,
        }
}

/// A school year runs from September to August.
const SCHOOL_YEAR_BEGINS: u32 = 9;

#[cfg(test)]
mod tests {
    use super::super::fixture::register;
    use super::*;
    use ChangeKind::{Founded, Merged, MovedCluster, Renamed, Split};

    #[test]
    fn a_streak_goes_back_through_renames_and_mergers() {
        let members = [
            ("A", 2023..=2023),
            ("B", 2021..=2022),
            ("C", 2021..=2022),
            ("D", 2021..=2023),
        ];
        let good = |weak: &'static [(u16, &'static str)]| {
            move |period: Period, unit: &Arc<str>| {
                let year = period.years().1;
                (year >= 2021).then(|| {
                    !weak
                        .iter()
                        .any(|(when, who)| *when == year && *who == &**unit)
                })
            }
        };
        let renamed = [(2023, Renamed, Some("B"), Some("A"))];
        let merged = [
            (2023, Merged, Some("B"), Some("A")),
            (2023, Merged, Some("C"), Some("A")),
        ];
        let into = [(2023, Merged, Some("B"), Some("D"))];
        let founded = [(2023, Founded, None, Some("A"))];
        let moved = [(2023, MovedCluster, Some("D"), Some("D"))];
        let split = [(2023, Split, Some("B"), Some("A"))];
        for (changes, unit, years, weak, expected) in [
            (&renamed[..], "A", 3, &[][..], Certainty::Yes),
            (&renamed[..], "A", 3, &[(2021, "B")][..], Certainty::No),
            (&renamed[..], "A", 4, &[][..], Certainty::Open),
            (&merged[..], "A", 3, &[][..], Certainty::Yes),
            (&merged[..], "A", 3, &[(2022, "C")][..], Certainty::No),
            (&into[..], "D", 3, &[(2021, "B")][..], Certainty::No),
            (&into[..], "D", 3, &[(2021, "D")][..], Certainty::No),
            (&founded[..], "A", 2, &[][..], Certainty::No),
            (&founded[..], "A", 1, &[][..], Certainty::Yes),
            (&moved[..], "D", 3, &[][..], Certainty::Yes),
            (&split[..], "A", 3, &[][..], Certainty::Yes),
            (&[][..], "D", 3, &[(2022, "D")][..], Certainty::No),
        ] {
            let register = register(&members, changes);
            let seen = streak(
                &register,
                (Period::Year(2023), &unit.into()),
                years,
                &good(weak),
            );
            assert_eq!(seen, expected, "{changes:?} {unit} {years} {weak:?}");
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one table of cases")]
    fn units_are_classed_once_they_have_worked_long_enough() {
        let eligibility = Eligibility {
            founded_months: 12,
            restructured_months: 6,
        };
        for (change, period, expected) in [
            (
                (2023, Founded, None, Some("A")),
                Period::Year(2023),
                Certainty::Open,
            ),
            (
                (2023, Founded, None, Some("A")),
                Period::FirstHalf(2023),
                Certainty::No,
            ),
            (
                (2023, Founded, Some("A"), None),
                Period::FirstHalf(2023),
                Certainty::No,
            ),
            (
                (2023, Founded, None, Some("A")),
                Period::Year(2024),
                Certainty::Yes,
            ),
            (
                (2023, Merged, Some("B"), Some("A")),
                Period::Year(2023),
                Certainty::Open,
            ),
            (
                (2023, Merged, Some("B"), Some("A")),
                Period::FirstHalf(2024),
                Certainty::Yes,
            ),
            (
                (2023, Split, Some("B"), Some("A")),
                Period::Year(2024),
                Certainty::Yes,
            ),
            (
                (2023, Renamed, Some("B"), Some("A")),
                Period::Year(2023),
                Certainty::Yes,
            ),
            (
                (2023, Founded, None, Some("B")),
                Period::Year(2023),
                Certainty::Yes,
            ),
            (
                (2024, Founded, None, Some("A")),
                Period::Year(2023),
                Certainty::Yes,
            ),
        ] {
            let register = register(&[], &[change]);
            let seen = tenure(&register, &"A".into(), period, eligibility);
            assert_eq!(seen.certainty, expected, "{change:?} {period}");
            assert_eq!(seen.since.is_some(), expected != Certainty::Yes);
        }
    }

    #[test]
    fn the_day_of_a_change_settles_what_its_period_leaves_open() {
        let eligibility = Eligibility {
            founded_months: 12,
            restructured_months: 6,
        };
        let second = jiff::civil::date(2023, 7, 2);
        for (kind, from, day, period, expected) in [
            (
                Founded,
                None,
                jiff::civil::date(2023, 1, 1),
                Period::Year(2023),
                Certainty::Yes,
            ),
            (
                Founded,
                None,
                jiff::civil::date(2023, 1, 2),
                Period::Year(2023),
                Certainty::No,
            ),
            (
                Merged,
                Some("B"),
                jiff::civil::date(2023, 7, 1),
                Period::Year(2023),
                Certainty::Yes,
            ),
            (Merged, Some("B"), second, Period::Year(2023), Certainty::No),
            (
                Merged,
                Some("B"),
                second,
                Period::FirstHalf(2024),
                Certainty::Yes,
            ),
        ] {
            let mut register = register(&[], &[(2023, kind, from, Some("A"))]);
            register.changes[0].day = Some(day);
            let seen = tenure(&register, &"A".into(), period, eligibility);
            assert_eq!(seen.certainty, expected, "{kind:?} {day} {period}");
        }
    }
}
