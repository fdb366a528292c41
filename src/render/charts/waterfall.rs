//! What a change is made of: from one total to the next, a step a part. Bars begin at zero. Where the change is too small
//! beside the totals to be seen, totals are numbers and only the change is drawn, from zero.

use super::fitting::{self, Block, Room};
use super::font::Weight;
use super::scale::Scale;
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{Category, ChartSpec, Emphasis};

/// Parts that reach less than this share of the highest total are not seen beside it.
const SEEN_FROM: f64 = 0.12;
/// The size of totals that are numbers.
const NUMBER: f64 = 56.0;

/// A step's bar, in values.
struct Step {
    from: f64,
    to: f64,
    is_total: bool,
}

/// Where steps stand.
struct Ground {
    scale: Scale,
    slot: f64,
    left: f64,
    /// Whether totals are numbers.
    is_change: bool,
}

impl Ground {
    fn centre(&self, position: usize) -> f64 {
        self.left + (position as f64 + 0.5) * self.slot
    }

    fn half(&self) -> f64 {
        (self.slot * 0.31).min(110.0)
    }
}

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    let whole = steps(spec, false);
    let is_change = is_small(&whole);
    let steps = match is_change {
        true => steps(spec, true),
        false => whole,
    };
    let slot = body.width() / steps.len().max(1) as f64;
    let names = names(spec, slot);
    let heights = names.iter().map(Block::height).fold(0.0, f64::max);
    let has_detail = spec.categories.iter().any(|step| step.detail.is_some());
    let detail = if has_detail { 44.0 } else { 0.0 };
    let bottom = body.bottom - heights - detail - 16.0;
    let scale = scale(&steps, (bottom, body.top));
    let ground = Ground {
        scale,
        slot,
        left: body.left,
        is_change,
    };
    let base = ground.scale.at(0.0);
    scene.fill(
        Area::new(body.left, base, body.right, base + 2.0),
        theme::BASE,
    );
    for (position, step) in steps.iter().enumerate() {
        let centre = ground.centre(position);
        draw_step(spec, (position, step), &ground, scene);
        if position + 1 < steps.len() {
            let y = ground.scale.at(step.to);
            let half = ground.half();
            let line = Area::new(centre + half, y - 1.0, centre + slot - half, y + 1.0);
            scene.fill(line, theme::BASE);
        }
        names[position].place(scene, (centre, bottom + 12.0), Anchor::Middle, theme::INK);
        if let Some(detail) = &spec.categories[position].detail {
            let at = (centre, bottom + 12.0 + names[position].height() + 34.0);
            let label = Label::new(detail.clone(), theme::SMALLEST, at);
            scene.label(label.anchored(Anchor::Middle));
        }
    }
}

/// Totals stand on the ground, parts on the level reached; a missing part is no step. Of a change alone the first total is
/// zero, and the last one what all parts come to.
fn steps(spec: &ChartSpec, is_change: bool) -> Vec<Step> {
    let mut level = 0.0;
    (0..spec.categories.len())
        .map(|position| {
            let value = spec.value(0, position).unwrap_or(0.0);
            let is_total = spec.categories[position].emphasis == Emphasis::Total;
            let (from, to) = match (is_total, is_change) {
                (true, true) => (0.0, level),
                (true, false) => (0.0, value),
                (false, _) => (level, level + value),
            };
            level = to;
            Step { from, to, is_total }
        })
        .collect()
}

fn is_small(steps: &[Step]) -> bool {
    let totals = steps.iter().filter(|step| step.is_total);
    let highest = totals.map(|step| step.to.abs()).fold(0.0, f64::max);
    let parts = steps.iter().filter(|step| !step.is_total);
    let largest = parts
        .map(|step| (step.to - step.from).abs())
        .fold(0.0, f64::max);
    largest > 0.0 && largest < SEEN_FROM * highest
}

/// From zero, with room for values above and below.
fn scale(steps: &[Step], (bottom, top): (f64, f64)) -> Scale {
    let ends = steps.iter().flat_map(|step| [step.from, step.to]);
    let (lowest, highest) = ends.fold((0.0f64, 0.0f64), |(low, high), end| {
        (low.min(end), high.max(end))
    });
    let highest = if highest > lowest {
        highest
    } else {
        lowest + 1.0
    };
    // A fall to the ground has its value below it.
    let near = |step: &Step| step.to < step.from && step.to - lowest < (highest - lowest) / 6.0;
    let below = if steps.iter().any(near) { 56.0 } else { 0.0 };
    Scale::new((lowest, highest), (bottom - below, top + 64.0))
}

fn names(spec: &ChartSpec, slot: f64) -> Vec<Block> {
    let names: Vec<Vec<&str>> = spec.categories.iter().map(Category::ways).collect();
    let room = Room {
        width: slot - 20.0,
        lines: 3,
        weight: Weight::SemiBold,
    };
    let mut blocks = fitting::fit_all(&names, theme::LABEL_SIZES, room)
        .unwrap_or_else(|| fitting::fit_cut(&names, theme::SMALLEST, room));
    for (block, step) in blocks.iter_mut().zip(&spec.categories) {
        if step.emphasis != Emphasis::Total {
            block.weight = Weight::Regular;
        }
    }
    blocks
}

fn draw_step(
    spec: &ChartSpec,
    (position, step): (usize, &Step),
    ground: &Ground,
    scene: &mut Scene,
) {
    let (centre, half) = (ground.centre(position), ground.half());
    let (from, to) = (ground.scale.at(step.from), ground.scale.at(step.to));
    let is_number = step.is_total && ground.is_change;
    // A part too small to see still shows as a line.
    let (top, bottom) = (from.min(to), from.max(to).max(from.min(to) + 2.0));
    if !is_number {
        let area = Area::new(centre - half, top, centre + half, bottom);
        scene.fill(area, spec.colour(0, position));
    }
    let Some(value) = spec.value(0, position) else {
        return;
    };
    let written = match step.is_total {
        true => spec.format.write(value),
        false => spec.format.write_signed(value),
    };
    let size = if is_number {
        fitting::size_within(
            std::slice::from_ref(&written),
            &[NUMBER, 44.0, 36.0],
            Weight::SemiBold,
            ground.slot - 16.0,
        )
        .unwrap_or(theme::SMALLEST)
    } else {
        theme::LABEL_SIZES[0]
    };
    let falls = step.to < step.from && !is_number;
    let baseline = match (is_number, falls) {
        (true, _) => to - 16.0,
        (false, true) => bottom + size + 4.0,
        (false, false) => top - 14.0,
    };
    scene.label(
        Label::new(written, size, (centre, baseline))
            .anchored(Anchor::Middle)
            .weighing(Weight::SemiBold)
            .coloured(theme::INK),
    );
}
