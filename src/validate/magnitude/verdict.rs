//! What a figure looks like beside the unit's other periods and the other units of its period.

use crate::catalogue::{Aggregation, Indicator, IndicatorKind, Thresholds};
use crate::resolve::shown_value;

/// One counted figure and what it is compared with.
pub(super) struct Compared {
    pub(super) value: f64,
    /// The unit's other periods of the same kind.
    pub(super) history: Vec<f64>,
    /// Other units in the same period.
    pub(super) peers: Option<Spread>,
    /// The value and the peers' spread per head, where sizes are known.
    pub(super) per_head: Option<(f64, Spread)>,
}

/// How far figures of several units reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    smallest: f64,
    largest: f64,
    middle: f64,
    count: usize,
}

impl Spread {
    /// The spread of sorted figures without the one left out, which is one of them, and without a share of the most
    /// extreme ones, since more than one may have slipped.
    pub(super) fn without(sorted: &[f64], left_out: Option<f64>, share: f64) -> Option<Self> {
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

/// What a figure looks like beside the others.
pub(super) enum Verdict {
    Plausible,
    Slipped,
    Outlier,
}

pub(super) fn judge(
    compared: &Compared,
    indicator: &Indicator,
    thresholds: &Thresholds,
) -> Verdict {
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
pub(super) fn describe(
    compared: &Compared,
    indicator: &Indicator,
    thresholds: &Thresholds,
) -> String {
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
