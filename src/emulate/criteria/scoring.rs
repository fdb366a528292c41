//! Points as scores, scores as classes: pure, and every step can be shown.

use super::{Band, Condition, CriteriaSet, CriterionKind, Requirement, TOLERANCE};
use crate::location::CellRef;
use std::collections::BTreeMap;

/// Points given on a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// As given; a penalty's as a positive number.
    pub points: f64,
    /// Where they stand.
    pub at: Option<CellRef>,
}

/// What is known of a unit before it is scored.
#[derive(Debug, Clone, Default)]
pub struct ScoreSheet {
    /// Points, by the criterion's key.
    pub given: BTreeMap<String, Given>,
    /// What the office tells of it, by key.
    pub facts: BTreeMap<String, bool>,
}

/// One criterion's part of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreLine {
    /// The criterion's key.
    pub criterion: String,
    /// As given.
    pub given: f64,
    /// What of it counts: capped, and below zero for a penalty.
    pub counted: f64,
    /// Where it stands.
    pub at: Option<CellRef>,
}

/// A unit's score and what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Criterion by criterion, in the set's order.
    pub lines: Vec<ScoreLine>,
    /// Criteria of points that nobody gave any on; with any of them missing there is no total.
    pub missing: Vec<String>,
    /// The sum of what counts, from zero to the scale.
    pub total: Option<f64>,
    /// The class it comes to.
    pub class: Option<Class>,
}

/// The class of a unit, and what it hangs on.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// The class, by points and all conditions that are known.
    pub class: String,
    /// The class by points alone.
    pub by_points: String,
    /// Requirements that were not met and cost a class.
    pub lowered_by: Vec<Requirement>,
    /// Requirements of which nothing is known: the class is open until they are.
    pub open: Vec<Requirement>,
}

impl CriteriaSet {
    /// Scores a unit.
    pub fn score(&self, sheet: &ScoreSheet) -> Score {
        let mut lines = Vec::new();
        let mut missing = Vec::new();
        for criterion in &self.criteria {
            match sheet.given.get(&criterion.id) {
                Some(given) => {
                    let capped = given.points.clamp(0.0, criterion.max);
                    lines.push(ScoreLine {
                        criterion: criterion.id.clone(),
                        given: given.points,
                        counted: if criterion.kind == CriterionKind::Penalty {
                            -capped
                        } else {
                            capped
                        },
                        at: given.at.clone(),
                    });
                }
                None if criterion.kind == CriterionKind::Points => {
                    missing.push(criterion.id.clone())
                }
                None => {}
            }
        }
        let sum: f64 = lines.iter().map(|line| line.counted).sum();
        let total = missing.is_empty().then(|| sum.clamp(0.0, self.scale));
        Score {
            lines,
            missing,
            total,
            class: total.and_then(|total| self.classify(total, sheet)),
        }
    }

    /// The class of a total. `None` for points below zero or not a number.
    ///
    /// A unit that lacks what its band asks for falls to the band that the condition names, whose own conditions then
    /// hold for it.
    pub fn classify(&self, total: f64, sheet: &ScoreSheet) -> Option<Class> {
        let by_points = self
            .bands
            .iter()
            .position(|band| total >= band.from - TOLERANCE)?;
        let mut class = Class {
            class: self.bands[by_points].class.clone(),
            by_points: self.bands[by_points].class.clone(),
            lowered_by: Vec::new(),
            open: Vec::new(),
        };
        let mut place = by_points;
        while let Some(lower) = self.fall(place, &self.bands[place], sheet, &mut class) {
            place = lower;
        }
        class.class = self.bands[place].class.clone();
        Some(class)
    }

    /// The band a unit falls to from one: the lowest that any unmet condition names.
    fn fall(
        &self,
        place: usize,
        band: &Band,
        sheet: &ScoreSheet,
        class: &mut Class,
    ) -> Option<usize> {
        let mut lowest = None;
        for condition in &band.conditions {
            match self.is_met(&condition.requirement, sheet) {
                Some(true) => {}
                Some(false) => {
                    class.lowered_by.push(condition.requirement.clone());
                    lowest = lowest.max(Some(self.below(place, condition)));
                }
                None => class.open.push(condition.requirement.clone()),
            }
        }
        lowest
    }

    fn below(&self, place: usize, condition: &Condition) -> usize {
        let named = condition
            .otherwise
            .as_ref()
            .and_then(|class| self.place(class));
        named.unwrap_or(place + 1).min(self.bands.len() - 1)
    }

    fn is_met(&self, requirement: &Requirement, sheet: &ScoreSheet) -> Option<bool> {
        let given = |id: &str| sheet.given.get(id).map(|given| given.points);
        match requirement {
            Requirement::ShareOfEveryCriterion { at_least } => {
                let scored = self
                    .criteria
                    .iter()
                    .filter(|criterion| criterion.kind == CriterionKind::Points);
                let shares: Vec<Option<bool>> = scored
                    .map(|criterion| {
                        Some(given(&criterion.id)? >= at_least * criterion.max - TOLERANCE)
                    })
                    .collect();
                if shares.contains(&Some(false)) {
                    return Some(false);
                }
                (!shares.is_empty() && !shares.contains(&None)).then_some(true)
            }
            Requirement::PointsOf {
                criterion,
                at_least,
            } => Some(given(criterion)? >= at_least - TOLERANCE),
            Requirement::Fact { fact } => sheet.facts.get(fact).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Criteria;
    use super::*;

    fn sheet(points: &[(&str, f64)], facts: &[(&str, bool)]) -> ScoreSheet {
        let given = |(id, points): &(&str, f64)| {
            (
                id.to_string(),
                Given {
                    points: *points,
                    at: None,
                },
            )
        };
        ScoreSheet {
            given: points.iter().map(given).collect(),
            facts: facts
                .iter()
                .map(|(fact, holds)| (fact.to_string(), *holds))
                .collect(),
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one table of cases")]
    fn points_are_capped_and_added_up() {
        let criteria = Criteria::built_in();
        let set = &criteria.sets[0];
        for (points, total, class) in [
            (
                vec![
                    ("representation", 38.0),
                    ("organisation", 40.0),
                    ("communication", 15.0),
                ],
                Some(93.0),
                Some("excellent"),
            ),
            (
                vec![
                    ("representation", 45.0),
                    ("organisation", 40.0),
                    ("communication", 15.0),
                    ("bonus", 9.0),
                ],
                Some(100.0),
                Some("excellent"),
            ),
            (
                vec![
                    ("representation", 30.0),
                    ("organisation", 35.0),
                    ("communication", 5.0),
                ],
                Some(70.0),
                Some("good"),
            ),
            (
                vec![
                    ("representation", 30.0),
                    ("organisation", 35.0),
                    ("communication", 4.75),
                ],
                Some(69.75),
                Some("completed"),
            ),
            (
                vec![
                    ("representation", -3.0),
                    ("organisation", 0.0),
                    ("communication", 0.0),
                ],
                Some(0.0),
                Some("failed"),
            ),
            (
                vec![("representation", 30.0), ("organisation", 35.0)],
                None,
                None,
            ),
        ] {
            let score = set.score(&sheet(&points, &[]));
            assert_eq!(score.total, total, "{points:?}");
            assert_eq!(
                score.class.map(|class| class.class).as_deref(),
                class,
                "{points:?}"
            );
            assert_eq!(score.missing.is_empty(), total.is_some());
        }
    }

    /// An older scale: strong from 85 with conditions, else fair; a veto to the lowest.
    const OLDER: &str = r#"
        [[set]]
        id = "older"
        title = "Tiêu chí cũ"
        legal-basis = "Văn bản cũ"
        from = 2015
        until = 2018
        scale = 100
        eligibility = { founded-months = 12, restructured-months = 6 }
        criterion = [
            { id = "a", label = "A", kind = "points", max = 60 },
            { id = "b", label = "B", kind = "points", max = 40 },
            { id = "minus", label = "Trừ", kind = "penalty", max = 10 },
        ]
        [[set.band]]
        class = "old_strong"
        label = "Vững mạnh"
        from = 85
        condition = [
            { requires = "share-of-every-criterion", at-least = 0.5 },
            { requires = "points-of", criterion = "a", at-least = 50 },
            { requires = "fact", fact = "no-violation", otherwise = "old_weak" },
        ]
        [[set.band]]
        class = "old_fair"
        label = "Khá"
        from = 70
        below = 85
        [[set.band]]
        class = "old_average"
        label = "Trung bình"
        from = 50
        below = 70
        [[set.band]]
        class = "old_weak"
        label = "Yếu"
        from = 0
        below = 50
    "#;

    #[test]
    fn conditions_lower_a_class_or_leave_it_open() {
        let criteria = Criteria::from_toml(OLDER).expect("valid criteria");
        let set = &criteria.sets[0];
        let fine = [("no-violation", true)];
        for (points, facts, class, n_lowered, n_open) in [
            (
                vec![("a", 55.0), ("b", 35.0)],
                &fine[..],
                "old_strong",
                0,
                0,
            ),
            (vec![("a", 55.0), ("b", 35.0)], &[][..], "old_strong", 0, 1),
            (vec![("a", 48.0), ("b", 40.0)], &fine[..], "old_fair", 1, 0),
            (
                vec![("a", 55.0), ("b", 35.0)],
                &[("no-violation", false)][..],
                "old_weak",
                1,
                0,
            ),
            (
                vec![("a", 55.0), ("b", 35.0), ("minus", 8.0)],
                &fine[..],
                "old_fair",
                0,
                0,
            ),
        ] {
            let score = set.score(&sheet(&points, facts));
            let reached = score.class.expect("a class");
            let seen = (
                reached.class.as_str(),
                reached.lowered_by.len(),
                reached.open.len(),
            );
            assert_eq!(seen, (class, n_lowered, n_open), "{points:?} {facts:?}");
        }
    }

    #[test]
    fn a_bare_total_is_classed_with_its_conditions_open() {
        let criteria = Criteria::from_toml(OLDER).expect("valid criteria");
        let class = criteria.sets[0]
            .classify(90.0, &ScoreSheet::default())
            .expect("a class");
        assert_eq!((class.class.as_str(), class.open.len()), ("old_strong", 3));
        assert_eq!(
            criteria.sets[0].classify(-1.0, &ScoreSheet::default()),
            None
        );
    }

    #[test]
    fn a_score_shows_its_cells() {
        let at = CellRef {
            file: "a.xlsx".into(),
            sheet: "Chấm điểm".into(),
            address: crate::location::CellAddress::new(6, 3),
        };
        let mut points = sheet(&[("organisation", 40.0), ("communication", 15.0)], &[]);
        let given = Given {
            points: 44.0,
            at: Some(at.clone()),
        };
        points.given.insert("representation".to_string(), given);
        let score = Criteria::built_in().sets[0].score(&points);
        let line = &score.lines[0];
        assert_eq!(
            (line.given, line.counted, &line.at),
            (44.0, 40.0, &Some(at))
        );
    }
}
