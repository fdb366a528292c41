//! What each indicator is made of.

use crate::catalogue::{Aggregation, Indicators};
use polars::prelude::*;

/// How units' figures come together in a group: a row an indicator that is not counted by category. Its value is the sum of `of`
/// over the sum of `per`, or over the number of units where there is no `per`; the sum of `of` alone where it
/// `is_summed`. Where it `is_weighted`, `of` is multiplied by `per` first.
pub(super) fn of_groups(indicators: &Indicators) -> PolarsResult<DataFrame> {
    recipes(indicators, |weight| {
        Some((Some(indicators.known_position(weight)?), true))
    })
}

/// What a unit's own row holds, likewise: its figure needs no weight.
pub(super) fn of_units(indicators: &Indicators) -> PolarsResult<DataFrame> {
    recipes(indicators, |_| Some((None, false)))
}

/// `weighted` says what a mean is over whose weight is this code, and whether it is multiplied first.
fn recipes(
    indicators: &Indicators,
    weighted: impl Fn(&str) -> Option<(Option<usize>, bool)>,
) -> PolarsResult<DataFrame> {
    let recipe = |own: usize, aggregation: &Aggregation| match aggregation {
        Aggregation::Sum | Aggregation::Mean => Some((own, None, false)),
        Aggregation::WeightedMean { weight } => {
            let (per, is_weighted) = weighted(weight)?;
            Some((own, per, is_weighted))
        }
        Aggregation::Ratio {
            numerator,
            denominator,
        } => {
            let of = indicators.known_position(numerator)?;
            Some((of, Some(indicators.known_position(denominator)?), false))
        }
        Aggregation::Distribution => None,
    };
    let (mut indicator, mut of, mut per) = (Vec::new(), Vec::new(), Vec::new());
    let (mut is_weighted, mut is_summed) = (Vec::new(), Vec::new());
    for (own, it) in indicators.iter().enumerate() {
        if let Some(recipe) = recipe(own, &it.aggregation) {
            indicator.push(own as u32);
            of.push(recipe.0 as u32);
            per.push(recipe.1.map(|per| per as u32));
            is_weighted.push(recipe.2);
            is_summed.push(it.aggregation == Aggregation::Sum);
        }
    }
    df![
        "indicator" => indicator,
        "of" => of,
        "per" => per,
        "is_weighted" => is_weighted,
        "is_summed" => is_summed,
    ]
}
