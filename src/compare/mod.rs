//! Periods beside the one before them: as reported and like for like, and what the difference is made of.
//!
//! *As reported* sets each period's totals side by side, each by its own membership. *Like for like* sets families of
//! units side by side ([`lineage`]): today's units with the figures of their forerunners, complete on both sides. The
//! two are tied together by the parts of the as-reported change ([`postings`]): its real part is the like-for-like
//! change, and the others say where the rest comes from.

mod accounts;
mod lineage;
mod postings;

use crate::aggregate::{Aggregates, Figures, Keys, counts, numbers, values};
use crate::period::Period;
use crate::register::Register;
use crate::tables::{Basis, ChangePart, ChangePartKind, Comparison};
use accounts::Accounts;
use anyhow::Context;
use polars::prelude::{
    DataFrame, IntoLazy, JoinArgs, JoinType, LazyFrame, PolarsResult, UnionArgs, col, concat, lit,
    polars_err,
};

/// The bases in their order in the data.
const BASES: [Basis; 2] = [Basis::AsReported, Basis::LikeForLike];

/// The parts in their order in the data.
const PARTS: [ChangePartKind; 6] = [
    ChangePartKind::Real,
    ChangePartKind::MovedIn,
    ChangePartKind::MovedOut,
    ChangePartKind::Founded,
    ChangePartKind::Dissolved,
    ChangePartKind::Coverage,
];

/// What every period is held against the one before.
#[derive(Debug, Default)]
pub struct Comparisons {
    /// By period, group, indicator in the catalogue's order, and basis.
    pub comparisons: Vec<Comparison>,
    /// By period, group, indicator in the catalogue's order, and part.
    pub change_parts: Vec<ChangePart>,
}

/// Compares every period that has figures with the nearest earlier one of the same kind that has.
///
/// A group's like-for-like mean or ratio is taken over the same families on both sides; a plain mean takes each
/// forerunner by itself. `n_units` counts today's units. Change parts are given for indicators that are summed,
/// wherever there is an as-reported comparison, and add up to its change: exactly, where the figures are whole.
///
/// # Errors
/// Where the frames cannot be computed: a fault of the program, not of the data.
pub fn compare(aggregates: &Aggregates, register: &Register) -> anyhow::Result<Comparisons> {
    comparisons(&aggregates.figures, register).context("không so sánh được các kỳ")
}

fn comparisons(figures: &Figures, register: &Register) -> PolarsResult<Comparisons> {
    let pairs = Pairs::of(figures.keys.periods());
    if pairs.list.is_empty() {
        return Ok(Comparisons::default());
    }
    let as_reported = as_reported(figures, &pairs)?;
    let accounts = Accounts::new(figures, register, &pairs, &as_reported)?;
    let like_for_like = accounts.like_for_like()?;
    let parts = accounts.change_parts(as_reported.clone().lazy())?;
    let bases = [as_reported.lazy(), like_for_like];
    let rows = concat(
        bases.into_iter().zip(0u64..).map(keyed).collect::<Vec<_>>(),
        UnionArgs::default(),
    )?
    .sort(["key"], Default::default())
    .collect()?;
    Ok(Comparisons {
        comparisons: comparison_rows(&rows, &figures.keys, &pairs)?,
        change_parts: part_rows(&parts, &figures.keys, &pairs)?,
    })
}

/// Rows of the basis with a number, by slot and basis.
fn keyed((rows, basis): (LazyFrame, u64)) -> LazyFrame {
    rows.select([
        (col("slot") * lit(BASES.len() as u64) + lit(basis)).alias("key"),
        col("value"),
        col("previous_value"),
        col("n_units"),
    ])
}

/// The pairs of periods to compare.
struct Pairs {
    /// (previous, period), by period.
    list: Vec<(Period, Period)>,
}

impl Pairs {
    /// Each period with the nearest earlier one of its kind.
    fn of(periods: &[Period]) -> Self {
        let before = |at: usize| {
            let earlier = periods[..at].iter().rev();
            earlier
                .copied()
                .find(|period| period.is_comparable_with(periods[at]))
        };
        Self {
            list: (0..periods.len())
                .filter_map(|at| Some((before(at)?, periods[at])))
                .collect(),
        }
    }

    fn previous_of(&self, period: Period) -> PolarsResult<Period> {
        self.list
            .iter()
            .find(|pair| pair.1 == period)
            .map(|pair| pair.0)
            .ok_or_else(|| polars_err!(ComputeError: "{period} is compared with nothing"))
    }
}

/// `slot, place, is_sum, value, previous_value, n_units` where both periods have a value.
fn as_reported(figures: &Figures, pairs: &Pairs) -> PolarsResult<DataFrame> {
    let totals = figures.totals.clone().lazy();
    let mut earlier = Vec::new();
    for &(previous, period) in &pairs.list {
        if let Some((then, now)) = figures.keys.slots(previous).zip(figures.keys.slots(period)) {
            let of_then = col("slot")
                .gt_eq(lit(then.start))
                .and(col("slot").lt(lit(then.end)));
            earlier.push(totals.clone().filter(of_then).select([
                (col("slot") + lit(now.start - then.start)).alias("slot"),
                col("value").alias("previous_value"),
            ]));
        }
    }
    totals
        .join(
            concat(earlier, UnionArgs::default())?,
            [col("slot")],
            [col("slot")],
            JoinArgs::new(JoinType::Inner),
        )
        .select(
            [
                "slot",
                "place",
                "is_sum",
                "value",
                "previous_value",
                "n_units",
            ]
            .map(col),
        )
        .collect()
}

fn comparison_rows(rows: &DataFrame, keys: &Keys, pairs: &Pairs) -> PolarsResult<Vec<Comparison>> {
    let key = numbers(rows, "key")?;
    let value = values(rows, "value")?;
    let previous_value = values(rows, "previous_value")?;
    let n_units = counts(rows, "n_units")?;
    let row = |(row, key): (usize, &u64)| {
        let bases = BASES.len() as u64;
        let (period, group, indicator) = keys.names(key / bases);
        let change = value[row] - previous_value[row];
        Ok(Comparison {
            period,
            previous_period: pairs.previous_of(period)?,
            group,
            indicator,
            basis: BASES[(key % bases) as usize],
            value: value[row],
            previous_value: previous_value[row],
            change,
            change_rate: (previous_value[row] != 0.0).then(|| change / previous_value[row]),
            n_units: n_units[row],
        })
    };
    key.iter().enumerate().map(row).collect()
}

fn part_rows(rows: &DataFrame, keys: &Keys, pairs: &Pairs) -> PolarsResult<Vec<ChangePart>> {
    let key = numbers(rows, "key")?;
    let value = values(rows, "value")?;
    let n_units = counts(rows, "n_units")?;
    let row = |(row, key): (usize, &u64)| {
        let parts = PARTS.len() as u64;
        let (period, group, indicator) = keys.names(key / parts);
        Ok(ChangePart {
            period,
            previous_period: pairs.previous_of(period)?,
            group,
            indicator,
            part: PARTS[(key % parts) as usize],
            value: value[row],
            n_units: n_units[row],
        })
    };
    key.iter().enumerate().map(row).collect()
}

#[cfg(test)]
mod tests;
