//! `content.xml` of an OpenDocument workbook: its tables, cell by cell.

use super::limits::{Limits, MAX_COLUMNS, MAX_ROWS};
use super::ods_cell::OdsCell;
use super::values::{CellBudget, check_sheets, ordered};
use super::{CellContent, MergedRange, RawCell, RawSheet, ReadError};
use crate::location::CellAddress;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeSet;

/// The longest run of spaces that `text:s` may stand for.
const MAX_SPACES: usize = 32_767;

/// `content.xml` on its way through.
pub(super) struct Content<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    hidden_styles: BTreeSet<String>,
    limits: &'a Limits,
    budget: CellBudget<'a>,
}

/// A row that may stand for many.
struct Row {
    cells: Vec<(u32, CellContent)>,
    merged: Vec<(u32, u32, u32)>,
    repeats: u32,
}

impl<'a> Content<'a> {
    pub(super) fn new(content: &'a str, limits: &'a Limits) -> Self {
        let mut reader = Reader::from_str(content);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            depth: 0,
            hidden_styles: BTreeSet::new(),
            limits,
            budget: CellBudget::new(limits),
        }
    }

    /// The next event. An end of the file inside an element is damage, so no loop over elements can run on for ever.
    fn next(&mut self) -> Result<Event<'a>, ReadError> {
        let event = self.reader.read_event().map_err(ReadError::damaged)?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(ReadError::damaged("cut short")),
            _ => {}
        }
        Ok(event)
    }

    /// Passes over the rest of the element that was just begun.
    fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The tables in their order.
    pub(super) fn read(mut self) -> Result<Vec<RawSheet>, ReadError> {
        let mut sheets = Vec::new();
        let mut style = None;
        loop {
            match self.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "style" => style = attribute(&start, "style:name")?,
                    "table-properties"
                        if attribute(&start, "table:display")?.as_deref() == Some("false") =>
                    {
                        self.hidden_styles.extend(style.take());
                    }
                    "tracked-changes" | "dde-links" => self.skip()?,
                    "table" => {
                        if let Some(sheet) = self.read_sheet(&start)? {
                            self.budget.spend(sheet.cells.len());
                            sheets.push(sheet);
                        }
                        check_sheets(sheets.len(), self.limits)?;
                    }
                    _ => {}
                },
                Event::Eof => return Ok(sheets),
                _ => {}
            }
        }
    }

    /// A table; `None` where it only keeps what another workbook held when this one was saved.
    fn read_sheet(&mut self, start: &BytesStart<'_>) -> Result<Option<RawSheet>, ReadError> {
        let style = attribute(start, "table:style-name")?;
        let is_hidden = style.is_some_and(|style| self.hidden_styles.contains(&style));
        let mut sheet = RawSheet {
            name: attribute(start, "table:name")?.unwrap_or_default().into(),
            is_visible: !is_hidden,
            cells: Vec::new(),
            merged: Vec::new(),
        };
        let outside = self.depth - 1;
        let mut next_row = 0;
        let mut is_foreign = false;
        while self.depth > outside {
            let Event::Start(start) = self.next()? else {
                continue;
            };
            match start.local_name().as_ref() {
                // The name of such a table is the place of the other workbook: 'file:///…'#$Sheet1.
                "table-source" => is_foreign = sheet.name.contains("'#$"),
                "table-row" => {
                    let row = self.read_row(&start)?;
                    self.place(&row, next_row, &mut sheet)?;
                    next_row = next_row.saturating_add(row.repeats).min(MAX_ROWS);
                }
                "shapes" | "forms" | "table" => self.skip()?,
                _ => {}
            }
        }
        sheet.cells = ordered(sheet.cells);
        sheet
            .merged
            .sort_unstable_by_key(|range| (range.first, range.last));
        Ok((!is_foreign).then_some(sheet))
    }

    /// Puts a row where it stands, as often as it is repeated.
    fn place(&self, row: &Row, first: u32, sheet: &mut RawSheet) -> Result<(), ReadError> {
        if row.cells.is_empty() && row.merged.is_empty() {
            return Ok(());
        }
        let repeats = row.repeats.min(MAX_ROWS - first);
        if repeats == 0 {
            return Err(ReadError::damaged("a row beyond the last"));
        }
        let added = row.cells.len().saturating_mul(repeats as usize);
        self.budget.check(sheet.cells.len().saturating_add(added))?;
        for number in first..first + repeats {
            let cells = row.cells.iter().map(|(column, content)| RawCell {
                address: CellAddress::new(number, *column),
                content: content.clone(),
            });
            sheet.cells.extend(cells);
            let merged = row
                .merged
                .iter()
                .map(|&(column, rows, columns)| MergedRange {
                    first: CellAddress::new(number, column),
                    last: CellAddress::new(
                        number.saturating_add(rows - 1).min(MAX_ROWS - 1),
                        column.saturating_add(columns - 1).min(MAX_COLUMNS - 1),
                    ),
                });
            sheet.merged.extend(merged);
        }
        Ok(())
    }

    fn read_row(&mut self, start: &BytesStart<'_>) -> Result<Row, ReadError> {
        let mut row = Row {
            cells: Vec::new(),
            merged: Vec::new(),
            repeats: count(start, "table:number-rows-repeated")?,
        };
        let outside = self.depth - 1;
        let mut column = 0;
        while self.depth > outside {
            let Event::Start(start) = self.next()? else {
                continue;
            };
            if !matches!(
                start.local_name().as_ref(),
                "table-cell" | "covered-table-cell"
            ) {
                self.skip()?;
                continue;
            }
            let repeats = count(&start, "table:number-columns-repeated")?.min(MAX_COLUMNS - column);
            let rows = count(&start, "table:number-rows-spanned")?;
            let columns = count(&start, "table:number-columns-spanned")?;
            let content = self.read_cell(&start)?.content();
            if rows.saturating_mul(columns) > 1 && repeats > 0 {
                row.merged.push((column, rows, columns));
            }
            if let Some(content) = content {
                if repeats == 0 {
                    return Err(ReadError::damaged("a cell beyond the last column"));
                }
                let repeated = (column..column + repeats).map(|column| (column, content.clone()));
                row.cells.extend(repeated);
            }
            column += repeats;
        }
        Ok(row)
    }

    fn read_cell(&mut self, start: &BytesStart<'_>) -> Result<OdsCell, ReadError> {
        let mut cell = OdsCell::default();
        for found in start.attributes() {
            let found = found.map_err(ReadError::damaged)?;
            let value = || {
                let value = found
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_err(ReadError::damaged)?;
                Ok(value.into_owned())
            };
            match found.key.as_ref() {
                "office:value-type" => cell.value_type = value()?,
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => cell.value = Some(value()?),
                "table:formula" => cell.formula = Some(value()?),
                "calcext:value-type" => cell.is_error = value()? == "error",
                _ => {}
            }
        }
        let outside = self.depth - 1;
        let mut is_first = true;
        while self.depth > outside {
            let Event::Start(start) = self.next()? else {
                continue;
            };
            if start.name().as_ref() == "text:p" {
                if !std::mem::take(&mut is_first) {
                    cell.shown.push('\n');
                }
                self.read_paragraph(&mut cell.shown)?;
            } else {
                // Comments and drawings have paragraphs of their own.
                self.skip()?;
            }
        }
        Ok(cell)
    }

    /// The text of a paragraph; a run of white space in the file is one space, as the standard has it.
    fn read_paragraph(&mut self, shown: &mut String) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        let mut after_space = true;
        while self.depth > outside {
            match self.next()? {
                Event::Text(text) => {
                    let text = text.xml10_content();
                    if shown.len() + text.len() > self.limits.max_text_bytes {
                        return Err(ReadError::Oversized {
                            what: "một ô chứa quá nhiều chữ".to_string(),
                        });
                    }
                    push_collapsed(shown, &text, &mut after_space);
                }
                Event::CData(text) => push_collapsed(shown, &text, &mut after_space),
                Event::GeneralRef(reference) => {
                    shown.push(resolved(&reference)?);
                    after_space = false;
                }
                Event::Start(start) => self.read_inline(&start, shown, &mut after_space)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// An element inside a paragraph: a white space that stands for itself, a note, or a mere style.
    fn read_inline(
        &mut self,
        start: &BytesStart<'_>,
        shown: &mut String,
        after_space: &mut bool,
    ) -> Result<(), ReadError> {
        match start.name().as_ref() {
            "text:s" => {
                let spaces = count(start, "text:c")? as usize;
                shown.extend(std::iter::repeat_n(' ', spaces.min(MAX_SPACES)));
            }
            "text:tab" => shown.push('\t'),
            "text:line-break" => shown.push('\n'),
            "office:annotation" | "text:note" | "text:ruby-text" => return self.skip(),
            _ => return Ok(()),
        }
        *after_space = false;
        Ok(())
    }
}

fn push_collapsed(shown: &mut String, text: &str, after_space: &mut bool) {
    for character in text.chars() {
        let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
        if !is_space {
            shown.push(character);
        } else if !*after_space {
            shown.push(' ');
        }
        *after_space = is_space;
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<char, ReadError> {
    match reference.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        name => {
            let character = reference.resolve_char_ref().map_err(ReadError::damaged)?;
            character.ok_or_else(|| ReadError::damaged(format!("entity {name}")))
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    let found = start.try_get_attribute(name).map_err(ReadError::damaged)?;
    let value = found.map(|found| {
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .map(Into::into)
    });
    value.transpose().map_err(ReadError::damaged)
}

/// A count of at least one; one where it is not given. What is no such count makes the sheet unreadable.
fn count(start: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    let Some(text) = attribute(start, name)? else {
        return Ok(1);
    };
    let digits = text.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ReadError::damaged(format!("{name}={text}")));
    }
    Ok(digits.parse().unwrap_or(u32::MAX).max(1))
}
