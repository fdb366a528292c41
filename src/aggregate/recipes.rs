//! What each indicator is made of.

use crate::catalogue::{Aggregation, Indicators};

/// How figures come together: one an indicator that is not counted by category, and two of one that is weighted. Its value
/// is the sum of `of` over the sum of `per`, or over the number of units where there is no `per`; the sum of `of` alone where
/// it `is_summed`. Where it `is_weighted`, `of` is multiplied by `per` first.
pub(super) struct Recipe {
    pub(super) indicator: u32,
    pub(super) of: u32,
    pub(super) per: Option<u32>,
    pub(super) is_weighted: bool,
    pub(super) is_summed: bool,
    /// Whether it is that of groups, and of units: a unit's own figure needs no weight.
    pub(super) of_groups: bool,
    pub(super) of_units: bool,
}

/// The recipes of all indicators.
pub(super) fn recipes(indicators: &Indicators) -> Vec<Recipe> {
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
    recipes
}
