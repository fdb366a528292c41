//! Totals, means, ratios and categories of the province, its clusters and its units.
//!
//! Only counted actuals enter. Sums do not depend on the order of observations or the number of threads: inside each
//! group they are taken in the order of the units.

mod counted;
mod figures;
mod names;
mod recipes;

pub(crate) use figures::{
    Figures, in_order, in_tables, long_numbers, numbers, value, whole, whole_numbers,
};
pub(crate) use names::{Names, PROVINCE, Reporters, Slots};

use crate::catalogue::Indicators;
use crate::observation::Observation;
use crate::register::Register;
use crate::tables::{Aggregate, Distribution};
use anyhow::Context;
use figures::expected;
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
    aggregated(observations, indicators, register).context("không tổng hợp được số liệu")
}

fn aggregated(
    observations: &[Observation],
    indicators: &Indicators,
    register: &Register,
) -> PolarsResult<Aggregates> {
    let figures = Figures::new(observations, indicators, register)?;
    Ok(Aggregates {
        aggregates: aggregates(&figures, register)?,
        distributions: distributions(&figures)?,
        figures,
    })
}

fn aggregates(figures: &Figures, register: &Register) -> PolarsResult<Vec<Aggregate>> {
    let (names, slots) = (&figures.names, figures.names.slots());
    let rows = &figures.totals;
    let (slot, values) = (long_numbers(rows, "slot")?, numbers(rows, "value")?);
    let n_units = whole_numbers(rows, "n_units")?;
    let expected = expected(names, register);
    let row = |row: usize, (period, group, indicator)| {
        let place = slots.number_of_place(period, group);
        Aggregate {
            period: names.period(period),
            group: names.group(group),
            indicator: names.indicator(indicator),
            value: values[row],
            n_units: n_units[row],
            n_expected: expected.get(&place).copied().unwrap_or_default(),
        }
    };
    Ok(in_tables(slots, slot.iter().zip(&n_units), row))
}

fn distributions(figures: &Figures) -> PolarsResult<Vec<Distribution>> {
    let (names, rows) = (&figures.names, &figures.distributions);
    let column = |column| whole_numbers(rows, column);
    let (slot, categories) = (long_numbers(rows, "slot")?, column("category")?);
    let (n_units, n_total) = (column("n_units")?, column("n_total")?);
    let row = |row: usize, (period, group, indicator)| Distribution {
        period: names.period(period),
        group: names.group(group),
        indicator: names.indicator(indicator),
        category: names.category(categories[row]),
        n_units: n_units[row],
        n_total: n_total[row],
    };
    Ok(in_tables(names.slots(), slot.iter().zip(&categories), row))
}

#[cfg(test)]
mod tests;
