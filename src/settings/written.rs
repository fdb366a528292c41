//! `thiet-lap.toml` as it is written.

use super::sheets::OwnSettings;
use crate::emulate::{CriteriaSet, RulesChange};
use crate::report::Papers;
use crate::text;
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::PathBuf;

/// The whole file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Written {
    /// The office's name.
    pub(super) office: String,
    /// What stands around papers that are signed.
    pub(super) papers: Papers,
    /// How clusters rank and what they may propose.
    pub(super) emulation: RulesChange,
    /// Files with lists of the office's own.
    pub(super) files: WrittenFiles,
    /// Sets of criteria, in place of those built in.
    pub(super) criteria: Option<Vec<CriteriaSet>>,
}

impl Written {
    /// Sets what the register's workbook says over what is set here. Returns the office's name, and what a person should
    /// know: where both speak of the same, the workbook wins.
    pub(super) fn take_over(&mut self, own: &OwnSettings, workbook: &str) -> (String, Vec<String>) {
        let of_file = text::clean(&self.office);
        let mut both = Vec::new();
        if own.office.is_some() && !of_file.is_empty() {
            both.push("tên cơ quan");
        }
        both.extend(self.emulation.take_over(
            own.scores.clone(),
            own.tie_breakers.clone(),
            own.quotas.clone(),
        ));
        let note = format!(
            "{} ghi ở cả {workbook} và tệp thiết lập; dùng theo {workbook}",
            both.join(", ")
        );
        let notes = (!both.is_empty()).then_some(note);
        (
            own.office.clone().unwrap_or(of_file),
            notes.into_iter().collect(),
        )
    }
}

/// Files beside the settings.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WrittenFiles {
    /// In place of what they name.
    pub(super) report_plan: Option<PathBuf>,
    pub(super) chart_plan: Option<PathBuf>,
    pub(super) thresholds: Option<PathBuf>,
    /// In addition to what is built in.
    pub(super) indicators: Option<PathBuf>,
    pub(super) concepts: Option<PathBuf>,
    pub(super) forms: Option<PathBuf>,
    pub(super) abbreviations: Option<PathBuf>,
}

impl WrittenFiles {
    /// All that are named, in a fixed order.
    pub(super) fn all(&self) -> impl Iterator<Item = &PathBuf> {
        let named = [
            &self.report_plan,
            &self.chart_plan,
            &self.thresholds,
            &self.indicators,
            &self.concepts,
            &self.forms,
            &self.abbreviations,
        ];
        named.into_iter().flatten()
    }
}
