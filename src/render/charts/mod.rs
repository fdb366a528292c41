//! Charts as pictures: laid out here, drawn as SVG by plotters, and from that as PNG by resvg.

mod before_after;
mod fitting;
mod font;
mod frame;
mod grouped;
mod heat;
mod history;
mod panels;
mod png;
mod ranked;
mod rows;
mod scale;
mod scene;
mod stacked;
mod svg;
#[cfg(test)]
pub(super) mod tests;
mod theme;
mod waterfall;

use crate::render::Artifact;
use crate::report::chart::{Category, ChartKind, ChartSpec, Series};
use anyhow::Context;
use rayon::prelude::*;
use scene::Scene;

/// The folder of all pictures.
const FOLDER: &str = "bieu-do";

/// Draws each chart as an SVG and a PNG at its place in the folder `bieu-do`, in the order of the charts. Beside the source
/// each bears who made it and when.
///
/// # Errors
/// Where a picture cannot be drawn, which only a want of memory brings about.
pub fn render_charts(charts: &[ChartSpec], imprint: &str) -> anyhow::Result<Vec<Artifact>> {
    let pictures: Vec<[Artifact; 2]> = charts
        .par_iter()
        .map_init(png::Canvas::new, |canvas, chart| {
            let drawn = render(chart, imprint, canvas.as_mut());
            drawn.with_context(|| format!("biểu đồ “{}”", chart.slug))
        })
        .collect::<anyhow::Result<_>>()?;
    Ok(pictures.into_iter().flatten().collect())
}

/// A chart as SVG to stand in a page with [`typeface`].
///
/// # Errors
/// As of [`render_charts`].
pub(super) fn inline_svg(chart: &ChartSpec) -> anyhow::Result<String> {
    let chart = displayable(chart);
    let document = svg::draw(&lay_out(&chart, ""))?;
    let description = description(&chart);
    let words = svg::Words {
        title: &chart.title,
        description: &description,
    };
    Ok(svg::inline(&document, &words))
}

/// The typeface of the pictures, for a style sheet.
pub(in crate::render) fn typeface() -> &'static str {
    &svg::FACES
}

/// What a chart says besides its title, for those who cannot see it.
fn description(chart: &ChartSpec) -> String {
    let said: Vec<&str> = std::iter::once(&chart.subtitle)
        .chain(&chart.notes)
        .chain([&chart.source])
        .map(|text| text.trim_end_matches('.'))
        .collect();
    format!("{}.", said.join(". "))
}

fn render(
    chart: &ChartSpec,
    imprint: &str,
    canvas: Option<&mut png::Canvas>,
) -> anyhow::Result<[Artifact; 2]> {
    let canvas = canvas.context("không đủ bộ nhớ để vẽ hình")?;
    let chart = displayable(chart);
    let document = svg::draw(&lay_out(&chart, &font::displayable(imprint)))?;
    let description = description(&chart);
    let words = svg::Words {
        title: &chart.title,
        description: &description,
    };
    let artifact = |extension: &str, bytes: Vec<u8>| Artifact {
        name: format!("{FOLDER}/{}.{extension}", chart.place),
        bytes,
    };
    Ok([
        artifact("svg", svg::complete(&document, &words).into_bytes()),
        artifact("png", canvas.draw(&document)?),
    ])
}

/// Places everything that the chart shows.
fn lay_out(chart: &ChartSpec, imprint: &str) -> Scene {
    let mut scene = Scene::default();
    let body = frame::draw(chart, imprint, &mut scene);
    let draw = match chart.kind {
        ChartKind::GroupedBars => grouped::draw,
        ChartKind::RankedBars => ranked::draw,
        ChartKind::Slope => panels::draw,
        ChartKind::BeforeAfter => before_after::draw,
        ChartKind::HeatMap => heat::draw,
        ChartKind::Waterfall => waterfall::draw,
        ChartKind::Shares | ChartKind::Coverage => stacked::draw,
    };
    draw(chart, body, &mut scene);
    scene
}

/// The chart with every text as the typeface can show it.
fn displayable(chart: &ChartSpec) -> ChartSpec {
    let text = |text: &String| font::displayable(text);
    let optional = |text: &Option<String>| text.as_deref().map(font::displayable);
    let mut shown = chart.clone();
    shown.title = text(&chart.title);
    shown.subtitle = text(&chart.subtitle);
    shown.source = text(&chart.source);
    shown.notes = chart.notes.iter().map(text).collect();
    if let Some(target) = &mut shown.target {
        target.label = text(&target.label);
    }
    shown.categories = chart
        .categories
        .iter()
        .map(|category| Category {
            label: text(&category.label),
            short: optional(&category.short),
            detail: optional(&category.detail),
            ..category.clone()
        })
        .collect();
    shown.series = chart
        .series
        .iter()
        .map(|series| Series {
            name: text(&series.name),
            short: optional(&series.short),
            detail: optional(&series.detail),
            ..series.clone()
        })
        .collect();
    let words = &mut shown.wording;
    for word in [
        &mut words.missing,
        &mut words.axis_cut,
        &mut words.lower,
        &mut words.higher,
        &mut words.not_yet,
        &mut words.more_notes,
        &mut words.covered,
    ] {
        *word = font::displayable(word);
    }
    shown
}
