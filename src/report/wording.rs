//! How stable keys are said to a reader, as data.

use crate::register::ChangeKind;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The built-in wording.
const BUILT_IN: &str = include_str!("wording.toml");

/// A list of keys and how they are said.
pub(super) type Words = BTreeMap<String, String>;

/// How stable keys are said to a reader.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Wording {
    pub(super) advice: Vec<String>,
    pub(super) category_order: Vec<String>,
    #[serde(rename = "scale")]
    pub(super) scales: Vec<Scale>,
    pub(super) categories: Words,
    pub(super) short_categories: Words,
    pub(super) severities: Words,
    pub(super) measures: Words,
    pub(super) submissions: Words,
    pub(super) forms: Words,
    pub(super) standings: Words,
    pub(super) changes: Words,
    pub(super) cells: Words,
}

/// A scale of ratings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scale {
    pub(super) title: String,
    pub(super) categories: Vec<String>,
}

impl Wording {
    /// The built-in wording.
    #[expect(
        clippy::expect_used,
        reason = "the built-in wording is checked by a test"
    )]
    pub(super) fn built_in() -> Self {
        toml::from_str(BUILT_IN).expect("the built-in wording is valid")
    }

    /// How a change of structure is said.
    pub(super) fn change(&self, kind: ChangeKind) -> &str {
        say(
            &self.changes,
            match kind {
                ChangeKind::Founded => "founded",
                ChangeKind::Renamed => "renamed",
                ChangeKind::Merged => "merged",
                ChangeKind::Split => "split",
                ChangeKind::MovedCluster => "moved-cluster",
                ChangeKind::Transferred => "transferred",
                ChangeKind::Dissolved => "dissolved",
            },
        )
    }
}

impl Wording {
    /// Where a category stands in the order of the wording; unknown ones come last.
    pub(super) fn category_rank(&self, key: &str) -> usize {
        self.category_order
            .iter()
            .position(|known| known == key)
            .unwrap_or(usize::MAX)
    }
}

/// How a key is said; the key itself where nobody has said how.
pub(super) fn say<'a>(words: &'a Words, key: &'a str) -> &'a str {
    words.get(key).map_or(key, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::observation::{FormKind, Measure, SubmissionStatus};

    #[test]
    fn every_key_of_the_domain_is_said_in_words() {
        let wording = Wording::built_in();
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            assert!(wording.severities.contains_key(severity.key()));
        }
        for measure in [Measure::Actual, Measure::Target] {
            assert!(wording.measures.contains_key(measure.key()));
        }
        for status in [
            SubmissionStatus::Accepted,
            SubmissionStatus::Superseded,
            SubmissionStatus::Duplicate,
            SubmissionStatus::Held,
            SubmissionStatus::Rejected,
            SubmissionStatus::Ignored,
        ] {
            assert!(wording.submissions.contains_key(status.key()));
        }
        for form in FormKind::ALL {
            assert!(wording.forms.contains_key(form.key()));
        }
        assert!(
            wording
                .categories
                .keys()
                .eq(wording.short_categories.keys())
        );
        assert_eq!(wording.change(ChangeKind::Merged), "Sáp nhập");
        assert_eq!(say(&wording.categories, "unheard-of"), "unheard-of");
    }
}
