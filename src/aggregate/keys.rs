//! Numbers for names. Figures are booked and grouped by a single number, and numbers sort as the tables do.
//!
//! | number | stands for |
//! | --- | --- |
//! | group | the province, then clusters, then units, each by id |
//! | reporter | a unit in a period |
//! | place | a group in a period |
//! | slot | an indicator at a place |

use crate::catalogue::Indicators;
use crate::period::Period;
use crate::register::Register;
use crate::tables::Group;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The province's number as a group.
const PROVINCE: u64 = 0;

/// The units that report in a period, each with its cluster there, where it is in one.
pub(crate) type Reporters = BTreeMap<Arc<str>, Option<Arc<str>>>;

/// Who reports, by period.
pub(crate) type Reporting = BTreeMap<Period, Reporters>;

/// What the numbers in frames stand for. Each list is sorted, so that numbers compare as names do.
#[derive(Debug)]
pub(crate) struct Keys {
    periods: Vec<Period>,
    units: Vec<Arc<str>>,
    clusters: Vec<Arc<str>>,
    indicators: Vec<Arc<str>>,
}

/// The places where a reporter's figures count.
pub(super) struct Places {
    province: u64,
    cluster: Option<u64>,
    /// The unit's own.
    pub(super) own: u64,
}

impl Places {
    /// The province's and the cluster's.
    pub(super) fn groups(&self) -> impl Iterator<Item = u64> {
        [Some(self.province), self.cluster].into_iter().flatten()
    }

    /// The unit's own as well.
    pub(super) fn all(&self) -> impl Iterator<Item = u64> {
        self.groups().chain([self.own])
    }
}

impl Keys {
    /// Numbers the periods and units that report, their clusters, and the clusters of the register.
    pub(super) fn new(reporting: &Reporting, indicators: &Indicators, register: &Register) -> Self {
        let units: BTreeSet<_> = reporting.values().flat_map(|it| it.keys()).collect();
        let clusters: BTreeSet<_> = register
            .memberships
            .values()
            .map(|membership| &membership.cluster_id)
            .chain(reporting.values().flat_map(|it| it.values().flatten()))
            .collect();
        Self {
            periods: reporting.keys().copied().collect(),
            units: units.into_iter().cloned().collect(),
            clusters: clusters.into_iter().cloned().collect(),
            indicators: indicators.iter().map(|it| it.code.clone()).collect(),
        }
    }

    /// The periods that report, earliest first.
    pub(crate) fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// How many indicators a place has slots for.
    pub(crate) fn indicators(&self) -> u64 {
        self.indicators.len() as u64
    }

    /// The province as a group.
    pub(crate) fn province(&self) -> u64 {
        PROVINCE
    }

    /// A cluster as a group; `None` where neither the register nor a report names it.
    pub(crate) fn cluster(&self, id: &Arc<str>) -> Option<u64> {
        number(&self.clusters, id).map(|cluster| PROVINCE + 1 + cluster)
    }

    /// A unit as a group; `None` where it never reports.
    pub(crate) fn unit(&self, id: &Arc<str>) -> Option<u64> {
        number(&self.units, id).map(|unit| self.first_unit() + unit)
    }

    /// A unit in a period; `None` where either never reports.
    pub(crate) fn reporter(&self, period: Period, unit: &Arc<str>) -> Option<u64> {
        let period = number(&self.periods, &period)?;
        Some(period * self.units.len() as u64 + number(&self.units, unit)?)
    }

    /// Whether two reporters report for one period.
    pub(super) fn is_one_period(&self, one: u64, other: u64) -> bool {
        let n_units = self.units.len() as u64;
        one / n_units == other / n_units
    }

    /// Where a reporter's figures count. A unit outside clusters counts for the province.
    pub(super) fn places(&self, reporter: u64, reporting: &Reporting) -> Places {
        let n_units = self.units.len() as u64;
        let (period, unit) = (reporter / n_units, reporter % n_units);
        let reporters = reporting.get(&self.periods[period as usize]);
        let cluster = reporters
            .and_then(|it| it.get(&self.units[unit as usize]))
            .and_then(|cluster| self.cluster(cluster.as_ref()?));
        let first = period * self.groups();
        Places {
            province: first + PROVINCE,
            cluster: cluster.map(|cluster| first + cluster),
            own: first + self.first_unit() + unit,
        }
    }

    /// A group in a period; `None` where nobody reports for the period.
    pub(crate) fn place(&self, period: Period, group: u64) -> Option<u64> {
        Some(number(&self.periods, &period)? * self.groups() + group)
    }

    /// How many reporters there can be.
    pub(super) fn n_reporters(&self) -> usize {
        self.periods.len() * self.units.len()
    }

    /// How many places there are.
    pub(crate) fn n_places(&self) -> usize {
        self.periods.len() * self.groups() as usize
    }

    /// An indicator, by its position, at a place.
    pub(crate) fn slot(&self, place: u64, indicator: u64) -> u64 {
        place * self.indicators() + indicator
    }

    /// The place of a slot.
    pub(crate) fn place_of(&self, slot: u64) -> u64 {
        slot / self.indicators()
    }

    /// The position of a slot's indicator.
    pub(crate) fn indicator(&self, slot: u64) -> usize {
        (slot % self.indicators()) as usize
    }

    /// All slots of a period.
    pub(crate) fn slots(&self, period: Period) -> Option<Range<u64>> {
        let first = self.place(period, PROVINCE)? * self.indicators();
        Some(first..first + self.groups() * self.indicators())
    }

    /// The period, the group and the indicator of a slot.
    pub(crate) fn names(&self, slot: u64) -> (Period, Group, Arc<str>) {
        let (period, group) = self.place_names(self.place_of(slot));
        (period, group, self.indicator_name(slot))
    }

    /// The period and the group of a place.
    pub(crate) fn place_names(&self, place: u64) -> (Period, Group) {
        let (period, group) = (place / self.groups(), place % self.groups());
        let group = if group == PROVINCE {
            Group::Province
        } else if group < self.first_unit() {
            Group::Cluster(self.clusters[(group - PROVINCE - 1) as usize].clone())
        } else {
            Group::Unit(self.units[(group - self.first_unit()) as usize].clone())
        };
        (self.periods[period as usize], group)
    }

    /// The indicator of a slot.
    pub(crate) fn indicator_name(&self, slot: u64) -> Arc<str> {
        self.indicators[self.indicator(slot)].clone()
    }

    fn first_unit(&self) -> u64 {
        PROVINCE + 1 + self.clusters.len() as u64
    }

    fn groups(&self) -> u64 {
        self.first_unit() + self.units.len() as u64
    }
}

fn number<T: Ord>(sorted: &[T], item: &T) -> Option<u64> {
    sorted.binary_search(item).ok().map(|found| found as u64)
}
