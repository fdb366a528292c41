//! Lines among the rows of a table that state the unit of its amounts.

use super::column_kind::ColumnKind;
use super::grid::{GridCell, Row};
use super::row_label::{RowLabel, within};
use super::rows_of_indicators::Walk;
use super::stated_unit::{StatedUnit, introduction, joined};
use super::wording::Wording;
use super::{Lexicon, Region};
use crate::catalogue::IndicatorKind;
use crate::quantity::{Dimension, UnitOfMeasure, trailing_amount};
use std::borrow::Cow;

/// The units of measure that lines above and among the rows state.
pub(super) struct TableUnits {
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

impl TableUnits {
    pub(super) fn new(stated_above: Option<UnitOfMeasure>) -> Self {
        Self {
            of_rows: stated_above.clone(),
            of_all: stated_above,
            is_of_section: false,
            left_open: None,
            last_line: None,
        }
    }

    /// A row leaves its unit blank below one of thousands or millions of đồng.
    pub(super) fn leave_open(&mut self, above: &UnitOfMeasure) {
        let is_multiple = above.dimension == Dimension::Money && above.factor > 1.0;
        self.left_open = is_multiple.then(|| above.in_doubt());
    }

    /// The unit that may go on from a row above, where the last row left its own blank.
    pub(super) fn inherited(&self) -> Option<UnitOfMeasure> {
        self.left_open.clone()
    }

    /// The title of a section may state the unit of its amounts: `III. Kinh phí (nghìn đồng)`. With the next one it ends.
    pub(super) fn begin_section(&mut self, title: &RowLabel) {
        let stated = title.measured(None).map(Cow::into_owned);
        let stated = stated.filter(|unit| unit.dimension == Dimension::Money);
        if let Some(unit) = &stated {
            self.of_rows = Some(joined(self.of_all.clone(), unit.clone()));
        } else if self.is_of_section {
            self.of_rows = self.of_all.clone();
        }
        self.is_of_section = stated.is_some();
    }

    /// The unit that is stated for the rows that follow.
    pub(super) fn of_rows(&self) -> Option<&UnitOfMeasure> {
        self.of_rows.as_ref()
    }
}

/// What rows a line among them speaks of.
#[derive(Clone, Copy)]
pub(super) enum Reach {
    /// `Đơn vị tính: nghìn đồng`
    Below,
    /// `Ghi chú: số tiền tính bằng nghìn đồng`
    All,
    /// `Các khoản còn lại tính bằng nghìn đồng`: those that state none.
    Rest,
}

/// What a text says of the unit of the rows around it.
#[derive(Clone)]
pub(super) enum UnitAmongRows {
    /// It introduces one, which may stand beside.
    Introduced,
    /// It states one.
    Stated(UnitOfMeasure, Reach),
}

impl UnitAmongRows {
    pub(super) fn parse(wording: &Wording, lexicon: &Lexicon) -> Option<Self> {
        let words = &lexicon.forms.words;
        let lower = wording.text.to_lowercase();
        if introduction(&lower, &words.unit_of_measure_prefixes).is_some() {
            return Some(Self::Introduced);
        }
        let holds_any = |words: &[String]| words.iter().any(|word| lower.contains(word.as_str()));
        let is_note = holds_any(&words.unit_note_words);
        if !is_note && !lower.starts_with('(') {
            return None;
        }
        let unit = match &wording.line(lexicon).unit_of_measure {
            StatedUnit::Stated(Some(unit)) => unit.clone(),
            _ => trailing_amount(&lower).filter(|_| is_note)?,
        };
        let reach = if holds_any(&words.unit_rest_words) {
            Reach::Rest
        } else {
            Reach::All
        };
        (unit.factor > 1.0).then_some(Self::Stated(unit, reach))
    }
}

impl<'a> Walk<'a> {
    /// Takes over the unit that a row without a figure states; whether it states one.
    pub(super) fn take_unit_line(&mut self, row: Row<'a>) -> bool {
        let Some((unit, reach)) = unit_line(row, self.unit_column, self.region.lexicon) else {
            return false;
        };
        let is_of_amounts = matches!(unit.dimension, Dimension::Money | Dimension::Unknown);
        match reach {
            Reach::Below => {
                let known = if is_of_amounts {
                    self.units.of_all.clone()
                } else {
                    self.units.of_rows.take()
                };
                self.units.of_rows = Some(joined(known, unit.clone()));
                self.units.last_line = Some((unit, self.table.figures.len()));
            }
            Reach::All | Reach::Rest => {
                let known = self.units.of_all.as_ref();
                // What is known of all rows was held against those above when they were read.
                let is_news = known.is_none_or(|known| {
                    known.dimension == Dimension::Money && known.factor != unit.factor
                });
                if is_news {
                    self.note_unit(&unit, reach);
                }
                let of_rows = self.units.of_rows.take();
                self.units.of_rows = Some(joined(of_rows, unit.clone()));
                self.units.of_all = Some(joined(self.units.of_all.take(), unit));
            }
        }
        true
    }

    /// A last line below all amounts speaks of those above it, where no other table follows.
    pub(super) fn close_unit_line(&mut self) {
        let Some((unit, first)) = self.units.last_line.take() else {
            return;
        };
        let below = &self.table.figures[first..];
        let is_amount_below = below
            .iter()
            .any(|figure| figure.content.is_some() && self.is_amount(&figure.indicator));
        let is_last_table = self.region.grid.last_row() < Some(self.region.end);
        if !is_amount_below && is_last_table {
            self.note_unit(&unit, Reach::All);
        }
    }

    fn is_amount(&self, indicator: &str) -> bool {
        let indicator = self.region.lexicon.indicators.get(indicator);
        indicator.is_some_and(|known| known.kind == IndicatorKind::Money)
    }

    /// A note may state the unit of the amounts above it: `số tiền tính bằng nghìn đồng`. Those that are in `đồng` by
    /// themselves, as forms are printed, are not known then; a larger unit was meant.
    fn note_unit(&mut self, unit: &UnitOfMeasure, reach: Reach) {
        for position in 0..self.table.figures.len() {
            let figure = &self.table.figures[position];
            if !self.is_amount(&figure.indicator) {
                continue;
            }
            let own = self.table.declared(figure.declared);
            if own.is_some_and(|own| own.factor > 1.0 || matches!(reach, Reach::Rest)) {
                continue;
            }
            let unit = within(own.cloned().map(Cow::Owned), Some(unit)).map(Cow::into_owned);
            let figure_unit = unit.map(|unit| self.table.declare(&unit));
            self.table.figures[position].declared = figure_unit;
        }
    }
}

/// The unit that a row states; in the column of units of measure it would be the row's own.
fn unit_line(
    row: Row<'_>,
    unit_column: Option<u32>,
    lexicon: &Lexicon,
) -> Option<(UnitOfMeasure, Reach)> {
    let prefixes = &lexicon.forms.words.unit_of_measure_prefixes;
    let stated_in = |(position, cell): (usize, &GridCell<'_>)| {
        let wording = cell.wording()?;
        match wording.unit_among_rows(lexicon)? {
            UnitAmongRows::Stated(unit, reach) => Some((unit.clone(), *reach)),
            UnitAmongRows::Introduced => {
                let next = row.cells.get(position + 1);
                let beside = || next.map(GridCell::shown).unwrap_or_default();
                let stated = &wording.line(lexicon).unit_of_measure;
                let unit = stated.with_beside(&wording.text, beside, prefixes)?;
                Some((unit, Reach::Below))
            }
        }
    };
    let cells = row.cells.iter().enumerate();
    cells
        .filter(|(_, cell)| Some(cell.address.column) != unit_column)
        .find_map(stated_in)
}

/// The unit of a whole table of units, with what lines below its header and, where no other table follows, below its rows
/// state.
pub(super) fn unit_of_table(
    region: &Region<'_>,
    stated_above: Option<UnitOfMeasure>,
) -> Option<UnitOfMeasure> {
    let columns = &region.header.columns;
    let is_figure = |cell: &GridCell<'_>| {
        let found = columns.binary_search_by_key(&cell.address.column, |column| column.index);
        found.is_ok_and(|column| {
            matches!(columns[column].kind, ColumnKind::Indicator(..)) && cell.may_be_figure()
        })
    };
    let is_last_table = region.grid.last_row() < Some(region.end);
    let mut known = stated_above;
    let mut is_below_figures = false;
    for row in region.rows() {
        if row.cells.iter().any(is_figure) {
            is_below_figures = true;
        } else if (!is_below_figures || is_last_table)
            && let Some((unit, _)) = unit_line(row, None, region.lexicon)
        {
            known = Some(joined(known, unit));
        }
    }
    known
}
