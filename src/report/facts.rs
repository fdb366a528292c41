//! The account of a run, arranged as sheets need it: units by cluster, units' own figures, lists of findings.

use super::account::Account;
use super::labels::MoneyScale;
use super::lists::FindingLists;
use super::order::natural;
use super::wording::Wording;
use super::{NumberStyle, ReportInputs, labels};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::tables::Group;
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

/// The figures of the period reported on that wait for a decision and stand in no total.
pub(super) struct Held<'a> {
    /// The first of each unit and indicator, in the order of the files.
    pub(super) of_units: Vec<&'a Observation>,
    /// How many more stand in files whose unit is not known.
    pub(super) of_nobody: usize,
}

impl Held<'_> {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.of_units.len() + self.of_nobody
    }
}

/// The account of a run, and what the sheets need besides.
pub(super) struct Facts<'a> {
    pub(super) inputs: &'a ReportInputs<'a>,
    pub(super) account: &'a Account<'a>,
    pub(super) wording: Wording,
    /// The periods with figures that can be compared with the one reported on, and that one.
    pub(super) comparable: Vec<Period>,
    /// Clusters with a total in any comparable period, in natural order of their codes.
    pub(super) clusters: Vec<Arc<str>>,
    pub(super) unit_groups: Vec<UnitGroup>,
    /// What was found, in the lists that people work off.
    pub(super) lists: FindingLists<'a>,
    unit_totals: HashMap<(&'a str, &'a str), f64>,
    categories: BTreeMap<&'a str, Vec<&'a str>>,
    figures: HashMap<(&'a str, &'a str), FigurePlaces>,
}

impl<'a> Facts<'a> {
    /// Arranges the tables.
    pub(super) fn new(inputs: &'a ReportInputs<'a>) -> Self {
        let account = &*inputs.account;
        let comparable: Vec<Period> = account
            .periods
            .iter()
            .copied()
            .filter(|period| period.is_comparable_with(account.period))
            .filter(|period| *period == account.period || !account.codes_in(&[*period]).is_empty())
            .collect();
        let aggregates = account.tables.aggregates.iter();
        let unit_totals = aggregates
            .filter(|row| row.period == account.period && matches!(row.group, Group::Unit(_)))
            .map(|row| ((row.group.id(), &*row.indicator), row.value))
            .collect();
        let wording = Wording::built_in();
        Self {
            inputs,
            account,
            categories: categories_of(account, &wording),
            wording,
            clusters: clusters_of(account, &comparable),
            unit_groups: unit_groups_of(account),
            comparable,
            lists: FindingLists::new(account),
            unit_totals,
            figures: figures_of(account),
        }
    }

    /// How a change between periods is shown: nothing is called good or bad where an error waits, or too few units of the
    /// province have figures.
    pub(super) fn judged(&self, style: NumberStyle, code: &str, periods: &[Period]) -> NumberStyle {
        let account = self.account;
        let bears = |period: &Period| {
            let is_there = account.total(*period, &Group::Province, code).is_some();
            !account.is_doubtful(*period, code)
                && (!is_there || account.is_covered(*period, &Group::Province, code))
        };
        if periods.iter().all(bears) {
            style
        } else {
            style.open()
        }
    }

    /// What is made for the period reported on only.
    pub(super) fn now<T>(&self, period: Period, make: impl FnOnce() -> Option<T>) -> Option<T> {
        (period == self.account.period).then(make).flatten()
    }

    /// A unit's own figure in the period reported on.
    pub(super) fn unit_total(&self, unit: &str, code: &str) -> Option<f64> {
        self.unit_totals.get(&(unit, code)).copied()
    }

    /// Where a unit's figure of the period reported on stands among the observations.
    pub(super) fn figure(&self, unit: &str, code: &str) -> FigurePlaces {
        self.figures.get(&(unit, code)).copied().unwrap_or_default()
    }

    /// Where a unit's figure of any period stands; a held one of the period reported on only.
    pub(super) fn figure_in(&self, period: Period, unit: &str, code: &str) -> FigurePlaces {
        if period == self.account.period {
            return self.figure(unit, code);
        }
        let counted = self.account.tables.observations.iter().position(|row| {
            row.period == Some(period)
                && row.unit_id.as_deref() == Some(unit)
                && *row.indicator == *code
                && row.measure == Measure::Actual
                && row.counted()
        });
        FigurePlaces {
            counted,
            held: None,
        }
    }

    /// How many units of a group are in a category, of how many in any; `None` where none is in any.
    pub(super) fn category(
        &self,
        period: Period,
        group: &Group,
        code: &str,
        category: &str,
    ) -> Option<(u32, u32)> {
        let own = self.account.category((period, group), code, category);
        if let Some(found) = own {
            return Some((found.n_units, found.n_total));
        }
        let mut others = self.account.categories(period, group, code);
        others.next().map(|other| (0, other.n_total))
    }

    /// The categories of an indicator that occur anywhere, in the order of the wording.
    pub(super) fn categories(&self, code: &str) -> &[&'a str] {
        self.categories.get(code).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody has to decide about a figure that does not count.
    pub(super) fn awaits_decision(&self, observation: &Observation) -> bool {
        awaits_decision(observation)
    }

    /// The figures of the period reported on that are held. A figure that stands in several files is one.
    pub(super) fn held(&self) -> Held<'a> {
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut held = Held {
            of_units: Vec::new(),
            of_nobody: 0,
        };
        for observation in &self.account.tables.observations {
            let is_put = observation.period == Some(self.account.period)
                && observation.measure == Measure::Actual
                && awaits_decision(observation);
            let whose = observation.unit_id.as_ref();
            let place = whose.unwrap_or(&observation.at.file);
            if !is_put || !seen.insert((place, &observation.indicator)) {
                continue;
            }
            match whose {
                Some(_) => held.of_units.push(observation),
                None => held.of_nobody += 1,
            }
        }
        held
    }

    /// A label that can stand alone.
    pub(super) fn full_label(&self, code: &str) -> String {
        labels::full_label(self.account.indicators, code)
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
            .account
            .totals()
            .filter(|row| groups.contains(&row.group) && self.is_money(&row.indicator))
            .map(|row| row.value.abs())
            .fold(0.0, f64::max);
        MoneyScale::for_largest(largest, self.inputs.plan.money_in_millions_from)
    }

    fn is_money(&self, code: &str) -> bool {
        self.account
            .indicators
            .get(code)
            .is_some_and(|indicator| indicator.kind == IndicatorKind::Money)
    }

    /// The indicators with a figure in any of the periods, in the catalogue's order.
    pub(super) fn indicators_in(&self, periods: &[Period]) -> Vec<&'a Indicator> {
        let present = self.account.codes_in(periods);
        self.account
            .indicators
            .iter()
            .filter(|indicator| present.contains(&*indicator.code))
            .collect()
    }
}

fn awaits_decision(observation: &Observation) -> bool {
    !observation.corrected && observation.verdict.awaits_decision()
}

fn clusters_of(account: &Account<'_>, periods: &[Period]) -> Vec<Arc<str>> {
    let mut clusters: BTreeSet<Arc<str>> = BTreeSet::new();
    for row in &account.tables.aggregates {
        if let Group::Cluster(id) = &row.group
            && periods.contains(&row.period)
        {
            clusters.insert(id.clone());
        }
    }
    clusters.extend(
        account
            .register
            .expected(account.period)
            .map(|membership| membership.cluster_id.clone()),
    );
    let mut list: Vec<Arc<str>> = clusters.into_iter().collect();
    list.sort_by(|left, right| natural(left, right));
    list
}

/// The units expected in the period and those with a figure in it, by cluster.
fn unit_groups_of(account: &Account<'_>) -> Vec<UnitGroup> {
    let mut cluster_of: BTreeMap<Arc<str>, Option<Arc<str>>> = account
        .register
        .expected(account.period)
        .map(|membership| {
            (
                membership.unit_id.clone(),
                Some(membership.cluster_id.clone()),
            )
        })
        .collect();
    for observation in &account.tables.observations {
        if observation.period == Some(account.period)
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
    account: &'a Account<'a>,
    wording: &Wording,
) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut categories: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in &account.tables.distributions {
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

fn figures_of<'a>(account: &'a Account<'a>) -> HashMap<(&'a str, &'a str), FigurePlaces> {
    let mut figures: HashMap<(&str, &str), FigurePlaces> = HashMap::new();
    for (position, observation) in account.tables.observations.iter().enumerate() {
        if observation.period != Some(account.period) || observation.measure != Measure::Actual {
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
