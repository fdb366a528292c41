//! A table's header, as it was laid out: its rows, its columns and what each of them is.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row, at_column};
use super::labels::LabelMeaning;
use super::note_lines::remark_in;
use super::notes::Note;
use super::numbering::is_numbering_row;
use super::sayings::{FigureColumn, Saying, Scope, Timed};
use super::tables::{FigureTable, MinutesKind};
use super::time::Time;
use super::titles::RoledTitle;
use crate::catalogue::ColumnRole;
use crate::location::CellAddress;
use crate::quantity::{Dimension, UnitOfMeasure};
use crate::text::{begins_with_any, contains_any};
use std::borrow::Cow;
use std::ops::Range;

/// A title that names a unit.
#[derive(Clone)]
pub(super) struct UnitTitle {
    pub(super) name: String,
    pub(super) at: CellAddress,
}

/// A column under its title.
#[derive(Clone)]
pub(super) struct Column<'a> {
    /// Zero-based.
    pub(super) index: u32,
    /// Where its lowest title stands.
    pub(super) title_at: CellAddress,
    /// Its title, with the wider titles above it.
    pub(super) title: Cow<'a, RoledTitle>,
    /// All these as they stand alone, the lowest first.
    pub(super) path: Vec<Cow<'a, RoledTitle>>,
    /// Where they stand.
    places: Vec<CellAddress>,
    /// The unit whose figures it gives, where units stand across.
    pub(super) unit: Option<UnitTitle>,
    /// What it is.
    pub(super) kind: ColumnKind,
    /// The unit of measure that stands in a row of its own below the titles.
    pub(super) unit_below: Option<UnitOfMeasure>,
    /// What its title says that it counts, where that is all that it says.
    pub(super) unit_of_counts: Option<UnitOfMeasure>,
}

impl<'a> Column<'a> {
    pub(super) fn new(title_at: CellAddress, title: Cow<'a, RoledTitle>) -> Self {
        Self {
            index: title_at.column,
            title_at,
            path: vec![title.clone()],
            places: vec![title_at],
            unit: None,
            title,
            kind: ColumnKind::Unknown(Vec::new()),
            unit_below: None,
            unit_of_counts: None,
        }
    }

    /// The same below a wider title.
    pub(super) fn under(mut self, above: &Column<'a>, lexicon: &Knowledge) -> Self {
        self.title = Cow::Owned(self.title.under(&above.title, lexicon));
        self.path.extend(above.path.iter().cloned());
        self.places.extend(&above.places);
        self
    }

    /// The same title over another column.
    pub(super) fn over(mut self, index: u32) -> Self {
        self.index = index;
        self
    }

    /// The same column as one of a kind.
    pub(super) fn of_kind(mut self, kind: ColumnKind) -> Self {
        self.kind = kind;
        self
    }

    /// Its titles with their places, the lowest first.
    pub(super) fn titles(&self) -> impl Iterator<Item = (&RoledTitle, CellAddress)> {
        let places = self.places.iter().copied();
        self.path.iter().map(|title| &**title).zip(places)
    }

    /// Its title as it stands, upper words first.
    pub(super) fn written(&self) -> &str {
        &self.title.title.written
    }

    /// Its own title, without the wider ones above it.
    pub(super) fn lowest_title(&self) -> &str {
        self.path.first().map_or("", |title| &title.title.written)
    }

    /// The label key of that.
    pub(super) fn lowest_key(&self) -> &str {
        self.path.first().map_or("", |title| title.written_key())
    }

    /// The titles above its own, the nearest first.
    pub(super) fn above(&self) -> &[Cow<'a, RoledTitle>] {
        self.path.get(1..).unwrap_or_default()
    }

    /// The indicator that its title means.
    pub(super) fn meaning(&self, lexicon: &Knowledge) -> &LabelMeaning {
        self.title.meaning(self.above(), lexicon)
    }

    /// Whether a wider title is of money: `Số tiền (triệu đồng) › Cộng`.
    pub(super) fn is_below_money(&self) -> bool {
        let mut above = self.above().iter();
        above.any(|above| {
            let unit = above.title.unit_of_measure.as_ref();
            unit.is_some_and(|unit| unit.dimension == Dimension::Money)
        })
    }

    /// The time that its title tells.
    pub(super) fn time(&self) -> Time {
        self.title.title.time
    }

    /// The unit of measure that a row below the titles gives it, or that its title names.
    pub(super) fn unit_of_measure(&self) -> Option<&UnitOfMeasure> {
        let of_title = self.title.title.unit_of_measure.as_ref();
        let stated = self.unit_below.as_ref().or(of_title);
        stated.or(self.unit_of_counts.as_ref())
    }

    /// Its title as words that speak of its figures.
    pub(super) fn saying(&self) -> Saying {
        Saying {
            written: self.written().to_string(),
            scope: Scope::Column,
            at: self.title_at,
        }
    }

    /// When its figures are, by its title or by the note that the title refers to.
    pub(super) fn timed(&self, grid: &Grid<'_>, table: &mut FigureTable) -> Timed {
        let titles = self.path.iter().map(|title| &title.title.written);
        let note = titles.filter_map(|title| grid.note_on_title(title)).next();
        let saying = self.saying();
        match note.filter(|note| note.time != Time::Unsaid) {
            Some(note) => {
                let written = format!("{} – {}", saying.written, note.saying().written);
                table.timed(note.time, Saying { written, ..saying })
            }
            None => table.timed(self.time(), saying),
        }
    }

    /// Its title among its table's sayings, where that says that its figures are only near: `Ước cả năm`, `Số tạm tính`.
    pub(super) fn near_by(&self, timed: Timed, lexicon: &Knowledge) -> Option<usize> {
        let estimates = &lexicon.forms.words.estimate_notes;
        let mut titles = self.path.iter();
        let is_estimate = titles.any(|title| begins_with_any(&title.title.key, estimates));
        timed.said.filter(|_| is_estimate)
    }

    /// Whether its title says neither planned nor reached: `Số lượng`.
    pub(super) fn leaves_open(&self, lexicon: &Knowledge) -> bool {
        !contains_any(&self.title.title.key, &lexicon.forms.words.result_words)
    }

    /// Whether its title says that it is of money, in a table with a row per indicator: `Số tiền`, `Kinh phí`.
    pub(super) fn is_of_amounts(&self, lexicon: &Knowledge) -> bool {
        let is_settled = || matches!(self.kind, ColumnKind::Part(_)) && self.is_in_money();
        self.title.may_be_of_amounts(lexicon) || is_settled()
    }

    /// Whether its title names a unit of money.
    pub(super) fn is_in_money(&self) -> bool {
        let unit = self.unit_of_measure();
        unit.is_some_and(|unit| unit.dimension == Dimension::Money)
    }

    /// What its lowest title counts, where it says no more: `Số người`.
    pub(super) fn counts_in(&self, lexicon: &Knowledge) -> Vec<UnitOfMeasure> {
        let lowest = self.path.first();
        lowest.map_or_else(Vec::new, |title| title.counts_in(lexicon))
    }

    /// Whether the nearest wider title that speaks of figures says that they are planned. `Chỉ tiêu` over figures does.
    pub(super) fn is_planned_above(&self, lexicon: &Knowledge) -> bool {
        let words = &lexicon.forms.words;
        let mut says = self.above().iter().filter_map(|title| match title.role? {
            ColumnRole::Target => Some(true),
            ColumnRole::Label => words.names_targets(&title.title.key).then_some(true),
            ColumnRole::Value | ColumnRole::Previous => Some(false),
            _ => None,
        });
        says.next() == Some(true)
    }

    /// Whether it holds labels, units of measure or words that tell rows apart, which may begin with a number.
    pub(super) fn holds_words(&self) -> bool {
        use ColumnKind::{Label, Measure, Stage};
        matches!(self.kind, Label | Measure | Stage)
    }

    /// Whether what it gives is made of figures in other columns.
    pub(super) fn is_derived(&self) -> bool {
        use ColumnKind::{Difference, Figure};
        matches!(self.kind, Difference | Figure(FigureColumn::Rate))
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.kind, ColumnKind::Unknown(_))
    }
}

/// What kind of table a header begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableLayout {
    /// A row per indicator, of one unit.
    RowPerIndicator,
    /// A row per unit, a column per indicator.
    RowPerUnit,
    /// A row per unit, collective or person, with facts and no figures.
    List(MinutesKind),
    /// A row per criterion with points and nothing else.
    ScoreSheet,
    /// Titles of something that we do not read. They end the table above them.
    Unread,
}

/// A header and the columns under it.
#[derive(Clone)]
pub(super) struct Header<'a> {
    /// Its first row.
    pub(super) first_row: u32,
    /// The first row of the table's body.
    pub(super) body_row: u32,
    /// By index.
    pub(super) columns: Vec<Column<'a>>,
    /// What kind of table follows.
    pub(super) layout: TableLayout,
}

impl<'a> Header<'a> {
    /// The column with a role, the first of several.
    pub(super) fn column(&self, role: ColumnRole) -> Option<&Column<'a>> {
        let mut columns = self.columns.iter();
        columns.find(|column| column.kind.role() == Some(role))
    }

    pub(super) fn has(&self, role: ColumnRole) -> bool {
        self.column(role).is_some()
    }

    /// The cell of a row under the title of a role.
    pub(super) fn cell<'r>(&self, role: ColumnRole, row: Row<'r>) -> Option<&'r GridCell<'r>> {
        row.cell(self.column(role)?.index)
    }

    /// The column at an index.
    pub(super) fn at(&self, index: u32) -> Option<&Column<'a>> {
        at_column(&self.columns, index, |column| column.index)
    }

    /// Whether its rows are of the unit whose form it is: indicators across, and nobody named below them.
    pub(super) fn is_of_own_unit(&self) -> bool {
        self.layout == TableLayout::RowPerUnit
            && !self.has(ColumnRole::ReportingUnit)
            && !self.has(ColumnRole::UnitCode)
    }

    /// Whether it is of a table that is read.
    pub(super) fn is_read(&self) -> bool {
        self.layout != TableLayout::Unread
    }

    /// The column of words that say which figures a row gives.
    pub(super) fn stage_column(&self) -> Option<u32> {
        let mut columns = self.columns.iter();
        let stage = columns.find(|column| matches!(column.kind, ColumnKind::Stage));
        stage.map(|column| column.index)
    }

    /// Whether another header repeats this one, as on the next page.
    pub(super) fn is_repeated_in(&self, other: &Header<'_>) -> bool {
        let titles = self.columns.iter().map(Column::written);
        titles.eq(other.columns.iter().map(Column::written))
    }

    /// Whether its rows are of units, by their names.
    pub(super) fn names_units(&self) -> bool {
        matches!(self.layout, TableLayout::RowPerUnit | TableLayout::List(_))
            && !self.is_of_own_unit()
    }

    /// What the columns of remarks say of a row, and those of words that nobody understands, where a time may stand as well: `Quý I` below
    /// `Thời gian`.
    pub(super) fn remark_on<'g>(&self, row: Row<'g>, lexicon: &Knowledge) -> Option<&'g Note> {
        let remarks =
            |column: &&Column<'_>| matches!(column.kind, ColumnKind::Note | ColumnKind::Unknown(_));
        let mut remarks = self.columns.iter().filter(remarks);
        remarks.find_map(|column| {
            let cell = row.cell(column.index)?;
            cell.as_remark(|| remark_in(cell, lexicon))
        })
    }

    /// Whether the table's figures stand in a column.
    pub(super) fn is_figure_column(&self, index: u32) -> bool {
        self.at(index).is_some_and(|column| match column.kind {
            ColumnKind::Indicator(..) | ColumnKind::Part(_) | ColumnKind::RatingMark(_) => true,
            ColumnKind::Figure(says) => says != FigureColumn::Rate,
            _ => false,
        })
    }
}

/// The rows below a header, up to the next one, as far as they are looked at for what a column is.
pub(super) struct Body<'b, 'a> {
    pub(super) grid: &'b Grid<'a>,
    pub(super) rows: Range<u32>,
    /// Those among them that number the columns: most bodies have none, and are asked for their rows column by column.
    numbering: Vec<u32>,
}

impl<'b, 'a> Body<'b, 'a> {
    pub(super) fn new(grid: &'b Grid<'a>, rows: Range<u32>) -> Self {
        let within = grid.rows_within(rows.clone());
        let numbering = within.filter(|row| is_numbering_row(*row));
        let numbering = numbering.map(|row| row.number).collect();
        Self {
            grid,
            rows,
            numbering,
        }
    }
}

impl<'b> Body<'b, '_> {
    /// The rows that hold anything but the columns' numbers.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'b>> {
        let rows = self.grid.rows_within(self.rows.clone());
        rows.filter(|row| !self.numbering.contains(&row.number))
    }

    /// The cells of a column.
    pub(super) fn under(&self, column: u32) -> impl Iterator<Item = &'b GridCell<'b>> {
        self.rows().filter_map(move |row| row.cell(column))
    }

    /// Whether figures stand in a column, typed as numbers or as texts.
    pub(super) fn holds_figures(&self, column: u32) -> bool {
        self.under(column).any(GridCell::may_be_figure)
    }

    /// Whether numbers stand in a column.
    pub(super) fn holds_numbers(&self, column: u32) -> bool {
        self.under(column).any(GridCell::is_number)
    }
}
