//! Totals, means, ratios and categories of the province, its clusters and its units.
//!
//! Only counted actuals enter. Sums do not depend on the order of observations or the number of threads: inside each
//! group they are taken in the order of the units.

mod counted;
mod figures;
mod keys;
mod recipes;
mod sums;

pub(crate) use figures::{Figures, Share};
pub(crate) use keys::{Keys, Reporters};
pub(crate) use recipes::value;
pub(crate) use sums::{Bookings, Sum};

use crate::catalogue::Indicators;
use crate::observation::Observation;
use crate::register::Register;
use crate::tables::{Aggregate, Distribution};
use anyhow::Context;
use rayon::prelude::*;

/// What units' figures come to in every group.
#[derive(Debug)]
pub struct Aggregates {
    /// By period, group and indicator in the catalogue's order.
    pub aggregates: Vec<Aggregate>,
    /// By period, group, indicator in the catalogue's order and category.
    pub distributions: Vec<Distribution>,
    /// The figures behind them, for the comparison of periods.
    pub(crate) figures: Figures,
}

/// Sums up what counts, for the province, for clusters by the membership of each period, and for units.
///
/// A unit's own row holds its figure as it counts, whatever the indicator's weight; a ratio that the catalogue derives
/// has a row wherever both its parts are there.
///
/// # Errors
/// Where the frames cannot be computed: a fault of the program, not of the data.
pub fn aggregate(
    observations: &[Observation],
    indicators: &Indicators,
    register: &Register,
) -> anyhow::Result<Aggregates> {
    let figures =
        Figures::new(observations, indicators, register).context("không tổng hợp được số liệu")?;
    Ok(Aggregates {
        aggregates: aggregates(&figures, register),
        distributions: distributions(&figures),
        figures,
    })
}

fn aggregates(figures: &Figures, register: &Register) -> Vec<Aggregate> {
    let keys = &figures.keys;
    let expected = expected(keys, register);
    let rows = figures.totals.par_iter().map(|total| {
        let (period, group, indicator) = keys.names(total.slot);
        Aggregate {
            period,
            group,
            indicator,
            value: total.value,
            n_units: total.n_units,
            n_expected: expected[keys.place_of(total.slot) as usize],
        }
    });
    rows.collect()
}

/// How many units are expected to report at every place.
fn expected(keys: &Keys, register: &Register) -> Vec<u32> {
    let mut counts = vec![0; keys.n_places()];
    for membership in register.memberships.values() {
        let groups = [
            Some(keys.province()),
            keys.cluster(&membership.cluster_id),
            keys.unit(&membership.unit_id),
        ];
        for group in groups.into_iter().flatten() {
            if let Some(place) = keys.place(membership.period, group) {
                counts[place as usize] += 1;
            }
        }
    }
    counts
}

fn distributions(figures: &Figures) -> Vec<Distribution> {
    let of_slots = figures
        .distributions
        .chunk_by(|one, next| one.slot == next.slot);
    let rows = of_slots.flat_map(|chosen| {
        let n_total = chosen.iter().map(|it| it.n_units).sum();
        chosen.iter().map(move |it| {
            let (period, group, indicator) = figures.keys.names(it.slot);
            Distribution {
                period,
                group,
                indicator,
                category: figures.categories[it.category].clone(),
                n_units: it.n_units,
                n_total,
            }
        })
    });
    rows.collect()
}

#[cfg(test)]
mod tests;
