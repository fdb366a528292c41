//! What is said before the conference, and in which words: data.

use super::Subject;
#[cfg(test)]
use crate::catalogue::Indicators;
use serde::Deserialize;

/// The built-in plan.
const BUILT_IN: &str = include_str!("hoi-nghi.toml");

/// What is put before the conference, in its order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::report) struct ConferencePlan {
    /// Codes of the largest figures, the most wanted first.
    pub(super) headlines: Vec<String>,
    pub(super) headlines_at_most: usize,
    /// How many units a sentence names.
    pub(super) named_at_most: usize,
    /// Beside charts, a table of fewer figures has no slide.
    pub(super) figures_on_slide_at_least: usize,
    /// How names of clusters begin, and how tables write that shorter.
    pub(super) shorten_clusters: Vec<(String, String)>,
    pub(super) words: Words,
    #[serde(rename = "chapter")]
    pub(super) chapters: Vec<PlannedChapter>,
}

/// A subject and what is shown of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PlannedChapter {
    pub(super) subject: Subject,
    pub(super) title: String,
    /// Codes of its indicators.
    pub(super) indicators: Vec<String>,
    /// Names of its charts, as in the plan of charts.
    pub(super) charts: Vec<String>,
    /// Those of them that have no slide.
    #[serde(default)]
    pub(super) charts_off_slides: Vec<String>,
    /// With a slide of one of these charts, the table of units says nothing more.
    #[serde(default)]
    pub(super) units_shown_by: Vec<String>,
}

/// The words, with places to be filled in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    pub(super) province: String,
    pub(super) figures: String,
    pub(super) figures_of: String,
    pub(super) figures_said: String,
    pub(super) sentence: String,
    pub(super) sentence_change: String,
    pub(super) up: String,
    pub(super) down: String,
    pub(super) same: String,
    pub(super) points: String,
    pub(super) doubt_coverage: String,
    pub(super) doubt_errors: String,
    pub(super) source: String,
    pub(super) source_pledges: String,
    pub(super) source_ratings: String,
    pub(super) source_ranking: String,
    pub(super) source_awards: String,
    pub(super) source_heads: String,
    pub(super) source_returns: String,
    pub(super) pledges: String,
    pub(super) pledges_neutral: String,
    pub(super) pledges_open: String,
    pub(super) ranking: String,
    pub(super) ranking_ties: String,
    pub(super) awards: String,
    pub(super) awards_by_rank: String,
    pub(super) awards_note: String,
    pub(super) awards_giver: String,
    pub(super) contested: String,
    pub(super) contested_note: String,
    pub(super) other_periods: String,
    pub(super) ratings: String,
    pub(super) next: String,
    pub(super) next_none: String,
    pub(super) next_open: Vec<String>,
    pub(super) heads: String,
    pub(super) missing: String,
    pub(super) missing_more: String,
    pub(super) held: String,
    pub(super) unusable: String,
    pub(super) unmet: String,
    pub(super) shortcomings: String,
    pub(super) shortcomings_of: String,
    pub(super) shortcomings_none: String,
    pub(super) shortcomings_open: Vec<String>,
}

impl ConferencePlan {
    /// The built-in plan.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in plan.
    #[expect(clippy::expect_used, reason = "the built-in plan is checked by a test")]
    pub(in crate::report) fn built_in() -> Self {
        toml::from_str(BUILT_IN).expect("the built-in plan is valid")
    }

    /// A cluster's name as tables and titles have room for it.
    pub(super) fn short_cluster(&self, name: &str) -> String {
        let mut shorter = self.shorten_clusters.iter().filter_map(|(long, short)| {
            let rest = name.strip_prefix(long.as_str())?;
            Some(format!("{short}{rest}"))
        });
        shorter.next().unwrap_or_else(|| name.to_owned())
    }

    /// Codes that the catalogue does not have.
    #[cfg(test)]
    fn unknown_codes(&self, indicators: &Indicators) -> Vec<&str> {
        let of_chapters = self.chapters.iter().flat_map(|chapter| &chapter.indicators);
        let codes = self.headlines.iter().chain(of_chapters);
        codes
            .filter(|code| indicators.get(code).is_none())
            .map(String::as_str)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::ChartPlan;

    #[test]
    fn the_built_in_plan_names_indicators_and_charts_that_exist_and_each_once() {
        let plan = ConferencePlan::built_in();
        assert_eq!(plan.unknown_codes(&Indicators::built_in()), [""; 0]);
        let charts = ChartPlan::built_in();
        // Tables and pictures write clusters alike.
        for (long, short) in &plan.shorten_clusters {
            assert_eq!(charts.short_name(&format!("{long}7")), format!("{short}7"));
        }
        let known: Vec<&str> = charts.slugs().collect();
        let mut named: Vec<&String> = plan.chapters.iter().flat_map(|it| &it.charts).collect();
        assert!(named.iter().all(|slug| known.contains(&slug.as_str())));
        named.sort_unstable();
        let all = named.len();
        named.dedup();
        assert_eq!(named.len(), all);
        let subjects: Vec<Subject> = plan.chapters.iter().map(|it| it.subject).collect();
        let mut once = subjects.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), subjects.len());
    }
}
