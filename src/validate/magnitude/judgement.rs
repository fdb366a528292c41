//! What a figure looks like beside the unit's other periods and the other units of its period.

use super::peers::{Beside, Place};
use crate::catalogue::{Aggregation, Indicator, IndicatorKind, Thresholds};
use crate::resolve::shown_value;

/// One counted figure and what it is compared with.
pub(super) struct Compared {
    pub(super) value: f64,
    /// The unit's other periods of the same kind.
    pub(super) history: Vec<Other>,
    /// What is usual among other units.
    pub(super) usual: Option<f64>,
    /// Other units in the same period.
    pub(super) peers: Option<Beside>,
    /// The same per head, where sizes are known.
    pub(super) per_head: Option<Beside>,
    /// Where it stands among its peers, if there are enough.
    pub(super) place: Option<Place>,
}

/// The unit's figure of another period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Other {
    pub(super) value: f64,
    /// Where it stands among its own peers, if there are enough.
    pub(super) place: Option<Place>,
    /// Whether the office has decided about it.
    pub(super) is_decided: bool,
}

/// What a figure looks like beside the others.
pub(super) enum Judgement {
    Plausible,
    Slipped(Slip),
    Outlier,
}

/// What tells that a unit of measure slipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// This figure is out.
    Clear,
    /// This figure or one of the unit's other periods; nothing tells which.
    HereOrThere,
}

/// Whether a figure is plausible whatever else it is compared with, as nearly all are: it has not slipped against its
/// peers, and the unit's other periods are near.
pub(super) fn is_settled(
    value: f64,
    place: Option<Place>,
    mut history: impl Iterator<Item = Other>,
    (indicator, thresholds): (&Indicator, &Thresholds),
) -> bool {
    let slips = thresholds.slip_sizes.iter();
    let near = slips
        .map(|slip| slip / thresholds.slip_tolerance)
        .fold(thresholds.outlier_history, f64::min);
    indicator.kind != IndicatorKind::Score
        && !place.is_some_and(|place| place.has_slipped)
        && history.all(|other| !is_apart(value, other.value, near))
}

pub(super) fn judge(
    compared: &Compared,
    indicator: &Indicator,
    thresholds: &Thresholds,
) -> Judgement {
    let is_money = indicator.kind == IndicatorKind::Money;
    if is_money && let Some(slip) = slip(compared, thresholds) {
        return Judgement::Slipped(slip);
    }
    // Points are of one scale for all: 9,5 among 95 needs no history to stand out.
    if indicator.kind == IndicatorKind::Score {
        return if is_outside(compared, indicator, thresholds) {
            Judgement::Outlier
        } else {
            Judgement::Plausible
        };
    }
    let far_from_history = !compared.history.is_empty()
        && compared
            .history
            .iter()
            .all(|other| is_apart(compared.value, other.value, thresholds.outlier_history));
    if far_from_history && is_outside(compared, indicator, thresholds) {
        Judgement::Outlier
    } else {
        Judgement::Plausible
    }
}

/// Whether a unit of measure slipped here: against the peers alone, or against the unit's other periods, where the peers
/// do not tell that it slipped there.
fn slip(compared: &Compared, thresholds: &Thresholds) -> Option<Slip> {
    let is_confirmed = compared.history.iter().any(|other| {
        other.is_decided && !is_apart(compared.value, other.value, thresholds.consistent_history)
    });
    if is_confirmed {
        return None;
    }
    if compared.place.is_some_and(|place| place.has_slipped) {
        return Some(Slip::Clear);
    }
    let slips = |other: &&Other| {
        let ratio = compared.value / other.value;
        let ratio = if ratio < 1.0 { 1.0 / ratio } else { ratio };
        thresholds
            .slip_sizes
            .iter()
            .any(|slip| !is_apart(ratio, *slip, thresholds.slip_tolerance))
    };
    let clears = |here: Option<Place>, there: Option<Place>| match (here, there) {
        (Some(here), Some(there)) => here.is_cleared_by(there, thresholds),
        (None, Some(there)) => there.has_slipped,
        (_, None) => false,
    };
    let against = compared.history.iter().filter(slips);
    let doubted: Vec<&Other> = against
        .filter(|other| !clears(compared.place, other.place))
        .collect();
    let is_clear = doubted
        .iter()
        .any(|other| other.is_decided || clears(other.place, compared.place));
    match (doubted.is_empty(), is_clear) {
        (true, _) => None,
        (false, true) => Some(Slip::Clear),
        (false, false) => Some(Slip::HereOrThere),
    }
}

/// Whether a figure lies far beyond all its peers, in all or per head.
fn is_outside(compared: &Compared, indicator: &Indicator, thresholds: &Thresholds) -> bool {
    let factor = thresholds.outlier_peers;
    let beyond = |(value, peers): Beside| {
        peers.count >= thresholds.fewest_peers
            && (value > peers.largest * factor || value * factor < peers.smallest)
    };
    let grows_with_size = indicator.aggregation == Aggregation::Sum;
    compared.peers.is_some_and(beyond) || (grows_with_size && compared.per_head.is_some_and(beyond))
}

fn is_apart(left: f64, right: f64, factor: f64) -> bool {
    left > right * factor || left * factor < right
}

/// What the figure was compared with, for the office.
pub(super) fn describe(compared: &Compared, indicator: &Indicator) -> String {
    let mut parts = Vec::new();
    if !compared.history.is_empty() {
        let shown: Vec<String> = compared
            .history
            .iter()
            .map(|other| shown_value(other.value, indicator))
            .collect();
        parts.push(format!("các kỳ khác của đơn vị là {}", shown.join("; ")));
    }
    if let Some(usual) = compared.usual {
        let usual = shown_value(usual, indicator);
        parts.push(format!("mức giữa của các đơn vị khác là {usual}"));
    }
    format!("trong khi {}", parts.join(", "))
}
