//! Which units the rows of lists and of tables of points are of.

use super::rows::{foreign, row_unit};
use super::{Directory, ended};
use crate::finding::{Finding, Severity};
use crate::location::CellRef;
use crate::observation::SubmissionStatus;
use crate::recognise::{MinutesRow, RowSubject};
use crate::resolve::Draft;
use crate::rules;
use std::sync::Arc;

/// Settles the unit of every row; one whose name is not clear has none, and its cell is told. What a unit sends is of
/// itself: of its persons, and of its parts.
pub(super) fn identify_minutes(
    draft: &mut Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let submission = &draft.submission;
    let cluster = submission.cluster_id.as_ref();
    let period = submission.period;
    let is_member = |unit: &Arc<str>| {
        period.and_then(|period| directory.register.cluster_of(period, unit)) == cluster
    };
    let reports = submission.status == SubmissionStatus::Accepted;
    for minutes in &mut draft.minutes {
        let rows = minutes.table.rows.iter().zip(&mut minutes.units);
        for ((row, unit_of_row), is_itself) in rows.zip(&mut minutes.is_unit_itself) {
            let at = CellRef {
                file: submission.file.clone(),
                sheet: minutes.table.sheet.clone(),
                address: row.unit.at,
            };
            let mut told = Vec::new();
            let found = find(row, &at, directory, &is_member);
            *is_itself = row.subject != RowSubject::Person && found.is_ok();
            let unit = match (found, &submission.unit_id) {
                (Ok((unit, finding)), _) => {
                    told.extend(finding);
                    Some(unit)
                }
                (Err(_), Some(own)) => Some(own.clone()),
                (Err(finding), None) => {
                    told.push(*finding);
                    None
                }
            };
            let ended = unit
                .as_ref()
                .zip(period)
                .and_then(|(unit, period)| ended::message(unit, period, directory));
            *unit_of_row = match ended {
                Some(message) => {
                    told.push(Finding::about_cell(&rules::unit_ended::RULE, &at, message));
                    None
                }
                None => {
                    let own = period.zip(cluster);
                    let of_cluster = unit.as_ref().zip(own);
                    told.extend(
                        of_cluster.and_then(|(unit, own)| foreign(unit, &at, own, directory)),
                    );
                    unit
                }
            };
            if reports {
                findings.append(&mut told);
            }
        }
    }
}

fn find(
    row: &MinutesRow,
    at: &CellRef,
    directory: &Directory<'_>,
    is_member: &dyn Fn(&Arc<str>) -> bool,
) -> Result<(Arc<str>, Option<Finding>), Box<Finding>> {
    let found = match row.unit.name.is_empty() && row.unit.code.is_none() {
        false => row_unit(&row.unit, at, directory, is_member),
        true => {
            let message =
                "Dòng này không ghi đơn vị nên không đếm được cho đơn vị nào.".to_string();
            Err(Finding::about_cell(&rules::unit_unknown::RULE, at, message).into())
        }
    };
    found.map_err(|finding| match row.subject {
        RowSubject::Unit => finding,
        RowSubject::Collective | RowSubject::Person => {
            Box::new(finding.as_severity(Severity::Warning))
        }
    })
}

/// The units of tables of points; what is not clear has been told of the figures beside them.
pub(super) fn identify_scores(draft: &mut Draft, directory: &Directory<'_>) {
    let submission = &draft.submission;
    let (period, cluster) = (submission.period, submission.cluster_id.as_ref());
    let is_member = |unit: &Arc<str>| {
        period.and_then(|period| directory.register.cluster_of(period, unit)) == cluster
    };
    for scores in &mut draft.scores {
        for ((row, at), unit) in scores.rows.iter().zip(&mut scores.units) {
            *unit = row_unit(row, at, directory, &is_member)
                .ok()
                .map(|(unit, _)| unit);
        }
    }
}
