//! Several indicators by cluster, shaded within each indicator.

use super::claims;
use super::context::{ClusterName, Context};
use super::names;
use super::over_time;
use super::plan::PlannedChart;
use crate::catalogue::{Indicator, IndicatorKind};
use crate::report::chart::{ChartKind, ChartSpec, Emphasis, Of, Series};
use crate::report::labels::full_label;
use crate::tables::Group;

/// One picture, or several where the clusters are more than a picture has columns.
pub(super) fn heat(context: &Context<'_>, planned: &PlannedChart) -> Vec<ChartSpec> {
    let clusters = context.clusters();
    let all = with_figures(context, planned, &clusters);
    // What too few units have figures of would only pretend to compare.
    let is_shown = |indicator: &&Indicator| context.is_shown_of(&indicator.code, &[context.period]);
    let (shown, poor): (Vec<&Indicator>, Vec<&Indicator>) = all.iter().copied().partition(is_shown);
    let is_enough = !shown.is_empty();
    let indicators = if is_enough { shown } else { all };
    if indicators.is_empty() {
        return Vec::new();
    }
    let best = most_often_first(context, &indicators, &clusters);
    let title = match best {
        Some((position, count)) => context.say(
            "title-heat-most",
            &[
                ("group", &clusters[position].said()),
                ("count", &count),
                ("all", &indicators.len()),
            ],
        ),
        None => context.neutral_title(planned, &[context.period]),
    };
    let pictures = clusters.len().div_ceil(context.plan.thresholds.columns);
    let in_each = clusters.len().div_ceil(pictures);
    (0..pictures)
        .map(|picture| {
            let columns = picture * in_each..clusters.len().min((picture + 1) * in_each);
            let mut chart = draw(context, planned, &indicators, (&clusters, columns.clone()));
            if let Some((position, _)) = best
                && columns.contains(&position)
            {
                // The province stands before the clusters.
                chart.categories[position - columns.start + 1].emphasis = Emphasis::Highlight;
            }
            chart.title = title.clone();
            chart.is_enough = is_enough;
            if is_enough && !poor.is_empty() {
                let names = poor.iter().map(|it| {
                    crate::text::lowered(&names::in_print(&full_label(
                        context.indicators,
                        &it.code,
                    )))
                });
                let names = names.collect::<Vec<_>>().join("; ");
                let filling: [(&str, &dyn std::fmt::Display); 2] =
                    [("count", &poor.len()), ("indicators", &names)];
                chart
                    .notes
                    .push(context.say("note-poor-left-out", &filling));
            }
            if pictures > 1 {
                let part = picture + 1;
                chart.slug = format!("{}-{part}", planned.slug);
                chart.title = context.say(
                    "heat-part",
                    &[("title", &title), ("part", &part), ("parts", &pictures)],
                );
            }
            chart
        })
        .collect()
}

/// The plan's indicators that at least two clusters have figures of.
fn with_figures<'a>(
    context: &Context<'a>,
    planned: &PlannedChart,
    clusters: &[ClusterName],
) -> Vec<&'a Indicator> {
    let has_value = |code: &str, cluster: &ClusterName| {
        context
            .value(code, &cluster.group, context.period)
            .is_some()
    };
    let is_comparable = |indicator: &&Indicator| {
        let with_value = clusters
            .iter()
            .filter(|cluster| has_value(&indicator.code, cluster));
        with_value.count() > 1
    };
    planned
        .indicators
        .iter()
        .filter_map(|code| context.indicators.get(code))
        .filter(is_comparable)
        .collect()
}

/// The cluster that leads in more indicators than any other, and in at least half of them.
fn most_often_first(
    context: &Context<'_>,
    indicators: &[&Indicator],
    clusters: &[ClusterName],
) -> Option<(usize, usize)> {
    let mut firsts = vec![0usize; clusters.len()];
    for indicator in indicators {
        if let Some(position) = claims::leader(context, &indicator.code, clusters) {
            firsts[position] += 1;
        }
    }
    let most = firsts.iter().copied().max()?;
    let mut with_most = firsts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count == most);
    let (position, _) = with_most.next()?;
    let is_alone = with_most.next().is_none();
    (is_alone && most > 1 && most * 2 >= indicators.len()).then_some((position, most))
}

fn draw(
    context: &Context<'_>,
    planned: &PlannedChart,
    indicators: &[&Indicator],
    (clusters, columns): (&[ClusterName], std::ops::Range<usize>),
) -> ChartSpec {
    let mut chart = context.chart(planned, ChartKind::HeatMap);
    let is_rates = indicators
        .iter()
        .all(|indicator| indicator.kind == IndicatorKind::Percent);
    chart.categories = vec![context.province()];
    chart.categories.extend(
        clusters[columns.clone()]
            .iter()
            .map(|cluster| cluster.category(Emphasis::Plain)),
    );
    chart.series = indicators
        .iter()
        .map(|indicator| series(context, indicator, (clusters, columns.clone()), is_rates))
        .collect();
    chart.subtitle = context.subtitle(
        &planned.subject,
        if is_rates { "%" } else { "" },
        &[context.period],
    );
    tell_coverage(context, indicators, &mut chart);
    chart
}

/// How many units each row covers, in the row, in the source line and, where they are too few, in a note.
fn tell_coverage(context: &Context<'_>, indicators: &[&Indicator], chart: &mut ChartSpec) {
    let coverage = |indicator: &&Indicator| {
        context.coverage(&indicator.code, &Group::Province, context.period)
    };
    for (row, indicator) in chart.series.iter_mut().zip(indicators) {
        let (counted, expected) = coverage(indicator);
        row.detail = Some(context.say(
            "coverage-of",
            &[("counted", &counted), ("expected", &expected)],
        ));
    }
    let by_counted = |indicator: &&&Indicator| coverage(indicator).0;
    let (Some(least), Some(most)) = (
        indicators.iter().min_by_key(by_counted),
        indicators.iter().max_by_key(by_counted),
    ) else {
        return;
    };
    let (least_counted, (most_counted, expected)) = (coverage(least).0, coverage(most));
    chart.source = if least_counted == most_counted {
        context.source(&most.code, &[context.period])
    } else {
        let range = context.say(
            "source-range",
            &[
                ("least", &least_counted),
                ("most", &most_counted),
                ("expected", &expected),
                ("period", &context.period.label()),
            ],
        );
        context.say("source", &[("coverage", &range)])
    };
    let doubtful = indicators
        .iter()
        .filter(|indicator| context.is_doubtful(&indicator.code, context.period));
    chart
        .notes
        .extend(context.doubts_note(doubtful.count(), indicators.len()));
    let is_poor = |indicator: &&&Indicator| {
        !context.is_covered(&indicator.code, &Group::Province, context.period)
    };
    let (count, all) = (indicators.iter().filter(is_poor).count(), indicators.len());
    if count == all && least_counted == most_counted {
        chart
            .notes
            .extend(over_time::poor_note(context, &most.code));
    } else if count > 0 {
        let key = if count == all {
            "note-poor-all"
        } else {
            "note-poor-some"
        };
        let note = context.say(key, &[("count", &count), ("all", &all)]);
        chart.notes.push(note);
    }
}

fn series(
    context: &Context<'_>,
    indicator: &Indicator,
    (clusters, columns): (&[ClusterName], std::ops::Range<usize>),
    is_rates: bool,
) -> Series {
    let value = |group: &Group| context.value(&indicator.code, group, context.period);
    // Shades compare all clusters, also those of another picture.
    let all: Vec<f64> = clusters
        .iter()
        .filter_map(|cluster| value(&cluster.group))
        .collect();
    let mut format = context.format(indicator, all.iter().copied());
    format.suffix.clear();
    let label = names::in_print(&full_label(context.indicators, &indicator.code));
    let name = match is_rates || indicator.unit.is_empty() {
        true => label,
        false => format!("{label} ({})", format.unit),
    };
    let (lightest, span) = shading(context, indicator, &all);
    let shown = &clusters[columns];
    let mut values = vec![value(&Group::Province)];
    values.extend(shown.iter().map(|cluster| value(&cluster.group)));
    let mut shades = vec![None];
    shades.extend(
        shown
            .iter()
            .map(|cluster| Some((value(&cluster.group)? - lightest) / span)),
    );
    Series {
        short: names::shortened(&name, &context.plan.shorten),
        name,
        values,
        shades,
        format: Some(format),
        of: Of {
            code: Some(indicator.code.clone()),
            ..Of::default()
        },
        ..Series::default()
    }
}

/// The value that is lightest, and how far from it the darkest is: small differences stay pale.
fn shading(context: &Context<'_>, indicator: &Indicator, values: &[f64]) -> (f64, f64) {
    let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let thresholds = &context.plan.thresholds;
    let least = match indicator.kind {
        IndicatorKind::Percent => thresholds.shade_points,
        _ => thresholds.shade_share * highest.abs(),
    };
    let span = (highest - lowest).max(least).max(f64::MIN_POSITIVE);
    ((lowest + highest - span) / 2.0, span)
}
