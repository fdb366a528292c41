//! What reminders say, as data.

use crate::text::{capitalised, fill};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words of a part.
pub(super) type Part = BTreeMap<String, String>;

/// The words of reminders.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) office: String,
    pub(super) unit: Part,
    pub(super) cluster: Part,
    pub(super) states: Part,
    pub(super) sheet: Part,
    pub(super) letter: Part,
}

#[expect(
    clippy::expect_used,
    reason = "the built-in words are checked by a test"
)]
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("nhac-nop.toml")).expect("the words are valid"));

impl Words {
    pub(super) fn get() -> &'static Self {
        &WORDS
    }
}

/// A word of a part; empty where there is none, which tests rule out.
pub(super) fn of(part: &'static Part, key: &str) -> &'static str {
    part.get(key).map_or("", String::as_str)
}

/// A pattern of a part with its places filled. What begins a sentence is written with a capital.
pub(super) fn said(part: &'static Part, key: &str, places: &[(&str, &str)]) -> String {
    capitalised(&fill(of(part, key), places))
}
