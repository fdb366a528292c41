//! What units' figures come to in every group.
//!
//! | frame | a row | columns besides |
//! | --- | --- | --- |
//! | figures | a unit's place and an indicator | `cluster`, `value`, `category` |
//! | shares | what a unit adds in an indicator | `cluster`, `numerator`, `denominator` |
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
        let of_groups = |rows: DataFrame| rows.lazy().filter(col("of_groups"));
        let kinds = of_groups(recipes).select(["indicator", "is_summed"].map(col));
        let kinds = kinds.collect()?;
        Ok(Self {
            totals: totals(&shares, &kinds, slots)?,
            distributions: distributions(figures, slots)?,
            names,
            reporting,
            kinds,
            shares: of_groups(shares)
                .select(["place", "indicator", "numerator", "denominator"].map(col))
                .collect()?,
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
            col("period"),
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
        col("period"),
        col("cluster"),
        col("indicator"),
        numerator.alias("numerator"),
        denominator.alias("denominator"),
        col("of_groups"),
        col("of_units"),
    ]
}

/// The sums of all shares of a province and its clusters, and the units' own.
fn totals(shares: &DataFrame, kinds: &DataFrame, slots: Slots) -> PolarsResult<DataFrame> {
    let shares = shares.clone().lazy();
    let sums = [
        col("numerator").sum(),
        col("denominator").sum(),
        len().alias("n_units"),
    ];
    let together = |are_there: Expr, level| {
        let slot = slots.slot(place_on(level, slots), col("indicator"));
        let rows = shares.clone().filter(col("of_groups").and(are_there));
        rows.with_column(slot.alias("slot"))
            .group_by([col("slot")])
            .agg(&sums)
    };
    let province = together(lit(true), "province");
    let clusters = together(col("cluster").is_not_null(), "cluster");
    let units = shares.clone().filter(col("of_units")).select([
        slots.slot(col("place"), col("indicator")).alias("slot"),
        col("numerator"),
        col("denominator"),
        whole(1).alias("n_units"),
    ]);
    let indicator = [col("indicator")];
    let kinds = kinds.clone().lazy();
    concat([province, clusters, units], UnionArgs::default())?
        .with_column(slots.indicator_of(col("slot")).alias("indicator"))
        .join(kinds, &indicator, &indicator, JoinType::Inner.into())
        .select([
            col("slot"),
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
    let slot = |level| slots.slot(place_on(level, slots), col("indicator"));
    let of_levels = LEVELS.map(|level| {
        let rows = chosen.clone().with_column(slot(level).alias("slot"));
        rows.filter(col("slot").is_not_null())
            .group_by([col("slot"), col("category")])
            .agg([len().alias("n_units")])
    });
    concat(of_levels, UnionArgs::default())?
        .with_column(col("n_units").sum().over([col("slot")])?.alias("n_total"))
        .collect()
}

/// How many units are expected to report, by `place`: what the register lists for the periods that report.
pub(super) fn expected(names: &Names, register: &Register) -> PolarsResult<DataFrame> {
    let slots = names.slots();
    let listed = register.memberships.values().filter_map(|it| {
        let period = names.number_of_period(it.period)?;
        let place = |group| slots.number_of_place(period, group);
        let cluster = names.number_of_cluster(&it.cluster_id).map(place);
        let unit = names.number_of_unit(&it.unit_id).map(place);
        Some([Some(place(PROVINCE)), cluster, unit])
    });
    let places: Vec<u64> = listed.flatten().flatten().collect();
    let expected = df!["place" => places]?.lazy().group_by([col("place")]);
    expected.agg([len().alias("n_expected")]).collect()
}

/// The levels of groups.
const LEVELS: [&str; 3] = ["province", "cluster", "unit"];

/// The place where the rows of units come together on a level. A unit outside clusters has none there; it counts for the
/// province.
fn place_on(level: &str, slots: Slots) -> Expr {
    match level {
        "province" => slots.place(col("period"), whole(PROVINCE)),
        "cluster" => slots.place(col("period"), col("cluster")),
        _ => col("place"),
    }
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

/// The slots of a frame.
pub(crate) fn slots_of(frame: &DataFrame) -> PolarsResult<Vec<u64>> {
    gapless(frame.column("slot")?.u64()?)
}

/// The figures of a column without gaps.
pub(crate) fn numbers(frame: &DataFrame, column: &str) -> PolarsResult<Vec<f64>> {
    gapless(frame.column(column)?.f64()?)
}

fn gapless<T: PolarsNumericType>(column: &ChunkedArray<T>) -> PolarsResult<Vec<T::Native>> {
    Ok(column.rechunk().cont_slice()?.to_vec())
}

/// The rows of a frame in the order of what is known of each by its number. Frames come in long runs that are in order,
/// since what they are made of is: those are merged here, where polars would sort every row anew and take as long as for
/// all sums.
pub(crate) fn sorted<K: Ord>(rows: usize, key: impl Fn(usize) -> K) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..rows).collect();
    rows.sort_by_key(|&row| key(row));
    rows
}
