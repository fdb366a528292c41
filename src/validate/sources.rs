//! Whose figure counts (policy 5): a unit's own submission wins over the table that its cluster sends for all its units,
//! indicator by indicator. The table fills what the unit's own submissions do not give: no row, or an empty cell. A held
//! figure of the unit's own, or one in a held submission, is never replaced. What the reports of the period before pledge for
//! this one comes last.

use super::Context;
use super::batch::Batch;
use super::keys::FigureKey;
use crate::finding::{Finding, Severity};
use crate::observation::{FormKind, Measure, Observation};
use crate::period::Period;
use crate::resolve::shown_value;
use crate::rules;
use crate::verdict::Verdict;
use rayon::prelude::*;
use std::collections::BTreeMap;

pub(super) fn settle(batch: &mut Batch, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !batch.ahead.is_empty() {
        let_sent_go_before(batch);
    }
    let sorted = std::mem::take(&mut batch.sorted);
    let unsettled: Vec<&[(FigureKey, usize)]> = sorted
        .par_chunk_by(|(one, _), (next, _)| one == next)
        .filter(|figure| !is_settled(batch, figure))
        .collect();
    for figure in unsettled {
        let speaks = |position: &usize| {
            !batch.ahead.contains(position) || batch.observations[*position].counted()
        };
        let (own, of_cluster): (Vec<usize>, Vec<usize>) = figure
            .iter()
            .map(|(_, position)| *position)
            .filter(speaks)
            .partition(|&position| batch.observations[position].form != FormKind::ClusterTable);
        settle_equals(batch, &own, context, findings);
        settle_equals(batch, &of_cluster, context, findings);
        if batch.held.binary_search(&figure[0].0).is_ok() {
            give_way(batch, &of_cluster, Verdict::OtherHeld);
        }
        settle_cluster(batch, &own, &of_cluster, context, findings);
        let asked = if own.is_empty() { &of_cluster } else { &own };
        report_missing(batch, asked, context, findings);
    }
    batch.sorted = sorted;
}

/// The usual case: a unit's own cell gives the figure, and nothing else does.
fn is_settled(batch: &Batch, figure: &[(FigureKey, usize)]) -> bool {
    let observation = &batch.observations[figure[0].1];
    figure.len() == 1 && observation.form != FormKind::ClusterTable && !is_empty(observation)
}

/// What is sent for a period goes before what the reports of the one before pledge for it: there the unit's pledges are whole.
fn let_sent_go_before(batch: &mut Batch) {
    let mut sent: BTreeMap<(Period, u32), bool> = BTreeMap::new();
    let pledges = batch.sorted.iter().filter(|(key, position)| {
        let is_given = !is_empty(&batch.observations[*position]) && !is_left_out(batch, *position);
        key.measure == Measure::Target && is_given && !batch.ahead.contains(position)
    });
    for (key, position) in pledges {
        let counts = sent.entry((key.period, key.unit)).or_default();
        *counts |= batch.observations[*position].counted();
    }
    let held = batch.held.iter();
    for key in held.filter(|key| key.measure == Measure::Target) {
        sent.entry((key.period, key.unit)).or_default();
    }
    let ahead = batch.sorted.iter().filter(|it| batch.ahead.contains(&it.1));
    let ahead: Vec<(FigureKey, usize)> = ahead.copied().collect();
    for (key, position) in ahead {
        match sent.get(&(key.period, key.unit)) {
            Some(true) => give_way(batch, &[position], Verdict::OtherSource),
            Some(false) => give_way(batch, &[position], Verdict::OtherHeld),
            None => {}
        }
    }
}

fn is_empty(observation: &Observation) -> bool {
    observation.verdict == Verdict::Empty
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
    if any_held {
        give_way(batch, &filled, Verdict::OtherHeld);
        return;
    }
    if all_same {
        give_way(batch, rest, Verdict::OtherSource);
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
        batch.observations[position].verdict = Verdict::Held(rule);
        batch.observations[*first].verdict = Verdict::Held(rule);
    }
}

/// What counts of these cells does not, for another cell's sake.
fn give_way(batch: &mut Batch, positions: &[usize], why: Verdict) {
    for &position in positions {
        let verdict = &mut batch.observations[position].verdict;
        *verdict = verdict.or(why);
    }
}

/// A cell that the office has left out leaves the figure to the others.
fn is_left_out(batch: &Batch, position: usize) -> bool {
    let observation = &batch.observations[position];
    observation.verdict == Verdict::LeftOut
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
    }
    give_way(batch, &others, Verdict::OtherSource);
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

/// The cluster's table gives way to what the unit itself gives.
fn settle_cluster(
    batch: &mut Batch,
    own: &[usize],
    of_cluster: &[usize],
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let is_given = |&position: &usize| {
        !is_empty(&batch.observations[position]) && !is_left_out(batch, position)
    };
    let given: Vec<usize> = own.iter().copied().filter(is_given).collect();
    if given.is_empty() {
        return;
    }
    let counts = |&position: &usize| batch.observations[position].counted();
    let Some(counted) = given.into_iter().find(counts) else {
        give_way(batch, of_cluster, Verdict::OtherHeld);
        return;
    };
    for &position in of_cluster {
        let (mine, other) = (&batch.observations[counted], &batch.observations[position]);
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
    give_way(batch, of_cluster, Verdict::OtherSource);
}

/// A cell is missing where the form asks and no cell of its kind gives the figure: the unit is told of what it left empty
/// also where its cluster's table fills it.
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
