//! How each unit stands in each period: sent, held, through its cluster's table, missing, ended.

use super::ReportInputs;
use crate::observation::{FormKind, Submission, SubmissionStatus};
use crate::period::Period;
use crate::register::{Change, ChangeKind, Register};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// How a unit stands in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Its own submission counts.
    Received,
    /// What it sent waits for a decision.
    Held,
    /// Only its cluster's table has figures of it.
    ThroughCluster,
    /// What it sent could not be used.
    Rejected,
    /// It is expected and sent nothing.
    Missing,
    /// It is no more.
    Ended,
    /// It is not expected.
    NotExpected,
}

impl Standing {
    /// The key of its wording.
    pub(super) fn key(self) -> &'static str {
        match self {
            Standing::Received => "received",
            Standing::Held => "held",
            Standing::ThroughCluster => "through-cluster",
            Standing::Rejected => "rejected",
            Standing::Missing => "missing",
            Standing::Ended => "ended",
            Standing::NotExpected => "not-expected",
        }
    }
}

/// A unit's standing in a period and what it rests on.
#[derive(Debug, Clone)]
pub(super) struct UnitStanding {
    pub(super) standing: Standing,
    /// The file that counts, else the one that waits or could not be used.
    pub(super) file: Option<Arc<str>>,
    /// How many files the unit sent for the period.
    pub(super) versions: usize,
    /// What ended it, as a position among the register's changes.
    pub(super) ended_by: Option<usize>,
}

/// How many of a group's expected units stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Coverage {
    pub(super) expected: usize,
    pub(super) received: usize,
    pub(super) through_cluster: usize,
    pub(super) held: usize,
    pub(super) rejected: usize,
    pub(super) missing: usize,
}

impl Coverage {
    /// Units with counted figures, sent by themselves or by their cluster.
    pub(super) fn covered(&self) -> usize {
        self.received + self.through_cluster
    }

    fn add(&mut self, standing: Standing) {
        let counter = match standing {
            Standing::Received => &mut self.received,
            Standing::ThroughCluster => &mut self.through_cluster,
            Standing::Held => &mut self.held,
            Standing::Rejected => &mut self.rejected,
            Standing::Missing => &mut self.missing,
            Standing::Ended | Standing::NotExpected => return,
        };
        *counter += 1;
        self.expected += 1;
    }
}

/// Every unit's standing in every period.
pub(super) struct Standings {
    rows: BTreeMap<(Period, Arc<str>), UnitStanding>,
}

impl Standings {
    /// Works them out.
    pub(super) fn new(inputs: &ReportInputs<'_>, periods: &[Period]) -> Self {
        let sent = submissions_by_unit(inputs);
        let through_cluster = units_in_cluster_tables(inputs);
        let mut units: BTreeSet<Arc<str>> = inputs.register.units.keys().cloned().collect();
        units.extend(inputs.register.memberships.keys().map(|key| key.1.clone()));
        units.extend(sent.keys().map(|key| key.1.clone()));
        let first_expected = first_expected(inputs.register);
        let endings = Endings::of(inputs.register);
        let mut rows = BTreeMap::new();
        for &period in periods {
            for unit in &units {
                let key = (period, unit.clone());
                let files = sent.get(&key).map_or(&[][..], Vec::as_slice);
                let is_expected = inputs.register.memberships.contains_key(&key);
                let own = own_standing(files);
                let standing = match own {
                    Some((standing @ (Standing::Received | Standing::Held), _)) => standing,
                    _ if through_cluster.contains(&key) => Standing::ThroughCluster,
                    Some((standing, _)) => standing,
                    None if is_expected => Standing::Missing,
                    None if first_expected
                        .get(unit)
                        .is_some_and(|first| *first < period) =>
                    {
                        Standing::Ended
                    }
                    None if endings.latest(period, unit).is_some() => Standing::Ended,
                    None => Standing::NotExpected,
                };
                let row = UnitStanding {
                    standing,
                    file: own.map(|(_, file)| file.clone()),
                    versions: files.len(),
                    ended_by: (standing == Standing::Ended)
                        .then(|| endings.latest(period, unit))
                        .flatten(),
                };
                rows.insert(key, row);
            }
        }
        Self { rows }
    }

    /// A unit's standing in a period.
    pub(super) fn of(&self, period: Period, unit: &Arc<str>) -> Option<&UnitStanding> {
        self.rows.get(&(period, unit.clone()))
    }

    /// Every unit with a standing.
    pub(super) fn units(&self) -> BTreeSet<Arc<str>> {
        self.rows.keys().map(|key| key.1.clone()).collect()
    }

    /// Where the units of a list stand in a period.
    pub(super) fn coverage<'u>(
        &self,
        period: Period,
        units: impl Iterator<Item = &'u Arc<str>>,
    ) -> Coverage {
        let mut coverage = Coverage::default();
        for unit in units {
            if let Some(row) = self.of(period, unit) {
                coverage.add(row.standing);
            }
        }
        coverage
    }
}

fn submissions_by_unit<'a>(
    inputs: &ReportInputs<'a>,
) -> BTreeMap<(Period, Arc<str>), Vec<&'a Submission>> {
    let mut sent: BTreeMap<(Period, Arc<str>), Vec<&Submission>> = BTreeMap::new();
    for submission in &inputs.tables.submissions {
        if let (Some(period), Some(unit)) = (submission.period, &submission.unit_id) {
            sent.entry((period, unit.clone()))
                .or_default()
                .push(submission);
        }
    }
    sent
}

fn units_in_cluster_tables(inputs: &ReportInputs<'_>) -> BTreeSet<(Period, Arc<str>)> {
    inputs
        .tables
        .observations
        .iter()
        .filter(|observation| observation.form == FormKind::ClusterTable && observation.counted())
        .filter_map(|observation| Some((observation.period?, observation.unit_id.clone()?)))
        .collect()
}

/// The best that became of a unit's files, and the file.
fn own_standing<'s>(files: &[&'s Submission]) -> Option<(Standing, &'s Arc<str>)> {
    files
        .iter()
        .filter_map(|submission| {
            let standing = match submission.status {
                SubmissionStatus::Accepted => Standing::Received,
                SubmissionStatus::Held => Standing::Held,
                SubmissionStatus::Rejected => Standing::Rejected,
                SubmissionStatus::Superseded
                | SubmissionStatus::Duplicate
                | SubmissionStatus::Ignored => return None,
            };
            Some((standing, &submission.file))
        })
        .min()
}

/// The first period in which each unit is expected.
fn first_expected(register: &Register) -> BTreeMap<&Arc<str>, Period> {
    let mut first = BTreeMap::new();
    for (period, unit) in register.memberships.keys() {
        first.entry(unit).or_insert(*period);
    }
    first
}

/// The changes that units did not outlive, by unit, with their positions in the register.
struct Endings<'a>(HashMap<&'a Arc<str>, Vec<(usize, &'a Change)>>);

impl<'a> Endings<'a> {
    fn of(register: &'a Register) -> Self {
        let mut endings: HashMap<&Arc<str>, Vec<(usize, &Change)>> = HashMap::new();
        for (position, change) in register.changes.iter().enumerate() {
            if let Some(unit) = change.from.as_ref().filter(|unit| ends(change, unit)) {
                endings.entry(unit).or_default().push((position, change));
            }
        }
        Self(endings)
    }

    /// The latest one of a unit that is in force.
    fn latest(&self, period: Period, unit: &Arc<str>) -> Option<usize> {
        let of_unit = self.0.get(unit).into_iter().flatten();
        of_unit
            .filter(|(_, change)| change.effective <= period)
            .max_by_key(|(position, change)| (change.effective, *position))
            .map(|(position, _)| *position)
    }
}

fn ends(change: &Change, unit: &Arc<str>) -> bool {
    let leaves = change.from.as_ref() == Some(unit) && change.to.as_ref() != Some(unit);
    leaves && change.kind != ChangeKind::MovedCluster
}
