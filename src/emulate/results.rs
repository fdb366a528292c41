//! What units reached: one counted figure a unit, period and indicator.

use crate::catalogue::{Aggregation, Indicators};
use crate::observation::{Measure, Observation};
use crate::period::Period;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A unit in a period.
pub(super) type Reporter = (Period, Arc<str>);

/// Counted actuals, and the cluster each unit was in.
pub(super) struct Results<'a> {
    units: BTreeMap<Reporter, Reported<'a>>,
    indicators: &'a Indicators,
}

/// What is known of a unit in a period.
#[derive(Default)]
struct Reported<'a> {
    cluster: Option<&'a Arc<str>>,
    /// One an indicator, by its position in the catalogue.
    figures: Vec<(usize, &'a Observation)>,
}

impl<'a> Results<'a> {
    /// Takes up what counts. Of several cells that count for one figure the first by file, sheet and cell is taken,
    /// whatever their order here.
    pub(super) fn new(observations: &'a [Observation], indicators: &'a Indicators) -> Self {
        let mut units: BTreeMap<Reporter, Reported<'a>> = BTreeMap::new();
        // A file's figures stand together: its unit and period are looked up once.
        for run in observations
            .chunk_by(|one, next| (one.period, &one.unit_id) == (next.period, &next.unit_id))
        {
            if let (Some(period), Some(unit)) = (run[0].period, &run[0].unit_id) {
                let reported = units.entry((period, unit.clone())).or_default();
                let stated = || run.iter().find_map(|it| it.cluster_id.as_ref());
                reported.cluster = reported.cluster.or_else(stated);
                let counted = run
                    .iter()
                    .filter(|it| it.counted() && it.measure == Measure::Actual);
                let counted =
                    counted.filter_map(|it| Some((indicators.known_position(&it.indicator)?, it)));
                reported.figures.extend(counted);
            }
        }
        for reported in units.values_mut() {
            let figures = &mut reported.figures;
            figures.sort_by(|(one, of_one), (other, of_other)| {
                one.cmp(other).then_with(|| of_one.at.cmp(&of_other.at))
            });
            figures.dedup_by_key(|(position, _)| *position);
        }
        Self { units, indicators }
    }

    /// What a unit reached: its own figure, else for a ratio the one of its own numerator and denominator.
    pub(super) fn actual(&self, reporter: &Reporter, code: &str) -> Option<f64> {
        self.figure(reporter, code).or_else(|| {
            let Aggregation::Ratio {
                numerator,
                denominator,
            } = &self.indicators.get(code)?.aggregation
            else {
                return None;
            };
            let whole = self
                .figure(reporter, denominator)
                .filter(|whole| *whole != 0.0)?;
            Some(self.figure(reporter, numerator)? / whole)
        })
    }

    fn figure(&self, reporter: &Reporter, code: &str) -> Option<f64> {
        let position = self.indicators.known_position(code)?;
        self.units.get(reporter)?.figure(position)?.value
    }

    /// The category a unit reported: its rating.
    pub(super) fn category(&self, reporter: &Reporter, code: &str) -> Option<&'a Arc<str>> {
        let position = self.indicators.known_position(code)?;
        let figure = self.units.get(reporter)?.figure(position)?;
        figure.category.as_ref()
    }

    /// All units with a counted figure of an indicator, with its value.
    pub(super) fn of_indicator(&self, code: &str) -> impl Iterator<Item = (&Reporter, f64)> {
        let position = self.indicators.known_position(code);
        self.units.iter().filter_map(move |(reporter, reported)| {
            Some((reporter, reported.figure(position?)?.value?))
        })
    }

    /// The cluster of a unit in a period.
    pub(super) fn cluster(&self, reporter: &Reporter) -> Option<&'a Arc<str>> {
        self.units.get(reporter)?.cluster
    }
}

impl<'a> Reported<'a> {
    fn figure(&self, position: usize) -> Option<&'a Observation> {
        let found = self.figures.binary_search_by_key(&position, |it| it.0);
        found.ok().map(|found| self.figures[found].1)
    }
}
