//! What a change is made of: from one total to the next, a step a part.

use super::fitting::{self, Block, Room};
use super::font::Weight;
use super::scale::Scale;
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{Category, ChartSpec, Emphasis};

/// Where all levels lie above this share of the highest one, totals are drawn cut.
const CUT_ABOVE: f64 = 0.85;

/// A step's bar, in values.
struct Step {
    from: f64,
    to: f64,
    is_total: bool,
}

/// What steps stand on.
struct Ground {
    scale: Scale,
    is_cut: bool,
}

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let steps = steps(spec);
    let slot = body.width() / steps.len().max(1) as f64;
    let names = names(spec, slot);
    let heights = names.iter().map(Block::height).fold(0.0, f64::max);
    let detail = if spec.categories.iter().any(|step| step.detail.is_some()) {
        30.0
    } else {
        0.0
    };
    let bottom = body.bottom - heights - detail - 14.0;
    let (lowest, is_cut) = floor(&steps);
    let highest = steps
        .iter()
        .map(|step| step.from.max(step.to))
        .fold(0.0, f64::max);
    let highest = if highest > lowest {
        highest
    } else {
        lowest + 1.0
    };
    let above = if is_cut { 66.0 } else { 44.0 };
    // A fall to the ground has its value below it.
    let to_ground =
        |step: &Step| step.to < step.from && step.to - lowest < (highest - lowest) / 16.0;
    let below = if steps.iter().any(to_ground) {
        38.0
    } else {
        0.0
    };
    let scale = Scale::new((lowest, highest), (bottom - below, body.top + above));
    let ground = Ground { scale, is_cut };
    draw_ground(spec, (body, bottom), &ground, scene);
    for (position, step) in steps.iter().enumerate() {
        let centre = body.left + (position as f64 + 0.5) * slot;
        let half = (slot * 0.31).min(90.0);
        draw_step(spec, (position, step), &ground, (centre, half), scene);
        if position + 1 < steps.len() {
            let y = ground.scale.at(step.to);
            scene.fill(
                Area::new(centre + half, y - 1.0, centre + slot - half, y + 1.0),
                theme::BASE,
            );
        }
        names[position].place(scene, (centre, bottom + 12.0), Anchor::Middle, theme::INK);
        if let Some(detail) = &spec.categories[position].detail {
            let at = (centre, bottom + 12.0 + names[position].height() + 22.0);
            scene.label(Label::new(detail.clone(), 18.0, at).anchored(Anchor::Middle));
        }
    }
}

/// Totals stand on the ground, parts on the level reached; a missing part is no step.
fn steps(spec: &ChartSpec) -> Vec<Step> {
    let mut level = 0.0;
    (0..spec.categories.len())
        .map(|position| {
            let value = spec.value(0, position).unwrap_or(0.0);
            let is_total = spec.categories[position].emphasis == Emphasis::Total;
            let (from, to) = if is_total {
                (0.0, value)
            } else {
                (level, level + value)
            };
            level = to;
            Step { from, to, is_total }
        })
        .collect()
}

/// The lowest value drawn, and whether that is above zero.
fn floor(steps: &[Step]) -> (f64, bool) {
    let levels = steps.iter().map(|step| step.to);
    let (lowest, highest) = levels.fold((f64::INFINITY, 0.0f64), |(low, high), level| {
        (low.min(level), high.max(level))
    });
    if lowest.is_finite() && lowest > highest * CUT_ABOVE {
        let span = (highest - lowest).max(highest * 0.002);
        return ((lowest - span * 0.9).max(0.0), true);
    }
    (lowest.min(0.0), false)
}

fn names(spec: &ChartSpec, slot: f64) -> Vec<Block> {
    let names: Vec<Vec<&str>> = spec.categories.iter().map(Category::ways).collect();
    let room = Room {
        width: slot - 16.0,
        lines: 3,
        weight: Weight::SemiBold,
    };
    let mut blocks =
        fitting::fit_all(&names, &theme::LABEL_SIZES[2..], room).unwrap_or_else(|| {
            names
                .iter()
                .map(|ways| fitting::fit(ways, theme::SMALLEST, room))
                .collect()
        });
    for (block, step) in blocks.iter_mut().zip(&spec.categories) {
        if step.emphasis != Emphasis::Total {
            block.weight = Weight::Regular;
        }
    }
    blocks
}

fn draw_ground(
    spec: &ChartSpec,
    (body, bottom): (Area, f64),
    Ground { scale, is_cut }: &Ground,
    scene: &mut Scene,
) {
    let base = if *is_cut { bottom } else { scale.at(0.0) };
    scene.fill(
        Area::new(body.left, base, body.right, base + 2.0),
        theme::BASE,
    );
    if *is_cut {
        let at = (body.right, body.top + 6.0);
        scene.label(
            Label::new(spec.wording.axis_cut.clone(), theme::SMALL, at).anchored(Anchor::End),
        );
    }
}

fn draw_step(
    spec: &ChartSpec,
    (position, step): (usize, &Step),
    Ground { scale, is_cut }: &Ground,
    (centre, half): (f64, f64),
    scene: &mut Scene,
) {
    let from = if step.is_total && *is_cut {
        scale.at(scale.lowest())
    } else {
        scale.at(step.from)
    };
    let to = scale.at(step.to);
    // A part too small to see still shows as a line.
    let (top, bottom) = (from.min(to), from.max(to).max(from.min(to) + 2.0));
    let area = Area::new(centre - half, top, centre + half, bottom);
    scene.fill(area, spec.colour(0, position));
    if step.is_total && *is_cut && bottom - top > 60.0 {
        draw_break(area, scene);
    }
    let Some(value) = spec.value(0, position) else {
        return;
    };
    let written = if step.is_total {
        spec.format.write(value)
    } else {
        spec.format.write_signed(value)
    };
    let falls = step.to < step.from;
    let baseline = if falls { bottom + 28.0 } else { top - 11.0 };
    scene.label(
        Label::new(written, 24.0, (centre, baseline))
            .anchored(Anchor::Middle)
            .weighing(Weight::SemiBold)
            .coloured(theme::INK),
    );
}

/// Two slanted cuts near a bar's foot: it is longer than drawn.
fn draw_break(bar: Area, scene: &mut Scene) {
    for offset in [34.0, 22.0] {
        let y = bar.bottom - offset;
        let points = vec![
            (bar.left - 6.0, y + 8.0),
            (bar.right + 6.0, y - 8.0),
            (bar.right + 6.0, y - 3.0),
            (bar.left - 6.0, y + 13.0),
        ];
        scene.shapes.push(super::scene::Shape::Polygon {
            points,
            fill: theme::PAPER,
        });
    }
}
