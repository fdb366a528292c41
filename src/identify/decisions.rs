//! What the office has decided about units and clusters: held against the register like any other name, but never a slip.

use super::directory::Directory;
use super::names::{NameMatch, cluster_key, unit_key};
use crate::location::CellRef;
use crate::register::corrections::{Request, Spot};
use crate::resolve::{Draft, FileDecision, Whose};
use crate::text;
use std::sync::Arc;

/// What is decided about a row of a cluster's table.
pub(super) enum RowDecision {
    /// It is of this unit.
    Unit(Arc<str>),
    /// It is left out.
    LeftOut,
}

/// The unit that the office has decided a one-unit form to be of.
pub(super) fn unit_of_file(
    decisions: &mut [FileDecision],
    directory: &Directory<'_>,
) -> Option<Arc<str>> {
    let mut decided = None;
    for decision in fresh(decisions) {
        if let Request::UseUnit(_, name) = &decision.request {
            let unit = unit_named(name, directory);
            decided = take(decision, unit).or(decided);
        }
    }
    decided
}

/// The decisions that were made on what there is now.
fn fresh(decisions: &mut [FileDecision]) -> impl Iterator<Item = &mut FileDecision> {
    decisions.iter_mut().filter(|decision| !decision.is_stale)
}

/// Notes what came of a decision.
fn take(decision: &mut FileDecision, meant: Result<Arc<str>, String>) -> Option<Arc<str>> {
    decision.outcome = Some(meant.as_ref().map(|_| ()).map_err(Clone::clone));
    meant.ok()
}

/// The cluster that the office has decided a cluster's table to be of: a decision that stands at no row of it.
pub(super) fn cluster_of_file(draft: &mut Draft, directory: &Directory<'_>) -> Option<Arc<str>> {
    let Draft {
        decisions, tables, ..
    } = draft;
    let mut decided = None;
    for decision in fresh(decisions) {
        let Request::UseUnit(spot, name) = &decision.request else {
            continue;
        };
        let is_row = |at: &CellRef| spot.as_ref().is_some_and(|spot| spot.is_at(at));
        let mut rows = tables.iter().flat_map(|table| &table.units);
        if !rows.any(|(_, at)| is_row(at)) {
            let unknown = || format!("danh mục không có cụm “{name}”");
            let cluster = cluster_named(name, directory).ok_or_else(unknown);
            decided = take(decision, cluster).or(decided);
        }
    }
    decided
}

/// What is decided about the row that names its unit in a cell.
pub(super) fn row_decision(
    decisions: &mut [FileDecision],
    (name, at): (&str, &CellRef),
    directory: &Directory<'_>,
) -> Option<RowDecision> {
    for decision in fresh(decisions) {
        let is_of_row = match &decision.request {
            Request::UseUnit(Some(spot), _) | Request::LeaveOutFile(Some(spot)) => spot.is_at(at),
            _ => false,
        };
        if is_of_row && !decision.bound.is_text(name) {
            decision.refuse_stale(&format!("ô {} ghi “{name}”", at.address));
            continue;
        }
        match &decision.request {
            Request::UseUnit(Some(spot), name) if spot.is_at(at) => {
                let unit = unit_named(name, directory);
                return take(decision, unit).map(RowDecision::Unit);
            }
            Request::LeaveOutFile(Some(spot)) if spot.is_at(at) => {
                decision.outcome = Some(Ok(()));
                return Some(RowDecision::LeftOut);
            }
            _ => {}
        }
    }
    None
}

/// Decisions about a form's unit that were made on another name than it states now are not applied.
pub(super) fn forget_stale(draft: &mut Draft) {
    let Draft {
        decisions,
        whose: Whose { names, .. },
        tables,
        ..
    } = draft;
    let rows = tables.iter().flat_map(|table| &table.units);
    let rows: Vec<&CellRef> = rows.map(|(_, at)| at).collect();
    for decision in decisions {
        let is_of_row = |spot: &Spot| rows.iter().any(|at| spot.is_at(at));
        let is_of_form = match &decision.request {
            Request::UseUnit(spot, _) | Request::LeaveOutFile(spot) => {
                !spot.as_ref().is_some_and(is_of_row)
            }
            Request::KeepUnit | Request::CountFile => true,
            _ => false,
        };
        let is_stated = names.iter().any(|line| decision.bound.is_text(&line.name));
        if is_of_form && !decision.bound.raw.is_empty() && !is_stated {
            let stated = names.iter().map(|line| format!("“{}”", line.name));
            let stated: Vec<String> = stated.collect();
            decision.refuse_stale(&match stated.is_empty() {
                true => "biểu không ghi tên nào".to_string(),
                false => format!("biểu ghi {}", stated.join(", ")),
            });
        }
    }
}

/// A unit that has ended cannot be kept: only the register can say that it goes on.
pub(super) fn refuse_kept_unit(draft: &mut Draft) {
    let why = "đơn vị đã kết thúc theo trang “Biến động” của danh mục; sửa danh mục, hoặc chọn “dùng” và ghi đơn vị kế thừa";
    draft.decide(&Request::KeepUnit, &Err(why.to_string()));
}

/// A decision to leave the unit as it was told has an effect only where it was told at all.
pub(super) fn settle_kept_units(draft: &mut Draft) {
    let is_told = draft.submission.unit_id.is_some() || draft.submission.cluster_id.is_some();
    for decision in &mut draft.decisions {
        if decision.request == Request::KeepUnit {
            let why = "tên ghi trên biểu chưa có trong danh mục; bổ sung danh mục, hoặc chọn “dùng” và ghi tên đúng";
            decision.outcome = Some(is_told.then_some(()).ok_or(why.to_string()));
        }
    }
}

fn unit_named(name: &str, directory: &Directory<'_>) -> Result<Arc<str>, String> {
    let by_id = directory.register.units.keys().find(|id| is_id(id, name));
    if let Some(id) = by_id {
        return Ok(id.clone());
    }
    let key = unit_key(name, directory.lexicon);
    match directory.units.find_exact(&key) {
        Some(NameMatch::Exact(unit)) => Ok(unit),
        Some(_) => Err(format!("nhiều đơn vị cùng tên “{name}”; ghi mã đơn vị")),
        None => Err(format!(
            "danh mục không có đơn vị “{name}”; ghi đúng tên hoặc mã đơn vị"
        )),
    }
}

fn cluster_named(name: &str, directory: &Directory<'_>) -> Option<Arc<str>> {
    let mut ids = directory.register.clusters.keys();
    if let Some(id) = ids.find(|id| is_id(id, name)) {
        return Some(id.clone());
    }
    let key = cluster_key(name, directory.lexicon);
    match directory.clusters.find_exact(&key) {
        Some(NameMatch::Exact(cluster)) => Some(cluster),
        _ => None,
    }
}

fn is_id(id: &str, written: &str) -> bool {
    text::clean(id).to_lowercase() == text::clean(written).to_lowercase()
}
