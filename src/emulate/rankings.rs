//! Units' places within their clusters.

use super::results::{Reporter, Results};
use super::rules::{BetterEnd, EmulationRules, TieBreaker};
use crate::period::Period;
use crate::tables::Ranking;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A cluster in a period.
pub type Contest = (Period, Arc<str>);

/// Points closer than this are equal.
const TOLERANCE: f64 = 1e-6;

/// The places of all clusters, and by which points each cluster was ranked.
pub(super) struct Ranked {
    /// By period, cluster, rank and unit.
    pub(super) rankings: Vec<Ranking>,
    /// The code of the score that a cluster was ranked by.
    pub(super) bases: BTreeMap<Contest, Arc<str>>,
}

/// Ranks every cluster by the first of the scores that any of its units has; a unit without it has no place, nor has one that its
/// conference did not rank.
///
/// Equal points share a place (1, 2, 2, 4) unless a tie-breaker that all of them have a figure of parts them; the order
/// of files never does.
pub(super) fn rank(
    results: &Results<'_>,
    rules: &EmulationRules,
    unranked: &BTreeSet<Reporter>,
) -> Ranked {
    let mut contests: BTreeMap<Contest, (Arc<str>, Vec<(f64, Reporter)>)> = BTreeMap::new();
    for code in &rules.scores {
        let code: Arc<str> = code.as_str().into();
        for (reporter, score) in results.of_indicator(&code) {
            let Some(cluster) = results.cluster(reporter) else {
                continue;
            };
            if unranked.contains(reporter) {
                continue;
            }
            let contest = (reporter.0, cluster.clone());
            let (basis, units) = contests
                .entry(contest)
                .or_insert_with(|| (code.clone(), Vec::new()));
            if *basis == code {
                units.push((score, reporter.clone()));
            }
        }
    }
    let mut ranked = Ranked {
        rankings: Vec::new(),
        bases: BTreeMap::new(),
    };
    for (contest, (basis, units)) in contests {
        let mut rank = 1;
        for group in groups(units, results, &rules.tie_breakers) {
            let tied = group.len() > 1;
            let after = rank + group.len() as u32;
            ranked
                .rankings
                .extend(group.into_iter().map(|(score, (period, unit_id))| Ranking {
                    period,
                    cluster_id: contest.1.clone(),
                    unit_id,
                    score,
                    rank,
                    tied,
                }));
            rank = after;
        }
        ranked.bases.insert(contest, basis);
    }
    ranked
}

/// Units that share a place, the best first; inside a group by id.
fn groups(
    units: Vec<(f64, Reporter)>,
    results: &Results<'_>,
    breakers: &[TieBreaker],
) -> Vec<Vec<(f64, Reporter)>> {
    let keyed = units
        .into_iter()
        .map(|(score, reporter)| (score, (score, reporter)))
        .collect();
    split(keyed, BetterEnd::HighestFirst)
        .into_iter()
        .flat_map(|group| part(group, results, breakers))
        .collect()
}

fn part(
    group: Vec<(f64, Reporter)>,
    results: &Results<'_>,
    breakers: &[TieBreaker],
) -> Vec<Vec<(f64, Reporter)>> {
    let [breaker, rest @ ..] = breakers else {
        return vec![group];
    };
    if group.len() < 2 {
        return vec![group];
    }
    let keyed: Option<Vec<_>> = group
        .iter()
        .map(|unit| Some((results.actual(&unit.1, &breaker.indicator)?, unit.clone())))
        .collect();
    match keyed {
        // Who did not report the figure is not behind for it: it parts nobody here.
        None => part(group, results, rest),
        Some(keyed) => split(keyed, breaker.order)
            .into_iter()
            .flat_map(|group| part(group, results, rest))
            .collect(),
    }
}

/// Runs of equal keys, the better end first.
fn split(mut keyed: Vec<(f64, (f64, Reporter))>, order: BetterEnd) -> Vec<Vec<(f64, Reporter)>> {
    let compare = |one: f64, other: f64| match order {
        BetterEnd::HighestFirst => other.total_cmp(&one),
        BetterEnd::LowestFirst => one.total_cmp(&other),
    };
    keyed.sort_by(|one, other| compare(one.0, other.0).then_with(|| one.1.1.cmp(&other.1.1)));
    let mut groups: Vec<Vec<(f64, Reporter)>> = Vec::new();
    let mut last: Option<f64> = None;
    for (key, unit) in keyed {
        match (last, groups.last_mut()) {
            (Some(last), Some(group)) if (key - last).abs() <= TOLERANCE => group.push(unit),
            _ => groups.push(vec![unit]),
        }
        last = Some(key);
    }
    for group in &mut groups {
        group.sort_by(|one, other| one.1.cmp(&other.1).then(Ordering::Equal));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{PERIOD, actual};
    use super::*;
    use crate::catalogue::Indicators;
    use crate::observation::Observation;

    fn places(
        observations: &[Observation],
        rules: &EmulationRules,
    ) -> (Vec<(String, u32, bool)>, Option<String>) {
        let indicators = Indicators::built_in();
        let ranked = rank(
            &Results::new(observations, &indicators),
            rules,
            &BTreeSet::new(),
        );
        let basis = ranked
            .bases
            .get(&(PERIOD, "C1".into()))
            .map(|basis| basis.to_string());
        let rows = ranked
            .rankings
            .iter()
            .map(|row| (row.unit_id.to_string(), row.rank, row.tied));
        (rows.collect(), basis)
    }

    fn expected(rows: &[(&str, u32, bool)]) -> Vec<(String, u32, bool)> {
        rows.iter()
            .map(|(unit, rank, tied)| (unit.to_string(), *rank, *tied))
            .collect()
    }

    fn scores(code: &str, scores: &[(&str, f64)]) -> Vec<Observation> {
        scores
            .iter()
            .map(|(unit, score)| actual(unit, code, *score))
            .collect()
    }

    #[test]
    fn equal_points_share_a_place_whatever_the_order_of_files() {
        let rules = EmulationRules::built_in();
        let mut observations = scores(
            "cluster_score",
            &[("A", 94.0), ("B", 97.25), ("C", 94.0), ("D", 90.5)],
        );
        let wanted = expected(&[
            ("B", 1, false),
            ("A", 2, true),
            ("C", 2, true),
            ("D", 4, false),
        ]);
        for _ in 0..observations.len() {
            observations.rotate_left(1);
            assert_eq!(places(&observations, &rules).0, wanted);
        }
    }

    #[test]
    fn the_clusters_points_come_before_the_units_own() {
        let rules = EmulationRules::built_in();
        let own = scores("self_score", &[("A", 99.0), ("B", 98.0)]);
        let (rows, basis) = places(&own, &rules);
        assert_eq!(
            (rows, basis.as_deref()),
            (
                expected(&[("A", 1, false), ("B", 2, false)]),
                Some("self_score")
            )
        );
        let mut both = own;
        both.extend(scores("cluster_score", &[("B", 95.0)]));
        let (rows, basis) = places(&both, &rules);
        assert_eq!(
            (rows, basis.as_deref()),
            (expected(&[("B", 1, false)]), Some("cluster_score"))
        );
    }

    #[test]
    fn only_a_figure_that_all_have_parts_a_tie() {
        let mut rules = EmulationRules::built_in();
        rules.tie_breakers = ["visits", "initiatives"]
            .map(|code| TieBreaker {
                indicator: code.into(),
                order: BetterEnd::HighestFirst,
            })
            .to_vec();
        let tied = scores("cluster_score", &[("A", 94.0), ("B", 94.0), ("C", 94.0)]);
        for (figures, wanted) in [
            (vec![], [("A", 1, true), ("B", 1, true), ("C", 1, true)]),
            (
                scores("visits", &[("A", 1.0), ("B", 9.0)]),
                [("A", 1, true), ("B", 1, true), ("C", 1, true)],
            ),
            (
                scores("visits", &[("A", 1.0), ("B", 9.0), ("C", 1.0)]),
                [("B", 1, false), ("A", 2, true), ("C", 2, true)],
            ),
            (
                [
                    scores("visits", &[("A", 1.0), ("B", 9.0), ("C", 1.0)]),
                    scores("initiatives", &[("A", 0.0), ("C", 2.0)]),
                ]
                .concat(),
                [("B", 1, false), ("C", 2, false), ("A", 3, false)],
            ),
        ] {
            let observations = [tied.clone(), figures].concat();
            assert_eq!(places(&observations, &rules).0, expected(&wanted));
        }
    }
}
