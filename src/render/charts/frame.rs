//! What every picture has: title and subtitle above, notes and source below, and legends.

use super::fitting::{self, Block, Room};
use super::font::{self, Weight};
use super::scene::{Anchor, Area, Label, Scene};
use super::theme;
use crate::report::chart::{ChartKind, ChartSpec, Rgb};

/// So many lines a title takes at most.
const TITLE_LINES: usize = 4;
/// So many lines the source takes at most, with who made the picture and when.
const SOURCE_LINES: usize = 3;
/// So many lines notes take at most, however much room there is.
const NOTE_LINES: usize = 5;
/// Between the head and the chart, and between the chart and the foot.
const GAPS: (f64, f64) = (22.0, 20.0);

/// Puts title, subtitle, notes and source, and returns what is left for the chart itself.
pub(super) fn draw(spec: &ChartSpec, imprint: &str, scene: &mut Scene) -> Area {
    let width = f64::from(theme::WIDTH) - 2.0 * theme::MARGIN;
    let title = title(&spec.title, width);
    let mut top = theme::MARGIN_TOP - 8.0;
    title.place(scene, (theme::MARGIN, top), Anchor::Start, theme::INK);
    top += title.height() + 6.0;
    let subtitle = small(&spec.subtitle, width, 2);
    subtitle.place(scene, (theme::MARGIN, top), Anchor::Start, theme::QUIET);
    top += subtitle.height() + GAPS.0;
    let room = f64::from(theme::HEIGHT) - theme::MARGIN_BOTTOM - GAPS.1 - top - least_height(spec);
    let foot = draw_foot(spec, imprint, (width, room), scene);
    Area::new(theme::MARGIN, top, theme::MARGIN + width, foot - GAPS.1)
}

/// What a chart needs at least, so that its rows can be read.
fn least_height(spec: &ChartSpec) -> f64 {
    let rows = |count: usize| count as f64 * theme::LEAST_ROW + 60.0;
    match spec.kind {
        ChartKind::HeatMap => rows(spec.series.len()) + 110.0,
        ChartKind::Slope => 470.0,
        ChartKind::Waterfall => 430.0,
        ChartKind::RankedBars
        | ChartKind::GroupedBars
        | ChartKind::BeforeAfter
        | ChartKind::Shares
        | ChartKind::Coverage => rows(spec.categories.len()).max(420.0),
    }
}

/// Puts notes and source at the foot and returns their upper edge. Notes that have no room are counted and told where to
/// find; none is cut.
fn draw_foot(spec: &ChartSpec, imprint: &str, (width, room): (f64, f64), scene: &mut Scene) -> f64 {
    let source = [spec.source.as_str(), imprint].map(str::trim).join(" ");
    let source = small(source.trim(), width, SOURCE_LINES);
    let lines = (room / theme::SMALLEST_LINE).floor() as usize;
    let lines = lines
        .saturating_sub(source.lines.len())
        .clamp(1, NOTE_LINES);
    let notes = Block {
        lines: notes(spec, width, lines),
        ..source.clone()
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

/// As many whole notes as the lines take, in their order; then how many more there are.
fn notes(spec: &ChartSpec, width: f64, lines: usize) -> Vec<String> {
    let written: Vec<Vec<String>> = spec
        .notes
        .iter()
        .map(|note| small(note, width, usize::MAX).lines)
        .collect();
    let all: usize = written.iter().map(Vec::len).sum();
    if all <= lines {
        return written.concat();
    }
    let mut kept: Vec<String> = Vec::new();
    let mut left_out = 0;
    for note in written {
        // A line is kept for what says how many are left out.
        if left_out == 0 && kept.len() + note.len() < lines {
            kept.extend(note);
        } else {
            left_out += 1;
        }
    }
    kept.push(format!("{left_out} {}", spec.wording.more_notes));
    kept
}

/// The title in the larger size where that takes no more lines than the smaller one.
fn title(text: &str, width: f64) -> Block {
    let sizes = theme::TITLE_SIZES;
    let smallest = sizes.last().copied().unwrap_or(theme::SMALLEST);
    let room = |lines: usize| Room {
        width,
        lines,
        weight: Weight::SemiBold,
    };
    let fits = |lines: usize| {
        let wraps = |size: &f64| fitting::wrap(text, *size, room(lines)).is_some();
        let size = sizes.iter().copied().find(wraps)?;
        Some(fitting::fit(&[text], size, room(lines)))
    };
    (1..=TITLE_LINES)
        .find_map(fits)
        .unwrap_or_else(|| fitting::fit(&[text], smallest, room(TITLE_LINES)))
}

fn small(text: &str, width: f64, lines: usize) -> Block {
    let room = Room {
        width,
        lines,
        weight: Weight::Regular,
    };
    fitting::fill(text, theme::SMALLEST, room)
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
            width: 28.0,
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
            width: 6.0,
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
    if entries.is_empty() {
        return 0.0;
    }
    let size = theme::SMALLEST;
    let (mut x, mut middle) = (area.left, area.top + 18.0);
    for entry in entries {
        let step = entry.width + 2.0;
        let swatches = entry.colours.len() as f64 * step;
        let text = font::width(entry.text, size, Weight::Regular);
        if x > area.left && x + swatches + 12.0 + text > area.right {
            x = area.left;
            middle += theme::SMALLEST_LINE;
        }
        for (position, &colour) in entry.colours.iter().enumerate() {
            let left = x + position as f64 * step;
            let swatch = Area::new(left, middle - 14.0, left + entry.width, middle + 14.0);
            scene.fill_part(swatch, colour);
        }
        let at = (x + swatches + 12.0, middle + theme::MIDDLE * size);
        scene.label(Label::new(entry.text, size, at).coloured(theme::INK));
        x += swatches + 12.0 + text + 44.0;
    }
    middle - area.top + 36.0
}
