//! Charts that Excel draws itself from tables of the sheet that they stand on.

use super::formats::{self, FONT};
use super::layout::{BandLayout, CHART_ROWS, LINE_HEIGHT, SheetLayout, TableLayout};
use super::links::Links;
use super::measure::Script;
use super::paper;
use crate::report::Sheet;
use crate::report::chart::Rgb;
use crate::report::native::{NativeChart, NativeForm, NativeRun, RunLabels, is_light, usual};
use anyhow::Result;
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisTickType, ChartDataLabel, ChartDataLabelPosition,
    ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker,
    ChartMarkerType, ChartPoint, ChartSeries, ChartSolidFill, ChartType, Color, Worksheet,
};

const TITLE_SIZE: f64 = 12.0;
const TEXT_SIZE: f64 = 10.0;
const TEXT: Color = Color::RGB(0x00_1F_29_37);
const FRAME: Color = Color::RGB(0xD9_DE_E6);

/// Pixels left free between a chart and its neighbours.
const GAP: u32 = 6;

/// Writes a sheet's charts and what stands below them.
pub(super) fn write(
    worksheet: &mut Worksheet,
    (sheet, layout): (&Sheet, &SheetLayout),
    links: &Links<'_>,
) -> Result<()> {
    for (band, own) in sheet.bands.iter().zip(&layout.bands) {
        let mut caption_lines = 1;
        for (chart, &slot) in band.charts.iter().zip(&own.slots) {
            if let Some(data) = links.table(&sheet.name, chart.data_table) {
                insert(
                    worksheet,
                    (layout, own, slot),
                    &drawn(chart, (&sheet.name, data)),
                )?;
            }
            let lines = caption(worksheet, (layout, own, slot), &chart.caption)?;
            caption_lines = caption_lines.max(lines);
        }
        worksheet.set_row_height(own.caption_row, caption_lines as f64 * LINE_HEIGHT + 2.0)?;
    }
    Ok(())
}

fn insert(
    worksheet: &mut Worksheet,
    (layout, band, (first, end)): (&SheetLayout, &BandLayout, (u16, u16)),
    chart: &Chart,
) -> Result<()> {
    let width = paper::pixels(layout, first, end) as u32;
    let height = CHART_ROWS * super::DEFAULT_ROW_HEIGHT;
    let mut chart = chart.clone();
    chart.set_width(width.saturating_sub(2 * GAP));
    chart.set_height(height.saturating_sub(2 * GAP));
    worksheet.insert_chart_with_offset(band.first_row, first, &chart, GAP, GAP / 2)?;
    Ok(())
}

/// Writes what stands below a chart and says how many lines it takes.
fn caption(
    worksheet: &mut Worksheet,
    (layout, band, (first, end)): (&SheetLayout, &BandLayout, (u16, u16)),
    text: &str,
) -> Result<usize> {
    let (row, format) = (band.caption_row, formats::subtitle());
    match end - first {
        1 => {
            worksheet.write_string_with_format(row, first, text, &format)?;
        }
        _ => {
            worksheet.merge_range(row, first, row, end - 1, text, &format)?;
        }
    }
    Ok(Script::PLAIN.lines(text, layout.width_of(first, end)))
}

fn drawn(chart: &NativeChart, data: (&str, &TableLayout)) -> Chart {
    let mut made = Chart::new(match chart.form {
        NativeForm::Columns => ChartType::Column,
        NativeForm::StackedColumns => ChartType::ColumnStacked,
        NativeForm::SharedColumns => ChartType::ColumnPercentStacked,
        NativeForm::Bars => ChartType::Bar,
        NativeForm::StackedBars => ChartType::BarStacked,
        NativeForm::SharedBars => ChartType::BarPercentStacked,
        NativeForm::Lines => ChartType::Line,
    });
    for run in &chart.runs {
        made.push_series(&series(chart, run, data));
    }
    made.title()
        .set_name(&said(&chart.title))
        .set_font(font(TITLE_SIZE).set_bold());
    made.set_alt_text(&chart.title);
    made.show_empty_cells_as(ChartEmptyCells::Gaps);
    set_axes(&mut made, chart);
    match chart.has_legend {
        true => made
            .legend()
            .set_position(ChartLegendPosition::Bottom)
            .set_font(&font(TEXT_SIZE)),
        false => made.legend().set_hidden(),
    };
    made.chart_area().set_format(
        ChartFormat::new()
            .set_solid_fill(ChartSolidFill::new().set_color(formats::PAPER))
            .set_border(ChartLine::new().set_color(FRAME)),
    );
    made
}

/// A text that is none of a reference to a cell, which the writer takes a leading `=` for.
fn said(text: &str) -> String {
    match text.starts_with('=') {
        true => format!(" {text}"),
        false => text.to_owned(),
    }
}

fn set_axes(made: &mut Chart, chart: &NativeChart) {
    let number_format = formats::number_format(chart.style);
    let lies = matches!(
        chart.form,
        NativeForm::Bars | NativeForm::StackedBars | NativeForm::SharedBars
    );
    // Where bars lie, the places stand on the vertical axis, which Excel counts from below.
    let names = if lies { made.y_axis() } else { made.x_axis() };
    names
        .set_font(&font(TEXT_SIZE))
        .set_major_gridlines(false)
        .set_major_tick_type(ChartAxisTickType::None)
        .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(FRAME)));
    if lies {
        names.set_reverse().set_crossing(ChartAxisCrossing::Max);
    }
    let values = if lies { made.x_axis() } else { made.y_axis() };
    values
        .set_font(&font(TEXT_SIZE))
        .set_num_format(number_format)
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(FRAME).set_width(0.5))
        .set_format(ChartFormat::new().set_no_line());
    // Stacks and bars begin at zero, so that lengths can be compared.
    if chart.form != NativeForm::Lines {
        values.set_min(0);
    }
    // Where every value stands on its bar, an axis says nothing more.
    let says_values = chart
        .runs
        .iter()
        .all(|run| run.labels != RunLabels::None || run.colours.is_empty());
    let has_unseen = chart.runs.iter().any(|run| run.colours.is_empty());
    if says_values || has_unseen {
        values.set_hidden(true).set_major_gridlines(false);
    }
}

fn series(
    chart: &NativeChart,
    run: &NativeRun,
    (sheet, data): (&str, &TableLayout),
) -> ChartSeries {
    let last_row = data.first_row + chart.places.saturating_sub(1);
    let column = |number: u16| data.columns[usize::from(number)];
    let over = |number: u16| {
        (
            sheet,
            data.first_row,
            column(number),
            last_row,
            column(number),
        )
    };
    let mut series = ChartSeries::new();
    series
        .set_categories(over(0))
        .set_values(over(run.column))
        .set_name((sheet, data.header_row, column(run.column)));
    match chart.form {
        NativeForm::Lines => set_line(&mut series, run),
        _ => set_bars(&mut series, chart, run),
    }
    set_labels(&mut series, chart, run);
    series
}

fn set_bars(series: &mut ChartSeries, chart: &NativeChart, run: &NativeRun) {
    let stacked = matches!(
        chart.form,
        NativeForm::StackedColumns
            | NativeForm::SharedColumns
            | NativeForm::StackedBars
            | NativeForm::SharedBars
    );
    series
        .set_gap(60)
        .set_overlap(if stacked { 100 } else { -5 });
    let Some(&first) = run.colours.first() else {
        series.set_format(ChartFormat::new().set_no_fill().set_no_line());
        return;
    };
    series.set_format(&mut filled(usual(&run.colours).unwrap_or(first)));
    if run.colours.iter().any(|colour| *colour != first) {
        let points: Vec<ChartPoint> = run
            .colours
            .iter()
            .map(|&colour| ChartPoint::new().set_format(&mut filled(colour)))
            .collect();
        series.set_points(&points);
    }
}

fn set_line(series: &mut ChartSeries, run: &NativeRun) {
    let Some(&colour) = run.colours.first() else {
        return;
    };
    let colour = color(colour);
    let mut marker = ChartMarker::new();
    marker
        .set_type(ChartMarkerType::Circle)
        .set_size(6)
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)));
    series
        .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(colour).set_width(2.0)))
        .set_marker(&marker);
}

fn set_labels(series: &mut ChartSeries, chart: &NativeChart, run: &NativeRun) {
    let mut label = ChartDataLabel::new();
    label
        .show_value()
        .set_num_format(shown_where_not_zero(chart));
    let mut letters = font(TEXT_SIZE);
    match run.labels {
        RunLabels::None => return,
        RunLabels::Beside => label.set_position(match chart.form {
            NativeForm::Lines => ChartDataLabelPosition::Above,
            _ => ChartDataLabelPosition::OutsideEnd,
        }),
        RunLabels::Inside => {
            if run.colours.first().is_some_and(|colour| !is_light(*colour)) {
                letters.set_color(formats::PAPER);
            }
            label.set_position(ChartDataLabelPosition::Center)
        }
        RunLabels::Texts(ref texts) => {
            let custom: Vec<ChartDataLabel> = texts
                .iter()
                .map(|text| {
                    let mut own = ChartDataLabel::new();
                    own.set_value(&said(text))
                        .set_font(font(TEXT_SIZE).set_bold());
                    own
                })
                .collect();
            series.set_custom_data_labels(&custom);
            label.set_position(ChartDataLabelPosition::InsideBase)
        }
    };
    label.set_font(&letters);
    series.set_data_label(&label);
}

/// A bar of no length needs no label.
fn shown_where_not_zero(chart: &NativeChart) -> String {
    let format = formats::number_format(chart.style);
    match chart.form {
        NativeForm::StackedBars | NativeForm::SharedBars => format!("{format};;"),
        _ => format.to_owned(),
    }
}

fn filled(colour: Rgb) -> ChartFormat {
    ChartFormat::new()
        .set_solid_fill(ChartSolidFill::new().set_color(color(colour)))
        .clone()
}

fn color(colour: Rgb) -> Color {
    let Rgb { red, green, blue } = colour;
    Color::RGB(u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue))
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT)
        .set_size(size)
        .set_color(TEXT)
        .unset_bold();
    font
}
