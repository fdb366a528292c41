//! The cells of an `xlsx` sheet, read in one pass as office programs write them: values, styles and places. What is not
//! written in the plain way is damage to this reading; [`super::xlsx_normal`] then writes it anew, by a parser of XML,
//! where it has but one meaning.

use super::dates::{serial_of_date, serial_of_duration};
use super::limits::{MAX_COLUMNS, MAX_ROWS};
use super::look::Look;
use super::markup::{Markup, is_of_cell, odd};
use super::style::{self, CellStyle, Dressed, Ground, Styles};
use super::values::{CellBudget, uncached, unreadable};
use super::xlsx_recalculated::Recalculation;
use super::xlsx_text::{SharedText, characters, read_inline, unescaped};
use super::{CellContent, RawCell, ReadError};
use crate::location::CellAddress;
use calamine::expand_shared_formula;
use std::ops::RangeInclusive;
use std::rc::Rc;

/// The longest number of a shared string or a style.
const MAX_INDEX_DIGITS: usize = 9;

/// What the sheets of a workbook share.
pub(super) struct Shared {
    pub(super) texts: Vec<SharedText>,
    pub(super) styles: Rc<Styles>,
    pub(super) is_1904: bool,
    /// Whether formulas are to be worked out anew when the workbook is opened.
    pub(super) recalculates: bool,
}

/// What was read of a sheet's cells.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) cells: Vec<RawCell>,
    /// By address, of the cells whose look adds anything.
    pub(super) looks: Vec<(CellAddress, Look)>,
    pub(super) hidden_rows: Vec<RangeInclusive<u32>>,
    /// Where the element of all cells ends.
    pub(super) end: usize,
}

/// Reads the cells of a part; `start` is where the element of all cells begins.
pub(super) fn read_cells(
    part: &[u8],
    start: usize,
    shared: &Shared,
    shows_zeros: bool,
    budget: &CellBudget<'_>,
) -> Result<Cells, ReadError> {
    let ground = Ground {
        is_1904: shared.is_1904,
        shows_zeros,
    };
    let mut sheet = Sheet {
        markup: Markup::new(part, start),
        row: 0,
        column: 0,
        shared,
        ground,
        budget,
        read: Cells::default(),
        masters: Vec::new(),
        recalculation: shared.recalculates.then(Recalculation::default),
    };
    sheet.read()?;
    let mut read = sheet.read;
    read.end = sheet.markup.at;
    if let Some(recalculation) = sheet.recalculation {
        recalculation.settle(&mut read.cells);
    }
    Ok(read)
}

/// A sheet on its way through.
struct Sheet<'p, 's> {
    markup: Markup<'p>,
    /// The row and column of the last cell; they count from one.
    row: u32,
    column: u32,
    shared: &'s Shared,
    ground: Ground,
    budget: &'s CellBudget<'s>,
    read: Cells,
    /// Formulas that others are copies of, by their number and place.
    masters: Vec<(&'p [u8], CellAddress, &'p [u8])>,
    recalculation: Option<Recalculation>,
}

/// How a cell's value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Number,
    Shared,
    Inline,
    Boolean,
    Error,
    Text,
    Day,
}

/// What stands in a cell's element.
#[derive(Clone, Copy, Default)]
struct Parts<'p> {
    /// The formula, and the number of the one that it is a copy of.
    formula: Option<(&'p [u8], Option<&'p [u8]>)>,
    value: Option<&'p [u8]>,
    inline: Option<&'p [u8]>,
}

impl<'p> Sheet<'p, '_> {
    fn read(&mut self) -> Result<(), ReadError> {
        self.markup.open(b"sheetData")?;
        if self.markup.attributes(|_, _| Ok(()))? {
            return Ok(());
        }
        while !self.ends(b"sheetData") {
            self.markup.open(b"row")?;
            self.read_row()?;
        }
        Ok(())
    }

    fn read_row(&mut self) -> Result<(), ReadError> {
        let mut given = None;
        let mut is_hidden = false;
        let is_closed = self.markup.attributes(|key, value| {
            match key {
                b"r" if given.replace(row_number(value)?).is_some() => {
                    return Err(odd("a row with two numbers"));
                }
                b"hidden" => is_hidden |= matches!(value, b"1" | b"true"),
                b"ht" => is_hidden |= is_nought(value),
                _ => {}
            }
            Ok(())
        })?;
        if let Some(row) = given {
            self.begin_row(row)?;
        }
        self.column = 0;
        let mut is_begun = given.is_some();
        while !is_closed && !self.ends(b"row") {
            self.markup.open(b"c")?;
            let (row, column) = self.read_cell()?;
            if !std::mem::replace(&mut is_begun, true) {
                self.begin_row(row)?;
            }
            if row != self.row || column <= self.column {
                return Err(odd("cells out of order"));
            }
            self.column = column;
        }
        if !is_begun {
            self.row += 1;
        }
        if is_hidden {
            self.read.hidden_rows.push(self.row - 1..=self.row - 1);
        }
        Ok(())
    }

    /// Passes the end of an element, if nothing but space stands before it.
    fn ends<const N: usize>(&mut self, name: &[u8; N]) -> bool {
        self.markup.space();
        self.markup.closes(name)
    }

    fn begin_row(&mut self, row: u32) -> Result<(), ReadError> {
        if row <= self.row {
            return Err(odd("rows out of order"));
        }
        self.row = row;
        Ok(())
    }

    /// Reads a cell. Where it stands.
    fn read_cell(&mut self) -> Result<(u32, u32), ReadError> {
        let (mut place, mut kind, mut number) = (None, None, None);
        let is_closed = self.markup.attributes(|key, value| {
            let is_second = match key {
                b"r" => place.replace(cell_place(value)?).is_some(),
                b"t" => kind.replace(cell_type(value)?).is_some(),
                b"s" => number.replace(index(value)?).is_some(),
                _ if !is_of_cell(key) => return Err(odd("an attribute that no cell has")),
                _ => false,
            };
            if is_second {
                return Err(odd("an attribute given twice"));
            }
            Ok(())
        })?;
        let place = place.ok_or_else(|| odd("a cell without a place"))?;
        if !is_closed {
            let kind = kind.unwrap_or(Type::Number);
            let parts = self.read_content(kind)?;
            let address = CellAddress::new(place.0 - 1, place.1 - 1);
            self.take(address, kind, number.unwrap_or(0), parts)?;
        }
        Ok(place)
    }

    /// A formula, and a value or a text, in this order.
    fn read_content(&mut self, kind: Type) -> Result<Parts<'p>, ReadError> {
        let mut parts = Parts::default();
        self.markup.space();
        if self.markup.opens(b"f") {
            let mut copied = None;
            let mut is_shared = false;
            let is_closed = self.markup.attributes(|key, value| {
                match key {
                    b"si" => copied = Some(value),
                    b"t" => is_shared = value == b"shared",
                    _ => {}
                }
                Ok(())
            })?;
            let mut formula: &[u8] = b"";
            if !is_closed {
                formula = self.markup.text();
                self.markup.close(b"f")?;
            }
            parts.formula = Some((formula, copied.filter(|_| is_shared)));
            self.markup.space();
        }
        if self.markup.opens(b"v") {
            parts.value = Some(b"");
            if !self.markup.attributes(|_, _| Ok(()))? {
                let value = self.markup.text();
                check_value(value, kind)?;
                parts.value = Some(value);
                self.markup.close(b"v")?;
            }
        } else if kind == Type::Inline && self.markup.opens(b"is") {
            parts.inline = Some(b"");
            if !self.markup.attributes(|_, _| Ok(()))? {
                parts.inline = Some(self.markup.inside(b"is")?);
            }
        }
        self.markup.space();
        self.markup.close(b"c")?;
        Ok(parts)
    }

    /// Makes a cell of what stands there.
    fn take(
        &mut self,
        address: CellAddress,
        kind: Type,
        style: usize,
        parts: Parts<'p>,
    ) -> Result<(), ReadError> {
        if let Some((formula, Some(number))) = parts.formula
            && !formula.is_empty()
        {
            self.masters.push((number, address, formula));
        }
        let Some((content, look)) = self.dressed(address, kind, style, parts)? else {
            return Ok(());
        };
        if let (Some(recalculation), Some((formula, number))) =
            (&mut self.recalculation, parts.formula)
            && matches!(content, CellContent::Number { value: 0.0, .. })
        {
            let formula = formula_text(&self.masters, address, formula, number)?;
            recalculation.note(self.read.cells.len(), formula);
        }
        if let Some(look) = look {
            self.read.looks.push((address, look));
        }
        self.read.cells.push(RawCell { address, content });
        self.budget.check(self.read.cells.len())
    }

    fn dressed(
        &self,
        address: CellAddress,
        kind: Type,
        number: usize,
        parts: Parts<'p>,
    ) -> Result<Option<Dressed>, ReadError> {
        let style = self.shared.styles.get(number);
        let value = parts.value.unwrap_or_default();
        if let (Some((formula, copied)), None) = (parts.formula, parts.inline)
            && value.is_empty()
            && (parts.value.is_none() || kind != Type::Text)
        {
            let formula = formula_text(&self.masters, address, formula, copied)?;
            return Ok((!formula.is_empty()).then(|| style::other(uncached(&formula), style)));
        }
        if let Some(inside) = parts.inline {
            return Ok(text(read_inline(inside)?, style));
        }
        if value.is_empty() || kind == Type::Inline {
            return Ok(None);
        }
        Ok(match kind {
            Type::Number if style.is_none() && number > 0 => Some((unreadable(), None)),
            Type::Number => Some(
                match std::str::from_utf8(value)
                    .ok()
                    .and_then(|text| text.parse().ok())
                {
                    Some(number) => style::number(number, style, self.ground),
                    None => (unreadable(), None),
                },
            ),
            Type::Shared => {
                let shared = self.shared.texts.get(index(value)?);
                let shared = shared.ok_or_else(|| ReadError::damaged("no such shared string"))?;
                match shared {
                    SharedText::Plain(text) => style::plain_text(text.clone(), style),
                    SharedText::Rich(runs) => style::text(runs, style),
                }
            }
            Type::Text => style::plain_text(unescaped(&characters(value)?).into(), style),
            Type::Boolean => Some(style::other(
                match value {
                    b"1" | b"true" => CellContent::Boolean(true),
                    b"0" | b"false" => CellContent::Boolean(false),
                    _ => unreadable(),
                },
                style,
            )),
            Type::Error => {
                let shown = characters(value)?;
                Some(style::other(CellContent::Error(shown.into()), style))
            }
            Type::Day => day(&characters(value)?, style),
            Type::Inline => None,
        })
    }
}

fn text(text: SharedText, style: Option<&CellStyle>) -> Option<Dressed> {
    match text {
        SharedText::Plain(text) => style::plain_text(text, style),
        SharedText::Rich(runs) => style::text(&runs, style),
    }
}

fn day(written: &str, style: Option<&CellStyle>) -> Option<Dressed> {
    let serial = serial_of_date(written).or_else(|| serial_of_duration(written));
    match serial {
        Some(serial) => {
            let shown = written.to_string();
            let look = Look {
                shown: Some(shown),
                ..Look::default()
            };
            Some((CellContent::DateTime(serial), Some(look)))
        }
        None => style::plain_text(written.into(), style),
    }
}

/// A formula as it is meant in its cell.
fn formula_text(
    masters: &[(&[u8], CellAddress, &[u8])],
    address: CellAddress,
    formula: &[u8],
    copied: Option<&[u8]>,
) -> Result<String, ReadError> {
    if !formula.is_empty() {
        return characters(formula);
    }
    let master =
        copied.and_then(|number| masters.iter().rev().find(|(known, ..)| *known == number));
    let Some((_, at, formula)) = master else {
        return Ok(String::new());
    };
    let formula = characters(formula)?;
    expand_shared_formula(&formula, (at.row, at.column), (address.row, address.column))
        .map_err(ReadError::damaged)
}

fn row_number(text: &[u8]) -> Result<u32, ReadError> {
    let is_number = (1..=7).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
    let number = text
        .iter()
        .fold(0, |number, digit| number * 10 + u32::from(digit & 0x0f));
    if is_number && (1..=MAX_ROWS).contains(&number) {
        Ok(number)
    } else {
        Err(odd("a row of no number"))
    }
}

fn cell_place(text: &[u8]) -> Result<(u32, u32), ReadError> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_uppercase());
    let letters = letters.count();
    let (letters, digits) = text.split_at(letters);
    if !(1..=3).contains(&letters.len()) {
        return Err(odd("a cell of no column"));
    }
    let column = letters.iter().fold(0, |column, letter| {
        column * 26 + u32::from(letter - b'A') + 1
    });
    if column > MAX_COLUMNS {
        return Err(odd("a cell beyond the columns"));
    }
    Ok((row_number(digits)?, column))
}

fn cell_type(text: &[u8]) -> Result<Type, ReadError> {
    match text {
        b"n" => Ok(Type::Number),
        b"s" => Ok(Type::Shared),
        b"inlineStr" => Ok(Type::Inline),
        b"b" => Ok(Type::Boolean),
        b"e" => Ok(Type::Error),
        b"str" => Ok(Type::Text),
        b"d" => Ok(Type::Day),
        _ => Err(odd("a cell of no known type")),
    }
}

fn check_value(value: &[u8], kind: Type) -> Result<(), ReadError> {
    match kind {
        _ if value.is_empty() => Ok(()),
        Type::Number if is_number(value) => Ok(()),
        Type::Shared => index(value).map(|_| ()),
        Type::Boolean | Type::Error if !value.contains(&b'&') && value.trim_ascii() == value => {
            Ok(())
        }
        Type::Text | Type::Day => Ok(()),
        _ => Err(odd("a value that is none of its type")),
    }
}

fn index(text: &[u8]) -> Result<usize, ReadError> {
    let is_short = (1..=MAX_INDEX_DIGITS).contains(&text.len());
    if is_short && text.iter().all(u8::is_ascii_digit) {
        Ok(text
            .iter()
            .fold(0, |number, digit| number * 10 + usize::from(digit & 0x0f)))
    } else {
        Err(odd("an index that is no number"))
    }
}

/// Whether a height (points) or a width (characters) leaves nothing to be seen: none, or a line of the grid at most.
pub(super) fn is_nought(text: &[u8]) -> bool {
    const LEAST_SEEN: f64 = 0.6;
    let size = std::str::from_utf8(text)
        .ok()
        .and_then(|text| text.trim().parse::<f64>().ok());
    size.is_some_and(|size| size < LEAST_SEEN)
}

/// Whether a text is a number as XML writes numbers.
pub(super) fn is_number(text: &[u8]) -> bool {
    let sign = |text: &[u8]| usize::from(matches!(text.first(), Some(b'-' | b'+')));
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut rest = &text[sign(text)..];
    let whole = digits(rest);
    rest = &rest[whole..];
    let mut fraction = 0;
    if let Some(behind) = rest.strip_prefix(b".") {
        fraction = digits(behind);
        rest = &behind[fraction..];
    }
    if let [b'e' | b'E', behind @ ..] = rest {
        let behind = &behind[sign(behind)..];
        let exponent = digits(behind);
        rest = &behind[exponent..];
        if exponent == 0 {
            return false;
        }
    }
    whole + fraction > 0 && rest.is_empty()
}
