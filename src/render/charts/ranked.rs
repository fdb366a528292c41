//! Bars from the highest to the lowest, with the line that they are held against. Losses lie left of the
//! base line.

use super::font::{self, Weight};
use super::rows::{self, Row, Rows};
use super::scale::Scale;
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{ChartSpec, Emphasis};

/// Room between a bar and its value.
const GAP: f64 = 16.0;

/// What all rows share.
struct Plan {
    rows: Rows,
    scale: Scale,
    size: f64,
}

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let above = if spec.target.is_some() { 58.0 } else { 0.0 };
    let rows = rows::lay_out(
        &spec.categories,
        Area::new(body.left, body.top + above, body.right, body.bottom),
    );
    let Some(first) = rows.rows.first() else {
        return;
    };
    let size = rows.size;
    let scale = scale(spec, first, size);
    let plan = Plan { rows, scale, size };
    for (category, row) in plan.rows.rows.iter().enumerate() {
        draw_row(spec, category, (&plan, row), scene);
    }
    plan.rows.draw_names(scene);
    plan.rows.draw_total_rule(scene);
    draw_target(spec, &plan, scene);
}

fn written(spec: &ChartSpec, category: usize, value: f64) -> String {
    let value = match spec.is_signed {
        true => spec.format.write_signed(value),
        false => spec.format.write(value),
    };
    match &spec.categories[category].detail {
        Some(detail) => format!("{value} {detail}"),
        None => value,
    }
}

/// From the furthest loss to the highest value, with room for what is written at either end.
fn scale(spec: &ChartSpec, row: &Row, size: f64) -> Scale {
    let values = spec
        .series
        .iter()
        .flat_map(|series| series.values.iter().flatten().copied());
    let line = spec.target.iter().map(|target| target.value);
    let all = values.chain(line);
    let (lowest, highest) = all.fold((0.0f64, 0.0f64), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let highest = if highest > lowest {
        highest
    } else {
        lowest + 1.0
    };
    let room = |is_loss: bool| {
        let widths = (0..spec.categories.len()).filter_map(|category| {
            let value = spec.value(0, category)?;
            let text = written(spec, category, value);
            (is_loss == (value < 0.0)).then(|| font::width(&text, size, Weight::SemiBold))
        });
        widths.fold(0.0, f64::max)
    };
    let missing = match spec.series.iter().any(|it| it.values.contains(&None)) {
        true => font::width(&spec.wording.missing, theme::SMALLEST, Weight::Regular),
        false => 0.0,
    };
    let before = if lowest < 0.0 { room(true) + GAP } else { 0.0 };
    let behind = room(false).max(if highest > 0.0 { 0.0 } else { missing }) + GAP;
    Scale::new(
        (lowest, highest),
        (row.marks.left + before, row.marks.right - behind),
    )
}

fn draw_row(spec: &ChartSpec, category: usize, (plan, row): (&Plan, &Row), scene: &mut Scene) {
    let (scale, size) = (&plan.scale, plan.size);
    let base = scale.at(0.0);
    let half = plan.rows.thickness() / 2.0;
    let baseline = row.middle + theme::MIDDLE * size;
    scene.fill(
        Area::new(base - 2.0, row.marks.top, base, row.marks.bottom),
        theme::BASE,
    );
    let Some(value) = spec.value(0, category) else {
        let at = (base + GAP, row.middle + theme::MIDDLE * theme::SMALLEST);
        let words = spec.wording.missing.clone();
        scene.label(Label::new(words, theme::SMALLEST, at));
        return;
    };
    let end = scale.at(value);
    let bar = Area::new(
        base.min(end),
        row.middle - half,
        base.max(end),
        row.middle + half,
    );
    scene.fill(bar, spec.colour(0, category));
    let is_point = spec.categories[category].emphasis != Emphasis::Plain;
    // Where a line or mark could strike through a value, all values stand in a column of their own.
    let (x, anchor) = match (spec.target.is_some(), value < 0.0) {
        (true, _) => (row.marks.right, Anchor::End),
        (false, true) => (end - GAP, Anchor::End),
        (false, false) => (end + GAP, Anchor::Start),
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

/// One line through all rows, named above the first.
fn draw_target(spec: &ChartSpec, plan: &Plan, scene: &mut Scene) {
    let (Some(target), Some(first), Some(last)) =
        (&spec.target, plan.rows.rows.first(), plan.rows.rows.last())
    else {
        return;
    };
    let x = plan.scale.at(target.value);
    scene.fill(
        Area::new(x - 2.0, first.marks.top - 6.0, x + 2.0, last.marks.bottom),
        theme::INK,
    );
    let half = font::width(&target.label, theme::SMALLEST, Weight::SemiBold) / 2.0;
    let centre = x.min(first.marks.right - half).max(first.marks.left + half);
    let at = (centre, first.marks.top - 20.0);
    scene.label(
        Label::new(target.label.clone(), theme::SMALLEST, at)
            .anchored(Anchor::Middle)
            .weighing(Weight::SemiBold)
            .coloured(theme::INK),
    );
}
