//! Which units the rows of lists and of tables of points are of.

use super::clusters;
use super::directory::Directory;
use super::ended_units;
use super::rows::{NamedUnits, RowsPlace, foreign, row_unit};
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
    let period = submission.period;
    let reports = submission.status == SubmissionStatus::Accepted;
    for minutes in &mut draft.minutes {
        let named = NamedUnits::of(minutes.table.rows.iter().map(|row| &row.unit), directory);
        let own_cluster =
            |row: &MinutesRow| clusters::known(row.unit.cluster.as_deref()?, directory);
        minutes.clusters = minutes.table.rows.iter().map(own_cluster).collect();
        let rows = minutes.table.rows.iter().zip(&minutes.clusters);
        let units = minutes.units.iter_mut().zip(&mut minutes.is_unit_itself);
        for ((row, own), (unit_of_row, is_itself)) in rows.zip(units) {
            let cluster = own.as_ref().or(submission.cluster_id.as_ref());
            let place = RowsPlace {
                period,
                cluster,
                named: &named,
            };
            let at = CellRef::new(&submission.file, &minutes.table.sheet, row.unit.at);
            let mut told = Vec::new();
            let found = find(row, &at, directory, &place);
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
            let of_unit = unit.as_ref().zip(period);
            let ended =
                of_unit.and_then(|(unit, it)| ended_units::finding(unit, &at, it, directory));
            let own = period.zip(cluster).filter(|_| ended.is_none());
            let of_cluster = unit.as_ref().zip(own);
            told.extend(of_cluster.and_then(|(unit, own)| foreign(unit, &at, own, directory)));
            *unit_of_row = unit.filter(|_| ended.is_none());
            told.extend(ended);
            if reports {
                // What a cluster's table has told of a row is told once.
                told.retain(|told| !findings.iter().any(|known| known.is_same(told)));
                findings.append(&mut told);
            }
        }
    }
}

fn find(
    row: &MinutesRow,
    at: &CellRef,
    directory: &Directory<'_>,
    place: &RowsPlace<'_>,
) -> Result<(Arc<str>, Option<Finding>), Box<Finding>> {
    let found = match row.unit.name.is_empty() && row.unit.code.is_none() {
        false => row_unit(&row.unit, at, directory, place),
        true => {
            let message = "Dòng này không ghi đơn vị nên không đếm được cho đơn vị nào.";
            let rule = &rules::unit_unknown::RULE;
            Err(Finding::about_cell(rule, at, message.to_string()).into())
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
    for scores in &mut draft.scores {
        let named = NamedUnits::of(scores.rows.iter().map(|(row, _)| row), directory);
        let place = RowsPlace {
            period,
            cluster,
            named: &named,
        };
        for ((row, at), unit) in scores.rows.iter().zip(&mut scores.units) {
            let found = row_unit(row, at, directory, &place);
            *unit = found.ok().map(|(unit, _)| unit);
        }
    }
}
