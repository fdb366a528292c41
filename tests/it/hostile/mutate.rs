//! Good workbooks made bad, each by a number that makes the same of it again.

mod bytes;
mod markup;
mod package;
mod records;

use super::samples::Sample;
use fastrand::Rng;

/// What may come of a mutation besides being refused, held, or read with cells that are marked as unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// Nothing but what the good workbook holds.
    Same,
    /// Other values, but no fewer of them: the format has no checksum, and one value is as good as another.
    NoFewer,
    /// Anything: what came of it is another workbook, and a sound one.
    Any,
}

/// A good workbook made bad.
pub(crate) struct Mutant {
    pub(crate) bytes: Vec<u8>,
    /// What was done to it.
    pub(crate) class: &'static str,
    pub(crate) bound: Bound,
}

/// The mutant of a number.
pub(crate) fn mutant(sample: &Sample, number: u64) -> Mutant {
    let mut random = Rng::with_seed(number);
    let is_package = sample.bytes.starts_with(b"PK");
    match (is_package, random.u8(..10)) {
        (_, ..4) => bytes::mutant(&sample.bytes, is_package, &mut random),
        (true, 4) => package::mutant(&sample.bytes, &mut random),
        (true, _) => markup::mutant(&sample.bytes, &mut random),
        (false, _) => records::mutant(&sample.bytes, &mut random),
    }
}

/// A place in something of a length, and how far it reaches from there, up to `most`.
fn stretch(length: usize, most: usize, random: &mut Rng) -> std::ops::Range<usize> {
    let start = random.usize(..length.max(1)).min(length);
    start..(start + random.usize(1..=most)).min(length)
}
