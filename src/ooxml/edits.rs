//! Changes of a text, each at its place, made together.

use std::ops::Range;

/// Changes that do not touch each other; of two at one place the one that was asked for first stands first.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    edits: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Puts a text in place of what stands there.
    pub(crate) fn replace(&mut self, place: Range<usize>, text: impl Into<String>) {
        self.edits.push((place, text.into()));
    }

    /// Puts a text between what stands before and behind a place.
    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Takes out what stands there.
    pub(crate) fn remove(&mut self, place: Range<usize>) {
        self.replace(place, "");
    }

    /// Whether nothing is to be changed.
    pub(crate) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The text with all changes.
    pub(crate) fn apply(mut self, text: &str) -> String {
        self.edits.sort_by_key(|(place, _)| place.start);
        let more: usize = self.edits.iter().map(|(_, text)| text.len()).sum();
        let mut whole = String::with_capacity(text.len() + more);
        let mut at = 0;
        for (place, new) in &self.edits {
            whole.push_str(text.get(at..place.start).unwrap_or_default());
            whole.push_str(new);
            at = at.max(place.end);
        }
        whole.push_str(text.get(at..).unwrap_or_default());
        whole
    }
}
