//! Which charts are made of a run: a plan (data) applied to the run's tables gives charts as plain data.
//!
//! Titles are drawn from the figures by rules ([`claims`]) and claim nothing that the figures do not bear out.

mod claims;
mod context;
mod coverage;
mod heat;
mod names;
mod over_time;
mod plan;
mod pledges;
mod ranked;
mod scores;
mod shares;
mod targets_met;
#[cfg(test)]
pub(crate) mod tests;
mod waterfall;
mod words;

pub use plan::ChartPlan;

use crate::report::account::Account;
use crate::report::chart::ChartSpec;
use context::Context;
pub(in crate::report) use names::{in_print, slug};
use plan::PlannedKind;

/// The charts of a period, in the plan's order. What has no figures in the period is left out.
pub fn chart_specs(account: &Account<'_>, plan: &ChartPlan) -> Vec<ChartSpec> {
    let context = Context::new(account, plan);
    let mut charts = Vec::new();
    for planned in &plan.charts {
        match planned.kind {
            PlannedKind::Coverage => charts.extend(coverage::coverage(&context, planned)),
            PlannedKind::GroupedBars => charts.extend(over_time::grouped(&context, planned)),
            PlannedKind::Slope => charts.extend(over_time::slope(&context, planned)),
            PlannedKind::HeatMap => charts.extend(heat::heat(&context, planned)),
            PlannedKind::Waterfall => charts.extend(waterfall::waterfall(&context, planned)),
            PlannedKind::RankedClusters => charts.extend(ranked::clusters(&context, planned)),
            PlannedKind::RankedUnits => charts.extend(pledges::units(&context, planned)),
            PlannedKind::TargetsMet => charts.extend(targets_met::targets_met(&context, planned)),
            PlannedKind::Scores => charts.extend(scores::scores(&context, planned)),
            PlannedKind::Shares => charts.extend(shares::shares(&context, planned)),
        }
    }
    charts
}
