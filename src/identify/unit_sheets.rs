//! Workbooks whose tables look otherwise than whose they are: a cluster's with a sheet a unit, or with the forms of several below
//! each other on one, and a unit's own with a row for itself in a table that is made for many.

use super::directory::Directory;
use super::names::{NameMatch, unit_key};
use super::own_name::{names_a_body, own_name};
use super::units::{lines_of_sheets, own_name_by_lines, place_of};
use super::witnesses::units_named;
use crate::catalogue::Aggregation;
use crate::ledger::{CellClass, CellLedger};
use crate::location::{CellAddress, CellRef};
use crate::observation::{FormKind, Measure};
use crate::recognise::{NameStrength, RowStanding, UnitRow};
use crate::resolve::{CheckFigure, CheckKind, Draft, DraftTable, NameLine};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Makes a cluster's table of the reports that a cluster has put together, one a sheet.
///
/// That is certain where every sheet with figures names a unit of the directory, or is called by its name, each another one, all of
/// one cluster, and the file bears the name of none: a unit's own workbook with a leftover sheet of its neighbour bears its own. A
/// sheet that sums up the others is none of theirs. A table with a row a unit may stand beside them, and stays what it is.
pub(super) fn of_units(draft: &mut Draft, directory: &Directory<'_>) {
    let is_asked = matches!(
        draft.submission.form,
        Some(FormKind::ActivityReport | FormKind::ClusterTable)
    );
    if !is_asked || draft.whose.unit_code.is_some() {
        return;
    }
    let Some(sheets) = units_of(draft, directory) else {
        return;
    };
    draft.submission.form = Some(FormKind::ClusterTable);
    as_one_table(draft, sheets);
}

/// Makes a unit's own report of a table with one row, which is of the very unit that the letterhead names. A table that names its
/// cluster stays the cluster's.
pub(super) fn of_one_row(draft: &mut Draft, directory: &Directory<'_>) {
    if draft.submission.form != Some(FormKind::ClusterTable) || !draft.whose.clusters.is_empty() {
        return;
    }
    let rows = || draft.tables.iter().flat_map(|table| &table.units);
    let (Some((row, _)), true) = (rows().next(), rows().count() == draft.tables.len()) else {
        return;
    };
    let own = own_name_by_lines(draft, directory);
    let own = own.filter(|own| own.line.strength != NameStrength::Upper);
    let Some(NameMatch::Exact(unit)) = own.map(|own| own.found) else {
        return;
    };
    let is_own = |name: &str| directory.find(name) == NameMatch::Exact(unit.clone());
    if !is_own(&row.name) || !rows().all(|(row, _)| is_own(&row.name)) {
        return;
    }
    draft.submission.form = Some(FormKind::ActivityReport);
    for table in &mut draft.tables {
        table.units.clear();
        for figure in &mut table.figures {
            figure.unit_row = None;
            figure.observation.form = FormKind::ActivityReport;
        }
        table
            .checks
            .retain(|check| !matches!(check.kind, CheckKind::Total(_)));
        for check in &mut table.checks {
            check.unit_row = None;
        }
    }
}

/// A sheet's name, and the first row of the form on it.
type Place = (Arc<str>, u32);

/// The units of a workbook's sheets, as the rows of one table.
struct UnitSheets {
    units: Vec<(UnitRow, CellRef)>,
    /// Whose the figures of each sheet or form are, by the units' positions; `None` of one that sums up the others.
    by_place: BTreeMap<Place, Option<usize>>,
}

/// The units of the sheets or forms; `None` where the workbook is no such one.
fn units_of(draft: &Draft, directory: &Directory<'_>) -> Option<UnitSheets> {
    let of_rows = draft.tables.iter().any(|table| !table.units.is_empty());
    let mut lines = lines_of_sheets(draft);
    lines.retain(|place, _| {
        let mut of_place = draft.tables.iter();
        of_place.any(|table| table.units.is_empty() && place_of(table) == Some(*place))
    });
    if lines.len() < if of_rows { 1 } else { 2 } {
        return None;
    }
    let mut known: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut sheets = UnitSheets {
        units: Vec::new(),
        by_place: BTreeMap::new(),
    };
    let mut nobodys = Vec::new();
    for (place, line) in lines {
        let key = (place.0.clone(), place.1);
        match unit_of_sheet(place, line, draft, directory) {
            OfSheet::Unit(unit, row) => {
                if !known.insert(unit) {
                    return None;
                }
                sheets.by_place.insert(key, Some(sheets.units.len()));
                sheets.units.push(*row);
            }
            OfSheet::Nobody => nobodys.push(key),
            OfSheet::InDoubt => return None,
        }
    }
    for place in nobodys {
        if known.len() < 2 || !is_sum(&place, &sheets, draft, directory) {
            return None;
        }
        sheets.by_place.insert(place, None);
    }
    let period = draft.likely_period()?;
    let mut clusters = known
        .iter()
        .map(|unit| directory.register.cluster_of(period, unit));
    let first = clusters.next()??;
    let is_of_one = clusters.all(|cluster| cluster == Some(first));
    let is_of_one = is_of_one && units_named(&draft.submission.file, directory).is_empty();
    is_of_one.then_some(sheets)
}

/// Whose a sheet is.
enum OfSheet {
    Unit(Arc<str>, Box<(UnitRow, CellRef)>),
    Nobody,
    InDoubt,
}

/// The unit that a sheet, or a form on it, names; else the one that the sheet is called by. The two must not contradict each other.
fn unit_of_sheet(
    (sheet, part): (&Arc<str>, u32),
    line: Option<&NameLine>,
    draft: &Draft,
    directory: &Directory<'_>,
) -> OfSheet {
    let by_line = line.map(|line| (directory.find(&line.name), line.clone()));
    let by_line = by_line.or_else(|| {
        let lines = draft.whose.names.iter();
        let lines = lines.filter(|line| line.at.sheet == *sheet && line.part == part);
        let own = own_name(&lines.collect::<Vec<_>>(), directory)?;
        // A union that stands above others, or a line that names no body, says nothing of the sheet.
        let is_named = own.line.strength != NameStrength::Upper
            && (own.found.unit().is_some() || names_a_body(&own.line.name, directory.lexicon));
        is_named.then_some((own.found, own.line))
    });
    // Of several forms on one sheet each names its own.
    let called = (part == 0).then(|| unit_called(sheet, by_line.is_some(), directory));
    let called = called.flatten();
    let (unit, name, at) = match (&by_line, called.as_ref()) {
        (Some((found, line)), called) => {
            let Some(unit) = found.unit() else {
                return OfSheet::InDoubt;
            };
            if called.is_some_and(|called| called != unit) {
                return OfSheet::InDoubt;
            }
            (unit, &*line.name, line.at.clone())
        }
        (None, Some(unit)) => {
            let top = CellAddress::new(0, 0);
            // Rows find their units by names anew: by the one in full where the sheet's is short.
            let name = match directory.find(sheet).unit() == Some(unit) {
                true => &**sheet,
                false => directory.register.unit_name(unit),
            };
            (unit, name, CellRef::new(&draft.submission.file, sheet, top))
        }
        (None, None) => return OfSheet::Nobody,
    };
    let row = UnitRow {
        name: name.to_string(),
        code: None,
        cluster: None,
        at: at.address,
        standing: RowStanding::Unit,
    };
    OfSheet::Unit(unit.clone(), Box::new((row, at)))
}

/// The unit that a sheet is called by: its name, its code, or as much of its name as a sheet's may have letters, a number before it left
/// aside. Where the sheet itself names its unit, only what is certain is held against that.
fn unit_called(sheet: &str, is_named: bool, directory: &Directory<'_>) -> Option<Arc<str>> {
    /// Office programs allow no more letters.
    const LONGEST_SHEET_NAME: usize = 31;
    let numbered = |it: char| it.is_ascii_digit() || matches!(it, ' ' | '.' | '-' | '_' | ')');
    let name = sheet.trim_start_matches(numbered);
    let exact = || match directory
        .find_exact(sheet)
        .or_else(|| directory.find_exact(name))?
    {
        NameMatch::Exact(unit) => Some(unit),
        _ => None,
    };
    let certain = directory.unit_of_code(Some(sheet)).or_else(exact);
    if certain.is_some() || is_named || name.is_empty() {
        return certain;
    }
    if sheet.chars().count() < LONGEST_SHEET_NAME {
        return directory.find(name).unit().cloned();
    }
    let begun = unit_key(name, directory.lexicon);
    let units = directory.register.units.values();
    let is_begun = |name: &str| unit_key(name, directory.lexicon).starts_with(&**begun);
    let mut units = units.filter(|unit| unit.names().any(|name| is_begun(name)));
    let unit = units.next().filter(|_| units.next().is_none())?;
    Some(unit.id.clone())
}

/// Whether a sheet that names nobody sums up the units' sheets: it is called so, or its figures are their sums.
fn is_sum(
    (sheet, part): &Place,
    sheets: &UnitSheets,
    draft: &Draft,
    directory: &Directory<'_>,
) -> bool {
    /// Fewer may be equal by chance.
    const FEWEST_SUMS: usize = 3;
    let words = &directory.lexicon.forms.words;
    let key = text::label_key(sheet);
    let is_titled = |line: &NameLine| {
        let key = text::label_key(&line.name);
        line.at.sheet == *sheet
            && line.part == *part
            && words.is_total(&key)
            && text::contains_any(&key, &words.several_units_words)
    };
    if words.is_total(&key) || draft.whose.names.iter().any(is_titled) {
        return true;
    }
    let mut sums: BTreeMap<&Arc<str>, f64> = BTreeMap::new();
    for figure in draft.figures() {
        let observation = &figure.observation;
        let place = (observation.at.sheet.clone(), *part);
        let is_of_unit = matches!(sheets.by_place.get(&place), Some(Some(_)));
        if let (true, Measure::Actual, Some(value)) =
            (is_of_unit, observation.measure, observation.value)
        {
            *sums.entry(&observation.indicator).or_default() += value;
        }
    }
    let mut own = 0;
    for figure in draft.figures() {
        let observation = &figure.observation;
        let indicator = directory.lexicon.indicators.get(&observation.indicator);
        let is_summed = indicator.is_some_and(|it| it.aggregation == Aggregation::Sum);
        if observation.at.sheet != *sheet || !is_summed {
            continue;
        }
        let sum = sums.get(&observation.indicator).copied();
        match (observation.value, sum) {
            (Some(value), Some(sum)) if value == sum => own += usize::from(value != 0.0),
            (None, _) => {}
            _ => return false,
        }
    }
    own >= FEWEST_SUMS
}

/// The tables of the sheets as one of a cluster's with a row a unit, in which what sums up the rows is checked.
fn as_one_table(draft: &mut Draft, sheets: UnitSheets) {
    let rows = 0..sheets.units.len();
    let mut whole = DraftTable {
        units: sheets.units,
        ..DraftTable::default()
    };
    let mut tables = Vec::new();
    for table in std::mem::take(&mut draft.tables) {
        if !table.units.is_empty() {
            tables.push(table);
            continue;
        }
        let place = place_of(&table).map(|(sheet, part)| (sheet.clone(), part));
        let unit_row = place.and_then(|place| sheets.by_place.get(&place).copied());
        if unit_row == Some(None) {
            whole.checks.extend(totals(&table, &rows, &mut draft.cells));
            whole.slips.extend(table.slips);
            continue;
        }
        let unit_row = unit_row.flatten();
        whole
            .figures
            .extend(table.figures.into_iter().map(|mut figure| {
                figure.unit_row = unit_row;
                figure.observation.form = FormKind::ClusterTable;
                figure
            }));
        let checks = table.checks.into_iter();
        whole
            .checks
            .extend(checks.map(|check| CheckFigure { unit_row, ..check }));
        whole.congress.extend(table.congress);
        whole.slips.extend(table.slips);
    }
    tables.push(whole);
    draft.tables = tables;
}

/// The figures of a sheet that sums up others are checked and never counted.
fn totals(table: &DraftTable, rows: &Range<usize>, cells: &mut CellLedger) -> Vec<CheckFigure> {
    let mut last = None;
    let totals = table.figures.iter().filter_map(|figure| {
        let observation = &figure.observation;
        let at = observation.at.address;
        match (observation.raw.is_empty(), last.replace(at) == Some(at)) {
            (true, _) => {}
            (false, true) => cells.shared = cells.shared.saturating_sub(1),
            (false, false) => {
                cells.pass(CellClass::Figure, CellClass::Total, figure.stands.is_some());
            }
        }
        Some(CheckFigure {
            kind: CheckKind::Total(rows.clone()),
            unit_row: None,
            indicator: observation.indicator.clone(),
            value: observation
                .value
                .filter(|_| observation.measure == Measure::Actual)?,
            or_value: None,
            at: observation.at.clone(),
        })
    });
    totals.collect()
}
