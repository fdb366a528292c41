//! A category's classes by cluster: how many units are in each.

use super::context::Context;
use super::over_time;
use super::plan::PlannedChart;
use crate::report::chart::{ChartKind, ChartSpec, Emphasis, Series, Tone};
use crate::tables::{Distribution, Group};

/// The colours of classes from the best on; the last class is always the alert.
const TONES: [Tone; 3] = [Tone::First, Tone::Second, Tone::Third];

/// Units by group and class.
struct Counts<'a>(Vec<&'a Distribution>);

impl Counts<'_> {
    /// How many units of the group have any class.
    fn total(&self, group: &Group) -> u32 {
        let of_group = self.0.iter().find(|row| row.group == *group);
        of_group.map_or(0, |row| row.n_total)
    }

    /// How many are in the class; `None` where the group has no classes at all.
    fn of_class(&self, group: &Group, class: &str) -> Option<f64> {
        let is_sought = |row: &&&Distribution| row.group == *group && *row.category == *class;
        let count = self.0.iter().find(is_sought).map_or(0, |row| row.n_units);
        (self.total(group) > 0).then_some(f64::from(count))
    }
}

/// The shares of a category's classes, of the province and of each cluster.
pub(super) fn shares(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let is_shown =
        |row: &&Distribution| row.period == context.period && *row.indicator == *planned.indicator;
    let counts = Counts(
        context
            .tables
            .distributions
            .iter()
            .filter(is_shown)
            .collect(),
    );
    let total = counts.total(&Group::Province);
    if total == 0 {
        return None;
    }
    let mut clusters = context.clusters();
    let all = clusters.len();
    clusters.truncate(context.plan.thresholds.groups);
    let mut groups = vec![Group::Province];
    groups.extend(clusters.iter().map(|cluster| cluster.group.clone()));
    let mut chart = context.chart(planned, ChartKind::Shares);
    chart.categories = vec![context.province()];
    let plain = clusters
        .iter()
        .map(|cluster| cluster.category(Emphasis::Plain));
    chart.categories.extend(plain);
    for (category, group) in chart.categories.iter_mut().zip(&groups) {
        let units = counts.total(group);
        category.detail = Some(context.say("class-units", &[("units", &units)]));
    }
    chart.series = series(context, planned, &counts, &groups);
    chart.title = title(context, planned, &chart, total);
    let unit = context.plan.words.get("what-units");
    chart.subtitle = context.subtitle(&planned.subject, unit, &[context.period]);
    chart.source = context.units_source(total);
    chart
        .notes
        .extend(over_time::limited_note(context, clusters.len(), all));
    Some(chart)
}

fn series(
    context: &Context<'_>,
    planned: &PlannedChart,
    counts: &Counts<'_>,
    groups: &[Group],
) -> Vec<Series> {
    let last = planned.classes.len() - 1;
    let classes = planned.classes.iter().enumerate();
    classes
        .map(|(position, class)| Series {
            name: context.plan.words.class(class).to_owned(),
            tone: Some(match position == last && last > 0 {
                true => Tone::Alert,
                false => TONES[position.min(TONES.len() - 1)],
            }),
            values: groups
                .iter()
                .map(|group| counts.of_class(group, class))
                .collect(),
            ..Series::default()
        })
        .collect()
}

/// How many units are in the best class; where none is, in the second.
fn title(context: &Context<'_>, planned: &PlannedChart, chart: &ChartSpec, total: u32) -> String {
    let expected = context.expected(&Group::Province, context.period);
    let is_covered = f64::from(total) >= context.plan.thresholds.coverage * f64::from(expected);
    let good_classes = 0..2.min(chart.series.len().saturating_sub(1));
    let best = good_classes
        .map(|class| (class, chart.value(class, 0).unwrap_or(0.0)))
        .find(|(_, count)| *count > 0.0);
    let Some((class, count)) = best.filter(|_| is_covered) else {
        return context.neutral_title(planned, &[context.period]);
    };
    let class = chart.series[class].name.to_lowercase();
    context.say(
        "title-shares",
        &[("count", &count), ("all", &total), ("class", &class)],
    )
}
