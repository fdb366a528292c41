//! Which unit a form is of.

use super::decisions;
use super::names::{NameMatch, unit_key};
use super::{Directory, clusters, quoted, quoted_with_ids};
use crate::finding::Finding;
use crate::observation::SubmissionStatus;
use crate::recognise::NameStrength;
use crate::resolve::{Draft, NameLine};
use crate::rules;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Settles the unit of a one-unit form, or rejects the file.
pub(super) fn identify_unit(
    draft: &mut Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let by_code = by_code(draft.unit_code.as_deref(), directory);
    let (named, line) = by_lines(draft, directory)
        .map(|(found, line)| (Some(found), line))
        .unwrap_or_default();
    let name = line.as_ref().map_or("", |line| line.name.as_str());
    let contradiction = units_of_sheets(draft, directory)
        .or_else(|| code_against_name(by_code.as_ref(), named.as_ref(), directory));
    let found = by_code.map(NameMatch::Exact).or_else(|| named.clone());
    let told = match found {
        _ if let Some(message) = contradiction => Err((&rules::unit_ambiguous::RULE, message)),
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

/// A code and a name that are two units' leave open whose form it is.
fn code_against_name(
    code: Option<&Arc<str>>,
    named: Option<&NameMatch>,
    directory: &Directory<'_>,
) -> Option<String> {
    match (code, named) {
        (Some(code), Some(NameMatch::Exact(unit))) if code != unit => {
            let both = [code.clone(), unit.clone()];
            Some(format!(
                "Mã đơn vị và tên đơn vị trên biểu là của hai đơn vị khác nhau: {}. Hỏi lại đơn vị gửi.",
                quoted_with_ids(&both, &directory.units)
            ))
        }
        _ => None,
    }
}

/// Sheets that say they are of different units: one file cannot be all of theirs.
fn units_of_sheets(draft: &Draft, directory: &Directory<'_>) -> Option<String> {
    let mut by_sheet: BTreeMap<&Arc<str>, &NameLine> = BTreeMap::new();
    for table in &draft.tables {
        let Some(figure) = table.figures.first() else {
            continue;
        };
        let sheet = &figure.observation.at.sheet;
        let own = draft
            .names
            .iter()
            .rev()
            .filter(|line| line.at.sheet == *sheet);
        let line = own
            .clone()
            .find(|line| line.strength == NameStrength::Labelled)
            .or_else(|| {
                own.clone()
                    .find(|line| line.strength == NameStrength::Union)
            });
        by_sheet.extend(line.map(|line| (sheet, line)));
    }
    let found: Vec<(&NameLine, NameMatch)> = by_sheet
        .into_values()
        .map(|line| {
            (
                line,
                directory
                    .units
                    .find(&unit_key(&line.name, directory.lexicon)),
            )
        })
        .collect();
    let is_sure = |line: &NameLine, found: &NameMatch| match found {
        NameMatch::Exact(_) => true,
        _ => line.strength == NameStrength::Labelled,
    };
    let sure: Vec<&(&NameLine, NameMatch)> = found
        .iter()
        .filter(|(line, found)| is_sure(line, found))
        .collect();
    let key = |line: &NameLine| unit_key(&line.name, directory.lexicon);
    let (first, first_found) = sure.first()?;
    let (other, _) = sure
        .iter()
        .find(|(line, found)| found != first_found && key(line) != key(first))?;
    Some(format!(
        "Các trang của tệp ghi tên những đơn vị khác nhau: “{}” (trang “{}”) và “{}” (trang “{}”). Tách thành mỗi đơn vị một tệp.",
        first.name, first.at.sheet, other.name, other.at.sheet
    ))
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

pub(super) fn by_code(code: Option<&str>, directory: &Directory<'_>) -> Option<Arc<str>> {
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
    let keyed: Vec<(&NameLine, Cow<'_, Arc<str>>)> = lines
        .into_iter()
        .map(|line| (line, unit_key(&line.name, directory.lexicon)))
        .filter(|(_, key)| !key.is_empty())
        .collect();
    if let Some(found) = by_higher_union(draft, directory) {
        return Some(found);
    }
    for (position, (line, key)) in keyed.iter().enumerate() {
        if let Some(found) = directory.units.find_exact(key) {
            // In a letterhead the union above stands first: where a line below it names a union that is not known, the
            // form is not the upper one's.
            let own = keyed[..position].iter().find(|(own, own_key)| {
                line.is_letterhead
                    && own.is_letterhead
                    && own.strength == NameStrength::Union
                    && own.at.address.row > line.at.address.row
                    && own_key.split(' ').count() > 2
            });
            return Some(match own {
                Some((own, own_key)) => (directory.units.find(own_key), Some((*own).clone())),
                None => (found, Some((*line).clone())),
            });
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

/// A union that mostly stands above others reports itself where nobody else is named below it.
fn by_higher_union(
    draft: &Draft,
    directory: &Directory<'_>,
) -> Option<(NameMatch, Option<NameLine>)> {
    let line = draft
        .names
        .iter()
        .rev()
        .find(|line| line.strength != NameStrength::Line)
        .filter(|line| line.strength == NameStrength::Upper)?;
    if draft
        .names
        .iter()
        .any(|line| line.strength == NameStrength::Labelled)
    {
        return None;
    }
    let found = directory
        .units
        .find_exact(&unit_key(&line.name, directory.lexicon))?;
    let below = draft
        .names
        .iter()
        .rev()
        .take_while(|other| other.at != line.at);
    let is_named_below = below.into_iter().any(|other| {
        let key = unit_key(&other.name, directory.lexicon);
        directory.units.find_exact(&key).is_some()
    });
    (!is_named_below).then(|| (found, Some(line.clone())))
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

pub(super) fn only<'a>(mut units: impl Iterator<Item = &'a Arc<str>>) -> Option<Arc<str>> {
    let first = units.next()?;
    units.next().is_none().then(|| first.clone())
}
