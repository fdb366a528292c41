//! `content.xml` of an OpenDocument workbook: its tables, cell by cell.

use super::limits::{Limits, MAX_COLUMNS, MAX_ROWS};
use super::look::{SheetLook, Sight};
use super::ods_cell::OdsCell;
use super::ods_styles::OdsStyles;
use super::rich_text::{CharacterLook, Run};
use super::style::{Colour, Dressed, Font};
use super::values::{CellBudget, check_sheets, ordered};
use super::xlsx_notes::note;
use super::{MergedRange, RawCell, RawSheet, ReadError};
use crate::location::CellAddress;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;

/// The longest run of spaces that `text:s` may stand for.
const MAX_SPACES: usize = 32_767;
/// The most notes of a sheet that are told.
const MOST_NOTES: usize = 200;

/// `content.xml` on its way through.
pub(super) struct Content<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    styles: OdsStyles,
    /// What styles of cells come to, once they were asked for.
    looks: BTreeMap<Option<String>, (Font, Colour)>,
    shows_zeros: bool,
    limits: &'a Limits,
    budget: CellBudget<'a>,
}

/// A row that may stand for many.
struct Row {
    cells: Vec<(u32, Dressed)>,
    merged: Vec<(u32, u32, u32)>,
    /// By column: whether it is a box, and its text.
    notes: Vec<(u32, bool, String)>,
    repeats: u32,
    is_hidden: bool,
}

/// The styles of cells that name none, by the last column that they are for.
type ColumnStyles = Vec<(u32, Option<String>)>;

impl<'a> Content<'a> {
    /// `styles` are those that stand in a part of their own.
    pub(super) fn new(
        content: &'a str,
        styles: OdsStyles,
        shows_zeros: bool,
        limits: &'a Limits,
    ) -> Self {
        let mut reader = Reader::from_str(content);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            depth: 0,
            styles,
            looks: BTreeMap::new(),
            shows_zeros,
            limits,
            budget: CellBudget::new(limits),
        }
    }

    /// The styles of a part that holds nothing else.
    pub(super) fn read_styles(
        content: &'a str,
        limits: &'a Limits,
    ) -> Result<OdsStyles, ReadError> {
        let mut part = Self::new(content, OdsStyles::default(), true, limits);
        loop {
            match part.next()? {
                Event::Start(start) => part.styles.open(&start)?,
                Event::Eof => return Ok(part.styles),
                _ => {}
            }
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
        loop {
            match self.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "tracked-changes" | "dde-links" => self.skip()?,
                    "table" => {
                        if let Some(sheet) = self.read_sheet(&start)? {
                            self.budget.spend(sheet.cells.len());
                            sheets.push(sheet);
                        }
                        check_sheets(sheets.len(), self.limits)?;
                    }
                    _ => self.styles.open(&start)?,
                },
                Event::Eof => return Ok(sheets),
                _ => {}
            }
        }
    }

    /// A table; `None` where it only keeps what another workbook held when this one was saved.
    fn read_sheet(&mut self, start: &BytesStart<'_>) -> Result<Option<RawSheet>, ReadError> {
        let style = attribute(start, "table:style-name")?;
        let is_hidden = style.is_some_and(|style| self.styles.hides_table(&style));
        let mut sheet = RawSheet {
            name: attribute(start, "table:name")?.unwrap_or_default().into(),
            is_visible: !is_hidden,
            cells: Vec::new(),
            merged: Vec::new(),
            look: SheetLook::default(),
        };
        let outside = self.depth - 1;
        let mut next_row = 0;
        let mut next_column = 0;
        let mut columns: ColumnStyles = Vec::new();
        let mut is_foreign = false;
        while self.depth > outside {
            let Event::Start(start) = self.next()? else {
                continue;
            };
            match start.local_name().as_ref() {
                // The name of such a table is the place of the other workbook: 'file:///…'#$Sheet1.
                "table-source" => is_foreign = sheet.name.contains("'#$"),
                "table-column" => {
                    let repeats = count(&start, "table:number-columns-repeated")?;
                    let end = repeats.saturating_add(next_column).min(MAX_COLUMNS);
                    columns.push((end, attribute(&start, "table:default-cell-style-name")?));
                    if is_hidden_by(&start)? && end > next_column {
                        sheet.look.hidden_columns.push(next_column..=end - 1);
                    }
                    next_column = end;
                }
                "table-row" => {
                    let row = self.read_row(&start, &columns)?;
                    self.place(&row, next_row, &mut sheet)?;
                    next_row = next_row.saturating_add(row.repeats).min(MAX_ROWS);
                }
                "shapes" => {
                    let text = self.read_loose_text()?;
                    sheet
                        .look
                        .notes
                        .extend(note(CellAddress::new(0, 0), true, &text));
                }
                "forms" | "table" => self.skip()?,
                _ => {}
            }
        }
        sheet.cells = ordered(sheet.cells);
        sheet
            .merged
            .sort_unstable_by_key(|range| (range.first, range.last));
        sheet
            .look
            .settle(&sheet.cells, &sheet.merged, self.limits.max_sheet_cells)?;
        Ok((!is_foreign).then_some(sheet))
    }

    /// Puts a row where it stands, as often as it is repeated.
    fn place(&self, row: &Row, first: u32, sheet: &mut RawSheet) -> Result<(), ReadError> {
        let last = first.saturating_add(row.repeats).min(MAX_ROWS);
        if row.is_hidden && last > first {
            sheet.look.hidden_rows.push(first..=last - 1);
        }
        let notes = row.notes.iter().filter_map(|(column, is_box, text)| {
            note(CellAddress::new(first, *column), *is_box, text)
        });
        sheet
            .look
            .notes
            .extend(notes.take(MOST_NOTES.saturating_sub(sheet.look.notes.len())));
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
            for (column, (content, look)) in &row.cells {
                let address = CellAddress::new(number, *column);
                let content = content.clone();
                sheet.cells.push(RawCell { address, content });
                sheet
                    .look
                    .cells
                    .extend(look.clone().map(|look| (address, look)));
            }
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

    fn read_row(
        &mut self,
        start: &BytesStart<'_>,
        columns_styles: &ColumnStyles,
    ) -> Result<Row, ReadError> {
        let mut row = Row {
            cells: Vec::new(),
            merged: Vec::new(),
            notes: Vec::new(),
            repeats: count(start, "table:number-rows-repeated")?,
            is_hidden: is_hidden_by(start)?,
        };
        let row_style = attribute(start, "table:default-cell-style-name")?;
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
            let is_covered = start.local_name().as_ref() == "covered-table-cell";
            let style = attribute(&start, "table:style-name")?.or_else(|| row_style.clone());
            let style = style.or_else(|| style_of(columns_styles, column));
            let cell_look = self.look_of(style);
            let (cell, notes) = self.read_cell(&start, cell_look)?;
            let notes = notes.into_iter();
            row.notes
                .extend(notes.map(|(is_box, text)| (column, is_box, text)));
            let mut content = cell.dressed(cell_look.0.on(cell_look.1), self.shows_zeros);
            if let Some((_, look)) = content.as_mut().filter(|_| is_covered) {
                look.get_or_insert_default().sight = Sight::Covered;
            }
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

    /// How the characters of cells of a style look, and what lies behind them.
    fn look_of(&mut self, style: Option<String>) -> (Font, Colour) {
        if let Some(known) = self.looks.get(&style) {
            return *known;
        }
        let look = self.styles.cell(style.as_deref());
        self.looks.insert(style, look);
        look
    }

    /// A cell, and the notes on it and boxes over it: whether it is a box, and what it says.
    fn read_cell(
        &mut self,
        start: &BytesStart<'_>,
        look: (Font, Colour),
    ) -> Result<(OdsCell, Vec<(bool, String)>), ReadError> {
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
        let mut notes = Vec::new();
        while self.depth > outside {
            let Event::Start(start) = self.next()? else {
                continue;
            };
            match start.name().as_ref() {
                "text:p" => {
                    if std::mem::replace(&mut cell.has_paragraph, true) {
                        push(&mut cell.runs, "\n", None);
                    }
                    self.read_paragraph(&mut cell.runs, look)?;
                }
                // Comments and drawings have paragraphs of their own.
                "office:annotation" => notes.push((false, self.read_loose_text()?)),
                name if name.starts_with("draw:") => notes.push((true, self.read_loose_text()?)),
                _ => self.skip()?,
            }
        }
        Ok((cell, notes))
    }

    /// The text of all paragraphs inside an element that was just begun.
    fn read_loose_text(&mut self) -> Result<String, ReadError> {
        let outside = self.depth - 1;
        let mut text = String::new();
        let mut paragraph = None;
        while self.depth > outside {
            match self.next()? {
                Event::Start(start) if start.name().as_ref() == "text:p" => {
                    paragraph = paragraph.or(Some(self.depth));
                    text.push(' ');
                }
                Event::Text(part) if paragraph.is_some() => {
                    let part = part.xml10_content();
                    if text.len() + part.len() <= self.limits.max_text_bytes {
                        text.push_str(&part);
                    }
                }
                Event::GeneralRef(reference) if paragraph.is_some() => {
                    text.push(resolved(&reference)?)
                }
                Event::End(_) if paragraph.is_some_and(|depth| self.depth < depth) => {
                    paragraph = None
                }
                _ => {}
            }
        }
        Ok(text)
    }

    /// The text of a paragraph; a run of white space in the file is one space, as the standard has it.
    fn read_paragraph(
        &mut self,
        runs: &mut Vec<Run>,
        cell: (Font, Colour),
    ) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        let mut after_space = true;
        let mut shown = String::new();
        // The spans that are open: how deep they stand and how they look.
        let mut spans: Vec<(usize, CharacterLook)> = Vec::new();
        while self.depth > outside {
            match self.next()? {
                Event::Text(text) => {
                    let text = text.xml10_content();
                    if shown.len() + text.len() > self.limits.max_text_bytes {
                        return Err(ReadError::Oversized {
                            what: "một ô chứa quá nhiều chữ".to_string(),
                        });
                    }
                    push_collapsed(&mut shown, &text, &mut after_space);
                }
                Event::CData(text) => push_collapsed(&mut shown, &text, &mut after_space),
                Event::GeneralRef(reference) => {
                    shown.push(resolved(&reference)?);
                    after_space = false;
                }
                Event::Start(start) if start.name().as_ref() == "text:span" => {
                    let name = attribute(&start, "text:style-name")?.unwrap_or_default();
                    let look = self.styles.span(&name, cell);
                    push(
                        runs,
                        &std::mem::take(&mut shown),
                        spans.last().map(|(_, look)| *look),
                    );
                    spans.push((self.depth, look));
                }
                Event::Start(start) => self.read_inline(&start, &mut shown, &mut after_space)?,
                Event::End(_) => {
                    if let Some((_, look)) = spans.pop_if(|(depth, _)| *depth > self.depth) {
                        push(runs, &std::mem::take(&mut shown), Some(look));
                    }
                }
                _ => {}
            }
        }
        push(runs, &shown, None);
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

/// Adds a part of a text, to the one before where both look the same.
fn push(runs: &mut Vec<Run>, text: &str, look: Option<CharacterLook>) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.look == look => last.text.push_str(text),
        _ => runs.push(Run {
            text: text.to_string(),
            look,
        }),
    }
}

/// The style of cells of a column that name none.
fn style_of(columns: &ColumnStyles, column: u32) -> Option<String> {
    let position = columns.partition_point(|(end, _)| *end <= column);
    columns.get(position).and_then(|(_, style)| style.clone())
}

/// Whether a row or a column is hidden or filtered away.
fn is_hidden_by(start: &BytesStart<'_>) -> Result<bool, ReadError> {
    let visibility = attribute(start, "table:visibility")?;
    Ok(visibility.is_some_and(|visibility| matches!(visibility.as_str(), "collapse" | "filter")))
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
