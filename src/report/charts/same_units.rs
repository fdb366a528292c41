//! Clusters now and a period before, each on the units that have figures in both: as changes, or before and after.

use super::context::{ClusterName, Context};
use super::over_time;
use super::plan::PlannedChart;
use crate::catalogue::IndicatorKind;
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series, ValueFormat};
use crate::tables::{Basis, Comparison, Group};

/// A group and what became of its figure.
struct Moved<'a> {
    category: Category,
    row: &'a Comparison,
}

/// The changes of clusters in percent, from the largest gain to the largest loss, below that of the province.
pub(super) fn changes(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let rate = |row: &Comparison| row.change_rate;
    let mut chart = draw(context, planned, (ChartKind::RankedBars, rate))?;
    chart.format = ValueFormat::percent(1);
    chart.is_signed = true;
    chart.subtitle = said(context, planned, ("subtitle-change", "%"));
    Some(chart)
}

/// Where clusters stood and where they stand, from the highest to the lowest, below the province.
pub(super) fn before_after(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let now = |row: &Comparison| Some(row.value);
    let mut chart = draw(context, planned, (ChartKind::BeforeAfter, now))?;
    let unit = chart.format.unit.clone();
    chart.subtitle = said(context, planned, ("subtitle-before-after", &unit));
    Some(chart)
}

fn draw(
    context: &Context<'_>,
    planned: &PlannedChart,
    (kind, rank): (ChartKind, fn(&Comparison) -> Option<f64>),
) -> Option<ChartSpec> {
    let code = &planned.indicator;
    let indicator = context.indicators.get(code)?;
    let of = |group: &Group| context.comparison(code, group, Basis::LikeForLike);
    let province = of(&Group::Province)?;
    let mut clusters: Vec<(ClusterName, &Comparison)> = context
        .clusters()
        .into_iter()
        .filter_map(|cluster| Some((of(&cluster.group)?, cluster)))
        .filter(|(row, _)| rank(row).is_some())
        .map(|(row, cluster)| (cluster, row))
        .collect();
    // One cluster alone is compared with nothing.
    if clusters.len() < 2 || rank(province).is_none() {
        return None;
    }
    clusters.sort_by(|one, two| {
        let of = |row: &Comparison| rank(row).unwrap_or(f64::NEG_INFINITY);
        of(two.1).total_cmp(&of(one.1))
    });
    let all = clusters.len();
    let room = context.plan.thresholds.groups.saturating_sub(1).max(1);
    // The largest losses are to be seen as well as the largest gains.
    if all > room {
        clusters.drain(room.div_ceil(2)..all - room / 2);
    }
    let both = [province.previous_period, province.period];
    let bears = both
        .iter()
        .all(|&period| !context.is_doubtful(code, period));
    let is_good = indicator.higher_is_better.filter(|_| bears);
    let mut moved = vec![Moved {
        category: context.province(),
        row: province,
    }];
    moved.extend(clusters.iter().map(|(cluster, row)| Moved {
        category: cluster.category(emphasis(row, is_good)),
        row,
    }));
    let mut chart = context.chart(planned, kind);
    let figures = moved
        .iter()
        .flat_map(|it| [it.row.value, it.row.previous_value]);
    chart.format = context.format(indicator, figures);
    fill(context, &mut chart, (&moved, rank), indicator.kind);
    let (counted, expected) = (
        province.n_units,
        context.account.expected(province.period, &Group::Province),
    );
    chart.is_enough = context.is_shown(counted, expected);
    let is_enough = context.is_enough(counted, &Group::Province, province.period);
    chart.title = title(context, planned, (province, &clusters), bears && is_enough);
    chart.source = context.units_source(&[(province.period, counted)]);
    chart.notes.extend(context.doubt_note(code, &both));
    let limited = over_time::limited_note(context, (clusters.len(), all), "which-ends");
    chart.notes.extend(limited);
    Some(chart)
}

/// Only what is bad stands out.
fn emphasis(row: &Comparison, up_is_good: Option<bool>) -> Emphasis {
    match up_is_good {
        Some(true) if row.change < 0.0 => Emphasis::Alert,
        Some(false) if row.change > 0.0 => Emphasis::Alert,
        _ => Emphasis::Plain,
    }
}

/// The places and the values; how many units stand behind each, or what has changed.
fn fill(
    context: &Context<'_>,
    chart: &mut ChartSpec,
    (moved, rank): (&[Moved<'_>], fn(&Comparison) -> Option<f64>),
    kind: IndicatorKind,
) {
    let change = |row: &Comparison| match kind {
        IndicatorKind::Percent => {
            let points = ValueFormat {
                suffix: String::new(),
                ..chart.format.clone()
            };
            points.write_signed(row.change)
        }
        _ => chart.format.write_signed(row.change),
    };
    let detail = |row: &Comparison| match chart.kind {
        ChartKind::BeforeAfter => format!("({})", change(row)),
        _ => context.say("units-behind", &[("units", &row.n_units)]),
    };
    let categories = moved.iter().map(|it| Category {
        detail: Some(detail(it.row)),
        ..it.category.clone()
    });
    let categories: Vec<Category> = categories.collect();
    let series = |name: String, value: &dyn Fn(&Comparison) -> Option<f64>| Series {
        name,
        values: moved.iter().map(|it| value(it.row)).collect(),
        ..Series::default()
    };
    let label = |period: crate::period::Period| crate::text::capitalised(&period.label());
    let series = match (chart.kind, moved.first()) {
        (ChartKind::BeforeAfter, Some(first)) => vec![
            series(label(first.row.previous_period), &|row| {
                Some(row.previous_value)
            }),
            series(label(first.row.period), &|row| Some(row.value)),
        ],
        _ => vec![series(String::new(), &rank)],
    };
    chart.categories = categories;
    chart.series = series;
}

/// How many clusters gained and how many lost; what is shown, where figures bear no claim.
fn title(
    context: &Context<'_>,
    planned: &PlannedChart,
    (province, clusters): (&Comparison, &[(ClusterName, &Comparison)]),
    bears_claims: bool,
) -> String {
    let previous = province.previous_period.label();
    let all = context
        .clusters()
        .iter()
        .filter(|cluster| {
            let of = context.comparison(&planned.indicator, &cluster.group, Basis::LikeForLike);
            of.is_some()
        })
        .count();
    if !bears_claims || clusters.len() < all {
        let period = province.period.label();
        return context.say(
            "title-change-neutral",
            &[
                ("subject", &planned.subject),
                ("period", &period),
                ("previous", &previous),
            ],
        );
    }
    let gained = clusters.iter().filter(|(_, row)| row.change > 0.0).count();
    let lost = clusters.iter().filter(|(_, row)| row.change < 0.0).count();
    let key = match (gained, lost) {
        (0, 0) => "title-change-none",
        (0, lost) if lost == all && all > 1 => "title-change-down-all",
        (0, _) => "title-change-down",
        (gained, 0) if gained == all && all > 1 => "title-change-up-all",
        (_, 0) => "title-change-up",
        _ => "title-change-both",
    };
    context.say(
        key,
        &[
            ("subject", &planned.subject),
            ("gained", &gained),
            ("lost", &lost),
            ("all", &all),
            ("previous", &previous),
        ],
    )
}

fn said(context: &Context<'_>, planned: &PlannedChart, (key, unit): (&str, &str)) -> String {
    context.say(
        key,
        &[
            ("subject", &planned.subject),
            ("unit", &unit),
            ("period", &context.period.label()),
            ("previous", &context.period.previous().label()),
        ],
    )
}
