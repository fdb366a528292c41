//! What is booked of all families, with the figures it is about.

use super::postings::LEVELS;
use super::{number, part};
use crate::aggregate::{Figures, Slots, in_order, value, whole};
use crate::tables::ChangePartKind::{MovedIn, Real};
use polars::prelude::*;

/// What groups come to by what is booked.
pub(super) struct Accounts {
    /// Complete families at home, by slot: numerator and denominator now and then, and the change that they are, were the
    /// indicator summed.
    real: DataFrame,
    /// What the other parts come to, by slot and part.
    others: DataFrame,
}

impl Accounts {
    /// Books every share of every member at all its postings, then before now and by unit, and sums it up. Level by level:
    /// what is booked on all of them together would be the largest frame of a run.
    pub(super) fn new(
        figures: &Figures,
        members: &DataFrame,
        postings: &DataFrame,
    ) -> PolarsResult<Self> {
        let slots = figures.names.slots();
        let shares = shares_of(members, &figures.shares, slots)?;
        let (mut real, mut others) = (Vec::new(), Vec::new());
        for level in 0..LEVELS.len() as u32 {
            let booked = booked(&shares, postings, level, slots)?.lazy();
            let is_real = col("part").eq(part(Real));
            real.push(
                sums_of_real(booked.clone().filter(is_real.clone()))
                    .collect()?
                    .lazy(),
            );
            others.push(
                sums_of_others(booked.filter(is_real.not()))
                    .collect()?
                    .lazy(),
            );
        }
        let indicator = [col("indicator")];
        let kinds = figures.kinds.clone().lazy();
        let real = concat(real, UnionArgs::default())?;
        Ok(Self {
            real: real
                .with_column(slots.indicator_of(col("slot")).alias("indicator"))
                .join(kinds, &indicator, &indicator, JoinType::Inner.into())
                .collect()?,
            others: concat(others, UnionArgs::default())?.collect()?,
        })
    }

    /// Complete families at home, then and now.
    pub(super) fn like_for_like(&self) -> LazyFrame {
        let both = col("value")
            .is_not_null()
            .and(col("previous_value").is_not_null());
        let families = self.real.clone().lazy().select([
            col("slot"),
            value("numerator_now", "denominator_now").alias("value"),
            value("numerator_then", "denominator_then").alias("previous_value"),
            col("n_units"),
        ]);
        families.filter(both)
    }

    /// The parts of changes, as if all indicators were summed: `part`, what it comes to as `value`, `n_units`.
    pub(super) fn parts(&self) -> PolarsResult<LazyFrame> {
        let row = [
            col("slot"),
            col("part"),
            col("amount").alias("value"),
            col("n_units"),
        ];
        let real = self.real.clone().lazy();
        let real = real.with_column(part(Real).alias("part")).select(&row);
        let others = self.others.clone().lazy().select(&row);
        concat([real, others], UnionArgs::default())
    }
}

/// Real parts count today's units.
fn sums_of_real(booked: LazyFrame) -> LazyFrame {
    let on_side = |is_now: Expr, column: &str, name: &str| {
        let figure = when(is_now).then(col(column)).otherwise(lit(0.0));
        figure.sum().alias(name)
    };
    let (is_now, was_then) = (col("is_now"), col("is_now").not());
    booked.group_by([col("slot")]).agg([
        on_side(is_now.clone(), "numerator", "numerator_now"),
        on_side(is_now, "denominator", "denominator_now"),
        on_side(was_then.clone(), "numerator", "numerator_then"),
        on_side(was_then, "denominator", "denominator_then"),
        col("amount").sum(),
        col("is_now").sum().alias("n_units"),
    ])
}

/// The others count all units in them, each once.
fn sums_of_others(booked: LazyFrame) -> LazyFrame {
    let slot = ["slot", "part"].map(col);
    let n_units = col("unit").n_unique().alias("n_units");
    booked.group_by(slot).agg([col("amount").sum(), n_units])
}

/// A row a share of a member, and whether the member's family `is_complete` in the indicator.
fn shares_of(members: &DataFrame, shares: &DataFrame, slots: Slots) -> PolarsResult<DataFrame> {
    let shares = shares.clone().lazy().select([
        col("place").alias("reporter"),
        col("indicator"),
        col("numerator"),
        col("denominator"),
    ]);
    let members = members.clone().lazy();
    let members =
        members.select(["member", "reporter", "unit", "is_now", "family", "size"].map(col));
    let reporter = [col("reporter")];
    let of_family = slots.indicator_in(col("family"), col("indicator"));
    let n_figures = len().over([col("of_family")])?;
    members
        .join(shares, &reporter, &reporter, in_order(JoinType::Inner))
        .with_column(of_family.alias("of_family"))
        .with_column(n_figures.eq(col("size")).alias("is_complete"))
        .drop(cols(["reporter", "family", "size", "of_family"]))
        .collect()
}

/// A row a share of a member and posting on a level: `slot`, `unit`, `is_now`, `part`, `numerator`, `denominator`, and the
/// `amount` that it adds to the change.
fn booked(
    shares: &DataFrame,
    postings: &DataFrame,
    level: u32,
    slots: Slots,
) -> PolarsResult<DataFrame> {
    let member = [col("member")];
    let postings = postings.clone().lazy();
    let postings = postings.filter(col("level").eq(whole(level)));
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
    shares
        .clone()
        .lazy()
        .join(postings, &member, &member, in_order(JoinType::Inner))
        .with_column(part.alias("part"))
        .filter(col("part").is_not_null())
        .select([
            slots.slot(col("place"), col("indicator")).alias("slot"),
            col("unit"),
            col("is_now"),
            col("part"),
            col("numerator"),
            col("denominator"),
            amount.alias("amount"),
        ])
        .collect()
}
