//! How far the figures of the other units of a period reach, and where one figure stands among them.

use super::figures::Figure;
use crate::catalogue::Thresholds;
use crate::period::Period;
use std::collections::BTreeMap;

/// In how many ways figures of several units are compared: as they are, and by each of [`Figure::sizes`].
pub(super) const MEASURES: usize = 3;

/// The figures of an indicator by period, sorted, in each measure.
pub(super) struct Peers {
    sorted: BTreeMap<Period, [Vec<f64>; MEASURES]>,
}

impl Peers {
    pub(super) fn of(figures: &[Figure]) -> Self {
        let mut sorted: BTreeMap<Period, [Vec<f64>; MEASURES]> = BTreeMap::new();
        for figure in figures {
            let measures = sorted.entry(figure.period).or_default();
            for (measure, values) in measures.iter_mut().enumerate() {
                values.extend(figure.in_measure(figure.value, measure));
            }
        }
        for values in sorted.values_mut().flatten() {
            values.sort_by(f64::total_cmp);
        }
        Self { sorted }
    }

    /// How far the figures of the others reach in a measure, and the figure in it.
    pub(super) fn beside(
        &self,
        figure: &Figure,
        measure: usize,
        thresholds: &Thresholds,
    ) -> Option<(f64, Spread)> {
        let values = &self.sorted.get(&figure.period)?[measure];
        let own = figure
            .counts
            .and_then(|counts| figure.in_measure(counts, measure));
        let spread = Spread::without(values, own, thresholds.extremes_left_out)?;
        Some((figure.in_measure(figure.value, measure)?, spread))
    }
}

/// How far figures of several units reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    pub(super) smallest: f64,
    pub(super) largest: f64,
    pub(super) middle: f64,
    pub(super) count: usize,
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

    /// How far beyond all of them a figure lies: a factor, one where it lies between them.
    fn beyond(&self, value: f64) -> f64 {
        (value / self.largest).max(self.smallest / value).max(1.0)
    }

    fn width(&self) -> f64 {
        self.largest / self.smallest
    }
}

/// Where a figure stands among its peers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// How far beyond all of them: a factor, one where it stands between them.
    pub(super) beyond: f64,
    /// Whether it would stand among them but for a unit of measure.
    pub(super) has_slipped: bool,
}

impl Place {
    /// The place of a figure, given it and its peers in several measures, the first as they are. `None` where there are
    /// too few peers.
    ///
    /// It is looked for in the measure in which the peers lie closest together: where the amounts go with the size of the
    /// unit, a large unit is told from a slip by it; where they do not, the size tells nothing.
    pub(super) fn among(
        measured: &[Option<(f64, Spread)>],
        thresholds: &Thresholds,
    ) -> Option<Self> {
        let enough = |measure: &&(f64, Spread)| measure.1.count >= thresholds.fewest_peers;
        let (whole, peers) = measured.first()?.as_ref().filter(enough)?;
        let (value, closest) = measured
            .iter()
            .flatten()
            .filter(enough)
            .min_by(|(_, one), (_, other)| one.width().total_cmp(&other.width()))?;
        let beyond = closest.beyond(*value);
        let is_larger = *value > closest.largest;
        let is_outside = if is_larger {
            *whole > peers.largest
        } else {
            *whole < peers.smallest
        };
        let fits = |slip: &f64| {
            let meant = if is_larger {
                value / slip
            } else {
                value * slip
            };
            let left = closest.beyond(meant);
            left <= thresholds.slip_tolerance && beyond >= left * thresholds.outside_peers_alone
        };
        Some(Self {
            beyond,
            has_slipped: is_outside && thresholds.slip_sizes.iter().any(fits),
        })
    }

    /// Whether a figure that stands here is cleared of a slip by one that stands there.
    pub(super) fn is_cleared_by(self, there: Self, thresholds: &Thresholds) -> bool {
        if self.beyond > 1.0 {
            there.beyond >= self.beyond * thresholds.outside_peers_alone
        } else {
            there.beyond >= thresholds.outside_peers
        }
    }
}
