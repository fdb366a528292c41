//! Layouts of a header that explain as many figures as each other. A person decides between them only where the sheet
//! does: by its arithmetic. A figure of which they still make different things is not read.

use super::column_kind::ColumnKind;
use super::grid::GridCell;
use super::layout::{Body, Column, Header};
use super::sayings::FigureColumn;
use super::settled_columns::quotients;
use super::time::Time;
use crate::quantity::UnitOfMeasure;
use std::cmp::Reverse;

/// The one layout that is taken of those that explain as much, which stand by their rows, the fewest first.
pub(super) fn settled<'a>(layouts: Vec<Header<'a>>, body: &Body<'_, '_>) -> Option<Header<'a>> {
    let mut layouts: Vec<(usize, Header<'a>)> = layouts
        .into_iter()
        .map(|header| (borne_out(&header, body), header))
        .collect();
    // Stable: of those that arithmetic bears out as much the one of fewest rows stays first.
    layouts.sort_by_key(|(rows, _)| Reverse(*rows));
    let most = layouts.first()?.0;
    let mut layouts = layouts.into_iter().take_while(|(rows, _)| *rows == most);
    let (_, mut chosen) = layouts.next()?;
    for (_, rival) in layouts {
        doubt(&mut chosen, &rival, body);
    }
    Some(chosen)
}

/// What a layout makes of the figures in a column.
type Reading<'h> = (&'h ColumnKind, Time, Option<&'h UnitOfMeasure>);

fn reading<'h>(column: &'h Column<'_>) -> Option<Reading<'h>> {
    let reading = (&column.kind, column.time(), column.unit_of_measure());
    (!column.is_unknown()).then_some(reading)
}

/// Takes away what a layout makes of the figures of which its rival makes something else.
fn doubt(chosen: &mut Header<'_>, rival: &Header<'_>, body: &Body<'_, '_>) {
    let is_other_table = chosen.layout != rival.layout;
    let between = body.grid.rows_within(chosen.body_row..rival.body_row);
    let between: Vec<&GridCell<'_>> = between.flat_map(|row| row.cells).collect();
    for column in &mut chosen.columns {
        let index = column.index;
        let is_number = |cell: &&GridCell<'_>| cell.address.column == index && cell.is_number();
        let is_of_figures = !column.holds_words() && body.holds_figures(index);
        let other = rival.at(index);
        let is_same = other.is_some_and(|other| {
            let is_title = between.iter().any(is_number);
            !is_other_table && !is_title && reading(other) == reading(column)
        });
        if is_of_figures && !is_same && !column.is_unknown() {
            let other = other.map(|other| other.written().to_string());
            let titles = [Some(column.written().to_string()), other];
            let mut titles: Vec<String> = titles.into_iter().flatten().collect();
            titles.dedup();
            column.kind = ColumnKind::Unknown(titles);
        }
    }
}

/// In how many rows the rate of a layout is its result by its target.
fn borne_out(header: &Header<'_>, body: &Body<'_, '_>) -> usize {
    let all = |says| {
        let columns = header.columns.iter();
        columns.filter(move |column| column.kind == ColumnKind::Figure(says))
    };
    // A rate is that of the columns to its left, where there are any.
    let beside = |says, rate: u32| {
        let left = all(says).take_while(|column| column.index < rate).last();
        left.or_else(|| all(says).next()).map(|column| column.index)
    };
    let rates = all(FigureColumn::Rate).filter_map(|rate| {
        let value = beside(FigureColumn::Actual, rate.index)?;
        let target = beside(FigureColumn::Target, rate.index)?;
        Some(quotients(body, (value, target), rate.index))
    });
    rates.flatten().filter(|agrees| *agrees).count()
}
