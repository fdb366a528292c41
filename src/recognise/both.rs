//! Regions of which several tables are made: figures beside ranks, awards beside figures, points beside either.

use super::account::{RowKind, RowKinds};
use super::header::TableLayout;
use super::{
    FigureTable, MinutesKind, MinutesTable, Region, SheetStatements, minutes, rows_of_units,
};
use crate::catalogue::ColumnRole;

/// The scores and ratings that stand beside the ranks and awards of a conference.
pub(super) fn scores_beside(
    region: &Region<'_>,
    statements: &SheetStatements,
    minutes: &MinutesTable,
) -> Option<FigureTable> {
    let ranks = minutes.kind == MinutesKind::Nominations;
    // What else stands there is no figure, and needs no word.
    let read = || rows_of_units::read_table(region, statements, &mut Vec::new()).0;
    let table = ranks.then(read)?;
    (!table.figures.is_empty()).then_some(table)
}

/// The awards and places that stand beside the figures of a cluster's table, for its units.
pub(super) fn awards_beside(
    region: &Region<'_>,
    statements: &SheetStatements,
    kinds: &RowKinds,
) -> Option<MinutesTable> {
    let header = region.header;
    let is_list = header.layout == TableLayout::RowPerUnit;
    let has = |role| header.column(role).is_some();
    if !is_list || !(has(ColumnRole::Award) || has(ColumnRole::Rank)) {
        return None;
    }
    let mut awards = minutes::read_table(region, statements, MinutesKind::Nominations).0;
    awards.is_beside_figures = true;
    let is_unit = |row: u32| {
        let found = kinds.binary_search_by_key(&row, |(row, _)| *row);
        found.is_ok_and(|position| kinds[position].1 == RowKind::Figures)
    };
    awards.rows.retain(|row| is_unit(row.unit.at.row));
    Some(awards)
}
