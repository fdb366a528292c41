//! The figures that count, one a unit, period and indicator.

use super::keys::{Keys, Reporting};
use crate::catalogue::Indicators;
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::register::Register;
use rayon::prelude::*;
use std::sync::Arc;

/// A counted figure of a reporter.
pub(super) struct Figure<'a> {
    /// The unit and period, by number.
    pub(super) reporter: u64,
    /// The indicator, by its position in the catalogue.
    pub(super) indicator: u64,
    /// Where the figure or category stands.
    pub(super) observation: &'a Observation,
}

/// What counts, who reports it, and the numbers of both.
pub(super) struct Counted<'a> {
    /// By reporter and indicator.
    pub(super) figures: Vec<Figure<'a>>,
    pub(super) reporting: Reporting,
    pub(super) keys: Keys,
}

/// Takes up the actuals that count. Observations of unknown indicators, units or periods are left aside: none of them
/// can count. Where two figures of one unit, period and indicator count, the one that stands first (by file, sheet
/// and cell) is taken: a total never holds a unit twice. The cluster is the register's, else the one that the figures
/// state.
pub(super) fn counted<'a>(
    observations: &'a [Observation],
    indicators: &Indicators,
    register: &Register,
) -> Counted<'a> {
    let n_indicators = indicators.iter().count();
    let known: Vec<(Period, &Arc<str>, u64, &Observation)> = observations
        .par_iter()
        .filter(|it| it.counted() && it.measure == Measure::Actual)
        .filter_map(|it| {
            let indicator = indicators.position(&it.indicator);
            let (period, unit) = (it.period?, it.unit_id.as_ref()?);
            (indicator < n_indicators).then_some((period, unit, indicator as u64, it))
        })
        .collect();
    let mut reporting = Reporting::new();
    // A file's figures stand together: its unit and period are looked up once.
    for run in known.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
        let (period, unit, ..) = run[0];
        let stated = run.iter().filter_map(|it| it.3.cluster_id.as_ref()).min();
        let registered = register.cluster_of(period, unit);
        let reporters = reporting.entry(period).or_default();
        let cluster = reporters.entry(unit.clone()).or_default();
        *cluster = registered.or(cluster.iter().chain(stated).min()).cloned();
    }
    let keys = Keys::new(&reporting, indicators, register);
    let mut figures = Vec::with_capacity(known.len());
    for run in known.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
        if let Some(reporter) = keys.reporter(run[0].0, run[0].1) {
            figures.extend(run.iter().map(|&(_, _, indicator, observation)| Figure {
                reporter,
                indicator,
                observation,
            }));
        }
    }
    figures.sort_by(|one, other| {
        (one.reporter, one.indicator)
            .cmp(&(other.reporter, other.indicator))
            .then_with(|| one.observation.at.cmp(&other.observation.at))
    });
    figures.dedup_by_key(|figure| (figure.reporter, figure.indicator));
    Counted {
        figures,
        reporting,
        keys,
    }
}
