//! Groups before and after, on a line each: where the same units stood and where they stand.

use super::font::{self, Weight};
use super::frame::{self, Entry};
use super::rows::{self, Row};
use super::scale::{self, Scale};
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{ChartSpec, Emphasis};

/// Values that all lie above this share of the highest are drawn on a cut axis, which then begins at or below the other.
const CUT: (f64, f64) = (0.6, 0.9);
const RADIUS: f64 = 12.0;
const GAP: f64 = 14.0;

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    if spec.series.len() < 2 {
        return;
    }
    let entries: Vec<Entry<'_>> = (0..2)
        .map(|series| Entry::bars(frame::colours(spec, series), &spec.series[series].name))
        .collect();
    let legend = frame::draw_legend(&entries, body, scene) + 12.0;
    let area = Area::new(body.left, body.top + legend, body.right, body.bottom);
    let rows = rows::lay_out(&spec.categories, area);
    let Some(first) = rows.rows.first() else {
        return;
    };
    let values = spec
        .series
        .iter()
        .flat_map(|series| series.values.iter().flatten().copied());
    let range = scale::axis_range(values, CUT);
    let room = |width: &dyn Fn(usize) -> f64| {
        let widths = (0..spec.categories.len()).map(width);
        widths.fold(0.0, f64::max) + RADIUS + GAP
    };
    let size = rows.size;
    let wide = |text: &str| font::width(text, size, Weight::SemiBold);
    let left = room(&|category| wide(&left_of(spec, category).0));
    let right = room(&|category| wide(&right_of(spec, category).0));
    let pixels = (first.marks.left + left, first.marks.right - right);
    let scale = Scale::new(range, pixels);
    if range.0 > 0.0 {
        draw_cut_note(spec, body, scene);
    }
    for (category, row) in rows.rows.iter().enumerate() {
        draw_row(spec, (category, row), (&scale, size), scene);
    }
    rows.draw_names(scene);
    rows.draw_total_rule(scene);
}

/// That the axis is cut, right of the legend.
fn draw_cut_note(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let at = (
        body.right,
        body.top + 18.0 + theme::MIDDLE * theme::SMALLEST,
    );
    let label = Label::new(spec.wording.axis_cut.clone(), theme::SMALLEST, at);
    scene.label(label.anchored(Anchor::End));
}

/// What is written left of both marks, and the series it is of.
fn left_of(spec: &ChartSpec, category: usize) -> (String, usize) {
    let (before, after) = (spec.value(0, category), spec.value(1, category));
    let series = usize::from(after < before);
    let value = spec.value(series, category);
    let written = value.map_or(String::new(), |value| spec.format.write(value));
    (with_detail(spec, category, (written, series)), series)
}

/// What is written right of both marks, and the series it is of.
fn right_of(spec: &ChartSpec, category: usize) -> (String, usize) {
    let series = 1 - left_of(spec, category).1;
    let value = spec.value(series, category);
    let written = value.map_or(String::new(), |value| spec.format.write(value));
    (with_detail(spec, category, (written, series)), series)
}

/// What has changed stands beside the later value.
fn with_detail(spec: &ChartSpec, category: usize, (written, series): (String, usize)) -> String {
    match &spec.categories[category].detail {
        Some(detail) if series == 1 => format!("{written} {detail}"),
        _ => written,
    }
}

fn draw_row(
    spec: &ChartSpec,
    (category, row): (usize, &Row),
    (scale, size): (&Scale, f64),
    scene: &mut Scene,
) {
    let middle = row.middle;
    let baseline = middle + theme::MIDDLE * size;
    let (Some(before), Some(after)) = (spec.value(0, category), spec.value(1, category)) else {
        let at = (row.marks.left, middle + theme::MIDDLE * theme::SMALLEST);
        let words = spec.wording.missing.clone();
        scene.label(Label::new(words, theme::SMALLEST, at));
        return;
    };
    let (from, to) = (scale.at(before), scale.at(after));
    let line = Area::new(from.min(to), middle - 3.0, from.max(to), middle + 3.0);
    scene.fill(line, theme::BASE);
    for (series, x) in [from, to].into_iter().enumerate() {
        scene.disc((x, middle), RADIUS, spec.colour(series, category));
    }
    let is_point = spec.categories[category].emphasis != Emphasis::Plain;
    let texts = [
        (left_of(spec, category), from.min(to), Anchor::End),
        (right_of(spec, category), from.max(to), Anchor::Start),
    ];
    for ((text, series), x, anchor) in texts {
        let x = match anchor {
            Anchor::End => x - RADIUS - GAP,
            _ => x + RADIUS + GAP,
        };
        let is_strong = series == 1 || is_point;
        scene.label(
            Label::new(text, size, (x, baseline))
                .anchored(anchor)
                .weighing(if is_strong {
                    Weight::SemiBold
                } else {
                    Weight::Regular
                })
                .coloured(if series == 1 {
                    theme::INK
                } else {
                    theme::QUIET
                }),
        );
    }
}
