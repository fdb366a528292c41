//! Patterns with places to be filled in, and the first letter of what is said.

use std::fmt::Display;

/// A pattern with its places filled in, once each: what is filled in may hold braces of its own. A place that nothing is
/// given for stays as it stands.
pub(crate) fn fill<D: Display>(pattern: &str, filling: &[(&str, D)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| {
            let found = filling.iter().find(|(place, _)| *place == name)?;
            Some((&found.1, after))
        });
        match named {
            Some((with, after)) => {
                filled.push_str(&with.to_string());
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// A text with its first letter as a capital, as a sentence begins.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A text with its first letter small, as inside a sentence.
pub(crate) fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_once_each() {
        let filling = [("count", "3"), ("names", "A {count}; B")];
        assert_eq!(
            fill("{count} đơn vị: {names}", &filling),
            "3 đơn vị: A {count}; B"
        );
        assert_eq!(fill("{khác} {count", &filling), "{khác} {count");
    }

    #[test]
    fn the_first_letter_is_that_of_the_place() {
        assert_eq!(capitalised("đơn vị"), "Đơn vị");
        assert_eq!(lowered("Đơn vị"), "đơn vị");
        assert_eq!(
            (capitalised(""), lowered("")),
            (String::new(), String::new())
        );
    }
}
