//! What no union can have: beyond any bound, beyond its whole by far, or hundreds of times all that is known of the unit.
//!
//! Counts are judged before units of measure, since they tell the size of a unit; amounts after those whose unit of
//! measure slipped, which are told as that.

use super::Context;
use super::batch::Batch;
use super::keys::{Counted, FigureKey, position_of};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::finding::Finding;
use crate::period::Period;
use crate::resolve::shown_value;
use crate::rules;
use crate::verdict::Verdict;
use std::collections::BTreeMap;

/// No sum of figures below this is anything but finite.
const LARGEST: f64 = 1e18;

/// Holds counts and rates.
pub(super) fn check_counts(batch: &mut Batch, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_judged = |indicator: &Indicator| indicator.kind != IndicatorKind::Money;
    hold_beyond(batch, context, findings, is_judged);
    let mut counted = batch.counted_actuals();
    let beyond = beyond_wholes(batch, &counted, context);
    hold(batch, context, findings, &beyond);
    if !beyond.is_empty() {
        counted = batch.counted_actuals();
    }
    let far = far_from_all(batch, &counted, context);
    hold(batch, context, findings, &far);
}

/// Holds amounts.
pub(super) fn check_amounts(batch: &mut Batch, context: &Context<'_>, findings: &mut Vec<Finding>) {
    hold_beyond(batch, context, findings, |indicator| {
        indicator.kind == IndicatorKind::Money
    });
    let counted = batch.counted_actuals();
    let beyond = beyond_persons(batch, &counted, context);
    hold(batch, context, findings, &beyond);
}

/// Amounts that would be more for each person of the unit than anybody gives or is given.
fn beyond_persons(batch: &Batch, counted: &Counted, context: &Context<'_>) -> Vec<Suspect> {
    let indicators = &context.lexicon.indicators;
    let number = |code: &str| {
        let known = indicators.get(code)?;
        Some(indicators.known_position(&known.code)? as u32)
    };
    let sizes = context.thresholds.sizes.iter();
    let sizes: Vec<u32> = sizes.filter_map(|code| number(code)).collect();
    let bounds = context.thresholds.implausible.most_each.iter();
    let bounds: Vec<(u32, f64, &Indicator)> = bounds
        .filter_map(|(code, most)| Some((number(code)?, *most, indicators.get(code)?)))
        .collect();
    let mut suspects = Vec::new();
    for of_unit in counted.of_units() {
        let persons = sizes.iter().filter_map(|size| position_of(of_unit, *size));
        let persons = persons
            .map(|position| batch.value(position))
            .fold(0.0, f64::max);
        for &(number, most, indicator) in bounds.iter().filter(|_| persons > 0.0) {
            let Some(position) = position_of(of_unit, number) else {
                continue;
            };
            let each = batch.value(position) / persons;
            if each > most {
                suspects.push(Suspect {
                    position,
                    why: format!("tính ra {} mỗi người", shown_value(each, indicator)),
                    is_borne_out: false,
                });
            }
        }
    }
    suspects
}

/// A figure that cannot be, and why.
struct Suspect {
    position: usize,
    why: String,
    /// Whether something else bears it out, so that it counts all the same.
    is_borne_out: bool,
}

/// Holds what is beyond the bound of its indicator, results and targets alike.
fn hold_beyond(
    batch: &mut Batch,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
    is_judged: impl Fn(&Indicator) -> bool,
) {
    let bounds = &context.thresholds.implausible;
    let indicators = context.lexicon.indicators.iter();
    // By the indicator's number.
    let judged: Vec<Option<(&Indicator, f64)>> = indicators
        .map(|it| is_judged(it).then(|| (it, bounds.most_of(it))))
        .collect();
    let beyond = batch.sorted.iter().filter_map(|&(key, position)| {
        let observation = &batch.observations[position];
        let value = observation.value.filter(|_| observation.counted())?;
        let (indicator, most) = judged[key.indicator as usize]?;
        // A value that cannot be compared is beyond any bound.
        let is_beyond = value.is_nan() || value.abs() > most;
        is_beyond.then(|| Suspect {
            position,
            why: format!(
                "vượt mức lớn nhất mà một công đoàn cơ sở có thể có ({})",
                shown_value(most, indicator)
            ),
            is_borne_out: false,
        })
    });
    let beyond: Vec<Suspect> = beyond.collect();
    hold(batch, context, findings, &beyond);
}

/// Parts that are beyond their whole by far.
fn beyond_wholes(batch: &Batch, counted: &Counted, context: &Context<'_>) -> Vec<Suspect> {
    let bounds = &context.thresholds.implausible;
    let indicators = &context.lexicon.indicators;
    let wholes: Vec<(u32, &Indicator, u32, &Indicator)> = (0..)
        .zip(indicators.iter())
        .filter_map(|(number, part)| {
            let named = bounds.wholes.get(&*part.code).map(String::as_str);
            let whole = indicators.get(part.part_of.as_deref().or(named)?)?;
            let whole_number = indicators.known_position(&whole.code)? as u32;
            Some((number, part, whole_number, whole))
        })
        .collect();
    let mut suspects = Vec::new();
    for of_unit in counted.of_units() {
        for &(number, _, whole_number, whole) in &wholes {
            let position = position_of(of_unit, number);
            let place = |position| Some((position, position_of(of_unit, whole_number)?));
            let Some((position, of_whole)) = position.and_then(place) else {
                continue;
            };
            let (value, most) = (batch.value(position), batch.value(of_whole));
            if value > most * bounds.whole_factor && value - most > bounds.whole_difference {
                suspects.push(Suspect {
                    position,
                    why: format!(
                        "trong khi “{}” chỉ là {}",
                        whole.label,
                        shown_value(most, whole)
                    ),
                    is_borne_out: false,
                });
            }
        }
    }
    suspects
}

/// Counts hundreds of times what the unit's other periods and all other units say.
fn far_from_all(batch: &Batch, counted: &Counted, context: &Context<'_>) -> Vec<Suspect> {
    let indicators: Vec<&Indicator> = context.lexicon.indicators.iter().collect();
    // What is above zero, by the indicator's number.
    let mut figures = vec![Vec::new(); indicators.len()];
    for &(key, position) in counted.figures() {
        let value = batch.value(position);
        if value > 0.0 {
            figures[key.indicator as usize].push((key, position, value));
        }
    }
    let mut suspects = Vec::new();
    for (indicator, figures) in indicators.into_iter().zip(figures) {
        if indicator.kind == IndicatorKind::Count {
            suspects.extend(far_among(&figures, indicator, counted, batch, context));
        }
    }
    suspects
}

/// Those of the figures of an indicator that are far from all that is known of their unit.
fn far_among(
    figures: &[(FigureKey, usize, f64)],
    indicator: &Indicator,
    counted: &Counted,
    batch: &Batch,
    context: &Context<'_>,
) -> Vec<Suspect> {
    let bounds = &context.thresholds.implausible;
    let largest = figures.iter().map(|(.., value)| *value);
    if largest.fold(0.0, f64::max) < bounds.least {
        return Vec::new();
    }
    let usual = Usual::of(figures, context);
    let mut by_unit: BTreeMap<u32, Vec<(FigureKey, f64)>> = BTreeMap::new();
    for &(key, _, value) in figures {
        by_unit.entry(key.unit).or_default().push((key, value));
    }
    let far = |&&(key, _, value): &&(FigureKey, usize, f64)| {
        let own = by_unit.get(&key.unit).into_iter().flatten();
        let own = own.filter(|(other, _)| {
            other.period != key.period && other.period.is_comparable_with(key.period)
        });
        let known = own.map(|(_, value)| *value).chain(usual.beside(&key));
        let most = known.fold(0.0, f64::max);
        value >= bounds.least && most > 0.0 && value > most * bounds.far_from_all
    };
    let suspects = figures.iter().filter(far).map(|(key, position, value)| {
        let known = usual.beside(key).map(|usual| {
            format!(
                "các đơn vị khác thường không quá {}",
                shown_value(usual, indicator)
            )
        });
        let known = known.unwrap_or_else(|| "các kỳ khác của đơn vị".to_owned());
        Suspect {
            position: *position,
            why: format!("gấp hàng trăm lần mọi số đã biết ({known})"),
            is_borne_out: is_borne_out(*key, *value, counted, batch, context),
        }
    });
    suspects.collect()
}

/// What is usual of an indicator among all units, by period.
struct Usual(BTreeMap<Period, f64>, Option<f64>);

impl Usual {
    fn of(figures: &[(FigureKey, usize, f64)], context: &Context<'_>) -> Self {
        let bounds = &context.thresholds.implausible;
        let fewest = context.thresholds.fewest_peers;
        // The largest but for the share of those that may be wrong themselves.
        let usual = |mut values: Vec<f64>| {
            values.sort_unstable_by(f64::total_cmp);
            let kept = values.len() as f64 * (1.0 - bounds.largest_left_out);
            let is_enough = values.len() > fewest;
            is_enough.then(|| values[(kept as usize).saturating_sub(1)])
        };
        let mut by_period: BTreeMap<Period, Vec<f64>> = BTreeMap::new();
        for (key, _, value) in figures {
            by_period.entry(key.period).or_default().push(*value);
        }
        let all = usual(figures.iter().map(|(.., value)| *value).collect());
        let by_period = by_period.into_iter();
        let of_periods = by_period.filter_map(|(period, values)| Some((period, usual(values)?)));
        Self(of_periods.collect(), all)
    }

    fn beside(&self, key: &FigureKey) -> Option<f64> {
        self.0.get(&key.period).copied().or(self.1)
    }
}

/// Whether another count of the same form is about as large.
fn is_borne_out(
    key: FigureKey,
    value: f64,
    counted: &Counted,
    batch: &Batch,
    context: &Context<'_>,
) -> bool {
    let indicators = (0..).zip(context.lexicon.indicators.iter());
    let mut others = indicators
        .filter(|(number, other)| *number != key.indicator && other.kind == IndicatorKind::Count)
        .filter_map(|(indicator, _)| counted.get(FigureKey { indicator, ..key }));
    let borne_out = context.thresholds.implausible.borne_out;
    others.any(|position| batch.value(position) * borne_out >= value)
}

/// Holds suspects and tells why; what something bears out or the office has decided is only told.
fn hold(
    batch: &mut Batch,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
    suspects: &[Suspect],
) {
    for suspect in suspects {
        let position = suspect.position;
        let observation = &batch.observations[position];
        let label = context.lexicon.label(&observation.indicator);
        let rule = match suspect.is_borne_out {
            true => &rules::outlier::RULE,
            false => &rules::implausible_value::RULE,
        };
        let message = match suspect.is_borne_out {
            true => rules::outlier::message(label, &observation.raw, &suspect.why),
            false => {
                rules::implausible_value::message_because(label, &observation.raw, &suspect.why)
            }
        };
        findings.push(batch.finding(position, rule, message));
        let observation = &mut batch.observations[position];
        let is_decided = observation.corrected || batch.decided.contains_key(&position);
        let can_be_summed = observation.value.is_some_and(|value| value.abs() < LARGEST);
        if !(suspect.is_borne_out || is_decided && can_be_summed) {
            observation.verdict = Verdict::Held(&rules::implausible_value::RULE);
        }
    }
}
