//! Groups × periods in rows, for more groups than upright bars can show: the latest period as a bar, those before as
//! marks on it.

use super::font::{self, Weight};
use super::frame::{self, Entry};
use super::rows::{self, Row, Rows};
use super::scale::Scale;
use super::scene::{Area, Label, Scene};
use super::theme;
use crate::report::chart::{ChartSpec, Emphasis, Rgb};

const GAP: f64 = 16.0;
/// What stands for an earlier period's missing figure; the legend says so.
const GAP_MARK: &str = "–";
/// The colours of earlier periods' marks, the last before the latest first.
const MARKS: [Rgb; 3] = [theme::INK, Rgb::hex(0x6B_78_8B), Rgb::hex(0xB9_C2_CE)];

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    if spec.series.is_empty() {
        return;
    }
    let legend = draw_legend(spec, body, scene) + 12.0;
    let rows = rows::lay_out(
        &spec.categories,
        Area::new(body.left, body.top + legend, body.right, body.bottom),
    );
    let size = rows.size;
    let highest = (0..spec.categories.len())
        .map(|category| reach(spec, category))
        .fold(0.0, f64::max);
    let highest = if highest > 0.0 { highest } else { 1.0 };
    let width = rows
        .rows
        .iter()
        .enumerate()
        .map(|(category, row)| {
            let text = font::width(&written(spec, category), size, Weight::SemiBold);
            let free = row.marks.width() - text - GAP - 6.0;
            let share = reach(spec, category) / highest;
            if share > 0.0 {
                free / share
            } else {
                row.marks.width()
            }
        })
        .fold(f64::INFINITY, f64::min);
    for (category, row) in rows.rows.iter().enumerate() {
        let pixels = (
            row.marks.left,
            row.marks.left + width.min(row.marks.width() - GAP),
        );
        let scale = Scale::new((0.0, highest), pixels);
        draw_row(spec, category, (&rows, row), (&scale, size), scene);
    }
    rows.draw_names(scene);
}

/// The highest value of a row.
fn reach(spec: &ChartSpec, category: usize) -> f64 {
    (0..spec.series.len())
        .filter_map(|series| spec.value(series, category))
        .fold(0.0, f64::max)
}

fn draw_row(
    spec: &ChartSpec,
    category: usize,
    (rows, row): (&Rows, &Row),
    (scale, size): (&Scale, f64),
    scene: &mut Scene,
) {
    let last = spec.series.len() - 1;
    let base = scale.at(0.0);
    let half = rows.thickness() / 2.0;
    scene.fill(
        Area::new(base - 2.0, row.marks.top, base, row.marks.bottom),
        theme::BASE,
    );
    let latest = spec.value(last, category);
    if let Some(value) = latest {
        let area = Area::new(
            base,
            row.middle - half,
            scale.at(value.max(0.0)),
            row.middle + half,
        );
        scene.fill(area, spec.colour(last, category));
    }
    let mut reach = scale.at(latest.unwrap_or(0.0).max(0.0));
    for earlier in 0..last {
        let Some(value) = spec.value(earlier, category) else {
            continue;
        };
        let x = scale.at(value.max(0.0));
        reach = reach.max(x + 4.0);
        draw_mark(spec, earlier, (x, row.middle), half + 2.0, scene);
    }
    let is_point = spec.categories[category].emphasis == Emphasis::Highlight;
    let at = (reach + GAP, row.middle + theme::MIDDLE * size);
    let label = Label::new(written(spec, category), size, at);
    let label = match latest {
        Some(_) => label.coloured(theme::INK),
        None => label,
    };
    scene.label(label.weighing(if is_point {
        Weight::SemiBold
    } else {
        Weight::Regular
    }));
}

/// The latest value, and the earlier periods without one, whose marks would be missed.
fn written(spec: &ChartSpec, category: usize) -> String {
    let last = spec.series.len() - 1;
    let missing = &spec.wording.missing;
    let value = spec.value(last, category);
    let value = value.map_or(missing.clone(), |value| {
        let written = spec.format.write(value);
        match &spec.categories[category].detail {
            Some(detail) => format!("{written} ({detail})"),
            None => written,
        }
    });
    let gaps: Vec<&str> = (0..last)
        .filter(|&earlier| spec.value(earlier, category).is_none())
        .map(|earlier| spec.series[earlier].name.as_str())
        .collect();
    match gaps.is_empty() {
        true => value,
        false => format!("{value} ({}: {GAP_MARK})", gaps.join(", ")),
    }
}

/// A mark with a rim of paper, so that it stands out on the bar as well as beside it.
fn draw_mark(
    spec: &ChartSpec,
    series: usize,
    (x, middle): (f64, f64),
    half: f64,
    scene: &mut Scene,
) {
    scene.fill(
        Area::new(x - 4.0, middle - half, x + 4.0, middle + half),
        theme::PAPER,
    );
    let inner = Area::new(x - 2.0, middle - half, x + 2.0, middle + half);
    scene.fill(inner, mark_colour(spec, series));
}

/// Marks are darker than the bars they stand for, which are pale.
fn mark_colour(spec: &ChartSpec, series: usize) -> Rgb {
    let before_last = (spec.series.len() - 2).saturating_sub(series);
    MARKS[before_last.min(MARKS.len() - 1)]
}

fn draw_legend(spec: &ChartSpec, body: Area, scene: &mut Scene) -> f64 {
    let last = spec.series.len() - 1;
    let missing = format!("{GAP_MARK} {}", spec.wording.missing);
    let mut entries: Vec<Entry<'_>> = spec
        .series
        .iter()
        .enumerate()
        .map(|(series, period)| match series == last {
            true => Entry::bars(frame::colours(spec, series), &period.name),
            false => Entry::mark(mark_colour(spec, series), &period.name),
        })
        .collect();
    let has_gaps = (0..spec.categories.len())
        .any(|category| (0..last).any(|series| spec.value(series, category).is_none()));
    if has_gaps {
        entries.push(Entry::words(&missing));
    }
    frame::draw_legend(&entries, body, scene)
}
