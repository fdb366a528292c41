//! A cluster's minutes: what data say of the year, places, awards and pledges, with votes left open.

use super::cluster::ClusterFacts;
use super::paper::{Head, Paper, or, said};
use super::summary::write_message;
use super::tables::Marks;
use super::{FOLDER, Sources};
use crate::report::conference::Subject;
use crate::report::sheets::all_offices;
use crate::report::word::{WordDocument, WordKind};
use crate::report::{Cell, Column, Row, Table};
use crate::text::fill;
use std::fmt::Display;

pub(super) fn minutes(sources: &Sources<'_, '_>, cluster: &ClusterFacts<'_, '_>) -> WordDocument {
    let words = &sources.plan.minutes;
    let conference = sources.conference;
    let pack = cluster.pack;
    let period = cluster.period.label();
    let filling: [(&str, &dyn Display); 2] = [("period", &period), ("cluster", &pack.name)];
    let about = fill(&words.about, &filling);
    let mut paper = Paper::new(&sources.plan.common);
    let head = Head {
        superior: &or(&conference.office, &sources.plan.common.office),
        office: &pack.name,
        kind: &words.kind,
        name: &words.name,
        about: &about,
        is_dated: false,
    };
    paper.head(sources, &head);
    opening(&mut paper, sources, cluster);
    let parts = [year, pledges, ranking, awards, heads, next];
    for (write, number) in parts.iter().zip(1..) {
        write(&mut paper, sources, (cluster, number));
    }
    paper.text(WordKind::Closing, &words.closing);
    paper.two_sign([&words.secretary_signs, &words.chair_signs]);
    let office = or(&conference.office, &sources.plan.common.office);
    let recipients = words.default_recipients.iter();
    let recipients: Vec<String> = recipients
        .map(|who| said(who, &[("office", &office)]))
        .collect();
    paper.recipients(&recipients);
    let name = format!("{FOLDER}/{}/bien-ban-hoi-nghi.docx", pack.slug);
    let title = format!("{} {about}", words.name);
    paper.document(name, title, conference.office.clone())
}

fn opening(paper: &mut Paper, sources: &Sources<'_, '_>, cluster: &ClusterFacts<'_, '_>) {
    let words = &sources.plan.minutes;
    paper.bodies(&words.opening);
    let attendance = &cluster.attendance;
    if attendance.is_empty() {
        let expected = cluster.pack.returns.expected;
        paper.item(&fill(&words.attended_open, &[("expected", &expected)]));
    } else {
        let present = attendance.iter().filter(|row| row.present == Some(true));
        let filling: [(&str, &dyn Display); 2] =
            [("present", &present.count()), ("listed", &attendance.len())];
        paper.item(&fill(&words.attended, &filling));
        let absent = attendance.iter().filter(|row| row.present == Some(false));
        let absent: Vec<String> = absent
            .map(|row| {
                let unit = cluster.unit(&row.unit_id);
                match &row.absence_reason {
                    Some(reason) => format!("{unit} ({reason})"),
                    None => unit.to_owned(),
                }
            })
            .collect();
        if !absent.is_empty() {
            let names = absent.join("; ");
            paper.item(&fill(&words.absent, &[("names", &names)]));
        }
    }
    paper.body(&words.chair);
    paper.body(&words.secretary);
    paper.body(&words.business);
}

/// The largest figures of the cluster, each with its coverage.
fn year(
    paper: &mut Paper,
    sources: &Sources<'_, '_>,
    (cluster, number): (&ClusterFacts<'_, '_>, usize),
) {
    let words = &sources.plan.minutes;
    let period = sources.conference.period_label.to_uppercase();
    paper.section(number, &fill(&words.year, &[("PERIOD", &period)]));
    let returns = &cluster.pack.returns;
    let sentence = said(&words.returns, &[("sentence", &returns.sentence)]);
    paper.body(&format!("{sentence}."));
    // Those that few units are behind are led up to by words of their own.
    let account = sources.facts.account;
    let mut coverages = cluster.pack.headlines.iter().map(|it| it.coverage);
    if coverages.any(|(counted, expected)| account.is_enough(counted, expected)) {
        paper.body(&words.headlines);
    }
    paper.figures(sources, &cluster.pack.headlines);
    paper.body(&words.discussion);
}

fn pledges(
    paper: &mut Paper,
    sources: &Sources<'_, '_>,
    (cluster, number): (&ClusterFacts<'_, '_>, usize),
) {
    let words = &sources.plan.minutes;
    let period = sources.conference.period_label.to_uppercase();
    paper.section(number, &fill(&words.pledges, &[("PERIOD", &period)]));
    let mut tables = cluster.tables(Subject::Pledges).peekable();
    if tables.peek().is_none() {
        paper.body(&words.pledges_none);
    }
    for (message, _) in tables {
        write_message(paper, message);
    }
}

fn ranking(
    paper: &mut Paper,
    sources: &Sources<'_, '_>,
    (cluster, number): (&ClusterFacts<'_, '_>, usize),
) {
    let words = &sources.plan.minutes;
    paper.section(number, &words.ranking);
    let Some(first) = cluster.standings.first() else {
        paper.body(&words.ranking_none);
        return;
    };
    let table = cluster.score_table();
    let period = cluster.period.label();
    let title = fill(&words.ranking_table, &[("period", &period)]);
    let counts = [cluster.standings.len(), cluster.pack.returns.expected];
    if let Some(sentence) = cluster.few_points(&words.ranking_few, counts) {
        paper.body(&sentence);
    }
    paper.table(&title, &table, Marks::Doubtful);
    let basis = cluster.facts.full_label(&first.basis);
    let filling: [(&str, &dyn Display); 3] = [
        ("basis", &basis),
        ("ranked", &cluster.standings.len()),
        ("expected", &cluster.pack.returns.expected),
    ];
    paper.note(&fill(&words.ranking_basis, &filling));
    if cluster.has_ties() {
        paper.item(&words.ties);
    }
}

fn awards(
    paper: &mut Paper,
    sources: &Sources<'_, '_>,
    (cluster, number): (&ClusterFacts<'_, '_>, usize),
) {
    let words = &sources.plan.minutes;
    paper.section(number, &words.awards);
    let units = cluster.any_awarded();
    if units.is_empty() {
        paper.body(&words.awards_none);
    } else {
        let rows = units.iter().map(|unit| {
            let [rank, _] = cluster.place_cells(unit);
            Row::plain(vec![
                rank,
                Cell::text(cluster.unit(unit)),
                Cell::text(cluster.nominated(unit).join("; ")),
                Cell::text(cluster.proposed(unit).join("; ")),
                Cell::text("[…]"),
            ])
        });
        let table = Table {
            columns: vec![
                Column::centered("Hạng", 8.0),
                Column::wrapped("Đơn vị", 34.0),
                Column::wrapped("Hội nghị đề nghị", 28.0),
                Column::wrapped("Theo thứ hạng và số lượng", 28.0),
                Column::centered("Số phiếu đồng ý", 12.0),
            ],
            rows: rows.collect(),
            ..Table::default()
        };
        let period = cluster.period.label();
        let title = fill(&words.awards_table, &[("period", &period)]);
        paper.table(&title, &table, Marks::None);
    }
    paper.body(&words.votes);
}

/// Who leads the cluster in the period and, where that is known, in the next one.
fn heads(
    paper: &mut Paper,
    sources: &Sources<'_, '_>,
    (cluster, number): (&ClusterFacts<'_, '_>, usize),
) {
    let words = &sources.plan.minutes;
    paper.section(number, &words.heads);
    let next = cluster.period.next();
    let offices = all_offices(cluster.facts);
    let own = offices
        .iter()
        .filter(|office| **office.cluster == *cluster.pack.group.id());
    let mut is_known = false;
    for office in own {
        is_known |= office.period == next;
        let period = office.period.label();
        let filling: [(&str, &dyn Display); 3] = [
            ("role", &office.role),
            ("period", &period),
            ("unit", &cluster.unit(office.unit)),
        ];
        paper.item(&said(&words.heads_now, &filling));
    }
    let label = next.label();
    match is_known {
        true => paper.body(&words.heads_next_known),
        false => paper.body(&fill(&words.heads_next, &[("next", &label)])),
    }
}

fn next(
    paper: &mut Paper,
    sources: &Sources<'_, '_>,
    (cluster, number): (&ClusterFacts<'_, '_>, usize),
) {
    let words = &sources.plan.minutes;
    let label = cluster.period.next().label();
    let upper = label.to_uppercase();
    paper.section(number, &fill(&words.next, &[("NEXT", &upper)]));
    paper.body(&fill(&words.next_open, &[("next", &label)]));
    for (message, _) in cluster.tables(Subject::NextTargets) {
        write_message(paper, message);
    }
    let expected = cluster.pack.returns.expected;
    paper.body(&fill(&words.next_signed, &[("expected", &expected)]));
}
