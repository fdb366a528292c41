//! Groups × classes of units as bars of parts: shares of the rated units, or how many have reported.

use super::font::{self, Weight};
use super::frame::{self, Entry};
use super::rows::{self, Row, Rows};
use super::scale::Scale;
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{ChartKind, ChartSpec, Emphasis};

const GAP: f64 = 14.0;

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let entries: Vec<Entry<'_>> = (0..spec.series.len())
        .filter(|&class| {
            spec.series[class]
                .values
                .iter()
                .flatten()
                .any(|&count| count > 0.0)
        })
        .map(|class| Entry::bars(vec![spec.colour(class, 0)], &spec.series[class].name))
        .collect();
    let legend = frame::draw_legend(&entries, body, scene) + 12.0;
    let rows = rows::lay_out(
        &spec.categories,
        Area::new(body.left, body.top + legend, body.right, body.bottom),
    );
    let size = rows.size;
    let reserve = spec
        .categories
        .iter()
        .filter_map(|category| category.detail.as_ref())
        .map(|detail| font::width(detail, size, Weight::SemiBold))
        .fold(0.0, f64::max)
        + GAP
        + 4.0;
    let longest = (0..spec.categories.len())
        .map(|category| sum(spec, category))
        .fold(0.0, f64::max);
    for (category, row) in rows.rows.iter().enumerate() {
        let whole = sum(spec, category);
        let full = if spec.kind == ChartKind::Shares {
            whole
        } else {
            longest
        };
        let pixels = (row.marks.left, row.marks.right - reserve);
        let scale = Scale::new((0.0, if full > 0.0 { full } else { 1.0 }), pixels);
        draw_row(spec, category, (&rows, row), (&scale, size), scene);
    }
    rows.draw_names(scene);
    rows.draw_total_rule(scene);
}

fn sum(spec: &ChartSpec, category: usize) -> f64 {
    (0..spec.series.len())
        .filter_map(|class| spec.value(class, category))
        .sum()
}

fn draw_row(
    spec: &ChartSpec,
    category: usize,
    (rows, row): (&Rows, &Row),
    (scale, size): (&Scale, f64),
    scene: &mut Scene,
) {
    let half = rows.thickness() / 2.0;
    let baseline = row.middle + theme::MIDDLE * size;
    let count_size = theme::SMALLEST;
    let mut before = 0.0;
    for class in 0..spec.series.len() {
        let Some(count) = spec.value(class, category).filter(|&count| count > 0.0) else {
            continue;
        };
        let (left, right) = (scale.at(before), scale.at(before + count));
        before += count;
        let colour = spec.colour(class, category);
        // Parts are kept apart by paper, which shows on a grey print too.
        scene.fill_part(
            Area::new(
                left,
                row.middle - half,
                (right - 2.0).max(left + 1.0),
                row.middle + half,
            ),
            colour,
        );
        let written = spec.format.write(count);
        if font::width(&written, count_size, Weight::Regular) + 10.0 <= right - left {
            let at = (
                (left + right - 2.0) / 2.0,
                row.middle + theme::MIDDLE * count_size,
            );
            scene.label(
                Label::new(written, count_size, at)
                    .anchored(Anchor::Middle)
                    .on(colour),
            );
        }
    }
    let category = &spec.categories[category];
    if before == 0.0 {
        let at = (row.marks.left, baseline);
        scene.label(Label::new(
            spec.wording.missing.clone(),
            theme::SMALLEST,
            at,
        ));
    } else if let Some(detail) = &category.detail {
        let is_set_apart = category.emphasis != Emphasis::Plain;
        scene.label(
            Label::new(detail.clone(), size, (scale.at(before) + GAP, baseline))
                .weighing(if is_set_apart {
                    Weight::SemiBold
                } else {
                    Weight::Regular
                })
                .coloured(theme::INK),
        );
    }
}
