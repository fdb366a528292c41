//! What a sheet says of itself around its tables: its period, the unit or cluster it is from, the unit of measure.

use super::Knowledge;
use super::as_of::AsOf;
use super::grid::{Grid, GridCell};
use super::line::{Line, NameStrength, Naming};
use super::measure::with_line;
use super::named_behind::signed_for;
use super::period_text::{find_named, find_periods};
use super::sayings::{FigureColumn, Scope};
use super::sections::TableTitle;
use super::subject::StatedPeriod;
use super::wording::Wording;
use crate::location::CellAddress;
use crate::period::Period;
use crate::quantity::UnitOfMeasure;
use crate::text::contains_any;
use std::ops::Range;

/// Where on a form a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamePlace {
    /// Above the title.
    Letterhead,
    /// In the title.
    Title,
    /// Between the title and the table.
    BelowTitle,
    /// Below the table, of those who sign.
    Signature,
}

/// A text that may name the unit.
#[derive(Debug, Clone)]
pub struct NameStatement {
    /// As it stands, without what introduces it; empty where a form asks for the name and nobody filled it in.
    pub name: String,
    /// How plainly.
    pub strength: NameStrength,
    /// Where on the form.
    pub place: NamePlace,
    /// Where.
    pub at: CellAddress,
}

/// A line that names what is no reporting period.
#[derive(Debug, Clone)]
pub struct OtherPeriod {
    /// As it stands.
    pub written: String,
    /// Whether it is neither a title nor a period line.
    pub is_faint: bool,
    /// Where.
    pub at: CellAddress,
}

/// What a sheet says of itself.
#[derive(Debug, Clone, Default)]
pub struct SheetStatements {
    /// The periods it states, each once, in order.
    pub periods: Vec<(Period, CellAddress)>,
    /// What it states in lines that are neither titles nor period lines.
    pub faint_periods: Vec<(Period, CellAddress)>,
    /// Lines that name what is no reporting period, as they stand: `QUÝ IV NĂM 2023`.
    pub other_periods: Vec<OtherPeriod>,
    /// The dates that its figures are of, as they stand.
    pub as_of: Option<(AsOf, String, CellAddress)>,
    /// Texts that may name the unit, in order.
    pub names: Vec<NameStatement>,
    /// A unit's code, where it gives one.
    pub unit_code: Option<(String, CellAddress)>,
    /// Texts that name a cluster.
    pub clusters: Vec<(String, CellAddress)>,
    /// The unit of measure for the whole table: `ĐVT: nghìn đồng`.
    pub unit_of_measure: Option<UnitOfMeasure>,
    /// Whether its title says that its figures are planned or reached.
    pub(super) says: Option<FigureColumn>,
    /// Whether its title says that it is of what was pledged.
    pub(super) is_of_pledges: bool,
    /// Whether its title says that it is of what was done.
    pub(super) is_of_activities: bool,
    /// The title that says that its figures are planned.
    pub(super) plan: Option<TableTitle>,
    /// Whether it tells of a union's congress.
    pub tells_of_congress: bool,
    /// Whether a title was seen.
    has_title: bool,
}

/// Reads what stands in some rows of a sheet: those above its first table, or all where it holds none.
pub(super) fn read_statements(
    grid: &Grid<'_>,
    rows: Range<u32>,
    lexicon: &Knowledge,
) -> SheetStatements {
    let mut statements = SheetStatements::default();
    let mut open_title = None;
    for row in grid.rows_within(rows) {
        let mut is_value_of_label = false;
        for (position, cell) in row.cells.iter().enumerate() {
            let line = cell.wording().map(|wording| wording.line(lexicon));
            match line.filter(|_| !is_value_of_label) {
                Some(line) => {
                    open_title = line.introduces_period.then_some(row.number);
                    statements.take_stage(cell, lexicon);
                    statements.take_dates(cell, line);
                    statements.take_line(cell, line, row.cells.get(position + 1), lexicon);
                }
                None => read_year_below(&mut statements, cell, &mut open_title),
            }
            is_value_of_label = line.is_some_and(|line| line.introduces_value);
        }
    }
    // The official form has one title for both of its dates; the date tells the half year from the year.
    if let Some((as_of, ..)) = &statements.as_of {
        for (period, _) in &mut statements.periods {
            // A date early in the next year is when the year was closed.
            if let Period::Year(year) = *period
                && as_of.halves(year)
            {
                *period = Period::FirstHalf(year);
            }
        }
    }
    statements
}

/// A year that stands as a number in the row below a title that ends in `NĂM`.
fn read_year_below(
    statements: &mut SheetStatements,
    cell: &GridCell<'_>,
    open_title: &mut Option<u32>,
) {
    let is_below = open_title.is_some_and(|row| cell.address.row == row + 1);
    if !is_below || !cell.is_number() {
        return;
    }
    *open_title = None;
    if let [(period, _)] = find_periods(&cell.shown())[..] {
        statements.periods.push((period, cell.address));
    }
}

impl SheetStatements {
    /// Whether its title says that its figures are planned.
    pub fn is_plan(&self) -> bool {
        self.plan.is_some()
    }

    /// What a line says that speaks of one table alone is not the form's.
    pub(super) fn leave_to_table(&mut self, row: u32) {
        self.periods.retain(|(_, at)| at.row != row);
        self.faint_periods.retain(|(_, at)| at.row != row);
        self.other_periods.retain(|other| other.at.row != row);
        self.names.retain(|name| name.at.row != row);
        self.plan.take_if(|plan| plan.saying.at.row == row);
    }

    /// How plainly it names a unit at best.
    pub(super) fn strongest_name(&self) -> Option<NameStrength> {
        let names = self.names.iter().filter(|name| !name.name.is_empty());
        names.map(|name| name.strength).max()
    }

    /// Takes over what a line says, with the cell beside it where it only introduces something.
    fn take_line(
        &mut self,
        cell: &GridCell<'_>,
        line: &Line,
        next: Option<&GridCell>,
        lexicon: &Knowledge,
    ) {
        let beside = || next.map(GridCell::shown).unwrap_or_default();
        let or_beside = |said: &String| match said.as_str() {
            "" => beside().into_owned(),
            said => said.to_string(),
        };
        if let Some(code) = &line.unit_code {
            self.unit_code
                .get_or_insert_with(|| (or_beside(code), cell.address));
            return;
        }
        if let Some((unit, _)) = line.unit.as_ref().and_then(|unit| unit.said(beside)) {
            self.unit_of_measure = with_line(self.unit_of_measure.take(), unit);
            return;
        }
        if let Some(name) = &line.unit_name {
            self.take_period(&line.period, cell);
            match cell.lines() {
                [] => self.take_name(or_beside(name), NameStrength::Labelled, cell),
                lines => self.take_lines(lines, cell, lexicon),
            }
            return;
        }
        self.has_title |= line.is_title;
        if let Some(name) = &line.title_name {
            self.push_name(name.clone(), NameStrength::Line, NamePlace::Title, cell);
        }
        let is_beside = line.period == StatedPeriod::Beside;
        let introduced = is_beside.then(|| find_named(&beside().to_lowercase()));
        let stated = match introduced.as_deref() {
            Some([(period, _), ..]) => &StatedPeriod::Plain(vec![*period]),
            _ => &line.period,
        };
        if self.take_period(stated, cell) {
            return;
        }
        match cell.lines() {
            lines @ [_, ..] if !line.is_title => self.take_lines(lines, cell, lexicon),
            _ => self.take_naming(line.names, cell.text(), cell),
        }
    }

    /// The first line that says so is the title, which may go on in the next.
    fn take_stage(&mut self, cell: &GridCell<'_>, lexicon: &Knowledge) {
        let Some(wording) = cell.wording() else {
            return;
        };
        let words = &lexicon.forms.words;
        let holds = |words: &[String]| contains_any(wording.label_key(), words);
        let heading = wording.heading(lexicon);
        let goes_on = self.says.is_some() || heading.says.is_some();
        self.is_of_pledges |= goes_on && holds(&words.pledge_titles);
        self.is_of_activities |= holds(&words.activity_titles);
        if self.says.is_none() && heading.says == Some(FigureColumn::Target) {
            self.plan = Some(TableTitle {
                heading,
                saying: cell.saying(Scope::Title),
            });
        }
        self.says = self.says.or(heading.says);
    }

    fn take_dates(&mut self, cell: &GridCell<'_>, line: &Line) {
        if let Some(as_of) = line.as_of {
            self.as_of
                .get_or_insert_with(|| (as_of, cell.text().to_string(), cell.address));
        }
    }

    /// Takes over the periods that a line states; returns whether stating them is what it is there for.
    fn take_period(&mut self, stated: &StatedPeriod, cell: &GridCell<'_>) -> bool {
        let (periods, is_faint) = match stated {
            StatedPeriod::Nothing | StatedPeriod::Beside => return false,
            StatedPeriod::Plain(periods) => (periods, false),
            StatedPeriod::Faint(periods) => (periods, true),
        };
        for period in periods {
            let known = match is_faint {
                false => &mut self.periods,
                true => &mut self.faint_periods,
            };
            match period {
                Some(period) if known.iter().any(|(known, _)| known == period) => {}
                Some(period) => known.push((*period, cell.address)),
                None => self.other_periods.push(OtherPeriod {
                    written: cell.text().to_string(),
                    is_faint,
                    at: cell.address,
                }),
            }
        }
        !is_faint
    }

    /// Takes over the lines of a cell that holds several: the letterhead of a form often stands in one cell.
    fn take_lines(&mut self, lines: &[Wording], cell: &GridCell<'_>, lexicon: &Knowledge) {
        let mut lines = lines.iter().peekable();
        while let Some(wording) = lines.next() {
            let line = wording.line(lexicon);
            match &line.unit_name {
                Some(name) if name.is_empty() => {
                    let name = lines.next().map(|next| next.text.clone());
                    self.take_name(name.unwrap_or_default(), NameStrength::Labelled, cell);
                }
                Some(name) => self.take_name(name.clone(), NameStrength::Labelled, cell),
                None => self.take_naming(line.names, &wording.text, cell),
            }
        }
    }

    fn take_naming(&mut self, names: Naming, text: &str, cell: &GridCell<'_>) {
        match names {
            Naming::Nothing => {}
            Naming::Cluster => self.clusters.push((text.to_string(), cell.address)),
            Naming::Unit(strength) => self.take_name(text.to_string(), strength, cell),
        }
    }

    /// Takes over whom those who sign below the tables sign for: `TM. BCH CĐCS …`.
    pub(super) fn take_signatures(&mut self, grid: &Grid<'_>, below: u32, lexicon: &Knowledge) {
        let cells = grid.rows_within(below..u32::MAX).flat_map(|row| row.cells);
        for cell in cells {
            let Some(wording) = cell.wording().filter(|wording| wording.may_be_signature()) else {
                continue;
            };
            let words = &lexicon.forms.words;
            if let Some(name) = signed_for(&wording.text, wording.label_key(), words) {
                self.push_name(name, NameStrength::Grassroots, NamePlace::Signature, cell);
            }
        }
    }

    fn take_name(&mut self, name: String, strength: NameStrength, cell: &GridCell<'_>) {
        let place = match self.has_title {
            true => NamePlace::BelowTitle,
            false => NamePlace::Letterhead,
        };
        self.push_name(name, strength, place, cell);
    }

    fn push_name(
        &mut self,
        name: String,
        strength: NameStrength,
        place: NamePlace,
        cell: &GridCell<'_>,
    ) {
        let at = cell.address;
        self.names.push(NameStatement {
            name,
            strength,
            place,
            at,
        });
    }
}
