//! A cluster's proposal for awards: what its conference settled, else what ranks and quotas come to, said to be so.

use super::cluster::ClusterFacts;
use super::paper::{Foot, Head, Paper, or, said};
use super::tables::{Marks, sized};
use super::{FOLDER, Sources};
use crate::emulate::{Difference, award_of};
use crate::report::order::natural;
use crate::report::word::{WordDocument, WordKind, WordRow, WordTable};
use crate::report::{Cell, Column, Row, RowKind, Table};
use crate::tables::AwardCount;
use crate::text::fill;
use std::fmt::Display;

pub(super) fn proposal(sources: &Sources<'_, '_>, cluster: &ClusterFacts<'_, '_>) -> WordDocument {
    let words = &sources.plan.proposal;
    let common = &sources.plan.common;
    let conference = sources.conference;
    let pack = cluster.pack;
    let office = or(&conference.office, &common.office);
    let shown_office = or(&conference.office, &common.office);
    let period = cluster.period.label();
    let about = fill(&words.about, &[("period", &period)]);
    let mut paper = Paper::new(common);
    let head = Head {
        superior: &shown_office,
        office: &pack.name,
        kind: &words.kind,
        name: &words.name,
        about: &about,
        is_dated: true,
    };
    paper.head(sources, &head);
    let to = fill(&common.to, &[("to", &shown_office)]);
    paper.text(WordKind::Centre, &to);
    let filling: [(&str, &dyn Display); 3] = [
        ("period", &period),
        ("cluster", &pack.name),
        ("office", &office),
    ];
    for ground in &words.grounds {
        paper.body(&fill(ground, &filling));
    }
    units(&mut paper, sources, cluster, &filling);
    differences(&mut paper, sources, cluster);
    persons(&mut paper, sources, cluster);
    paper.body(&words.attached);
    paper.text(WordKind::Closing, &said(&words.closing, &filling));
    paper.foot(Foot {
        recipients: words.default_recipients.clone(),
        signs: vec![
            fill(&words.on_behalf, &[("CLUSTER", &pack.name.to_uppercase())]),
            words.signs.clone(),
        ],
        signer: String::new(),
    });
    let name = format!("{FOLDER}/{}/to-trinh-khen-thuong.docx", pack.slug);
    let title = format!("{} {about}, {}", words.name, pack.name);
    paper.document(name, title, conference.office.clone())
}

/// The units that are proposed; an empty line where nobody is.
fn units(
    paper: &mut Paper,
    sources: &Sources<'_, '_>,
    cluster: &ClusterFacts<'_, '_>,
    filling: &[(&str, &dyn Display); 3],
) {
    let words = &sources.plan.proposal;
    let units = cluster.awarded();
    let count = units.len();
    let asks = match (count, cluster.nominations.is_empty()) {
        (0, _) => &words.asks_open,
        (_, true) => &words.asks_by_rank,
        (_, false) => &words.asks,
    };
    let counts = [cluster.standings.len(), cluster.pack.returns.expected];
    if let Some(sentence) = cluster
        .few_points(&words.asks_few, counts)
        .filter(|_| count > 0)
    {
        paper.body(&sentence);
    }
    let with_count = fill(asks, &[("count", &count)]);
    paper.body(&said(&with_count, filling));
    let title = fill(&words.table, &[("period", filling[0].1)]);
    let columns = vec![
        Column::centered("TT", 6.0),
        Column::wrapped("Đơn vị", 38.0),
        Column::centered("Hạng", 9.0),
        Column::number("Điểm", 11.0),
        Column::wrapped("Hình thức khen thưởng đề nghị", 40.0),
    ];
    if units.is_empty() {
        let columns: Vec<&Column> = columns.iter().collect();
        let row = WordRow::new(RowKind::Plain, words.open_row.iter().cloned());
        let table = WordTable {
            columns: sized(&columns),
            rows: vec![row],
            ..WordTable::default()
        };
        return paper.written_table(&title, table);
    }
    let rows = units.iter().zip(1..).map(|(unit, number): (_, usize)| {
        let awards = match cluster.nominations.is_empty() {
            true => cluster.proposed(unit),
            false => cluster.nominated(unit),
        };
        let [rank, score] = cluster.place_cells(unit);
        Row::plain(vec![
            Cell::text(number.to_string()),
            Cell::text(cluster.unit(unit)),
            rank,
            score,
            Cell::text(awards.join("; ")),
        ])
    });
    let table = Table {
        columns,
        rows: rows.collect(),
        ..Table::default()
    };
    paper.table(&title, &table, Marks::Doubtful);
}

/// Where the conference and the ranks do not agree: whoever decides must know.
fn differences(paper: &mut Paper, sources: &Sources<'_, '_>, cluster: &ClusterFacts<'_, '_>) {
    let words = &sources.plan.proposal;
    if cluster.nominations.is_empty() || cluster.differences.is_empty() {
        return;
    }
    paper.body(&format!("{}:", words.differences));
    for difference in &cluster.differences {
        for sentence in sentences(sources, cluster, difference) {
            paper.item(&sentence);
        }
    }
}

fn sentences(
    sources: &Sources<'_, '_>,
    cluster: &ClusterFacts<'_, '_>,
    difference: &Difference,
) -> Vec<String> {
    let words = &sources.plan.proposal;
    let unit = cluster.unit(&difference.unit_id);
    let mut sentences = Vec::new();
    if let (Some(minutes), Some(rank)) = (difference.rank_in_minutes, difference.rank) {
        let filling: [(&str, &dyn Display); 3] =
            [("unit", &unit), ("minutes", &minutes), ("rank", &rank)];
        sentences.push(fill(&words.difference_rank, &filling));
    }
    for (awards, text) in [
        (&difference.only_in_minutes, &words.difference_only_minutes),
        (&difference.only_by_rank, &words.difference_only_rank),
    ] {
        if !awards.is_empty() {
            let awards = awards.join("; ");
            let filling: [(&str, &dyn Display); 2] = [("unit", &unit), ("awards", &awards)];
            sentences.push(fill(text, &filling));
        }
    }
    sentences
}

/// Persons and collectives that units' lists propose, counted.
fn persons(paper: &mut Paper, sources: &Sources<'_, '_>, cluster: &ClusterFacts<'_, '_>) {
    let words = &sources.plan.proposal;
    let facts = cluster.facts;
    let counts = facts.account.tables.award_counts.iter();
    let mut counts: Vec<&AwardCount> = counts
        .filter(|row| {
            row.period == facts.account.period
                && row.cluster_id.as_deref() == Some(cluster.pack.group.id())
        })
        .collect();
    if counts.is_empty() {
        return;
    }
    counts.sort_by(|left, right| natural(&left.unit_id, &right.unit_id));
    let amount = |count: u32| match count {
        0 => Cell::empty(),
        count => Cell::count(count as usize),
    };
    let rows = counts.iter().map(|row| {
        Row::plain(vec![
            Cell::text(cluster.unit(&row.unit_id)),
            Cell::text(award_of(&row.award, row.awarded_by.as_deref())),
            amount(row.n_persons),
            amount(row.n_collectives),
        ])
    });
    let table = Table {
        columns: vec![
            Column::wrapped("Đơn vị", 44.0),
            Column::wrapped("Hình thức khen thưởng", 40.0),
            Column::number("Số cá nhân", 12.0),
            Column::number("Số tập thể", 12.0),
        ],
        rows: rows.collect(),
        ..Table::default()
    };
    let title = fill(
        &words.persons,
        &[("period", &sources.conference.period_label)],
    );
    paper.table(&title, &table, Marks::None);
    paper.note(&words.persons_note);
}
