//! A category's classes, how many units are in each: by cluster, or of the province by period.

use super::context::{ClusterName, Context};
use super::names;
use super::over_time;
use super::plan::{Grouping, PlannedChart};
use crate::period::Period;
use crate::report::account::Account;
use crate::report::chart::{
    Category, ChartKind, ChartSpec, Emphasis, Of, Series, Tone, ValueFormat,
};
use crate::tables::{Distribution, Group};

/// The colours of classes from the best on; the last class is always the alert.
const TONES: [Tone; 3] = [Tone::First, Tone::Second, Tone::Third];
/// The colours of the classes of a scale that is no longer used.
const OLD_TONES: [Tone; 4] = [
    Tone::OldFirst,
    Tone::OldSecond,
    Tone::OldThird,
    Tone::OldFourth,
];

/// A group in a period: what a bar is drawn of.
type Row = (Period, Group);

/// Units by period, group and class.
struct Counts<'c> {
    account: &'c Account<'c>,
    code: &'c str,
}

impl<'c> Counts<'c> {
    fn new(context: &Context<'c>, planned: &'c PlannedChart) -> Self {
        Self {
            account: context.account,
            code: &planned.indicator,
        }
    }

    fn of<'b>(&'b self, (period, group): &'b Row) -> impl Iterator<Item = &'c Distribution> + 'b {
        self.account.categories(*period, group, self.code)
    }

    /// How many units of the group have any class.
    fn total(&self, row: &Row) -> u32 {
        self.of(row).next().map_or(0, |counted| counted.n_total)
    }

    /// How many are in the class; `None` where the group has no classes at all.
    fn of_class(&self, row: &Row, class: &str) -> Option<f64> {
        let counted = self.account.category((row.0, &row.1), self.code, class);
        let count = counted.map_or(0, |counted| counted.n_units);
        (self.total(row) > 0).then_some(f64::from(count))
    }

    /// How many of the expected units have no class; `None` where the group has no classes at all.
    fn unrated(&self, context: &Context<'_>, row: &Row) -> Option<f64> {
        let total = self.total(row);
        let expected = context.account.expected(row.0, &row.1);
        (total > 0).then(|| f64::from(expected.saturating_sub(total)))
    }

    /// The classes of today's scale, the old ones that any of the rows has, and what the plan does not know.
    fn classes(&self, planned: &PlannedChart, rows: &[Row]) -> Vec<(String, Tone)> {
        let last = planned.classes.len().saturating_sub(1);
        let today = planned.classes.iter().enumerate().map(|(position, class)| {
            let tone = match position == last && last > 0 {
                true => Tone::Alert,
                false => TONES[position.min(TONES.len() - 1)],
            };
            (class.clone(), tone)
        });
        let is_found = |class: &str| {
            rows.iter()
                .any(|row| self.of_class(row, class).is_some_and(|count| count > 0.0))
        };
        let old = planned.old_classes.iter().enumerate();
        let old = old
            .filter(|(_, class)| is_found(class))
            .map(|(position, class)| (class.clone(), OLD_TONES[position.min(OLD_TONES.len() - 1)]));
        let mut classes: Vec<(String, Tone)> = today.chain(old).collect();
        for counted in rows.iter().flat_map(|row| self.of(row)) {
            let is_known = classes
                .iter()
                .any(|(class, _)| **class == *counted.category);
            if !is_known && counted.n_units > 0 {
                classes.push((counted.category.to_string(), Tone::Context));
            }
        }
        classes
    }
}

/// The shares of a category's classes.
pub(super) fn shares(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    match planned.grouping {
        Grouping::Period => by_period(context, planned),
        Grouping::Province | Grouping::Cluster => by_cluster(context, planned),
    }
}

/// The province and each cluster in the period.
fn by_cluster(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let counts = Counts::new(context, planned);
    let province = (context.period, Group::Province);
    let total = counts.total(&province);
    if total == 0 {
        return None;
    }
    let mut clusters = context.clusters();
    let all = clusters.len();
    let room = context.plan.thresholds.groups.saturating_sub(1).max(1);
    if all > room {
        best_first(&mut clusters, |cluster| {
            let row = (context.period, cluster.group.clone());
            let best = planned.classes.first();
            let count = best.and_then(|class| counts.of_class(&row, class));
            count.unwrap_or(0.0) / f64::from(counts.total(&row).max(1))
        });
        clusters.truncate(room);
    }
    let mut rows = vec![province];
    rows.extend(
        clusters
            .iter()
            .map(|cluster| (context.period, cluster.group.clone())),
    );
    let mut categories = vec![context.province()];
    let plain = clusters
        .iter()
        .map(|cluster| cluster.category(Emphasis::Plain));
    categories.extend(plain);
    let mut chart = draw(context, planned, &counts, (&rows, categories));
    chart.title = title(context, planned, &counts)
        .unwrap_or_else(|| context.neutral_title(planned, &[context.period]));
    chart.source = context.units_source(&[(context.period, total)]);
    let told = notes(context, planned, &[(context.period, total)]);
    chart.notes.splice(..0, told);
    let limited = over_time::limited_note(context, (clusters.len(), all), "which-best");
    chart.notes.extend(limited);
    chart.is_enough = is_shown(context, total);
    Some(chart)
}

/// The province in each period; `None` where there is nothing to compare with.
fn by_period(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let counts = Counts::new(context, planned);
    let total = |period: Period| counts.total(&(period, Group::Province));
    let back = std::iter::successors(Some(context.period), |period| Some(period.previous()));
    let mut periods: Vec<Period> = back.take(planned.periods).collect();
    while periods.last().is_some_and(|&period| total(period) == 0) {
        periods.pop();
    }
    if periods.len() < 2 || total(context.period) == 0 {
        return None;
    }
    let counted: Vec<(Period, u32)> = periods
        .iter()
        .map(|&period| (period, total(period)))
        .collect();
    periods.reverse();
    let rows: Vec<Row> = periods
        .iter()
        .map(|&period| (period, Group::Province))
        .collect();
    let categories = periods.iter().map(|&period| Category {
        label: crate::text::capitalised(&period.label()),
        short: Some(names::axis_label(period)),
        emphasis: match period == context.period {
            true => Emphasis::Highlight,
            false => Emphasis::Plain,
        },
        of: Of {
            group: Some(Group::Province),
            ..Of::period(period)
        },
        ..Category::default()
    });
    let mut chart = draw(context, planned, &counts, (&rows, categories.collect()));
    let unit = context.plan.words.get("number-of-units");
    chart.title = change_title(context, planned, &counts)
        .unwrap_or_else(|| context.neutral_province_title(planned, &periods));
    chart.subtitle = context.subtitle(&planned.subject, unit, &periods);
    chart.source = context.units_source(&counted);
    let compared = &counted[..counted.len().min(2)];
    chart.is_enough = is_shown(context, total(context.period));
    let told = notes(context, planned, compared);
    chart.notes.splice(..0, told);
    Some(chart)
}

/// Whether so many rated units are enough where the others are a part of their own.
fn is_shown(context: &Context<'_>, rated: u32) -> bool {
    let expected = context.account.expected(context.period, &Group::Province);
    f64::from(rated) >= context.plan.thresholds.parts_shown_at_least * f64::from(expected)
}

/// The highest share first; those that are equal as they stood.
fn best_first(clusters: &mut [ClusterName], share: impl Fn(&ClusterName) -> f64) {
    clusters.sort_by(|one, two| share(two).total_cmp(&share(one)));
}

/// Bars, classes, and how many of the expected units have a class.
fn draw(
    context: &Context<'_>,
    planned: &PlannedChart,
    counts: &Counts<'_>,
    (rows, mut categories): (&[Row], Vec<Category>),
) -> ChartSpec {
    let mut chart = context.chart(planned, ChartKind::Shares);
    for (category, row) in categories.iter_mut().zip(rows) {
        let units = counts.total(row);
        let expected = context.account.expected(row.0, &row.1).max(units);
        let filling: [(&str, &dyn std::fmt::Display); 2] =
            [("units", &units), ("expected", &expected)];
        category.detail = Some(context.say("class-of", &filling));
    }
    let classes = counts.classes(planned, rows);
    if classes
        .iter()
        .any(|(class, _)| planned.old_classes.contains(class))
    {
        let note = context.plan.words.get("note-old-scale").to_owned();
        chart.notes.push(note);
    }
    chart.series = classes
        .iter()
        .map(|(class, tone)| Series {
            name: context.plan.words.class(class).to_owned(),
            tone: Some(*tone),
            values: rows.iter().map(|row| counts.of_class(row, class)).collect(),
            ..Series::default()
        })
        .collect();
    let unrated: Vec<Option<f64>> = rows
        .iter()
        .map(|row| counts.unrated(context, row))
        .collect();
    if unrated.iter().any(|count| count.is_some_and(|it| it > 0.0)) {
        chart.series.push(Series {
            name: context.plan.words.get("unrated").to_owned(),
            tone: Some(Tone::Missing),
            values: unrated,
            ..Series::default()
        });
    }
    chart.categories = categories;
    let unit = context.plan.words.get("number-of-units");
    chart.subtitle = context.subtitle(&planned.subject, unit, &[context.period]);
    chart
}

/// Why nothing is claimed: errors that wait, periods in which too few units have a class.
fn notes(context: &Context<'_>, planned: &PlannedChart, counted: &[(Period, u32)]) -> Vec<String> {
    let periods: Vec<Period> = counted.iter().rev().map(|(period, _)| *period).collect();
    let mut notes = Vec::from_iter(context.doubt_note(&planned.indicator, &periods));
    let poor = counted
        .iter()
        .filter(|(period, units)| !context.is_enough(*units, &Group::Province, *period))
        .map(|&(period, units)| {
            let expected = context.account.expected(period, &Group::Province);
            let counts = (units, expected.max(units));
            over_time::counted_of(context, &period.label(), counts)
        });
    let periods = poor.collect::<Vec<_>>().join(", ");
    if !periods.is_empty() {
        notes.push(context.say("note-shares-poor", &[("periods", &periods)]));
    }
    notes
}

/// The best class that any unit of the province has, of the better classes, and how many have it.
fn best<'a>(
    context: &Context<'_>,
    planned: &'a PlannedChart,
    counts: &Counts<'_>,
) -> Option<(&'a str, f64)> {
    let row = (context.period, Group::Province);
    let better = 2.min(planned.classes.len().saturating_sub(1));
    let bears_claims = context.is_enough(counts.total(&row), &row.1, row.0)
        && !context.is_doubtful(&planned.indicator, row.0);
    bears_claims.then_some(())?;
    planned.classes[..better]
        .iter()
        .map(|class| (class.as_str(), counts.of_class(&row, class).unwrap_or(0.0)))
        .find(|(_, count)| *count > 0.0)
}

/// How many units are in the best class; where none is, in the second.
fn title(context: &Context<'_>, planned: &PlannedChart, counts: &Counts<'_>) -> Option<String> {
    let (class, count) = best(context, planned, counts)?;
    let total = counts.total(&(context.period, Group::Province));
    let class = context.plan.words.class(class).to_lowercase();
    Some(context.say(
        "title-shares",
        &[("count", &count), ("all", &total), ("class", &class)],
    ))
}

/// How the best class's share has changed, where both periods are covered and its number of units went the same way.
fn change_title(
    context: &Context<'_>,
    planned: &PlannedChart,
    counts: &Counts<'_>,
) -> Option<String> {
    let (class, count) = best(context, planned, counts)?;
    let (now, before) = (
        (context.period, Group::Province),
        (context.period.previous(), Group::Province),
    );
    let (total, total_before) = (counts.total(&now), counts.total(&before));
    let bears_claims = context.is_enough(total_before, &before.1, before.0)
        && !context.is_doubtful(&planned.indicator, before.0);
    bears_claims.then_some(())?;
    let count_before = counts.of_class(&before, class)?;
    let share = count / f64::from(total);
    let by = share - count_before / f64::from(total_before);
    let is_same_way = by * (count - count_before) > 0.0;
    if !is_same_way || by.abs() < context.plan.thresholds.change_points {
        return None;
    }
    let points = ValueFormat {
        divisor: 0.01,
        decimals: 1,
        ..ValueFormat::count("")
    };
    let points = context.say("points", &[("by", &points.write(by.abs()))]);
    let change = context.say(
        if by > 0.0 { "up" } else { "down" },
        &[("by", &points), ("previous", &before.0.label())],
    );
    let class = context.plan.words.class(class).to_lowercase();
    Some(context.say(
        "title-shares-change",
        &[
            ("share", &ValueFormat::percent(1).write(share)),
            ("class", &class),
            ("change", &change),
        ],
    ))
}
