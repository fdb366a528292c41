//! What every picture has: title and subtitle above, notes and source below, and legends.

use super::fitting::{self, Block, Room};
use super::font::{self, Weight};
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{ChartSpec, Rgb};

/// So many lines notes may take, each on its own.
const NOTE_LINES: usize = 4;

/// Puts title, subtitle, notes and source, and returns what is left for the chart itself.
pub(super) fn draw(spec: &ChartSpec, scene: &mut Scene) -> Area {
    let width = f64::from(theme::WIDTH) - 2.0 * theme::MARGIN;
    let title = block(&spec.title, theme::TITLE_SIZES, width, Weight::SemiBold);
    title.place(
        scene,
        (theme::MARGIN, theme::MARGIN_TOP - 14.0),
        Anchor::Start,
        theme::INK,
    );
    let below_title = theme::MARGIN_TOP - 14.0 + title.height() + 10.0;
    let subtitle = block(
        &spec.subtitle,
        theme::SUBTITLE_SIZES,
        width,
        Weight::Regular,
    );
    subtitle.place(
        scene,
        (theme::MARGIN, below_title),
        Anchor::Start,
        theme::QUIET,
    );
    Area::new(
        theme::MARGIN,
        below_title + subtitle.height() + 32.0,
        theme::MARGIN + width,
        draw_foot(spec, width, scene) - 30.0,
    )
}

/// Puts notes and source at the foot and returns their upper edge.
fn draw_foot(spec: &ChartSpec, width: f64, scene: &mut Scene) -> f64 {
    let room = Room {
        width,
        lines: 2,
        weight: Weight::Regular,
    };
    let source = fitting::fit(&[spec.source.as_str()], theme::SMALL, room);
    let lines = |text: &String| fitting::fit(&[text.as_str()], theme::NOTE, room).lines;
    let mut notes: Vec<String> = spec.notes.iter().flat_map(lines).collect();
    if notes.len() > NOTE_LINES {
        // Many notes run on as one text.
        let lines = NOTE_LINES;
        notes = fitting::fit(
            &[&spec.notes.join(" ")],
            theme::NOTE,
            Room { lines, ..room },
        )
        .lines;
    }
    let notes = Block {
        lines: notes,
        size: theme::NOTE,
        weight: Weight::Regular,
    };
    let source_top = f64::from(theme::HEIGHT) - theme::MARGIN_BOTTOM - source.height();
    let top = source_top - notes.height();
    notes.place(scene, (theme::MARGIN, top), Anchor::Start, theme::INK);
    source.place(
        scene,
        (theme::MARGIN, source_top),
        Anchor::Start,
        theme::QUIET,
    );
    top
}

fn block(text: &str, sizes: &[f64], width: f64, weight: Weight) -> Block {
    let room = Room {
        width,
        lines: 2,
        weight,
    };
    let size = sizes
        .iter()
        .copied()
        .find(|&size| font::width(text, size, weight) <= width)
        .or_else(|| {
            let fits = |size: &f64| fitting::wrap(text, *size, room).is_some();
            sizes.iter().copied().find(fits)
        })
        .unwrap_or_else(|| sizes.last().copied().unwrap_or(theme::SMALLEST));
    fitting::fit(&[text], size, room)
}

/// One entry of a legend: swatches, as wide as what they stand for, and what they mean.
pub(super) struct Entry<'a> {
    colours: Vec<Rgb>,
    width: f64,
    text: &'a str,
}

impl<'a> Entry<'a> {
    /// Something that is shown as a bar or part of one.
    pub(super) fn bars(colours: Vec<Rgb>, text: &'a str) -> Self {
        Self {
            colours,
            width: 20.0,
            text,
        }
    }

    /// Something that is written.
    pub(super) fn words(text: &'a str) -> Self {
        Self {
            colours: Vec::new(),
            width: 0.0,
            text,
        }
    }

    /// Something that is shown as a mark.
    pub(super) fn mark(colour: Rgb, text: &'a str) -> Self {
        Self {
            colours: vec![colour],
            width: 4.0,
            text,
        }
    }
}

/// The colours in which a series is shown, each once.
pub(super) fn colours(spec: &ChartSpec, series: usize) -> Vec<Rgb> {
    let mut colours = Vec::new();
    for category in 0..spec.categories.len() {
        let colour = spec.colour(series, category);
        if !colours.contains(&colour) {
            colours.push(colour);
        }
    }
    colours
}

/// Puts a legend on as many lines as it needs and returns its height, with the space below it.
pub(super) fn draw_legend(entries: &[Entry<'_>], area: Area, scene: &mut Scene) -> f64 {
    let size = 21.0;
    let (mut x, mut middle) = (area.left, area.top + 14.0);
    for entry in entries {
        let step = entry.width + 2.0;
        let swatches = entry.colours.len() as f64 * step;
        let text = font::width(entry.text, size, Weight::Regular);
        if x > area.left && x + swatches + 8.0 + text > area.right {
            x = area.left;
            middle += 36.0;
        }
        for (position, &colour) in entry.colours.iter().enumerate() {
            let left = x + position as f64 * step;
            let swatch = Area::new(left, middle - 11.0, left + entry.width, middle + 11.0);
            scene.fill_part(swatch, colour);
        }
        let at = (x + swatches + 8.0, middle + theme::MIDDLE * size);
        scene.label(Label::new(entry.text, size, at).coloured(theme::INK));
        x += swatches + 8.0 + text + 38.0;
    }
    middle - area.top + 44.0
}
