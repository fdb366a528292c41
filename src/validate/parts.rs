//! A part above its total: both count, since nobody can say which is wrong.

use super::Context;
use super::batch::Batch;
use super::keys::{Counted, position_of};
use crate::catalogue::Indicator;
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
    let parts: Vec<(u32, &Indicator, u32, &Indicator)> = (0..)
        .zip(indicators.iter())
        .filter_map(|(number, part)| {
            let total = indicators.get(part.part_of.as_ref()?)?;
            let total_number = indicators.position(&total.code) as u32;
            Some((number, part, total_number, total))
        })
        .collect();
    for of_unit in counted.of_units() {
        for &(number, part, total_number, total) in &parts {
            let place = |indicator| position_of(of_unit, indicator);
            let (Some(position), Some(total_position)) = (place(number), place(total_number))
            else {
                continue;
            };
            let (part_value, total_value) = (batch.value(position), batch.value(total_position));
            if part_value > total_value {
                let message = rules::part_exceeds_total::message(
                    &part.label,
                    &shown_value(part_value, part),
                    &total.label,
                    &shown_value(total_value, total),
                );
                findings.push(batch.finding(position, &rules::part_exceeds_total::RULE, message));
            }
        }
    }
}
