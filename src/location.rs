//! Where a value came from: a cell of a sheet of a submitted file.
//!
//! Every observation and every finding about a figure carries a [`CellRef`]; a number in a report leads back to it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A cell's address inside its sheet, zero-based; displayed in `A1` style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAddress {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
}

impl CellAddress {
    /// The address at a zero-based row and column.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }
}

/// Letters and digits of the largest numbers.
const LONGEST_ADDRESS: usize = 7 + 10;

impl fmt::Display for CellAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // From the back, in one piece: data and workbooks have an address for every figure.
        let mut text = [0; LONGEST_ADDRESS];
        let mut at = text.len();
        let mut put = |byte: u8| {
            at -= 1;
            text[at] = byte;
        };
        let mut rest = u64::from(self.row) + 1;
        while rest > 0 {
            put(b'0' + (rest % 10) as u8);
            rest /= 10;
        }
        let mut rest = u64::from(self.column) + 1;
        while rest > 0 {
            put(b'A' + ((rest - 1) % 26) as u8);
            rest = (rest - 1) / 26;
        }
        formatter.write_str(str::from_utf8(&text[at..]).map_err(|_| fmt::Error)?)
    }
}

/// The text is no cell address in `A1` style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cell address in A1 style")]
pub struct ParseCellAddressError;

impl FromStr for CellAddress {
    type Err = ParseCellAddressError;

    /// Reads `B12`, `b12` and `$B$12`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: String = text.trim().chars().filter(|&c| c != '$').collect();
        let digits = plain
            .find(|c: char| c.is_ascii_digit())
            .ok_or(ParseCellAddressError)?;
        let (letters, number) = plain.split_at(digits);
        if letters.is_empty() || letters.len() > 3 {
            return Err(ParseCellAddressError);
        }
        let mut column = 0u32;
        for letter in letters.chars() {
            if !letter.is_ascii_alphabetic() {
                return Err(ParseCellAddressError);
            }
            column = column * 26 + (letter.to_ascii_uppercase() as u32 - 'A' as u32 + 1);
        }
        let row: u32 = number.parse().map_err(|_| ParseCellAddressError)?;
        if row == 0 {
            return Err(ParseCellAddressError);
        }
        Ok(Self::new(row - 1, column - 1))
    }
}

/// A cell of a sheet of a file. `file` is relative to the input folder, with `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// The file, relative to the input folder, with `/` between folders.
    pub file: Arc<str>,
    /// The sheet's name as it stands.
    pub sheet: Arc<str>,
    /// The cell.
    pub address: CellAddress,
}

impl CellRef {
    /// A cell of a sheet of a file.
    pub fn new(file: &Arc<str>, sheet: &Arc<str>, address: CellAddress) -> Self {
        Self {
            file: file.clone(),
            sheet: sheet.clone(),
            address,
        }
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} › {}!{}", self.file, self.sheet, self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_and_read_in_a1_style() {
        for (text, row, column) in [
            ("A1", 0, 0),
            ("Z9", 8, 25),
            ("AA10", 9, 26),
            ("XFD1048576", 1_048_575, 16_383),
        ] {
            let address = CellAddress::new(row, column);
            assert_eq!(address.to_string(), text);
            assert_eq!(text.parse(), Ok(address));
        }
        assert_eq!(" $b$12 ".parse(), Ok(CellAddress::new(11, 1)));
        for wrong in ["", "12", "B", "B0", "B-1", "ABCD1", "É1"] {
            assert_eq!(
                wrong.parse::<CellAddress>(),
                Err(ParseCellAddressError),
                "{wrong}"
            );
        }
    }
}
