//! Which unit a form is of.

use super::decisions;
use super::directory::Directory;
use super::names::only;
use super::names::{NameMatch, unit_key};
use super::names::{quoted, quoted_with_ids};
use super::own_name::{OwnName, own_name};
use super::{clusters, witnesses};
use crate::finding::{Explained, Finding, Rule};
use crate::observation::SubmissionStatus;
use crate::recognise::{NamePlace, NameStrength};
use crate::resolve::{Draft, DraftTable, NameLine};
use crate::rules;
use crate::verdict::FileOut;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Settles the unit of a one-unit form, or rejects the file.
pub(super) fn identify_unit(
    draft: &mut Draft,
    own: Option<OwnName>,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let by_code = directory.unit_of_code(draft.whose.unit_code.as_deref());
    let contradiction = units_of_sheets(draft, directory)
        .or_else(|| sheet_of_another(draft, own.as_ref()?, directory))
        .or_else(|| own.as_ref().and_then(two_names))
        .or_else(|| {
            let named = own.as_ref().map(|own| &own.found);
            code_against_name(by_code.as_ref(), named, directory)
        });
    let (named, line) = own.map(|own| (own.found, own.line)).unzip();
    draft.whose.is_named_by_superior = by_code.is_none()
        && line
            .as_ref()
            .is_some_and(|line| line.strength == NameStrength::Upper && is_alone(line, draft));
    let found = by_code
        .clone()
        .map(NameMatch::Exact)
        .or_else(|| named.clone());
    let line = line.as_ref();
    let left_out = directory.left_out_unit(name_of(line));
    let told = match contradiction {
        Some(message) => Err((&rules::unit_ambiguous::RULE, message)),
        None if let (None, Some(entry)) = (by_code.as_ref(), left_out) => {
            let message = rules::unit_unknown::left_out_message(name_of(line), &entry.by());
            Err((&rules::unit_unknown::RULE, message))
        }
        None => by_name(found.as_ref(), line, draft, directory, findings)
            .or_else(|why| by_witness(found.as_ref(), line, draft, directory, findings).ok_or(why)),
    };
    if let (Ok(unit), Some(NameMatch::Exact(_))) = (&told, &named) {
        findings.extend(line.and_then(|line| former_name(unit, line, directory)));
    }
    let decided = decisions::unit_of_file(&mut draft.decisions, directory);
    match (decided, told) {
        (Some(unit), Ok(_)) | (None, Ok(unit)) => set_unit(draft, &unit),
        (decided, Err((rule, message))) => {
            // What is wrong with the name is told also where the office has decided: nothing is silent.
            let finding = file_finding(&draft.submission.file, rule, line, message);
            if left_out.is_some() && decided.is_none() && rule == &rules::unit_unknown::RULE {
                findings.push(finding.as_decided().about_text(name_of(line)));
                draft.set_status(SubmissionStatus::Held, FileOut::LeftOut);
                return;
            }
            findings.push(finding.about_text(name_of(line)));
            match decided {
                Some(unit) => set_unit(draft, &unit),
                // A held file too: it would not count even with its period settled.
                None => draft.set_status(SubmissionStatus::Rejected, rule),
            }
        }
    }
}

fn name_of(line: Option<&NameLine>) -> &str {
    line.map_or("", |line| line.name.as_str())
}

/// The unit that the form's code or name is of, or what is wrong with them.
fn by_name(
    found: Option<&NameMatch>,
    line: Option<&NameLine>,
    draft: &Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Arc<str>, (&'static Rule, String)> {
    let name = name_of(line);
    match found {
        Some(NameMatch::Exact(unit)) => Ok(unit.clone()),
        Some(NameMatch::Slip(unit, taken_for)) => {
            let rule = &rules::unit_name_approximate::RULE;
            let message = rules::unit_name_approximate::message(name, taken_for);
            let finding = match line {
                Some(line) => Finding::about_cell(rule, &line.at, message),
                None => Finding::about_file(rule, &draft.submission.file, message),
            };
            findings.push(finding.about_text(name));
            Ok(unit.clone())
        }
        Some(NameMatch::Ambiguous(units)) => {
            of_folder_cluster(units, draft, directory).ok_or_else(|| {
                let candidates = quoted_with_ids(units, directory.units);
                let message = rules::unit_ambiguous::message(name, &candidates);
                (&rules::unit_ambiguous::RULE, message)
            })
        }
        Some(NameMatch::Likely(unit, _)) => {
            let nearest = directory.units.name(unit);
            let message = rules::unit_unknown::message(name, &quoted([&nearest]));
            Err((&rules::unit_unknown::RULE, message))
        }
        Some(NameMatch::Unknown(nearest)) if !name.is_empty() => {
            let message = rules::unit_unknown::message(name, &quoted(nearest));
            Err((&rules::unit_unknown::RULE, message))
        }
        Some(NameMatch::Unknown(_)) | None => {
            let message = "Biểu không ghi tên đơn vị nào. Ghi tên đơn vị trên biểu.".to_string();
            Err((&rules::unit_unknown::RULE, message))
        }
    }
}

/// The unit that a doubtful name and another witness agree on; it is told.
fn by_witness(
    found: Option<&NameMatch>,
    line: Option<&NameLine>,
    draft: &Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Arc<str>> {
    // A union that stands above others is no name of the form's own.
    let own = line.filter(|line| line.strength != NameStrength::Upper);
    let (unit, by) = witnesses::confirmed(draft, (name_of(own), found), directory)?;
    let rule = &rules::unit_name_approximate::RULE;
    let taken_for = directory.register.unit_name(&unit);
    let message = rules::unit_name_approximate::confirmed_message(name_of(line), taken_for, by);
    let finding = file_finding(&draft.submission.file, rule, line, message);
    findings.push(finding.about_text(name_of(line)));
    Some(unit)
}

/// What to tell of a form under a name that its unit bore before.
fn former_name(unit: &Arc<str>, line: &NameLine, directory: &Directory<'_>) -> Option<Finding> {
    if let Some(told) = directory.told_decision(&line.name, &line.at, Explained::File) {
        return Some(told);
    }
    (!directory.is_own_name(&line.name, unit)).then(|| {
        let now = directory.register.unit_name(unit);
        let message = rules::unit_name_approximate::former_message(&line.name, now);
        Finding::about_cell(&rules::unit_name_approximate::RULE, &line.at, message)
    })
}

/// Whether a form names nobody else than a union that mostly stands above others, not even above it.
fn is_alone(line: &NameLine, draft: &Draft) -> bool {
    let mut others = draft.whose.names.iter().filter(|other| other.at != line.at);
    others.all(|other| other.strength == NameStrength::Line)
}

/// Two units that a form names just as plainly.
fn two_names(own: &OwnName) -> Option<String> {
    let other = own.other.as_ref()?;
    Some(format!(
        "Biểu ghi tên hai đơn vị khác nhau: “{}” (ô {}, trang “{}”) và “{}”. Hỏi lại đơn vị gửi.",
        other.name, other.at.address, other.at.sheet, own.line.name
    ))
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
            let both = quoted_with_ids(&both, directory.units);
            Some(rules::unit_ambiguous::code_message(&both))
        }
        _ => None,
    }
}

/// Sheets that say they are of different units: one file cannot be all of theirs.
fn units_of_sheets(draft: &Draft, directory: &Directory<'_>) -> Option<String> {
    let lines = lines_of_sheets(draft).into_values().flatten();
    let found = lines.map(|line| (line, directory.find(&line.name)));
    // Forms below each other on one sheet were parted by the names above them.
    let is_parted = draft.tables.iter().any(|table| table.part > 0);
    let mut sure = found.filter(|(line, found)| {
        matches!(found, NameMatch::Exact(_)) || line.strength == NameStrength::Labelled || is_parted
    });
    let key = |line: &NameLine| unit_key(&line.name, directory.lexicon);
    let (first, first_found) = sure.next()?;
    let (other, _) = sure.find(|(line, found)| {
        (!is_one(found, &first_found) || is_parted) && key(line) != key(first)
    })?;
    Some(format!(
        "Các trang của tệp ghi tên những đơn vị khác nhau: “{}” (trang “{}”) và “{}” (trang “{}”). Tách thành mỗi đơn vị một tệp.",
        first.name, first.at.sheet, other.name, other.at.sheet
    ))
}

/// A sheet with figures that names nobody and is called by another unit's name than the others name. Where a sheet names its unit, what
/// it is called may be left over from whose file it was before.
fn sheet_of_another(draft: &Draft, own: &OwnName, directory: &Directory<'_>) -> Option<String> {
    let unit = own.found.unit()?;
    let lines = lines_of_sheets(draft);
    let mut nameless = lines.iter().filter(|(_, line)| line.is_none());
    let is_anothers = |((sheet, _), _): &(&FormPlace<'_>, _)| match directory.find_exact(sheet) {
        Some(NameMatch::Exact(called)) => called != *unit && **sheet != own.line.at.sheet,
        _ => false,
    };
    let ((sheet, _), _) = nameless.find(is_anothers)?;
    Some(format!(
        "Trang “{sheet}” mang tên một đơn vị khác với đơn vị ghi trên biểu (“{}”, trang “{}”). Hỏi lại đơn vị gửi, hoặc tách thành mỗi đơn vị một tệp.",
        own.line.name, own.line.at.sheet
    ))
}

/// Whether two names are surely one unit's, or nobody's.
fn is_one(one: &NameMatch, other: &NameMatch) -> bool {
    one == other || one.unit().is_some() && one.unit() == other.unit()
}

/// A sheet, and the first row of the form on it, where another unit's stands above that.
pub(super) type FormPlace<'a> = (&'a Arc<str>, u32);

/// Where a table with figures stands.
pub(super) fn place_of(table: &DraftTable) -> Option<FormPlace<'_>> {
    let figure = table.figures.first()?;
    Some((&figure.observation.at.sheet, table.part))
}

/// The line by which each sheet with figures, or each form on one, says whose it is; `None` where it says nothing.
pub(super) fn lines_of_sheets(draft: &Draft) -> BTreeMap<FormPlace<'_>, Option<&NameLine>> {
    let sheets = draft.tables.iter().filter_map(place_of);
    let line = |(sheet, part): FormPlace<'_>| {
        let is_own = |line: &&NameLine| {
            line.at.sheet == *sheet
                && line.part == part
                && !line.name.is_empty()
                && line.place != NamePlace::Signature
                && line.strength >= NameStrength::Union
        };
        let mut own = draft.whose.names.iter().rev().filter(is_own);
        let last = own.clone().next();
        let labelled = own.find(|line| line.strength == NameStrength::Labelled);
        labelled.or(last)
    };
    sheets.map(|sheet| (sheet, line(sheet))).collect()
}

/// A finding about the whole file that names the line in its words: the file is what is rejected.
fn file_finding(
    file: &Arc<str>,
    rule: &'static Rule,
    line: Option<&NameLine>,
    message: String,
) -> Finding {
    let message = line.map_or(message.clone(), |line| {
        let at = &line.at;
        format!("{message} (ô {}, trang “{}”)", at.address, at.sheet)
    });
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

/// What a one-unit form says of its unit.
pub(super) fn own_name_of(draft: &Draft, directory: &Directory<'_>) -> Option<OwnName> {
    match draft.is_of_cluster() {
        true => None,
        false => own_name_by_lines(draft, directory),
    }
}

/// What the sheets say of the unit: the first that names a known one, else the first that names anybody. A cover speaks where
/// the sheets with tables say nothing, and may contradict them.
pub(super) fn own_name_by_lines(draft: &Draft, directory: &Directory<'_>) -> Option<OwnName> {
    let mut sheets: Vec<Vec<&NameLine>> = Vec::new();
    for line in &draft.whose.names {
        match sheets.last_mut() {
            Some(sheet) if sheet[0].at.sheet == line.at.sheet && sheet[0].part == line.part => {
                sheet.push(line);
            }
            _ => sheets.push(vec![line]),
        }
    }
    let mut own: Option<OwnName> = None;
    let mut covers = Vec::new();
    for lines in &sheets {
        let Some(said) = own_name(lines, directory) else {
            continue;
        };
        if lines[0].is_on_cover {
            covers.push((said.found.clone(), said.line.clone()));
        }
        let is_known = |own: &OwnName| !matches!(own.found, NameMatch::Unknown(_));
        let is_better = |own: &OwnName| !is_known(own) && is_known(&said);
        if own.as_ref().is_none_or(is_better) {
            own = Some(said);
        }
    }
    let mut own = own?;
    let of_cover = covers.into_iter().find(|(found, line)| {
        let is_known = |found: &NameMatch| matches!(found, NameMatch::Exact(_));
        let is_plain = line.strength >= NameStrength::Grassroots;
        is_plain && is_known(found) && is_known(&own.found) && *found != own.found
    });
    own.other = own.other.or(of_cover.map(|(_, line)| line));
    Some(own)
}

/// Of several units of one name, the one whose cluster's folder the file lies in.
fn of_folder_cluster(
    units: &[Arc<str>],
    draft: &Draft,
    directory: &Directory<'_>,
) -> Option<Arc<str>> {
    let period = draft.likely_period()?;
    let cluster = clusters::of_folder(draft, directory)?;
    let is_member = |it: &&Arc<str>| directory.is_member(it, Some(period), Some(&cluster));
    only(units.iter().filter(is_member))
}
