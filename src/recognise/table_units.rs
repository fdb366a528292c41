//! The units of measure of the rows of a table: what their column, lines above and among them, and titles of sections say.

use super::Lexicon;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::layout::Column;
use super::measure::{Reach, Said, is_meant_for, settle_stated, with_line};
use super::region::Region;
use super::row_label::RowLabel;
use super::row_mark::marks_group;
use super::tables::FigureTable;
use super::wording::Wording;
use crate::catalogue::{Indicator, IndicatorKind};
use crate::location::CellAddress;
use crate::quantity::{Dimension, UnitOfMeasure, unit_of_measure};
use crate::text;
use std::borrow::Cow;

/// What is said of the units of measure of a table with a row per indicator.
pub(super) struct TableUnits<'a> {
    /// The column of them.
    pub(super) column: Option<u32>,
    /// What it last said, and the first row below the cell.
    above: Option<Cow<'a, UnitOfMeasure>>,
    until: u32,
    /// Whether the last row asked for has it from a row above, or shares it with one below.
    is_shared: bool,
    /// Of all rows.
    of_all: Option<UnitOfMeasure>,
    /// Of the rows that follow.
    of_rows: Option<UnitOfMeasure>,
    /// Whether the title of a section states it.
    is_of_section: bool,
    /// The unit of an amount above that the rows below it leave blank: whether it goes on is not certain.
    left_open: Option<UnitOfMeasure>,
    /// What the last line among the rows introduces, with how many figures stand above it.
    last_line: Option<(UnitOfMeasure, usize)>,
}

impl<'a> TableUnits<'a> {
    pub(super) fn new(column: Option<u32>, stated_above: Option<UnitOfMeasure>) -> Self {
        Self {
            column,
            above: None,
            until: 0,
            is_shared: true,
            of_rows: stated_above.clone(),
            of_all: stated_above,
            is_of_section: false,
            left_open: None,
            last_line: None,
        }
    }

    /// What the column last said.
    pub(super) fn above(&self) -> Option<&UnitOfMeasure> {
        self.above.as_deref()
    }

    /// The unit that a row declares; a ditto mark repeats the row above.
    pub(super) fn of_row(&mut self, row: Row<'a>, grid: &Grid<'_>, lexicon: &Lexicon) -> Said<'a> {
        let column = self.column?;
        self.is_shared = true;
        let Some(wording) = row.cell(column).and_then(GridCell::wording) else {
            // One that is merged over several rows stands in the first of them.
            let is_covered = row.number < self.until && row.cell(column).is_none();
            if let Some(above) = self.above.as_deref().filter(|_| !is_covered) {
                // Blank below one of thousands or millions of đồng.
                let is_multiple = above.dimension == Dimension::Money && above.factor > 1.0;
                self.left_open = is_multiple.then(|| above.in_doubt());
            }
            return self.above.clone().filter(|_| is_covered);
        };
        let at = CellAddress::new(row.number, column);
        self.until = grid.span(at).last.row + 1;
        if !lexicon.forms.words.ditto.contains(&wording.text) {
            let named = wording.unit().map(Cow::Borrowed);
            let unknown = || Cow::Owned(UnitOfMeasure::unknown(&wording.text));
            self.above = Some(named.unwrap_or_else(unknown));
            self.is_shared = self.until > row.number + 1;
        }
        self.above.clone()
    }

    /// The unit of a figure, contrary where the row itself states another than its indicator is counted in. A unit of money that
    /// stands for several rows says nothing of what is counted in one of them: `Số người được tính` with a ditto mark below a wage.
    pub(super) fn of_indicator<'u>(
        &self,
        said: Said<'u>,
        declared: Option<&UnitOfMeasure>,
        indicator: &Indicator,
    ) -> Said<'u> {
        let is_count = indicator.kind == IndicatorKind::Count;
        let is_of_others = self.column.is_some() && self.is_shared && declared == self.above();
        let is_amount = |unit: &UnitOfMeasure| unit.dimension == Dimension::Money;
        let said = said.filter(|it| !(is_count && is_of_others && is_amount(it)))?;
        let is_own = declared.is_some() && !self.is_shared;
        let own = is_own.then(|| unit_of_measure(&indicator.unit));
        let own = own.as_deref().and_then(Option::as_ref);
        Some(match own.is_some_and(|own| own.excludes(&said)) {
            true => Cow::Owned(said.into_owned().contrary()),
            false => said,
        })
    }

    /// The unit of a figure: what is declared for it in its row, beside it, by its column and by lines.
    pub(super) fn of_figure<'u>(
        &'u self,
        (row, declared): (Row<'u>, Option<&'u UnitOfMeasure>),
        column: &'u Column<'_>,
        region: &Region<'_>,
        is_money: bool,
    ) -> Said<'u> {
        let mut wider = [column.unit_of_measure(), self.of_rows.as_ref()]
            .into_iter()
            .flatten();
        let wider = wider.find(|unit| is_meant_for(unit, is_money));
        let beside = || amount_beside(row, region);
        let beside = is_money.then(beside).flatten();
        let said = settle_stated([declared, beside, wider]);
        // The unit may go on from a row above.
        let left_open = self.left_open.as_ref().filter(|_| is_money);
        said.or(left_open.map(Cow::Borrowed))
    }

    /// The title of a section may state the unit of its amounts: `III. Kinh phí (nghìn đồng)`. With the next one it ends.
    pub(super) fn begin_section(&mut self, title: &RowLabel) {
        let stated = title.unit.clone();
        let stated = stated.filter(|unit| unit.dimension == Dimension::Money);
        let was_of_section = std::mem::replace(&mut self.is_of_section, stated.is_some());
        if let Some(unit) = stated {
            self.of_rows = with_line(self.of_all.clone(), unit);
        } else if was_of_section {
            self.of_rows = self.of_all.clone();
        }
    }

    /// Takes over the unit that a row without a figure states; whether it states one.
    pub(super) fn take_line(
        &mut self,
        row: Row<'_>,
        table: &mut FigureTable,
        lexicon: &Lexicon,
    ) -> bool {
        let Some((unit, reach)) = unit_line(row, self.column, lexicon) else {
            return false;
        };
        if reach == Reach::Below {
            // A line among the rows is nearer to them than what stands above the table.
            self.of_rows = match is_meant_for(&unit, true) {
                true => Some(unit.clone()),
                false => with_line(self.of_rows.take(), unit.clone()),
            };
            self.last_line = Some((unit, table.figures.len()));
            return true;
        }
        // What is known of all rows was held against those above when they were read.
        let is_known = self.of_all.as_ref().is_some_and(|known| {
            known.dimension != Dimension::Money || known.factor == unit.factor
        });
        if !is_known {
            note_unit(table, &unit, reach, lexicon);
        }
        self.of_rows = with_line(self.of_rows.take(), unit.clone());
        self.of_all = with_line(self.of_all.take(), unit);
        true
    }

    /// A last line below all amounts speaks of those above it, where no other table follows.
    pub(super) fn close(&mut self, table: &mut FigureTable, region: &Region<'_>) {
        let Some((unit, first)) = self.last_line.take() else {
            return;
        };
        let mut below = table.figures[first..]
            .iter()
            .filter(|it| it.content.is_some());
        let is_amount_below = below.any(|figure| is_amount(&figure.indicator, region.lexicon));
        if !is_amount_below && region.is_last() {
            note_unit(table, &unit, Reach::All, region.lexicon);
        }
    }
}

fn is_amount(indicator: &str, lexicon: &Lexicon) -> bool {
    let indicator = lexicon.indicators.get(indicator);
    indicator.is_some_and(|known| known.kind == IndicatorKind::Money)
}

/// The unit of an amount that stands in a column for notes, or in one without a title.
fn amount_beside<'r>(row: Row<'r>, region: &Region<'_>) -> Option<&'r UnitOfMeasure> {
    let is_read = |cell: &&GridCell<'_>| {
        let column = region.header.at(cell.address.column);
        column.is_some_and(|column| column.kind != ColumnKind::Note)
    };
    let beside = row.cells.iter().filter(|cell| !is_read(cell));
    let mut units = beside.filter_map(|cell| cell.wording().and_then(Wording::unit));
    units.find(|unit| unit.dimension == Dimension::Money)
}

/// A note may state the unit of the amounts above it: `số tiền tính bằng nghìn đồng`. Those that are in `đồng` by
/// themselves, as forms are printed, are not known then; a larger unit was meant.
fn note_unit(table: &mut FigureTable, unit: &UnitOfMeasure, reach: Reach, lexicon: &Lexicon) {
    for position in 0..table.figures.len() {
        let figure = &table.figures[position];
        let own = table.declared(figure.declared);
        let has_own = own.is_some_and(|own| own.factor > 1.0 || reach == Reach::Rest);
        if has_own || !is_amount(&figure.indicator, lexicon) {
            continue;
        }
        let settled = settle_stated([own, Some(unit)]).map(Cow::into_owned);
        table.figures[position].declared = settled.map(|unit| table.declare(&unit));
    }
}

/// The unit that a row states; in the column of units of measure it would be the row's own.
fn unit_line(
    row: Row<'_>,
    unit_column: Option<u32>,
    lexicon: &Lexicon,
) -> Option<(UnitOfMeasure, Reach)> {
    let cells = row.cells.iter().enumerate();
    let mut cells = cells.filter(|(_, cell)| Some(cell.address.column) != unit_column);
    cells.find_map(|(position, cell)| {
        let line = cell.wording()?.unit_line(lexicon)?;
        let next = row.cells.get(position + 1);
        let beside = || next.map(GridCell::shown).unwrap_or_default();
        let said = line.said(beside, &lexicon.forms.words);
        said.filter(|(_, reach)| *reach != Reach::Table)
    })
}

/// What is left for the tables further down of the unit that the lines above a table state. In the title of that table
/// (`Bảng 1. Ủng hộ (ĐVT: nghìn đồng)`) it is said of that table; in one without a number below the form's own title it may be.
pub(super) fn left_for_next(
    grid: &Grid<'_>,
    rows: std::ops::Range<u32>,
    form_title: Option<u32>,
    (stated, lexicon): (Option<UnitOfMeasure>, &Lexicon),
) -> Option<UnitOfMeasure> {
    let words = &lexicon.forms.words;
    let states = |cell: &&GridCell<'_>| {
        let line = cell.wording().and_then(|it| it.unit_line(lexicon));
        line.is_some_and(|line| line.said(|| Cow::Borrowed(""), words).is_some())
    };
    let cells = grid.rows_within(rows).flat_map(|row| row.cells);
    let Some(cell) = cells.filter(states).last() else {
        return stated;
    };
    let wording = cell.wording();
    let key = wording.map_or("", Wording::label_key);
    if text::begins_with_any(key, &words.unit_of_measure_prefixes)
        || cell.text().trim_start().starts_with('(')
    {
        return stated;
    }
    let is_numbered = || {
        let (word, rest) = key.split_once(' ')?;
        let listed = [&words.heading_number_words, &words.table_words];
        let is_listed = listed.into_iter().any(|it| it.iter().any(|it| it == word));
        let number = rest.split(' ').next()?;
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) || marks_group(number);
        (is_listed && is_number).then_some(())
    };
    let is_own = wording.and_then(Wording::number).is_some() || is_numbered().is_some();
    match is_own {
        true => None,
        false if form_title.is_some_and(|row| row < cell.address.row) => {
            stated.map(|unit| unit.in_doubt())
        }
        false => stated,
    }
}

/// The unit that lines between two tables of a sheet state for the lower one.
pub(super) fn unit_between(
    grid: &Grid<'_>,
    rows: std::ops::Range<u32>,
    lexicon: &Lexicon,
) -> Option<UnitOfMeasure> {
    let cells = grid.rows_within(rows).flat_map(|row| row.cells);
    let lines = cells.filter_map(|cell| cell.wording()?.unit_line(lexicon));
    let stated = lines.filter_map(|line| line.said(|| Cow::Borrowed(""), &lexicon.forms.words));
    stated.fold(None, |known, (unit, _)| with_line(known, unit))
}

/// The unit of a whole table of units, with what lines below its header and, where no other table follows, below its rows
/// state.
pub(super) fn unit_of_table(
    region: &Region<'_>,
    stated_above: Option<UnitOfMeasure>,
) -> Option<UnitOfMeasure> {
    let is_figure = |cell: &GridCell<'_>| {
        let column = region.header.at(cell.address.column);
        column.is_some_and(|it| matches!(it.kind, ColumnKind::Indicator(..)))
            && cell.may_be_figure()
    };
    let mut known = stated_above;
    let mut is_below_figures = false;
    for row in region.rows() {
        if row.cells.iter().any(is_figure) {
            is_below_figures = true;
        } else if (!is_below_figures || region.is_last())
            && let Some((unit, _)) = unit_line(row, None, region.lexicon)
        {
            known = with_line(known, unit);
        }
    }
    known
}
