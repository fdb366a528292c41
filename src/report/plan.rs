//! What the report shows and how much of it, as data.

use crate::catalogue::{CatalogueError, Indicators, layers};
use serde::Deserialize;

/// The built-in plan.
const BUILT_IN: &str = include_str!("plan.toml");

/// What the report shows and how much of it.
#[derive(Debug, Clone)]
pub struct ReportPlan {
    /// Codes of the indicators of the overview, in their order.
    pub key_indicators: Vec<String>,
    /// Slugs of the charts that the overview shows, in their order of preference.
    pub overview_charts: Vec<String>,
    /// How many of them it shows.
    pub overview_charts_at_most: usize,
    /// From this many dong on a sheet shows amounts in millions.
    pub money_in_millions_from: f64,
    /// How many figures the sheet of sources lists.
    pub source_rows_at_most: usize,
    /// How many findings each of their two sheets lists.
    pub finding_rows_at_most: usize,
    /// How many links a sheet takes.
    pub links_at_most: usize,
    /// How many notes a sheet takes before it does without those on converted figures.
    pub notes_at_most: usize,
    /// The part of the expected units below which coverage stands out and nothing is claimed.
    pub coverage_at_least: f64,
    /// How many columns of clusters a printed page takes.
    pub columns_on_a_page: u16,
    /// How many columns of indicators of the sheet of units are printed.
    pub unit_columns_on_a_page: u16,
}

impl ReportPlan {
    /// The built-in plan.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in plan.
    #[expect(clippy::expect_used, reason = "the built-in plan is checked by a test")]
    pub fn built_in() -> Self {
        Self::from_toml(BUILT_IN).expect("the built-in plan is valid")
    }

    /// Reads a plan from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML or a limit is zero.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        Self::from_written(toml::from_str(text)?)
    }

    /// The built-in plan, but for what the office sets.
    ///
    /// # Errors
    /// As of [`ReportPlan::from_toml`].
    pub fn changed_by(own: toml::Table) -> Result<Self, CatalogueError> {
        Self::from_written(layers::replaced(BUILT_IN, own)?.try_into()?)
    }

    /// Says which key indicator the catalogue does not have.
    ///
    /// # Errors
    /// Where there is one.
    pub fn check_against(&self, indicators: &Indicators) -> Result<(), CatalogueError> {
        let mut codes = self.key_indicators.iter();
        match codes.find(|code| indicators.get(code).is_none()) {
            Some(code) => Err(CatalogueError::Meaning(format!(
                "“key-indicators”: chỉ tiêu “{code}” không có trong danh mục"
            ))),
            None => Ok(()),
        }
    }

    fn from_written(written: PlanToml) -> Result<Self, CatalogueError> {
        if written
            .columns_on_a_page
            .min(written.unit_columns_on_a_page)
            == 0
        {
            return Err(CatalogueError::Meaning(
                "“columns-on-a-page” và “unit-columns-on-a-page” phải lớn hơn 0".to_owned(),
            ));
        }
        Ok(Self {
            key_indicators: written.key_indicators,
            overview_charts: written.overview_charts,
            overview_charts_at_most: written.overview_charts_at_most,
            money_in_millions_from: written.money_in_millions_from,
            source_rows_at_most: written.source_rows_at_most,
            finding_rows_at_most: written.finding_rows_at_most,
            links_at_most: written.links_at_most,
            notes_at_most: written.notes_at_most,
            coverage_at_least: written.coverage_at_least,
            columns_on_a_page: written.columns_on_a_page,
            unit_columns_on_a_page: written.unit_columns_on_a_page,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PlanToml {
    key_indicators: Vec<String>,
    overview_charts: Vec<String>,
    overview_charts_at_most: usize,
    money_in_millions_from: f64,
    source_rows_at_most: usize,
    finding_rows_at_most: usize,
    links_at_most: usize,
    notes_at_most: usize,
    coverage_at_least: f64,
    columns_on_a_page: u16,
    unit_columns_on_a_page: u16,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_plan_names_indicators_that_exist_and_keeps_to_the_limits_of_excel() {
        let plan = ReportPlan::built_in();
        plan.check_against(&Indicators::built_in())
            .expect("all are there");
        assert!(plan.source_rows_at_most < 1_048_000);
        assert!(plan.links_at_most <= 65_530);
    }

    #[test]
    fn a_plan_with_an_unknown_key_is_refused() {
        assert!(ReportPlan::from_toml("key-indicator = []").is_err());
    }
}
