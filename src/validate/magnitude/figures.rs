//! The figures that are compared, with what tells how large they may be.

use crate::catalogue::{Indicator, Indicators, Thresholds};
use crate::period::Period;
use crate::validate::batch::Batch;
use crate::validate::keys::{Counted, FigureKey, position_of};
use std::collections::BTreeMap;

/// A counted figure above zero.
#[derive(Clone)]
pub(super) struct Figure {
    pub(super) period: Period,
    /// By number.
    pub(super) unit: u32,
    pub(super) position: usize,
    pub(super) value: f64,
    /// The size of the unit, and what an amount was spent on as it was counted.
    pub(super) sizes: [Option<f64>; 2],
    /// Whether it is judged: not the value that counts by a decision of the office.
    pub(super) is_judged: bool,
    /// What counts of it among its peers; other than its value where the office has decided about it.
    pub(super) counts: Option<f64>,
}

impl Figure {
    /// A value of this figure in a measure: as it is, or by one of its sizes.
    pub(super) fn in_measure(&self, value: f64, measure: usize) -> Option<f64> {
        match measure.checked_sub(1) {
            None => Some(value),
            Some(size) => Some(value / self.sizes[size]?),
        }
    }
}

/// The figures of each unit in each period, and its size there.
pub(super) struct Sizes<'c> {
    of_units: Vec<OfUnit<'c>>,
}

impl<'c> Sizes<'c> {
    pub(super) fn of(
        counted: &'c Counted,
        batch: &Batch,
        indicators: &Indicators,
        thresholds: &Thresholds,
    ) -> Self {
        let sizes = thresholds.sizes.iter();
        let sizes: Vec<u32> = sizes.map(|code| indicators.position(code) as u32).collect();
        let size = |figures: &[(FigureKey, usize)]| {
            sizes
                .iter()
                .find_map(|&indicator| above_zero(figures, indicator, batch))
        };
        let of_units = counted.of_units();
        let mut of_units: Vec<_> = of_units.map(|figures| (figures, size(figures))).collect();
        // A unit that does not tell its size one year is as large as in another.
        let known: BTreeMap<u32, f64> = of_units
            .iter()
            .filter_map(|(figures, size)| Some((figures[0].0.unit, (*size)?)))
            .collect();
        for (figures, size) in &mut of_units {
            *size = size.or_else(|| known.get(&figures[0].0.unit).copied());
        }
        Self { of_units }
    }

    /// The counted figures of an indicator that are above zero, by period and unit. `spent_on` tells what an amount was
    /// spent on.
    pub(super) fn counted(
        &self,
        indicator: u32,
        spent_on: Option<u32>,
        batch: &Batch,
    ) -> Vec<Figure> {
        let of_units = self.of_units.iter();
        let figures = of_units.filter_map(|of_unit| {
            let figures = of_unit.0;
            let position = position_of(figures, indicator)?;
            let value = Some(batch.value(position)).filter(|value| *value > 0.0)?;
            let key = figures[0].0;
            Some(Figure {
                period: key.period,
                unit: key.unit,
                position,
                value,
                sizes: sizes(of_unit, spent_on, batch),
                is_judged: !batch.decided.contains_key(&position)
                    && !batch.observations[position].corrected,
                counts: Some(value),
            })
        });
        figures.collect()
    }

    /// What the office has decided about is judged as it stands, so that what was wrong with it stays in sight.
    pub(super) fn decided(
        &self,
        indicator: u32,
        spent_on: Option<u32>,
        batch: &Batch,
    ) -> Vec<Figure> {
        let decided = batch.decided.iter();
        let figures = decided.filter_map(|(&position, &stands)| {
            let key = batch.keys[position].filter(|key| key.indicator == indicator)?;
            let of_unit = self
                .of_units
                .binary_search_by_key(&key.whose(), |of_unit| of_unit.0[0].0.whose());
            let observation = &batch.observations[position];
            (stands > 0.0).then(|| Figure {
                period: key.period,
                unit: key.unit,
                position,
                value: stands,
                sizes: of_unit.map_or([None; 2], |found| {
                    sizes(&self.of_units[found], spent_on, batch)
                }),
                is_judged: true,
                counts: observation
                    .value
                    .filter(|&value| observation.counted() && value > 0.0),
            })
        });
        figures.collect()
    }
}

/// The figures of a unit in a period, and its size.
type OfUnit<'c> = (&'c [(FigureKey, usize)], Option<f64>);

fn sizes(of_unit: &OfUnit<'_>, spent_on: Option<u32>, batch: &Batch) -> [Option<f64>; 2] {
    let count = spent_on.and_then(|counted| above_zero(of_unit.0, counted, batch));
    [of_unit.1, count]
}

/// The counted value of an indicator of a unit in a period.
fn above_zero(figures: &[(FigureKey, usize)], indicator: u32, batch: &Batch) -> Option<f64> {
    let value = batch.value(position_of(figures, indicator)?);
    (value > 0.0).then_some(value)
}

/// What an amount was spent on, as its number in the catalogue.
pub(super) fn spent_on(
    indicator: &Indicator,
    indicators: &Indicators,
    thresholds: &Thresholds,
) -> Option<u32> {
    let counted = thresholds.spent_on.get(&*indicator.code)?;
    Some(indicators.known_position(counted)? as u32)
}
