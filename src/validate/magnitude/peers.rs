//! How far the figures of the other units of a period reach, and where one figure stands among them.

use super::figures::Figure;
use crate::catalogue::Thresholds;
use crate::period::Period;
use std::collections::BTreeMap;

/// In how many ways figures of several units are compared: as they are, and by each of [`Figure::sizes`].
pub(super) const MEASURES: usize = 3;

/// So many figures on either side, and no more, may be left out as they lie beyond a gap.
const MOST_BEYOND_A_GAP: usize = 3;

/// The figures of an indicator by period, sorted, in each measure.
pub(super) struct Peers<'f> {
    figures: &'f [Figure],
    sorted: BTreeMap<Period, [Vec<f64>; MEASURES]>,
}

/// A figure in a measure, and how far those of the others reach in it.
pub(super) type Beside = (f64, Spread);

impl<'f> Peers<'f> {
    /// The figures of a period stand together.
    pub(super) fn of(figures: &'f [Figure]) -> Self {
        let of_periods = figures.chunk_by(|one, next| one.period == next.period);
        let sorted = of_periods.map(|figures| {
            let measures = [0, 1, 2].map(|measure| {
                let mut values = Vec::with_capacity(figures.len());
                let in_measure = |it: &Figure| it.in_measure(it.value, measure);
                values.extend(figures.iter().filter_map(in_measure));
                values.sort_by(f64::total_cmp);
                values
            });
            (figures[0].period, measures)
        });
        let sorted = sorted.collect();
        Self { figures, sorted }
    }

    /// A figure beside the others of its period, without a share of the most extreme of them.
    pub(super) fn beside(
        &self,
        figure: &Figure,
        measure: usize,
        thresholds: &Thresholds,
    ) -> Option<Beside> {
        let of_period = self.sorted.get(&figure.period)?;
        beside_those_of(of_period, f64::INFINITY, (figure, measure), thresholds)
    }

    /// A figure beside the others of its period or, where they are too few, of all periods, in the first so many measures.
    /// However few they are, those far from the rest are not looked at: one that slipped as well must not hide this one.
    pub(super) fn beside_enough(
        &self,
        figure: &Figure,
        measures: usize,
        thresholds: &Thresholds,
    ) -> [Option<Beside>; MEASURES] {
        let others = |of_period: &[Vec<f64>; MEASURES]| {
            let own = usize::from(figure.counts.is_some());
            of_period[0].len().saturating_sub(own)
        };
        let of_period = self.sorted.get(&figure.period);
        let of_period = of_period.filter(|it| others(it) >= thresholds.fewest_peers);
        let mut measured = [None; MEASURES];
        for (measure, beside) in measured.iter_mut().enumerate().take(measures) {
            *beside = match of_period {
                Some(peers) => {
                    beside_those_of(peers, thresholds.peers_gap, (figure, measure), thresholds)
                }
                None => self.beside_other_periods(figure, measure, thresholds),
            };
        }
        measured
    }

    /// A figure beside those of other units in whatever period, each unit counted once.
    fn beside_other_periods(
        &self,
        figure: &Figure,
        measure: usize,
        thresholds: &Thresholds,
    ) -> Option<Beside> {
        let own = figure.in_measure(figure.value, measure)?;
        let others = self.figures.iter().filter(|other| {
            other.unit != figure.unit && other.period.is_comparable_with(figure.period)
        });
        let mut by_unit: BTreeMap<u32, f64> = BTreeMap::new();
        for other in others {
            if let Some(value) = other.in_measure(other.value, measure) {
                by_unit.insert(other.unit, value);
            }
        }
        let mut values: Vec<f64> = by_unit.into_values().collect();
        values.sort_by(f64::total_cmp);
        let extremes = extremes(values.len(), thresholds);
        let spread = Spread::without(&values, None, extremes, thresholds.peers_gap)?;
        Some((own, spread))
    }
}

/// A figure beside the others of its period in a measure.
fn beside_those_of(
    of_period: &[Vec<f64>; MEASURES],
    gap: f64,
    (figure, measure): (&Figure, usize),
    thresholds: &Thresholds,
) -> Option<Beside> {
    let values = &of_period[measure];
    let own = figure
        .counts
        .and_then(|counts| figure.in_measure(counts, measure));
    let extremes = extremes(values.len(), thresholds);
    let spread = Spread::without(values, own, extremes, gap)?;
    Some((figure.in_measure(figure.value, measure)?, spread))
}

/// How many of the largest and of the smallest peers are not looked at.
fn extremes(count: usize, thresholds: &Thresholds) -> usize {
    (count as f64 * thresholds.extremes_left_out) as usize
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
    /// The spread of sorted figures without the one left out, which is one of them, and without so many of the most
    /// extreme ones on either side, since more than one may have slipped. Of up to a third of them those are left out as
    /// well that lie beyond the next by the factor `gap`.
    fn without(sorted: &[f64], left_out: Option<f64>, extremes: usize, gap: f64) -> Option<Self> {
        let position = left_out.map_or(sorted.len(), |left_out| {
            sorted.partition_point(|&value| value < left_out)
        });
        let at = |index: usize| {
            sorted
                .get(if index >= position { index + 1 } else { index })
                .copied()
        };
        let count = sorted.len().checked_sub(usize::from(left_out.is_some()))?;
        let last = count.checked_sub(1)?;
        let looked_at = extremes..(count / 3).min(extremes + MOST_BEYOND_A_GAP);
        let (mut low, mut high) = (extremes, last.checked_sub(extremes)?);
        for index in looked_at {
            if at(index + 1)? > at(index)? * gap {
                low = index + 1;
            }
            if at(last - index)? > at(last - index - 1)? * gap {
                high = last - index - 1;
            }
        }
        Some(Self {
            smallest: at(low)?,
            largest: at(high)?,
            middle: at(count / 2)?,
            count,
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
    /// It is looked for in the measures in which the peers lie closer together than as they are: where the amounts go with
    /// the size of the unit, a large unit is told from a slip by it; where they do not, the size tells nothing.
    pub(super) fn among(
        measured: &[Option<Beside>; MEASURES],
        thresholds: &Thresholds,
    ) -> Option<Self> {
        let enough = |measure: &&Beside| measure.1.count >= thresholds.fewest_peers;
        let [whole, by_size @ ..] = measured;
        let whole = whole.as_ref().filter(enough)?;
        let width = whole.1.width();
        let is_closer = |beside: &&Beside| enough(beside) && beside.1.width() <= width;
        let closer = || by_size.iter().flatten().filter(is_closer);
        let alone = closer().next().is_none().then_some(whole);
        let telling = || closer().chain(alone);
        let is_larger = |(value, peers): &Beside| *value > peers.largest;
        let beyond = |(value, peers): &Beside| peers.beyond(*value);
        let nearest = telling().map(beyond).fold(f64::MAX, f64::min);
        let is_outside = beyond(whole) > 1.0
            && nearest >= thresholds.outside_peers_alone
            && telling().all(|it| is_larger(it) == is_larger(whole));
        Some(Self {
            beyond: nearest,
            has_slipped: is_outside && telling().any(|it| fits(it, thresholds)),
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

/// Whether a figure would stand among its peers, or much nearer to them, but for a unit of measure.
fn fits(&(value, peers): &Beside, thresholds: &Thresholds) -> bool {
    let meant = |slip: &f64| {
        if value > peers.largest {
            value / slip
        } else {
            value * slip
        }
    };
    let left = thresholds.slip_sizes.iter().map(meant);
    left.map(|meant| peers.beyond(meant)).any(|left| {
        left <= thresholds.slip_tolerance
            && peers.beyond(value) >= left * thresholds.outside_peers_alone
    })
}
