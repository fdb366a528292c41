//! Header rows: found by their column titles wherever they stand, one row or two, merged or not, in any order.

use super::Lexicon;
use super::columns::RoledTitle;
use super::content::{content_of, settle_parts};
use super::grid::{Grid, GridCell, Row};
use super::stated_unit::states_unit;
use crate::catalogue::ColumnRole;
use crate::location::CellAddress;
use crate::period::Period;
use crate::quantity::UnitOfMeasure;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a column gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ColumnContent {
    /// One of the roles that column titles give.
    Role(ColumnRole),
    /// An indicator and what the column says of it, in tables with a row per unit.
    Indicator(Arc<str>, super::FigureColumn),
    /// A title that says nothing we know.
    Unknown(Vec<String>),
}

/// A column under its title.
pub(super) struct Column<'a> {
    /// Zero-based.
    pub(super) index: u32,
    /// Where its lowest title stands.
    pub(super) title_at: CellAddress,
    /// Its title, with the wider titles above it.
    pub(super) title: Cow<'a, RoledTitle>,
    /// What it gives.
    pub(super) content: ColumnContent,
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

    /// The unit of measure that its title names.
    pub(super) fn unit_of_measure(&self) -> Option<&UnitOfMeasure> {
        self.title.title.unit_of_measure.as_ref()
    }
}

/// What kind of table a header begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableLayout {
    /// A row per indicator, of one unit.
    RowPerIndicator,
    /// A row per unit, a column per indicator.
    RowPerUnit,
    /// A row per unit with marks or words: a conference's minutes.
    Minutes,
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
    /// The column with a role, the first of several.
    pub(super) fn column(&self, role: ColumnRole) -> Option<&Column<'a>> {
        self.columns
            .iter()
            .find(|column| matches!(column.content, ColumnContent::Role(own) if own == role))
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
    let row = row.number;
    let has = |role: ColumnRole| titles.iter().any(|(_, title)| title.role == Some(role));
    let is_list_of_units = has(ColumnRole::ReportingUnit) || has(ColumnRole::UnitCode);
    let depth = header_depth(grid, row, &titles, lexicon);
    let mut columns = columns_under(grid, row, depth, &titles, lexicon);
    for column in &mut columns {
        column.content = content_of(column, lexicon, is_list_of_units && !has(ColumnRole::Label));
    }
    settle_labels(&mut columns, grid, row + depth, lexicon);
    let mut header = Header {
        first_row: row,
        body_row: row + depth,
        columns,
        layout: TableLayout::RowPerIndicator,
    };
    header.layout = layout_of(&header, grid, lexicon)?;
    if header.layout != TableLayout::RowPerIndicator {
        for column in &mut header.columns {
            column.content = content_of(column, lexicon, true);
        }
        settle_parts(&mut header.columns, lexicon);
    } else {
        demote_units_of_measure(&mut header);
    }
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
                | ColumnRole::LeaderRole
        )
    )
}

/// Cells with what they say as titles.
type Titles<'a> = [(&'a GridCell<'a>, Cow<'a, RoledTitle>)];

fn titles_of<'a>(row: Row<'a>, lexicon: &Lexicon) -> Vec<(&'a GridCell<'a>, Cow<'a, RoledTitle>)> {
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

/// How many rows the header takes: as many as its merged titles span, or one more where the next row holds titles under
/// wider ones and nothing under the label's or unit's.
fn header_depth(grid: &Grid<'_>, row: u32, titles: &Titles<'_>, lexicon: &Lexicon) -> u32 {
    let merged = titles
        .iter()
        .map(|(cell, _)| {
            let span = grid.span(cell.address);
            span.last.row - span.first.row + 1
        })
        .max()
        .unwrap_or(1);
    /// A header of more rows than this is a merged block of something else.
    const DEEPEST_HEADER: u32 = 4;
    if merged > 1 {
        return merged.min(DEEPEST_HEADER);
    }
    let below = grid.row(row + 1);
    let is_list_of_units = titles.iter().any(|(_, title)| {
        matches!(
            title.role,
            Some(ColumnRole::ReportingUnit | ColumnRole::UnitCode)
        )
    });
    let anchor_columns: Vec<u32> = titles
        .iter()
        .filter(|(_, title)| {
            matches!(
                title.role,
                Some(ColumnRole::Label | ColumnRole::ReportingUnit | ColumnRole::Number)
            )
        })
        .map(|(cell, _)| cell.address.column)
        .collect();
    let is_second_row = !below.cells.is_empty()
        && !is_numbering_row(below)
        && below.cells.iter().all(|cell| {
            cell.wording().is_some_and(|wording| {
                let title = wording.title(lexicon);
                !anchor_columns.contains(&cell.address.column)
                    && (is_list_of_units || !states_unit(wording, lexicon))
                    && (title.role.is_some() || title.title.key.split(' ').count() <= 4)
            })
        });
    if is_second_row { 2 } else { 1 }
}

/// Joins each column's titles from top to bottom.
fn columns_under<'a>(
    grid: &'a Grid<'_>,
    row: u32,
    depth: u32,
    top: &Titles<'a>,
    lexicon: &Lexicon,
) -> Vec<Column<'a>> {
    let new_column = |cell: &GridCell<'_>, title: Cow<'a, RoledTitle>| Column {
        index: cell.address.column,
        title_at: cell.address,
        title,
        content: ColumnContent::Unknown(Vec::new()),
    };
    let mut columns: BTreeMap<u32, Column<'a>> = BTreeMap::new();
    for (cell, title) in top {
        columns.insert(cell.address.column, new_column(cell, title.clone()));
    }
    for lower in row + 1..row + depth {
        let row = grid.row(lower);
        for (cell, title) in titles_of(row, lexicon) {
            let above = wider_title(grid, row, cell.address.column, &columns, top);
            let title = match above {
                Some(above) => Cow::Owned(title.under(above, lexicon)),
                None => title,
            };
            columns.insert(cell.address.column, new_column(cell, title));
        }
    }
    columns.into_values().collect()
}

/// The title above a lower one: in its own column, in a merged range that covers it, or the nearest to its left where
/// the sheet tells of no merged ranges.
fn wider_title<'c>(
    grid: &Grid<'_>,
    lower: Row<'_>,
    column: u32,
    columns: &'c BTreeMap<u32, Column<'_>>,
    top: &'c Titles<'_>,
) -> Option<&'c RoledTitle> {
    let own = columns.get(&column);
    if let Some(own) = own.filter(|own| own.title_at.row < lower.number) {
        return Some(&own.title);
    }
    let (cell, title) = top
        .iter()
        .rev()
        .find(|(cell, _)| cell.address.column < column)?;
    let span = grid.span(cell.address);
    let is_covered = span.last.column >= column;
    let has_own_lower = lower.cell(cell.address.column).is_some() && span.first == span.last;
    (is_covered || has_own_lower).then_some(title)
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
    if unit_column.is_some()
        && (has(ColumnRole::Present)
            || has(ColumnRole::Rank)
            || has(ColumnRole::LeaderRole)
            || has(ColumnRole::Award))
    {
        return Some(TableLayout::Minutes);
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
                ColumnContent::Indicator(..)
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
    (unit_column.is_some() && indicators_beside > 0).then_some(TableLayout::RowPerUnit)
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
