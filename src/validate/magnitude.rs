//! Amounts that are out by about a thousand or a million: a unit of measure slipped. And figures far from all others.
//!
//! A figure is compared with the unit's own figures of other periods and with other units' of the same period, in all
//! and per head. Only both together, or a history that agrees with itself, hold a figure back.

mod verdict;

use super::Context;
use super::batch::Batch;
use crate::catalogue::{IndicatorKind, Thresholds};
use crate::finding::Finding;
use crate::period::Period;
use crate::resolve::shown_value;
use crate::rules;
use std::collections::BTreeMap;
use std::sync::Arc;
use verdict::{Compared, Spread, Verdict, describe, judge};

/// A counted figure above zero.
struct Figure<'a> {
    period: Period,
    unit: &'a Arc<str>,
    position: usize,
    value: f64,
    per_head: Option<f64>,
    /// Whether it is judged: not the value that counts by a decision of the office.
    is_judged: bool,
    /// What counts of it among its peers; other than its value where the office has decided about it.
    counts: Option<f64>,
}

pub(super) fn check(batch: &mut Batch, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let counted = batch.counted_actuals();
    let mut by_indicator: BTreeMap<&Arc<str>, Vec<Figure<'_>>> = BTreeMap::new();
    for ((period, unit, code), &position) in &counted {
        let value = batch.value(position);
        if value > 0.0 {
            let size = context.thresholds.sizes.iter().find_map(|code| {
                let position = counted.get(&(*period, unit.clone(), code.as_str().into()))?;
                Some(batch.value(*position)).filter(|&size| size > 0.0)
            });
            by_indicator.entry(code).or_default().push(Figure {
                period: *period,
                unit,
                position,
                value,
                per_head: size.map(|size| value / size),
                is_judged: !batch.decided.contains_key(&position)
                    && !batch.observations[position].corrected,
                counts: Some(value),
            });
        }
    }
    let stands = decided_figures(batch);
    let mut held = Vec::new();
    for (code, figures) in &by_indicator {
        let Some(indicator) = context.lexicon.indicators.get(code) else {
            continue;
        };
        if !matches!(
            indicator.kind,
            IndicatorKind::Money | IndicatorKind::Count | IndicatorKind::Score
        ) {
            continue;
        }
        let stands = stands.get(code).map_or(&[][..], Vec::as_slice);
        for (position, compared) in compare(figures, stands, context.thresholds) {
            let words = || describe(&compared, indicator, context.thresholds);
            match judge(&compared, indicator, context.thresholds) {
                Verdict::Plausible => {}
                Verdict::Slipped => held.push((position, words())),
                Verdict::Outlier => {
                    let shown = shown_value(compared.value, indicator);
                    let message = rules::outlier::message(&indicator.label, &shown, &words());
                    findings.push(batch.finding(position, &rules::outlier::RULE, message));
                }
            }
        }
    }
    for (position, words) in held {
        let observation = &batch.observations[position];
        let label = context.lexicon.label(&observation.indicator);
        let message = rules::magnitude_suspect::message(label, &observation.raw, &words);
        findings.push(batch.finding(position, &rules::magnitude_suspect::RULE, message));
        if !batch.decided.contains_key(&position) {
            batch.observations[position].held_by = Some(rules::magnitude_suspect::RULE.code);
        }
    }
}

/// What the office has decided about is judged as it stands, so that what was wrong with it stays in sight.
fn decided_figures(batch: &Batch) -> BTreeMap<&Arc<str>, Vec<Figure<'_>>> {
    let mut by_indicator: BTreeMap<&Arc<str>, Vec<Figure<'_>>> = BTreeMap::new();
    for (&position, &stands) in &batch.decided {
        let observation = &batch.observations[position];
        if let (Some(period), Some(unit), true) =
            (observation.period, &observation.unit_id, stands > 0.0)
        {
            by_indicator
                .entry(&observation.indicator)
                .or_default()
                .push(Figure {
                    period,
                    unit,
                    position,
                    value: stands,
                    per_head: None,
                    is_judged: true,
                    counts: observation
                        .value
                        .filter(|&value| observation.counted() && value > 0.0),
                });
        }
    }
    by_indicator
}

/// Sets each figure of an indicator beside the unit's other periods and the other units of its period. With `stands`
/// nothing is compared.
fn compare(
    figures: &[Figure<'_>],
    stands: &[Figure<'_>],
    thresholds: &Thresholds,
) -> Vec<(usize, Compared)> {
    let share = thresholds.extremes_left_out;
    let mut by_unit: BTreeMap<&Arc<str>, Vec<&Figure<'_>>> = BTreeMap::new();
    let mut values: BTreeMap<Period, Vec<f64>> = BTreeMap::new();
    let mut per_head: BTreeMap<Period, Vec<f64>> = BTreeMap::new();
    for figure in figures {
        by_unit.entry(figure.unit).or_default().push(figure);
        values.entry(figure.period).or_default().push(figure.value);
        per_head
            .entry(figure.period)
            .or_default()
            .extend(figure.per_head);
    }
    for sorted in values.values_mut().chain(per_head.values_mut()) {
        sorted.sort_by(f64::total_cmp);
    }
    let judged = figures
        .iter()
        .chain(stands)
        .filter(|figure| figure.is_judged);
    judged
        .map(|figure| {
            let history = by_unit
                .get(figure.unit)
                .into_iter()
                .flatten()
                .filter(|other| {
                    other.period != figure.period && other.period.is_comparable_with(figure.period)
                })
                .map(|other| other.value)
                .collect();
            let compared = Compared {
                value: figure.value,
                history,
                peers: values
                    .get(&figure.period)
                    .and_then(|values| Spread::without(values, figure.counts, share)),
                per_head: figure.per_head.and_then(|own| {
                    let peers = Spread::without(&per_head[&figure.period], Some(own), share)?;
                    Some((own, peers))
                }),
            };
            (figure.position, compared)
        })
        .collect()
}
