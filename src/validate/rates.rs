//! A stated rate against the actual and the target of its row.

use super::Context;
use super::batch::Batch;
use crate::finding::Finding;
use crate::observation::Measure;
use crate::quantity::format_number;
use crate::resolve::CheckKind;
use crate::rules;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn check(batch: &Batch, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut of_row: BTreeMap<(Arc<str>, Arc<str>, u32, Measure), f64> = BTreeMap::new();
    for observation in &batch.observations {
        if let Some(value) = observation.value.filter(|_| observation.counted()) {
            let at = &observation.at;
            let key = (
                at.file.clone(),
                at.sheet.clone(),
                at.address.row,
                observation.measure,
            );
            of_row.insert(key, value);
        }
    }
    for check in batch
        .checks
        .iter()
        .filter(|check| check.kind == CheckKind::Rate)
    {
        let value = |measure: Measure| {
            let key = (
                check.at.file.clone(),
                check.at.sheet.clone(),
                check.at.address.row,
                measure,
            );
            of_row.get(&key).copied()
        };
        let (Some(actual), Some(target)) = (value(Measure::Actual), value(Measure::Target)) else {
            continue;
        };
        if target == 0.0 {
            continue;
        }
        let computed = actual / target;
        let fits = |stated: f64| {
            (stated - computed).abs() <= context.thresholds.rate_tolerance * computed.abs().max(1.0)
        };
        if !fits(check.value) && !check.or_value.is_some_and(fits) {
            let percent = |rate: f64| format!("{} %", format_number(rate * 100.0, 1));
            let message = rules::rate_mismatch::message(
                context.lexicon.label(&check.indicator),
                &percent(check.value),
                &percent(computed),
            );
            findings.push(check.finding(&rules::rate_mismatch::RULE, message));
        }
    }
}
