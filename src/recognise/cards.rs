//! Figures in cards, as boards show them: several side by side and below each other, each a figure above its title or below it, and
//! in small what it is compared with. Which of both it is must be plain for the whole board: else no figure of it is read.

use super::Lexicon;
use super::card_units::{CardRows, CardUnits, are_in_line, unit_behind};
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::labels::LabelMeaning;
use super::layout::{Column, Header};
use super::measure::{is_meant_for, settle_stated};
use super::sayings::FigureColumn;
use super::settled_columns::kind_of;
use super::statements::SheetStatements;
use super::tables::{FigureCell, FigureTable};
use super::unmatched::unmatched;
use super::wording::Wording;
use crate::catalogue::IndicatorKind;
use crate::finding::Finding;
use crate::ledger::LabelSlip;
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::quantity::UnitOfMeasure;
use crate::rules::row_unread::{self, Why};
use crate::text::{contains_any, label_key};
use std::borrow::Cow;
use std::sync::Arc;

/// A row of cards is a table with one row.
const FEWEST_ROWS: usize = 2;

/// Fewer titles may stand in any letter.
const FEWEST_TITLES: usize = 3;

/// A row of a board.
enum BoardRow<'g> {
    Titles(Vec<&'g GridCell<'g>>),
    Figures(Vec<&'g GridCell<'g>>),
}

impl<'g> BoardRow<'g> {
    fn cells(&self) -> &[&'g GridCell<'g>] {
        match self {
            Self::Titles(cells) | Self::Figures(cells) => cells,
        }
    }

    fn titles(&self) -> Option<&[&'g GridCell<'g>]> {
        match self {
            Self::Titles(cells) => Some(cells),
            Self::Figures(_) => None,
        }
    }

    fn row(&self) -> u32 {
        self.cells().first().map_or(0, |cell| cell.address.row)
    }

    /// The last row over which its cells are merged.
    fn last_row(&self, grid: &Grid<'_>) -> u32 {
        let rows = self
            .cells()
            .iter()
            .map(|cell| grid.span(cell.address).last.row);
        rows.max().unwrap_or_default()
    }
}

/// The cards of a sheet.
pub(super) struct Cards<'g> {
    rows: Vec<BoardRow<'g>>,
    /// Whether each figure stands above its title; `None` where that is not plain.
    are_figures_above: Option<bool>,
}

/// The cards of a sheet on which no table but those below them is read.
pub(super) fn found<'g>(
    grid: &'g Grid<'_>,
    headers: &[Header<'_>],
    lexicon: &Lexicon,
) -> Option<Cards<'g>> {
    if grid.is_beside {
        return None;
    }
    // Above most tables stand no rows of numbers alone: what the words of the sheet mean as titles is not asked.
    let is_of_numbers = |row: &Row<'_>| {
        let mut cells = row.cells.iter();
        cells
            .next()
            .is_some_and(|first| may_be_number(first, lexicon))
            && cells.all(|cell| may_be_number(cell, lexicon) || is_unit(cell))
    };
    let end = first_other(grid, headers, lexicon).map_or(u32::MAX, |other| other.first_row);
    if grid.rows_within(0..end).filter(is_of_numbers).count() + 1 < FEWEST_ROWS {
        return None;
    }
    let rows = grid.rows().filter_map(|row| board_row(row, lexicon));
    let mut rows: Vec<BoardRow<'_>> = rows.collect();
    let count = |rows: &[BoardRow<'_>]| rows.iter().filter_map(BoardRow::titles).count();
    leave_others(&mut rows, grid, lexicon);
    let titles = || rows.iter().filter_map(BoardRow::titles);
    let known = titles().flatten().filter(|it| means_indicator(it, lexicon));
    let may_be = count(&rows) >= FEWEST_ROWS || has_figures_on_both_sides(&rows);
    let is_board =
        may_be && known.count() >= FEWEST_TITLES && titles().any(|titles| titles.len() > 1);
    let last = rows.last()?.row();
    let is_title = |number: u32| {
        rows.iter()
            .any(|it| it.row() == number && it.titles().is_some())
    };
    let mut others = headers.iter().filter(|it| may_be_other(it));
    if !is_board || others.any(|it| it.first_row <= last && !is_title(it.first_row)) {
        return None;
    }
    let are_figures_above = are_figures_above(&rows, grid);
    if are_of_tables(&rows, grid, headers) {
        return None;
    }
    Some(Cards {
        rows,
        are_figures_above,
    })
}

/// Whether a header is a table's, unless its titles are those of cards.
fn may_be_other(header: &Header<'_>) -> bool {
    header.is_read() && !header.is_of_own_unit()
}

/// The first header whose titles are plainly not those of cards.
fn first_other<'h, 'a>(
    grid: &Grid<'_>,
    headers: &'h [Header<'a>],
    lexicon: &Lexicon,
) -> Option<&'h Header<'a>> {
    let is_title = |number: u32| {
        let row = board_row(grid.row(number), lexicon);
        row.is_some_and(|row| row.titles().is_some())
    };
    let mut headers = headers.iter();
    headers.find(|it| may_be_other(it) && !is_title(it.first_row))
}

/// A row of titles, of several or of one that means an indicator, or of figures and nothing else.
fn board_row<'g>(row: Row<'g>, lexicon: &Lexicon) -> Option<BoardRow<'g>> {
    let cells = row.cells.iter();
    let cells = cells.filter(|cell| !cell.is_hidden && !compares(cell, lexicon));
    let mut cells: Vec<&GridCell<'_>> = cells.collect();
    leave_units_behind(&mut cells, lexicon);
    let is_figure = |cell: &&GridCell<'_>| {
        may_be_number(cell, lexicon) || lexicon.rating(cell.said()).is_some()
    };
    // Beside numbers also words stand for a figure: `Không`, `-`, `khoảng 52,8 triệu đồng`.
    let is_said = |cell: &&GridCell<'_>| {
        cell.wording().is_some_and(Wording::says_nothing) || is_near_number(cell.said(), lexicon)
    };
    let is_any = cells.iter().any(is_figure);
    if cells
        .iter()
        .all(|it| is_figure(it) || is_any && is_said(it))
    {
        return (!cells.is_empty()).then_some(BoardRow::Figures(cells));
    }
    if cells.iter().any(|cell| may_be_number(cell, lexicon)) {
        return None;
    }
    let may_be_title = |it: &Wording| it.title(lexicon).role.is_none() && it.unit().is_none();
    let are_titles = cells
        .iter()
        .all(|cell| means_indicator(cell, lexicon) || cell.wording().is_some_and(may_be_title));
    let known = cells
        .iter()
        .filter(|it| are_titles && means_indicator(it, lexicon));
    let may_be_titles = are_titles && (cells.len() > 1 || known.count() > 0);
    may_be_titles.then_some(BoardRow::Titles(cells))
}

fn is_unit(cell: &GridCell<'_>) -> bool {
    let unit = cell.wording().and_then(Wording::unit);
    unit.is_some_and(|unit| !unit.is_multiple)
}

/// Leaves out the unit of measure behind each figure: `5,2 | triệu đồng | 3 | người`.
fn leave_units_behind(cells: &mut Vec<&GridCell<'_>>, lexicon: &Lexicon) {
    if !cells.iter().any(|cell| is_unit(cell)) {
        return;
    }
    let mut is_behind_figure = false;
    cells.retain(|cell| {
        let is_left = is_behind_figure && is_unit(cell);
        is_behind_figure = may_be_number(cell, lexicon);
        !is_left
    });
}

fn may_be_number(cell: &GridCell<'_>, lexicon: &Lexicon) -> bool {
    cell.wording().is_none_or(|it| it.is_quantity(lexicon))
}

/// `khoảng 52,8 triệu đồng`: a number behind words that only lead to one.
fn is_near_number(text: &str, lexicon: &Lexicon) -> bool {
    let number = text.find(|it: char| it.is_ascii_digit());
    number.is_some_and(|at| {
        let links = &lexicon.forms.words.line_links;
        let mut words = text[..at].split_whitespace();
        words.all(|word| links.contains(&label_key(word)))
            && lexicon.wording(&text[at..]).is_quantity(lexicon)
    })
}

fn means_indicator(cell: &GridCell<'_>, lexicon: &Lexicon) -> bool {
    let title = cell.wording().map(|it| it.title(lexicon));
    let meaning = title.map(|it| it.meaning(&[], lexicon));
    matches!(meaning, Some(LabelMeaning::Indicator(_)))
}

/// The number below nought that stands where a title's figure would: a figure, since nothing else is there to have changed.
fn below_nought<'g>(
    grid: &'g Grid<'_>,
    row: u32,
    title: &GridCell<'_>,
) -> Option<&'g GridCell<'g>> {
    let is_below = |cell: &&GridCell<'_>| cell.is_number() && cell.shown().starts_with(['-', '−']);
    let cells = grid.row(row).cells.iter();
    let mut cells = cells.filter(|cell| !cell.is_hidden && are_in_line(grid, title, cell));
    let only = cells.next().filter(is_below);
    only.filter(|_| cells.next().is_none())
}

/// Whether a cell says how its card's figure has changed: `▲ tăng 7 so với năm trước`, `+7`.
fn compares(cell: &GridCell<'_>, lexicon: &Lexicon) -> bool {
    const SIGNS: [char; 9] = ['+', '-', '−', '▲', '▼', '△', '▽', '↑', '↓'];
    let shown = cell.shown();
    let has_digit = || shown.contains(|it: char| it.is_ascii_digit());
    let words = &lexicon.forms.words.comparing_words;
    let is_said = |it: &Wording| contains_any(it.label_key(), words);
    shown.trim_start_matches(['(', ' ']).starts_with(SIGNS) && has_digit()
        || cell.wording().is_some_and(is_said)
}

/// Whether every cell stands in line with one of these.
fn fit(grid: &Grid<'_>, cells: &[&GridCell<'_>], others: &[&GridCell<'_>]) -> bool {
    let is_in_line =
        |cell: &&GridCell<'_>| others.iter().any(|other| are_in_line(grid, cell, other));
    cells.iter().all(is_in_line)
}

/// Leaves only titles of which some mean indicators, or that stand as those do, with figures in line, and the rows of these.
fn leave_others(rows: &mut Vec<BoardRow<'_>>, grid: &Grid<'_>, lexicon: &Lexicon) {
    let is_known = |titles: &[&GridCell<'_>]| titles.iter().any(|it| means_indicator(it, lexicon));
    let stands_as_known = |cells: &[&GridCell<'_>]| {
        let mut titles = rows.iter().filter_map(BoardRow::titles);
        titles.any(|titles| is_known(titles) && fit(grid, cells, titles))
    };
    let are_titles = |row: &BoardRow<'_>| row.titles().is_none_or(stands_as_known);
    let mut left: Vec<bool> = rows.iter().map(are_titles).collect();
    rows.retain(|_| left.remove(0));
    // Next to titles, or to figures of theirs.
    let is_of_board = |position: usize| {
        let (above, below) = (&rows[..position], &rows[position + 1..]);
        let is_titled = rows[position].titles().is_some();
        let is_other = |row: &&BoardRow<'_>| row.titles().is_some() != is_titled;
        let near = [
            above.iter().rev().find(is_other),
            below.iter().find(is_other),
        ];
        let cells = rows[position].cells();
        near.into_iter().flatten().any(|other| match is_titled {
            true => fit(grid, other.cells(), cells),
            false => fit(grid, cells, other.cells()),
        })
    };
    let mut left: Vec<bool> = (0..rows.len()).map(is_of_board).collect();
    rows.retain(|_| left.remove(0));
    let mut left: Vec<bool> = (0..rows.len()).map(|at| !heads_titles(rows, at)).collect();
    rows.retain(|_| left.remove(0));
}

/// Whether the only words of a row head a board's titles in the row next to it: `Đoàn viên` above `Tổng số đoàn viên | Số tổ công đoàn`.
fn heads_titles(rows: &[BoardRow<'_>], at: usize) -> bool {
    let titles = |at: usize| rows.get(at).and_then(BoardRow::titles);
    let are_several = |at: Option<usize>| at.and_then(titles).is_some_and(|it| it.len() > 1);
    let is_alone = titles(at).is_some_and(|it| it.len() == 1);
    is_alone && (are_several(at.checked_sub(1)) || are_several(Some(at + 1)))
}

/// Whether figures stand right above and right below titles: they are either's.
fn has_figures_on_both_sides(rows: &[BoardRow<'_>]) -> bool {
    rows.windows(3).any(|near| {
        let are_figures = near[0].titles().is_none() && near[2].titles().is_none();
        are_figures && near[1].titles().is_some()
    })
}

/// Whether the figures of a board stand above their titles: both take turns from the first row to the last, and each figure is no
/// nearer to the title on its other side.
fn are_figures_above(rows: &[BoardRow<'_>], grid: &Grid<'_>) -> Option<bool> {
    let takes_turns =
        |pair: &[BoardRow<'_>]| pair[0].titles().is_some() != pair[1].titles().is_some();
    let begins_with_figures = rows.first()?.titles().is_none();
    let ends_with_figures = rows.last()?.titles().is_none();
    if !rows.windows(2).all(takes_turns) || begins_with_figures == ends_with_figures {
        return None;
    }
    let gap = |above: &BoardRow<'_>, below: &BoardRow<'_>| {
        below.row().saturating_sub(above.last_row(grid))
    };
    let within = rows.chunks_exact(2).map(|card| gap(&card[0], &card[1]));
    let between = rows[1..]
        .chunks_exact(2)
        .map(|next| gap(&next[0], &next[1]));
    let is_near = within.max() <= between.min();
    is_near.then_some(begins_with_figures)
}

/// Whether all that may be cards are tables of the form's own unit, with titles on several levels: each row of figures stands right
/// below the titles of one.
fn are_of_tables(rows: &[BoardRow<'_>], grid: &Grid<'_>, headers: &[Header<'_>]) -> bool {
    let own = || headers.iter().filter(|header| header.is_of_own_unit());
    // What has one row of titles is read the same either way.
    if !own().any(|header| header.body_row - header.first_row > 1) {
        return false;
    }
    rows.iter().all(|row| match row.titles() {
        Some(_) => own().any(|it| (it.first_row..it.body_row).contains(&row.row())),
        // Years may be the lower titles.
        None => own().any(|it| {
            (it.first_row + 1..=it.body_row).contains(&row.row())
                && row.last_row(grid) <= it.body_row
        }),
    })
}

impl<'g> Cards<'g> {
    /// The first of their rows.
    pub(super) fn first_row(&self) -> u32 {
        self.rows.first().map_or(0, BoardRow::row)
    }

    pub(super) fn last_row(&self) -> u32 {
        self.rows.last().map_or(0, BoardRow::row)
    }

    /// Their figures, as a table; those that are of no indicator, or not plainly of one, are told.
    pub(super) fn table(
        &self,
        (file, grid): (&Arc<str>, &Grid<'_>),
        statements: &SheetStatements,
        lexicon: &Lexicon,
        findings: &mut Vec<Finding>,
    ) -> FigureTable {
        let mut table = FigureTable::new(FormKind::ActivityReport, grid.sheet.clone());
        let mut tell = |cell: &GridCell<'_>| {
            let at = CellRef::new(file, grid.sheet, cell.address);
            let message = row_unread::message(&cell.raw(), Why::BetweenTitles);
            findings.push(Finding::about_cell(&row_unread::RULE, &at, message));
        };
        let Some(are_figures_above) = self.are_figures_above else {
            let figures = self.rows.iter().filter(|row| row.titles().is_none());
            figures
                .filter_map(|row| row.cells().first())
                .for_each(|cell| tell(cell));
            return table;
        };
        let cards: Vec<CardRows> = self
            .rows
            .chunks_exact(2)
            .map(|it| rows_of(it, grid))
            .collect();
        let units = CardUnits::of(grid, &cards);
        let mut unknown = Vec::new();
        for (card, rows) in self.rows.chunks_exact(2).zip(cards) {
            let (figures, titles) = match are_figures_above {
                true => (&card[0], &card[1]),
                false => (&card[1], &card[0]),
            };
            for title in titles.cells().iter().copied() {
                let cells = figures.cells().iter();
                let mut cells = cells.filter(|it| are_in_line(grid, title, it));
                let figure = cells.next().copied();
                if let (Some(first), Some(_)) = (figure, cells.next()) {
                    tell(first);
                    continue;
                }
                let at = CellAddress::new(figures.row(), title.address.column);
                let figure = figure.or_else(|| below_nought(grid, figures.row(), title));
                let behind = || unit_behind(grid, figure?).cloned();
                let unit = units.unit_of(grid, title, rows).or_else(behind);
                let card = (title, unit, figure.ok_or(at));
                unknown.extend(push((file, grid), card, statements, (&mut table, lexicon)));
            }
        }
        findings.extend(unknown);
        let mut figures = table.figures.iter();
        if figures.any(|figure| figure.column == FigureColumn::Target) {
            table.form = FormKind::PledgeReport;
        }
        table
    }
}

/// The first and the last row of a card.
fn rows_of(card: &[BoardRow<'_>], grid: &Grid<'_>) -> CardRows {
    let last = card.last().map_or(0, |row| row.last_row(grid));
    (card.first().map_or(0, BoardRow::row), last)
}

/// A title, the unit of measure beside its figure, and that figure or its place.
type Card<'g> = (
    &'g GridCell<'g>,
    Option<UnitOfMeasure>,
    Result<&'g GridCell<'g>, CellAddress>,
);

/// Puts the figure of a card among those of the table, an empty one where it has none; what is told where its title means nothing.
fn push(
    (file, grid): (&Arc<str>, &Grid<'_>),
    (title, unit, figure): Card<'_>,
    statements: &SheetStatements,
    (table, lexicon): (&mut FigureTable, &Lexicon),
) -> Option<Finding> {
    let wording = title.wording()?;
    let mut column = Column::new(title.address, Cow::Borrowed(wording.title(lexicon)));
    let of_title = column.unit_of_measure();
    column.unit_below = settle_stated([unit.as_ref(), of_title]).map(Cow::into_owned);
    let (code, says) = match kind_of(&column, lexicon, true) {
        ColumnKind::Indicator(code, says) => (code, says),
        other => {
            let cell = figure.ok()?;
            let nearest = match other {
                ColumnKind::Unknown(nearest) => nearest,
                _ => Vec::new(),
            };
            let at = CellRef::new(file, grid.sheet, cell.address);
            return Some(unmatched(
                &at,
                (&wording.text, &cell.raw()),
                &nearest,
                lexicon,
            ));
        }
    };
    if column.title.has_slip(&[], lexicon) {
        table.words.slips.push(LabelSlip {
            at: CellRef::new(file, grid.sheet, title.address),
            written: wording.text.clone(),
            indicator: code.clone(),
        });
    }
    let is_money = lexicon.is_of_kind(&code, IndicatorKind::Money);
    let of_sheet = statements.unit_of_measure.as_ref();
    let of_sheet = of_sheet.filter(|unit| is_meant_for(unit, is_money));
    let declared = column.unit_of_measure().or(of_sheet);
    let declared = declared.map(|unit| table.declare(unit));
    let by_column = column.timed(grid, table);
    let mut cell = match figure {
        Ok(cell) => FigureCell::new(code, cell.address, Some(cell)),
        Err(at) => FigureCell::empty(code, at),
    };
    cell.column = match (says, statements.title.says) {
        (FigureColumn::Actual, Some(FigureColumn::Target)) => FigureColumn::Target,
        (says, _) => says,
    };
    cell.timed.by_column = by_column;
    cell.declared = declared;
    table.figures.push(cell);
    None
}
