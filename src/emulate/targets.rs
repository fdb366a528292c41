//! What units pledged against what they reached.

use super::results::Results;
use crate::location::CellRef;
use crate::observation::{Comparator, Measure, Observation};
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::tables::{Group, RatingTarget, Target};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Figures closer than this, relative to their size, are equal: a rate is a quotient.
const TOLERANCE: f64 = 1e-9;

/// Every counted target, held against the counted actual of the same unit, period and indicator.
///
/// A floor of zero asks for nothing and is no target: so a dash or `không` in a target's cell is none.
pub(super) fn hold_targets(
    observations: &[Observation],
    results: &Results<'_>,
    lexicon: &Lexicon,
) -> Vec<Target> {
    let mut pledged: BTreeMap<(Period, &Arc<str>, &Arc<str>), (&CellRef, Target)> = BTreeMap::new();
    for observation in observations {
        if observation.measure != Measure::Target || !observation.counted() {
            continue;
        }
        let Some(row) = hold(observation, results, lexicon) else {
            continue;
        };
        let Some(unit) = &observation.unit_id else {
            continue;
        };
        let key = (row.period, unit, &observation.indicator);
        if pledged
            .get(&key)
            .is_some_and(|(at, _)| **at <= observation.at)
        {
            continue;
        }
        pledged.insert(key, (&observation.at, row));
    }
    pledged.into_values().map(|(_, row)| row).collect()
}

/// `None` for what is no target.
fn hold(observation: &Observation, results: &Results<'_>, lexicon: &Lexicon) -> Option<Target> {
    let (period, unit) = (observation.period?, observation.unit_id.as_ref()?);
    let comparator = observation.comparator.unwrap_or(Comparator::AtLeast);
    let reporter = (period, unit.clone());
    let mut row = Target {
        period,
        unit_id: unit.clone(),
        cluster_id: observation.cluster_id.clone(),
        indicator: observation.indicator.clone(),
        comparator,
        target: observation.value,
        actual: None,
        rating: None,
        met: None,
    };
    if let Some(category) = &observation.category {
        let reached = results.category(&reporter, &observation.indicator).cloned();
        let below = reached
            .as_ref()
            .and_then(|reached| lexicon.classes_below(reached, category));
        row.met = below.map(|below| match comparator {
            Comparator::AtLeast => below <= 0,
            Comparator::AtMost => below >= 0,
            Comparator::Exactly => below == 0,
        });
        row.rating = Some(RatingTarget {
            pledged: category.clone(),
            reached,
            classes_below: below
                .and_then(|below| u32::try_from(below).ok())
                .filter(|below| *below > 0),
        });
        return Some(row);
    }
    let target = observation.value?;
    if comparator == Comparator::AtLeast && target == 0.0 {
        return None;
    }
    row.actual = results.actual(&reporter, &observation.indicator);
    row.met = row.actual.map(|actual| is_met(actual, comparator, target));
    Some(row)
}

fn is_met(actual: f64, comparator: Comparator, target: f64) -> bool {
    let slack = TOLERANCE * target.abs().max(1.0);
    match comparator {
        Comparator::AtLeast => actual >= target - slack,
        Comparator::AtMost => actual <= target + slack,
        Comparator::Exactly => (actual - target).abs() <= slack,
    }
}

impl Target {
    /// How far the actual is from a target that was not met, in the indicator's unit of value, for a rating in classes;
    /// `None` where it was met or nothing was reported.
    pub fn shortfall(&self) -> Option<f64> {
        if self.met != Some(false) {
            return None;
        }
        match &self.rating {
            Some(rating) => Some(f64::from(rating.classes_below.unwrap_or_default())),
            None => Some((self.target? - self.actual?).abs()),
        }
    }
}

/// How the units of a group did on one indicator's targets.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetSummary {
    /// The period.
    pub period: Period,
    /// The province or a cluster.
    pub group: Group,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// Units that met their target.
    pub n_met: u32,
    /// Units with a target and no counted actual that can be held against it: not reported is not "not met".
    pub n_unreported: u32,
    /// Units that did not, and how far they fell short, in the indicator's unit of value; by unit.
    pub missed: Vec<(Arc<str>, f64)>,
}

impl TargetSummary {
    /// Units with a target.
    pub fn n_units(&self) -> u32 {
        self.n_met + self.n_unreported + self.missed.len() as u32
    }
}

/// Sums targets up for the province and each cluster, by period, group and indicator code.
pub fn summarise_targets(targets: &[Target]) -> Vec<TargetSummary> {
    let mut summaries: BTreeMap<(Period, Group, Arc<str>), TargetSummary> = BTreeMap::new();
    for target in targets {
        let cluster = target.cluster_id.clone().map(Group::Cluster);
        for group in cluster.into_iter().chain([Group::Province]) {
            let key = (target.period, group.clone(), target.indicator.clone());
            let summary = summaries.entry(key).or_insert_with(|| TargetSummary {
                period: target.period,
                group,
                indicator: target.indicator.clone(),
                n_met: 0,
                n_unreported: 0,
                missed: Vec::new(),
            });
            match (target.met, target.shortfall()) {
                (Some(true), _) => summary.n_met += 1,
                (_, Some(shortfall)) => summary.missed.push((target.unit_id.clone(), shortfall)),
                _ => summary.n_unreported += 1,
            }
        }
    }
    let mut summaries: Vec<TargetSummary> = summaries.into_values().collect();
    for summary in &mut summaries {
        summary.missed.sort_by(|one, other| one.0.cmp(&other.0));
    }
    summaries
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{actual, rating, target};
    use super::*;

    fn hold(observations: &[Observation]) -> Vec<Target> {
        let lexicon = Lexicon::built_in();
        let results = Results::new(observations, &lexicon.indicators);
        hold_targets(observations, &results, &lexicon)
    }

    #[test]
    fn targets_are_held_against_results() {
        use Comparator::{AtLeast, AtMost, Exactly};
        for (comparator, pledged, reached, met) in [
            (AtLeast, 0.9, Some(0.9), Some(true)),
            (AtLeast, 0.9, Some(0.899), Some(false)),
            (AtLeast, 0.9, None, None),
            (AtMost, 2.0, Some(2.0), Some(true)),
            (AtMost, 2.0, Some(3.0), Some(false)),
            (AtMost, 0.0, Some(0.0), Some(true)),
            (Exactly, 1.0, Some(1.0), Some(true)),
            (Exactly, 1.0, Some(2.0), Some(false)),
        ] {
            let mut observations = vec![target("A", "visits", comparator, pledged)];
            observations.extend(reached.map(|reached| actual("A", "visits", reached)));
            let rows = hold(&observations);
            assert_eq!(rows.len(), 1);
            assert_eq!(
                (rows[0].actual, rows[0].met),
                (reached, met),
                "{comparator:?} {pledged} {reached:?}"
            );
        }
    }

    #[test]
    fn a_floor_of_zero_is_no_target() {
        assert!(hold(&[target("A", "visits", Comparator::AtLeast, 0.0)]).is_empty());
    }

    #[test]
    fn a_rating_as_good_as_pledged_meets_it() {
        use Comparator::{AtLeast, Exactly};
        for (comparator, pledged, reached, met, short) in [
            (AtLeast, "good", Some("good"), Some(true), None),
            (AtLeast, "good", Some("excellent"), Some(true), None),
            (AtLeast, "good", Some("failed"), Some(false), Some(2.0)),
            (AtLeast, "good", None, None, None),
            (AtLeast, "good", Some("old_strong"), None, None),
            (Exactly, "good", Some("excellent"), Some(false), Some(0.0)),
        ] {
            let pledge = Observation {
                measure: Measure::Target,
                comparator: Some(comparator),
                ..rating("A", 2023, pledged)
            };
            let mut observations = vec![pledge];
            observations.extend(reached.map(|reached| rating("A", 2023, reached)));
            let rows = hold(&observations);
            assert_eq!(rows.len(), 1);
            let seen = (rows[0].met, rows[0].shortfall(), rows[0].target);
            assert_eq!(
                seen,
                (met, short, None),
                "{comparator:?} {pledged} {reached:?}"
            );
        }
    }

    #[test]
    fn what_is_held_neither_pledges_nor_meets() {
        let mut pledge = target("A", "visits", Comparator::AtLeast, 5.0);
        let mut result = actual("A", "visits", 6.0);
        result.verdict = crate::verdict::Verdict::Held(&crate::rules::not_a_number::RULE);
        assert_eq!(hold(&[pledge.clone(), result])[0].met, None);
        pledge.verdict = crate::verdict::Verdict::Held(&crate::rules::not_a_number::RULE);
        assert!(hold(&[pledge]).is_empty());
    }

    #[test]
    fn a_ratio_that_is_not_reported_comes_from_its_parts() {
        let pledge = target("A", "advanced_workers_rate", Comparator::AtLeast, 0.85);
        let parts = [
            actual("A", "advanced_workers", 9.0),
            actual("A", "workers", 10.0),
        ];
        let reported = actual("A", "advanced_workers_rate", 0.5);
        for (observations, expected) in [
            (vec![pledge.clone()], None),
            (vec![pledge.clone(), parts[0].clone()], None),
            (
                vec![
                    pledge.clone(),
                    parts[0].clone(),
                    actual("A", "workers", 0.0),
                ],
                None,
            ),
            (
                vec![pledge.clone(), parts[0].clone(), parts[1].clone()],
                Some(0.9),
            ),
            (
                vec![pledge, parts[0].clone(), parts[1].clone(), reported],
                Some(0.5),
            ),
        ] {
            assert_eq!(hold(&observations)[0].actual, expected);
        }
    }

    #[test]
    fn groups_count_who_met_and_who_is_short() {
        let pledge = |unit| target(unit, "visits", Comparator::AtLeast, 5.0);
        let rows = hold(&[
            pledge("A"),
            pledge("B"),
            pledge("C"),
            actual("A", "visits", 7.0),
            actual("B", "visits", 3.0),
        ]);
        let summaries = summarise_targets(&rows);
        assert_eq!(summaries.len(), 2, "the province and the cluster");
        for summary in summaries {
            assert_eq!(
                (summary.n_units(), summary.n_met, summary.n_unreported),
                (3, 1, 1)
            );
            assert_eq!(summary.missed, [("B".into(), 2.0)]);
        }
    }
}
