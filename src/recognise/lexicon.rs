//! The words of the catalogues, indexed for recognition.

use super::columns::{ColumnTitles, RoledTitle, Title};
use super::labels::{IndicatorLabels, LabelMeaning, contradicts};
use super::remarks::harmless;
use super::row_label::RowLabel;
use super::wording::Wording;
use crate::catalogue::{
    Awards, ColumnRole, Concepts, CongressField, Forms, IndicatorKind, Indicators,
};
use crate::memo::Memo;
use crate::observation::Comparator;
use crate::quantity::{self, Dimension};
use crate::read::CellContent;
use crate::register::wordbook::{Entry, Meaning, WordKind};
use crate::text::{self, Abbreviations, LegacyEncoding};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// So many meanings of a word are proposed.
const MOST_NEAR: usize = 5;

/// Indexed words. Made once a run and shared by all files.
#[derive(Clone)]
pub struct Lexicon {
    /// The words of the forms.
    pub forms: Forms,
    /// The indicators.
    pub indicators: Indicators,
    /// Written out on both sides before texts are compared.
    pub abbreviations: Abbreviations,
    /// What is awarded, who awards it, and the offices of a cluster.
    pub awards: Awards,
    pub(super) titles: ColumnTitles,
    pub(super) labels: IndicatorLabels,
    /// What unions call themselves before their employer's name, as match keys, longest first.
    pub(crate) union_name_keys: Vec<String>,
    /// What a line is made of that says that somebody is a union, and not who: as label keys.
    pub(crate) union_alone: Vec<String>,
    /// What unions call themselves as label keys, abbreviated where they are, each as its words.
    pub(crate) union_name_words: Vec<Vec<String>>,
    /// Words that many names have and that tell none from another: what bodies, places and unions are called.
    pub(crate) plain_name_words: HashSet<String>,
    congress: BTreeMap<String, CongressField>,
    ratings: BTreeMap<String, Arc<str>>,
    /// By the text as it is stored.
    known_wordings: Memo<Box<Wording>>,
    known_ratings: Memo<Option<Arc<str>>>,
    /// Texts of each legacy encoding, decoded, by the text as it is stored.
    known_decoded: [Memo<Box<str>>; 2],
    /// Names of units and clusters as they are compared, by the name as it stands.
    pub(crate) known_unit_keys: Memo<Arc<str>>,
    /// Whether lines around a table tell of something else than a body.
    pub(crate) known_to_name_nobody: Memo<bool>,
    /// Whether names are only what unions are called.
    pub(crate) known_to_name_a_union_alone: Memo<bool>,
    /// Names without what people write behind them, where they write anything.
    pub(crate) known_names_without_tails: Memo<Option<String>>,
    pub(crate) known_cluster_keys: Memo<Arc<str>>,
    /// What the office has decided that titles mean, by their keys from the top down.
    decided_titles: BTreeMap<String, Arc<Entry>>,
    /// Names of files without what tells versions apart, by the name as it stands.
    pub(crate) known_base_names: Memo<Box<str>>,
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
        let key = |written: &String| text::match_key(written, &abbreviations);
        let mut union_name_keys: Vec<String> = forms.words.union_names.iter().map(key).collect();
        union_name_keys.sort_by_key(|name| std::cmp::Reverse(name.len()));
        union_name_keys.dedup();
        let words = |written: &String| -> Vec<String> {
            let key = text::label_key(written);
            key.split(' ').map(str::to_owned).collect()
        };
        let listed = &forms.words;
        let plain = [
            &listed.body_words,
            &listed.union_names,
            &listed.place_words,
            &listed.cluster_prefixes,
        ];
        let plain_name_words = plain.into_iter().flatten().flat_map(words);
        let plain_name_words = plain_name_words
            .chain(abbreviations.words_written_out().cloned())
            .collect();
        let union_name_words = forms.words.union_names.iter().map(words).collect();
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
            union_alone: [&forms.words.union_names, &forms.words.union_bodies]
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
            titles: ColumnTitles::new(&forms),
            labels: IndicatorLabels::new(&indicators, &forms, concepts, &abbreviations),
            union_name_keys,
            union_name_words,
            plain_name_words,
            congress,
            ratings,
            known_wordings: Memo::new(),
            known_ratings: Memo::new(),
            known_decoded: [Memo::new(), Memo::new()],
            known_unit_keys: Memo::new(),
            known_to_name_nobody: Memo::new(),
            known_to_name_a_union_alone: Memo::new(),
            known_names_without_tails: Memo::new(),
            known_cluster_keys: Memo::new(),
            decided_titles: BTreeMap::new(),
            known_base_names: Memo::new(),
            forms,
            indicators,
            abbreviations,
            awards,
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
                    with.labels.decide(key, entry);
                }
                WordKind::Column => {
                    let path = self.key_of_path(&entry.written);
                    with.decided_titles.insert(path, entry.clone());
                }
                WordKind::Unit | WordKind::Cluster => {}
            }
        }
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

    /// What the office has decided about a column's title.
    pub(super) fn decided_title(&self, title: &Title) -> Option<&Arc<Entry>> {
        match self.decided_titles.is_empty() {
            true => None,
            false => self.decided_titles.get(&self.key_of_titles(title)),
        }
    }

    /// The role of a title by the office's decision, else by its words. What is left out is never counted.
    pub(super) fn role_of_title(&self, title: &Title) -> Option<ColumnRole> {
        match self.decided_title(title).map(|entry| &entry.means) {
            None => self.titles.role(title),
            Some(Meaning::Role(role)) => Some(*role),
            Some(Meaning::LeftOut) => Some(ColumnRole::Difference),
            Some(_) => None,
        }
    }

    /// The role of a title that it may be a slip of; what is decided is no slip.
    pub(super) fn near_role_of_title(&self, title: &Title) -> Option<ColumnRole> {
        match self.decided_title(title) {
            None => self.titles.near_role(title),
            Some(_) => None,
        }
    }

    /// The match keys of a column's titles from the top down.
    fn key_of_titles(&self, title: &Title) -> String {
        let (key, above) = self.column_keys(title);
        let above = above.iter().rev().filter(|key| !key.is_empty());
        let parts: Vec<&str> = above.chain([&key]).map(String::as_str).collect();
        parts.join(" › ")
    }

    /// The same of titles as the office writes them, one above the other parted by `›`.
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
            &Concepts::built_in(),
            Abbreviations::built_in(),
            Awards::built_in(),
        )
    }

    /// The official label of an indicator; its code where the catalogue does not know it.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.labels.label(code)
    }

    /// The category that a rating's text means, points beside it or not: `Tốt (92 điểm)`.
    pub fn rating(&self, written: &str) -> Option<Arc<str>> {
        let known = self
            .known_ratings
            .get(written, || self.find_rating(written));
        known.into_owned()
    }

    fn find_rating(&self, written: &str) -> Option<Arc<str>> {
        self.rating_alone(written).or_else(|| {
            let parts = written.split(['(', ')', '-', '–', ';', ':']);
            let mut words = parts.filter(|part| !part.trim().is_empty() && !are_points(part));
            let rating = self.rating_alone(words.next()?);
            rating.filter(|_| words.next().is_none())
        })
    }

    fn rating_alone(&self, written: &str) -> Option<Arc<str>> {
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

    /// The indicator that a label means on its own.
    pub(super) fn indicator_of(&self, written: &str) -> Option<Arc<str>> {
        match self.labels.meaning(&self.match_key(written)) {
            LabelMeaning::Indicator(code) => Some(code),
            _ => None,
        }
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

    /// A text's match key.
    pub(crate) fn match_key(&self, written: &str) -> String {
        text::match_key(written, &self.abbreviations)
    }

    /// What a column's title means, its wider titles above it included.
    pub(super) fn column_meaning(&self, title: &Title) -> LabelMeaning {
        if let Some(Meaning::Indicator(code)) = self.decided_title(title).map(|it| &it.means) {
            return LabelMeaning::Indicator(code.clone());
        }
        let (key, above) = self.column_keys(title);
        let under = |above: &String| self.labels.meaning_under(above, &key);
        let is_known = |meaning: &LabelMeaning| !matches!(meaning, LabelMeaning::Unknown(_));
        if let Some(known) = above.iter().map(under).find(is_known) {
            return known;
        }
        let meaning = self.labels.meaning(&key);
        let measured = title.measured_in().filter(|_| above.is_empty());
        let other = measured.and_then(|it| self.meant_in(&key, &meaning, it));
        other.map_or(meaning, LabelMeaning::Indicator)
    }

    /// The indicator that a label means in a unit of measure that its own meaning, if it has one, contradicts.
    pub(super) fn meant_in(
        &self,
        key: &str,
        meaning: &LabelMeaning,
        measured: &Dimension,
    ) -> Option<Arc<str>> {
        let is_open = match meaning {
            LabelMeaning::Indicator(code) => {
                let indicator = self.indicators.get(code);
                indicator.is_some_and(|indicator| contradicts(indicator, measured))
            }
            LabelMeaning::Unknown(_) => true,
            LabelMeaning::PartOfAbove(_) | LabelMeaning::Ambiguous(_) => false,
        };
        let code = is_open.then(|| self.labels.measured_in(key, measured));
        let is_sound = |code: &Arc<str>| {
            let indicator = self.indicators.get(code);
            indicator.is_some_and(|indicator| !contradicts(indicator, measured))
        };
        code.flatten().filter(is_sound)
    }

    /// Whether a column's title that means something does so in spite of a slip of the finger.
    pub(super) fn column_has_slip(&self, title: &Title) -> bool {
        if self.decided_title(title).is_some() {
            return false;
        }
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

/// `92 điểm`, `92,5/100`
fn are_points(written: &str) -> bool {
    let says_so = text::label_key(written).ends_with("điểm") || written.trim().ends_with("/100");
    let content = CellContent::Text(written.to_owned());
    says_so && quantity::read_actual(&content, IndicatorKind::Score, None).is_ok()
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
    fn ratings_are_read_with_their_points() {
        let lexicon = Lexicon::built_in();
        for (written, category) in [
            ("Hoàn thành XSNV", Some("excellent")),
            ("HT XSNV", Some("excellent")),
            ("HT tốt NV", Some("good")),
            ("Tốt (92 điểm)", Some("good")),
            (
                "97,5 điểm - Hoàn thành xuất sắc nhiệm vụ",
                Some("excellent"),
            ),
            ("Tốt (92,5/100)", Some("good")),
            ("Tốt (năm trước: khá)", None),
            ("Tốt (2)", Some("good")),
            ("92 điểm", None),
            ("Tốt - Khá", None),
        ] {
            assert_eq!(lexicon.rating(written).as_deref(), category, "{written}");
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
