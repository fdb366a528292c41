//! What a title may claim: who leads, what has changed. In doubt nothing: ties, small differences, poor coverage, or two
//! bases of comparison that tell different stories.

use super::context::{ClusterName, Context};
use super::plan::PlannedChart;
use crate::catalogue::{Aggregation, IndicatorKind};
use crate::period::Period;
use crate::report::chart::ValueFormat;
use crate::tables::{Basis, Comparison, Group};

/// The cluster that is ahead of all others beyond doubt.
pub(super) fn leader(context: &Context<'_>, code: &str, clusters: &[ClusterName]) -> Option<usize> {
    if clusters.len() < 2 || !context.bears_claims(code, &Group::Province, context.period) {
        return None;
    }
    let value = |cluster: &ClusterName| context.value(code, &cluster.group, context.period);
    let (first, highest) = clusters
        .iter()
        .enumerate()
        .filter_map(|(position, cluster)| Some((position, value(cluster)?)))
        .max_by(|one, two| one.1.total_cmp(&two.1))?;
    let is_sum = is_sum(context, code);
    if highest <= 0.0 || !is_sum && !is_covered(context, code, &clusters[first]) {
        return None;
    }
    let others = clusters
        .iter()
        .enumerate()
        .filter(|(position, _)| *position != first);
    let is_ahead = others.into_iter().all(|(_, cluster)| {
        let (counted, expected) = context.coverage(code, &cluster.group, context.period);
        match value(cluster) {
            _ if expected == 0 => true,
            None => false,
            Some(value) if is_covered(context, code, cluster) => {
                is_clear_lead(context, code, (highest, value))
            }
            // What its missing units could add must not make it the first.
            Some(value) if is_sum => {
                let full = value * f64::from(expected) / f64::from(counted.max(1));
                is_clear_lead(context, code, (highest, full))
            }
            Some(_) => false,
        }
    });
    is_ahead.then_some(first)
}

fn is_covered(context: &Context<'_>, code: &str, cluster: &ClusterName) -> bool {
    context.is_covered(code, &cluster.group, context.period)
}

fn is_sum(context: &Context<'_>, code: &str) -> bool {
    context
        .indicators
        .get(code)
        .is_some_and(|indicator| indicator.aggregation == Aggregation::Sum)
}

fn is_percent(context: &Context<'_>, code: &str) -> bool {
    context
        .indicators
        .get(code)
        .is_some_and(|indicator| indicator.kind == IndicatorKind::Percent)
}

/// Whether the first value is ahead of the second by what the plan asks for.
pub(super) fn is_clear_lead(
    context: &Context<'_>,
    code: &str,
    (first, second): (f64, f64),
) -> bool {
    let thresholds = &context.plan.thresholds;
    if is_percent(context, code) {
        first - second >= thresholds.lead_points - 1e-12
    } else {
        first - second >= thresholds.lead * first
    }
}

/// A change in words that say what it is counted from.
pub(super) struct Change {
    pub(super) words: String,
    /// Whether it is told as a multiple, which needs to be said of what.
    is_multiple: bool,
    /// The units that have figures on both sides.
    n_units: u32,
}

/// The change of a group's figures on the same units, as all else of a run tells it, where a title may name it: the figures as
/// reported have to tell the same story.
pub(super) fn change(context: &Context<'_>, code: &str, group: &Group) -> Option<Change> {
    let reported = context.comparison(code, group, Basis::AsReported)?;
    let same_units = context.comparison(code, group, Basis::LikeForLike)?;
    let periods = [reported.period, reported.previous_period];
    if !periods
        .iter()
        .all(|&period| context.bears_claims(code, group, period))
    {
        return None;
    }
    agree(context, code, reported, same_units).then_some(())?;
    Some(Change {
        words: in_words(context, code, same_units)?,
        is_multiple: !is_percent(context, code) && is_multiple(context, code, same_units),
        n_units: same_units.n_units,
    })
}

/// The size of a change as thresholds hold it: points for rates, else a share.
fn size(context: &Context<'_>, code: &str, row: &Comparison) -> Option<f64> {
    if is_percent(context, code) {
        Some(row.change)
    } else {
        row.change_rate
    }
}

fn agree(context: &Context<'_>, code: &str, one: &Comparison, two: &Comparison) -> bool {
    match (size(context, code, one), size(context, code, two)) {
        (Some(one), Some(two)) => {
            one * two >= 0.0 && (one - two).abs() <= context.plan.thresholds.basis
        }
        _ => false,
    }
}

fn is_multiple(context: &Context<'_>, code: &str, row: &Comparison) -> bool {
    size(context, code, row).is_some_and(|size| size >= 1.0)
}

/// `tăng 12% so với năm 2022`, `giảm 1,5 điểm phần trăm so với năm 2022`, `gấp 3,1 lần năm 2022`; `None` where the change is
/// too small to be told.
pub(super) fn in_words(context: &Context<'_>, code: &str, row: &Comparison) -> Option<String> {
    let thresholds = &context.plan.thresholds;
    let previous = row.previous_period.label();
    let say = |key: &str, by: &str| {
        let filling: [(&str, &dyn std::fmt::Display); 2] = [("by", &by), ("previous", &previous)];
        context.say(key, &filling)
    };
    let size = size(context, code, row)?;
    let key = if size > 0.0 { "up" } else { "down" };
    if is_percent(context, code) {
        let points = ValueFormat {
            divisor: 0.01,
            decimals: 1,
            ..ValueFormat::count("")
        };
        let by = context.say("points", &[("by", &points.write(size.abs()))]);
        return (size.abs() >= thresholds.change_points).then(|| say(key, &by));
    }
    if size.abs() < thresholds.change {
        return None;
    }
    if size >= 1.0 {
        let times = ValueFormat {
            decimals: 1,
            ..ValueFormat::count("")
        };
        return Some(say("times", &times.write(1.0 + size)));
    }
    let by = ValueFormat::percent(1).write(size.abs());
    Some(say(key, &by))
}

/// Says on which units a title's change is counted, where the figures shown come to another one; and tells the change on the
/// same units where the figures shown tell another story and these units are enough to speak of the group.
pub(super) fn same_units_note(
    context: &Context<'_>,
    code: &str,
    group: &Group,
    name: &str,
) -> Option<String> {
    let same_units = context.comparison(code, group, Basis::LikeForLike)?;
    let reported = context.comparison(code, group, Basis::AsReported)?;
    let is_enough = context.is_enough(same_units.n_units, group, same_units.period)
        && !context.is_doubtful(code, same_units.period)
        && !context.is_doubtful(code, same_units.previous_period);
    if !is_enough {
        return None;
    }
    let units = same_units.n_units;
    if agree(context, code, reported, same_units) {
        let is_told = change(context, code, group)?;
        let as_shown = in_words(context, code, reported);
        let filling: [(&str, &dyn std::fmt::Display); 1] = [("units", &units)];
        return (as_shown.as_ref() != Some(&is_told.words))
            .then(|| context.say("note-change-basis", &filling));
    }
    let previous = same_units.previous_period.label();
    Some(match in_words(context, code, same_units) {
        Some(change) => context.say(
            "note-like-for-like",
            &[("units", &units), ("group", &name), ("change", &change)],
        ),
        None => context.say(
            "note-same",
            &[("units", &units), ("group", &name), ("previous", &previous)],
        ),
    })
}

/// A title for an indicator by cluster: the leader and its change, else the province's change, else what is shown. Of two
/// clusters one has more, none the most.
pub(super) fn title(
    context: &Context<'_>,
    planned: &PlannedChart,
    (clusters, leader): (&[ClusterName], Option<usize>),
    periods: &[Period],
) -> String {
    let code = &planned.indicator;
    let change_of = |group: &Group| change(context, code, group).filter(|_| periods.len() > 1);
    let Some(leader) = leader else {
        return match change_of(&Group::Province) {
            Some(Change { words, .. }) => context.say(
                "title-province",
                &[("subject", &planned.subject), ("change", &words)],
            ),
            None => context.neutral_title(planned, periods),
        };
    };
    let group = clusters[leader].said();
    let other = match clusters {
        [_, _] => clusters[1 - leader].said(),
        _ => "",
    };
    let more = more(context, &planned.most);
    let period = context.period.label();
    let begun = crate::text::capitalised(&period);
    let change = change_of(&clusters[leader].group);
    let (words, units) = change
        .as_ref()
        .map_or(("", 0), |change| (change.words.as_str(), change.n_units));
    let key = match (&change, other.is_empty()) {
        (Some(change), _) if change.is_multiple => "title-first-times",
        (Some(_), true) => "title-first-change",
        (Some(_), false) => "title-more-change",
        (None, true) => "title-first",
        (None, false) => "title-more",
    };
    context.say(
        key,
        &[
            ("group", &group),
            ("other", &other),
            ("most", &planned.most),
            ("more", &more),
            ("subject", &planned.subject),
            ("change", &words),
            ("units", &units),
            ("period", &period),
            ("begun", &begun),
        ],
    )
}

/// What is said of the one of two that has more: `có nhiều đoàn viên hơn` for `có nhiều đoàn viên nhất`.
fn more(context: &Context<'_>, most: &str) -> String {
    let words = &context.plan.words;
    match most.strip_suffix(words.get("most-ending")) {
        Some(stem) => format!("{stem}{}", words.get("more-ending")),
        None => most.to_owned(),
    }
}
