//! Which units the rows of a table are of.

use super::decisions::{self, RowDecision};
use super::names::NameMatch;
use super::units::{by_code, only};
use super::{Directory, quoted, quoted_with_ids};
use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::SubmissionStatus;
use crate::recognise::UnitRow;
use crate::resolve::{Draft, DraftFigure};
use crate::rules;
use crate::verdict::Verdict;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Settles the units of the rows of tables; a row whose unit is not clear is held.
pub(super) fn identify_rows(
    draft: &mut Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let cluster = draft.submission.cluster_id.clone();
    let period = draft.submission.period;
    let reports = draft.submission.status == SubmissionStatus::Accepted;
    let Draft {
        tables, decisions, ..
    } = draft;
    let members = |unit: &Arc<str>| {
        period.and_then(|p| directory.register.cluster_of(p, unit)) == cluster.as_ref()
    };
    for table in tables {
        let mut taken = TakenUnits::default();
        let mut of_rows = figures_of_rows(table.units.len(), &mut table.figures);
        for (position, (row, at)) in table.units.iter().enumerate() {
            let found = row_unit(row, at, directory, &members);
            let (decided, found) = match decisions::row_decision(decisions, at, directory) {
                Some(RowDecision::Unit(unit)) => (
                    Verdict::Counts,
                    Ok((unit, found.map_or_else(Some, |(_, finding)| finding))),
                ),
                Some(RowDecision::LeftOut) => (Verdict::LeftOut, found),
                None => (Verdict::Counts, found),
            };
            let (unit, finding) = match found {
                Ok((unit, finding)) => taken.take((position, at), unit, finding, directory),
                Err(finding) => (None, Some(finding)),
            };
            let reason = finding
                .as_ref()
                .map_or(Verdict::Counts, |finding| Verdict::Held(finding.rule));
            for figure in &mut of_rows[position] {
                let observation = &mut figure.observation;
                observation.unit_id = unit.clone();
                if unit.is_none() {
                    observation.verdict = observation.verdict.or(reason);
                }
                observation.verdict = observation.verdict.or(decided);
            }
            if reports {
                findings.extend(finding);
            }
        }
        for figure in &mut table.figures {
            if figure
                .unit_row
                .is_some_and(|row| taken.twice.contains(&row))
            {
                let verdict = &mut figure.observation.verdict;
                *verdict = verdict.or(Verdict::Held(&rules::unit_ambiguous::RULE));
            }
        }
    }
}

/// The figures of each row of a table, by the row's position.
fn figures_of_rows(rows: usize, figures: &mut [DraftFigure]) -> Vec<Vec<&mut DraftFigure>> {
    let mut of_rows: Vec<Vec<&mut DraftFigure>> = (0..rows).map(|_| Vec::new()).collect();
    for figure in figures {
        if let Some(row) = figure.unit_row.and_then(|row| of_rows.get_mut(row)) {
            row.push(figure);
        }
    }
    of_rows
}

/// The units that rows of a table have named so far.
#[derive(Default)]
struct TakenUnits {
    /// By unit: its first row, and whether it is named there as the register has it.
    first: BTreeMap<Arc<str>, (usize, bool)>,
    /// First rows of units that a later row names just as plainly: neither is sure.
    twice: Vec<usize>,
}

impl TakenUnits {
    fn take(
        &mut self,
        (position, at): (usize, &CellRef),
        unit: Arc<str>,
        finding: Option<Finding>,
        directory: &Directory<'_>,
    ) -> (Option<Arc<str>>, Option<Finding>) {
        let Some(&(first, is_plain)) = self.first.get(&unit) else {
            self.first
                .insert(unit.clone(), (position, finding.is_none()));
            return (Some(unit), finding);
        };
        // A slip in the second name may well be another unit's name.
        if finding.is_none() || !is_plain {
            self.twice.push(first);
        }
        let message = format!(
            "Đơn vị “{}” đứng hai lần trong bảng; số của dòng này không được tính.",
            directory.units.name(&unit)
        );
        let rule = &rules::unit_ambiguous::RULE;
        (None, Some(Finding::about_cell(rule, at, message)))
    }
}

/// The unit a row names, with what is worth telling about it; or why there is none.
pub(super) fn row_unit(
    row: &UnitRow,
    at: &CellRef,
    directory: &Directory<'_>,
    is_member: &dyn Fn(&Arc<str>) -> bool,
) -> Result<(Arc<str>, Option<Finding>), Finding> {
    if let Some(unit) = by_code(row.code.as_deref(), directory) {
        return Ok((unit, None));
    }
    match directory.find(&row.name) {
        NameMatch::Exact(unit) => Ok((unit, None)),
        NameMatch::Slip(unit, taken_for) => {
            let message = rules::unit_name_approximate::message(&row.name, &taken_for);
            let finding = Finding::about_cell(&rules::unit_name_approximate::RULE, at, message);
            Ok((unit, Some(finding)))
        }
        NameMatch::Ambiguous(units) => match only(units.iter().filter(|unit| is_member(unit))) {
            Some(unit) => Ok((unit, None)),
            None => {
                let message = rules::unit_ambiguous::message(
                    &row.name,
                    &quoted_with_ids(&units, &directory.units),
                );
                Err(Finding::about_cell(
                    &rules::unit_ambiguous::RULE,
                    at,
                    message,
                ))
            }
        },
        NameMatch::Unknown(nearest) => {
            let message = rules::unit_unknown::message(&row.name, &quoted(&nearest));
            Err(Finding::about_cell(&rules::unit_unknown::RULE, at, message))
        }
    }
}
