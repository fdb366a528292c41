//! Which unit a form or a row of a table is of.

use super::decisions::{self, RowDecision};
use super::names::{NameMatch, unit_key};
use super::{Directory, clusters, quoted, quoted_with_ids};
use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::{LEFT_OUT, SubmissionStatus};
use crate::recognise::{NameStrength, UnitRow};
use crate::resolve::{Draft, NameLine};
use crate::rules;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Settles the unit of a one-unit form, or rejects the file.
pub(super) fn identify_unit(
    draft: &mut Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let (found, line) = by_code(draft.unit_code.as_deref(), directory)
        .map(|unit| (Some(NameMatch::Exact(unit)), None))
        .or_else(|| by_lines(draft, directory).map(|(found, line)| (Some(found), line)))
        .unwrap_or_default();
    let name = line.as_ref().map_or("", |line| line.name.as_str());
    let told = match found {
        Some(NameMatch::Exact(unit)) => Ok(unit),
        Some(NameMatch::Slip(unit, taken_for)) => {
            let rule = &rules::unit_name_approximate::RULE;
            let message = rules::unit_name_approximate::message(name, &taken_for);
            findings.push(match &line {
                Some(line) => Finding::about_cell(rule, &line.at, message),
                None => Finding::about_file(rule, &draft.submission.file, message),
            });
            Ok(unit)
        }
        Some(NameMatch::Ambiguous(units)) => of_folder_cluster(&units, draft, directory)
            .ok_or_else(|| {
                let message = rules::unit_ambiguous::message(
                    name,
                    &quoted_with_ids(&units, &directory.units),
                );
                (&rules::unit_ambiguous::RULE, message)
            }),
        Some(NameMatch::Unknown(nearest)) => {
            let message = rules::unit_unknown::message(name, &quoted(&nearest));
            Err((&rules::unit_unknown::RULE, message))
        }
        None => {
            let message = "Biểu không ghi tên đơn vị nào. Ghi tên đơn vị trên biểu.".to_string();
            Err((&rules::unit_unknown::RULE, message))
        }
    };
    let decided = decisions::unit_of_file(&mut draft.decisions, directory);
    match (decided, told) {
        (Some(unit), Ok(_)) | (None, Ok(unit)) => set_unit(draft, &unit),
        (decided, Err((rule, message))) => {
            // What is wrong with the name is told also where the office has decided: nothing is silent.
            findings.push(file_finding(
                &draft.submission.file,
                rule,
                line.as_ref(),
                message,
            ));
            match decided {
                Some(unit) => set_unit(draft, &unit),
                None => reject(draft, rule.code),
            }
        }
    }
}

/// A finding about the whole file that names the line in its words: the file is what is rejected.
fn file_finding(
    file: &Arc<str>,
    rule: &'static crate::finding::Rule,
    line: Option<&NameLine>,
    message: String,
) -> Finding {
    let message = match line {
        Some(line) => format!(
            "{message} (ô {}, trang “{}”)",
            line.at.address, line.at.sheet
        ),
        None => message,
    };
    Finding::about_file(rule, file, message)
}

fn set_unit(draft: &mut Draft, unit: &Arc<str>) {
    draft.submission.unit_id = Some(unit.clone());
    for figure in draft.figures_mut() {
        if figure.unit_row.is_none() {
            figure.observation.unit_id = Some(unit.clone());
        }
    }
}

/// A held file that is also of an unknown unit is rejected: it would not count even with its period settled.
fn reject(draft: &mut Draft, reason: &'static str) {
    draft.set_status(SubmissionStatus::Rejected, reason);
}

fn by_code(code: Option<&str>, directory: &Directory<'_>) -> Option<Arc<str>> {
    let code = code?.trim();
    directory
        .register
        .units
        .keys()
        .find(|id| id.eq_ignore_ascii_case(code))
        .cloned()
}

/// Tries the lines that may name the unit, from the plainest down; of equals the last, which stands nearest the title.
/// A line that says what it is (`Đơn vị báo cáo: …`) leaves no room for others.
fn by_lines(draft: &Draft, directory: &Directory<'_>) -> Option<(NameMatch, Option<NameLine>)> {
    let of = |strength: NameStrength| {
        draft
            .names
            .iter()
            .rev()
            .filter(move |line| line.strength == strength)
    };
    let labelled: Vec<&NameLine> = of(NameStrength::Labelled).collect();
    let lines: Vec<&NameLine> = if labelled.is_empty() {
        of(NameStrength::Union)
            .chain(of(NameStrength::Line))
            .collect()
    } else {
        labelled
    };
    let keyed: Vec<(&NameLine, String)> = lines
        .into_iter()
        .map(|line| (line, unit_key(&line.name, directory.lexicon)))
        .filter(|(_, key)| !key.is_empty())
        .collect();
    for (line, key) in &keyed {
        if let Some(found) = directory.units.find_exact(key) {
            return Some((found, Some((*line).clone())));
        }
    }
    let mut best: Option<(NameMatch, Option<NameLine>)> = None;
    for (line, key) in &keyed {
        let found = directory.units.find(key);
        if !matches!(found, NameMatch::Unknown(_)) {
            return Some((found, Some((*line).clone())));
        }
        // Of lines that name nobody, the one nearest the title is reported.
        if best.is_none() {
            best = Some((found, Some((*line).clone())));
        }
    }
    best
}

/// Of several units of one name, the one whose cluster's folder the file lies in.
fn of_folder_cluster(
    units: &[Arc<str>],
    draft: &Draft,
    directory: &Directory<'_>,
) -> Option<Arc<str>> {
    let period = draft.submission.period.or(draft.folder.period)?;
    let cluster = clusters::of_folder(draft, directory)?;
    only(
        units
            .iter()
            .filter(|unit| directory.register.cluster_of(period, unit) == Some(&cluster)),
    )
}

fn only<'a>(mut units: impl Iterator<Item = &'a Arc<str>>) -> Option<Arc<str>> {
    let first = units.next()?;
    units.next().is_none().then(|| first.clone())
}

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
    for table in tables {
        let mut taken: BTreeSet<Arc<str>> = BTreeSet::new();
        for (position, (row, at)) in table.units.iter().enumerate() {
            let members = |unit: &Arc<str>| {
                period.and_then(|p| directory.register.cluster_of(p, unit)) == cluster.as_ref()
            };
            let found = row_unit(row, at, directory, &members);
            let (decided, found) = match decisions::row_decision(decisions, at, directory) {
                Some(RowDecision::Unit(unit)) => (
                    None,
                    Ok((unit, found.map_or_else(Some, |(_, finding)| finding))),
                ),
                Some(RowDecision::LeftOut) => (Some(LEFT_OUT), found),
                None => (None, found),
            };
            let (unit, finding) = match found {
                Ok((unit, finding)) if taken.insert(unit.clone()) => (Some(unit), finding),
                Ok((unit, _)) => {
                    let message = format!(
                        "Đơn vị “{}” đứng hai lần trong bảng; dòng này không được tính.",
                        directory.units.name(&unit)
                    );
                    (
                        None,
                        Some(Finding::about_cell(
                            &rules::unit_ambiguous::RULE,
                            at,
                            message,
                        )),
                    )
                }
                Err(finding) => (None, Some(finding)),
            };
            for figure in table
                .figures
                .iter_mut()
                .filter(|figure| figure.unit_row == Some(position))
            {
                let observation = &mut figure.observation;
                observation.unit_id = unit.clone();
                if unit.is_none() {
                    let reason = finding.as_ref().map(|finding| finding.rule.code);
                    observation.held_by = observation.held_by.or(reason);
                }
                observation.held_by = observation.held_by.or(decided);
            }
            if reports {
                findings.extend(finding);
            }
        }
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
    match directory
        .units
        .find(&unit_key(&row.name, directory.lexicon))
    {
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
