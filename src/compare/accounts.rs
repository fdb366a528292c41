//! The accounts of all families as frames, joined with the figures they are about.

use super::lineage::Span;
use super::postings::{Account, Member, Posting, accounts};
use super::{PARTS, Pairs};
use crate::aggregate::{Figures, Reporters, has_value, ordered_sum, slot, value};
use crate::register::Register;
use crate::tables::ChangePartKind;
use polars::df;
use polars::prelude::*;

/// Every figure with the group and part it is booked under.
pub(super) struct Accounts {
    /// `slot, part, is_sum, unit, is_now, numerator, denominator`; the slot is the later period's.
    booked: DataFrame,
    /// The as-reported comparisons of units that nothing happened to: `slot, is_sum, value, previous_value, n_units`.
    /// Like for like they are the same.
    untouched: DataFrame,
}

impl Accounts {
    /// Books the figures of every pair of periods, of which `as_reported` are the comparisons.
    pub(super) fn new(
        figures: &Figures,
        register: &Register,
        pairs: &Pairs,
        as_reported: &DataFrame,
    ) -> PolarsResult<Self> {
        let nobody = Reporters::new();
        let mut all = Vec::new();
        for &(previous, period) in &pairs.list {
            let span = Span {
                previous,
                period,
                reported_then: figures.reporting.get(&previous).unwrap_or(&nobody),
                reported_now: figures.reporting.get(&period).unwrap_or(&nobody),
            };
            all.extend(accounts(&figures.keys, register, &span));
        }
        let untouched: Vec<u64> = all.iter().filter_map(|account| account.untouched).collect();
        Ok(Self {
            booked: booked(figures, &all)?,
            untouched: of_places(as_reported, untouched)?,
        })
    }

    /// `slot, value, previous_value, n_units`: complete families at home, then and now.
    pub(super) fn like_for_like(&self) -> PolarsResult<LazyFrame> {
        let side = |column: &str, is_now: bool| {
            when(col("is_now").eq(lit(is_now)))
                .then(col(column))
                .otherwise(lit(0.0))
        };
        let families = self
            .booked
            .clone()
            .lazy()
            .filter(is(ChangePartKind::Real))
            .with_columns([
                side("numerator", true).alias("numerator_now"),
                side("denominator", true).alias("denominator_now"),
                side("numerator", false).alias("numerator_then"),
                side("denominator", false).alias("denominator_then"),
            ])
            .group_by([col("slot")])
            .agg([
                col("is_sum").first(),
                ordered_sum("numerator_now"),
                ordered_sum("denominator_now"),
                ordered_sum("numerator_then"),
                ordered_sum("denominator_then"),
                count_now(),
            ])
            .filter(has_value("denominator_now").and(has_value("denominator_then")))
            .select([
                col("slot"),
                value("numerator_now", "denominator_now").alias("value"),
                value("numerator_then", "denominator_then").alias("previous_value"),
                col("n_now").alias("n_units"),
            ]);
        let untouched = self
            .untouched
            .clone()
            .lazy()
            .select(["slot", "value", "previous_value", "n_units"].map(col));
        concat([families, untouched], UnionArgs::default())
    }

    /// `key, value, n_units` of the summed indicators among the as-reported comparisons, by key: the slot and the part.
    /// Real parts count today's units, the others all units in them.
    pub(super) fn change_parts(&self, as_reported: LazyFrame) -> PolarsResult<DataFrame> {
        let is_gain = col("is_now").or(is(ChangePartKind::MovedIn));
        let families = self
            .booked
            .clone()
            .lazy()
            .filter(col("is_sum"))
            .join(
                as_reported.select([col("slot")]),
                [col("slot")],
                [col("slot")],
                JoinArgs::new(JoinType::Inner),
            )
            .with_columns([
                key(col("part")),
                when(is_gain)
                    .then(col("numerator"))
                    .otherwise(lit(0.0) - col("numerator"))
                    .alias("value"),
            ])
            .group_by([col("key")])
            .agg([
                col("part").first(),
                ordered_sum("value"),
                col("unit").n_unique().alias("n_any"),
                count_now(),
            ])
            .select([
                col("key"),
                col("value"),
                when(is(ChangePartKind::Real))
                    .then(col("n_now"))
                    .otherwise(col("n_any"))
                    .alias("n_units"),
            ]);
        let untouched = self.untouched.clone().lazy().filter(col("is_sum")).select([
            key(lit(number(ChangePartKind::Real))),
            col("value") - col("previous_value"),
            col("n_units"),
        ]);
        concat([families, untouched], UnionArgs::default())?
            .sort(["key"], SortMultipleOptions::new())
            .collect()
    }
}

/// The comparisons of some places.
fn of_places(comparisons: &DataFrame, places: Vec<u64>) -> PolarsResult<DataFrame> {
    comparisons
        .clone()
        .lazy()
        .join(
            df!("place" => places)?.lazy(),
            [col("place")],
            [col("place")],
            JoinArgs::new(JoinType::Inner),
        )
        .select(["slot", "is_sum", "value", "previous_value", "n_units"].map(col))
        .collect()
}

fn number(part: ChangePartKind) -> u64 {
    PARTS.iter().take_while(|&&other| other != part).count() as u64
}

fn is(part: ChangePartKind) -> Expr {
    col("part").eq(lit(number(part)))
}

fn key(part: Expr) -> Expr {
    (col("slot") * lit(PARTS.len() as u64) + part).alias("key")
}

fn count_now() -> Expr {
    col("is_now").cast(DataType::UInt32).sum().alias("n_now")
}

/// Every figure of a family member at every place where it is booked.
fn booked(figures: &Figures, all: &[Account]) -> PolarsResult<DataFrame> {
    let dossier = col("family") * lit(figures.keys.indicators()) + col("indicator");
    let figures_of_members = figures
        .shares
        .clone()
        .lazy()
        .join(
            members(all)?.lazy(),
            [col("reporter")],
            [col("reporter")],
            JoinArgs::new(JoinType::Inner),
        )
        .with_column(dossier.alias("dossier"))
        .collect()?
        .lazy();
    let complete = figures_of_members
        .clone()
        .group_by([col("dossier")])
        .agg([len().alias("n_figures"), col("size").first()])
        .filter(col("n_figures").eq(col("size")))
        .select([col("dossier"), lit(true).alias("is_complete")]);
    let part = when(col("is_complete").is_not_null())
        .then(col("if_complete"))
        .otherwise(col("if_not"));
    figures_of_members
        .join(
            complete,
            [col("dossier")],
            [col("dossier")],
            JoinArgs::new(JoinType::Left),
        )
        .join(
            postings(all)?.lazy(),
            [col("member")],
            [col("member")],
            JoinArgs::new(JoinType::Inner),
        )
        .select([
            slot(&figures.keys),
            part.alias("part"),
            col("is_sum"),
            col("unit"),
            col("is_now"),
            col("numerator"),
            col("denominator"),
        ])
        .filter(col("part").is_not_null())
        .collect()
}

/// `member, family, size, reporter, unit, is_now`: one row a unit with figures, then and now.
fn members(all: &[Account]) -> PolarsResult<DataFrame> {
    let families = all.iter().zip(0u64..);
    let rows: Vec<(u64, u32, &Member)> = families
        .flat_map(|(account, family)| {
            let size = account.size;
            account.members.iter().map(move |it| (family, size, it))
        })
        .collect();
    df!(
        "member" => (0..rows.len() as u64).collect::<Vec<_>>(),
        "family" => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        "size" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
        "reporter" => rows.iter().map(|row| row.2.reporter).collect::<Vec<_>>(),
        "unit" => rows.iter().map(|row| row.2.unit).collect::<Vec<_>>(),
        "is_now" => rows.iter().map(|row| row.2.is_now).collect::<Vec<_>>()
    )
}

/// `member, place, if_complete, if_not`: members numbered as in [`members`].
fn postings(all: &[Account]) -> PolarsResult<DataFrame> {
    let members = all.iter().flat_map(|account| &account.members).zip(0u64..);
    let rows: Vec<(u64, &Posting)> = members
        .flat_map(|(member, number)| member.postings.iter().map(move |it| (number, it)))
        .collect();
    df!(
        "member" => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        "place" => rows.iter().map(|row| row.1.place).collect::<Vec<_>>(),
        "if_complete" => rows.iter().map(|row| number(row.1.if_complete)).collect::<Vec<_>>(),
        "if_not" => rows.iter().map(|row| row.1.if_not.map(number)).collect::<Vec<_>>()
    )
}
