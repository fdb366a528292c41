//! How each unit stands in each period: sent, held, through its cluster's table, missing, ended.

use crate::observation::{FormKind, Submission, SubmissionStatus};
use crate::period::Period;
use crate::register::{Change, Register, Timeline};
use crate::resolve::read_folder;
use crate::tables::Tables;
use std::collections::{BTreeMap, BTreeSet};
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
    /// Whether the unit is expected to report in the period.
    pub(super) is_expected: bool,
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

    /// `Có số liệu của 285/300 đơn vị; 15 đơn vị chưa nộp`.
    pub(super) fn in_words(&self) -> String {
        let mut parts = vec![format!(
            "Có số liệu của {}/{} đơn vị",
            self.covered(),
            self.expected
        )];
        for (number, what) in [
            (self.through_cluster, "qua biểu tổng hợp của cụm"),
            (self.held, "đang giữ lại"),
            (self.rejected, "gửi tệp không dùng được"),
            (self.missing, "chưa nộp"),
        ] {
            if number > 0 {
                parts.push(format!("{number} đơn vị {what}"));
            }
        }
        parts.join("; ")
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

/// Every unit's standing in every period: the one account that sheets, charts and the terminal tell of.
pub(super) struct Standings {
    rows: BTreeMap<(Period, Arc<str>), UnitStanding>,
}

impl Standings {
    /// Works them out.
    pub(super) fn new(tables: &Tables, register: &Register, periods: &[Period]) -> Self {
        let sent = submissions_by_unit(tables);
        let through_cluster = units_in_cluster_tables(tables);
        let timeline = Timeline::new(register);
        let positions: BTreeMap<*const Change, usize> = register
            .changes
            .iter()
            .enumerate()
            .map(|(position, change)| (std::ptr::from_ref(change), position))
            .collect();
        let position = |ended: &Change| positions.get(&std::ptr::from_ref(ended)).copied();
        let mut units: BTreeSet<Arc<str>> = register.units.keys().cloned().collect();
        units.extend(register.memberships.keys().map(|key| key.1.clone()));
        units.extend(sent.keys().map(|key| key.1.clone()));
        let mut rows = BTreeMap::new();
        for &period in periods {
            for unit in &units {
                let key = (period, unit.clone());
                let files = sent.get(&key).map_or(&[][..], Vec::as_slice);
                let is_expected = register.memberships.contains_key(&key);
                let ended = timeline.ended(unit, period);
                let own = own_standing(files);
                let standing = match own {
                    Some((Standing::Received, _)) => Standing::Received,
                    _ if ended.is_some() => Standing::Ended,
                    Some((Standing::Held, _)) => Standing::Held,
                    _ if through_cluster.contains(&key) => Standing::ThroughCluster,
                    Some((standing, _)) => standing,
                    None if is_expected => Standing::Missing,
                    None => Standing::NotExpected,
                };
                let row = UnitStanding {
                    standing,
                    is_expected,
                    file: own.map(|(_, file)| file.clone()),
                    versions: files.len(),
                    ended_by: ended
                        .filter(|_| standing == Standing::Ended)
                        .and_then(position),
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
            if let Some(row) = self.of(period, unit).filter(|row| row.is_expected) {
                coverage.add(row.standing);
            }
        }
        coverage
    }
}

fn submissions_by_unit(tables: &Tables) -> BTreeMap<(Period, Arc<str>), Vec<&Submission>> {
    let mut sent: BTreeMap<(Period, Arc<str>), Vec<&Submission>> = BTreeMap::new();
    for submission in &tables.submissions {
        // Where form and folder disagree, the folder says where the file was meant to count.
        let meant = || read_folder(&submission.file).period;
        let period = submission.period.or_else(meant);
        if let (Some(period), Some(unit)) = (period, &submission.unit_id) {
            sent.entry((period, unit.clone()))
                .or_default()
                .push(submission);
        }
    }
    sent
}

fn units_in_cluster_tables(tables: &Tables) -> BTreeSet<(Period, Arc<str>)> {
    tables
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
