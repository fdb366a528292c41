//! Units of measure as people write them, from the embedded list.

use crate::catalogue::Forms;
use crate::memo::Memo;
use crate::text::{clean, cleaned, is_made_of, is_of_a_word, label_key, lower_case};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The built-in list.
const BUILT_IN: &str = include_str!("units.toml");

#[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
static UNITS: LazyLock<Units> =
    LazyLock::new(|| Units::from_toml(BUILT_IN).expect("the built-in units are valid"));

/// The same few texts stand in every row of every form.
static KNOWN: LazyLock<Memo<Option<UnitOfMeasure>>> = LazyLock::new(Memo::new);

/// From this amount on nobody writes đồng and means thousands: it would be billions of a grassroots union.
const LEAST_PLAIN_AMOUNT: f64 = 1e6;

/// What a figure measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dimension {
    /// Amounts, in đồng.
    Money,
    /// People.
    Persons,
    /// Times that something happened to somebody (`lượt`).
    Times,
    /// Households.
    Households,
    /// Rates, as fractions.
    Percent,
    /// Points.
    Points,
    /// Other things that are counted, by name: `tổ`, `sáng kiến`.
    Things(String),
    /// Something that is stated and not understood: an amount under it is not certain.
    Unknown,
}

/// A unit of measure.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitOfMeasure {
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units it is worth; other than 1 only for money (thousands, millions, billions of đồng).
    pub factor: f64,
    /// Whether it is reckoned by something: `đồng/người/tháng`.
    pub is_rate: bool,
    /// Whether it is a multiple of what is counted: `nghìn người`.
    pub is_multiple: bool,
    /// Whether it says of a row that asks for one thing that another is counted: `người` beside `Số tổ công đoàn`.
    pub is_contrary: bool,
    /// The time and the things that it is reckoned by.
    pub(super) per: Reckoned,
    /// As written, tidied.
    pub written: String,
    /// From this figure on the unit cannot be meant.
    pub(super) largest: Option<f64>,
}

/// What a figure is reckoned by: `/tháng`, `/năm`, `/người`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Reckoned {
    month: bool,
    year: bool,
    /// Another time: `/quý`, `/6 tháng`, `/ngày`.
    other_time: bool,
    /// People, one by one.
    person: bool,
    /// Anything else: `/hộ`, `/suất`.
    other: bool,
}

impl Reckoned {
    fn and(self, beside: Self) -> Self {
        Self {
            month: self.month || beside.month,
            year: self.year || beside.year,
            other_time: self.other_time || beside.other_time,
            person: self.person || beside.person,
            other: self.other || beside.other,
        }
    }

    fn is_of_time(self) -> bool {
        self.month || self.year || self.other_time
    }
}

/// Reads a unit of measure: `đồng`, `ĐVT: 1.000đ`, `(triệu đồng)`, `lượt người`, `đồng/người/tháng`. `None` where the
/// text is none that is known.
pub fn parse_unit_of_measure(text: &str) -> Option<UnitOfMeasure> {
    unit_of_measure(text).into_owned()
}

/// The same, only looked at.
pub(crate) fn unit_of_measure(text: &str) -> Cow<'static, Option<UnitOfMeasure>> {
    KNOWN.get(text, || parse_anew(text))
}

fn parse_anew(text: &str) -> Option<UnitOfMeasure> {
    let cleaned = clean(text);
    let is_edge = |edge: char| matches!(edge, '(' | ')' | ':' | '-' | ' ' | '[' | ']');
    let mut bare = cleaned.trim_matches(is_edge);
    let lower = lower_case(bare);
    for title in &UNITS.titles {
        if let Some(rest) = lower.strip_prefix(title.as_str())
            && rest.trim_start().starts_with([':', '(', '-'])
            && let Some(tail) = bare.get(bare.len() - rest.len()..)
        {
            bare = tail;
            break;
        }
    }
    let bare = bare.trim_matches(is_edge);
    let parsed = UNITS.parse(bare).or_else(|| written_twice(bare));
    parsed.or_else(|| UNITS.parse(&without_other_script(bare)?))
}

/// `越盾 đồng`: without the words in another script; `None` where there are none.
fn without_other_script(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let own: Vec<&str> = words
        .iter()
        .copied()
        .filter(|it| !is_of_other_script(it))
        .collect();
    (own.len() < words.len()).then(|| own.join(" "))
}

/// One unit in several writings, as forms in two languages have it: `nghìn đồng / kVND`. What is in another script says nothing.
fn written_twice(text: &str) -> Option<UnitOfMeasure> {
    let writings = text.split(['/', '(']);
    let writings = writings.filter(|writing| !is_of_other_script(writing));
    let mut writings = writings.map(|writing| {
        let writing = writing.trim_matches([' ', ')']);
        UNITS.parse(writing)
    });
    let unit = writings.next()??;
    let is_same = |other: Option<UnitOfMeasure>| {
        other.is_some_and(|it| (&it.dimension, it.factor) == (&unit.dimension, unit.factor))
    };
    writings.all(is_same).then_some(UnitOfMeasure {
        written: text.to_owned(),
        ..unit.clone()
    })
}

/// Whether a text is in letters that Vietnamese is never written in: `백만동`, `ドン`.
fn is_of_other_script(text: &str) -> bool {
    const FIRST: char = '\u{2e80}';
    let mut letters = text.chars().filter(|it| it.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|it| it >= FIRST)
}

/// The unit of amounts in a statement that may name several: `người, triệu đồng`. Where it speaks of money in a way that
/// is not understood, a unit of unknown dimension.
pub fn parse_stated_unit(text: &str) -> Option<UnitOfMeasure> {
    if let Some(unit) = parse_unit_of_measure(text) {
        return Some(unit);
    }
    if let Some(unit) = without_scope(text).and_then(parse_unit_of_measure) {
        return Some(unit);
    }
    let lower = lower_case(&clean(text));
    let separated = lower.replace(" và ", ",");
    let parts: Vec<UnitOfMeasure> = separated
        .split([',', ';', '+', '&'])
        .flat_map(|part| match beside_stroke(part) {
            // `các chỉ tiêu về tiền: nghìn đồng`
            units if units.is_empty() && UNITS.is_of_amounts(part) => {
                trailing_amount(part).into_iter().collect()
            }
            units => units,
        })
        .collect();
    let amounts: Vec<&UnitOfMeasure> = parts
        .iter()
        .filter(|unit| unit.dimension == Dimension::Money)
        .collect();
    match amounts[..] {
        [only] => return Some(only.clone()),
        [] if !UNITS.speaks_of_money(&lower) => return parts.into_iter().next(),
        _ => {}
    }
    Some(UnitOfMeasure::unknown(text))
}

/// A statement without what it says that it is of, where that is amounts at large: `triệu đồng (đối với số tiền)`. Of one
/// column (`nghìn đồng (cột 5)`) it is not that of all.
fn without_scope(text: &str) -> Option<&str> {
    let in_parentheses = text.split_once('(');
    let (unit, scope) = in_parentheses.or_else(|| text.split_once(" đối với "))?;
    let key = label_key(scope.trim_end().trim_end_matches(')'));
    let is_of_amounts = is_made_of(&key, &Forms::built_in_ref().words.unit_scope_words);
    is_of_amounts.then_some(unit)
}

/// The units of `người/triệu đồng`. Behind an amount a stroke says what it is reckoned by: `triệu đồng/cây` is no amount of
/// millions. What is reckoned by a time is no unit at all: `người/năm`.
fn beside_stroke(text: &str) -> Vec<UnitOfMeasure> {
    if let Some(unit) = parse_unit_of_measure(text) {
        return vec![unit];
    }
    let mut parts = Vec::new();
    for part in text.split('/') {
        let is_of_money = |unit: &UnitOfMeasure| unit.dimension == Dimension::Money;
        if parts.last().is_some_and(is_of_money) {
            return vec![UnitOfMeasure::unknown(text)];
        }
        let by_time = UNITS.reckoned_by(&compact(part));
        if by_time.is_some_and(Reckoned::is_of_time) {
            return Vec::new();
        }
        parts.extend(parse_unit_of_measure(part));
    }
    parts
}

/// The unit of money, other than a bare `đồng`, that a short line of text ends in: `Số tiền tính bằng nghìn đồng`.
pub fn trailing_amount(text: &str) -> Option<UnitOfMeasure> {
    let lower = lower_case(&clean(text));
    let end = lower.trim_end_matches(|character: char| !is_of_a_word(character));
    if !UNITS.speaks_of_money(end) {
        return None;
    }
    (1..=3).rev().find_map(|words| {
        let start = end.rmatch_indices([' ', ':', '(']).nth(words - 1)?.0;
        UNITS
            .parse(end[start..].trim_matches([' ', ':', '(']))
            .filter(|unit| unit.dimension == Dimension::Money && unit.factor > 1.0)
    })
}

/// Whether a text is or holds a word for thousands, millions or billions of đồng.
pub fn speaks_of_money(text: &str) -> bool {
    UNITS.speaks_of_money(&lower_case(&cleaned(text)))
}

impl UnitOfMeasure {
    /// A unit that is stated and not understood.
    pub fn unknown(written: &str) -> Self {
        Self {
            dimension: Dimension::Unknown,
            factor: 1.0,
            is_rate: false,
            is_multiple: false,
            is_contrary: false,
            per: UNITS.reckoned_in(written),
            written: clean(written),
            largest: None,
        }
    }

    /// The unit where something else is asked for.
    pub fn contrary(self) -> Self {
        Self {
            is_contrary: true,
            ..self
        }
    }

    /// Whether what is counted in one of the two cannot be counted in the other: groups in persons, households in groups. Times,
    /// persons and households that something was done for are written for each other, and so is what has no unit of its own.
    pub fn excludes(&self, other: &Self) -> bool {
        use Dimension::{Households, Persons, Things, Times};
        let is_apart = |it: &Dimension| match it {
            Persons | Households | Times => true,
            Things(name) => UNITS.told_apart.contains(name),
            _ => false,
        };
        let (one, other) = (&self.dimension, &other.dimension);
        let is_same = one == other
            || matches!((one, other), (Times, Persons | Households))
            || matches!((one, other), (Persons | Households, Times));
        !is_same && is_apart(one) && is_apart(other)
    }

    /// The unit where it is not certain that it is meant; what is too large for it is in none.
    pub fn in_doubt(&self) -> Self {
        Self {
            largest: Some(
                self.largest
                    .map_or(LEAST_PLAIN_AMOUNT, |it| it.min(LEAST_PLAIN_AMOUNT)),
            ),
            ..Self::unknown(&self.written)
        }
    }

    /// Whether a figure cannot be meant in it.
    pub fn cannot_be(&self, value: f64) -> bool {
        self.largest.is_some_and(|largest| value >= largest)
    }

    /// Whether what is reckoned by it adds up over a year: nothing, or the year alone.
    pub fn is_of_a_total(&self) -> bool {
        let by_the_year = Reckoned {
            year: true,
            ..Reckoned::default()
        };
        self.per == Reckoned::default() || self.per == by_the_year
    }

    /// Whether a wage of a month can be reckoned by it: the month, people, or nothing that says otherwise.
    pub fn is_of_a_wage(&self) -> bool {
        !(self.per.year || self.per.other_time || self.per.other)
    }

    /// Whether it is reckoned by another time than the year that the forms report on.
    pub fn is_of_another_time(&self) -> bool {
        self.per.is_of_time() && !self.is_of_a_total()
    }

    /// The same unit where another statement of it says more of what it is reckoned by.
    pub fn reckoned_also_by<'u>(unit: Cow<'u, Self>, beside: &Self) -> Cow<'u, Self> {
        let per = unit.per.and(beside.per);
        if per == unit.per {
            return unit;
        }
        Cow::Owned(Self {
            per,
            is_rate: unit.is_rate || beside.is_rate,
            written: format!("{}; {}", unit.written, beside.written),
            ..unit.into_owned()
        })
    }
}

/// Reads a unit that stands behind a figure in a cell of points: there `đ` is `điểm`.
pub(super) fn as_points(unit: &UnitOfMeasure) -> Option<UnitOfMeasure> {
    if unit.dimension == Dimension::Points {
        return Some(unit.clone());
    }
    let listed = UNITS.by_word.get(&compact(&unit.written))?;
    let points = listed
        .iter()
        .find(|known| known.dimension == Dimension::Points)?;
    Some(UnitOfMeasure {
        written: unit.written.clone(),
        ..points.clone()
    })
}

struct Units {
    by_word: BTreeMap<String, Vec<UnitOfMeasure>>,
    titles: Vec<String>,
    per: PerToml,
    multiple: Vec<String>,
    money: Vec<String>,
    amounts: Vec<String>,
    /// Things that nobody counts in persons or households, or in each other.
    told_apart: Vec<String>,
}

impl Units {
    fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        let written: UnitsToml = toml::from_str(text)?;
        let mut by_word: BTreeMap<String, Vec<UnitOfMeasure>> = BTreeMap::new();
        for entry in written.unit {
            for word in &entry.words {
                let unit = UnitOfMeasure {
                    dimension: Dimension::from_name(&entry.dimension),
                    factor: entry.factor,
                    is_rate: false,
                    is_multiple: false,
                    is_contrary: false,
                    per: Reckoned::default(),
                    written: word.clone(),
                    largest: entry.largest,
                };
                by_word.entry(compact(word)).or_default().push(unit);
            }
        }
        let compacted = |words: Vec<String>| words.iter().map(|word| compact(word)).collect();
        let per = PerToml {
            person: compacted(written.per.person),
            month: compacted(written.per.month),
            year: compacted(written.per.year),
            other_time: compacted(written.per.other_time),
            other: compacted(written.per.other),
            each: written.per.each,
        };
        Ok(Self {
            by_word,
            titles: written.title.words,
            money: written.money.words,
            amounts: written.amounts.words,
            told_apart: written.apart.words,
            per,
            multiple: compacted(written.multiple.words),
        })
    }

    fn speaks_of_money(&self, lower: &str) -> bool {
        lower
            .split(|character: char| !is_of_a_word(character))
            .any(|word| self.money.iter().any(|known| known == word))
    }

    fn is_of_amounts(&self, lower: &str) -> bool {
        let mut words = self.amounts.iter();
        words.any(|word| lower.contains(word.as_str()))
    }

    fn parse(&self, text: &str) -> Option<UnitOfMeasure> {
        let named = |unit: &UnitOfMeasure| UnitOfMeasure {
            written: text.to_owned(),
            ..unit.clone()
        };
        let compacted = compact(text);
        let listed = self.by_word.get(&compacted);
        if let Some(unit) = listed.and_then(|units| units.first()) {
            return Some(named(unit));
        }
        if let Some(unit) = self.multiple_of(&compacted) {
            return Some(UnitOfMeasure {
                is_multiple: true,
                ..named(unit)
            });
        }
        let (head, per) = text.split_once('/')?;
        let unit = self.by_word.get(&compact(head))?.first()?;
        let mut reckoned = Reckoned::default();
        for part in per.split('/') {
            reckoned = reckoned.and(self.reckoned_by(&compact(part))?);
        }
        // What is counted is counted in a time; `người/hộ` is something else, and `người/năm` speaks of what each has.
        let is_of_time = reckoned.is_of_time() && !reckoned.person && !reckoned.other;
        match unit.dimension {
            Dimension::Money => {}
            Dimension::Persons => return None,
            _ if unit.dimension.is_countable() && is_of_time => {}
            _ => return None,
        }
        Some(UnitOfMeasure {
            is_rate: !reckoned.month,
            per: reckoned,
            ..named(unit)
        })
    }

    /// What a word behind a stroke says, spaces and signs taken out of it.
    fn reckoned_by(&self, part: &str) -> Option<Reckoned> {
        let mut said = Reckoned::default();
        let number = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let count = &part[..part.len() - number.len()];
        let is_several = !matches!(count.trim_start_matches('0'), "" | "1");
        let is_in = |words: &[String]| words.iter().any(|word| word == number);
        let PerToml {
            person,
            month,
            year,
            other_time,
            other,
            ..
        } = &self.per;
        let is_time = is_in(month) || is_in(year) || is_in(other_time);
        match is_several {
            true => said.other_time = is_time,
            false if is_in(month) => said.month = true,
            false if is_in(year) => said.year = true,
            false if is_in(other_time) => said.other_time = true,
            false if is_in(person) => said.person = true,
            false => said.other = is_in(other),
        }
        (said != Reckoned::default()).then_some(said)
    }

    /// The times that a text says something is reckoned by, as far as it is understood: `suất mỗi tháng`.
    fn reckoned_in(&self, text: &str) -> Reckoned {
        let lower = lower_case(&clean(text));
        let each = self.per.each.iter();
        let spaced = each.fold(lower, |text, word| text.replace(&format!(" {word} "), "/"));
        let parts = spaced.split('/').skip(1);
        let known = parts.filter_map(|part| self.reckoned_by(&compact(part)));
        known.fold(Reckoned::default(), Reckoned::and)
    }
}

impl Units {
    /// What is counted, where a text says a multiple of it.
    fn multiple_of(&self, compact: &str) -> Option<&UnitOfMeasure> {
        let counted = |word: &String| self.by_word.get(compact.strip_prefix(&**word)?)?.first();
        let mut counted = self.multiple.iter().filter_map(counted);
        counted.find(|unit| unit.dimension.is_countable())
    }
}

impl Dimension {
    /// What the list of units calls it; empty for what is not understood.
    pub fn name(&self) -> &str {
        match self {
            Dimension::Money => "money",
            Dimension::Persons => "persons",
            Dimension::Times => "times",
            Dimension::Households => "households",
            Dimension::Percent => "percent",
            Dimension::Points => "points",
            Dimension::Things(name) => name,
            Dimension::Unknown => "",
        }
    }

    /// Whether it is counted one by one.
    pub(crate) fn is_countable(&self) -> bool {
        matches!(
            self,
            Dimension::Persons | Dimension::Times | Dimension::Households | Dimension::Things(_)
        )
    }

    fn from_name(name: &str) -> Self {
        match name {
            "money" => Dimension::Money,
            "persons" => Dimension::Persons,
            "times" => Dimension::Times,
            "households" => Dimension::Households,
            "percent" => Dimension::Percent,
            "points" => Dimension::Points,
            other => Dimension::Things(other.to_owned()),
        }
    }
}

/// Letters, digits and the percent sign, small, without anything between them.
fn compact(text: &str) -> String {
    let mut compact = lower_case(&clean(text));
    compact.retain(|character| is_of_a_word(character) || matches!(character, '%' | '₫'));
    compact
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsToml {
    unit: Vec<UnitToml>,
    title: TitleToml,
    money: TitleToml,
    amounts: TitleToml,
    apart: TitleToml,
    multiple: TitleToml,
    per: PerToml,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleToml {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitToml {
    dimension: String,
    #[serde(default = "one")]
    factor: f64,
    largest: Option<f64>,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PerToml {
    person: Vec<String>,
    month: Vec<String>,
    year: Vec<String>,
    other_time: Vec<String>,
    other: Vec<String>,
    each: Vec<String>,
}

fn one() -> f64 {
    1.0
}

#[cfg(test)]
#[path = "unit_tests.rs"]
mod tests;
