//! Where each unit's figures go in the account of a change: to which group, and as which part.
//!
//! A family's figures then and now are booked so that, in every group, what is booked adds up to what the group
//! reports now less what it reported then. Where the family is complete (every forerunner and every successor has the
//! figure), what its forerunners reported in other groups is brought along, and the difference is real. Where it is
//! not, its figures stand on one side only as far as a comparison goes.

use super::part;
use crate::aggregate::{in_order, whole};
use crate::tables::ChangePartKind::{Coverage, MovedIn, MovedOut, Real};
use polars::prelude::*;

/// The levels of groups, each by its number here.
pub(super) const LEVELS: [&str; 3] = ["province", "cluster", "unit"];

/// Where the figures of each `member` go on each `level`: the `place` of the group whose change they explain, the part `if_complete` is its family, and
/// `if_not`: none where they then are no part of the group's change. The own level of a unit that nothing happened to has
/// none: as reported and like for like it is the same.
pub(super) fn postings(members: &DataFrame) -> PolarsResult<DataFrame> {
    let places = places(members)?.lazy();
    let own = places.clone().filter(col("own").is_not_null()).select([
        col("member"),
        col("level"),
        col("own").alias("place"),
        when(col("fate").is_not_null())
            .then(col("fate"))
            .when(col("has_home").is_null())
            .then(part(Coverage))
            .when(col("own").eq(col("home")))
            .then(part(Real))
            .otherwise(part(MovedOut))
            .alias("if_complete"),
        col("fate").fill_null(part(Coverage)).alias("if_not"),
    ]);
    let moved = col("fate")
        .is_null()
        .and(col("home").is_not_null())
        .and(col("own").neq_missing(col("home")));
    let moved = places.filter(moved);
    let at_home = |as_part| {
        moved.clone().select([
            col("member"),
            col("level"),
            col("home").alias("place"),
            part(as_part).alias("if_complete"),
            lit(NULL).cast(DataType::UInt32).alias("if_not"),
        ])
    };
    concat([own, at_home(MovedIn), at_home(Real)], UnionArgs::default())?.collect()
}

/// Each member on each level: the place of its `own` group, and the `home` where its family stands today. It `has_home` where all of the family
/// is in one group; that is none outside clusters, and without figures. In several groups, or with nothing to
/// compare with, the level does not compare it: whose share of a forerunner's figures went to which group is not
/// known.
fn places(members: &DataFrame) -> PolarsResult<DataFrame> {
    let on_level = LEVELS.iter().zip(0u32..).map(|(level, number)| {
        let is_posted = match *level {
            "unit" => col("is_untouched").not(),
            _ => lit(true),
        };
        members.clone().lazy().filter(is_posted).select([
            col("member"),
            col("family"),
            col("has_forerunners"),
            col("is_now"),
            col("fate"),
            whole(number).alias("level"),
            col(*level).alias("own"),
        ])
    });
    let places = concat(on_level.collect::<Vec<_>>(), UnionArgs::default())?.collect()?;
    let of_family = ["family", "level"].map(col);
    let homes = places
        .clone()
        .lazy()
        .filter(col("is_now").and(col("has_forerunners")))
        .group_by(&of_family)
        .agg([
            col("own").first().alias("home"),
            col("own").n_unique().eq(lit(1u32)).alias("has_home"),
        ])
        .filter(col("has_home"));
    places
        .lazy()
        .join(homes, &of_family, &of_family, in_order(JoinType::Left))
        .collect()
}
