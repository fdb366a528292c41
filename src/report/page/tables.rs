//! Tables and charts of the report as plain tables of the page.

use super::{PageCell, PageTable, Shade};
use crate::report::chart::{ChartKind, ChartSpec};
use crate::report::native::with_detail;
use crate::report::{Align, Cell, Table, Tone};

/// A table of the report; links to sheets of the workbook lead nowhere here.
pub(super) fn of_table(table: &Table) -> PageTable {
    let columns = table.columns.iter();
    PageTable {
        caption: table.caption.clone().unwrap_or_default(),
        columns: columns
            .map(|column| (column.title.clone(), column.align == Align::Right))
            .collect(),
        rows: table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(of_cell).collect())
            .collect(),
    }
}

/// A cell of the report without its links.
pub(super) fn of_cell(cell: &Cell) -> PageCell {
    PageCell {
        text: cell.shown(),
        shade: match cell.tone {
            Tone::Plain | Tone::Strong => Shade::Plain,
            Tone::Muted => Shade::Muted,
            Tone::Good => Shade::Good,
            Tone::Warning => Shade::Warning,
            Tone::Bad => Shade::Bad,
        },
        place: None,
    }
}

/// What a chart is drawn from. Charts over time have a row a group, all others a row a category.
pub(super) fn of_chart(chart: &ChartSpec) -> PageTable {
    let plain = |text: String| PageCell {
        text,
        ..PageCell::default()
    };
    let value = |series: usize, category: usize| {
        let value = chart.value(series, category);
        plain(value.map_or_else(
            || chart.wording.missing.clone(),
            |value| chart.format_of(series).write(value),
        ))
    };
    let categories = chart.categories.iter();
    let categories: Vec<String> = categories
        .map(|it| with_detail(&it.label, it.detail.as_deref()))
        .collect();
    // What is measured stands above the only column of a chart that has no runs by name.
    let unit = crate::text::capitalised(&chart.format.unit);
    let series = chart.series.iter();
    let series: Vec<String> = series
        .map(|it| match it.name.is_empty() {
            true => unit.clone(),
            false => with_detail(&it.name, it.detail.as_deref()),
        })
        .collect();
    let is_turned = matches!(chart.kind, ChartKind::Slope | ChartKind::HeatMap);
    let (across, down) = match is_turned {
        true => (&categories, &series),
        false => (&series, &categories),
    };
    let row = |(place, name): (usize, &String)| {
        let values = (0..across.len()).map(|other| match is_turned {
            true => value(place, other),
            false => value(other, place),
        });
        std::iter::once(plain(name.clone())).chain(values).collect()
    };
    let heads = across.iter().map(|title| (title.clone(), true));
    PageTable {
        caption: chart.subtitle.clone(),
        columns: std::iter::once((String::new(), false))
            .chain(heads)
            .collect(),
        rows: down.iter().enumerate().map(row).collect(),
    }
}
