//! Who has reported, by cluster.

use super::context::{ClusterName, Context};
use super::over_time;
use super::plan::PlannedChart;
use crate::observation::{Submission, SubmissionStatus};
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series, Tone};
use crate::report::standing::Standing;
use crate::tables::Group;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is shown of expected units, from the best to the worst, and what is said of it.
const STANDINGS: [(&[Standing], &str, Tone); 4] = [
    (&[Standing::Received], "coverage-counted", Tone::First),
    (
        &[Standing::ThroughCluster],
        "coverage-by-cluster",
        Tone::Second,
    ),
    (
        &[Standing::Held, Standing::Rejected],
        "coverage-pending",
        Tone::Alert,
    ),
    (&[Standing::Missing], "coverage-missing", Tone::Missing),
];

/// Who has reported, by cluster; `None` where nobody was expected to.
pub(super) fn coverage(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let clusters = context.clusters();
    let standings = standings(context);
    if standings.is_empty() {
        return None;
    }
    let count = |cluster: &ClusterName, sought: &[Standing]| {
        let is_of = |id: &Arc<str>| matches!(&cluster.group, Group::Cluster(own) if own == id);
        let of_cluster = standings
            .iter()
            .filter(|(id, standing)| sought.contains(standing) && is_of(id));
        of_cluster.count()
    };
    // Where not all have room, those that miss most are the point, in the order of all.
    let mut shown: Vec<&ClusterName> = clusters.iter().collect();
    let open = |cluster: &ClusterName| {
        let kinds = [Standing::Held, Standing::Rejected, Standing::Missing];
        count(cluster, &kinds)
    };
    if shown.len() > context.plan.thresholds.groups {
        shown.sort_by_key(|cluster| std::cmp::Reverse(open(cluster)));
        shown.truncate(context.plan.thresholds.groups);
        shown.sort_by(|left, right| left.by_name(right));
    }
    let mut chart = context.chart(planned, ChartKind::Coverage);
    for &cluster in &shown {
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
    let counts = (shown.len(), clusters.len());
    let limited = over_time::limited_note(context, counts, "which-open");
    chart.notes.extend(limited);
    Some(chart)
}

/// Each expected unit's cluster and what became of its report.
fn standings(context: &Context<'_>) -> Vec<(Arc<str>, Standing)> {
    let members = context.register.expected(context.period);
    members
        .map(|member| {
            let row = context
                .account
                .standings
                .of(context.period, &member.unit_id);
            let standing = row.map_or(Standing::Missing, |row| row.standing);
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
    let of = |sought: &'static [Standing]| {
        let standings = standings.iter();
        standings.filter(move |(_, standing)| sought.contains(standing))
    };
    let missing = of(&[Standing::Missing]).count();
    let pending = of(&[Standing::Held, Standing::Rejected]).count();
    if missing + pending == 0 {
        return context.say("title-coverage-all", &[("all", &all), ("period", &period)]);
    }
    let with_missing: BTreeSet<&Arc<str>> = of(&[Standing::Missing])
        .map(|(cluster, _)| cluster)
        .collect();
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
