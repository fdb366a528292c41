//! The form and its words, as data.

use crate::catalogue::IndicatorKind;
use serde::Deserialize;
use std::sync::LazyLock;

/// The form that is handed out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Form {
    form: String,
    version: u32,
    pub(crate) sheet: String,
    pub(crate) name: String,
    pub(crate) title: String,
    unit: String,
    pub(crate) how: String,
    deadline: String,
    pub(crate) filled: String,
    pub(crate) to_mend: String,
    asked: String,
    pub(crate) in_doubt: String,
    pub(crate) own_heading: String,
    pub(crate) signed: Vec<String>,
    pub(crate) columns: Columns,
    count: Prompt,
    money: Prompt,
    percent: Prompt,
    score: Prompt,
    category: Prompt,
    #[serde(rename = "row")]
    pub(crate) rows: Vec<FormRow>,
}

/// The titles of its columns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Columns {
    pub(crate) number: String,
    pub(crate) label: String,
    pub(crate) unit: String,
    pub(crate) figure: String,
    before: String,
    pub(crate) note: String,
}

/// What is said at a cell to be filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prompt {
    pub(crate) title: String,
    hint: String,
    refused: String,
}

/// A row of the form.
#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(crate) enum FormRow {
    Heading { heading: String },
    Indicator { indicator: String },
}

#[expect(clippy::expect_used, reason = "the built-in form is checked by a test")]
static FORM: LazyLock<Form> =
    LazyLock::new(|| toml::from_str(include_str!("bieu-mau.toml")).expect("the form is valid"));

impl Form {
    /// The form.
    pub(crate) fn get() -> &'static Self {
        &FORM
    }

    /// Which form it is, as a template says it.
    pub(crate) fn code(&self) -> String {
        format!("{};{}", self.form, self.version)
    }

    pub(crate) fn unit(&self, unit: &str) -> String {
        self.unit.replace("{unit}", unit)
    }

    pub(crate) fn deadline(&self, deadline: &str) -> String {
        self.deadline.replace("{deadline}", deadline)
    }

    pub(crate) fn asked(&self, asked: usize) -> String {
        self.asked.replace("{asked}", &asked.to_string())
    }

    /// What is said at a cell of an indicator.
    pub(crate) fn prompt(&self, kind: IndicatorKind) -> &Prompt {
        match kind {
            IndicatorKind::Count => &self.count,
            IndicatorKind::Money => &self.money,
            IndicatorKind::Percent => &self.percent,
            IndicatorKind::Score => &self.score,
            IndicatorKind::Category => &self.category,
        }
    }
}

impl Columns {
    pub(crate) fn before(&self, period: &str) -> String {
        self.before.replace("{period}", period)
    }
}

impl Prompt {
    pub(crate) fn hint(&self, unit: &str) -> String {
        self.hint.replace("{unit}", unit)
    }

    pub(crate) fn refused(&self, unit: &str) -> String {
        self.refused.replace("{unit}", unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Aggregation, Indicators};
    use std::collections::BTreeSet;

    #[test]
    fn the_form_asks_for_indicators_of_the_catalogue_once_each() {
        let indicators = Indicators::built_in();
        let mut asked = BTreeSet::new();
        for row in &Form::get().rows {
            if let FormRow::Indicator { indicator } = row {
                let known = indicators.get(indicator).expect("an indicator");
                assert!(!matches!(known.aggregation, Aggregation::Ratio { .. }));
                assert!(asked.insert(indicator), "{indicator} stands twice");
            }
        }
        assert!(asked.len() > 30);
    }

    #[test]
    fn excel_takes_what_is_said_at_cells() {
        const LONGEST_UNIT: &str = "sáng kiến, giải pháp";
        let length = |text: &str| text.chars().count();
        let kinds = [
            IndicatorKind::Count,
            IndicatorKind::Money,
            IndicatorKind::Percent,
            IndicatorKind::Score,
            IndicatorKind::Category,
        ];
        for kind in kinds {
            let prompt = Form::get().prompt(kind);
            assert!(length(&prompt.title) <= 32, "{prompt:?}");
            assert!(length(&prompt.hint(LONGEST_UNIT)) <= 255, "{prompt:?}");
            assert!(length(&prompt.refused(LONGEST_UNIT)) <= 255, "{prompt:?}");
        }
    }
}
