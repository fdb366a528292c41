//! What units' figures come to in every group.
//!
//! | frame | a row | columns besides |
//! | --- | --- | --- |
//! | figures | a unit's place and an indicator | `province`, `cluster`, `value`, `category` |
//! | shares | what a unit adds in an indicator | `province`, `cluster`, `numerator`, `denominator` |
//! | totals | a slot: a group, period and indicator | `value`, `n_units` |
//! | distributions | a slot and category | `n_units`, `n_total` |
//!
//! Sums depend on the order of what is summed, by their last bits. Inside a group it is that of the units: figures are sorted by
//! them, joins keep the order of their left side, and polars keeps the order of rows inside a group.

use super::counted::{Counted, counted};
use super::names::{Names, PROVINCE, Reporting, Slots};
use super::recipes::{Recipe, recipes};
use crate::catalogue::Indicators;
use crate::observation::Observation;
use crate::register::Register;
use polars::prelude::*;
use polars_ops::prelude::MaintainOrderJoin;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The counted actuals of a run, and what they come to.
#[derive(Debug)]
pub(crate) struct Figures {
    /// What the numbers in the frames stand for.
    pub(crate) names: Names,
    /// Who has a counted figure, by period.
    pub(crate) reporting: Reporting,
    /// Each `indicator`, and whether it `is_summed`; otherwise it is a mean or a ratio.
    pub(crate) kinds: DataFrame,
    /// What each unit adds to its groups, those of an indicator by period and unit. A unit that lacks the weight or the
    /// denominator of an indicator adds nothing to it.
    pub(crate) shares: DataFrame,
    /// What groups come to, in no order.
    pub(crate) totals: DataFrame,
    /// How many units of a group are in a category, in no order.
    pub(super) distributions: DataFrame,
}

impl Figures {
    /// Takes up what counts and sums it up.
    pub(super) fn new(
        observations: &[Observation],
        indicators: &Indicators,
        register: &Register,
    ) -> PolarsResult<Self> {
        let counted = counted(observations, indicators, register)?;
        let Counted {
            figures,
            reporting,
            names,
        } = counted;
        let recipes = recipes(indicators);
        let slots = names.slots();
        let shares = shares(&figures, &recipes)?;
        let of_groups = shares.clone().lazy().filter(col("of_groups"));
        let of_groups = of_groups.drop(cols(["of_groups", "of_units"])).collect()?;
        let kinds = || recipes.iter().filter(|it| it.of_groups);
        let kinds = df![
            "indicator" => kinds().map(|it| it.indicator).collect::<Vec<_>>(),
            "is_summed" => kinds().map(|it| it.is_summed).collect::<Vec<_>>(),
        ]?;
        Ok(Self {
            totals: totals(&of_groups, shares, &kinds, slots)?,
            distributions: distributions(figures, slots)?,
            names,
            reporting,
            kinds,
            shares: of_groups.drop_many(["province", "cluster"]),
        })
    }
}

/// What each unit adds to numerator and denominator of every indicator that it has all parts of: first what is made of one
/// figure, then what is made of two, both in the order of the figures. Recipes are few and are looked up here, where a join would
/// hash every figure for each of its two sides.
fn shares(figures: &DataFrame, recipes: &[Recipe]) -> PolarsResult<DataFrame> {
    let all = AllFigures::of(figures)?;
    let mut shares = Shares::default();
    for (row, value) in all.numbers() {
        let of = all.indicators[row];
        for recipe in recipes.iter().filter(|it| it.of == of && it.per.is_none()) {
            shares.push((recipe, row), value, 1.0);
        }
    }
    for (row, value) in all.numbers() {
        let of = all.indicators[row];
        for recipe in recipes.iter().filter(|it| it.of == of) {
            let per = recipe.per.and_then(|per| all.beside(row, per));
            if let Some(per) = per {
                let numerator = if recipe.is_weighted {
                    value * per
                } else {
                    value
                };
                shares.push((recipe, row), numerator, per);
            }
        }
    }
    shares.frame(&all)
}

/// What counts, column by column.
struct AllFigures {
    places: Vec<u64>,
    provinces: Vec<u64>,
    clusters: Vec<Option<u64>>,
    indicators: Vec<u32>,
    values: Vec<Option<f64>>,
}

impl AllFigures {
    fn of(figures: &DataFrame) -> PolarsResult<Self> {
        Ok(Self {
            places: long_numbers(figures, "place")?,
            provinces: long_numbers(figures, "province")?,
            clusters: figures.column("cluster")?.u64()?.iter().collect(),
            indicators: whole_numbers(figures, "indicator")?,
            values: figures.column("value")?.f64()?.iter().collect(),
        })
    }

    /// The rows that have a value, with it.
    fn numbers(&self) -> impl Iterator<Item = (usize, f64)> {
        let values = self.values.iter().enumerate();
        values.filter_map(|(row, value)| Some((row, (*value)?)))
    }

    /// The value of another indicator of the same unit and period: they stand together, by indicator.
    fn beside(&self, row: usize, indicator: u32) -> Option<f64> {
        let place = self.places[row];
        let is_here = |at: &usize| self.places[*at] == place;
        let found = match indicator.cmp(&self.indicators[row]) {
            Ordering::Less => {
                let mut before = (0..row).rev().take_while(is_here);
                before.find(|at| self.indicators[*at] == indicator)?
            }
            Ordering::Equal => row,
            Ordering::Greater => {
                let mut behind = (row + 1..self.places.len()).take_while(is_here);
                behind.find(|at| self.indicators[*at] == indicator)?
            }
        };
        self.values[found]
    }
}

/// Shares as they are collected: of which figure by its row, and of which indicator.
#[derive(Default)]
struct Shares {
    rows: Vec<usize>,
    indicators: Vec<u32>,
    numerators: Vec<f64>,
    denominators: Vec<f64>,
    of_groups: Vec<bool>,
    of_units: Vec<bool>,
}

impl Shares {
    fn push(&mut self, (recipe, row): (&Recipe, usize), numerator: f64, denominator: f64) {
        self.rows.push(row);
        self.indicators.push(recipe.indicator);
        self.numerators.push(numerator);
        self.denominators.push(denominator);
        self.of_groups.push(recipe.of_groups);
        self.of_units.push(recipe.of_units);
    }

    fn frame(self, all: &AllFigures) -> PolarsResult<DataFrame> {
        let rows = || self.rows.iter();
        df![
            "place" => rows().map(|row| all.places[*row]).collect::<Vec<_>>(),
            "province" => rows().map(|row| all.provinces[*row]).collect::<Vec<_>>(),
            "cluster" => rows().map(|row| all.clusters[*row]).collect::<Vec<_>>(),
            "indicator" => self.indicators,
            "numerator" => self.numerators,
            "denominator" => self.denominators,
            "of_groups" => self.of_groups,
            "of_units" => self.of_units,
        ]
    }
}

/// The sums of all shares of a province and its clusters, and the units' own.
fn totals(
    of_groups: &DataFrame,
    shares: DataFrame,
    kinds: &DataFrame,
    slots: Slots,
) -> PolarsResult<DataFrame> {
    let row = |place: &str| {
        [
            slots.slot(col(place), col("indicator")).alias("slot"),
            col("numerator"),
            col("denominator"),
        ]
    };
    let together = |place: &str| {
        let rows = of_groups.clone().lazy().select(row(place));
        let sums = ["numerator", "denominator"].map(|column| col(column).sum());
        rows.filter(col("slot").is_not_null())
            .group_by([col("slot")])
            .agg(
                sums.into_iter()
                    .chain([len().alias("n_units")])
                    .collect::<Vec<_>>(),
            )
    };
    let units = shares.lazy().filter(col("of_units")).select(row("place"));
    let units = units.with_column(whole(1).alias("n_units"));
    let indicator = [col("indicator")];
    let kinds = kinds.clone().lazy();
    let levels = [together("province"), together("cluster"), units];
    concat(levels, UnionArgs::default())?
        .with_column(slots.indicator_of(col("slot")).alias("indicator"))
        .join(kinds, &indicator, &indicator, JoinType::Inner.into())
        .select([
            col("slot"),
            col("is_summed"),
            value("numerator", "denominator").alias("value"),
            col("n_units"),
        ])
        .filter(col("value").is_not_null())
        .collect()
}

/// What sums come to: the numerator alone where the indicator is summed, else a mean or ratio, which there is none of over
/// a zero denominator.
pub(crate) fn value(numerator: &str, denominator: &str) -> Expr {
    when(col("is_summed"))
        .then(col(numerator))
        .when(col(denominator).neq(lit(0.0)))
        .then(col(numerator) / col(denominator))
        .otherwise(lit(NULL))
}

fn distributions(figures: DataFrame, slots: Slots) -> PolarsResult<DataFrame> {
    let chosen = figures.lazy().filter(col("category").is_not_null());
    let chosen = chosen.collect()?.lazy();
    let of_levels = ["province", "cluster", "place"].map(|place| {
        let slot = slots.slot(col(place), col("indicator"));
        let rows = chosen.clone().with_column(slot.alias("slot"));
        rows.filter(col("slot").is_not_null())
            .group_by([col("slot"), col("category")])
            .agg([len().alias("n_units")])
    });
    concat(of_levels, UnionArgs::default())?
        .with_column(col("n_units").sum().over([col("slot")])?.alias("n_total"))
        .collect()
}

/// How many units are expected to report, by place: what the register lists for the periods that report.
pub(super) fn expected(names: &Names, register: &Register) -> HashMap<u64, u32> {
    let slots = names.slots();
    let mut expected = HashMap::new();
    for it in register.memberships.values() {
        let Some(period) = names.number_of_period(it.period) else {
            continue;
        };
        let cluster = names.number_of_cluster(&it.cluster_id);
        let groups = [Some(PROVINCE), cluster, names.number_of_unit(&it.unit_id)];
        for group in groups.into_iter().flatten() {
            *expected
                .entry(slots.number_of_place(period, group))
                .or_default() += 1;
        }
    }
    expected
}

/// A whole number in a frame: of a literal alone polars would make one with a sign.
pub(crate) fn whole(number: u32) -> Expr {
    lit(number).cast(DataType::UInt32)
}

/// A join that keeps the order of its left side.
pub(crate) fn in_order(how: JoinType) -> JoinArgs {
    JoinArgs {
        maintain_order: MaintainOrderJoin::Left,
        ..JoinArgs::new(how)
    }
}

/// The numbers of a column without gaps.
pub(crate) fn whole_numbers(frame: &DataFrame, column: &str) -> PolarsResult<Vec<u32>> {
    gapless(frame.column(column)?.u32()?)
}

/// The long numbers of a column without gaps.
pub(crate) fn long_numbers(frame: &DataFrame, column: &str) -> PolarsResult<Vec<u64>> {
    gapless(frame.column(column)?.u64()?)
}

/// The figures of a column without gaps.
pub(crate) fn numbers(frame: &DataFrame, column: &str) -> PolarsResult<Vec<f64>> {
    gapless(frame.column(column)?.f64()?)
}

fn gapless<T: PolarsNumericType>(column: &ChunkedArray<T>) -> PolarsResult<Vec<T::Native>> {
    Ok(column.rechunk().cont_slice()?.to_vec())
}

/// Makes the rows of a table of those of a frame, in the order of their slots and of what tells those of one slot apart. Each is
/// made of its number in the frame, and of its period, group and indicator by number. Frames come in long runs that are in
/// order, since what they are made of is: those are merged here, where polars would sort every row anew and take as long as
/// for all sums.
pub(crate) fn in_tables<'k, T>(
    slots: Slots,
    keys: impl Iterator<Item = (&'k u64, &'k u32)>,
    row: impl Fn(usize, (u32, u32, u32)) -> T,
) -> Vec<T> {
    let keys = keys
        .zip(0u32..)
        .map(|((slot, other), row)| (*slot, *other, row));
    let mut order: Vec<(u64, u32, u32)> = keys.collect();
    order.sort();
    // Most rows are at the same place as the one before: its parts are not worked out again.
    let (mut first, mut period, mut group) = (u64::MAX, 0, 0);
    let rows = order.iter().map(|&(slot, _, number)| {
        if !slots.is_at(first, slot) {
            let (of_period, of_group, indicator) = slots.parts(slot);
            (first, period, group) = (slot - u64::from(indicator), of_period, of_group);
        }
        row(number as usize, (period, group, (slot - first) as u32))
    });
    rows.collect()
}
