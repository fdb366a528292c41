//! What units' figures come to in every group.
//!
//! | frame | a row | columns besides |
//! | --- | --- | --- |
//! | figures | a unit, period and indicator | `cluster`, `value`, `category` |
//! | shares | what a unit adds in an indicator | `cluster`, `numerator`, `denominator` |
//! | totals | a group, period and indicator | `value`, `n_units` |
//! | distributions | a group, period, indicator and category | `n_units`, `n_total` |
//!
//! Sums depend on the order of what is summed, by their last bits. Inside a group it is that of the units: figures are sorted by
//! them, joins keep the order of their left side, and polars keeps the order of rows inside a group.

use super::counted::{Counted, counted};
use super::names::{Names, PROVINCE, Reporting};
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
        let shares = shares(&figures, &recipes)?;
        let of_groups = |rows: DataFrame| rows.lazy().filter(col("of_groups"));
        let kinds = of_groups(recipes).select(["indicator", "is_summed"].map(col));
        let kinds = kinds.collect()?;
        Ok(Self {
            totals: totals(&shares, &kinds)?,
            distributions: distributions(figures)?,
            names,
            reporting,
            kinds,
            shares: of_groups(shares).collect()?,
        })
    }
}

/// What each unit adds to numerator and denominator of every indicator that it has all parts of.
fn shares(figures: &DataFrame, recipes: &DataFrame) -> PolarsResult<DataFrame> {
    let values = figures
        .clone()
        .lazy()
        .filter(col("value").is_not_null())
        .select([
            col("period"),
            col("unit"),
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
        col("period"),
        col("unit"),
        col("of").alias("per"),
        col("value").alias("value_of_per"),
    ]);
    let part = ["period", "unit", "per"].map(col);
    let weighted = col("value") * col("value_of_per");
    let numerator = when(col("is_weighted"))
        .then(weighted)
        .otherwise(col("value"));
    let over = made_by(col("per").is_not_null())
        .join(per, &part, &part, in_order(JoinType::Inner))
        .select(share(numerator, col("value_of_per")));
    concat([alone, over], UnionArgs::default())?.collect()
}

fn share(numerator: Expr, denominator: Expr) -> [Expr; 8] {
    [
        col("period"),
        col("unit"),
        col("cluster"),
        col("indicator"),
        numerator.alias("numerator"),
        denominator.alias("denominator"),
        col("of_groups"),
        col("of_units"),
    ]
}

/// The sums of all shares of a province and its clusters, and the units' own.
fn totals(shares: &DataFrame, kinds: &DataFrame) -> PolarsResult<DataFrame> {
    let shares = shares.clone().lazy();
    let sums = [
        col("numerator").sum(),
        col("denominator").sum(),
        len().alias("n_units"),
    ];
    let of_groups = shares.clone().filter(col("of_groups"));
    let groups = in_groups(&of_groups, &["province", "cluster"], &["indicator"], &sums)?;
    let units = shares.filter(col("of_units")).select([
        col("period"),
        col("unit").alias("group"),
        col("indicator"),
        col("numerator"),
        col("denominator"),
        whole(1).alias("n_units"),
    ]);
    let indicator = [col("indicator")];
    let kinds = kinds.clone().lazy();
    concat([groups, units], UnionArgs::default())?
        .join(kinds, &indicator, &indicator, JoinType::Inner.into())
        .select([
            col("period"),
            col("group"),
            col("indicator"),
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

fn distributions(figures: DataFrame) -> PolarsResult<DataFrame> {
    let chosen = figures.lazy().filter(col("category").is_not_null());
    let chosen = chosen.collect()?.lazy();
    let levels = ["province", "cluster", "unit"];
    let slot = ["period", "group", "indicator"].map(col);
    in_groups(
        &chosen,
        &levels,
        &["indicator", "category"],
        &[len().alias("n_units")],
    )?
    .with_column(col("n_units").sum().over(slot)?.alias("n_total"))
    .collect()
}

/// How many units are expected to report, by `period` and `group`: what the register lists for the periods that report.
pub(super) fn expected(names: &Names, register: &Register) -> PolarsResult<DataFrame> {
    let listed = register.memberships.values().filter_map(|it| {
        let period = names.number_of_period(it.period)?;
        let cluster = names.number_of_cluster(&it.cluster_id);
        Some((period, cluster, names.number_of_unit(&it.unit_id)))
    });
    let listed: Vec<_> = listed.collect();
    let members = df![
        "period" => listed.iter().map(|it| it.0).collect::<Vec<_>>(),
        "cluster" => listed.iter().map(|it| it.1).collect::<Vec<_>>(),
        "unit" => listed.iter().map(|it| it.2).collect::<Vec<_>>(),
    ]?;
    let levels = ["province", "cluster", "unit"];
    in_groups(&members.lazy(), &levels, &[], &[len().alias("n_expected")])?.collect()
}

/// What the rows of units come to on each of these levels, by `period`, `group` and further columns. A unit outside clusters
/// counts for the province.
fn in_groups(
    units: &LazyFrame,
    levels: &[&str],
    further: &[&str],
    sums: &[Expr],
) -> PolarsResult<LazyFrame> {
    let on_level = |level: &&str| {
        let group = match *level {
            "province" => whole(PROVINCE),
            level => col(level),
        };
        let slot = ["period", "group"].iter().chain(further);
        let rows = units.clone().with_column(group.alias("group"));
        rows.filter(col("group").is_not_null())
            .group_by(slot.map(|column| col(*column)).collect::<Vec<_>>())
            .agg(sums)
    };
    let levels: Vec<_> = levels.iter().map(on_level).collect();
    concat(levels, UnionArgs::default())
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

/// The figures of a column without gaps.
pub(crate) fn numbers(frame: &DataFrame, column: &str) -> PolarsResult<Vec<f64>> {
    gapless(frame.column(column)?.f64()?)
}

fn gapless<T: PolarsNumericType>(column: &ChunkedArray<T>) -> PolarsResult<Vec<T::Native>> {
    Ok(column.rechunk().cont_slice()?.to_vec())
}

/// The rows of a frame in the order of these columns. Frames come in long runs that are in order, since what they are made of is: those
/// are merged here, where polars would sort every row anew and take as long as for all sums.
pub(crate) fn sorted<const N: usize>(columns: [&[u32]; N]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..columns[0].len()).collect();
    rows.sort_by_key(|&row| columns.map(|column| column[row]));
    rows
}
