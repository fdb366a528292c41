//! Amounts that are out by about a thousand or a million: a unit of measure slipped. And figures far from all others.
//!
//! A figure is compared with the unit's own figures of other periods and with other units' of the same period, in all
//! and per head. Only both together, or a history that agrees with itself, hold a figure back.

use super::Context;
use super::batch::Batch;
use super::keys::FigureKey;
use crate::catalogue::{Aggregation, Indicator, IndicatorKind, Thresholds};
use crate::finding::Finding;
use crate::period::Period;
use crate::resolve::shown_value;
use crate::rules;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One counted figure and what it is compared with.
struct Compared {
    value: f64,
    /// The unit's other periods of the same kind.
    history: Vec<f64>,
    /// Other units in the same period.
    peers: Option<Spread>,
    /// The value and the peers' spread per head, where sizes are known.
    per_head: Option<(f64, Spread)>,
}

/// How far figures of several units reach.
#[derive(Debug, Clone, Copy)]
struct Spread {
    smallest: f64,
    largest: f64,
    middle: f64,
    count: usize,
}

impl Spread {
    /// The spread of sorted figures without the one left out, which is one of them, and without a share of the most
    /// extreme ones, since more than one may have slipped.
    fn without(sorted: &[f64], left_out: Option<f64>, share: f64) -> Option<Self> {
        let extremes = (sorted.len() as f64 * share) as usize;
        let Some(left_out) = left_out else {
            return Self::of_all(sorted, extremes);
        };
        let position = sorted.partition_point(|&value| value < left_out);
        let at = |index: usize| {
            sorted
                .get(if index >= position { index + 1 } else { index })
                .copied()
        };
        let count = sorted.len().checked_sub(1).filter(|&count| count > 0)?;
        Some(Self {
            smallest: at(extremes)?,
            largest: at(count.checked_sub(1 + extremes)?)?,
            middle: at(count / 2)?,
            count,
        })
    }

    fn of_all(sorted: &[f64], extremes: usize) -> Option<Self> {
        let last = sorted.len().checked_sub(1 + extremes)?;
        Some(Self {
            smallest: *sorted.get(extremes)?,
            largest: *sorted.get(last)?,
            middle: *sorted.get((sorted.len() - 1) / 2)?,
            count: sorted.len(),
        })
    }
}

enum Verdict {
    Plausible,
    Slipped,
    Outlier,
}

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
    let sizes: Vec<u32> = context
        .thresholds
        .sizes
        .iter()
        .map(|code| indicators.position(code) as u32)
        .collect();
    let mut by_indicator: BTreeMap<u32, Vec<Figure>> = BTreeMap::new();
    for (key, position) in counted.iter() {
        let value = batch.value(position);
        if value > 0.0 {
            let size = sizes.iter().find_map(|&indicator| {
                let position = counted.get(FigureKey { indicator, ..key })?;
                Some(batch.value(position)).filter(|&size| size > 0.0)
            });
            by_indicator.entry(key.indicator).or_default().push(Figure {
                period: key.period,
                unit: key.unit,
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
    let suspects: Vec<Suspect> = by_indicator
        .par_iter()
        .filter_map(|(&number, figures)| {
            let stands = stands.get(&number).map_or(&[][..], Vec::as_slice);
            let indicator = indicators.iter().nth(number as usize)?;
            Some(suspects(indicator, figures, stands, context.thresholds))
        })
        .flatten_iter()
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
    if !matches!(
        indicator.kind,
        IndicatorKind::Money | IndicatorKind::Count | IndicatorKind::Score
    ) {
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

fn judge(compared: &Compared, indicator: &Indicator, thresholds: &Thresholds) -> Verdict {
    let is_money = indicator.kind == IndicatorKind::Money;
    if is_money && has_slipped(compared, indicator, thresholds) {
        return Verdict::Slipped;
    }
    // Points are of one scale for all: 9,5 among 95 needs no history to stand out.
    if indicator.kind == IndicatorKind::Score {
        return if is_outside(compared, indicator, thresholds, thresholds.outlier_peers) {
            Verdict::Outlier
        } else {
            Verdict::Plausible
        };
    }
    let far_from_history = !compared.history.is_empty()
        && compared
            .history
            .iter()
            .all(|&other| is_apart(compared.value, other, thresholds.outlier_history));
    let far_from_peers = is_outside(compared, indicator, thresholds, thresholds.outlier_peers);
    if far_from_history && far_from_peers {
        Verdict::Outlier
    } else {
        Verdict::Plausible
    }
}

fn has_slipped(compared: &Compared, indicator: &Indicator, thresholds: &Thresholds) -> bool {
    let slipped_from = |other: f64| {
        let ratio = compared.value / other;
        let ratio = if ratio < 1.0 { 1.0 / ratio } else { ratio };
        thresholds
            .slip_sizes
            .iter()
            .any(|slip| !is_apart(ratio, *slip, thresholds.slip_tolerance))
    };
    match &compared.history[..] {
        [] => {
            compared
                .peers
                .is_some_and(|peers| slipped_from(peers.middle))
                && is_outside(
                    compared,
                    indicator,
                    thresholds,
                    thresholds.outside_peers_alone,
                )
        }
        [only] => {
            slipped_from(*only)
                && is_outside(compared, indicator, thresholds, thresholds.outside_peers)
        }
        several => {
            let largest = several.iter().copied().fold(f64::MIN, f64::max);
            let smallest = several.iter().copied().fold(f64::MAX, f64::min);
            several.iter().all(|&other| slipped_from(other))
                && (largest <= smallest * thresholds.consistent_history
                    || is_outside(compared, indicator, thresholds, thresholds.outside_peers))
        }
    }
}

/// Whether a figure lies beyond all its peers by a factor, in all or per head.
fn is_outside(
    compared: &Compared,
    indicator: &Indicator,
    thresholds: &Thresholds,
    factor: f64,
) -> bool {
    let beyond = |value: f64, peers: Spread| {
        peers.count >= thresholds.fewest_peers
            && (value > peers.largest * factor || value * factor < peers.smallest)
    };
    let grows_with_size = indicator.aggregation == Aggregation::Sum;
    compared
        .peers
        .is_some_and(|peers| beyond(compared.value, peers))
        || (grows_with_size
            && compared
                .per_head
                .is_some_and(|(value, peers)| beyond(value, peers)))
}

fn is_apart(left: f64, right: f64, factor: f64) -> bool {
    left > right * factor || left * factor < right
}

/// What the figure was compared with, for the office.
fn describe(compared: &Compared, indicator: &Indicator, thresholds: &Thresholds) -> String {
    let mut parts = Vec::new();
    if !compared.history.is_empty() {
        let shown: Vec<String> = compared
            .history
            .iter()
            .map(|&value| shown_value(value, indicator))
            .collect();
        parts.push(format!("các kỳ khác của đơn vị là {}", shown.join("; ")));
    }
    if let Some(peers) = compared
        .peers
        .filter(|peers| peers.count >= thresholds.fewest_peers)
    {
        let middle = shown_value(peers.middle, indicator);
        parts.push(format!("mức giữa của các đơn vị khác là {middle}"));
    }
    format!("trong khi {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Indicators;

    fn verdict(value: f64, history: &[f64], peers: &[f64]) -> &'static str {
        let indicators = Indicators::built_in();
        let mut sorted = peers.to_vec();
        sorted.push(value);
        sorted.sort_by(f64::total_cmp);
        let compared = Compared {
            value,
            history: history.to_vec(),
            peers: Spread::without(&sorted, Some(value), 0.1),
            per_head: None,
        };
        let indicator = indicators.get("social_fund_amount").expect("it is listed");
        match judge(&compared, indicator, &Thresholds::built_in()) {
            Verdict::Plausible => "plausible",
            Verdict::Slipped => "slipped",
            Verdict::Outlier => "outlier",
        }
    }

    #[test]
    fn several_slips_of_one_period_do_not_hide_each_other() {
        let mut peers: Vec<f64> = (1..20).map(|step| f64::from(step) * 10e6).collect();
        peers.push(90e9);
        for (value, history) in [(30e9, &[30e6][..]), (30e9, &[])] {
            assert_eq!(verdict(value, history, &peers), "slipped", "{history:?}");
        }
        assert_eq!(verdict(100e6, &[30e6], &peers), "plausible");
    }

    #[test]
    fn points_of_another_scale_stand_out() {
        let indicators = Indicators::built_in();
        let indicator = indicators.get("self_score").expect("it is listed");
        let sorted = [9.5, 85.0, 88.0, 90.0, 92.5, 95.0, 97.0];
        for (value, is_outlier) in [(9.5, true), (85.0, false)] {
            let compared = Compared {
                value,
                history: Vec::new(),
                peers: Spread::without(&sorted, Some(value), 0.1),
                per_head: None,
            };
            let verdict = judge(&compared, indicator, &Thresholds::built_in());
            assert_eq!(matches!(verdict, Verdict::Outlier), is_outlier, "{value}");
        }
    }

    #[test]
    fn only_slips_of_a_unit_of_measure_are_held() {
        let peers = [20e6, 30e6, 50e6, 80e6, 150e6, 270e6];
        for (value, history, expected) in [
            (159.9e9, &[148.6e6, 150e6][..], "slipped"),
            (159.9e9, &[148.6e6], "slipped"),
            (159.9e9, &[], "slipped"),
            (48_700.0, &[45e6, 50e6], "slipped"),
            (48.7, &[45e6], "slipped"),
            (200e6, &[1e6], "plausible"),
            (200e6, &[10e6, 20e6], "plausible"),
            (148.6e6, &[159.9e9], "plausible"),
            (148.6e6, &[159.9e9, 150e6], "plausible"),
            (2_000e6, &[20e6, 30e6], "outlier"),
        ] {
            assert_eq!(
                verdict(value, history, &peers),
                expected,
                "{value} {history:?}"
            );
        }
    }
}
