//! The province's report: sections I to VI, then its appendices.

use super::paper::{Foot, Head, Paper, or, said};
use super::tables::Marks;
use super::words::{Section, SectionPart};
use super::{REPORT, Sources, appendices};
use crate::report::Papers;
use crate::report::conference::{Body, Chapter, Message};
use crate::report::word::{WordDocument, WordKind};
use crate::text::fill;

pub(super) fn report(sources: &Sources<'_, '_>) -> WordDocument {
    let words = &sources.plan.report;
    let common = &sources.plan.common;
    let conference = sources.conference;
    let period = conference.period_label.as_str();
    let next = conference.period.next().label();
    let office = or(&conference.office, &common.office);
    let about = fill(
        &words.about,
        &[("period", &period), ("next", &next.as_str())],
    );
    let mut paper = Paper::new(common);
    let head = Head {
        superior: &conference.papers.superior,
        office: &conference.office,
        kind: &words.kind,
        name: &words.name,
        about: &about,
        is_dated: true,
    };
    paper.head(sources, &head);
    paper.addressees(Papers::listed(&conference.papers.addressees));
    let filling: [(&str, &dyn std::fmt::Display); 3] =
        [("period", &period), ("next", &next), ("office", &office)];
    paper.body(&fill(&words.opening, &filling));
    for (section, number) in sources.plan.sections.iter().zip(1..) {
        write_section(&mut paper, sources, (section, number), &next);
    }
    paper.text(WordKind::Closing, &fill(&words.closing, &filling));
    paper.foot(foot(sources));
    appendices::appendices(&mut paper, sources);
    let title = format!("{} {}", words.name, about.replace('\n', " "));
    paper.document(REPORT.to_owned(), title, conference.office.clone())
}

fn foot(sources: &Sources<'_, '_>) -> Foot {
    let papers = &sources.conference.papers;
    let own: Vec<String> = Papers::listed(&papers.recipients)
        .map(str::to_owned)
        .collect();
    let mut signs: Vec<String> = [papers.on_behalf.as_str(), &papers.signer_title]
        .into_iter()
        .flat_map(Papers::listed)
        .map(str::to_uppercase)
        .collect();
    if papers.signer_title.is_empty() {
        signs.push(sources.plan.common.sign_title.clone());
    }
    Foot {
        recipients: match own.is_empty() {
            true => sources.plan.report.default_recipients.clone(),
            false => own,
        },
        signs,
        signer: papers.signer.clone(),
    }
}

fn write_section(
    paper: &mut Paper,
    sources: &Sources<'_, '_>,
    (section, number): (&Section, usize),
    next: &str,
) {
    let next = next.to_uppercase();
    paper.section(number, &fill(&section.title, &[("NEXT", &next)]));
    if number == 1 {
        write_returns(paper, sources);
    }
    let is_only = section.parts.len() == 1;
    for (part, number) in section.parts.iter().zip(1..) {
        if !is_only && !part.title.is_empty() {
            paper.subsection(number, &part.title);
        }
        write_part(paper, sources, part);
    }
    if number == 2 {
        paper.body(&format!("{}.", sources.plan.report.reference));
    }
}

/// Who has reported, before any figure.
fn write_returns(paper: &mut Paper, sources: &Sources<'_, '_>) {
    let returns = &sources.conference.province.returns;
    let words = &sources.plan.report;
    let text = said(&words.returns, &[("sentence", &returns.sentence)]);
    paper.body(&format!("{text}."));
    if !returns.is_enough {
        paper.body(&format!("{}.", words.few));
    }
}

fn write_part(paper: &mut Paper, sources: &Sources<'_, '_>, part: &SectionPart) {
    let before = paper.length();
    paper.bodies(&part.before);
    let chapters = &sources.conference.province.chapters;
    for subject in &part.subjects {
        if let Some(chapter) = chapters.iter().find(|it| it.subject == *subject) {
            write_chapter(paper, sources, (chapter, part.charts));
        }
    }
    paper.bodies(&part.after);
    if paper.length() == before {
        paper.body(&sources.plan.common.missing);
    }
}

/// Figures in sentences, then charts, then what is said of units.
fn write_chapter(
    paper: &mut Paper,
    sources: &Sources<'_, '_>,
    (chapter, charts_at_most): (&Chapter, usize),
) {
    paper.figures(sources, &chapter.figures);
    let messages = chapter.messages.iter();
    let others: Vec<&Message> = messages.filter(|it| !it.is_of_figures()).collect();
    let charts = others.iter().filter_map(|message| match &message.body {
        Body::Chart(spec) => Some(spec),
        Body::Table(_) | Body::Open(_) => None,
    });
    for spec in charts.take(charts_at_most) {
        paper.chart(spec);
    }
    for message in others {
        write_message(paper, message);
    }
}

/// What is said of units.
pub(super) fn write_message(paper: &mut Paper, message: &Message) {
    match &message.body {
        Body::Chart(_) => {}
        Body::Table(table) => {
            for sentence in &message.sentences {
                paper.item(sentence);
            }
            paper.table(&message.text, table, Marks::None);
            for note in &message.notes {
                paper.note(note);
            }
            paper.source(&message.source);
        }
        Body::Open(about) => {
            let end = if message.sentences.is_empty() {
                '.'
            } else {
                ':'
            };
            let text = message.text.trim_end_matches('.');
            paper.body(&format!("{text}{end}"));
            for sentence in &message.sentences {
                paper.item(sentence);
            }
            for about in about {
                paper.body(&format!("- {about}: […]"));
            }
        }
    }
}
