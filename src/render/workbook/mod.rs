//! The consolidated workbook, `tong-hop.xlsx`, and `kiem-tra.xlsx` beside it, by which it is checked.
//!
//! What stands where is decided in the report; here it is only placed, with the look of the office's papers.

mod bulk;
mod cells;
mod charts;
mod formats;
mod formulas;
mod frames;
mod layout;
mod links;
mod marks;
mod measure;
mod paper;
mod sheet;

#[cfg(test)]
mod tests;

use super::Artifact;
use crate::discover::OUTPUT_MARK;
use crate::ooxml::made_on_unix;
use crate::report::{Report, Sheet, sheet_name};
use anyhow::{Context, Result};
use bulk::Bulk;
use formats::Formats;
pub(super) use formats::number_format;
use jiff::civil::DateTime;
use layout::SheetLayout;
use links::Links;
pub(super) use links::file_url;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

/// The workbook's file name.
pub const FILE_NAME: &str = "tong-hop.xlsx";
/// The file name of the workbook with sources, accounts, files, versions and chart data.
pub const CHECKS_FILE_NAME: &str = "kiem-tra.xlsx";

/// When the workbook says it was made where the report does not say: the same input gives the same bytes.
const UNSAID: DateTime = DateTime::constant(2000, 1, 1, 0, 0, 0, 0);

/// Half the work of the usual level for files a fifth larger.
const COMPRESSION: u8 = 2;

/// The pixels of a row and of a column of the default font and size.
const DEFAULT_ROW_HEIGHT: u32 = 21;
const DEFAULT_COLUMN_WIDTH: u32 = 72;

/// Writes both workbooks; the second has links into the first, and the first into it.
///
/// # Errors
/// Where the report goes beyond what a workbook can hold, or no temporary file can be written.
pub fn render_workbooks(report: &Report) -> Result<[Artifact; 2]> {
    let layouts: Vec<SheetLayout> = report.sheets.iter().map(SheetLayout::new).collect();
    let write = |name| render_workbook(report, &layouts, name);
    let (main, checks) = rayon::join(|| write(FILE_NAME), || write(CHECKS_FILE_NAME));
    Ok([main?, checks?])
}

/// The workbook that a sheet stands in.
fn file_of(sheet: &str) -> &'static str {
    match sheet_name::is_of_checks(sheet) {
        true => CHECKS_FILE_NAME,
        false => FILE_NAME,
    }
}

fn render_workbook(
    report: &Report,
    layouts: &[SheetLayout],
    name: &'static str,
) -> Result<Artifact> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report, name)?);
    workbook.set_default_format(&formats::base(), DEFAULT_ROW_HEIGHT, DEFAULT_COLUMN_WIDTH)?;
    workbook.set_zip_compression_level(COMPRESSION);
    let links = Links::new(report, layouts, name);
    let sheets = report.sheets.iter().zip(layouts);
    let own: Vec<_> = sheets.filter(|(it, _)| file_of(&it.name) == name).collect();
    for worksheet in write_sheets(report, &own, &links)? {
        workbook.push_worksheet(worksheet);
    }
    let long = (1..).zip(&own).filter(|(_, (sheet, _))| sheet.is_bulk);
    let long: Vec<Bulk<'_>> = long
        .filter(|(_, (sheet, _))| sheet.tables.iter().any(|table| !table.rows.is_empty()))
        .map(|(number, (sheet, layout))| Bulk {
            number,
            sheet,
            layout,
        })
        .collect();
    let saved = bulk::put_rows(workbook.save_to_buffer()?, &long, &links)?;
    let bytes = made_on_unix(saved);
    // A million cells are given back while others go on.
    rayon::spawn(|| drop(workbook));
    Ok(Artifact {
        name: name.to_owned(),
        bytes,
    })
}

/// Writes all sheets, in their order. They keep tables of texts and formats of their own until the workbook is saved, so they
/// can be written side by side.
fn write_sheets(
    report: &Report,
    sheets: &[(&Sheet, &SheetLayout)],
    links: &Links<'_>,
) -> Result<Vec<Worksheet>> {
    sheets
        .par_iter()
        .map(|(sheet, layout)| {
            let job = Job {
                report,
                sheet,
                layout,
                links,
            };
            job.write(Worksheet::new())
        })
        .collect()
}

/// A sheet to be written and what that takes.
struct Job<'r> {
    report: &'r Report,
    sheet: &'r Sheet,
    layout: &'r SheetLayout,
    links: &'r Links<'r>,
}

impl Job<'_> {
    fn write(&self, mut worksheet: Worksheet) -> Result<Worksheet> {
        let name = &*self.sheet.name;
        self.write_into(&mut worksheet)
            .with_context(|| format!("không ghi được trang “{name}”"))?;
        Ok(worksheet)
    }

    fn write_into(&self, worksheet: &mut Worksheet) -> Result<()> {
        worksheet.set_default_format(&formats::base(), DEFAULT_ROW_HEIGHT, DEFAULT_COLUMN_WIDTH)?;
        worksheet.set_name(&*self.sheet.name)?;
        paper::set_up(worksheet, self.report, self.sheet, self.layout)?;
        let mut formats = Formats::default();
        sheet::write(
            worksheet,
            (self.sheet, self.layout),
            (self.links, &mut formats),
        )
    }
}

fn properties(report: &Report, name: &str) -> Result<DocProperties> {
    let time = report.generated_at.unwrap_or(UNSAID);
    let number = |value: i8| u8::try_from(value).context("thời điểm lập báo cáo không hợp lệ");
    let year = u16::try_from(time.year()).context("năm lập báo cáo không hợp lệ")?;
    let created = ExcelDateTime::from_ymd(year, number(time.month())?, number(time.day())?)?
        .and_hms(
            u16::from(number(time.hour())?),
            number(time.minute())?,
            f64::from(time.second()),
        )?;
    Ok(DocProperties::new()
        .set_title(&report.title)
        .set_author(&report.office)
        .set_company(&report.office)
        .set_custom_property(OUTPUT_MARK, name)
        .set_creation_datetime(&created))
}
