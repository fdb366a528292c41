//! What waits for a decision: held and rejected submissions, rows of no clear unit, held figures.

use super::decisions::Decisions;
use super::proposal::Proposals;
use super::{CorrectionsInputs, Row, row_of, unit_name};
use crate::finding::{Finding, Rule, Severity};
use crate::location::CellRef;
use crate::observation::{Observation, Submission, SubmissionStatus};
use crate::register::corrections::Subject;
use crate::rules;
use crate::verdict::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Findings by place and code.
struct Findings<'a>(BTreeMap<(&'a str, Option<String>, &'a str), &'a str>);

impl<'a> Findings<'a> {
    fn new(findings: &'a [Finding]) -> Self {
        let mut by_place = BTreeMap::new();
        for finding in findings {
            if let Some(file) = &finding.file {
                let cell = match (&finding.sheet, finding.cell) {
                    (Some(sheet), Some(cell)) => Some(format!("{sheet}!{cell}")),
                    _ => None,
                };
                by_place
                    .entry((&**file, cell, finding.rule.code))
                    .or_insert(finding.message.as_str());
            }
        }
        Self(by_place)
    }

    fn at_cell(&self, at: &CellRef, code: &'static str) -> Option<&'a str> {
        let cell = format!("{}!{}", at.sheet, at.address);
        self.0.get(&(&*at.file, Some(cell), code)).copied()
    }
}

/// The subject under which the office decides about a file held or rejected for a reason.
fn subject_of(reason: &'static Rule) -> Option<Subject> {
    [
        (&rules::period_conflict::RULE, Subject::Period),
        (&rules::period_missing::RULE, Subject::Period),
        (&rules::unit_unknown::RULE, Subject::Unit),
        (&rules::unit_ambiguous::RULE, Subject::Unit),
        (&rules::cluster_unknown::RULE, Subject::Unit),
        (&rules::conflicting_submissions::RULE, Subject::Value),
    ]
    .into_iter()
    .find_map(|(rule, subject)| (rule == reason).then_some(subject))
}

pub(super) fn open_submissions(
    inputs: &CorrectionsInputs<'_>,
    decisions: &Decisions<'_>,
) -> Vec<Row> {
    let is_out = |submission: &&Submission| {
        matches!(
            submission.status,
            SubmissionStatus::Held | SubmissionStatus::Rejected
        )
    };
    let mut first: BTreeMap<(&str, &str), &Finding> = BTreeMap::new();
    for finding in &inputs.tables.findings {
        if let Some(file) = &finding.file {
            first.entry((file, finding.rule.code)).or_insert(finding);
        }
    }
    let mut rows = Vec::new();
    for submission in inputs.tables.submissions.iter().filter(is_out) {
        let Some((reason, subject)) = submission
            .reason
            .and_then(|reason| reason.rule())
            .and_then(|rule| Some((rule, subject_of(rule)?)))
        else {
            continue;
        };
        if decisions.is_about_file(&submission.file) {
            continue;
        }
        let found = first.get(&(&*submission.file, reason.code)).copied();
        let sheet = found.and_then(|finding| finding.sheet.as_ref());
        rows.push(Row {
            file: submission.file.to_string(),
            sheet: sheet.map(ToString::to_string).unwrap_or_default(),
            cell: found
                .and_then(|finding| finding.cell)
                .map(|cell| cell.to_string())
                .unwrap_or_default(),
            unit: unit_name(submission.unit_id.as_ref(), inputs.register),
            period: submission.period,
            why: found
                .map(|finding| finding.message.clone())
                .unwrap_or_default(),
            subject: subject.label().to_string(),
            ..Row::default()
        });
    }
    rows
}

/// Rows of clusters' tables whose unit is not clear: decided once for all their figures.
pub(super) fn open_table_rows(
    inputs: &CorrectionsInputs<'_>,
    decisions: &Decisions<'_>,
) -> Vec<Row> {
    let of_unit = [&rules::unit_unknown::RULE, &rules::unit_ambiguous::RULE];
    let submissions = inputs.tables.submissions.iter();
    let submitted: BTreeSet<&Arc<str>> = submissions.map(|submission| &submission.file).collect();
    let mut rows = Vec::new();
    for finding in &inputs.tables.findings {
        let (Some(file), Some(sheet), Some(address)) =
            (&finding.file, &finding.sheet, finding.cell)
        else {
            continue;
        };
        if !of_unit.contains(&finding.rule)
            || finding.severity != Severity::Error
            || !submitted.contains(file)
        {
            continue;
        }
        let at = CellRef {
            file: file.clone(),
            sheet: sheet.clone(),
            address,
        };
        if decisions.is_about_cell(&at) {
            continue;
        }
        rows.push(Row {
            file: at.file.to_string(),
            sheet: at.sheet.to_string(),
            cell: at.address.to_string(),
            period: finding.period,
            why: finding.message.clone(),
            subject: Subject::Unit.label().to_string(),
            ..Row::default()
        });
    }
    rows
}

pub(super) fn open_figures(inputs: &CorrectionsInputs<'_>, decisions: &Decisions<'_>) -> Vec<Row> {
    let findings = Findings::new(&inputs.tables.findings);
    let counting: BTreeMap<&Arc<str>, bool> = inputs
        .tables
        .submissions
        .iter()
        .map(|submission| {
            (
                &submission.file,
                submission.status == SubmissionStatus::Accepted,
            )
        })
        .collect();
    let proposals = Proposals::new(inputs.tables, inputs.lexicon, inputs.thresholds);
    let mut rows = Vec::new();
    for observation in &inputs.tables.observations {
        let Some(rule) = holding_rule(observation) else {
            continue;
        };
        if counting.get(&observation.at.file) != Some(&true)
            || decisions.is_about_cell(&observation.at)
        {
            continue;
        }
        let why = findings
            .at_cell(&observation.at, rule.code)
            .unwrap_or(rule.problem);
        rows.push(Row {
            why: why.to_string(),
            subject: Subject::Value.label().to_string(),
            proposal: proposals.of(observation),
            ..row_of(observation, inputs)
        });
    }
    rows
}

/// The rule that holds a figure for a person to decide. What another source gives, what is missing, and rows whose unit
/// is not clear are no single figures to decide.
fn holding_rule(observation: &Observation) -> Option<&'static Rule> {
    let Verdict::Held(rule) = observation.verdict else {
        return None;
    };
    let of_row = [&rules::unit_unknown::RULE, &rules::unit_ambiguous::RULE];
    (!of_row.contains(&rule)).then_some(rule)
}
