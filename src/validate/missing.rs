//! Expected units that sent nothing. Only an event ends a unit: one that is silent is missing. One whose file is held has
//! its finding already.

use super::Context;
use super::batch::Batch;
use crate::finding::{Finding, Severity};
use crate::observation::{FormKind, Measure, Observation, Sender, SubmissionStatus};
use crate::period::Period;
use crate::resolve::Draft;
use crate::rules;
use std::collections::{BTreeSet, HashSet};

pub(super) fn check(
    batch: &Batch,
    drafts: &[Draft],
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let register = context.register;
    let mut heard_of: HashSet<(Period, &str)> = HashSet::new();
    let mut periods: BTreeSet<Period> = BTreeSet::new();
    for draft in drafts {
        let submission = &draft.submission;
        periods.extend(
            submission
                .period
                .filter(|_| submission.status == SubmissionStatus::Accepted),
        );
        // A held file's period may be open; its folder's is where it was meant to count.
        if let (Some(period), Some(unit)) = (
            submission.period.or(draft.whose.folder.period),
            &submission.unit_id,
        ) {
            heard_of.insert((period, unit));
        }
    }
    // What was pledged ahead of a period is no submission of it.
    let sent = batch.observations.iter().enumerate();
    let sent = sent.filter(|(position, _)| !batch.ahead.contains(position));
    let counted = || sent.clone().map(|(_, it)| it).filter(|it| it.counted());
    let of_clusters = counted().filter(|it| it.form == FormKind::ClusterTable);
    let covered: HashSet<(Period, &str)> = whose(of_clusters).collect();
    // A form that a unit sent stands for it, also where several put theirs into one file.
    let of_units = counted().filter(|it| it.form.description().sender == Sender::Unit);
    heard_of.extend(whose(of_units));
    let ahead = planned_alone(batch);
    for period in periods.difference(&ahead).copied() {
        for membership in register.expected(period) {
            let key = (period, &*membership.unit_id);
            if heard_of.contains(&key) {
                continue;
            }
            let name = register.unit_name(&membership.unit_id);
            let message = rules::missing_submission::message(name, &period.label());
            let finding = Finding::about_unit(
                &rules::missing_submission::RULE,
                &membership.unit_id,
                period,
                message,
            );
            findings.push(if covered.contains(&key) {
                finding.as_severity(Severity::Info)
            } else {
                finding
            });
        }
    }
}

/// A period of which there are pledges alone lies ahead: nothing is due yet.
fn planned_alone(batch: &Batch) -> BTreeSet<Period> {
    let of = |measure: Measure| -> BTreeSet<Period> {
        let figures = batch.observations.iter();
        let figures = figures.filter(|observation| observation.measure == measure);
        let mut last = None;
        let periods = figures.filter_map(|it| it.period);
        let firsts = periods.filter(move |it| last.replace(*it) != Some(*it));
        firsts.collect()
    };
    &of(Measure::Target) - &of(Measure::Actual)
}

/// The periods and units of observations. Those of a file stand together: of each run one is told.
fn whose<'b>(
    observations: impl Iterator<Item = &'b Observation>,
) -> impl Iterator<Item = (Period, &'b str)> {
    let whose = observations.filter_map(|it| Some((it.period?, it.unit_id.as_deref()?)));
    let mut last: Option<(Period, &str)> = None;
    // They share their unit, too.
    let is_last =
        |one: (Period, &str), last: (Period, &str)| one.0 == last.0 && std::ptr::eq(one.1, last.1);
    whose.filter(move |it| !last.replace(*it).is_some_and(|last| is_last(*it, last)))
}
