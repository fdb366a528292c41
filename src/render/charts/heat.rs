//! Indicators × groups as shaded cells, each with its value; shades compare the groups within one indicator.

use super::fitting::{self, Block, Room};
use super::font::{self, Weight};
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{Category, ChartSpec, Emphasis, Rgb, Series, Tone};

/// Between a sum and the groups.
const APART: f64 = 14.0;

/// The width of what rows say beside themselves.
const BESIDE: f64 = 190.0;

/// Where cells lie.
struct Grid {
    left: f64,
    top: f64,
    cell: (f64, f64),
    heads: Vec<Block>,
    names: Vec<Block>,
    /// What rows say beside themselves, and the right edge of that.
    beside: Option<(Block, f64)>,
}

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let has_shades = spec.series.iter().any(|series| !series.shades.is_empty());
    let top = body.top
        + if has_shades {
            draw_key(spec, body, scene)
        } else {
            0.0
        };
    let grid = lay_out(spec, Area::new(body.left, top, body.right, body.bottom));
    for (category, head) in grid.heads.iter().enumerate() {
        let area = cell(&grid, spec, 0, category);
        let at = (
            (area.left + area.right) / 2.0,
            grid.top - 10.0 - head.height(),
        );
        head.place(scene, at, Anchor::Middle, theme::INK);
    }
    if let Some((head, right)) = &grid.beside {
        let at = (*right, grid.top - 10.0 - head.height());
        head.place(scene, at, Anchor::End, theme::QUIET);
    }
    let size = value_size(spec, &grid);
    for (series, name) in grid.names.iter().enumerate() {
        let first = cell(&grid, spec, series, 0);
        let at = (grid.left - 18.0, (first.top + first.bottom) / 2.0);
        name.place_around(scene, at, Anchor::End, theme::INK);
        if let (Some((_, right)), Some(detail)) = (&grid.beside, &spec.series[series].detail) {
            let size = theme::SMALLEST;
            let middle = (first.top + first.bottom) / 2.0 + theme::MIDDLE * size;
            scene.label(Label::new(detail, size, (*right, middle)).anchored(Anchor::End));
        }
        for category in 0..spec.categories.len() {
            draw_cell(
                spec,
                (series, category),
                cell(&grid, spec, series, category),
                size,
                scene,
            );
        }
    }
}

fn lay_out(spec: &ChartSpec, body: Area) -> Grid {
    let columns = spec.categories.len().max(1) as f64;
    let apart = if has_total(spec) { APART } else { 0.0 };
    let name_room = body.width() * if columns > 6.0 { 0.34 } else { 0.44 };
    let rough = (body.height() - 110.0) / spec.series.len().max(1) as f64;
    let names = names(spec, name_room, rough);
    let left = body.left + names.iter().map(Block::width).fold(0.0, f64::max) + 18.0;
    let beside = beside(spec);
    let reserve = beside.as_ref().map_or(0.0, |_| BESIDE);
    let width = ((body.right - left - apart - reserve) / columns).min(220.0);
    let heads = heads(spec, width - 8.0);
    let heights = heads.iter().chain(&beside).map(Block::height);
    let top = body.top + heights.fold(0.0, f64::max) + 14.0;
    let right = left + width * columns + apart + reserve;
    let height = ((body.bottom - top) / spec.series.len().max(1) as f64).min(104.0);
    Grid {
        left,
        top,
        cell: (width, height),
        heads,
        names,
        beside: beside.map(|head| (head, right)),
    }
}

/// The words above what rows say beside themselves; `None` where they say nothing.
fn beside(spec: &ChartSpec) -> Option<Block> {
    let room = Room {
        width: BESIDE - 24.0,
        lines: 3,
        weight: Weight::Regular,
    };
    let has_details = spec.series.iter().any(|series| series.detail.is_some());
    has_details.then(|| fitting::fit(&[&spec.wording.covered], theme::SMALLEST, room))
}

/// The indicators' names in the largest size in which all fit on the lines that a row has room for.
fn names(spec: &ChartSpec, width: f64, height: f64) -> Vec<Block> {
    let room = |size: f64| Room {
        width,
        lines: ((height - 3.0) / (size * theme::LINE))
            .floor()
            .clamp(1.0, 3.0) as usize,
        weight: Weight::Regular,
    };
    let ways: Vec<Vec<&str>> = spec.series.iter().map(Series::ways).collect();
    let sizes = theme::LABEL_SIZES.iter();
    let mut fitting_sizes = sizes.filter_map(|&size| fitting::fit_all(&ways, &[size], room(size)));
    fitting_sizes.next().unwrap_or_else(|| {
        let smallest = theme::SMALLEST;
        fitting::fit_cut(&ways, smallest, room(smallest))
    })
}

fn heads(spec: &ChartSpec, width: f64) -> Vec<Block> {
    let names: Vec<Vec<&str>> = spec.categories.iter().map(Category::ways).collect();
    let room = Room {
        width,
        lines: 3,
        weight: Weight::SemiBold,
    };
    let mut heads = fitting::fit_all(&names, theme::LABEL_SIZES, room)
        .unwrap_or_else(|| fitting::fit_cut(&names, theme::SMALLEST, room));
    for (head, category) in heads.iter_mut().zip(&spec.categories) {
        if category.emphasis == Emphasis::Plain {
            head.weight = Weight::Regular;
        }
    }
    heads
}

fn has_total(spec: &ChartSpec) -> bool {
    spec.categories
        .first()
        .is_some_and(|category| category.emphasis == Emphasis::Total)
}

fn cell(grid: &Grid, spec: &ChartSpec, series: usize, category: usize) -> Area {
    let apart = if has_total(spec) && category > 0 {
        APART
    } else {
        0.0
    };
    let left = grid.left + category as f64 * grid.cell.0 + apart;
    let top = grid.top + series as f64 * grid.cell.1;
    Area::new(left, top, left + grid.cell.0 - 3.0, top + grid.cell.1 - 3.0)
}

/// One size for all values, so that none looks weightier.
fn value_size(spec: &ChartSpec, grid: &Grid) -> Option<f64> {
    let written: Vec<String> = (0..spec.series.len())
        .flat_map(|series| (0..spec.categories.len()).map(move |category| (series, category)))
        .filter_map(|(series, category)| {
            let value = spec.value(series, category)?;
            Some(spec.format_of(series).write(value))
        })
        .collect();
    let sizes: Vec<f64> = theme::LABEL_SIZES
        .iter()
        .copied()
        .filter(|size| *size <= theme::SMALLEST || size * 1.2 < grid.cell.1)
        .collect();
    let room = grid.cell.0 - 9.0;
    let fits = |text: &String| font::width(text, theme::SMALLEST, Weight::SemiBold) <= room;
    let readable: Vec<String> = written.into_iter().filter(fits).collect();
    fitting::size_within(&readable, &sizes, Weight::SemiBold, room)
}

fn draw_cell(
    spec: &ChartSpec,
    (series, category): (usize, usize),
    area: Area,
    size: Option<f64>,
    scene: &mut Scene,
) {
    let is_total = spec.categories[category].emphasis == Emphasis::Total;
    let ground = if is_total {
        theme::PAPER
    } else {
        spec.colour(series, category)
    };
    scene.fill(area, ground);
    let centre = (area.left + area.right) / 2.0;
    let middle = (area.top + area.bottom) / 2.0;
    let Some(size) = size else { return };
    let at = (centre, middle + theme::MIDDLE * size);
    let label = match spec.value(series, category) {
        Some(value) => {
            let written = spec.format_of(series).write(value);
            let is_wide = font::width(&written, size, Weight::SemiBold) > area.width();
            // A figure without room says that it is there.
            Label::new(if is_wide { "…".into() } else { written }, size, at).on(ground)
        }
        None => Label::new("–", size, at).on(ground).coloured(theme::QUIET),
    };
    let is_set_apart = spec.categories[category].emphasis != Emphasis::Plain;
    scene.label(label.anchored(Anchor::Middle).weighing(if is_set_apart {
        Weight::SemiBold
    } else {
        Weight::Regular
    }));
}

/// Says what light, dark and a dash mean; returns its height.
fn draw_key(spec: &ChartSpec, body: Area, scene: &mut Scene) -> f64 {
    let size = theme::SMALLEST;
    let middle = body.top + 18.0;
    let baseline = middle + theme::MIDDLE * size;
    let mut x = body.left;
    let say = |text: &str, x: &mut f64, scene: &mut Scene| {
        scene.label(Label::new(text, size, (*x, baseline)));
        *x += font::width(text, size, Weight::Regular);
    };
    say(&spec.wording.lower, &mut x, scene);
    x += 12.0;
    for step in 0..7 {
        let area = Area::new(x, middle - 14.0, x + 26.0, middle + 14.0);
        scene.fill(area, Rgb::shaded(f64::from(step) / 6.0));
        x += 26.0;
    }
    x += 12.0;
    say(&spec.wording.higher, &mut x, scene);
    let is_complete = spec
        .series
        .iter()
        .all(|series| series.values.iter().all(Option::is_some));
    if !is_complete {
        x += 40.0;
        let area = Area::new(x, middle - 14.0, x + 36.0, middle + 14.0);
        scene.fill(area, Tone::Missing.rgb());
        scene.label(
            Label::new("–", size, (x + 18.0, baseline))
                .anchored(Anchor::Middle)
                .on(Tone::Missing.rgb())
                .coloured(theme::QUIET),
        );
        x += 46.0;
        say(&spec.wording.missing, &mut x, scene);
    }
    58.0
}
