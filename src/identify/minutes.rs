//! Which units the rows of a conference's minutes are of.

use super::rows::{foreign, row_unit};
use super::{Directory, ended};
use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::SubmissionStatus;
use crate::resolve::Draft;
use crate::rules;
use std::sync::Arc;

/// Settles the unit of every row; one whose name is not clear has none, and its cell is told.
pub(super) fn identify_minutes(
    draft: &mut Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let submission = &draft.submission;
    let (period, cluster) = (submission.period, submission.cluster_id.as_ref());
    let is_member = |unit: &Arc<str>| {
        period.and_then(|period| directory.register.cluster_of(period, unit)) == cluster
    };
    let reports = submission.status == SubmissionStatus::Accepted;
    for minutes in &mut draft.minutes {
        for (row, unit_of_row) in minutes.table.rows.iter().zip(&mut minutes.units) {
            let at = CellRef {
                file: submission.file.clone(),
                sheet: minutes.table.sheet.clone(),
                address: row.unit.at,
            };
            let mut told = Vec::new();
            match row_unit(&row.unit, &at, directory, &is_member) {
                Ok((unit, finding)) => {
                    told.extend(finding);
                    let ended = period.and_then(|period| ended::message(&unit, period, directory));
                    let own = period.zip(cluster);
                    match ended {
                        Some(message) => {
                            let rule = &rules::unit_ended::RULE;
                            told.push(Finding::about_cell(rule, &at, message));
                        }
                        None => {
                            told.extend(own.and_then(|own| foreign(&unit, &at, own, directory)));
                            *unit_of_row = Some(unit);
                        }
                    }
                }
                Err(finding) => told.push(finding),
            }
            if reports {
                findings.append(&mut told);
            }
        }
    }
}
