//! What was made of small parts, kept from file to file: workbooks that were made out of one template by one program
//! differ in their sheets and texts, while relations, styles and the list of content types are the same byte for byte.
//! The same part again costs a comparison.

use super::inflate::Entry;
use std::rc::Rc;
use zip::CompressionMethod;

/// So many are kept; then the oldest makes room.
const MOST: usize = 64;
/// The largest part that is kept, inflated: what is kept of hostile files must not fill the memory of the next.
const LARGEST: u64 = 1 << 16;

/// What was made of the parts of one kind.
pub(super) struct Known<T> {
    kept: Vec<Kept<T>>,
    oldest: usize,
}

struct Kept<T> {
    name: Box<str>,
    packed: Box<[u8]>,
    compression: CompressionMethod,
    size: u64,
    checksum: u32,
    made: Rc<T>,
}

impl<T> Kept<T> {
    /// Whether it was made of this part: the same bytes, which are declared to be the same.
    fn is_of(&self, name: &str, part: &Entry<'_>) -> bool {
        self.checksum == part.checksum
            && self.size == part.size
            && self.compression == part.compression
            && *self.packed == *part.packed
            && *self.name == *name
    }
}

impl<T> Known<T> {
    pub(super) const fn new() -> Self {
        Self {
            kept: Vec::new(),
            oldest: 0,
        }
    }

    /// What was made of the very same part of the same name.
    pub(super) fn find(&self, name: &str, part: &Entry<'_>) -> Option<Rc<T>> {
        let mut kept = self.kept.iter();
        let found = kept.find(|kept| kept.is_of(name, part));
        found.map(|kept| kept.made.clone())
    }

    pub(super) fn keep(&mut self, name: &str, part: &Entry<'_>, made: &Rc<T>) {
        if part.size.max(part.packed.len() as u64) > LARGEST {
            return;
        }
        let kept = Kept {
            name: name.into(),
            packed: part.packed.into(),
            compression: part.compression,
            size: part.size,
            checksum: part.checksum,
            made: made.clone(),
        };
        if self.kept.len() < MOST {
            self.kept.push(kept);
        } else {
            self.kept[self.oldest] = kept;
            self.oldest = (self.oldest + 1) % MOST;
        }
    }
}
