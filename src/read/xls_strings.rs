//! The shared strings of an `xls` stream, counted: text that was zeroed shows in nothing else. And where in them the
//! characters begin to look otherwise, which the general reader does not tell.

use super::ReadError;
use std::collections::BTreeMap;

/// What no text holds but one that was lost.
const ZEROED: [u8; 8] = [0; 8];

/// The strings, which may go on from record to record.
struct Strings<'s> {
    parts: &'s [&'s [u8]],
    rest: &'s [u8],
}

/// Where the characters of a text begin to look otherwise: the position and the number of the font.
pub(super) type Turns = Vec<(u16, u16)>;

/// The turns in the strings that have any, by number. Checks that the strings are as many as declared, and that nothing
/// is left behind them.
pub(super) fn turns(parts: &[&[u8]], declared: u32) -> Result<BTreeMap<u32, Turns>, ReadError> {
    let mut strings = Strings { parts, rest: &[] };
    let mut found = BTreeMap::new();
    for number in 0..declared {
        let turns = strings.pass_one()?;
        if !turns.is_empty() {
            found.insert(number, turns);
        }
    }
    strings.next_part();
    if strings.rest.is_empty() {
        Ok(found)
    } else {
        Err(ReadError::damaged("more shared strings than declared"))
    }
}

impl<'s> Strings<'s> {
    /// Goes on in the next record where this one is at its end.
    fn next_part(&mut self) {
        while self.rest.is_empty() {
            let Some((first, others)) = self.parts.split_first() else {
                return;
            };
            (self.rest, self.parts) = (first, others);
        }
    }

    fn byte(&mut self) -> Result<u8, ReadError> {
        self.next_part();
        let (byte, rest) = self.rest.split_first().ok_or_else(short)?;
        self.rest = rest;
        Ok(*byte)
    }

    fn number(&mut self, bytes: u32) -> Result<usize, ReadError> {
        let mut number = 0;
        for place in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * place);
        }
        Ok(number)
    }

    fn skip(&mut self, mut bytes: usize) -> Result<(), ReadError> {
        while bytes > 0 {
            self.next_part();
            let step = bytes.min(self.rest.len());
            if step == 0 {
                return Err(short());
            }
            self.rest = &self.rest[step..];
            bytes -= step;
        }
        Ok(())
    }

    fn pass_one(&mut self) -> Result<Turns, ReadError> {
        let mut characters = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 == 8 { self.number(2)? } else { 0 };
        let extension = if flags & 4 == 4 { self.number(4)? } else { 0 };
        let mut width = usize::from(flags & 1) + 1;
        while characters > 0 {
            if self.rest.is_empty() {
                // A text that goes on says anew how wide its characters are.
                width = usize::from(self.byte()? & 1) + 1;
            }
            let here = characters.min(self.rest.len() / width);
            if here == 0 && !self.rest.is_empty() {
                return Err(short());
            }
            let (text, rest) = self.rest.split_at(here * width);
            if memchr::memmem::find(text, &ZEROED).is_some() {
                return Err(ReadError::damaged("zeroes in a shared string"));
            }
            self.rest = rest;
            characters -= here;
        }
        let mut turns = Vec::new();
        for _ in 0..runs {
            turns.push((self.number(2)? as u16, self.number(2)? as u16));
        }
        self.skip(extension)?;
        Ok(turns)
    }
}

fn short() -> ReadError {
    ReadError::damaged("fewer shared strings than declared")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_counted_across_records() {
        let plain: &[u8] = b"\x02\0\0ab";
        let wide: &[u8] = b"\x01\0\x01\x10\x01";
        let rich: &[u8] = b"\x01\0\x0c\x01\0\x02\0\0\0a\0\0\0\0xy";
        let begun: &[u8] = b"\x03\0\0a";
        let continued: &[u8] = b"\x01b\0c\0";
        for (parts, declared, is_sound) in [
            (vec![plain, wide], 2, true),
            (vec![rich, plain], 2, true),
            (vec![begun, continued, plain], 2, true),
            (vec![], 0, true),
            (vec![plain], 2, false),
            (vec![plain, wide], 1, false),
            (vec![begun], 1, false),
            (vec![&[0; 30]], 2, false),
            (vec![b"\x0a\0\0a\0\0\0\0\0\0\0\0z"], 1, false),
        ] {
            assert_eq!(turns(&parts, declared).is_ok(), is_sound, "{parts:?}");
        }
    }
}
