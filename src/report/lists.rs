//! What was found, in three lists: what there is to do, what the office has decided, what is only for information.

use super::account::Account;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::rules;

/// The three lists, each in the order in which it is read.
pub(super) struct FindingLists<'a> {
    /// What somebody has to act on or to look at.
    pub(super) tasks: Vec<&'a Finding>,
    /// What the office has decided.
    pub(super) decided: Vec<&'a Finding>,
    /// What was done and is good to know.
    pub(super) notices: Vec<&'a Finding>,
    /// The place of each finding among the tasks.
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
            list
        };
        let tasks = sorted(&|finding| is_task(finding));
        let mut task_rows = vec![None; findings.len()];
        for (row, (position, _)) in (0u32..).zip(&tasks) {
            task_rows[*position] = Some(row);
        }
        let plain = |list: Vec<(usize, &'a Finding)>| list.into_iter().map(|(_, it)| it).collect();
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
        finding.period != Some(period),
        std::cmp::Reverse(finding.period),
        finding.sort_key(),
    )
}
