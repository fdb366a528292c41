//! What stands in a figure cell, read for the kind of its indicator and the unit of measure of its row or column.

use super::Comparator;
use super::figure::{Cell, read_part_of_whole, without_own_rate};
use super::unit::{UnitOfMeasure, parse_unit_of_measure};
use super::words::{Claims, WORDS, is_broken_between_digits, prepare};
use super::{Quantity, QuantityError};
use crate::catalogue::IndicatorKind;
use crate::read::CellContent;
use std::borrow::Cow;

/// Reads a result. `declared` is the unit of measure that the row, the column or the table states, or the indicator's own.
///
/// # Errors
/// Where the content is no certain figure; see [`QuantityError`].
pub fn read_actual(
    content: &CellContent,
    kind: IndicatorKind,
    declared: Option<&UnitOfMeasure>,
) -> Result<Quantity, QuantityError> {
    let cell = Cell { kind, declared };
    match all_of_all(content).filter(|_| kind == IndicatorKind::Count) {
        Some(count) => read(&CellContent::Text(count.into()), &cell, actual_claims),
        None => read(content, &cell, actual_claims),
    }
}

/// Whether a text is a figure of some kind and nothing else: `20 triệu đồng`, `gần 12 lượt`.
pub(crate) fn is_quantity(text: &str) -> bool {
    let content = CellContent::Text(text.into());
    use IndicatorKind::{Count, Money, Percent};
    let kinds = [Count, Money, Percent];
    kinds
        .into_iter()
        .any(|kind| read_actual(&content, kind, None).is_ok())
}

/// `94/94`: all of so many are as many, whichever of the two was asked for.
fn all_of_all(content: &CellContent) -> Option<String> {
    let CellContent::Text(text) = content else {
        return None;
    };
    let (part, whole) = read_part_of_whole(text)?;
    (part == whole).then(|| count_of_whole(text)).flatten()
}

/// The count in `45/50 đ/c` with what is counted; `None` where it is not so many out of so many.
pub fn count_of_whole(text: &str) -> Option<String> {
    let (_, behind) = text.split_once('/')?;
    let (part, whole) = read_part_of_whole(text)?;
    let unit = behind
        .trim_start()
        .trim_start_matches(|it: char| it.is_ascii_digit());
    let unit = without_own_rate(unit, (&part.to_string(), &whole.to_string()));
    (part <= whole).then(|| format!("{part}{unit}"))
}

/// Reads a target with its comparator: `từ 90% trở lên`, `không quá 2`; a bare figure is a floor.
///
/// # Errors
/// Where the content is no certain figure; see [`QuantityError`].
pub fn read_target(
    content: &CellContent,
    kind: IndicatorKind,
    declared: Option<&UnitOfMeasure>,
) -> Result<Quantity, QuantityError> {
    read(content, &Cell { kind, declared }, target_claims)
}

/// Takes the words that make a bound off what was pledged: `từ loại khá trở lên` is at least `loại khá`. `None` where
/// they contradict each other or say that it is not exact.
pub fn read_bound(text: &str) -> Option<(String, Comparator)> {
    let prepared = prepare(text);
    let (rest, claims) = WORDS.strip(&prepared);
    let (approximate, comparator) = target_claims(claims).ok()?;
    Some((rest.to_owned(), comparator?)).filter(|_| !approximate)
}

/// Whether a cell holds only what a printed form leaves to be filled in: `……`, `.....`, `…/…`, `___ người`. It says as
/// little as an empty one.
pub fn is_left_blank(content: &CellContent) -> bool {
    let CellContent::Text(text) = content else {
        return false;
    };
    let is_filler = |character: char| matches!(character, '.' | '…' | '_' | '/' | ' ' | '\u{a0}');
    let rest = text.trim_start_matches(is_filler);
    let filler = &text[..text.len() - rest.len()];
    // One dot may be a slip of the finger.
    let dots = |character: char| match character {
        '…' => 2,
        '.' | '_' => 1,
        _ => 0,
    };
    let rest = rest.trim();
    filler.chars().map(dots).sum::<usize>() > 1
        && (rest.is_empty() || parse_unit_of_measure(rest).is_some())
}

/// Whether a text is a word or a sign for nothing: `-`, `không`, `Không có`.
pub fn says_nothing(text: &str) -> bool {
    WORDS.is_zero(&prepare(text))
}

/// Whether a text says that a figure follows in words: `bằng chữ: mười hai`.
pub(crate) fn says_in_words(text: &str) -> bool {
    WORDS.spelling.introduces(text)
}

/// What the words around a figure mean in its place: whether it is approximate, and its comparator.
type Judge = fn(Claims) -> Result<(bool, Option<Comparator>), QuantityError>;

fn actual_claims(claims: Claims) -> Result<(bool, Option<Comparator>), QuantityError> {
    if claims.at_least || claims.at_most {
        return Err(QuantityError::NotANumber);
    }
    Ok((claims.approximate || claims.above, None))
}

fn target_claims(claims: Claims) -> Result<(bool, Option<Comparator>), QuantityError> {
    let comparator = match (
        claims.at_least || claims.above,
        claims.at_most,
        claims.exactly,
    ) {
        (_, false, false) => Comparator::AtLeast,
        (false, true, false) => Comparator::AtMost,
        (false, false, true) => Comparator::Exactly,
        _ => return Err(QuantityError::NotANumber),
    };
    Ok((claims.approximate, Some(comparator)))
}

fn read(content: &CellContent, cell: &Cell, judge: Judge) -> Result<Quantity, QuantityError> {
    match content {
        CellContent::UncachedFormula(_) => Err(QuantityError::UncachedFormula),
        CellContent::Error(error) => Err(QuantityError::CellError(error.to_string())),
        CellContent::Boolean(_) | CellContent::DateTime(_) => Err(QuantityError::NotANumber),
        // Three decimals look like thousands, but no rate and no score runs into thousands.
        CellContent::ShownOtherwise { stored, .. }
            if *stored > 0.0
                && matches!(cell.kind, IndicatorKind::Percent | IndicatorKind::Score) =>
        {
            let (approximate, comparator) = judge(Claims::default())?;
            let figure = cell.read_number(*stored, false)?;
            Ok(figure.with(approximate, comparator))
        }
        CellContent::ShownOtherwise { shown, .. } => {
            Err(QuantityError::ShownOtherwise(shown.clone()))
        }
        CellContent::Number { value, percent } => {
            let (approximate, comparator) = judge(Claims::default())?;
            let figure = cell.read_number(*value, *percent)?;
            Ok(figure.with(approximate, comparator))
        }
        CellContent::Text(text) if is_broken_between_digits(text) => Err(QuantityError::NotANumber),
        CellContent::Text(text) => {
            let prepared = prepare(text);
            let (rest, claims) = match &prepared {
                // A bare figure has no words around it.
                Cow::Borrowed(figure) => (*figure, Claims::default()),
                Cow::Owned(zero) if WORDS.is_zero(zero) => ("0", Claims::default()),
                Cow::Owned(prepared) => WORDS.strip(prepared),
            };
            let (approximate, comparator) = judge(claims)?;
            let figure = cell.read_text(rest, text)?;
            Ok(figure.with(approximate, comparator))
        }
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
