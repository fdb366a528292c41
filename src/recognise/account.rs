//! What every cell of a sheet is to its forms, so that none gets lost without a word.
//!
//! Where a cell stands (its row's kind, its column's title) says what must have been made of it; what was made of it
//! stands in the finished tables. A cell that should be in a table and is not, or is there twice, goes astray.

use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell};
use super::layout::{Header, TableLayout};
use super::sayings::FigureColumn;
use super::tables::{FigureCell, FigureTable, MinutesTable};
use crate::ledger::{CellClass, CellLedger};
use crate::location::CellAddress;
use crate::read::RawSheet;

/// What a row of a table is. Every row is exactly one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// Its cells are given to indicators.
    Figures,
    /// A congress' or a conference's row, or a criterion.
    Facts,
    /// In a list that gives no figures.
    Listed,
    /// A finding tells that no indicator or no unit takes its figures.
    Unread,
    /// Headings, notes, numbers of columns: no figure.
    Heading,
    /// A total, a group's heading.
    Total,
    /// A mean, a growth, a sum carried to the next page.
    Comparison,
    /// Below the table.
    Below,
}

/// The rows of a table that hold anything, in order.
pub(super) type RowKinds = Vec<(u32, RowKind)>;

/// What a cell was made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// A figure, whose class depends on the period and is told when it is read.
    Figure,
    Class(CellClass),
}

/// A table's rows, and the cells that were taken out of it.
pub(super) struct TableAccount<'a> {
    header: &'a Header<'a>,
    kinds: RowKinds,
    /// By address.
    claims: Vec<(CellAddress, Claim)>,
}

impl<'a> TableAccount<'a> {
    /// The account of a region of which these tables were made.
    pub(super) fn of(
        header: &'a Header<'a>,
        kinds: RowKinds,
        figures: &[FigureTable],
        minutes: Option<&MinutesTable>,
    ) -> Self {
        let classed = |class| move |at| (at, Claim::Class(class));
        let filled = figures.iter().flat_map(filled_cells);
        let totals = figures.iter().flat_map(|table| &table.totals);
        let passed_over = figures.iter().flat_map(|table| &table.passed_over);
        let congress = figures.iter().flat_map(|table| &table.congress);
        let rows = minutes.iter().flat_map(|table| &table.rows);
        let fields = rows.flat_map(|row| row.fields.values());
        let mut claims: Vec<(CellAddress, Claim)> = filled
            .map(|cell| (cell.at, Claim::Figure))
            .chain(passed_over.map(|(at, class)| (*at, Claim::Class(*class))))
            .chain(totals.map(|cell| cell.at).map(classed(CellClass::Total)))
            .chain(congress.map(|fact| fact.at).map(classed(CellClass::Fact)))
            .chain(fields.map(|(_, at)| *at).map(classed(CellClass::Fact)))
            .collect();
        claims.sort_unstable_by_key(|(at, _)| *at);
        Self {
            header,
            kinds,
            claims,
        }
    }

    /// Whether the table makes nothing of a row: it stands above or below, or holds only words.
    pub(super) fn leaves(&self, row: u32) -> bool {
        if row < self.header.first_row {
            return true;
        }
        let found = self.kinds.binary_search_by_key(&row, |(row, _)| *row);
        match found.map(|position| self.kinds[position].1) {
            Ok(kind) => matches!(kind, RowKind::Heading | RowKind::Below),
            // Of another table, or one of its titles.
            Err(_) => row >= self.header.body_row,
        }
    }

    /// Whether a row stands above or below it.
    pub(super) fn is_outside(&self, row: u32) -> bool {
        let kind = |position: usize| self.kinds[position].1;
        let found = self.kinds.binary_search_by_key(&row, |(row, _)| *row);
        row < self.header.first_row
            || match found.map(kind) {
                Ok(kind) => kind == RowKind::Below,
                Err(_) => row >= self.header.body_row,
            }
    }

    /// What a cell is by its column and its row; `None` where it must have been claimed.
    fn class_under(&self, column: &ColumnKind, row: RowKind, is_number: bool) -> Option<CellClass> {
        let says = match (column, self.header.layout) {
            (ColumnKind::Figure(says) | ColumnKind::Part(says), TableLayout::RowPerIndicator)
            | (ColumnKind::Indicator(_, says), TableLayout::RowPerUnit) => *says,
            (other, _) => return Some(class_beside(other, row)),
        };
        let of_part = matches!(column, ColumnKind::Part(_));
        match row {
            // Not every indicator has such a part.
            RowKind::Figures if of_part => Some(CellClass::UnknownColumn),
            RowKind::Figures => None,
            RowKind::Total if says == FigureColumn::Actual => None,
            RowKind::Total => Some(CellClass::Total),
            RowKind::Facts => Some(CellClass::Fact),
            RowKind::Unread => Some(CellClass::Unmatched),
            RowKind::Comparison => Some(CellClass::Comparison),
            RowKind::Heading => Some(CellClass::Word),
            RowKind::Listed => Some(CellClass::Listed),
            RowKind::Below if is_number => Some(CellClass::Below),
            // Signatures stand under the titles of figures.
            RowKind::Below => Some(CellClass::Around),
        }
    }
}

/// The cells of a table's figures, each once: the figures of one cell, each of another indicator, stand together.
fn filled_cells(table: &FigureTable) -> Vec<&FigureCell> {
    let filled = table.figures.iter().filter(|it| it.content.is_some());
    let mut cells: Vec<&FigureCell> = filled.collect();
    cells.dedup_by(|next, one| next.at == one.at && next.indicator != one.indicator);
    cells
}

/// What a cell is under a title that gives its rows no figures.
fn class_beside(column: &ColumnKind, row: RowKind) -> CellClass {
    match column {
        _ if row == RowKind::Below => CellClass::Around,
        _ if row == RowKind::Listed => CellClass::Listed,
        ColumnKind::Points(_) => CellClass::Points,
        ColumnKind::RatingMark(_) if row == RowKind::Total => CellClass::Total,
        ColumnKind::OfAllUnits(_) => CellClass::Total,
        ColumnKind::RatingMark(_) => CellClass::Fact,
        ColumnKind::Figure(FigureColumn::Previous) => CellClass::Previous,
        ColumnKind::Figure(FigureColumn::Rate) => CellClass::Rate,
        ColumnKind::Difference => CellClass::Comparison,
        ColumnKind::Label
        | ColumnKind::Measure
        | ColumnKind::Stage
        | ColumnKind::Fact(_)
        | ColumnKind::Note
        | ColumnKind::Figure(FigureColumn::Actual | FigureColumn::Target) => CellClass::Word,
        ColumnKind::Unknown(_) | ColumnKind::Indicator(..) | ColumnKind::Part(_) => {
            CellClass::UnknownColumn
        }
    }
}

/// What the cells of a row are by where it stands.
enum RowPlace<'a> {
    /// All are one thing.
    Of(CellClass),
    /// Its columns tell what they are to the table.
    Body(&'a TableAccount<'a>, RowKind),
    /// In a table that makes nothing of it.
    Unknown,
}

impl<'a> RowPlace<'a> {
    fn of(row: u32, table: Option<&'a TableAccount<'a>>, has_no_table: bool) -> Self {
        let Some(table) = table else {
            return RowPlace::Of(if has_no_table {
                CellClass::NoForm
            } else {
                CellClass::Around
            });
        };
        if row < table.header.body_row {
            return RowPlace::Of(CellClass::Title);
        }
        match table.kinds.binary_search_by_key(&row, |(row, _)| *row) {
            Ok(position) => RowPlace::Body(table, table.kinds[position].1),
            Err(_) => RowPlace::Unknown,
        }
    }

    /// What a cell is; `None` where it must have been claimed.
    fn class_of(&self, cell: &GridCell<'_>) -> Option<CellClass> {
        let (table, kind) = match self {
            RowPlace::Of(class) => return Some(*class),
            RowPlace::Body(table, kind) => (table, *kind),
            RowPlace::Unknown => return None,
        };
        let is_number = cell.may_be_figure();
        match table.header.at(cell.address.column) {
            Some(column) => table.class_under(&column.kind, kind, is_number),
            None if kind == RowKind::Listed => Some(CellClass::Listed),
            None if is_number && matches!(kind, RowKind::Figures | RowKind::Unread) => {
                Some(CellClass::UnknownColumn)
            }
            None => Some(CellClass::Around),
        }
    }
}

/// The cells that stand in no table and give something.
#[derive(Default)]
pub(super) struct Around {
    /// What a congress came to.
    pub(super) facts: Vec<CellAddress>,
    /// Figures in lines.
    pub(super) figures: Vec<CellAddress>,
}

/// Enters a sheet's cells. `tables` are from top to bottom.
pub(super) fn enter_sheet(
    grid: &Grid<'_>,
    tables: &[TableAccount<'_>],
    around: &Around,
    ledger: &mut CellLedger,
) {
    ledger.add_blank(grid.blank);
    for (address, is_number) in &grid.passed_over {
        ledger.enter(CellClass::Hidden, *is_number, (grid.sheet, *address));
    }
    let facts = around.facts.iter();
    let facts = facts.map(|at| (*at, Claim::Class(CellClass::Fact)));
    let figures = around.figures.iter().map(|at| (*at, Claim::Figure));
    let around = facts.chain(figures);
    let claims = tables.iter().flat_map(|table| table.claims.iter().copied());
    let mut claims: Vec<(CellAddress, Claim)> = claims.chain(around).collect();
    claims.sort_by_key(|(at, _)| *at);
    let mut claims = &claims[..];
    let mut below = 0;
    for row in grid.rows() {
        while tables
            .get(below)
            .is_some_and(|next| next.header.first_row <= row.number)
        {
            below += 1;
        }
        let table = below.checked_sub(1).map(|position| &tables[position]);
        let place = RowPlace::of(row.number, table, tables.is_empty());
        for cell in row.cells {
            // A claim that was not met stands where no cell is, or is another one's of the same cell.
            while let [(at, _), rest @ ..] = claims
                && *at < cell.address
            {
                ledger.lose(grid.sheet, *at);
                claims = rest;
            }
            let class = match claims {
                [(at, claim), rest @ ..] if *at == cell.address => {
                    claims = rest;
                    match claim {
                        Claim::Figure => continue,
                        Claim::Class(class) => Some(*class),
                    }
                }
                _ => place.class_of(cell),
            };
            match class {
                Some(class) => {
                    ledger.enter(class, cell.may_be_figure(), (grid.sheet, cell.address));
                }
                None => ledger.lose(grid.sheet, cell.address),
            }
        }
    }
    for (at, _) in claims {
        ledger.lose(grid.sheet, *at);
    }
}

/// Enters the cells of a sheet that nobody sees.
pub(super) fn enter_hidden(sheet: &RawSheet, ledger: &mut CellLedger) {
    for cell in &sheet.cells {
        ledger.add(
            CellClass::Hidden,
            &cell.content,
            (&sheet.name, cell.address),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::header::find_headers;
    use crate::recognise::region::Region;
    use crate::recognise::{Lexicon, SheetStatements, rows_of_indicators};
    use std::sync::Arc;

    const ROWS: &str = "
  | A  | B                           | C     | D         | E        | F      | G | H
1 | BÁO CÁO HOẠT ĐỘNG NĂM 2023
2 | TT | Nội dung                    | ĐVT   | Năm trước | Số lượng | Cột lạ
3 | 1  | Tổng số đoàn viên công đoàn | người | 90        | 100      | x
4 | 2  | Số tổ công đoàn             | tổ    |           | 5        | 7
5 | 3  | Chuyện không ai biết        | người |           | 8        |
6 |    |                             |       | ␣         | 6        |        |   | 9
7 |    |                             |       |           | Thủ trưởng ký
";

    /// The ledger of the sheet after something was done to its table.
    fn ledger(change: impl FnOnce(&mut FigureTable)) -> CellLedger {
        let sheet = crate::read::fixture::sheet("Biểu", ROWS);
        let lexicon = Lexicon::built_in();
        let grid = Grid::new(&sheet, None, &lexicon);
        let headers = find_headers(&grid, &lexicon);
        let file: Arc<str> = "a.xlsx".into();
        let region = Region {
            file: &file,
            grid: &grid,
            header: &headers[0],
            end: 7,
            title: None,
            cluster: None,
            last_row: crate::recognise::above::LastRow::default(),
            lexicon: &lexicon,
        };
        let statements = SheetStatements::default();
        let (mut table, kinds, _) =
            rows_of_indicators::read_table(&region, &statements, &mut Vec::new());
        change(&mut table);
        let mut ledger = CellLedger::default();
        let account = TableAccount::of(&headers[0], kinds, &[table], None);
        enter_sheet(&grid, &[account], &Around::default(), &mut ledger);
        ledger
    }

    #[test]
    fn every_cell_of_a_sheet_is_one_thing() {
        let ledger = ledger(|_| {});
        assert_eq!(ledger.astray, None);
        let told: Vec<_> = CellClass::ALL
            .into_iter()
            .map(|class| (class, ledger.of(class)))
            .filter(|(_, tally)| tally.cells > 0)
            .map(|(class, tally)| (class, tally.cells, tally.numbers))
            .collect();
        // The three figures are entered where they are read.
        assert_eq!(
            told,
            [
                (CellClass::Unmatched, 2, 2),
                (CellClass::UnknownColumn, 3, 2),
                (CellClass::Word, 10, 3),
                (CellClass::Title, 6, 0),
                (CellClass::Around, 1, 0),
                (CellClass::Blank, 1, 0),
            ]
        );
    }

    #[test]
    fn a_figure_that_got_lost_goes_astray() {
        let lost = ledger(|table| {
            let position = table.figures.iter().position(|cell| cell.raw == "5");
            table.figures.remove(position.expect("the figure"));
        });
        assert_eq!(lost.astray, Some(("Biểu".into(), CellAddress::new(3, 4))));
    }

    #[test]
    fn several_figures_of_a_cell_are_one_cell_and_the_same_twice_goes_astray() {
        for (indicator, is_astray) in [("members_female", false), ("members", true)] {
            let astray = ledger(|table| {
                let position = table.figures.iter().position(|it| it.raw == "100");
                let position = position.expect("the figure");
                let mut figure = table.figures[position].clone();
                figure.indicator = indicator.into();
                table.figures.insert(position + 1, figure);
            });
            assert_eq!(astray.astray.is_some(), is_astray, "{indicator}");
        }
    }

    #[test]
    fn a_figure_of_no_cell_or_of_one_that_is_given_goes_astray() {
        for at in [(2, 3), (4, 3), (90, 4)] {
            let at = CellAddress::new(at.0, at.1);
            let stray = ledger(|table| {
                let mut figure = table.figures[0].clone();
                figure.at = at;
                table.figures.push(figure);
            });
            assert_eq!(stray.astray, Some(("Biểu".into(), at)));
        }
    }
}
