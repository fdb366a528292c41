//! Numbers for names. Frames join and group by a single number, and numbers sort as the tables do.
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

    /// A group in a period; `None` where nobody reports for the period.
    pub(crate) fn place(&self, period: Period, group: u64) -> Option<u64> {
        Some(number(&self.periods, &period)? * self.groups() + group)
    }

    /// All slots of a period.
    pub(crate) fn slots(&self, period: Period) -> Option<Range<u64>> {
        let first = self.place(period, PROVINCE)? * self.indicators();
        Some(first..first + self.groups() * self.indicators())
    }

    /// The period, the group and the indicator of a slot.
    pub(crate) fn names(&self, slot: u64) -> (Period, Group, Arc<str>) {
        let (place, indicator) = (slot / self.indicators(), slot % self.indicators());
        let (period, group) = (place / self.groups(), place % self.groups());
        let group = if group == PROVINCE {
            Group::Province
        } else if group < self.first_unit() {
            Group::Cluster(self.clusters[(group - PROVINCE - 1) as usize].clone())
        } else {
            Group::Unit(self.units[(group - self.first_unit()) as usize].clone())
        };
        let indicator = self.indicators[indicator as usize].clone();
        (self.periods[period as usize], group, indicator)
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
