//! A cell as a figure: what stands in it is read as a number of the indicator's unit of value, or held with the reason.

use crate::catalogue::{Aggregation, Indicator, IndicatorKind};
use crate::finding::{Finding, Rule};
use crate::observation::{Comparator, Measure, Observation};
use crate::quantity::{self, Dimension, Quantity, QuantityError, UnitOfMeasure, format_number};
use crate::read::CellContent;
use crate::recognise::Lexicon;
use crate::rules;
use crate::verdict::Verdict;

/// What is asked of a cell.
pub(super) struct Asked<'a> {
    pub(super) indicator: &'a Indicator,
    /// The unit of measure that is declared for it.
    pub(super) declared: Option<&'a UnitOfMeasure>,
}

/// Reads a cell into its observation. Returns the number that stands there, also where it cannot count.
pub(super) fn read_observation(
    observation: &mut Observation,
    filled: Option<&CellContent>,
    asked: &Asked<'_>,
    lexicon: &Lexicon,
    findings: &mut Vec<Finding>,
) -> Option<f64> {
    let indicator = asked.indicator;
    let Some(content) = filled.filter(|content| !quantity::is_left_blank(content)) else {
        // Told later, where no other cell gives the figure either.
        observation.verdict = Verdict::Empty;
        return None;
    };
    if indicator.kind == IndicatorKind::Category {
        read_category(observation, content, indicator, lexicon, findings);
        return None;
    }
    let reader = if observation.measure == Measure::Target {
        quantity::read_target
    } else {
        quantity::read_actual
    };
    let read = read_declared(content, asked, reader)
        .or_else(|error| match error {
            QuantityError::NotANumber => {
                read_alone(content, asked, reader, lexicon).ok_or(QuantityError::NotANumber)
            }
            other => Err(other),
        })
        .and_then(|quantity| as_share(quantity, indicator, &observation.raw))
        .and_then(|quantity| as_points(quantity, indicator));
    match read {
        Ok(quantity) => {
            accept(observation, &quantity, indicator, findings);
            Some(quantity.value)
        }
        Err(error) => {
            let (rule, message) = explain(&error, indicator, &observation.raw);
            hold(observation, rule, message, findings);
            match error {
                QuantityError::Negative(value) | QuantityError::Fractional(value) => Some(value),
                _ => None,
            }
        }
    }
}

/// A figure among words that say only what its indicator is about.
fn read_alone(
    content: &CellContent,
    asked: &Asked<'_>,
    reader: Reader,
    lexicon: &Lexicon,
) -> Option<Quantity> {
    let CellContent::Text(text) = content else {
        return None;
    };
    let read = |text: String| read_declared(&CellContent::Text(text.into()), asked, reader).ok();
    let is_total = asked.indicator.kind == IndicatorKind::Money
        && matches!(asked.indicator.aggregation, Aggregation::Sum);
    if let Some(amount) = is_total
        .then(|| quantity::amount_of_product(text))
        .flatten()
    {
        return read(amount);
    }
    if lexicon.denies(text, asked.indicator) {
        return read("0".to_owned());
    }
    let alone = lexicon.figure_alone(text, asked.indicator);
    alone
        .and_then(read)
        .or_else(|| read(lexicon.before_remark(text, asked.indicator)?))
}

fn accept(
    observation: &mut Observation,
    quantity: &Quantity,
    indicator: &Indicator,
    findings: &mut Vec<Finding>,
) {
    observation.value = Some(quantity.value);
    if observation.measure == Measure::Target {
        observation.comparator = Some(quantity.comparator.unwrap_or(Comparator::AtLeast));
    }
    observation.approximate = quantity.approximate;
    if quantity.approximate {
        let value = shown_value(quantity.value, indicator);
        let message = rules::approximate_value::message(&indicator.label, &observation.raw, &value);
        findings.push(told(observation, &rules::approximate_value::RULE, message));
    }
}

fn read_category(
    observation: &mut Observation,
    content: &CellContent,
    indicator: &Indicator,
    lexicon: &Lexicon,
    findings: &mut Vec<Finding>,
) {
    let read = match content {
        CellContent::Text(text) if observation.measure == Measure::Target => {
            let pledged = lexicon.pledged_rating(text);
            pledged.map(|(category, comparator)| (category, Some(comparator)))
        }
        CellContent::Text(text) => lexicon.rating(text).map(|category| (category, None)),
        _ => None,
    };
    if let Some((category, comparator)) = read {
        observation.category = Some(category);
        observation.comparator = comparator;
        return;
    }
    let raw = &observation.raw;
    let (rule, message) = match content {
        CellContent::Error(shown) => {
            explain(&QuantityError::CellError(shown.to_string()), indicator, raw)
        }
        CellContent::UncachedFormula(_) => explain(&QuantityError::UncachedFormula, indicator, raw),
        _ => {
            let why = "không phải là một mức xếp loại đã biết";
            let message = rules::not_a_number::message(&indicator.label, raw, why);
            (&rules::not_a_number::RULE, message)
        }
    };
    hold(observation, rule, message, findings);
}

fn hold(
    observation: &mut Observation,
    rule: &'static Rule,
    message: String,
    findings: &mut Vec<Finding>,
) {
    observation.verdict = Verdict::Held(rule);
    findings.push(told(observation, rule, message));
}

fn told(observation: &Observation, rule: &'static Rule, message: String) -> Finding {
    Finding {
        indicator: Some(observation.indicator.clone()),
        ..Finding::about_cell(rule, &observation.at, message)
    }
}

/// A rate that a form gives as a figure is a share of its people: 975 % is none.
fn as_share(
    quantity: Quantity,
    indicator: &Indicator,
    raw: &str,
) -> Result<Quantity, QuantityError> {
    let is_too_large =
        indicator.kind == IndicatorKind::Percent && quantity.value > quantity::largest_share();
    if !is_too_large {
        return Ok(quantity);
    }
    Err(QuantityError::UnitConflict {
        written: raw.to_owned(),
        expected: None,
    })
}

/// Points may be taken off; what is left of all is not below zero.
fn as_points(quantity: Quantity, indicator: &Indicator) -> Result<Quantity, QuantityError> {
    match indicator.kind == IndicatorKind::Score && quantity.value < 0.0 {
        true => Err(QuantityError::Negative(quantity.value)),
        false => Ok(quantity),
    }
}

/// Reads a figure of an indicator in its unit of value.
pub(super) fn read_quantity(
    content: &CellContent,
    asked: &Asked<'_>,
) -> Result<Quantity, QuantityError> {
    read_declared(content, asked, quantity::read_actual)
}

/// Reads the content of a cell of a kind under its declared unit.
type Reader =
    fn(&CellContent, IndicatorKind, Option<&UnitOfMeasure>) -> Result<Quantity, QuantityError>;

fn read_declared(
    content: &CellContent,
    asked: &Asked<'_>,
    read: Reader,
) -> Result<Quantity, QuantityError> {
    let Asked {
        indicator,
        declared,
    } = *asked;
    let Some(unknown) = declared.filter(|unit| unit.dimension == Dimension::Unknown) else {
        let declared = check_declared(indicator, declared)?;
        let quantity = read(content, indicator.kind, declared)?;
        return check_total(quantity, indicator, declared);
    };
    let quantity = read(content, indicator.kind, None)?;
    // Nothing is nothing in any unit, and a unit in the cell itself is certain.
    let is_any_unit = indicator.kind != IndicatorKind::Money && !unknown.is_of_another_time();
    let is_certain = is_any_unit
        || quantity.value == 0.0
        || quantity.unit_in_cell.is_some()
        || unknown.cannot_be(quantity.value);
    if is_certain {
        return Ok(quantity);
    }
    Err(QuantityError::UnitConflict {
        written: unknown.written.clone(),
        expected: Some(indicator.unit.clone()),
    })
}

/// An amount declared in persons, persons declared in dong, or groups that their own row counts in persons cannot be read with
/// certainty. Between persons and times the declared word is only a word.
fn check_declared<'a>(
    indicator: &Indicator,
    declared: Option<&'a UnitOfMeasure>,
) -> Result<Option<&'a UnitOfMeasure>, QuantityError> {
    let Some(declared) = declared else {
        return Ok(None);
    };
    let is_of_other_kind =
        (declared.dimension == Dimension::Money) != (indicator.kind == IndicatorKind::Money);
    if is_of_other_kind || declared.is_contrary {
        return Err(QuantityError::UnitConflict {
            written: declared.written.clone(),
            expected: Some(indicator.unit.clone()),
        });
    }
    Ok(Some(declared))
}

/// What stands under `đồng/hộ`, `lượt/quý` or `đồng/tháng` is no total, and what stands under `đồng/năm` no wage of a month.
/// Nothing is nothing in any unit.
fn check_total(
    quantity: Quantity,
    indicator: &Indicator,
    declared: Option<&UnitOfMeasure>,
) -> Result<Quantity, QuantityError> {
    let in_cell = quantity.unit_in_cell.as_ref();
    let is_contrary = |unit: &&UnitOfMeasure| {
        let own = quantity::unit_of_measure(&indicator.unit);
        (*own).as_ref().is_some_and(|own| own.excludes(unit))
    };
    let contrary = in_cell.filter(is_contrary);
    let is_of_the_kind = |unit: &UnitOfMeasure| match (indicator.kind, &indicator.aggregation) {
        (IndicatorKind::Money, Aggregation::Sum) | (IndicatorKind::Count, _) => {
            unit.is_of_a_total()
        }
        (IndicatorKind::Money, _) => unit.is_of_a_wage(),
        _ => !unit.is_of_another_time(),
    };
    let mut stated = in_cell.into_iter().chain(declared);
    match contrary.or_else(|| stated.find(|unit| !is_of_the_kind(unit))) {
        Some(unit) if quantity.value != 0.0 => Err(QuantityError::UnitConflict {
            written: unit.written.clone(),
            expected: Some(indicator.unit.clone()),
        }),
        _ => Ok(quantity),
    }
}

/// The rule and the words for a cell that could not be read.
fn explain(error: &QuantityError, indicator: &Indicator, raw: &str) -> (&'static Rule, String) {
    let label = &indicator.label;
    match error {
        QuantityError::CellError(shown) => (
            &rules::cell_error::RULE,
            rules::cell_error::message(label, shown),
        ),
        QuantityError::UncachedFormula => (
            &rules::uncached_formula::RULE,
            rules::uncached_formula::message(label, raw),
        ),
        QuantityError::ShownOtherwise(shown) => (
            &rules::shown_otherwise::RULE,
            rules::shown_otherwise::message(label, shown, raw),
        ),
        QuantityError::Negative(_) => (
            &rules::negative_value::RULE,
            rules::negative_value::message(label, raw),
        ),
        QuantityError::Fractional(_) => (
            &rules::fractional_count::RULE,
            rules::fractional_count::message(label, raw),
        ),
        QuantityError::UnitConflict { .. } => (
            &rules::unit_of_measure_conflict::RULE,
            rules::unit_of_measure_conflict::message(label, raw, &error.to_string()),
        ),
        QuantityError::NotANumber | QuantityError::Ambiguous { .. } => (
            &rules::not_a_number::RULE,
            rules::not_a_number::message(label, raw, &error.to_string()),
        ),
    }
}

/// A value as a person writes it, with its unit.
pub(crate) fn shown_value(value: f64, indicator: &Indicator) -> String {
    match indicator.kind {
        IndicatorKind::Percent => format!("{} %", format_number(value * 100.0, 1)),
        IndicatorKind::Score => format_number(value, 2),
        _ if indicator.unit.is_empty() => format_number(value, 0),
        _ => format!("{} {}", format_number(value, 0), indicator.unit),
    }
}
