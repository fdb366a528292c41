//! The words of the catalogues, indexed for recognition.

use super::columns::{ColumnTitles, Title};
use super::labels::{IndicatorLabels, LabelMeaning};
use super::remarks::harmless;
use super::wording::Wording;
use crate::catalogue::{CongressField, Forms, Indicators};
use crate::memo::Memo;
use crate::observation::Comparator;
use crate::quantity;
use crate::text::{self, Abbreviations};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Indexed words. Made once a run and shared by all files.
pub struct Lexicon {
    /// The words of the forms.
    pub forms: Forms,
    /// The indicators.
    pub indicators: Indicators,
    /// Written out on both sides before texts are compared.
    pub abbreviations: Abbreviations,
    pub(super) titles: ColumnTitles,
    pub(super) labels: IndicatorLabels,
    /// What unions call themselves before their employer's name, as match keys, longest first.
    pub(crate) union_name_keys: Vec<String>,
    congress: BTreeMap<String, CongressField>,
    ratings: BTreeMap<String, Arc<str>>,
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

impl Lexicon {
    /// Indexes the catalogues.
    pub fn new(forms: Forms, indicators: Indicators, abbreviations: Abbreviations) -> Self {
        let key = |written: &String| text::match_key(written, &abbreviations);
        let mut union_name_keys: Vec<String> = forms.words.union_names.iter().map(key).collect();
        union_name_keys.sort_by_key(|name| std::cmp::Reverse(name.len()));
        union_name_keys.dedup();
        let congress = forms
            .congresses
            .iter()
            .flat_map(|words| words.labels.iter().map(|label| (key(label), words.field)))
            .collect();
        let ratings = forms
            .ratings
            .iter()
            .flat_map(|words| {
                let category: Arc<str> = words.category.as_str().into();
                words
                    .texts
                    .iter()
                    .map(move |written| (key(written), category.clone()))
            })
            .collect();
        Self {
            titles: ColumnTitles::new(&forms),
            labels: IndicatorLabels::new(&indicators, &forms, &abbreviations),
            union_name_keys,
            congress,
            ratings,
            known_wordings: Memo::new(),
            known_unit_keys: Memo::new(),
            known_to_name_nobody: Memo::new(),
            known_to_name_a_union_alone: Memo::new(),
            known_names_without_tails: Memo::new(),
            known_cluster_keys: Memo::new(),
            forms,
            indicators,
            abbreviations,
        }
    }

    /// The built-in catalogues.
    pub fn built_in() -> Self {
        Self::new(
            Forms::built_in(),
            Indicators::built_in(),
            Abbreviations::built_in(),
        )
    }

    /// The official label of an indicator; its code where the catalogue does not know it.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.labels.label(code)
    }

    /// The category that a rating's text means.
    pub fn rating(&self, written: &str) -> Option<Arc<str>> {
        let key = self.match_key(written);
        let prefixes = self.forms.words.rating_prefixes.iter();
        self.ratings
            .get(&key)
            .or_else(|| {
                prefixes
                    .filter_map(|prefix| key.strip_prefix(prefix.as_str())?.strip_prefix(' '))
                    .find_map(|rest| self.ratings.get(rest))
            })
            .cloned()
    }

    /// The category that was pledged, and how the one reached is held against it. A ceiling is none that anybody pledges.
    pub fn pledged_rating(&self, written: &str) -> Option<(Arc<str>, Comparator)> {
        if let Some(category) = self.rating(written) {
            return Some((category, Comparator::AtLeast));
        }
        let (rest, comparator) = quantity::read_bound(written)?;
        let category = self.rating(&rest)?;
        (comparator != Comparator::AtMost).then_some((category, comparator))
    }

    /// How many classes a rating is below another of the same scale; below zero where it is better. `None` where they
    /// are of different scales, which are never equated.
    pub fn classes_below(&self, reached: &str, pledged: &str) -> Option<i32> {
        let ratings = &self.forms.ratings;
        let place = |category: &str| ratings.iter().position(|known| known.category == category);
        let (reached, pledged) = (place(reached)?, place(pledged)?);
        (ratings[reached].scale == ratings[pledged].scale)
            .then_some(reached as i32 - pledged as i32)
    }

    /// The congress field that a row's match key means.
    pub(super) fn congress_field(&self, key: &str) -> Option<CongressField> {
        self.congress.get(key).copied()
    }

    /// What a text of a cell says, as it is stored.
    pub(super) fn wording(&self, stored: &str) -> Cow<'_, Box<Wording>> {
        self.known_wordings
            .get(stored, || Box::new(Wording::new(stored)))
    }

    /// A text's match key.
    pub(crate) fn match_key(&self, written: &str) -> String {
        text::match_key(written, &self.abbreviations)
    }

    /// What a column's title means, its wider titles above it included.
    pub(super) fn column_meaning(&self, title: &Title) -> LabelMeaning {
        let (key, above) = self.column_keys(title);
        let under = |above: &String| self.labels.meaning_under(above, &key);
        let is_known = |meaning: &LabelMeaning| !matches!(meaning, LabelMeaning::Unknown(_));
        let known = above.iter().map(under).find(is_known);
        known.unwrap_or_else(|| self.labels.meaning(&key))
    }

    /// Whether a column's title that means something does so in spite of a slip of the finger.
    pub(super) fn column_has_slip(&self, title: &Title) -> bool {
        match self.column_keys(title) {
            (key, above) if above.is_empty() => self.labels.has_slip(&key),
            (key, above) => {
                let mut above = above.iter();
                above.all(|above| self.labels.has_slip_under(above, &key))
            }
        }
    }

    /// The match keys of a column's title and of the wider titles above it, the nearest first.
    fn column_keys(&self, title: &Title) -> (String, Vec<String>) {
        let above = title.written.rsplit(" › ").skip(1);
        let key = |above: &str| self.key_of_title(&self.wording(above).title(self).title);
        (self.key_of_title(title), above.map(key).collect())
    }

    /// The match key of a title, with what stands in its parentheses where that may make it another.
    fn key_of_title(&self, title: &Title) -> String {
        let words = &self.forms.words;
        let remarks = title.remarks.iter();
        let mut telling = remarks.filter(|remark| harmless(remark, words).is_none());
        match telling.next() {
            None => self.match_key(&title.key),
            Some(first) => {
                let rest: String = telling.map(|remark| format!(" {remark}")).collect();
                self.match_key(&format!("{} {first}{rest}", title.key))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_are_pledged_as_floors() {
        let lexicon = Lexicon::built_in();
        for (written, pledged) in [
            (
                "Hoàn thành tốt nhiệm vụ",
                Some(("good", Comparator::AtLeast)),
            ),
            ("HTTNV trở lên", Some(("good", Comparator::AtLeast))),
            (
                "từ hoàn thành tốt nhiệm vụ trở lên",
                Some(("good", Comparator::AtLeast)),
            ),
            (
                "Phấn đấu đạt hoàn thành xuất sắc nhiệm vụ",
                Some(("excellent", Comparator::AtLeast)),
            ),
            (
                "Xếp loại: Hoàn thành xuất sắc nhiệm vụ",
                Some(("excellent", Comparator::AtLeast)),
            ),
            (
                "CĐCS xếp loại khá trở lên",
                Some(("old_fair", Comparator::AtLeast)),
            ),
            (
                "Không hoàn thành nhiệm vụ",
                Some(("failed", Comparator::AtLeast)),
            ),
            (
                "Hoan thanh tot nhiem vu",
                Some(("good", Comparator::AtLeast)),
            ),
            ("không quá hoàn thành nhiệm vụ", None),
            ("gần hoàn thành tốt nhiệm vụ", None),
            ("90% trở lên", None),
            ("hoàn thành tốt hoặc xuất sắc", None),
            ("", None),
        ] {
            let read = lexicon.pledged_rating(written);
            let read = read.as_ref().map(|(category, how)| (&**category, *how));
            assert_eq!(read, pledged, "{written}");
        }
    }

    #[test]
    fn classes_are_compared_within_their_scale() {
        let lexicon = Lexicon::built_in();
        for (reached, pledged, below) in [
            ("good", "good", Some(0)),
            ("excellent", "good", Some(-1)),
            ("failed", "good", Some(2)),
            ("old_fair", "old_strong", Some(1)),
            ("old_strong", "good", None),
            ("good", "unheard_of", None),
        ] {
            assert_eq!(
                lexicon.classes_below(reached, pledged),
                below,
                "{reached} {pledged}"
            );
        }
    }
}
