//! Named rows: the ground of all charts that lie on their side.

use super::fitting::{self, Block, Room};
use super::font::Weight;
use super::scene::{Anchor, Area, Scene};
use super::theme;
use crate::report::chart::{Category, Emphasis};

/// Where a row's marks and name go.
pub(super) struct Row {
    /// Where marks and values may be put.
    pub(super) marks: Area,
    /// The height of its middle.
    pub(super) middle: f64,
    name: Block,
    emphasis: Emphasis,
}

/// All rows of a chart.
pub(super) struct Rows {
    /// One a category, in their order.
    pub(super) rows: Vec<Row>,
    /// The height a row has.
    pub(super) pitch: f64,
    /// The size of names and values.
    pub(super) size: f64,
}

/// The part of the width that names take at most.
const NAMES: f64 = 0.38;

/// Lays the categories out in the body.
pub(super) fn lay_out(categories: &[Category], body: Area) -> Rows {
    let is_total = |category: &Category| category.emphasis == Emphasis::Total;
    // A sum that is set apart costs a little room.
    let apart = if categories.iter().any(is_total) {
        0.3
    } else {
        0.0
    };
    let slots = categories.len().max(1) as f64 + apart;
    let highest_row = match categories.len() {
        0..=3 => 170.0,
        4..=6 => 124.0,
        _ => 96.0,
    };
    let pitch = (body.height() / slots).min(highest_row);
    let names = names(categories, pitch, body.width() * NAMES);
    let size = names.first().map_or(theme::SMALLEST, |name| name.size);
    let name_width = names.iter().map(Block::width).fold(0.0, f64::max);
    let above = ((body.height() - slots * pitch) * 0.35).min(90.0);
    let rows = names
        .into_iter()
        .zip(categories)
        .enumerate()
        .map(|(position, (name, category))| {
            let moved = if is_total(category) { 0.0 } else { apart };
            let top = body.top + above + (position as f64 + moved) * pitch;
            let left = body.left + name_width + 22.0;
            Row {
                marks: Area::new(left, top, body.right, top + pitch),
                middle: top + pitch / 2.0,
                name,
                emphasis: category.emphasis,
            }
        })
        .collect();
    Rows { rows, pitch, size }
}

/// The names in the largest size in which all of them fit; where none does, the longest are cut.
fn names(categories: &[Category], pitch: f64, width: f64) -> Vec<Block> {
    let ways: Vec<Vec<&str>> = categories.iter().map(Category::ways).collect();
    let room = |size: f64| Room {
        width,
        lines: if pitch >= size * theme::LINE * 2.0 {
            2
        } else {
            1
        },
        weight: Weight::SemiBold,
    };
    let most = ways.iter().map(Vec::len).max().unwrap_or(1);
    let sizes = theme::LABEL_SIZES
        .iter()
        .copied()
        .filter(|size| *size <= (pitch * 0.8).max(theme::SMALLEST));
    let one_line = |size: f64| Room {
        lines: 1,
        ..room(size)
    };
    let found = (0..most).find_map(|way| {
        let named: Vec<Vec<&str>> = ways
            .iter()
            .map(|ways| vec![fitting::way_of(ways, way)])
            .collect();
        sizes.clone().find_map(|size| {
            fitting::fit_all(&named, &[size], one_line(size))
                .or_else(|| fitting::fit_all(&named, &[size], room(size)))
        })
    });
    let smallest = theme::SMALLEST;
    let mut names = found.unwrap_or_else(|| fitting::fit_cut(&ways, smallest, room(smallest)));
    for (name, category) in names.iter_mut().zip(categories) {
        if !matches!(category.emphasis, Emphasis::Highlight | Emphasis::Total) {
            name.weight = Weight::Regular;
        }
    }
    names
}

impl Rows {
    /// How thick a row's bar is.
    pub(super) fn thickness(&self) -> f64 {
        (self.pitch * 0.66).clamp(6.0, 92.0)
    }

    /// Puts the names, right-aligned beside the marks.
    pub(super) fn draw_names(&self, scene: &mut Scene) {
        for row in &self.rows {
            let at = (row.marks.left - 18.0, row.middle);
            row.name.place_around(scene, at, Anchor::End, theme::INK);
        }
    }

    /// A thin line between a sum in the first row and what it sums up.
    pub(super) fn draw_total_rule(&self, scene: &mut Scene) {
        if let [first, second, ..] = self.rows.as_slice()
            && first.emphasis == Emphasis::Total
            && second.emphasis != Emphasis::Total
        {
            let y = (first.middle + second.middle) / 2.0;
            let left = first.marks.left - 18.0 - first.name.width();
            scene.fill(
                Area::new(left, y - 0.5, first.marks.right, y + 0.5),
                theme::GRID,
            );
        }
    }
}
