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
    let mut kind_of_last = ' ';
    for (start, character) in text.char_indices() {
        let kind = if character.is_ascii_digit() {
            '0'
        } else if is_letter(character) {
            'a'
        } else if character.is_whitespace() {
            ' '
        } else {
            '-'
        };
        let end = start + character.len_utf8();
        match tokens.last_mut() {
            Some(last) if kind == kind_of_last && kind != '-' && kind != ' ' => {
                last.end = end;
                last.text = &text[last.start..end];
            }
            _ if kind != ' ' => tokens.push(Token {
                text: &text[start..end],
                start,
                end,
            }),
            _ => {}
        }
        kind_of_last = kind;
    }
    tokens
}

/// A number of one or two digits.
pub(super) fn is_short_number(text: &str) -> bool {
    text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}
