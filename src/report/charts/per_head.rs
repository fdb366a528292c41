//! What there is for each member beside a cluster's total: only units that have both figures are counted, on both sides.

use super::context::Context;
use super::plan::PlannedChart;
use crate::catalogue::IndicatorKind;
use crate::report::chart::ValueFormat;
use crate::tables::Group;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The values per head of the clusters, by their ids, as a reader sees them; none where the plan asks for none.
pub(super) fn values(context: &Context<'_>, planned: &PlannedChart) -> BTreeMap<String, String> {
    let Some(per) = planned.per.as_deref() else {
        return BTreeMap::new();
    };
    let mut figures: BTreeMap<&Arc<str>, [Option<f64>; 2]> = BTreeMap::new();
    for row in &context.tables.aggregates {
        let Group::Unit(unit) = &row.group else {
            continue;
        };
        if row.period != context.period {
            continue;
        }
        for (place, code) in [planned.indicator.as_str(), per].into_iter().enumerate() {
            if *row.indicator == *code {
                figures.entry(unit).or_default()[place] = Some(row.value);
            }
        }
    }
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (unit, both) in figures {
        let ([Some(value), Some(heads)], Some(cluster)) =
            (both, context.register.cluster_of(context.period, unit))
        else {
            continue;
        };
        let sum = sums.entry(cluster).or_insert((0.0, 0.0));
        *sum = (sum.0 + value, sum.1 + heads);
    }
    let rates: BTreeMap<&str, f64> = sums
        .into_iter()
        .filter(|(_, (_, heads))| *heads > 0.0)
        .map(|(cluster, (value, heads))| (cluster, value / heads))
        .collect();
    let format = format(context, planned, rates.values().copied());
    let name = context.plan.words.get("head");
    let written = rates.into_iter().map(|(cluster, rate)| {
        let value = format.write(rate);
        let filling: [(&str, &dyn std::fmt::Display); 3] =
            [("value", &value), ("unit", &format.unit), ("head", &name)];
        (cluster.to_owned(), context.say("per-head", &filling))
    });
    written.collect()
}

/// Amounts in the unit that fits one head; counts with the digits that tell them apart.
fn format(
    context: &Context<'_>,
    planned: &PlannedChart,
    rates: impl Iterator<Item = f64> + Clone,
) -> ValueFormat {
    let Some(indicator) = context.indicators.get(&planned.indicator) else {
        return ValueFormat::count("");
    };
    let highest = rates.clone().fold(0.0, f64::max);
    match indicator.kind {
        IndicatorKind::Money if highest < 1e6 => ValueFormat {
            unit: context.plan.words.get("thousand-dong").to_owned(),
            divisor: 1e3,
            ..ValueFormat::count("")
        },
        IndicatorKind::Money => context.format(indicator, rates),
        _ => ValueFormat::count(&indicator.unit).with_decimals(2),
    }
}
