//! The words of the catalogues, indexed for recognition.

use super::column_titles::{ColumnTitles, Title};
use super::fields_of_work::FieldsOfWork;
use super::labels::{IndicatorLabels, LabelMeaning, contradicts};
use super::likely_titles::Likely;
use super::remarks::harmless;
use crate::catalogue::{
    Awards, ColumnRole, Concepts, CongressField, FormWords, Forms, IndicatorKind, Indicators,
};
use crate::memo::Memo;
use crate::observation::Comparator;
use crate::quantity::{self, Dimension};
use crate::read::CellContent;
use crate::register::wordbook::{Entry, Meaning};
use crate::text::{self, Abbreviations, begins_with_any};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The words that names of units are made of.
#[derive(Clone)]
pub(crate) struct NameWords {
    /// What unions call themselves before their employer's name, as match keys, longest first.
    pub(crate) union_keys: Vec<String>,
    /// What a line is made of that says that somebody is a union, and not who: as label keys.
    pub(crate) union_alone: Vec<String>,
    /// The same typed without marks: `Cong doan co so`.
    pub(crate) union_alone_unmarked: Vec<String>,
    /// What unions call themselves as label keys, abbreviated where they are, each as its words.
    pub(crate) unions: Vec<Vec<String>>,
    /// Words that many names have and that tell none from another: what bodies, places and unions are called.
    pub(crate) plain: HashSet<String>,
}

/// What the catalogues know, and what the office has decided that words mean.
#[derive(Clone)]
pub struct Knowledge {
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
    pub(super) fields_of_work: Arc<FieldsOfWork>,
    /// The words that names are made of.
    pub(crate) names: NameWords,
    congress: BTreeMap<String, CongressField>,
    ratings: BTreeMap<String, Arc<str>>,
    known_ratings: Memo<Option<Arc<str>>>,
    /// What the office has decided that titles mean, by their keys from the top down.
    decided_titles: BTreeMap<String, Arc<Entry>>,
    /// The names of the register's units, as match keys without what unions call themselves.
    unit_names: HashSet<String>,
}

impl Knowledge {
    /// Indexes the catalogues.
    pub(super) fn new(
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
        let congress = forms.congresses.iter();
        let congress = congress.flat_map(|it| it.labels.iter().map(|label| (key(label), it.field)));
        let ratings = forms.ratings.iter().flat_map(|words| {
            let category: Arc<str> = words.category.as_str().into();
            let texts = words.texts.iter();
            texts.map(move |written| (key(written), category.clone()))
        });
        let (congress, ratings) = (congress.collect(), ratings.collect());
        let union_alone = [&listed.union_names, &listed.union_bodies];
        let union_alone: Vec<String> = union_alone.into_iter().flatten().cloned().collect();
        Self {
            names: NameWords {
                union_keys: union_name_keys,
                union_alone_unmarked: union_alone.iter().map(|it| text::folded(it)).collect(),
                union_alone,
                unions: union_name_words,
                plain: plain_name_words,
            },
            titles: ColumnTitles::new(&forms),
            fields_of_work: Arc::new(FieldsOfWork::new(&forms.words, &abbreviations)),
            labels: IndicatorLabels::new(&indicators, &forms, concepts, &abbreviations),
            congress,
            ratings,
            known_ratings: Memo::new(),
            decided_titles: BTreeMap::new(),
            unit_names: HashSet::new(),
            forms,
            indicators,
            abbreviations,
            awards,
        }
    }

    /// The official label of an indicator; its code where the catalogue does not know it.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.labels.label(code)
    }

    /// Whether a code is of an indicator of a kind.
    pub(crate) fn is_of_kind(&self, code: &str, kind: IndicatorKind) -> bool {
        let indicator = self.indicators.get(code);
        indicator.is_some_and(|indicator| indicator.kind == kind)
    }

    /// The category that a rating's text means, points beside it or not: `Tốt (92 điểm)`.
    pub fn rating(&self, written: &str) -> Option<Arc<str>> {
        let known = &self.known_ratings;
        known
            .get(written, || self.find_rating(written))
            .into_owned()
    }

    fn find_rating(&self, written: &str) -> Option<Arc<str>> {
        if let Some(choices) = boxed_choices(written) {
            // Every choice is a rating, and one of them is ticked.
            let all: Option<Vec<(bool, Arc<str>)>> = choices
                .into_iter()
                .map(|(is_ticked, choice)| Some((is_ticked, self.rating_alone(choice)?)))
                .collect();
            let all = all?;
            let mut ticked = all.iter().filter(|(is_ticked, _)| *is_ticked);
            let (_, rating) = ticked.next()?;
            return ticked.next().is_none().then(|| rating.clone());
        }
        self.rating_alone(written).or_else(|| {
            let parts = written.split(['(', ')', '-', '–', ';', ':']);
            let are_points = |part: &str| are_points(part, &self.forms.words);
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

    /// A text's match key.
    pub(crate) fn match_key(&self, written: &str) -> String {
        text::match_key(written, &self.abbreviations)
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

    /// From now on these are names of units.
    pub(super) fn learn_units<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        let keys: HashSet<String> = names.map(|name| self.name_key(name)).collect();
        self.unit_names.extend(keys);
    }

    /// Whether the register has a unit of this name.
    pub(super) fn knows_unit(&self, name: &str) -> bool {
        !self.unit_names.is_empty() && self.unit_names.contains(&self.name_key(name))
    }

    /// A name's match key without what unions call themselves, and with what schools leave out.
    pub(super) fn name_key(&self, name: &str) -> String {
        let key = self.match_key(text::without_translation(name));
        let unions = self.names.union_keys.iter();
        let union = unions.filter(|union| text::begins_with_words(&key, union));
        let union = union.map(String::len).max().unwrap_or_default();
        let own = key[union..].trim_start();
        self.as_school(own).unwrap_or_else(|| own.to_string())
    }

    /// The key of `TH Kim Đồng`, `THPT Chu Văn An` with what they leave out: `Trường`. What a school's level is called is no name.
    pub(crate) fn as_school(&self, key: &str) -> Option<String> {
        let words = &self.forms.words;
        let school = words.school_words.first()?;
        if text::begins_with_words(key, school) {
            return None;
        }
        // Behind it stands short what does not elsewhere.
        let full = self.match_key(&format!("{school} {key}"));
        let name = full.strip_prefix(school.as_str())?.trim_start();
        let is_school = begins_with_any(name, &words.school_levels);
        let is_level = !key.contains(' ') || words.school_levels.iter().any(|it| it == name);
        (is_school && !is_level).then_some(full)
    }

    /// From now on titles mean what the office has decided.
    pub(super) fn decide_title(&mut self, path: String, entry: &Arc<Entry>) {
        self.decided_titles.insert(path, entry.clone());
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

    /// What a text may be as a title, by its letters; anything where the office has decided what titles mean.
    pub(super) fn likely_title(&self, text: &str) -> Likely {
        match self.decided_titles.is_empty() {
            true => self.titles.likely.in_text(text),
            false => Likely::ANYTHING,
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
    pub(super) fn key_of_titles(&self, title: &Title) -> String {
        let mut above: Vec<&str> = title.written.split(" › ").collect();
        above.pop();
        let parsed = |above: &str| Title::parse(above, &self.forms.words);
        let above = above.into_iter().map(|it| self.key_of_title(&parsed(it)));
        let mut keys: Vec<String> = above.filter(|key| !key.is_empty()).collect();
        keys.push(self.key_of_title(title));
        keys.join(" › ")
    }

    /// The match key of a title, with what stands in its parentheses where that may make it another.
    pub(super) fn key_of_title(&self, title: &Title) -> String {
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

/// A box to be ticked, or one that is.
pub(super) fn is_box(c: char) -> bool {
    matches!(c, '☐' | '□' | '▢' | '◻') || is_tick(c)
}

pub(super) fn is_tick(c: char) -> bool {
    matches!(c, '☒' | '☑' | '🗹' | '✓' | '✔' | '■')
}

/// The choices of `☐ Xuất sắc ☒ Tốt ☐ Hoàn thành`, each with whether it is ticked; `None` where there are not several.
/// A box stands before its choice, or behind it, all through the text.
pub(super) fn boxed_choices(written: &str) -> Option<Vec<(bool, &str)>> {
    let boxes: Vec<(usize, char)> = written.char_indices().filter(|(_, c)| is_box(*c)).collect();
    let texts: Vec<&str> = written.split(is_box).map(str::trim).collect();
    let (first, last) = (texts.first()?, texts.last()?);
    let choices = match (first.is_empty(), last.is_empty()) {
        (true, false) => &texts[1..],
        (false, true) => &texts[..texts.len() - 1],
        _ => return None,
    };
    let choices = boxes.iter().zip(choices);
    let choices = choices.map(|((_, c), choice)| (is_tick(*c), *choice));
    (boxes.len() > 1).then(|| choices.collect())
}

/// `92 điểm`, `92,5/100`
fn are_points(written: &str, words: &FormWords) -> bool {
    let key = text::label_key(written);
    let mut points = words.points_words.iter();
    let says_so =
        points.any(|points| key.ends_with(points.as_str())) || written.trim().ends_with("/100");
    let content = CellContent::Text(written.into());
    says_so && quantity::read_actual(&content, IndicatorKind::Score, None).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn ratings_are_pledged_as_floors() {
        let lexicon = crate::recognise::Lexicon::built_in();
        for [written, pledged] in cases(
            "
            Hoàn thành tốt nhiệm vụ                   | good
            HTTNV trở lên                             | good
            từ hoàn thành tốt nhiệm vụ trở lên        | good
            Phấn đấu đạt hoàn thành xuất sắc nhiệm vụ | excellent
            Xếp loại: Hoàn thành xuất sắc nhiệm vụ    | excellent
            CĐCS xếp loại khá trở lên                 | old_fair
            Không hoàn thành nhiệm vụ                 | failed
            Hoan thanh tot nhiem vu                   | good
            không quá hoàn thành nhiệm vụ             |
            gần hoàn thành tốt nhiệm vụ               |
            90% trở lên                               |
            hoàn thành tốt hoặc xuất sắc              |",
        ) {
            let pledged =
                Some((pledged.into(), Comparator::AtLeast)).filter(|_| !pledged.is_empty());
            assert_eq!(lexicon.pledged_rating(written), pledged, "{written}");
        }
        assert_eq!(lexicon.pledged_rating(""), None);
    }

    #[test]
    fn ratings_are_read_with_their_points() {
        let lexicon = crate::recognise::Lexicon::built_in();
        for [written, category] in cases(
            "
            Hoàn thành XSNV                          | excellent
            HT XSNV                                  | excellent
            HT tốt NV                                | good
            Tốt (92 điểm)                            | good
            97,5 điểm - Hoàn thành xuất sắc nhiệm vụ | excellent
            Tốt (92,5/100)                           | good
            Tốt (năm trước: khá)                     |
            Tốt (2)                                  | good
            92 điểm                                  |
            ☐ HTXSNV ☒ HTTNV ☐ HTNV ☐ KHTNV        | good
            Xuất sắc □ Tốt □ Hoàn thành nhiệm vụ ☑ | completed
            ☒ HTXSNV ☒ HTTNV ☐ HTNV                | 
            ☐ HTXSNV ☐ HTTNV                       |
            ☒ HTTNV ☐ Lý do khác                   |
            Tốt - Khá                                |",
        ) {
            let found = lexicon.rating(written);
            assert_eq!(found.as_deref().unwrap_or_default(), category, "{written}");
        }
    }

    #[test]
    fn classes_are_compared_within_their_scale() {
        let lexicon = crate::recognise::Lexicon::built_in();
        for (reached, pledged, below) in [
            ("good", "good", Some(0)),
            ("excellent", "good", Some(-1)),
            ("failed", "good", Some(2)),
            ("old_fair", "old_strong", Some(1)),
            ("old_strong", "good", None),
            ("good", "unheard_of", None),
        ] {
            let found = lexicon.classes_below(reached, pledged);
            assert_eq!(found, below, "{reached} {pledged}");
        }
    }
}
