//! Units' figures of the period put together in ways that the aggregates do not have: by kind of employer, and as
//! ratios that the catalogue does not derive.

use super::facts::Facts;
use crate::register::UnitKind;
use std::sync::Arc;

/// Figures of some units put together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pooled {
    /// The sum above.
    pub(super) above: f64,
    /// The sum below.
    pub(super) below: f64,
    /// The units in it.
    pub(super) n_units: u32,
    /// The units that were expected.
    pub(super) n_expected: u32,
}

impl Pooled {
    /// The mean or the ratio; `None` where nothing is below.
    pub(super) fn quotient(&self) -> Option<f64> {
        (self.below != 0.0).then(|| self.above / self.below)
    }
}

/// Which two sums are taken. Indicators by their codes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sums<'c> {
    /// Values times weights over weights.
    Weighted { value: &'c str, weight: &'c str },
    /// One indicator over another.
    Ratio { above: &'c str, below: &'c str },
}

/// The sums over the units that have both indicators, all of them or those of one kind of employer.
pub(super) fn pooled(facts: &Facts<'_>, sums: Sums<'_>, kind: Option<UnitKind>) -> Pooled {
    let units: Vec<&Arc<str>> = units(facts)
        .filter(|unit| kind.is_none() || kind_of(facts, unit) == kind)
        .collect();
    let (first, second) = match sums {
        Sums::Weighted { value, weight } => (value, weight),
        Sums::Ratio { above, below } => (above, below),
    };
    let pairs: Vec<(f64, f64)> = units
        .iter()
        .filter_map(|unit| {
            Some((
                facts.unit_total(unit, first)?,
                facts.unit_total(unit, second)?,
            ))
        })
        .collect();
    let above = pairs.iter().map(|&(first, second)| match sums {
        Sums::Weighted { .. } => first * second,
        Sums::Ratio { .. } => first,
    });
    let register = facts.account.register;
    let expected = units
        .iter()
        .filter(|unit| register.cluster_of(facts.account.period, unit).is_some());
    Pooled {
        above: ordered_sum(above),
        below: ordered_sum(pairs.iter().map(|&(_, second)| second)),
        n_units: pairs.len() as u32,
        n_expected: expected.count() as u32,
    }
}

/// The units of the period whose kind of employer the register does not say.
pub(super) fn units_of_no_kind<'f>(facts: &'f Facts<'_>) -> Vec<&'f Arc<str>> {
    units(facts)
        .filter(|unit| kind_of(facts, unit).is_none())
        .collect()
}

/// All units expected in the period and those with a figure in it.
fn units<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f Arc<str>> {
    facts.unit_groups.iter().flat_map(|group| &group.units)
}

fn kind_of(facts: &Facts<'_>, unit: &Arc<str>) -> Option<UnitKind> {
    facts.account.register.units.get(unit)?.kind
}

/// Sums taken in the order of the values do not depend on the order of the units.
fn ordered_sum(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Period;
    use crate::report::fixture::{Province, inputs, province};
    use crate::tables::Group;

    const WAGES: Sums<'static> = Sums::Weighted {
        value: "avg_wage",
        weight: "avg_wage_headcount",
    };

    /// Twelve units, every third of them an enterprise, every third of no known kind.
    fn mixed() -> Province {
        let mut province = province(2, 6, 1);
        let kinds = [
            Some(UnitKind::Administration),
            Some(UnitKind::PrivateEnterprise),
            None,
        ];
        let units = province.register.units.values_mut();
        for (unit, kind) in units.zip(kinds.into_iter().cycle()) {
            unit.kind = kind;
        }
        province
    }

    #[test]
    fn kinds_are_weighted_means_over_their_units_with_both() {
        let province = mixed();
        let inputs = inputs(&province);
        let facts = Facts::new(&inputs);
        let own = |code: &str| {
            let rows = province.tables.aggregates.iter();
            rows.filter(move |row| row.period == Period::Year(2023) && &*row.indicator == code)
                .filter_map(|row| match &row.group {
                    Group::Unit(id) => Some((id.clone(), row.value)),
                    _ => None,
                })
                .collect::<std::collections::BTreeMap<_, _>>()
        };
        let (wages, people) = (own("avg_wage"), own("avg_wage_headcount"));
        let mut together = (0.0, 0.0);
        for kind in [UnitKind::Administration, UnitKind::PrivateEnterprise] {
            let (mut above, mut below, mut count) = (0.0, 0.0, 0);
            for (id, unit) in &province.register.units {
                if let (true, Some(wage), Some(people)) =
                    (unit.kind == Some(kind), wages.get(id), people.get(id))
                {
                    above += wage * people;
                    below += people;
                    count += 1;
                }
            }
            let found = pooled(&facts, WAGES, Some(kind));
            assert!(count > 1);
            assert_eq!((found.n_units, found.n_expected), (count, 4));
            assert!((found.below - below).abs() < 1e-9);
            let mean = found.quotient().expect("there are people");
            assert!((mean - above / below).abs() < 1e-6, "{mean}");
            together = (together.0 + above, together.1 + below);
        }
        let all = pooled(&facts, WAGES, None);
        assert!(
            all.below > together.1,
            "units of no kind are in the province's mean only"
        );
        assert_eq!(units_of_no_kind(&facts).len(), 4);
    }

    #[test]
    fn the_mean_over_all_units_is_that_of_the_data() {
        let province = mixed();
        let inputs = inputs(&province);
        let facts = Facts::new(&inputs);
        let total = facts
            .account
            .total(Period::Year(2023), &Group::Province, "avg_wage")
            .expect("there are wages");
        let all = pooled(&facts, WAGES, None);
        assert_eq!(
            (all.n_units, all.n_expected),
            (total.n_units, total.n_expected)
        );
        assert!((all.quotient().expect("there are people") - total.value).abs() < 1e-6);
        assert_eq!(
            pooled(&facts, WAGES, Some(UnitKind::ForeignInvested)).quotient(),
            None
        );
    }

    #[test]
    fn a_ratio_is_of_sums_over_units_that_have_both() {
        let province = mixed();
        let inputs = inputs(&province);
        let facts = Facts::new(&inputs);
        let sums = Sums::Ratio {
            above: "party_admitted",
            below: "party_introduced",
        };
        let total = facts
            .account
            .total(Period::Year(2023), &Group::Province, "party_admitted_rate")
            .expect("the catalogue derives it");
        let found = pooled(&facts, sums, None);
        assert!((found.quotient().expect("there are some") - total.value).abs() < 1e-9);
        assert_eq!(found.n_units, total.n_units);
    }
}
