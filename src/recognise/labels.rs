//! Which indicator a label means: the label of a row, or the words of a column's title from top to bottom.
//!
//! A label means an indicator when its key equals one of the indicator's labels, abbreviations written out; when it
//! holds the same words but for filler (`Giới thiệu đoàn viên ưu tú cho Đảng` and `Số đoàn viên ưu tú được giới thiệu
//! cho Đảng`); when its concepts describe it and it says nothing else; or when it is one slip of the finger away from
//! either and nothing else is near. Everything else is a finding.

use super::concepts::ConceptLabels;
use crate::catalogue::{Concepts, Forms, Indicator, IndicatorKind, Indicators};
use crate::memo::Memo;
use crate::quantity::Dimension;
use crate::register::wordbook::{Entry, Meaning};
use crate::text::{self, Abbreviations, LabelIndex, LabelMatch};
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What a label means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LabelMeaning {
    /// One indicator.
    Indicator(Arc<str>),
    /// A part of the indicator of the row above (`- Trong đó: nữ`): the candidates, by what they are part of.
    PartOfAbove(BTreeMap<Arc<str>, Arc<str>>),
    /// Several indicators equally.
    Ambiguous(Vec<Arc<str>>),
    /// None; the labels nearest to it.
    Unknown(Vec<String>),
}

/// What the label of a row that stands below another means there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Below {
    /// What it means alone.
    Itself,
    /// A part of what the row above is.
    Other(Arc<str>),
    /// Some of those that the row above counts; no indicator is that.
    Some,
}

/// Finds the indicator of a label.
#[derive(Clone)]
pub(super) struct IndicatorLabels {
    exact: HashMap<String, BTreeSet<Arc<str>>, RandomState>,
    /// By the words that carry meaning, as [`IndicatorLabels::words`] has them.
    by_words: HashMap<String, BTreeSet<Arc<str>>, RandomState>,
    near: LabelIndex<Arc<str>>,
    /// The same without filler: a slip in a label that also leaves out `Số`.
    near_core: LabelIndex<Arc<str>>,
    part_of: BTreeMap<Arc<str>, Arc<str>>,
    labels: BTreeMap<Arc<str>, String>,
    /// Amounts by their words without those for money: `thăm hỏi đoàn viên`.
    amounts: HashMap<String, BTreeSet<Arc<str>>, RandomState>,
    concepts: ConceptLabels,
    /// Phrases by their first word, the longer ones first.
    filler: HashMap<String, Vec<Vec<String>>, RandomState>,
    money_words: BTreeSet<String>,
    /// What the office has decided that labels mean, by their match keys.
    decided: BTreeMap<String, Arc<Entry>>,
    /// What labels mean on their own: the same few are labels, titles and parts of lines.
    known: Memo<Option<LabelMeaning>>,
    /// The labels nearest to those that mean nothing.
    known_nearest: Memo<Vec<String>>,
    /// What labels mean together, by the upper and the lower one on two lines.
    known_together: Memo<Option<LabelMeaning>>,
    /// What labels mean where they are measured in something, by the label and the dimension's name on two lines. The
    /// rows of every form are asked for their amounts.
    known_measured: Memo<Option<Arc<str>>>,
}

/// Phrases by the word that they begin with, the longest first.
fn by_first_word(phrases: &[String]) -> HashMap<String, Vec<Vec<String>>, RandomState> {
    let mut of: HashMap<String, Vec<Vec<String>>, RandomState> = HashMap::default();
    for phrase in phrases {
        let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
        let begun = of.entry(words[0].clone()).or_default();
        let at = begun.partition_point(|it| it.len() >= words.len());
        begun.insert(at, words);
    }
    of
}

impl IndicatorLabels {
    /// Indexes the labels of the catalogue.
    pub(super) fn new(
        indicators: &Indicators,
        forms: &Forms,
        concepts: &Concepts,
        abbreviations: &Abbreviations,
    ) -> Self {
        let mut labels = Self {
            exact: HashMap::default(),
            by_words: HashMap::default(),
            near: LabelIndex::new(Vec::new()),
            near_core: LabelIndex::new(Vec::new()),
            part_of: BTreeMap::new(),
            labels: BTreeMap::new(),
            amounts: HashMap::default(),
            concepts: ConceptLabels::new(concepts, abbreviations),
            filler: by_first_word(&forms.words.filler),
            money_words: forms.words.money_words.iter().cloned().collect(),
            decided: BTreeMap::new(),
            known: Memo::new(),
            known_nearest: Memo::new(),
            known_together: Memo::new(),
            known_measured: Memo::new(),
        };
        labels.concepts.share_codes(indicators);
        let mut near = Vec::new();
        let mut without_money = Vec::new();
        for indicator in indicators.iter() {
            labels
                .labels
                .insert(indicator.code.clone(), indicator.label.clone());
            if let Some(total) = &indicator.part_of {
                labels.part_of.insert(indicator.code.clone(), total.clone());
            }
            for written in std::iter::once(&indicator.label).chain(&indicator.other_labels) {
                let key = text::match_key(written, abbreviations);
                // What concepts describe is known by them: they tell `quà tặng hộ nghèo` from `hộ nghèo được tặng quà`.
                if !labels.concepts.describe(&indicator.code) {
                    let words = labels.words(&key);
                    if indicator.kind == IndicatorKind::Money {
                        let bare = labels.without_money(&words);
                        if bare.len() >= 2 {
                            without_money.push((bare.join(" "), indicator.code.clone()));
                        }
                    }
                    let codes = labels.by_words.entry(words.join(" ")).or_default();
                    codes.insert(indicator.code.clone());
                }
                labels
                    .exact
                    .entry(key.clone())
                    .or_default()
                    .insert(indicator.code.clone());
                near.push((key, indicator.code.clone()));
            }
        }
        labels.add_amounts(without_money);
        let cores = near
            .iter()
            .map(|(key, code)| (labels.core(key), code.clone()))
            .filter(|(core, _)| core.split(' ').count() > 2);
        labels.near_core = LabelIndex::new(cores.collect::<Vec<_>>());
        labels.near = LabelIndex::new(near);
        labels
    }

    /// Indexes amounts by their words without those for money.
    fn add_amounts(&mut self, without_money: Vec<(String, Arc<str>)>) {
        // A money indicator is also meant without its word for money, where no other indicator is called that.
        for (words, code) in without_money {
            self.amounts
                .entry(words.clone())
                .or_default()
                .insert(code.clone());
            self.by_words
                .entry(words)
                .or_insert_with(|| BTreeSet::from([code]));
        }
    }

    /// From now on a label means what the office has decided.
    pub(super) fn decide(&mut self, key: String, entry: &Arc<Entry>) {
        self.decided.insert(key, entry.clone());
    }

    /// What the office has decided about a label.
    pub(super) fn decided(&self, key: &str) -> Option<&Arc<Entry>> {
        self.decided.get(key)
    }

    /// The same under the words above it.
    pub(super) fn decided_under(&self, above: &str, key: &str) -> Option<&Arc<Entry>> {
        let together = self.decided_together(above, key);
        together.or_else(|| self.decided(key))
    }

    /// The same of both together.
    fn decided_together(&self, above: &str, key: &str) -> Option<&Arc<Entry>> {
        match self.decided.is_empty() {
            true => None,
            false => self.decided.get(&format!("{above} {key}")),
        }
    }

    /// The official label of an indicator.
    pub(super) fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.labels.get(code).map_or(code, String::as_str)
    }

    /// The one indicator that a label means where it is measured in something: `Thăm hỏi đoàn viên` counted in đồng is
    /// what it cost, `Đoàn viên đăng ký thi đua` in percent their rate.
    pub(super) fn measured_in(&self, key: &str, measured: &Dimension) -> Option<Arc<str>> {
        if self.decided(key).is_some() {
            return None;
        }
        let both = [key, "\n", measured.name()].concat();
        let known = &self.known_measured;
        known
            .get(&both, || self.found_measured_in(key, measured))
            .into_owned()
    }

    fn found_measured_in(&self, key: &str, measured: &Dimension) -> Option<Arc<str>> {
        let amount = || self.amount(&self.words(key));
        let amount = (*measured == Dimension::Money).then(amount).flatten();
        amount.or_else(|| {
            let said = self.concepts.said(key)?;
            only(self.concepts.described_in(&said, measured))
        })
    }

    /// The amount that stands beside what a label says it counts: `Số lượt đoàn viên được thăm hỏi | 12 | 6.000.000`.
    pub(super) fn amount_beside(&self, key: &str) -> Option<Arc<str>> {
        let beside = [key, "\nbeside"].concat();
        let find = || only(self.concepts.amounts_beside(&self.concepts.said(key)?));
        self.known_measured.get(&beside, find).into_owned()
    }

    /// Whether words say only what may stand beside an indicator's figure.
    pub(super) fn may_stand_beside(&self, key: &str, code: &str) -> bool {
        self.concepts.may_stand_beside(key, code)
    }

    fn amount(&self, words: &[&str]) -> Option<Arc<str>> {
        let codes = self.amounts.get(&words.join(" "))?;
        codes.first().filter(|_| codes.len() == 1).cloned()
    }

    /// What a label on its own means. `key` is a match key.
    pub(super) fn meaning(&self, key: &str) -> LabelMeaning {
        self.known_meaning(key)
            .unwrap_or_else(|| LabelMeaning::Unknown(self.nearest(key)))
    }

    /// The labels nearest to a key that means nothing.
    fn nearest(&self, key: &str) -> Vec<String> {
        let known = &self.known_nearest;
        known.get(key, || self.found_nearest(key)).into_owned()
    }

    fn found_nearest(&self, key: &str) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let nearest = self.near.nearest_to(key).into_iter();
        let names = nearest.map(|(_, code)| self.label(code).to_string());
        names.filter(|name| seen.insert(name.clone())).collect()
    }

    /// The same where it means anything.
    pub(super) fn known_meaning(&self, key: &str) -> Option<LabelMeaning> {
        if key.is_empty() {
            return None;
        }
        if let Some(entry) = self.decided(key) {
            return Some(meant(entry));
        }
        let known = &self.known;
        known.get(key, || self.found_meaning(key)).into_owned()
    }

    fn found_meaning(&self, key: &str) -> Option<LabelMeaning> {
        if let Some(codes) = self.listed(key) {
            return Some(self.meaning_of(codes));
        }
        if let Some(code) = self.amount_by_any_name(key) {
            return Some(LabelMeaning::Indicator(code));
        }
        if let Some(described) = self.described(key) {
            return Some(self.meaning_of(&described));
        }
        if !self.may_hold_slips(key) {
            return self.mended(key).map(LabelMeaning::Indicator);
        }
        match self.near.find_any(key) {
            Some(LabelMatch::Exact(code)) => Some(LabelMeaning::Indicator(code.clone())),
            Some(LabelMatch::Slip { matched_key, .. }) => match self.exact.get(matched_key) {
                Some(codes) => Some(self.meaning_of(codes)),
                None => Some(LabelMeaning::Unknown(Vec::new())),
            },
            Some(LabelMatch::Ambiguous(candidates)) => {
                let codes = candidates.iter().map(|(_, code)| (*code).clone());
                Some(self.meaning_of(&codes.collect()))
            }
            Some(LabelMatch::None { .. }) | None => {
                let core = self.near_core.find_any(&self.core(key));
                if let Some(LabelMatch::Slip { item, .. }) = core {
                    return Some(LabelMeaning::Indicator(item.clone()));
                }
                let code = self.with_mark_off(key).or_else(|| self.mended(key));
                code.map(LabelMeaning::Indicator)
            }
        }
    }

    /// Whether a key that is none of ours may be one with slips of the finger: of its words that carry meaning at most two
    /// are in none of ours. Most texts that are asked for are names, or sentences.
    fn may_hold_slips(&self, key: &str) -> bool {
        /// A slip is in one word, or parts it in two.
        const MOST_UNKNOWN: usize = 2;
        let telling = self.telling(key).into_iter();
        telling.filter(|word| !self.near.has_word(word)).count() <= MOST_UNKNOWN
    }

    /// The one indicator that the concepts of a label describe, slips in its words mended.
    fn mended(&self, key: &str) -> Option<Arc<str>> {
        let ways = self.concepts.mended_ways(key).into_iter();
        only(
            ways.filter_map(|way| self.described(&way))
                .flatten()
                .collect(),
        )
    }

    /// How alike a label is to an indicator's: the share of their telling words that both have, of the label that is
    /// most alike. `key` and `keys` are match keys.
    pub(super) fn likeness<'k>(&self, key: &str, keys: impl Iterator<Item = &'k str>) -> f64 {
        let words = self.words(key);
        keys.map(|other| shared(&words, &self.words(other)))
            .fold(0.0, f64::max)
    }

    /// The indicators that have a label of these words.
    fn listed(&self, key: &str) -> Option<&BTreeSet<Arc<str>>> {
        let by_words = || self.by_words.get(&self.words(key).join(" "));
        self.exact.get(key).or_else(by_words)
    }

    /// The same of one of two labels, in either order.
    fn listed_under(&self, above: &str, key: &str) -> Option<&BTreeSet<Arc<str>>> {
        let joined = [format!("{key} {above}"), format!("{above} {key}")];
        joined.iter().find_map(|joined| self.listed(joined))
    }

    /// The indicators that the concepts of a label describe.
    fn described(&self, key: &str) -> Option<BTreeSet<Arc<str>>> {
        let described = self.concepts.described(&self.concepts.said(key)?);
        Some(described).filter(|codes| !codes.is_empty())
    }

    /// The same of a label under the words above it.
    fn described_under(&self, above: &str, key: &str) -> Option<BTreeSet<Arc<str>>> {
        let own = self.concepts.said(key)?;
        let above = self.concepts.said(above)?;
        let described = self.concepts.described_under(&above, &own);
        Some(described).filter(|codes| !codes.is_empty())
    }

    /// The one indicator whose label differs in the mark of one letter: `Số lao đông thiếu việc làm`.
    fn with_mark_off(&self, key: &str) -> Option<Arc<str>> {
        let core = self.core(key);
        let found = [&self.near, &self.near_core].into_iter().zip([key, &core]);
        let mut codes = found.filter_map(|(index, key)| index.find_mark_off(key));
        let code = codes.next()?;
        codes.all(|other| other == code).then(|| code.clone())
    }

    /// Whether a label that means something does so in spite of a slip of the finger.
    pub(super) fn has_slip(&self, key: &str) -> bool {
        let is_as_known = self.decided(key).is_some()
            || self.listed(key).is_some()
            || self.amount_by_any_name(key).is_some()
            || self.described(key).is_some();
        let is_near = |index: &LabelIndex<Arc<str>>, key: &str| index.find_any(key).is_some();
        !is_as_known
            && (is_near(&self.near, key)
                || is_near(&self.near_core, &self.core(key))
                || self.with_mark_off(key).is_some()
                || self.mended(key).is_some())
    }

    /// The same under the words above it.
    pub(super) fn has_slip_under(&self, above: &str, key: &str) -> bool {
        let is_as_known =
            self.listed_under(above, key).is_some() || self.described_under(above, key).is_some();
        !is_as_known && self.has_slip(key)
    }

    /// `Số tiền …`, `Kinh phí …`, `Trị giá …`: the amount of the same words, whichever of them its labels have.
    fn amount_by_any_name(&self, key: &str) -> Option<Arc<str>> {
        let words = self.words(key);
        let bare = self.without_money(&words);
        let has_any = bare.len() < words.len();
        has_any.then(|| self.amount(&bare)).flatten()
    }

    /// What a label means under the words above it: a two-row column title, or an indented row. The lower words alone
    /// are tried last, since they say least.
    pub(super) fn meaning_under(&self, above: &str, key: &str) -> LabelMeaning {
        if let Some(entry) = self.decided_under(above, key) {
            return meant(entry);
        }
        let together = self.meaning_together(above, key);
        together.unwrap_or_else(|| self.meaning(key))
    }

    /// The same where it is only together that they mean something.
    pub(super) fn meaning_together(&self, above: &str, key: &str) -> Option<LabelMeaning> {
        if let Some(entry) = self.decided_together(above, key) {
            return Some(meant(entry));
        }
        let both = [above, "\n", key].concat();
        let known = &self.known_together;
        known
            .get(&both, || self.found_together(above, key))
            .into_owned()
    }

    fn found_together(&self, above: &str, key: &str) -> Option<LabelMeaning> {
        if let Some(codes) = self.listed_under(above, key) {
            return Some(self.meaning_of(codes));
        }
        let described = self.described_under(above, key)?;
        Some(self.meaning_of(&described))
    }

    /// What a label that means `code` alone means in a row that belongs to another of these words and this indicator. It is not
    /// what it means alone where it only says again of whom the row above is (`Số đoàn viên` under `Số lượt đoàn viên được
    /// thăm hỏi`), or is the whole of that.
    pub(super) fn below(
        &self,
        (above, whole): (&str, Option<&str>),
        key: &str,
        code: &str,
    ) -> Below {
        let said = || Some((self.concepts.said(above)?, self.concepts.said(key)?));
        let Some((above_said, own)) = said() else {
            return Below::Itself;
        };
        let part_of = |code: &str| self.part_of.get(code).map(|whole| &**whole);
        // `Đoàn viên nữ` under `Tổng số đoàn viên hiện có`
        if whole.is_some() && part_of(code) == whole {
            return Below::Itself;
        }
        let restates = self.concepts.restates(&above_said, &own);
        if restates.is_some()
            && let Some(LabelMeaning::Indicator(together)) = self.meaning_together(above, key)
        {
            if *together == *code {
                return Below::Itself;
            }
            if Some(&*together) != whole {
                return Below::Other(together);
            }
        }
        let is_whole = whole.is_some_and(|above| above != code && part_of(above) == Some(code));
        let is_of_part = whole.is_some_and(|above| {
            above != code && part_of(code).is_some() && part_of(above) == part_of(code)
        });
        let is_of_anyone = is_of_part && self.concepts.says_of_anyone(&own);
        match restates == Some(true) || is_whole || is_of_anyone {
            true if whole != Some(code) => Below::Some,
            _ => Below::Itself,
        }
    }

    /// The same below a row that counts what no indicator is: what only says again of whom it does is some of those.
    pub(super) fn below_other(&self, above: &str, key: &str, code: &str) -> Below {
        let Some(own) = self.concepts.said(key) else {
            return Below::Itself;
        };
        let is_part = self.concepts.says_of_anyone(&own) && self.part_of.contains_key(code);
        match is_part || self.concepts.is_among(&own, above) {
            true => Below::Some,
            false => Below::Itself,
        }
    }

    /// What a label that says nothing but the end of the period, or what the one above it says too, means below an empty row of
    /// that.
    pub(super) fn end_of(&self, above: &str, key: &str) -> Option<LabelMeaning> {
        let own = self.concepts.said(key)?;
        let says_again = || {
            let above = self.concepts.said(above);
            above.is_some_and(|above| self.concepts.says_again(&above, &own))
        };
        let is_same = self.concepts.is_of_the_end(&own) || says_again();
        is_same.then(|| self.meaning(above))
    }

    fn meaning_of(&self, codes: &BTreeSet<Arc<str>>) -> LabelMeaning {
        if let (1, Some(code)) = (codes.len(), codes.first()) {
            return LabelMeaning::Indicator(code.clone());
        }
        let part = |code: &Arc<str>| Some((self.part_of.get(code)?.clone(), code.clone()));
        let parts: BTreeMap<Arc<str>, Arc<str>> = codes.iter().filter_map(part).collect();
        if parts.len() == codes.len() {
            LabelMeaning::PartOfAbove(parts)
        } else {
            LabelMeaning::Ambiguous(codes.iter().cloned().collect())
        }
    }

    /// A key without filler.
    fn core(&self, key: &str) -> String {
        self.telling(key).join(" ")
    }

    fn telling<'a>(&self, key: &'a str) -> Vec<&'a str> {
        let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
        let mut telling = Vec::with_capacity(words.len());
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let mut filler = self.filler.get(*word).into_iter().flatten();
            match filler.find(|phrase| begins_with(&words[at..], phrase)) {
                Some(phrase) => at += phrase.len(),
                None => {
                    telling.push(*word);
                    at += 1;
                }
            }
        }
        telling
    }

    /// The words of a key that carry meaning, sorted.
    fn words<'a>(&self, key: &'a str) -> Vec<&'a str> {
        let mut words = self.telling(key);
        words.sort_unstable();
        words
    }

    fn without_money<'a>(&self, words: &[&'a str]) -> Vec<&'a str> {
        let words = words.iter().copied();
        words.filter(|it| !self.money_words.contains(*it)).collect()
    }
}

/// What a label means by the office's decision.
fn meant(entry: &Entry) -> LabelMeaning {
    match &entry.means {
        Meaning::Indicator(code) => LabelMeaning::Indicator(code.clone()),
        _ => LabelMeaning::Unknown(Vec::new()),
    }
}

/// Which share of the words of two keys both have.
fn shared(one: &[&str], other: &[&str]) -> f64 {
    let both = one.iter().filter(|word| other.contains(word)).count();
    let all = one.len() + other.len() - both;
    match all {
        0 => 0.0,
        all => both as f64 / all as f64,
    }
}

fn begins_with(words: &[&str], phrase: &[String]) -> bool {
    words.len() >= phrase.len() && phrase.iter().zip(words).all(|(one, other)| one == other)
}

fn only(codes: BTreeSet<Arc<str>>) -> Option<Arc<str>> {
    let mut codes = codes.into_iter();
    codes.next().filter(|_| codes.next().is_none())
}

/// Whether a unit of measure contradicts the kind of an indicator: then another is meant, or none.
pub(super) fn contradicts(indicator: &Indicator, measured: &Dimension) -> bool {
    let is_of = |dimension| *measured == dimension;
    match indicator.kind {
        IndicatorKind::Count => is_of(Dimension::Money) || is_of(Dimension::Percent),
        IndicatorKind::Money => !is_of(Dimension::Money) && !is_of(Dimension::Unknown),
        IndicatorKind::Percent => !is_of(Dimension::Percent) && !is_of(Dimension::Unknown),
        IndicatorKind::Score | IndicatorKind::Category => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    /// The labels of the catalogue, and the key of a written label.
    fn built_in() -> (IndicatorLabels, impl Fn(&str) -> String) {
        let abbreviations = Abbreviations::built_in();
        let labels = IndicatorLabels::new(
            &Indicators::built_in(),
            &Forms::built_in(),
            &Concepts::built_in(),
            &abbreviations,
        );
        (labels, move |label: &str| {
            text::match_key(label, &abbreviations)
        })
    }

    /// The code of the indicator that is meant; nothing where none is.
    fn code(meaning: LabelMeaning) -> String {
        match meaning {
            LabelMeaning::Indicator(code) => code.to_string(),
            LabelMeaning::Unknown(_) => String::new(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn labels_are_known_in_the_ways_people_write_them() {
        let (labels, key) = built_in();
        for [label, meant] in cases(
            "
            Tổng số đoàn viên công đoàn (*)                | members
            Số ĐV công đoàn                                | members
            1. Tổng số CNVCLĐ                              | workers
            Giới thiệu đoàn viên ưu tú cho Đảng            | party_introduced
            Số CBCCVC, NLĐ được cử đi đào tạo, bồi dưỡng   | trained
            + Số người được tính                           | avg_wage_headcount
            Ủng hộ các quỹ xã hội                          | social_fund_amount
            Số đoàn viên kết nạp mới                       | members_new
            Số đoàn viên đưọc kết nạp Đảng                 | party_admitted
            Số lao đông thiếu việc làm                     | underemployed
            TS đoàn viên công đoàn                         | members
            Tổng số đoàn vien                              | members
            TS lao động                                    | workers
            Tổng sồ lao đông                               |
            Số người đạt danh hiệu Lao động tiên tiến:     | advanced_workers
            CSTĐCS                                         | emulation_fighters
            Số lượt đoàn viên được thămhỏi                 | visits
            Lao động tihếu việc làm                        | underemployed
            Kinh phí thăm hỏi ĐV, NLĐ                      | visits_amount
            Trị giá quà tặng gia đình chính sách, hộ nghèo | poor_households_amount
            Số cuộc họp                                    |",
        ) {
            assert_eq!(code(labels.meaning(&key(label))), meant, "{label}");
        }
        let women = labels.meaning(&key("- Trong đó: nữ"));
        assert!(matches!(women, LabelMeaning::PartOfAbove(parts) if parts.len() == 3));
    }

    #[test]
    fn only_a_slip_of_the_finger_is_one() {
        let (labels, key) = built_in();
        for (label, has_slip) in [
            ("Số lượt đoàn viên được thămhỏi", true),
            ("Lao động tihếu việc làm", true),
            ("Số lao đông thiếu việc làm", true),
            ("Tổng số đoàn viên công đoàn (*)", false),
            ("Số ĐV công đoàn", false),
            ("Giới thiệu đoàn viên ưu tú cho Đảng", false),
            ("Kinh phí thăm hỏi ĐV, NLĐ", false),
            ("Số cuộc họp", false),
            ("", false),
        ] {
            assert_eq!(labels.has_slip(&key(label)), has_slip, "{label}");
        }
        assert!(!labels.has_slip_under("thăm hỏi đoàn viên", "số lượt"));
        assert!(labels.has_slip_under("phong trào", "lao động tihếu việc làm"));
    }

    #[test]
    fn a_label_is_read_together_with_the_one_above_it() {
        let (labels, _) = built_in();
        for [above, key, meant] in cases(
            "
            thăm hỏi đoàn viên                          | số lượt                       | visits
            thăm hỏi đoàn viên                          | số tiền                       | visits_amount
            đoàn viên                                   | tổng số                       | members
            số đoàn viên khó khăn được hỗ trợ           | số tiền hỗ trợ                | hardship_amount
            số đoàn viên khó khăn được hỗ trợ           | số người                      | hardship_members
            tổng số đoàn viên                           | kết nạp mới                   | members_new
            số đoàn viên ưu tú được giới thiệu cho đảng | trong đó được kết nạp đảng    | party_admitted
            số hộ chính sách hộ nghèo được tặng quà     | tổng trị giá quà tặng         | poor_households_amount
            số đoàn viên ưu tú được giới thiệu cho đảng | trong đó được kết nạp         | party_admitted
            hộ chính sách hộ nghèo được tặng quà        | trị giá quà                   | poor_households_amount
            lương bình quân tháng của người lao động    | tính trên số người            | avg_wage_headcount
            anh chị em được công đoàn đỡ đầu            | số tiền hỗ trợ                | hardship_amount
            tổ chức thăm hỏi đoàn viên gia đình         | tổng số tiền                  | visits_amount
            hỗ trợ đoàn viên có hoàn cảnh khó khăn      | số đoàn viên được hỗ trợ      | hardship_members
            hỗ trợ đoàn viên khó khăn số đoàn viên được hỗ trợ | số tiền hỗ trợ         | hardship_amount
            đoàn viên đăng ký thi đua                   | tỷ lệ                         |
            đoàn viên đăng ký thi đua                   | tỷ lệ đạt                     |
            số đoàn viên kết nạp mới                    | được cấp thẻ                  |
            số đoàn viên ưu tú được giới thiệu cho đảng | bồi dưỡng                     |
            số đoàn viên ưu tú được giới thiệu cho đảng | chưa được kết nạp             |
            hộ chính sách hộ nghèo được tặng quà        | số phần quà                   |
            số đoàn viên được tặng quà                  | trị giá quà                   |
            tỷ lệ gia đình văn hóa                      | tính trên số người            |
            ủng hộ các loại quỹ xã hội                  | tính trên số người            |",
        ) {
            assert_eq!(code(labels.meaning_under(above, key)), meant, "{above} {key}");
        }
    }
}
