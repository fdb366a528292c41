//! What files say, to tell versions of one submission from files that complete each other: tables about other units, other
//! indicators or other parts, and pledges beside results.

use crate::catalogue::ColumnRole;
use crate::observation::{FormKind, Measure};
use crate::period::Period;
use crate::recognise::{MinutesKind, RowSubject};
use crate::resolve::Draft;
use crate::verdict::Verdict;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What versions are versions of.
type Subject<'a> = (
    Option<&'a Arc<str>>,
    Option<&'a Arc<str>>,
    Option<Period>,
    Option<FormKind>,
);

pub(super) fn subject(draft: &Draft) -> Subject<'_> {
    let submission = &draft.submission;
    (
        submission.unit_id.as_ref(),
        submission.cluster_id.as_ref(),
        submission.period,
        submission.form,
    )
}

/// Files complete each other where each says at least this share of what it says alone.
const OWN_SHARE: f64 = 1.0 / 3.0;

/// One thing that a file says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Said<'a> {
    /// A figure of a unit.
    Figure(Option<&'a Arc<str>>, &'a Arc<str>, Measure),
    /// A unit in a list of facts.
    List(MinutesKind, &'a Arc<str>),
    /// A person of a unit who is proposed for an award.
    Person(&'a Arc<str>, &'a str),
    /// Points on a criterion.
    Points(Option<&'a Arc<str>>, &'a str),
    /// A fact of a congress.
    Congress(u32),
}

type Content<'a> = BTreeSet<Said<'a>>;

fn content_of(draft: &Draft) -> Content<'_> {
    let figures = draft.figures().map(|figure| &figure.observation);
    // What a report pledges for the next period besides makes it no other report.
    let given = figures.filter(|it| it.verdict != Verdict::Empty && !draft.is_ahead(it));
    let mut content: Content<'_> = given
        .map(|it| Said::Figure(it.unit_id.as_ref(), &it.indicator, it.measure))
        .collect();
    for minutes in &draft.minutes {
        let rows = minutes.table.rows.iter().zip(&minutes.units);
        content.extend(rows.filter_map(|(row, unit)| {
            let unit = unit.as_ref()?;
            Some(match row.subject {
                RowSubject::Person => Said::Person(unit, row.said(ColumnRole::Award)),
                RowSubject::Unit | RowSubject::Collective => Said::List(minutes.table.kind, unit),
            })
        }));
    }
    for scores in &draft.scores {
        content.extend(scores.criteria.iter().map(|line| {
            let unit = line.unit_row.and_then(|row| scores.units[row].as_ref());
            Said::Points(unit, &line.number)
        }));
    }
    let facts = draft.tables.iter().flat_map(|table| &table.congress);
    content.extend(facts.map(|(fact, _)| Said::Congress(fact.at.row)));
    content
}

fn has_results(content: &Content<'_>) -> bool {
    content
        .iter()
        .any(|said| !matches!(said, Said::Figure(_, _, Measure::Target)))
}

/// Whether of two files the later one stands for the other: they say the same of the same.
fn are_versions(one: &Content<'_>, other: &Content<'_>) -> bool {
    let shared = one.intersection(other).count();
    if one.is_empty() || other.is_empty() {
        return one.is_empty() && other.is_empty();
    }
    // What was pledged says nothing of what was reached.
    if has_results(one) != has_results(other) {
        return false;
    }
    shared > 0 && (own_share(one, shared) < OWN_SHARE || own_share(other, shared) < OWN_SHARE)
}

fn own_share(content: &Content<'_>, shared: usize) -> f64 {
    (content.len() - shared) as f64 / content.len() as f64
}

/// Whether a file says nearly all that an older one says, so that it stands for it. A part that is sent later leaves the
/// rest of the older file as it was.
pub(super) fn covers(newer: &Draft, older: &Draft) -> bool {
    let (newer, older) = (content_of(newer), content_of(older));
    let shared = newer.intersection(&older).count();
    older.is_empty() || own_share(&older, shared) < OWN_SHARE
}

/// Files of one unit or cluster, period and form, those together that are versions of one submission.
pub(super) fn versions(drafts: &[Draft], positions: &[usize]) -> Vec<Vec<usize>> {
    if let [] | [_] = positions {
        return vec![positions.to_vec()];
    }
    let contents: Vec<Content<'_>> = positions
        .iter()
        .map(|&position| content_of(&drafts[position]))
        .collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for place in 0..positions.len() {
        let is_version = |group: &Vec<usize>| {
            let mut of_group = group.iter();
            of_group.any(|&other| are_versions(&contents[place], &contents[other]))
        };
        let (mut together, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_version);
        groups = apart;
        let mut joined: Vec<usize> = together.drain(..).flatten().collect();
        joined.push(place);
        groups.push(joined);
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    let of_drafts = |group: Vec<usize>| group.into_iter().map(|place| positions[place]).collect();
    groups.into_iter().map(of_drafts).collect()
}
