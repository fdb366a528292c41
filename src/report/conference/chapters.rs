//! The chapters of the province and of each cluster, in the plan's order.

use super::headlines::{headlines, returns};
use super::people::People;
use super::plan::{ConferencePlan, PlannedChapter};
use super::{Body, Chapter, Conference, Message, Pack, Returns, Subject, figures};
use crate::report::chart::ChartSpec;
use crate::report::charts::slug;
use crate::report::facts::Facts;
use crate::report::sheet_name;
use crate::tables::Group;

/// Puts the conference together.
pub(super) fn conference(facts: &Facts<'_>, plan: &ConferencePlan) -> Conference {
    let inputs = facts.inputs;
    let period = facts.account.period;
    // A cluster nobody is expected of in the period has no conference on it.
    let clusters = facts.clusters.iter().filter(|id| {
        let group = Group::Cluster((*id).clone());
        facts.account.expected(period, &group) > 0
    });
    let cluster = |id: &std::sync::Arc<str>| {
        let name = facts.account.register.cluster_name(id);
        pack(facts, plan, Group::Cluster(id.clone()), name)
    };
    Conference {
        office: inputs.office.to_owned(),
        papers: inputs.papers.clone(),
        date: inputs.generated_at.map(|time| time.date()),
        period,
        period_label: period.label(),
        province: pack(facts, plan, Group::Province, &plan.words.province),
        clusters: clusters.map(cluster).collect(),
    }
}

fn pack(facts: &Facts<'_>, plan: &ConferencePlan, group: Group, name: &str) -> Pack {
    let scale = facts.money_scale([&group].into_iter());
    let returns = returns(facts, &group);
    let people = People {
        facts,
        plan,
        group: &group,
        name,
        scale,
    };
    let chapters = plan.chapters.iter().filter_map(|planned| {
        let messages = messages(&people, planned, &returns);
        (!messages.is_empty()).then(|| Chapter {
            subject: planned.subject,
            title: planned.title.clone(),
            indicators: planned.indicators.clone(),
            figures: figures::of_chapter(facts, plan, people.group, (planned, scale))
                .map(|(_, figure)| figure)
                .collect(),
            messages,
        })
    });
    Pack {
        name: name.to_owned(),
        slug: match &group {
            Group::Province => "toan-tinh".to_owned(),
            Group::Cluster(id) | Group::Unit(id) => slug(id),
        },
        headlines: headlines(facts, plan, &group, scale),
        chapters: chapters.collect(),
        returns,
        group,
    }
}

/// Charts first, then the figures as a table, then what is said of units.
fn messages(people: &People<'_, '_>, planned: &PlannedChapter, returns: &Returns) -> Vec<Message> {
    let (facts, plan) = (people.facts, people.plan);
    let mut messages: Vec<Message> = charts(people, planned).map(of_chart).collect();
    let of_group = (people.group, people.name);
    messages.extend(figures::message(
        facts,
        plan,
        of_group,
        planned,
        people.scale,
    ));
    match planned.subject {
        Subject::Ratings => messages.extend(people.ratings()),
        Subject::Pledges => messages.extend(people.pledges()),
        Subject::Awards => match people.group {
            Group::Cluster(_) => messages.extend(people.ranking().or_else(|| people.awards())),
            Group::Province | Group::Unit(_) => messages.extend(people.awards()),
        },
        Subject::Shortcomings => messages.push(people.shortcomings(returns)),
        Subject::NextTargets => messages.extend(people.next_targets()),
        Subject::Heads => messages.extend(people.heads()),
        Subject::Organisation
        | Subject::Care
        | Subject::Funds
        | Subject::Movements
        | Subject::Party
        | Subject::Women => {}
    }
    choose_slides(people, planned, &mut messages);
    messages
}

/// Leaves to the report what a hall does not read, and tables that say what a chart shows.
fn choose_slides(people: &People<'_, '_>, planned: &PlannedChapter, messages: &mut [Message]) {
    let is_chart = |message: &Message, named: &[String]| match &message.body {
        Body::Chart(spec) => named
            .iter()
            .any(|name| chart_slug(people, name) == spec.slug),
        Body::Table(_) | Body::Open(_) => false,
    };
    for message in messages.iter_mut() {
        message.has_slide = !is_chart(message, &planned.charts_off_slides);
    }
    let mut charts = messages.iter().filter(|message| message.has_slide);
    let shows_units = charts.any(|message| is_chart(message, &planned.units_shown_by));
    let mut charts = messages.iter().filter(|message| message.has_slide);
    let has_charts = charts.any(|message| matches!(message.body, Body::Chart(_)));
    for message in messages {
        if let Body::Table(table) = &message.body {
            message.has_slide = match message.is_of_figures() {
                true => !has_charts || table.rows.len() >= people.plan.figures_on_slide_at_least,
                false => !shows_units,
            };
        }
    }
}

/// The name of a planned chart in the group: of a cluster its own picture.
fn chart_slug(people: &People<'_, '_>, name: &str) -> String {
    match people.group {
        Group::Province => name.to_owned(),
        Group::Cluster(id) | Group::Unit(id) => format!("{name}-{}", slug(id)),
    }
}

/// The charts of a chapter: of the province those that are planned; of a cluster its own pictures.
fn charts<'f>(
    people: &People<'f, '_>,
    planned: &'f PlannedChapter,
) -> impl Iterator<Item = &'f ChartSpec> {
    let charts = people.facts.inputs.charts;
    let slugs: Vec<String> = planned
        .charts
        .iter()
        .map(|name| chart_slug(people, name))
        .collect();
    slugs.into_iter().flat_map(move |wanted| {
        // What too few units have figures for is shown to nobody.
        charts
            .iter()
            .filter(move |chart| chart.slug == wanted && chart.is_enough)
    })
}

fn of_chart(chart: &ChartSpec) -> Message {
    Message {
        text: chart.title.clone(),
        sentences: Vec::new(),
        body: Body::Chart(Box::new(chart.clone())),
        notes: chart.notes.clone(),
        source: chart.source.clone(),
        sheet: sheet_name::CHART_DATA.into(),
        has_slide: true,
    }
}
