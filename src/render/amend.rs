//! Rows and sheets added to a workbook that the office keeps: whatever else it holds stays as it is, to the byte.
//!
//! An `xlsx` is a package of parts. Only the part of the sheet that grows is written anew, and of a sheet that is added the
//! lists that name it; all other parts are copied as they are packed.

use crate::location::CellAddress;
use anyhow::{Context, Result, bail};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use std::ops::Range;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The part that lists the sheets, and where the parts it names stand.
const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const TYPES: &str = "[Content_Types].xml";
const STYLES: &str = "xl/styles.xml";

const SHEET_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const SHEET_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
const SHEET_NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The colour of rows that somebody is to look at, as Excel writes it.
const MARK: &str = "FFFFF2CC";

/// A row to be added: texts by column, from zero.
pub type AddedRow = BTreeMap<u32, String>;

/// Rows to be added to a sheet.
#[derive(Debug, Clone, Default)]
pub struct AddedRows {
    /// The sheet's name as the workbook has it.
    pub sheet: String,
    /// Below which row, from zero, the rows come.
    pub below: u32,
    /// The rows.
    pub rows: Vec<AddedRow>,
    /// Whether they stand out, for somebody to look at.
    pub is_marked: bool,
}

/// A cell that is written anew, in the look that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedCell {
    /// The sheet's name as the workbook has it.
    pub sheet: String,
    /// Where it stands.
    pub at: CellAddress,
    /// What it says now; nothing where it is empty.
    pub text: String,
}

/// What becomes of a workbook.
#[derive(Debug, Clone, Default)]
pub struct Amendment {
    /// Cells that are written anew.
    pub cells: Vec<ChangedCell>,
    /// Rows below those there are.
    pub rows: Vec<AddedRows>,
    /// Sheets behind those there are.
    pub sheets: Vec<AddedSheet>,
}

impl Amendment {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        let has_rows = self.rows.iter().any(|added| !added.rows.is_empty());
        self.cells.is_empty() && !has_rows && self.sheets.is_empty()
    }
}

/// A sheet to be added, its titles in the first row.
#[derive(Debug, Clone)]
pub struct AddedSheet {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<AddedColumn>,
    /// The rows below.
    pub rows: Vec<AddedRow>,
}

/// A column of a sheet to be added.
#[derive(Debug, Clone)]
pub struct AddedColumn {
    /// Its title.
    pub title: String,
    /// In characters.
    pub width: f64,
    /// What is chosen from, where it is; nothing that a cell's own rule cannot hold.
    pub choices: Vec<String>,
}

/// A package's parts that are written anew, over those that are copied.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    changed: BTreeMap<String, String>,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self> {
        Ok(Self {
            archive: ZipArchive::new(Cursor::new(bytes)).context("không phải tệp .xlsx")?,
            changed: BTreeMap::new(),
        })
    }

    /// The text of a part.
    fn text(&mut self, name: &str) -> Result<String> {
        if let Some(text) = self.changed.get(name) {
            return Ok(text.clone());
        }
        let mut part = self
            .archive
            .by_name(name)
            .with_context(|| format!("không có phần {name}"))?;
        let mut text = String::new();
        part.read_to_string(&mut text)
            .with_context(|| format!("không đọc được phần {name}"))?;
        Ok(text)
    }

    fn change(&mut self, name: &str, text: String) {
        self.changed.insert(name.to_owned(), text);
    }

    fn has(&self, name: &str) -> bool {
        self.changed.contains_key(name) || self.archive.index_for_name(name).is_some()
    }

    /// The whole package: parts in their order, those that are new behind them.
    fn write(mut self) -> Result<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index)?;
            let name = part.name()?.into_owned();
            match self.changed.remove(&name) {
                None => writer.raw_copy_file(part)?,
                Some(text) => {
                    drop(part);
                    writer.start_file(name, options)?;
                    writer.write_all(text.as_bytes())?;
                }
            }
        }
        for (name, text) in self.changed {
            writer.start_file(name, options)?;
            writer.write_all(text.as_bytes())?;
        }
        Ok(writer.finish()?.into_inner())
    }
}

/// A workbook with cells written anew, rows added to its sheets, and sheets added behind them.
///
/// # Errors
/// Where the workbook is no `xlsx` that can be amended; the text, in Vietnamese, says why.
pub fn amended(bytes: &[u8], amendment: &Amendment) -> Result<Vec<u8>> {
    let mut package = Package::open(bytes)?;
    let mut by_sheet: BTreeMap<&str, Vec<&ChangedCell>> = BTreeMap::new();
    for cell in &amendment.cells {
        by_sheet.entry(&cell.sheet).or_default().push(cell);
    }
    for (sheet, cells) in by_sheet {
        let part = part_of(&mut package, sheet)?;
        let text = with_cells(&package.text(&part)?, &cells)?;
        package.change(&part, text);
    }
    for added in amendment.rows.iter().filter(|it| !it.rows.is_empty()) {
        let part = part_of(&mut package, &added.sheet)?;
        let style = match added.is_marked {
            true => Some(marked_style(&mut package)?),
            false => None,
        };
        let text = with_rows(&package.text(&part)?, added, style)?;
        package.change(&part, text);
    }
    for added in &amendment.sheets {
        add_sheet(&mut package, added)?;
    }
    package.write()
}

/// A sheet's part with cells written anew; where one is not there yet it comes into its row.
fn with_cells(text: &str, cells: &[&ChangedCell]) -> Result<String> {
    let seen = seen_sheet(text)?;
    let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
    for cell in cells {
        let number = cell.at.row + 1;
        let mut rows = seen.rows.iter();
        let row = rows.find(|row| row.number == number);
        let row = row.with_context(|| format!("không có dòng {number}"))?;
        let style = row.styles.get(&cell.at.column).cloned();
        let mut written = String::new();
        write_cell(&mut written, &seen.prefix, cell.at, &cell.text, style)?;
        let known = row
            .cells
            .iter()
            .find(|(column, _)| *column == cell.at.column);
        let later = row
            .cells
            .iter()
            .find(|(column, _)| *column > cell.at.column);
        let place = match (known, later) {
            (Some((_, place)), _) => place.clone(),
            (None, Some((_, place))) => place.start..place.start,
            (None, None) => row.end..row.end,
        };
        cuts.push((place, written));
    }
    Ok(replaced(text, cuts))
}

/// An element's attribute by its name without any prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|it| it.key.local_name().as_ref() == name)?;
    let value = quick_xml::escape::unescape(&found.value);
    Some(value.map_or_else(|_| found.value.to_string(), |text| text.into_owned()))
}

/// The elements of a part that have a name.
fn elements(text: &str, name: &str) -> Result<Vec<BytesStart<'static>>> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name =>
            {
                found.push(element.into_owned());
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The part of a sheet.
fn part_of(package: &mut Package<'_>, sheet: &str) -> Result<String> {
    let wanted = crate::text::clean(sheet);
    let sheets = elements(&package.text(WORKBOOK)?, "sheet")?;
    let is_it = |element: &&BytesStart<'_>| {
        attribute(element, "name").is_some_and(|name| crate::text::clean(&name) == wanted)
    };
    let id = sheets.iter().find(is_it).and_then(|it| attribute(it, "id"));
    let id = id.with_context(|| format!("không tìm thấy trang “{sheet}”"))?;
    let relations = elements(&package.text(RELATIONS)?, "Relationship")?;
    let of_id = |element: &&BytesStart<'_>| attribute(element, "Id").as_ref() == Some(&id);
    let relation = relations.iter().find(of_id);
    let target = relation.and_then(|relation| attribute(relation, "Target"));
    let target = target.with_context(|| format!("không tìm thấy trang “{sheet}”"))?;
    Ok(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// A row as it stands in a sheet's part.
struct SeenRow {
    number: u32,
    place: Range<usize>,
    /// The styles of its cells, by column.
    styles: BTreeMap<u32, String>,
    /// Its cells and where they stand.
    cells: Vec<(u32, Range<usize>)>,
    /// Where a further cell comes.
    end: usize,
    holds_anything: bool,
}

/// What a sheet's part holds of rows.
struct SeenSheet {
    /// What stands before the names of elements: `x:`.
    prefix: String,
    /// Between the marks of `sheetData`; the whole element where it is empty.
    data: Range<usize>,
    is_empty: bool,
    rows: Vec<SeenRow>,
    /// What says how large the sheet is.
    dimension: Option<Range<usize>>,
}

fn seen_sheet(text: &str) -> Result<SeenSheet> {
    let mut reader = Reader::from_str(text);
    let mut seen = SeenSheet {
        prefix: String::new(),
        data: 0..0,
        is_empty: false,
        rows: Vec::new(),
        dimension: None,
    };
    let mut begins = None;
    loop {
        let before = position(&reader);
        let event = reader.read_event()?;
        let after = position(&reader);
        match &event {
            Event::Start(it) | Event::Empty(it) if it.local_name().as_ref() == "dimension" => {
                seen.dimension = matches!(event, Event::Empty(_)).then_some(before..after);
            }
            Event::Empty(it) if it.local_name().as_ref() == "sheetData" => {
                seen.prefix = prefix_of(it);
                (seen.data, seen.is_empty) = (before..after, true);
                return Ok(seen);
            }
            Event::Start(it) if it.local_name().as_ref() == "sheetData" => {
                seen.prefix = prefix_of(it);
                begins = Some(after);
            }
            Event::End(it) if it.local_name().as_ref() == "sheetData" => {
                seen.data = begins.unwrap_or(before)..before;
                return Ok(seen);
            }
            Event::Start(it) | Event::Empty(it) => see_row(&mut seen, it, before..after),
            Event::Text(it) if !it.trim().is_empty() => see_content(&mut seen, begins.is_some()),
            Event::End(it) if it.local_name().as_ref() == "row" => {
                if let Some(row) = seen.rows.last_mut() {
                    (row.place.end, row.end) = (after, before);
                }
            }
            Event::End(it) if it.local_name().as_ref() == "c" => {
                let row = seen.rows.last_mut();
                if let Some((_, place)) = row.and_then(|row| row.cells.last_mut()) {
                    place.end = after;
                }
            }
            Event::Eof => bail!("không nhận ra cấu trúc của trang tính"),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn prefix_of(element: &BytesStart<'_>) -> String {
    let prefix = element.name().prefix();
    prefix.map_or_else(String::new, |prefix| {
        format!("{}:", AsRef::<str>::as_ref(&prefix))
    })
}

fn see_row(seen: &mut SeenSheet, element: &BytesStart<'_>, place: Range<usize>) {
    let last = seen.rows.last().map_or(0, |row| row.number);
    match element.local_name().as_ref() {
        "row" => seen.rows.push(SeenRow {
            number: attribute(element, "r")
                .and_then(|number| number.parse().ok())
                .unwrap_or(last + 1),
            end: place.end,
            place,
            styles: BTreeMap::new(),
            cells: Vec::new(),
            holds_anything: false,
        }),
        "c" => {
            let at = attribute(element, "r");
            let at = at.and_then(|at| at.parse::<CellAddress>().ok());
            let style = attribute(element, "s");
            if let (Some(row), Some(at)) = (seen.rows.last_mut(), at) {
                row.cells.push((at.column, place));
                row.styles.extend(style.map(|style| (at.column, style)));
            }
        }
        "f" | "is" => see_content(seen, true),
        _ => {}
    }
}

fn see_content(seen: &mut SeenSheet, is_in_data: bool) {
    if let Some(row) = seen.rows.last_mut().filter(|_| is_in_data) {
        row.holds_anything = true;
    }
}

/// A sheet's part with rows added. Rows that hold nothing but a look, and stand where the new ones come, give way.
fn with_rows(text: &str, added: &AddedRows, style: Option<usize>) -> Result<String> {
    let seen = seen_sheet(text)?;
    let first = added.below + 2;
    let count = u32::try_from(added.rows.len())?;
    let in_place = |row: &&SeenRow| (first..first + count).contains(&row.number);
    if seen
        .rows
        .iter()
        .any(|row| row.number >= first && row.holds_anything)
    {
        bail!("dưới dòng {} còn dòng có nội dung", added.below + 1);
    }
    let model = |number: u32| {
        let mut rows = seen.rows.iter();
        rows.find(|row| row.number == number).map(|row| &row.styles)
    };
    let of_last = model(added.below + 1).filter(|_| added.below > 0);
    let mut written = String::new();
    for (number, row) in (first..).zip(&added.rows) {
        let styles = model(number).or(of_last);
        write_row(&mut written, &seen.prefix, number, row, |column| {
            let own = style.map(|style| style.to_string());
            own.or_else(|| styles?.get(&column).cloned())
        })?;
    }
    let insertion = seen
        .rows
        .iter()
        .find(|row| row.number >= first)
        .map_or(seen.data.end, |row| row.place.start);
    let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
    cuts.extend(seen.dimension.clone().map(|place| (place, String::new())));
    if seen.is_empty {
        let prefix = &seen.prefix;
        let whole = format!("<{prefix}sheetData>{written}</{prefix}sheetData>");
        cuts.push((seen.data.clone(), whole));
    } else {
        cuts.push((insertion..insertion, written));
        let given_way = seen.rows.iter().filter(in_place);
        cuts.extend(given_way.map(|row| (row.place.clone(), String::new())));
    }
    Ok(replaced(text, cuts))
}

/// A text with pieces of it replaced.
fn replaced(text: &str, mut cuts: Vec<(Range<usize>, String)>) -> String {
    cuts.sort_by_key(|(place, _)| (place.start, place.end));
    let mut whole = String::with_capacity(text.len());
    let mut done = 0;
    for (place, new) in cuts {
        whole.push_str(&text[done..place.start]);
        whole.push_str(&new);
        done = place.end;
    }
    whole.push_str(&text[done..]);
    whole
}

fn write_row(
    text: &mut String,
    prefix: &str,
    number: u32,
    row: &AddedRow,
    style: impl Fn(u32) -> Option<String>,
) -> Result<()> {
    write!(text, "<{prefix}row r=\"{number}\">")?;
    for (column, content) in row {
        let at = CellAddress::new(number - 1, *column);
        write_cell(text, prefix, at, content, style(*column))?;
    }
    write!(text, "</{prefix}row>")?;
    Ok(())
}

fn write_cell(
    text: &mut String,
    prefix: &str,
    at: CellAddress,
    content: &str,
    style: Option<String>,
) -> Result<()> {
    let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
    if content.is_empty() {
        write!(text, "<{prefix}c r=\"{at}\"{style}/>")?;
        return Ok(());
    }
    let content = quick_xml::escape::escape(content);
    write!(
        text,
        "<{prefix}c r=\"{at}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{content}</{prefix}t></{prefix}is></{prefix}c>"
    )?;
    Ok(())
}

/// The style of cells that stand out, added to the workbook's where it has none yet.
fn marked_style(package: &mut Package<'_>) -> Result<usize> {
    let text = package.text(STYLES)?;
    let of = |name: &str| -> Result<(usize, usize)> {
        let list = elements(&text, name)?.into_iter().next();
        let count = list.and_then(|list| attribute(&list, "count"));
        let count = count.and_then(|count| count.parse().ok());
        let count = count.with_context(|| format!("phần kiểu ô không có {name}"))?;
        let end = format!("{name}>");
        let end = text.rfind(&end).and_then(|at| text[..at].rfind("</"));
        Ok((
            count,
            end.with_context(|| format!("phần kiểu ô không có {name}"))?,
        ))
    };
    let prefix = elements(&text, "styleSheet")?
        .first()
        .map(prefix_of)
        .unwrap_or_default();
    let fill = format!(
        "<{prefix}fill><{prefix}patternFill patternType=\"solid\"><{prefix}fgColor rgb=\"{MARK}\"/><{prefix}bgColor indexed=\"64\"/></{prefix}patternFill></{prefix}fill>"
    );
    let (fills, fills_end) = of("fills")?;
    let (styles, styles_end) = of("cellXfs")?;
    let style_of = |fill: usize| {
        format!(
            "<{prefix}xf numFmtId=\"0\" fontId=\"0\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" applyFill=\"1\"/>"
        )
    };
    let has_fill = text[..fills_end].ends_with(&fill);
    if has_fill && text[..styles_end].ends_with(&style_of(fills - 1)) {
        return Ok(styles - 1);
    }
    let style = style_of(fills);
    let cuts = vec![
        (fills_end..fills_end, fill),
        (styles_end..styles_end, style),
    ];
    let mut text = replaced(&text, cuts);
    for (name, count) in [("fills", fills), ("cellXfs", styles)] {
        let old = format!("{name} count=\"{count}\"");
        text = text.replacen(&old, &format!("{name} count=\"{}\"", count + 1), 1);
    }
    package.change(STYLES, text);
    Ok(styles)
}

fn add_sheet(package: &mut Package<'_>, added: &AddedSheet) -> Result<()> {
    let free = |number: &usize| !package.has(&format!("xl/worksheets/tonghop{number}.xml"));
    let number = (1..1000).find(free).context("đã có quá nhiều trang")?;
    let part = format!("worksheets/tonghop{number}.xml");
    let workbook = package.text(WORKBOOK)?;
    let sheets = elements(&workbook, "sheet")?;
    let used = sheets
        .iter()
        .filter_map(|it| attribute(it, "sheetId")?.parse::<u32>().ok());
    let sheet_id = used.max().unwrap_or(0) + 1;
    let last = sheets.last().context("không có trang tính nào")?;
    let mut attributes = last.attributes().flatten();
    let id_key = attributes.find(|it| it.key.local_name().as_ref() == "id");
    let id_key = id_key.map(|it| AsRef::<str>::as_ref(&it.key).to_owned());
    let id_key = id_key.context("không nhận ra danh sách trang tính")?;
    let relations = package.text(RELATIONS)?;
    let id = format!("tonghop{number}");
    let prefix = prefix_of(last);
    let entry = format!(
        "<{prefix}sheet name=\"{}\" sheetId=\"{sheet_id}\" {id_key}=\"{id}\"/>",
        quick_xml::escape::escape(added.name.as_str())
    );
    let workbook = before_end(&workbook, "sheets", &entry)?;
    package.change(WORKBOOK, workbook);
    let relation =
        format!("<Relationship Id=\"{id}\" Type=\"{SHEET_RELATION}\" Target=\"{part}\"/>");
    package.change(
        RELATIONS,
        before_end(&relations, "Relationships", &relation)?,
    );
    let types = package.text(TYPES)?;
    let kind = format!("<Override PartName=\"/xl/{part}\" ContentType=\"{SHEET_TYPE}\"/>");
    package.change(TYPES, before_end(&types, "Types", &kind)?);
    package.change(&format!("xl/{part}"), new_sheet(added)?);
    Ok(())
}

/// A part with something added before the end of its last element of a name.
fn before_end(text: &str, name: &str, added: &str) -> Result<String> {
    let end = text.rfind(&format!("{name}>"));
    let end = end.and_then(|at| text[..at].rfind("</"));
    let end = end.with_context(|| format!("không nhận ra phần {name}"))?;
    Ok(format!("{}{added}{}", &text[..end], &text[end..]))
}

fn new_sheet(added: &AddedSheet) -> Result<String> {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{SHEET_NAMESPACE}\"><cols>"
    );
    for (column, added) in (1u32..).zip(&added.columns) {
        let width = added.width;
        write!(
            text,
            "<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>"
        )?;
    }
    text.push_str("</cols><sheetData>");
    let titles = (0u32..).zip(added.columns.iter().map(|column| column.title.clone()));
    let rows = std::iter::once(titles.collect()).chain(added.rows.iter().cloned());
    for (number, row) in (1u32..).zip(rows) {
        write_row(&mut text, "", number, &row, |_| None)?;
    }
    text.push_str("</sheetData>");
    text.push_str(&choices(added));
    text.push_str("</worksheet>");
    Ok(text)
}

/// The rules of the columns that are chosen from lists.
fn choices(added: &AddedSheet) -> String {
    /// Excel takes no longer list in a cell's own rule.
    const LONGEST: usize = 255;
    /// As far down as anybody writes.
    const LAST_ROW: u32 = 1000;
    let columns = (0u32..).zip(&added.columns);
    let rules = columns.filter_map(|(column, added)| {
        let list = added.choices.join(",");
        if list.is_empty() || list.chars().count() > LONGEST {
            return None;
        }
        let letters = CellAddress::new(0, column).to_string();
        let letters = letters.trim_end_matches('1');
        let list = quick_xml::escape::escape(list.as_str()).into_owned();
        Some(format!(
            "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"{letters}2:{letters}{LAST_ROW}\"><formula1>\"{list}\"</formula1></dataValidation>"
        ))
    });
    let rules: Vec<String> = rules.collect();
    match rules.len() {
        0 => String::new(),
        count => format!(
            "<dataValidations count=\"{count}\">{}</dataValidations>",
            rules.concat()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{CellContent, FileKind, read_workbook};
    use rust_xlsxwriter::{Format, Workbook};

    /// The texts of a sheet, row by row.
    fn texts(bytes: &[u8], name: &str) -> Vec<String> {
        let workbook = read_workbook(bytes, FileKind::Xlsx).expect("a workbook");
        let sheet = workbook.sheets.iter().find(|sheet| &*sheet.name == name);
        let cells = &sheet.expect("the sheet").cells;
        let shown = cells.iter().filter_map(|cell| match &cell.content {
            CellContent::Text(text) => Some(format!("{} {text}", cell.address)),
            _ => None,
        });
        shown.collect()
    }

    fn workbook() -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("Một & hai").expect("a name");
        sheet.write_string(0, 0, "Tiêu đề").expect("written");
        sheet.write_string(1, 0, "cũ").expect("written");
        for row in 2..6 {
            sheet
                .write_blank(row, 0, &Format::new().set_bold())
                .expect("written");
        }
        workbook.add_worksheet().set_name("Trống").expect("a name");
        workbook.save_to_buffer().expect("saved")
    }

    fn rows(sheet: &str, below: u32, texts: &[&str]) -> AddedRows {
        let row = |text: &&str| BTreeMap::from([(0, (*text).to_owned())]);
        AddedRows {
            sheet: sheet.to_owned(),
            below,
            rows: texts.iter().map(row).collect(),
            is_marked: false,
        }
    }

    fn with(rows: &[AddedRows]) -> Amendment {
        Amendment {
            rows: rows.to_vec(),
            ..Amendment::default()
        }
    }

    #[test]
    fn cells_are_written_anew_in_their_look() {
        let cell = |at: &str, text: &str| ChangedCell {
            sheet: "Một & hai".to_owned(),
            at: at.parse().expect("a cell"),
            text: text.to_owned(),
        };
        let amendment = Amendment {
            cells: vec![
                cell("A2", ""),
                cell("C1", "thêm"),
                cell("A3", "vào chỗ trống"),
            ],
            ..Amendment::default()
        };
        let bytes = amended(&workbook(), &amendment).expect("amended");
        assert_eq!(
            texts(&bytes, "Một & hai"),
            ["A1 Tiêu đề", "C1 thêm", "A3 vào chỗ trống"]
        );
        let mut package = Package::open(&bytes).expect("a package");
        let sheet = package.text("xl/worksheets/sheet1.xml").expect("a sheet");
        assert!(sheet.contains("<c r=\"A3\" s=\""), "{sheet}");
        let nowhere = Amendment {
            cells: vec![cell("A99", "x")],
            ..Amendment::default()
        };
        assert!(amended(&workbook(), &nowhere).is_err());
    }

    #[test]
    fn rows_come_below_those_that_hold_anything() {
        let added = [
            rows("Một & hai", 1, &["mới <1>", "mới 2"]),
            rows("Trống", 0, &["x"]),
        ];
        let bytes = amended(&workbook(), &with(&added)).expect("amended");
        assert_eq!(
            texts(&bytes, "Một & hai"),
            ["A1 Tiêu đề", "A2 cũ", "A3 mới <1>", "A4 mới 2"]
        );
        assert_eq!(texts(&bytes, "Trống"), ["A2 x"]);
        // Rows with content below are never written over.
        assert!(amended(&bytes, &with(&added[..1])).is_err());
        assert!(amended(&workbook(), &with(&[rows("Không có", 0, &["x"])])).is_err());
        assert!(amended(b"khong phai", &with(&added)).is_err());
    }

    #[test]
    fn marked_rows_have_one_style_of_their_own() {
        let mut first = rows("Một & hai", 1, &["a"]);
        first.is_marked = true;
        let mut second = rows("Một & hai", 2, &["b"]);
        second.is_marked = true;
        let bytes = amended(&workbook(), &with(&[first, second])).expect("amended");
        let mut package = Package::open(&bytes).expect("a package");
        let styles = package.text(STYLES).expect("styles");
        assert_eq!(styles.matches(MARK).count(), 1, "{styles}");
        let sheet = package.text("xl/worksheets/sheet1.xml").expect("a sheet");
        let style = |at: &str| -> String {
            let begins = sheet.find(&format!("r=\"{at}\" s=\"")).expect("a style");
            sheet[begins..]
                .split('"')
                .nth(3)
                .expect("a style")
                .to_owned()
        };
        assert_eq!(style("A3"), style("A4"));
    }

    #[test]
    fn a_sheet_is_added_behind_the_others() {
        let added = AddedSheet {
            name: "Tên <gọi>".to_owned(),
            columns: [("Loại", vec!["nội dung", "cột"]), ("Là", vec![])]
                .map(|(title, choices)| AddedColumn {
                    title: title.to_owned(),
                    width: 20.0,
                    choices: choices.into_iter().map(str::to_owned).collect(),
                })
                .to_vec(),
            rows: vec![BTreeMap::from([(1, "nghĩa".to_owned())])],
        };
        let other = AddedSheet {
            name: "Thứ hai".to_owned(),
            ..added.clone()
        };
        let bytes = amended(
            &workbook(),
            &Amendment {
                sheets: vec![added, other],
                ..Amendment::default()
            },
        )
        .expect("amended");
        assert_eq!(texts(&bytes, "Một & hai"), ["A1 Tiêu đề", "A2 cũ"]);
        for name in ["Tên <gọi>", "Thứ hai"] {
            assert_eq!(texts(&bytes, name), ["A1 Loại", "B1 Là", "B2 nghĩa"]);
        }
    }
}
