//! Who is expected in periods that the office does not list: a half-year and a school year take the year's units, any other
//! period those of the last one before, less what ended and plus what came since. Without a register, whoever was seen is
//! expected from then on.

use super::{Change, ChangeKind, Cluster, Membership, Register, Timeline};
use crate::period::Period;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The cluster of units that nothing puts into one.
pub const NO_CLUSTER: &str = "Chưa phân cụm";

/// Where the memberships of a period come from that the office does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// They are those of the calendar year that it is of.
    OfYear(Period),
    /// They are those of the last period before, with what changed since.
    CarriedFrom(Period),
    /// No period before is known: they are the units that reported.
    Reporting,
}

/// A unit that reported in a period, and the cluster whose folder its report lies in.
pub type Seen = BTreeMap<(Period, Arc<str>), Option<Arc<str>>>;

/// Units of a period and their clusters.
type Units = BTreeMap<Arc<str>, Arc<str>>;

impl Register {
    /// Fills in who belongs where in those of the periods that are not listed. Returns whom it has entered.
    pub fn carry_on(&mut self, periods: &BTreeSet<Period>) -> Vec<(Period, Arc<str>)> {
        let mut entered = Vec::new();
        for &period in periods {
            let is_open = !matches!(period, Period::Term(..));
            let is_listed = self.expected(period).next().is_some();
            if !is_open || (self.is_kept && is_listed) {
                continue;
            }
            let (origin, units) = if self.is_kept {
                self.carried(period)
            } else {
                self.seen_before(period)
            };
            if self.is_kept {
                self.origins.insert(period, origin);
            }
            for (unit, cluster) in units {
                let key = (period, unit.clone());
                if !self.memberships.contains_key(&key) {
                    self.enter(period, unit, cluster);
                    entered.push(key);
                }
            }
        }
        entered
    }

    fn enter(&mut self, period: Period, unit_id: Arc<str>, cluster_id: Arc<str>) {
        let key = (period, unit_id.clone());
        self.memberships.entry(key).or_insert(Membership {
            period,
            unit_id,
            cluster_id,
            role: None,
        });
    }

    fn units_of(&self, period: Period) -> Units {
        let members = self.expected(period);
        members
            .map(|member| (member.unit_id.clone(), member.cluster_id.clone()))
            .collect()
    }

    /// Periods with members, latest last.
    fn known_periods(&self) -> BTreeSet<Period> {
        self.memberships.keys().map(|(period, _)| *period).collect()
    }

    fn carried(&mut self, period: Period) -> (Origin, Units) {
        let known = self.known_periods();
        if let Some(year) = self.year_of(period, &known) {
            let units = self.of_year(year, period);
            return (Origin::OfYear(year), units);
        }
        let before = known.range(..period).rev().copied();
        let base = before
            .clone()
            .find(|before| follows(*before, period))
            .or_else(|| {
                before
                    .clone()
                    .find(|before| matches!(before, Period::Year(_)))
            });
        match base {
            Some(base) => {
                let units = self.changed_since(base, period);
                (Origin::CarriedFrom(base), units)
            }
            None => (Origin::Reporting, Units::new()),
        }
    }

    /// The listed year that a half-year or a school year is of. School years that the office lists itself go on by
    /// themselves.
    fn year_of(&self, period: Period, known: &BTreeSet<Period>) -> Option<Period> {
        let is_known = |year: u16| Some(Period::Year(year)).filter(|year| known.contains(year));
        match period {
            Period::FirstHalf(year) => is_known(year),
            Period::SchoolYear(first) => {
                let is_listed = |it: &Period| !self.origins.contains_key(it);
                let has_own = known
                    .range(..period)
                    .any(|it| it.is_comparable_with(period) && is_listed(it));
                let year = is_known(first + 1).or_else(|| is_known(first));
                year.filter(|_| !has_own)
            }
            Period::Year(_) | Period::Term(..) => None,
        }
    }

    /// Without a register: who was seen, or expected, in the last period before.
    fn seen_before(&mut self, period: Period) -> (Origin, Units) {
        let known = self.known_periods();
        let mut before = known.range(..period).rev().copied();
        match before.find(|before| follows(*before, period)) {
            Some(base) => {
                let units = self.units_of(base);
                (Origin::CarriedFrom(base), units)
            }
            None => (Origin::Reporting, Units::new()),
        }
    }

    /// The units of a period, less those that ended since and plus those that came of a change since.
    fn changed_since(&mut self, base: Period, period: Period) -> Units {
        let units = self.units_of(base);
        let since = |change: &&Change| change.is_in_force(period) && !change.is_in_force(base);
        let came: Vec<Change> = self.changes.iter().filter(since).cloned().collect();
        let timeline = Timeline::new(self);
        let is_there = |unit: &Arc<str>| timeline.ended_by(unit, period).is_none();
        let mut there: Units = units
            .iter()
            .filter(|(unit, _)| is_there(unit))
            .map(|(unit, cluster)| (unit.clone(), cluster.clone()))
            .collect();
        let mut unplaced = Vec::new();
        let mut clusters = units;
        for change in &came {
            let new = match change.kind {
                ChangeKind::Founded => change.to.as_ref().or(change.from.as_ref()),
                ChangeKind::Dissolved | ChangeKind::MovedCluster => None,
                _ => change.to.as_ref(),
            };
            let Some(new) = new else { continue };
            let cluster = change
                .from
                .as_ref()
                .and_then(|from| clusters.get(from))
                .cloned();
            // What came of it may itself become another later on.
            if let Some(cluster) = &cluster {
                clusters
                    .entry(new.clone())
                    .or_insert_with(|| cluster.clone());
            }
            if is_there(new) && !there.contains_key(new) {
                match cluster {
                    Some(cluster) => drop(there.insert(new.clone(), cluster)),
                    None => unplaced.push(new.clone()),
                }
            }
        }
        for unit in unplaced {
            let cluster = self.no_cluster();
            there.entry(unit).or_insert(cluster);
        }
        there
    }

    /// The year's units in a part of it: what a later day of the year brought is not there yet, what it ended still is.
    fn of_year(&mut self, year: Period, period: Period) -> Units {
        let mut units = self.units_of(year);
        let known = self.known_periods();
        let before = known.range(..year).rev().find(|it| follows(**it, year));
        let before = before
            .map(|&before| self.units_of(before))
            .unwrap_or_default();
        let is_later = |change: &&Change| change.is_in_force(year) && !change.is_in_force(period);
        let later: Vec<Change> = self.changes.iter().filter(is_later).cloned().collect();
        for change in later.iter().rev() {
            let came = match change.kind {
                ChangeKind::MovedCluster => {
                    move_back(&mut units, &before, change);
                    continue;
                }
                ChangeKind::Founded => change.to.as_ref().or(change.from.as_ref()),
                _ => change.to.as_ref(),
            };
            let cluster = came.and_then(|unit| units.get(unit)).cloned();
            if let Some(was) = change
                .from
                .as_ref()
                .filter(|_| change.kind != ChangeKind::Founded)
                && let Some(cluster) = before.get(was).cloned().or(cluster)
            {
                units.entry(was.clone()).or_insert(cluster);
            }
            let is_new = |unit: &&Arc<str>| {
                !before.contains_key(*unit) && change.from.as_ref() != Some(*unit)
            };
            if let Some(new) = came.filter(is_new) {
                units.remove(new);
            }
        }
        // A unit that came and went within the later part was never there.
        units.retain(|unit, _| before.contains_key(unit) || !came_later(&later, unit));
        units
    }

    fn no_cluster(&mut self) -> Arc<str> {
        let known = self
            .clusters
            .values()
            .find(|cluster| cluster.name == NO_CLUSTER);
        if let Some(cluster) = known {
            return cluster.id.clone();
        }
        let id: Arc<str> = NO_CLUSTER.to_lowercase().into();
        let cluster = Cluster {
            id: id.clone(),
            name: NO_CLUSTER.to_string(),
        };
        self.clusters.insert(id.clone(), cluster);
        id
    }

    /// Enters units that reported in periods that the office does not list, by the folders they lie in, and gives those a
    /// cluster that came without one or moved. Returns the units whose folder is another cluster's than the one they are
    /// carried on in.
    pub fn admit(&mut self, seen: &Seen) -> Vec<(Period, Arc<str>)> {
        let none = self
            .clusters
            .values()
            .find(|cluster| cluster.name == NO_CLUSTER);
        let none = none.map(|cluster| cluster.id.clone());
        let (mut elsewhere, mut placed, mut new) = (Vec::new(), Vec::new(), Vec::new());
        let timeline = Timeline::new(self);
        let open = seen
            .iter()
            .filter(|((period, _), _)| self.origins.contains_key(period));
        for (key, folder) in open {
            let (period, unit) = key;
            match (self.cluster_of(*period, unit), folder) {
                (Some(cluster), Some(folder)) if cluster != folder => {
                    if none.as_ref() == Some(cluster) || self.moved(unit, *period) {
                        placed.push((key.clone(), folder.clone()));
                    } else {
                        elsewhere.push(key.clone());
                    }
                }
                (Some(_), _) => {}
                (None, _) if timeline.ended(unit, *period).is_some() => {}
                (None, folder) => new.push((key.clone(), folder.clone())),
            }
        }
        for (key, cluster) in placed {
            if let Some(member) = self.memberships.get_mut(&key) {
                member.cluster_id = cluster;
            }
        }
        for ((period, unit), cluster) in new {
            let cluster = cluster.unwrap_or_else(|| self.no_cluster());
            self.enter(period, unit, cluster);
        }
        self.carry_on_reporting();
        elsewhere
    }

    /// Before the first list, whoever reported in one period is expected in the next.
    fn carry_on_reporting(&mut self) {
        let origins = self.origins.iter();
        let open = origins.filter(|(_, origin)| **origin == Origin::Reporting);
        let open: Vec<Period> = open.map(|(period, _)| *period).collect();
        for period in open {
            let known = self.known_periods();
            let before = known.range(..period).rev().find(|it| follows(**it, period));
            let Some(&before) = before else { continue };
            let there = self.changed_since(before, period);
            for (unit, cluster) in there {
                self.enter(period, unit, cluster);
            }
            self.origins.insert(period, Origin::CarriedFrom(before));
        }
    }

    /// Whether the register says that a unit changed its cluster after the period it is carried on from, and not where to.
    fn moved(&self, unit: &Arc<str>, period: Period) -> bool {
        let Some(Origin::CarriedFrom(base)) = self.origins.get(&period) else {
            return false;
        };
        self.changes.iter().any(|change| {
            let concerns = change.from.as_ref() == Some(unit) || change.to.as_ref() == Some(unit);
            change.kind == ChangeKind::MovedCluster
                && concerns
                && change.is_in_force(period)
                && !change.is_in_force(*base)
        })
    }
}

/// A unit that moves later in the year is still in the cluster that it was in the year before.
fn move_back(units: &mut Units, before: &Units, change: &Change) {
    let moved = change.to.as_ref().or(change.from.as_ref());
    if let Some(unit) = moved
        && let Some(cluster) = units.get_mut(unit)
        && let Some(was) = before.get(unit)
    {
        *cluster = was.clone();
    }
}

fn came_later(later: &[Change], unit: &Arc<str>) -> bool {
    later.iter().any(|change| match change.kind {
        ChangeKind::MovedCluster | ChangeKind::Dissolved => false,
        ChangeKind::Founded => change.to.as_ref().or(change.from.as_ref()) == Some(unit),
        _ => change.to.as_ref() == Some(unit) && change.from.as_ref() != Some(unit),
    })
}

/// Whether two periods stand in one row of periods: years and their halves, or school years.
fn follows(before: Period, period: Period) -> bool {
    let is_calendar = |period| matches!(period, Period::Year(_) | Period::FirstHalf(_));
    before.is_comparable_with(period) || (is_calendar(before) && is_calendar(period))
}

#[cfg(test)]
#[path = "membership_tests.rs"]
mod tests;
