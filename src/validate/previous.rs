//! A previous-period column against what was counted for that period.

use super::Context;
use super::batch::Batch;
use super::keys::Counted;
use crate::finding::Finding;
use crate::resolve::{CheckKind, shown_value};
use crate::rules;

pub(super) fn check(
    batch: &Batch,
    counted: &Counted,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    for check in &batch.checks {
        let CheckKind::Previous(named) = check.kind else {
            continue;
        };
        let (Some(period), Some(unit)) = (check.period, &check.unit_id) else {
            continue;
        };
        let previous = named.unwrap_or_else(|| period.previous());
        let indicators = &context.lexicon.indicators;
        let key = batch.actual(previous, unit, &check.indicator, indicators);
        let Some(position) = key.and_then(|key| counted.get(key)) else {
            continue;
        };
        let value = batch.value(position);
        let differs =
            (value - check.value).abs() > 1e-6 * value.abs().max(check.value.abs()).max(1.0);
        if let Some(indicator) = context
            .lexicon
            .indicators
            .get(&check.indicator)
            .filter(|_| differs)
        {
            let message = rules::previous_mismatch::message(
                &indicator.label,
                &shown_value(check.value, indicator),
                &shown_value(value, indicator),
                &previous.label(),
            );
            findings.push(check.finding(&rules::previous_mismatch::RULE, message));
        }
    }
}
