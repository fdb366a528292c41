//! The cells of an `xlsx` sheet written anew in the plain way that [`super::xlsx_cells`] reads, each with its place.
//! What has but one meaning by the standard keeps it, however it was written; a cell whose value breaks the rules becomes
//! an unreadable one; where even the places are in doubt the sheet is.

use super::ReadError;
use super::limits::{MAX_COLUMNS, MAX_ROWS};
use super::markup::is_of_cell;
use super::values::{misfit, place};
use super::xlsx_cells::{is_nought, is_number};
use super::xml::{attribute, is_true, utf8};
use crate::location::CellAddress;
use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_xml_entity};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
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
    hidden_rows: BTreeSet<u32>,
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
            hidden_rows: BTreeSet::new(),
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
            let is_hidden = attribute(&start, "hidden")?.is_some_and(|hidden| is_true(&hidden))
                || attribute(&start, "ht")?.is_some_and(|height| is_nought(height.as_bytes()));
            let row = self.read_row(given)?;
            if is_hidden {
                self.hidden_rows.insert(row);
            }
        }
        Ok(())
    }

    /// Reads a row. Which one it is.
    fn read_row(&mut self, mut row: Option<u32>) -> Result<u32, ReadError> {
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
        let row = row.unwrap_or(self.next_row);
        self.next_row = row + 1;
        Ok(row)
    }

    fn read_cell(&mut self, start: &BytesStart<'p>) -> Result<Parts<'p>, ReadError> {
        let mut names = start.attributes().flatten();
        if names.any(|found| !is_of_cell(found.key.as_ref().as_bytes())) {
            return Err(ReadError::damaged("an attribute that no cell has"));
        }
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
            let number = row[0].0.row;
            let hidden = if self.hidden_rows.contains(&number) {
                " hidden=\"1\""
            } else {
                ""
            };
            *whole += &format!("<row r=\"{}\"{hidden}>", number + 1);
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
#[path = "xlsx_normal_tests.rs"]
mod tests;
