//! Templates that came back: what they were made out for, held against what the form says. The form alone gives figures,
//! unit and period; what contradicts it is held, since somebody else's or another year's template may have been used.

use super::directory::Directory;
use super::names::{NameMatch, quoted_with_ids};
use crate::finding::{Finding, Rule, Severity};
use crate::observation::{FormKind, Measure, SubmissionStatus};
use crate::register::corrections::Request;
use crate::resolve::{Draft, DraftFigure};
use crate::rules;
use crate::templates::Witness;
use crate::verdict::Verdict;
use std::sync::Arc;

/// The unit that a template was made out for, where the register knows it.
pub(super) fn unit_of(draft: &Draft, directory: &Directory<'_>) -> Option<Arc<str>> {
    let witness = draft.origin.template.as_ref()?;
    directory.unit_of_code(witness.unit.as_deref())
}

/// Holds a form, or the figures of it, that its template contradicts.
pub(super) fn hold(draft: &mut Draft, directory: &Directory<'_>, findings: &mut Vec<Finding>) {
    let is_in = draft.submission.status == SubmissionStatus::Accepted;
    let Some(witness) = draft.origin.template.clone().filter(|_| is_in) else {
        return;
    };
    let told = other_unit(draft, directory).or_else(|| other_period(draft, &witness));
    match told {
        Some(Told {
            status,
            rule,
            message,
            stated,
        }) => {
            let finding = Finding::about_file(rule, &draft.submission.file, message);
            findings.push(finding.about_text(&stated));
            draft.set_status(status, rule);
        }
        None => hold_moved(draft, &witness, directory, findings),
    }
}

/// What becomes of a form that its template contradicts.
struct Told {
    status: SubmissionStatus,
    rule: &'static Rule,
    message: String,
    /// What the form says, as it stands: a decision holds for that.
    stated: String,
}

/// The form names another unit than the one that its template was made out for.
fn other_unit(draft: &mut Draft, directory: &Directory<'_>) -> Option<Told> {
    let named = draft.submission.unit_id.clone()?;
    let made_for = unit_of(draft, directory).filter(|unit| *unit != named)?;
    let is_decided = is_decided(draft, |request| {
        matches!(request, Request::UseUnit(..) | Request::KeepUnit)
    });
    if is_decided {
        return None;
    }
    let mut lines = draft.whose.names.iter();
    let line = lines.find(|line| {
        let found = directory.find_exact(&line.name);
        matches!(found, Some(NameMatch::Exact(unit)) if unit == named)
    });
    let stated = line.map(|line| line.name.clone()).unwrap_or_default();
    draft.submission.unit_id = None;
    for figure in draft.figures_mut() {
        figure.observation.unit_id = None;
    }
    let names = |unit: &Arc<str>| quoted_with_ids(std::slice::from_ref(unit), directory.units);
    let message = rules::unit_ambiguous::template_message(&names(&made_for), &names(&named));
    Some(Told {
        status: SubmissionStatus::Rejected,
        rule: &rules::unit_ambiguous::RULE,
        message,
        stated,
    })
}

/// The form is of another period than the one that its template was made out for.
fn other_period(draft: &Draft, witness: &Witness) -> Option<Told> {
    let stated = draft.submission.period?;
    let made_for = witness.period.filter(|period| *period != stated)?;
    let is_decided = is_decided(draft, |request| {
        matches!(request, Request::UsePeriod(_) | Request::KeepPeriod(_))
    });
    let message = rules::period_conflict::template_message(&made_for.label(), &stated.label());
    (!is_decided).then(|| Told {
        status: SubmissionStatus::Held,
        rule: &rules::period_conflict::RULE,
        message,
        // The folder alone may say it.
        stated: String::new(),
    })
}

/// Whether the office has decided about the file in such a way.
fn is_decided(draft: &Draft, asks: impl Fn(&Request) -> bool) -> bool {
    let mut decisions = draft.decisions.iter();
    decisions.any(|decision| {
        let failed = matches!(decision.outcome, Some(Err(_)));
        asks(&decision.request) && !decision.is_stale && !failed
    })
}

/// Holds the figures that stand in other cells than the template had for them.
fn hold_moved(
    draft: &mut Draft,
    witness: &Witness,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let period = draft.submission.period;
    for figure in draft.figures_mut() {
        let observation = &figure.observation;
        let is_of_form = observation.form == FormKind::ActivityReport
            && observation.measure == Measure::Actual
            && observation.period == period;
        if !is_of_form || !observation.counted() {
            continue;
        }
        if let Some(message) = moved(figure, witness, directory) {
            let rule = &rules::label_ambiguous::RULE;
            let mut finding = Finding::about_cell(rule, &observation.at, message);
            finding.indicator = Some(observation.indicator.clone());
            findings.push(finding.as_severity(Severity::Error));
            figure.observation.verdict = Verdict::Held(rule);
        }
    }
}

/// What the template says of a figure's cell, where that is something else than its label.
fn moved(figure: &DraftFigure, witness: &Witness, directory: &Directory<'_>) -> Option<String> {
    let observation = &figure.observation;
    let (sheet, at) = (&observation.at.sheet, observation.at.address);
    if !witness.speaks_of(sheet) {
        return None;
    }
    let label = |code: &str| directory.lexicon.indicators.full_label(code);
    let own = witness.cells_of(&observation.indicator, sheet);
    if own.contains(&at) {
        return None;
    }
    let read = label(&observation.indicator);
    if let Some(other) = witness.indicator_at(sheet, at) {
        let other = label(other);
        return Some(rules::label_ambiguous::template_message(&read, &other));
    }
    let own = own.first()?;
    let own = own.to_string();
    Some(rules::label_ambiguous::moved_message(&read, &own))
}
