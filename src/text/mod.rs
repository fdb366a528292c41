//! Vietnamese text made comparable: normal forms, legacy encodings, label keys, abbreviations, and names found in spite
//! of a slip of the finger; and how sentences are put together.
//!
//! Invariant: tones and diacritics are never folded away. `tân bình` and `tấn bình` are two places. One mark that is off
//! in a label's word that no label has (`đoàn vien`) is a slip, and told as one.

mod abbreviation;
mod alike;
mod index;
mod key;
mod legacy;
mod likeness;
mod phrase_list;
mod phrases;
mod sentences;
mod slip;
mod spelling;
mod syllable;
mod translation;
mod visible;
mod word_index;

pub(crate) use abbreviation::match_key_of;
pub use abbreviation::{Abbreviations, expand_abbreviations, match_key};
pub use index::{LabelIndex, LabelMatch};
pub use key::label_key;
pub(crate) use key::{in_small, is_letter, is_of_a_word, is_roman, lower_case, roman_number};
pub use legacy::{LegacyEncoding, decode_legacy, detect_legacy};
pub(crate) use legacy::{LegacyWords, common_words, speaks_of_legacy};
pub(crate) use likeness::{folded, folded_letter, initials, letters_apart, unmarked};
pub(crate) use phrase_list::PhraseIndex;
pub use phrase_list::{PhraseList, Vocabulary};
pub(crate) use phrases::{
    begins_with_any, begins_with_words, contains_any, contains_words, ends_with_words, first_of,
    word_starts,
};
pub(crate) use sentences::{capitalised, fill, lowered};
pub(crate) use slip::{is_one_but_for_hooks, is_plain_word_slip, sound_alike};
pub(crate) use spelling::spelled_alike;
pub(crate) use syllable::is_well_formed;
pub(crate) use translation::{own_words, without_translation};
pub(crate) use visible::visible;
pub(crate) use word_index::WordIndex;

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether a key is nothing but phrases, in any order.
pub(crate) fn is_made_of(key: &str, phrases: &[String]) -> bool {
    let behind = |phrase: &String| {
        let rest = key.strip_prefix(phrase.as_str())?;
        rest.strip_prefix(' ').or(rest.is_empty().then_some(rest))
    };
    let mut rests = phrases
        .iter()
        .filter(|phrase| !phrase.is_empty())
        .filter_map(behind);
    key.len() <= LONGEST_OF_PHRASES
        && rests.any(|rest| rest.is_empty() || is_made_of(rest, phrases))
}

/// A longer key is a sentence.
const LONGEST_OF_PHRASES: usize = 80;

/// The text as a person reads it: composed (NFC), every run of spaces, tabs and line breaks one space, invisible
/// characters removed, letters that only look Latin written in Latin, trimmed. Case is kept.
///
/// A text in a legacy encoding must go through [`decode_legacy`] first: there the soft hyphen is the letter `ư`.
pub fn clean(raw: &str) -> String {
    cleaned(raw).into_owned()
}

/// The same; most texts stay as they are.
pub(crate) fn cleaned(raw: &str) -> Cow<'_, str> {
    if is_clean(raw) {
        return Cow::Borrowed(raw);
    }
    let raw = &*alike::in_latin(raw);
    // Composing anew costs several times what it costs to see that nothing is to be composed.
    Cow::Owned(match is_composed(raw) {
        true => tidied(raw.chars(), raw.len()),
        false => tidied(raw.nfc(), raw.len()),
    })
}

/// Whether there is surely nothing to be composed. The standard's tables are asked of what is not Vietnamese or English.
fn is_composed(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    // What a byte below this begins lies below U+0300.
    const FIRST_OF_MARKS: u8 = 0xCC;
    let is_whole = |at: usize| {
        bytes[at] < FIRST_OF_MARKS || begins_toned(&bytes[at..]) || begins_sign(&bytes[at..])
    };
    (0..bytes.len()).all(is_whole) || is_nfc_quick(raw.chars()) == IsNormalized::Yes
}

/// Whether a text begins with one of the letters from `Ạ` to `ỹ`, by its bytes.
fn begins_toned(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xE1, 0xBA, 0xA0..=0xBF, ..] | [0xE1, 0xBB, 0x80..=0xB9, ..]
    )
}

/// Whether a text begins with a dash, a quote or another sign from `‐` to `‧`, or with one from `─` to `◿`: lines, bullets, and what
/// names become that were unpacked in the wrong encoding. None of them is ever composed with another.
fn begins_sign(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xE2, 0x80, 0x90..=0xA7, ..] | [0xE2, 0x94..=0x97, ..]
    )
}

/// Whether a text begins with a sign from `¡` to `¿` that is no soft hyphen, or with a letter from `ɀ` to `ɏ`.
fn begins_latin(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xC2, 0xA1..=0xAC | 0xAE..=0xBF, ..] | [0xC9, 0x80..=0x8F, ..]
    )
}

/// Whether cleaning would change nothing, as far as that is seen at a glance: composed Vietnamese or English, words one
/// space apart. Most texts are.
fn is_clean(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let (mut at, mut above) = (0, b' ');
    while let Some(&byte) = bytes.get(at) {
        let length = match byte {
            b'!'..=b'~' => 1,
            b' ' if above != b' ' => 1,
            // `À` to `ɏ`, and `¡` to `¿` without the soft hyphen.
            0xC3..=0xC8 => 2,
            0xC2 | 0xC9 if begins_latin(&bytes[at..]) => 2,
            0xE1 if begins_toned(&bytes[at..]) => 3,
            _ => return false,
        };
        above = byte;
        at += length;
    }
    above != b' ' || raw.is_empty()
}

/// The composed letters of Vietnamese that no other language's block holds: `ạ` to `Ỹ`, small letters at odd places.
#[inline]
fn is_toned_vietnamese(character: char) -> bool {
    ('\u{1EA0}'..='\u{1EF9}').contains(&character)
}

/// A text composed (NFC), otherwise as it stands.
pub(crate) fn composed(raw: &str) -> Cow<'_, str> {
    match is_composed(raw) {
        true => Cow::Borrowed(raw),
        false => Cow::Owned(raw.nfc().collect()),
    }
}

fn tidied(characters: impl Iterator<Item = char>, length: usize) -> String {
    let mut tidy = String::with_capacity(length);
    let mut space_is_due = false;
    for character in characters {
        // Nearly all are letters, and seen to be no more at a glance.
        let is_plain = matches!(character, '!'..='~') || is_letter(character);
        if !is_plain && is_invisible(character) {
            continue;
        }
        if !is_plain && (character.is_whitespace() || character.is_control()) {
            space_is_due = true;
            continue;
        }
        if space_is_due && !tidy.is_empty() {
            tidy.push(' ');
        }
        space_is_due = false;
        tidy.push(character);
    }
    tidy
}

/// Characters that take no room and that copying from the web or from Word leaves behind.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_may_be_made_of_phrases() {
        let phrases = ["có", "danh sách", "danh sách kèm", "theo", "kèm theo"].map(str::to_owned);
        for (key, is_made) in [
            ("có danh sách kèm theo", true),
            ("danh sách kèm theo", true),
            ("có", true),
            ("có danh sách khác", false),
            ("danh", false),
            ("cóc", false),
            ("", false),
        ] {
            assert_eq!(is_made_of(key, &phrases), is_made, "{key}");
        }
    }

    #[test]
    fn texts_are_cleaned() {
        for (raw, cleaned) in [
            ("", ""),
            (" \u{A0}\t\n", ""),
            ("Tỷ\nlệ", "Tỷ lệ"),
            ("  Tỷ \r\n\r\n lệ  ", "Tỷ lệ"),
            ("286\u{A0}306\u{202F}000\u{2009}đồng", "286 306 000 đồng"),
            ("CĐCS\u{3000}Sở\u{2003}Y tế", "CĐCS Sở Y tế"),
            ("\u{FEFF}Công\u{200B} đoàn\u{AD}", "Công đoàn"),
            ("Co\u{302}ng \u{111}oa\u{300}n", "Công đoàn"),
            ("e\u{323}\u{302}", "ệ"),
            ("e\u{302}\u{323}", "ệ"),
            ("A\tB\u{85}C\u{2028}D", "A B C D"),
            ("HOA Thường", "HOA Thường"),
            ("СО\u{302}ng đoàn １２", "CÔng đoàn 12"),
            ("\u{2068}Sở\u{2069} Y tế\u{61C}", "Sở Y tế"),
        ] {
            assert_eq!(clean(raw), cleaned, "{raw:?}");
        }
    }

    #[test]
    fn what_is_taken_for_clean_is_clean() {
        for character in ('\0'..='\u{FFFF}').chain('\u{1F000}'..='\u{1F0FF}') {
            for raw in [
                character.to_string(),
                format!("a{character}b"),
                format!("{character} b"),
            ] {
                if is_clean(&raw) {
                    assert_eq!(tidied(raw.nfc(), raw.len()), raw, "{raw:?}");
                }
                if is_composed(&raw) {
                    assert!(raw.nfc().eq(raw.chars()), "{raw:?}");
                }
            }
        }
        assert!(is_clean("Tổng số đoàn viên (người)") && is_clean("CĐCS Sở Y tế: 1.234,5 %"));
    }
}
