//! What is booked of all families, with the figures it is about.

use super::members::{LEVELS, Level, Members};
use super::{PARTS, part};
use crate::aggregate::{Figures, Slots, in_order, long_numbers, value, whole};
use crate::tables::ChangePartKind::{MovedIn, Real};
use polars::prelude::*;
use std::iter::repeat_n;

/// What groups come to by what is booked.
pub(super) struct Accounts {
    /// Complete families at home, by slot: numerator and denominator now and then.
    real: DataFrame,
    /// What the other parts come to, by slot and part.
    others: DataFrame,
}

impl Accounts {
    /// Books every share of every member where it goes, then before now and by unit, and sums it up. Level by level:
    /// what is booked on all of them together would be the largest frame of a run.
    pub(super) fn new(figures: &Figures, members: &Members) -> PolarsResult<Self> {
        let slots = figures.names.slots();
        let [then, now] = shares_of(members, &figures.shares, slots)?;
        let (mut real, mut others) = (Vec::new(), Vec::new());
        for level in &LEVELS {
            real.push(sums_of_real([&then, &now], level, slots)?.lazy());
            others.push(sums_of_others([&then, &now], level, slots)?.lazy());
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
        let real = self.real.clone().lazy().select([
            col("slot"),
            part(Real).alias("part"),
            (col("numerator_now") - col("numerator_then")).alias("value"),
            col("n_units"),
        ]);
        concat([real, self.others.clone().lazy()], UnionArgs::default())
    }
}

/// A row a share of a member on either side, and whether its family `is_complete` in the indicator.
fn shares_of(members: &Members, shares: &DataFrame, slots: Slots) -> PolarsResult<[DataFrame; 2]> {
    let (place, reporter) = ([col("place")], [col("reporter")]);
    let of_family = slots.indicator_in(col("family"), col("indicator"));
    let of_side = |side: &DataFrame| {
        shares
            .clone()
            .lazy()
            .join(
                side.clone().lazy(),
                &place,
                &reporter,
                in_order(JoinType::Inner),
            )
            .with_column(of_family.clone().alias("of_family"))
            .collect()
    };
    let mut sides = [of_side(&members.then)?, of_side(&members.now)?];
    // How many figures families still lack, by family and indicator: counted, where polars would hash every row.
    let sizes = members.sizes.iter();
    let mut lacking: Vec<u32> = sizes
        .flat_map(|size| repeat_n(*size, slots.indicators()))
        .collect();
    let of_sides = [
        long_numbers(&sides[0], "of_family")?,
        long_numbers(&sides[1], "of_family")?,
    ];
    for figure in of_sides.iter().flatten() {
        let lacking = &mut lacking[*figure as usize];
        *lacking = lacking.saturating_sub(1);
    }
    for (side, of_side) in sides.iter_mut().zip(of_sides) {
        let is_complete = of_side.iter().map(|figure| lacking[*figure as usize] == 0);
        let is_complete: Vec<bool> = is_complete.collect();
        side.with_column(Column::new("is_complete".into(), is_complete))?;
    }
    Ok(sides)
}

/// Complete families at home on a level, then and now. Today's units are counted.
fn sums_of_real(
    [then, now]: [&DataFrame; 2],
    level: &Level,
    slots: Slots,
) -> PolarsResult<DataFrame> {
    let figures = [
        "numerator_then",
        "denominator_then",
        "numerator_now",
        "denominator_now",
    ];
    let is_at_home = col(level.home).is_not_null().and(col("is_complete"));
    let slot = slots.slot(col(level.home), col("indicator")).alias("slot");
    let rows = |side: &DataFrame, of_figures: [Expr; 4], is_now: u32| {
        let n_units = whole(is_now).alias("n_units");
        let row = figures.iter().zip(of_figures);
        let row = row.map(|(name, figure)| figure.alias(*name));
        let row: Vec<Expr> = row.chain([slot.clone(), n_units]).collect();
        side.clone().lazy().filter(is_at_home.clone()).select(row)
    };
    let (numerator, denominator) = (col("numerator"), col("denominator"));
    let of_then = [numerator.clone(), denominator.clone(), lit(0.0), lit(0.0)];
    let of_now = [lit(0.0), lit(0.0), numerator, denominator];
    let rows = [rows(then, of_then, 0), rows(now, of_now, 1)];
    let sums = figures.iter().chain(&["n_units"]);
    concat(rows, UnionArgs::default())?
        .group_by([col("slot")])
        .agg(sums.map(|name| col(*name).sum()).collect::<Vec<_>>())
        .collect()
}

/// The others count all units in them, each once: what stands in a member's own group, and what complete families bring along
/// to their home.
fn sums_of_others(
    [then, now]: [&DataFrame; 2],
    level: &Level,
    slots: Slots,
) -> PolarsResult<DataFrame> {
    let is_brought = col(level.home)
        .is_not_null()
        .and(col("is_complete"))
        .and(col(level.own).neq_missing(col(level.home)));
    let own_part = when(col("is_complete"))
        .then(col(level.part))
        .otherwise(col("if_not"));
    let is_other = col(level.own)
        .is_not_null()
        .and(own_part.clone().neq(part(Real)));
    // Nothing lost is nothing: its negative would be a zero with a sign.
    let lost = when(col("numerator").neq(lit(0.0)))
        .then(lit(0.0) - col("numerator"))
        .otherwise(lit(0.0));
    let rows = |side: &DataFrame, are_there: &Expr, (place, part, amount): (&str, &Expr, Expr)| {
        let slot = slots.slot(col(place), col("indicator"));
        let account = slot.clone() * lit(PARTS.len() as u64) + part.clone().cast(DataType::UInt64);
        side.clone().lazy().filter(are_there.clone()).select([
            account.alias("account"),
            slot.alias("slot"),
            part.clone().alias("part"),
            amount.alias("value"),
            col("group"),
        ])
    };
    let brought = (level.home, &part(MovedIn), col("numerator"));
    let rows = [
        rows(then, &is_other, (level.own, &own_part, lost)),
        rows(then, &is_brought, brought),
        rows(now, &is_other, (level.own, &own_part, col("numerator"))),
    ];
    concat(rows, UnionArgs::default())?
        .group_by([col("account")])
        .agg([
            col("slot").first(),
            col("part").first(),
            col("value").sum(),
            col("group").n_unique().alias("n_units"),
        ])
        .select(["slot", "part", "value", "n_units"].map(col))
        .collect()
}
