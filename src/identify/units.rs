//! Which unit a form or a row of a table is of.

use super::names::{NameMatch, unit_key};
use super::{Directory, clusters, quoted, quoted_with_ids};
use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::SubmissionStatus;
use crate::recognise::{NameStrength, UnitRow};
use crate::resolve::{Draft, NameLine};
use crate::rules;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Settles the unit of a one-unit form, or rejects the file.
pub(super) fn identify_unit(draft: &mut Draft, directory: &Directory<'_>, findings: &mut Vec<Finding>) {
    let found = by_code(draft.unit_code.as_deref(), directory)
        .map(NameMatch::Exact)
        .map(|found| (found, None))
        .or_else(|| by_lines(draft, directory));
    let file = draft.submission.file.clone();
    let place = |line: Option<&NameLine>, rule, message: String| match line {
        Some(line) => Finding::about_cell(rule, &line.at, message),
        None => Finding::about_file(rule, &file, message),
    };
    match found {
        Some((NameMatch::Exact(unit), _)) => set_unit(draft, &unit),
        Some((NameMatch::Slip(unit, taken_for), line)) => {
            let message = rules::unit_name_approximate::message(line.as_ref().map_or("", |line| &line.name), &taken_for);
            findings.push(place(line.as_ref(), &rules::unit_name_approximate::RULE, message));
            set_unit(draft, &unit);
        }
        Some((NameMatch::Ambiguous(units), line)) => match of_folder_cluster(&units, draft, directory) {
            Some(unit) => set_unit(draft, &unit),
            None => {
                let candidates = quoted_with_ids(&units, &directory.units);
                let name = line.as_ref().map_or("", |line| line.name.as_str());
                let message = rules::unit_ambiguous::message(name, &candidates);
                reject(draft, rules::unit_ambiguous::RULE.code);
                findings.push(file_finding(&file, &rules::unit_ambiguous::RULE, line.as_ref(), message));
            }
        },
        Some((NameMatch::Unknown(nearest), line)) => {
            let name = line.as_ref().map_or("", |line| line.name.as_str());
            let message = rules::unit_unknown::message(name, &quoted(&nearest));
            reject(draft, rules::unit_unknown::RULE.code);
            findings.push(file_finding(&file, &rules::unit_unknown::RULE, line.as_ref(), message));
        }
        None => {
            let message = "Biểu không ghi tên đơn vị nào. Ghi tên đơn vị trên biểu.".to_string();
            reject(draft, rules::unit_unknown::RULE.code);
            findings.push(file_finding(&file, &rules::unit_unknown::RULE, None, message));
        }
    }
}

/// A finding about the whole file that names the line in its words: the file is what is rejected.
fn file_finding(file: &Arc<str>, rule: &'static crate::finding::Rule, line: Option<&NameLine>, message: String) -> Finding {
    let message = match line {
        Some(line) => format!("{message} (ô {}, trang “{}”)", line.at.address, line.at.sheet),
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
    let of = |strength: NameStrength| draft.names.iter().rev().filter(move |line| line.strength == strength);
    let labelled: Vec<&NameLine> = of(NameStrength::Labelled).collect();
    let lines: Vec<&NameLine> = if labelled.is_empty() {
        of(NameStrength::Union).chain(of(NameStrength::Line)).collect()
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
fn of_folder_cluster(units: &[Arc<str>], draft: &Draft, directory: &Directory<'_>) -> Option<Arc<str>> {
    let period = draft.submission.period.or(draft.folder.period)?;
    let cluster = clusters::of_folder(draft, directory)?;
    only(units.iter().filter(|unit| directory.register.cluster_of(period, unit) == Some(&cluster)))
}

fn only<'a>(mut units: impl Iterator<Item = &'a Arc<str>>) -> Option<Arc<str>> {
    let first = units.next()?;
    units.next().is_none().then(|| first.clone())
}

/// Settles the units of the rows of tables; a row whose unit is not clear is held.
pub(super) fn identify_rows(draft: &mut Draft, directory: &Directory<'_>, findings: &mut Vec<Finding>) {
    let cluster = draft.submission.cluster_id.clone();
    let period = draft.submission.period;
    let reports = draft.submission.status == SubmissionStatus::Accepted;
    for table in &mut draft.tables {
        let mut taken: BTreeSet<Arc<str>> = BTreeSet::new();
        for (position, (row, at)) in table.units.iter().enumerate() {
            let members = |unit: &Arc<str>| period.and_then(|p| directory.register.cluster_of(p, unit)) == cluster.as_ref();
            let found = row_unit(row, at, directory, &members);
            let (unit, finding) = match found {
                Ok((unit, finding)) if taken.insert(unit.clone()) => (Some(unit), finding),
                Ok((unit, _)) => {
                    let message = format!(
                        "Đơn vị “{}” đứng hai lần trong bảng; dòng này không được tính.",
                        directory.units.name(&unit)
                    );
                    (None, Some(Finding::about_cell(&rules::unit_ambiguous::RULE, at, message)))
                }
                Err(finding) => (None, Some(finding)),
            };
            for figure in table.figures.iter_mut().filter(|figure| figure.unit_row == Some(position)) {
                figure.observation.unit_id = unit.clone();
                if unit.is_none() && figure.observation.held_by.is_none() {
                    figure.observation.held_by = finding.as_ref().map(|finding| finding.rule.code);
                }
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
    match directory.units.find(&unit_key(&row.name, directory.lexicon)) {
        NameMatch::Exact(unit) => Ok((unit, None)),
        NameMatch::Slip(unit, taken_for) => {
            let message = rules::unit_name_approximate::message(&row.name, &taken_for);
            let finding = Finding::about_cell(&rules::unit_name_approximate::RULE, at, message);
            Ok((unit, Some(finding)))
        }
        NameMatch::Ambiguous(units) => match only(units.iter().filter(|unit| is_member(unit))) {
            Some(unit) => Ok((unit, None)),
            None => {
                let message = rules::unit_ambiguous::message(&row.name, &quoted_with_ids(&units, &directory.units));
                Err(Finding::about_cell(&rules::unit_ambiguous::RULE, at, message))
            }
        },
        NameMatch::Unknown(nearest) => {
            let message = rules::unit_unknown::message(&row.name, &quoted(&nearest));
            Err(Finding::about_cell(&rules::unit_unknown::RULE, at, message))
        }
    }
}
