//! Characters that do not show, or that order about who shows them: a terminal, a line, the letters around them.

use std::borrow::Cow;
use std::fmt::Write;

/// A text in which such characters are written out: `a‹U+001B›[2J`. A name that holds them can then neither clear a
/// screen nor begin a line of its own nor turn its letters round.
pub(crate) fn visible(raw: &str) -> Cow<'_, str> {
    if !raw.contains(commands) {
        return Cow::Borrowed(raw);
    }
    let mut shown = String::with_capacity(raw.len() + 16);
    for character in raw.chars() {
        if commands(character) {
            let _never_fails = write!(shown, "‹U+{:04X}›", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Control characters, separators of lines, and marks and orders for the direction of writing.
fn commands(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_show_is_written_out() {
        for (raw, shown) in [
            ("Báo cáo (1).xlsx", "Báo cáo (1).xlsx"),
            ("\u{1b}[2J\n", "‹U+001B›[2J‹U+000A›"),
            ("a\u{202e}xslx.exe", "a‹U+202E›xslx.exe"),
            ("a\u{9b}b\u{2028}c\u{7f}", "a‹U+009B›b‹U+2028›c‹U+007F›"),
        ] {
            assert_eq!(visible(raw), shown);
        }
    }
}
