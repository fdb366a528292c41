//! The tables of a run, arranged so that sheets can look things up.

use super::labels::MoneyScale;
use super::order::natural;
use super::standing::Standings;
use super::wording::Wording;
use super::{NumberStyle, ReportInputs, labels};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::finding::Severity;
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::tables::{Aggregate, Basis, Comparison, Distribution, Group};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The units of a cluster in the period reported on; `None` for units in no cluster.
pub(super) struct UnitGroup {
    pub(super) cluster: Option<Arc<str>>,
    pub(super) units: Vec<Arc<str>>,
}

/// A unit's figure of an indicator: positions among the observations.
#[derive(Default, Clone, Copy)]
pub(super) struct FigurePlaces {
    pub(super) counted: Option<usize>,
    pub(super) held: Option<usize>,
}

/// The tables of a run, arranged so that sheets can look things up.
pub(super) struct Facts<'a> {
    pub(super) inputs: &'a ReportInputs<'a>,
    pub(super) wording: Wording,
    /// Every period with a submission or a total, in order.
    pub(super) periods: Vec<Period>,
    /// Those of them that can be compared with the one reported on.
    pub(super) comparable: Vec<Period>,
    /// Clusters with a total in any comparable period, in natural order of their codes.
    pub(super) clusters: Vec<Arc<str>>,
    pub(super) unit_groups: Vec<UnitGroup>,
    pub(super) standings: Standings,
    group_totals: BTreeMap<(Period, &'a Group, &'a str), &'a Aggregate>,
    unit_totals: HashMap<(&'a str, &'a str), f64>,
    comparisons: BTreeMap<(Period, &'a Group, &'a str, Basis), &'a Comparison>,
    distributions: BTreeMap<(Period, &'a Group, &'a str, &'a str), &'a Distribution>,
    categories: BTreeMap<&'a str, Vec<&'a str>>,
    figures: HashMap<(&'a str, &'a str), FigurePlaces>,
    /// Indicators with an open error, by period.
    doubtful: BTreeSet<(Period, &'a str)>,
}

impl<'a> Facts<'a> {
    /// Arranges the tables.
    pub(super) fn new(inputs: &'a ReportInputs<'a>) -> Self {
        let tables = inputs.tables;
        let periods = periods_of(inputs);
        let comparable: Vec<Period> = periods
            .iter()
            .copied()
            .filter(|period| period.is_comparable_with(inputs.period))
            .collect();
        let group_totals: BTreeMap<_, _> = tables
            .aggregates
            .iter()
            .filter(|row| !matches!(row.group, Group::Unit(_)))
            .map(|row| ((row.period, &row.group, &*row.indicator), row))
            .collect();
        let unit_totals = tables
            .aggregates
            .iter()
            .filter(|row| row.period == inputs.period && matches!(row.group, Group::Unit(_)))
            .map(|row| ((row.group.id(), &*row.indicator), row.value))
            .collect();
        let wording = Wording::built_in();
        Self {
            inputs,
            categories: categories_of(inputs, &wording),
            wording,
            clusters: clusters_of(inputs, &comparable),
            unit_groups: unit_groups_of(inputs),
            standings: Standings::new(tables, inputs.register, &periods),
            periods,
            comparable,
            group_totals,
            unit_totals,
            comparisons: comparisons_of(inputs),
            distributions: tables
                .distributions
                .iter()
                .filter(|row| !matches!(row.group, Group::Unit(_)))
                .map(|row| {
                    let key = (row.period, &row.group, &*row.indicator, &*row.category);
                    (key, row)
                })
                .collect(),
            doubtful: tables
                .findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .filter_map(|finding| Some((finding.period?, finding.indicator.as_deref()?)))
                .collect(),
            figures: figures_of(inputs),
        }
    }

    /// A group's total.
    pub(super) fn total(&self, period: Period, group: &Group, code: &str) -> Option<&'a Aggregate> {
        self.group_totals.get(&(period, group, code)).copied()
    }

    /// Whether an error waits at an indicator in a period.
    pub(super) fn is_doubtful(&self, period: Period, code: &str) -> bool {
        self.doubtful.contains(&(period, code))
    }

    /// How a change between periods is shown: nothing is called good or bad where an error waits, or too few units of the
    /// province have figures.
    pub(super) fn judged(&self, style: NumberStyle, code: &str, periods: &[Period]) -> NumberStyle {
        let is_covered = |period: &Period| {
            let total = self.total(*period, &Group::Province, code);
            total.is_none_or(|total| {
                let least = self.inputs.plan.coverage_at_least * f64::from(total.n_expected);
                f64::from(total.n_units) >= least
            })
        };
        let bears = |period: &Period| !self.is_doubtful(*period, code) && is_covered(period);
        if periods.iter().all(bears) {
            style
        } else {
            style.open()
        }
    }

    /// What is made for the period reported on only.
    pub(super) fn now<T>(&self, period: Period, make: impl FnOnce() -> Option<T>) -> Option<T> {
        (period == self.inputs.period).then(make).flatten()
    }

    /// A unit's own figure in the period reported on.
    pub(super) fn unit_total(&self, unit: &str, code: &str) -> Option<f64> {
        self.unit_totals.get(&(unit, code)).copied()
    }

    /// Where a unit's figure of the period reported on stands among the observations.
    pub(super) fn figure(&self, unit: &str, code: &str) -> FigurePlaces {
        self.figures.get(&(unit, code)).copied().unwrap_or_default()
    }

    /// A group's period beside the one before.
    pub(super) fn comparison(
        &self,
        period: Period,
        group: &Group,
        code: &str,
        basis: Basis,
    ) -> Option<&'a Comparison> {
        self.comparisons.get(&(period, group, code, basis)).copied()
    }

    /// How many units of a group are in a category, of how many in any; `None` where none is in any.
    pub(super) fn category(
        &self,
        period: Period,
        group: &Group,
        code: &str,
        category: &str,
    ) -> Option<(u32, u32)> {
        let row = |category| self.distributions.get(&(period, group, code, category));
        if let Some(found) = row(category) {
            return Some((found.n_units, found.n_total));
        }
        self.categories(code)
            .iter()
            .copied()
            .find_map(row)
            .map(|other| (0, other.n_total))
    }

    /// The categories of an indicator that occur anywhere, in the order of the wording.
    pub(super) fn categories(&self, code: &str) -> &[&'a str] {
        self.categories.get(code).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody has to decide about a figure that does not count.
    pub(super) fn awaits_decision(&self, observation: &Observation) -> bool {
        awaits_decision(observation)
    }

    /// A label that can stand alone.
    pub(super) fn full_label(&self, code: &str) -> String {
        labels::full_label(self.inputs.indicators, code)
    }

    /// The way to a submitted file from where the workbook stands.
    pub(super) fn file_path(&self, file: &str) -> String {
        let folder = self.inputs.input_path.trim_end_matches('/');
        if folder.is_empty() {
            file.to_owned()
        } else {
            format!("{folder}/{file}")
        }
    }

    /// The scale in which a sheet shows these groups' amounts.
    pub(super) fn money_scale<'g>(&self, groups: impl Iterator<Item = &'g Group>) -> MoneyScale {
        let groups: BTreeSet<&Group> = groups.collect();
        let largest = self
            .group_totals
            .values()
            .filter(|row| groups.contains(&row.group) && self.is_money(&row.indicator))
            .map(|row| row.value.abs())
            .fold(0.0, f64::max);
        MoneyScale::for_largest(largest, self.inputs.plan.money_in_millions_from)
    }

    fn is_money(&self, code: &str) -> bool {
        self.inputs
            .indicators
            .get(code)
            .is_some_and(|indicator| indicator.kind == IndicatorKind::Money)
    }

    /// The indicators with a figure in any of the periods, in the catalogue's order.
    pub(super) fn indicators_in(&self, periods: &[Period]) -> Vec<&'a Indicator> {
        let present: BTreeSet<&str> = self
            .group_totals
            .keys()
            .filter(|(period, _, _)| periods.contains(period))
            .map(|(_, _, code)| *code)
            .chain(
                self.distributions
                    .keys()
                    .filter(|(period, _, _, _)| periods.contains(period))
                    .map(|(_, _, code, _)| *code),
            )
            .collect();
        self.inputs
            .indicators
            .iter()
            .filter(|indicator| present.contains(&*indicator.code))
            .collect()
    }
}

fn awaits_decision(observation: &Observation) -> bool {
    !observation.corrected && observation.verdict.awaits_decision()
}

fn periods_of(inputs: &ReportInputs<'_>) -> Vec<Period> {
    let mut periods: BTreeSet<Period> = inputs
        .tables
        .submissions
        .iter()
        .filter_map(|submission| submission.period)
        .collect();
    periods.extend(inputs.tables.aggregates.iter().map(|row| row.period));
    periods.extend(inputs.tables.distributions.iter().map(|row| row.period));
    periods.insert(inputs.period);
    periods.into_iter().collect()
}

fn clusters_of(inputs: &ReportInputs<'_>, periods: &[Period]) -> Vec<Arc<str>> {
    let mut clusters: BTreeSet<Arc<str>> = BTreeSet::new();
    for row in &inputs.tables.aggregates {
        if let Group::Cluster(id) = &row.group
            && periods.contains(&row.period)
        {
            clusters.insert(id.clone());
        }
    }
    clusters.extend(
        inputs
            .register
            .expected(inputs.period)
            .map(|membership| membership.cluster_id.clone()),
    );
    let mut list: Vec<Arc<str>> = clusters.into_iter().collect();
    list.sort_by(|left, right| natural(left, right));
    list
}

/// The units expected in the period and those with a figure in it, by cluster.
fn unit_groups_of(inputs: &ReportInputs<'_>) -> Vec<UnitGroup> {
    let mut cluster_of: BTreeMap<Arc<str>, Option<Arc<str>>> = inputs
        .register
        .expected(inputs.period)
        .map(|membership| {
            (
                membership.unit_id.clone(),
                Some(membership.cluster_id.clone()),
            )
        })
        .collect();
    for observation in &inputs.tables.observations {
        if observation.period == Some(inputs.period)
            && observation.counted()
            && let Some(unit) = &observation.unit_id
        {
            cluster_of
                .entry(unit.clone())
                .or_insert_with(|| observation.cluster_id.clone());
        }
    }
    let mut groups: Vec<UnitGroup> = Vec::new();
    for (unit, cluster) in cluster_of {
        match groups.iter_mut().find(|group| group.cluster == cluster) {
            Some(group) => group.units.push(unit),
            None => groups.push(UnitGroup {
                cluster,
                units: vec![unit],
            }),
        }
    }
    for group in &mut groups {
        group.units.sort_by(|left, right| natural(left, right));
    }
    groups.sort_by(|left, right| match (&left.cluster, &right.cluster) {
        (Some(left), Some(right)) => natural(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    });
    groups
}

fn categories_of<'a>(
    inputs: &'a ReportInputs<'a>,
    wording: &Wording,
) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut categories: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in &inputs.tables.distributions {
        let list = categories.entry(&row.indicator).or_default();
        if !list.contains(&&*row.category) {
            list.push(&row.category);
        }
    }
    for list in categories.values_mut() {
        list.sort_by_key(|category| (wording.category_rank(category), *category));
    }
    categories
}

fn comparisons_of<'a>(
    inputs: &'a ReportInputs<'a>,
) -> BTreeMap<(Period, &'a Group, &'a str, Basis), &'a Comparison> {
    inputs
        .tables
        .comparisons
        .iter()
        .filter(|row| !matches!(row.group, Group::Unit(_)))
        .map(|row| ((row.period, &row.group, &*row.indicator, row.basis), row))
        .collect()
}

fn figures_of<'a>(inputs: &'a ReportInputs<'a>) -> HashMap<(&'a str, &'a str), FigurePlaces> {
    let mut figures: HashMap<(&str, &str), FigurePlaces> = HashMap::new();
    for (position, observation) in inputs.tables.observations.iter().enumerate() {
        if observation.period != Some(inputs.period) || observation.measure != Measure::Actual {
            continue;
        }
        let Some(unit) = observation.unit_id.as_deref() else {
            continue;
        };
        let places = figures.entry((unit, &observation.indicator)).or_default();
        if observation.counted() {
            places.counted.get_or_insert(position);
        } else if awaits_decision(observation) {
            places.held.get_or_insert(position);
        }
    }
    figures
}
