//! Criteria as data: what unions are scored on, the classes that scores come to, and when a set is in force.
//!
//! A set that cannot class every score in exactly one way is refused when it is loaded.

mod check;
mod scoring;

pub use scoring::{Class, Given, Score, ScoreLine, ScoreSheet};

use crate::catalogue::CatalogueError;
use crate::period::Period;
use check::refused;
use schemars::JsonSchema;
use serde::Deserialize;

/// The built-in criteria.
const BUILT_IN: &str = include_str!("criteria.toml");

/// Sums and bounds of points closer than this are equal.
const TOLERANCE: f64 = 1e-9;

/// All sets of criteria, of which at most one is in force in a period.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    /// The sets.
    #[serde(rename = "set")]
    pub sets: Vec<CriteriaSet>,
}

/// One guidance's criteria.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CriteriaSet {
    /// The stable key.
    pub id: String,
    /// What the guidance is called.
    pub title: String,
    /// The guidance, with number and date.
    pub legal_basis: String,
    /// Where the bands come from, when from elsewhere.
    pub bands_basis: Option<String>,
    /// The first year it is in force.
    pub from: u16,
    /// The last; open where none is given.
    pub until: Option<u16>,
    /// What a full score comes to.
    pub scale: f64,
    /// From when on a unit is classed.
    pub eligibility: Eligibility,
    /// What is scored.
    #[serde(rename = "criterion", default)]
    pub criteria: Vec<Criterion>,
    /// The classes, the highest first.
    #[serde(rename = "band", default)]
    pub bands: Vec<Band>,
}

/// After how many months of operation a unit is classed.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Eligibility {
    /// A newly founded one.
    pub founded_months: u32,
    /// One that came of a merger or a split.
    pub restructured_months: u32,
}

/// What a criterion's points do to the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CriterionKind {
    /// They are added.
    Points,
    /// They are added on top; not having any is no lack.
    Bonus,
    /// They are taken off.
    Penalty,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The stable key.
    pub id: String,
    /// How the guidance writes it.
    pub label: String,
    /// What its points do.
    pub kind: CriterionKind,
    /// The most that counts.
    pub max: f64,
}

/// A class and the points at which it begins.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The category's key, as ratings have it.
    pub class: String,
    /// How the guidance writes it.
    pub label: String,
    /// The fewest points, included.
    pub from: f64,
    /// The points at which the next class begins; none for the highest.
    pub below: Option<f64>,
    /// What it asks for besides points.
    #[serde(rename = "condition", default)]
    pub conditions: Vec<Condition>,
}

/// What a class asks for besides points.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Condition {
    /// What.
    #[serde(flatten)]
    pub requirement: Requirement,
    /// The class that a unit falls to without it; the next one below where none is given.
    pub otherwise: Option<String>,
}

/// A requirement that points alone do not tell.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(
    tag = "requires",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
pub enum Requirement {
    /// Every criterion of points has this share of its maximum.
    ShareOfEveryCriterion {
        /// From 0 to 1.
        at_least: f64,
    },
    /// A criterion has so many points.
    PointsOf {
        /// Its key.
        criterion: String,
        /// In points.
        at_least: f64,
    },
    /// Something the office tells of a unit: dues paid in full, no unlawful strike.
    Fact {
        /// Its key.
        fact: String,
    },
}

impl Criteria {
    /// The built-in criteria.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in list.
    #[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
    pub fn built_in() -> Self {
        Self::from_toml(BUILT_IN).expect("the built-in criteria are valid")
    }

    /// Reads criteria from TOML and checks them.
    ///
    /// # Errors
    /// Where the text is no such TOML, bands leave a gap or overlap, maxima do not add up to the scale, or two sets are
    /// in force at once.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        let written: Self = toml::from_str(text)?;
        Self::of_sets(written.sets)
    }

    /// Criteria of these sets, checked.
    ///
    /// # Errors
    /// As of [`Criteria::from_toml`].
    pub fn of_sets(sets: Vec<CriteriaSet>) -> Result<Self, CatalogueError> {
        for (position, set) in sets.iter().enumerate() {
            set.check()?;
            for other in &sets[..position] {
                let ends_before = |one: &CriteriaSet, next: &CriteriaSet| {
                    one.until.is_some_and(|last| last < next.from)
                };
                if !ends_before(set, other) && !ends_before(other, set) {
                    return Err(refused(
                        set,
                        &format!("có hiệu lực cùng lúc với “{}”", other.id),
                    ));
                }
            }
        }
        Ok(Self { sets })
    }

    /// The set in force in a period, by the year it ends in.
    pub fn in_force(&self, period: Period) -> Option<&CriteriaSet> {
        let (_, year) = period.years();
        self.sets
            .iter()
            .find(|set| set.from <= year && set.until.is_none_or(|last| year <= last))
    }

    /// Whether any set has a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.sets.iter().any(|set| set.place(class).is_some())
    }
}

impl CriteriaSet {
    /// A class's place among the set's, 0 for the highest.
    pub fn place(&self, class: &str) -> Option<usize> {
        self.bands.iter().position(|band| band.class == class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_criteria_are_valid_and_dated() {
        let criteria = Criteria::built_in();
        let set = criteria
            .in_force(Period::Year(2023))
            .expect("a set in force");
        let maxima: Vec<f64> = set.criteria.iter().map(|criterion| criterion.max).collect();
        assert_eq!(maxima, [40.0, 40.0, 15.0, 5.0]);
        assert!(set.legal_basis.contains("1294/HD-TLĐ"));
        assert_eq!(
            (
                set.eligibility.founded_months,
                set.eligibility.restructured_months
            ),
            (12, 6)
        );
        assert!(criteria.in_force(Period::Year(2018)).is_none());
        assert!(criteria.in_force(Period::SchoolYear(2018)).is_some());
    }
}
