//! `Số liệu biểu đồ`: what every picture shows, with its notes and its source; and the charts of the overview with the
//! tables that they are drawn from.

use super::{name, overview, sheet};
use crate::report::chart::ChartSpec;
use crate::report::facts::Facts;
use crate::report::native::{NativeChart, value_cell};
use crate::report::{Cell, Column, Row, Sheet, SheetKind, Table, Tone};

/// The charts of the overview and the tables below it that they are drawn from.
pub(super) fn of_overview(facts: &Facts<'_>) -> (Vec<NativeChart>, Vec<Table>) {
    let plan = facts.inputs.plan;
    let mut charts = Vec::new();
    let mut tables = Vec::new();
    let named = |slug: &String| facts.inputs.charts.iter().find(|chart| chart.slug == *slug);
    let wanted = plan.overview_charts.iter().filter_map(named);
    for spec in wanted.filter(|chart| chart.is_enough) {
        if charts.len() == plan.overview_charts_at_most {
            break;
        }
        let place = overview::FIRST_CHART_TABLE + tables.len();
        if let Some((chart, table)) = NativeChart::draw(spec, place) {
            charts.push(chart);
            tables.push(Table {
                is_off_paper: true,
                ..table
            });
        }
    }
    (charts, tables)
}

/// The sheet of all pictures; `None` where there is none.
pub(super) fn build(facts: &Facts<'_>) -> Option<Sheet> {
    if facts.inputs.charts.is_empty() {
        return None;
    }
    let mut sheet = sheet(
        name::CHART_DATA,
        SheetKind::Source,
        "Số liệu của các hình trong thư mục bieu-do".to_owned(),
    );
    sheet.subtitles = vec!["Mỗi hình một bảng, theo số thứ tự của tệp hình.".to_owned()];
    sheet.subtitles.extend(facts.legend());
    sheet.tables = facts
        .inputs
        .charts
        .iter()
        .map(|chart| table(facts, chart))
        .collect();
    Some(sheet)
}

/// Places down, runs across; notes and source below.
fn table(facts: &Facts<'_>, chart: &ChartSpec) -> Table {
    let unit = match chart.format.unit.as_str() {
        "" => String::new(),
        unit => format!("Đơn vị tính: {unit}"),
    };
    let mut columns = vec![
        Column::wrapped(unit, 60.0),
        Column::wrapped("Ghi thêm", 24.0),
    ];
    columns.extend(chart.series.iter().map(|series| {
        let title = match series.name.as_str() {
            "" => chart.format.unit.as_str(),
            name => name,
        };
        Column::number(title, 18.0)
    }));
    let places = (0..chart.categories.len()).map(|place| {
        let category = &chart.categories[place];
        let detail = category.detail.as_deref().unwrap_or("");
        let mut cells = vec![Cell::text(category.label.as_str()), Cell::text(detail)];
        cells.extend((0..chart.series.len()).map(|series| figure(facts, chart, (series, place))));
        Row::plain(cells)
    });
    let said = chart.notes.iter().chain([&chart.source]);
    let said = said.map(|text| Row::plain(vec![Cell::text(text.as_str()).toned(Tone::Muted)]));
    Table {
        caption: Some(format!("{}: {}", chart.place, chart.title)),
        columns,
        rows: places.chain(said).collect(),
        ..Table::default()
    }
}

/// A figure of a picture, marked where an error waits behind it.
fn figure(facts: &Facts<'_>, chart: &ChartSpec, (series, place): (usize, usize)) -> Cell {
    let format = chart.format_of(series);
    let cell = value_cell(chart.value(series, place), format);
    match chart.figure(series, place) {
        Some((group, code, period)) => facts.marked(cell, (group, code), &[period]),
        None => cell,
    }
}
