//! Which figures differ between a superseded version and the one that counts.

use crate::location::CellRef;
use crate::observation::{Measure, Observation, SubmissionStatus};
use crate::resolve::Draft;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A figure as one version has it.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionFigure {
    /// In the indicator's unit of value; `None` where no number could be read.
    pub value: Option<f64>,
    /// The category's key.
    pub category: Option<Arc<str>>,
    /// As it stood.
    pub raw: String,
    /// Where.
    pub at: CellRef,
}

/// A figure that differs between a superseded version and the one that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionDifference {
    /// The superseded file.
    pub file: Arc<str>,
    /// The file that counts.
    pub newer_file: Arc<str>,
    /// The unit; in a cluster's table that of the row.
    pub unit_id: Arc<str>,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// Reached or pledged.
    pub measure: Measure,
    /// As the superseded version has it; `None` where it has no such cell or an empty one.
    pub old: Option<VersionFigure>,
    /// As the counted version has it; `None` where it has no such cell or an empty one.
    pub new: Option<VersionFigure>,
}

type Figures<'a> = BTreeMap<(Arc<str>, Arc<str>, Measure), &'a Observation>;

/// The figures that changed, by superseded file, then unit and indicator. Call it after versions are settled.
pub fn version_differences(drafts: &[Draft]) -> Vec<VersionDifference> {
    let mut differences = Vec::new();
    let of_status = |status: SubmissionStatus| {
        let drafts = drafts.iter();
        drafts.filter(move |draft| draft.submission.status == status)
    };
    for old in of_status(SubmissionStatus::Superseded) {
        let is_newer = |draft: &&Draft| old.origin.newer.as_ref() == Some(&draft.submission.file);
        let newer = of_status(SubmissionStatus::Accepted).find(is_newer);
        if let Some(newer) = newer {
            compare(old, newer, &mut differences);
        }
    }
    differences
}

fn compare(old: &Draft, newer: &Draft, differences: &mut Vec<VersionDifference>) {
    let (old_figures, new_figures) = (figures_of(old), figures_of(newer));
    let keys = old_figures.keys().chain(new_figures.keys());
    let keys: BTreeSet<_> = keys.cloned().collect();
    for key in keys {
        let (before, after) = (old_figures.get(&key), new_figures.get(&key));
        let is_same = match (before, after) {
            (Some(before), Some(after)) => is_same_figure(before, after),
            _ => false,
        };
        if !is_same {
            let (unit_id, indicator, measure) = key;
            differences.push(VersionDifference {
                file: old.submission.file.clone(),
                newer_file: newer.submission.file.clone(),
                unit_id,
                indicator,
                measure,
                old: before.map(|observation| figure(observation)),
                new: after.map(|observation| figure(observation)),
            });
        }
    }
}

fn figures_of(draft: &Draft) -> Figures<'_> {
    let figures = draft.figures().map(|figure| &figure.observation);
    let filled = figures.filter(|it| !it.raw.is_empty());
    let keyed = filled.filter_map(|it| {
        let unit = it.unit_id.clone()?;
        Some(((unit, it.indicator.clone(), it.measure), it))
    });
    keyed.collect()
}

fn is_same_figure(before: &Observation, after: &Observation) -> bool {
    let are_unread =
        |observation: &Observation| observation.value.is_none() && observation.category.is_none();
    if are_unread(before) || are_unread(after) {
        return before.raw == after.raw;
    }
    before.value == after.value
        && before.category == after.category
        && before.comparator == after.comparator
}

fn figure(observation: &Observation) -> VersionFigure {
    VersionFigure {
        value: observation.value,
        category: observation.category.clone(),
        raw: observation.raw.clone(),
        at: observation.at.clone(),
    }
}
