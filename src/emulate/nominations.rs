//! Proposals from all places together: the same stands once, and what contradicts is told.

use super::conferences::Place;
use super::proposals::award_of;
use super::rankings::Contest;
use crate::finding::Finding;
use crate::location::CellRef;
use crate::period::Period;
use crate::quantity::format_number;
use crate::register::Register;
use crate::rules::nomination_conflict;
use crate::tables::{Nomination, Ranking};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Points closer than this are equal.
const TOLERANCE: f64 = 1e-6;

/// A unit in a cluster's contest.
type Contender = (Period, Arc<str>, Arc<str>);

/// A list of proposals: its file and sheet.
type List<'a> = (&'a Arc<str>, &'a Arc<str>);

fn list(at: &CellRef) -> List<'_> {
    (&at.file, &at.sheet)
}

/// Makes one of each proposal that stands in several lists, with the place and the giver that any of them tells, and
/// tells of lists that propose different awards for one unit.
pub(super) fn settle(
    nominations: Vec<Nomination>,
    register: &Register,
    findings: &mut Vec<Finding>,
) -> Vec<Nomination> {
    let mut by_unit: BTreeMap<Contender, Vec<Nomination>> = BTreeMap::new();
    for row in nominations {
        let key = (row.period, row.cluster_id.clone(), row.unit_id.clone());
        by_unit.entry(key).or_default().push(row);
    }
    let mut settled = Vec::new();
    for ((.., unit), rows) in by_unit {
        tell_awards(register.unit_name(&unit), &rows, findings);
        settled.extend(each_once(rows));
    }
    settled
}

fn is_same(one: &Nomination, other: &Nomination) -> bool {
    let given_by_both = one.awarded_by.as_ref().zip(other.awarded_by.as_ref());
    one.award == other.award && given_by_both.is_none_or(|(one, other)| one == other)
}

/// The first of each proposal, with what the others tell besides; one with a place goes before one without.
fn each_once(mut rows: Vec<Nomination>) -> Vec<Nomination> {
    rows.sort_by_key(|row| (row.rank.is_none(), row.awarded_by.is_none()));
    let mut once: Vec<Nomination> = Vec::new();
    for row in rows {
        match once.iter_mut().find(|known| is_same(known, &row)) {
            Some(known) => {
                known.rank = known.rank.or(row.rank);
                known.awarded_by = known.awarded_by.take().or(row.awarded_by);
            }
            None => once.push(row),
        }
    }
    once
}

fn tell_awards(unit: &str, rows: &[Nomination], findings: &mut Vec<Finding>) {
    let mut by_list: BTreeMap<List<'_>, Vec<&Nomination>> = BTreeMap::new();
    for row in rows {
        by_list.entry(list(&row.at)).or_default().push(row);
    }
    let lists: Vec<&Vec<&Nomination>> = by_list.values().collect();
    let holds = |many: &[&Nomination], few: &[&Nomination]| {
        few.iter()
            .all(|row| many.iter().any(|other| is_same(row, other)))
    };
    for (position, one) in lists.iter().enumerate() {
        let contradicts = |other: &&&Vec<&Nomination>| !holds(one, other) && !holds(other, one);
        let Some(other) = lists
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != position)
            .map(|(_, other)| other)
            .find(contradicts)
        else {
            continue;
        };
        let message =
            nomination_conflict::of_awards(unit, &named(one), &named(other), &place(&other[0].at));
        findings.push(about(one[0], message));
    }
}

fn about(row: &Nomination, message: String) -> Finding {
    let mut finding = Finding::about_cell(&nomination_conflict::RULE, &row.at, message);
    finding.unit_id = Some(row.unit_id.clone());
    finding
}

fn named(rows: &[&Nomination]) -> String {
    let whole = |row: &&Nomination| award_of(&row.award, row.awarded_by.as_deref());
    let names: BTreeSet<String> = rows.iter().map(whole).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

fn place(at: &CellRef) -> String {
    format!("ô {} (trang “{}”, tệp “{}”)", at.address, at.sheet, at.file)
}

/// Tells of units that two lists give different places, and of places that the points of the cluster contradict.
pub(super) fn tell_places(
    places: &[Place],
    ranked: &[Ranking],
    by_cluster: &dyn Fn(&Contest) -> bool,
    register: &Register,
    findings: &mut Vec<Finding>,
) {
    let mut by_unit: BTreeMap<Contender, Vec<&Place>> = BTreeMap::new();
    let mut by_list: BTreeMap<(Contest, List<'_>), Vec<&Place>> = BTreeMap::new();
    for row in places {
        let contest = (row.period, row.cluster_id.clone());
        let key = (row.period, row.cluster_id.clone(), row.unit_id.clone());
        by_unit.entry(key).or_default().push(row);
        by_list
            .entry((contest, list(&row.at)))
            .or_default()
            .push(row);
    }
    for ((.., unit), rows) in &by_unit {
        let differs = |other: &&&Place| other.rank != rows[0].rank;
        if let Some(other) = rows.iter().find(differs) {
            let (name, there) = (register.unit_name(unit), place(&rows[0].at));
            let message = nomination_conflict::of_ranks(name, other.rank, rows[0].rank, &there);
            findings.push(about_place(other, message));
        }
    }
    let all = ranked.iter();
    let points: BTreeMap<(Period, &Arc<str>), &Ranking> =
        all.map(|row| ((row.period, &row.unit_id), row)).collect();
    let lists = by_list
        .iter()
        .filter(|((contest, _), _)| by_cluster(contest));
    for (_, rows) in lists {
        let score = |row: &Place| Some(points.get(&(row.period, &row.unit_id))?.score);
        let told = findings.len();
        for row in rows {
            let Some(own) = score(row) else { continue };
            // One that has more points and a lower place; of several the one with most.
            let better = rows
                .iter()
                .filter(|other| other.rank > row.rank)
                .filter_map(|other| Some((score(other)?, *other)))
                .filter(|(points, _)| *points > own + TOLERANCE)
                .max_by(|(one, _), (other, _)| one.total_cmp(other));
            if let Some((more, other)) = better {
                let (name, its_name) = (
                    register.unit_name(&row.unit_id),
                    register.unit_name(&other.unit_id),
                );
                let message = nomination_conflict::of_points(
                    name,
                    (row.rank, &format_number(own, 2)),
                    its_name,
                    (other.rank, &format_number(more, 2)),
                );
                findings.push(about_place(row, message));
            }
        }
        if findings.len() == told {
            findings.extend(against_reckoned(rows, ranked, &points, register));
        }
    }
}

/// The places of a list of a whole cluster, in the order of its points, that are not those that the points give: equal points, and two places.
fn against_reckoned(
    rows: &[&Place],
    ranked: &[Ranking],
    points: &BTreeMap<(Period, &Arc<str>), &Ranking>,
    register: &Register,
) -> Vec<Finding> {
    let is_whole = |row: &&&Place| ranked_in(row, ranked) == rows.len();
    let whole = rows.iter().filter(is_whole);
    let others = whole.filter_map(|row| {
        let other = points.get(&(row.period, &row.unit_id))?;
        (other.rank != row.rank).then(|| told_of_reckoned(row, other, register))
    });
    others.collect()
}

fn told_of_reckoned(row: &Place, other: &Ranking, register: &Register) -> Finding {
    let name = register.unit_name(&row.unit_id);
    let points = format_number(other.score, 2);
    let message = nomination_conflict::of_reckoned(name, row.rank, &points, other.rank);
    about_place(row, message)
}

/// How many units of a place's cluster have points.
fn ranked_in(row: &Place, ranked: &[Ranking]) -> usize {
    let is_beside =
        |other: &&Ranking| (other.period, &other.cluster_id) == (row.period, &row.cluster_id);
    ranked.iter().filter(is_beside).count()
}

fn about_place(row: &Place, message: String) -> Finding {
    let mut finding = Finding::about_cell(&nomination_conflict::RULE, &row.at, message);
    finding.unit_id = Some(row.unit_id.clone());
    finding
}
