//! Named rows in one, two or three panels: the ground of all charts that lie on their side.

use super::fitting::{self, Block, Room};
use super::font::{self, Weight};
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

/// More rows than this do not stand in one panel.
const IN_ONE_PANEL: usize = 26;
/// More rows than this do not stand in two panels.
const IN_TWO_PANELS: usize = 60;
/// Between two panels.
const GUTTER: f64 = 56.0;

/// Lays the categories out in the body.
pub(super) fn lay_out(categories: &[Category], body: Area) -> Rows {
    let is_total = |category: &Category| category.emphasis == Emphasis::Total;
    let totals = categories
        .iter()
        .filter(|category| is_total(category))
        .count();
    let panels = match categories.len() - totals {
        0..=IN_ONE_PANEL => 1,
        n if n <= IN_TWO_PANELS => 2,
        _ => 3,
    };
    let in_panel = categories.len().div_ceil(panels).max(1);
    // A sum that is set apart costs a little room.
    let apart = if totals > 0 { 0.5 } else { 0.0 };
    let slots = in_panel as f64 + apart;
    let highest_row = match categories.len() {
        0..=3 => 170.0,
        4..=6 => 124.0,
        _ => 96.0,
    };
    let pitch = (body.height() / slots).min(highest_row);
    let panel_width = (body.width() - GUTTER * (panels as f64 - 1.0)) / panels as f64;
    let share = [0.34, 0.5, 0.5][panels - 1];
    let names = names(categories, pitch, panel_width * share);
    let size = names.first().map_or(theme::SMALLEST, |name| name.size);
    let name_width = names.iter().map(Block::width).fold(0.0, f64::max);
    let above = ((body.height() - slots * pitch) * 0.35).min(90.0);
    let rows = names
        .into_iter()
        .zip(categories)
        .enumerate()
        .map(|(position, (name, category))| {
            let left = body.left + (position / in_panel) as f64 * (panel_width + GUTTER);
            let moved = if is_total(category) { 0.0 } else { apart };
            let slot = (position % in_panel) as f64 + moved;
            let top = body.top + above + slot * pitch;
            Row {
                marks: Area::new(
                    left + name_width + 18.0,
                    top,
                    left + panel_width,
                    top + pitch,
                ),
                middle: top + pitch / 2.0,
                name,
                emphasis: category.emphasis,
            }
        })
        .collect();
    Rows { rows, pitch, size }
}

/// The names in the largest size in which all of them fit, down to a readable one in which the longest are cut.
fn names(categories: &[Category], pitch: f64, width: f64) -> Vec<Block> {
    let largest = (pitch * 0.72).clamp(theme::SMALLEST, 25.0).floor();
    let smallest = (largest * 0.8).max(theme::SMALLEST);
    let sizes: Vec<f64> = (0..)
        .map(|step| largest - f64::from(step))
        .take_while(|&size| size >= smallest)
        .collect();
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
    let whole = sizes.iter().copied().find(|&size| {
        let fits = |way: &str| fitting::wrap(way, size, room(size)).is_some();
        ways.iter().all(|ways| ways.iter().any(|way| fits(way)))
    });
    let size = whole.unwrap_or(smallest);
    ways.iter()
        .zip(categories)
        .map(|(ways, category)| {
            let one = Room {
                lines: 1,
                ..room(size)
            };
            let on_one_line = ways
                .iter()
                .any(|way| font::width(way, size, Weight::SemiBold) <= width);
            let mut name = fitting::fit(ways, size, if on_one_line { one } else { room(size) });
            if !matches!(category.emphasis, Emphasis::Highlight | Emphasis::Total) {
                name.weight = Weight::Regular;
            }
            name
        })
        .collect()
}

impl Rows {
    /// How thick a row's bar is.
    pub(super) fn thickness(&self) -> f64 {
        (self.pitch * 0.62).clamp(6.0, 92.0)
    }

    /// Puts the names, right-aligned beside the marks.
    pub(super) fn draw_names(&self, scene: &mut Scene) {
        for row in &self.rows {
            let at = (row.marks.left - 14.0, row.middle);
            row.name.place_around(scene, at, Anchor::End, theme::INK);
        }
    }

    /// A thin line between a sum in the first row and what it sums up.
    pub(super) fn draw_total_rule(&self, scene: &mut Scene) {
        if let [first, second, ..] = self.rows.as_slice()
            && first.emphasis == Emphasis::Total
        {
            let y = (first.middle + second.middle) / 2.0;
            let left = first.marks.left - 14.0 - first.name.width();
            scene.fill(
                Area::new(left, y - 0.5, first.marks.right, y + 0.5),
                theme::GRID,
            );
        }
    }
}
