//! What the province's change is made of.

use super::claims;
use super::context::Context;
use super::over_time;
use super::plan::PlannedChart;
use crate::period::Period;
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Of, Series};
use crate::tables::{Basis, ChangePart, ChangePartKind, Comparison, Group};

/// From the previous period's total by its parts to the period's; `None` where the change has no parts.
pub(super) fn waterfall(context: &Context<'_>, planned: &PlannedChart) -> Option<ChartSpec> {
    let code = &planned.indicator;
    let indicator = context.indicators.get(code)?;
    let total = context.comparison(code, &Group::Province, Basis::AsReported)?;
    let parts: Vec<&ChangePart> = context
        .tables
        .change_parts
        .iter()
        .filter(|part| {
            part.group == Group::Province
                && *part.indicator == **code
                && part.period == context.period
                && part.previous_period == total.previous_period
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let mut chart = context.chart(planned, ChartKind::Waterfall);
    chart.of.group = Some(Group::Province);
    chart.format = context.format(indicator, [total.value, total.previous_value].into_iter());
    chart.title = title(context, planned, total, &parts);
    chart.subtitle = context.say(
        "subtitle-waterfall",
        &[
            ("subject", &planned.subject),
            ("unit", &chart.format.unit),
            ("previous", &total.previous_period.label()),
            ("period", &total.period.label()),
        ],
    );
    chart.source = context.source(code, &[total.previous_period, total.period]);
    let both = [total.previous_period, total.period];
    chart.is_enough = context.is_shown_of(code, &both);
    chart.notes.extend(context.doubt_note(code, &both));
    chart.notes.extend(over_time::poor_note(context, code));
    let earlier = over_time::earlier_note(context, code, &both);
    chart.notes.extend(earlier);
    let mut values = vec![Some(total.previous_value)];
    chart.categories.push(total_step(total.previous_period));
    let bears_claims = both
        .iter()
        .all(|&period| context.bears_claims(code, &Group::Province, period));
    let direction = indicator.higher_is_better.filter(|_| bears_claims);
    for part in parts {
        chart.categories.push(Category {
            emphasis: emphasis(part, direction),
            label: context.plan.words.get(word("part", part.part)).to_owned(),
            detail: Some(context.say("part-units", &[("units", &part.n_units)])),
            ..Category::default()
        });
        values.push(Some(part.value));
    }
    chart.categories.push(total_step(total.period));
    values.push(Some(total.value));
    chart.series = vec![Series {
        values,
        ..Series::default()
    }];
    Some(chart)
}

/// Only what is bad stands out, and only where the figures bear a judgement.
fn emphasis(part: &ChangePart, up_is_good: Option<bool>) -> Emphasis {
    match up_is_good {
        Some(true) if part.value < 0.0 => Emphasis::Alert,
        Some(false) if part.value > 0.0 => Emphasis::Alert,
        _ => Emphasis::Plain,
    }
}

fn total_step(period: Period) -> Category {
    Category {
        label: crate::text::capitalised(&period.label()),
        of: Of::period(period),
        emphasis: Emphasis::Total,
        ..Category::default()
    }
}

/// The key of a part's word.
fn word(what: &str, part: ChangePartKind) -> &'static str {
    match (what, part) {
        ("part", ChangePartKind::Real) => "part-real",
        ("part", ChangePartKind::MovedIn) => "part-moved-in",
        ("part", ChangePartKind::MovedOut) => "part-moved-out",
        ("part", ChangePartKind::Founded) => "part-founded",
        ("part", ChangePartKind::Dissolved) => "part-dissolved",
        ("part", ChangePartKind::Coverage) => "part-coverage",
        (_, ChangePartKind::Real) => "cause-real-up",
        (_, ChangePartKind::MovedIn) => "cause-moved-in",
        (_, ChangePartKind::MovedOut) => "cause-moved-out",
        (_, ChangePartKind::Founded) => "cause-founded",
        (_, ChangePartKind::Dissolved) => "cause-dissolved",
        (_, ChangePartKind::Coverage) => "cause-coverage",
    }
}

/// The change and its main cause, where one part outweighs all others together.
fn title(
    context: &Context<'_>,
    planned: &PlannedChart,
    total: &Comparison,
    parts: &[&ChangePart],
) -> String {
    let (subject, previous) = (&planned.subject, total.previous_period.label());
    let is_covered = [total.period, total.previous_period]
        .iter()
        .all(|&period| context.bears_claims(&planned.indicator, &Group::Province, period));
    let told = if is_one_sided(context, total, parts) {
        same_units(context, planned)
    } else {
        claims::in_words(context, &planned.indicator, total).map(Told::Whole)
    };
    let change = match told.filter(|_| is_covered) {
        Some(Told::Whole(change)) => change,
        Some(Told::SameUnits(title)) => return title,
        None => {
            let period = total.period.label();
            return context.say(
                "title-waterfall-neutral",
                &[
                    ("subject", subject),
                    ("periods", &period),
                    ("previous", &previous),
                ],
            );
        }
    };
    match main_cause(context, total, parts) {
        Some(cause) => context.say(
            "title-waterfall-cause",
            &[("subject", subject), ("change", &change), ("cause", &cause)],
        ),
        None => context.say(
            "title-waterfall",
            &[("subject", subject), ("change", &change)],
        ),
    }
}

/// What may be told of a change.
enum Told {
    /// The change as reported, in words.
    Whole(String),
    /// A title on the units with figures in both periods.
    SameUnits(String),
}

/// Whether units with figures in one period only make up so much of the change that it is not one.
fn is_one_sided(context: &Context<'_>, total: &Comparison, parts: &[&ChangePart]) -> bool {
    let one_sided: f64 = parts
        .iter()
        .filter(|part| part.part == ChangePartKind::Coverage)
        .map(|part| part.value.abs())
        .sum();
    one_sided > 0.0 && one_sided >= context.plan.thresholds.coverage_part * total.change.abs()
}

/// The change of the units with figures in both periods, where these are enough.
fn same_units(context: &Context<'_>, planned: &PlannedChart) -> Option<Told> {
    let (code, group) = (&planned.indicator, Group::Province);
    let row = context.comparison(code, &group, Basis::LikeForLike)?;
    context
        .is_enough(row.n_units, &group, row.period)
        .then_some(())?;
    let change = claims::in_words(context, code, row)?;
    Some(Told::SameUnits(context.say(
        "title-waterfall-same",
        &[
            ("subject", &planned.subject),
            ("units", &row.n_units),
            ("change", &change),
        ],
    )))
}

/// The one part that weighs more than what the plan asks of all parts together, and goes the change's way.
fn main_cause<'a>(
    context: &Context<'a>,
    total: &Comparison,
    parts: &[&ChangePart],
) -> Option<&'a str> {
    let all: f64 = parts.iter().map(|part| part.value.abs()).sum();
    let main = parts.iter().find(|part| {
        part.value * total.change > 0.0
            && part.value.abs() > context.plan.thresholds.main_part * all
    })?;
    let key = match main.part {
        ChangePartKind::Real if main.value < 0.0 => "cause-real-down",
        kind => word("cause", kind),
    };
    (parts.len() > 1).then(|| context.plan.words.get(key))
}
