//! Slides for the conference, as plain data: what stands on each and what its speaker's notes say.

mod words;

#[cfg(test)]
mod tests;

pub use words::DeckWords;

use super::chart::ChartSpec;
use super::conference::{Body, Chapter, Conference, Headline, Message, Pack};
use super::{Direction, Link, Table, Value, sheet_name};
use crate::tables::Group;
use crate::text::{capitalised, fill};
use jiff::civil::Date;
use std::fmt::Display;

/// The file of the province's slides.
pub const FILE_NAME: &str = "tong-ket.pptx";
/// The folder of the clusters' slides.
pub const FOLDER: &str = "tong-ket-cum";

/// The slides of the province or of a cluster.
#[derive(Debug, Clone)]
pub struct Deck<'c> {
    /// Their file, in the output folder.
    pub name: String,
    /// What they are.
    pub title: String,
    /// Whose they are.
    pub office: &'c str,
    /// The day they were made.
    pub made: Option<Date>,
    /// In the conference's order.
    pub slides: Vec<Slide<'c>>,
    /// The words of the renderer.
    pub words: &'c DeckWords,
}

/// A slide.
#[derive(Debug, Clone)]
pub struct Slide<'c> {
    /// What it says.
    pub title: String,
    /// Of whom, of when, and of what: at the foot of the slide.
    pub footer: String,
    /// What bears it out.
    pub body: SlideBody<'c>,
    /// What a reader must know beside it.
    pub remarks: &'c [String],
    /// Where its figures come from and how many units they cover.
    pub source: &'c str,
    /// What its speaker reads, a paragraph each.
    pub notes: Vec<String>,
}

/// What stands on a slide.
#[derive(Debug, Clone)]
pub enum SlideBody<'c> {
    /// The first one.
    Cover {
        /// Who has reported.
        subtitle: String,
        /// Where and when.
        place_and_day: String,
    },
    /// Large figures.
    Figures(Vec<Figure<'c>>),
    /// A chart.
    Chart(&'c ChartSpec),
    /// A table.
    Table(&'c Table),
    /// What data say, and what people are to say.
    Points {
        /// What data say.
        said: &'c [String],
        /// What people are to say.
        open: &'c [String],
    },
}

/// A large figure.
#[derive(Debug, Clone)]
pub struct Figure<'c> {
    /// As a reader sees it.
    pub shown: &'c str,
    /// In which unit.
    pub unit: &'c str,
    /// What it is.
    pub label: &'c str,
    /// How it changed, and whether that is good.
    pub change: Option<(&'c str, Mood)>,
    /// How many units it covers; empty where the doubt says so.
    pub coverage: String,
    /// What keeps it from being certain.
    pub doubt: Option<&'c str>,
}

/// What a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Good.
    Good,
    /// Bad.
    Bad,
    /// Neither.
    Open,
}

/// The slides of the province, and those of each cluster.
pub fn decks<'c>(conference: &'c Conference, words: &'c DeckWords) -> Vec<Deck<'c>> {
    std::iter::once(&conference.province)
        .chain(&conference.clusters)
        .map(|pack| deck(conference, pack, words))
        .collect()
}

fn deck<'c>(conference: &'c Conference, pack: &'c Pack, words: &'c DeckWords) -> Deck<'c> {
    let of = Of {
        conference,
        pack,
        words,
    };
    let mut slides = vec![of.cover()];
    slides.extend(of.figures());
    for chapter in &pack.chapters {
        let messages = chapter.messages.iter().filter(|it| it.has_slide);
        slides.extend(messages.map(|it| of.message(chapter, it)));
    }
    Deck {
        name: match pack.group {
            Group::Province => FILE_NAME.to_owned(),
            Group::Cluster(_) | Group::Unit(_) => format!("{FOLDER}/{}.pptx", pack.slug),
        },
        title: of.title(),
        office: &conference.office,
        made: conference.date,
        slides,
        words,
    }
}

/// Whose slides are made.
struct Of<'c> {
    conference: &'c Conference,
    pack: &'c Pack,
    words: &'c DeckWords,
}

impl<'c> Of<'c> {
    fn title(&self) -> String {
        let words = match self.pack.group {
            Group::Province => &self.words.title,
            Group::Cluster(_) | Group::Unit(_) => &self.words.title_of,
        };
        let filling: [(&str, &dyn Display); 2] = [
            ("period", &self.conference.period_label),
            ("group", &self.pack.name),
        ];
        fill(words, &filling)
    }

    fn cover(&self) -> Slide<'c> {
        let day = self.conference.date.map(|date| {
            // Days below ten and the first two months are written with a nought on official papers.
            let day = format!("{:02}", date.day());
            let month = match date.month() {
                month @ ..=2 => format!("{month:02}"),
                month => month.to_string(),
            };
            let year = date.year();
            let filling: [(&str, &dyn Display); 3] =
                [("day", &day), ("month", &month), ("year", &year)];
            fill(&self.words.day, &filling)
        });
        let place = &self.conference.papers.place;
        let place_and_day = match (place.is_empty(), day) {
            (false, Some(day)) => {
                let filling: [(&str, &dyn Display); 2] = [("place", place), ("day", &day)];
                fill(&self.words.place_and_day, &filling)
            }
            (true, Some(day)) => capitalised(&day),
            (_, None) => place.clone(),
        };
        let returns = &self.pack.returns;
        let mut notes = vec![fill(&self.words.returns, &[("text", &returns.sentence)])];
        notes.push(self.way(sheet_name::RETURNS));
        Slide {
            title: self.title(),
            footer: String::new(),
            body: SlideBody::Cover {
                subtitle: returns.sentence.clone(),
                place_and_day,
            },
            remarks: &[],
            source: "",
            notes,
        }
    }

    fn figures(&self) -> Option<Slide<'c>> {
        let headlines = &self.pack.headlines;
        let period = capitalised(&self.conference.period_label);
        let (words, period) = match headlines.len() {
            0 => return None,
            1 => (&self.words.figures_one, &self.conference.period_label),
            _ => (&self.words.figures, &period),
        };
        let filling: [(&str, &dyn Display); 2] = [("period", period), ("count", &headlines.len())];
        let sheet = match self.pack.group {
            Group::Province => sheet_name::PROVINCE,
            Group::Cluster(_) | Group::Unit(_) => sheet_name::CLUSTERS,
        };
        let mut notes: Vec<String> = headlines.iter().map(|it| self.said(it)).collect();
        notes.push(self.way(sheet));
        notes.extend(headlines.iter().filter_map(|it| {
            let at = it.cell.as_ref()?;
            let cell = at.address.to_string();
            Some(self.cell(&it.label, (&at.file, &at.sheet, &cell)))
        }));
        Some(Slide {
            title: fill(words, &filling),
            footer: self.footer(None),
            body: SlideBody::Figures(headlines.iter().map(|it| self.figure(it)).collect()),
            remarks: &[],
            source: "",
            notes,
        })
    }

    fn share(&self, headline: &Headline) -> String {
        format!("{}/{}", headline.coverage.0, headline.coverage.1)
    }

    fn coverage(&self, headline: &Headline) -> String {
        let (counted, expected) = headline.coverage;
        let filling: [(&str, &dyn Display); 2] = [("counted", &counted), ("expected", &expected)];
        fill(&self.words.coverage, &filling)
    }

    fn figure(&self, headline: &'c Headline) -> Figure<'c> {
        Figure {
            shown: &headline.shown,
            unit: &headline.unit,
            label: &headline.label,
            change: headline.change.as_ref().map(|change| {
                let mood = match (change.direction, change.value > 0.0) {
                    (Direction::Open, _) => Mood::Open,
                    (Direction::UpIsGood, true) | (Direction::UpIsBad, false) => Mood::Good,
                    (Direction::UpIsGood, false) | (Direction::UpIsBad, true) => Mood::Bad,
                };
                (change.text.as_str(), mood)
            }),
            // A doubt that there are too few units says how many there are.
            coverage: match &headline.doubt {
                Some(doubt) if doubt.contains(&self.share(headline)) => String::new(),
                _ => self.coverage(headline),
            },
            doubt: headline.doubt.as_deref(),
        }
    }

    /// A figure as its speaker reads it.
    fn said(&self, headline: &Headline) -> String {
        let filling: [(&str, &dyn Display); 3] = [
            ("label", &headline.label),
            ("value", &headline.shown),
            ("unit", &headline.unit),
        ];
        let mut parts = vec![fill(&self.words.figure, &filling).trim_end().to_owned()];
        parts.push(self.coverage(headline));
        parts.extend(headline.change.as_ref().map(|change| change.text.clone()));
        parts.extend(headline.doubt.clone());
        format!("{}.", parts.join("; "))
    }

    fn footer(&self, chapter: Option<&Chapter>) -> String {
        let filling: [(&str, &dyn Display); 2] = [
            ("group", &self.pack.name),
            ("period", &self.conference.period_label),
        ];
        let mut parts = vec![fill(&self.words.footer, &filling)];
        parts.extend(chapter.map(|chapter| chapter.title.clone()));
        if !self.conference.office.is_empty() {
            parts.insert(0, self.conference.office.clone());
        }
        parts.join(" · ")
    }

    fn way(&self, sheet: &str) -> String {
        fill(&self.words.way, &[("sheet", &sheet)])
    }

    fn message(&self, chapter: &'c Chapter, message: &'c Message) -> Slide<'c> {
        let stopped =
            |words: &str, text: &str| fill(words, &[("text", &text.trim_end_matches('.'))]);
        let mut notes = vec![stopped(&self.words.message, &message.text)];
        notes.extend(
            message
                .sentences
                .iter()
                .map(|it| format!("{}.", it.trim_end_matches('.'))),
        );
        if let Body::Chart(spec) = &message.body {
            notes.push(format!("{}.", spec.subtitle.trim_end_matches('.')));
        }
        notes.extend(
            message
                .notes
                .iter()
                .map(|it| stopped(&self.words.remark, it)),
        );
        if !message.source.is_empty() {
            notes.push(stopped(&self.words.source, &message.source));
        }
        notes.push(self.way(&message.sheet));
        if let Body::Table(table) = &message.body {
            notes.extend(self.cells(table));
        }
        Slide {
            title: message.text.clone(),
            footer: self.footer(Some(chapter)),
            body: match &message.body {
                Body::Chart(spec) => SlideBody::Chart(spec),
                Body::Table(table) => SlideBody::Table(table),
                Body::Open(open) => SlideBody::Points {
                    said: &message.sentences,
                    open,
                },
            },
            remarks: &message.notes,
            source: &message.source,
            notes,
        }
    }

    fn cell(&self, label: &str, (file, sheet, cell): (&str, &str, &str)) -> String {
        let filling: [(&str, &dyn Display); 4] = [
            ("label", &label),
            ("file", &file),
            ("sheet", &sheet),
            ("cell", &cell),
        ];
        fill(&self.words.cell, &filling)
    }

    /// The cells that rows of a table come from, where each is of one, and what waits behind them.
    fn cells(&self, table: &Table) -> Vec<String> {
        let mut said = Vec::new();
        for row in &table.rows {
            let label = row.cells.iter().find_map(|cell| match &cell.value {
                Value::Text(text) => Some(text.to_string()),
                _ => None,
            });
            let links = row
                .cells
                .iter()
                .filter_map(|cell| cell.extra.as_ref()?.link.as_ref());
            for link in links {
                let Link::File {
                    path,
                    place: Some((sheet, cell)),
                } = link
                else {
                    continue;
                };
                let label = label.as_deref().unwrap_or_default();
                said.push(self.cell(label, (path, sheet, cell)));
            }
            let notes = row
                .cells
                .iter()
                .filter_map(|cell| cell.extra.as_ref()?.note.as_ref());
            said.extend(notes.map(|note| {
                let label = label.as_deref().unwrap_or_default();
                let filling: [(&str, &dyn Display); 2] =
                    [("label", &label), ("text", &note.trim_end_matches('.'))];
                fill(&self.words.of_row, &filling)
            }));
        }
        said
    }
}
