//! How a sheet lies on the screen and on paper: widths, frozen titles, A4, what stands on every page.

use super::layout::{SheetLayout, TableLayout};
use crate::report::{Print, Report, Sheet, SheetKind};
use anyhow::Result;
use rust_xlsxwriter::{Color, Worksheet};

/// ISO A4 in Excel's list of papers.
const A4: u8 = 9;

/// Pixels that an A4 page takes across at full size, between the margins; a little less for rounding.
const PAGE_WIDTH: f64 = 1_010.0;

/// What a page takes down, and an upright page across and down.
const PAGE_HEIGHT: f64 = 640.0;
const UPRIGHT_WIDTH: f64 = 690.0;
const UPRIGHT_HEIGHT: f64 = 950.0;
/// Below this scale letters of the sheet's font cannot be read on paper.
const LEAST_SCALE: f64 = 0.5;

/// A page is turned where letters are so much larger.
const LARGER: f64 = 1.05;

/// And so much smaller they may become for a part to stand on one page.
const SMALLER: f64 = 0.8;

/// By how much less a scale is tried than the one before.
const SCALE_STEP: f64 = 0.02;

const PIXELS_OF_A_POINT: f64 = 4.0 / 3.0;

/// Excel takes no more page breaks on a sheet.
const MOST_BREAKS: usize = 1_023;

/// Pixels of a character of the sheet's font, and of the room that a column keeps beside its text.
const CHARACTER: f64 = 8.0;
const PADDING: f64 = 5.0;

/// Sets a sheet's page and view up.
pub(super) fn set_up(
    worksheet: &mut Worksheet,
    report: &Report,
    sheet: &Sheet,
    layout: &SheetLayout,
) -> Result<()> {
    for (column, &width) in layout.widths.iter().enumerate() {
        worksheet.set_column_width(column as u16, width)?;
    }
    if sheet.is_bulk {
        set_column_looks(worksheet, sheet, layout)?;
    }
    worksheet.set_screen_gridlines(sheet.is_bulk);
    worksheet.set_tab_color(tab_color(sheet.kind));
    freeze(worksheet, sheet, layout)?;
    worksheet.set_paper_size(A4);
    if sheet.frame.is_some() {
        set_form(worksheet, layout)?;
    } else {
        set_report_page(worksheet, report, sheet);
    }
    set_extent(worksheet, sheet, layout)
}

/// An official form stands upright, with the margins of the office's papers and nothing around it.
fn set_form(worksheet: &mut Worksheet, layout: &SheetLayout) -> Result<()> {
    worksheet.set_portrait();
    worksheet.set_margins(1.18, 0.59, 0.79, 0.79, 0.4, 0.3);
    let last_column = layout.widths.len().saturating_sub(1) as u16;
    let foot = layout.foot_end.saturating_sub(1);
    worksheet.set_print_area(0, 0, foot, last_column)?;
    Ok(())
}

fn set_report_page(worksheet: &mut Worksheet, report: &Report, sheet: &Sheet) {
    set_orientation(worksheet, is_upright(&sheet.print));
    worksheet.set_margins(0.5, 0.4, 0.6, 0.6, 0.3, 0.3);
    worksheet.set_header(format!(
        "&L&\"{font}\"&10{}&R&\"{font}\"&10{}",
        escaped(&report.office),
        escaped(&sheet.title),
        font = super::formats::FONT,
    ));
    worksheet.set_footer(format!(
        "&L&\"{font}\"&10{}&R&\"{font}\"&10Trang &P/&N",
        escaped(&report.period_label),
        font = super::formats::FONT,
    ));
}

fn is_upright(print: &Print) -> bool {
    match print {
        Print::Upright => true,
        Print::Fitted { is_upright, .. } => *is_upright,
        Print::OnePageWide | Print::Paged { .. } => false,
    }
}

/// What is printed, what is repeated, and how much goes on a page.
fn set_extent(worksheet: &mut Worksheet, sheet: &Sheet, layout: &SheetLayout) -> Result<()> {
    if let Some(end) = paper_end(sheet, layout) {
        let last_column = layout.widths.len().saturating_sub(1) as u16;
        worksheet.set_print_area(0, 0, end.saturating_sub(1), last_column)?;
    }
    if let [table] = layout.tables.as_slice() {
        let first = table.group_row.unwrap_or(table.header_row);
        worksheet.set_repeat_rows(first, table.header_row)?;
    }
    match sheet.print {
        Print::OnePageWide | Print::Upright => set_width(worksheet, sheet, layout)?,
        Print::Fitted { columns, .. } => set_fitted(worksheet, sheet, layout, columns)?,
        Print::Paged { repeated, per_page } => {
            set_pages(worksheet, (sheet, layout), repeated, per_page)?;
        }
    }
    Ok(())
}

/// Cells of a long sheet look as their column does, which costs nothing a cell.
fn set_column_looks(worksheet: &mut Worksheet, sheet: &Sheet, layout: &SheetLayout) -> Result<()> {
    for (table, own) in sheet.tables.iter().zip(&layout.tables) {
        for (column, &place) in table.columns.iter().zip(&own.columns) {
            if let Some(format) = super::formats::column(column.align) {
                worksheet.set_column_format(place, &format)?;
            }
        }
    }
    Ok(())
}

/// Titles stay in sight; where several tables share a sheet, only the sheet's own.
fn freeze(worksheet: &mut Worksheet, sheet: &Sheet, layout: &SheetLayout) -> Result<()> {
    match layout.tables.as_slice() {
        [table] => {
            worksheet.set_freeze_panes(table.first_row, sheet.frozen_columns)?;
        }
        _ => {
            worksheet.set_freeze_panes(1, sheet.frozen_columns)?;
        }
    }
    Ok(())
}

/// How a sheet lies on its pages.
struct Laid {
    pages: usize,
    scale: f64,
    /// The rows that pages begin with, where the sheet says so.
    breaks: Vec<u32>,
}

/// Whether pages lie the other way than a sheet wants: where letters are larger so, and no more pages.
fn is_turned(own: &Laid, other: &Laid) -> bool {
    other.pages <= own.pages && other.scale > LARGER * own.scale
}

fn set_orientation(worksheet: &mut Worksheet, is_upright: bool) {
    match is_upright {
        true => worksheet.set_portrait(),
        false => worksheet.set_landscape(),
    };
}

/// What a page takes across and down.
fn room(is_upright: bool) -> (f64, f64) {
    match is_upright {
        true => (UPRIGHT_WIDTH, UPRIGHT_HEIGHT),
        false => (PAGE_WIDTH, PAGE_HEIGHT),
    }
}

/// The first columns on as few pages as still can be read.
fn set_fitted(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    layout: &SheetLayout,
    columns: u16,
) -> Result<()> {
    let columns = columns.clamp(1, layout.widths.len().max(1) as u16);
    let last = layout.tables.last().map_or(1, |table| table.end_row);
    let end = paper_end(sheet, layout).unwrap_or(last);
    worksheet.set_print_area(0, 0, end.saturating_sub(1), columns - 1)?;
    let own = is_upright(&sheet.print);
    let of = |is_upright, least| fitted((sheet, layout), (columns, end), (is_upright, least));
    let mut laid = of(own, LEAST_SCALE);
    // As many pages, in letters that are no smaller.
    let other = of(!own, LEAST_SCALE.min(LARGER * laid.scale));
    if is_turned(&laid, &other) {
        set_orientation(worksheet, !own);
        laid = other;
    }
    match laid.breaks.is_empty() {
        true => worksheet.set_print_fit_to_pages(1, laid.pages as u16),
        false => {
            worksheet.set_print_scale((100.0 * laid.scale).floor().clamp(10.0, 100.0) as u16);
            worksheet.set_page_breaks(&laid.breaks)?
        }
    };
    Ok(())
}

fn fitted(
    (sheet, layout): (&Sheet, &SheetLayout),
    (columns, end): (u16, u32),
    (is_upright, least): (bool, f64),
) -> Laid {
    let (across, down) = room(is_upright);
    let scale = (across / pixels(layout, 0, columns)).min(1.0);
    if let Some(laid) = whole_tables((sheet, layout), end, (scale, least, down)) {
        return laid;
    }
    let rows = height(sheet, layout, end);
    let pages = (rows * scale / down).ceil().max(1.0);
    // Where a little less than the scale saves a page, the page is saved.
    let scaled = rows * least.min(scale) / down;
    let pages = pages.min(scaled.ceil().max(1.0));
    Laid {
        pages: pages as usize,
        scale: scale.min(pages * down / rows.max(1.0)),
        breaks: Vec::new(),
    }
}

/// The scale, and the rows before which pages end, with which several tables take the fewest pages and none is parted that
/// a page can hold; `None` where all is on one page. Excel minds page breaks only where it is told the scale.
fn whole_tables(
    (sheet, layout): (&Sheet, &SheetLayout),
    end: u32,
    (scale, least, down): (f64, f64, f64),
) -> Option<Laid> {
    let starts = layout
        .tables
        .iter()
        .map(TableLayout::start)
        .take_while(|start| *start < end)
        .skip(1);
    let starts: Vec<u32> = starts.take(MOST_BREAKS).collect();
    if starts.is_empty() {
        return None;
    }
    let tops = starts.iter().map(|start| height(sheet, layout, *start));
    let edges: Vec<f64> = std::iter::once(0.0)
        .chain(tops)
        .chain([height(sheet, layout, end)])
        .collect();
    let least = least.min(scale);
    let steps = ((scale - least) / SCALE_STEP).floor() as usize;
    let scales = (0..=steps).map(|step| scale - step as f64 * SCALE_STEP);
    let laid = scales.map(|scale| (scale, pages(&edges, down / scale)));
    let (scale, (pages, begun)) = laid.min_by_key(|(_, (count, _))| *count)?;
    (!begun.is_empty()).then(|| Laid {
        pages,
        scale,
        breaks: begun.iter().map(|part| starts[*part - 1]).collect(),
    })
}

/// How many pages parts take, given by their edges, and which of them begin a page; one higher than a page begins one and
/// runs over as many as it needs.
fn pages(edges: &[f64], room: f64) -> (usize, Vec<usize>) {
    let (mut count, mut filled) = (1, 0.0);
    let mut begun = Vec::new();
    for (part, edge) in edges.windows(2).enumerate() {
        let own = edge[1] - edge[0];
        if filled > 0.0 && filled + own > room {
            begun.push(part);
            count += 1;
            filled = 0.0;
        }
        filled += own;
        while filled > room {
            count += 1;
            filled -= room;
        }
    }
    (count, begun)
}

/// The row after the last that is printed, where not all are.
fn paper_end(sheet: &Sheet, layout: &SheetLayout) -> Option<u32> {
    let tables = sheet.tables.iter().zip(&layout.tables);
    let mut ends = tables.filter_map(|(table, own)| match table.rows_on_paper {
        _ if table.is_off_paper => Some(own.caption_row.unwrap_or(own.header_row)),
        rows => rows.map(|rows| own.end_row.min(own.first_row + rows as u32)),
    });
    ends.next()
}

/// How high the rows before a row are, in pixels.
fn height(sheet: &Sheet, layout: &SheetLayout, end: u32) -> f64 {
    let usual = f64::from(super::DEFAULT_ROW_HEIGHT);
    let tables = sheet.tables.iter().zip(&layout.tables);
    let printed = tables.filter(|(_, own)| own.header_row < end);
    let more: f64 = printed
        .map(|(table, own)| {
            let high = |points: f64| (points * PIXELS_OF_A_POINT - usual).max(0.0);
            let rows = table.rows.iter().take((end - own.header_row) as usize);
            let rows = rows.filter_map(|row| layout.row_height(table, own, row));
            high(layout.header_height(table, own)) + rows.map(high).sum::<f64>()
        })
        .sum();
    f64::from(end) * usual + more
}

/// All columns on one page. Excel minds page breaks only where it is told the scale.
fn set_width(worksheet: &mut Worksheet, sheet: &Sheet, layout: &SheetLayout) -> Result<()> {
    let tables = sheet
        .tables
        .iter()
        .zip(&layout.tables)
        .filter(|(table, _)| table.starts_page)
        .map(|(_, own)| own.start());
    let bands = sheet
        .bands
        .iter()
        .zip(&layout.bands)
        .filter(|(band, _)| band.starts_page)
        .map(|(_, own)| own.first_row);
    let breaks: Vec<u32> = tables.chain(bands).take(MOST_BREAKS).collect();
    if breaks.is_empty() {
        worksheet.set_print_fit_to_pages(1, 0);
        return Ok(());
    }
    let columns = layout.widths.len() as u16;
    let last = layout.tables.last().map_or(1, |table| table.end_row);
    let tops = breaks.iter().map(|start| height(sheet, layout, *start));
    let edges: Vec<f64> = std::iter::once(0.0)
        .chain(tops)
        .chain([height(sheet, layout, last)])
        .collect();
    let of = |is_upright| {
        let (across, down) = room(is_upright);
        let scale = (across / pixels(layout, 0, columns)).min(1.0);
        let parts: Vec<f64> = edges
            .windows(2)
            .map(|it| (it[1] - it[0]).max(1.0))
            .collect();
        // A part that is a little higher than its page goes on it in somewhat smaller letters.
        let whole = down / parts.iter().copied().fold(1.0, f64::max);
        let scale = match whole > SMALLER * scale {
            true => scale.min(whole),
            false => scale,
        };
        let pages = parts
            .iter()
            .map(|part| (part * scale / down).ceil() as usize);
        Laid {
            pages: pages.sum(),
            scale,
            breaks: Vec::new(),
        }
    };
    let own = is_upright(&sheet.print);
    let (mut laid, other) = (of(own), of(!own));
    if is_turned(&laid, &other) {
        set_orientation(worksheet, !own);
        laid = other;
    }
    worksheet.set_print_scale((100.0 * laid.scale).floor().clamp(30.0, 100.0) as u16);
    worksheet.set_page_breaks(&breaks)?;
    Ok(())
}

fn set_pages(
    worksheet: &mut Worksheet,
    (sheet, layout): (&Sheet, &SheetLayout),
    repeated: u16,
    per_page: u16,
) -> Result<()> {
    let columns = layout.widths.len() as u16;
    worksheet.set_repeat_columns(0, repeated.saturating_sub(1))?;
    let mut starts = vec![repeated];
    let mut next = repeated.saturating_add(per_page);
    while next < columns {
        let last = starts.last().copied().unwrap_or(repeated);
        // Columns under one title stay together where a page takes them.
        let start = group_start(sheet, next)
            .filter(|start| *start > last)
            .unwrap_or(next);
        starts.push(start);
        next = start.saturating_add(per_page);
    }
    let widest = starts
        .iter()
        .map(|&start| pixels(layout, start, start.saturating_add(per_page)))
        .fold(1.0, f64::max);
    let scale = (100.0 * PAGE_WIDTH / (pixels(layout, 0, repeated) + widest)).floor();
    worksheet.set_print_scale(scale.clamp(30.0, 100.0) as u16);
    let breaks: Vec<u32> = starts
        .iter()
        .skip(1)
        .map(|&start| u32::from(start))
        .collect();
    if !breaks.is_empty() {
        worksheet.set_vertical_page_breaks(&breaks)?;
    }
    Ok(())
}

/// The first of the columns under one title that a column stands among, where it is not the first itself.
fn group_start(sheet: &Sheet, column: u16) -> Option<u16> {
    let mut groups = sheet.tables.iter().flat_map(|table| &table.column_groups);
    groups
        .find(|group| group.first < column && column <= group.last)
        .map(|group| group.first)
}

/// What some columns take across, in pixels.
pub(super) fn pixels(layout: &SheetLayout, first: u16, end: u16) -> f64 {
    let columns = (layout.widths.len() as u16).min(end).saturating_sub(first);
    layout.width_of(first, end) * CHARACTER + f64::from(columns) * PADDING
}

fn tab_color(kind: SheetKind) -> Color {
    match kind {
        SheetKind::Overview => Color::RGB(0x001F_3864),
        SheetKind::Figures => Color::RGB(0x5B_84_B8),
        SheetKind::Work => Color::RGB(0xC9_8A_1B),
        SheetKind::Source => Color::RGB(0x8C_8C_8C),
    }
}

/// `&` begins a command in headers and footers, which take 255 characters in all.
fn escaped(text: &str) -> String {
    text.chars().take(80).collect::<String>().replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn tables_begin_a_page_before_they_are_parted() {
        for (edges, room, count, begun) in [
            (&[0.0, 40.0, 80.0][..], 100.0, 1, &[][..]),
            (&[0.0, 40.0, 80.0, 130.0], 100.0, 2, &[2]),
            (&[0.0, 60.0, 120.0, 180.0], 100.0, 3, &[1, 2]),
            (&[0.0, 30.0, 280.0, 300.0], 100.0, 4, &[1]),
        ] {
            assert_eq!(pages(edges, room), (count, begun.to_vec()), "{edges:?}");
        }
    }
}
