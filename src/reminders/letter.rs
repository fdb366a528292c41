//! The page of a cluster: a notice in the form of official letters.

use super::words::{Words, of, said};
use super::{ClusterOf, FOLDER, ReminderInputs};
use crate::report::word::{WordAlign, WordBlock, WordDocument, WordLine, WordLook};
use crate::slips::plain;
use std::collections::BTreeSet;

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
    let centred =
        |key: &str, look| WordBlock::Paragraph(WordLine::new(said(key), look), WordAlign::Centre);
    let body = |key: &str| {
        WordBlock::Paragraph(WordLine::new(said(key), WordLook::Plain), WordAlign::Body)
    };
    let ask = if deadline.is_some() { "ask-by" } else { "ask" };
    vec![
        head(inputs),
        centred("title", WordLook::Title),
        centred("about", WordLook::Bold),
        centred("to", WordLook::Plain),
        body("covered"),
        table(cluster),
        body(ask),
        body("thanks"),
        foot(inputs),
    ]
}

fn head(inputs: &ReminderInputs<'_>) -> WordBlock {
    let words = &Words::get().letter;
    let line = |text: &str, look| WordLine::new(text, look);
    let place = match inputs.papers.place.as_str() {
        "" => of(words, "no-place"),
        place => place,
    };
    let date = of(words, "date").replace("{place}", place);
    WordBlock::Sides([
        vec![line(&inputs.office().to_uppercase(), WordLook::Bold)],
        vec![
            line(of(words, "nation"), WordLook::Bold),
            line(of(words, "motto"), WordLook::Bold),
            line(&date, WordLook::Italic),
        ],
    ])
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
    WordBlock::Sides([Vec::new(), lines])
}

fn table(cluster: &ClusterOf<'_>) -> WordBlock {
    let words = &Words::get().letter;
    let titles = ["number", "unit", "state", "person", "phone"];
    let rows = cluster.reminded.iter().zip(1..).map(|(unit, number)| {
        vec![
            number.to_string(),
            unit.unit.to_owned(),
            unit.state.shown(),
            unit.contact.person.clone(),
            unit.contact.phone.clone(),
        ]
    });
    WordBlock::Table {
        widths: WIDTHS.to_vec(),
        titles: titles.map(|key| of(words, key).to_owned()).to_vec(),
        rows: rows.collect(),
    }
}
