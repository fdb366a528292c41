//! The records that the parts of an `xlsb` package are made of.

use super::ReadError;

/// The records of a part, one after another.
pub(super) struct Records<'p> {
    rest: &'p [u8],
}

/// The content of a record. Reading beyond its end is damage.
#[derive(Clone, Copy)]
pub(super) struct Record<'p>(pub(super) &'p [u8]);

impl<'p> Records<'p> {
    pub(super) fn new(part: &'p [u8]) -> Self {
        Self { rest: part }
    }

    /// The next record with its type; `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<(u32, Record<'p>)>, ReadError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let kind = self.number(2)?;
        let length = self.number(4)? as usize;
        let (content, rest) = self.rest.split_at_checked(length).ok_or_else(cut)?;
        self.rest = rest;
        Ok(Some((kind, Record(content))))
    }

    /// A number in groups of seven bits, the lowest first.
    fn number(&mut self, groups: u32) -> Result<u32, ReadError> {
        let mut number = 0;
        for group in 0..groups {
            let (byte, rest) = self.rest.split_first().ok_or_else(cut)?;
            self.rest = rest;
            number |= u32::from(byte & 0x7f) << (7 * group);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(number)
    }
}

/// Refuses a part that was cut short behind one of its records: what has begun must end.
pub(super) fn check_ended(part: &[u8], (begin, end): (u32, u32)) -> Result<(), ReadError> {
    let mut records = Records::new(part);
    let mut is_open = false;
    while let Some((kind, _)) = records.next()? {
        is_open = (is_open || kind == begin) && kind != end;
    }
    if is_open { Err(cut()) } else { Ok(()) }
}

impl<'p> Record<'p> {
    fn bytes<const N: usize>(self, at: usize) -> Result<[u8; N], ReadError> {
        let bytes = self.0.get(at..).and_then(|rest| rest.first_chunk());
        bytes.copied().ok_or_else(cut)
    }

    pub(super) fn u8(self, at: usize) -> Result<u8, ReadError> {
        self.bytes::<1>(at).map(|[byte]| byte)
    }

    pub(super) fn u16(self, at: usize) -> Result<u16, ReadError> {
        self.bytes(at).map(u16::from_le_bytes)
    }

    pub(super) fn u32(self, at: usize) -> Result<u32, ReadError> {
        self.bytes(at).map(u32::from_le_bytes)
    }

    pub(super) fn f64(self, at: usize) -> Result<f64, ReadError> {
        self.bytes(at).map(f64::from_le_bytes)
    }

    /// A text and where it ends; a length of all ones is no text.
    pub(super) fn text(self, at: usize) -> Result<(String, usize), ReadError> {
        let length = self.u32(at)?;
        let start = at + 4;
        if length == u32::MAX {
            return Ok((String::new(), start));
        }
        let end = start.saturating_add((length as usize).saturating_mul(2));
        let bytes = self.0.get(start..end).ok_or_else(cut)?;
        let units = bytes
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let text =
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        Ok((text.collect(), end))
    }
}

/// A number in 30 bits: an integer or the upper part of a float, perhaps times a hundred.
pub(super) fn rk_number(rk: u32) -> f64 {
    let number = if rk & 2 == 0 {
        f64::from_bits(u64::from(rk & !3) << 32)
    } else {
        f64::from(rk.cast_signed() >> 2)
    };
    if rk & 1 == 0 { number } else { number / 100.0 }
}

fn cut() -> ReadError {
    ReadError::damaged("record cut short")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_to_their_end() {
        let mut records = Records::new(b"\x85\x01\x02ab\x00\x00\x13\x05c");
        let mut next = || {
            records
                .next()
                .map(|record| record.map(|(kind, record)| (kind, record.0)))
        };
        assert_eq!(next(), Ok(Some((0x85, &b"ab"[..]))));
        assert_eq!(next(), Ok(Some((0, &b""[..]))));
        assert!(matches!(next(), Err(ReadError::Damaged { .. })));
    }

    #[test]
    fn values_are_read_within_a_record() {
        let text = Record(b"\x02\0\0\0\x10\x01n\0rest");
        assert_eq!(text.text(0), Ok(("Đn".to_string(), 8)));
        assert!(Record(b"\xff\xff\xff\x7fab").text(0).is_err());
        assert_eq!(
            Record(b"\xff\xff\xff\xffab").text(0),
            Ok((String::new(), 4))
        );
        assert!(Record(b"abc").u32(0).is_err());
        for (rk, number) in [
            (0x3ff0_0000, 1.0),
            (50 << 2 | 2, 50.0),
            (1250 << 2 | 3, 12.5),
            (0xffff_fffe, -1.0),
        ] {
            assert_eq!(rk_number(rk), number, "{rk:x}");
        }
    }
}
