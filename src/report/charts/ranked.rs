//! From the highest to the lowest: clusters by an indicator, and units against what they pledged.

use super::claims;
use super::context::{ClusterName, Context};
use super::over_time;
use super::plan::PlannedChart;
use crate::report::chart::{
    Category, ChartKind, ChartSpec, Emphasis, Series, TargetLine, ValueFormat,
};
use crate::tables::Target;

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
    clusters.truncate(context.plan.thresholds.groups);
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
            let leader = leader.map(|position| &clusters[position]);
            chart.title = claims::title(context, planned, leader, &periods);
        }
        Some(line) => {
            let unmet = values.iter().filter(|&&value| is_below(value)).count();
            let counted = values.iter().flatten().count();
            chart.target = Some(target_line(context, &chart.format, line));
            chart.title = line_title(context, (unmet, counted), &written(&chart.format, line));
        }
    }
    chart.series = vec![Series {
        values,
        ..Series::default()
    }];
    chart.subtitle = context.subtitle(&planned.subject, &chart.format.unit, &periods);
    chart.source = context.source(&planned.indicator, &periods);
    chart
        .notes
        .extend(over_time::poor_note(context, &planned.indicator));
    chart
        .notes
        .extend(over_time::limited_note(context, clusters.len(), all));
    chart
        .notes
        .extend(over_time::outside_note(context, &planned.indicator));
    Some(chart)
}

/// How many clusters are below the line.
fn line_title(context: &Context<'_>, (unmet, all): (usize, usize), line: &str) -> String {
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
fn written(format: &ValueFormat, value: f64) -> String {
    let scaled = value / format.divisor;
    let is_whole = (scaled - scaled.round()).abs() < 1e-9;
    let decimals = if is_whole { 0 } else { format.decimals.max(1) };
    format.with_decimals(decimals).write(value)
}

fn target_line(context: &Context<'_>, format: &ValueFormat, value: f64) -> TargetLine {
    TargetLine {
        label: context.say("target-line", &[("line", &written(format, value))]),
        value,
    }
}

/// Units that pledged something, held against what they pledged.
pub(super) fn units(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let indicator = context.indicators.get(&planned.indicator)?;
    let mut targets: Vec<&Target> = context
        .tables
        .targets
        .iter()
        .filter(|row| row.period == context.period && *row.indicator == *planned.indicator)
        .filter(|row| row.target.is_some())
        .collect();
    let rank = |row: &Target| row.actual.unwrap_or(f64::NEG_INFINITY);
    targets.sort_by(|one, two| {
        let by_value = rank(two).total_cmp(&rank(one));
        by_value.then_with(|| one.unit_id.cmp(&two.unit_id))
    });
    let known = targets.iter().filter(|row| row.met.is_some()).count();
    let unmet = targets.iter().filter(|row| row.met == Some(false)).count();
    if known == 0 {
        return None;
    }
    let all = targets.len();
    // Who falls short is the point: where not all have room, the lowest stay.
    targets.drain(..all.saturating_sub(planned.limit));
    let mut chart = context.chart(planned, ChartKind::RankedBars);
    let figures = |row: &&Target| row.actual.into_iter().chain(row.target);
    chart.format = context.format(indicator, targets.iter().flat_map(figures));
    let first = targets.first()?.target?;
    let is_one_target = targets.iter().all(|row| row.target == Some(first));
    chart.target = is_one_target.then(|| target_line(context, &chart.format, first));
    let own_target = |row: &Target| row.target.filter(|_| !is_one_target);
    chart.categories = targets
        .iter()
        .map(|row| target_category(context, row, own_target(row)))
        .collect();
    chart.series = vec![Series {
        values: targets.iter().map(|row| row.actual).collect(),
        ..Series::default()
    }];
    let key = if unmet == 0 {
        "title-targets-none"
    } else {
        "title-targets-some"
    };
    chart.title = context.say(
        key,
        &[
            ("unmet", &unmet),
            ("all", &known),
            ("target", &planned.target),
        ],
    );
    chart.subtitle = context.subtitle(&planned.subject, &chart.format.unit, &[context.period]);
    chart.source = context.units_source(u32::try_from(known).unwrap_or(u32::MAX));
    if targets.len() < all {
        let note = context.say("note-lowest", &[("shown", &targets.len()), ("all", &all)]);
        chart.notes.push(note);
    }
    Some(chart)
}

fn target_category(context: &Context<'_>, row: &Target, target: Option<f64>) -> Category {
    let falls_short = row.met == Some(false);
    Category {
        emphasis: if falls_short {
            Emphasis::Alert
        } else {
            Emphasis::Plain
        },
        target,
        ..context.unit_category(&row.unit_id)
    }
}
