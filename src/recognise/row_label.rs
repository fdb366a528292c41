//! A row's label taken apart: the words, the period and the unit of measure that it names itself.

use super::Knowledge;
use super::as_of::AsOf;
use super::labels::LabelMeaning;
use super::measure::{Said, settle, take_set_off, without_count_and_amount, without_unit};
use super::period_text::find_named;
use super::questions::without_question;
use super::references::without_references;
use super::remarks::{leaves_some, without_remarks};
use super::row_mark::{BULLETS, Mark};
use super::time::{Time, told_time};
use super::time_words::{TimeWords, holds_any};
use super::tones::Tones;
use crate::catalogue::{CongressField, FormWords};
use crate::period::PeriodKind;
use crate::quantity::{Dimension, UnitOfMeasure};
use crate::text::{self, begins_with_any, contains_any, ends_with_words};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// A label and what it means on its own.
#[derive(Clone)]
pub(super) struct RowLabel {
    /// Without what it says of its time and its unit: `Số tiền thăm hỏi (triệu đồng)`.
    pub(super) text: String,
    pub(super) time: Time,
    pub(super) unit: Option<UnitOfMeasure>,
    /// The match key of the text.
    pub(super) key: String,
    /// Whether it may be a part of what the row above is.
    pub(super) is_indented: bool,
    /// The bullet or number before it.
    pub(super) mark: Option<Mark>,
    /// The congress' row that it is.
    pub(super) congress: Option<CongressField>,
    /// The indicator that it is.
    pub(super) meaning: LabelMeaning,
    has_slip: OnceLock<bool>,
}

impl RowLabel {
    pub(super) fn parse(label: &str, lexicon: &Knowledge) -> Self {
        let own = text::own_words(label);
        let own = match own.contains('\n') {
            true => Cow::Owned(text::clean(own)),
            false => Cow::Borrowed(own),
        };
        let own = Tones::built_in().whole(&own);
        let words = &lexicon.forms.words;
        // `Có bao nhiêu tổ công đoàn? (ghi số tổ)`
        let asked = match own.contains('?') {
            true => without_remarks(&own, words),
            false => Cow::Borrowed(&*own),
        };
        let own = without_question(asked, words);
        let (label, date) = without_date(&own);
        let label = without_remarks(&label, words);
        let label = without_references(&label, words);
        let both = without_count_and_amount(&label, words);
        let (text, unit) = match both {
            Some((text, unit)) => (Cow::Borrowed(text), Some(unit)),
            None => without_unit(&label, words),
        };
        let (text, time) = without_time(text, words);
        let key = match leaves_some(&own, words) {
            // Its words alone would mean all of them; in its parentheses no known label ends.
            true => text.to_lowercase(),
            false => lexicon.match_key(&strokes_in_words(&text, words)),
        };
        let reckoned = unit
            .as_ref()
            .and_then(|unit| reckoned_by(&text, unit, words));
        let reckoned = reckoned.map(|text| lexicon.match_key(&text));
        let is_known = |key: &String| lexicon.labels.known_meaning(key).is_some();
        let key = match reckoned.filter(|longer| !is_known(&key) && is_known(longer)) {
            Some(longer) => longer,
            None => key,
        };
        if unit.is_none()
            && let Some(known) = Self::with_unit_set_off(&text, &key, lexicon)
        {
            return Self {
                time: date.unwrap_or(time),
                ..known
            };
        }
        let either = lexicon.whole_or_part(&text);
        let either = either.or_else(|| lexicon.whole_among(&text));
        let meaning = match either {
            Some(either) => LabelMeaning::Ambiguous(either.into()),
            None => meaning_of(&key, &text, lexicon),
        };
        Self {
            time: date.unwrap_or(time),
            unit,
            mark: Mark::of(&text, words),
            is_indented: text.starts_with(BULLETS)
                || begins_with_any(&key, &words.among_beginnings),
            meaning,
            text: text.into_owned(),
            congress: lexicon.congress_field(&key),
            key,
            has_slip: OnceLock::new(),
        }
    }

    /// A label that means nothing as it stands, and something without the unit of measure that is set off at its end.
    fn with_unit_set_off(text: &str, key: &str, lexicon: &Knowledge) -> Option<Self> {
        let (before, unit) = take_set_off(text, &lexicon.forms.words)?;
        let is_known = |key: &str| lexicon.labels.known_meaning(key).is_some();
        let is_meant = !is_known(key) && is_known(&lexicon.match_key(before));
        is_meant.then(|| Self {
            unit: Some(unit),
            ..Self::parse(before, lexicon)
        })
    }

    /// Whether a label that means something does so in spite of a slip of the finger.
    pub(super) fn has_slip(&self, lexicon: &Knowledge) -> bool {
        *self
            .has_slip
            .get_or_init(|| lexicon.labels.has_slip(&self.key))
    }

    /// Where a heading names a field of work, of several each for itself (`Về đoàn viên, chăm lo đoàn viên`, not `Đoàn viên, người lao
    /// động được thăm hỏi`): the indicator that the first alone means.
    pub(super) fn field_named(&self, lexicon: &Knowledge) -> Option<Option<Arc<str>>> {
        let words = &lexicon.forms.words;
        let key = |part: &str| {
            let key = text::label_key(part);
            let mut begun = words.topic_beginnings.iter();
            let begun = begun.find_map(|it| key.strip_prefix(it.as_str())?.strip_prefix(' '));
            begun.map_or_else(|| key.clone(), str::to_owned)
        };
        let mut parts = self.text.split([',', ';']).map(key);
        let first = parts.next();
        let first = first.filter(|it| text::is_made_of(it, &words.topics))?;
        let is_for_itself = |part: String| {
            text::is_made_of(&part, &words.topics) || text::contains_words(&part, &first)
        };
        parts
            .all(is_for_itself)
            .then(|| lexicon.indicator_of(&first))
    }

    /// Whether its own words ask for a figure: a number before them, or a unit of measure.
    pub(super) fn asks_for_figure(&self) -> bool {
        self.unit.is_some() || matches!(self.mark, Some(Mark::Numbers(_)))
    }

    /// What the row is measured in, a percent sign in its label included.
    pub(super) fn measured_in<'a>(
        &self,
        declared: Option<&'a UnitOfMeasure>,
    ) -> Option<&'a Dimension> {
        if self.text.contains('%') {
            return Some(&Dimension::Percent);
        }
        declared.map(|unit| &unit.dimension)
    }

    /// The row's unit of measure: what its column declares and what the label names.
    pub(super) fn measured<'a>(&'a self, declared: Said<'a>) -> Said<'a> {
        settle([declared, self.unit.as_ref().map(Cow::Borrowed)])
    }
}

/// A label with what its unit is reckoned by: `Lương bình quân (đồng/tháng)`.
fn reckoned_by(text: &str, unit: &UnitOfMeasure, words: &FormWords) -> Option<String> {
    let (_, by) = unit.written.split_once('/')?;
    let each = words.each_words.first()?;
    Some(format!("{text} {each} {by}"))
}

/// What stands before the stroke of a label or a title that asks for so many of so many: `Số đoàn viên đăng ký/tổng số đoàn viên`,
/// `Đạt/Tổng số`.
pub(super) fn before_whole<'l>(written: &'l str, words: &FormWords) -> Option<&'l str> {
    let (part, whole) = written.rsplit_once('/')?;
    begins_with_any(&text::label_key(whole), &words.whole_beginnings).then_some(part)
}

/// A label with its strokes in words: `Bình quân số lượt thăm hỏi/đoàn viên` and `Lượt thăm hỏi/đoàn viên` are for each of
/// them, `Lượt thăm hỏi/tổng số đoàn viên` is a share. `Thăm hỏi đoàn viên/NLĐ` is of both.
fn strokes_in_words<'l>(label: &'l str, words: &FormWords) -> Cow<'l, str> {
    let (Some(each), Some(share)) = (words.each_words.first(), words.share_words.first()) else {
        return Cow::Borrowed(label);
    };
    if !label.contains('/') {
        return Cow::Borrowed(label);
    }
    let is_average = contains_any(&text::label_key(label), &words.average_words);
    let mut parts = label.split('/');
    let mut written = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let key = text::label_key(part);
        // `T/số` is one word, written short.
        let is_letter = written
            .rsplit(' ')
            .next()
            .is_some_and(|it| it.chars().count() == 1);
        // `10/ Số đoàn viên` is numbered.
        let is_behind_words = written.contains(char::is_alphabetic);
        let is_word =
            !is_letter && is_behind_words && part.trim_start().starts_with(char::is_alphabetic);
        let heads = &words.head_words;
        let before = text::label_key(&written);
        let is_of_both = || heads.iter().any(|head| ends_with_words(&before, head));
        let stroke = match is_word {
            true if begins_with_any(&key, &words.share_beginnings) => [" ", share, " "],
            true if is_average || heads.contains(&key) && !is_of_both() => [" ", each, " "],
            _ => ["", "/", ""],
        };
        written.extend(stroke);
        written.push_str(part);
    }
    Cow::Owned(written)
}

/// Takes out the date that the figure is of: `Tổng số đoàn viên (tính đến 31/5/2023)`.
fn without_date(label: &str) -> (Cow<'_, str>, Option<Time>) {
    let leading = &TimeWords::built_in().as_of.in_labels;
    if !label.contains(|c: char| c.is_ascii_digit()) {
        return (Cow::Borrowed(label), None);
    }
    let mut rest = label.to_lowercase();
    let found = AsOf::found(&rest).filter(|(_, range)| {
        let words = &rest[range.clone()];
        leading.iter().any(|word| words.contains(word.as_str()))
    });
    match found {
        // Small letters of other scripts may be longer than capitals: then the places are not the same.
        Some((as_of, range)) if rest.len() == label.len() => {
            rest = label.to_string();
            rest.replace_range(range, " ");
            (Cow::Owned(rest), Some(Time::AsOf(as_of)))
        }
        _ => (Cow::Borrowed(label), None),
    }
}

/// A label without the time that it names. `Lương bình quân năm 2023` is reckoned by the year, in whatever period.
fn without_time<'a>(label: Cow<'a, str>, words: &FormWords) -> (Cow<'a, str>, Time) {
    let has_year = label
        .as_bytes()
        .windows(4)
        .any(|four| four.iter().all(u8::is_ascii_digit));
    if !has_year {
        return without_half(label, words);
    }
    let mut rest = label.to_lowercase();
    match &find_named(&rest)[..] {
        [(period, range)] => {
            let (period, range) = (*period, range.clone());
            let before = text::label_key(&rest[..range.start]);
            let mut reckoning = words.reckoning_words.iter();
            let is_reckoned = reckoning.any(|word| ends_with_words(&before, word));
            let is_of_months = contains_any(&before, &words.month_words);
            if is_reckoned && !is_of_months {
                rest.replace_range(range, &TimeWords::built_in().year.in_label(None));
                return (Cow::Owned(rest), Time::Unsaid);
            }
            rest.replace_range(range, " ");
            (Cow::Owned(rest), period.map_or(Time::Part, Time::Of))
        }
        _ => (label, Time::Unsaid),
    }
}

/// A label without the half year that it names: `Kết nạp mới trong 6 tháng`, `6 tháng đầu năm`. A wage is reckoned by its
/// months, and other months are those of a contract.
fn without_half<'a>(label: Cow<'a, str>, words: &FormWords) -> (Cow<'a, str>, Time) {
    let mut rest = label.to_lowercase();
    let times = TimeWords::built_in();
    if !holds_any(&rest, &words.month_words) {
        return (label, Time::Unsaid);
    }
    let key = text::label_key(&rest);
    let is_reckoned = contains_any(&key, &words.reckoning_words);
    match told_time(&rest) {
        Some((time @ Time::Kind(PeriodKind::FirstHalf), range)) if !is_reckoned => {
            let half = &times.half_in_label;
            let before = rest[..range.start].trim_end();
            let is_within = half.behind.iter().any(|it| before.ends_with(it.as_str()));
            if !is_within && !holds_any(&rest[range.clone()], &half.among) {
                return (label, Time::Unsaid);
            }
            rest.replace_range(range, " ");
            (Cow::Owned(rest), time)
        }
        _ => (label, Time::Unsaid),
    }
}

/// What a label's key means, or what it says in parentheses that it is in all: `Biên chế và hợp đồng hiện có mặt (tổng số CBCC, NLĐ)`.
fn meaning_of(key: &str, text: &str, lexicon: &Knowledge) -> LabelMeaning {
    let meaning = lexicon.labels.meaning(key);
    let LabelMeaning::Unknown(_) = meaning else {
        return meaning;
    };
    let inside = text
        .trim_end()
        .strip_suffix(')')
        .and_then(|it| it.rsplit_once('('));
    let whole = inside.map(|(_, inside)| lexicon.match_key(inside));
    let totals = &lexicon.forms.words.whole_beginnings;
    let whole = whole.filter(|it| begins_with_any(it, totals) && it.contains(' '));
    let known = whole.and_then(|it| lexicon.labels.known_meaning(&it));
    known
        .filter(|it| matches!(it, LabelMeaning::Indicator(_)))
        .unwrap_or(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn labels_are_taken_apart() {
        let lexicon = crate::recognise::Lexicon::built_in();
        for [label, text, factor, period] in cases(
            "
            Số tiền thăm hỏi (triệu đồng)         | Số tiền thăm hỏi              | 1000000
            Số tiền thăm hỏi - nghìn đồng         | số tiền thăm hỏi              | 1000
            Số tiền thăm hỏi: đồng                | số tiền thăm hỏi              | 1
            Số tổ công đoàn - tổ                  | Số tổ công đoàn               | 1
            Số hộ nghèo - ĐVT: hộ                 | số hộ nghèo                   | 1
            Kinh phí thăm hỏi [ĐVT: triệu đồng]   | Kinh phí thăm hỏi             | 1000000
            Kinh phí thăm hỏi - Đơn vị: nghìn đồng | kinh phí thăm hỏi            | 1000
            Số tiền thăm hỏi (tính bằng triệu đồng) | Số tiền thăm hỏi            | 1000000
            Kinh phí thăm hỏi, đơn vị tính nghìn đồng | kinh phí thăm hỏi         | 1000
            Số tiền đơn vị đóng góp các quỹ xã hội | Số tiền đơn vị đóng góp các quỹ xã hội
            Tổng số cán bộ - giáo viên - nhân viên | Tổng số cán bộ - giáo viên - nhân viên
            Tổng số đoàn viên (người)             | Tổng số đoàn viên             | 1
            Số lao động được ký hợp đồng          | Số lao động được ký hợp đồng
            Tổng số đoàn viên (*)                 | Tổng số đoàn viên
            Số tiền ủng hộ (*) (ĐVT: nghìn đồng)  | Số tiền ủng hộ                | 1000
            Số tiền ủng hộ (nữ) (nghìn đồng)      | Số tiền ủng hộ (nữ)           | 1000
            Hộ chính sách, hộ nghèo               | Hộ chính sách, hộ nghèo
            Thăm hỏi đoàn viên (số lượt/số tiền)  | Thăm hỏi đoàn viên            | 1
            Hỗ trợ đoàn viên: số người và số tiền | Hỗ trợ đoàn viên              | 1
            Tặng quà hộ nghèo (số hộ, kinh phí)   | Tặng quà hộ nghèo             | 1
            Thăm hỏi đoàn viên - số lượt, số tiền | Thăm hỏi đoàn viên            | 1
            Thăm hỏi đoàn viên (số tiền)          | Thăm hỏi đoàn viên (số tiền)
            Tổng số đoàn viên năm 2022            | tổng số đoàn viên             |         | 2022
            Lương bình quân năm 2023              | lương bình quân  năm
            Lương bình quân tháng năm 2023        | lương bình quân tháng         |         | 2023
            Tổng số đoàn viên là bao nhiêu?       | tổng số đoàn viên
            Có bao nhiêu sáng kiến được công nhận ? | số sáng kiến được công nhận
            Đã ủng hộ các quỹ xã hội bao nhiêu tiền? | đã ủng hộ các quỹ xã hội số tiền
            Đơn vị có nhà ăn tập thể không?       | Đơn vị có nhà ăn tập thể không?
            Tổng số đoàn viên bao nhiêu           | Tổng số đoàn viên bao nhiêu
            Tổng số đoàn viên (đến 31/12/2022)    | Tổng số đoàn viên ( )",
        ) {
            let parsed = RowLabel::parse(label, &lexicon);
            let found = parsed.unit.as_ref().map(|unit| unit.factor.to_string());
            let time = parsed.time.period().map(|period| period.to_string());
            let seen = [
                parsed.text.trim(),
                &found.unwrap_or_default(),
                &time.unwrap_or_default(),
            ];
            assert_eq!(seen, [text, factor, period], "{label}");
        }
    }
}
