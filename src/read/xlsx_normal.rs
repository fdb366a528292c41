//! The cells of an `xlsx` sheet written anew in the plain way that the general reader reads right, each with its place.
//! What has but one meaning by the standard keeps it, however it was written; a cell whose value breaks the rules becomes
//! an unreadable one; where even the places are in doubt the sheet is.

use super::ReadError;
use super::limits::{MAX_COLUMNS, MAX_ROWS};
use super::values::misfit;
use super::xlsx_outline::{attribute, utf8};
use super::xlsx_plain::is_number;
use super::xlsx_scan::place;
use crate::location::CellAddress;
use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_xml_entity};
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// Writes the cells of a part anew.
pub(super) fn normal(part: &[u8]) -> Result<Vec<u8>, ReadError> {
    let part = utf8(part)?;
    let part = part.strip_prefix('\u{feff}').unwrap_or(part);
    let mut sheet = Sheet::new(part);
    let before = sheet.find_cells()?;
    sheet.read_rows()?;
    let after = sheet.position();
    let mut whole = part[..before].to_string();
    sheet.write(&mut whole);
    whole.push_str(&part[after..]);
    Ok(whole.into_bytes())
}

/// What stands behind the place of a cell that cannot be read.
const UNREADABLE: &str = " t=\"e\"><v>#???</v></c>";

/// A sheet on its way through.
struct Sheet<'p> {
    part: &'p str,
    reader: Reader<&'p [u8]>,
    /// The row that is next where none is given, from zero.
    next_row: u32,
    /// Cells with their places, and what they were written as in [`Self::text`].
    cells: Vec<(CellAddress, Range<usize>)>,
    text: String,
}

/// What stands in a cell's element.
#[derive(Default)]
struct Parts<'p> {
    kind: Option<String>,
    style: Option<String>,
    formula: Option<(String, String)>,
    value: Option<String>,
    inline: Option<&'p str>,
    is_twofold: bool,
}

/// What a cell is written as: its type, and its value or its text.
enum Written<'p> {
    Blank,
    Value(&'static str, String),
    Inline(&'p str),
    Unreadable,
}

impl<'p> Sheet<'p> {
    fn new(part: &'p str) -> Self {
        let mut reader = Reader::from_str(part);
        reader.config_mut().expand_empty_elements = true;
        Self {
            part,
            reader,
            next_row: 0,
            cells: Vec::new(),
            text: String::new(),
        }
    }

    fn next(&mut self) -> Result<Event<'p>, ReadError> {
        match self.reader.read_event().map_err(ReadError::damaged)? {
            Event::Eof => Err(ReadError::damaged("cut short")),
            event => Ok(event),
        }
    }

    fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// Goes on into the element of all cells. Where it begins.
    fn find_cells(&mut self) -> Result<usize, ReadError> {
        loop {
            let before = self.position();
            if let Event::Start(start) = self.next()?
                && start.local_name().as_ref() == "sheetData"
            {
                return Ok(before);
            }
        }
    }

    /// The next element inside another; `None` where the other ends.
    fn next_inside(&mut self) -> Result<Option<BytesStart<'p>>, ReadError> {
        loop {
            match self.next()? {
                Event::Start(start) => {
                    check_attributes(&start)?;
                    return Ok(Some(start));
                }
                Event::End(_) => return Ok(None),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(text) if text.trim_ascii().is_empty() => {}
                _ => return Err(ReadError::damaged("text where none can stand")),
            }
        }
    }

    fn read_rows(&mut self) -> Result<(), ReadError> {
        while let Some(start) = self.next_inside()? {
            if start.local_name().as_ref() != "row" {
                return Err(ReadError::damaged("what is no row among the rows"));
            }
            let given = attribute(&start, "r")?
                .map(|row| row_number(&row))
                .transpose()?;
            self.read_row(given)?;
        }
        Ok(())
    }

    fn read_row(&mut self, mut row: Option<u32>) -> Result<(), ReadError> {
        let mut next_column = 0;
        while let Some(start) = self.next_inside()? {
            if start.local_name().as_ref() != "c" {
                return Err(ReadError::damaged("what is no cell among the cells"));
            }
            let address = match attribute(&start, "r")? {
                Some(reference) => place(&reference),
                None => Some(CellAddress::new(row.unwrap_or(self.next_row), next_column)),
            };
            let address =
                address.filter(|place| place.row < MAX_ROWS && place.column < MAX_COLUMNS);
            let address = address.ok_or_else(|| ReadError::damaged("a cell of no place"))?;
            if *row.get_or_insert(address.row) != address.row {
                return Err(ReadError::damaged("a cell in another row"));
            }
            next_column = address.column + 1;
            let parts = self.read_cell(&start)?;
            self.place(address, &parts)?;
        }
        self.next_row = row.unwrap_or(self.next_row) + 1;
        Ok(())
    }

    fn read_cell(&mut self, start: &BytesStart<'p>) -> Result<Parts<'p>, ReadError> {
        let mut parts = Parts {
            kind: attribute(start, "t")?,
            style: attribute(start, "s")?,
            ..Parts::default()
        };
        while let Some(start) = self.next_inside()? {
            match start.local_name().as_ref() {
                "f" => {
                    let attributes = start.attributes_raw().to_string();
                    let formula = self.text()?;
                    parts.is_twofold |= parts.formula.replace((attributes, formula)).is_some();
                }
                "v" => {
                    let value = self.text()?;
                    parts.is_twofold |= parts.value.replace(value).is_some();
                }
                "is" => {
                    let inside = self.reader.read_to_end(start.name());
                    let inside = inside.map_err(ReadError::damaged)?;
                    let inside = &self.part[inside.start as usize..inside.end as usize];
                    parts.is_twofold |= parts.inline.replace(inside).is_some();
                }
                "extLst" => {
                    let passed = self.reader.read_to_end(start.name());
                    passed.map_err(ReadError::damaged)?;
                }
                _ => return Err(ReadError::damaged("what no cell holds")),
            }
        }
        Ok(parts)
    }

    /// The text of an element that holds nothing else, whatever it is made of.
    fn text(&mut self) -> Result<String, ReadError> {
        let mut text = String::new();
        loop {
            match self.next()? {
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::CData(part) => text.push_str(&part.xml10_content()),
                Event::GeneralRef(reference) => match resolve_xml_entity(&reference) {
                    Some(character) => text.push_str(character),
                    None => {
                        let character = reference.resolve_char_ref();
                        let character = character.map_err(ReadError::damaged)?;
                        text.push(character.ok_or_else(|| ReadError::damaged("an entity"))?);
                    }
                },
                Event::Comment(_) | Event::PI(_) => {}
                Event::End(_) => return Ok(text),
                _ => return Err(ReadError::damaged("an element in a value")),
            }
        }
    }

    fn place(&mut self, address: CellAddress, parts: &Parts<'p>) -> Result<(), ReadError> {
        let begin = self.text.len();
        let style = parts.style.as_deref().map_or("", str::trim);
        let written = if style.bytes().all(|byte| byte.is_ascii_digit()) {
            parts.written()?
        } else {
            // How it is shown decides what a number means.
            Written::Unreadable
        };
        let (kind, content) = match written {
            Written::Blank => ("n", String::new()),
            Written::Value(kind, value) => (kind, format!("<v>{}</v>", escape(value))),
            Written::Inline(inside) => ("inlineStr", format!("<is>{inside}</is>")),
            Written::Unreadable => {
                self.text += UNREADABLE;
                self.cells.push((address, begin..self.text.len()));
                return Ok(());
            }
        };
        if !style.is_empty() {
            self.text += &format!(" s=\"{style}\"");
        }
        self.text += &format!(" t=\"{kind}\">");
        if let Some((attributes, formula)) = &parts.formula {
            self.text += &format!("<f{attributes}>{}</f>", escape(formula));
        }
        self.text += &content;
        self.text += "</c>";
        self.cells.push((address, begin..self.text.len()));
        Ok(())
    }

    /// The cells by row and column. Of two at one place neither is to be believed, unless they are the same.
    fn write(mut self, whole: &mut String) {
        self.cells.sort_by_key(|(address, _)| *address);
        whole.push_str("<sheetData>");
        for row in self
            .cells
            .chunk_by(|(one, _), (next, _)| one.row == next.row)
        {
            *whole += &format!("<row r=\"{}\">", row[0].0.row + 1);
            for same in row.chunk_by(|(one, _), (next, _)| one == next) {
                let text = |text: &Range<usize>| &self.text[text.clone()];
                let (address, first) = &same[0];
                let is_certain = same.iter().all(|(_, other)| text(other) == text(first));
                let cell = if is_certain { text(first) } else { UNREADABLE };
                *whole += &format!("<c r=\"{address}\"{cell}");
            }
            whole.push_str("</row>");
        }
        whole.push_str("</sheetData>");
    }
}

impl<'p> Parts<'p> {
    /// What the parts come to by the type they are given.
    fn written(&self) -> Result<Written<'p>, ReadError> {
        if self.is_twofold {
            return Ok(Written::Unreadable);
        }
        let value = self.value.as_deref().unwrap_or_default();
        let trimmed = value.trim_ascii();
        let literal = |kind| Written::Value(kind, trimmed.to_string());
        Ok(
            match (self.kind.as_deref().map_or("n", str::trim), self.inline) {
                ("inlineStr", Some(inside)) if trimmed.is_empty() => Written::Inline(inside),
                (_, Some(_)) => Written::Unreadable,
                (_, None) if value.is_empty() => Written::Blank,
                ("str", None) => Written::Value("str", value.to_string()),
                (_, None) if trimmed.is_empty() => Written::Blank,
                ("n", None) if is_number(trimmed.as_bytes()) => literal("n"),
                ("n", None) => match misfit(trimmed) {
                    Some(text) => Written::Value("str", text),
                    None => Written::Unreadable,
                },
                ("s", None) if trimmed.bytes().all(|byte| byte.is_ascii_digit()) => literal("s"),
                ("s", None) => return Err(ReadError::damaged("no such shared string")),
                ("b", None) => literal("b"),
                ("e", None) => literal("e"),
                ("d", None) => literal("d"),
                _ => Written::Unreadable,
            },
        )
    }
}

/// Refuses attributes that are given twice or run into what follows.
fn check_attributes(start: &BytesStart<'_>) -> Result<(), ReadError> {
    for found in start.attributes() {
        let found = found.map_err(ReadError::damaged)?;
        if found.value.contains('<') {
            return Err(ReadError::damaged("a value without an end"));
        }
    }
    Ok(())
}

fn row_number(text: &str) -> Result<u32, ReadError> {
    let row = text.trim().parse::<u32>().ok();
    let row = row.filter(|row| (1..=MAX_ROWS).contains(row));
    Ok(row.ok_or_else(|| ReadError::damaged("a row of no number"))? - 1)
}

#[cfg(test)]
mod tests {
    use crate::read::fixture::{cells, package, sheet_xml};
    use crate::read::{FileKind, ReadError, read_workbook};

    /// The cells of a sheet, as the workbook around it is read; what there is of shared strings is `mot` and `hai`.
    fn read(sheet: &str) -> Result<Vec<String>, ReadError> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!(
                "<Relationships><Relationship Id=\"{id}\" Type=\"x/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        let bytes = package(&[
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                &relation("r1", "officeDocument", "xl/workbook.xml"),
            ),
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"a\" id=\"r1\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                &relation("r1", "worksheet", "worksheets/sheet1.xml"),
            ),
            (
                "xl/sharedStrings.xml",
                "<sst><si><t>mot</t></si><si><t>hai</t></si></sst>",
            ),
            (
                "xl/styles.xml",
                "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>",
            ),
            ("xl/worksheets/sheet1.xml", sheet),
        ]);
        let workbook = read_workbook(&bytes, FileKind::Xlsx)?;
        Ok(cells(&workbook.sheets[0]))
    }

    fn read_rows(rows: &str) -> Result<Vec<String>, ReadError> {
        read(&sheet_xml(rows))
    }

    #[test]
    fn a_value_is_what_the_standard_says_or_unreadable() {
        let number = |value: &str| format!("Number {{ value: {value}, percent: false }}");
        let unreadable = "Error(\"#???\")".to_string();
        let text = |text: &str| format!("Text(\"{text}\")");
        for (cell, expected) in [
            ("><v>10</v>", number("10.0")),
            ("><v>1&#48;</v>", number("10.0")),
            ("><v>1<!-- -->0</v>", number("10.0")),
            ("><v><![CDATA[10]]></v>", number("10.0")),
            ("><v>&#x31;0</v>", number("10.0")),
            ("><v> 10\n</v>", number("10.0")),
            ("><v>1.500</v>", number("1.5")),
            ("><v> 1.500 </v>", number("1.5")),
            ("><v>1e5</v>", number("100000.0")),
            (" t=\"n\"><v> 12 </v>", number("12.0")),
            ("><v>10</v><f>B1</f>", number("10.0")),
            (" t=\"&#110;\"><v>10</v>", number("10.0")),
            (
                " s=\"1\"><v>0.975</v>",
                number("0.975").replace("false", "true"),
            ),
            (
                " s=\" 1\"><v>0.975</v>",
                number("0.975").replace("false", "true"),
            ),
            (
                " s=\"&#49;\"><v>0.975</v>",
                number("0.975").replace("false", "true"),
            ),
            (" s=\"2\"><v>0.975</v>", unreadable.clone()),
            (" s=\"-1\"><v>0.975</v>", unreadable.clone()),
            (" s=\"x\"><v>0.975</v>", unreadable.clone()),
            ("><v>1,5</v>", unreadable.clone()),
            ("><v>١٢</v>", unreadable.clone()),
            ("><v>1 2</v>", unreadable.clone()),
            ("><v>nan</v>", unreadable.clone()),
            ("><v>1e999</v>", unreadable.clone()),
            ("><v>0x10</v>", text("0x10")),
            ("><v>mười</v>", text("mười")),
            ("><v>1</v><v>2</v>", unreadable.clone()),
            (" t=\"x\"><v>1</v>", unreadable.clone()),
            (" t=\"\"><v>1</v>", unreadable.clone()),
            (" t=\"s\"><v>1</v>", text("hai")),
            (" t=\"s\"><v> 1 </v>", text("hai")),
            (" t=\"s\"><v>&#49;</v>", text("hai")),
            (" t=\"s\"><v>0<!-- -->1</v>", text("hai")),
            (" t=\"str\"><v>a<![CDATA[b]]></v>", text("ab")),
            (" t=\"str\"><v>a &amp;&lt;b</v>", text("a &<b")),
            (" t=\"b\"><v>&#49;</v>", "Boolean(true)".to_string()),
            (
                " t=\"e\"><v><![CDATA[#N/A]]></v>",
                "Error(\"#N/A\")".to_string(),
            ),
            (
                " t=\"inlineStr\"><is><t>a</t><rPh><t>x</t></rPh><r><t>b</t></r></is>",
                text("ab"),
            ),
            (" t=\"inlineStr\"><is><t>a</t></is><v></v>", text("a")),
            (
                " t=\"inlineStr\"><is><t>a</t></is><v>5</v>",
                unreadable.clone(),
            ),
            ("><is><t>5</t></is>", unreadable.clone()),
            ("><f>B1<!-- -->+C1</f><v>7</v>", number("7.0")),
            (
                "><f>B1<!-- -->+C1</f>",
                "UncachedFormula(\"=B1+C1\")".to_string(),
            ),
            ("><v>7</v><extLst><ext>9</ext></extLst>", number("7.0")),
        ] {
            let read = read_rows(&format!("<row r=\"3\"><c r=\"B3\"{cell}</c></row>"));
            assert_eq!(read, Ok(vec![format!("B3 {expected}")]), "{cell}");
        }
    }

    #[test]
    fn places_are_told_however_they_are_written() {
        for (rows, expected) in [
            (
                "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
                vec!["A1", "B1", "A2"],
            ),
            (
                "<row r=\"4\"><c r=\"c4\"><v>1</v></c><c><v>2</v></c></row>",
                vec!["C4", "D4"],
            ),
            (
                "<row><c r=\"$B$7\"><v>1</v></c></row><row><c><v>2</v></c></row>",
                vec!["B7", "A8"],
            ),
            (
                "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
                vec!["A1", "A2"],
            ),
            (
                "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
                vec!["A1", "B1"],
            ),
            // A cell that cannot be read does not move those behind it.
            (
                "<row><c t=\"e\"><v>#SPILL!</v></c><c t=\"x\"><v>1</v></c><c><v>2</v></c></row>",
                vec!["A1", "B1", "C1"],
            ),
        ] {
            let read = read_rows(rows).expect("read");
            let places: Vec<&str> = read
                .iter()
                .filter_map(|cell| cell.split(' ').next())
                .collect();
            assert_eq!(places, expected, "{rows}");
        }
    }

    #[test]
    fn of_two_cells_at_one_place_neither_is_believed() {
        let twice = |second: &str| {
            read_rows(&format!(
                "<row r=\"1\"><c r=\"A1\"><v>1</v></c>{second}</row>"
            ))
            .expect("read")
        };
        assert_eq!(twice("<c r=\"A1\"><v>2</v></c>"), ["A1 Error(\"#???\")"]);
        assert_eq!(twice("<c r=\"A1\"/>"), ["A1 Error(\"#???\")"]);
        assert_eq!(
            twice("<c r=\"A1\"><v> 1</v></c>"),
            ["A1 Number { value: 1.0, percent: false }"]
        );
    }

    #[test]
    fn where_places_or_texts_are_in_doubt_the_sheet_is() {
        for rows in [
            "<row r=\"1\"><c r=\"B4294967297\"><v>1</v></c></row>",
            "<row r=\"4294967297\"><c r=\"B1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"MWLQKWW1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
            "<row r=\"0\"><c r=\"A1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>abc</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999999999999999</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><v>1</v></row>",
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>2",
            "<row r=\"1\"><c r=\"A1\"><v>1<w/></v></c></row>",
            "<row r=\"1\"><d><c r=\"A1\"><v>1</v></c></d></row>",
            "<row r=\"1\"><c r=\"A1\"><v>&a;</v></c></row>",
            "<row r=\"1\"><c s=\"0\" r=\"A1\" s=\"1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" s><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" a=\"<v>1</v></c><c r=\"B1\"><v>1</v></c></row>",
        ] {
            let read = read_rows(rows);
            assert!(
                matches!(read, Err(ReadError::Damaged { .. })),
                "{rows}: {read:?}"
            );
        }
        let twice = sheet_xml("").replace("<sheetData></sheetData>", "<sheetData/><sheetData/>");
        assert!(read(&twice).is_err());
    }
}
