//! Whom a cluster would propose by its ranks and quotas, beside whom its conference proposed.

use super::criteria::Criteria;
use super::lineage::{Certainty, streak};
use super::results::Results;
use super::rules::{EmulationRules, Quota};
use super::standings::Standing;
use crate::period::Period;
use crate::register::Register;
use crate::tables::Nomination;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The indicator that holds units' ratings.
const RATING: &str = "rating";

/// A unit that the ranks and quotas propose for an award.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The period.
    pub period: Period,
    /// The cluster.
    pub cluster_id: Arc<str>,
    /// The unit.
    pub unit_id: Arc<str>,
    /// Its place.
    pub rank: u32,
    /// The award.
    pub award: String,
    /// Who gives it.
    pub awarded_by: String,
    /// Where more units share a place than may be proposed: how many of them may; the cluster decides which.
    pub contested: Option<u32>,
    /// What has to be settled before it can be proposed.
    pub doubts: Vec<Doubt>,
}

/// What is not known of a proposed unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Whether it has worked long enough to be classed.
    Eligibility,
    /// Whether it reached the class in each of the years asked for.
    Streak,
    /// Whether it meets what its class asks for besides points.
    Conditions,
    /// Whether its class is the one that its points come to: it reported a lower rating.
    Rating,
}

impl Doubt {
    /// What has to be settled, for a person.
    pub fn text(self) -> &'static str {
        match self {
            Doubt::Eligibility => "chưa rõ đã hoạt động đủ thời gian để được xếp loại",
            Doubt::Streak => "chưa đủ số liệu các năm trước để xét điều kiện nhiều năm liền",
            Doubt::Conditions => "chưa rõ các điều kiện kèm theo của mức xếp loại",
            Doubt::Rating => {
                "xếp loại đã báo cáo thấp hơn mức theo điểm, cần xác định mức nào được công nhận"
            }
        }
    }
}

/// A unit on which the conference and the ranks do not agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The period.
    pub period: Period,
    /// The cluster.
    pub cluster_id: Arc<str>,
    /// The unit.
    pub unit_id: Arc<str>,
    /// The place the conference gave, where it gave one that differs.
    pub rank_in_minutes: Option<u32>,
    /// Its place by points.
    pub rank: Option<u32>,
    /// Awards that only the conference proposes, each with who gives it.
    pub only_in_minutes: Vec<String>,
    /// Awards that only ranks and quotas propose, each with who gives it.
    pub only_by_rank: Vec<String>,
}

/// What proposals are made from.
pub(super) struct Grounds<'a> {
    pub(super) rules: &'a EmulationRules,
    pub(super) criteria: &'a Criteria,
    pub(super) register: &'a Register,
    pub(super) results: &'a Results<'a>,
}

/// Units of one place that still can be proposed.
struct Group<'a> {
    units: Vec<&'a Standing>,
    /// How many of them have no award yet.
    open: usize,
}

/// Fills each quota in order from the best place down; a unit has one award. `standings` come by period, cluster, rank.
pub(super) fn propose(standings: &[Standing], grounds: &Grounds<'_>) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for cluster in standings
        .chunk_by(|one, next| (one.period, &one.cluster_id) == (next.period, &next.cluster_id))
    {
        let mut groups: Vec<Group<'_>> = cluster
            .chunk_by(|one, next| one.rank == next.rank)
            .map(|group| {
                let units: Vec<_> = group
                    .iter()
                    .filter(|unit| unit.tenure.certainty != Certainty::No)
                    .collect();
                let open = units.len();
                Group { units, open }
            })
            .collect();
        for quota in &grounds.rules.quotas {
            grounds.fill(
                quota,
                quota.places_among(cluster.len()),
                &mut groups,
                &mut proposals,
            );
        }
    }
    proposals
}

impl Grounds<'_> {
    fn fill(
        &self,
        quota: &Quota,
        places: usize,
        groups: &mut [Group<'_>],
        proposals: &mut Vec<Proposal>,
    ) {
        let mut places = places;
        for group in groups {
            if places == 0 {
                return;
            }
            let able: Vec<(&Standing, Vec<Doubt>)> = group
                .units
                .iter()
                .filter_map(|unit| Some((*unit, self.doubts(quota, unit)?)))
                .collect();
            let taken = places.min(group.open).min(able.len());
            if taken == 0 {
                continue;
            }
            let is_contested = taken < able.len();
            proposals.extend(able.iter().map(|(unit, doubts)| Proposal {
                period: unit.period,
                cluster_id: unit.cluster_id.clone(),
                unit_id: unit.unit_id.clone(),
                rank: unit.rank,
                award: quota.award.clone(),
                awarded_by: quota.awarded_by.clone(),
                contested: is_contested.then_some(taken as u32),
                doubts: doubts.clone(),
            }));
            if !is_contested {
                let served: BTreeSet<&Arc<str>> =
                    able.iter().map(|(unit, _)| &unit.unit_id).collect();
                group.units.retain(|unit| !served.contains(&unit.unit_id));
            }
            group.open -= taken;
            places -= taken;
        }
    }

    /// What is open about a unit for an award; `None` where it may not have it.
    fn doubts(&self, quota: &Quota, unit: &Standing) -> Option<Vec<Doubt>> {
        let mut doubts = Vec::new();
        if unit.tenure.certainty == Certainty::Open {
            doubts.push(Doubt::Eligibility);
        }
        let Some(asked) = &quota.class else {
            return Some(doubts);
        };
        let set = self.criteria.in_force(unit.period)?;
        let class = unit.class.as_ref()?;
        if set.place(&class.class)? > set.place(asked)? {
            return None;
        }
        if !class.open.is_empty() {
            doubts.push(Doubt::Conditions);
        }
        if self.reached(unit.period, &unit.unit_id, asked) == Some(false) {
            doubts.push(Doubt::Rating);
        }
        let certainty = quota.years.map_or(Certainty::Yes, |years| {
            streak(
                self.register,
                (unit.period, &unit.unit_id),
                years,
                &|period, unit| self.reached(period, unit, asked),
            )
        });
        match certainty {
            Certainty::No => return None,
            Certainty::Open => doubts.push(Doubt::Streak),
            Certainty::Yes => {}
        }
        Some(doubts)
    }

    /// Whether a unit was rated with a class or a higher one. A rating of another scale tells nothing: scales are never
    /// equated.
    fn reached(&self, period: Period, unit: &Arc<str>, asked: &str) -> Option<bool> {
        let rated = self.results.category(&(period, unit.clone()), RATING)?;
        let set = self.criteria.in_force(period)?;
        Some(set.place(rated)? <= set.place(asked)?)
    }
}

/// An award and who gives it.
type Award<'a> = (&'a str, &'a str);

/// An award and who gives it, as a person says it.
pub fn award_of(award: &str, awarded_by: Option<&str>) -> String {
    match awarded_by.filter(|giver| !giver.is_empty()) {
        None => award.to_string(),
        Some(giver) => format!("{award} của {giver}"),
    }
}

/// Minutes that leave the giver out mean the one that a quota names.
fn is_same((award, giver): Award<'_>, (other, other_giver): Award<'_>) -> bool {
    award == other && (giver == other_giver || giver.is_empty() || other_giver.is_empty())
}

/// Where minutes and proposals of a cluster and period differ, unit by unit; clusters without minutes are left out, and
/// so are awards for which no quota is set.
pub(super) fn compare(
    nominations: &[Nomination],
    proposals: &[Proposal],
    standings: &[Standing],
    rules: &EmulationRules,
) -> Vec<Difference> {
    let mut units: BTreeMap<(Period, Arc<str>, Arc<str>), Beside<'_>> = BTreeMap::new();
    let mut contests = BTreeSet::new();
    for row in nominations {
        contests.insert((row.period, row.cluster_id.clone()));
        let beside = units
            .entry((row.period, row.cluster_id.clone(), row.unit_id.clone()))
            .or_default();
        beside.rank_in_minutes = beside.rank_in_minutes.or(row.rank);
        let award = (
            row.award.as_str(),
            row.awarded_by.as_deref().unwrap_or_default(),
        );
        let mut quotas = rules.quotas.iter();
        if quotas.any(|quota| is_same(award, (&quota.award, &quota.awarded_by))) {
            beside.in_minutes.insert(award);
        }
    }
    for row in proposals {
        let beside = units
            .entry((row.period, row.cluster_id.clone(), row.unit_id.clone()))
            .or_default();
        let award = (row.award.as_str(), row.awarded_by.as_str());
        beside.by_rank.insert(award);
        if row.contested.is_none() {
            beside.certain.insert(award);
        }
    }
    for row in standings {
        let key = (row.period, row.cluster_id.clone(), row.unit_id.clone());
        if let Some(beside) = units.get_mut(&key) {
            beside.rank = Some(row.rank);
        }
    }
    units.retain(|(period, cluster, _), _| contests.contains(&(*period, cluster.clone())));
    units
        .into_iter()
        .filter_map(|(key, beside)| beside.difference(key))
        .collect()
}

/// What both sides say of a unit.
#[derive(Default)]
struct Beside<'a> {
    rank_in_minutes: Option<u32>,
    rank: Option<u32>,
    in_minutes: BTreeSet<Award<'a>>,
    by_rank: BTreeSet<Award<'a>>,
    /// Proposed, and not only as one of several that share a place.
    certain: BTreeSet<Award<'a>>,
}

impl Beside<'_> {
    /// `None` where both agree.
    fn difference(
        &self,
        (period, cluster_id, unit_id): (Period, Arc<str>, Arc<str>),
    ) -> Option<Difference> {
        let without = |awards: &BTreeSet<Award<'_>>, others: &BTreeSet<Award<'_>>| {
            awards
                .iter()
                .filter(|award| !others.iter().any(|other| is_same(**award, *other)))
                .map(|(award, giver)| award_of(award, Some(giver)))
                .collect::<Vec<_>>()
        };
        let difference = Difference {
            period,
            cluster_id,
            unit_id,
            rank_in_minutes: self
                .rank_in_minutes
                .filter(|_| self.rank.is_some() && self.rank_in_minutes != self.rank),
            rank: self.rank,
            only_in_minutes: without(&self.in_minutes, &self.by_rank),
            only_by_rank: without(&self.certain, &self.in_minutes),
        };
        let agree = difference.rank_in_minutes.is_none()
            && difference.only_in_minutes.is_empty()
            && difference.only_by_rank.is_empty();
        (!agree).then_some(difference)
    }
}

#[cfg(test)]
#[path = "proposals_tests.rs"]
mod tests;
