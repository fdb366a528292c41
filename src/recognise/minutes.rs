//! Lists of facts: who came to a conference, who is proposed for which award, who leads next.

use super::Knowledge;
use super::account::{RowKind, RowKinds};
use super::earlier_columns::is_of_one_period;
use super::grid::{GridCell, Row};
use super::layout::{Column, Header, TableLayout};
use super::lists::{Subjects, is_fact};
use super::period_text::find_periods;
use super::region::Region;
use super::rows_of_units::{self, of_no_unit};
use super::standing::RunningNumbers;
use super::statements::SheetStatements;
use super::tables::{
    FigureTable, MinutesKind, MinutesRow, MinutesTable, RowStanding, RowSubject, UnitRow,
};
use super::time_words::TimeWords;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::location::CellAddress;
use crate::period::Period;
use crate::read::CellContent;
use crate::text::{begins_with_any, lower_case};
use std::collections::BTreeMap;

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    kind: MinutesKind,
) -> (MinutesTable, RowKinds) {
    let header = region.header;
    let of_table =
        period_above(region).or_else(|| statements.periods().next().map(|(period, _)| period));
    let period_column = period_column(header, region.lexicon);
    let mut walk = Walk {
        region,
        subjects: Subjects::new(header, region.lexicon),
        running: RunningNumbers::of(region),
        unit_above: None,
        cluster_above: region.cluster.clone(),
        // One that is merged over several rows stands in the first of them.
        period: of_table.filter(|_| period_column.is_none()),
        period_column,
    };
    let mut table = MinutesTable {
        kind,
        sheet: region.grid.sheet.clone(),
        period: of_table,
        rows: Vec::new(),
        is_beside_figures: false,
        apart: None,
    };
    let kinds = region.rows().map(|row| {
        let (fate, read) = match kind {
            MinutesKind::Persons => (RowKind::Listed, None),
            _ => walk.read_row(row),
        };
        table.rows.extend(read);
        (row.number, fate)
    });
    let kinds = kinds.collect();
    (table, kinds)
}

/// The scores and ratings that stand beside the ranks and awards of a conference.
pub(super) fn scores_beside(
    region: &Region<'_>,
    statements: &SheetStatements,
    minutes: &MinutesTable,
) -> Option<FigureTable> {
    // What else stands there is no figure, and needs no word.
    let read = || rows_of_units::read_table(region, statements, &mut Vec::new()).0;
    let table = (minutes.kind == MinutesKind::Nominations).then(read);
    table.filter(|table| !table.figures.is_empty())
}

/// The awards and places that stand beside the figures of a cluster's table, for its units.
pub(super) fn awards_beside(
    region: &Region<'_>,
    statements: &SheetStatements,
    kinds: &RowKinds,
) -> Option<MinutesTable> {
    let header = region.header;
    let is_list = header.layout == TableLayout::RowPerUnit;
    if !is_list || !(header.has(ColumnRole::Award) || header.has(ColumnRole::Rank)) {
        return None;
    }
    let mut awards = read_table(region, statements, MinutesKind::Nominations).0;
    awards.is_beside_figures = true;
    let is_unit = |row: u32| {
        let found = kinds.binary_search_by_key(&row, |(row, _)| *row);
        found.is_ok_and(|position| kinds[position].1 == RowKind::Figures)
    };
    awards.rows.retain(|row| is_unit(row.unit.at.row));
    Some(awards)
}

/// Walks down a table.
struct Walk<'a> {
    region: &'a Region<'a>,
    subjects: Subjects<'a>,
    running: RunningNumbers,
    /// The last unit's name, and the first row below its cell: one may be merged over the rows of its persons.
    unit_above: Option<(&'a GridCell<'a>, u32)>,
    /// The cluster that the table, a row among the others or a column names.
    cluster_above: Option<String>,
    period: Option<Period>,
    period_column: Option<&'a Column<'a>>,
}

impl<'a> Walk<'a> {
    fn read_row(&mut self, row: Row<'a>) -> (RowKind, Option<MinutesRow>) {
        let header = self.region.header;
        if let Some(cell) = self.period_column.and_then(|column| row.cell(column.index)) {
            self.period = period_in(cell);
        }
        let unit = self.unit_of(row);
        let says_name = |cell: &&GridCell<'_>| cell.text().chars().any(char::is_alphabetic);
        let code = header.cell(ColumnRole::UnitCode, row);
        let named = self.subjects.column.and_then(|column| row.cell(column));
        let named = named.filter(says_name);
        let fields = self.fields(row);
        let mut columns = header.columns.iter();
        let says_anything = columns.any(|it| is_fact(&it.kind) && row.cell(it.index).is_some());
        if !says_anything {
            self.begin_cluster(row);
            if self.begins_section(row) {
                return (RowKind::Heading, None);
            }
        }
        let Some(name) = named.or(unit).or(code).filter(says_name) else {
            return (RowKind::Heading, None);
        };
        let subject = self.subjects.of(name.text());
        // A signature below the table stands under the unit's title too, but beside nothing.
        let stands_beside = fields.contains_key(&ColumnRole::Number) || fields.len() > 1;
        if !stands_beside {
            return (RowKind::Heading, None);
        }
        let key = name.wording().map_or("", Wording::label_key);
        if subject == RowSubject::Unit && self.is_none(key) {
            return (RowKind::Total, None);
        }
        let of_unit = match subject {
            RowSubject::Unit => Some(name),
            // A collective is its own unit, unless another column names that.
            RowSubject::Collective => unit.or(Some(name)),
            // Nobody's name goes further than here.
            RowSubject::Person => unit.filter(|unit| unit.address != name.address),
        };
        let unit = UnitRow {
            name: of_unit.map_or_else(String::new, |unit| unit.text().to_string()),
            code: code.map(|cell| cell.shown().into_owned()),
            cluster: self.cluster_of(row),
            at: of_unit.map_or(name.address, |unit| unit.address),
            standing: match subject == RowSubject::Unit
                && self
                    .running
                    .are_missed_by(row.number, name.text(), self.region)
            {
                true => RowStanding::Unnumbered,
                false => RowStanding::Unit,
            },
        };
        let period = self.period;
        let read = MinutesRow {
            unit,
            subject,
            period,
            fields,
            refused: self.refusal_in(row),
        };
        (RowKind::Facts, Some(read))
    }

    /// A row may name the cluster whose units stand below it.
    fn begin_cluster(&mut self, row: Row<'_>) {
        let prefixes = &self.region.lexicon.forms.words.cluster_prefixes;
        let is_cluster = |wording: &&Wording| begins_with_any(wording.label_key(), prefixes);
        let mut wordings = row.cells.iter().filter_map(GridCell::wording);
        if let Some(named) = wordings.find(is_cluster) {
            self.cluster_above = Some(named.text.clone());
        }
    }

    /// The cluster of a row's unit; a cell of it that is merged over several rows stands in the first of them.
    fn cluster_of(&mut self, row: Row<'_>) -> Option<String> {
        let cell = self.region.header.cell(ColumnRole::Cluster, row);
        let named = cell.map(|cell| cell.shown().into_owned());
        self.cluster_above = named.or(self.cluster_above.take());
        self.cluster_above.clone()
    }

    /// Whether a row is none of a unit's by what it is called: a sum, a mean, an officer of the conference.
    fn is_none(&self, key: &str) -> bool {
        let words = &self.region.lexicon.forms.words;
        words.is_total(key)
            || words.is_total_of_units(key)
            || words.is_carried(key)
            || begins_with_any(key, &words.comparing_row_beginnings)
            || of_no_unit(key, words).is_some()
    }

    /// The cell of the row's unit, where a column names it; one that is merged over several rows is of them all.
    fn unit_of(&mut self, row: Row<'a>) -> Option<&'a GridCell<'a>> {
        let column = self.region.header.column(ColumnRole::ReportingUnit)?.index;
        if let Some(cell) = row.cell(column) {
            let below = self.region.grid.span(cell.address).last.row + 1;
            self.unit_above = Some((cell, below));
            return Some(cell);
        }
        let (cell, below) = self.unit_above?;
        (row.number < below).then_some(cell)
    }

    /// What the columns say, by role; persons' names are left out.
    fn fields(&self, row: Row<'_>) -> BTreeMap<ColumnRole, (String, CellAddress)> {
        let columns = self.region.header.columns.iter();
        let columns = columns.filter(|column| !self.is_of_another_period(column));
        let cells =
            columns.filter_map(|column| Some((column.kind.role()?, row.cell(column.index)?)));
        let mut fields = BTreeMap::new();
        for (role, cell) in cells {
            let said = match role {
                ColumnRole::Person | ColumnRole::Collective => String::new(),
                _ => said(cell),
            };
            // Of several columns with one role the first speaks, as it does for the table.
            fields.entry(role).or_insert((said, cell.address));
        }
        fields
    }

    /// What stands beside an award and says that it was not agreed to: `Không đạt` under `Kết quả xét`.
    fn refusal_in(&self, row: Row<'_>) -> Option<(String, CellAddress)> {
        let header = self.region.header;
        let of_decisions = [ColumnRole::Award, ColumnRole::LeaderRole];
        of_decisions
            .into_iter()
            .find_map(|role| header.column(role))?;
        let words = &self.region.lexicon.forms.words;
        let is_beside = |column: &Column<'_>| {
            let role = column.kind.role();
            role.is_none_or(|role| matches!(role, ColumnRole::Value | ColumnRole::Note))
        };
        let is_beside =
            |cell: &&GridCell<'_>| header.at(cell.address.column).is_some_and(is_beside);
        let mut cells = row.cells.iter().filter(is_beside);
        let refuses = |cell: &&GridCell<'_>| {
            cell.wording().is_some_and(|wording| {
                let key = wording.label_key();
                words.refused_marks.iter().any(|mark| mark == key)
                    || begins_with_any(key, &words.refused_beginnings)
            })
        };
        let found = cells.find(refuses)?;
        Some((found.text().to_string(), found.address))
    }

    /// Whether a column's title gives what each period has but one of for another period than the table's: `Danh hiệu năm 2023`.
    fn is_of_another_period(&self, column: &Column<'_>) -> bool {
        let both = column.title.title.time.period().zip(self.period);
        let is_another = both.is_some_and(|(of, own)| of.kind() == own.kind() && of != own);
        is_another && column.kind.role().is_some_and(is_of_one_period)
    }

    fn begins_section(&mut self, row: Row<'_>) -> bool {
        let mut texts = row.cells.iter().map(GridCell::text);
        texts.any(|text| self.subjects.begin_section(text))
    }
}

/// What a cell says, as a person reads it.
fn said(cell: &GridCell<'_>) -> String {
    match cell.content() {
        CellContent::Boolean(_) => cell.raw(),
        _ => cell.shown().into_owned(),
    }
}

/// A column that tells the year of each row, where the rows tell who leads.
fn period_column<'a>(header: &'a Header<'_>, lexicon: &Knowledge) -> Option<&'a Column<'a>> {
    let mut columns = header.columns.iter();
    let words = &lexicon.forms.words;
    let is_of_periods = |column: &&Column<'_>| {
        let key = &column.title.title.key;
        words.period_prefixes.contains(key) || words.open_period_words.contains(key)
    };
    let titled = columns.find(is_of_periods);
    titled.filter(|_| header.has(ColumnRole::LeaderRole))
}

fn period_in(cell: &GridCell<'_>) -> Option<Period> {
    let shown = lower_case(&cell.shown());
    match &find_periods(&shown)[..] {
        [(period, _)] => Some(*period),
        _ => None,
    }
}

/// The period that the table's own title states: of several tables on one sheet each has one, and who leads next is
/// told under next year's. The lines of a title stand alone in their rows, right above the table.
fn period_above(region: &Region<'_>) -> Option<Period> {
    let first = region.header.first_row;
    let above = (first.saturating_sub(FARTHEST_TITLE)..first).rev();
    above
        .map(|row| region.grid.row(row))
        .take_while(|row| row.cells.len() < 2)
        .filter_map(|row| row.cells.first())
        .map(|cell| lower_case(cell.said()))
        .filter(|line| !TimeWords::built_in().date.speaks_of_day(line))
        .find_map(|line| find_periods(&line).first().map(|(period, _)| *period))
}

/// How many rows above its table a title stands at most.
const FARTHEST_TITLE: u32 = 4;
