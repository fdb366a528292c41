//! A part above its total: both count, since nobody can say which is wrong.

use super::Context;
use super::batch::Batch;
use super::keys::{Counted, FigureKey};
use crate::finding::Finding;
use crate::resolve::shown_value;
use crate::rules;

pub(super) fn check(
    batch: &Batch,
    counted: &Counted,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let indicators = &context.lexicon.indicators;
    for (key, position) in counted.iter() {
        let Some(indicator) = indicators.get(&batch.observations[position].indicator) else {
            continue;
        };
        let total = indicator.part_of.as_ref();
        let Some(total) = total.and_then(|total| indicators.get(total)) else {
            continue;
        };
        let total_key = FigureKey {
            indicator: indicators.position(&total.code) as u32,
            ..key
        };
        let Some(total_position) = counted.get(total_key) else {
            continue;
        };
        let (part_value, total_value) = (batch.value(position), batch.value(total_position));
        if part_value > total_value {
            let message = rules::part_exceeds_total::message(
                &indicator.label,
                &shown_value(part_value, indicator),
                &total.label,
                &shown_value(total_value, total),
            );
            findings.push(batch.finding(position, &rules::part_exceeds_total::RULE, message));
        }
    }
}
