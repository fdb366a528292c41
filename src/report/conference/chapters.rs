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
    messages
}

/// The charts of a chapter: of the province those that are planned; of a cluster its own pictures.
fn charts<'f>(
    people: &People<'f, '_>,
    planned: &'f PlannedChapter,
) -> impl Iterator<Item = &'f ChartSpec> {
    let charts = people.facts.inputs.charts;
    let ending = match people.group {
        Group::Province => None,
        Group::Cluster(id) | Group::Unit(id) => Some(slug(id)),
    };
    planned.charts.iter().flat_map(move |name| {
        let wanted = match &ending {
            None => name.clone(),
            Some(cluster) => format!("{name}-{cluster}"),
        };
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
    }
}
