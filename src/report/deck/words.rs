//! The words of slides: data.

use crate::text::fill;
use serde::Deserialize;
use std::fmt::Display;

const BUILT_IN: &str = include_str!("tong-ket.toml");

/// The words, with places to be filled in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DeckWords {
    pub(super) title: String,
    pub(super) title_of: String,
    pub(super) place_and_day: String,
    pub(super) day: String,
    pub(super) figures: String,
    pub(super) figures_one: String,
    pub(super) coverage: String,
    pub(super) footer: String,
    pub(super) continued: String,
    pub(super) more_remarks: String,
    /// Above what people are to say.
    pub open: String,
    pub(super) message: String,
    pub(super) figure: String,
    pub(super) remark: String,
    pub(super) source: String,
    pub(super) way: String,
    pub(super) cell: String,
    pub(super) of_row: String,
    /// What letters in the colour of doubt say.
    pub marked: String,
    pub(super) returns: String,
}

impl DeckWords {
    /// The built-in words.
    ///
    /// # Panics
    /// Never in a released program: a test reads them.
    #[expect(clippy::expect_used, reason = "the built-in words are read by a test")]
    pub fn built_in() -> Self {
        toml::from_str(BUILT_IN).expect("the built-in words are valid")
    }

    /// How many remarks only the speaker's notes hold.
    pub fn more_remarks(&self, count: usize) -> String {
        fill(&self.more_remarks, &[("count", &count)])
    }

    /// The title of a slide that goes on with what does not fit on the one before.
    pub fn continued(&self, title: &str, page: usize, pages: usize) -> String {
        let filling: [(&str, &dyn Display); 3] =
            [("title", &title), ("page", &page), ("pages", &pages)];
        fill(&self.continued, &filling)
    }
}
