//! How much the page shows, and its words: data.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The built-in plan.
const BUILT_IN: &str = include_str!("trang.toml");

/// How much the page shows, and its words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PagePlan {
    /// The period reported on and so many less one before it.
    pub(super) periods_at_most: usize,
    /// Findings that wait, of all units together.
    pub(super) tasks_at_most: usize,
    /// Bytes of pictures.
    pub(super) picture_bytes_at_most: usize,
    /// What the model says.
    pub(super) sentences: Sentences,
    /// What the page itself says.
    pub(super) words: BTreeMap<String, String>,
}

/// Sentences with places to be filled in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Sentences {
    pub(super) title: String,
    pub(super) made: String,
    pub(super) held: String,
    pub(super) left_out: String,
    pub(super) change: String,
    pub(super) founded: String,
    pub(super) dissolved: String,
    pub(super) decision: String,
}

impl PagePlan {
    /// The built-in plan.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in plan.
    #[expect(clippy::expect_used, reason = "the built-in plan is checked by a test")]
    pub fn built_in() -> Self {
        toml::from_str(BUILT_IN).expect("the built-in plan is valid")
    }
}
