//! How clusters rank and what they may propose: what a province sets.

use super::criteria::Criteria;
use crate::catalogue::{CatalogueError, Indicators};
use crate::text::{self, Abbreviations};
use serde::Deserialize;

/// The built-in rules.
const BUILT_IN: &str = include_str!("emulation.toml");

/// How units are ranked, what may be proposed, and how offices and awards are written.
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
    /// Offices of a cluster.
    #[serde(rename = "role", default)]
    roles: Vec<Spellings>,
    /// Awards.
    #[serde(rename = "award", default)]
    awards: Vec<Spellings>,
    /// Those who give awards.
    #[serde(rename = "awarder", default)]
    awarders: Vec<Spellings>,
}

/// An indicator that parts units of equal points.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TieBreaker {
    /// Its code.
    pub indicator: String,
    /// Which end is the better one.
    #[serde(default)]
    pub order: BetterEnd,
}

/// Which end of an indicator is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Deserialize)]
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spellings {
    name: String,
    texts: Vec<String>,
}

/// What a province sets otherwise than the built-in rules have it.
#[derive(Debug, Clone, Default, Deserialize)]
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

impl EmulationRules {
    /// The built-in rules, but for what a province sets: its own spellings come first, and quotas name awards and those
    /// who give them as minutes do.
    pub fn changed_by(change: RulesChange, abbreviations: &Abbreviations) -> Self {
        let mut rules = Self::built_in();
        rules.scores = change.scores.unwrap_or(rules.scores);
        rules.tie_breakers = change.tie_breakers.unwrap_or(rules.tie_breakers);
        for (list, own) in [
            (&mut rules.roles, change.roles),
            (&mut rules.awards, change.awards),
            (&mut rules.awarders, change.awarders),
        ] {
            list.splice(0..0, own);
        }
        let quotas = change.quotas.unwrap_or_default().into_iter();
        rules.quotas = quotas
            .map(|quota| Quota {
                award: rules.award(&quota.award, abbreviations),
                awarded_by: rules.awarder(&quota.awarded_by, abbreviations),
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

    /// An office as the register writes it; `None` where the text names no office of a cluster.
    pub(super) fn role(&self, written: &str) -> Option<String> {
        let key = text::label_key(written);
        let bare = key.strip_prefix("đơn vị ").unwrap_or(&key);
        named(&self.roles, |known| text::label_key(known) == bare)
    }

    /// An award as the office writes it.
    pub(super) fn award(&self, written: &str, abbreviations: &Abbreviations) -> String {
        spelled(&self.awards, written, abbreviations)
    }

    /// Who gives an award, as the office writes it.
    pub(super) fn awarder(&self, written: &str, abbreviations: &Abbreviations) -> String {
        spelled(&self.awarders, written, abbreviations)
    }
}

fn meaning(text: String) -> CatalogueError {
    CatalogueError::Meaning(text)
}

fn named(list: &[Spellings], matches: impl Fn(&str) -> bool) -> Option<String> {
    list.iter()
        .find(|spellings| spellings.texts.iter().any(|text| matches(text)))
        .map(|spellings| spellings.name.clone())
}

/// A known name in its own spelling; any other as it stands, beginning with a capital.
fn spelled(list: &[Spellings], written: &str, abbreviations: &Abbreviations) -> String {
    let key = text::match_key(written, abbreviations);
    named(list, |known| text::match_key(known, abbreviations) == key).unwrap_or_else(|| {
        let cleaned = text::clean(written);
        capitalised(cleaned.trim_matches(['.', ',', ';', ' ']))
    })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
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
    fn offices_and_awards_are_written_as_the_office_writes_them() {
        let rules = EmulationRules::built_in();
        let abbreviations = Abbreviations::built_in();
        for (written, role) in [
            ("CỤM TRƯỞNG", Some("Cụm trưởng")),
            ("trưởng cụm", Some("Cụm trưởng")),
            ("Đơn vị Cụm phó", Some("Cụm phó")),
            ("Khối trưởng", Some("Trưởng khối")),
            ("Chủ tịch CĐCS", None),
        ] {
            assert_eq!(rules.role(written).as_deref(), role, "{written}");
        }
        for (written, award) in [
            ("cờ thi đua", "Cờ thi đua"),
            ("Tặng Bằng khen", "Bằng khen"),
            ("  biểu dương.", "Biểu dương"),
        ] {
            assert_eq!(rules.award(written, &abbreviations), award, "{written}");
        }
        assert_eq!(
            rules.awarder("LĐLĐ tỉnh", &abbreviations),
            "Liên đoàn Lao động tỉnh"
        );
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
