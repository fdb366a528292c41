//! The rules by which Vietnamese syllables are spelled: which beginnings and rhymes exist, and where the tone mark goes.
//!
//! These are facts of the language, not settings; hence they stand in the code.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Beginnings, longer ones before those they start with. `gi` and `qu` are handled apart.
const ONSETS: [&str; 25] = [
    "ngh", "ng", "nh", "gh", "kh", "ph", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l",
    "m", "n", "p", "r", "s", "t", "v", "x",
];

/// Rhymes without their tone, sorted.
const RHYMES: [&str; 163] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec",
    "em", "en", "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu",
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam",
    "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om",
    "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u", "ua", "uc",
    "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu",
    "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn",
    "uông", "uôt", "uơ", "y", "ych", "ynh", "yt", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm",
    "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu",
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi",
    "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm",
    "ươn", "ương", "ươp", "ươt", "ươu",
];

/// The mark of the level tone's absence: acute, grave, hook, tilde, dot below.
pub(super) const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

/// Whether a vowel carries a mark of quality (ă, â, ê, ô, ơ, ư); it draws the tone mark to itself.
#[inline]
fn is_marked_vowel(letter: char) -> bool {
    matches!(letter, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư')
}

#[inline]
fn is_plain_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[inline]
fn is_vowel(letter: char) -> bool {
    is_plain_vowel(letter) || is_marked_vowel(letter)
}

/// The two blocks of letters among which those with a tone are: `à` to `ũ`, `ạ` to `ỹ`.
const LATIN: std::ops::RangeInclusive<u32> = 0xE0..=0x169;
const VIETNAMESE: std::ops::RangeInclusive<u32> = 0x1EA0..=0x1EF9;

/// The letters of these blocks, each without its tone and the tone, by place. Only vowels carry tones: the tilde of `ñ` is
/// none.
static TONED: LazyLock<Vec<(char, Option<char>)>> = LazyLock::new(|| {
    let letters = LATIN.chain(VIETNAMESE).filter_map(char::from_u32);
    let mut split: Vec<_> = letters.map(|letter| (letter, None)).collect();
    for vowel in "aeiouyăâêôơư".chars() {
        for tone in TONES {
            if let Some(place) = place_among_toned(with_tone(vowel, tone)) {
                split[place] = (vowel, Some(tone));
            }
        }
    }
    split
});

#[inline]
fn place_among_toned(letter: char) -> Option<usize> {
    let code = u32::from(letter);
    let place = if LATIN.contains(&code) {
        code - LATIN.start()
    } else if VIETNAMESE.contains(&code) {
        code - VIETNAMESE.start() + (LATIN.end() - LATIN.start() + 1)
    } else {
        return None;
    };
    Some(place as usize)
}

/// A letter without its tone, and the tone.
#[inline]
pub(super) fn split_tone(letter: char) -> (char, Option<char>) {
    match place_among_toned(letter) {
        Some(place) => TONED[place],
        None => (letter, None),
    }
}

fn with_tone(letter: char, tone: char) -> char {
    [letter, tone].into_iter().nfc().next().unwrap_or(letter)
}

fn begins_with(letters: &[char], onset: &str) -> bool {
    let mut letters = letters.iter();
    onset.chars().all(|letter| letters.next() == Some(&letter))
}

/// The longest syllables have as many letters: `nghiêng`.
const MOST_LETTERS: usize = 7;

/// The letters of a word that is no longer than a syllable.
struct Letters {
    letters: [char; MOST_LETTERS],
    count: usize,
}

impl Deref for Letters {
    type Target = [char];

    fn deref(&self) -> &[char] {
        &self.letters[..self.count]
    }
}

impl DerefMut for Letters {
    fn deref_mut(&mut self) -> &mut [char] {
        &mut self.letters[..self.count]
    }
}

/// A lower-case word taken apart. The rhyme is known to exist.
struct Syllable {
    letters: Letters,
    /// Where the rhyme begins.
    rhyme: usize,
    /// The tone and the letter that carries it as written.
    tone: Option<(char, usize)>,
}

impl Syllable {
    fn parse(word: &str) -> Option<Self> {
        let mut syllable = Self::spelled(word)?;
        syllable.rhyme = Self::rhyme_start(&syllable.letters)?;
        Some(syllable)
    }

    /// A word's letters and tone, of which nothing is known yet.
    fn spelled(word: &str) -> Option<Self> {
        let mut letters = Letters {
            letters: ['\0'; MOST_LETTERS],
            count: 0,
        };
        let mut tone = None;
        for letter in word.chars() {
            let (toneless, mark) = match letter.is_ascii() {
                true => (letter, None),
                false => split_tone(letter),
            };
            if let Some(mark) = mark
                && tone.replace((mark, letters.count)).is_some()
            {
                return None;
            }
            *letters.letters.get_mut(letters.count)? = toneless;
            letters.count += 1;
        }
        Some(Self {
            letters,
            rhyme: 0,
            tone,
        })
    }

    /// Where the rhyme begins if there is one, which is not asked: behind `qu`, behind `gi` before a vowel, else with the first
    /// vowel, since no beginning holds another.
    fn likely_rhyme_start(letters: &[char]) -> usize {
        match letters {
            ['q', 'u', ..] => 2,
            ['g', 'i', next, ..] if is_vowel(*next) => 2,
            _ => {
                let first = letters.iter().position(|&letter| is_vowel(letter));
                first.unwrap_or(letters.len())
            }
        }
    }

    /// Where the rhyme begins, if beginning and rhyme exist and go together.
    fn rhyme_start(letters: &[char]) -> Option<usize> {
        let exists = |start: usize| {
            let rhyme = &letters[start..];
            RHYMES
                .binary_search_by(|known| known.chars().cmp(rhyme.iter().copied()))
                .is_ok()
        };
        if letters.starts_with(&['q', 'u']) {
            // The `u` is of the beginning: no rhyme has another.
            let is_one = letters.get(2).is_some_and(|&next| next != 'u');
            return (is_one && exists(2)).then_some(2);
        }
        if letters.starts_with(&['g', 'i']) && letters.get(2).is_some_and(|&next| is_vowel(next)) {
            return exists(2).then_some(2);
        }
        let onset = ONSETS
            .into_iter()
            .find(|onset| begins_with(letters, onset))
            .unwrap_or("");
        let start = onset.chars().count();
        let next = *letters.get(start)?;
        let is_front = matches!(next, 'i' | 'e' | 'ê' | 'y');
        let go_together = match onset {
            "c" | "ng" => !is_front,
            "g" => next == 'i' || !is_front,
            "k" | "gh" | "ngh" => is_front,
            _ => true,
        };
        let y_fits = match letters.get(start + 1) {
            _ if next != 'y' => true,
            None => matches!(onset, "" | "h" | "k" | "l" | "m" | "s" | "t" | "v"),
            Some(after) => onset.is_empty() && *after == 'ê',
        };
        (go_together && y_fits && exists(start)).then_some(start)
    }

    fn is_stopped(&self) -> bool {
        match self.letters.last() {
            Some('c' | 'p' | 't') => true,
            Some('h') => self.letters[self.letters.len() - 2] == 'c',
            _ => false,
        }
    }

    /// The letter that carries the tone mark in the older of the two usages (`hòa`, `thúy`), which the office's own
    /// forms follow; and the letter of the newer usage (`hoà`, `thuý`) where it differs.
    fn tone_places(&self) -> (usize, usize) {
        let vowels = self.letters[self.rhyme..]
            .iter()
            .take_while(|&&letter| is_vowel(letter))
            .count();
        let (start, end) = (self.rhyme, self.rhyme + vowels);
        if let Some(marked) = (start..end)
            .rev()
            .find(|&at| is_marked_vowel(self.letters[at]))
        {
            return (marked, marked);
        }
        let has_coda = end < self.letters.len();
        match vowels {
            1 => (start, start),
            2 if has_coda => (start + 1, start + 1),
            2 => {
                let is_open = matches!(
                    self.letters[start..end],
                    ['o', 'a'] | ['o', 'e'] | ['u', 'y']
                );
                (start, start + usize::from(is_open))
            }
            _ => (start + 1, start + 1),
        }
    }
}

/// Whether a lower-case word is spelled as a Vietnamese syllable, tone mark in its place included.
pub(crate) fn is_well_formed(word: &str) -> bool {
    let Some(syllable) = Syllable::parse(word) else {
        return false;
    };
    let (older, newer) = syllable.tone_places();
    match syllable.tone {
        None => !syllable.is_stopped(),
        Some((mark, at)) => {
            let fits_coda = !syllable.is_stopped() || mark == TONES[0] || mark == TONES[4];
            fits_coda && (at == older || at == newer)
        }
    }
}

/// Whether a lower-case word may have a tone, and more than one vowel to put it on, by its bytes: every letter beyond those of English
/// but `đ` may be a vowel.
fn may_be_misplaced(word: &str) -> bool {
    let (mut vowels, mut is_toned, mut above) = (0_usize, false, 0);
    for &byte in word.as_bytes() {
        match (above, byte) {
            (_, b'a' | b'e' | b'i' | b'o' | b'u' | b'y') => vowels += 1,
            // The first byte of a letter; those from `ạ` to `ỹ` all have a tone.
            (_, 0xC0..) => {
                vowels += 1;
                is_toned |= byte == 0xE1;
            }
            // `đ`
            (0xC4, 0x91) => vowels -= 1,
            // `à` to `ÿ` but for `â`, `ê` and `ô`; `ĩ`, `ũ`.
            (0xC3, 0xA2 | 0xAA | 0xB4) => {}
            (0xC3, _) | (0xC4 | 0xC5, 0xA9) => is_toned = true,
            _ => {}
        }
        above = byte;
    }
    vowels > 1 && is_toned
}

/// A lower-case word with its tone mark where the older usage puts it: `hoà` becomes `hòa`, `qúy` becomes `quý`. What
/// is no Vietnamese syllable stays as it is.
pub(super) fn place_tone(word: &str) -> Cow<'_, str> {
    if word.is_ascii() || !may_be_misplaced(word) {
        return Cow::Borrowed(word);
    }
    let (mut vowels, mut tones, mut is_on_last_marked) = (0, 0, false);
    for letter in word.chars() {
        if letter.is_ascii() {
            vowels += usize::from(is_plain_vowel(letter));
            continue;
        }
        let (toneless, tone) = split_tone(letter);
        vowels += usize::from(is_vowel(toneless));
        tones += usize::from(tone.is_some());
        if is_marked_vowel(toneless) {
            is_on_last_marked = tone.is_some();
        }
    }
    // A tone has no other place than the only vowel, or the last one with a mark of quality.
    if tones != 1 || vowels < 2 || is_on_last_marked {
        return Cow::Borrowed(word);
    }
    let Some(mut syllable) = Syllable::spelled(word) else {
        return Cow::Borrowed(word);
    };
    let Some((mark, written_at)) = syllable.tone else {
        return Cow::Borrowed(word);
    };
    syllable.rhyme = Syllable::likely_rhyme_start(&syllable.letters);
    let (at, _) = syllable.tone_places();
    // Mostly it is there, and whether the word is a syllable makes no difference.
    if at == written_at || Syllable::rhyme_start(&syllable.letters).is_none() {
        return Cow::Borrowed(word);
    }
    syllable.letters[at] = with_tone(syllable.letters[at], mark);
    Cow::Owned(syllable.letters.iter().collect())
}

/// A lower-case word with `i` for a `y` that is all of its rhyme and is spoken the same: `kỹ` becomes `kĩ`. `Vy` and `Vi` are
/// two names.
pub(super) fn with_plain_i(word: &str) -> Cow<'_, str> {
    let ends_so = word
        .chars()
        .next_back()
        .is_some_and(|last| split_tone(last).0 == 'y');
    let syllable = ends_so.then(|| Syllable::parse(word)).flatten();
    let Some(mut syllable) = syllable else {
        return Cow::Borrowed(word);
    };
    let (rhyme, letters) = (syllable.rhyme, &mut syllable.letters);
    if rhyme == 0 || rhyme + 1 != letters.len() || letters[0] == 'v' {
        return Cow::Borrowed(word);
    }
    letters[rhyme] = match syllable.tone {
        Some((mark, _)) => with_tone('i', mark),
        None => 'i',
    };
    Cow::Owned(letters.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhymes_are_sorted() {
        assert!(RHYMES.is_sorted());
    }

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in "công đoàn viên chức tỉnh lạng sơn trường người được nghiệp quý quà quyết giá gì giữ giếng giết \
            khoẻ khỏe thuý thúy uỷ ủy uy ý kỹ lý yêu yên khuya khuyến xoong ngoằng quýt huỳnh nghỉ ghế hộ tổ lượt \
            đồng thuở quốc cả của mùa ăn ở à ạ êm ích kích hoạch hoẵng quạnh"
            .split_whitespace()
        {
            assert!(is_well_formed(word), "{word}");
        }
        for word in "coâng ñoaøn c«ng s¬n café für schön été tôt dû déjà haù hàò hốà cì kà ngì gha qa chỳ đ â ă h bc \
            tac tàc tỉch lct đv cđcs nghiêpp thừơng"
            .split_whitespace()
        {
            assert!(!is_well_formed(word), "{word}");
        }
    }

    #[test]
    fn tones_are_told_from_letters() {
        for (letter, split) in [
            ('a', ('a', None)),
            ('à', ('a', Some('\u{300}'))),
            ('ũ', ('u', Some('\u{303}'))),
            ('ĩ', ('i', Some('\u{303}'))),
            ('ỹ', ('y', Some('\u{303}'))),
            ('ạ', ('a', Some('\u{323}'))),
            ('ộ', ('ô', Some('\u{323}'))),
            ('ơ', ('ơ', None)),
            ('ñ', ('ñ', None)),
            ('đ', ('đ', None)),
            ('Ạ', ('Ạ', None)),
            ('Ừ', ('Ừ', None)),
            ('ж', ('ж', None)),
        ] {
            assert_eq!(split_tone(letter), split, "{letter}");
        }
    }

    #[test]
    fn a_tone_is_seen_by_its_bytes() {
        let letters = LATIN.chain(VIETNAMESE).filter_map(char::from_u32);
        for letter in letters.filter(|letter| split_tone(*letter).1.is_some()) {
            assert!(may_be_misplaced(&format!("ho{letter}")), "{letter}");
            assert!(may_be_misplaced(&format!("đi{letter}n")), "{letter}");
        }
        for word in ["đố", "thương", "viên", "tỉnh", "đđố", "lao"] {
            assert!(!may_be_misplaced(word), "{word}");
        }
    }

    #[test]
    fn tone_marks_have_one_place() {
        for (written, placed) in [
            ("đuợc", "đuợc"),
            ("tiếng", "tiếng"),
            ("tíêng", "tiếng"),
            ("hoà", "hòa"),
            ("hòa", "hòa"),
            ("hòan", "hoàn"),
            ("hoàn", "hoàn"),
            ("uỷ", "ủy"),
            ("thuý", "thúy"),
            ("khoẻ", "khỏe"),
            ("quý", "quý"),
            ("qúy", "quý"),
            ("quà", "quà"),
            ("qùa", "quà"),
            ("giá", "giá"),
            ("gía", "giá"),
            ("gì", "gì"),
            ("thừơng", "thường"),
            ("thuở", "thuở"),
            ("quốc", "quốc"),
            ("của", "của"),
            ("xoá", "xóa"),
            ("xoáy", "xoáy"),
            ("café", "café"),
            ("español", "español"),
            ("cđ", "cđ"),
        ] {
            assert_eq!(place_tone(written), placed);
        }
    }
}
