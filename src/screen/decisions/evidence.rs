//! What a figure is judged by: the unit's figure of the period before, and what the other units of its cluster reached.

use crate::catalogue::Indicator;
use crate::location::CellRef;
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::report::category_names;
use crate::report::corrections::{CorrectionsInputs, Question};
use crate::resolve::shown_value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A figure that counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KnownFigure {
    /// The unit's name.
    pub(super) unit: String,
    /// The figure as a person reads it, with its unit of measure.
    pub(super) shown: String,
    /// The number; `None` of a category.
    pub(super) value: Option<f64>,
    /// Where it stands.
    pub(super) at: CellRef,
}

/// What stands beside a figure that is asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Beside {
    /// The unit's own figure of the period before, and that period.
    pub(super) before: Option<(Period, KnownFigure)>,
    /// The cluster's name.
    pub(super) cluster: String,
    /// The figures of the cluster's other units in the same period, by name.
    pub(super) peers: Vec<KnownFigure>,
    /// How many other units are expected in the cluster.
    pub(super) n_peers: usize,
    /// The median of the peers' numbers, as a person reads it.
    pub(super) median: Option<String>,
}

/// A period, an indicator, and whether it was reached or pledged.
type Key = (Period, Arc<str>, Measure);

/// The counted figures that questions are judged by.
pub(super) struct Evidence {
    counted: BTreeMap<Key, BTreeMap<Arc<str>, KnownFigure>>,
    /// By period and unit.
    clusters: BTreeMap<(Period, Arc<str>), Arc<str>>,
    /// By period and cluster.
    members: BTreeMap<(Period, Arc<str>), Vec<Arc<str>>>,
    names: BTreeMap<Arc<str>, String>,
    indicators: BTreeMap<Arc<str>, Indicator>,
}

impl Evidence {
    pub(super) fn new(inputs: &CorrectionsInputs<'_>, questions: &[Question]) -> Self {
        let asked = questions.iter().filter_map(key);
        let keys: BTreeSet<Key> = asked
            .flat_map(|(period, indicator, measure)| {
                [period, period.previous()].map(|period| (period, indicator.clone(), measure))
            })
            .collect();
        let indicators = keys.iter().filter_map(|(_, code, _)| {
            let indicator = inputs.lexicon.indicators.get(code)?;
            Some((code.clone(), indicator.clone()))
        });
        let indicators: BTreeMap<Arc<str>, Indicator> = indicators.collect();
        let categories = category_names();
        let mut counted: BTreeMap<Key, BTreeMap<Arc<str>, KnownFigure>> = BTreeMap::new();
        for observation in &inputs.tables.observations {
            let Some((key, unit)) = counted_key(observation).filter(|(key, _)| keys.contains(key))
            else {
                continue;
            };
            let shown = shown(
                observation,
                indicators.get(&observation.indicator),
                &categories,
            );
            let figure = KnownFigure {
                unit: inputs.register.unit_name(&unit).to_owned(),
                shown,
                value: observation.value,
                at: observation.at.clone(),
            };
            counted
                .entry(key)
                .or_default()
                .entry(unit)
                .or_insert(figure);
        }
        let periods: BTreeSet<Period> = keys.iter().map(|(period, ..)| *period).collect();
        let mut clusters = BTreeMap::new();
        let mut members: BTreeMap<(Period, Arc<str>), Vec<Arc<str>>> = BTreeMap::new();
        let memberships = inputs.register.memberships.values();
        for membership in memberships.filter(|it| periods.contains(&it.period)) {
            let (period, cluster) = (membership.period, &membership.cluster_id);
            clusters.insert((period, membership.unit_id.clone()), cluster.clone());
            let of_cluster = members.entry((period, cluster.clone())).or_default();
            of_cluster.push(membership.unit_id.clone());
        }
        let names = inputs.register.clusters.values();
        Self {
            counted,
            clusters,
            members,
            names: names.map(|it| (it.id.clone(), it.name.clone())).collect(),
            indicators,
        }
    }

    pub(super) fn beside(&self, question: &Question) -> Beside {
        let (Some((period, indicator, measure)), Some(unit)) =
            (key(question), &question.of.unit_id)
        else {
            return Beside::default();
        };
        let before = period.previous();
        let of_before = self.counted.get(&(before, indicator.clone(), measure));
        let of_before = of_before.and_then(|figures| figures.get(unit)).cloned();
        let cluster = self.clusters.get(&(period, unit.clone()));
        let members = cluster.and_then(|it| self.members.get(&(period, it.clone())));
        let others = members.into_iter().flatten().filter(|it| *it != unit);
        let others: Vec<&Arc<str>> = others.collect();
        let figures = self.counted.get(&(period, indicator.clone(), measure));
        let peers = others.iter().filter_map(|it| figures?.get(*it)).cloned();
        let mut peers: Vec<KnownFigure> = peers.collect();
        peers.sort_by(|one, other| one.unit.cmp(&other.unit));
        let numbers = peers.iter().filter_map(|figure| figure.value).collect();
        let indicator = self.indicators.get(&indicator);
        Beside {
            before: of_before.map(|figure| (before, figure)),
            cluster: cluster
                .and_then(|it| self.names.get(it))
                .cloned()
                .unwrap_or_default(),
            n_peers: others.len(),
            median: median(numbers)
                .zip(indicator)
                .map(|(it, indicator)| shown_value(it, indicator)),
            peers,
        }
    }
}

fn key(question: &Question) -> Option<Key> {
    let (indicator, measure) = question.of.figure.clone()?;
    Some((question.of.period?, indicator, measure))
}

fn counted_key(observation: &Observation) -> Option<(Key, Arc<str>)> {
    let unit = observation
        .unit_id
        .clone()
        .filter(|_| observation.counted())?;
    let key = (
        observation.period?,
        observation.indicator.clone(),
        observation.measure,
    );
    Some((key, unit))
}

fn shown(
    observation: &Observation,
    indicator: Option<&Indicator>,
    categories: &BTreeMap<String, String>,
) -> String {
    match (observation.value, indicator, &observation.category) {
        (Some(value), Some(indicator), _) => shown_value(value, indicator),
        (_, _, Some(category)) => {
            let name = categories.get(&**category);
            name.cloned().unwrap_or_else(|| observation.raw.clone())
        }
        _ => observation.raw.clone(),
    }
}

fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    match numbers.len() % 2 {
        1 => Some(upper),
        _ => Some((numbers[middle - 1] + upper) / 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_an_even_count_lies_between() {
        assert_eq!(median(Vec::new()), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }
}
