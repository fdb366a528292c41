//! How many units met what they pledged, by indicator: of the province, or a picture a cluster.

use super::context::{Context, a_picture_each};
use super::names;
use super::plan::{Grouping, PlannedChart};
use crate::emulate::{TargetSummary, summarise_targets};
use crate::report::chart::{Category, ChartKind, ChartSpec, Of, Series, Tone};
use crate::report::labels::full_label;
use crate::tables::Group;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A picture of the province, or one a cluster that has targets.
pub(super) fn targets_met(context: &Context<'_>, planned: &PlannedChart) -> Vec<ChartSpec> {
    let mut summaries = summarise_targets(&context.tables.targets);
    summaries.retain(|summary| summary.period == context.period);
    if planned.grouping == Grouping::Province {
        return of_group(context, planned, (&summaries, &Group::Province), "")
            .into_iter()
            .collect();
    }
    let clusters = context.clusters();
    a_picture_each(&planned.slug, &clusters, |cluster| {
        of_group(
            context,
            planned,
            (&summaries, &cluster.group),
            cluster.said(),
        )
    })
}

/// `None` where the group has no targets of which any is reported on.
fn of_group(
    context: &Context<'_>,
    planned: &PlannedChart,
    (summaries, group): (&[TargetSummary], &Group),
    said: &str,
) -> Option<ChartSpec> {
    let mut rows: Vec<&TargetSummary> = summaries
        .iter()
        .filter(|summary| summary.group == *group)
        .collect();
    let all = rows.len();
    let known: u32 = rows.iter().map(|row| known(row)).sum();
    if known == 0 {
        return None;
    }
    rows.sort_by(|one, two| better_first(context, one, two));
    let mut chart = context.chart(planned, ChartKind::Coverage);
    chart.of.group = Some(group.clone());
    let of = match group {
        Group::Province => String::new(),
        _ => context.say("of-group", &[("group", &said)]),
    };
    let pledged: u32 = rows.iter().map(|row| row.n_units()).sum();
    let doubtful = rows
        .iter()
        .filter(|row| context.is_doubtful(&row.indicator, context.period))
        .count();
    chart.title = match doubtful == 0 && context.account.is_enough(known, pledged) {
        true => title(context, &rows, &of),
        false => context.say(
            "title-targets-met-neutral",
            &[
                ("of", &of),
                ("periods", &names::run_label(&[context.period])),
            ],
        ),
    };
    chart.notes.extend(context.doubts_note(doubtful, all));
    let counts = (known as usize, pledged as usize);
    chart.is_enough = context.is_shown(known, pledged);
    chart.notes.extend(context.pledges_note(counts));
    // What falls short is the point: where not all have room, the lowest stay.
    rows.drain(..all.saturating_sub(planned.limit));
    if rows.len() < all {
        let words = &context.plan.words;
        let (what, which) = (words.get("what-indicators"), words.get("which-lowest"));
        chart.notes.push(context.say(
            "note-limited",
            &[
                ("shown", &rows.len()),
                ("all", &all),
                ("what", &what),
                ("which", &which),
            ],
        ));
    }
    chart.categories = rows.iter().map(|row| category(context, row)).collect();
    chart.series = series(context, &rows);
    let periods = names::run_label(&[context.period]);
    chart.subtitle = context.say("subtitle-targets-met", &[("periods", &periods)]);
    chart.source = source(context, group);
    Some(chart)
}

/// Units whose result is there to be held against the target.
fn known(row: &TargetSummary) -> u32 {
    row.n_units() - row.n_unreported
}

fn unmet(row: &TargetSummary) -> u32 {
    known(row) - row.n_met
}

/// The higher share of units first; what nobody has reported on comes last.
fn better_first(context: &Context<'_>, one: &TargetSummary, two: &TargetSummary) -> Ordering {
    let share = |row: &TargetSummary| match known(row) {
        0 => -1.0,
        known => f64::from(row.n_met) / f64::from(known),
    };
    let place = |row: &TargetSummary| {
        let mut codes = context.indicators.iter();
        codes.position(|indicator| *indicator.code == *row.indicator)
    };
    let by_share = share(two).total_cmp(&share(one));
    by_share.then_with(|| place(one).cmp(&place(two)))
}

fn category(context: &Context<'_>, row: &TargetSummary) -> Category {
    let label = names::in_print(&full_label(context.indicators, &row.indicator));
    Category {
        short: names::shortened(&label, &context.plan.shorten),
        label,
        detail: Some(context.say("targets-of", &[("met", &row.n_met), ("known", &known(row))])),
        of: Of {
            code: Some(row.indicator.clone()),
            ..Of::default()
        },
        ..Category::default()
    }
}

fn series(context: &Context<'_>, rows: &[&TargetSummary]) -> Vec<Series> {
    let class = |key: &str, tone: Tone, count: fn(&TargetSummary) -> u32| Series {
        name: context.plan.words.get(key).to_owned(),
        tone: Some(tone),
        values: rows.iter().map(|row| Some(f64::from(count(row)))).collect(),
        ..Series::default()
    };
    vec![
        class("targets-met", Tone::Context, |row| row.n_met),
        class("targets-unmet", Tone::Alert, unmet),
        class("targets-unreported", Tone::Missing, |row| row.n_unreported),
    ]
}

/// How many pledges were met, and by which indicator the fewest, if that is one alone.
fn title(context: &Context<'_>, rows: &[&TargetSummary], of: &str) -> String {
    let (met, known): (u32, u32) = rows.iter().fold((0, 0), |(met, all), row| {
        (met + row.n_met, all + known(row))
    });
    if met == known {
        return context.say("title-targets-met-all", &[("known", &known), ("of", &of)]);
    }
    let least = context.plan.thresholds.met_at_least;
    let is_few = f64::from(met) < least * f64::from(known);
    let reached = context.plan.words.get(match is_few {
        true => "reached-only",
        false => "reached",
    });
    let share = |row: &TargetSummary| f64::from(row.n_met) / f64::from(self::known(row).max(1));
    let with_results = || rows.iter().filter(|row| self::known(row) > 0);
    let lowest = with_results()
        .map(|row| share(row))
        .fold(f64::INFINITY, f64::min);
    let worst: Vec<&&TargetSummary> = with_results()
        .filter(|row| share(row) <= lowest && self::known(row) > 1)
        .collect();
    let filling: [(&str, &dyn std::fmt::Display); 4] = [
        ("met", &met),
        ("known", &known),
        ("of", &of),
        ("reached", &reached),
    ];
    match worst.as_slice() {
        [worst] if rows.len() > 1 => {
            let label = names::in_print(&full_label(context.indicators, &worst.indicator));
            let of_worst: [(&str, &dyn std::fmt::Display); 3] = [
                ("worst", &crate::text::lowered(&label)),
                ("fewest", &worst.n_met),
                ("units", &self::known(worst)),
            ];
            let filling: Vec<_> = filling.into_iter().chain(of_worst).collect();
            context.say("title-targets-met-worst", &filling)
        }
        _ => context.say("title-targets-met", &filling),
    }
}

/// How many of the expected units pledged anything.
fn source(context: &Context<'_>, group: &Group) -> String {
    let targets = context.tables.targets.iter();
    let pledged: BTreeSet<&str> = targets
        .filter(|row| row.period == context.period)
        .filter(|row| match group {
            Group::Cluster(id) => row.cluster_id.as_ref() == Some(id),
            _ => true,
        })
        .map(|row| &*row.unit_id)
        .collect();
    context.pledged_source(group, pledged.len())
}
