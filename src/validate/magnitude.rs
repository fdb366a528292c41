//! Amounts that are out by about a thousand or a million: a unit of measure slipped. And figures far from all others.
//!
//! A figure is compared with the unit's own figures of other periods and with other units' of the same period, in all
//! and by the unit's size or what an amount was spent on. Where the unit's periods are out against each other the peers
//! tell which of them slipped; where they do not, all of them are held back. Peers alone hold a figure back that would
//! be usual but for a unit of measure.

mod figures;
mod judgement;
mod peers;
#[cfg(test)]
mod tests;

use super::Context;
use super::batch::Batch;
use crate::catalogue::{Aggregation, Indicator, IndicatorKind, Thresholds};
use crate::finding::Finding;
use crate::period::Period;
use crate::resolve::shown_value;
use crate::rules;
use crate::verdict::Verdict;
use figures::{Figure, Sizes, spent_on};
use judgement::{Compared, Judgement, Other, Slip, describe, is_settled, judge};
use peers::{MEASURES, Peers, Place};
use rayon::prelude::*;

pub(super) fn check(batch: &mut Batch, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let counted = batch.counted_actuals();
    let indicators = &context.lexicon.indicators;
    let sizes = Sizes::of(&counted, batch, indicators, context.thresholds);
    let numbered: Vec<(u32, &Indicator)> = (0..).zip(indicators.iter()).collect();
    let suspects: Vec<Suspect> = numbered
        .par_iter()
        .with_max_len(1)
        .filter(|(_, indicator)| is_judged(indicator))
        .flat_map_iter(|&(number, indicator)| {
            let spent_on = spent_on(indicator, indicators, context.thresholds);
            let figures = sizes.counted(number, spent_on, batch);
            let stands = sizes.decided(number, spent_on, batch);
            suspects(indicator, &figures, &stands, context.thresholds)
        })
        .collect();
    for suspect in suspects {
        let position = suspect.position;
        let observation = &batch.observations[position];
        let label = context.lexicon.label(&observation.indicator);
        match suspect.shown {
            Some(shown) => {
                let message = rules::outlier::message(label, &shown, &suspect.words);
                findings.push(batch.finding(position, &rules::outlier::RULE, message));
            }
            None => {
                let raw = &observation.raw;
                let message = rules::magnitude_suspect::message(label, raw, &suspect.words);
                findings.push(batch.finding(position, &rules::magnitude_suspect::RULE, message));
                if !batch.decided.contains_key(&position) {
                    let rule = &rules::magnitude_suspect::RULE;
                    batch.observations[position].verdict = Verdict::Held(rule);
                }
            }
        }
    }
}

/// Whether figures of an indicator can slip by a unit of measure.
fn is_judged(indicator: &Indicator) -> bool {
    matches!(
        indicator.kind,
        IndicatorKind::Money | IndicatorKind::Count | IndicatorKind::Score
    )
}

/// A figure that stands out.
struct Suspect {
    position: usize,
    /// The value as a reader sees it, where it is only far from all others; `None` where it is held.
    shown: Option<String>,
    /// What it was compared with.
    words: String,
}

/// The figures of an indicator that stand out.
fn suspects(
    indicator: &Indicator,
    figures: &[Figure],
    stands: &[Figure],
    thresholds: &Thresholds,
) -> Vec<Suspect> {
    if figures.is_empty() {
        return Vec::new();
    }
    compare(indicator, figures, stands, thresholds)
        .into_iter()
        .filter_map(|(position, compared)| {
            let (shown, doubt) = match judge(&compared, indicator, thresholds) {
                Judgement::Plausible => return None,
                Judgement::Slipped(Slip::Clear) => (None, ""),
                Judgement::Slipped(Slip::HereOrThere) => (None, "; chưa rõ kỳ nào sai"),
                Judgement::Outlier => (Some(shown_value(compared.value, indicator)), ""),
            };
            Some(Suspect {
                position,
                shown,
                words: describe(&compared, indicator) + doubt,
            })
        })
        .collect()
}

/// How far a unit's figures of all periods reach.
struct Reach {
    smallest: Option<Other>,
    largest: Option<Other>,
}

impl Reach {
    fn of(figures: &[(Period, Other)]) -> Self {
        let others = || figures.iter().map(|(_, other)| *other);
        Self {
            smallest: others().min_by(|one, next| one.value.total_cmp(&next.value)),
            largest: others().max_by(|one, next| one.value.total_cmp(&next.value)),
        }
    }

    fn ends(&self) -> impl Iterator<Item = Other> {
        self.smallest.into_iter().chain(self.largest)
    }
}

/// Sets each figure of an indicator beside the unit's other periods and the other units of its period. With `stands`
/// nothing is compared.
fn compare(
    indicator: &Indicator,
    figures: &[Figure],
    stands: &[Figure],
    thresholds: &Thresholds,
) -> Vec<(usize, Compared)> {
    let peers = Peers::of(figures);
    // Only what adds up over units goes with their size.
    let grows_with_size = indicator.aggregation == Aggregation::Sum;
    let measures = if grows_with_size { MEASURES } else { 1 };
    // Only amounts slip by a unit of measure.
    let is_money = indicator.kind == IndicatorKind::Money;
    let place = |figure: &Figure| {
        if !is_money {
            return None;
        }
        let measured = peers.beside_enough(figure, measures, thresholds);
        Place::among(&measured, thresholds)
    };
    let places: Vec<Option<Place>> = figures.iter().chain(stands).map(place).collect();
    // Units are numbered one after the other.
    let units = figures.iter().map(|figure| figure.unit as usize + 1).max();
    let mut by_unit: Vec<Vec<(Period, Other)>> = vec![Vec::new(); units.unwrap_or_default()];
    for (figure, &place) in figures.iter().zip(&places) {
        let other = Other {
            value: figure.value,
            place,
            is_decided: !figure.is_judged,
        };
        by_unit[figure.unit as usize].push((figure.period, other));
    }
    let history = |figure: &Figure| {
        let of_unit = by_unit.get(figure.unit as usize).into_iter().flatten();
        let own = figure.period;
        let others = of_unit.filter(move |(it, _)| *it != own && it.is_comparable_with(own));
        others.map(|&(_, other)| other)
    };
    let reaches: Vec<Reach> = by_unit.iter().map(|of_unit| Reach::of(of_unit)).collect();
    let judged_by = (indicator, thresholds);
    let all = figures.iter().chain(stands).zip(places);
    all.filter(|(figure, _)| figure.is_judged)
        .filter(|(figure, place)| {
            let of_unit = reaches.get(figure.unit as usize);
            // Where the smallest and the largest of a unit are near, whenever they are of, all others are.
            !is_settled(
                figure.value,
                *place,
                of_unit.into_iter().flat_map(Reach::ends),
                judged_by,
            ) && !is_settled(figure.value, *place, history(figure), judged_by)
        })
        .map(|(figure, place)| {
            let [usual, ..] = peers.beside_enough(figure, 1, thresholds);
            let compared = Compared {
                value: figure.value,
                history: history(figure).collect(),
                usual: usual
                    .filter(|(_, peers)| peers.count >= thresholds.fewest_peers)
                    .map(|(_, peers)| peers.middle),
                peers: peers.beside(figure, 0, thresholds),
                per_head: peers.beside(figure, 1, thresholds),
                place,
            };
            (figure.position, compared)
        })
        .collect()
}
