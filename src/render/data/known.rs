//! Values of a column that are known from rows above, at a glance.

use crate::location::CellAddress;
use crate::period::Period;
use std::ops::Range;

/// A value that rows have again and again.
pub(super) trait Recurring: Copy {
    /// What it is known again by. The same identity is the same value; the other way round it need not be.
    fn identity(self) -> (u64, u64);
}

impl Recurring for &str {
    /// Rows share their names: where a text stands tells as much as its letters, and sooner.
    fn identity(self) -> (u64, u64) {
        (self.as_ptr() as u64, self.len() as u64)
    }
}

impl Recurring for Period {
    fn identity(self) -> (u64, u64) {
        let span = |first: u16, last: u16| (u64::from(first), u64::from(last));
        match self {
            Period::FirstHalf(year) => span(year, 0),
            Period::Year(year) => span(year, year),
            Period::SchoolYear(first) => span(first, first + 1),
            Period::Term(first, last) => span(first, last),
        }
    }
}

impl Recurring for CellAddress {
    fn identity(self) -> (u64, u64) {
        (self.row.into(), self.column.into())
    }
}

/// Where the texts of the last values stand. It forgets: of values that share a place the last is known.
pub(super) struct Known {
    places: Vec<Option<((u64, u64), Range<usize>)>>,
}

/// Places by the first bits of a product.
const PLACE_BITS: u32 = 10;

/// An odd number without pattern: 2^64 over the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Known {
    /// Knows nothing yet.
    pub(super) fn new() -> Self {
        Self {
            places: vec![None; 1 << PLACE_BITS],
        }
    }

    /// Where the text of a value stands; `tell` writes it where that is not known.
    pub(super) fn or_told(
        &mut self,
        value: impl Recurring,
        tell: impl FnOnce() -> Range<usize>,
    ) -> Range<usize> {
        let identity = value.identity();
        let mixed = (identity.0 ^ identity.1.rotate_left(32)).wrapping_mul(SPREAD);
        let place = &mut self.places[(mixed >> (u64::BITS - PLACE_BITS)) as usize];
        match place {
            Some((known, span)) if *known == identity => span.clone(),
            _ => {
                let span = tell();
                *place = Some((identity, span.clone()));
                span
            }
        }
    }
}
