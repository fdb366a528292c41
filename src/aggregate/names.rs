//! What the numbers in frames stand for: periods, groups, indicators and categories, each by its place in a sorted
//! list. So frames sort as the tables do, and rows share the names they get back.

use crate::catalogue::Indicators;
use crate::period::Period;
use crate::register::Register;
use crate::tables::Group;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The units that report in a period, each with its cluster there, where it is in one.
pub(crate) type Reporters = BTreeMap<Arc<str>, Option<Arc<str>>>;

/// Who reports, by period.
pub(crate) type Reporting = BTreeMap<Period, Reporters>;

/// The number of the province among the groups: it sorts before all others.
pub(crate) const PROVINCE: u32 = 0;

/// The names behind the numbers of a run.
#[derive(Debug)]
pub(crate) struct Names {
    periods: Vec<Period>,
    groups: Vec<Group>,
    indicators: Vec<Arc<str>>,
    categories: Vec<Arc<str>>,
}

impl Names {
    /// Numbers the periods and units that report, their clusters, and the clusters of the register.
    pub(super) fn new(
        reporting: &Reporting,
        indicators: &Indicators,
        categories: BTreeSet<&Arc<str>>,
        register: &Register,
    ) -> Self {
        let units: BTreeSet<_> = reporting.values().flat_map(|it| it.keys()).collect();
        let clusters: BTreeSet<_> = register
            .memberships
            .values()
            .map(|membership| &membership.cluster_id)
            .chain(reporting.values().flat_map(|it| it.values().flatten()))
            .collect();
        let clusters = clusters.into_iter().cloned().map(Group::Cluster);
        let units = units.into_iter().cloned().map(Group::Unit);
        Self {
            periods: reporting.keys().copied().collect(),
            groups: [Group::Province]
                .into_iter()
                .chain(clusters)
                .chain(units)
                .collect(),
            indicators: indicators.iter().map(|it| it.code.clone()).collect(),
            categories: categories.into_iter().cloned().collect(),
        }
    }

    /// The periods that report, earliest first: each at its number.
    pub(crate) fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// A period's number; `None` where nobody reports for it.
    pub(crate) fn number_of_period(&self, period: Period) -> Option<u32> {
        number(&self.periods, &period)
    }

    /// A cluster's number among the groups; `None` where neither the register nor a report names it.
    pub(crate) fn number_of_cluster(&self, id: &Arc<str>) -> Option<u32> {
        number(&self.groups, &Group::Cluster(id.clone()))
    }

    /// A unit's number among the groups; `None` where it never reports.
    pub(crate) fn number_of_unit(&self, id: &Arc<str>) -> Option<u32> {
        number(&self.groups, &Group::Unit(id.clone()))
    }

    /// A category's number; `None` where no counted figure is of it.
    pub(super) fn number_of_category(&self, category: &Arc<str>) -> Option<u32> {
        number(&self.categories, category)
    }

    /// The period of a number.
    pub(crate) fn period(&self, number: u32) -> Period {
        self.periods[number as usize]
    }

    /// The group of a number.
    pub(crate) fn group(&self, number: u32) -> Group {
        self.groups[number as usize].clone()
    }

    /// The indicator of a number.
    pub(crate) fn indicator(&self, number: u32) -> Arc<str> {
        self.indicators[number as usize].clone()
    }

    /// The category of a number.
    pub(super) fn category(&self, number: u32) -> Arc<str> {
        self.categories[number as usize].clone()
    }
}

fn number<T: Ord>(sorted: &[T], item: &T) -> Option<u32> {
    sorted.binary_search(item).ok().map(|found| found as u32)
}
