//! Cells as figures: what stands in them is read as a number of the indicator's unit of value, or held with the reason.

use super::{CheckFigure, CheckKind, DraftFigure, DraftTable};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::finding::{Finding, Rule};
use crate::location::CellRef;
use crate::observation::{Comparator, Measure, Observation};
use crate::period::Period;
use crate::quantity::{self, Dimension, Quantity, QuantityError, UnitOfMeasure, format_number};
use crate::read::CellContent;
use crate::recognise::{FigureCell, FigureColumn, FigureTable, Lexicon};
use crate::rules;
use std::sync::Arc;

/// What a column's figures are in the file's period.
enum Purpose {
    Figure(Measure),
    Check(CheckKind),
    /// A plan for a later period, a year of a term: given to no period of ours.
    None,
}

pub(super) fn read_table(
    file: &Arc<str>,
    table: &FigureTable,
    period: Option<Period>,
    lexicon: &Lexicon,
    findings: &mut Vec<Finding>,
) -> DraftTable {
    let place = |cell: crate::location::CellAddress| CellRef {
        file: file.clone(),
        sheet: table.sheet.clone(),
        address: cell,
    };
    let mut draft = DraftTable {
        units: table
            .units
            .iter()
            .map(|unit| (unit.clone(), place(unit.at)))
            .collect(),
        congress: table
            .congress
            .iter()
            .map(|fact| (fact.clone(), place(fact.at)))
            .collect(),
        ..DraftTable::default()
    };
    let has_own = table.figures.iter().any(|figure| {
        figure.column == FigureColumn::Actual && period.is_some() && figure.column_period == period
    });
    for figure in &table.figures {
        let Some(indicator) = lexicon.indicators.get(&figure.indicator) else {
            continue;
        };
        let at = place(figure.at);
        match purpose_of(figure, period, has_own) {
            Purpose::Figure(measure) => {
                let mut observation = empty_observation(figure, table, measure, at);
                observation.period = period;
                let stands =
                    read_observation(&mut observation, figure, indicator, lexicon, findings);
                draft.figures.push(DraftFigure {
                    stands,
                    is_decided: false,
                    unit_row: figure.unit_row,
                    observation,
                });
            }
            Purpose::Check(kind) => draft.checks.extend(read_check(figure, indicator, kind, at)),
            Purpose::None => {}
        }
    }
    for total in &table.totals {
        let value = lexicon
            .indicators
            .get(&total.indicator)
            .and_then(|indicator| {
                read_quantity(&total.content, indicator, total.declared.as_ref()).ok()
            });
        draft.checks.extend(value.map(|quantity| CheckFigure {
            kind: CheckKind::Total(total.rows.clone()),
            unit_row: None,
            indicator: total.indicator.clone(),
            value: quantity.value,
            or_value: None,
            at: place(total.at),
        }));
    }
    draft
}

/// `has_own` tells whether a column names the file's period itself, so that one of half of it is not meant.
fn purpose_of(figure: &FigureCell, period: Option<Period>, has_own: bool) -> Purpose {
    let is_same = |named: Period, period: Period| {
        named == period
            || (!has_own
                && !named.is_comparable_with(period)
                && named.years().1 == period.years().1)
    };
    let is_elsewhere = match (figure.column_period, period) {
        (Some(named), Some(period)) => !is_same(named, period),
        _ => false,
    };
    match figure.column {
        FigureColumn::Actual if !is_elsewhere => Purpose::Figure(Measure::Actual),
        FigureColumn::Target if !is_elsewhere => Purpose::Figure(Measure::Target),
        FigureColumn::Previous => Purpose::Check(CheckKind::Previous(figure.column_period)),
        FigureColumn::Actual => match (figure.column_period, period) {
            (Some(named), Some(period)) if named < period && named.is_comparable_with(period) => {
                Purpose::Check(CheckKind::Previous(Some(named)))
            }
            _ => Purpose::None,
        },
        FigureColumn::Rate if !is_elsewhere => Purpose::Check(CheckKind::Rate),
        FigureColumn::Target | FigureColumn::Rate => Purpose::None,
    }
}

fn empty_observation(
    figure: &FigureCell,
    table: &FigureTable,
    measure: Measure,
    at: CellRef,
) -> Observation {
    Observation {
        period: None,
        unit_id: None,
        cluster_id: None,
        indicator: figure.indicator.clone(),
        measure,
        value: None,
        category: None,
        comparator: None,
        approximate: false,
        held_by: None,
        corrected: false,
        form: table.form,
        at,
        raw: figure.raw.clone(),
    }
}

/// Reads a cell into its observation. Returns the number that stands there, also where it cannot count.
fn read_observation(
    observation: &mut Observation,
    figure: &FigureCell,
    indicator: &Indicator,
    lexicon: &Lexicon,
    findings: &mut Vec<Finding>,
) -> Option<f64> {
    let Some(content) = &figure.content else {
        // Told later, where no other cell gives the figure either.
        observation.held_by = Some(rules::missing_value::RULE.code);
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
    let read = read_declared(content, indicator, figure.declared.as_ref(), reader)
        .and_then(|quantity| as_share(quantity, indicator, &observation.raw));
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

fn accept(
    observation: &mut Observation,
    quantity: &Quantity,
    indicator: &Indicator,
    findings: &mut Vec<Finding>,
) {
    observation.value = Some(quantity.value);
    if observation.measure == Measure::Target {
        observation.comparator = Some(quantity.comparator.unwrap_or(Comparator::AtLeast));
        return;
    }
    observation.approximate = quantity.approximate;
    if quantity.approximate {
        let value = shown_value(quantity.value, indicator);
        let message = rules::approximate_value::message(&indicator.label, &observation.raw, &value);
        let mut finding =
            Finding::about_cell(&rules::approximate_value::RULE, &observation.at, message);
        finding.indicator = Some(observation.indicator.clone());
        findings.push(finding);
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
        CellContent::Text(text) if observation.measure == Measure::Target => lexicon
            .pledged_rating(text)
            .map(|(category, comparator)| (category, Some(comparator))),
        CellContent::Text(text) => lexicon.rating(text).map(|category| (category, None)),
        CellContent::Error(_) | CellContent::UncachedFormula(_) => {
            let error = match content {
                CellContent::Error(shown) => QuantityError::CellError(shown.clone()),
                _ => QuantityError::UncachedFormula,
            };
            let (rule, message) = explain(&error, indicator, &observation.raw);
            hold(observation, rule, message, findings);
            return;
        }
        _ => None,
    };
    match read {
        Some((category, comparator)) => {
            observation.category = Some(category);
            observation.comparator = comparator;
        }
        None => {
            let message = rules::not_a_number::message(
                &indicator.label,
                &observation.raw,
                "không phải là một mức xếp loại đã biết",
            );
            hold(observation, &rules::not_a_number::RULE, message, findings);
        }
    }
}

fn hold(
    observation: &mut Observation,
    rule: &'static Rule,
    message: String,
    findings: &mut Vec<Finding>,
) {
    observation.held_by = Some(rule.code);
    let mut finding = Finding::about_cell(rule, &observation.at, message);
    finding.indicator = Some(observation.indicator.clone());
    findings.push(finding);
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

/// Reads a figure of an indicator in its unit of value.
fn read_quantity(
    content: &CellContent,
    indicator: &Indicator,
    declared: Option<&UnitOfMeasure>,
) -> Result<Quantity, QuantityError> {
    read_declared(content, indicator, declared, quantity::read_actual)
}

/// Reads the content of a cell of a kind under its declared unit.
type Reader =
    fn(&CellContent, IndicatorKind, Option<&UnitOfMeasure>) -> Result<Quantity, QuantityError>;

fn read_declared(
    content: &CellContent,
    indicator: &Indicator,
    declared: Option<&UnitOfMeasure>,
    read: Reader,
) -> Result<Quantity, QuantityError> {
    let Some(unknown) = declared.filter(|unit| unit.dimension == Dimension::Unknown) else {
        let declared = check_declared(indicator, declared)?;
        return read(content, indicator.kind, declared);
    };
    let quantity = read(content, indicator.kind, None)?;
    // Nothing is nothing in any unit, and a unit in the cell itself is certain.
    let is_certain = indicator.kind != IndicatorKind::Money
        || quantity.value == 0.0
        || quantity.unit_in_cell.is_some();
    if is_certain {
        return Ok(quantity);
    }
    Err(QuantityError::UnitConflict {
        written: unknown.written.clone(),
        expected: Some(indicator.unit.clone()),
    })
}

/// An amount declared in persons, or persons declared in dong, cannot be read with certainty. Between persons, times
/// and households the declared word is only a word.
fn check_declared<'a>(
    indicator: &Indicator,
    declared: Option<&'a UnitOfMeasure>,
) -> Result<Option<&'a UnitOfMeasure>, QuantityError> {
    let Some(declared) = declared else {
        return Ok(None);
    };
    if (declared.dimension == Dimension::Money) != (indicator.kind == IndicatorKind::Money) {
        return Err(QuantityError::UnitConflict {
            written: declared.written.clone(),
            expected: Some(indicator.unit.clone()),
        });
    }
    Ok(Some(declared))
}

fn read_check(
    figure: &FigureCell,
    indicator: &Indicator,
    kind: CheckKind,
    at: CellRef,
) -> Option<CheckFigure> {
    let content = figure.content.as_ref()?;
    let (value, or_value) = match (&kind, content) {
        (
            CheckKind::Rate,
            CellContent::Number {
                value,
                percent: false,
            },
        ) => (*value, Some(value / 100.0)),
        (CheckKind::Rate, _) => {
            let value = quantity::read_actual(content, IndicatorKind::Percent, None)
                .ok()?
                .value;
            (value, None)
        }
        _ => (
            read_quantity(content, indicator, figure.declared.as_ref())
                .ok()?
                .value,
            None,
        ),
    };
    Some(CheckFigure {
        kind,
        unit_row: figure.unit_row,
        indicator: figure.indicator.clone(),
        value,
        or_value,
        at,
    })
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
