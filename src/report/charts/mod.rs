//! Which charts are made of a run: a plan (data) applied to the run's tables gives charts as plain data.
//!
//! Titles are drawn from the figures by rules ([`claims`]) and claim nothing that the figures do not bear out.

mod claims;
mod context;
mod coverage;
mod heat;
mod names;
mod over_time;
mod per_head;
mod places;
mod plan;
mod pledges;
mod ranked;
mod same_units;
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
use jiff::civil::Date;
pub(in crate::report) use names::{in_print, slug};
use plan::PlannedKind;
use std::collections::BTreeMap;

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
            PlannedKind::ChangeOfClusters => charts.extend(same_units::changes(&context, planned)),
            PlannedKind::BeforeAfter => charts.extend(same_units::before_after(&context, planned)),
            PlannedKind::RankedUnits => charts.extend(pledges::units(&context, planned)),
            PlannedKind::TargetsMet => charts.extend(targets_met::targets_met(&context, planned)),
            PlannedKind::Scores => charts.extend(scores::scores(&context, planned)),
            PlannedKind::Shares => charts.extend(shares::shares(&context, planned)),
        }
    }
    places::arrange(&context, charts)
}

/// The folders of clusters' pictures, each with its cluster's name: of ids and names, in the report's order.
pub(crate) fn cluster_folders<'c>(
    clusters: impl Iterator<Item = (&'c str, &'c str)>,
    plan: &ChartPlan,
) -> BTreeMap<String, String> {
    let clusters: Vec<(&str, &str)> = clusters.collect();
    let said = clusters.iter().map(|(_, name)| {
        let short = names::shortened(name, &plan.shorten);
        short.unwrap_or_else(|| (*name).to_owned())
    });
    let said: Vec<String> = said.collect();
    let ids = clusters.iter().map(|(id, _)| *id);
    let mut folders = places::folders_of(ids.zip(said.iter().map(String::as_str)));
    let named = clusters.iter();
    let named = named.filter_map(|(id, name)| Some((folders.remove(*id)?, (*name).to_owned())));
    named.collect()
}

/// Who made the pictures and when, as each of them bears it.
pub fn imprint(plan: &ChartPlan, office: &str, date: Option<Date>) -> String {
    let date = date.map_or_else(String::new, |date| {
        let day = date.strftime("%d/%m/%Y");
        plan.words.say("drawn-on", &[("date", &day)])
    });
    match (office.trim(), date.as_str()) {
        ("", "") => String::new(),
        (office, "") => format!("{office}."),
        ("", date) => format!("{}.", crate::text::capitalised(date)),
        (office, date) => format!("{office}, {date}."),
    }
}
