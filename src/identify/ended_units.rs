//! Units that have ended by the register's changes and still report: what they send counts nowhere.

use super::decisions;
use super::directory::Directory;
use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::register::{Change, ChangeKind};
use crate::resolve::Draft;
use crate::rules;
use std::sync::Arc;

/// Holds a form of a unit that has ended by its period.
pub(super) fn hold_form(draft: &mut Draft, directory: &Directory<'_>, findings: &mut Vec<Finding>) {
    let submission = &draft.submission;
    let (SubmissionStatus::Accepted, Some(unit), Some(period)) =
        (submission.status, &submission.unit_id, submission.period)
    else {
        return;
    };
    if let Some(message) = message(unit, period, directory) {
        let rule = &rules::unit_ended::RULE;
        findings.push(Finding::about_file(rule, &submission.file, message));
        draft.set_status(SubmissionStatus::Held, rule);
        decisions::refuse_kept_unit(draft);
    }
}

/// The same of a unit that a cell names.
pub(super) fn finding(
    unit: &Arc<str>,
    at: &CellRef,
    period: Period,
    directory: &Directory<'_>,
) -> Option<Finding> {
    let message = message(unit, period, directory)?;
    Some(Finding::about_cell(&rules::unit_ended::RULE, at, message))
}

/// What to say of a unit that has ended by a period and is no member of it; `None` of any other.
fn message(unit: &Arc<str>, period: Period, directory: &Directory<'_>) -> Option<String> {
    let change = directory.timeline.ended(unit, period)?;
    let named = |unit: &Arc<str>| format!("“{}” ({unit})", directory.register.unit_name(unit));
    let successor = directory.timeline.successor(change, period).map(named);
    Some(rules::unit_ended::message(
        &format!("{} {}", named(unit), what_happened(change, named)),
        successor.as_deref(),
    ))
}

/// `đã sáp nhập vào “…” (M) từ năm 2023`.
fn what_happened(change: &Change, named: impl Fn(&Arc<str>) -> String) -> String {
    let to = change.to.as_ref().map(named);
    let into = match (change.kind, to) {
        (ChangeKind::Merged, Some(to)) => format!(" vào {to}"),
        (_, Some(to)) => format!(" thành {to}"),
        (_, None) => String::new(),
    };
    let since = match change.day {
        Some(day) => format!("ngày {}", day.strftime("%d/%m/%Y")),
        None => change.effective.label(),
    };
    format!("đã {}{into} từ {since}", change.kind.label())
}
