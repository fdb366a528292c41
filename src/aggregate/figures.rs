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
use super::recipes::recipes;
use crate::catalogue::Indicators;
use crate::observation::Observation;
use crate::register::Register;
use polars::prelude::*;
use polars_ops::prelude::MaintainOrderJoin;
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
        let recipes = recipes(indicators)?;
        let slots = names.slots();
        let shares = shares(&figures, &recipes, slots)?;
        let of_groups = shares.clone().lazy().filter(col("of_groups"));
        let of_groups = of_groups.drop(cols(["of_groups", "of_units"])).collect()?;
        let kinds = recipes.lazy().filter(col("of_groups"));
        let kinds = kinds
            .select(["indicator", "is_summed"].map(col))
            .collect()?;
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

/// What each unit adds to numerator and denominator of every indicator that it has all parts of.
fn shares(figures: &DataFrame, recipes: &DataFrame, slots: Slots) -> PolarsResult<DataFrame> {
    let values = figures
        .clone()
        .lazy()
        .filter(col("value").is_not_null())
        .select([
            col("place"),
            col("province"),
            col("cluster"),
            col("indicator").alias("of"),
            col("value"),
        ])
        .collect()?
        .lazy();
    let made_by = |which: Expr| {
        let of = [col("of")];
        let recipes = recipes.clone().lazy().filter(which);
        values
            .clone()
            .join(recipes, &of, &of, in_order(JoinType::Inner))
    };
    let alone = made_by(col("per").is_null()).select(share(col("value"), lit(1.0)));
    let per = values.clone().select([
        slots.slot(col("place"), col("of")).alias("slot"),
        col("value").alias("value_of_per"),
    ]);
    let slot = [col("slot")];
    let weighted = col("value") * col("value_of_per");
    let numerator = when(col("is_weighted"))
        .then(weighted)
        .otherwise(col("value"));
    let over = made_by(col("per").is_not_null())
        .with_column(slots.slot(col("place"), col("per")).alias("slot"))
        .join(per, &slot, &slot, in_order(JoinType::Inner))
        .select(share(numerator, col("value_of_per")));
    concat([alone, over], UnionArgs::default())?.collect()
}

fn share(numerator: Expr, denominator: Expr) -> [Expr; 8] {
    [
        col("place"),
        col("province"),
        col("cluster"),
        col("indicator"),
        numerator.alias("numerator"),
        denominator.alias("denominator"),
        col("of_groups"),
        col("of_units"),
    ]
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
    let rows = order.iter();
    rows.map(|&(slot, _, number)| row(number as usize, slots.parts(slot)))
        .collect()
}
