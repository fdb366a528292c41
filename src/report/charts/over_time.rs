//! An indicator by cluster over periods: grouped bars and lines.

use super::claims;
use super::context::{ClusterName, Context};
use super::names;
use super::per_head;
use super::plan::PlannedChart;
use crate::period::Period;
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Of, Series};
use crate::tables::Group;
use std::collections::BTreeSet;

/// Clusters beside each other, a bar a period.
pub(super) fn grouped(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let shown = Shown::new(context, planned)?;
    let mut chart = shown.chart(context, planned, ChartKind::GroupedBars)?;
    let per_head = per_head::values(context, planned);
    chart.categories = shown
        .clusters
        .iter()
        .enumerate()
        .map(|(position, cluster)| Category {
            detail: per_head.get(cluster.group.id()).cloned(),
            ..cluster.category(shown.emphasis(position))
        })
        .collect();
    if !per_head.is_empty() {
        let head = context.plan.words.get("head");
        chart
            .notes
            .push(context.say("note-per-head", &[("head", &head)]));
    }
    chart.series = shown
        .periods
        .iter()
        .map(|&period| Series {
            name: names::axis_label(period),
            values: shown.across(context, planned, period),
            of: Of::period(period),
            ..Series::default()
        })
        .collect();
    Some(chart)
}

/// A line a cluster.
pub(super) fn slope(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let shown = Shown::new(context, planned).filter(|shown| shown.periods.len() > 1)?;
    let mut chart = shown.chart(context, planned, ChartKind::Slope)?;
    chart.categories = shown
        .periods
        .iter()
        .map(|&period| Category {
            label: names::axis_label(period),
            of: Of::period(period),
            ..Category::default()
        })
        .collect();
    chart.series = shown
        .clusters
        .iter()
        .enumerate()
        .map(|(position, cluster)| Series {
            name: cluster.name.clone(),
            short: cluster.short.clone(),
            emphasis: shown.emphasis(position),
            of: Of::group(cluster.group.clone()),
            values: shown
                .periods
                .iter()
                .map(|&period| context.value(&planned.indicator, &cluster.group, period))
                .collect(),
            ..Series::default()
        })
        .collect();
    chart.notes.extend(missing_note(context, &chart));
    Some(chart)
}

/// Which clusters and periods are shown, and which cluster is the point.
struct Shown {
    clusters: Vec<ClusterName>,
    of_all: usize,
    periods: Vec<Period>,
    leader: Option<usize>,
}

impl Shown {
    /// `None` where there are no figures in the period.
    fn new(context: &Context<'_>, planned: &PlannedChart) -> Option<Self> {
        let periods = context.periods(&planned.indicator, planned.periods);
        let mut clusters = context.clusters();
        let has_figures = |cluster: &ClusterName| {
            let value =
                |&period: &Period| context.value(&planned.indicator, &cluster.group, period);
            periods.iter().any(|period| value(period).is_some())
        };
        if !clusters.iter().any(has_figures) {
            return None;
        }
        let of_all = clusters.len();
        let latest = |cluster: &ClusterName| {
            let value = context.value(&planned.indicator, &cluster.group, context.period);
            value.unwrap_or(f64::NEG_INFINITY)
        };
        let thresholds = &context.plan.thresholds;
        if clusters.len() > thresholds.in_order.min(thresholds.groups) {
            clusters.sort_by(|one, two| latest(two).total_cmp(&latest(one)));
        }
        let leader = claims::leader(context, &planned.indicator, &clusters);
        clusters.truncate(thresholds.groups);
        Some(Self {
            clusters,
            of_all,
            periods,
            leader,
        })
    }

    fn emphasis(&self, position: usize) -> Emphasis {
        if self.leader == Some(position) {
            Emphasis::Highlight
        } else {
            Emphasis::Plain
        }
    }

    fn across(
        &self,
        context: &Context<'_>,
        planned: &PlannedChart,
        period: Period,
    ) -> Vec<Option<f64>> {
        self.clusters
            .iter()
            .map(|cluster| context.value(&planned.indicator, &cluster.group, period))
            .collect()
    }

    /// Title, subtitle, notes, source and format.
    fn chart(
        &self,
        context: &Context<'_>,
        planned: &PlannedChart,
        kind: ChartKind,
    ) -> Option<ChartSpec> {
        let indicator = context.indicators.get(&planned.indicator)?;
        let leader = self.leader.map(|position| &self.clusters[position]);
        let all = self
            .periods
            .iter()
            .flat_map(|&period| self.across(context, planned, period))
            .flatten();
        let format = context.format(indicator, all);
        let mut chart = context.chart(planned, kind);
        let named = (self.clusters.as_slice(), self.leader);
        chart.title = claims::title(context, planned, named, &self.periods);
        chart.is_enough = context.is_shown_of(&planned.indicator, &[context.period]);
        chart.subtitle = context.subtitle(&planned.subject, &format.unit, &self.periods);
        chart.source = context.source(&planned.indicator, &self.periods);
        chart.format = format;
        chart.notes = self.notes(context, planned, leader);
        Some(chart)
    }

    fn notes(
        &self,
        context: &Context<'_>,
        planned: &PlannedChart,
        leader: Option<&ClusterName>,
    ) -> Vec<String> {
        let code = &planned.indicator;
        let mut notes = Vec::new();
        let compared = &self.periods[self.periods.len().saturating_sub(2)..];
        notes.extend(context.doubt_note(code, compared));
        notes.extend(poor_note(context, code));
        notes.extend(partial_note(context, code, &self.clusters));
        notes.extend(earlier_note(context, code, &self.periods));
        if self.periods.len() > 1 {
            let (group, name) = match leader {
                Some(leader) => (&leader.group, leader.said()),
                None => (&Group::Province, context.plan.words.get("the-province")),
            };
            notes.extend(claims::same_units_note(context, code, group, name));
            notes.extend(self.ended_note(context, code));
        }
        let counts = (self.clusters.len(), self.of_all);
        notes.extend(limited_note(context, counts, "which-highest"));
        notes.extend(outside_note(context, code));
        notes
    }

    /// Clusters that have figures in an earlier period shown but are no more.
    fn ended_note(&self, context: &Context<'_>, code: &str) -> Option<String> {
        let today: BTreeSet<Group> = context
            .clusters()
            .into_iter()
            .map(|cluster| cluster.group)
            .collect();
        let mut ended: Vec<ClusterName> = Vec::new();
        for &period in &self.periods {
            for cluster in context.clusters_of(period) {
                let is_known = today.contains(&cluster.group)
                    || ended.iter().any(|known| known.group == cluster.group);
                if !is_known && context.value(code, &cluster.group, period).is_some() {
                    ended.push(cluster);
                }
            }
        }
        let names: Vec<&str> = ended.iter().map(ClusterName::said).collect();
        (!names.is_empty()).then(|| {
            context.say(
                "note-ended",
                &[
                    ("period", &context.period.label()),
                    ("groups", &names.join(", ")),
                ],
            )
        })
    }
}

/// Says that the figures are too few to compare.
pub(super) fn poor_note(context: &Context<'_>, code: &str) -> Option<String> {
    if context.is_covered(code, &Group::Province, context.period) {
        return None;
    }
    let (counted, expected) = context.coverage(code, &Group::Province, context.period);
    Some(context.say(
        "note-poor",
        &[("counted", &counted), ("expected", &expected)],
    ))
}

/// Says which clusters' figures are too few, where the province's are enough: a low bar may only be a missing report.
pub(super) fn partial_note(
    context: &Context<'_>,
    code: &str,
    clusters: &[ClusterName],
) -> Option<String> {
    let period = context.period;
    if !context.is_covered(code, &Group::Province, period) {
        return None;
    }
    let partial: Vec<String> = clusters
        .iter()
        .filter(|cluster| {
            context.value(code, &cluster.group, period).is_some()
                && !context.is_covered(code, &cluster.group, period)
        })
        .map(|cluster| {
            let counts = context.coverage(code, &cluster.group, period);
            counted_of(context, cluster.said(), counts)
        })
        .collect();
    let groups = partial.join(", ");
    (!groups.is_empty()).then(|| context.say("note-poor-groups", &[("groups", &groups)]))
}

/// Says which earlier periods' figures are too few to compare with.
pub(super) fn earlier_note(
    context: &Context<'_>,
    code: &str,
    periods: &[Period],
) -> Option<String> {
    let poor: Vec<String> = periods
        .iter()
        .filter(|&&period| {
            period != context.period
                && context.value(code, &Group::Province, period).is_some()
                && !context.is_covered(code, &Group::Province, period)
        })
        .map(|&period| {
            let counts = context.coverage(code, &Group::Province, period);
            counted_of(context, &period.label(), counts)
        })
        .collect();
    let periods = poor.join(", ");
    (!periods.is_empty()).then(|| context.say("note-poor-periods", &[("periods", &periods)]))
}

pub(super) fn counted_of(
    context: &Context<'_>,
    what: &str,
    (counted, expected): (u32, u32),
) -> String {
    context.say(
        "counted-of",
        &[
            ("what", &what),
            ("counted", &counted),
            ("expected", &expected),
        ],
    )
}

/// Says that not all clusters are drawn, and which are.
pub(super) fn limited_note(
    context: &Context<'_>,
    (shown, all): (usize, usize),
    which: &str,
) -> Option<String> {
    let words = &context.plan.words;
    let (what, which) = (words.get("what-clusters"), words.get(which));
    (shown < all).then(|| {
        context.say(
            "note-limited",
            &[
                ("shown", &shown),
                ("all", &all),
                ("what", &what),
                ("which", &which),
            ],
        )
    })
}

/// Says how many counted units are in no cluster.
pub(super) fn outside_note(context: &Context<'_>, code: &str) -> Option<String> {
    let counted = |group: &Group| {
        context
            .aggregate(code, group, context.period)
            .map_or(0, |row| row.n_units)
    };
    let in_clusters: u32 = context
        .clusters()
        .iter()
        .map(|cluster| counted(&cluster.group))
        .sum();
    let outside = counted(&Group::Province).saturating_sub(in_clusters);
    (outside > 0).then(|| context.say("note-outside", &[("units", &outside)]))
}

/// Says which lines lack which periods.
fn missing_note(context: &Context<'_>, chart: &ChartSpec) -> Option<String> {
    let gaps: Vec<String> = chart
        .series
        .iter()
        .enumerate()
        .filter_map(|(position, series)| {
            let periods: Vec<&str> = (0..chart.categories.len())
                .filter(|&category| chart.value(position, category).is_none())
                .map(|category| chart.categories[category].label.as_str())
                .collect();
            let name = series.short.as_deref().unwrap_or(&series.name);
            (!periods.is_empty()).then(|| format!("{name} ({})", periods.join(", ")))
        })
        .collect();
    (!gaps.is_empty()).then(|| context.say("note-missing", &[("groups", &gaps.join("; "))]))
}
