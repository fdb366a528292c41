//! How clusters rank and what they may propose: what a province sets.

use super::criteria::Criteria;
use crate::catalogue::{Awards, CatalogueError, Indicators, OwnSpellings, Spellings};
use crate::text::Abbreviations;
use schemars::JsonSchema;
use serde::Deserialize;

/// The built-in rules.
const BUILT_IN: &str = include_str!("emulation.toml");

/// How units are ranked and what may be proposed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EmulationRules {
    /// The indicators by whose points units are ranked, the preferred one first.
    pub scores: Vec<String>,
    /// What parts units of equal points, in order.
    #[serde(default)]
    pub tie_breakers: Vec<TieBreaker>,
    /// What a cluster may propose a period, the highest award first.
    #[serde(default)]
    pub quotas: Vec<Quota>,
}

/// An indicator that parts units of equal points.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TieBreaker {
    /// Its code.
    pub indicator: String,
    /// Which end is the better one.
    #[serde(default)]
    pub order: BetterEnd,
}

/// Which end of an indicator is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BetterEnd {
    /// More is better.
    #[default]
    HighestFirst,
    /// Less is better.
    LowestFirst,
}

impl BetterEnd {
    /// Which figure comes first, for a person.
    pub fn label(self) -> &'static str {
        match self {
            BetterEnd::HighestFirst => "cao hơn",
            BetterEnd::LowestFirst => "thấp hơn",
        }
    }
}

/// How many units of a cluster may be proposed for an award in a period.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quota {
    /// The award, as the office writes it.
    pub award: String,
    /// Who gives it.
    pub awarded_by: String,
    /// How many units; else [`Quota::share`].
    pub places: Option<u32>,
    /// Which part of the cluster's ranked units, rounded down: 0.2.
    pub share: Option<f64>,
    /// The lowest class, by the criteria, that a unit needs.
    pub class: Option<String>,
    /// For how many periods in a row, this one included, [`Quota::class`] must have been reached.
    pub years: Option<u32>,
}

impl Quota {
    /// How many places it has among so many ranked units.
    pub fn places_among(&self, n_ranked: usize) -> usize {
        match (self.places, self.share) {
            (Some(places), _) => places as usize,
            (None, Some(share)) => (share * n_ranked as f64 + 1e-9).floor().max(0.0) as usize,
            (None, None) => 0,
        }
    }
}

/// What a province sets otherwise than the built-in rules have it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RulesChange {
    scores: Option<Vec<String>>,
    tie_breakers: Option<Vec<TieBreaker>>,
    quotas: Option<Vec<Quota>>,
    #[serde(rename = "role", default)]
    roles: Vec<Spellings>,
    #[serde(rename = "award", default)]
    awards: Vec<Spellings>,
    #[serde(rename = "awarder", default)]
    awarders: Vec<Spellings>,
}

impl RulesChange {
    /// Sets what the register's workbook says, where it says anything, over what is set here. Returns what was set in both.
    pub fn take_over(
        &mut self,
        scores: Option<Vec<String>>,
        tie_breakers: Option<Vec<TieBreaker>>,
        quotas: Option<Vec<Quota>>,
    ) -> Vec<&'static str> {
        let mut both = Vec::new();
        let mut note = |is_both: bool, what| both.extend(is_both.then_some(what));
        note(scores.is_some() && self.scores.is_some(), "điểm xếp hạng");
        note(
            tie_breakers.is_some() && self.tie_breakers.is_some(),
            "cách xét khi bằng điểm",
        );
        note(
            quotas.is_some() && self.quotas.is_some(),
            "số lượng khen thưởng",
        );
        self.scores = scores.or(self.scores.take());
        self.tie_breakers = tie_breakers.or(self.tie_breakers.take());
        self.quotas = quotas.or(self.quotas.take());
        both
    }

    /// How the province writes offices, awards and those who give them.
    pub fn take_spellings(&mut self) -> OwnSpellings {
        OwnSpellings {
            awards: std::mem::take(&mut self.awards),
            awarders: std::mem::take(&mut self.awarders),
            offices: std::mem::take(&mut self.roles),
        }
    }
}

impl EmulationRules {
    /// The built-in rules, but for what a province sets; quotas name awards and those who give them as minutes do.
    pub fn changed_by(change: RulesChange, awards: &Awards, abbreviations: &Abbreviations) -> Self {
        let mut rules = Self::built_in();
        rules.scores = change.scores.unwrap_or(rules.scores);
        rules.tie_breakers = change.tie_breakers.unwrap_or(rules.tie_breakers);
        let quotas = change.quotas.unwrap_or_default().into_iter();
        rules.quotas = quotas
            .map(|quota| Quota {
                award: awards.award(&quota.award, abbreviations),
                awarded_by: awards.awarder(&quota.awarded_by, abbreviations),
                ..quota
            })
            .collect();
        rules
    }

    /// The built-in rules: ranks by the cluster's points, else by the units' own; no tie-breakers, no quotas.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in list.
    #[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
    pub fn built_in() -> Self {
        Self::from_toml(BUILT_IN).expect("the built-in emulation rules are valid")
    }

    /// Reads rules from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        Ok(toml::from_str(text)?)
    }

    /// Holds the rules against the indicators and classes they name.
    ///
    /// # Errors
    /// Where an indicator or class is not there, or a quota does not say how many units it is for.
    pub fn check(
        &self,
        indicators: &Indicators,
        criteria: &Criteria,
    ) -> Result<(), CatalogueError> {
        let of_ties = self.tie_breakers.iter().map(|breaker| &breaker.indicator);
        for code in self.scores.iter().chain(of_ties) {
            if indicators.get(code).is_none() {
                return Err(meaning(format!(
                    "xếp hạng nhắc tới chỉ tiêu “{code}” không có trong danh mục"
                )));
            }
        }
        if self.scores.is_empty() {
            return Err(meaning(
                "“scores”: cần ít nhất một chỉ tiêu điểm để xếp hạng".to_string(),
            ));
        }
        for (position, quota) in self.quotas.iter().enumerate() {
            let award = &quota.award;
            let is_twin =
                |other: &Quota| other.award == *award && other.awarded_by == quota.awarded_by;
            if self.quotas[..position].iter().any(is_twin) {
                return Err(meaning(format!(
                    "“{award}” của “{}” khai hai lần trong “quotas”",
                    quota.awarded_by
                )));
            }
            if quota.years == Some(0) {
                return Err(meaning(format!("“{award}”: “years” phải từ 1 trở lên")));
            }
            if quota.places.is_some() == quota.share.is_some() {
                return Err(meaning(format!(
                    "“{award}”: ghi số đơn vị (places) hoặc tỷ lệ (share), không ghi cả hai"
                )));
            }
            if quota
                .share
                .is_some_and(|share| !(0.0..=1.0).contains(&share))
            {
                return Err(meaning(format!("“{award}”: tỷ lệ (share) phải từ 0 đến 1")));
            }
            if quota.years.is_some() && quota.class.is_none() {
                return Err(meaning(format!(
                    "“{award}”: điều kiện nhiều năm liền (years) cần mức xếp loại (class)"
                )));
            }
            if let Some(class) = quota
                .class
                .as_ref()
                .filter(|class| !criteria.has_class(class))
            {
                return Err(meaning(format!(
                    "“{award}”: mức xếp loại “{class}” không có trong tiêu chí"
                )));
            }
        }
        Ok(())
    }
}

fn meaning(text: String) -> CatalogueError {
    CatalogueError::Meaning(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rules_are_valid() {
        let rules = EmulationRules::built_in();
        rules
            .check(&Indicators::built_in(), &Criteria::built_in())
            .expect("consistent");
        assert_eq!(rules.scores.len(), 2);
        assert!(rules.quotas.is_empty());
    }

    #[test]
    fn rules_that_cannot_be_applied_are_refused() {
        let quota = |rest: &str| {
            format!("scores = []\n[[quotas]]\naward = \"Cờ\"\nawarded-by = \"x\"\n{rest}")
        };
        for wrong in [
            "scores = [\"nothing\"]".to_string(),
            "scores = []\ntie-breakers = [{ indicator = \"nothing\" }]".to_string(),
            quota(""),
            quota("places = 1\nshare = 0.1"),
            quota("share = 20"),
            quota("places = 1\nclass = \"nothing\""),
            quota("places = 1\nyears = 3"),
        ] {
            let rules = EmulationRules::from_toml(&wrong).expect("well formed");
            assert!(
                rules
                    .check(&Indicators::built_in(), &Criteria::built_in())
                    .is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_share_is_rounded_down() {
        let quota = |places, share| Quota {
            award: String::new(),
            awarded_by: String::new(),
            places,
            share,
            class: None,
            years: None,
        };
        for (quota, ranked, places) in [
            (quota(Some(2), None), 9, 2),
            (quota(None, Some(0.2)), 9, 1),
            (quota(None, Some(0.2)), 10, 2),
            (quota(None, Some(0.2)), 4, 0),
        ] {
            assert_eq!(quota.places_among(ranked), places);
        }
    }
}
