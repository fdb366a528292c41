//! Counted figures as frames: what each adds to a group's numerator and denominator, and what groups come to.

use super::counted::{Counted, Figure, counted};
use super::keys::{Keys, Reporting};
use crate::catalogue::{Aggregation, Indicators};
use crate::observation::Observation;
use crate::register::Register;
use polars::df;
use polars::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The counted actuals of a run, numbered, and what they come to.
#[derive(Debug)]
pub(crate) struct Figures {
    /// What the numbers stand for.
    pub(crate) keys: Keys,
    /// Who has a counted figure, by period.
    pub(crate) reporting: Reporting,
    /// What each unit adds to a group: `reporter, indicator, is_sum, numerator, denominator`. A unit that lacks the
    /// weight or the denominator of an indicator adds nothing to it.
    pub(crate) shares: DataFrame,
    /// What groups come to: `slot, place, is_sum, value, n_units, n_expected`, by slot.
    pub(crate) totals: DataFrame,
    /// How many units of a group are in a category: `slot, category, n_units, n_total`, by slot and category.
    pub(super) distributions: DataFrame,
    /// The categories that `distributions` numbers, sorted.
    pub(super) categories: Vec<Arc<str>>,
}

impl Figures {
    /// Takes up what counts and sums it up.
    pub(super) fn new(
        observations: &[Observation],
        indicators: &Indicators,
        register: &Register,
    ) -> PolarsResult<Self> {
        let Counted {
            figures,
            reporting,
            keys,
        } = counted(observations, indicators, register);
        let places = places(&reporting, &keys)?.lazy();
        let (choices, categories) = choices(&figures)?;
        let values = values(&figures, &keys)?;
        let in_groups = recipes(indicators, true)?.lazy();
        let shares = shares(&values, in_groups, &keys)?.collect()?;
        let of_units = self::shares(&values, recipes(indicators, false)?.lazy(), &keys)?;
        Ok(Self {
            totals: totals(shares.clone().lazy(), of_units, places.clone(), &keys)?
                .join(
                    expected(&keys, register)?.lazy(),
                    [col("place")],
                    [col("place")],
                    JoinArgs::new(JoinType::Left),
                )
                .with_column(col("n_expected").fill_null(lit(0)))
                .sort(["slot"], SortMultipleOptions::new())
                .collect()?,
            distributions: distributions(choices.lazy(), places, &keys).collect()?,
            keys,
            reporting,
            shares,
            categories,
        })
    }
}

/// A column's sum in the order of its values: floating sums then do not depend on the order of files or threads.
pub(crate) fn ordered_sum(column: &str) -> Expr {
    col(column).sort(SortOptions::default()).sum()
}

/// Whether a group of shares has a value: a ratio or mean over a zero denominator has none.
pub(crate) fn has_value(denominator: &str) -> Expr {
    col("is_sum").or(col(denominator).neq(lit(0.0)))
}

/// The value that a group's shares come to.
pub(crate) fn value(numerator: &str, denominator: &str) -> Expr {
    when(col("is_sum"))
        .then(col(numerator))
        .otherwise(col(numerator) / col(denominator))
}

/// The slot of a row's place and indicator.
pub(crate) fn slot(keys: &Keys) -> Expr {
    (col("place") * lit(keys.indicators()) + col("indicator")).alias("slot")
}

/// `reporter, indicator, cell, value`: a cell is an indicator of a reporter.
fn values(figures: &[Figure<'_>], keys: &Keys) -> PolarsResult<DataFrame> {
    let with_value = || {
        figures
            .iter()
            .filter_map(|figure| Some((figure, figure.observation.value?)))
    };
    let cell = |figure: &Figure<'_>| figure.reporter * keys.indicators() + figure.indicator;
    df!(
        "reporter" => with_value().map(|it| it.0.reporter).collect::<Vec<_>>(),
        "indicator" => with_value().map(|it| it.0.indicator).collect::<Vec<_>>(),
        "cell" => with_value().map(|it| cell(it.0)).collect::<Vec<_>>(),
        "value" => with_value().map(|it| it.1).collect::<Vec<_>>()
    )
}

/// `reporter, indicator, category`, and the categories by number.
fn choices(figures: &[Figure<'_>]) -> PolarsResult<(DataFrame, Vec<Arc<str>>)> {
    let categories: BTreeSet<Arc<str>> = figures
        .iter()
        .filter_map(|figure| figure.observation.category.clone())
        .collect();
    let categories: Vec<Arc<str>> = categories.into_iter().collect();
    let chosen = || {
        figures.iter().filter_map(|figure| {
            let category = figure.observation.category.as_ref()?;
            Some((figure, categories.binary_search(category).ok()? as u32))
        })
    };
    let frame = df!(
        "reporter" => chosen().map(|it| it.0.reporter).collect::<Vec<_>>(),
        "indicator" => chosen().map(|it| it.0.indicator).collect::<Vec<_>>(),
        "category" => chosen().map(|it| it.1).collect::<Vec<_>>()
    )?;
    Ok((frame, categories))
}

/// `reporter, place, is_own`: the province, the cluster, and the unit itself. A unit outside clusters counts for the province.
fn places(reporting: &Reporting, keys: &Keys) -> PolarsResult<DataFrame> {
    let mut rows = Vec::new();
    for (&period, units) in reporting {
        for (unit, cluster) in units {
            let groups = [
                (Some(keys.province()), false),
                (cluster.as_ref().and_then(|it| keys.cluster(it)), false),
                (keys.unit(unit), true),
            ];
            for (group, is_own) in groups {
                let place = group.and_then(|group| keys.place(period, group));
                let reporter = keys.reporter(period, unit);
                rows.extend(reporter.zip(place).map(|it| (it.0, it.1, is_own)));
            }
        }
    }
    df!(
        "reporter" => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        "place" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
        "is_own" => rows.iter().map(|row| row.2).collect::<Vec<_>>()
    )
}

/// `place, n_expected`.
fn expected(keys: &Keys, register: &Register) -> PolarsResult<DataFrame> {
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    for membership in register.memberships.values() {
        let groups = [
            Some(keys.province()),
            keys.cluster(&membership.cluster_id),
            keys.unit(&membership.unit_id),
        ];
        for group in groups.into_iter().flatten() {
            if let Some(place) = keys.place(membership.period, group) {
                *counts.entry(place).or_default() += 1;
            }
        }
    }
    df!(
        "place" => counts.keys().copied().collect::<Vec<_>>(),
        "n_expected" => counts.values().copied().collect::<Vec<_>>()
    )
}

/// What each indicator is made of: `indicator, is_sum, of, per, is_weighted`. A group's value is the sum of `of` over
/// the sum of `per`, or over the number of units where `per` is null; a weighted `of` is multiplied by `per` first.
///
/// A unit's own figure needs no weight: `in_groups` false leaves the weights out.
fn recipes(indicators: &Indicators, in_groups: bool) -> PolarsResult<DataFrame> {
    let number = |code: &str| indicators.position(code) as u64;
    let mut rows = Vec::new();
    for indicator in indicators.iter() {
        let own = number(&indicator.code);
        rows.push(match &indicator.aggregation {
            Aggregation::Sum => (own, true, own, None, false),
            Aggregation::WeightedMean { weight } if in_groups => {
                (own, false, own, Some(number(weight)), true)
            }
            Aggregation::Mean | Aggregation::WeightedMean { .. } => (own, false, own, None, false),
            Aggregation::Ratio {
                numerator,
                denominator,
            } => (
                own,
                false,
                number(numerator),
                Some(number(denominator)),
                false,
            ),
            Aggregation::Distribution => continue,
        });
    }
    df!(
        "indicator" => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        "is_sum" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
        "of" => rows.iter().map(|row| row.2).collect::<Vec<_>>(),
        "per" => rows.iter().map(|row| row.3).collect::<Vec<_>>(),
        "is_weighted" => rows.iter().map(|row| row.4).collect::<Vec<_>>()
    )
}

/// `reporter, indicator, is_sum, numerator, denominator`.
fn shares(values: &DataFrame, recipes: LazyFrame, keys: &Keys) -> PolarsResult<LazyFrame> {
    let values = values.clone().lazy();
    let of = values
        .clone()
        .select([col("value"), col("indicator").alias("of"), col("reporter")]);
    let made_of = |recipes: LazyFrame| {
        let by = [col("of")];
        recipes.join(of.clone(), by.clone(), by, JoinArgs::new(JoinType::Inner))
    };
    let share = |numerator: Expr, denominator: Expr| {
        [
            col("reporter"),
            col("indicator"),
            col("is_sum"),
            numerator.alias("numerator"),
            denominator.alias("denominator"),
        ]
    };
    // Most figures are divided by nothing: only for the others is their divisor looked up.
    let whole =
        made_of(recipes.clone().filter(col("per").is_null())).select(share(col("value"), lit(1.0)));
    let divisors = values.select([col("cell"), col("value").alias("divisor")]);
    let weighted = when(col("is_weighted"))
        .then(col("value") * col("divisor"))
        .otherwise(col("value"));
    let divided = made_of(recipes.filter(col("per").is_not_null()))
        .with_column((col("reporter") * lit(keys.indicators()) + col("per")).alias("cell"))
        .join(
            divisors,
            [col("cell")],
            [col("cell")],
            JoinArgs::new(JoinType::Inner),
        )
        .select(share(weighted, col("divisor")));
    concat([whole, divided], UnionArgs::default())
}

/// `slot, place, is_sum, value, n_units`: groups by the sums of their shares, units by their own.
fn totals(
    shares: LazyFrame,
    of_units: LazyFrame,
    places: LazyFrame,
    keys: &Keys,
) -> PolarsResult<LazyFrame> {
    let groups = at(shares, places.clone().filter(col("is_own").not()), keys)
        .group_by([col("slot")])
        .agg([
            col("place").first(),
            col("is_sum").first(),
            ordered_sum("numerator"),
            ordered_sum("denominator"),
            len().alias("n_units"),
        ]);
    let units = at(of_units, places.filter(col("is_own")), keys).select([
        col("slot"),
        col("place"),
        col("is_sum"),
        col("numerator"),
        col("denominator"),
        lit(1).cast(DataType::UInt32).alias("n_units"),
    ]);
    let rows = concat([groups, units], UnionArgs::default())?
        .filter(has_value("denominator"))
        .select([
            col("slot"),
            col("place"),
            col("is_sum"),
            value("numerator", "denominator").alias("value"),
            col("n_units"),
        ]);
    Ok(rows)
}

/// `slot, category, n_units, n_total`.
fn distributions(choices: LazyFrame, places: LazyFrame, keys: &Keys) -> LazyFrame {
    let placed = at(choices, places, keys);
    let totals = placed
        .clone()
        .group_by([col("slot")])
        .agg([len().alias("n_total")]);
    placed
        .group_by([col("slot"), col("category")])
        .agg([len().alias("n_units")])
        .join(
            totals,
            [col("slot")],
            [col("slot")],
            JoinArgs::new(JoinType::Inner),
        )
        .sort(["slot", "category"], SortMultipleOptions::new())
}

/// Figures at every place of their reporter.
fn at(figures: LazyFrame, places: LazyFrame, keys: &Keys) -> LazyFrame {
    figures
        .join(
            places,
            [col("reporter")],
            [col("reporter")],
            JoinArgs::new(JoinType::Inner),
        )
        .with_column(slot(keys))
}
