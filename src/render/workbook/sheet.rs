//! A sheet's titles and tables.

use super::cells::{self, Spot};
use super::formats::{self, Formats, Look};
use super::layout::{LINE_HEIGHT, SheetLayout, TableLayout};
use super::links::Links;
use super::measure::Script;
use super::{bulk, charts, frames, marks};
use crate::render::texts::for_cell;
use crate::report::{Row, Sheet, Table};
use anyhow::Result;
use rust_xlsxwriter::{Format, Table as ListTable, TableColumn, TableStyle, Worksheet};

/// Writes a sheet.
pub(super) fn write(
    worksheet: &mut Worksheet,
    (sheet, layout): (&Sheet, &SheetLayout),
    (links, formats): (&Links<'_>, &mut Formats),
) -> Result<()> {
    match &sheet.frame {
        Some(frame) => frames::write(worksheet, (sheet, frame), layout, links)?,
        None => write_titles(worksheet, sheet, layout, links)?,
    }
    let filtered = sheet
        .tables
        .iter()
        .rposition(|table| table.can_filter && table.list_name.is_none());
    for (position, (table, own)) in sheet.tables.iter().zip(&layout.tables).enumerate() {
        let mut writer = TableWriter {
            worksheet,
            sheet,
            layout,
            own,
            links,
            formats,
        };
        writer.write(table)?;
        if filtered == Some(position) && !table.rows.is_empty() {
            let last = own.end_column.saturating_sub(1);
            worksheet.autofilter(own.header_row, 0, own.end_row - 1, last)?;
        }
        marks::add(worksheet, table, own)?;
        marks::add_trends(worksheet, (sheet, table), own)?;
        fold(worksheet, table, own)?;
    }
    charts::write(worksheet, (sheet, layout), links)
}

fn write_titles(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    layout: &SheetLayout,
    links: &Links<'_>,
) -> Result<()> {
    write_title(worksheet, layout, 0, (&sheet.title, &formats::title()))?;
    let script = Script::BOLD.of_size(formats::TITLE_SIZE);
    let height = layout.title_height(&sheet.title, script, 21.0);
    worksheet.set_row_height(0, height + 5.0)?;
    for (row, text) in (layout.first_subtitle_row..).zip(&sheet.subtitles) {
        write_title(worksheet, layout, row, (text, &formats::subtitle()))?;
        let height = layout.title_height(text, Script::PLAIN, LINE_HEIGHT);
        worksheet.set_row_height(row, height + 1.0)?;
    }
    if let (Some(row), Some((text, target))) = (layout.back_row, &sheet.back)
        && let Some(url) = links.url(target)
    {
        worksheet.write_url_with_format(row, 0, url.set_text(text), &formats::link())?;
    }
    Ok(())
}

fn write_title(
    worksheet: &mut Worksheet,
    layout: &SheetLayout,
    row: u32,
    (text, format): (&str, &Format),
) -> Result<()> {
    let text = &*for_cell(text);
    if layout.title_end == 0 {
        worksheet.write_string_with_format(row, 0, text, format)?;
    } else {
        worksheet.merge_range(row, 0, row, layout.title_end, text, format)?;
    }
    Ok(())
}

/// Rows that can be folded away, run by run; the row that heads them stands above.
fn fold(worksheet: &mut Worksheet, table: &Table, own: &TableLayout) -> Result<()> {
    let mut start = None;
    let mut runs = Vec::new();
    for (row, folds) in (own.first_row..).zip(table.rows.iter().map(|row| row.folds)) {
        match (folds, start) {
            (true, None) => start = Some(row),
            (false, Some(first)) => {
                runs.push((first, row - 1));
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    runs.extend(start.map(|first| (first, own.end_row - 1)));
    for &(first, last) in &runs {
        worksheet.group_rows(first, last)?;
    }
    if !runs.is_empty() {
        worksheet.group_symbols_above(true);
    }
    Ok(())
}

/// What writing a table needs.
struct TableWriter<'w> {
    worksheet: &'w mut Worksheet,
    sheet: &'w Sheet,
    layout: &'w SheetLayout,
    own: &'w TableLayout,
    links: &'w Links<'w>,
    formats: &'w mut Formats,
}

impl TableWriter<'_> {
    fn write(&mut self, table: &Table) -> Result<()> {
        if let (Some(row), Some(caption)) = (self.own.caption_row, &table.caption) {
            self.worksheet.write_string_with_format(
                row,
                0,
                for_cell(caption),
                &formats::caption(),
            )?;
            self.worksheet.set_row_height(row, 22)?;
        }
        self.write_header(table)?;
        if table.rows.is_empty() {
            return self.write_empty(table);
        }
        if self.sheet.is_bulk {
            let made = (self.links, &mut *self.formats);
            return bulk::write_looks(self.worksheet, (table, self.own), made);
        }
        for (number, row) in table.rows.iter().enumerate() {
            let at = self.own.first_row + number as u32;
            if let Some(height) = self.layout.row_height(table, self.own, row) {
                self.worksheet.set_row_height(at, height)?;
            }
            self.write_row(table, number as u32, row)?;
        }
        Ok(())
    }

    fn write_header(&mut self, table: &Table) -> Result<()> {
        let format = formats::header();
        let row = self.own.header_row;
        let is_list = table.list_name.is_some() && !table.rows.is_empty();
        let height = self.layout.header_height(table, self.own);
        self.worksheet.set_row_height(row, height)?;
        if is_list {
            return self.add_list(table, &format);
        }
        if let Some(group_row) = self.own.group_row {
            self.write_groups(table, group_row, &format)?;
        }
        for (position, (column, &first)) in table.columns.iter().zip(&self.own.columns).enumerate()
        {
            let is_grouped = table
                .column_groups
                .iter()
                .any(|group| (group.first..=group.last).contains(&(position as u16)));
            let top = match self.own.group_row {
                Some(group_row) if !is_grouped => group_row,
                _ => row,
            };
            let area = (top, first, row, first + column.span - 1);
            self.write_area(area, &column.title, &format)?;
        }
        Ok(())
    }

    fn write_groups(&mut self, table: &Table, row: u32, format: &Format) -> Result<()> {
        for group in &table.column_groups {
            let first = self.own.columns[usize::from(group.first)];
            let last = usize::from(group.last);
            let end = self.own.columns[last] + table.columns[last].span - 1;
            self.write_area((row, first, row, end), &group.title, format)?;
        }
        Ok(())
    }

    fn write_area(
        &mut self,
        (top, first, bottom, last): (u32, u16, u32, u16),
        text: &str,
        format: &Format,
    ) -> Result<()> {
        let text = &*for_cell(text);
        if (top, first) == (bottom, last) {
            self.worksheet
                .write_string_with_format(top, first, text, format)?;
        } else {
            self.worksheet
                .merge_range(top, first, bottom, last, text, format)?;
        }
        Ok(())
    }

    /// A list with a name, which Excel filters, sorts and builds pivot tables on.
    fn add_list(&mut self, table: &Table, format: &Format) -> Result<()> {
        let columns: Vec<TableColumn> = table
            .columns
            .iter()
            .map(|column| {
                TableColumn::new()
                    .set_header(&column.title)
                    .set_header_format(format)
            })
            .collect();
        let style = if self.sheet.is_bulk {
            TableStyle::Light1
        } else {
            TableStyle::None
        };
        let mut list = ListTable::new().set_columns(&columns).set_style(style);
        if let Some(name) = &table.list_name {
            list = list.set_name(name);
        }
        self.worksheet.add_table(
            self.own.header_row,
            0,
            self.own.end_row - 1,
            self.own.end_column.saturating_sub(1),
            &list,
        )?;
        Ok(())
    }

    fn write_empty(&mut self, table: &Table) -> Result<()> {
        let row = self.own.first_row;
        let last = self.own.end_column.saturating_sub(1);
        self.write_area(
            (row, 0, row, last),
            &table.empty_text,
            &formats::empty_text(),
        )
    }

    fn write_row(&mut self, table: &Table, number: u32, row: &Row) -> Result<()> {
        let at = self.own.first_row + number;
        let mut alike: Option<Alike> = None;
        for (position, (column, &first)) in table.columns.iter().zip(&self.own.columns).enumerate()
        {
            let cell = row.cells.get(position);
            let (look, url) = cells::look_and_link((row.kind, column, cell), self.links);
            // How far the sheet reaches the writer knows only from cells that are written with their look.
            let is_alone = position == 0 || column.span > 1 || url.is_some();
            match &mut alike {
                Some(alike) if !is_alone && alike.look == look => alike.last = first,
                _ => {
                    self.give_look(at, alike.take())?;
                    alike = (!is_alone).then_some(Alike {
                        first,
                        last: first,
                        look,
                    });
                }
            }
            let spot = Spot {
                row: at,
                column: first,
                span: column.span,
                number,
                position: position as u16,
            };
            let format = match is_alone {
                true => Some(self.formats.of(look)),
                false => None,
            };
            let place = (self.own, self.links);
            cells::write(self.worksheet, &spot, (cell, url), format, place)?;
        }
        self.give_look(at, alike)
    }

    fn give_look(&mut self, row: u32, alike: Option<Alike>) -> Result<()> {
        if let Some(Alike { first, last, look }) = alike {
            let format = self.formats.of(look);
            self.worksheet
                .set_range_format(row, first, row, last, format)?;
        }
        Ok(())
    }
}

/// Cells of a row side by side that look alike. The writer looks up each look that it is given among all that there are,
/// which takes longer than to write a cell.
struct Alike {
    first: u16,
    last: u16,
    look: Look,
}
