//! What titles, labels and lines say of the unit of measure, and which of several statements counts.

use super::remarks::parentheses;
use crate::catalogue::FormWords;
use crate::quantity::{
    Dimension, UnitOfMeasure, parse_stated_unit, parse_unit_of_measure, speaks_of_money,
    trailing_amount,
};
use crate::text;
use std::borrow::Cow;

/// Of more words is a sentence.
const MOST_WORDS: usize = 4;

/// A unit of measure that is said of something.
pub(super) type Said<'u> = Option<Cow<'u, UnitOfMeasure>>;

/// What is said in several places of the unit of one thing, the narrowest first: that counts. Where two amounts contradict
/// each other (`đồng` in the row of a table in `nghìn đồng`) it is not known.
pub(super) fn settle<'u>(said: impl IntoIterator<Item = Said<'u>>) -> Said<'u> {
    let mut said = said.into_iter().flatten();
    let narrowest = said.next()?;
    Some(said.fold(narrowest, |narrow, wide| beside_wider(narrow, &wide)))
}

/// The same of what is only looked at.
pub(super) fn settle_stated<'u>(
    said: impl IntoIterator<Item = Option<&'u UnitOfMeasure>>,
) -> Said<'u> {
    let mut said = said.into_iter().flatten();
    let narrowest = Cow::Borrowed(said.next()?);
    Some(said.fold(narrowest, beside_wider))
}

fn beside_wider<'u>(
    narrow: Cow<'u, UnitOfMeasure>,
    wide: &UnitOfMeasure,
) -> Cow<'u, UnitOfMeasure> {
    let is_money = |unit: &UnitOfMeasure| unit.dimension == Dimension::Money;
    if is_money(&narrow) && is_money(wide) && narrow.factor != wide.factor {
        let both = format!("{}; {}", narrow.written, wide.written);
        return Cow::Owned(UnitOfMeasure::unknown(&both));
    }
    match narrow.dimension == wide.dimension {
        true => UnitOfMeasure::reckoned_also_by(narrow, wide),
        false => narrow,
    }
}

/// Whether a unit of measure that a title or a line above a table states is meant for an indicator: `nghìn đồng` is meant
/// for amounts only, and what is not understood may be.
pub(super) fn is_meant_for(unit: &UnitOfMeasure, is_money: bool) -> bool {
    let may_be_money = matches!(unit.dimension, Dimension::Money | Dimension::Unknown);
    may_be_money == is_money
}

/// Of several units that lines state that of the amounts is kept: persons are counted without one.
pub(super) fn with_line(
    known: Option<UnitOfMeasure>,
    unit: UnitOfMeasure,
) -> Option<UnitOfMeasure> {
    let known = known.filter(|known| is_meant_for(known, true));
    settle([known, Some(unit)].map(|unit| unit.map(Cow::Owned))).map(Cow::into_owned)
}

/// The unit that words in parentheses in a column's title state: `(ĐVT: nghìn đồng)`.
pub(super) fn of_title(inside: &str, words: &FormWords) -> Option<UnitOfMeasure> {
    let key = text::label_key(inside);
    let mut introductions = (words.unit_of_measure_prefixes.iter()).chain(&words.unit_note_words);
    let named = introductions.find_map(|it| key.strip_prefix(it.as_str()));
    let named = named.unwrap_or(inside).trim();
    parse_unit_of_measure(named).or_else(|| {
        let is_amount = speaks_of_money(named);
        is_amount.then(|| parse_stated_unit(named)).flatten()
    })
}

/// A row's label without the unit that it states: `Số tiền thăm hỏi (triệu đồng)`.
pub(super) fn without_unit<'l>(
    label: &'l str,
    words: &FormWords,
) -> (Cow<'l, str>, Option<UnitOfMeasure>) {
    let endings = &words.label_unit_endings;
    let is_set_off = label.contains(['(', ',', ':', ';', '-', '–', '—', '/', '['])
        || text::first_of(&text::in_small(label), &words.unit_of_measure_prefixes).is_some()
        || endings
            .iter()
            .any(|ending| label.ends_with(ending.as_str()));
    if !is_set_off {
        return (Cow::Borrowed(label), None);
    }
    for range in parentheses(label) {
        let inside = label[range.start() + 1..*range.end()].trim();
        let without = format!("{} {}", &label[..*range.start()], &label[range.end() + 1..]);
        let is_measure =
            |unit: &UnitOfMeasure| unit.dimension != Dimension::Percent && inside.len() > 1;
        // `(đạt tỷ lệ %)`, `(tỷ lệ so với tổng số)` make a share of the label.
        let is_share = inside.contains('%')
            || text::begins_with_any(&text::label_key(inside), &words.share_titles);
        if is_share {
            continue;
        }
        let stated = without_introduction(inside, words);
        // `(hộ gia đình chính sách, hộ nghèo)` says who is counted.
        let is_short = stated.split(' ').count() <= MOST_WORDS || stated.len() < inside.len();
        let at_its_end = || is_short.then(|| parse_stated_unit(&stated)).flatten();
        let unit = of_title(inside, words).or_else(at_its_end);
        let unit = unit.filter(is_measure);
        if unit.is_some() && !without.trim().is_empty() {
            return (Cow::Owned(without), unit);
        }
    }
    let lower = text::in_small(label);
    let found = take_introduced(&lower, words).or_else(|| take_trailing_money(&lower));
    match found {
        Some((without, unit)) => (Cow::Owned(without), Some(unit)),
        None => (Cow::Borrowed(label), None),
    }
}

/// A statement of a unit without the words that introduce it: `ĐVT: nghìn đồng`, `tính bằng nghìn đồng`.
fn without_introduction<'s>(stated: &'s str, words: &FormWords) -> Cow<'s, str> {
    let lower = stated.to_lowercase();
    let introductions = words.unit_of_measure_prefixes.iter();
    let introductions = introductions.chain(&words.unit_note_words);
    let behind = introductions.filter_map(|it| lower.strip_prefix(it.as_str()));
    let behind = behind.filter(|rest| rest.starts_with([' ', ':']));
    match behind.min_by_key(|rest| rest.len()) {
        Some(rest) => Cow::Owned(rest.trim_start_matches([' ', ':']).to_string()),
        None => Cow::Borrowed(stated),
    }
}

/// Splits a unit off the end of a label or title that says that it is one: `Số lượt thăm hỏi - ĐVT: lượt`, `Số tiền, đơn vị
/// tính nghìn đồng`. `Đơn vị` alone may be who reports, but for a unit behind its colon.
pub(super) fn take_introduced(lower: &str, words: &FormWords) -> Option<(String, UnitOfMeasure)> {
    // Most say nothing of a unit: one look tells it.
    text::first_of(lower, &words.unit_of_measure_prefixes)?;
    let prefixes = words.unit_of_measure_prefixes.iter();
    let introduction = |prefix: &String| {
        let at = lower.rfind(prefix.as_str())?;
        let is_word = |c: Option<char>| c.is_none_or(|c| !text::is_of_a_word(c));
        let (before, behind) = (&lower[..at], &lower[at + prefix.len()..]);
        let is_whole = is_word(before.chars().next_back()) && is_word(behind.chars().next());
        let is_sure = || {
            let unit = behind.strip_prefix(':').map(|named| named.trim());
            unit.is_some_and(|named| parse_unit_of_measure(named).is_some())
        };
        let may_be_a_name = words.unit_prefixes.contains(prefix);
        (is_whole && (!may_be_a_name || is_sure())).then_some((before, behind))
    };
    let found = prefixes.filter_map(introduction);
    let (before, behind) = found.min_by_key(|(before, _)| before.len())?;
    let edges = |c: char| c.is_whitespace() || "-–—:;,.()[]/".contains(c);
    let (before, named) = (before.trim_end_matches(edges), behind.trim_matches(edges));
    let is_rest_a_title = before.contains(text::is_letter)
        && before.matches('(').count() == before.matches(')').count();
    if named.is_empty() || !is_rest_a_title {
        return None;
    }
    let unit = parse_stated_unit(named).unwrap_or_else(|| UnitOfMeasure::unknown(named));
    Some((before.to_string(), unit))
}

/// Splits a unit of anything off the end of a label, set off by a dash or a colon: `Số tổ công đoàn - tổ`. Behind a stroke it
/// is for each of them: `Số tiền thăm hỏi/lượt`.
pub(super) fn take_set_off<'l>(
    label: &'l str,
    words: &FormWords,
) -> Option<(&'l str, UnitOfMeasure)> {
    let (before, after) = label.rsplit_once([':', '-', '–', ','])?;
    // `Tổng số đoàn viên, người lao động` goes on behind its comma.
    let is_listed = || words.listed_units.contains(&after.trim().to_lowercase());
    if label[before.len()..].starts_with(',') && !is_listed() {
        return None;
    }
    let before = before.trim_end();
    let unit = parse_unit_of_measure(after.trim())?;
    before.contains(text::is_letter).then_some((before, unit))
}

/// A label without what it says at its end that both a count and its amount are asked for, and what is counted: `Thăm hỏi đoàn viên (số
/// lượt/số tiền)`, `Hỗ trợ đoàn viên khó khăn: số người và số tiền`. The amount stands in a column of its own, or behind the count.
pub(super) fn without_count_and_amount<'l>(
    label: &'l str,
    words: &FormWords,
) -> Option<(&'l str, UnitOfMeasure)> {
    const JOINERS: [&str; 8] = ["/", ",", ";", "+", "&", " và ", " với ", " - "];
    let trimmed = label.trim_end_matches([' ', '.', ':']);
    let (before, asked) = match trimmed.strip_suffix(')') {
        Some(open) => open.rsplit_once('(')?,
        None => trimmed
            .rsplit_once([':', '–'])
            .or_else(|| trimmed.rsplit_once(" - "))?,
    };
    let lower = asked.to_lowercase();
    let mut parts = JOINERS.iter().filter_map(|joiner| lower.split_once(joiner));
    let counted = |text: &str| {
        let key = text::label_key(text);
        let mut beginnings = words.count_beginnings.iter();
        let bare = beginnings.find_map(|it| key.strip_prefix(it.as_str())?.strip_prefix(' '));
        let unit = parse_unit_of_measure(bare.unwrap_or(&key))?;
        use Dimension::{Households, Persons, Times};
        matches!(unit.dimension, Persons | Times | Households).then_some(unit)
    };
    let is_amount = |text: &str| {
        let key = text::label_key(text);
        let is_of_money = |word: &str| words.money_words.iter().any(|it| it == word);
        let is_count = |word: &str| words.count_beginnings.iter().any(|it| it == word);
        let is_of = |word: &str| is_of_money(word) || is_count(word);
        key.split(' ').any(is_of_money) && key.split(' ').all(is_of)
    };
    // `(lượt/đồng)`; `(đồng/người)` is for each of them.
    let is_in_dong = |text: &str| {
        parse_unit_of_measure(text.trim())
            .is_some_and(|unit| unit.dimension == Dimension::Money && unit.factor == 1.0)
    };
    let unit = parts.find_map(|(one, other)| {
        let counted_first = counted(one).filter(|_| is_amount(other) || is_in_dong(other));
        counted_first.or_else(|| counted(other).filter(|_| is_amount(one)))
    })?;
    let before = before.trim_end();
    before.contains(text::is_letter).then_some((before, unit))
}

/// Splits an amount's unit off the end of a title that has it without parentheses: `Số tiền - triệu đồng`, `Số tiền
/// nghìn đồng`. A bare `đồng` must be set off: `Ký hợp đồng` ends in no unit.
pub(super) fn take_trailing_money(title: &str) -> Option<(String, UnitOfMeasure)> {
    if !speaks_of_money(title) {
        return None;
    }
    let amount =
        |text: &str| parse_unit_of_measure(text).filter(|unit| unit.dimension == Dimension::Money);
    let set_off = title.rfind([',', '-', ':', '–', ';', '/']).and_then(|at| {
        let (before, after) = title.split_at(at);
        let after = after.trim_start_matches(|character: char| !character.is_alphanumeric());
        Some((before.trim().to_string(), amount(after)?))
    });
    let of_words = |count: usize| {
        let start = title.rmatch_indices(' ').nth(count - 1)?.0;
        let unit = amount(title[start..].trim()).filter(|unit| unit.factor > 1.0)?;
        Some((title[..start].trim().to_string(), unit))
    };
    let is_rest_a_title = |(before, _): &(String, UnitOfMeasure)| {
        !before.is_empty() && before.matches('(').count() == before.matches(')').count()
    };
    let found = set_off.filter(is_rest_a_title);
    let found = found.or_else(|| of_words(2)).or_else(|| of_words(1));
    found.filter(is_rest_a_title)
}

/// What a line that is about the unit of measure speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// `Đơn vị tính: nghìn đồng`: what follows.
    Below,
    /// `Ghi chú: số tiền tính bằng nghìn đồng`: all rows of the table among which it stands.
    All,
    /// `Các khoản còn lại tính bằng nghìn đồng`: those of them that state none.
    Rest,
    /// `Tổng số tiền thăm hỏi, triệu đồng`: what follows where it stands above a table, and else nothing.
    Table,
}

/// A line that is about the unit of measure.
#[derive(Clone)]
pub(super) enum UnitLine {
    /// `ĐVT:`: the unit stands in the next cell. The introduction.
    Introduces(String),
    /// It states one.
    States(UnitOfMeasure, Reach),
}

impl UnitLine {
    /// Takes a line apart; `lower` in small letters.
    pub(super) fn parse(lower: &str, words: &FormWords) -> Option<Self> {
        let start = text::first_of(lower, &words.unit_of_measure_prefixes);
        let Some(introduced) = start.map(|start| &lower[start..]) else {
            return Self::note(lower, words);
        };
        let (introduction, rest) = introduced.split_once([':', '：']).unwrap_or_else(|| {
            let prefixes = words.unit_of_measure_prefixes.iter();
            let prefixes = prefixes.filter(|prefix| introduced.starts_with(prefix.as_str()));
            introduced.split_at(prefixes.map(String::len).max().unwrap_or_default())
        });
        let has_colon = introduction.len() + rest.len() < introduced.len();
        let introduction = &introduced[..introduction.len() + usize::from(has_colon)];
        if rest.trim().is_empty() {
            return Some(Self::Introduces(introduction.to_string()));
        }
        introduced_unit(introduction, rest, words).map(|unit| Self::States(unit, Reach::Below))
    }

    /// `(triệu đồng)` alone in its cell, `Số tiền tính bằng nghìn đồng`.
    fn note(lower: &str, words: &FormWords) -> Option<Self> {
        let holds = |words: &[String]| words.iter().any(|word| lower.contains(word.as_str()));
        let is_note = holds(&words.unit_note_words);
        let whole = parse_unit_of_measure(lower).filter(|unit| unit.factor > 1.0);
        let is_about_money = is_note || holds(&words.amount_words);
        let ending = || is_about_money.then(|| trailing_amount(lower)).flatten();
        let reach = match is_note || lower.starts_with('(') {
            false => Reach::Table,
            true if holds(&words.unit_rest_words) => Reach::Rest,
            true => Reach::All,
        };
        let unit = whole.or_else(ending)?;
        Some(Self::States(unit, reach))
    }

    /// The unit that it states, with what stands beside it.
    pub(super) fn said<'b>(
        &self,
        beside: impl FnOnce() -> Cow<'b, str>,
        words: &FormWords,
    ) -> Option<(UnitOfMeasure, Reach)> {
        match self {
            Self::States(unit, reach) => Some((unit.clone(), *reach)),
            Self::Introduces(introduction) => Some((
                introduced_unit(introduction, &beside(), words)?,
                Reach::Below,
            )),
        }
    }
}

/// The unit behind an introduction: `ĐVT: nghìn đồng`, `(Đơn vị tính tiền: triệu đồng)`. `Đơn vị: Trường THPT Đồng Đăng`
/// names a unit of another kind.
fn introduced_unit(introduction: &str, rest: &str, words: &FormWords) -> Option<UnitOfMeasure> {
    if !introduction.ends_with([':', '：']) {
        return parse_unit_of_measure(rest.trim_matches(['(', ')', '.', ' ']));
    }
    let rest = rest.trim().trim_end_matches([')', '.', ';']);
    // `Đơn vị` alone introduces names, too.
    let prefixes = words.unit_of_measure_prefixes.iter();
    let prefixes = prefixes.filter(|prefix| introduction.starts_with(prefix.as_str()));
    let longest = prefixes.max_by_key(|prefix| prefix.len());
    let may_be_a_name = longest.is_some_and(|prefix| words.unit_prefixes.contains(prefix));
    let is_sure = |unit: &UnitOfMeasure| {
        unit.dimension != Dimension::Unknown || !may_be_a_name && speaks_of_money(rest)
    };
    // Of a name one word may be a unit: `Công đoàn Sở Nội vụ và Lao động`.
    let is_all_units = || {
        let joiners = words.list_joiners.iter();
        let parts = joiners.fold(rest.to_string(), |rest, joiner| {
            rest.replace(&format!(" {joiner} "), ",")
        });
        let mut parts = parts.split([',', ';', '+', '&', '/']);
        parse_unit_of_measure(rest).is_some()
            || parts.all(|part| parse_unit_of_measure(part).is_some())
    };
    parse_stated_unit(rest).filter(|unit| is_sure(unit) && (!may_be_a_name || is_all_units()))
}
