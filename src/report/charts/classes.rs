//! Units counted by class: a category's classes by cluster, and who has reported.

use super::context::{ClusterName, Context};
use super::names;
use super::over_time;
use super::plan::PlannedChart;
use crate::observation::SubmissionStatus;
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series, Tone};
use crate::tables::{Distribution, Group};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The colours of classes from the best on; the last class is always the alert.
const TONES: [Tone; 3] = [Tone::First, Tone::Second, Tone::Third];

/// The shares of a category's classes, of the province and of each cluster.
pub(super) fn shares(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let rows: Vec<&Distribution> = context
        .tables
        .distributions
        .iter()
        .filter(|row| row.period == context.period && *row.indicator == *planned.indicator)
        .collect();
    let count = |group: &Group, class: &str| {
        let of_class = rows
            .iter()
            .find(|row| row.group == *group && *row.category == *class);
        of_class.map(|row| f64::from(row.n_units))
    };
    let total = |group: &Group| {
        rows.iter()
            .find(|row| row.group == *group)
            .map_or(0, |row| row.n_total)
    };
    if total(&Group::Province) == 0 {
        return None;
    }
    let mut clusters = context.clusters();
    let all = clusters.len();
    clusters.truncate(context.plan.thresholds.groups);
    let mut chart = context.chart(planned, ChartKind::Shares);
    chart.categories = vec![Category {
        label: context.plan.words.get("province").to_owned(),
        emphasis: Emphasis::Total,
        ..Category::default()
    }];
    chart.categories.extend(
        clusters
            .iter()
            .map(|cluster| cluster.category(Emphasis::Plain)),
    );
    let groups: Vec<&Group> = std::iter::once(&Group::Province)
        .chain(clusters.iter().map(|cluster| &cluster.group))
        .collect();
    for (category, group) in chart.categories.iter_mut().zip(&groups) {
        let units = total(group).to_string();
        category.detail = Some(context.say("class-units", &[("units", &units)]));
    }
    let last = planned.classes.len().saturating_sub(1);
    chart.series = planned
        .classes
        .iter()
        .enumerate()
        .map(|(position, class)| Series {
            name: context.plan.words.class(class).to_owned(),
            tone: Some(if position == last && last > 0 {
                Tone::Alert
            } else {
                TONES[position.min(2)]
            }),
            values: groups
                .iter()
                .map(|group| count(group, class).or((total(group) > 0).then_some(0.0)))
                .collect(),
            ..Series::default()
        })
        .collect();
    chart.title = shares_title(context, planned, &chart, total(&Group::Province));
    chart.subtitle = context.subtitle(
        &planned.subject,
        context.plan.words.get("what-units"),
        &[context.period],
    );
    chart.source = shares_source(context, total(&Group::Province));
    chart
        .notes
        .extend(over_time::limited_note(context, clusters.len(), all));
    Some(chart)
}

/// How many units are in the best class; where none is, in the two best.
fn shares_title(
    context: &Context<'_>,
    planned: &PlannedChart,
    chart: &ChartSpec,
    total: u32,
) -> String {
    let expected = context.expected(&Group::Province, context.period);
    let is_covered = f64::from(total) >= context.plan.thresholds.coverage * f64::from(expected);
    let of_class = |class: usize| chart.value(class, 0).unwrap_or(0.0);
    let name = |class: usize| chart.series[class].name.to_lowercase();
    let (count, class) = match of_class(0) {
        best if best > 0.0 => (best, name(0)),
        _ if chart.series.len() > 2 && of_class(1) > 0.0 => (
            of_class(1),
            context.say("and-better", &[("class", &name(1))]),
        ),
        _ => (0.0, String::new()),
    };
    if count == 0.0 || !is_covered {
        let run = names::run_label(&[context.period]);
        return context.say(
            "title-neutral",
            &[("subject", &planned.subject), ("periods", &run)],
        );
    }
    let filling = [
        ("count", &*count.to_string()),
        ("all", &*total.to_string()),
        ("class", &*class),
    ];
    context.say("title-shares", &filling)
}

fn shares_source(context: &Context<'_>, counted: u32) -> String {
    let expected = context
        .expected(&Group::Province, context.period)
        .max(counted);
    let filling = [
        ("counted", &*counted.to_string()),
        ("expected", &*expected.to_string()),
        ("period", &context.period.label()),
    ];
    context.say(
        "source",
        &[("coverage", &context.say("source-coverage", &filling))],
    )
}

/// What became of each expected unit, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Counted,
    ByCluster,
    Pending,
    Missing,
}

const STANDINGS: [(Standing, &str, Tone); 4] = [
    (Standing::Counted, "coverage-counted", Tone::First),
    (Standing::ByCluster, "coverage-by-cluster", Tone::Second),
    (Standing::Pending, "coverage-pending", Tone::Alert),
    (Standing::Missing, "coverage-missing", Tone::Missing),
];

/// Who has reported, by cluster; `None` where nobody was expected to.
pub(super) fn coverage(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let clusters = context.clusters();
    let standings = standings(context);
    if standings.is_empty() {
        return None;
    }
    let count = |cluster: &ClusterName, sought: Standing| {
        let of_cluster = standings.iter().filter(|(id, standing)| {
            matches!(&cluster.group, Group::Cluster(own) if own == id) && *standing == sought
        });
        of_cluster.count() as f64
    };
    let mut chart = context.chart(planned, ChartKind::Coverage);
    chart.categories = clusters
        .iter()
        .take(context.plan.thresholds.groups)
        .map(|cluster| {
            let expected: f64 = STANDINGS
                .iter()
                .map(|standing| count(cluster, standing.0))
                .sum();
            let counted = count(cluster, Standing::Counted) + count(cluster, Standing::ByCluster);
            let filling = [
                ("counted", &*counted.to_string()),
                ("expected", &*expected.to_string()),
            ];
            Category {
                detail: Some(context.say("coverage-of", &filling)),
                ..cluster.category(Emphasis::Plain)
            }
        })
        .collect();
    chart.series = STANDINGS
        .iter()
        .map(|&(standing, key, tone)| Series {
            name: context.plan.words.get(key).to_owned(),
            tone: Some(tone),
            values: clusters
                .iter()
                .take(context.plan.thresholds.groups)
                .map(|cluster| Some(count(cluster, standing)))
                .collect(),
            ..Series::default()
        })
        .collect();
    let period = context.period.label();
    chart.title = coverage_title(context, &clusters, &standings);
    chart.subtitle = context.say("subtitle-coverage", &[("period", &period)]);
    let of_period = context
        .tables
        .submissions
        .iter()
        .filter(|file| file.period == Some(context.period));
    let files = of_period.count().to_string();
    chart.source = context.say("source-files", &[("files", &files), ("period", &period)]);
    chart.notes.extend(unplaced_note(context));
    chart.notes.extend(over_time::limited_note(
        context,
        chart.categories.len(),
        clusters.len(),
    ));
    Some(chart)
}

/// Each expected unit's cluster and what became of its report.
fn standings(context: &Context<'_>) -> Vec<(Arc<str>, Standing)> {
    let of_period = |status: &[SubmissionStatus]| -> BTreeSet<&Arc<str>> {
        context
            .tables
            .submissions
            .iter()
            .filter(|file| file.period == Some(context.period) && status.contains(&file.status))
            .filter_map(|file| file.unit_id.as_ref())
            .collect()
    };
    let accepted = of_period(&[SubmissionStatus::Accepted]);
    let pending = of_period(&[SubmissionStatus::Held, SubmissionStatus::Rejected]);
    let counted: BTreeSet<&Arc<str>> = context
        .tables
        .observations
        .iter()
        .filter(|figure| figure.counted() && figure.period == Some(context.period))
        .filter_map(|figure| figure.unit_id.as_ref())
        .collect();
    let members = context.register.expected(context.period);
    members
        .map(|member| {
            let standing = match &member.unit_id {
                id if accepted.contains(id) => Standing::Counted,
                id if counted.contains(id) => Standing::ByCluster,
                id if pending.contains(id) => Standing::Pending,
                _ => Standing::Missing,
            };
            (member.cluster_id.clone(), standing)
        })
        .collect()
}

fn coverage_title(
    context: &Context<'_>,
    clusters: &[ClusterName],
    standings: &[(Arc<str>, Standing)],
) -> String {
    let all = standings.len().to_string();
    let period = context.period.label();
    let of = |sought: Standing| {
        standings
            .iter()
            .filter(move |(_, standing)| *standing == sought)
    };
    let (missing, pending) = (of(Standing::Missing).count(), of(Standing::Pending).count());
    if missing + pending == 0 {
        return context.say("title-coverage-all", &[("all", &all), ("period", &period)]);
    }
    let with_missing: BTreeSet<&Arc<str>> =
        of(Standing::Missing).map(|(cluster, _)| cluster).collect();
    let only = clusters.iter().find(|cluster| {
        with_missing.len() == 1
            && matches!(&cluster.group, Group::Cluster(id) if with_missing.contains(id))
    });
    let units = missing.to_string();
    let missing_words = match only {
        Some(cluster) if clusters.len() > 1 => context.say(
            "rest-missing-in",
            &[("units", &units), ("cluster", cluster.said())],
        ),
        _ => context.say("rest-missing", &[("units", &units)]),
    };
    let pending_words = context.say("rest-pending", &[("units", &pending.to_string())]);
    let rest = match (missing, pending) {
        (_, 0) => missing_words,
        (0, _) => pending_words,
        _ => context.say("and", &[("one", &missing_words), ("two", &pending_words)]),
    };
    let counted = (standings.len() - missing - pending).to_string();
    let filling = [
        ("counted", &*counted),
        ("all", &*all),
        ("period", &*period),
        ("rest", &*rest),
    ];
    context.say("title-coverage", &filling)
}

/// Says how many files could not be given to a unit and a period.
fn unplaced_note(context: &Context<'_>) -> Option<String> {
    let is_unplaced =
        |status| matches!(status, SubmissionStatus::Held | SubmissionStatus::Rejected);
    let files = context
        .tables
        .submissions
        .iter()
        .filter(|file| is_unplaced(file.status))
        .filter(|file| match file.period {
            Some(period) => {
                period == context.period && file.unit_id.is_none() && file.cluster_id.is_none()
            }
            None => true,
        })
        .count();
    (files > 0).then(|| context.say("note-unplaced", &[("files", &files.to_string())]))
}
