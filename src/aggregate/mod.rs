//! Totals, means, ratios and categories of the province, its clusters and its units.
//!
//! Only counted actuals enter. Sums do not depend on the order of observations or the number of threads: inside each
//! group they are taken in the order of the units.

mod counted;
mod figures;
mod names;
mod recipes;

pub(crate) use figures::{
    Figures, in_order, numbers, slots_of, sorted, value, whole, whole_numbers,
};
pub(crate) use names::{Names, PROVINCE, Reporters, Slots};

use crate::catalogue::Indicators;
use crate::observation::Observation;
use crate::register::Register;
use crate::tables::{Aggregate, Distribution};
use anyhow::Context;
use figures::expected;
use polars::prelude::{IntoLazy, JoinType, PolarsResult, col};

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
    let place = [col("place")];
    let expected = expected(names, register)?.lazy();
    let rows = figures
        .totals
        .clone()
        .lazy()
        .with_column(slots.place_of(col("slot")).alias("place"))
        .join(expected, &place, &place, in_order(JoinType::Left))
        .with_column(col("n_expected").fill_null(whole(0)))
        .collect()?;
    let column = |column| whole_numbers(&rows, column);
    let (n_units, n_expected) = (column("n_units")?, column("n_expected")?);
    let (slot, values) = (slots_of(&rows)?, numbers(&rows, "value")?);
    let row = |row: usize| {
        let (period, group, indicator) = slots.parts(slot[row]);
        Aggregate {
            period: names.period(period),
            group: names.group(group),
            indicator: names.indicator(indicator),
            value: values[row],
            n_units: n_units[row],
            n_expected: n_expected[row],
        }
    };
    let order = sorted(slot.len(), |row| slot[row]);
    Ok(order.into_iter().map(row).collect())
}

fn distributions(figures: &Figures) -> PolarsResult<Vec<Distribution>> {
    let (names, rows) = (&figures.names, &figures.distributions);
    let column = |column| whole_numbers(rows, column);
    let (slot, categories) = (slots_of(rows)?, column("category")?);
    let (n_units, n_total) = (column("n_units")?, column("n_total")?);
    let row = |row: usize| {
        let (period, group, indicator) = names.slots().parts(slot[row]);
        Distribution {
            period: names.period(period),
            group: names.group(group),
            indicator: names.indicator(indicator),
            category: names.category(categories[row]),
            n_units: n_units[row],
            n_total: n_total[row],
        }
    };
    let order = sorted(slot.len(), |row| (slot[row], categories[row]));
    Ok(order.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests;
