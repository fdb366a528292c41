//! Which observations count, and what is wrong between them: sources against each other, parts against totals, figures
//! against other periods and other units, stated totals and rates against what was read.
//!
//! One check a file. The order is fixed here: what is held by an earlier check is not looked at by a later one, so that
//! one root cause gives one finding.

mod batch;
mod keys;
mod magnitude;
mod missing;
mod parts;
mod previous;
mod rates;
mod sources;
mod totals;

use crate::catalogue::Thresholds;
use crate::finding::{Checked, Finding};
use crate::observation::Observation;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::resolve::Draft;
use batch::Batch;

/// The reason of a figure that is not counted because another cell gives the same figure.
pub const OTHER_SOURCE_COUNTS: &str = "other-source-counts";

/// What the checks look at besides the observations.
struct Context<'a> {
    register: &'a Register,
    lexicon: &'a Lexicon,
    thresholds: &'a Thresholds,
}

/// Decides which observations count and checks them against each other. The figures are taken out of the drafts.
pub fn validate(
    drafts: &mut [Draft],
    register: &Register,
    lexicon: &Lexicon,
    thresholds: &Thresholds,
) -> Checked<Vec<Observation>> {
    let context = Context {
        register,
        lexicon,
        thresholds,
    };
    let mut batch = Batch::new(drafts, &lexicon.indicators);
    let mut findings: Vec<Finding> = Vec::new();
    sources::settle(&mut batch, drafts, &context, &mut findings);
    magnitude::check(&mut batch, &context, &mut findings);
    let counted = batch.counted_actuals();
    parts::check(&batch, &counted, &context, &mut findings);
    previous::check(&batch, &counted, &context, &mut findings);
    totals::check(&batch, &context, &mut findings);
    rates::check(&batch, &context, &mut findings);
    missing::check(&batch, drafts, &context, &mut findings);
    Checked {
        output: batch.observations,
        findings,
    }
}
