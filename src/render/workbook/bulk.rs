//! The rows of long sheets, put into the package once the other sheets are written.
//!
//! The writer of workbooks keeps every cell until it is saved and looks every text up letter by letter. Where a sheet has a
//! row for every figure, that is most of a run's work. A long sheet is written there with its titles alone and, as a row of
//! blanks, the looks that its cells have; their numbers are read back, and the rows take the place of the blanks.

use super::cells::look_of;
use super::formats::{self, Formats, Look};
use super::layout::{SheetLayout, TableLayout};
use super::links::{Links, related};
use crate::location::CellAddress;
use crate::ooxml::{Package, PackageError, escaped, quoted};
use crate::render::texts::for_cell;
use crate::report::{Align, Cell, Column, Link, Row, Sheet, Table, Tone, Value};
use anyhow::{Context, Result};
use foldhash::fast::RandomState;
use jiff::civil::{Date, date};
use rust_xlsxwriter::Worksheet;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::sync::Arc;

const STRINGS: &str = "xl/sharedStrings.xml";
const HYPERLINK: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
/// The first day of Excel's calendar, for days after February 1900.
const FIRST_DAY: Date = date(1899, 12, 30);

/// A long sheet and its number in the workbook, from one.
pub(super) struct Bulk<'r> {
    pub(super) number: usize,
    pub(super) sheet: &'r Sheet,
    pub(super) layout: &'r SheetLayout,
}

/// Writes the looks of a long table's cells into its first row, as blanks.
pub(super) fn write_looks(
    worksheet: &mut Worksheet,
    (table, layout): (&Table, &TableLayout),
    (links, made): (&Links<'_>, &mut Formats),
) -> Result<()> {
    let mut column = 0;
    for align in aligned(table) {
        if let Some(format) = formats::column(align) {
            worksheet.write_blank(layout.first_row, column, &format)?;
            column += 1;
        }
    }
    for look in looks(table, links) {
        worksheet.write_blank(layout.first_row, column, made.of(look))?;
        column += 1;
    }
    Ok(())
}

fn aligned(table: &Table) -> BTreeSet<Align> {
    table.columns.iter().map(|column| column.align).collect()
}

/// The looks of cells that do not look as their column does.
fn looks(table: &Table, links: &Links<'_>) -> BTreeSet<Look> {
    let mut looks = BTreeSet::new();
    for row in &table.rows {
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            looks.extend(own_look(row, column, cell, links));
        }
    }
    looks
}

/// `None` where a cell looks as its column does.
fn own_look(row: &Row, column: &Column, cell: &Cell, links: &Links<'_>) -> Option<Look> {
    let is_linked = link_of(cell).is_some_and(|link| links.leads_out(link));
    let is_plain = cell.tone == Tone::Plain && !is_linked;
    let is_as_column = match &cell.value {
        _ if is_blank(cell) => cell.tone == Tone::Plain,
        Value::Empty | Value::Text(_) => is_plain,
        Value::Number(_, style) => is_plain && formats::is_as_column(*style),
        Value::Date(_) => false,
    };
    (!is_as_column).then(|| look_of((row.kind, column, Some(cell)), (true, is_linked)))
}

fn link_of(cell: &Cell) -> Option<&Link> {
    cell.extra.as_ref()?.link.as_ref()
}

fn is_blank(cell: &Cell) -> bool {
    match &cell.value {
        Value::Empty => true,
        Value::Text(text) => text.is_empty(),
        Value::Number(..) | Value::Date(_) => false,
    }
}

/// Puts the rows of long sheets into a workbook.
pub(super) fn put_rows(
    workbook: Vec<u8>,
    sheets: &[Bulk<'_>],
    links: &Links<'_>,
) -> Result<Vec<u8>> {
    if sheets.is_empty() {
        return Ok(workbook);
    }
    let mut package = Package::open(&workbook)?;
    let part = "a part of the workbook";
    let known = PackageError::missing(package.text(STRINGS)?, part)?;
    let mut strings = Strings::after(&known)?;
    for bulk in sheets {
        let place = format!("xl/worksheets/sheet{}.xml", bulk.number);
        let ways = format!("xl/worksheets/_rels/sheet{}.xml.rels", bulk.number);
        let stub = PackageError::missing(package.text(&place)?, part)?;
        let related = package.text(&ways)?.unwrap_or_else(|| RELATIONS.to_owned());
        let tables = bulk.sheet.tables.iter().zip(&bulk.layout.tables);
        for (table, layout) in tables.take(1) {
            let mut writer = Writer::new((table, layout), links, &related);
            let written = writer.fill_sheet(&stub, &mut strings);
            let written = written.with_context(|| format!("trang “{}”", bulk.sheet.name))?;
            package.put(&place, written);
            package.put(&ways, writer.ways.into_part(&related));
        }
    }
    package.put(STRINGS, strings.into_part(&known)?);
    Ok(package.finish_quickly()?)
}

/// Writes the rows of a table.
struct Writer<'w> {
    table: &'w Table,
    layout: &'w TableLayout,
    links: &'w Links<'w>,
    ways: Ways<'w>,
}

impl<'w> Writer<'w> {
    fn new(
        (table, layout): (&'w Table, &'w TableLayout),
        links: &'w Links<'w>,
        related: &str,
    ) -> Self {
        Self {
            table,
            layout,
            links,
            ways: Ways::after(related),
        }
    }

    /// The sheet with the rows in the place of the row of looks.
    fn fill_sheet(&mut self, stub: &str, strings: &mut Strings) -> Result<String> {
        let first = self.layout.first_row + 1;
        let start = stub.find(&format!("<row r=\"{first}\""));
        let start = start.unwrap_or(stub.find("</sheetData>").context("sheetData")?);
        let end = stub.find("</sheetData>").context("sheetData")?;
        let styles = Styles::new(self.table, self.links, &stub[start..end])?;
        let mut whole = String::with_capacity(stub.len() + self.table.rows.len() * 400);
        whole.push_str(&self.with_extent(&stub[..start]));
        let table = self.table;
        for (number, row) in (first..).zip(&table.rows) {
            self.push_row(&mut whole, (number, row), (&styles, strings));
        }
        let rest = &stub[end..];
        let links = &self.ways.hyperlinks;
        let (at, before, after) = match rest.find("</hyperlinks>") {
            Some(at) => (at, "", ""),
            None => {
                let at = rest.find("<pageMargins").context("pageMargins")?;
                (at, "<hyperlinks>", "</hyperlinks>")
            }
        };
        whole.push_str(&rest[..at]);
        if !links.is_empty() {
            whole.push_str(before);
            whole.push_str(links);
            whole.push_str(after);
        }
        whole.push_str(&rest[at..]);
        Ok(whole)
    }

    /// What stands above the rows, saying how far the sheet reaches.
    fn with_extent(&self, head: &str) -> String {
        let last = CellAddress::new(
            self.layout.end_row - 1,
            u32::from(self.layout.end_column.saturating_sub(1)),
        );
        let begin = "<dimension ref=\"";
        let Some(at) = head.find(begin).map(|at| at + begin.len()) else {
            return head.to_owned();
        };
        let end = head[at..].find('"').map_or(at, |length| at + length);
        format!("{}A1:{last}{}", &head[..at], &head[end..])
    }

    fn push_row(
        &mut self,
        whole: &mut String,
        (number, row): (u32, &'w Row),
        (styles, strings): (&Styles, &mut Strings),
    ) {
        let shown = number.to_string();
        let table = self.table;
        let columns = table.columns.iter().zip(&styles.columns);
        push(whole, ["<row r=\"", &shown, "\">"]);
        for ((column, look), cell) in columns.zip(&row.cells) {
            let own = own_look(row, column, cell, self.links);
            let style = own.and_then(|own| styles.looks.get(&own));
            let style = style.unwrap_or(&look.style);
            if is_blank(cell) && own.is_none() {
                continue;
            }
            push(whole, [&look.begin, &shown, style]);
            match &cell.value {
                _ if is_blank(cell) => whole.push_str("/>"),
                Value::Empty => whole.push_str("/>"),
                Value::Text(text) => {
                    whole.push_str(" t=\"s\"><v>");
                    push_whole(whole, strings.of(text));
                    whole.push_str("</v></c>");
                }
                Value::Number(value, _) => {
                    push(whole, ["><v>", &digits(*value), "</v></c>"]);
                }
                Value::Date(day) => {
                    let days = (*day - FIRST_DAY).get_days();
                    let _never_fails = write!(whole, "><v>{days}</v></c>");
                }
            }
            if let Some(target) = link_of(cell).and_then(|link| self.links.target(link)) {
                self.ways.add((&look.letters, &shown), target);
            }
        }
        whole.push_str("</row>");
    }
}

/// A number as it is stored. Most are whole, which are written much faster as such.
fn digits(value: f64) -> String {
    let whole = value as i32;
    match f64::from(whole) == value && whole != 0 {
        true => whole.to_string(),
        false => value.to_string(),
    }
}

fn push<const N: usize>(whole: &mut String, parts: [&str; N]) {
    parts.into_iter().for_each(|part| whole.push_str(part));
}

/// Puts a number behind the rest: every text of a row is one, and of each a text of its own would be made.
fn push_whole(whole: &mut String, mut number: usize) {
    const MOST_DIGITS: usize = 20;
    let mut digits = [0; MOST_DIGITS];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    whole.extend(str::from_utf8(&digits[at..]));
}

/// The looks of a table's cells as attributes.
struct Styles {
    columns: Vec<ColumnLook>,
    looks: BTreeMap<Look, String>,
}

struct ColumnLook {
    letters: String,
    /// What a cell begins with, up to the number of its row.
    begin: String,
    /// What stands behind that, up to what the cell is.
    style: String,
}

impl Styles {
    /// Reads them from the row of looks.
    fn new(table: &Table, links: &Links<'_>, row: &str) -> Result<Self> {
        let mut written = row.split(" s=\"").skip(1).map(|rest| {
            let number = rest.split('"').next().unwrap_or_default();
            format!("\" s=\"{number}\"")
        });
        let mut next = || written.next().context("a look");
        let mut aligns = BTreeMap::new();
        for align in aligned(table) {
            let style = match formats::column(align) {
                Some(_) => next()?,
                None => "\"".to_owned(),
            };
            aligns.insert(align, style);
        }
        let mut of_looks = BTreeMap::new();
        for look in looks(table, links) {
            of_looks.insert(look, next()?);
        }
        let columns = table.columns.iter().zip(0u32..).map(|(column, number)| {
            let address = CellAddress::new(0, number).to_string();
            let letters = address.trim_end_matches('1');
            ColumnLook {
                begin: format!("<c r=\"{letters}"),
                letters: letters.to_owned(),
                style: aligns.get(&column.align).cloned().unwrap_or_default(),
            }
        });
        Ok(Self {
            columns: columns.collect(),
            looks: of_looks,
        })
    }
}

/// The workbook's texts, each once.
struct Strings {
    /// How many cells have a text.
    count: usize,
    /// The number that the next text gets.
    next: usize,
    added: String,
    /// Rows share their texts: most are known by their place in memory.
    by_place: HashMap<usize, usize, RandomState>,
    by_text: HashMap<Arc<str>, usize, RandomState>,
}

impl Strings {
    fn after(known: &str) -> Result<Self> {
        Ok(Self {
            count: number_of(known, " count=\"")?,
            next: number_of(known, " uniqueCount=\"")?,
            added: String::new(),
            by_place: HashMap::default(),
            by_text: HashMap::default(),
        })
    }

    fn of(&mut self, text: &Arc<str>) -> usize {
        self.count += 1;
        let place = Arc::as_ptr(text).cast::<u8>() as usize;
        if let Some(number) = self.by_place.get(&place) {
            return *number;
        }
        let number = match self.by_text.get(text) {
            Some(number) => *number,
            None => {
                let number = self.next;
                self.next += 1;
                push_string(&mut self.added, &for_cell(text));
                self.by_text.insert(text.clone(), number);
                number
            }
        };
        self.by_place.insert(place, number);
        number
    }

    fn into_part(self, known: &str) -> Result<String> {
        let (head, rest) = known.split_once(" count=\"").context("count")?;
        let (_, rest) = rest.split_once('>').context("count")?;
        let rest = rest.strip_suffix("</sst>").context("sst")?;
        let (count, next) = (self.count, self.next);
        Ok(format!(
            "{head} count=\"{count}\" uniqueCount=\"{next}\">{rest}{}</sst>",
            self.added
        ))
    }
}

fn number_of(part: &str, begin: &str) -> Result<usize> {
    let (_, rest) = part.split_once(begin).context("count")?;
    let number = rest.split('"').next().unwrap_or_default();
    Ok(number.parse()?)
}

fn push_string(whole: &mut String, text: &str) {
    let is_edged = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let begin = match is_edged {
        true => "<si><t xml:space=\"preserve\">",
        false => "<si><t>",
    };
    push(whole, [begin, &unread(&escaped(text)), "</t></si>"]);
}

/// `_x000D_` stands for a character in Excel; where the text itself says it, its first line is written so.
fn unread(text: &str) -> String {
    let is_code = |at: &usize| {
        let code = &text.as_bytes()[at + 2..];
        code.len() > 4 && code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_'
    };
    let mut whole = String::with_capacity(text.len());
    let mut from = 0;
    for at in text.match_indices("_x").map(|(at, _)| at).filter(is_code) {
        push(&mut whole, [&text[from..at], "_x005F"]);
        from = at;
    }
    whole.push_str(&text[from..]);
    whole
}

/// The ways out of a sheet, each file once.
struct Ways<'w> {
    first: usize,
    files: BTreeMap<&'w str, usize>,
    hyperlinks: String,
}

impl<'w> Ways<'w> {
    fn after(related: &str) -> Self {
        Self {
            first: related.matches("<Relationship ").count() + 1,
            files: BTreeMap::new(),
            hyperlinks: String::new(),
        }
    }

    fn add(&mut self, (letters, row): (&str, &str), (file, place): (&'w str, Option<String>)) {
        let next = self.first + self.files.len();
        let id = self.files.entry(file).or_insert(next).to_string();
        let parts = [
            "<hyperlink ref=\"",
            letters,
            row,
            "\" r:id=\"rId",
            &id,
            "\"",
        ];
        push(&mut self.hyperlinks, parts);
        if let Some(place) = place {
            push(
                &mut self.hyperlinks,
                [" location=\"", &quoted(&place), "\""],
            );
        }
        self.hyperlinks.push_str("/>");
    }

    fn into_part(self, list: &str) -> String {
        let files = self.files.into_iter();
        let mut files: Vec<(usize, &str)> = files.map(|(file, id)| (id, file)).collect();
        files.sort_unstable();
        let mut added = String::new();
        for (id, file) in files {
            let _never_fails = write!(
                added,
                "<Relationship Id=\"rId{id}\" Type=\"{HYPERLINK}\" Target=\"{}\" TargetMode=\"External\"/>",
                quoted(&related(file))
            );
        }
        list.replace("</Relationships>", &format!("{added}</Relationships>"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_like_codes_of_characters_stay_texts() {
        for (text, written) in [
            ("a_x0041_b", "a_x005F_x0041_b"),
            ("_xyz_x00", "_xyz_x00"),
            ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
            ("Biểu 1", "Biểu 1"),
        ] {
            assert_eq!(unread(text), written);
        }
    }
}
