//! `thiet-lap.toml` as it is written.

use crate::emulate::{CriteriaSet, RulesChange};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Written {
    /// The office's name.
    pub(super) office: String,
    /// Until when slips are to come back, by period.
    pub(super) slips: WrittenSlips,
    /// How clusters rank and what they may propose.
    pub(super) emulation: RulesChange,
    /// Files with lists of the office's own.
    pub(super) files: WrittenFiles,
    /// Sets of criteria, in place of those built in.
    pub(super) criteria: Option<Vec<CriteriaSet>>,
}

/// What is asked of units whose files are given back.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WrittenSlips {
    /// As the office says it, by period.
    pub(super) deadlines: BTreeMap<String, String>,
}

/// Files beside the settings.
#[derive(Debug, Default, Deserialize)]
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
