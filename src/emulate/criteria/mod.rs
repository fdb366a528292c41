//! Criteria as data: what unions are scored on, the classes that scores come to, and when a set is in force.
//!
//! A set that cannot class every score in exactly one way is refused when it is loaded.

mod scoring;

pub use scoring::{Class, Given, Score, ScoreLine, ScoreSheet};

use crate::catalogue::CatalogueError;
use crate::period::Period;
use crate::quantity::format_number;
use serde::Deserialize;
use std::collections::BTreeSet;

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
#[derive(Debug, Clone, PartialEq, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Eligibility {
    /// A newly founded one.
    pub founded_months: u32,
    /// One that came of a merger or a split.
    pub restructured_months: u32,
}

/// What a criterion's points do to the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Condition {
    /// What.
    #[serde(flatten)]
    pub requirement: Requirement,
    /// The class that a unit falls to without it; the next one below where none is given.
    pub otherwise: Option<String>,
}

/// A requirement that points alone do not tell.
#[derive(Debug, Clone, PartialEq, Deserialize)]
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

    fn check(&self) -> Result<(), CatalogueError> {
        self.check_criteria()?;
        self.check_bands()?;
        for (place, band) in self.bands.iter().enumerate() {
            for condition in &band.conditions {
                self.check_condition(place, band, condition)?;
            }
        }
        Ok(())
    }

    fn check_criteria(&self) -> Result<(), CatalogueError> {
        let mut known = BTreeSet::new();
        let mut total = 0.0;
        for criterion in &self.criteria {
            if !known.insert(&criterion.id) {
                return Err(refused(
                    self,
                    &format!("tiêu chí “{}” xuất hiện hai lần", criterion.id),
                ));
            }
            if criterion.max <= 0.0 {
                return Err(refused(
                    self,
                    &format!("tiêu chí “{}” không có điểm tối đa", criterion.id),
                ));
            }
            if criterion.kind != CriterionKind::Penalty {
                total += criterion.max;
            }
        }
        // A set may leave its criteria to the forms and only class scores.
        if !self.criteria.is_empty() && (total - self.scale).abs() > TOLERANCE {
            let what = format!(
                "điểm tối đa của các tiêu chí cộng lại là {}, không phải {}",
                points(total),
                points(self.scale)
            );
            return Err(refused(self, &what));
        }
        Ok(())
    }

    fn check_bands(&self) -> Result<(), CatalogueError> {
        let [highest, ..] = &self.bands[..] else {
            return Err(refused(self, "không có mức xếp loại nào"));
        };
        if highest.below.is_some() {
            return Err(refused(
                self,
                &format!(
                    "mức cao nhất “{}” không được có giới hạn trên",
                    highest.label
                ),
            ));
        }
        let mut classes = BTreeSet::new();
        for band in &self.bands {
            if !classes.insert(&band.class) {
                return Err(refused(
                    self,
                    &format!("mức “{}” xuất hiện hai lần", band.class),
                ));
            }
        }
        for pair in self.bands.windows(2) {
            let (higher, lower) = (&pair[0], &pair[1]);
            let below = lower.below.unwrap_or(f64::INFINITY);
            let gap = higher.from - below;
            if gap.abs() <= TOLERANCE && lower.from < higher.from {
                continue;
            }
            let what = if gap > 0.0 {
                "để trống khoảng điểm"
            } else {
                "chồng lên nhau"
            };
            return Err(refused(
                self,
                &format!("mức “{}” và “{}” {what}", higher.label, lower.label),
            ));
        }
        match self.bands.last() {
            Some(lowest) if lowest.from.abs() <= TOLERANCE => Ok(()),
            _ => Err(refused(self, "mức thấp nhất không bắt đầu từ 0 điểm")),
        }
    }

    fn check_condition(
        &self,
        place: usize,
        band: &Band,
        condition: &Condition,
    ) -> Result<(), CatalogueError> {
        if let Requirement::PointsOf { criterion, .. } = &condition.requirement
            && !self.criteria.iter().any(|known| known.id == *criterion)
        {
            return Err(refused(
                self,
                &format!(
                    "mức “{}” nhắc tới tiêu chí “{criterion}” không có",
                    band.label
                ),
            ));
        }
        let falls_to = match &condition.otherwise {
            Some(class) => self.place(class),
            None => Some(place + 1).filter(|next| *next < self.bands.len()),
        };
        match falls_to {
            Some(lower) if lower > place => Ok(()),
            _ => Err(refused(
                self,
                &format!(
                    "điều kiện của mức “{}” không hạ xuống mức nào thấp hơn",
                    band.label
                ),
            )),
        }
    }
}

fn refused(set: &CriteriaSet, what: &str) -> CatalogueError {
    CatalogueError::Meaning(format!("bộ tiêu chí “{}”: {what}", set.id))
}

fn points(value: f64) -> String {
    let shown = format_number(value, 2);
    shown
        .trim_end_matches('0')
        .trim_end_matches(',')
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[[set]]\nid = \"s\"\ntitle = \"T\"\nlegal-basis = \"B\"\nfrom = 2015\nscale = 100\n\
                        eligibility = { founded-months = 12, restructured-months = 6 }\n";

    fn band(class: &str, from: f64, below: Option<f64>) -> String {
        let below = below.map_or(String::new(), |below| format!("below = {below:?}\n"));
        format!("[[set.band]]\nclass = \"{class}\"\nlabel = \"{class}\"\nfrom = {from:?}\n{below}")
    }

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

    #[test]
    fn bands_leave_no_gap_and_do_not_overlap() {
        let whole = HEAD.to_string() + &band("a", 50.0, None) + &band("b", 0.0, Some(50.0));
        assert!(Criteria::from_toml(&whole).is_ok());
        let criterion =
            "[[set.criterion]]\nid = \"x\"\nlabel = \"X\"\nkind = \"points\"\nmax = 40\n";
        let condition = "[[set.band.condition]]\nrequires = \"fact\"\nfact = \"dues\"\n";
        for (wrong, why) in [
            (HEAD.to_string(), "không có mức"),
            (
                HEAD.to_string() + &band("a", 60.0, None) + &band("b", 0.0, Some(50.0)),
                "để trống",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, None) + &band("b", 0.0, Some(60.0)),
                "chồng lên nhau",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, None) + &band("b", 0.0, None),
                "chồng lên nhau",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, None) + &band("b", 10.0, Some(50.0)),
                "từ 0 điểm",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, Some(100.0)) + &band("b", 0.0, Some(50.0)),
                "giới hạn trên",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, None) + &band("a", 0.0, Some(50.0)),
                "hai lần",
            ),
            (
                HEAD.to_string() + criterion + &band("a", 0.0, None),
                "cộng lại là 40",
            ),
            (whole.clone() + condition, "thấp hơn"),
            (whole.clone() + &whole, "cùng lúc"),
        ] {
            match Criteria::from_toml(&wrong) {
                Err(CatalogueError::Meaning(text)) => {
                    assert!(text.contains(why), "{text} instead of {why}")
                }
                other => panic!("{why}: {other:?}"),
            }
        }
    }
}
