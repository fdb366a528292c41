//! Points by criterion: the table of them, and what the criteria in force make of it.

use super::criteria::{Criteria, CriteriaSet, Criterion, CriterionKind, Given, ScoreSheet};
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::recognise::{ScoreKind, Scorer};
use crate::register::Register;
use crate::resolve::Draft;
use crate::tables::{CriterionScore, PointsKind};
use crate::text;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The points of all files that count.
pub(super) fn read_scores(drafts: &[Draft], register: &Register) -> Vec<CriterionScore> {
    let mut scores = Vec::new();
    for draft in drafts {
        let submission = &draft.submission;
        let (SubmissionStatus::Accepted, Some(period)) = (submission.status, submission.period)
        else {
            continue;
        };
        for table in &draft.scores {
            for line in &table.criteria {
                let unit = match line.unit_row {
                    Some(row) => table.units.get(row).and_then(Option::as_ref),
                    None => submission.unit_id.as_ref(),
                };
                let Some(unit) = unit else { continue };
                scores.push(CriterionScore {
                    period,
                    cluster_id: register.cluster_of(period, unit).cloned(),
                    unit_id: unit.clone(),
                    criterion: line.number.clone(),
                    title: line.title.clone(),
                    kind: match line.kind {
                        ScoreKind::Bonus => PointsKind::Bonus,
                        ScoreKind::Penalty => PointsKind::Penalty,
                        ScoreKind::Criterion | ScoreKind::Total => PointsKind::Criterion,
                    },
                    maximum: line.maximum,
                    self_points: line.given(Scorer::Unit),
                    cluster_points: line.given(Scorer::Cluster),
                    depth: line.depth,
                    at: line.at.clone(),
                });
            }
        }
    }
    scores
}

/// The points of units as the criteria in force ask for them.
pub(super) struct ScoreSheets<'a> {
    by_unit: BTreeMap<(Period, &'a Arc<str>), Vec<&'a CriterionScore>>,
    criteria: &'a Criteria,
}

impl<'a> ScoreSheets<'a> {
    pub(super) fn new(scores: &'a [CriterionScore], criteria: &'a Criteria) -> Self {
        let mut by_unit: BTreeMap<_, Vec<&CriterionScore>> = BTreeMap::new();
        for row in scores {
            by_unit
                .entry((row.period, &row.unit_id))
                .or_default()
                .push(row);
        }
        Self { by_unit, criteria }
    }

    /// What a unit was given by whose points it was ranked. Points of other criteria than those in force tell nothing.
    pub(super) fn of(&self, period: Period, unit: &Arc<str>, scorer: Scorer) -> ScoreSheet {
        let (Some(set), Some(rows)) = (
            self.criteria.in_force(period),
            self.by_unit.get(&(period, unit)),
        ) else {
            return ScoreSheet::default();
        };
        // One table: what two give of one criterion is not added up.
        let file = rows
            .iter()
            .find(|row| points(row, scorer).is_some())
            .map(|row| &row.at.file);
        let given = rows
            .iter()
            .filter(|row| Some(&row.at.file) == file && row.depth == 0)
            .filter_map(|row| Some((*row, points(row, scorer)?)));
        let given: Vec<(&CriterionScore, f64)> = given.collect();
        ScoreSheet {
            given: by_name(set, &given)
                .or_else(|| by_maxima(set, &given))
                .unwrap_or_default(),
            ..ScoreSheet::default()
        }
    }
}

fn points(row: &CriterionScore, scorer: Scorer) -> Option<f64> {
    match scorer {
        Scorer::Unit => row.self_points,
        Scorer::Cluster => row.cluster_points,
    }
}

fn given_at(row: &CriterionScore, points: f64) -> Given {
    Given {
        points: points.abs(),
        at: Some(row.at.clone()),
    }
}

/// By the words of the criteria; `None` where any row of points is none of them.
fn by_name(set: &CriteriaSet, rows: &[(&CriterionScore, f64)]) -> Option<BTreeMap<String, Given>> {
    let named = |row: &CriterionScore| {
        let key = text::label_key(&row.title);
        let mut criteria = set.criteria.iter();
        criteria.find(|criterion| text::label_key(&criterion.label) == key)
    };
    let mut given = BTreeMap::new();
    for (row, points) in rows {
        let criterion = match row.kind {
            PointsKind::Criterion => named(row),
            kind => named(row).or_else(|| only_of(set, kind)),
        };
        given.insert(criterion?.id.clone(), given_at(row, *points));
    }
    (!given.is_empty()).then_some(given)
}

/// By their order, where each can have as many points as the criterion in its place.
fn by_maxima(
    set: &CriteriaSet,
    rows: &[(&CriterionScore, f64)],
) -> Option<BTreeMap<String, Given>> {
    let plain = rows
        .iter()
        .filter(|(row, _)| row.kind == PointsKind::Criterion);
    let plain: Vec<&(&CriterionScore, f64)> = plain.collect();
    let asked = set
        .criteria
        .iter()
        .filter(|it| it.kind == CriterionKind::Points);
    let asked: Vec<&Criterion> = asked.collect();
    let fits = plain.len() == asked.len()
        && plain
            .iter()
            .zip(&asked)
            .all(|((row, _), criterion)| row.maximum == Some(criterion.max));
    if !fits || plain.is_empty() {
        return None;
    }
    let mut given: BTreeMap<String, Given> = plain
        .iter()
        .zip(&asked)
        .map(|((row, points), criterion)| (criterion.id.clone(), given_at(row, *points)))
        .collect();
    for (row, points) in rows
        .iter()
        .filter(|(row, _)| row.kind != PointsKind::Criterion)
    {
        if let Some(criterion) = only_of(set, row.kind) {
            given.insert(criterion.id.clone(), given_at(row, *points));
        }
    }
    Some(given)
}

fn only_of(set: &CriteriaSet, kind: PointsKind) -> Option<&Criterion> {
    let asked = match kind {
        PointsKind::Criterion => CriterionKind::Points,
        PointsKind::Bonus => CriterionKind::Bonus,
        PointsKind::Penalty => CriterionKind::Penalty,
    };
    let mut found = set
        .criteria
        .iter()
        .filter(|criterion| criterion.kind == asked);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
