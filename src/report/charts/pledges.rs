//! Units that missed what they pledged, by how far: of the province, or a picture a cluster.

use super::context::{Context, a_picture_each};
use super::names;
use super::plan::{Grouping, PlannedChart};
use super::ranked::written;
use crate::catalogue::{Indicator, IndicatorKind};
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series, ValueFormat};
use crate::tables::{Group, Target};

/// Who missed what they pledged, the furthest first, in one picture or in one a cluster.
pub(super) fn units(context: &Context<'_>, planned: &PlannedChart) -> Vec<ChartSpec> {
    let targets = context.tables.targets.iter();
    let targets: Vec<&Target> = targets
        .filter(|row| row.period == context.period && *row.indicator == *planned.indicator)
        .filter(|row| row.target.is_some())
        .collect();
    if planned.grouping == Grouping::Province {
        let province = draw(context, planned, &targets, (&Group::Province, ""));
        return province.into_iter().collect();
    }
    a_picture_each(&planned.slug, &context.clusters(), |cluster| {
        let is_of = |row: &&&Target| matches!(&cluster.group, Group::Cluster(id) if row.cluster_id.as_ref() == Some(id));
        let of_cluster: Vec<&Target> = targets.iter().filter(is_of).copied().collect();
        let of = context.say("of-group", &[("group", &cluster.said())]);
        draw(context, planned, &of_cluster, (&cluster.group, &of))
    })
}

/// A unit that missed its target.
struct Miss<'a> {
    row: &'a Target,
    actual: f64,
    target: f64,
}

impl Miss<'_> {
    /// How far it is from its target, in the unit of the data.
    fn gap(&self) -> f64 {
        (self.actual - self.target).abs()
    }
}

/// Who missed, the furthest first.
fn misses<'a>(targets: &[&'a Target]) -> Vec<Miss<'a>> {
    let missed = targets.iter().filter(|row| row.met == Some(false));
    let mut misses: Vec<Miss<'_>> = missed
        .filter_map(|row| {
            Some(Miss {
                row,
                actual: row.actual?,
                target: row.target?,
            })
        })
        .collect();
    misses.sort_by(|one, two| {
        let by_gap = two.gap().total_cmp(&one.gap());
        by_gap.then_with(|| one.row.unit_id.cmp(&two.row.unit_id))
    });
    misses
}

/// `None` where nobody has a result to be held against a target, or nobody missed one.
fn draw(
    context: &Context<'_>,
    planned: &PlannedChart,
    targets: &[&Target],
    (group, of): (&Group, &str),
) -> Option<ChartSpec> {
    let indicator = context.indicators.get(&planned.indicator)?;
    let known = targets.iter().filter(|row| row.met.is_some()).count();
    let mut misses = misses(targets);
    misses.first()?;
    let (missed, all) = (misses.len(), targets.len());
    misses.truncate(planned.limit);
    let mut chart = context.chart(planned, ChartKind::RankedBars);
    let figures = misses.iter().flat_map(|miss| [miss.actual, miss.target]);
    let format = context.format(indicator, figures);
    chart.format = gap_format(context, indicator, &format);
    chart.categories = misses
        .iter()
        .map(|miss| category(context, miss, &format))
        .collect();
    chart.series = vec![Series {
        values: misses.iter().map(|miss| Some(miss.gap())).collect(),
        ..Series::default()
    }];
    chart.is_enough = context.is_shown(known as u32, all as u32);
    let is_enough = context.account.is_enough(known as u32, all as u32);
    chart.title = match is_enough && !context.is_doubtful(&planned.indicator, context.period) {
        true => context.say(
            "title-targets-some",
            &[
                ("unmet", &missed),
                ("all", &known),
                ("target", &planned.target),
                ("of", &of),
            ],
        ),
        false => neutral_title(context, planned, of),
    };
    chart.subtitle = context.say(
        "subtitle-targets",
        &[
            ("subject", &planned.subject),
            ("unit", &chart.format.unit),
            ("periods", &names::run_label(&[context.period])),
        ],
    );
    chart.source = context.pledged_source(group, all);
    let doubt = context.doubt_note(&planned.indicator, &[context.period]);
    chart.notes = doubt.into_iter().collect();
    chart.notes.extend(context.pledges_note((known, all)));
    if misses.len() < missed {
        let filling: [(&str, &dyn std::fmt::Display); 2] =
            [("shown", &misses.len()), ("all", &missed)];
        chart.notes.push(context.say("note-furthest", &filling));
    }
    if known < all {
        let units = all - known;
        chart
            .notes
            .push(context.say("note-unreported", &[("units", &units)]));
    }
    Some(chart)
}

/// Rates are apart by points.
fn gap_format(context: &Context<'_>, indicator: &Indicator, format: &ValueFormat) -> ValueFormat {
    match indicator.kind {
        IndicatorKind::Percent => ValueFormat {
            unit: context.plan.words.get("percentage-points").to_owned(),
            suffix: String::new(),
            ..format.clone()
        },
        _ => format.clone(),
    }
}

fn neutral_title(context: &Context<'_>, planned: &PlannedChart, of: &str) -> String {
    let periods = names::run_label(&[context.period]);
    context.say(
        "title-targets-neutral",
        &[
            ("subject", &planned.subject),
            ("of", &of),
            ("periods", &periods),
        ],
    )
}

/// The unit, what it reached and what it pledged.
fn category(context: &Context<'_>, miss: &Miss<'_>, format: &ValueFormat) -> Category {
    let filling: [(&str, &dyn std::fmt::Display); 2] = [
        ("actual", &format.write(miss.actual)),
        ("target", &written(format, miss.target)),
    ];
    Category {
        detail: Some(context.say("actual-of-target", &filling)),
        emphasis: Emphasis::Alert,
        ..context.unit_category(&miss.row.unit_id)
    }
}
