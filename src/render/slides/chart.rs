//! A chart on a slide, below what it shows; or cells where they say more.

use super::fit::{Size, cut};
use super::layout::Area;
use super::page::{GAP, Making, Page};
use super::shapes::{Frame, Framed, Paragraph, Run};
use super::table;
use crate::render::native_chart::{Drawn, Letters, draw};
use crate::report::chart::{ChartKind, ChartSpec, Emphasis, Tone};
use anyhow::Result;

const SUBTITLE: Size = Size::plain(16.0);
/// A square in a colour, for what a colour says.
const SQUARE: &str = "■ ";

/// The slide of a chart; of cells as many as they take.
pub(super) fn pages(making: Making<'_>, spec: &ChartSpec) -> Result<Vec<Page>> {
    let short = short(spec);
    let layout = making.layout().body;
    let letters = Letters {
        height: layout.height - 60.0,
        ..making.template.letters
    };
    let drawn = draw(&short, letters)?;
    let part = match drawn {
        Drawn::Grid(grid) => return Ok(table::grid_pages(making, spec, &grid)),
        Drawn::Chart(part) => part,
    };
    let mut page = making.begin(&making.slide.title);
    let room = making.end(&mut page);
    let room = subtitle(&mut page, room, (spec, part.is_cut));
    let frame = Framed {
        area: room,
        name: "Biểu đồ".to_owned(),
        description: description(spec),
    };
    page.chart = Some((part, frame));
    Ok(vec![page])
}

/// What a chart shows, for those who do not see it: title, unit and periods, and each value.
fn description(spec: &ChartSpec) -> String {
    let stopped = |text: &str| format!("{}.", text.trim_end_matches('.'));
    let mut parts = vec![stopped(&spec.title), stopped(&spec.subtitle)];
    for (place, category) in spec.categories.iter().enumerate() {
        let values = spec
            .series
            .iter()
            .enumerate()
            .filter_map(|(number, series)| {
                let value = spec.format_of(number).write(spec.value(number, place)?);
                Some(match spec.series.len() {
                    1 => value,
                    _ => format!("{} {value}", series.name),
                })
            });
        let values: Vec<String> = values.collect();
        if !values.is_empty() {
            parts.push(format!("{}: {}.", category.label, values.join("; ")));
        }
    }
    parts.join(" ")
}

/// Names at the ends of lines are the shorter ones.
fn short(spec: &ChartSpec) -> ChartSpec {
    let mut spec = spec.clone();
    if spec.kind == ChartKind::Slope {
        for series in &mut spec.series {
            if let Some(short) = series.short.take() {
                series.name = short;
            }
        }
    }
    spec
}

/// Puts indicator, unit and periods, and what colours say, above the chart. Returns the room below.
pub(super) fn subtitle(page: &mut Page, room: Area, (spec, is_cut): (&ChartSpec, bool)) -> Area {
    let mut said = spec.subtitle.clone();
    if let Some(target) = spec.target.as_ref().filter(|it| !said.contains(&it.label)) {
        said = format!("{said}. {}", target.label);
    }
    if is_cut && !spec.wording.axis_cut.is_empty() {
        said = format!("{said} ({})", spec.wording.axis_cut);
    }
    let said = cut(&said, SUBTITLE, room.width, 2);
    let mut height = SUBTITLE.height(&said, room.width);
    let mut paragraphs = vec![Paragraph::of(Run::new(said, SUBTITLE.points))];
    if let Some(key) = key(spec) {
        height += SUBTITLE.points * super::fit::LINE;
        paragraphs.push(key);
    }
    let area = Area::new(room.left, room.top, room.width, height);
    page.shapes
        .text_box((area, Frame::PLAIN), "Đơn vị tính, kỳ số liệu", &paragraphs);
    room.below(height + GAP)
}

/// What the colours of single bars say.
fn key(spec: &ChartSpec) -> Option<Paragraph> {
    let has_own_targets =
        spec.categories.iter().any(|it| it.target.is_some()) || spec.target.is_some();
    let has = |emphasis: Emphasis| spec.categories.iter().any(|it| it.emphasis == emphasis);
    if spec.kind != ChartKind::RankedBars || !has_own_targets || !has(Emphasis::Alert) {
        return None;
    }
    let met = spec
        .categories
        .iter()
        .position(|it| it.emphasis != Emphasis::Alert);
    let mut runs = Vec::new();
    let mut say = |colour, text: &str| {
        if !text.is_empty() {
            runs.push(Run::new(SQUARE, SUBTITLE.points).in_colour(colour));
            runs.push(Run::new(format!("{text}   "), SUBTITLE.points));
        }
    };
    if let Some(met) = met {
        say(spec.colour(0, met), &spec.wording.met);
    }
    say(Tone::Alert.rgb(), &spec.wording.unmet);
    (!runs.is_empty()).then(|| Paragraph {
        runs,
        ..Paragraph::of(Run::new("", SUBTITLE.points))
    })
}
