//! The ranking of each cluster: its units by points.

use super::context::{ClusterName, Context, a_picture_each};
use super::names;
use super::plan::PlannedChart;
use crate::catalogue::Indicator;
use crate::observation::Measure;
use crate::period::Period;
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series, ValueFormat};
use crate::tables::{Group, Ranking};
use std::collections::BTreeMap;

/// A picture a cluster that has a ranking.
pub(super) fn scores(context: &Context<'_>, planned: &PlannedChart) -> Vec<ChartSpec> {
    let points = Points::new(context, planned);
    a_picture_each(&planned.slug, &context.clusters(), |cluster| {
        of_cluster(context, planned, &points, cluster)
    })
}

/// `None` where the cluster has no ranking.
fn of_cluster(
    context: &Context<'_>,
    planned: &PlannedChart,
    points: &Points<'_>,
    cluster: &ClusterName,
) -> Option<ChartSpec> {
    let mut rows = ranked(context, cluster);
    rows.first()?;
    let all = rows.len();
    let period = own_period(context, Some(cluster.group.id()));
    let expected = context.account.expected(period, &cluster.group);
    let mut chart = context.chart(planned, ChartKind::RankedBars);
    chart.format = ValueFormat {
        decimals: usize::from(rows.iter().any(|row| row.score.fract() != 0.0)),
        ..ValueFormat::count("điểm")
    };
    let basis = points.basis(context, planned, &rows);
    let doubt = basis.and_then(|basis| context.doubt_note(&basis.code, &[period]));
    chart.of.code = basis.map(|basis| basis.code.clone());
    let first = match &doubt {
        Some(_) => Vec::new(),
        None => leaders(context, &rows, expected),
    };
    chart.title = title(context, (cluster.said(), period), &first, &chart.format);
    let unnamed = context.plan.words.get("points-of-emulation");
    chart.subtitle = context.say(
        "subtitle-scores",
        &[
            (
                "score",
                &basis.map_or(unnamed, |basis| basis.label.as_str()),
            ),
            ("unit", &chart.format.unit),
            ("periods", &names::run_label(&[period])),
        ],
    );
    chart.source = context.say(
        "source-scores",
        &[("counted", &all), ("expected", &expected)],
    );
    chart.notes.extend(doubt);
    chart.notes.extend(poor_note(context, all, expected));
    let is_told = !first.is_empty();
    chart.is_enough = context.is_shown(all as u32, expected);
    rows.truncate(planned.limit);
    if rows.len() < all {
        let note = context.say("note-highest", &[("shown", &rows.len()), ("all", &all)]);
        chart.notes.push(note);
    }
    chart.categories = rows
        .iter()
        .map(|row| category(context, row, is_told && row.rank == 1))
        .collect();
    chart.series = vec![Series {
        values: rows.iter().map(|row| Some(row.score)).collect(),
        ..Series::default()
    }];
    Some(chart)
}

/// The ranking of a cluster, the first first.
fn ranked<'a>(context: &Context<'a>, cluster: &ClusterName) -> Vec<&'a Ranking> {
    let is_of_cluster = |row: &&Ranking| {
        row.period == context.account.emulation_period(&row.cluster_id)
            && matches!(&cluster.group, Group::Cluster(id) if *id == row.cluster_id)
    };
    let rankings = context.tables.rankings.iter();
    let mut rows: Vec<&Ranking> = rankings.filter(is_of_cluster).collect();
    rows.sort_by(|one, two| {
        let by_rank = one.rank.cmp(&two.rank);
        by_rank.then_with(|| one.unit_id.cmp(&two.unit_id))
    });
    rows
}

/// Says that too few units have points.
fn poor_note(context: &Context<'_>, all: usize, expected: u32) -> Option<String> {
    let filling: [(&str, &dyn std::fmt::Display); 2] = [("counted", &all), ("expected", &expected)];
    (!is_covered(context, all, expected)).then(|| context.say("note-scores-poor", &filling))
}

/// The period that a cluster is ranked for.
fn own_period(context: &Context<'_>, cluster: Option<&str>) -> Period {
    cluster.map_or(context.period, |cluster| {
        context.account.emulation_period(cluster)
    })
}

/// Units' points in the period, by the plan's scores.
struct Points<'a>(BTreeMap<(&'a str, &'a str), f64>);

impl<'a> Points<'a> {
    fn new(context: &Context<'a>, planned: &PlannedChart) -> Self {
        let given = context.tables.observations.iter().filter(|figure| {
            figure.counted()
                && figure.measure == Measure::Actual
                && figure.period == Some(own_period(context, figure.cluster_id.as_deref()))
                && planned
                    .indicators
                    .iter()
                    .any(|code| **code == *figure.indicator)
        });
        let keyed = given.filter_map(|figure| {
            let unit = figure.unit_id.as_deref()?;
            Some(((unit, &*figure.indicator), figure.value?))
        });
        Self(keyed.collect())
    }

    /// The score that a cluster was ranked by: the first of the plan's that each ranked unit has with these very points.
    fn basis<'b>(
        &self,
        context: &Context<'b>,
        planned: &PlannedChart,
        rows: &[&Ranking],
    ) -> Option<&'b Indicator> {
        let is_of = |row: &&Ranking, code: &str| {
            self.0.get(&(&*row.unit_id, code)).copied() == Some(row.score)
        };
        let mut codes = planned.indicators.iter();
        let found = codes.find(|code| rows.iter().all(|row| is_of(row, code)));
        found.and_then(|code| context.indicators.get(code))
    }
}

fn category(context: &Context<'_>, row: &Ranking, is_point: bool) -> Category {
    Category {
        detail: Some(context.say("rank", &[("rank", &row.rank)])),
        emphasis: if is_point {
            Emphasis::Highlight
        } else {
            Emphasis::Plain
        },
        ..context.unit_category(&row.unit_id)
    }
}

fn is_covered(context: &Context<'_>, counted: usize, expected: u32) -> bool {
    context.account.is_enough(counted as u32, expected)
}

/// Who leads the cluster; nobody where too few units have points or all share the lead.
fn leaders<'a>(context: &Context<'_>, rows: &[&'a Ranking], expected: u32) -> Vec<&'a Ranking> {
    let first: Vec<&Ranking> = rows
        .iter()
        .copied()
        .take_while(|row| row.rank == 1)
        .collect();
    match first.len() < rows.len() && is_covered(context, rows.len(), expected) {
        true => first,
        false => Vec::new(),
    }
}

fn title(
    context: &Context<'_>,
    (cluster, period): (&str, Period),
    first: &[&Ranking],
    format: &ValueFormat,
) -> String {
    if first.is_empty() {
        let periods = names::run_label(&[period]);
        return context.say(
            "title-scores-neutral",
            &[("cluster", &cluster), ("periods", &periods)],
        );
    }
    let score = format.write(first[0].score);
    match first {
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
