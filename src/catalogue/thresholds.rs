//! When a figure is suspect: the factors by which it is compared.

use super::{CatalogueError, Indicator, layers};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The built-in thresholds.
const BUILT_IN: &str = include_str!("thresholds.toml");

/// Factors and tolerances; each is described where it is written, in `thresholds.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "each threshold is described in thresholds.toml"
)]
pub struct Thresholds {
    pub slip_sizes: Vec<f64>,
    pub slip_tolerance: f64,
    pub outside_peers: f64,
    pub outside_peers_alone: f64,
    pub fewest_peers: usize,
    pub extremes_left_out: f64,
    pub peers_gap: f64,
    pub consistent_history: f64,
    pub outlier_history: f64,
    pub outlier_peers: f64,
    pub rate_tolerance: f64,
    pub sizes: Vec<String>,
    pub spent_on: BTreeMap<String, String>,
    pub implausible: Implausible,
}

/// What no union can have; each bound is described where it is written, in `thresholds.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Implausible {
    pub whole_factor: f64,
    pub whole_difference: f64,
    pub least: f64,
    pub far_from_all: f64,
    pub largest_left_out: f64,
    pub borne_out: f64,
    pub wholes: BTreeMap<String, String>,
    pub most_each: BTreeMap<String, f64>,
    pub most: BTreeMap<String, f64>,
}

impl Implausible {
    /// The most that a union can have of an indicator.
    pub fn most_of(&self, indicator: &Indicator) -> f64 {
        let named = [&*indicator.code, indicator.unit.as_str(), "other"];
        let mut bounds = named.iter().filter_map(|name| self.most.get(*name));
        bounds.next().copied().unwrap_or(f64::MAX)
    }
}

impl Thresholds {
    /// The built-in thresholds.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in list.
    #[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
    pub fn built_in() -> Self {
        Self::from_toml(BUILT_IN).expect("the built-in thresholds are valid")
    }

    /// The built-in thresholds, but for those that the office sets.
    ///
    /// # Errors
    /// Where one is not known or no number.
    pub fn changed_by(own: toml::Table) -> Result<Self, CatalogueError> {
        Ok(layers::replaced(BUILT_IN, own)?.try_into()?)
    }

    /// Reads thresholds from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        Ok(toml::from_str(text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{IndicatorKind, Indicators};

    #[test]
    fn the_built_in_thresholds_are_valid() {
        let thresholds = Thresholds::built_in();
        assert_eq!(thresholds.slip_sizes, [1e3, 1e6]);
        let indicators = Indicators::built_in();
        let named = thresholds
            .spent_on
            .iter()
            .flat_map(|(amount, count)| [amount, count]);
        let wholes = thresholds.implausible.wholes.iter();
        let wholes = wholes.flat_map(|(part, whole)| [part, whole]);
        for code in named.chain(&thresholds.sizes).chain(wholes) {
            assert!(indicators.get(code).is_some(), "{code}");
        }
        let most = |code: &str| {
            let indicator = indicators.get(code).expect("it is in the catalogue");
            thresholds.implausible.most_of(indicator)
        };
        // Who was admitted to the Party may have been introduced to it the year before.
        let is_share = |it: &&Indicator| {
            it.kind == IndicatorKind::Percent && &*it.code != "party_admitted_rate"
        };
        let rates = indicators.iter().filter(is_share);
        for rate in rates {
            assert!(most(&rate.code) <= 1.06, "{}", rate.code);
        }
        assert_eq!(
            [most("members"), most("avg_wage"), most("visits_amount")],
            [2e5, 3e8, 1e13]
        );
    }
}
