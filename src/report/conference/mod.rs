//! What stands before the annual conference, in its order, as plain data.
//!
//! Slides, the report in Word, the page and the first sheet of the workbook are written from it, so that everything of one
//! run says the same in the same words, numbers and colours. Claims are made here, and only where figures and coverage
//! bear them; what only people can say is an open place.

mod chapters;
mod figures;
mod headlines;
mod people;
mod plan;

#[cfg(test)]
mod tests;

pub(in crate::report) use headlines::{headlines, returns as returns_of};
pub(in crate::report) use plan::ConferencePlan;

use super::chart::ChartSpec;
use super::{NumberStyle, Papers, ReportInputs, Table, facts::Facts, sheet_name};
use crate::location::CellRef;
use crate::period::Period;
use crate::tables::Group;
use jiff::civil::Date;
use std::sync::Arc;

/// The conference of a province on a period.
#[derive(Debug, Clone)]
pub struct Conference {
    /// The office's name; empty where none is set.
    pub office: String,
    /// Where papers are made and who signs them.
    pub papers: Papers,
    /// The day on which the run was made; `None` leaves it open.
    pub date: Option<Date>,
    /// The period reported on.
    pub period: Period,
    /// As a reader says it: `năm 2024`.
    pub period_label: String,
    /// Of the whole province.
    pub province: Pack,
    /// Of each cluster, in the natural order of their codes.
    pub clusters: Vec<Pack>,
}

/// What is put before the conference of the province or of a cluster.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Whose.
    pub group: Group,
    /// `Toàn tỉnh`, or the cluster's name.
    pub name: String,
    /// Names the group's files: lower-case ASCII letters, digits and hyphens.
    pub slug: String,
    /// Who has reported.
    pub returns: Returns,
    /// The year in at most six figures.
    pub headlines: Vec<Headline>,
    /// In the conference's order; chapters without anything to say are left out.
    pub chapters: Vec<Chapter>,
}

/// Who has reported for the period.
#[derive(Debug, Clone, Default)]
pub struct Returns {
    /// Units that are expected.
    pub expected: usize,
    /// Those with counted figures, of their own or through their cluster's table.
    pub covered: usize,
    /// Those whose files wait for a decision.
    pub held: usize,
    /// Those whose files cannot be used.
    pub unusable: usize,
    /// The names of those that sent nothing.
    pub missing: Vec<String>,
    /// All of it in a sentence without full stop.
    pub sentence: String,
    /// Whether they are enough for claims.
    pub is_enough: bool,
}

/// One of the year's largest figures.
#[derive(Debug, Clone)]
pub struct Headline {
    /// The indicator's code.
    pub code: String,
    /// Its label, which can stand alone.
    pub label: String,
    /// The unit of measure, as the figure is shown.
    pub unit: String,
    /// The figure, in the unit of the data.
    pub value: f64,
    /// The figure as a reader sees it: `12.345`, `3,2`.
    pub shown: String,
    /// How a cell shows it.
    pub style: NumberStyle,
    /// How it changed on units with figures in both periods; `None` where coverage or errors do not bear it.
    pub change: Option<Change>,
    /// How many units are counted and how many were expected.
    pub coverage: (u32, u32),
    /// What keeps it from being certain: open errors, too few units.
    pub doubt: Option<String>,
    /// The one cell that it comes from; `None` where there are several.
    pub cell: Option<CellRef>,
}

/// How a figure changed against the period before, on units with figures in both.
#[derive(Debug, Clone)]
pub struct Change {
    /// In the unit of the data; percentage points for rates.
    pub value: f64,
    /// As a share of the figure before; `None` for rates and where the figure before was zero.
    pub rate: Option<f64>,
    /// `tăng 5,2% so với năm 2023 (trên cùng 58 đơn vị)`.
    pub text: String,
    /// The shortest way to say it: `+5,2%`, `−1,3 điểm %`.
    pub short: String,
    /// Good, bad, or neither.
    pub direction: super::Direction,
    /// The period compared with.
    pub previous: Period,
    /// How many units have figures in both.
    pub n_units: u32,
}

/// The subjects of the conference, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// Units, workers, members, and who has reported.
    Organisation,
    /// Visits, hardship, housing, wages.
    Care,
    /// Money for social funds.
    Funds,
    /// Emulation movements, initiatives, training.
    Movements,
    /// Members introduced and admitted to the Party.
    Party,
    /// Women's work.
    Women,
    /// Points and ratings.
    Ratings,
    /// What was pledged against what was reached.
    Pledges,
    /// Ranks, and awards proposed.
    Awards,
    /// What falls short, as far as data show it.
    Shortcomings,
    /// Targets of the period to come.
    NextTargets,
    /// Heads and deputies of clusters.
    Heads,
}

/// A subject and what is said of it.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Which.
    pub subject: Subject,
    /// Its title.
    pub title: String,
    /// Codes of its indicators, also of those that the group has no figure of.
    pub indicators: Vec<String>,
    /// The figures of its indicators, in their order.
    pub figures: Vec<Headline>,
    /// One a slide.
    pub messages: Vec<Message>,
}

/// One message: a sentence and what bears it out.
#[derive(Debug, Clone)]
pub struct Message {
    /// What it says, as a sentence without full stop.
    pub text: String,
    /// Further sentences for a report, each without full stop; figures with coverage.
    pub sentences: Vec<String>,
    /// What bears it out.
    pub body: Body,
    /// What a reader must know beside it.
    pub notes: Vec<String>,
    /// Where the figures come from and how many units they cover.
    pub source: String,
    /// The sheet of `tong-hop.xlsx` on which the figures lead to their cells.
    pub sheet: Arc<str>,
    /// Whether it has a slide; report and page say it in any case.
    pub has_slide: bool,
}

impl Message {
    /// Whether it is a table of indicators, which the report's appendix shows.
    pub(in crate::report) fn is_of_figures(&self) -> bool {
        let of_sheet = [sheet_name::PROVINCE, sheet_name::CLUSTERS];
        matches!(self.body, Body::Table(_)) && of_sheet.contains(&&*self.sheet)
    }
}

/// What bears a message out.
#[derive(Debug, Clone)]
pub enum Body {
    /// A chart, shown as a picture or as an editable one.
    Chart(Box<ChartSpec>),
    /// A table where a table says more.
    Table(Box<Table>),
    /// Something that people must write; what to write about.
    Open(Vec<String>),
}

/// Puts the conference together, by the built-in plan.
pub fn build_conference(inputs: &ReportInputs<'_>) -> Conference {
    let facts = Facts::new(inputs);
    chapters::conference(&facts, &ConferencePlan::built_in())
}
