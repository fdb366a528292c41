//! What each indicator is made of.

use crate::catalogue::{Aggregation, Indicator, Indicators};

/// What a unit adds to a group's numerator and denominator.
pub(crate) type Parts = [f64; 2];

/// What sums of parts come to: the numerator alone where the indicator is summed, else a mean or ratio, which there is
/// none of over a zero denominator.
pub(crate) fn value(is_summed: bool, [numerator, denominator]: Parts) -> Option<f64> {
    if is_summed {
        return Some(numerator);
    }
    (denominator != 0.0).then(|| numerator / denominator)
}

/// What an indicator is made of: a group's value is the sum of `of` over the sum of `per`, or over the number of units
/// where there is no `per`. Indicators by their position in the catalogue.
#[derive(Debug)]
struct Recipe {
    of: usize,
    per: Option<usize>,
    /// `of` is multiplied by `per` first.
    is_weighted: bool,
}

/// The recipes of all indicators, by their position; `None` for one that is counted by category.
#[derive(Debug)]
pub(super) struct Recipes(Vec<Option<Recipe>>);

impl Recipes {
    /// How units' figures come together in a group.
    pub(super) fn of_groups(indicators: &Indicators) -> Self {
        Self::new(indicators, |aggregation, own| match aggregation {
            Aggregation::WeightedMean { weight } => Some(Recipe {
                of: own,
                per: Some(indicators.known_position(weight)?),
                is_weighted: true,
            }),
            other => plain(other, own, indicators),
        })
    }

    /// What a unit's own row holds: its figure needs no weight.
    pub(super) fn of_units(indicators: &Indicators) -> Self {
        Self::new(indicators, |aggregation, own| {
            plain(aggregation, own, indicators)
        })
    }

    fn new(
        indicators: &Indicators,
        recipe: impl Fn(&Aggregation, usize) -> Option<Recipe>,
    ) -> Self {
        let of = |(own, indicator): (usize, &Indicator)| recipe(&indicator.aggregation, own);
        Self(indicators.iter().enumerate().map(of).collect())
    }

    /// What a unit with these values adds in every indicator that it has all parts of, by position.
    pub(super) fn parts(&self, values: &[Option<f64>]) -> impl Iterator<Item = (u64, Parts)> {
        let recipes = self.0.iter().zip(0u64..);
        recipes.filter_map(|(recipe, indicator)| {
            let recipe = recipe.as_ref()?;
            let value = values[recipe.of]?;
            let parts = match recipe.per {
                None => [value, 1.0],
                Some(per) => {
                    let per = values[per]?;
                    let of = if recipe.is_weighted {
                        value * per
                    } else {
                        value
                    };
                    [of, per]
                }
            };
            Some((indicator, parts))
        })
    }
}

fn plain(aggregation: &Aggregation, own: usize, indicators: &Indicators) -> Option<Recipe> {
    let (of, per) = match aggregation {
        Aggregation::Sum | Aggregation::Mean | Aggregation::WeightedMean { .. } => (own, None),
        Aggregation::Ratio {
            numerator,
            denominator,
        } => (
            indicators.known_position(numerator)?,
            Some(indicators.known_position(denominator)?),
        ),
        Aggregation::Distribution => return None,
    };
    Some(Recipe {
        of,
        per,
        is_weighted: false,
    })
}
