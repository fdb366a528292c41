//! Workbooks whose tables look otherwise than whose they are: a cluster's with a sheet a unit, or with the forms of several below
//! each other on one, and a unit's own with a row for itself in a table that is made for many.

use super::directory::Directory;
use super::names::NameMatch;
use super::units::{lines_of_sheets, own_name_by_lines, place_of};
use super::witnesses::units_named;
use crate::location::CellRef;
use crate::observation::FormKind;
use crate::recognise::{NameStrength, UnitRow};
use crate::resolve::{CheckKind, Draft};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Makes a cluster's table of the reports that a cluster has put together, one a sheet.
///
/// That is certain where every sheet with figures names a unit of the directory in full, each another one, all of one
/// cluster, and the file bears the name of none: a unit's own workbook with a leftover sheet of its neighbour bears its own.
pub(super) fn of_units(draft: &mut Draft, directory: &Directory<'_>) {
    if draft.submission.form != Some(FormKind::ActivityReport) || draft.whose.unit_code.is_some() {
        return;
    }
    let Some(rows) = rows(draft, directory) else {
        return;
    };
    draft.submission.form = Some(FormKind::ClusterTable);
    for table in &mut draft.tables {
        let place = place_of(table).map(|(sheet, part)| (sheet.clone(), part));
        let Some(row) = place.and_then(|place| rows.get(&place)) else {
            continue;
        };
        table.units = vec![row.clone()];
        for figure in &mut table.figures {
            figure.unit_row = Some(0);
        }
    }
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

/// The unit of each sheet or form, as a row of a table has it; `None` where the workbook is no such one.
fn rows(draft: &Draft, directory: &Directory<'_>) -> Option<BTreeMap<Place, (UnitRow, CellRef)>> {
    let lines = lines_of_sheets(draft);
    if lines.len() < 2 || draft.tables.iter().any(|table| !table.units.is_empty()) {
        return None;
    }
    let mut units: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut rows = BTreeMap::new();
    for ((sheet, part), line) in lines {
        let line = line?;
        let NameMatch::Exact(unit) = directory.find(&line.name) else {
            return None;
        };
        if !units.insert(unit) {
            return None;
        }
        let row = UnitRow {
            name: line.name.clone(),
            code: None,
            cluster: None,
            at: line.at.address,
        };
        rows.insert((sheet.clone(), part), (row, line.at.clone()));
    }
    let period = draft.likely_period()?;
    let mut clusters = units
        .iter()
        .map(|unit| directory.register.cluster_of(period, unit));
    let first = clusters.next()??;
    let is_of_one = clusters.all(|cluster| cluster == Some(first));
    let is_of_one = is_of_one && units_named(&draft.submission.file, directory).is_empty();
    is_of_one.then_some(rows)
}
