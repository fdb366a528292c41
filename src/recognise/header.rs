//! Header rows: found by their column titles wherever they stand, one row or two, merged or not, in any order.

use super::Lexicon;
use super::columns::RoledTitle;
use super::content::{content_of, settle_cumulative, settle_parts};
use super::grid::{Grid, GridCell, Row};
use super::header_rows::{columns_under, first_title_row, header_depth, take_unit_row};
use super::points::{Criteria, PointsColumn, settle_criteria, settle_units};
use super::rating_marks::settle_ratings;
use super::{MinutesKind, lists};
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::location::CellAddress;
use crate::period::Period;
use crate::quantity::UnitOfMeasure;
use std::borrow::Cow;
use std::sync::Arc;

/// What a column gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ColumnContent {
    /// One of the roles that column titles give.
    Role(ColumnRole),
    /// An indicator and what the column says of it, in tables with a row per unit.
    Indicator(Arc<str>, super::FigureColumn),
    /// Points on criteria.
    Points(PointsColumn),
    /// Marks of those who are in a category of this rating.
    RatingMark(Arc<str>),
    /// A title that says nothing we know.
    Unknown(Vec<String>),
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
    /// What it gives.
    pub(super) content: ColumnContent,
    /// The unit of measure that stands in a row of its own below the titles.
    pub(super) unit_below: Option<UnitOfMeasure>,
}

impl Column<'_> {
    /// Its title as it stands, upper words first.
    pub(super) fn written(&self) -> &str {
        &self.title.title.written
    }

    /// The period that its title names.
    pub(super) fn period(&self) -> Option<Period> {
        self.title.title.period
    }

    /// The unit of measure that a row below the titles gives it, or that its title names.
    pub(super) fn unit_of_measure(&self) -> Option<&UnitOfMeasure> {
        let of_title = self.title.title.unit_of_measure.as_ref();
        self.unit_below.as_ref().or(of_title)
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
}

/// A header and the columns under it.
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
    /// The header of a table that goes on from another sheet without titles of its own.
    pub(super) fn going_on(&self) -> Self {
        Self {
            first_row: 0,
            body_row: 0,
            columns: self.columns.clone(),
            layout: self.layout,
        }
    }

    /// The column with a role, the first of several.
    pub(super) fn column(&self, role: ColumnRole) -> Option<&Column<'a>> {
        self.columns
            .iter()
            .find(|column| matches!(column.content, ColumnContent::Role(own) if own == role))
    }

    /// Whether the table's figures stand in a column.
    pub(super) fn is_figure_column(&self, index: u32) -> bool {
        let column = self.columns.iter().find(|column| column.index == index);
        column.is_some_and(|column| match column.content {
            ColumnContent::Indicator(..) => true,
            ColumnContent::Role(role) => matches!(
                role,
                ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous
            ),
            ColumnContent::RatingMark(_) => true,
            ColumnContent::Points(_) | ColumnContent::Unknown(_) => false,
        })
    }
}

/// The header that begins in a row, where one does.
pub(super) fn header_at<'a>(
    grid: &'a Grid<'_>,
    row: Row<'a>,
    lexicon: &'a Lexicon,
) -> Option<Header<'a>> {
    let texts = || row.cells.iter().filter_map(GridCell::wording);
    // Most rows are none: they have no title that a header is known by.
    if texts().count() < 2 || !texts().any(|text| is_anchor(text.title(lexicon).role)) {
        return None;
    }
    let titles = titles_of(row, lexicon);
    let has = |role: ColumnRole| titles.iter().any(|(_, title)| title.role == Some(role));
    let is_list_of_units = has(ColumnRole::ReportingUnit) || has(ColumnRole::UnitCode);
    // Criteria may be called what labels are: `Nội dung 1`.
    let has_label = has(ColumnRole::Label) && !(is_list_of_units && has(ColumnRole::TotalPoints));
    let first = first_title_row(grid, row, &titles, lexicon);
    let depth = row.number - first + header_depth(grid, row.number, &titles, lexicon);
    let mut columns = columns_under(grid, first, depth, lexicon);
    let row = first;
    for column in &mut columns {
        column.content = content_of(column, lexicon, is_list_of_units && !has_label);
    }
    if has_label {
        settle_labels(&mut columns, grid, row + depth, lexicon);
    }
    let mut header = Header {
        first_row: row,
        body_row: row + depth,
        columns,
        layout: TableLayout::RowPerIndicator,
    };
    header.layout = layout_of(&header, grid, lexicon)?;
    match header.layout {
        TableLayout::RowPerUnit | TableLayout::List(_) => {
            for column in &mut header.columns {
                column.content = content_of(column, lexicon, true);
            }
            settle_parts(&mut header.columns, lexicon);
            settle_units(&mut header, grid, lexicon);
            settle_ratings(&mut header, grid, lexicon);
        }
        TableLayout::RowPerIndicator | TableLayout::ScoreSheet => {
            demote_units_of_measure(&mut header);
            settle_cumulative(&mut header.columns);
            if let Criteria::Alone = settle_criteria(&mut header, grid, lexicon) {
                header.layout = TableLayout::ScoreSheet;
            }
        }
    }
    take_unit_row(&mut header, grid, lexicon);
    while is_numbering_row(grid.row(header.body_row)) {
        header.body_row += 1;
    }
    Some(header)
}

/// Whether a header is known by a title of this role: it says what its rows are.
fn is_anchor(role: Option<ColumnRole>) -> bool {
    matches!(
        role,
        Some(
            ColumnRole::Label
                | ColumnRole::ReportingUnit
                | ColumnRole::UnitCode
                | ColumnRole::Person
                | ColumnRole::Collective
        )
    )
}

/// Cells with what they say as titles.
pub(super) type Titles<'a> = [(&'a GridCell<'a>, Cow<'a, RoledTitle>)];

pub(super) fn titles_of<'a>(
    row: Row<'a>,
    lexicon: &Lexicon,
) -> Vec<(&'a GridCell<'a>, Cow<'a, RoledTitle>)> {
    let titles = row.cells.iter().map(|cell| {
        let title = match cell.wording() {
            Some(wording) => Cow::Borrowed(wording.title(lexicon)),
            None => Cow::Owned(RoledTitle::parse(&cell.shown(), lexicon)),
        };
        (cell, title)
    });
    titles
        .filter(|(_, title)| !title.title.written.is_empty())
        .collect()
}

/// Of several columns that may hold the labels the one that does; another `Chỉ tiêu` beside it gives targets.
fn settle_labels(columns: &mut [Column<'_>], grid: &Grid<'_>, body_row: u32, lexicon: &Lexicon) {
    let is_label =
        |column: &Column<'_>| matches!(column.content, ColumnContent::Role(ColumnRole::Label));
    let candidates: Vec<u32> = columns
        .iter()
        .filter(|column| is_label(column))
        .map(|column| column.index)
        .collect();
    if candidates.len() < 2 {
        return;
    }
    let chosen = candidates.iter().copied().max_by_key(|&index| {
        (
            count_labels(grid, body_row, index, lexicon),
            std::cmp::Reverse(index),
        )
    });
    for column in columns.iter_mut().filter(|column| is_label(column)) {
        if Some(column.index) != chosen {
            let words = column.title.title.key.split(' ');
            let gives_targets = words.take(2).eq(["chỉ", "tiêu"]);
            column.content = ColumnContent::Role(if gives_targets {
                ColumnRole::Target
            } else {
                ColumnRole::Note
            });
        }
    }
}

/// Decides by what the titles are and what stands under them.
fn layout_of(header: &Header<'_>, grid: &Grid<'_>, lexicon: &Lexicon) -> Option<TableLayout> {
    let has = |role: ColumnRole| header.column(role).is_some();
    let unit_column = header
        .column(ColumnRole::ReportingUnit)
        .or(header.column(ColumnRole::UnitCode));
    if let Some(kind) = lists::kind_of(header, grid, lexicon) {
        return Some(TableLayout::List(kind));
    }
    if gives_points(header) && has(ColumnRole::Label) && unit_column.is_none() {
        return Some(TableLayout::ScoreSheet);
    }
    let figures = has(ColumnRole::Value) || has(ColumnRole::Target) || has(ColumnRole::Previous);
    let labels_below = header.column(ColumnRole::Label).map_or(0, |label| {
        count_labels(grid, header.body_row, label.index, lexicon)
    });
    let indicators_beside = header
        .columns
        .iter()
        .filter(|column| {
            matches!(
                content_of(column, lexicon, true),
                ColumnContent::Indicator(..) | ColumnContent::RatingMark(_)
            )
        })
        .count();
    if has(ColumnRole::Label)
        && figures
        && (labels_below > 0 || unit_column.is_none())
        && labels_below >= indicators_beside
    {
        return Some(TableLayout::RowPerIndicator);
    }
    let has_score = has(ColumnRole::TotalPoints);
    (unit_column.is_some() && (indicators_beside > 0 || has_score))
        .then_some(TableLayout::RowPerUnit)
}

/// Whether a column gives points on each row's criterion, and none a figure of it.
fn gives_points(header: &Header<'_>) -> bool {
    let has = |role: ColumnRole| header.column(role).is_some();
    let is_given = [
        ColumnRole::OwnPoints,
        ColumnRole::ClusterPoints,
        ColumnRole::Points,
    ];
    let has_figures =
        has(ColumnRole::Value) || has(ColumnRole::Target) || has(ColumnRole::Previous);
    is_given.into_iter().any(has) && !has_figures
}

/// Whether a column gives what is counted or paid: a score and a rating are what a conference ranks by.
pub(super) fn has_counts(header: &Header<'_>, lexicon: &Lexicon) -> bool {
    let mut contents = header
        .columns
        .iter()
        .map(|column| content_of(column, lexicon, true));
    contents.any(|content| match content {
        ColumnContent::Indicator(code, _) => lexicon
            .indicators
            .get(&code)
            .is_some_and(|known| matches!(known.kind, IndicatorKind::Count | IndicatorKind::Money)),
        _ => false,
    })
}

/// How many of the first rows of a body carry a label that means an indicator.
fn count_labels(grid: &Grid<'_>, body_row: u32, column: u32, lexicon: &Lexicon) -> usize {
    /// Enough rows to see past headings and blank lines.
    const ROWS_LOOKED_AT: u32 = 30;
    let rows = grid.rows_within(body_row..body_row + ROWS_LOOKED_AT);
    let labels = rows.filter_map(|row| row.cell(column).and_then(GridCell::wording));
    labels
        .filter(|label| label.names_indicator(lexicon))
        .count()
}

/// `Đơn vị` beside `Nội dung` is the unit of measure.
fn demote_units_of_measure(header: &mut Header<'_>) {
    let has_unit_of_measure = header.column(ColumnRole::UnitOfMeasure).is_some();
    for column in &mut header.columns {
        if matches!(
            column.content,
            ColumnContent::Role(ColumnRole::ReportingUnit)
        ) {
            column.content = if has_unit_of_measure {
                ColumnContent::Role(ColumnRole::Note)
            } else {
                ColumnContent::Role(ColumnRole::UnitOfMeasure)
            };
        }
    }
}

/// `(1) (2) (3)`, `A B 1 2 3`, `1 2 3=2:1`: a row that numbers the columns.
pub(super) fn is_numbering_row(row: Row<'_>) -> bool {
    /// Fewer cells may as well be figures.
    const FEWEST_CELLS: usize = 3;
    if row.cells.len() < FEWEST_CELLS {
        return false;
    }
    let mut last_number = 0;
    let mut in_parentheses = 0;
    let mut letters = 0;
    for cell in row.cells {
        let shown = cell.shown();
        let shown = shown.trim();
        let inner = shown
            .trim_start_matches(['(', '['])
            .trim_end_matches([')', ']']);
        in_parentheses += usize::from(inner.len() < shown.len());
        let head = inner
            .split(['=', ':', '/', '-', '+'])
            .next()
            .unwrap_or_default()
            .trim();
        let is_letter = head.chars().count() == 1 && head.chars().all(char::is_alphabetic);
        match head.parse::<u32>() {
            Ok(number) if number == last_number + 1 => last_number = number,
            Ok(_) => return false,
            Err(_) if is_letter => letters += 1,
            Err(_) => return false,
        }
    }
    // A row of figures 1, 2, 3 without parentheses is a numbering only where it begins with the first column's.
    in_parentheses > 0 || last_number >= 2 || letters >= 2
}
