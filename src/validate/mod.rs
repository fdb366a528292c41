//! Which observations count, and what is wrong between them: sources against each other, parts against totals, figures
//! against other periods and other units, stated totals and rates against what was read.
//!
//! One check a file. The order is fixed here: what is held by an earlier check is not looked at by a later one, so that
//! one root cause gives one finding.

mod batch;
mod implausible;
mod keys;
mod magnitude;
mod missing;
mod parts;
mod points;
mod previous;
mod rates;
mod sources;
mod totals;

use crate::catalogue::Thresholds;
use crate::finding::{Checked, Finding};
use crate::observation::Observation;
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::resolve::Draft;
use crate::tables::Order;
use batch::Batch;
use rayon::prelude::*;

/// What the checks look at besides the observations.
struct Context<'a> {
    register: &'a Register,
    lexicon: &'a Lexicon,
    thresholds: &'a Thresholds,
    /// What a full score comes to in a period, where criteria are in force.
    scale: &'a (dyn Fn(Period) -> Option<f64> + Sync),
}

/// Decides which observations count and checks them against each other. The figures are taken out of the drafts, and come
/// out sorted.
pub fn validate(
    drafts: &mut [Draft],
    register: &Register,
    lexicon: &Lexicon,
    thresholds: &Thresholds,
    scale: &(dyn Fn(Period) -> Option<f64> + Sync),
) -> Checked<Vec<Observation>> {
    let context = Context {
        register,
        lexicon,
        thresholds,
        scale,
    };
    let mut batch = Batch::new(drafts, &lexicon.indicators);
    let mut findings: Vec<Finding> = Vec::new();
    sources::settle(&mut batch, &context, &mut findings);
    points::check(&mut batch, &context, &mut findings);
    implausible::check_counts(&mut batch, &context, &mut findings);
    magnitude::check(&mut batch, &context, &mut findings);
    implausible::check_amounts(&mut batch, &context, &mut findings);
    let counted = batch.counted_actuals();
    // What counts is settled: the rest only look at it, side by side.
    let rest: [&(dyn Fn(&mut Vec<Finding>) + Sync); 5] = [
        &|found| parts::check(&batch, &counted, &context, found),
        &|found| previous::check(&batch, &counted, &context, found),
        &|found| totals::check(&batch, &context, found),
        &|found| rates::check(&batch, &context, found),
        &|found| missing::check(&batch, drafts, &context, found),
    ];
    let rest = rest.par_iter().with_max_len(1).map(|check| {
        let mut found = Vec::new();
        check(&mut found);
        found
    });
    let (order, rest) = rayon::join(
        || Order::of(&batch.observations, &lexicon.indicators),
        || rest.collect::<Vec<_>>(),
    );
    findings.extend(rest.into_iter().flatten());
    order.arrange(&mut batch.observations);
    Checked {
        output: batch.observations,
        findings,
    }
}
