//! The record structure of an `xls` stream, walked before any parser sees it. The format has no checksum, so damage
//! shows only here: records that run past the end, zeroes where records should be, sheets that are not where the
//! workbook says. On the way the walk notes what the general reader does not tell: which cells show percentages.

use super::ReadError;
use super::formats::Shown;
use super::limits::Limits;
use super::values::oversized_grid;
use super::xls_records::{
    BLANK, BOF, BOUND_SHEET, CELL_FORMAT, CONTINUE, DIMENSIONS, EOF, FORMAT, FORMULA, FORMULA_TEXT,
    MUL_RK, NUMBER, PIVOT, RK, ROW, ROWS_END, Record, Records, SHARED_STRINGS, SHARED_TEXT, cells,
    check_length, is_among_cells, is_of_pivot, is_of_workbook, u16_at, u32_at,
};
use super::xls_strings::check_strings;
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of sheets in their beginning.
const CELLS: u16 = 0x0010;
const CHART: u16 = 0x0020;
const MACROS: u16 = 0x0040;

/// BIFF8 in the beginning of the workbook; anything less is BIFF5.
const BIFF8: u16 = 0x0600;

/// The walk over a workbook stream.
#[derive(Debug)]
pub(super) struct Walk {
    /// Each listed sheet.
    pub(super) sheets: Vec<SheetWalk>,
    /// Where sheets declare their dimensions, and what these are in truth: the general reader believes them.
    pub(super) dimensions: Vec<(usize, Corners)>,
}

/// What the walk notes of a sheet, by row and column.
#[derive(Debug, Default)]
pub(super) struct SheetWalk {
    /// Cells that show percentages.
    pub(super) percents: BTreeSet<(u32, u32)>,
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
    is_percent: Vec<bool>,
    strings: u32,
    is_biff8: bool,
    end: usize,
}

/// Walks a workbook stream.
pub(super) fn walk(stream: &[u8], limits: &Limits) -> Result<Walk, ReadError> {
    let globals = globals(stream)?;
    let mut walk = Walk {
        sheets: Vec::new(),
        dimensions: Vec::new(),
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
    let mut formats = BTreeMap::new();
    let mut version = 0;
    let mut shared: Vec<&[u8]> = Vec::new();
    let mut last = 0;
    let mut records = Records::from(stream, 0)?;
    for record in records.by_ref() {
        let record = record?;
        let content = record.content;
        match record.kind {
            BOF => version = u16_at(content, 0)?,
            FORMAT => {
                formats.insert(
                    u16_at(content, 0)?,
                    Shown::by_code(&format_text(content, version)),
                );
            }
            CELL_FORMAT => {
                let number = u16_at(content, 2)?;
                let known = formats.get(&number).copied();
                let shown = known.unwrap_or_else(|| Shown::by_built_in(number));
                globals.is_percent.push(shown == Shown::Percent);
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
        check_strings(&shared, globals.strings)?;
    }
    Ok(globals)
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
}

impl<'g> SheetPass<'g> {
    fn new(globals: &'g Globals) -> Self {
        Self {
            globals,
            noted: SheetWalk::default(),
            places: Vec::new(),
            corners: None,
            declared: None,
            last_cell: None,
            block: None,
            is_begun: false,
            is_over: false,
            has_pivot: false,
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
        let is_astray = is_of_workbook(kind) || (is_of_pivot(kind) && !self.has_pivot);
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
        match kind {
            ROW => self.block = self.block.or(Some(record.at)),
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
        if !matches!(kind, NUMBER | RK | MUL_RK | FORMULA) {
            return;
        }
        let place = (u32::from(row), u32::from(column));
        match self.globals.is_percent.get(usize::from(style)) {
            Some(true) => {
                self.noted.percents.insert(place);
            }
            None if style > 0 => {
                self.noted.doubtful.insert(place);
            }
            _ => {}
        }
    }

    fn done(mut self) -> SheetWalk {
        if !self.places.is_sorted_by(|one, next| one < next) {
            self.places.sort_unstable();
            let twice = self.places.windows(2).filter(|pair| pair[0] == pair[1]);
            let twice = twice.map(|pair| (u32::from(pair[0].0), u32::from(pair[0].1)));
            self.noted.doubtful.extend(twice);
        }
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
