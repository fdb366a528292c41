//! Clusters by an indicator, from the highest to the lowest.

use super::claims;
use super::context::{ClusterName, Context};
use super::over_time;
use super::plan::PlannedChart;
use crate::report::chart::{ChartKind, ChartSpec, Emphasis, Series, TargetLine, ValueFormat};
use crate::tables::Group;

/// Clusters by an indicator, with a line where the plan draws one.
pub(super) fn clusters(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let indicator = context.indicators.get(&planned.indicator)?;
    let value =
        |cluster: &ClusterName| context.value(&planned.indicator, &cluster.group, context.period);
    let mut clusters = context.clusters();
    let rank = |cluster: &ClusterName| value(cluster).unwrap_or(f64::NEG_INFINITY);
    clusters.sort_by(|one, two| rank(two).total_cmp(&rank(one)));
    clusters.iter().find_map(value)?;
    let all = clusters.len();
    let leader = claims::leader(context, &planned.indicator, &clusters);
    // Where all are held against a line, those below it are the point.
    let groups = context.plan.thresholds.groups;
    match planned.line {
        Some(_) => drop(clusters.drain(..all.saturating_sub(groups))),
        None => clusters.truncate(groups),
    }
    let values: Vec<Option<f64>> = clusters.iter().map(value).collect();
    let is_below = |value: Option<f64>| {
        value
            .zip(planned.line)
            .is_some_and(|(value, line)| value < line)
    };
    let mut chart = context.chart(planned, ChartKind::RankedBars);
    chart.format = context.format(indicator, values.iter().copied().flatten());
    chart.categories = clusters
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(position, (cluster, &value))| {
            cluster.category(match planned.line {
                Some(_) if is_below(value) => Emphasis::Alert,
                None if leader == Some(position) => Emphasis::Highlight,
                _ => Emphasis::Plain,
            })
        })
        .collect();
    let periods = [context.period];
    match planned.line {
        None => {
            chart.title = claims::title(context, planned, (&clusters, leader), &periods);
        }
        Some(line) => {
            let unmet = values.iter().filter(|&&value| is_below(value)).count();
            let counts = (unmet, values.iter().flatten().count());
            chart.target = Some(target_line(context, "target-line", &chart.format, line));
            chart.title = line_title(context, planned, counts, &written(&chart.format, line));
        }
    }
    chart.series = vec![Series {
        values,
        ..Series::default()
    }];
    chart.subtitle = context.subtitle(&planned.subject, &chart.format.unit, &periods);
    chart.source = context.source(&planned.indicator, &periods);
    let code = &planned.indicator;
    chart.is_enough = context.is_shown_of(code, &periods);
    chart.notes = notes(context, planned, (&clusters, all));
    Some(chart)
}

/// What keeps the picture from a claim, and what it leaves out.
fn notes(
    context: &Context<'_>,
    planned: &PlannedChart,
    (clusters, all): (&[ClusterName], usize),
) -> Vec<String> {
    let code = &planned.indicator;
    let mut notes = Vec::from_iter(context.doubt_note(code, &[context.period]));
    notes.extend(over_time::poor_note(context, code));
    notes.extend(over_time::partial_note(context, code, clusters));
    let which = match planned.line {
        Some(_) => "which-lowest",
        None => "which-highest",
    };
    notes.extend(over_time::limited_note(
        context,
        (clusters.len(), all),
        which,
    ));
    notes.extend(over_time::outside_note(context, code));
    notes
}

/// How many clusters are below the line, where enough units are counted to say so.
fn line_title(
    context: &Context<'_>,
    planned: &PlannedChart,
    (unmet, all): (usize, usize),
    line: &str,
) -> String {
    if !context.bears_claims(&planned.indicator, &Group::Province, context.period) {
        return context.neutral_title(planned, &[context.period]);
    }
    let key = if unmet == 0 {
        "title-all-above-line"
    } else {
        "title-below-line"
    };
    let what = context.plan.words.get("what-clusters");
    context.say(
        key,
        &[
            ("unmet", &unmet),
            ("all", &all),
            ("what", &what),
            ("line", &line),
        ],
    )
}

/// A target with no more digits than it has.
pub(super) fn written(format: &ValueFormat, value: f64) -> String {
    let scaled = value / format.divisor;
    let is_whole = (scaled - scaled.round()).abs() < 1e-9;
    let decimals = if is_whole { 0 } else { format.decimals.max(1) };
    format.with_decimals(decimals).write(value)
}

fn target_line(context: &Context<'_>, key: &str, format: &ValueFormat, value: f64) -> TargetLine {
    TargetLine {
        label: context.say(key, &[("line", &written(format, value))]),
        value,
    }
}
