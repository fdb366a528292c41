//! A number and its unit, turned into base units as the kind of the indicator asks.

use super::Comparator;
use super::literal::{Literal, take_literal};
use super::unit::{Dimension, UnitOfMeasure, as_points, parse_unit_of_measure};
use super::whole::{nearly_whole, whole_dong};
use super::words::{WORDS, prepare};
use super::{Quantity, QuantityError, Written};
use crate::catalogue::IndicatorKind;

/// What is known of the cell before its content.
pub(super) struct Cell<'a> {
    pub(super) kind: IndicatorKind,
    pub(super) declared: Option<&'a UnitOfMeasure>,
}

/// A value in base units.
pub(super) struct Figure {
    value: f64,
    unit: Option<UnitOfMeasure>,
    was_converted: bool,
}

impl Figure {
    pub(super) fn with(self, approximate: bool, comparator: Option<Comparator>) -> Quantity {
        Quantity {
            value: self.value,
            approximate,
            unit_in_cell: self.unit,
            comparator,
            was_converted: self.was_converted,
        }
    }
}

/// A number with its sign and the unit that stands behind it, and the whole text for messages.
struct Amount<'a> {
    literal: Literal,
    is_negative: bool,
    unit: Option<UnitOfMeasure>,
    written: Written<'a>,
}

/// The points of `97,5/100` and `95/100 điểm`.
fn out_of_a_hundred(text: &str) -> Option<&str> {
    let (points, whole) = text.split_once('/')?;
    let whole = whole.trim_start().strip_prefix("100")?.trim();
    let is_of_points = |unit: UnitOfMeasure| as_points(&unit).is_some();
    let is_hundred = whole.is_empty() || parse_unit_of_measure(whole).is_some_and(is_of_points);
    is_hundred.then(|| points.trim_end())
}

impl Cell<'_> {
    pub(super) fn read_number(
        &self,
        value: f64,
        is_percent: bool,
    ) -> Result<Figure, QuantityError> {
        if !value.is_finite() {
            return Err(QuantityError::NotANumber);
        }
        if is_percent {
            return self.read_percent_cell(value);
        }
        self.figure(Amount {
            literal: Literal {
                grouped: None,
                decimal: Some(value.abs()),
                has_comma: false,
            },
            is_negative: value < 0.0,
            unit: None,
            written: Written::Number(value),
        })
    }

    /// A number shown as a percentage: the stored value is the fraction.
    fn read_percent_cell(&self, value: f64) -> Result<Figure, QuantityError> {
        let written = Written::Percentage(value);
        if self.kind != IndicatorKind::Percent {
            return Err(self.conflict(written));
        }
        rate(value, false, written)
    }

    pub(super) fn read_text(&self, text: &str, written: &str) -> Result<Figure, QuantityError> {
        let written = Written::Text(written);
        let (text, is_negative) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if !text.starts_with(|first: char| first.is_ascii_digit()) {
            let spelled = WORDS.spelling.number_in(text);
            let spelled = spelled.filter(|_| !is_negative);
            let spelled = spelled.ok_or(QuantityError::NotANumber)?;
            return self.read_text(&spelled, text);
        }
        // Most are a numeral and nothing else.
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            let (literal, _) = take_literal(text).ok_or(QuantityError::NotANumber)?;
            return self.figure(Amount {
                literal,
                is_negative,
                unit: None,
                written,
            });
        }
        if self.kind == IndicatorKind::Percent
            && !is_negative
            && let Some((part, whole)) = read_part_of_whole(text)
        {
            return part_of_whole(part, whole);
        }
        if self.kind == IndicatorKind::Score
            && let Some(points) = out_of_a_hundred(text)
        {
            return self.read_text(points, text);
        }
        let amounts = amounts(text).ok_or(QuantityError::NotANumber)?;
        let [(literal, unit)] = &amounts[..] else {
            return self.compound(&amounts, is_negative, written);
        };
        self.figure(Amount {
            literal: *literal,
            is_negative,
            unit: unit.clone(),
            written,
        })
    }

    fn figure(&self, amount: Amount) -> Result<Figure, QuantityError> {
        match self.kind {
            IndicatorKind::Count => self.count(amount),
            IndicatorKind::Money => self.money(amount),
            IndicatorKind::Percent => self.percent(amount),
            IndicatorKind::Score => self.score(amount),
            IndicatorKind::Category => Err(QuantityError::NotANumber),
        }
    }

    fn count(&self, amount: Amount) -> Result<Figure, QuantityError> {
        let declared = self.declared.map(|unit| &unit.dimension);
        let is_sound = match (&amount.unit, declared) {
            (Some(unit), Some(declared)) => {
                unit.dimension.is_countable() && unit.dimension == *declared
            }
            (Some(unit), None) => unit.dimension.is_countable(),
            (None, Some(declared)) => declared.is_countable(),
            (None, None) => true,
        };
        if !is_sound {
            return Err(self.conflict(amount.written));
        }
        // Nobody counts in thousandths: three digits behind a separator are thousands.
        let value = amount.signed(amount.literal.grouped.or(amount.literal.decimal))?;
        if value < 0.0 {
            return Err(QuantityError::Negative(value));
        }
        let value = nearly_whole(value).ok_or(QuantityError::Fractional(value))?;
        let is_multiple = |unit: &UnitOfMeasure| unit.is_multiple && value != 0.0;
        if amount
            .unit
            .as_ref()
            .or(self.declared)
            .is_some_and(is_multiple)
        {
            return Err(self.conflict(amount.written));
        }
        Ok(Figure {
            value,
            unit: amount.unit,
            was_converted: false,
        })
    }

    fn money(&self, amount: Amount) -> Result<Figure, QuantityError> {
        let measured_in = amount.unit.as_ref().or(self.declared);
        let is_money = measured_in.is_none_or(|unit| unit.dimension == Dimension::Money);
        let is_rate = amount.unit.as_ref().is_some_and(|unit| unit.is_rate)
            && !self.declared.is_some_and(|unit| unit.is_rate);
        if !is_money || is_rate {
            return Err(self.conflict(amount.written));
        }
        let factor = measured_in.map_or(1.0, |unit| unit.factor);
        let largest = measured_in.and_then(|unit| unit.largest);
        let largest = largest.unwrap_or(f64::INFINITY);
        let mantissa = amount.signed(Some(money_mantissa(&amount.literal, factor, largest)?))?;
        if mantissa.abs() >= largest {
            return Err(out_of_proportion(amount.written));
        }
        let value = whole_dong(mantissa * factor)?;
        if value >= WORDS.money.most_dong {
            return Err(out_of_proportion(amount.written));
        }
        let is_small = value != 0.0 && value < WORDS.money.least_dong;
        let is_declared_larger = self.declared.is_some_and(|unit| unit.factor > factor);
        let is_small_and_bare =
            amount.unit.is_none() && value != 0.0 && value < WORDS.money.least_bare_dong;
        if is_small && is_declared_larger || is_small_and_bare {
            return Err(out_of_proportion(amount.written));
        }
        Ok(Figure {
            value,
            unit: amount.unit,
            was_converted: factor != 1.0,
        })
    }

    /// `1 tỷ 200 triệu`: amounts of money, each smaller than one of the unit before it.
    fn compound(
        &self,
        amounts: &[(Literal, Option<UnitOfMeasure>)],
        is_negative: bool,
        written: Written<'_>,
    ) -> Result<Figure, QuantityError> {
        let is_money_asked = self.kind == IndicatorKind::Money
            && self
                .declared
                .is_none_or(|unit| unit.dimension == Dimension::Money);
        let mut sum = 0.0;
        let mut room = f64::INFINITY;
        let mut first_unit = None;
        for (literal, unit) in amounts {
            let Some(unit) = unit.as_ref().filter(|unit| {
                is_money_asked && unit.dimension == Dimension::Money && !unit.is_rate
            }) else {
                return Err(QuantityError::NotANumber);
            };
            let largest = unit.largest.unwrap_or(f64::INFINITY);
            let value = money_mantissa(literal, unit.factor, largest)? * unit.factor;
            if value >= room {
                return Err(QuantityError::NotANumber);
            }
            room = unit.factor;
            sum += value;
            first_unit.get_or_insert_with(|| unit.clone());
        }
        let value = whole_dong(if is_negative { -sum } else { sum })?;
        let is_first_sound = first_unit
            .as_ref()
            .and_then(|unit| unit.largest.map(|largest| sum / unit.factor < largest))
            .unwrap_or(true);
        if !is_first_sound {
            return Err(out_of_proportion(written));
        }
        Ok(Figure {
            value,
            unit: first_unit,
            was_converted: true,
        })
    }

    fn percent(&self, amount: Amount) -> Result<Figure, QuantityError> {
        let measured_in = amount.unit.as_ref().or(self.declared);
        if measured_in.is_some_and(|unit| unit.dimension != Dimension::Percent) {
            return Err(self.conflict(amount.written));
        }
        // A rate in thousands of percent is none: three digits behind a separator are decimals.
        let number = amount.signed(amount.literal.decimal.or(amount.literal.grouped))?;
        let bounds = &WORDS.rate;
        if amount.unit.is_some() {
            let figure = rate(number / 100.0, false, amount.written)?;
            return Ok(Figure {
                unit: amount.unit,
                ..figure
            });
        }
        if number.abs() <= bounds.largest_fraction {
            return rate(number, false, amount.written);
        }
        if number.abs() < bounds.smallest_percentage {
            return Err(QuantityError::Ambiguous {
                readings: [number, number / 100.0],
            });
        }
        rate(number / 100.0, true, amount.written)
    }

    fn score(&self, amount: Amount) -> Result<Figure, QuantityError> {
        let declared = self
            .declared
            .map(|unit| as_points(unit).unwrap_or(unit.clone()));
        let unit = amount
            .unit
            .as_ref()
            .map(|unit| as_points(unit).unwrap_or(unit.clone()));
        let is_of_other_kind =
            |unit: &UnitOfMeasure| matches!(unit.dimension, Dimension::Money | Dimension::Percent);
        let is_sound = match (&unit, &declared) {
            (Some(unit), Some(declared)) => unit.dimension == declared.dimension,
            (Some(unit), None) => unit.dimension == Dimension::Points,
            (None, Some(declared)) => !is_of_other_kind(declared),
            (None, None) => true,
        };
        if !is_sound {
            return Err(self.conflict(amount.written));
        }
        // No score runs into thousands: three digits behind a separator are decimals.
        let value = amount.signed(amount.literal.decimal.or(amount.literal.grouped))?;
        Ok(Figure {
            value,
            unit,
            was_converted: false,
        })
    }

    fn conflict(&self, written: Written<'_>) -> QuantityError {
        let by_kind = match self.kind {
            IndicatorKind::Count | IndicatorKind::Category => "số lượng",
            IndicatorKind::Money => "đồng",
            IndicatorKind::Percent => "%",
            IndicatorKind::Score => "điểm",
        };
        let expected = self
            .declared
            .map_or(by_kind, |unit| unit.written.as_str())
            .to_owned();
        QuantityError::UnitConflict {
            written: written.to_string(),
            expected: Some(expected),
        }
    }
}

impl Amount<'_> {
    fn signed(&self, value: Option<f64>) -> Result<f64, QuantityError> {
        let value = value.ok_or(QuantityError::NotANumber)?;
        Ok(if self.is_negative { -value } else { value })
    }
}

/// `7tr2` as `7,2 tr`, `7 triệu rưỡi` as `7,5 triệu`: what stands behind a large unit of money, not set off from it, is so much
/// of it. What begins with a zero may be of a smaller unit.
fn with_decimals_before_unit(text: &str) -> Option<String> {
    let (number, rest) = text.split_at(text.find(|it: char| !it.is_ascii_digit())?);
    let (unit, decimals, rest) = match rest.split_once(&*WORDS.half) {
        Some((unit, rest)) => (unit.trim(), "5", rest),
        None => {
            let (unit, behind) = rest.split_at(rest.find(|it: char| it.is_ascii_digit())?);
            let rest = behind.trim_start_matches(|it: char| it.is_ascii_digit());
            (unit, &behind[..behind.len() - rest.len()], rest)
        }
    };
    let is_whole_number = !number.is_empty() && !number.starts_with('0');
    let is_glued = unit.chars().all(char::is_alphabetic) && !decimals.starts_with('0');
    let is_large = |it: UnitOfMeasure| it.dimension == Dimension::Money && it.factor >= 1e6;
    let fits = is_whole_number
        && is_glued
        && decimals.len() <= 3
        && parse_unit_of_measure(unit).is_some_and(is_large)
        && (rest.is_empty() || parse_unit_of_measure(rest).is_some_and(|it| it.factor == 1.0));
    // Three digits would be thousands as likely.
    fits.then(|| format!("{number},{decimals:0<4} {unit}"))
}

/// Numerals, each with the unit behind it. `None` where a word is no known unit.
fn amounts(text: &str) -> Option<Vec<(Literal, Option<UnitOfMeasure>)>> {
    let mut found = Vec::new();
    let joined = with_decimals_before_unit(text);
    let mut rest = joined.as_deref().unwrap_or(text);
    while !rest.is_empty() {
        let (literal, after) = take_literal(rest)?;
        let end = after
            .find(|character: char| character.is_ascii_digit())
            .unwrap_or(after.len());
        let (words, next) = after.split_at(end);
        let words = words.trim_matches([' ', '.', ',', ';']);
        // "3/tổ": so many for each.
        if words.starts_with('/') {
            return None;
        }
        let unit = if words.is_empty() {
            None
        } else {
            Some(parse_unit_of_measure(words)?)
        };
        found.push((literal, unit));
        rest = next;
    }
    Some(found)
}

/// Up to thousands of đồng, three digits behind a separator are thousands. In millions and billions they may as well be
/// decimals. Where thousands are out of all proportion, a comma parts decimals (`286,306 triệu`), as it does in Vietnamese;
/// behind a dot (`900.000 triệu đồng`) đồng may have been meant, so that the figure stays as it stands and is found to
/// contradict its unit.
pub(super) fn money_mantissa(
    literal: &Literal,
    factor: f64,
    largest: f64,
) -> Result<f64, QuantityError> {
    match (literal.grouped, literal.decimal) {
        (Some(grouped), Some(decimal)) if factor > 1000.0 && grouped < largest => {
            Err(QuantityError::Ambiguous {
                readings: [grouped * factor, decimal * factor],
            })
        }
        (Some(_), Some(decimal)) if factor > 1000.0 && literal.has_comma => Ok(decimal),
        (Some(value), _) | (None, Some(value)) => Ok(value),
        (None, None) => Err(QuantityError::NotANumber),
    }
}

fn rate(fraction: f64, was_converted: bool, written: Written<'_>) -> Result<Figure, QuantityError> {
    if fraction < 0.0 {
        return Err(QuantityError::Negative(fraction));
    }
    if fraction > WORDS.rate.largest {
        return Err(out_of_proportion(written));
    }
    Ok(Figure {
        value: fraction,
        unit: None,
        was_converted,
    })
}

/// Reads `102/127`, also with a unit behind it: so many out of so many. `None` for anything else.
pub fn read_part_of_whole(text: &str) -> Option<(u32, u32)> {
    // Nothing that is taken off a text or put in its place is a stroke but `／`.
    if !text.contains(['/', '／']) {
        return None;
    }
    let prepared = prepare(text);
    let (part, whole) = prepared.split_once('/')?;
    let end = whole
        .trim_start()
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(whole.trim_start().len());
    let (whole, unit) = whole.trim_start().split_at(end);
    let unit = without_own_rate(unit, (part, whole));
    let is_counted = unit.trim().is_empty()
        || parse_unit_of_measure(unit).is_some_and(|unit| unit.dimension.is_countable());
    let number = |digits: &str| {
        let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_plain.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let pair = (number(part.trim())?, number(whole)?);
    is_counted.then_some(pair)
}

/// What stands behind `118/120`, without the share that the two are: `(98,3 %)`.
pub(super) fn without_own_rate<'t>(behind: &'t str, (part, whole): (&str, &str)) -> &'t str {
    /// Rates are rounded to the percent.
    const ROUNDING: f64 = 0.0051;
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let own = || {
        let (before, rate) = behind.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        let rate = rate.trim().strip_suffix('%')?.replace(',', ".");
        let quotient = number(part)? / number(whole)?;
        let is_it = (number(&rate)? / 100.0 - quotient).abs() <= ROUNDING;
        is_it.then_some(before)
    };
    own().unwrap_or(behind)
}

fn part_of_whole(part: u32, whole: u32) -> Result<Figure, QuantityError> {
    if whole == 0 || part > whole {
        return Err(QuantityError::NotANumber);
    }
    Ok(Figure {
        value: f64::from(part) / f64::from(whole),
        unit: None,
        was_converted: true,
    })
}

fn out_of_proportion(written: Written<'_>) -> QuantityError {
    QuantityError::UnitConflict {
        written: written.to_string(),
        expected: None,
    }
}
