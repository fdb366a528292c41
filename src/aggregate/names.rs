//! What the numbers in frames stand for: periods, groups, indicators and categories, each by its place in a sorted
//! list. So frames sort as the tables do, and rows share the names they get back.

use crate::catalogue::Indicators;
use crate::period::Period;
use crate::register::Register;
use crate::tables::Group;
use polars::prelude::{DataType, Expr, lit};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The units that report in a period, each with its cluster there, where it is in one.
pub(crate) type Reporters = BTreeMap<Arc<str>, Option<Arc<str>>>;

/// Who reports, by period.
pub(crate) type Reporting = BTreeMap<Period, Reporters>;

/// The number of the province among the groups: it sorts before all others.
pub(crate) const PROVINCE: u32 = 0;

/// Places and slots in the tables by number. A place is a group in a period, a slot an indicator at a place, and their
/// numbers sort as the tables do: a place has the number of its first slot. So rows are joined, summed and sorted by one
/// column: by several, polars would first write those of every row into one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slots {
    groups: u64,
    indicators: u64,
}

impl Slots {
    /// The number of the place of a group in a period.
    pub(crate) fn number_of_place(self, period: u32, group: u32) -> u64 {
        self.number_of_period(period) + u64::from(group) * self.indicators
    }

    /// The number of the first slot of a period; so many slots are also in so many periods.
    pub(crate) fn number_of_period(self, period: u32) -> u64 {
        u64::from(period) * self.groups * self.indicators
    }

    /// The period, group and indicator of a slot.
    pub(crate) fn parts(self, slot: u64) -> (u32, u32, u32) {
        let (place, indicator) = (slot / self.indicators, slot % self.indicators);
        let (period, group) = (place / self.groups, place % self.groups);
        (period as u32, group as u32, indicator as u32)
    }

    /// Whether a slot is at the place of this number.
    pub(crate) fn is_at(self, place: u64, slot: u64) -> bool {
        slot >= place && slot - place < self.indicators
    }

    /// The slot of an indicator at a place.
    pub(crate) fn slot(self, place: Expr, indicator: Expr) -> Expr {
        place + long(indicator)
    }

    /// How many indicators there are.
    pub(crate) fn indicators(self) -> usize {
        self.indicators as usize
    }

    /// The indicator of a slot.
    pub(crate) fn indicator_of(self, slot: Expr) -> Expr {
        (slot % lit(self.indicators)).cast(DataType::UInt32)
    }

    /// An indicator of whatever has a number, as one number.
    pub(crate) fn indicator_in(self, number: Expr, indicator: Expr) -> Expr {
        long(number) * lit(self.indicators) + long(indicator)
    }
}

fn long(number: Expr) -> Expr {
    number.cast(DataType::UInt64)
}

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

    /// The numbers of places and slots.
    pub(crate) fn slots(&self) -> Slots {
        Slots {
            groups: self.groups.len() as u64,
            // Without any there are no slots either.
            indicators: self.indicators.len().max(1) as u64,
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
