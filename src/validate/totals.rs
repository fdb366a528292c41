//! A total row against the sum of its rows.

use super::Context;
use super::batch::Batch;
use crate::catalogue::Aggregation;
use crate::finding::Finding;
use crate::resolve::{CheckKind, shown_value};
use crate::rules;
use crate::verdict::Verdict;

pub(super) fn check(batch: &Batch, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for check in &batch.checks {
        if !matches!(check.kind, CheckKind::Total(_)) {
            continue;
        }
        let Some(indicator) = context
            .lexicon
            .indicators
            .get(&check.indicator)
            .filter(|indicator| indicator.aggregation == Aggregation::Sum)
        else {
            continue;
        };
        // A row that could not be read leaves the sum unknown.
        let rows: Option<Vec<f64>> = check
            .rows
            .iter()
            .map(|&position| match batch.observations[position].verdict {
                Verdict::Empty => Some(0.0),
                // The total was made of the figures as they stood.
                _ => batch
                    .decided
                    .get(&position)
                    .copied()
                    .or(batch.observations[position].value),
            })
            .collect();
        let Some(rows) = rows.filter(|rows| !rows.is_empty()) else {
            continue;
        };
        let summed: f64 = rows.iter().sum();
        /// What reckoning in floating point loses; a total that is out by đồng is out.
        const ROUNDING: f64 = 1e-9;
        let is_sum = |value: f64| (summed - value).abs() <= ROUNDING * summed.abs().max(1.0);
        if !is_sum(check.value) && !check.or_value.is_some_and(is_sum) {
            let message = rules::total_mismatch::message(
                &indicator.label,
                &shown_value(check.value, indicator),
                &shown_value(summed, indicator),
            );
            findings.push(check.finding(&rules::total_mismatch::RULE, message));
        }
    }
}
