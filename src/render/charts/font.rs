//! The typeface of all pictures: what it can show and how wide text runs in it.

use std::sync::LazyLock;
use ttf_parser::Face;
use unicode_normalization::UnicodeNormalization;

/// Regular weight, a subset; see `assets/fonts/README.md`.
pub(super) const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/BeVietnamPro-Regular.ttf");
/// Semi-bold weight, a subset.
pub(super) const SEMI_BOLD: &[u8] =
    include_bytes!("../../../assets/fonts/BeVietnamPro-SemiBold.ttf");
/// The same subsets, packed for browsers.
pub(super) const REGULAR_WEB: &[u8] =
    include_bytes!("../../../assets/fonts/BeVietnamPro-Regular.woff2");
/// The same subsets, packed for browsers.
pub(super) const SEMI_BOLD_WEB: &[u8] =
    include_bytes!("../../../assets/fonts/BeVietnamPro-SemiBold.woff2");

/// Characters that are written in another way where the typeface lacks them.
const REPLACEMENTS: &[(char, &str)] = &[
    ('→', "–"),
    ('←', "–"),
    ('▲', "+"),
    ('▼', "−"),
    ('●', "•"),
    ('■', "•"),
    ('✓', "x"),
    ('‑', "-"),
    ('＋', "+"),
    ('、', ","),
];

/// What stands for a character that nothing else can stand for.
const UNKNOWN: char = '?';

/// A weight of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

struct Faces {
    regular: Measured,
    semi_bold: Measured,
}

/// A face, and how far its characters run below the first that Vietnamese has no use for: texts are measured all the time.
struct Measured {
    face: Face<'static>,
    advances: Vec<u16>,
}

impl Measured {
    const CHARACTERS: u32 = 0x2100;

    fn new(face: Face<'static>) -> Self {
        let characters = (0..Self::CHARACTERS).map(char::from_u32);
        let advances = characters.map(|it| it.map_or(0, |it| advance(&face, it)));
        Self {
            advances: advances.collect(),
            face,
        }
    }

    /// In the face's units; nothing for a character that it has not.
    fn advance(&self, character: char) -> u16 {
        let known = self.advances.get(character as usize).copied();
        known.unwrap_or_else(|| advance(&self.face, character))
    }
}

fn advance(face: &Face<'_>, character: char) -> u16 {
    let glyph = face.glyph_index(character);
    glyph
        .and_then(|glyph| face.glyph_hor_advance(glyph))
        .unwrap_or_default()
}

static FACES: LazyLock<Faces> = LazyLock::new(read_faces);

#[expect(clippy::expect_used, reason = "the embedded fonts are read by a test")]
fn read_faces() -> Faces {
    let read = |bytes| Face::parse(bytes, 0).expect("an embedded font can be read");
    Faces {
        regular: Measured::new(read(REGULAR)),
        semi_bold: Measured::new(read(SEMI_BOLD)),
    }
}

fn measured(weight: Weight) -> &'static Measured {
    match weight {
        Weight::Regular => &FACES.regular,
        Weight::SemiBold => &FACES.semi_bold,
    }
}

fn face(weight: Weight) -> &'static Face<'static> {
    &measured(weight).face
}

/// Whether both weights have the character.
pub(super) fn has(character: char) -> bool {
    [Weight::Regular, Weight::SemiBold]
        .into_iter()
        .all(|weight| face(weight).glyph_index(character).is_some())
}

/// How far a line of text runs, in pixels. Kerning, which only narrows, is left out.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    in_pixels(units(text, weight), size, weight)
}

/// The same in the units of the face: those of a line are the sum of those of its parts.
pub(super) fn units(text: &str, weight: Weight) -> u32 {
    let measured = measured(weight);
    let advances = text.chars().map(|it| u32::from(measured.advance(it)));
    advances.sum()
}

/// Units of the face in pixels.
pub(super) fn in_pixels(units: u32, size: f64, weight: Weight) -> f64 {
    f64::from(units) * size / f64::from(face(weight).units_per_em())
}

/// How far ink reaches above and below the baseline, in pixels, both counted upwards.
#[cfg(test)]
pub(super) fn ink(text: &str, size: f64, weight: Weight) -> (f64, f64) {
    let face = face(weight);
    let scale = size / f64::from(face.units_per_em());
    text.chars()
        .filter_map(|character| face.glyph_index(character))
        .filter_map(|glyph| face.glyph_bounding_box(glyph))
        .fold((0.0, 0.0), |(top, bottom): (f64, f64), part| {
            (
                top.max(f64::from(part.y_max) * scale),
                bottom.min(f64::from(part.y_min) * scale),
            )
        })
}

/// The text as the typeface can show it: composed, on one line, every character with a glyph.
pub(super) fn displayable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.nfc() {
        if character.is_whitespace() || character.is_control() {
            if !shown.ends_with(' ') {
                shown.push(' ');
            }
        } else if has(character) {
            shown.push(character);
        } else {
            shown.push_str(&stand_in(character));
        }
    }
    shown.trim().to_owned()
}

/// What is written for a character without a glyph: an agreed sign, its base letter, or nothing for what has no width.
fn stand_in(character: char) -> String {
    if let Some((_, replacement)) = REPLACEMENTS
        .iter()
        .find(|(lacking, _)| *lacking == character)
    {
        return (*replacement).to_owned();
    }
    if matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
        || unicode_normalization::char::is_combining_mark(character)
    {
        return String::new();
    }
    let base: String = character.nfkd().filter(|&part| has(part)).collect();
    match base.is_empty() {
        true => UNKNOWN.to_string(),
        false => base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_has_a_glyph() {
        let vowels = "aăâeêioôơuưy";
        let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
        for vowel in vowels.chars().chain(vowels.to_uppercase().chars()) {
            assert!(has(vowel), "{vowel}");
            for tone in tones {
                let composed: Vec<char> = [vowel, tone].into_iter().nfc().collect();
                assert_eq!(composed.len(), 1);
                assert!(has(composed[0]), "{}", composed[0]);
            }
        }
        for character in "đĐ0123456789.,;:!?%()[]/“”‘’\"'–—−+…≥≤×·•₫&-".chars()
        {
            assert!(has(character), "{character}");
        }
    }

    #[test]
    fn what_has_no_glyph_is_replaced() {
        for (text, expected) in [
            ("Co\u{302}ng đoa\u{300}n", "Công đoàn"),
            ("2022 → 2023", "2022 – 2023"),
            ("a\u{A0}b\n c\u{200B}d", "a b cd"),
            ("ＡＢ１ﬁ", "AB1fi"),
            ("工会", "??"),
            ("x\u{1}y", "x y"),
            ("Δ😀", "??"),
        ] {
            let shown = displayable(text);
            assert_eq!(shown, expected);
            assert!(shown.chars().all(has));
        }
    }

    #[test]
    fn text_is_measured() {
        assert!((width("00", 100.0, Weight::Regular) - 135.2).abs() < 0.1);
        assert!(width("Cụm", 20.0, Weight::SemiBold) > width("Cụm", 20.0, Weight::Regular));
        let (top, bottom) = ink("Ậ", 100.0, Weight::Regular);
        assert!(top > 90.0 && bottom < -10.0, "{top} {bottom}");
    }
}
