//! What each indicator is made of.

use crate::catalogue::{Aggregation, Indicators};
use polars::prelude::*;

/// How figures come together: a row an indicator that is not counted by category, and two of one that is weighted. Its value
/// is the sum of `of` over the sum of `per`, or over the number of units where there is no `per`; the sum of `of` alone where
/// it `is_summed`. Where it `is_weighted`, `of` is multiplied by `per` first.
struct Recipe {
    indicator: u32,
    of: u32,
    per: Option<u32>,
    is_weighted: bool,
    is_summed: bool,
    /// Whether it is that of groups, and of units: a unit's own figure needs no weight.
    of_groups: bool,
    of_units: bool,
}

/// The recipes of all indicators.
pub(super) fn recipes(indicators: &Indicators) -> PolarsResult<DataFrame> {
    let mut recipes: Vec<Recipe> = Vec::new();
    let position = |code: &str| indicators.known_position(code).map(|it| it as u32);
    for (own, it) in (0u32..).zip(indicators.iter()) {
        let alone = Recipe {
            indicator: own,
            of: own,
            per: None,
            is_weighted: false,
            is_summed: it.aggregation == Aggregation::Sum,
            of_groups: true,
            of_units: true,
        };
        match &it.aggregation {
            Aggregation::Sum | Aggregation::Mean => recipes.push(alone),
            Aggregation::WeightedMean { weight } => {
                recipes.extend(position(weight).map(|per| Recipe {
                    per: Some(per),
                    is_weighted: true,
                    of_units: false,
                    ..alone
                }));
                recipes.push(Recipe {
                    of_groups: false,
                    ..alone
                });
            }
            Aggregation::Ratio {
                numerator,
                denominator,
            } => {
                let parts = position(numerator).zip(position(denominator));
                recipes.extend(parts.map(|(of, per)| Recipe {
                    of,
                    per: Some(per),
                    ..alone
                }));
            }
            Aggregation::Distribution => {}
        }
    }
    let numbers = |of: fn(&Recipe) -> u32| recipes.iter().map(of).collect::<Vec<_>>();
    let flags = |of: fn(&Recipe) -> bool| recipes.iter().map(of).collect::<Vec<_>>();
    df![
        "indicator" => numbers(|it| it.indicator),
        "of" => numbers(|it| it.of),
        "per" => recipes.iter().map(|it| it.per).collect::<Vec<_>>(),
        "is_weighted" => flags(|it| it.is_weighted),
        "is_summed" => flags(|it| it.is_summed),
        "of_groups" => flags(|it| it.of_groups),
        "of_units" => flags(|it| it.of_units),
    ]
}
