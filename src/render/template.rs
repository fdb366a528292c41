//! A template as a workbook: the form with its inputs open and all else locked, and what the program is to know it by.

use super::Artifact;
use super::texts::for_cell;
use crate::catalogue::IndicatorKind;
use crate::location::CellAddress;
use crate::ooxml::made_on_unix;
use crate::templates::{
    ADDRESSES, Before, FORM, Form, PERIOD, SHEET, Template, TemplateRow, UNIT, name_of, quoted,
    written_place,
};
use anyhow::Result;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, ProtectionOptions, Workbook,
    Worksheet,
};
use std::collections::BTreeMap;
use std::sync::Arc;

const FONT: &str = "Times New Roman";
const FONT_SIZE: f64 = 12.0;
/// ISO A4 in Excel's list of papers.
const A4: u8 = 9;
const HEADER_FILL: Color = Color::RGB(0xD6_E1_F0);
const TO_FILL: Color = Color::RGB(0xFF_F8_E1);
const KNOWN_FILL: Color = Color::RGB(0xED_ED_ED);
const KNOWN_TEXT: Color = Color::RGB(0x59_59_59);
const ALERT: Color = Color::RGB(0xFF_C7_CE);
const ALERT_TEXT: Color = Color::RGB(0x9C_00_06);
const LINES: Color = Color::RGB(0xBF_BF_BF);
/// The height of a line, in points.
const LINE: f64 = 16.5;

const WIDTHS: [f64; 6] = [6.0, 50.0, 12.0, 20.0, 20.0, 20.0];
const NUMBER: u16 = 0;
const LABEL: u16 = 1;
const UNITS: u16 = 2;
const FIGURE: u16 = 3;
const BEFORE: u16 = 4;
const NOTE: u16 = 5;

const TITLE_ROW: u32 = 3;
const COUNTER_ROW: u32 = 6;
const HEADER_ROW: u32 = 8;
const FIRST_ROW: u32 = HEADER_ROW + 1;

struct Formats {
    plain: Format,
    strong: Format,
    title: Format,
    small: Format,
    header: Format,
    heading: Format,
    cell: Format,
    centred: Format,
    known: Format,
    open: Format,
    note: Format,
    alert: Format,
}

impl Formats {
    fn new() -> Self {
        let plain = Format::new()
            .set_font_name(FONT)
            .set_font_size(FONT_SIZE)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let strong = plain.clone().set_bold();
        let cell = plain
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINES);
        let centred = cell.clone().set_align(FormatAlign::Center);
        let open = cell.clone().set_unlocked().set_background_color(TO_FILL);
        Self {
            title: strong
                .clone()
                .set_font_size(14)
                .set_align(FormatAlign::Center),
            small: plain.clone().set_italic(),
            header: centred.clone().set_bold().set_background_color(HEADER_FILL),
            heading: cell.clone().set_bold(),
            known: cell
                .clone()
                .set_align(FormatAlign::Right)
                .set_font_color(KNOWN_TEXT)
                .set_background_color(KNOWN_FILL),
            open: open.set_align(FormatAlign::Right),
            note: cell.clone().set_unlocked(),
            alert: Format::new()
                .set_background_color(ALERT)
                .set_font_color(ALERT_TEXT)
                .set_bold(),
            plain,
            strong,
            cell,
            centred,
        }
    }

    /// How figures of a kind are shown. What stands under no pattern keeps the sign that it is written with.
    fn shown(format: &Format, kind: IndicatorKind) -> Format {
        match kind {
            IndicatorKind::Count | IndicatorKind::Money => format.clone().set_num_format("#,##0"),
            _ => format.clone(),
        }
    }
}

/// Where each indicator's figure is to stand.
type Places<'a> = BTreeMap<&'a Arc<str>, CellAddress>;

/// Writes a template. The same template gives the same bytes.
///
/// # Errors
/// Where it goes beyond what a workbook can hold.
pub fn render_template(template: &Template) -> Result<Artifact> {
    let form = Form::get();
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let formats = Formats::new();
    let places: Places<'_> = (FIRST_ROW..)
        .zip(&template.rows)
        .filter_map(|(row, asked)| match asked {
            TemplateRow::Asked { indicator, .. } => {
                Some((indicator, CellAddress::new(row, u32::from(FIGURE))))
            }
            TemplateRow::Heading(_) => None,
        })
        .collect();
    let sheet = workbook.add_worksheet();
    sheet.set_name(&form.sheet)?;
    write_head(sheet, template, &formats)?;
    write_counters(sheet, template, &formats)?;
    write_header(sheet, template, &formats)?;
    for (row, asked) in (FIRST_ROW..).zip(&template.rows) {
        write_row(sheet, (row, asked), &formats)?;
        guard(sheet, (row, asked), &places, (template, &formats))?;
    }
    write_signature(sheet, last_row(template)? + 2, &formats)?;
    set_up(sheet, &places)?;
    identify(&mut workbook, template, &places)?;
    Ok(Artifact {
        name: template.path.clone(),
        bytes: made_on_unix(workbook.save_to_buffer()?),
    })
}

fn last_row(template: &Template) -> Result<u32> {
    Ok(HEADER_ROW + u32::try_from(template.rows.len())?)
}

/// What stands above the table.
fn write_head(sheet: &mut Worksheet, template: &Template, formats: &Formats) -> Result<()> {
    let form = Form::get();
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let right = formats.strong.clone().set_align(FormatAlign::Right);
    let office = for_cell(&template.office).to_uppercase();
    sheet.merge_range(0, NUMBER, 0, UNITS, &office, &formats.plain)?;
    sheet.merge_range(0, FIGURE, 0, NOTE, &form.name, &right)?;
    let title = format!("{} {}", form.title, template.period.label().to_uppercase());
    let deadline = template.deadline.as_ref();
    let deadline = deadline.map(|deadline| form.deadline(deadline));
    let lines = [
        (1, form.unit(&template.unit), &formats.strong),
        (TITLE_ROW, title, &formats.title),
        (TITLE_ROW + 1, form.how.clone(), &formats.small),
        (TITLE_ROW + 2, deadline.unwrap_or_default(), &formats.strong),
    ];
    for (row, text, format) in &lines {
        if !text.is_empty() {
            sheet.merge_range(*row, NUMBER, *row, NOTE, &for_cell(text), format)?;
            sheet.set_row_height(*row, LINE * lines_of(text, WIDTHS.iter().sum()))?;
        }
    }
    Ok(())
}

/// How much is filled in, and what is to be looked at: above the titles, where nobody takes it for a figure.
fn write_counters(sheet: &mut Worksheet, template: &Template, formats: &Formats) -> Result<()> {
    let form = Form::get();
    let range = format!(
        "{}:{}",
        CellAddress::new(FIRST_ROW, u32::from(FIGURE)),
        CellAddress::new(last_row(template)?, u32::from(FIGURE))
    );
    let mut asked = 0;
    let mut words = String::new();
    for (row, of_row) in (FIRST_ROW..).zip(&template.rows) {
        if let TemplateRow::Asked { kind, .. } = of_row {
            asked += 1;
            if *kind == IndicatorKind::Category {
                let at = CellAddress::new(row, u32::from(FIGURE));
                words.push_str(&format!("-ISTEXT({at})*1"));
            }
        }
    }
    let behind = format!("{}{}", form.asked(asked), form.to_mend);
    let formula = format!(
        "=\"{}\"&COUNTA({range})&\"{behind}\"&(SUMPRODUCT(ISTEXT({range})*1){words}+COUNTIF({range},\"<0\"))",
        form.filled
    );
    let now = format!("{}0{behind}0", form.filled);
    let format = &formats.strong;
    sheet.merge_range(COUNTER_ROW, NUMBER, COUNTER_ROW, NOTE, "", format)?;
    let formula = Formula::new(formula).set_result(now);
    sheet.write_formula_with_format(COUNTER_ROW, NUMBER, formula, format)?;
    Ok(())
}

fn write_header(sheet: &mut Worksheet, template: &Template, formats: &Formats) -> Result<()> {
    let columns = &Form::get().columns;
    let before = columns.before(&template.period.previous().label());
    let titles = [
        &columns.number,
        &columns.label,
        &columns.unit,
        &columns.figure,
        &before,
        &columns.note,
    ];
    for (column, title) in (0..).zip(titles) {
        sheet.write_string_with_format(HEADER_ROW, column, title, &formats.header)?;
    }
    sheet.set_row_height(HEADER_ROW, 2.0 * LINE)?;
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    (row, asked): (u32, &TemplateRow),
    formats: &Formats,
) -> Result<()> {
    let label = match asked {
        TemplateRow::Heading(heading) => {
            for column in [NUMBER, UNITS, FIGURE, BEFORE, NOTE] {
                sheet.write_blank(row, column, &formats.heading)?;
            }
            sheet.write_string_with_format(row, LABEL, for_cell(heading), &formats.heading)?;
            heading
        }
        TemplateRow::Asked {
            number,
            label,
            unit,
            kind,
            before,
            ..
        } => {
            match number {
                Some(number) => {
                    let number = u32::try_from(*number)?;
                    sheet.write_number_with_format(row, NUMBER, number, &formats.centred)?
                }
                None => sheet.write_blank(row, NUMBER, &formats.centred)?,
            };
            sheet.write_string_with_format(row, LABEL, for_cell(label), &formats.cell)?;
            sheet.write_string_with_format(row, UNITS, for_cell(unit), &formats.centred)?;
            sheet.write_blank(row, FIGURE, &Formats::shown(&formats.open, *kind))?;
            let known = Formats::shown(&formats.known, *kind);
            match before {
                Before::Nothing => sheet.write_blank(row, BEFORE, &known)?,
                Before::Figure(value) => {
                    sheet.write_number_with_format(row, BEFORE, *value, &known)?
                }
                Before::Category(text) => {
                    sheet.write_string_with_format(row, BEFORE, for_cell(text), &known)?
                }
                Before::InDoubt => {
                    let in_doubt = &Form::get().in_doubt;
                    sheet.write_string_with_format(row, BEFORE, in_doubt, &known.set_italic())?
                }
            };
            sheet.write_blank(row, NOTE, &formats.note)?;
            label
        }
    };
    let lines = lines_of(label, WIDTHS[usize::from(LABEL)]);
    sheet.set_row_height(row, LINE * lines + 2.0)?;
    Ok(())
}

/// How many lines a text takes in a width of so many characters.
fn lines_of(text: &str, width: f64) -> f64 {
    (text.chars().count() as f64 * 0.85 / width).ceil().max(1.0)
}

/// What is taken in a cell, and the mark on what got there past that: pasting removes a rule, and seldom a mark.
fn guard(
    sheet: &mut Worksheet,
    (row, asked): (u32, &TemplateRow),
    places: &Places<'_>,
    (template, formats): (&Template, &Formats),
) -> Result<()> {
    let TemplateRow::Asked {
        unit, kind, whole, ..
    } = asked
    else {
        return Ok(());
    };
    let prompt = Form::get().prompt(*kind);
    let rule = DataValidation::new();
    let rule = match kind {
        IndicatorKind::Count => {
            rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
        }
        IndicatorKind::Money | IndicatorKind::Score => {
            rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        }
        IndicatorKind::Percent => {
            rule.allow_decimal_number(DataValidationRule::Between(0.0, 100.0))
        }
        IndicatorKind::Category => rule.allow_list_strings(&template.categories)?,
    };
    let rule = rule
        .set_input_title(&prompt.title)?
        .set_input_message(prompt.hint(unit))?
        .set_error_title(&prompt.title)?
        .set_error_message(prompt.refused(unit))?;
    sheet.add_data_validation(row, FIGURE, row, FIGURE, &rule)?;
    let at = CellAddress::new(row, u32::from(FIGURE));
    let above = whole.as_ref().and_then(|whole| places.get(whole));
    let above = above.map(|whole| format!("=AND(ISNUMBER({at}),ISNUMBER({whole}),{at}>{whole})"));
    let marks = [Some(wrong(at, *kind, &template.categories)), above];
    for mark in marks.into_iter().flatten() {
        let mark = ConditionalFormatFormula::new()
            .set_rule(Formula::new(mark))
            .set_format(&formats.alert);
        sheet.add_conditional_format(row, FIGURE, row, FIGURE, &mark)?;
    }
    Ok(())
}

/// When what stands in a cell is none of its kind.
fn wrong(at: CellAddress, kind: IndicatorKind, categories: &[String]) -> String {
    // Of a text the number is nought, where a comparison would be an error and no mark.
    let number = |out: &str| format!("=OR(ISTEXT({at}),N({at})<0{out})");
    match kind {
        IndicatorKind::Count => number(&format!(",N({at})<>INT(N({at}))")),
        IndicatorKind::Money | IndicatorKind::Score => number(""),
        IndicatorKind::Percent => number(&format!(",N({at})>100")),
        IndicatorKind::Category => {
            let known = categories
                .iter()
                .map(|category| format!("{at}={}", &quoted(category)[1..]));
            let known: Vec<String> = known.collect();
            format!("=AND(LEN({at})>0,NOT(OR({})))", known.join(","))
        }
    }
}

fn write_signature(sheet: &mut Worksheet, row: u32, formats: &Formats) -> Result<()> {
    /// Room to sign.
    const ROOM: u32 = 4;
    let centred = formats.plain.clone().set_align(FormatAlign::Center);
    let strong = centred.clone().set_bold();
    let lines = &Form::get().signed;
    for (line, text) in (0..).zip(lines) {
        let format = if line < 2 { &strong } else { &centred };
        sheet.merge_range(row + line, FIGURE, row + line, NOTE, text, format)?;
    }
    let row = row + ROOM + u32::try_from(lines.len())?;
    sheet.merge_range(row, FIGURE, row, NOTE, "", &strong.set_unlocked())?;
    Ok(())
}

fn set_up(sheet: &mut Worksheet, places: &Places<'_>) -> Result<()> {
    sheet.set_freeze_panes(FIRST_ROW, 0)?;
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    sheet.set_screen_gridlines(false);
    sheet.set_paper_size(A4);
    sheet.set_margins(0.5, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&R&\"{FONT}\"&10Trang &P/&N"));
    if let Some(first) = places.values().min() {
        sheet.set_selection(first.row, FIGURE, first.row, FIGURE)?;
    }
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

/// What the program knows the template by when it comes back: names, and the same on a sheet that nobody sees.
fn identify(workbook: &mut Workbook, template: &Template, places: &Places<'_>) -> Result<()> {
    let form = Form::get();
    let constants = [
        (FORM, form.code()),
        (UNIT, template.unit_id.to_string()),
        (PERIOD, template.period.to_string()),
    ];
    let named: Vec<(String, String, CellAddress)> = places
        .iter()
        .filter_map(|(indicator, at)| {
            let place = written_place(&form.sheet, *at);
            Some((name_of(indicator)?, place, *at))
        })
        .collect();
    for (name, text) in &constants {
        workbook.define_name(*name, &quoted(text))?;
    }
    for (name, place, _) in &named {
        workbook.define_name(name, &format!("={place}"))?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?.set_very_hidden(true);
    for (row, (name, text)) in (0u32..).zip(&constants) {
        sheet.write_string(row, 0, *name)?;
        sheet.write_string(row, ADDRESSES, text)?;
    }
    let next = u32::try_from(constants.len())?;
    for (row, (name, place, at)) in (next..).zip(&named) {
        sheet.write_string(row, 0, name)?;
        let address = written_place("", *at);
        let address = address.trim_start_matches("''!");
        let formula = format!("=ADDRESS(ROW({place}),COLUMN({place}))");
        sheet.write_formula(row, ADDRESSES, Formula::new(formula).set_result(address))?;
    }
    Ok(())
}
