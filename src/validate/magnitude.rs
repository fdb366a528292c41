//! Amounts that are out by about a thousand or a million: a unit of measure slipped. And figures far from all others.
//!
//! A figure is compared with the unit's own figures of other periods and with other units' of the same period, in all
//! and per head. Only both together, or a history that agrees with itself, hold a figure back.

mod verdict;

use super::Context;
use super::batch::Batch;
use super::keys::{Counted, FigureKey, position_of};
use crate::catalogue::{Indicator, IndicatorKind, Thresholds};
use crate::finding::Finding;
use crate::period::Period;
use crate::resolve::shown_value;
use crate::rules;
use rayon::prelude::*;
use std::collections::BTreeMap;
use verdict::{Compared, Spread, Verdict, describe, judge};

/// A counted figure above zero.
struct Figure {
    period: Period,
    /// By number.
    unit: u32,
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
    let indicators = &context.lexicon.indicators;
    let sizes = Sizes::of(&counted, batch, context);
    let stands = decided_figures(batch);
    let numbered: Vec<(u32, &Indicator)> = (0..).zip(indicators.iter()).collect();
    let suspects: Vec<Suspect> = numbered
        .par_iter()
        .with_max_len(1)
        .filter(|(_, indicator)| is_judged(indicator))
        .flat_map_iter(|&(number, indicator)| {
            let figures = figures_of(number, &sizes, batch);
            let stands = stands.get(&number).map_or(&[][..], Vec::as_slice);
            suspects(indicator, &figures, stands, context.thresholds)
        })
        .collect();
    for suspect in suspects {
        let position = suspect.position;
        let observation = &batch.observations[position];
        let label = context.lexicon.label(&observation.indicator);
        match suspect.shown {
            Some(shown) => {
                let message = rules::outlier::message(label, &shown, &suspect.words);
                findings.push(batch.finding(position, &rules::outlier::RULE, message));
            }
            None => {
                let raw = &observation.raw;
                let message = rules::magnitude_suspect::message(label, raw, &suspect.words);
                findings.push(batch.finding(position, &rules::magnitude_suspect::RULE, message));
                if !batch.decided.contains_key(&position) {
                    let rule = &rules::magnitude_suspect::RULE;
                    batch.observations[position].held_by = Some(rule.code);
                }
            }
        }
    }
}

/// The figures of each unit in each period, and its size there.
struct Sizes<'c> {
    of_units: Vec<(&'c [(FigureKey, usize)], Option<f64>)>,
}

impl<'c> Sizes<'c> {
    fn of(counted: &'c Counted, batch: &Batch, context: &Context<'_>) -> Self {
        let sizes = context.thresholds.sizes.iter();
        let sizes: Vec<u32> = sizes
            .map(|code| context.lexicon.indicators.position(code) as u32)
            .collect();
        let size = |figures: &[(FigureKey, usize)]| {
            sizes.iter().find_map(|&indicator| {
                let size = batch.value(position_of(figures, indicator)?);
                (size > 0.0).then_some(size)
            })
        };
        let of_units = counted.of_units();
        Self {
            of_units: of_units.map(|figures| (figures, size(figures))).collect(),
        }
    }
}

/// The counted figures of an indicator that are above zero, by period and unit.
fn figures_of(indicator: u32, sizes: &Sizes<'_>, batch: &Batch) -> Vec<Figure> {
    let of_units = sizes.of_units.iter();
    let figures = of_units.filter_map(|&(figures, size)| {
        let position = position_of(figures, indicator)?;
        let value = batch.value(position);
        let key = figures[0].0;
        (value > 0.0).then(|| Figure {
            period: key.period,
            unit: key.unit,
            position,
            value,
            per_head: size.map(|size| value / size),
            is_judged: !batch.decided.contains_key(&position)
                && !batch.observations[position].corrected,
            counts: Some(value),
        })
    });
    figures.collect()
}

/// Whether figures of an indicator can slip by a unit of measure.
fn is_judged(indicator: &Indicator) -> bool {
    matches!(
        indicator.kind,
        IndicatorKind::Money | IndicatorKind::Count | IndicatorKind::Score
    )
}

/// A figure that stands out.
struct Suspect {
    position: usize,
    /// The value as a reader sees it, where it is only far from all others; `None` where it is held.
    shown: Option<String>,
    /// What it was compared with.
    words: String,
}

/// The figures of an indicator that stand out.
fn suspects(
    indicator: &Indicator,
    figures: &[Figure],
    stands: &[Figure],
    thresholds: &Thresholds,
) -> Vec<Suspect> {
    if figures.is_empty() {
        return Vec::new();
    }
    compare(figures, stands, thresholds)
        .into_iter()
        .filter_map(|(position, compared)| {
            let shown = match judge(&compared, indicator, thresholds) {
                Verdict::Plausible => return None,
                Verdict::Slipped => None,
                Verdict::Outlier => Some(shown_value(compared.value, indicator)),
            };
            Some(Suspect {
                position,
                shown,
                words: describe(&compared, indicator, thresholds),
            })
        })
        .collect()
}

/// What the office has decided about is judged as it stands, so that what was wrong with it stays in sight.
fn decided_figures(batch: &Batch) -> BTreeMap<u32, Vec<Figure>> {
    let mut by_indicator: BTreeMap<u32, Vec<Figure>> = BTreeMap::new();
    for (&position, &stands) in &batch.decided {
        let observation = &batch.observations[position];
        if let (Some(key), true) = (batch.keys[position], stands > 0.0) {
            by_indicator.entry(key.indicator).or_default().push(Figure {
                period: key.period,
                unit: key.unit,
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
    figures: &[Figure],
    stands: &[Figure],
    thresholds: &Thresholds,
) -> Vec<(usize, Compared)> {
    let share = thresholds.extremes_left_out;
    let mut by_unit: BTreeMap<u32, Vec<&Figure>> = BTreeMap::new();
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
                .get(&figure.unit)
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
