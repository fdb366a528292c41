//! The figures that changed, as data.

use super::stored::Figure;
use super::{CellChange, Changes};
use crate::render::data::{ChangedFigure, ChangedSide};

/// The figures of units that count otherwise, in the order of the sheet of cells.
pub fn changed_figures(changes: &Changes<'_>) -> Vec<ChangedFigure> {
    changes.cells.iter().map(changed).collect()
}

fn changed(change: &CellChange<'_>) -> ChangedFigure {
    let (period, unit, indicator) = change.pair.key;
    let (old, new) = (change.pair.old, change.pair.new);
    let cell = new.or(old).map(|figure| figure.cell);
    let place =
        cell.map(|cell| [&cell.file, &cell.sheet, &cell.cell].map(|text| Some(text.clone())));
    ChangedFigure {
        period,
        unit_id: unit.to_owned(),
        indicator: indicator.to_owned(),
        sides: [old, new].map(|side| side.map_or_else(ChangedSide::default, of_side)),
        cause: change.cause.key(),
        detail: Some(change.detail.clone()).filter(|detail| !detail.is_empty()),
        place: place.unwrap_or_default(),
    }
}

fn of_side(figure: Figure<'_>) -> ChangedSide {
    ChangedSide {
        cluster_id: figure.cluster.map(str::to_owned),
        value: figure.cell.value,
        category: figure.cell.category.clone(),
        raw: Some(figure.cell.raw.clone()),
    }
}
