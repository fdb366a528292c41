//! Observations and registers for tests.

use crate::location::{CellAddress, CellRef};
use crate::observation::{Comparator, FormKind, Measure, Observation};
use crate::period::Period;
use crate::register::{Change, ChangeKind, Membership, Register};
use std::sync::Arc;

/// The period of [`actual`] and [`target`].
pub(super) const PERIOD: Period = Period::Year(2023);

/// A counted result in 2023, in cluster `C1`.
pub(super) fn actual(unit: &str, indicator: &str, value: f64) -> Observation {
    Observation {
        period: Some(PERIOD),
        unit_id: Some(unit.into()),
        cluster_id: Some("C1".into()),
        indicator: indicator.into(),
        measure: Measure::Actual,
        value: Some(value),
        category: None,
        comparator: None,
        approximate: false,
        verdict: crate::verdict::Verdict::Counts,
        corrected: false,
        form: FormKind::PledgeReport,
        at: CellRef {
            file: format!("{unit}.xlsx").into(),
            sheet: "Biểu".into(),
            address: CellAddress::new(0, 0),
        },
        raw: String::new(),
    }
}

/// A counted target in 2023, in cluster `C1`.
pub(super) fn target(
    unit: &str,
    indicator: &str,
    comparator: Comparator,
    value: f64,
) -> Observation {
    Observation {
        measure: Measure::Target,
        comparator: Some(comparator),
        ..actual(unit, indicator, value)
    }
}

/// A rating in a year.
pub(super) fn rating(unit: &str, year: u16, category: &str) -> Observation {
    Observation {
        period: Some(Period::Year(year)),
        value: None,
        category: Some(category.into()),
        ..actual(unit, "rating", 0.0)
    }
}

/// A register whose units were members of `C1` in the years given, and what changed: year, kind, from, to.
pub(super) fn register(
    members: &[(&str, std::ops::RangeInclusive<u16>)],
    changes: &[(u16, ChangeKind, Option<&str>, Option<&str>)],
) -> Register {
    let mut register = Register::default();
    for (unit, years) in members {
        for year in years.clone() {
            let (period, unit_id): (Period, Arc<str>) = (Period::Year(year), (*unit).into());
            let membership = Membership {
                period,
                unit_id: unit_id.clone(),
                cluster_id: "C1".into(),
                role: None,
            };
            register.memberships.insert((period, unit_id), membership);
        }
    }
    for (year, kind, from, to) in changes {
        register.changes.push(Change {
            effective: Period::Year(*year),
            day: None,
            kind: *kind,
            from: from.map(Arc::from),
            to: to.map(Arc::from),
            decision: None,
            at: None,
        });
    }
    register
}
