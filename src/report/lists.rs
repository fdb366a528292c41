//! What was found, in three lists: what there is to do, what the office has decided, what is only for information. What one
//! answer settles is one entry, however many files hold it.

use super::account::Account;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::resolve::read_folder;
use crate::rules;
use crate::text::label_key;
use std::collections::BTreeMap;

/// Findings that one answer settles, in the order in which they are read: one in most cases.
pub(super) type Root<'a> = Vec<&'a Finding>;

/// The three lists, each in the order in which it is read.
pub(super) struct FindingLists<'a> {
    /// What somebody has to act on or to look at.
    pub(super) tasks: Vec<Root<'a>>,
    /// What the office has decided.
    pub(super) decided: Vec<Root<'a>>,
    /// What was done and is good to know.
    pub(super) notices: Vec<Root<'a>>,
    /// The place of each finding's root among the tasks.
    task_rows: Vec<Option<u32>>,
}

impl<'a> FindingLists<'a> {
    /// Sorts the findings of a run.
    pub(super) fn new(account: &Account<'a>) -> Self {
        let findings = &account.tables.findings;
        let sorted = |is_of: &dyn Fn(&Finding) -> bool| {
            let all = findings.iter().enumerate();
            let mut list: Vec<(usize, &'a Finding)> =
                all.filter(|(_, finding)| is_of(finding)).collect();
            list.sort_by_cached_key(|(_, finding)| order(finding, account.period));
            roots(list)
        };
        let tasks = sorted(&|finding| is_task(finding));
        let mut task_rows = vec![None; findings.len()];
        for (row, root) in (0u32..).zip(&tasks) {
            for (position, _) in root {
                task_rows[*position] = Some(row);
            }
        }
        Self {
            tasks: plain(tasks),
            decided: plain(sorted(&|finding| finding.is_decided)),
            notices: plain(sorted(&|finding| !finding.is_decided && !is_task(finding))),
            task_rows,
        }
    }

    /// Where a finding stands among the tasks, by its position in the table of findings.
    pub(super) fn task_row(&self, finding: usize) -> Option<u32> {
        self.task_rows.get(finding).copied().flatten()
    }

    /// The findings of the roots that stand in several places, list by list, root by root.
    pub(super) fn places(&self) -> impl Iterator<Item = &'a Finding> {
        let lists = [&self.tasks, &self.decided, &self.notices];
        let roots = lists.into_iter().flatten();
        roots.filter(|root| root.len() > 1).flatten().copied()
    }
}

/// The findings of a list by what one answer settles, in the order of the first of each.
fn roots<'a>(list: Vec<(usize, &'a Finding)>) -> Vec<Vec<(usize, &'a Finding)>> {
    let mut roots: Vec<Vec<(usize, &'a Finding)>> = Vec::new();
    let mut known: BTreeMap<(Severity, &'static str, String), usize> = BTreeMap::new();
    for entry in list {
        let (_, finding) = entry;
        let key = finding
            .root()
            .map(|root| (finding.severity, finding.rule.code, label_key(root)));
        let position = key.as_ref().and_then(|key| known.get(key)).copied();
        match position {
            Some(position) => roots[position].push(entry),
            None => {
                known.extend(key.map(|key| (key, roots.len())));
                roots.push(vec![entry]);
            }
        }
    }
    roots
}

fn plain<'a>(roots: Vec<Vec<(usize, &'a Finding)>>) -> Vec<Root<'a>> {
    let without_positions = |root: Vec<(usize, &'a Finding)>| root.into_iter().map(|(_, it)| it);
    roots
        .into_iter()
        .map(|root| without_positions(root).collect())
        .collect()
}

/// The period that a finding is about; where form and folder disagree, the folder says where the file was meant to count.
pub(super) fn meant_period(finding: &Finding) -> Option<Period> {
    let of_folder = || read_folder(finding.file.as_deref()?).period;
    finding.period.or_else(of_folder)
}

/// Whether a finding asks somebody to act or to look.
fn is_task(finding: &Finding) -> bool {
    !finding.is_decided && (finding.severity != Severity::Info || rules::asks_to_look(finding.rule))
}

/// Errors first; of them what concerns all and decisions that failed; then the period reported on, then by place.
fn order(finding: &Finding, period: Period) -> impl Ord + use<> {
    (
        finding.severity,
        rules::rank(finding.rule),
        meant_period(finding) != Some(period),
        std::cmp::Reverse(meant_period(finding)),
        finding.sort_key(),
    )
}
