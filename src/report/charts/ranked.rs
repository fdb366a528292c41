//! From the highest to the lowest: clusters, units against their targets, and the rankings of clusters.

use super::claims;
use super::context::Context;
use super::names;
use super::over_time;
use super::plan::PlannedChart;
use crate::report::chart::{
    Category, ChartKind, ChartSpec, Emphasis, Series, TargetLine, ValueFormat,
};
use crate::tables::{Group, Ranking, Target};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Clusters by an indicator, with a line where the plan draws one.
pub(super) fn clusters(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let indicator = context.indicators.get(&planned.indicator)?;
    let mut clusters = context.clusters();
    let value = |group: &Group| context.value(&planned.indicator, group, context.period);
    let rank = |group: &Group| value(group).unwrap_or(f64::NEG_INFINITY);
    clusters.sort_by(|one, two| rank(&two.group).total_cmp(&rank(&one.group)));
    let counted = clusters
        .iter()
        .filter(|cluster| value(&cluster.group).is_some())
        .count();
    if counted == 0 {
        return None;
    }
    let leader = claims::leader(context, &planned.indicator, &clusters);
    let all = clusters.len();
    clusters.truncate(context.plan.thresholds.groups);
    let mut chart = context.chart(planned, ChartKind::RankedBars);
    let values: Vec<Option<f64>> = clusters
        .iter()
        .map(|cluster| value(&cluster.group))
        .collect();
    chart.format = context.format(indicator, values.iter().copied().flatten());
    let below = |value: Option<f64>| {
        planned
            .line
            .is_some_and(|line| value.is_some_and(|value| value < line))
    };
    chart.categories = clusters
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(position, (cluster, &value))| {
            cluster.category(match planned.line {
                Some(_) if below(value) => Emphasis::Alert,
                None if leader == Some(position) => Emphasis::Highlight,
                _ => Emphasis::Plain,
            })
        })
        .collect();
    chart.title = match planned.line {
        None => claims::title(
            context,
            planned,
            leader.map(|position| &clusters[position]),
            &[context.period],
        ),
        Some(line) => {
            let unmet = values
                .iter()
                .filter(|&&value| below(value))
                .count()
                .to_string();
            let line = chart.format.with_decimals(0).write(line);
            let filling = [
                ("unmet", unmet.as_str()),
                ("all", &counted.to_string()),
                ("what", context.plan.words.get("what-clusters")),
                ("line", &line),
            ];
            context.say(
                if unmet == "0" {
                    "title-all-above-line"
                } else {
                    "title-below-line"
                },
                &filling,
            )
        }
    };
    chart.target = planned
        .line
        .map(|value| target_line(context, &chart.format, value));
    chart.series = vec![Series {
        values,
        ..Series::default()
    }];
    chart.subtitle = context.subtitle(&planned.subject, &chart.format.unit, &[context.period]);
    chart.source = context.source(&planned.indicator, &[context.period]);
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

fn target_line(context: &Context<'_>, format: &ValueFormat, value: f64) -> TargetLine {
    let is_whole = (value / format.divisor).fract().abs() < 1e-9;
    let decimals = if is_whole { 0 } else { format.decimals.max(1) };
    let line = format.with_decimals(decimals).write(value);
    TargetLine {
        label: context.say("target-line", &[("line", &line)]),
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
        .collect();
    let known = targets.iter().filter(|row| row.met.is_some()).count();
    if known == 0 {
        return None;
    }
    let rank = |row: &Target| row.actual.unwrap_or(f64::NEG_INFINITY);
    targets.sort_by(|one, two| {
        rank(two)
            .total_cmp(&rank(one))
            .then_with(|| one.unit_id.cmp(&two.unit_id))
    });
    let unmet = targets.iter().filter(|row| row.met == Some(false)).count();
    let all = targets.len();
    // Who falls short is the point: where not all have room, the lowest stay.
    targets.drain(..all.saturating_sub(planned.limit));
    let mut chart = context.chart(planned, ChartKind::RankedBars);
    let figures = targets
        .iter()
        .flat_map(|row| row.actual.into_iter().chain([row.target]));
    chart.format = context.format(indicator, figures);
    let first = targets.first()?.target;
    let is_one_target = targets.iter().all(|row| row.target == first);
    chart.target = is_one_target.then(|| target_line(context, &chart.format, first));
    chart.categories = targets
        .iter()
        .map(|row| Category {
            emphasis: if row.met == Some(false) {
                Emphasis::Alert
            } else {
                Emphasis::Plain
            },
            target: (!is_one_target).then_some(row.target),
            ..context.unit_category(&row.unit_id)
        })
        .collect();
    chart.series = vec![Series {
        values: targets.iter().map(|row| row.actual).collect(),
        ..Series::default()
    }];
    let filling = [
        ("unmet", &*unmet.to_string()),
        ("all", &known.to_string()),
        ("target", &planned.target),
    ];
    chart.title = context.say(
        if unmet == 0 {
            "title-targets-none"
        } else {
            "title-targets-some"
        },
        &filling,
    );
    chart.subtitle = context.subtitle(&planned.subject, &chart.format.unit, &[context.period]);
    chart.source = units_source(context, known);
    if targets.len() < all {
        let filling = [
            ("shown", &*targets.len().to_string()),
            ("all", &*all.to_string()),
        ];
        chart.notes.push(context.say("note-lowest", &filling));
    }
    Some(chart)
}

fn units_source(context: &Context<'_>, counted: usize) -> String {
    let expected = context
        .expected(&Group::Province, context.period)
        .to_string();
    let filling = [
        ("counted", &*counted.to_string()),
        ("expected", &expected),
        ("period", &context.period.label()),
    ];
    let coverage = context.say("source-coverage", &filling);
    context.say("source", &[("coverage", &coverage)])
}

/// A picture a cluster: its units by points.
pub(super) fn scores(context: &Context<'_>, planned: &PlannedChart) -> Vec<ChartSpec> {
    let mut by_cluster: BTreeMap<&Arc<str>, Vec<&Ranking>> = BTreeMap::new();
    for row in &context.tables.rankings {
        if row.period == context.period {
            by_cluster.entry(&row.cluster_id).or_default().push(row);
        }
    }
    let clusters = context.clusters();
    let mut charts: Vec<ChartSpec> = Vec::new();
    for cluster in &clusters {
        let Group::Cluster(id) = &cluster.group else {
            continue;
        };
        let Some(rows) = by_cluster.get_mut(id) else {
            continue;
        };
        rows.sort_by(|one, two| {
            one.rank
                .cmp(&two.rank)
                .then_with(|| one.unit_id.cmp(&two.unit_id))
        });
        let mut chart = context.chart(planned, ChartKind::RankedBars);
        chart.slug = format!("{}-{}", planned.slug, names::slug(id));
        // Two ids may come to the same plain letters.
        if charts.iter().any(|other| other.slug == chart.slug) {
            chart.slug = format!("{}-{}", chart.slug, charts.len() + 1);
        }
        let format = ValueFormat {
            decimals: usize::from(rows.iter().any(|row| row.score.fract() != 0.0)),
            ..ValueFormat::count("điểm")
        };
        let expected = context.expected(&cluster.group, context.period);
        let filling = [
            ("counted", &*rows.len().to_string()),
            ("expected", &*expected.to_string()),
        ];
        chart.source = context.say("source-scores", &filling);
        chart.title = scores_title(context, cluster.said(), (rows, expected), &format);
        let run = names::run_label(&[context.period]);
        chart.subtitle = context.say(
            "subtitle-scores",
            &[("unit", &format.unit), ("periods", &run)],
        );
        let all = rows.len();
        rows.truncate(planned.limit);
        if rows.len() < all {
            let filling = [
                ("shown", &*rows.len().to_string()),
                ("all", &*all.to_string()),
            ];
            chart.notes.push(context.say("note-highest", &filling));
        }
        chart.categories = rows
            .iter()
            .map(|row| score_category(context, row))
            .collect();
        let values = rows.iter().map(|row| Some(row.score)).collect();
        chart.series = vec![Series {
            values,
            ..Series::default()
        }];
        chart.format = format;
        charts.push(chart);
    }
    charts
}

fn score_category(context: &Context<'_>, row: &Ranking) -> Category {
    Category {
        detail: Some(context.say("rank", &[("rank", &row.rank.to_string())])),
        emphasis: if row.rank == 1 {
            Emphasis::Highlight
        } else {
            Emphasis::Plain
        },
        ..context.unit_category(&row.unit_id)
    }
}

/// Who leads the cluster, where enough units have points.
fn scores_title(
    context: &Context<'_>,
    cluster: &str,
    (rows, expected): (&[&Ranking], u32),
    format: &ValueFormat,
) -> String {
    let first: Vec<&&Ranking> = rows.iter().take_while(|row| row.rank == 1).collect();
    let is_covered = rows.len() as f64 >= context.plan.thresholds.coverage * f64::from(expected);
    let score = first
        .first()
        .map_or(String::new(), |row| format.write(row.score));
    let name = |row: &Ranking| {
        let category = context.unit_category(&row.unit_id);
        match category.short {
            Some(short) if category.label.chars().count() > 40 => short,
            _ => category.label,
        }
    };
    let common = [("cluster", cluster), ("score", score.as_str())];
    let [of_cluster, with_score] = common;
    match first.as_slice() {
        [one] if is_covered && rows.len() > 1 => context.say(
            "title-scores-first",
            &[of_cluster, with_score, ("unit", &name(one))],
        ),
        [one, two] if is_covered && rows.len() > 2 => {
            let filling = [
                of_cluster,
                with_score,
                ("unit", &name(one)),
                ("other", &name(two)),
            ];
            context.say("title-scores-two", &filling)
        }
        [_, _, _, ..] if is_covered && rows.len() > first.len() => context.say(
            "title-scores-many",
            &[of_cluster, with_score, ("count", &first.len().to_string())],
        ),
        _ => {
            let run = names::run_label(&[context.period]);
            context.say("title-scores-neutral", &[of_cluster, ("periods", &run)])
        }
    }
}
