//! Letters of other scripts that look like Latin ones, and Latin ones in other widths and styles. Nobody who looks at a
//! sheet tells them apart; they come with copied texts and wrong keyboards.

use super::is_toned_vietnamese;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of other scripts, and below each the Latin one that it looks like.
const ALIKE: [(&str, &str); 4] = [
    // Cyrillic
    (
        "АВЕІЈКМНОРСТУХЅҮԌԚԜѴӀаеіјкорсухѕһԁԛԝѵү",
        "ABEIJKMHOPCTYXSYGQWVIaeijkopcyxshdqwvy",
    ),
    // Greek
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹαικνορυχϲϳ", "ABEZHIKMNOPTYXCaikvopuxcj"),
    // Armenian
    ("օսհ", "ouh"),
    // Phonetic
    ("ɑɡɩ", "agi"),
];

/// A text in which each word of letters that all look like Latin ones is written in these, and each letter or digit of
/// another width or style is the plain one. A word with a letter that is plainly of another script stays as it is.
pub(super) fn in_latin(raw: &str) -> Cow<'_, str> {
    // Vietnamese stands before the first of these scripts, or among its letters with a tone.
    let is_vietnamese = |it: char| it < 'ɑ' || is_toned_vietnamese(it);
    let is_alike = |it: char| !is_vietnamese(it) && (is_styled(it) || latin(it).is_some());
    if !raw.contains(is_alike) {
        return Cow::Borrowed(raw);
    }
    let plain: String = raw.chars().flat_map(plain).collect();
    let mut written = String::with_capacity(plain.len());
    for word in plain.split_inclusive(|it: char| !it.is_alphanumeric() && !is_combining_mark(it)) {
        if word.contains(is_plainly_foreign) {
            written.push_str(word);
        } else {
            written.extend(word.chars().map(|it| latin(it).unwrap_or(it)));
        }
    }
    Cow::Owned(written)
}

/// The Latin letter that a letter of another script looks like.
fn latin(character: char) -> Option<char> {
    // The blocks of these scripts. Vietnamese with its tones stands beyond them.
    if !('ɑ'..='\u{58F}').contains(&character) {
        return None;
    }
    ALIKE.iter().find_map(|(foreign, latin)| {
        let mut pairs = foreign.chars().zip(latin.chars());
        pairs
            .find(|(foreign, _)| *foreign == character)
            .map(|(_, latin)| latin)
    })
}

/// A letter of one of these scripts that looks like no Latin one.
fn is_plainly_foreign(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{52F}' | '\u{531}'..='\u{58F}')
        && character.is_alphabetic()
        && latin(character).is_none()
}

/// Full-width letters, digits and signs, mathematical letters, Roman numbers and ligatures that are one character.
fn is_styled(character: char) -> bool {
    matches!(
        character,
        '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}' | '\u{2160}'..='\u{217F}' | '\u{FB00}'..='\u{FB06}'
    )
}

fn plain(character: char) -> impl Iterator<Item = char> {
    let styled = is_styled(character).then(|| std::iter::once(character).nfkc());
    let other = (!is_styled(character)).then_some(character);
    styled.into_iter().flatten().chain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_latin_is_latin() {
        for (raw, written) in [
            ("Sở Y tế", "Sở Y tế"),
            ("Ѕở Y tế", "Sở Y tế"),
            ("Ѕở Υ tế, СĐСЅ", "Sở Y tế, CĐCS"),
            ("Ｃụｍ １２（ａ）", "Cụm 12(a)"),
            ("Cụm Ⅳ", "Cụm IV"),
            ("Trung tâm Москва", "Trung tâm Москва"),
            ("hệ số π = 3", "hệ số π = 3"),
            ("trưо\u{31b}\u{300}ng", "trưo\u{31b}\u{300}ng"),
        ] {
            assert_eq!(in_latin(raw), written, "{raw}");
        }
        for (foreign, latin) in ALIKE {
            assert_eq!(foreign.chars().count(), latin.chars().count(), "{latin}");
            assert!(latin.is_ascii());
            let mut pairs = foreign.chars().zip(latin.chars());
            assert!(pairs.all(|(foreign, alike)| super::latin(foreign) == Some(alike)));
        }
    }
}
