//! Who has reported, by cluster.

use super::context::{ClusterName, Context};
use super::over_time;
use super::plan::PlannedChart;
use crate::observation::{Submission, SubmissionStatus};
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series, Tone};
use crate::tables::Group;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    let shown = &clusters[..clusters.len().min(context.plan.thresholds.groups)];
    let count = |cluster: &ClusterName, sought: Standing| {
        let is_of = |id: &Arc<str>| matches!(&cluster.group, Group::Cluster(own) if own == id);
        let of_cluster = standings
            .iter()
            .filter(|(id, standing)| *standing == sought && is_of(id));
        of_cluster.count()
    };
    let mut chart = context.chart(planned, ChartKind::Coverage);
    for cluster in shown {
        let counts = STANDINGS.map(|(standing, ..)| count(cluster, standing));
        let (counted, expected) = (counts[0] + counts[1], counts.iter().sum::<usize>());
        let detail = context.say(
            "coverage-of",
            &[("counted", &counted), ("expected", &expected)],
        );
        chart.categories.push(Category {
            detail: Some(detail),
            ..cluster.category(Emphasis::Plain)
        });
    }
    chart.series = STANDINGS
        .iter()
        .map(|&(standing, key, tone)| Series {
            name: context.plan.words.get(key).to_owned(),
            tone: Some(tone),
            values: shown
                .iter()
                .map(|cluster| Some(count(cluster, standing) as f64))
                .collect(),
            ..Series::default()
        })
        .collect();
    let period = context.period.label();
    let of_period = |file: &&Submission| file.period == Some(context.period);
    let files = context.tables.submissions.iter().filter(of_period).count();
    chart.title = title(context, &clusters, &standings);
    chart.subtitle = context.say("subtitle-coverage", &[("period", &period)]);
    chart.source = context.say("source-files", &[("files", &files), ("period", &period)]);
    chart.notes.extend(unplaced_note(context));
    chart.notes.extend(over_time::limited_note(
        context,
        shown.len(),
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

fn title(
    context: &Context<'_>,
    clusters: &[ClusterName],
    standings: &[(Arc<str>, Standing)],
) -> String {
    let all = standings.len();
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
        let has_missing = matches!(&cluster.group, Group::Cluster(id) if with_missing.contains(id));
        clusters.len() > 1 && with_missing.len() == 1 && has_missing
    });
    let missing_words = match only {
        Some(cluster) => context.say(
            "rest-missing-in",
            &[("units", &missing), ("cluster", &cluster.said())],
        ),
        None => context.say("rest-missing", &[("units", &missing)]),
    };
    let pending_words = context.say("rest-pending", &[("units", &pending)]);
    let rest = match (missing, pending) {
        (_, 0) => missing_words,
        (0, _) => pending_words,
        _ => context.say("and", &[("one", &missing_words), ("two", &pending_words)]),
    };
    let counted = all - missing - pending;
    context.say(
        "title-coverage",
        &[
            ("counted", &counted),
            ("all", &all),
            ("period", &period),
            ("rest", &rest),
        ],
    )
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
    (files > 0).then(|| context.say("note-unplaced", &[("files", &files)]))
}
