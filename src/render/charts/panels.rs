//! Groups over periods, a small picture each, all on one scale: more lines than one picture shows apart.

use super::fitting::{self, Room};
use super::font::{self, Weight};
use super::scale::{self, Scale};
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{ChartSpec, Emphasis, Series};

/// Lines whose lowest value lies above the first share of the highest are drawn on a cut axis, which begins at or below
/// the second.
const CUT: (f64, f64) = (0.4, 0.8);
/// Between two panels, across and down.
const BETWEEN: (f64, f64) = (48.0, 22.0);

/// What all panels share.
struct Shared {
    range: (f64, f64),
    way: usize,
    name_size: f64,
    panel: (f64, f64),
}

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let columns = match spec.series.len() {
        count @ 0..=3 => count.max(1),
        4 => 2,
        5..=6 => 3,
        7..=8 => 4,
        _ => 5,
    };
    let lines = spec.series.len().div_ceil(columns).max(1);
    let values = spec
        .series
        .iter()
        .flat_map(|series| series.values.iter().flatten().copied());
    let range = scale::axis_range(values, CUT);
    let top = match range.0 > 0.0 {
        true => body.top + theme::SMALLEST_LINE,
        false => body.top,
    };
    if range.0 > 0.0 {
        let at = (body.left, body.top + theme::SMALLEST);
        let words = spec.wording.axis_cut.clone();
        scene.label(Label::new(words, theme::SMALLEST, at));
    }
    let across = (body.width() - BETWEEN.0 * (columns as f64 - 1.0)) / columns as f64;
    let down = (body.bottom - top - BETWEEN.1 * (lines as f64 - 1.0)) / lines as f64;
    let (way, name_size) = names(spec, across);
    let shared = Shared {
        range,
        way,
        name_size,
        panel: (across, down),
    };
    for (position, series) in spec.series.iter().enumerate() {
        let left = body.left + (position % columns) as f64 * (across + BETWEEN.0);
        let above = top + (position / columns) as f64 * (down + BETWEEN.1);
        let panel = Area::new(left, above, left + across, above + down);
        draw_panel(spec, (position, series), (panel, &shared), scene);
    }
}

/// The way in which all names are written, and the size: each stands beside its last value.
fn names(spec: &ChartSpec, width: f64) -> (usize, f64) {
    let ways = spec.series.iter().map(|it| it.ways().len()).max();
    let sizes = || theme::LABEL_SIZES.iter().copied();
    let found = (0..ways.unwrap_or(1)).find_map(|way| {
        let size = sizes().find(|&size| {
            spec.series.iter().enumerate().all(|(position, series)| {
                let name =
                    font::width(fitting::way_of(&series.ways(), way), size, Weight::SemiBold);
                name + 16.0 + font::width(&last(spec, position), size, Weight::SemiBold) <= width
            })
        })?;
        Some((way, size))
    });
    found.unwrap_or((usize::MAX, theme::SMALLEST))
}

/// The last value, or that there is none.
fn last(spec: &ChartSpec, series: usize) -> String {
    let category = spec.categories.len().saturating_sub(1);
    match spec.value(series, category) {
        Some(value) => spec.format.write(value),
        None => spec.wording.not_yet.clone(),
    }
}

fn draw_panel(
    spec: &ChartSpec,
    (position, series): (usize, &Series),
    (panel, shared): (Area, &Shared),
    scene: &mut Scene,
) {
    let size = shared.name_size;
    let is_point = series.emphasis != Emphasis::Plain;
    let value = last(spec, position);
    let room = Room {
        width: shared.panel.0 - 16.0 - font::width(&value, size, Weight::SemiBold),
        lines: 1,
        weight: Weight::SemiBold,
    };
    let name = fitting::fit(&[fitting::way_of(&series.ways(), shared.way)], size, room);
    let colour = match is_point {
        true => spec.colour(position, 0),
        false => theme::INK,
    };
    let baseline = panel.top + size;
    for line in &name.lines {
        let label = Label::new(line.clone(), size, (panel.left, baseline));
        scene.label(label.weighing(Weight::SemiBold).coloured(colour));
    }
    scene.label(
        Label::new(value, size, (panel.right, baseline))
            .anchored(Anchor::End)
            .weighing(Weight::SemiBold)
            .coloured(colour),
    );
    let plot = Area::new(
        panel.left,
        panel.top + size * theme::LINE + 16.0,
        panel.right,
        panel.bottom - theme::SMALLEST_LINE - 6.0,
    );
    scene.fill(
        Area::new(plot.left, plot.bottom, plot.right, plot.bottom + 2.0),
        theme::BASE,
    );
    draw_line(spec, position, (plot, shared.range), scene);
    draw_periods(spec, position, panel, scene);
}

fn draw_line(
    spec: &ChartSpec,
    series: usize,
    (plot, range): (Area, (f64, f64)),
    scene: &mut Scene,
) {
    let heights = Scale::new(range, (plot.bottom, plot.top));
    let steps = spec.categories.len().saturating_sub(1).max(1) as f64;
    let inset = 10.0;
    let step = (plot.width() - 2.0 * inset) / steps;
    let is_point = spec.series[series].emphasis != Emphasis::Plain;
    let colour = spec.colour(series, 0);
    let places: Vec<Option<(f64, f64)>> = (0..spec.categories.len())
        .map(|category| {
            let x = plot.left + inset + category as f64 * step;
            Some((x, heights.at(spec.value(series, category)?)))
        })
        .collect();
    for run in places.split(Option::is_none) {
        let points: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
        if points.len() > 1 {
            scene.path(points.clone(), if is_point { 6 } else { 4 }, colour);
        }
        for point in points {
            scene.disc(point, 7.0, colour);
        }
    }
}

/// The first period with its value and the last one, below the line.
fn draw_periods(spec: &ChartSpec, series: usize, panel: Area, scene: &mut Scene) {
    let [first, .., last] = spec.categories.as_slice() else {
        return;
    };
    let size = theme::SMALLEST;
    let baseline = panel.bottom - 8.0;
    let value = spec.value(series, 0);
    let began = value.map_or_else(
        || format!("{}: –", first.label),
        |value| format!("{}: {}", first.label, spec.format.write(value)),
    );
    let wide = |text: &str| font::width(text, size, Weight::Regular);
    let is_room = wide(&began) + wide(&last.label) + 16.0 <= panel.width();
    let began = if is_room || wide(&began) <= panel.width() {
        began
    } else {
        first.label.clone()
    };
    scene.label(Label::new(began, size, (panel.left, baseline)));
    if is_room {
        let label = Label::new(last.label.clone(), size, (panel.right, baseline));
        scene.label(label.anchored(Anchor::End));
    }
}
