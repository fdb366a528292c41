//! Totals, means, ratios and categories of the province, its clusters and its units.
//!
//! Only counted actuals enter. Sums do not depend on the order of observations or the number of threads: inside each
//! group they are taken in the order of the values.

mod columns;
mod counted;
mod figures;
mod keys;

pub(crate) use columns::{counts, numbers, values};
pub(crate) use figures::{Figures, has_value, ordered_sum, slot, value};
pub(crate) use keys::{Keys, Reporters};

use crate::catalogue::Indicators;
use crate::observation::Observation;
use crate::register::Register;
use crate::tables::{Aggregate, Distribution};
use anyhow::Context;
use polars::prelude::PolarsResult;

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
        aggregates: aggregates(&figures).context("không lập được bảng số tổng hợp")?,
        distributions: distributions(&figures).context("không lập được bảng phân bố xếp loại")?,
        figures,
    })
}

fn aggregates(figures: &Figures) -> PolarsResult<Vec<Aggregate>> {
    let slots = numbers(&figures.totals, "slot")?;
    let value = values(&figures.totals, "value")?;
    let n_units = counts(&figures.totals, "n_units")?;
    let n_expected = counts(&figures.totals, "n_expected")?;
    let rows = slots.iter().enumerate().map(|(row, &slot)| {
        let (period, group, indicator) = figures.keys.names(slot);
        Aggregate {
            period,
            group,
            indicator,
            value: value[row],
            n_units: n_units[row],
            n_expected: n_expected[row],
        }
    });
    Ok(rows.collect())
}

fn distributions(figures: &Figures) -> PolarsResult<Vec<Distribution>> {
    let slots = numbers(&figures.distributions, "slot")?;
    let category = counts(&figures.distributions, "category")?;
    let n_units = counts(&figures.distributions, "n_units")?;
    let n_total = counts(&figures.distributions, "n_total")?;
    let rows = slots.iter().enumerate().map(|(row, &slot)| {
        let (period, group, indicator) = figures.keys.names(slot);
        Distribution {
            period,
            group,
            indicator,
            category: figures.categories[category[row] as usize].clone(),
            n_units: n_units[row],
            n_total: n_total[row],
        }
    });
    Ok(rows.collect())
}

#[cfg(test)]
mod tests;
