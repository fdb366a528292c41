//! Lines that speak of a congress.

use crate::catalogue::FormWords;
use crate::text::{contains_any, first_of};

/// Whether a line, by its label key, speaks of a congress, and not only of what honours one: `chào mừng Đại hội`.
pub(super) fn speaks_of_congress(line: &str, words: &FormWords) -> bool {
    let names = &words.congress_names;
    let before = || first_of(line, names).map_or("", |at| &line[..at]);
    contains_any(line, names) && !contains_any(before(), &words.slogan_words)
}
