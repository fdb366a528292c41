//! Whether the cells of an `xlsx` sheet are written as office programs write them. The general reader takes much else
//! without a word and not for what it is: an address beyond the sheet wraps round to another one, a number that is broken
//! by a comment loses its rest, a shared string of no number is the first one. What is not plain is damage to the first
//! reading; [`super::xlsx_normal`] then writes it anew, by a parser of XML, where it has but one meaning.

use super::ReadError;
use super::limits::{MAX_COLUMNS, MAX_ROWS};
use super::markup::{Markup, odd};

/// The longest number of a shared string that fits into the general reader's counting.
const MAX_INDEX_DIGITS: usize = 9;

/// What plain cells show besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plain {
    /// Whether a formula stands there without its result.
    pub(super) lacks_results: bool,
    /// Where the element of all cells ends.
    pub(super) end: usize,
}

/// Looks over the cells of a part; `start` is where the element of all cells begins.
pub(super) fn check(part: &[u8], start: usize) -> Result<Plain, ReadError> {
    let mut sheet = Sheet {
        markup: Markup::new(part, start),
        row: 0,
        column: 0,
        lacks_results: false,
    };
    sheet.read()?;
    Ok(Plain {
        lacks_results: sheet.lacks_results,
        end: sheet.markup.at,
    })
}

/// A sheet on its way through.
struct Sheet<'p> {
    markup: Markup<'p>,
    /// The row and column of the last cell; they count from one.
    row: u32,
    column: u32,
    lacks_results: bool,
}

/// How a cell's value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Number,
    Shared,
    Inline,
    Literal,
    Text,
}

impl Sheet<'_> {
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
        let is_closed = self.markup.attributes(|key, value| {
            if key == b"r" && given.replace(row_number(value)?).is_some() {
                return Err(odd("a row with two numbers"));
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

    /// Where a cell stands.
    fn read_cell(&mut self) -> Result<(u32, u32), ReadError> {
        let (mut place, mut kind, mut has_style) = (None, None, false);
        let is_closed = self.markup.attributes(|key, value| {
            let is_second = match key {
                b"r" => place.replace(cell_place(value)?).is_some(),
                b"t" => kind.replace(cell_type(value)?).is_some(),
                b"s" => {
                    is_index(value)?;
                    std::mem::replace(&mut has_style, true)
                }
                _ => false,
            };
            if is_second {
                return Err(odd("an attribute given twice"));
            }
            Ok(())
        })?;
        if !is_closed {
            self.read_content(kind.unwrap_or(Type::Number))?;
        }
        place.ok_or_else(|| odd("a cell without a place"))
    }

    /// A formula, and a value or a text, in this order.
    fn read_content(&mut self, kind: Type) -> Result<(), ReadError> {
        self.markup.space();
        let is_formula = self.markup.opens(b"f");
        if is_formula {
            if !self.markup.attributes(|_, _| Ok(()))? {
                self.markup.text();
                self.markup.close(b"f")?;
            }
            self.markup.space();
        }
        let mut has_value = false;
        if self.markup.opens(b"v") {
            if !self.markup.attributes(|_, _| Ok(()))? {
                let value = self.markup.text();
                check_value(value, kind)?;
                has_value = !value.is_empty();
                self.markup.close(b"v")?;
            }
        } else if kind == Type::Inline && self.markup.opens(b"is") {
            if !self.markup.attributes(|_, _| Ok(()))? {
                self.markup.rest_of(b"is")?;
            }
            has_value = true;
        }
        self.lacks_results |= is_formula && !has_value;
        self.markup.space();
        self.markup.close(b"c")
    }
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
        b"b" | b"e" => Ok(Type::Literal),
        b"str" | b"d" => Ok(Type::Text),
        _ => Err(odd("a cell of no known type")),
    }
}

fn check_value(value: &[u8], kind: Type) -> Result<(), ReadError> {
    match kind {
        _ if value.is_empty() => Ok(()),
        Type::Number if is_number(value) => Ok(()),
        Type::Shared => is_index(value),
        // What it is the reader itself holds against the few values there are.
        Type::Literal if !value.contains(&b'&') && value.trim_ascii() == value => Ok(()),
        Type::Text => Ok(()),
        _ => Err(odd("a value that is none of its type")),
    }
}

fn is_index(text: &[u8]) -> Result<(), ReadError> {
    let is_short = (1..=MAX_INDEX_DIGITS).contains(&text.len());
    if is_short && text.iter().all(u8::is_ascii_digit) {
        Ok(())
    } else {
        Err(odd("an index that is no number"))
    }
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
