//! The values of a column by number: each distinct value once, and for every row the number of its own.

use super::known::Known;
use crate::location::CellAddress;
use crate::period::Period;
use crate::text::composed;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::borrow::Cow;
use std::hash::BuildHasher;
use std::io::Write as _;

/// A value of a column.
pub(super) trait Value: Copy {
    /// What it is known again by. The same identity is the same value; the other way round it need not be.
    fn identity(self) -> (u64, u64);

    /// Appends it in Parquet's PLAIN encoding.
    fn put(self, to: &mut Vec<u8>);
}

impl Value for &str {
    /// Rows share their names: where a text stands tells as much as its letters, and sooner.
    fn identity(self) -> (u64, u64) {
        (self.as_ptr() as u64, self.len() as u64)
    }

    fn put(self, to: &mut Vec<u8>) {
        // Names of files and sheets may come decomposed; data is composed.
        let text = match self.is_ascii() {
            true => Cow::Borrowed(self),
            false => composed(self),
        };
        put_text(to, |to| to.extend_from_slice(text.as_bytes()));
    }
}

impl Value for Period {
    fn identity(self) -> (u64, u64) {
        let span = |first: u16, last: u16| (u64::from(first), u64::from(last));
        match self {
            Period::FirstHalf(year) => span(year, 0),
            Period::Year(year) => span(year, year),
            Period::SchoolYear(first) => span(first, first + 1),
            Period::Term(first, last) => span(first, last),
        }
    }

    fn put(self, to: &mut Vec<u8>) {
        // Writing to a `Vec` cannot fail.
        put_text(to, |to| drop(write!(to, "{self}")));
    }
}

impl Value for CellAddress {
    fn identity(self) -> (u64, u64) {
        (self.row.into(), self.column.into())
    }

    fn put(self, to: &mut Vec<u8>) {
        put_text(to, |to| drop(write!(to, "{self}")));
    }
}

impl Value for f64 {
    fn identity(self) -> (u64, u64) {
        (self.to_bits(), 0)
    }

    fn put(self, to: &mut Vec<u8>) {
        to.extend_from_slice(&self.to_le_bytes());
    }
}

impl Value for i64 {
    fn identity(self) -> (u64, u64) {
        (self.cast_unsigned(), 0)
    }

    fn put(self, to: &mut Vec<u8>) {
        to.extend_from_slice(&self.to_le_bytes());
    }
}

/// A text is its length in four bytes, and its bytes.
fn put_text(to: &mut Vec<u8>, put: impl FnOnce(&mut Vec<u8>)) {
    let start = to.len();
    to.extend_from_slice(&[0; 4]);
    put(to);
    let length = (to.len() - start - 4) as u32;
    to[start..start + 4].copy_from_slice(&length.to_le_bytes());
}

/// Distinct values in the order in which they first come, numbered from nought.
#[derive(Default)]
pub(super) struct Dictionary {
    /// All of them, one after another in PLAIN encoding.
    entries: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
    numbers: HashTable<u32>,
}

impl Dictionary {
    /// The numbers of some values in a dictionary of their own.
    pub(super) fn of<V: Value>(values: impl Iterator<Item = V>) -> (Self, Vec<u32>) {
        let mut dictionary = Self::default();
        let mut known = Known::new();
        let (_, most) = values.size_hint();
        let mut numbers = Vec::with_capacity(most.unwrap_or_default());
        numbers.extend(
            values.map(|value| known.or_told(value.identity(), || dictionary.number(value))),
        );
        (dictionary, numbers)
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All values, one after another in PLAIN encoding.
    pub(super) fn entries(&self) -> &[u8] {
        &self.entries
    }

    fn number<V: Value>(&mut self, value: V) -> u32 {
        let start = self.entries.len();
        value.put(&mut self.entries);
        let (earlier, new) = self.entries.split_at(start);
        let entry = |number: u32| {
            let number = number as usize;
            let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
            &earlier[start..self.ends[number]]
        };
        let hash = |entry: &[u8]| FixedState::default().hash_one(entry);
        let place = self.numbers.entry(
            hash(new),
            |number| entry(*number) == new,
            |number| hash(entry(*number)),
        );
        match place {
            Entry::Occupied(number) => {
                self.entries.truncate(start);
                *number.get()
            }
            Entry::Vacant(place) => {
                let number = self.ends.len() as u32;
                place.insert(number);
                self.ends.push(self.entries.len());
                number
            }
        }
    }
}
