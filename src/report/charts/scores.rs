//! The ranking of each cluster: its units by points.

use super::context::{ClusterName, Context};
use super::names;
use super::plan::PlannedChart;
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series, ValueFormat};
use crate::tables::{Group, Ranking};
use std::collections::BTreeSet;

/// A picture a cluster that has a ranking.
pub(super) fn scores(context: &Context<'_>, planned: &PlannedChart) -> Vec<ChartSpec> {
    let mut slugs = BTreeSet::new();
    let mut charts = Vec::new();
    for cluster in context.clusters() {
        let Some(mut chart) = of_cluster(context, planned, &cluster) else {
            continue;
        };
        chart.slug = format!("{}-{}", planned.slug, names::slug(cluster.group.id()));
        // Two ids may come to the same plain letters.
        if !slugs.insert(chart.slug.clone()) {
            chart.slug = format!("{}-{}", chart.slug, slugs.len() + 1);
            slugs.insert(chart.slug.clone());
        }
        charts.push(chart);
    }
    charts
}

/// `None` where the cluster has no ranking.
fn of_cluster(
    context: &Context<'_>,
    planned: &PlannedChart,
    cluster: &ClusterName,
) -> Option<ChartSpec> {
    let mut rows: Vec<&Ranking> = context
        .tables
        .rankings
        .iter()
        .filter(|row| {
            row.period == context.period
                && matches!(&cluster.group, Group::Cluster(id) if *id == row.cluster_id)
        })
        .collect();
    rows.sort_by(|one, two| {
        let by_rank = one.rank.cmp(&two.rank);
        by_rank.then_with(|| one.unit_id.cmp(&two.unit_id))
    });
    rows.first()?;
    let all = rows.len();
    let expected = context.expected(&cluster.group, context.period);
    let mut chart = context.chart(planned, ChartKind::RankedBars);
    chart.format = ValueFormat {
        decimals: usize::from(rows.iter().any(|row| row.score.fract() != 0.0)),
        ..ValueFormat::count("điểm")
    };
    chart.title = title(context, cluster.said(), (&rows, expected), &chart.format);
    chart.subtitle = context.say(
        "subtitle-scores",
        &[
            ("unit", &chart.format.unit),
            ("periods", &names::run_label(&[context.period])),
        ],
    );
    chart.source = context.say(
        "source-scores",
        &[("counted", &all), ("expected", &expected)],
    );
    rows.truncate(planned.limit);
    if rows.len() < all {
        let note = context.say("note-highest", &[("shown", &rows.len()), ("all", &all)]);
        chart.notes.push(note);
    }
    chart.categories = rows.iter().map(|row| category(context, row)).collect();
    chart.series = vec![Series {
        values: rows.iter().map(|row| Some(row.score)).collect(),
        ..Series::default()
    }];
    Some(chart)
}

fn category(context: &Context<'_>, row: &Ranking) -> Category {
    let is_first = row.rank == 1;
    Category {
        detail: Some(context.say("rank", &[("rank", &row.rank)])),
        emphasis: if is_first {
            Emphasis::Highlight
        } else {
            Emphasis::Plain
        },
        ..context.unit_category(&row.unit_id)
    }
}

/// Who leads the cluster, where enough units have points and not all share the lead.
fn title(
    context: &Context<'_>,
    cluster: &str,
    (rows, expected): (&[&Ranking], u32),
    format: &ValueFormat,
) -> String {
    let first: Vec<&Ranking> = rows
        .iter()
        .copied()
        .take_while(|row| row.rank == 1)
        .collect();
    let is_covered = rows.len() as f64 >= context.plan.thresholds.coverage * f64::from(expected);
    if first.is_empty() || first.len() == rows.len() || !is_covered {
        let periods = names::run_label(&[context.period]);
        return context.say(
            "title-scores-neutral",
            &[("cluster", &cluster), ("periods", &periods)],
        );
    }
    let score = format.write(first[0].score);
    match first.as_slice() {
        [one] => context.say(
            "title-scores-first",
            &[
                ("unit", &name(context, one)),
                ("cluster", &cluster),
                ("score", &score),
            ],
        ),
        [one, two] => context.say(
            "title-scores-two",
            &[
                ("unit", &name(context, one)),
                ("other", &name(context, two)),
                ("cluster", &cluster),
                ("score", &score),
            ],
        ),
        many => context.say(
            "title-scores-many",
            &[
                ("count", &many.len()),
                ("cluster", &cluster),
                ("score", &score),
            ],
        ),
    }
}

/// A unit's name in a title: in full, unless it is very long.
fn name(context: &Context<'_>, row: &Ranking) -> String {
    let category = context.unit_category(&row.unit_id);
    match category.short {
        Some(short) if category.label.chars().count() > 40 => short,
        _ => category.label,
    }
}
