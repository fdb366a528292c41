//! A paper as it is written: its head, numbered tables and charts, its foot.

use super::Sources;
use super::tables::{Marks, has_doubtful, word_table};
use super::words::Common;
use crate::report::chart::ChartSpec;
use crate::report::charts::in_print;
use crate::report::conference::Headline;
use crate::report::labels::roman;
use crate::report::word::{
    WordBlock, WordDocument, WordKind, WordLine, WordLook, WordPage, WordSides, WordTable,
};
use crate::report::{Papers, Table};
use crate::text::{capitalised, fill};
use std::fmt::Display;

/// How much of the width the names of offices take, and how long the lines below them and below the motto are, in
/// twentieths of a point.
const HEAD_SHARE: f64 = 0.4;
const BELOW_OFFICE: u32 = 1100;
const BELOW_MOTTO: u32 = 3300;
const BELOW_TITLE: u32 = 1800;
/// How much of the width those take who receive a paper.
const FOOT_SHARE: f64 = 0.5;
/// Empty lines for a signature.
const ROOM_TO_SIGN: usize = 4;

/// Words that stand for what is known.
pub(super) type Filling<'f> = [(&'f str, &'f dyn Display)];

/// A paper that is being written.
pub(super) struct Paper {
    blocks: Vec<WordBlock>,
    words: &'static Common,
    tables: usize,
    charts: usize,
    /// How much there was after the last note: the next one beside it goes on without its name.
    noted: usize,
}

/// The head of a paper.
pub(super) struct Head<'h> {
    /// Above the name of whoever writes it.
    pub(super) superior: &'h str,
    /// Who writes it.
    pub(super) office: &'h str,
    /// The letters of its kind: `BC`.
    pub(super) kind: &'h str,
    /// Its name: `BÁO CÁO`.
    pub(super) name: &'h str,
    /// What it is about, line by line.
    pub(super) about: &'h str,
    /// Whether the head bears place and date; those of minutes stand in the text.
    pub(super) is_dated: bool,
}

/// The foot of a paper.
pub(super) struct Foot {
    /// Who receives it.
    pub(super) recipients: Vec<String>,
    /// The lines above the signature.
    pub(super) signs: Vec<String>,
    /// Who signs; empty where that is open.
    pub(super) signer: String,
}

impl Paper {
    pub(super) fn new(words: &'static Common) -> Self {
        Self {
            blocks: Vec::new(),
            words,
            tables: 0,
            charts: 0,
            noted: 0,
        }
    }

    pub(super) fn document(self, name: String, title: String, author: String) -> WordDocument {
        WordDocument {
            name,
            title,
            author,
            blocks: self.blocks,
        }
    }

    /// A paragraph of a kind, in which open places stand out.
    pub(super) fn text(&mut self, kind: WordKind, text: &str) {
        self.blocks.push(WordBlock::text(kind, &in_print(text)));
    }

    pub(super) fn body(&mut self, text: &str) {
        self.text(WordKind::Body, text);
    }

    pub(super) fn bodies<'t>(&mut self, texts: impl IntoIterator<Item = &'t String>) {
        for text in texts {
            self.body(text);
        }
    }

    /// A line of a list; sentences come without full stop.
    pub(super) fn item(&mut self, sentence: &str) {
        let text = sentence.trim_end_matches('.');
        self.body(&fill(&self.words.item, &[("text", &text)]));
    }

    /// What a reader must know of the table or chart above.
    pub(super) fn note(&mut self, sentence: &str) {
        let text = capitalised(sentence.trim_end_matches('.'));
        let words = match self.noted == self.length() {
            true => &self.words.note_more,
            false => &self.words.note,
        };
        self.text(WordKind::Note, &fill(words, &[("text", &text)]));
        self.noted = self.length();
    }

    /// Where figures come from.
    pub(super) fn source(&mut self, source: &str) {
        if !source.is_empty() {
            let source = source.trim_end_matches('.');
            self.text(WordKind::Note, &format!("{source}."));
        }
    }

    /// Whom a paper is for: one beside the words, several below them.
    pub(super) fn addressees<'t>(&mut self, to: impl IntoIterator<Item = &'t str>) {
        let to: Vec<&str> = to.into_iter().collect();
        let words = self.words;
        if let [one] = to.as_slice() {
            return self.text(WordKind::Centre, &fill(&words.to, &[("to", one)]));
        }
        if !to.is_empty() {
            self.text(WordKind::Centre, fill(&words.to, &[("to", &"")]).trim_end());
        }
        let last = to.len().saturating_sub(1);
        for (at, to) in to.iter().enumerate() {
            let end = if at == last { "." } else { ";" };
            let line = fill(&words.recipient, &[("who", to), ("end", &end)]);
            self.text(WordKind::Centre, &line);
        }
    }

    /// The heading of a section: `I. ĐẶC ĐIỂM TÌNH HÌNH`.
    pub(super) fn section(&mut self, number: usize, title: &str) {
        let text = format!("{}. {title}", roman(number));
        self.text(WordKind::Section, &text);
    }

    /// The heading of a part of a section.
    pub(super) fn subsection(&mut self, number: usize, title: &str) {
        self.text(WordKind::Subsection, &format!("{number}. {title}"));
    }

    /// How much has been written.
    pub(super) fn length(&self) -> usize {
        self.blocks.len()
    }

    /// Figures in sentences, with their coverage; those that too few units are behind stand by themselves, without a change.
    pub(super) fn figures(&mut self, sources: &Sources<'_, '_>, figures: &[Headline]) {
        let account = sources.facts.account;
        let (said, few): (Vec<&Headline>, Vec<&Headline>) = figures
            .iter()
            .partition(|figure| account.is_enough(figure.coverage.0, figure.coverage.1));
        for figure in said {
            let mut sentence = self.figure(figure);
            for (mark, more) in [
                (", ", figure.change.as_ref().map(|change| &change.text)),
                ("; ", figure.doubt.as_ref()),
            ] {
                if let Some(more) = more {
                    sentence.push_str(mark);
                    sentence.push_str(more);
                }
            }
            self.item(&sentence);
        }
        if !few.is_empty() {
            self.body(&self.words.few_figures);
        }
        for figure in few {
            let share = format!("{}/{}", figure.coverage.0, figure.coverage.1);
            // That there are few units is said already.
            let doubt = figure.doubt.as_ref().filter(|it| !it.contains(&share));
            let text = self.figure(figure);
            self.item(&doubt.map_or(text.clone(), |doubt| format!("{text}; {doubt}")));
        }
    }

    /// `Tổng số đoàn viên: 530 người (9/9 đơn vị)`.
    fn figure(&self, figure: &Headline) -> String {
        let [apart, inside] = &self.words.part_of_label;
        let label = figure.label.replace(apart, inside);
        let filling: &Filling<'_> = &[
            ("label", &label),
            ("value", &figure.shown),
            ("unit", &figure.unit),
            ("counted", &figure.coverage.0),
            ("expected", &figure.coverage.1),
        ];
        fill(&self.words.figure, filling).replace("  ", " ")
    }

    /// A table with its number and what it shows.
    pub(super) fn table(&mut self, title: &str, table: &Table, marks: Marks) {
        self.written_table(title, word_table(table, marks));
        self.notes_of(table, marks);
    }

    /// A table without a number.
    pub(super) fn block_table(&mut self, table: WordTable) {
        self.blocks.push(WordBlock::Table(table));
    }

    /// What a reader must know of a table.
    pub(super) fn notes_of(&mut self, table: &Table, marks: Marks) {
        if let Some(caption) = &table.caption {
            self.note(caption);
        }
        if marks == Marks::Doubtful && has_doubtful(table) {
            self.text(WordKind::Note, &format!("{}.", self.words.doubtful));
        }
    }

    /// A table that is made for the paper.
    pub(super) fn written_table(&mut self, title: &str, table: WordTable) {
        self.tables += 1;
        let filling: &Filling<'_> = &[("number", &self.tables), ("title", &title)];
        let caption = fill(&self.words.table, filling);
        self.text(WordKind::Caption, &caption);
        self.blocks.push(WordBlock::Table(table));
    }

    /// A chart with its number and what it shows.
    pub(super) fn chart(&mut self, spec: &ChartSpec) {
        self.charts += 1;
        let filling: &Filling<'_> = &[("number", &self.charts), ("title", &spec.title)];
        let caption = fill(&self.words.chart, filling);
        self.text(WordKind::Caption, &caption);
        self.blocks.push(WordBlock::Chart(Box::new(spec.clone())));
        let told = [&spec.subtitle, &spec.source].into_iter();
        let told: Vec<String> = told
            .map(|text| text.trim_end_matches('.'))
            .filter(|text| !text.is_empty())
            .map(|text| format!("{text}."))
            .collect();
        self.text(WordKind::Note, &told.join(" "));
        let notes: Vec<&str> = spec
            .notes
            .iter()
            .map(|note| note.trim_end_matches('.'))
            .collect();
        if !notes.is_empty() {
            self.note(&notes.join(". "));
        }
    }

    /// A new part on pages of its own.
    pub(super) fn part(&mut self, page: WordPage) {
        self.blocks.push(WordBlock::NewPart(page));
    }

    pub(super) fn head(&mut self, sources: &Sources<'_, '_>, head: &Head<'_>) {
        let words = self.words;
        let papers = &sources.conference.papers;
        let line = |text: &str, look| WordLine::new(text, look);
        let symbol = or(&papers.symbol, &words.blank);
        let filling: &Filling<'_> = &[("kind", &head.kind), ("symbol", &symbol)];
        let mut left = Vec::new();
        if !head.superior.is_empty() {
            left.push(line(&head.superior.to_uppercase(), WordLook::Head));
        }
        let office = match head.office {
            "" => words.office.clone(),
            office => office.to_uppercase(),
        };
        left.push(line(&office, WordLook::HeadBold));
        left.push(line("", WordLook::Rule(BELOW_OFFICE)));
        left.push(line(&fill(&words.number, filling), WordLook::Plain));
        let mut right = self.state(papers);
        right.push(line("", WordLook::Rule(BELOW_MOTTO)));
        if head.is_dated {
            let place = or(&papers.place, &words.blank);
            let date = fill(&words.date, &[("place", &place)]);
            right.push(line(&date, WordLook::Italic));
        }
        self.blocks.push(WordBlock::Sides(WordSides {
            lines: [left, right],
            left_share: HEAD_SHARE,
            starts_left: false,
            keeps_with_next: false,
        }));
        self.text(WordKind::Title, head.name);
        for about in head.about.lines() {
            self.text(WordKind::About, about);
        }
        let rule = vec![line("", WordLook::Rule(BELOW_TITLE))];
        self.blocks
            .push(WordBlock::Paragraph(WordKind::Centre, rule));
    }

    /// The state's name and motto, or what the office has in their place.
    fn state(&self, papers: &Papers) -> Vec<WordLine> {
        let own: Vec<&str> = Papers::listed(&papers.heading).collect();
        let lines = match own.as_slice() {
            [] => vec![self.words.nation.as_str(), &self.words.motto],
            own => own.to_vec(),
        };
        let look = |at: usize| match at {
            0 => WordLook::HeadBold,
            _ => WordLook::Bold,
        };
        let lines = lines.into_iter().enumerate();
        lines
            .map(|(at, text)| WordLine::new(text, look(at)))
            .collect()
    }

    pub(super) fn foot(&mut self, foot: Foot) {
        let words = self.words;
        let mut right: Vec<WordLine> = foot
            .signs
            .iter()
            .map(|text| WordLine::new(text.clone(), WordLook::Bold))
            .collect();
        right.extend((0..ROOM_TO_SIGN).map(|_| WordLine::new("", WordLook::Plain)));
        right.push(WordLine::new(
            or(&foot.signer, &words.signer),
            WordLook::Bold,
        ));
        self.blocks.push(WordBlock::Sides(WordSides {
            lines: [self.receive(&foot.recipients), right],
            left_share: FOOT_SHARE,
            starts_left: true,
            keeps_with_next: false,
        }));
    }

    /// The lines of those who receive a paper.
    fn receive(&self, recipients: &[String]) -> Vec<WordLine> {
        let words = self.words;
        let label = WordLine::new(words.recipients.clone(), WordLook::Recipients);
        let last = recipients.len().saturating_sub(1);
        let lines = recipients.iter().enumerate().map(|(at, who)| {
            let who = who.trim_end_matches(['.', ';']);
            let end = if at == last { "." } else { ";" };
            let text = fill(&words.recipient, &[("who", &who), ("end", &end)]);
            WordLine::new(text, WordLook::Recipient)
        });
        std::iter::once(label).chain(lines).collect()
    }

    /// Two who sign side by side.
    pub(super) fn two_sign(&mut self, titles: [&str; 2]) {
        let words = self.words;
        let lines = titles.map(|title| {
            let mut lines = vec![WordLine::new(title, WordLook::Bold)];
            lines.extend((0..ROOM_TO_SIGN).map(|_| WordLine::new("", WordLook::Plain)));
            lines.push(WordLine::new(words.signer.clone(), WordLook::Bold));
            lines
        });
        self.blocks.push(WordBlock::Sides(WordSides {
            lines,
            left_share: FOOT_SHARE,
            starts_left: false,
            keeps_with_next: true,
        }));
    }

    /// Who receives it, where nobody signs beside.
    pub(super) fn recipients(&mut self, recipients: &[String]) {
        self.blocks.push(WordBlock::Sides(WordSides {
            lines: [self.receive(recipients), Vec::new()],
            left_share: FOOT_SHARE,
            starts_left: true,
            keeps_with_next: false,
        }));
    }
}

/// A text, or another where it is empty.
pub(super) fn or(text: &str, other: &str) -> String {
    match text {
        "" => other.to_owned(),
        text => text.to_owned(),
    }
}

/// A sentence with its places filled in and a capital at its beginning.
pub(super) fn said(text: &str, filling: &Filling<'_>) -> String {
    capitalised(&fill(text, filling))
}
