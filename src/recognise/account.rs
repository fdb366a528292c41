//! What every cell of a sheet is to its forms, so that none gets lost without a word.
//!
//! Where a cell stands (its row's fate, its column's title) says what must have been made of it; what was made of it
//! stands in the finished tables. A cell that should be in a table and is not, or is there twice, goes astray.

use super::grid::{Grid, GridCell};
use super::header::{Column, ColumnContent, Header, TableLayout};
use super::{FigureColumn, FigureTable, MinutesTable};
use crate::catalogue::ColumnRole;
use crate::ledger::{CellClass, CellLedger};
use crate::location::CellAddress;
use crate::read::RawSheet;

/// What was made of a row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowFate {
    /// Its cells are given to indicators.
    Figures,
    /// A congress' or a conference's row.
    Facts,
    /// A finding tells that its label means no indicator, or several.
    Unmatched,
    /// No label, no unit's name.
    Unlabelled,
    /// Headings, notes: no figure.
    Words,
    /// A total, a group's heading.
    Total,
    /// A mean, a growth.
    Comparison,
    /// Below the table.
    Below,
}

/// The rows of a table that hold anything, in order.
pub(super) type RowFates = Vec<(u32, RowFate)>;

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
    fates: RowFates,
    /// By address.
    claims: Vec<(CellAddress, Claim)>,
}

impl<'a> TableAccount<'a> {
    pub(super) fn of_figures(header: &'a Header<'a>, fates: RowFates, table: &FigureTable) -> Self {
        let filled = table.figures.iter().filter(|cell| cell.content.is_some());
        let figures = filled.map(|cell| (cell.at, Claim::Figure));
        let classed = |class| move |at| (at, Claim::Class(class));
        let totals = table.totals.iter().map(|cell| cell.at);
        let facts = table.congress.iter().map(|fact| fact.at);
        let claims = figures
            .chain(totals.map(classed(CellClass::Total)))
            .chain(facts.map(classed(CellClass::Fact)));
        Self::new(header, fates, claims.collect())
    }

    pub(super) fn of_minutes(
        header: &'a Header<'a>,
        fates: RowFates,
        table: &MinutesTable,
        figures: Option<&FigureTable>,
    ) -> Self {
        let totals = figures.iter().flat_map(|table| &table.totals);
        let figures = figures.iter().flat_map(|table| &table.figures);
        let figures = figures.filter(|cell| cell.content.is_some());
        let figures = figures.map(|cell| (cell.at, Claim::Figure));
        let totals = totals.map(|cell| (cell.at, Claim::Class(CellClass::Total)));
        let fields = table.rows.iter().flat_map(|row| row.fields.values());
        let facts = fields.map(|(_, at)| (*at, Claim::Class(CellClass::Fact)));
        let claims = facts.chain(figures).chain(totals);
        Self::new(header, fates, claims.collect())
    }

    fn new(header: &'a Header<'a>, fates: RowFates, mut claims: Vec<(CellAddress, Claim)>) -> Self {
        claims.sort_unstable_by_key(|(at, _)| *at);
        Self {
            header,
            fates,
            claims,
        }
    }

    fn class_under(
        &self,
        column: &Column<'_>,
        fate: RowFate,
        is_number: bool,
    ) -> Option<CellClass> {
        let Some(figures) = figures_in(column, self.header.layout) else {
            return Some(match (&column.content, fate) {
                (_, RowFate::Below) => CellClass::Around,
                (ColumnContent::Role(ColumnRole::Previous), _) => CellClass::Previous,
                (ColumnContent::Role(ColumnRole::Rate), _) => CellClass::Rate,
                (ColumnContent::Role(_), _) => CellClass::Word,
                (ColumnContent::Unknown(_) | ColumnContent::Indicator(..), _) => {
                    CellClass::UnknownColumn
                }
            });
        };
        match fate {
            RowFate::Figures => None,
            RowFate::Total if figures == FigureColumn::Actual => None,
            RowFate::Total => Some(CellClass::Total),
            RowFate::Facts => Some(CellClass::Fact),
            RowFate::Unmatched => Some(CellClass::Unmatched),
            RowFate::Comparison => Some(CellClass::Comparison),
            RowFate::Words => Some(CellClass::Word),
            RowFate::Unlabelled if is_number => Some(CellClass::Unlabelled),
            RowFate::Below if is_number => Some(CellClass::Below),
            // Signatures stand under the titles of figures.
            RowFate::Unlabelled | RowFate::Below => Some(CellClass::Around),
        }
    }
}

/// What the figures of a column say, where it gives any.
fn figures_in(column: &Column<'_>, layout: TableLayout) -> Option<FigureColumn> {
    match (&column.content, layout) {
        (ColumnContent::Role(role), TableLayout::RowPerIndicator) => match role {
            ColumnRole::Value => Some(FigureColumn::Actual),
            ColumnRole::Previous => Some(FigureColumn::Previous),
            ColumnRole::Target => Some(FigureColumn::Target),
            ColumnRole::Rate => Some(FigureColumn::Rate),
            _ => None,
        },
        (ColumnContent::Indicator(_, says), TableLayout::RowPerUnit) => Some(*says),
        _ => None,
    }
}

/// What the cells of a row are by where it stands.
enum RowPlace<'a> {
    /// All are one thing.
    Of(CellClass),
    /// Its columns tell what they are to the table.
    Body(&'a TableAccount<'a>, RowFate),
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
        match table.fates.binary_search_by_key(&row, |(row, _)| *row) {
            Ok(position) => RowPlace::Body(table, table.fates[position].1),
            Err(_) => RowPlace::Unknown,
        }
    }

    /// What a cell is; `None` where it must have been claimed.
    fn class_of(&self, cell: &GridCell<'_>) -> Option<CellClass> {
        let (table, fate) = match self {
            RowPlace::Of(class) => return Some(*class),
            RowPlace::Body(table, fate) => (table, *fate),
            RowPlace::Unknown => return None,
        };
        let columns = &table.header.columns;
        let is_number = cell.may_be_figure();
        match columns.binary_search_by_key(&cell.address.column, |column| column.index) {
            Ok(position) => table.class_under(&columns[position], fate, is_number),
            Err(_) if is_number && matches!(fate, RowFate::Figures | RowFate::Unmatched) => {
                Some(CellClass::UnknownColumn)
            }
            Err(_) => Some(CellClass::Around),
        }
    }
}

/// Enters a sheet's cells. `tables` are from top to bottom.
pub(super) fn enter_sheet(grid: &Grid<'_>, tables: &[TableAccount<'_>], ledger: &mut CellLedger) {
    ledger.add_blank(grid.blank);
    let claims: Vec<_> = tables.iter().flat_map(|table| &table.claims).collect();
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
    use crate::recognise::{Lexicon, Region, SheetStatements, find_headers, rows_of_indicators};
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
            lexicon: &lexicon,
        };
        let statements = SheetStatements::default();
        let (mut table, fates) =
            rows_of_indicators::read_table(&region, &statements, &mut Vec::new());
        change(&mut table);
        let mut ledger = CellLedger::default();
        let account = TableAccount::of_figures(&headers[0], fates, &table);
        enter_sheet(&grid, &[account], &mut ledger);
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
                (CellClass::Unmatched, 1, 1),
                (CellClass::UnknownColumn, 2, 1),
                (CellClass::Unlabelled, 1, 1),
                (CellClass::Word, 9, 3),
                (CellClass::Title, 6, 0),
                (CellClass::Around, 3, 1),
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
    fn a_cell_given_twice_goes_astray() {
        let twice = ledger(|table| table.figures.push(table.figures[0].clone()));
        assert_eq!(twice.astray, Some(("Biểu".into(), CellAddress::new(2, 3))));
    }

    #[test]
    fn a_figure_of_no_cell_goes_astray() {
        for at in [CellAddress::new(4, 3), CellAddress::new(90, 4)] {
            let stray = ledger(|table| {
                let mut figure = table.figures[0].clone();
                figure.at = at;
                table.figures.push(figure);
            });
            assert_eq!(stray.astray, Some(("Biểu".into(), at)));
        }
    }
}
