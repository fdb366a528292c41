//! What the catalogues know, with what was found out by it once and is asked again.

use super::Knowledge;
use super::wording::Wording;
use crate::catalogue::{Awards, Concepts, Forms, Indicators};
use crate::memo::Memo;
use crate::text::Abbreviations;
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// Indexed words. Made once a run and shared by all files.
pub struct Lexicon {
    knowledge: Knowledge,
    /// By the text as it is stored.
    known_wordings: Memo<Box<Wording>>,
    /// Names of units and clusters as they are compared, by the name as it stands.
    pub(crate) known_unit_keys: Memo<Arc<str>>,
    /// Whether lines around a table tell of something else than a body.
    pub(crate) known_to_name_nobody: Memo<bool>,
    /// Whether names are only what unions are called.
    pub(crate) known_to_name_a_union_alone: Memo<bool>,
    /// Names without what people write behind them, where they write anything.
    pub(crate) known_names_without_tails: Memo<Option<String>>,
    pub(crate) known_cluster_keys: Memo<Arc<str>>,
}

impl Deref for Lexicon {
    type Target = Knowledge;

    fn deref(&self) -> &Knowledge {
        &self.knowledge
    }
}

impl Lexicon {
    /// Indexes the catalogues.
    pub fn new(
        forms: Forms,
        indicators: Indicators,
        concepts: &Concepts,
        abbreviations: Abbreviations,
        awards: Awards,
    ) -> Self {
        Self {
            knowledge: Knowledge::new(forms, indicators, concepts, abbreviations, awards),
            known_wordings: Memo::new(),
            known_unit_keys: Memo::new(),
            known_to_name_nobody: Memo::new(),
            known_to_name_a_union_alone: Memo::new(),
            known_names_without_tails: Memo::new(),
            known_cluster_keys: Memo::new(),
        }
    }

    /// The built-in catalogues.
    pub fn built_in() -> Self {
        Self::new(
            Forms::built_in(),
            Indicators::built_in(),
            &Concepts::built_in(),
            Abbreviations::built_in(),
            Awards::built_in(),
        )
    }

    /// What a text of a cell says, as it is stored.
    pub(super) fn wording(&self, stored: &str) -> Cow<'_, Box<Wording>> {
        self.known_wordings
            .get(stored, || Box::new(Wording::new(stored)))
    }
}
