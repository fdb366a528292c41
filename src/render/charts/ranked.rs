//! Bars from the highest to the lowest, with the line or the marks that they are held against.

use super::font::{self, Weight};
use super::frame::{self, Entry};
use super::rows::{self, Row, Rows};
use super::scale::Scale;
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{ChartSpec, Emphasis};

/// Room between a bar and its value.
const GAP: f64 = 12.0;

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let above = if has_target(spec) { 46.0 } else { 0.0 };
    let rows = rows::lay_out(
        &spec.categories,
        Area::new(body.left, body.top + above, body.right, body.bottom),
    );
    let size = rows.size.min(24.0);
    let values = (0..spec.categories.len()).filter_map(|category| {
        let value = spec.value(0, category)?;
        Some(font::width(
            &written(spec, category, value),
            size,
            Weight::SemiBold,
        ))
    });
    let reserve = values.fold(0.0, f64::max) + 2.0 * GAP;
    for (category, row) in rows.rows.iter().enumerate() {
        draw_row(spec, category, (&rows, row), (size, reserve), scene);
    }
    rows.draw_names(scene);
    if spec.target.is_some() {
        draw_target(spec, &rows, reserve, scene);
    } else if has_target(spec) {
        draw_mark_legend(spec, body, scene);
    }
}

fn written(spec: &ChartSpec, category: usize, value: f64) -> String {
    let value = spec.format.write(value);
    match &spec.categories[category].detail {
        Some(detail) => format!("{value} {detail}"),
        None => value,
    }
}

fn scale(spec: &ChartSpec, row: &Row, reserve: f64) -> Scale {
    let values = spec
        .series
        .iter()
        .flat_map(|series| series.values.iter().flatten().copied());
    let targets = spec
        .categories
        .iter()
        .filter_map(|category| category.target);
    let line = spec.target.iter().map(|target| target.value);
    let highest = values.chain(targets).chain(line).fold(0.0, f64::max);
    let highest = if highest > 0.0 { highest } else { 1.0 };
    Scale::new((0.0, highest), (row.marks.left, row.marks.right - reserve))
}

fn draw_row(
    spec: &ChartSpec,
    category: usize,
    (rows, row): (&Rows, &Row),
    (size, reserve): (f64, f64),
    scene: &mut Scene,
) {
    let scale = scale(spec, row, reserve);
    let base = scale.at(0.0);
    let half = rows.thickness() / 2.0;
    let baseline = row.middle + theme::MIDDLE * size;
    scene.fill(
        Area::new(base - 2.0, row.marks.top, base, row.marks.bottom),
        theme::BASE,
    );
    let Some(value) = spec.value(0, category) else {
        scene.label(Label::new(
            spec.wording.missing.clone(),
            size.min(20.0),
            (base + GAP, baseline),
        ));
        return;
    };
    let end = scale.at(value.max(0.0));
    let bar = Area::new(base, row.middle - half, end, row.middle + half);
    scene.fill(bar, spec.colour(0, category));
    if let Some(own) = spec.categories[category].target {
        let x = scale.at(own);
        let mark = half + rows.pitch * 0.1;
        scene.fill(
            Area::new(x - 2.0, row.middle - mark, x + 2.0, row.middle + mark),
            theme::INK,
        );
    }
    let is_point = matches!(
        spec.categories[category].emphasis,
        Emphasis::Highlight | Emphasis::Alert
    );
    // Where a line or mark could strike through a value, all values stand in a column of their own.
    let (x, anchor) = match has_target(spec) {
        true => (row.marks.right, Anchor::End),
        false => (end + GAP, Anchor::Start),
    };
    scene.label(
        Label::new(written(spec, category, value), size, (x, baseline))
            .anchored(anchor)
            .weighing(if is_point {
                Weight::SemiBold
            } else {
                Weight::Regular
            })
            .coloured(theme::INK),
    );
}

fn has_target(spec: &ChartSpec) -> bool {
    spec.target.is_some()
        || spec
            .categories
            .iter()
            .any(|category| category.target.is_some())
}

/// One line through each panel, named above the first.
fn draw_target(spec: &ChartSpec, rows: &Rows, reserve: f64, scene: &mut Scene) {
    let Some(target) = &spec.target else { return };
    let mut panels: Vec<(&Row, f64)> = Vec::new();
    for row in &rows.rows {
        match panels.last_mut() {
            Some((first, bottom)) if first.marks.left == row.marks.left => {
                *bottom = row.marks.bottom
            }
            _ => panels.push((row, row.marks.bottom)),
        }
    }
    for (first, bottom) in panels {
        let x = scale(spec, first, reserve).at(target.value);
        scene.fill(
            Area::new(x - 1.5, first.marks.top - 8.0, x + 1.5, bottom),
            theme::INK,
        );
        let half = font::width(&target.label, 21.0, Weight::SemiBold) / 2.0;
        let centre = x.min(first.marks.right - half).max(first.marks.left + half);
        scene.label(
            Label::new(target.label.clone(), 21.0, (centre, first.marks.top - 18.0))
                .anchored(Anchor::Middle)
                .weighing(Weight::SemiBold)
                .coloured(theme::INK),
        );
    }
}

/// What the marks and the colours of the bars mean.
fn draw_mark_legend(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let words = &spec.wording;
    let mut entries = vec![Entry::mark(theme::INK, &words.own_target)];
    for (is_unmet, word) in [(false, &words.met), (true, &words.unmet)] {
        let first = (0..spec.categories.len()).find(|&category| {
            let is_alert = spec.categories[category].emphasis == Emphasis::Alert;
            is_alert == is_unmet && spec.value(0, category).is_some()
        });
        entries.extend(first.map(|category| Entry::bars(vec![spec.colour(0, category)], word)));
    }
    frame::draw_legend(&entries, body, scene);
}
