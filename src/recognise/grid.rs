//! A sheet as a grid of clean texts: legacy encodings converted, spaces unified, cells found by row and column.

use super::bounds::Bounds;
use super::notes::{Note, Notes};
use super::sayings::{Saying, Scope};
use super::tones::Tones;
use super::wording::Wording;
use super::{Knowledge, Lexicon};
use crate::catalogue::FormWords;
use crate::location::CellAddress;
use crate::quantity::is_broken_between_digits;
use crate::read::{
    CellContent, Look, MergedRange, RawCell, RawSheet, Sight, UNREADABLE_CELL, quoted,
};
use crate::text::{self, LegacyEncoding};
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// A cell with its text as a person reads it.
pub(super) struct GridCell<'a> {
    /// Where.
    pub(super) address: CellAddress,
    /// What it says.
    stored: &'a CellContent,
    /// What its look adds to that.
    look: Option<&'a Look>,
    /// Whether nothing of it can be seen: its row or column is hidden, or it shows nothing.
    pub(super) is_hidden: bool,
    /// What a text says, as far as it is looked at.
    wording: Option<Cow<'a, Box<Wording>>>,
    /// Whether it is one line of a label that is read in the row above or below it.
    pub(super) is_of_label: bool,
    remark: OnceCell<Option<Box<Note>>>,
}

impl<'a> GridCell<'a> {
    /// A cell in a sheet of an encoding; `None` where it holds only spaces.
    fn new(
        (cell, look): (&'a RawCell, Option<&'a Look>),
        encoding: Option<LegacyEncoding>,
        lexicon: &'a Lexicon,
    ) -> Option<Self> {
        let decoded = |text: &str| {
            let text = Bounds::built_in().beginning(text);
            let answer = answer_in(text, &lexicon.forms.words);
            let text = answer.filter(|it| !it.is_empty()).unwrap_or(text);
            match encoding {
                None => lexicon.wording(text),
                Some(encoding) => lexicon.decoded_wording(encoding, text),
            }
        };
        let wording = match &cell.content {
            CellContent::Text(text) => Some(decoded(text)),
            // A day is read as the sheet writes it.
            CellContent::DateTime(_) => {
                let shown = look.and_then(|look| look.shown.as_deref());
                shown.map(|shown| lexicon.wording(shown))
            }
            CellContent::Boolean(value) => Some(lexicon.wording(truth(*value))),
            _ => None,
        };
        let is_blank = wording.as_ref().is_some_and(|it| it.text.is_empty());
        (!is_blank).then_some(Self {
            address: cell.address,
            stored: &cell.content,
            is_hidden: look.is_some_and(|look| look.sight == Sight::Invisible),
            look,
            wording,
            is_of_label: false,
            remark: OnceCell::new(),
        })
    }

    /// What a text says; `None` for numbers and the rest.
    pub(super) fn wording(&self) -> Option<&Wording> {
        self.wording.as_ref().map(|wording| &***wording)
    }

    /// What it says as a remark on its row: found out once, and only where it stands among remarks.
    pub(super) fn as_remark(&self, find: impl FnOnce() -> Option<Note>) -> Option<&Note> {
        self.remark.get_or_init(|| find().map(Box::new)).as_deref()
    }

    /// The text of a text cell; empty for numbers and the rest.
    pub(super) fn text(&self) -> &str {
        self.wording().map_or("", |wording| &wording.text)
    }

    /// The same with the marks that it was typed without.
    pub(super) fn said(&self) -> &str {
        self.wording().map_or("", Wording::said)
    }

    /// The lines of a text that holds several.
    pub(super) fn lines(&self) -> &[Wording] {
        self.wording().map_or(&[], |wording| &wording.lines)
    }

    /// The value; texts are converted and cleaned, unless their lines do not hang together.
    pub(super) fn content(&self) -> CellContent {
        match (self.text_of_content(), self.stored) {
            (Some(said), CellContent::Text(text)) if **text == *said => self.stored.clone(),
            (Some(said), _) => CellContent::Text(said.into()),
            (None, _) => self.stored.clone(),
        }
    }

    /// The text that [`Self::content`] is, where it is one.
    fn text_of_content(&self) -> Option<&str> {
        let wording = self.wording()?;
        match self.stored {
            CellContent::Text(text) if is_broken_between_digits(text) => Some(text),
            _ => Some(wording.said()),
        }
    }

    /// Whether its format or its text says that it is in percent.
    pub(super) fn is_percent(&self) -> bool {
        match self.stored {
            CellContent::Number { percent, .. } => *percent,
            _ => self.text_of_content().is_some_and(|it| it.contains('%')),
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(
            self.stored,
            CellContent::Number { .. } | CellContent::ShownOtherwise { .. }
        )
    }

    /// Whether a figure may stand in it: anything but a text that begins with no digit.
    pub(super) fn may_be_figure(&self) -> bool {
        self.wording().is_none_or(Wording::may_be_figure)
    }

    /// The same with words before it: `khoảng 12`.
    pub(super) fn speaks_of_figure(&self, lexicon: &Knowledge) -> bool {
        let wording = self.wording();
        wording.is_none_or(|wording| wording.speaks_of_figure(lexicon))
    }

    /// The text or number as the sheet shows it, with what is stored behind it where that is something else.
    pub(super) fn raw(&self) -> String {
        if let Some(quoted) = self.look.and_then(Look::quoted) {
            return quoted;
        }
        match self.stored {
            CellContent::Number { value, .. } | CellContent::DateTime(value) => number_text(*value),
            CellContent::Error(shown) if shown.is_empty() => UNREADABLE_CELL.to_string(),
            CellContent::Text(text) | CellContent::Error(text) => text.to_string(),
            CellContent::UncachedFormula(formula) if formula.starts_with('=') => {
                formula.to_string()
            }
            CellContent::UncachedFormula(formula) => format!("={formula}"),
            CellContent::Boolean(value) => truth(*value).to_string(),
            CellContent::ShownOtherwise { shown, stored } => quoted(shown, &number_text(*stored)),
        }
    }

    /// The text, or a whole number as text: what a title's year or a numbering cell holds.
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match self.stored {
            CellContent::Number { value, .. } => {
                let shown = self.look.and_then(|look| look.shown.as_deref());
                shown.map_or_else(|| shown_number(*value), Cow::Borrowed)
            }
            CellContent::ShownOtherwise { shown, .. } => Cow::Borrowed(shown),
            _ => Cow::Borrowed(self.text()),
        }
    }

    /// What it says, as words that speak of figures.
    pub(super) fn saying(&self, scope: Scope) -> Saying {
        Saying {
            // A year may stand as a number.
            written: match self.said() {
                "" => self.shown().into_owned(),
                said => said.to_string(),
            },
            scope,
            at: self.address,
        }
    }

    /// Characters of it that are struck out.
    pub(super) fn struck(&self) -> Option<&str> {
        self.look.and_then(|look| look.struck.as_deref())
    }
}

/// What a cell of a questionnaire answers, without the words that introduce it: `Trả lời: 269 người`. Nothing may be left.
fn answer_in<'t>(text: &'t str, words: &FormWords) -> Option<&'t str> {
    // Asked of every text, and few hold a colon.
    let (before, answer) = text.split_at_checked(memchr::memchr(b':', text.as_bytes())?)?;
    let key = text::label_key(before);
    words
        .answer_words
        .contains(&key)
        .then(|| answer[1..].trim())
}

/// Leaves out what only introduces the answer between a question and it: `Có bao nhiêu tổ công đoàn? | Trả lời: | 6`.
fn leave_introductions(cells: &mut Vec<GridCell<'_>>, words: &FormWords) {
    let is_bare = |cell: &GridCell<'_>| match cell.stored {
        CellContent::Text(text) => answer_in(text, words).is_some_and(str::is_empty),
        _ => false,
    };
    let is_between = |at: usize| {
        let row = |at: Option<usize>| Some(cells.get(at?)?.address.row);
        let own = row(Some(at));
        is_bare(&cells[at]) && row(at.checked_sub(1)) == own && row(Some(at + 1)) == own
    };
    let between: BTreeSet<CellAddress> = (0..cells.len())
        .filter(|at| is_between(*at))
        .map(|at| cells[at].address)
        .collect();
    if !between.is_empty() {
        cells.retain(|cell| !between.contains(&cell.address));
    }
}

/// A logical value as it is shown.
fn truth(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

/// A row that holds anything.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// Zero-based.
    pub(super) number: u32,
    /// By column.
    pub(super) cells: &'a [GridCell<'a>],
    /// What was found out of it; `None` of a row that holds nothing.
    known: Option<&'a KnownRow>,
}

/// What was found out of a row as titles. It is asked for every layout of every header above it.
#[derive(Clone, Default)]
struct KnownRow {
    reads_as_header: OnceCell<bool>,
    begins_header: OnceCell<bool>,
}

impl<'a> Row<'a> {
    /// Whether it reads as titles, found out once.
    pub(super) fn reads_as_header(&self, find: impl FnOnce() -> bool) -> bool {
        let known = self.known.map(|it| &it.reads_as_header);
        known.is_some_and(|it| *it.get_or_init(find))
    }

    /// Whether a header begins in it, by itself or by what stands below, found out once.
    pub(super) fn begins_header(&self, find: impl FnOnce() -> bool) -> bool {
        let known = self.known.map(|it| &it.begins_header);
        known.is_some_and(|it| *it.get_or_init(find))
    }

    /// The cell in a column.
    pub(super) fn cell(&self, column: u32) -> Option<&'a GridCell<'a>> {
        at_column(self.cells, column, |cell| cell.address.column)
    }
}

/// The one of several things in the order of their columns that stands in a column. Mostly no column is left out between
/// them, and the place of each follows from that of the first.
pub(super) fn at_column<T>(things: &[T], column: u32, column_of: impl Fn(&T) -> u32) -> Option<&T> {
    let first = things.first().map(&column_of)?;
    let expected = things.get(column.checked_sub(first)? as usize);
    if let Some(thing) = expected.filter(|thing| column_of(thing) == column) {
        return Some(thing);
    }
    let found = things.binary_search_by_key(&column, column_of);
    found.ok().map(|index| &things[index])
}

/// Labels with their figures to the right of others.
#[derive(Default)]
pub(super) struct Pairs {
    /// By row, the labels to the left, where those to the right are of parts of what these count.
    pub(super) leading: BTreeMap<u32, Wording>,
}

/// A sheet's cells by row and column.
pub(super) struct Grid<'a> {
    /// The sheet's name.
    pub(super) sheet: &'a Arc<str>,
    cells: Vec<GridCell<'a>>,
    rows: Vec<(u32, Range<usize>)>,
    /// Of each of the rows.
    known_rows: Vec<KnownRow>,
    merged: HashMap<CellAddress, MergedRange, RandomState>,
    /// How many cells hold only spaces.
    pub(super) blank: usize,
    /// Cells that are there and not to be read: struck out, or under a merged one; and whether they may be figures.
    pub(super) passed_over: Vec<(CellAddress, bool)>,
    /// Whether it holds what stands to the right of another table on its sheet, or below another unit's form.
    pub(super) is_beside: bool,
    key_of_sheet: OnceCell<String>,
    /// Where it holds labels and figures that stand to the right of others, all without titles.
    pub(super) pairs: Option<Pairs>,
    /// Its first row, where another unit's form stands above it on its sheet.
    pub(super) part: u32,
    /// What explains marks on the sheet.
    pub(super) notes: Arc<Notes>,
}

impl<'a> Grid<'a> {
    /// Cleans a sheet. A cell whose text is only spaces is no cell.
    pub(super) fn new(
        sheet: &'a RawSheet,
        encoding: Option<LegacyEncoding>,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut cells: Vec<GridCell<'_>> = Vec::with_capacity(sheet.cells.len());
        let filled = sheet.read_cells();
        cells.extend(filled.filter_map(|cell| GridCell::new(cell, encoding, lexicon)));
        if !(sheet.look.hidden_rows.is_empty() && sheet.look.hidden_columns.is_empty()) {
            for cell in &mut cells {
                cell.is_hidden |= sheet.look.hides(cell.address);
            }
        }
        leave_introductions(&mut cells, &lexicon.forms.words);
        let merged = sheet.merged.iter().map(|range| (range.first, *range));
        let passed_over = passed_over(sheet);
        let rows = rows_of(&cells);
        Self {
            sheet: &sheet.name,
            blank: sheet.cells.len() - cells.len() - passed_over.len(),
            passed_over,
            known_rows: vec![KnownRow::default(); rows.len()],
            rows,
            cells,
            merged: merged.collect(),
            is_beside: false,
            key_of_sheet: OnceCell::new(),
            pairs: None,
            part: 0,
            notes: Arc::default(),
        }
    }

    /// Two cells, by position among all, are one label: the first says all of it, the other nothing of its own.
    pub(super) fn join(&mut self, (whole, line): (usize, usize), label: Cow<'a, Box<Wording>>) {
        self.cells[whole].wording = Some(label);
        self.cells[line].is_of_label = true;
    }

    /// The position of a cell among all.
    pub(super) fn position_of(&self, address: CellAddress) -> Option<usize> {
        let found = self
            .cells
            .binary_search_by_key(&address, |cell| cell.address);
        found.ok()
    }

    /// The note that says of a cell, or of what it names, that it is something else than it seems.
    pub(super) fn note_on(&self, cell: &GridCell<'_>) -> Option<&Note> {
        let marked = cell.wording().filter(|wording| wording.may_bear_mark);
        let telling = marked.and_then(|marked| self.notes.telling(&marked.text));
        telling.or_else(|| self.notes.correcting(cell.address.row))
    }

    /// The same of a title.
    pub(super) fn note_on_title(&self, title: &str) -> Option<&Note> {
        self.notes.telling(title)
    }

    /// A figure's content without the marks of notes behind it.
    pub(super) fn figure_content(&self, cell: &GridCell<'_>) -> CellContent {
        let marked = cell.wording().filter(|wording| wording.may_bear_mark);
        let bare = marked.and_then(|wording| self.notes.without_marks(wording.said()));
        bare.map_or_else(|| cell.content(), |bare| CellContent::Text(bare.into()))
    }

    /// Parts it in two, the cells for which it holds in the second.
    pub(super) fn part(self, is_beside: impl Fn(&GridCell<'_>) -> bool) -> (Self, Self) {
        let (beside, cells): (Vec<_>, Vec<_>) = self.cells.into_iter().partition(is_beside);
        let (rows, rows_beside) = (rows_of(&cells), rows_of(&beside));
        let right = Self {
            sheet: self.sheet,
            known_rows: vec![KnownRow::default(); rows_beside.len()],
            rows: rows_beside,
            cells: beside,
            merged: self.merged.clone(),
            blank: 0,
            passed_over: Vec::new(),
            is_beside: true,
            key_of_sheet: OnceCell::new(),
            pairs: None,
            part: self.part,
            notes: self.notes.clone(),
        };
        let left = Self {
            known_rows: vec![KnownRow::default(); rows.len()],
            rows,
            cells,
            ..self
        };
        (left, right)
    }

    /// The label key of the sheet's name.
    pub(super) fn key_of_sheet(&self) -> &str {
        self.key_of_sheet
            .get_or_init(|| text::label_key(&Tones::built_in().partly(self.sheet)))
    }

    /// Whether any of its texts speaks for or against an encoding from before Unicode.
    pub(super) fn speaks_of_legacy(&self) -> bool {
        let mut wordings = self.cells.iter().filter_map(GridCell::wording);
        wordings.any(|wording| wording.speaks_of_legacy)
    }

    /// Whether any of its texts was typed without marks and is read with them.
    pub(super) fn is_toned(&self) -> bool {
        let mut wordings = self.cells.iter().filter_map(GridCell::wording);
        wordings.any(|wording| wording.text.contains(' ') && wording.is_toned())
    }

    /// Rows that hold anything, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows_at(0..self.rows.len())
    }

    /// The rows at these positions among those that hold anything.
    fn rows_at(&self, positions: Range<usize>) -> impl Iterator<Item = Row<'_>> {
        let rows = self.rows[positions.clone()].iter();
        let rows = rows.zip(&self.known_rows[positions]);
        rows.map(|((number, range), known)| Row {
            number: *number,
            cells: &self.cells[range.clone()],
            known: Some(known),
        })
    }

    /// The rows from one up to another that hold anything.
    pub(super) fn rows_within(&self, within: Range<u32>) -> impl Iterator<Item = Row<'_>> {
        let first = self.rows.partition_point(|(row, _)| *row < within.start);
        let rows = &self.rows[first..];
        let count = rows.partition_point(|(row, _)| *row < within.end);
        self.rows_at(first..first + count)
    }

    /// A row; without cells where it holds nothing.
    pub(super) fn row(&self, number: u32) -> Row<'_> {
        match self.rows.binary_search_by_key(&number, |(row, _)| *row) {
            Ok(index) => Row {
                number,
                cells: &self.cells[self.rows[index].1.clone()],
                known: Some(&self.known_rows[index]),
            },
            Err(_) => Row {
                number,
                cells: &[],
                known: None,
            },
        }
    }

    /// The merged range that begins at a cell; a cell on its own is a range of one.
    pub(super) fn span(&self, address: CellAddress) -> MergedRange {
        // Asked of nearly every row; most sheets merge nothing among them.
        let merged = (!self.merged.is_empty()).then(|| self.merged.get(&address));
        merged.flatten().copied().unwrap_or(MergedRange {
            first: address,
            last: address,
        })
    }

    /// The last row that holds anything.
    pub(super) fn last_row(&self) -> Option<u32> {
        self.rows.last().map(|(row, _)| *row)
    }

    /// How many cells hold anything.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }
}

/// The cells that nobody is to read, and whether they may be figures.
fn passed_over(sheet: &RawSheet) -> Vec<(CellAddress, bool)> {
    unread(sheet)
        .map(|(cell, _)| (cell.address, cell.content.may_be_figure()))
        .collect()
}

/// Cells that are struck out or covered.
pub(super) fn unread(sheet: &RawSheet) -> impl Iterator<Item = (&RawCell, Sight)> {
    let looks = sheet.look.cells.iter();
    let unread = looks.filter(|(_, look)| matches!(look.sight, Sight::Struck | Sight::Covered));
    unread.filter_map(|(address, look)| {
        let found = sheet
            .cells
            .binary_search_by_key(address, |cell| cell.address);
        found.ok().map(|at| (&sheet.cells[at], look.sight))
    })
}

/// The rows of cells that are sorted by row.
fn rows_of(cells: &[GridCell<'_>]) -> Vec<(u32, Range<usize>)> {
    let mut rows: Vec<(u32, Range<usize>)> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        match rows.last_mut() {
            Some((row, range)) if *row == cell.address.row => range.end = index + 1,
            _ => rows.push((cell.address.row, index..index + 1)),
        }
    }
    rows
}

/// The same as [`number_text`]. Numbers of rows and of columns are looked at all the time, and none of them is large.
fn shown_number(value: f64) -> Cow<'static, str> {
    const LARGEST: u8 = 99;
    static SMALL: LazyLock<Vec<String>> =
        LazyLock::new(|| (0..=LARGEST).map(|number| number.to_string()).collect());
    let is_small = value.fract() == 0.0 && (1.0..=f64::from(LARGEST)).contains(&value);
    match is_small {
        true => Cow::Borrowed(&SMALL[value as usize]),
        false => Cow::Owned(number_text(value)),
    }
}

/// A number as it is stored. Most are whole, which are written much faster as such.
fn number_text(value: f64) -> String {
    /// Every whole number up to here is one in floating point.
    const LARGEST_WHOLE: f64 = 9e15;
    let is_whole = value.fract() == 0.0 && value.abs() < LARGEST_WHOLE && value != 0.0;
    if is_whole {
        (value as i64).to_string()
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are() {
        let numbers = [
            0.0,
            -0.0,
            7.0,
            99.0,
            100.0,
            -12.0,
            0.975,
            9.5e6,
            8_999_999_999_999_999.0,
            1e16,
        ];
        for value in numbers.into_iter().chain([f64::INFINITY, f64::NAN]) {
            assert_eq!(number_text(value), value.to_string());
            assert_eq!(shown_number(value), value.to_string());
        }
    }
}
