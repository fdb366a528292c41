//! The record structure of an `xls` stream, walked before any parser sees it. The format has no checksum, so damage
//! shows only here: records that run past the end, zeroes where records should be, sheets that are not where the
//! workbook says. On the way the walk notes what the general reader does not tell: how cells and their characters
//! look, and what is hidden.

use super::ReadError;
use super::limits::{Limits, MAX_COLUMNS};
use super::look::SheetNote;
use super::rich_text::{CharacterLook, Place, SymbolFont};
use super::style::{Colour, Font, Formats, Styles};
use super::values::oversized_grid;
use super::xls_records::{
    BLANK, BOF, BOUND_SHEET, CELL_FORMAT, COLUMNS, CONTINUE, DIMENSIONS, EOF, FONT, FORMAT,
    FORMULA, FORMULA_TEXT, MUL_RK, NOTE, NUMBER, OBJECT, OBJECT_TEXT, PIVOT, RK, ROW, ROWS_END,
    Record, Records, SHARED_STRINGS, SHARED_TEXT, VIEW, cells, check_length, is_among_cells,
    is_of_chart, is_of_pivot, is_of_workbook, u16_at, u32_at,
};
use super::xls_strings::{Turns, turns};
use super::xlsx_notes::note;
use crate::location::CellAddress;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The kinds of sheets in their beginning.
const CELLS: u16 = 0x0010;
const CHART: u16 = 0x0020;
const MACROS: u16 = 0x0040;

/// The most notes of a sheet that are told.
const MOST_NOTES: usize = 200;

/// BIFF8 in the beginning of the workbook; anything less is BIFF5.
const BIFF8: u16 = 0x0600;

/// The walk over a workbook stream.
#[derive(Debug)]
pub(super) struct Walk {
    /// Each listed sheet.
    pub(super) sheets: Vec<SheetWalk>,
    /// Where sheets declare their dimensions, and what these are in truth: the general reader believes them.
    pub(super) dimensions: Vec<(usize, Corners)>,
    /// The formats of cells.
    pub(super) styles: Styles,
    /// The fonts that parts of texts name.
    pub(super) fonts: Vec<Font>,
}

/// What the walk notes of a sheet, by row and column.
#[derive(Debug)]
pub(super) struct SheetWalk {
    /// The format of each cell that holds something, in order.
    pub(super) styles: Vec<((u32, u32), u16)>,
    /// Texts of which parts look otherwise.
    pub(super) turns: BTreeMap<(u32, u32), Turns>,
    /// Notes on cells and text boxes.
    pub(super) notes: Vec<SheetNote>,
    pub(super) hidden_rows: Vec<RangeInclusive<u32>>,
    pub(super) hidden_columns: Vec<RangeInclusive<u32>>,
    pub(super) shows_zeros: bool,
    /// Cells that nobody can tell: given twice, or of a format that is not there.
    pub(super) doubtful: BTreeSet<(u32, u32)>,
}

/// Rows and columns between which cells stand; ends are exclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Corners {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u16, u16),
}

/// What the workbook says before its sheets.
#[derive(Default)]
struct Globals {
    /// Where each sheet begins, and its kind: cells, macros, a chart.
    sheets: Vec<(usize, u8)>,
    styles: Styles,
    fonts: Vec<Font>,
    strings: u32,
    turns: BTreeMap<u32, Turns>,
    is_biff8: bool,
    end: usize,
}

/// Walks a workbook stream.
pub(super) fn walk(stream: &[u8], limits: &Limits) -> Result<Walk, ReadError> {
    let globals = globals(stream)?;
    let mut walk = Walk {
        sheets: Vec::new(),
        dimensions: Vec::new(),
        styles: Styles::default(),
        fonts: Vec::new(),
    };
    let mut dense = 0_u64;
    let mut ends = vec![globals.end];
    for &(offset, kind) in &globals.sheets {
        check_kind(stream, offset, kind)?;
        let mut pass = SheetPass::new(&globals);
        ends.push(pass.run(stream, offset)?);
        walk.dimensions.extend(
            pass.declared
                .map(|at| (at, pass.corners.unwrap_or_default())),
        );
        let corners = pass.corners.unwrap_or_default();
        walk.sheets.push(pass.done());
        dense += u64::from(corners.rows.1 - corners.rows.0)
            * u64::from(corners.columns.1 - corners.columns.0);
        if dense > limits.max_dense_cells {
            return Err(oversized_grid(limits.max_dense_cells));
        }
    }
    check_listed(stream, &globals, &ends)?;
    (walk.styles, walk.fonts) = (globals.styles, globals.fonts);
    Ok(walk)
}

/// Refuses a sheet of cells that is listed as something else, which would be passed over, and the other way round.
fn check_kind(stream: &[u8], offset: usize, kind: u8) -> Result<(), ReadError> {
    let begun = u16_at(stream, offset.saturating_add(6))?;
    let is_misnamed = if kind == 0 {
        matches!(begun, CHART | MACROS)
    } else {
        begun == CELLS
    };
    if is_misnamed {
        return Err(ReadError::damaged("a sheet of another kind than listed"));
    }
    Ok(())
}

/// Refuses a stream with records outside the sheets that are listed, or with one that is listed twice.
fn check_listed(stream: &[u8], globals: &Globals, ends: &[usize]) -> Result<(), ReadError> {
    let begun: BTreeSet<usize> = globals.sheets.iter().map(|(offset, _)| *offset).collect();
    // Some writers fill up with zeroes.
    let is_unlisted = |&end: &usize| {
        let next = begun.range(end..).next().copied().unwrap_or(stream.len());
        let between = stream.get(end..next).unwrap_or_default();
        // What begins as something else than a sheet is none that the list has lost.
        let is_other = u16_at(between, 0) == Ok(BOF)
            && u16_at(between, 6).is_ok_and(|kind| !matches!(kind, CELLS | CHART | MACROS));
        !is_other && between.iter().any(|&byte| byte != 0)
    };
    if begun.len() < globals.sheets.len() || ends.iter().any(is_unlisted) {
        return Err(ReadError::damaged(
            "the list of sheets is not that of the sheets",
        ));
    }
    Ok(())
}

fn globals(stream: &[u8]) -> Result<Globals, ReadError> {
    let mut globals = Globals::default();
    let mut formats = Formats::default();
    // How each cell's format names its number format, font and fill: some writers put these behind.
    let mut cells: Vec<(u16, u16, Colour)> = Vec::new();
    let mut version = 0;
    let mut shared: Vec<&[u8]> = Vec::new();
    let mut last = 0;
    let mut records = Records::from(stream, 0)?;
    for record in records.by_ref() {
        let record = record?;
        let content = record.content;
        match record.kind {
            BOF => version = u16_at(content, 0)?,
            FORMAT => formats.insert(u16_at(content, 0)?, format_text(content, version)),
            FONT => globals
                .fonts
                .push(font(content, version).unwrap_or_default()),
            CELL_FORMAT => {
                let fill = fill(content, version).unwrap_or_default();
                cells.push((u16_at(content, 2)?, u16_at(content, 0)?, fill));
            }
            BOUND_SHEET => {
                let kind = content.get(5).copied().unwrap_or_default();
                globals.sheets.push((u32_at(content, 0)? as usize, kind));
            }
            SHARED_STRINGS => {
                globals.strings = u32_at(content, 4)?;
                shared.push(content.get(8..).unwrap_or_default());
            }
            CONTINUE if matches!(last, SHARED_STRINGS) => shared.push(content),
            _ => {}
        }
        if record.kind != CONTINUE {
            last = record.kind;
        }
    }
    globals.is_biff8 = version >= BIFF8;
    globals.end = records.at;
    if globals.is_biff8 {
        globals.turns = turns(&shared, globals.strings)?;
    }
    for (format, number, fill) in cells {
        let font = font_of(&globals.fonts, number).on(fill);
        globals.styles.push(formats.get(format), font);
    }
    Ok(globals)
}

/// A font by its number. There is none of the number four.
pub(super) fn font_of(fonts: &[Font], number: u16) -> Font {
    let position = usize::from(number) - usize::from(number > 4);
    fonts.get(position).copied().unwrap_or_default()
}

fn font(content: &[u8], version: u16) -> Result<Font, ReadError> {
    let place = match u16_at(content, 8)? {
        1 => Place::Raised,
        2 => Place::Lowered,
        _ => Place::OnTheLine,
    };
    let name = content
        .get(if version >= BIFF8 { 16 } else { 15 }..)
        .unwrap_or_default();
    let name: String = name
        .iter()
        .filter(|byte| **byte != 0)
        .map(|byte| char::from(*byte))
        .collect();
    Ok(Font {
        look: CharacterLook {
            is_struck: u16_at(content, 2)? & 8 != 0,
            is_unseen: false,
            place,
            symbols: SymbolFont::by_name(&name),
        },
        colour: Colour::indexed(u32::from(u16_at(content, 4)?)),
    })
}

/// What lies behind the characters of a format; what is no even colour is none that characters could have.
fn fill(content: &[u8], version: u16) -> Result<Colour, ReadError> {
    let (pattern, colour) = if version >= BIFF8 {
        (u32_at(content, 14)? >> 26, u16_at(content, 18)? & 0x7f)
    } else {
        let both = u32_at(content, 8)?;
        ((both >> 16) & 0x3f, (both & 0x7f) as u16)
    };
    Ok(match pattern {
        0 => Colour::Usual,
        1 => Colour::indexed(u32::from(colour)),
        _ => Colour::Theme(u32::MAX, 0),
    })
}

/// The text of a number format; only its marks matter, so bytes stand for characters.
fn format_text(content: &[u8], version: u16) -> String {
    let rest = if version >= BIFF8 {
        content.get(5..)
    } else {
        content.get(3..)
    };
    let rest = rest.unwrap_or_default();
    let is_wide = version >= BIFF8 && content.get(4).is_some_and(|flags| flags & 1 == 1);
    if is_wide {
        let units = rest
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    } else {
        rest.iter().map(|&byte| char::from(byte)).collect()
    }
}

/// A sheet on its way through.
struct SheetPass<'g> {
    globals: &'g Globals,
    noted: SheetWalk,
    /// Where a value stands, in the order of the stream.
    places: Vec<(u16, u16)>,
    corners: Option<Corners>,
    declared: Option<usize>,
    /// The cell's record before this one.
    last_cell: Option<u16>,
    /// Where the first row of the block stands whose end is not reached yet.
    block: Option<usize>,
    /// Whether there were rows or cells, and whether something stood behind them that ends them.
    is_begun: bool,
    is_over: bool,
    has_pivot: bool,
    objects: Objects,
}

/// The drawn objects of a sheet and their texts.
#[derive(Default)]
struct Objects {
    /// The last one: its type and its number.
    last: Option<(u16, u16)>,
    /// Whether the next record holds its text.
    is_text_next: bool,
    /// By number: whether it is a box, and its text.
    texts: BTreeMap<u16, (bool, String)>,
    /// Where notes stand, and the numbers of their objects.
    notes: Vec<(CellAddress, u16)>,
}

impl Objects {
    /// The type of a text box.
    const BOX: u16 = 6;

    /// Takes up a record. Objects are no figures: what is odd about them is passed over.
    fn take(&mut self, record: &Record<'_>) {
        let content = record.content;
        let number = |at: usize| u16_at(content, at).unwrap_or_default();
        match record.kind {
            OBJECT => self.last = Some((number(4), number(6))),
            OBJECT_TEXT => self.is_text_next = number(10) > 0,
            CONTINUE if std::mem::take(&mut self.is_text_next) => {
                if let Some((kind, object)) = self.last {
                    self.texts
                        .insert(object, (kind == Self::BOX, continued_text(content)));
                }
            }
            NOTE => {
                let at = CellAddress::new(number(0).into(), number(2).into());
                self.notes.push((at, number(6)));
            }
            _ => {}
        }
    }

    fn notes(mut self) -> Vec<SheetNote> {
        let mut notes = Vec::new();
        for (at, object) in &self.notes {
            let found = self.texts.remove(object);
            notes.extend(found.and_then(|(_, text)| note(*at, false, &text)));
        }
        // Where a box stands is told in another record, which nobody needs for a mere hint.
        let boxes = self.texts.into_values().filter(|(is_box, _)| *is_box);
        notes.extend(boxes.filter_map(|(_, text)| note(CellAddress::new(0, 0), true, &text)));
        notes.truncate(MOST_NOTES);
        notes
    }
}

/// The text of a record that goes on with one: flags, then characters of one byte or two.
fn continued_text(content: &[u8]) -> String {
    match content.split_first() {
        Some((flags, rest)) if flags & 1 == 1 => {
            let units = rest
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        Some((_, rest)) => rest.iter().map(|byte| char::from(*byte)).collect(),
        None => String::new(),
    }
}

impl<'g> SheetPass<'g> {
    fn new(globals: &'g Globals) -> Self {
        Self {
            globals,
            noted: SheetWalk {
                styles: Vec::new(),
                turns: BTreeMap::new(),
                notes: Vec::new(),
                hidden_rows: Vec::new(),
                hidden_columns: Vec::new(),
                shows_zeros: true,
                doubtful: BTreeSet::new(),
            },
            places: Vec::new(),
            corners: None,
            declared: None,
            last_cell: None,
            block: None,
            is_begun: false,
            is_over: false,
            has_pivot: false,
            objects: Objects::default(),
        }
    }

    /// Where the sheet ends.
    fn run(&mut self, stream: &[u8], offset: usize) -> Result<usize, ReadError> {
        let mut depth = 0;
        // The cells of a chart's sheet are copies of those that it draws.
        let is_chart = u16_at(stream, offset.saturating_add(6))? == CHART;
        let mut records = Records::from(stream, offset)?;
        for record in records.by_ref() {
            let record = record?;
            match record.kind {
                BOF => depth += 1,
                EOF => depth -= 1,
                // Charts inside a sheet have cells of their own, which are no cells of the sheet.
                _ if depth != 1 || is_chart => {}
                _ => self.record(&record)?,
            }
        }
        Ok(records.at)
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        let kind = record.kind;
        check_length(kind, record.content, self.globals.is_biff8)?;
        let cells = cells(record)?;
        let is_of_table = !cells.is_empty() || matches!(kind, ROW | ROWS_END);
        self.has_pivot |= kind == PIVOT;
        self.objects.take(record);
        let is_astray =
            is_of_workbook(kind) || is_of_chart(kind) || (is_of_pivot(kind) && !self.has_pivot);
        if is_astray || (self.is_over && is_of_table) {
            let what = format!("record {kind:#06x} among the cells");
            return Err(ReadError::damaged(what));
        }
        if kind == FORMULA_TEXT && self.last_cell != Some(FORMULA) {
            return Err(ReadError::damaged("the text of no formula"));
        }
        if kind == SHARED_TEXT && u32_at(record.content, 6)? >= self.globals.strings {
            return Err(ReadError::damaged("no such shared string"));
        }
        self.is_over |= self.is_begun && !is_of_table && !is_among_cells(kind);
        self.is_begun |= is_of_table;
        for &(row, column, style) in &cells {
            self.cell(kind, row, column, style);
        }
        if !cells.is_empty() {
            self.last_cell = Some(kind);
        }
        let content = record.content;
        match kind {
            ROW => {
                self.block = self.block.or(Some(record.at));
                if u16_at(content, 12)? & 0x20 != 0 {
                    let row = u32::from(u16_at(content, 0)?);
                    self.noted.hidden_rows.push(row..=row);
                }
            }
            COLUMNS => {
                let is_hidden = u16_at(content, 4)? == 0 || u16_at(content, 8)? & 1 != 0;
                let [first, last] = [u16_at(content, 0)?, u16_at(content, 2)?].map(u32::from);
                if is_hidden && first <= last {
                    self.noted
                        .hidden_columns
                        .push(first..=last.min(MAX_COLUMNS));
                }
            }
            VIEW => self.noted.shows_zeros &= u16_at(content, 0)? & 0x10 != 0,
            SHARED_TEXT => {
                if let (Some(turns), [(row, column, _)]) =
                    (self.globals.turns.get(&u32_at(content, 6)?), &cells[..])
                {
                    let place = (u32::from(*row), u32::from(*column));
                    self.noted.turns.insert(place, turns.clone());
                }
            }
            ROWS_END => check_block(self.block.take(), record)?,
            _ => {}
        }
        if kind == DIMENSIONS {
            self.declared = Some(record.at + 4);
        }
        Ok(())
    }

    fn cell(&mut self, kind: u16, row: u16, column: u16, style: u16) {
        extend(&mut self.corners, row, column);
        if kind == BLANK {
            return;
        }
        self.places.push((row, column));
        let place = (u32::from(row), u32::from(column));
        self.noted.styles.push((place, style));
        let is_number = matches!(kind, NUMBER | RK | MUL_RK | FORMULA);
        if is_number && style > 0 && self.globals.styles.get(usize::from(style)).is_none() {
            self.noted.doubtful.insert(place);
        }
    }

    fn done(mut self) -> SheetWalk {
        if !self.places.is_sorted_by(|one, next| one < next) {
            self.places.sort_unstable();
            let twice = self.places.windows(2).filter(|pair| pair[0] == pair[1]);
            let twice = twice.map(|pair| (u32::from(pair[0].0), u32::from(pair[0].1)));
            self.noted.doubtful.extend(twice);
            self.noted.styles.sort_by_key(|(place, _)| *place);
        }
        self.noted.notes = self.objects.notes();
        self.noted
    }
}

/// The end of a block of rows says how far back its first row stands; some writers leave it at nought. It is all that tells
/// that rows were lost, or came twice, to the byte.
fn check_block(first: Option<usize>, end: &Record<'_>) -> Result<(), ReadError> {
    let back = u32_at(end.content, 0)? as usize;
    if back > 0 && first.is_none_or(|first| end.at - first != back) {
        return Err(ReadError::damaged("rows are not as long as their end says"));
    }
    Ok(())
}

fn extend(corners: &mut Option<Corners>, row: u16, column: u16) {
    let row = u32::from(row);
    let after = column.saturating_add(1);
    let known = corners.get_or_insert(Corners {
        rows: (row, row + 1),
        columns: (column, after),
    });
    known.rows = (known.rows.0.min(row), known.rows.1.max(row + 1));
    known.columns = (known.columns.0.min(column), known.columns.1.max(after));
}

#[cfg(test)]
#[path = "xls_walk_tests.rs"]
mod tests;
