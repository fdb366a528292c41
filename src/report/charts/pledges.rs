//! Units that pledged something, held against what they pledged: of the province, or a picture a cluster.

use super::context::Context;
use super::names;
use super::plan::{Grouping, PlannedChart};
use super::ranked::target_line;
use crate::observation::Comparator;
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series};
use crate::tables::{Group, Target};

/// Units from the highest to the lowest, in one picture or in one a cluster.
pub(super) fn units(context: &Context<'_>, planned: &PlannedChart) -> Vec<ChartSpec> {
    let targets = context.tables.targets.iter();
    let mut targets: Vec<&Target> = targets
        .filter(|row| row.period == context.period && *row.indicator == *planned.indicator)
        .filter(|row| row.target.is_some())
        .collect();
    let is_ceiling = is_ceiling(&targets);
    // The best first; who has no result comes last.
    let rank = |row: &Target| match row.actual {
        Some(actual) if is_ceiling => -actual,
        Some(actual) => actual,
        None => f64::NEG_INFINITY,
    };
    targets.sort_by(|one, two| {
        let by_value = rank(two).total_cmp(&rank(one));
        by_value.then_with(|| one.unit_id.cmp(&two.unit_id))
    });
    if planned.grouping == Grouping::Province {
        let province = draw(context, planned, &targets, (&Group::Province, ""));
        return province.into_iter().collect();
    }
    names::a_picture_each(&planned.slug, &context.clusters(), |cluster| {
        let is_of = |row: &&&Target| matches!(&cluster.group, Group::Cluster(id) if row.cluster_id.as_ref() == Some(id));
        let of_cluster: Vec<&Target> = targets.iter().filter(is_of).copied().collect();
        let of = context.say("of-group", &[("group", &cluster.said())]);
        draw(context, planned, &of_cluster, (&cluster.group, &of))
    })
}

/// Whether all pledged to stay at or below something.
fn is_ceiling(targets: &[&Target]) -> bool {
    let mut comparators = targets.iter().map(|row| row.comparator);
    !targets.is_empty() && comparators.all(|comparator| comparator == Comparator::AtMost)
}

/// `None` where no unit has a result to be held against its target.
fn draw(
    context: &Context<'_>,
    planned: &PlannedChart,
    targets: &[&Target],
    (group, of): (&Group, &str),
) -> Option<ChartSpec> {
    let indicator = context.indicators.get(&planned.indicator)?;
    let known = targets.iter().filter(|row| row.met.is_some()).count();
    let unmet = targets.iter().filter(|row| row.met == Some(false)).count();
    if known == 0 {
        return None;
    }
    let all = targets.len();
    // Who falls short is the point: where not all have room, the worst of those with a result stay.
    let shown = match all > planned.limit {
        true => &targets[known.saturating_sub(planned.limit)..known],
        false => targets,
    };
    let mut chart = context.chart(planned, ChartKind::RankedBars);
    let figures = |row: &&Target| row.actual.into_iter().chain(row.target);
    chart.format = context.format(indicator, shown.iter().flat_map(figures));
    let first = shown.first()?.target?;
    let is_ceiling = is_ceiling(targets);
    let is_one_target = shown.iter().all(|row| row.target == Some(first))
        && (is_ceiling || shown.iter().all(|row| row.comparator != Comparator::AtMost));
    let key = if is_ceiling {
        "target-line-most"
    } else {
        "target-line"
    };
    chart.target = is_one_target.then(|| target_line(context, key, &chart.format, first));
    let own_target = |row: &Target| row.target.filter(|_| !is_one_target);
    chart.categories = shown
        .iter()
        .map(|row| category(context, row, own_target(row)))
        .collect();
    chart.series = vec![Series {
        values: shown.iter().map(|row| row.actual).collect(),
        ..Series::default()
    }];
    let is_enough = context.account.is_enough(known as u32, all as u32);
    chart.title = match is_enough && !context.is_doubtful(&planned.indicator, context.period) {
        true => title(context, planned, (unmet, known), of),
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
    let key = if is_ceiling {
        "note-highest-results"
    } else {
        "note-lowest"
    };
    let doubt = context.doubt_note(&planned.indicator, &[context.period]);
    chart.notes = doubt.into_iter().collect();
    chart.notes.extend(context.pledges_note((known, all)));
    let not_drawn = notes(context, key, shown.len(), (known, all));
    chart.notes.extend(not_drawn);
    Some(chart)
}

/// What is not drawn, where not all have room.
fn notes(
    context: &Context<'_>,
    key: &str,
    shown: usize,
    (known, all): (usize, usize),
) -> Vec<String> {
    let mut notes = Vec::new();
    if shown < known {
        notes.push(context.say(key, &[("shown", &shown), ("all", &known)]));
    }
    if shown < all && known < all {
        notes.push(context.say("note-unreported", &[("units", &(all - known))]));
    }
    notes
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

fn title(
    context: &Context<'_>,
    planned: &PlannedChart,
    (unmet, known): (usize, usize),
    of: &str,
) -> String {
    let key = match (unmet, known) {
        (0, 1) => "title-targets-one",
        (0, _) => "title-targets-none",
        _ => "title-targets-some",
    };
    context.say(
        key,
        &[
            ("unmet", &unmet),
            ("all", &known),
            ("target", &planned.target),
            ("of", &of),
        ],
    )
}

fn category(context: &Context<'_>, row: &Target, target: Option<f64>) -> Category {
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
