//! Texts as a cell can hold and a person can see them.

use crate::text::visible;
use std::borrow::Cow;

/// Excel takes 32,767 units of UTF-16 in a cell.
const LONGEST_TEXT: usize = 32_767;
/// What stands at the end of a text of which a cell holds only the beginning.
const CUT: &str = "… (dài quá một ô, đã cắt bớt)";

/// A text for a cell: line breaks and tabs stay, other characters that do not show are written out, and of one that is
/// too long only the beginning stands there, which says so.
pub(super) fn for_cell(text: &str) -> Cow<'_, str> {
    within(text, LONGEST_TEXT)
}

/// The same in so many units of UTF-16.
pub(super) fn within(text: &str, most: usize) -> Cow<'_, str> {
    let shown = shown(text);
    // No character has more units than bytes.
    if shown.len() <= most || shown.encode_utf16().count() <= most {
        return shown;
    }
    let mut room = most - CUT.encode_utf16().count();
    let mut cut: String = shown
        .chars()
        .take_while(|character| match room.checked_sub(character.len_utf16()) {
            Some(rest) => {
                room = rest;
                true
            }
            None => false,
        })
        .collect();
    cut.push_str(CUT);
    Cow::Owned(cut)
}

fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r', '\t']) {
        return visible(text);
    }
    let lines = text.split('\n').map(|line| {
        let cells = line.strip_suffix('\r').unwrap_or(line).split('\t');
        cells.map(visible).collect::<Vec<_>>().join("\t")
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_into_cells() {
        for (text, shown) in [
            ("Sở Y tế", "Sở Y tế"),
            ("a\r\nb\tc\u{1b}", "a\nb\tc‹U+001B›"),
            ("\rđỏ", "‹U+000D›đỏ"),
        ] {
            assert_eq!(for_cell(text), shown);
        }
        for (long, letters) in [("ô".repeat(40_000), 32_738), ("😀".repeat(20_000), 16_369)] {
            let cut = for_cell(&long);
            assert!(cut.encode_utf16().count() <= LONGEST_TEXT);
            assert!(cut.ends_with(CUT), "it says so");
            assert_eq!(cut.chars().count() - CUT.chars().count(), letters);
        }
        let whole = "ô".repeat(LONGEST_TEXT);
        assert_eq!(for_cell(&whole), whole);
    }
}
