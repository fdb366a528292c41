//! Vietnamese from before Unicode: fonts that show Vietnamese letters at the places of Western ones.
//!
//! A workbook in such a font holds Western characters (`C«ng ®oµn`, `Coâng ñoaøn`); nothing in it names the encoding.
//! The evidence is how many words become Vietnamese syllables that were none before. Sheets mix: a workbook known to be
//! legacy still holds cells in Unicode, so each cell is decided by itself.

use super::key::{in_small, is_letter};
use super::syllable::is_well_formed;
use crate::memo::Memo;
use foldhash::fast::RandomState;
use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, LazyLock};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An encoding of Vietnamese from before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegacyEncoding {
    /// TCVN 5712:1993, the encoding of the `.VnTime` fonts: one character a letter.
    Tcvn3,
    /// VNI for Windows: a base letter, then a character for its marks.
    Vni,
}

impl LegacyEncoding {
    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            LegacyEncoding::Tcvn3 => "TCVN3 (ABC)",
            LegacyEncoding::Vni => "VNI",
        }
    }
}

/// The letters of TCVN 5712:1993 from 0xA1 on. `\0` stands where the fonts keep the Western character.
const TCVN3_LETTERS: &str = "ĂÂÊÔƠƯĐăâêôơưđẰ\0\0\0\0\0àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

/// What Windows-1252 shows at 0x80..=0x9F; `\0` where nothing.
const WINDOWS_1252_HIGH: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// VNI letters that need no mark.
const VNI_LETTERS: [(char, char); 8] = [
    ('ñ', 'đ'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
];

/// VNI marks: the character, the mark of quality it adds (circumflex, breve, or none), and the tone.
const VNI_MARKS: [(char, Option<char>, Option<char>); 17] = [
    ('ù', None, Some('\u{301}')),
    ('ø', None, Some('\u{300}')),
    ('û', None, Some('\u{309}')),
    ('õ', None, Some('\u{303}')),
    ('ï', None, Some('\u{323}')),
    ('â', Some('\u{302}'), None),
    ('á', Some('\u{302}'), Some('\u{301}')),
    ('à', Some('\u{302}'), Some('\u{300}')),
    ('å', Some('\u{302}'), Some('\u{309}')),
    ('ã', Some('\u{302}'), Some('\u{303}')),
    ('ä', Some('\u{302}'), Some('\u{323}')),
    ('ê', Some('\u{306}'), None),
    ('é', Some('\u{306}'), Some('\u{301}')),
    ('è', Some('\u{306}'), Some('\u{300}')),
    ('ú', Some('\u{306}'), Some('\u{309}')),
    ('ü', Some('\u{306}'), Some('\u{303}')),
    ('ë', Some('\u{306}'), Some('\u{323}')),
];

/// Words that offices write often. They decide where a short text reads both ways: `Không` would decode to `Khụng`,
/// `hé` to `hộ`.
static COMMON_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    include_str!("common_words.txt")
        .split_whitespace()
        .collect()
});

/// Whether offices write a word often.
pub(super) fn is_common_word(word: &str) -> bool {
    COMMON_WORDS.contains(word)
}

/// Words that offices write often.
pub(crate) fn common_words() -> impl Iterator<Item = &'static str> {
    COMMON_WORDS.iter().copied()
}

/// The fewest different words that must become Vietnamese before a workbook is taken for legacy.
const FEWEST_REPAIRED_WORDS: usize = 2;

/// Finds the legacy encoding of a workbook from all its texts, exactly as stored. `None` for Unicode, plain ASCII and
/// other Western languages.
pub fn detect_legacy<'a>(texts: impl Iterator<Item = &'a str>) -> Option<LegacyEncoding> {
    LegacyWords::new().detect(texts)
}

/// What words say for and against each encoding, found out once a word: files of one encoding share most of theirs.
#[derive(Clone)]
pub(crate) struct LegacyWords {
    /// `None` of a word that is no evidence; else what it is in TCVN3 and in VNI.
    known: Memo<Option<[Says; 2]>>,
}

impl LegacyWords {
    pub(crate) fn new() -> Self {
        Self { known: Memo::new() }
    }

    /// As [`detect_legacy`].
    pub(crate) fn detect<'a>(
        &self,
        texts: impl Iterator<Item = &'a str>,
    ) -> Option<LegacyEncoding> {
        let mut tcvn3 = Evidence::default();
        let mut vni = Evidence::default();
        let mut seen: HashSet<&str, RandomState> = HashSet::default();
        let words = texts
            .filter(|text| !is_beyond_legacy(text))
            .flat_map(words)
            .filter(|word| !word.is_ascii());
        for word in words.filter(|word| seen.insert(word)) {
            let says = self.known.get(word, || {
                is_evidence(word).then(|| {
                    [LegacyEncoding::Tcvn3, LegacyEncoding::Vni].map(|it| Says::of(it, word))
                })
            });
            if let Some([in_tcvn3, in_vni]) = &*says {
                tcvn3.weigh(in_tcvn3);
                vni.weigh(in_vni);
            }
        }
        let (encoding, evidence) = if vni.repaired.len() > tcvn3.repaired.len() {
            (LegacyEncoding::Vni, vni)
        } else {
            (LegacyEncoding::Tcvn3, tcvn3)
        };
        evidence.convinces().then_some(encoding)
    }
}

/// Whether a text, exactly as stored, holds any word that speaks for or against an encoding. Where no text of a workbook
/// does, [`detect_legacy`] finds none.
pub(crate) fn speaks_of_legacy(text: &str) -> bool {
    !is_beyond_legacy(text) && words(text).any(is_evidence)
}

/// Whether no encoding can change a text: plain ASCII, or what only Unicode has.
fn is_beyond_legacy(text: &str) -> bool {
    text.is_ascii() || holds_true_unicode(text)
}

/// Whether a word is none of Vietnamese as it stands, and may be one in an encoding.
fn is_evidence(word: &str) -> bool {
    let has_plain_letter = word.contains(|letter: char| letter.is_ascii_alphabetic());
    !word.is_ascii() && has_plain_letter && !is_well_formed(&in_small(word))
}

/// Decodes a text of a workbook known to be in a legacy encoding. A text that already is Unicode Vietnamese stays as it
/// is. The text must be as stored: [`clean`](super::clean) would drop the `ư` of TCVN3.
pub fn decode_legacy(encoding: LegacyEncoding, text: &str) -> String {
    if is_beyond_legacy(text) {
        return text.to_owned();
    }
    let mut stands = Reading::default();
    let mut decodes = Reading::default();
    for word in words(text).filter(|word| !word.is_ascii()) {
        let decoded = decode(encoding, word);
        let (small, decoded_small) = (in_small(word), in_small(&decoded));
        stands.add(&small, is_well_formed(&small));
        let reads_well = is_plausible(word, (&decoded, &decoded_small));
        decodes.add(&decoded_small, reads_well);
    }
    let is_unicode = stands.is_all_well_formed()
        && (!decodes.is_all_well_formed() || stands.common > decodes.common);
    if is_unicode {
        text.to_owned()
    } else {
        decode(encoding, text)
    }
}

/// How well a text reads one way.
#[derive(Default)]
struct Reading {
    ill_formed: usize,
    common: usize,
}

impl Reading {
    fn add(&mut self, word: &str, is_well_formed: bool) {
        self.ill_formed += usize::from(!is_well_formed);
        self.common += usize::from(COMMON_WORDS.contains(word));
    }

    fn is_all_well_formed(&self) -> bool {
        self.ill_formed == 0
    }
}

/// What a word that is evidence says of an encoding.
#[derive(Clone)]
enum Says {
    /// It is Vietnamese by it: this word.
    Repaired(Arc<str>),
    /// It stands against it, in small letters.
    Damaged(Arc<str>),
    Nothing,
}

impl Says {
    fn of(encoding: LegacyEncoding, word: &str) -> Self {
        let decoded = decode(encoding, word);
        let small = in_small(&decoded);
        if is_plausible(word, (&decoded, &small)) {
            Self::Repaired(small.into())
        } else if small.contains(is_vowel_like) {
            Self::Damaged(in_small(word).into())
        } else {
            Self::Nothing
        }
    }
}

/// Different words that speak for and against an encoding.
#[derive(Default)]
struct Evidence {
    repaired: HashSet<Arc<str>, RandomState>,
    damaged: HashSet<Arc<str>, RandomState>,
}

impl Evidence {
    /// Takes up what a word says.
    fn weigh(&mut self, says: &Says) {
        match says {
            Says::Repaired(word) => self.repaired.insert(word.clone()),
            Says::Damaged(word) => self.damaged.insert(word.clone()),
            Says::Nothing => false,
        };
    }

    fn convinces(&self) -> bool {
        self.repaired.len() >= FEWEST_REPAIRED_WORDS && self.repaired.len() > 2 * self.damaged.len()
    }
}

/// Whether a decoded word is a Vietnamese syllable and not a capital inside a word of small letters, which is how Western
/// words come out of TCVN3's capitals (`là` would be `lỔ`). `small` is the same in small letters.
fn is_plausible(word: &str, (decoded, small): (&str, &str)) -> bool {
    let is_capital_inside = word
        .chars()
        .zip(decoded.chars().skip(1))
        .any(|(before, after)| before.is_ascii_lowercase() && after.is_uppercase());
    !is_capital_inside && is_well_formed(small)
}

fn is_vowel_like(letter: char) -> bool {
    std::iter::once(letter)
        .nfd()
        .next()
        .is_some_and(|base| "aeiouy".contains(base))
}

/// Whether a text holds letters that no legacy text can hold: beyond Windows-1252, or marks of their own.
fn holds_true_unicode(text: &str) -> bool {
    // No mark of its own stands before this one.
    text.chars().any(|character| {
        character > '\u{FF}'
            && (is_combining_mark(character)
                || is_letter(character) && !WINDOWS_1252_HIGH.contains(character))
    })
}

/// Runs of characters that can be letters in a legacy encoding.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !can_be_letter(character))
        .filter(|word| !word.is_empty())
}

fn can_be_letter(character: char) -> bool {
    character.is_ascii_alphabetic() || ('\u{A1}'..='\u{FF}').contains(&character)
}

fn decode(encoding: LegacyEncoding, text: &str) -> String {
    match encoding {
        // TCVN3 has few capitals: a title in capitals holds small letters that its font shows as capitals.
        LegacyEncoding::Tcvn3 if is_in_capitals(text) => decode_tcvn3(text).to_uppercase(),
        LegacyEncoding::Tcvn3 => decode_tcvn3(text),
        LegacyEncoding::Vni => decode_vni(text),
    }
}

fn is_in_capitals(text: &str) -> bool {
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    capitals >= 2 && !text.bytes().any(|byte| byte.is_ascii_lowercase())
}

fn decode_tcvn3(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_letter_at = |at: Option<usize>| {
        at.and_then(|at| characters.get(at))
            .is_some_and(|&character| can_be_letter(character))
    };
    let decoded = characters.iter().enumerate().map(|(at, &character)| {
        let stands_alone = !is_letter_at(at.checked_sub(1)) && !is_letter_at(Some(at + 1));
        // "3 × 4" is a multiplication; in "t×nh" the same character is a letter.
        if matches!(character, '×' | '÷') && stands_alone {
            return character;
        }
        tcvn3_letter(character).unwrap_or_else(|| without_control_code(character))
    });
    decoded.collect()
}

fn tcvn3_letter(character: char) -> Option<char> {
    static LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| TCVN3_LETTERS.chars().collect());
    let position = (character as usize).checked_sub(0xA1)?;
    let letter = LETTERS.get(position).copied();
    letter.filter(|&letter| letter != '\0')
}

/// Readers that take the bytes for Latin-1 leave control codes where Windows-1252 has quotes and dashes.
fn without_control_code(character: char) -> char {
    (character as usize)
        .checked_sub(0x80)
        .and_then(|position| WINDOWS_1252_HIGH.chars().nth(position))
        .filter(|&shown| shown != '\0' && character <= '\u{9F}')
        .unwrap_or(character)
}

fn decode_vni(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut base: Option<char> = None;
    for character in text.chars() {
        if let Some(letter) = base.and_then(|base| vni_marked(base, character)) {
            decoded.pop();
            decoded.push(letter);
            base = None;
            continue;
        }
        let letter = vni_letter(character).unwrap_or_else(|| without_control_code(character));
        decoded.push(letter);
        base = Some(letter);
    }
    decoded
}

fn vni_letter(character: char) -> Option<char> {
    if character == 'Î' || character == 'î' {
        return Some(if character == 'Î' { 'Ỵ' } else { 'ỵ' });
    }
    let small = character.to_lowercase().next()?;
    let &(_, letter) = VNI_LETTERS.iter().find(|(written, _)| *written == small)?;
    if character == small {
        Some(letter)
    } else {
        letter.to_uppercase().next()
    }
}

/// A decoded letter with the marks of the VNI character after it, if the two go together.
fn vni_marked(base: char, mark: char) -> Option<char> {
    let small_mark = mark.to_lowercase().next()?;
    let &(_, quality, tone) = VNI_MARKS
        .iter()
        .find(|(written, ..)| *written == small_mark)?;
    let small_base = base.to_lowercase().next()?;
    let go_together = match quality {
        None => "aeouyơư".contains(small_base),
        Some('\u{306}') => small_base == 'a',
        Some(_) => "aeo".contains(small_base),
    };
    if !go_together {
        return None;
    }
    let mut composed = std::iter::once(base).chain(quality).chain(tone).nfc();
    composed.next().filter(|_| composed.next().is_none())
}

#[cfg(test)]
#[path = "legacy_tests.rs"]
mod tests;
