//! Numbers for names: the figures of a run are sorted and searched several times, and numbers compare faster.

use crate::observation::Measure;
use crate::period::Period;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::Arc;

/// A unit's figure in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FigureKey {
    pub(super) period: Period,
    /// By the order of the units' ids.
    pub(super) unit: u32,
    /// By its position in the catalogue.
    pub(super) indicator: u32,
    pub(super) measure: Measure,
}

impl FigureKey {
    /// The period and the unit.
    pub(super) fn whose(&self) -> (Period, u32) {
        (self.period, self.unit)
    }
}

/// Units by number, in the order of their ids.
pub(super) struct Units {
    numbers: HashMap<Arc<str>, u32, RandomState>,
}

impl Units {
    /// Numbers these units; the same one may come any number of times.
    pub(super) fn new<'a>(units: impl Iterator<Item = &'a Arc<str>>) -> Self {
        let mut sorted: Vec<&Arc<str>> = Vec::new();
        for unit in units {
            // A file's figures share their unit.
            if !sorted.last().is_some_and(|last| Arc::ptr_eq(last, unit)) {
                sorted.push(unit);
            }
        }
        sorted.sort_unstable();
        sorted.dedup();
        Self {
            numbers: sorted.into_iter().cloned().zip(0..).collect(),
        }
    }

    /// The number of a unit, where it has any figure.
    pub(super) fn number(&self, unit: &str) -> Option<u32> {
        self.numbers.get(unit).copied()
    }
}

/// Where the counted figures stand: at most one position a figure.
pub(super) struct Counted {
    sorted: Vec<(FigureKey, usize)>,
}

impl Counted {
    /// `figures` are sorted. Of several positions of one figure the last is taken.
    pub(super) fn of_sorted(figures: impl Iterator<Item = (FigureKey, usize)>) -> Self {
        let mut sorted: Vec<(FigureKey, usize)> =
            Vec::with_capacity(figures.size_hint().1.unwrap_or_default());
        for figure in figures {
            match sorted.last_mut() {
                Some(last) if last.0 == figure.0 => *last = figure,
                _ => sorted.push(figure),
            }
        }
        Self { sorted }
    }

    /// All of them, by period, unit and indicator.
    pub(super) fn figures(&self) -> &[(FigureKey, usize)] {
        &self.sorted
    }

    /// The figures of each unit in each period, by indicator.
    pub(super) fn of_units(&self) -> impl Iterator<Item = &[(FigureKey, usize)]> {
        self.sorted
            .chunk_by(|one, next| one.0.whose() == next.0.whose())
    }

    /// Where a figure stands, if it counts.
    pub(super) fn get(&self, key: FigureKey) -> Option<usize> {
        let found = self.sorted.binary_search_by_key(&key, |figure| figure.0);
        found.ok().map(|found| self.sorted[found].1)
    }
}

/// Where the figure of an indicator stands among those of a unit in a period.
pub(super) fn position_of(figures: &[(FigureKey, usize)], indicator: u32) -> Option<usize> {
    let found = figures.binary_search_by_key(&indicator, |figure| figure.0.indicator);
    found.ok().map(|found| figures[found].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_numbered_by_their_ids() {
        let ids: Vec<Arc<str>> = ["B", "A", "B", "C"].map(Arc::from).to_vec();
        let units = Units::new(ids.iter().chain(&ids));
        let numbers = ["A", "B", "C", "D"].map(|id| units.number(id));
        assert_eq!(numbers, [Some(0), Some(1), Some(2), None]);
    }

    #[test]
    fn of_a_figure_the_last_position_is_found() {
        let key = |unit| FigureKey {
            period: Period::Year(2023),
            unit,
            indicator: 0,
            measure: Measure::Actual,
        };
        let figures = [(key(1), 3), (key(2), 5), (key(2), 6), (key(2), 7)];
        let counted = Counted::of_sorted(figures.into_iter());
        assert_eq!(
            counted.of_units().collect::<Vec<_>>(),
            [&[(key(1), 3)], &[(key(2), 7)]]
        );
        assert_eq!(position_of(&[(key(2), 7)], 0), Some(7));
        assert_eq!(position_of(&[(key(2), 7)], 1), None);
        assert_eq!(counted.get(key(2)), Some(7));
        assert_eq!(counted.get(key(3)), None);
    }
}
