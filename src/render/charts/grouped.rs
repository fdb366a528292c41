//! Groups × periods as upright bars, each with its value; very many groups become rows ([`super::history`]).

use super::fitting::{self, Block, Room};
use super::font::{self, Weight};
use super::frame::{self, Entry};
use super::scale::Scale;
use super::scene::{Anchor, Area, Label, Scene};
use super::{history, theme};
use crate::report::chart::{Category, ChartSpec, Emphasis};

/// How bars, names and values fit beside each other.
struct Columns {
    left: f64,
    slot: f64,
    pitch: f64,
    bar: f64,
    value_size: f64,
    names: Vec<Block>,
    /// The size of the periods below the bars; `None` where they need a legend.
    period_size: Option<f64>,
}

pub(super) fn draw(spec: &ChartSpec, body: Area, scene: &mut Scene) {
    match columns(spec, body) {
        Some(columns) => draw_columns(spec, &columns, body, scene),
        None => history::draw(spec, body, scene),
    }
}

/// The layout with upright bars; `None` where values or names would not be readable.
fn columns(spec: &ChartSpec, body: Area) -> Option<Columns> {
    let bars = spec.series.len().max(1) as f64;
    let slot = body.width() / spec.categories.len().max(1) as f64;
    let pitch = (slot * 0.86 / bars).min(140.0);
    let values: Vec<String> = spec
        .series
        .iter()
        .flat_map(|series| series.values.iter().flatten())
        .map(|&value| spec.format.write(value))
        .collect();
    let room_for_value = if bars > 1.0 { pitch - 6.0 } else { slot - 12.0 };
    let value_size = fitting::size_within(
        &values,
        theme::LABEL_SIZES,
        Weight::SemiBold,
        room_for_value,
    )?;
    let names: Vec<Vec<&str>> = spec.categories.iter().map(Category::ways).collect();
    let room = Room {
        width: slot - 18.0,
        lines: 3,
        weight: Weight::SemiBold,
    };
    let mut names = fitting::fit_all(&names, theme::LABEL_SIZES, room)?;
    for (name, category) in names.iter_mut().zip(&spec.categories) {
        if category.emphasis != Emphasis::Highlight {
            name.weight = Weight::Regular;
        }
    }
    let details = spec.categories.iter().filter_map(|it| it.detail.as_ref());
    let widest = details.map(|text| font::width(text, theme::SMALLEST, Weight::Regular));
    if widest.fold(0.0, f64::max) > slot - 12.0 {
        return None;
    }
    let periods: Vec<String> = spec
        .series
        .iter()
        .map(|series| series.name.clone())
        .collect();
    let period_sizes = theme::LABEL_SIZES;
    Some(Columns {
        left: body.left,
        slot,
        pitch,
        bar: pitch - (pitch * 0.07).clamp(2.0, 8.0),
        value_size,
        names,
        period_size: fitting::size_within(&periods, period_sizes, Weight::SemiBold, pitch - 6.0),
    })
}

fn draw_columns(spec: &ChartSpec, columns: &Columns, body: Area, scene: &mut Scene) {
    let legend = match columns.period_size {
        Some(_) => 0.0,
        None => draw_legend(spec, body, scene),
    };
    let names = columns.names.iter().map(Block::height).fold(0.0, f64::max);
    let periods = columns.period_size.map_or(0.0, |size| size * 1.5);
    let details = detail_height(spec);
    let bottom = body.bottom - names - periods - details - 12.0;
    let top = body.top + legend + columns.value_size * 1.6;
    let (lowest, highest) = extent(spec);
    // A loss below the base line needs room for its value.
    let bottom = if lowest < 0.0 {
        bottom - columns.value_size * 1.6
    } else {
        bottom
    };
    let scale = Scale::new((lowest, highest), (bottom, top));
    let base = scale.at(0.0);
    scene.fill(
        Area::new(body.left, base, body.right, base + 2.0),
        theme::BASE,
    );
    for category in 0..spec.categories.len() {
        for series in 0..spec.series.len() {
            draw_bar(spec, columns, &scale, (series, category), scene);
        }
        draw_names(
            spec,
            columns,
            category,
            body.bottom - names - periods - details,
            scene,
        );
    }
}

fn extent(spec: &ChartSpec) -> (f64, f64) {
    let values = spec
        .series
        .iter()
        .flat_map(|series| series.values.iter().flatten());
    let (lowest, highest) = values.fold((0.0f64, 0.0f64), |(lowest, highest), &value| {
        (lowest.min(value), highest.max(value))
    });
    if lowest == highest {
        (0.0, 1.0)
    } else {
        (lowest, highest)
    }
}

/// The middle of a series' bar in a category.
fn middle(spec: &ChartSpec, columns: &Columns, (series, category): (usize, usize)) -> f64 {
    let centre = columns.left + (category as f64 + 0.5) * columns.slot;
    centre + (series as f64 - (spec.series.len() as f64 - 1.0) / 2.0) * columns.pitch
}

fn draw_bar(
    spec: &ChartSpec,
    columns: &Columns,
    scale: &Scale,
    at: (usize, usize),
    scene: &mut Scene,
) {
    let x = middle(spec, columns, at);
    let base = scale.at(0.0);
    let Some(value) = spec.value(at.0, at.1) else {
        draw_missing(&spec.wording.missing, (x, base), columns.pitch, scene);
        return;
    };
    let end = scale.at(value);
    let half = columns.bar / 2.0;
    let area = Area::new(x - half, end.min(base), x + half, end.max(base));
    scene.fill(area, spec.colour(at.0, at.1));
    let is_last = at.0 + 1 == spec.series.len();
    let size = columns.value_size;
    let baseline = if value < 0.0 {
        area.bottom + size
    } else {
        area.top - size * 0.4
    };
    scene.label(
        Label::new(spec.format.write(value), size, (x, baseline))
            .anchored(Anchor::Middle)
            .weighing(if is_last {
                Weight::SemiBold
            } else {
                Weight::Regular
            })
            .coloured(if is_last { theme::INK } else { theme::QUIET }),
    );
}

/// Says in the bar's place that there is no figure.
fn draw_missing(words: &str, (x, base): (f64, f64), pitch: f64, scene: &mut Scene) {
    let size = theme::SMALLEST;
    if font::width(words, size, Weight::Regular) <= pitch - 8.0 {
        let label = Label::new(words, size, (x, base - size * 0.5));
        scene.label(label.anchored(Anchor::Middle));
    } else {
        let label = Label::new(words, size, (x + theme::MIDDLE * size, base - 10.0));
        scene.label(label.turned());
    }
}

fn draw_names(spec: &ChartSpec, columns: &Columns, category: usize, top: f64, scene: &mut Scene) {
    let mut name_top = top;
    if let Some(size) = columns.period_size {
        for (series, period) in spec.series.iter().enumerate() {
            let is_last = series + 1 == spec.series.len();
            let x = middle(spec, columns, (series, category));
            scene.label(
                Label::new(period.name.clone(), size, (x, top + size * 0.75))
                    .anchored(Anchor::Middle)
                    .weighing(if is_last {
                        Weight::SemiBold
                    } else {
                        Weight::Regular
                    })
                    .coloured(if is_last { theme::INK } else { theme::QUIET }),
            );
        }
        name_top += size * 1.5;
    }
    let centre = columns.left + (category as f64 + 0.5) * columns.slot;
    let name = &columns.names[category];
    name.place(scene, (centre, name_top), Anchor::Middle, theme::INK);
    if let Some(detail) = &spec.categories[category].detail {
        let at = (centre, name_top + name.height() + theme::SMALLEST);
        scene.label(Label::new(detail, theme::SMALLEST, at).anchored(Anchor::Middle));
    }
}

/// The room that words below the names take.
fn detail_height(spec: &ChartSpec) -> f64 {
    match spec.categories.iter().any(|it| it.detail.is_some()) {
        true => theme::SMALLEST_LINE,
        false => 0.0,
    }
}

/// A swatch a period, in the colours of the point and of the context where both are there.
fn draw_legend(spec: &ChartSpec, body: Area, scene: &mut Scene) -> f64 {
    let entries: Vec<Entry<'_>> = spec
        .series
        .iter()
        .enumerate()
        .map(|(series, period)| Entry::bars(frame::colours(spec, series), &period.name))
        .collect();
    frame::draw_legend(&entries, body, scene)
}
