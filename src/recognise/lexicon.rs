//! What the catalogues know, with what was found out by it once and is asked again.

use super::Knowledge;
use super::labels::LabelMeaning;
use super::row_label::RowLabel;
use super::titles::RoledTitle;
use super::wording::Wording;
use crate::catalogue::{Awards, Concepts, Forms, Indicators};
use crate::memo::Memo;
use crate::register::wordbook::{Entry, WordKind};
use crate::text::{self, Abbreviations, LegacyEncoding, LegacyWords};
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// So many meanings of a word are proposed.
const MOST_NEAR: usize = 5;

/// Indexed words. Made once a run and shared by all files.
#[derive(Clone)]
pub struct Lexicon {
    knowledge: Knowledge,
    /// By the text as it is stored.
    known_wordings: Memo<Box<Wording>>,
    /// Texts of each legacy encoding, decoded, by the text as it is stored.
    known_decoded: [Memo<Box<str>>; 2],
    /// What words say of those encodings.
    pub(super) legacy_words: LegacyWords,
    /// Names of units and clusters as they are compared, by the name as it stands.
    pub(crate) known_unit_keys: Memo<Arc<str>>,
    /// Whether lines around a table tell of something else than a body.
    pub(crate) known_to_name_nobody: Memo<bool>,
    /// Whether names are only what unions are called.
    pub(crate) known_to_name_a_union_alone: Memo<bool>,
    /// Names without what people write behind them, where they write anything.
    pub(crate) known_names_without_tails: Memo<Option<String>>,
    pub(crate) known_cluster_keys: Memo<Arc<str>>,
    /// Names of files without what tells versions apart, by the name as it stands.
    pub(crate) known_base_names: Memo<Box<str>>,
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
            known_decoded: [Memo::new(), Memo::new()],
            legacy_words: LegacyWords::new(),
            known_unit_keys: Memo::new(),
            known_to_name_nobody: Memo::new(),
            known_to_name_a_union_alone: Memo::new(),
            known_names_without_tails: Memo::new(),
            known_cluster_keys: Memo::new(),
            known_base_names: Memo::new(),
        }
    }

    /// The same words, and what the office has decided that labels and titles mean.
    #[must_use]
    pub fn with_words<'e>(&self, entries: impl Iterator<Item = &'e Arc<Entry>>) -> Self {
        let mut with = self.clone();
        for entry in entries {
            match entry.kind {
                WordKind::Label => {
                    let key = self.key_of_label(&entry.written);
                    with.knowledge.labels.decide(key, entry);
                }
                WordKind::Column => {
                    let path = self.key_of_path(&entry.written);
                    with.knowledge.decide_title(path, entry);
                }
                WordKind::Unit | WordKind::Cluster => {}
            }
        }
        with
    }

    /// The same words, and the names of a register's units.
    #[must_use]
    pub fn with_units<'n>(&self, names: impl Iterator<Item = &'n str>) -> Self {
        let mut with = self.clone();
        with.knowledge.learn_units(names);
        with
    }

    /// Why a decision about a label cannot be made once for all: what it means depends on the row above it.
    pub fn refuses(&self, entry: &Entry) -> Option<&'static str> {
        let key = self.key_of_label(&entry.written);
        let is_part = || matches!(self.labels.meaning(&key), LabelMeaning::PartOfAbove(_));
        (entry.kind == WordKind::Label && is_part())
            .then_some("nội dung này có nghĩa theo dòng đứng trên nó nên không đặt một nghĩa chung được; ghi rõ hơn trên biểu")
    }

    /// The match key of a row's label.
    fn key_of_label(&self, written: &str) -> String {
        RowLabel::parse(written, self).key
    }

    /// What the office has decided about a row's label.
    pub(super) fn decided_label(&self, written: &str) -> Option<&Arc<Entry>> {
        self.labels.decided(&self.wording(written).label(self).key)
    }

    /// The match keys of titles as the office writes them, one above the other parted by `›`.
    fn key_of_path(&self, written: &str) -> String {
        let mut parts = written.split('›').map(str::trim);
        let first = RoledTitle::parse(parts.next().unwrap_or_default(), self);
        let title = parts.fold(first, |above, part| {
            RoledTitle::parse(part, self).under(&above, self)
        });
        self.key_of_titles(&title.title)
    }

    /// The full labels of the indicators nearest to a label that means none, the most alike first; and whether the first
    /// is near enough to be proposed.
    pub fn nearest_labels(&self, written: &str) -> (Vec<String>, bool) {
        /// What shares fewer of its words is another thing.
        const LEAST_SHARED: f64 = 0.34;
        /// What is proposed shares at least as many.
        const LEAST_PROPOSED: f64 = 0.5;
        let key = self.key_of_label(written);
        let named: Vec<Arc<str>> = match self.labels.meaning(&key) {
            LabelMeaning::Unknown(names) => names
                .iter()
                .flat_map(|name| self.indicators.called(name))
                .collect(),
            LabelMeaning::Ambiguous(codes) => codes,
            LabelMeaning::Indicator(code) => vec![code],
            LabelMeaning::PartOfAbove(parts) => parts.into_values().collect(),
        };
        let mut near: Vec<(f64, &Arc<str>)> = Vec::new();
        for indicator in self.indicators.iter() {
            let labels = std::iter::once(&indicator.label).chain(&indicator.other_labels);
            let keys: Vec<String> = labels.map(|label| self.match_key(label)).collect();
            let likeness = self.labels.likeness(&key, keys.iter().map(String::as_str));
            if likeness >= LEAST_SHARED || named.contains(&indicator.code) {
                near.push((likeness, &indicator.code));
            }
        }
        near.sort_by(|one, other| other.0.total_cmp(&one.0));
        near.truncate(MOST_NEAR);
        let is_near = near.first().is_some_and(|(it, _)| *it >= LEAST_PROPOSED);
        let labels = near
            .iter()
            .map(|(_, code)| self.indicators.full_label(code));
        (labels.collect(), is_near)
    }

    /// The built-in catalogues.
    pub fn built_in() -> Self {
        Self::new(
            Forms::built_in(),
            Indicators::built_in(),
            Concepts::built_in_ref(),
            Abbreviations::built_in(),
            Awards::built_in(),
        )
    }

    /// What a text of a cell says, as it is stored.
    pub(super) fn wording(&self, stored: &str) -> Cow<'_, Box<Wording>> {
        self.known_wordings
            .get(stored, || Box::new(Wording::new(stored)))
    }

    /// The same of a text in a legacy encoding.
    pub(super) fn decoded_wording(
        &self,
        encoding: LegacyEncoding,
        stored: &str,
    ) -> Cow<'_, Box<Wording>> {
        let decoded = match encoding {
            LegacyEncoding::Tcvn3 => &self.known_decoded[0],
            LegacyEncoding::Vni => &self.known_decoded[1],
        };
        self.wording(&decoded.get(stored, || text::decode_legacy(encoding, stored).into()))
    }
}
