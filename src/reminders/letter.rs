//! The page of a cluster: a notice in the form of official letters.

use super::words::{Words, of, said};
use super::{ClusterOf, FOLDER, ReminderInputs};
use crate::report::word::{
    WordBlock, WordColumn, WordDocument, WordKind, WordLine, WordLook, WordRow, WordSides,
    WordTable,
};
use crate::report::{Align, RowKind};
use crate::slips::plain;
use std::collections::BTreeSet;

/// How much of the width the office's name takes, and how long the line below the motto is, in twentieths of a point.
const HEAD_SHARE: f64 = 0.38;
const MOTTO: u32 = 3300;
/// The widths of the table's columns, in twentieths of a point.
const WIDTHS: [u32; 5] = [600, 3500, 2000, 1800, 1284];

/// A page for each cluster in which somebody is reminded.
pub(super) fn letters(
    inputs: &ReminderInputs<'_>,
    clusters: &[ClusterOf<'_>],
) -> Vec<WordDocument> {
    let mut taken = BTreeSet::new();
    let open = clusters.iter().filter(|it| !it.reminded.is_empty());
    open.map(|cluster| {
        let period = inputs.account.period();
        let mut name = plain(cluster.name);
        if !taken.insert(name.to_lowercase()) {
            name = plain(&format!("{} - {}", cluster.name, cluster.id));
        }
        WordDocument {
            name: format!("{FOLDER}/{period}/{name}.docx"),
            title: about(inputs),
            author: inputs.office.to_owned(),
            blocks: blocks(inputs, cluster),
        }
    })
    .collect()
}

fn blocks(inputs: &ReminderInputs<'_>, cluster: &ClusterOf<'_>) -> Vec<WordBlock> {
    let words = &Words::get().letter;
    let period = inputs.account.period().label();
    let deadline = inputs.deadline();
    let places = [
        ("cluster", cluster.name),
        ("office", inputs.office()),
        ("period", &period),
        ("reported", &cluster.reported.to_string()),
        ("expected", &cluster.expected.to_string()),
        ("deadline", deadline.as_deref().unwrap_or_default()),
    ];
    let said = |key: &str| said(words, key, &places);
    let paragraph = |kind, key: &str| {
        WordBlock::Paragraph(kind, vec![WordLine::new(said(key), WordLook::Plain)])
    };
    let body = |key: &str| paragraph(WordKind::Body, key);
    let ask = if deadline.is_some() { "ask-by" } else { "ask" };
    vec![
        head(inputs),
        paragraph(WordKind::Title, "title"),
        paragraph(WordKind::About, "about"),
        paragraph(WordKind::Centre, "to"),
        body("covered"),
        table(cluster),
        body(ask),
        paragraph(WordKind::Closing, "thanks"),
        foot(inputs),
    ]
}

/// What the page is about.
fn about(inputs: &ReminderInputs<'_>) -> String {
    let period = inputs.account.period().label();
    said(&Words::get().letter, "about", &[("period", &period)])
}

fn head(inputs: &ReminderInputs<'_>) -> WordBlock {
    let words = &Words::get().letter;
    let line = |text: &str, look| WordLine::new(text, look);
    let place = match inputs.papers.place.as_str() {
        "" => of(words, "no-place"),
        place => place,
    };
    let date = of(words, "date").replace("{place}", place);
    WordBlock::Sides(WordSides {
        lines: [
            vec![line(&inputs.office().to_uppercase(), WordLook::HeadBold)],
            vec![
                line(of(words, "nation"), WordLook::HeadBold),
                line(of(words, "motto"), WordLook::Bold),
                line("", WordLook::Rule(MOTTO)),
                line(&date, WordLook::Italic),
            ],
        ],
        left_share: HEAD_SHARE,
        starts_left: false,
        keeps_with_next: false,
    })
}

fn foot(inputs: &ReminderInputs<'_>) -> WordBlock {
    let words = &Words::get().letter;
    let title = match inputs.papers.signer_title.as_str() {
        "" => of(words, "signer-title"),
        title => title,
    };
    // Room to sign.
    let mut lines = vec![WordLine::new(title, WordLook::Bold)];
    lines.extend((0..4).map(|_| WordLine::new("", WordLook::Plain)));
    lines.push(WordLine::new(inputs.papers.signer.clone(), WordLook::Bold));
    WordBlock::Sides(WordSides {
        lines: [Vec::new(), lines],
        left_share: HEAD_SHARE,
        starts_left: false,
        keeps_with_next: false,
    })
}

fn table(cluster: &ClusterOf<'_>) -> WordBlock {
    let words = &Words::get().letter;
    let titles = ["number", "unit", "state", "person", "phone"];
    let columns = titles.iter().zip(WIDTHS).map(|(key, width)| WordColumn {
        title: of(words, key).to_owned(),
        width,
        align: match *key {
            "number" => Align::Center,
            _ => Align::Left,
        },
    });
    let rows = cluster.reminded.iter().zip(1..).map(|(unit, number)| {
        let texts = [
            number.to_string(),
            unit.unit.to_owned(),
            unit.state.shown(),
            unit.contact.person.clone(),
            unit.contact.phone.clone(),
        ];
        WordRow::new(RowKind::Plain, texts)
    });
    WordBlock::Table(WordTable {
        columns: columns.collect(),
        rows: rows.collect(),
        ..WordTable::default()
    })
}
