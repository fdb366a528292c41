//! What the page `tong-hop.html` shows, as plain data: the province, its clusters and its units over the last periods, each
//! figure with the cells it comes from.
//!
//! Every figure stands here as a reader sees it, in the digits of the workbook, so that the page neither counts nor rounds.
//! Texts that many figures share (files, sheets, remarks) stand once and are told by their place in a list.

mod chapters;
mod figures;
mod groups;
mod maker;
mod plan;
mod tables;
mod tasks;
#[cfg(test)]
mod tests;
mod units;

pub use plan::PagePlan;

use super::ReportInputs;
use super::chart::ChartSpec;
use super::conference::Conference;
use super::facts::Facts;
use crate::period::Period;
use crate::tables::Tables;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The whole page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it is.
    pub title: String,
    /// The office's name; empty where none is set.
    pub office: String,
    /// The period reported on, as a reader says it: `Năm 2023`.
    pub period_label: String,
    /// When it was made, as a reader says it; `None` leaves it unsaid.
    pub made: Option<String>,
    /// The words of the page, by their keys.
    pub words: BTreeMap<String, String>,
    /// The periods shown, the earliest first; the last is the one reported on.
    pub periods: Vec<String>,
    /// The indicators, in the catalogue's order.
    pub indicators: Vec<PageIndicator>,
    /// The lines of tables of groups.
    pub lines: Vec<PageLine>,
    /// The province, then its clusters in the natural order of their codes.
    pub groups: Vec<PageGroup>,
    /// The units, by cluster.
    pub units: Vec<PageUnit>,
    /// Submitted files.
    pub files: Vec<PageFile>,
    /// Names of sheets.
    pub sheets: Vec<Arc<str>>,
    /// Remarks that figures share.
    pub texts: Vec<Arc<str>>,
    /// How a unit can stand in a period, and its tone.
    pub standings: Vec<(String, Shade)>,
    /// So many bytes of pictures go into the page; where there are more, clusters' charts stand as tables.
    pub picture_bytes: usize,
}

/// How something stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shade {
    /// It does not.
    #[default]
    Plain,
    /// As it should be.
    Good,
    /// To be looked at.
    Warning,
    /// To be acted on.
    Bad,
    /// It stands back.
    Muted,
}

/// How a group's figure comes of its units' figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// They are added up.
    Sum,
    /// Their plain mean.
    Mean,
    /// Their mean, weighted by the indicator at this place.
    WeightedMean(usize),
    /// The sum of one indicator by the sum of another, both by their places.
    Ratio(usize, usize),
    /// Units are counted by class.
    Classes,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageIndicator {
    /// Its label, which can stand alone.
    pub label: String,
    /// The unit of measure, as its figures are shown; empty where they bear it.
    pub unit: String,
    /// Whether it is a part of the one above it.
    pub is_part: bool,
    /// How a group's figure comes about.
    pub made: Made,
}

/// A line of tables of groups: an indicator, or a class of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// The indicator's place.
    pub indicator: usize,
    /// The class, as units' figures say it, and in full.
    pub class: Option<(String, String)>,
}

/// A cell of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's place in the list of files.
    pub file: usize,
    /// The sheet's place in the list of sheets; `None` where only the file is known.
    pub sheet: Option<usize>,
    /// The cell in `A1` style; empty where only the file is known.
    pub cell: String,
}

/// A submitted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// Its path inside the input folder.
    pub name: Arc<str>,
    /// The way to it from where the page stands, as a link.
    pub href: String,
}

/// A group's figure of a line in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFigure {
    /// The line's place.
    pub line: usize,
    /// As a reader sees it.
    pub shown: String,
    /// How many units are counted.
    pub counted: u32,
    /// How many were expected.
    pub expected: u32,
    /// Whether they are enough for claims.
    pub is_enough: bool,
    /// What keeps it from being certain, among the remarks.
    pub doubt: Option<usize>,
}

/// How a group's figure changed against the period before, on the same units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupChange {
    /// The line's place.
    pub line: usize,
    /// As a reader sees it.
    pub shown: String,
    /// Good, bad or neither.
    pub shade: Shade,
    /// How many units have figures in both.
    pub counted: u32,
}

/// The province or a cluster.
#[derive(Debug, Clone, Default)]
pub struct PageGroup {
    /// The cluster's code; empty for the province.
    pub id: Arc<str>,
    /// `Toàn tỉnh`, or the cluster's name.
    pub name: String,
    /// Whether units are expected of it in the period reported on.
    pub is_current: bool,
    /// Who has reported, in a sentence without full stop.
    pub returns: String,
    /// How many units have figures and how many are expected.
    pub coverage: (usize, usize),
    /// Whether they are enough for claims.
    pub is_enough: bool,
    /// Units that sent nothing, by their places.
    pub missing: Vec<usize>,
    /// The year in some figures: places of lines.
    pub headlines: Vec<PageHeadline>,
    /// The figures of each period, by line.
    pub figures: Vec<Vec<GroupFigure>>,
    /// The changes against the period before, by line.
    pub changes: Vec<GroupChange>,
    /// What is said of it, by subject.
    pub chapters: Vec<PageChapter>,
    /// What was pledged against what was reached, by indicator.
    pub pledges: Vec<PagePledges>,
}

/// One of the year's largest figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageHeadline {
    /// Its line.
    pub line: usize,
    /// How it changed, in a sentence; empty where that cannot be said.
    pub change: String,
    /// Good, bad or neither.
    pub shade: Shade,
    /// What keeps it from being certain; empty where nothing does.
    pub doubt: String,
}

/// A subject.
#[derive(Debug, Clone, Default)]
pub struct PageChapter {
    /// Its title.
    pub title: String,
    /// The lines of its table.
    pub lines: Vec<usize>,
    /// Whether the group's pledges stand here.
    pub has_pledges: bool,
    /// What is said beside.
    pub messages: Vec<PageMessage>,
}

/// Something said, and what bears it out.
#[derive(Debug, Clone, Default)]
pub struct PageMessage {
    /// The sentence.
    pub text: String,
    /// Further sentences.
    pub sentences: Vec<String>,
    /// What a reader must know beside it.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub source: String,
    /// The figures; of a chart, what it is drawn from.
    pub table: Option<PageTable>,
    /// The chart.
    pub chart: Option<Box<ChartSpec>>,
}

/// A plain table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageTable {
    /// What stands above it; may be empty.
    pub caption: String,
    /// The columns' titles, and whether numbers stand in them.
    pub columns: Vec<(String, bool)>,
    /// The rows, cell by cell; missing ones at the end are empty.
    pub rows: Vec<Vec<PageCell>>,
}

/// A cell of a plain table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageCell {
    /// What it says.
    pub text: String,
    /// How it stands out.
    pub shade: Shade,
    /// Where it comes from.
    pub place: Option<Place>,
}

/// How many units met what they pledged of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePledges {
    /// The indicator's place.
    pub indicator: usize,
    /// Units that pledged.
    pub pledged: usize,
    /// Those that met it.
    pub met: usize,
    /// Those that did not.
    pub missed: usize,
    /// Those without a result.
    pub open: usize,
    /// The part of those with a result that met it; empty where none has one.
    pub rate: String,
}

/// A unit.
#[derive(Debug, Clone, Default)]
pub struct PageUnit {
    /// The key in the data tables.
    pub id: Arc<str>,
    /// Whether that is a code which the office gives.
    pub has_code: bool,
    /// Its name.
    pub name: String,
    /// Other names that it is found by.
    pub other_names: Vec<String>,
    /// The kind of employer; empty where it is not known.
    pub kind: String,
    /// What it was in each period shown.
    pub years: Vec<UnitYear>,
    /// What it pledged for the period reported on.
    pub pledges: Vec<UnitPledge>,
    /// Its points by criterion in the period reported on.
    pub points: Vec<UnitPoints>,
    /// For what it was proposed, and by whom.
    pub awards: Vec<UnitAward>,
    /// What is held or waits, the period reported on first.
    pub tasks: Vec<UnitTask>,
    /// How many more of them the page has no room for.
    pub more_tasks: usize,
    /// Changes of structure that concern it, each in a sentence.
    pub changes: Vec<String>,
}

/// A unit in a period.
#[derive(Debug, Clone, Default)]
pub struct UnitYear {
    /// Its cluster, among the groups; `None` where it had none.
    pub cluster: Option<usize>,
    /// Among the standings.
    pub standing: usize,
    /// The files it sent, and what became of each.
    pub files: Vec<(usize, String, Shade)>,
    /// Its place among its cluster's units.
    pub rank: Option<UnitRank>,
    /// By indicator; several of one where they wait for a decision.
    pub figures: Vec<UnitFigure>,
}

/// A unit's place in its cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRank {
    /// The place.
    pub rank: u32,
    /// Whether it is shared.
    pub is_tied: bool,
    /// How many units have one.
    pub of: usize,
    /// The points, as a reader sees them.
    pub score: String,
    /// The indicator of the points.
    pub basis: usize,
    /// Of a cluster that counts by school years: the school year, and where the points stand, which are none of the year's
    /// own figures.
    pub of_school_year: Option<(String, Option<Place>)>,
}

/// What became of a unit's figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureState {
    /// It counts.
    Counts,
    /// It counts, and was read otherwise than it stands.
    Remarked,
    /// It counts, and an error waits at it.
    Doubtful,
    /// It is held.
    Held,
    /// The office has left it out.
    LeftOut,
}

/// A unit's figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFigure {
    /// The indicator's place.
    pub indicator: usize,
    /// As a reader sees it.
    pub shown: String,
    /// Where it stands; `None` where it follows from two others.
    pub place: Option<Place>,
    /// The text as it stood.
    pub raw: String,
    /// What became of it.
    pub state: FigureState,
    /// Why, among the remarks.
    pub remark: Option<usize>,
}

/// What a unit pledged, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPledge {
    /// The indicator's place.
    pub indicator: usize,
    /// What was pledged.
    pub pledged: PageCell,
    /// What was reached.
    pub reached: PageCell,
    /// Whether that is enough.
    pub verdict: PageCell,
    /// How far it is off.
    pub gap: PageCell,
}

/// Points on a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPoints {
    /// The criterion, among the remarks.
    pub criterion: usize,
    /// What the unit gave itself.
    pub own: String,
    /// What its cluster gave it.
    pub cluster: String,
    /// Where they stand.
    pub place: Place,
}

/// An award that a unit is proposed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitAward {
    /// The award.
    pub award: String,
    /// Where the conference says it; `None` where ranks and quotas do.
    pub place: Option<Place>,
}

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitTask {
    /// Whether it has to be acted on; otherwise it is to be looked at.
    pub is_error: bool,
    /// The period, among those shown; `None` where it is of none.
    pub period: Option<usize>,
    /// What kind it is, among the remarks.
    pub title: usize,
    /// What is wrong and what to do.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
}

/// The periods that the page on a period shows, the earliest first.
pub fn shown_periods(tables: &Tables, period: Period, plan: &PagePlan) -> Vec<Period> {
    let of_submissions = tables.submissions.iter().filter_map(|row| row.period);
    let of_totals = tables.aggregates.iter().map(|row| row.period);
    let all: BTreeSet<Period> = of_submissions
        .chain(of_totals)
        .chain([period])
        .filter(|other| other.is_comparable_with(period) && *other <= period)
        .collect();
    let first = all.len().saturating_sub(plan.periods_at_most);
    all.into_iter().skip(first).collect()
}

/// Puts the page together.
pub fn build_page(inputs: &ReportInputs<'_>, conference: &Conference, plan: &PagePlan) -> Page {
    let facts = Facts::new(inputs);
    let periods = shown_periods(facts.account.tables, facts.account.period, plan);
    maker::Maker::new(&facts, periods).page(conference, plan)
}
