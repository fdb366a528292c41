//! A stated rate against the actual and the target of its row.

use super::Context;
use super::batch::{Batch, UnitCheck};
use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::{Measure, Observation};
use crate::quantity::format_number;
use crate::resolve::CheckKind;
use crate::rules;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub(super) fn check(batch: &Batch, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rates: Vec<&UnitCheck> = batch
        .checks
        .iter()
        .filter(|check| check.kind == CheckKind::Rate)
        .collect();
    let of_row = figures_of_rows(batch, &rates);
    for check in rates {
        let of = (row_of(&check.at), check.unit_id.as_ref(), &check.indicator);
        let value = |measure: Measure| of_row.get(&(of, measure)).copied();
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
            // `106` under `Tỷ lệ %` says 106 %: of what it may mean the nearer to the figures.
            let readings = [Some(check.value), check.or_value].into_iter().flatten();
            let off = |stated: &f64| (stated - computed).abs();
            let stated = readings.min_by(|one, other| off(one).total_cmp(&off(other)));
            let percent = |rate: f64| format!("{} %", format_number(rate * 100.0, 1));
            let message = rules::rate_mismatch::message(
                context.lexicon.label(&check.indicator),
                &percent(stated.unwrap_or(check.value)),
                &percent(computed),
            );
            findings.push(check.finding(&rules::rate_mismatch::RULE, message));
        }
    }
}

/// A row of a sheet of a file.
type Row<'a> = (&'a Arc<str>, &'a Arc<str>, u32);

fn row_of(at: &CellRef) -> Row<'_> {
    (&at.file, &at.sheet, at.address.row)
}

/// What a rate is of: a row's indicator, of the form's unit or of one of those that stand across.
type Of<'a> = (Row<'a>, Option<&'a Arc<str>>, &'a Arc<str>);

/// The counted figures of the rows that state a rate.
fn figures_of_rows<'a>(
    batch: &'a Batch,
    rates: &[&'a UnitCheck],
) -> HashMap<(Of<'a>, Measure), f64, RandomState> {
    let files: HashSet<&Arc<str>, RandomState> = rates.iter().map(|check| &check.at.file).collect();
    let rows: HashSet<Row<'_>, RandomState> = rates.iter().map(|check| row_of(&check.at)).collect();
    let mut of_row = HashMap::default();
    let mut first = 0;
    // The figures of a file stand together and share its name.
    let of_one = |one: &Observation, next: &Observation| Arc::ptr_eq(&one.at.file, &next.at.file);
    for of_file in batch.observations.chunk_by(of_one) {
        let positions = first..;
        first += of_file.len();
        if !files.contains(&of_file[0].at.file) {
            continue;
        }
        for (position, observation) in positions.zip(of_file) {
            // What is pledged for the next period is no target of this one's result.
            let counts = observation.counted() && !batch.ahead.contains(&position);
            let row = row_of(&observation.at);
            if let Some(value) = observation.value.filter(|_| counts && rows.contains(&row)) {
                let of = (row, observation.unit_id.as_ref(), &observation.indicator);
                of_row.insert((of, observation.measure), value);
            }
        }
    }
    of_row
}
