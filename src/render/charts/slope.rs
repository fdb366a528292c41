//! Groups over periods as lines, named at their ends; a period without figures is a gap that says so.

mod names;

use super::font::{self, Weight};
use super::scale::{self, Scale};
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{ChartSpec, Emphasis, Tone};

/// Lines whose lowest value lies above this share of the highest are drawn on a cut axis.
const CUT_ABOVE: f64 = 0.4;
/// A cut axis begins at or below this share of the highest value, so that a small change does not fill the height.
const CUT_TO: f64 = 0.8;

/// The plot and its scales.
struct Plot {
    area: Area,
    heights: Scale,
    left: f64,
    step: f64,
}

impl Plot {
    fn x(&self, category: usize) -> f64 {
        self.left + category as f64 * self.step
    }
}

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let values = || {
        spec.series
            .iter()
            .flat_map(|series| series.values.iter().flatten().copied())
    };
    let range = scale::axis_range(values(), (CUT_ABOVE, CUT_TO));
    let marks = scale::without_idle(scale::ticks(range, 8), values(), CUT_TO);
    let (Some(&lowest), Some(&highest)) = (marks.first(), marks.last()) else {
        return;
    };
    let names = names::names(spec, body);
    let name_width = names.room(spec);
    let written = axis_labels(spec, &marks);
    let axis_width = written
        .iter()
        .map(|mark| font::width(mark, 20.0, Weight::Regular))
        .fold(0.0, f64::max);
    let area = Area::new(
        body.left + axis_width + 18.0,
        body.top + if lowest > 0.0 { 48.0 } else { 20.0 },
        body.right - name_width - 26.0,
        body.bottom - 46.0,
    );
    let inset = 30.0f64.max(period_overhang(spec) - axis_width);
    let gaps = spec.categories.len().saturating_sub(1).max(1) as f64;
    let plot = Plot {
        area,
        heights: Scale::new((lowest, highest), (area.bottom, area.top)),
        left: area.left + inset,
        step: (area.width() - inset - 12.0) / gaps,
    };
    draw_axis(spec, &plot, marks.iter().copied().zip(written), scene);
    if lowest > 0.0 {
        let at = (body.left, body.top + 8.0);
        scene.label(Label::new(spec.wording.axis_cut.clone(), theme::SMALL, at));
    }
    draw_bridges(spec, &plot, scene);
    draw_periods(spec, &plot, scene);
    draw_lines(spec, &plot, scene);
    names::draw_names(spec, &plot, names, scene);
    draw_values(spec, &plot, scene);
}

fn period_overhang(spec: &ChartSpec) -> f64 {
    spec.categories.first().map_or(0.0, |first| {
        font::width(&first.label, 22.0, Weight::Regular) / 2.0
    })
}

fn axis_labels(spec: &ChartSpec, marks: &[f64]) -> Vec<String> {
    let step = marks
        .windows(2)
        .next()
        .map_or(1.0, |pair| pair[1] - pair[0]);
    let format = spec
        .format
        .with_decimals(scale::decimals_of_step(step / spec.format.divisor));
    marks.iter().map(|&mark| format.write(mark)).collect()
}

fn draw_axis(
    spec: &ChartSpec,
    plot: &Plot,
    marks: impl Iterator<Item = (f64, String)>,
    scene: &mut Scene,
) {
    for (mark, written) in marks {
        let y = plot.heights.at(mark).round();
        scene.fill(
            Area::new(plot.area.left, y, plot.area.right, y + 1.0),
            theme::GRID,
        );
        let at = (plot.area.left - 14.0, y + theme::MIDDLE * 20.0);
        scene.label(Label::new(written, 20.0, at).anchored(Anchor::End));
    }
    for (category, period) in spec.categories.iter().enumerate() {
        let at = (plot.x(category), plot.area.bottom + 38.0);
        scene.label(
            Label::new(period.label.clone(), 22.0, at)
                .anchored(Anchor::Middle)
                .coloured(theme::INK),
        );
    }
}

/// Each line's figures, and the categories they are in.
fn places(spec: &ChartSpec, plot: &Plot, series: usize) -> Vec<(usize, (f64, f64))> {
    (0..spec.categories.len())
        .filter_map(|category| {
            let y = plot.heights.at(spec.value(series, category)?);
            Some((category, (plot.x(category), y)))
        })
        .collect()
}

/// Broken lines across the periods that a line has no figures of.
fn draw_bridges(spec: &ChartSpec, plot: &Plot, scene: &mut Scene) {
    for series in order(spec) {
        for pair in places(spec, plot, series).windows(2) {
            if pair[1].0 > pair[0].0 + 1 {
                scene.dashes(pair[0].1, pair[1].1, spec.colour(series, 0));
            }
        }
    }
}

/// A band with words where a period has no figure at all.
fn draw_periods(spec: &ChartSpec, plot: &Plot, scene: &mut Scene) {
    for category in 0..spec.categories.len() {
        let is_empty = (0..spec.series.len()).all(|series| spec.value(series, category).is_none());
        if !is_empty {
            continue;
        }
        let half = (plot.step * 0.3).min(46.0);
        let x = plot.x(category);
        scene.fill(
            Area::new(x - half, plot.area.top, x + half, plot.area.bottom),
            Tone::Missing.rgb(),
        );
        let size = 19.0;
        let at = (
            x + theme::MIDDLE * size,
            (plot.area.top + plot.area.bottom) / 2.0,
        );
        let label = Label::new(spec.wording.missing.clone(), size, at).anchored(Anchor::Middle);
        let mut label = label.on(Tone::Missing.rgb()).turned();
        label.colour = theme::QUIET;
        scene.label(label);
    }
}

/// The context first, the point over it.
fn order(spec: &ChartSpec) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spec.series.len()).collect();
    order.sort_by_key(|&series| spec.series[series].emphasis != Emphasis::Plain);
    order
}

fn draw_lines(spec: &ChartSpec, plot: &Plot, scene: &mut Scene) {
    for series in order(spec) {
        let is_point = spec.series[series].emphasis != Emphasis::Plain;
        let colour = spec.colour(series, 0);
        let places: Vec<Option<(f64, f64)>> = (0..spec.categories.len())
            .map(|category| {
                Some((
                    plot.x(category),
                    plot.heights.at(spec.value(series, category)?),
                ))
            })
            .collect();
        for run in places.split(Option::is_none) {
            let points: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
            if points.len() > 1 {
                scene.path(points.clone(), if is_point { 5 } else { 3 }, colour);
            }
            for point in points {
                scene.disc(point, if is_point { 8.0 } else { 5.0 }, colour);
            }
        }
    }
}

/// Values along the point's line, above or below it, wherever no other line or label is in the way.
fn draw_values(spec: &ChartSpec, plot: &Plot, scene: &mut Scene) {
    let last = spec.categories.len().saturating_sub(1);
    for (series, line) in spec.series.iter().enumerate() {
        if line.emphasis == Emphasis::Plain {
            continue;
        }
        for category in 0..last {
            let Some(value) = spec.value(series, category) else {
                continue;
            };
            let (x, y) = (plot.x(category), plot.heights.at(value));
            let label = |baseline: f64| {
                Label::new(spec.format.write(value), 20.0, (x, baseline))
                    .anchored(Anchor::Middle)
                    .weighing(Weight::SemiBold)
                    .coloured(spec.colour(series, 0))
            };
            let choices = [label(y - 18.0), label(y + 34.0)];
            let fits = |label: &&Label| {
                let area = label.area().grown(3.0);
                area.bottom < plot.area.bottom
                    && scene.is_free(&area)
                    && !crosses_line(spec, plot, &area)
            };
            if let Some(label) = choices.iter().find(fits) {
                scene.labels.push(label.clone());
            }
        }
    }
}

/// Whether a line, broken ones included, runs through the area.
fn crosses_line(spec: &ChartSpec, plot: &Plot, area: &Area) -> bool {
    (0..spec.series.len()).any(|series| {
        let mut points: Vec<(f64, f64)> = places(spec, plot, series)
            .into_iter()
            .map(|(_, point)| point)
            .collect();
        // The way to the name of a line that ends early.
        if let Some(&(_, y)) = points.last() {
            points.push((plot.area.right, y));
        }
        points.windows(2).any(|ends| {
            let (from, to) = (ends[0], ends[1]);
            (0..=8).any(|part| {
                let x = area.left + area.width() * f64::from(part) / 8.0;
                let y = from.1 + (to.1 - from.1) * (x - from.0) / (to.0 - from.0);
                x >= from.0 && x <= to.0 && y > area.top && y < area.bottom
            })
        })
    })
}
