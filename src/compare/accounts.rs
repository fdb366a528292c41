//! What is booked of all families, with the figures it is about.

use super::{number, part};
use crate::aggregate::{Figures, in_order, value};
use crate::tables::ChangePartKind::{MovedIn, Real};
use polars::prelude::*;

/// What groups come to by what is booked.
pub(super) struct Accounts {
    /// Complete families at home, by period, group and indicator: numerator and denominator now and then, and the change
    /// that they are, were the indicator summed.
    real: DataFrame,
    /// What the other parts come to, by period, group, indicator and part.
    others: DataFrame,
}

impl Accounts {
    /// Books every share of every member at all its postings, then before now and by unit, and sums it up.
    pub(super) fn new(
        figures: &Figures,
        members: &DataFrame,
        postings: DataFrame,
    ) -> PolarsResult<Self> {
        let booked = booked(&figures.shares, members, postings)?.lazy();
        let is_real = col("part").eq(part(Real));
        let on_side = |is_now: Expr, column: &str, name: &str| {
            let figure = when(is_now).then(col(column)).otherwise(lit(0.0));
            figure.sum().alias(name)
        };
        let (is_now, was_then) = (col("is_now"), col("is_now").not());
        // Real parts count today's units, the others all units in them, each once.
        let real = booked
            .clone()
            .filter(is_real.clone())
            .group_by(["period", "group", "indicator"].map(col))
            .agg([
                on_side(is_now.clone(), "numerator", "numerator_now"),
                on_side(is_now, "denominator", "denominator_now"),
                on_side(was_then.clone(), "numerator", "numerator_then"),
                on_side(was_then, "denominator", "denominator_then"),
                col("amount").sum(),
                col("is_now").sum().alias("n_units"),
            ]);
        let others = booked
            .filter(is_real.not())
            .group_by(["period", "group", "indicator", "part"].map(col))
            .agg([col("amount").sum(), col("unit").n_unique().alias("n_units")]);
        let indicator = [col("indicator")];
        let kinds = figures.kinds.clone().lazy();
        Ok(Self {
            real: real
                .join(kinds, &indicator, &indicator, JoinType::Inner.into())
                .collect()?,
            others: others.collect()?,
        })
    }

    /// Complete families at home, then and now.
    pub(super) fn like_for_like(&self) -> LazyFrame {
        let both = col("value")
            .is_not_null()
            .and(col("previous_value").is_not_null());
        let families = self.real.clone().lazy().select([
            col("period"),
            col("group"),
            col("indicator"),
            value("numerator_now", "denominator_now").alias("value"),
            value("numerator_then", "denominator_then").alias("previous_value"),
            col("n_units"),
        ]);
        families.filter(both)
    }

    /// The parts of changes, as if all indicators were summed: `part`, what it comes to as `value`, `n_units`.
    pub(super) fn parts(&self) -> PolarsResult<LazyFrame> {
        let row = ["period", "group", "indicator", "part"].map(col);
        let row = row
            .into_iter()
            .chain([col("amount").alias("value"), col("n_units")]);
        let row: Vec<Expr> = row.collect();
        let real = self.real.clone().lazy();
        let real = real.with_column(part(Real).alias("part")).select(&row);
        let others = self.others.clone().lazy().select(&row);
        concat([real, others], UnionArgs::default())
    }
}

/// A row a share of a member and posting: `period`, `group`, `indicator`, `unit`, `is_now`, `part`, `numerator`,
/// `denominator`, and the `amount` that it adds to the change.
fn booked(shares: &DataFrame, members: &DataFrame, postings: DataFrame) -> PolarsResult<DataFrame> {
    let shares = shares.clone().lazy().select([
        col("period").alias("reported"),
        col("unit"),
        col("indicator"),
        col("numerator"),
        col("denominator"),
    ]);
    let members = members.clone().lazy().select(
        [
            "member", "period", "reported", "unit", "is_now", "family", "size",
        ]
        .map(col),
    );
    let reporter = ["reported", "unit"].map(col);
    let n_figures = len().over(["family", "indicator"].map(col))?;
    let figures = members
        .join(shares, &reporter, &reporter, in_order(JoinType::Inner))
        .with_column(n_figures.eq(col("size")).alias("is_complete"));
    let part = when(col("is_complete"))
        .then(col("if_complete"))
        .otherwise(col("if_not"));
    let is_gain = col("is_now").or(col("part").eq(lit(number(MovedIn))));
    // Nothing lost is nothing: its negative would be a zero with a sign.
    let amount = when(is_gain)
        .then(col("numerator"))
        .when(col("numerator").neq(lit(0.0)))
        .then(lit(0.0) - col("numerator"))
        .otherwise(lit(0.0));
    figures
        .join(
            postings.lazy(),
            [col("member")],
            [col("member")],
            in_order(JoinType::Inner),
        )
        .with_column(part.alias("part"))
        .filter(col("part").is_not_null())
        .select([
            col("period"),
            col("group"),
            col("indicator"),
            col("unit"),
            col("is_now"),
            col("part"),
            col("numerator"),
            col("denominator"),
            amount.alias("amount"),
        ])
        .collect()
}
