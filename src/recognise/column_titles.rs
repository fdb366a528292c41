//! What a column holds, by its title.

use super::concepts::ConceptLabels;
use super::likely_titles::LikelyTitles;
use super::measure::{of_title, take_introduced, take_trailing_money};
use super::questions::without_question;
use super::remarks::take_parenthesis;
use super::remarks::{in_parentheses, without_remarks};
use super::time::{Time, told_time};
use super::tones::Tones;
use crate::catalogue::{ColumnRole, ColumnWords, Concepts, FormWords, Forms};
use crate::period::{Period, PeriodKind};
use crate::quantity::{Dimension, UnitOfMeasure, parse_unit_of_measure};
use crate::text::{
    self, Abbreviations, LabelIndex, LabelMatch, begins_with_words, contains_any, ends_with_words,
    word_starts,
};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// A column's title, taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Title {
    /// As it stands, upper words first.
    pub(super) written: String,
    /// What is left of it as a label key without time and unit of measure.
    pub(super) key: String,
    /// The time it tells: `Thực hiện năm 2022`, `Ước thực hiện cả năm`.
    pub(super) time: Time,
    /// The unit of measure it names: `Số tiền (triệu đồng)`.
    pub(super) unit_of_measure: Option<UnitOfMeasure>,
    /// Whether it holds a percent sign.
    pub(super) has_percent: bool,
    /// Its other words in parentheses, as they stand: `Số đoàn viên (nữ)`. They are no part of the key.
    pub(super) remarks: Vec<String>,
    /// Whether it is of what changed or of what two others differ by: `Tăng (+), giảm (-)`, `Thực hiện/Kế hoạch`.
    pub(super) compares: bool,
}

impl Title {
    /// Takes a title apart.
    pub(super) fn parse(written: &str, words: &FormWords) -> Self {
        let own = text::clean(text::own_words(written));
        let own = Tones::built_in().whole(&own);
        let asked = match own.contains('?') {
            true => without_remarks(&own, words),
            false => in_parentheses(&own),
        };
        let own = without_question(asked, words);
        let mut rest = text::in_small(&own);
        let mut unit_of_measure = None;
        let mut remarks = Vec::new();
        while let Some((inside, without)) = take_parenthesis(&rest) {
            rest = match of_title(&inside, words) {
                Some(unit) => {
                    unit_of_measure = Some(unit);
                    without
                }
                // Words in parentheses are remarks; a time among them still speaks.
                None if told_time(&inside).is_none() => {
                    remarks.extend(inside.contains(char::is_alphabetic).then_some(inside));
                    without
                }
                None => format!("{without} {inside}"),
            };
        }
        if unit_of_measure.is_none()
            && let Some((without, unit)) =
                take_introduced(&rest, words).or_else(|| take_trailing_money(&rest))
        {
            rest = without;
            unit_of_measure = Some(unit);
        }
        let has_percent = rest.contains('%') || written.contains('%');
        let mut time = Time::Unsaid;
        while let Some((told, range)) = told_time(&rest) {
            if time == Time::Unsaid {
                time = told;
            }
            rest.replace_range(range, " ");
        }
        let mut key = text::label_key(&rest.replace('%', " "));
        if words.dividing_titles.contains(&key) {
            key.clear();
        }
        let is_of_a_year = time == Time::Unsaid || is_whole_year(time);
        if is_of_a_year && words.interim_titles.contains(&key) {
            time = Time::Part;
        }
        let ends_with = |phrase: &String| ends_with_words(&key, phrase);
        if time == Time::Unsaid && words.whole_year_titles.iter().any(ends_with) {
            time = Time::Kind(PeriodKind::Year);
        }
        Self {
            compares: compares(written, &key, &remarks, words),
            written: text::clean(written),
            key,
            time,
            unit_of_measure,
            has_percent,
            remarks,
        }
    }

    /// What it says that its column is measured in.
    pub(super) fn measured_in(&self) -> Option<&Dimension> {
        if self.has_percent {
            return Some(&Dimension::Percent);
        }
        self.unit_of_measure.as_ref().map(|unit| &unit.dimension)
    }

    /// The title of a column under a wider one.
    pub(super) fn under(&self, above: &Title) -> Title {
        // `Số tiền › ĐVT: nghìn đồng`
        let states_unit = self.written.contains(':');
        let only_unit = states_unit.then(|| parse_unit_of_measure(&self.written));
        let only_unit = only_unit.flatten();
        // A title that is only a period (`Kế hoạch › Năm 2023`) says by the words above it what it gives.
        let says_nothing_itself = self.key.is_empty() || only_unit.is_some();
        let speaking = if says_nothing_itself { above } else { self };
        Title {
            written: format!("{} › {}", above.written, self.written),
            key: speaking.key.clone(),
            time: within(self.time, above.time),
            unit_of_measure: [&only_unit, &self.unit_of_measure, &above.unit_of_measure]
                .into_iter()
                .find_map(Clone::clone),
            has_percent: self.has_percent || above.has_percent,
            remarks: speaking.remarks.clone(),
            compares: self.compares || says_nothing_itself && above.compares,
        }
    }
}

/// Whether a title's words, those in parentheses too, or its signs speak of a change.
fn compares(written: &str, key: &str, remarks: &[String], words: &FormWords) -> bool {
    let says = |key: &str| contains_any(key, &words.difference_words);
    let mut bare = String::with_capacity(written.len());
    bare.extend(written.chars().filter(|c| !c.is_whitespace()));
    text::first_of(&bare, &words.difference_signs).is_some()
        || divides_years(&bare)
        || says(key)
        || remarks.iter().any(|remark| says(&text::label_key(remark)))
}

/// `2023/2022`, `Năm 2023/năm 2022`: a later year over an earlier one. The other way round it is a school year.
fn divides_years(bare: &str) -> bool {
    let Some((one, other)) = bare.split_once(['/', ':', '÷']) else {
        return false;
    };
    let year = |text: &str| {
        let is_four = text.len() == 4 && text.starts_with("20");
        text.parse::<u16>().ok().filter(|_| is_four)
    };
    let before: String = one.chars().rev().take(4).collect();
    let before: String = before.chars().rev().collect();
    let behind = other.trim_start_matches(|c: char| !c.is_ascii_digit());
    let behind: String = behind.chars().take(4).collect();
    year(&before).is_some_and(|before| year(&behind).is_some_and(|behind| before > behind))
}

fn is_whole_year(time: Time) -> bool {
    matches!(
        time,
        Time::Of(Period::Year(_) | Period::SchoolYear(_))
            | Time::Kind(PeriodKind::Year | PeriodKind::SchoolYear)
    )
}

/// The time of a column under a wider title: `Năm 2022 › 6 tháng`.
fn within(own: Time, above: Time) -> Time {
    match (own, above) {
        (Time::Unsaid, above) => above,
        (Time::Kind(PeriodKind::FirstHalf), Time::Of(Period::Year(year))) => {
            Time::Of(Period::FirstHalf(year))
        }
        (Time::Kind(PeriodKind::Year), Time::Of(Period::Year(_) | Period::SchoolYear(_))) => above,
        (own, _) => own,
    }
}

/// Gives titles their role.
#[derive(Clone)]
pub(super) struct ColumnTitles {
    whole: HashMap<String, ColumnRole, RandomState>,
    near: LabelIndex<ColumnRole>,
    /// By the letters alone; none where titles of two roles have the same.
    by_letters: HashMap<String, Option<ColumnRole>, RandomState>,
    begins: Phrases,
    contains: Phrases,
    borne_out: HashMap<String, ColumnRole, RandomState>,
    /// What texts may be.
    pub(super) likely: LikelyTitles,
    /// Results of a part of the year. None is taken for a slip of another title.
    interim: Vec<String>,
    /// Titles of shares.
    shares: Vec<String>,
    /// What shows how to fill in the column beside it.
    examples: Vec<String>,
    /// Other titles, of people or of what came and went: no word of them is a slip of one of figures.
    others: Vec<String>,
    /// What keeps a title that begins as one of results from being one.
    no_results: Vec<String>,
    /// What titles that no list has say word by word.
    concepts: ConceptLabels,
}

impl ColumnTitles {
    /// Indexes the titles of the catalogue.
    pub(super) fn new(forms: &Forms) -> Self {
        type Listed = fn(&ColumnWords) -> &Vec<String>;
        let keyed = |phrases: Listed| {
            let columns = forms.columns.iter();
            columns.flat_map(move |column| {
                let phrases = phrases(column).iter();
                phrases.map(|phrase| (text::label_key(phrase), column.role))
            })
        };
        let longest_first = |phrases: Listed| -> Vec<(String, ColumnRole)> {
            let mut keyed: Vec<_> = keyed(phrases).collect();
            keyed.sort_by_key(|(key, _)| (std::cmp::Reverse(key.chars().count()), key.clone()));
            keyed
        };
        let whole: HashMap<_, _, RandomState> = keyed(|column| &column.whole).collect();
        let several_words = keyed(|column| &column.whole).filter(|(key, _)| key.contains(' '));
        let mut by_letters: HashMap<_, _, RandomState> = HashMap::default();
        for (key, role) in several_words.clone() {
            let known = by_letters.entry(text::folded(&key)).or_insert(Some(role));
            *known = known.filter(|known| *known == role);
        }
        Self {
            by_letters,
            near: LabelIndex::new(several_words.filter(|(key, role)| whole[key] == *role)),
            whole,
            begins: Phrases::new(longest_first(|column| &column.begins)),
            contains: Phrases::new(longest_first(|column| &column.contains)),
            borne_out: keyed(|column| &column.borne_out).collect(),
            likely: LikelyTitles::new(
                keyed(|column| &column.whole)
                    .chain(keyed(|column| &column.begins))
                    .chain(keyed(|column| &column.contains)),
                keyed(|column| &column.borne_out),
            ),
            interim: forms.words.interim_titles.clone(),
            shares: forms.words.share_titles.clone(),
            examples: forms.words.example_columns.clone(),
            others: forms.words.other_titles.clone(),
            no_results: forms.words.no_result_words.clone(),
            concepts: ConceptLabels::new(&Concepts::of_titles(), &Abbreviations::none()),
        }
    }

    /// The one role of figures that every word of a title speaks for.
    fn described(&self, key: &str) -> Option<ColumnRole> {
        let described = self.concepts.described(&self.concepts.said(key)?);
        let mut roles = described.iter();
        let (Some(role), None) = (roles.next(), roles.next()) else {
            return None;
        };
        match &**role {
            "value" => Some(ColumnRole::Value),
            "target" => Some(ColumnRole::Target),
            "previous" => Some(ColumnRole::Previous),
            _ => None,
        }
    }

    /// The role that a title has where what stands below bears it out.
    pub(super) fn role_if_borne_out(&self, title: &Title) -> Option<ColumnRole> {
        let known = self.borne_out.get(&title.key).copied();
        known.or_else(|| {
            self.names_several(title)
                .then_some(ColumnRole::ReportingUnit)
        })
    }

    /// Whether a label key is what remarks are titled: `Ghi chú`.
    pub(super) fn is_note(&self, key: &str) -> bool {
        self.whole.get(key) == Some(&ColumnRole::Note)
    }

    /// Whether a label key is what units are called over their names.
    pub(super) fn is_of_units(&self, key: &str) -> bool {
        let known = self.whole.get(key).or_else(|| self.borne_out.get(key));
        known == Some(&ColumnRole::ReportingUnit)
    }

    /// `Doanh nghiệp/CĐCS`, `Cơ quan, đơn vị`: units by two names; `Năm 2024 › Doanh nghiệp`: under another title.
    fn names_several(&self, title: &Title) -> bool {
        let lowest = title.written.rsplit(" › ").next().unwrap_or_default();
        let mut parts = lowest.split(['/', ',', '-', '–', '&']);
        let is_of_several = parts.clone().nth(1).is_some() || lowest.len() < title.written.len();
        is_of_several && parts.all(|part| self.is_of_units(&text::label_key(part)))
            || self.names_union_and_body(&title.key)
    }

    /// `Công đoàn cơ sở trường`, `Tên CĐCS doanh nghiệp`: the unions of such bodies.
    fn names_union_and_body(&self, key: &str) -> bool {
        let mut gaps = key.match_indices(' ');
        gaps.any(|(at, _)| {
            self.whole.get(&key[..at]) == Some(&ColumnRole::ReportingUnit)
                && self.is_of_units(&key[at + 1..])
        })
    }

    /// The role of the one title that this may be a slip of.
    pub(super) fn near_role(&self, title: &Title) -> Option<ColumnRole> {
        match self.near.find(&title.key) {
            _ if title.has_percent => None,
            LabelMatch::Slip { item, .. } => Some(*item),
            _ => self.mended_role(&title.key),
        }
    }

    /// The role of a title whose words say one once a slip in them is mended: `Sô lượng`, `Kết quả thực hiên trong năm`.
    fn mended_role(&self, key: &str) -> Option<ColumnRole> {
        let mended = self.concepts.mended(key)?;
        // `Chi tiêu`, `Số nam`: a word of another title was meant.
        let is_other =
            |word: &str| self.near.has_word(word) || self.others.iter().any(|it| it == word);
        let mut words = key.split(' ').zip(mended.split(' '));
        let is_slip = words.all(|(written, meant)| written == meant || !is_other(written));
        let role = || {
            self.whole
                .get(&mended)
                .copied()
                .or_else(|| self.described(&mended))
        };
        is_slip.then(role).flatten()
    }

    /// The role of a title whose marks are off: `Nôi dung`. Other words may have the same letters (`Chi tiêu`), so it is for
    /// headers only that are none without it.
    pub(super) fn role_by_letters(&self, title: &Title) -> Option<ColumnRole> {
        *self.by_letters.get(&text::folded(&title.key))?
    }

    /// Whether a title may be of shares that rows ask for, not of a plan's part that was reached: `Tỷ lệ`, `Kết quả (%)`.
    pub(super) fn gives_shares(&self, title: &Title) -> bool {
        let is_value = || self.whole.get(&title.key) == Some(&ColumnRole::Value);
        !title.compares && (title.key.is_empty() || self.shares.contains(&title.key) || is_value())
    }

    /// Whether a title is one of ours with no word besides: `Kế hoạch`, not `Kế hoạch kiểm tra`.
    pub(super) fn is_whole(&self, title: &Title) -> bool {
        let begins = || self.begins.at(&title.key);
        self.whole.contains_key(&title.key) || begins().is_some_and(|it| it.words == title.key)
    }

    /// The role of a title, `None` where it has none of ours (an indicator's name, or anything else).
    pub(super) fn role(&self, title: &Title) -> Option<ColumnRole> {
        /// A title is short; longer texts in a header's row are sentences.
        const LONGEST_TITLE: usize = 60;
        if title.key.chars().count() > LONGEST_TITLE {
            return None;
        }
        if title.key.is_empty() {
            // A title that is only a time or only `%`.
            if title.compares {
                return Some(ColumnRole::Difference);
            }
            return match (title.time, title.has_percent) {
                (Time::Unsaid, true) => Some(ColumnRole::Rate),
                (Time::Unsaid, false) => None,
                _ => Some(ColumnRole::Value),
            };
        }
        let is_interim = || self.interim.contains(&title.key);
        let whole = self.whole.get(&title.key).copied();
        let listed = whole
            .or_else(|| is_interim().then_some(ColumnRole::Value))
            .or_else(|| self.begins.at(&title.key).map(|phrase| phrase.role))
            .or_else(|| self.contains.within(&title.key));
        let role = match listed {
            // `Số liệu kế hoạch`
            Some(ColumnRole::Value) if whole.is_none() => {
                let other = self.described(&title.key);
                let is_result = || !contains_any(&title.key, &self.no_results);
                let listed = listed.filter(|_| is_result());
                other.filter(|it| *it != ColumnRole::Value).or(listed)
            }
            Some(_) => listed,
            None => self.described(&title.key),
        };
        let Some(role) = role else {
            // `TH/KH (%)`
            return self.divides(title).then_some(match title.has_percent {
                true => ColumnRole::Rate,
                false => ColumnRole::Difference,
            });
        };
        let is_of_figures = |role| matches!(role, ColumnRole::Value | ColumnRole::Target);
        if is_of_figures(role) && self.is_example(title) {
            return None;
        }
        let says = |of: ColumnRole| self.contains.have_within(&title.key, of);
        // `Kết quả thực hiện năm trước`, `Thực hiện so với cùng kỳ`: what it begins with does not decide.
        let mut others = [ColumnRole::Rate, ColumnRole::Previous].into_iter();
        let other = others.find(|of| is_of_figures(role) && says(*of));
        Some(match other.unwrap_or(role) {
            // `Kết quả (tăng/giảm)`, `Số lượng (+/-)`, `Thực hiện/Kế hoạch`: neither here.
            ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous
                if title.compares || self.divides(title) =>
            {
                ColumnRole::Difference
            }
            // `% thực hiện`, `Thực hiện so với kế hoạch (%)`: a share of something, never the figure itself.
            role if is_of_figures(role) && title.has_percent => ColumnRole::Rate,
            role => role,
        })
    }

    /// Whether a title says that what stands below it is made up: `Số liệu mẫu`, `Số lượng (ví dụ)`.
    fn is_example(&self, title: &Title) -> bool {
        let says = |key: &str| contains_any(key, &self.examples);
        says(&title.key) || title.remarks.iter().any(|it| says(&text::label_key(it)))
    }

    /// Whether a title holds two of figures with a stroke between them: `TH/KH`, `Kết quả: Giao ước`.
    fn divides(&self, title: &Title) -> bool {
        let lowest = title.written.rsplit(" › ").next().unwrap_or_default();
        let Some((one, other)) = lowest.split_once(['/', ':', '÷']) else {
            return false;
        };
        let role = |part: &str| {
            let key = text::label_key(&text::in_small(part));
            let whole = self.whole.get(&key).copied();
            whole.or_else(|| self.begins.at(&key).map(|phrase| phrase.role))
        };
        let is_of_figures = |role: &ColumnRole| {
            matches!(
                role,
                ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous
            )
        };
        let (one, other) = (role(one), role(other));
        one != other
            && one.is_some_and(|it| is_of_figures(&it))
            && other.is_some_and(|it| is_of_figures(&it))
    }
}

/// Phrases of titles by their first words: most titles hold none of these.
#[derive(Clone)]
struct Phrases(HashMap<String, Vec<Phrase>, RandomState>);

#[derive(Clone)]
struct Phrase {
    words: String,
    role: ColumnRole,
    /// Of several that a title holds the first counts.
    rank: usize,
}

impl Phrases {
    fn new(longest_first: Vec<(String, ColumnRole)>) -> Self {
        let mut phrases: HashMap<String, Vec<Phrase>, RandomState> = HashMap::default();
        for (rank, (words, role)) in longest_first.into_iter().enumerate() {
            let first = first_word(&words).to_owned();
            let phrase = Phrase { words, role, rank };
            phrases.entry(first).or_default().push(phrase);
        }
        Self(phrases)
    }

    /// Those that a key begins with, the longest first.
    fn all_at(&self, key: &str) -> impl Iterator<Item = &Phrase> {
        let phrases = self.0.get(first_word(key)).into_iter().flatten();
        phrases.filter(move |phrase| begins_with_words(key, &phrase.words))
    }

    /// The longest that a key begins with.
    fn at(&self, key: &str) -> Option<&Phrase> {
        self.all_at(key).next()
    }

    /// The role of the longest that stands in a key.
    fn within(&self, key: &str) -> Option<ColumnRole> {
        let found = word_starts(key).filter_map(|rest| self.at(rest));
        let first = found.min_by_key(|phrase| phrase.rank)?;
        Some(first.role)
    }

    /// Whether any of this role stands in a key.
    fn have_within(&self, key: &str, role: ColumnRole) -> bool {
        let mut starts = word_starts(key);
        starts.any(|rest| self.all_at(rest).any(|phrase| phrase.role == role))
    }
}

fn first_word(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn titles_have_their_roles() {
        have_roles(
            "
            TT                          | Number
            Số TT                       | Number
            NỘI DUNG                    | Label
            Chỉ tiêu                    | Label
            Chỉ tiêu giao ước           | Target
            Chỉ tiêu đăng ký            | Target
            Kế hoạch năm 2024           | Target | 2024
            ĐVT                         | UnitOfMeasure
            Đơn vị tính                 | UnitOfMeasure
            Thực hiện năm 2022          | Value | 2022
            Kết quả⏎thực hiện           | Value
            Năm 2021                    | Value | 2021
            Năm nay                     | Value
            Năm trước                   | Previous
            Cùng kỳ năm 2022            | Previous | 2022
            Số cuối kỳ năm 2023         | Value    | 2023
            Thực hiện cùng kỳ năm trước | Previous
            Đạt tỷ lệ %                 | Rate
            Tỷ lệ (%)                   | Rate
            % thực hiện                 | Rate
            So với kế hoạch             | Rate
            Kết quả thực hiện năm trước | Previous
            Số liệu năm ngoái           | Previous
            Thực hiện so với cùng kỳ    | Rate
            KH năm 2023                 | Target | 2023
            TH năm 2022                 | Value | 2022
            KQ thực hiện                | Value
            Kết quả - triệu đồng        | Value
            Lũy kế từ đầu năm           | Value
            Số kỳ này                   | Value
            Số liệu kiểm tra lại        | Value
            Số báo cáo của đơn vị       | Value
            Trả lời của đơn vị          | Value
            Số lượng/Số tiền            | Value
            Kết quả (số lượng, số tiền) | Value
            Số liệu đơn vị cung cấp     | Value
            Ước TH năm 2023             | Value | 2023",
        );
    }

    #[test]
    fn titles_are_known_by_what_they_say() {
        have_roles(
            "
            Số hiện có                  | Value
            Cộng dồn từ đầu năm         | Value
            Số thực tế thực hiện        | Value
            Số liệu kế hoạch            | Target
            Chỉ tiêu cấp trên giao      | Target
            LĐLĐ tỉnh giao              | Target
            Nghị quyết Đại hội          | Target
            Chỉ tiêu tối thiểu          | Target
            Số đã đăng ký               | Target
            Theo kế hoạch               | Target
            Số kỳ trước                 | Previous
            Số liệu năm liền trước      | Previous
            Người thực hiện             |
            Số chưa thực hiện           |
            Số tăng trong năm           | Difference
            Số giảm trong kỳ            | Difference
            Số quyết định               |
            Đầu năm                     |
            Số đầu kỳ                   |
            Chưa đạt                    |
            Vượt kế hoạch               |
            Điều chỉnh                  |
            Quý IV                      | Value
            Thực hiện quý IV            | Value
            Thực hiện 6 tháng           | Value
            Số liệu đến 31/12/2022      | Value
            6 tháng đầu năm trước       | Previous
            Mức đăng ký                 | Target
            Chỉ tiêu đề ra              | Target
            Cam kết                     | Target
            Chênh lệch                  | Difference
            Ghi chú                     | Note
            Công đoàn cơ sở             | ReportingUnit
            Số đoàn viên                |
            Thăm hỏi đoàn viên          |",
        );
    }

    /// Titles, each with its role and the period that it names.
    fn have_roles(table: &str) {
        let forms = Forms::built_in();
        let titles = ColumnTitles::new(&forms);
        for [written, role, period] in cases(table) {
            let title = Title::parse(&written.replace('⏎', "\n"), &forms.words);
            let found = titles.role(&title).map(|role| format!("{role:?}"));
            assert_eq!(found.unwrap_or_default(), role, "{written}");
            let found = title.time.period().map(|period| period.to_string());
            assert_eq!(found.unwrap_or_default(), period, "{written}");
        }
    }

    #[test]
    fn a_title_tells_its_unit_of_measure() {
        let words = Forms::built_in().words;
        for [written, key, unit] in cases(
            "
            Số tiền (triệu đồng)     | số tiền                 | Money 1000000
            Số tiền                  | số tiền
            Số tiền (ĐVT: nghìn đồng)| số tiền                 | Money 1000
            Số tiền - triệu đồng     | số tiền                 | Money 1000000
            Kết quả, triệu đồng      | kết quả                 | Money 1000000
            Số tiền triệu đồng       | số tiền                 | Money 1000000
            Số tiền: đồng            | số tiền                 | Money 1
            Số lao động ký hợp đồng  | số lao động ký hợp đồng
            Triệu đồng               | triệu đồng
            Số tiền (triệu USD)      | số tiền                 | Unknown 1",
        ) {
            let title = Title::parse(written, &words);
            let found = title.unit_of_measure;
            let found = found.map(|unit| format!("{:?} {}", unit.dimension, unit.factor));
            assert_eq!(
                (title.key.as_str(), &*found.unwrap_or_default()),
                (key, unit),
                "{written}"
            );
        }
    }

    #[test]
    fn a_period_alone_is_of_what_stands_above_it() {
        let forms = Forms::built_in();
        let titles = ColumnTitles::new(&forms);
        let parse = |written: &str| Title::parse(written, &forms.words);
        for (above, role) in [
            ("Kế hoạch", ColumnRole::Target),
            ("Thực hiện", ColumnRole::Value),
            ("Tỷ lệ", ColumnRole::Rate),
        ] {
            let title = parse("Năm 2023").under(&parse(above));
            assert_eq!(titles.role(&title), Some(role), "{above}");
            assert_eq!(title.time, Time::Of(Period::Year(2023)));
        }
    }

    #[test]
    fn what_compares_gives_no_figure() {
        let forms = Forms::built_in();
        let titles = ColumnTitles::new(&forms);
        for [written, role] in cases(
            "
            Tăng (+), giảm (-) so với năm học trước | Difference
            Kết quả (tăng/giảm)                     | Difference
            Số lượng (+/-)                          | Difference
            Số lượng tăng thêm                      |
            Thực hiện tăng, giảm                    | Difference
            Kết quả biến động                       | Difference
            Thực hiện/Kế hoạch                      | Difference
            Kết quả (so với năm trước)              | Difference
            Kết quả/Số lượng                        | Value
            Số lượng / 수량                         | Value
            Số liệu mẫu                             |
            Số lượng (ví dụ)                        |
            Ví dụ cách ghi                          |
            Nội dung (ví dụ)                        | Label
            2023/2022                               | Difference
            Năm 2023/năm 2022                       | Difference
            2022/2023                               | Value
            Kết quả thực hiện kế hoạch              | Value",
        ) {
            let found = titles.role(&Title::parse(written, &forms.words));
            let found = found.map(|role| format!("{role:?}"));
            assert_eq!(found.unwrap_or_default(), role, "{written}");
        }
    }
}
