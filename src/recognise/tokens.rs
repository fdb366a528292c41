//! A text as words, numbers and signs, each with its place.

use crate::text::is_letter;

/// A word or a number of a text, with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Token<'_> {
    /// Its place in the text.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

pub(super) fn tokenise(text: &str) -> Vec<Token<'_>> {
    /// Bytes of a word and the space behind it.
    const USUAL_WORD: usize = 5;
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(text.len() / USUAL_WORD + 1);
    let (mut start, mut kind_of_last) = (0, Kind::Space);
    let mut push = |kind: Kind, start: usize, end: usize| {
        let text = &text[start..end];
        if kind != Kind::Space {
            tokens.push(Token { text, start, end });
        }
    };
    for (at, character) in text.char_indices() {
        let kind = Kind::of(character);
        // Every sign is a token of its own.
        if kind != kind_of_last || kind == Kind::Sign {
            push(kind_of_last, start, at);
            (start, kind_of_last) = (at, kind);
        }
    }
    push(kind_of_last, start, text.len());
    tokens
}

/// What tells tokens apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Space,
    Sign,
}

impl Kind {
    fn of(character: char) -> Self {
        if character.is_ascii_digit() {
            Self::Digit
        } else if is_letter(character) {
            Self::Letter
        } else if character.is_whitespace() {
            Self::Space
        } else {
            Self::Sign
        }
    }
}

/// A number of one or two digits.
pub(super) fn is_short_number(text: &str) -> bool {
    text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}
