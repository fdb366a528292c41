//! Whose are the pledges for the next period that a report gives besides: a unit may be called otherwise by then, or be no more.

use super::directory::Directory;
use super::ended_units;
use crate::finding::{Finding, Severity};
use crate::observation::SubmissionStatus;
use crate::resolve::Draft;
use crate::rules;
use crate::verdict::Verdict;
use std::collections::BTreeSet;

/// Gives them to the unit that bears its name then; those of a unit that has ended by then are nobody's.
pub(super) fn settle(draft: &mut Draft, directory: &Directory<'_>, findings: &mut Vec<Finding>) {
    let own = draft.submission.period;
    let counts = draft.submission.status == SubmissionStatus::Accepted;
    let mut told = BTreeSet::new();
    for figure in draft.figures_mut() {
        let observation = &mut figure.observation;
        let (Some(period), Some(unit)) = (observation.period, &observation.unit_id) else {
            continue;
        };
        if own.is_none() || own == Some(period) {
            continue;
        }
        let unit = directory.timeline.bearer(unit, period);
        if let Some(finding) = ended_units::finding(&unit, &observation.at, period, directory) {
            let ended = Verdict::Held(&rules::unit_ended::RULE);
            observation.verdict = observation.verdict.or(ended);
            if counts && told.insert(unit.clone()) {
                findings.push(finding.as_severity(Severity::Warning));
            }
        }
        observation.unit_id = Some(unit);
    }
}
