//! Several indicators by cluster, shaded within each indicator.

use super::claims;
use super::context::{ClusterName, Context};
use super::names;
use super::over_time;
use super::plan::PlannedChart;
use crate::catalogue::{Indicator, IndicatorKind};
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series};
use crate::tables::Group;

/// One picture, or several where the clusters are more than a picture has columns.
pub(super) fn heat(context: &Context<'_>, planned: &PlannedChart) -> Vec<ChartSpec> {
    let clusters = context.clusters();
    let has_figures = |indicator: &&Indicator| {
        let value =
            |cluster: &ClusterName| context.value(&indicator.code, &cluster.group, context.period);
        clusters
            .iter()
            .filter(|cluster| value(cluster).is_some())
            .count()
            > 1
    };
    let indicators: Vec<&Indicator> = planned
        .indicators
        .iter()
        .filter_map(|code| context.indicators.get(code))
        .filter(has_figures)
        .collect();
    if indicators.is_empty() {
        return Vec::new();
    }
    let best = most_often_first(context, &indicators, &clusters);
    let title = match best {
        Some((position, count)) => {
            let filling = [
                ("group", clusters[position].said()),
                ("count", &count.to_string()),
                ("all", &indicators.len().to_string()),
            ];
            context.say("title-heat-most", &filling)
        }
        None => {
            let run = names::run_label(&[context.period]);
            context.say(
                "title-neutral",
                &[("subject", &planned.subject), ("periods", &run)],
            )
        }
    };
    let pictures = clusters
        .len()
        .div_ceil(context.plan.thresholds.columns.max(1));
    let in_each = clusters.len().div_ceil(pictures);
    let best = best.map(|(position, _)| &clusters[position].group);
    (0..pictures)
        .map(|picture| {
            let columns = picture * in_each..clusters.len().min((picture + 1) * in_each);
            let mut chart = draw(context, planned, &indicators, (&clusters, columns));
            for category in chart
                .categories
                .iter_mut()
                .filter(|category| category.emphasis == Emphasis::Plain)
            {
                let is_best = clusters
                    .iter()
                    .any(|cluster| cluster.name == category.label && Some(&cluster.group) == best);
                if is_best {
                    category.emphasis = Emphasis::Highlight;
                }
            }
            chart.title = title.clone();
            if pictures > 1 {
                chart.slug = format!("{}-{}", planned.slug, picture + 1);
                let part = (picture + 1).to_string();
                let filling = [
                    ("title", title.as_str()),
                    ("part", &part),
                    ("parts", &pictures.to_string()),
                ];
                chart.title = context.say("heat-part", &filling);
            }
            chart
        })
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
    chart.categories = vec![Category {
        label: context.plan.words.get("province").to_owned(),
        emphasis: Emphasis::Total,
        ..Category::default()
    }];
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
    if let Some(best_covered) = indicators.iter().max_by_key(|indicator| {
        context
            .coverage(&indicator.code, &Group::Province, context.period)
            .0
    }) {
        chart.source = context.source(&best_covered.code, &[context.period]);
        chart
            .notes
            .extend(over_time::poor_note(context, &best_covered.code));
    }
    chart
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
    let name = match is_rates || indicator.unit.is_empty() {
        true => indicator.label.clone(),
        false => format!("{} ({})", indicator.label, format.unit),
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
