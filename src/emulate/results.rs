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
    by_code: BTreeMap<&'a str, BTreeMap<Reporter, &'a Observation>>,
    clusters: BTreeMap<Reporter, &'a Arc<str>>,
    indicators: &'a Indicators,
}

impl<'a> Results<'a> {
    /// Takes up what counts. Of several cells that count for one figure the first by file, sheet and cell is taken,
    /// whatever their order here.
    pub(super) fn new(observations: &'a [Observation], indicators: &'a Indicators) -> Self {
        let mut results = Self {
            by_code: BTreeMap::new(),
            clusters: BTreeMap::new(),
            indicators,
        };
        for observation in observations {
            let (Some(period), Some(unit)) = (observation.period, &observation.unit_id) else {
                continue;
            };
            let reporter = (period, unit.clone());
            if let Some(cluster) = &observation.cluster_id {
                results.clusters.entry(reporter.clone()).or_insert(cluster);
            }
            if observation.counted() && observation.measure == Measure::Actual {
                let figures = results.by_code.entry(&observation.indicator).or_default();
                let figure = figures.entry(reporter).or_insert(observation);
                if observation.at < figure.at {
                    *figure = observation;
                }
            }
        }
        results
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
        self.by_code.get(code)?.get(reporter)?.value
    }

    /// The category a unit reported: its rating.
    pub(super) fn category(&self, reporter: &Reporter, code: &str) -> Option<&'a Arc<str>> {
        self.by_code.get(code)?.get(reporter)?.category.as_ref()
    }

    /// All units with a counted figure of an indicator, with its value.
    pub(super) fn of_indicator(&self, code: &str) -> impl Iterator<Item = (&Reporter, f64)> {
        self.by_code
            .get(code)
            .into_iter()
            .flatten()
            .filter_map(|(reporter, figure)| Some((reporter, figure.value?)))
    }

    /// The cluster of a unit in a period.
    pub(super) fn cluster(&self, reporter: &Reporter) -> Option<&'a Arc<str>> {
        self.clusters.get(reporter).copied()
    }
}
