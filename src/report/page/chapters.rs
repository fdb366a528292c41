//! What is said of a group, by subject: its figures as lines, charts, and what the conference is told besides.

use super::maker::Maker;
use super::tables::{of_chart, of_table};
use super::{PageChapter, PageGroup, PageMessage};
use crate::catalogue::IndicatorKind;
use crate::report::conference::{Body, Chapter, Message, Pack, Subject};
use crate::report::sheet_name;
use std::collections::BTreeSet;

/// Sheets whose tables the page has in a form of its own, each figure with its cells.
const OWN_TABLES: [&str; 5] = [
    sheet_name::PROVINCE,
    sheet_name::CLUSTERS,
    sheet_name::RATINGS,
    sheet_name::TARGETS,
    sheet_name::RANKING,
];

/// The chapters of a group; lines that no subject claims come last, under no title.
pub(super) fn chapters(maker: &Maker<'_, '_>, pack: &Pack, page: &PageGroup) -> Vec<PageChapter> {
    let present: BTreeSet<usize> = page
        .figures
        .iter()
        .flatten()
        .map(|figure| figure.line)
        .collect();
    let mut rest = present.clone();
    let mut chapters: Vec<PageChapter> = Vec::new();
    for chapter in &pack.chapters {
        let lines: Vec<usize> = lines(maker, chapter)
            .into_iter()
            .filter(|line| rest.remove(line))
            .collect();
        let own = PageChapter {
            title: chapter.title.clone(),
            lines,
            has_pledges: chapter.subject == Subject::Pledges && !page.pledges.is_empty(),
            messages: messages(chapter),
        };
        if !own.lines.is_empty() || own.has_pledges || !own.messages.is_empty() {
            chapters.push(own);
        }
    }
    if !rest.is_empty() {
        chapters.push(PageChapter {
            lines: rest.into_iter().collect(),
            ..PageChapter::default()
        });
    }
    chapters
}

/// The lines of a subject, in its order. Classes of ratings and points go with the ratings.
fn lines(maker: &Maker<'_, '_>, chapter: &Chapter) -> Vec<usize> {
    let lines = || maker.lines.iter().enumerate();
    let mut own: Vec<usize> = Vec::new();
    for code in &chapter.indicators {
        let place = maker.position(code);
        own.extend(
            lines()
                .filter(|(_, (indicator, _))| Some(*indicator) == place)
                .map(|(line, _)| line),
        );
    }
    if chapter.subject == Subject::Ratings {
        let is_rated = |indicator: usize| {
            let kind = maker.indicators[indicator].kind;
            matches!(kind, IndicatorKind::Category | IndicatorKind::Score)
        };
        own.extend(
            lines()
                .filter(|(_, (indicator, _))| is_rated(*indicator))
                .map(|(line, _)| line),
        );
    }
    own
}

/// What is said besides, without what stands on the page in a form of its own. Targets of the period to come do not.
fn messages(chapter: &Chapter) -> Vec<PageMessage> {
    let is_own = |message: &&Message| {
        matches!(message.body, Body::Table(_))
            && chapter.subject != Subject::NextTargets
            && OWN_TABLES.contains(&&*message.sheet)
    };
    let others = chapter.messages.iter().filter(|it| !is_own(it));
    others.map(message).collect()
}

fn message(message: &Message) -> PageMessage {
    let plain = PageMessage {
        text: message.text.clone(),
        sentences: message.sentences.clone(),
        notes: message.notes.clone(),
        source: message.source.clone(),
        ..PageMessage::default()
    };
    match &message.body {
        Body::Chart(chart) => PageMessage {
            table: Some(of_chart(chart)),
            chart: Some(chart.clone()),
            ..plain
        },
        Body::Table(table) => PageMessage {
            table: Some(of_table(table)),
            ..plain
        },
        // What people write stands in the report in Word.
        Body::Open(_) => plain,
    }
}
