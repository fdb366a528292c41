//! A part above its total: both count, since nobody can say which is wrong.

use super::Context;
use super::batch::{Batch, Counted};
use crate::finding::Finding;
use crate::resolve::shown_value;
use crate::rules;

pub(super) fn check(
    batch: &Batch,
    counted: &Counted,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    for ((period, unit, code), &position) in counted {
        let Some(indicator) = context.lexicon.indicators.get(code) else {
            continue;
        };
        let total = indicator
            .part_of
            .as_ref()
            .and_then(|total| context.lexicon.indicators.get(total));
        let Some(total) = total else {
            continue;
        };
        let Some(&total_position) = counted.get(&(*period, unit.clone(), total.code.clone()))
        else {
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
