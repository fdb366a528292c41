//! A chart on a slide, below what it shows; or cells where they say more.

use super::page::{Making, Page, subtitle};
use super::shapes::Framed;
use super::table;
use crate::render::native_chart::{Drawn, Letters, draw};
use crate::report::chart::ChartSpec;
use anyhow::Result;

/// The slide of a chart; of cells as many as they take.
pub(super) fn pages(making: Making<'_>, spec: &ChartSpec) -> Result<Vec<Page>> {
    let layout = making.layout().body;
    let letters = Letters {
        width: layout.width,
        height: layout.height - 60.0,
        ..making.template.letters
    };
    let drawn = draw(spec, letters)?;
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
