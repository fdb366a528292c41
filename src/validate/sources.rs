//! Whose figure counts: a unit's own submission wins over its cluster's table. The table speaks for units that sent
//! nothing, and for what only a cluster gives of its units. A held or empty figure of the unit's own, or a held
//! submission, is never replaced by another source.

use super::batch::Batch;
use super::keys::FigureKey;
use super::{Context, OTHER_SOURCE_COUNTS};
use crate::finding::{Finding, Severity};
use crate::observation::{FormKind, LEFT_OUT, Measure, Observation, SubmissionStatus};
use crate::period::Period;
use crate::resolve::{Draft, shown_value};
use crate::rules;
use rayon::prelude::*;
use std::collections::BTreeSet;

pub(super) fn settle(
    batch: &mut Batch,
    drafts: &[Draft],
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let reporting = reporting_units(batch, drafts);
    let sorted = std::mem::take(&mut batch.sorted);
    let unsettled: Vec<&[(FigureKey, usize)]> = sorted
        .par_chunk_by(|(one, _), (next, _)| one == next)
        .filter(|figure| !is_settled(batch, figure))
        .collect();
    for figure in unsettled {
        let (key, first) = figure[0];
        let (own, of_cluster): (Vec<usize>, Vec<usize>) = figure
            .iter()
            .map(|(_, position)| *position)
            .partition(|&position| batch.observations[position].form != FormKind::ClusterTable);
        let counting = if own.is_empty() { &of_cluster } else { &own };
        settle_equals(batch, counting, context, findings);
        let is_given_by_cluster = context
            .lexicon
            .indicators
            .get(&batch.observations[first].indicator)
            .is_some_and(|indicator| indicator.is_given_by_cluster);
        let reports = reporting.contains(&(key.period, key.unit));
        if !own.is_empty() || (reports && !is_given_by_cluster) {
            settle_cluster(batch, &own, &of_cluster, context, findings);
        }
        report_missing(batch, counting, context, findings);
    }
    batch.sorted = sorted;
}

/// The usual case: a unit's own cell gives the figure, and nothing else does.
fn is_settled(batch: &Batch, figure: &[(FigureKey, usize)]) -> bool {
    let observation = &batch.observations[figure[0].1];
    figure.len() == 1 && observation.form != FormKind::ClusterTable && !is_empty(observation)
}

/// Units that sent something of their own for a period, accepted or held.
fn reporting_units(batch: &Batch, drafts: &[Draft]) -> BTreeSet<(Period, u32)> {
    drafts
        .iter()
        .filter(|draft| {
            matches!(
                draft.submission.status,
                SubmissionStatus::Accepted | SubmissionStatus::Held
            )
        })
        .filter_map(|draft| {
            let period = draft.submission.period.or(draft.folder.period)?;
            Some((period, batch.unit(draft.submission.unit_id.as_ref()?)?))
        })
        .collect()
}

fn is_empty(observation: &Observation) -> bool {
    observation.held_by == Some(rules::missing_value::RULE.code)
}

fn same_figure(left: &Observation, right: &Observation) -> bool {
    left.category == right.category
        && match (left.value, right.value) {
            (Some(left), Some(right)) => {
                (left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1.0)
            }
            (None, None) => left.category.is_some(),
            _ => false,
        }
}

/// Several cells that give one figure: the same, and one counts; different, and none does.
fn settle_equals(
    batch: &mut Batch,
    positions: &[usize],
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let filled: Vec<usize> = positions
        .iter()
        .copied()
        .filter(|&position| !is_empty(&batch.observations[position]))
        .filter(|&position| !is_left_out(batch, position))
        .collect();
    let filled = prefer_decided(batch, filled, context, findings);
    let [first, rest @ ..] = &filled[..] else {
        return;
    };
    if rest.is_empty() {
        return;
    }
    let any_held = filled
        .iter()
        .any(|&position| !batch.observations[position].counted());
    let all_same = rest
        .iter()
        .all(|&position| same_figure(&batch.observations[*first], &batch.observations[position]));
    if any_held || all_same {
        for &position in rest {
            let observation = &mut batch.observations[position];
            observation.held_by = observation.held_by.or(Some(OTHER_SOURCE_COUNTS));
        }
        if any_held {
            let observation = &mut batch.observations[*first];
            observation.held_by = observation.held_by.or(Some(OTHER_SOURCE_COUNTS));
        }
        return;
    }
    for &position in rest {
        let message = contradiction(batch, *first, position, context);
        let is_one_file =
            batch.observations[*first].at.file == batch.observations[position].at.file;
        let rule = if is_one_file {
            &rules::label_ambiguous::RULE
        } else {
            &rules::conflicting_sources::RULE
        };
        findings.push(
            batch
                .finding(position, rule, message)
                .as_severity(Severity::Error),
        );
        batch.observations[position].held_by = Some(rule.code);
        batch.observations[*first].held_by = Some(rule.code);
    }
}

/// A cell that the office has left out leaves the figure to the others.
fn is_left_out(batch: &Batch, position: usize) -> bool {
    let observation = &batch.observations[position];
    observation.held_by == Some(LEFT_OUT)
        || (!observation.counted() && batch.decided.contains_key(&position))
}

/// Of several cells that give one figure, those that the office has decided to count speak for all. What contradicts
/// them is told.
fn prefer_decided(
    batch: &mut Batch,
    filled: Vec<usize>,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<usize> {
    let (decided, others): (Vec<usize>, Vec<usize>) = filled
        .into_iter()
        .partition(|&position| batch.observations[position].corrected);
    let Some(&first) = decided.first() else {
        return others;
    };
    for &position in &others {
        let (mine, other) = (&batch.observations[first], &batch.observations[position]);
        if other.counted() && !same_figure(mine, other) {
            let message = rules::conflicting_sources::message(
                context.lexicon.label(&other.indicator),
                &shown(other, context),
                &shown(mine, context),
                &mine.at.to_string(),
            );
            findings.push(batch.finding(position, &rules::conflicting_sources::RULE, message));
        }
        let observation = &mut batch.observations[position];
        observation.held_by = observation.held_by.or(Some(OTHER_SOURCE_COUNTS));
    }
    decided
}

fn contradiction(batch: &Batch, first: usize, second: usize, context: &Context<'_>) -> String {
    let (first, second) = (&batch.observations[first], &batch.observations[second]);
    format!(
        "“{}” có hai số khác nhau: {} ({}) và {} ({}). Chưa tính số nào; hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
        context.lexicon.label(&first.indicator),
        shown(first, context),
        first.at,
        shown(second, context),
        second.at
    )
}

fn settle_cluster(
    batch: &mut Batch,
    own: &[usize],
    of_cluster: &[usize],
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let counted = own
        .iter()
        .copied()
        .find(|&position| batch.observations[position].counted());
    for &position in of_cluster {
        let other = &batch.observations[position];
        if let Some(counted) = counted {
            let mine = &batch.observations[counted];
            if other.counted() && !same_figure(mine, other) {
                let message = rules::conflicting_sources::message(
                    context.lexicon.label(&other.indicator),
                    &shown(other, context),
                    &shown(mine, context),
                    &mine.at.to_string(),
                );
                findings.push(batch.finding(position, &rules::conflicting_sources::RULE, message));
            }
        }
        let observation = &mut batch.observations[position];
        observation.held_by = observation.held_by.or(Some(OTHER_SOURCE_COUNTS));
    }
}

/// A cell is missing where the form asks and no cell of the unit's gives the figure.
fn report_missing(
    batch: &Batch,
    positions: &[usize],
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let all_empty = positions
        .iter()
        .all(|&position| is_empty(&batch.observations[position]));
    if !all_empty {
        return;
    }
    if let Some(&position) = positions.first() {
        let observation = &batch.observations[position];
        if observation.measure == Measure::Actual {
            let label = context.lexicon.label(&observation.indicator);
            let message = rules::missing_value::message(label, &observation.raw);
            findings.push(batch.finding(position, &rules::missing_value::RULE, message));
        }
    }
}

fn shown(observation: &Observation, context: &Context<'_>) -> String {
    match (
        observation.value,
        context.lexicon.indicators.get(&observation.indicator),
    ) {
        (Some(value), Some(indicator)) => shown_value(value, indicator),
        _ => format!("“{}”", observation.raw),
    }
}
