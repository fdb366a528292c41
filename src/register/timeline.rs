//! What became of units, by the changes of structure: who has ended by a period, what came of it, and who bears a name.

use super::{Change, ChangeKind, Register};
use crate::period::Period;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The changes of a register, by the units that they concern.
pub struct Timeline<'a> {
    register: &'a Register,
    /// Changes that name a unit as what there was.
    from: BTreeMap<&'a Arc<str>, Vec<&'a Change>>,
    /// Changes that name a unit as what came of it.
    to: BTreeMap<&'a Arc<str>, Vec<&'a Change>>,
    /// The periods that the office lists memberships of.
    listed: BTreeSet<Period>,
    /// Units that became each other at one moment.
    on_circles: BTreeSet<(Moment, &'a Arc<str>)>,
}

/// When a change happened, as exactly as the register says it.
type Moment = (Period, Option<Date>);

fn moment(change: &Change) -> Moment {
    (change.effective, change.day)
}

/// Units that became each other at one moment: nothing tells who there is.
pub(super) struct Circle<'a> {
    at: Moment,
    pub(super) units: Vec<&'a Arc<str>>,
    /// The change by which the circle was entered.
    pub(super) change: &'a Change,
}

/// The circles of renamings and mergers, each once.
pub(super) fn circles(changes: &[Change]) -> Vec<Circle<'_>> {
    let mut next: BTreeMap<(Moment, &Arc<str>), (&Arc<str>, &Change)> = BTreeMap::new();
    for change in changes {
        let ends = matches!(change.kind, ChangeKind::Renamed | ChangeKind::Merged);
        if let (true, Some(from), Some(to)) = (ends, &change.from, &change.to)
            && from != to
        {
            next.entry((moment(change), from)).or_insert((to, change));
        }
    }
    let mut settled: BTreeSet<(Moment, &Arc<str>)> = BTreeSet::new();
    let mut circles = Vec::new();
    for &(at, start) in next.keys() {
        let mut path: Vec<&Arc<str>> = Vec::new();
        let mut on_path: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
        let mut unit = start;
        while !settled.contains(&(at, unit)) {
            let Some((to, change)) = next.get(&(at, unit)) else {
                break;
            };
            if let Some(&first) = on_path.get(unit) {
                circles.push(Circle {
                    at,
                    units: path[first..].to_vec(),
                    change,
                });
                break;
            }
            on_path.insert(unit, path.len());
            path.push(unit);
            unit = to;
        }
        settled.extend(path.into_iter().map(|unit| (at, unit)));
    }
    circles
}

impl<'a> Timeline<'a> {
    /// Arranges the changes of a register.
    pub fn new(register: &'a Register) -> Self {
        let mut from: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut to: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for change in &register.changes {
            if let Some(unit) = &change.from {
                from.entry(unit).or_default().push(change);
            }
            if let Some(unit) = &change.to {
                to.entry(unit).or_default().push(change);
            }
        }
        let periods = register.memberships.keys().map(|(period, _)| *period);
        let listed = periods.filter(|period| !register.origins.contains_key(period));
        Self {
            register,
            from,
            to,
            listed: listed.collect(),
            on_circles: circles(&register.changes)
                .into_iter()
                .flat_map(|circle| circle.units.into_iter().map(move |unit| (circle.at, unit)))
                .collect(),
        }
    }

    /// Whether what came of a unit became that unit again at the same moment: then nothing tells who there is.
    fn is_on_circle(&self, unit: &Arc<str>, ending: &Change) -> bool {
        self.on_circles.contains(&(moment(ending), unit))
    }

    fn from(&self, unit: &Arc<str>) -> &[&'a Change] {
        self.from.get(unit).map_or(&[], Vec::as_slice)
    }

    fn to(&self, unit: &Arc<str>) -> &[&'a Change] {
        self.to.get(unit).map_or(&[], Vec::as_slice)
    }

    /// The change that has ended a unit by a period; `None` for one that is a member of it, or that nothing has ended.
    pub fn ended(&self, unit: &Arc<str>, period: Period) -> Option<&'a Change> {
        if self.register.cluster_of(period, unit).is_some() {
            return None;
        }
        self.ended_by(unit, period)
    }

    /// The change that has ended a unit by a period, whatever the memberships of the period say.
    pub(super) fn ended_by(&self, unit: &Arc<str>, period: Period) -> Option<&'a Change> {
        let of_unit = self.from(unit).iter().chain(self.to(unit)).copied();
        let ending = of_unit
            .filter(|change| change.is_in_force(period) && self.ends(change, unit, period))
            .max_by_key(|change| moment(change))?;
        let begins_later = self.to(unit).iter().chain(self.from(unit)).any(|change| {
            change.is_in_force(period)
                && begins(change, unit)
                && (moment(change) > moment(ending)
                    || moment(change) == moment(ending) && self.is_on_circle(unit, ending))
        });
        (!begins_later).then_some(ending)
    }

    fn ends(&self, change: &Change, unit: &Arc<str>, period: Period) -> bool {
        let leaves = change.from.as_ref() == Some(unit) && change.to.as_ref() != Some(unit);
        match change.kind {
            ChangeKind::Dissolved => {
                leaves || (change.from.is_none() && change.to.as_ref() == Some(unit))
            }
            ChangeKind::Merged | ChangeKind::Renamed | ChangeKind::Transferred => leaves,
            ChangeKind::Split => leaves && !self.goes_on(change, unit, period),
            ChangeKind::Founded | ChangeKind::MovedCluster => false,
        }
    }

    /// Whether a unit goes on beside what was split from it: the register says so, or lists it since; where it lists no
    /// period since, one unit that was split off leaves the rest behind.
    fn goes_on(&self, split: &Change, unit: &Arc<str>, period: Period) -> bool {
        let same = self.from(unit).iter();
        let same = same.filter(|change| {
            change.kind == ChangeKind::Split && change.effective == split.effective
        });
        let parts: BTreeSet<_> = same.filter_map(|change| change.to.as_ref()).collect();
        if parts.contains(unit) {
            return true;
        }
        let mut since = self.listed.iter().rev();
        let listed = since.find(|listed| **listed <= period && split.is_in_force(**listed));
        match listed {
            Some(&listed) => self.register.cluster_of(listed, unit).is_some(),
            None => parts.len() == 1,
        }
    }

    /// What has come of a unit that ended: the first that has not ended itself. `None` where nothing has, or where the
    /// changes go in a circle.
    pub fn successor(&self, ended: &Change, period: Period) -> Option<&'a Arc<str>> {
        let mut met = BTreeSet::new();
        let mut next = self.to_of(ended)?;
        while met.insert(next) {
            match self.ended(next, period) {
                None => return Some(next),
                Some(change) => next = change.to.as_ref()?,
            }
        }
        None
    }

    /// The code that a change names as what came of it, as the register holds it.
    fn to_of(&self, change: &Change) -> Option<&'a Arc<str>> {
        let to = change.to.as_ref()?;
        self.to.get_key_value(to).map(|(unit, _)| *unit)
    }

    /// The unit that bears in a period what is another code's name: a unit renamed to a new code is that one from then
    /// on, and the former one before. The unit itself where that is so.
    pub fn bearer(&self, unit: &Arc<str>, period: Period) -> Arc<str> {
        let mut met = BTreeSet::from([unit.clone()]);
        let mut bearer = unit.clone();
        while self.register.cluster_of(period, &bearer).is_none() {
            let next = match self.ended(&bearer, period) {
                Some(change) if change.kind == ChangeKind::Renamed => change.to.clone(),
                Some(_) => None,
                None => self.to(&bearer).iter().find_map(|change| {
                    let is_later =
                        change.kind == ChangeKind::Renamed && !change.is_in_force(period);
                    change.from.clone().filter(|_| is_later)
                }),
            };
            match next {
                Some(next) if met.insert(next.clone()) => bearer = next,
                Some(_) => return unit.clone(),
                None => break,
            }
        }
        bearer
    }
}

/// Whether a unit begins, or begins anew, with a change.
fn begins(change: &Change, unit: &Arc<str>) -> bool {
    match change.kind {
        ChangeKind::Founded => change.to.as_ref().or(change.from.as_ref()) == Some(unit),
        ChangeKind::Dissolved | ChangeKind::MovedCluster => false,
        _ => change.to.as_ref() == Some(unit) && change.from.as_ref() != Some(unit),
    }
}

#[cfg(test)]
#[path = "timeline_tests.rs"]
pub(super) mod tests;
