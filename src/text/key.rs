//! The form in which labels, titles and names are compared.

use super::syllable::place_tone;
use super::{cleaned, is_toned_vietnamese};
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;

/// The text in small letters, with `Đ` and `Ư` wherever their look-alikes of other languages were typed.
pub(crate) fn lower_case(text: &str) -> String {
    lower_case_but_for(text, |_| false)
}

/// The text in small letters as the standard library writes them, which searches a table for every letter beyond ASCII.
pub(crate) fn in_small(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.is_ascii() {
            true => small.push(letter.to_ascii_lowercase()),
            false => match small_letter(letter) {
                Some(letter) => small.push(letter),
                // How some letters are written depends on what stands around them.
                None if letter.is_alphabetic() => return text.to_lowercase(),
                None => small.extend(letter.to_lowercase()),
            },
        }
    }
    small
}

/// The text in small letters without some characters; letters of Vietnamese and English, digits and spaces are none of these.
fn lower_case_but_for(text: &str, is_dropped: impl Fn(char) -> bool) -> String {
    let mut lower = String::with_capacity(text.len());
    for letter in text.chars() {
        match (small_letter(letter), letter) {
            (Some(small), _) => lower.push(small),
            (None, _) if is_dropped(letter) => {}
            (None, 'Ð' | 'ð' | 'Ɖ' | 'ɖ') => lower.push('đ'),
            (None, 'Ƣ' | 'ƣ') => lower.push('ư'),
            (None, _) if letter.is_ascii() => lower.push(letter),
            (None, _) => lower.extend(letter.to_lowercase()),
        }
    }
    lower
}

/// A small letter of Vietnamese that is not one of English. Of those with a tone the capitals stand before them, at even
/// places.
#[inline]
fn is_small_vietnamese(letter: char) -> bool {
    matches!(letter, 'à'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư')
        || is_toned_vietnamese(letter) && u32::from(letter) % 2 == 1
}

/// Whether a character is a letter. The standard library searches a table for every one beyond ASCII, and half the letters
/// of Vietnamese are.
#[inline]
pub(crate) fn is_letter(character: char) -> bool {
    match character {
        '\u{C0}'..='\u{24F}' => !matches!(character, '×' | '÷'),
        _ => is_toned_vietnamese(character) || character.is_alphabetic(),
    }
}

/// Whether a character is part of a word.
#[inline]
pub(crate) fn is_of_a_word(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_alphanumeric(),
        false => is_letter(character) || character.is_numeric(),
    }
}

/// The form in which a label, title or name is compared: small letters, tone marks in one place, without leading
/// bullets and numbering, quotes, footnote marks and punctuation; words one space apart. Tones and diacritics stay.
///
/// A text that is nothing but a number or a percent sign stays that.
pub fn label_key(text: &str) -> String {
    // Such words are clean, which need not be seen first.
    if let Some(key) = key_of_words(text) {
        return key;
    }
    match cleaned(text) {
        Cow::Borrowed(clean) => key_among_marks(clean),
        Cow::Owned(clean) => key_of_words(&clean).unwrap_or_else(|| key_among_marks(&clean)),
    }
}

/// The key of a text that is nothing but words of Vietnamese or English and numbers one space apart, as nearly all are: there is
/// no mark to take off, and a number is no numbering where nothing closes it. `None` of any other text.
fn key_of_words(text: &str) -> Option<String> {
    let mut key = String::with_capacity(text.len());
    let mut word = 0;
    let mut is_plain = true;
    for letter in text.chars() {
        let small = small_letter(letter)?;
        if letter == ' ' {
            if key.len() == word {
                return None;
            }
            if !is_plain {
                settle_tone(&mut key, word);
            }
            word = key.len() + 1;
            is_plain = true;
        }
        is_plain &= small.is_ascii();
        key.push(small);
    }
    if key.len() == word && !key.is_empty() {
        return None;
    }
    if !is_plain {
        settle_tone(&mut key, word);
    }
    Some(key)
}

/// A letter of Vietnamese or English in small, a digit or a space; `None` of everything else.
#[inline]
pub(super) fn small_letter(letter: char) -> Option<char> {
    let next = || char::from_u32(u32::from(letter) + 1);
    match letter {
        'a'..='z' | '0'..='9' | ' ' => Some(letter),
        'A'..='Z' => Some(letter.to_ascii_lowercase()),
        '÷' | 'ð' | 'Ð' | '×' => None,
        'À'..='Þ' => char::from_u32(u32::from(letter) + 0x20),
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => next(),
        _ if is_small_vietnamese(letter) => Some(letter),
        _ if is_toned_vietnamese(letter) => next(),
        _ => None,
    }
}

/// Puts the tone mark of a key's last word, which begins here, in its place.
fn settle_tone(key: &mut String, word: usize) {
    if let Cow::Owned(placed) = place_tone(&key[word..]) {
        key.truncate(word);
        key.push_str(&placed);
    }
}

/// The key of a clean text of whatever it is made.
fn key_among_marks(text: &str) -> String {
    let plain = lower_case_but_for(text, is_dropped);
    let body = without_leading_markers(without_footnote_number(plain.trim()));
    let parts_words = |c: char| !is_of_a_word(c) && (c.is_ascii() || !is_combining_mark(c));
    let mut key = String::with_capacity(body.len());
    let mut push = |word: &str| {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&place_tone(word));
    };
    for (position, words) in body.split('&').enumerate() {
        if position > 0 {
            push("và");
        }
        let words = words.split(parts_words);
        words.filter(|word| !word.is_empty()).for_each(&mut push);
    }
    if key.is_empty() && plain.contains('%') {
        return "%".to_owned();
    }
    key
}

/// Quotes and footnote marks: they vanish without parting a word.
fn is_dropped(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '`'
            | '´'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '″'
            | '′'
            | '*'
            | '†'
            | '‡'
            | '⁎'
            | '∗'
            | '¹'
            | '²'
            | '³'
            | '⁰'
            | '⁴'..='⁹'
    )
}

/// Without a footnote's number in brackets at the end: `Số tiền (1)`.
fn without_footnote_number(text: &str) -> &str {
    let end = text.trim_end_matches([':', ';', '.', ' ']);
    let without = end.strip_suffix(')').and_then(|inner| {
        let (before, number) = inner.rsplit_once('(')?;
        let is_number = !number.is_empty()
            && number.len() <= 2
            && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_rest_a_text = before.contains(is_letter);
        (is_number && is_rest_a_text).then(|| before.trim_end())
    });
    without.unwrap_or(text)
}

/// Without bullets and numbering in front, as many as there are, but never so much that no word is left.
fn without_leading_markers(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = without_bullet(rest).or_else(|| without_numbering(rest)) {
        if !shorter.contains(is_of_a_word) {
            break;
        }
        rest = shorter;
    }
    rest
}

fn without_bullet(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    matches!(
        first,
        '-' | '–'
            | '—'
            | '−'
            | '‐'
            | '‑'
            | '+'
            | '•'
            | '·'
            | '∙'
            | '▪'
            | '■'
            | '□'
            | '►'
            | '▶'
            | '➢'
            | '✓'
            | '●'
            | '○'
            | '◦'
            | '♦'
            | '◆'
            | '\u{F0B7}'
            | '\u{F0A7}'
    )
    .then(|| text[first.len_utf8()..].trim_start())
}

/// `1.`, `1)`, `1/`, `1 -`, `2.1`, `a)`, `a.`, `II.`, `A -`, `(5)`, `(a)`.
fn without_numbering(text: &str) -> Option<&str> {
    if let Some(bracketed) = text.strip_prefix('(') {
        let (number, rest) = bracketed.split_once(')')?;
        let is_number = is_short_number(number) || is_single_letter(number) || is_roman(number);
        return is_number.then(|| rest.trim_start());
    }
    let end = text.find(|character: char| !is_of_a_word(character))?;
    let (number, rest) = text.split_at(end);
    if is_short_number(number) {
        return without_levels(rest).or_else(|| without_closer(rest));
    }
    // `A1.`
    let is_lettered = number
        .split_at_checked(1)
        .is_some_and(|(letter, digits)| is_section_letter(letter) && is_short_number(digits));
    if is_lettered && rest.starts_with(['.', ')']) {
        return without_closer(rest);
    }
    if is_roman(number)
        && number != "x"
        && let Some(label) = without_levels(rest)
    {
        return Some(label);
    }
    // "A3. …", "B10) …"; a name may begin with "A3" itself.
    if is_lettered_number(number) {
        return rest
            .strip_prefix(['.', ')', ':'])
            .filter(|rest| rest.trim_start().starts_with(is_letter))
            .map(str::trim_start);
    }
    let is_section = is_roman(number) || is_section_letter(number);
    if is_section && number != "x" {
        // "c.ty" is a company, "đ/c" a comrade; only a space or ")" makes a section of a single letter.
        let is_set_off = rest.starts_with([')', ' ']) || rest.chars().nth(1) == Some(' ');
        return without_closer(rest).filter(|_| is_set_off || is_roman(number));
    }
    let is_listed = is_single_letter(number) && rest.starts_with(')');
    is_listed.then(|| rest[1..].trim_start())
}

/// After the first level of a number such as `2.1`, `2.1.3.` or `I.2.a`: what follows the last level. A letter is one only
/// after a number of the same numbering.
fn without_levels(text: &str) -> Option<&str> {
    let mut rest = text;
    let mut levels = 0;
    while let Some(next) = rest.strip_prefix('.') {
        let end = next
            .find(|character: char| !is_of_a_word(character))
            .unwrap_or(next.len());
        let level = &next[..end];
        let is_level = is_short_number(level) || levels > 0 && is_section_letter(level);
        if !is_level {
            break;
        }
        rest = &next[end..];
        levels += 1;
    }
    if levels == 0 {
        return None;
    }
    without_closer(rest).or_else(|| {
        let label = rest.strip_prefix(' ')?.trim_start();
        label.starts_with(is_letter).then_some(label)
    })
}

/// After a number: without the `.`, `)`, `/`, `:` or dash that closes it.
fn without_closer(text: &str) -> Option<&str> {
    let closer_at = text.len() - text.trim_start().len();
    let closed = &text[closer_at..];
    let closer = closed.chars().next()?;
    let rest = &closed[closer.len_utf8()..];
    let is_followed_by_letter = rest.trim_start().starts_with(is_letter);
    let closes = match closer {
        ')' => true,
        '.' | ':' => closer_at == 0 && !rest.starts_with(|next: char| next.is_ascii_digit()),
        '/' => closer_at == 0 && is_followed_by_letter,
        '-' | '–' | '—' => is_followed_by_letter,
        _ => false,
    };
    closes.then(|| rest.trim_start())
}

fn is_section_letter(text: &str) -> bool {
    matches!(text, "a" | "b" | "c" | "d" | "đ" | "e" | "g")
}

/// `a3`, `b10`
fn is_lettered_number(text: &str) -> bool {
    let mut letters = text.chars();
    let letter = letters
        .next()
        .is_some_and(|letter| letter.is_ascii_lowercase());
    letter && is_short_number(letters.as_str())
}

fn is_short_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_single_letter(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(is_letter) && letters.next().is_none()
}

/// Whether a text is a roman number up to XXXIX, in small letters.
pub(crate) fn is_roman(text: &str) -> bool {
    roman_number(text).is_some()
}

/// A roman number up to XXXIX, in small letters: as far as clusters, places and sections count.
pub(crate) fn roman_number(text: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let ones = text.trim_start_matches('x');
    let tens = text.len() - ones.len();
    let one = ONES.iter().position(|known| *known == ones)?;
    (tens <= 3 && !text.is_empty()).then_some((tens * 10 + one) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_as_the_standard_library_tells_them() {
        for letter in ('\0'..='\u{FFFF}').filter(|letter| !"ÐðƉɖƢƣ".contains(*letter)) {
            let text = letter.to_string();
            let lower: String = letter.to_lowercase().collect();
            assert_eq!(lower_case(&text), lower, "{letter:?}");
            assert_eq!(in_small(&text), lower, "{letter:?}");
            assert_eq!(is_of_a_word(letter), letter.is_alphanumeric(), "{letter:?}");
            assert_eq!(is_letter(letter), letter.is_alphabetic(), "{letter:?}");
        }
    }

    #[test]
    fn words_alone_have_the_key_that_they_have_among_marks() {
        let letters =
            ('\0'..='\u{FFFF}').map(|letter| format!("Hoà{letter} X {letter}uỷ 2{letter}"));
        let words = [
            "Tổng số",
            "II khoẻ",
            "1 ĐOÀN",
            "a b",
            "x",
            "6 tháng đầu năm",
            "",
        ];
        let texts = letters.chain(words.map(str::to_owned));
        let plain = texts.map(|text| cleaned(&text).into_owned());
        let mut found = 0;
        for text in plain {
            if let Some(key) = key_of_words(&text) {
                assert_eq!(key, key_among_marks(&text), "{text:?}");
                found += 1;
            }
        }
        assert!(found > 200, "{found}");
    }

    #[test]
    fn labels_written_by_different_hands_have_one_key() {
        for (key, written) in [
            (
                "tổng số lao động",
                "Tổng số lao động|TỔNG SỐ LAO ĐỘNG:|1. Tổng số lao động|1.Tổng số lao động|\
                  Tổng\nsố lao\u{A0}động |(1) Tổng số lao động (*)|1) Tổng số lao động;|\
                1/ Tổng số lao động|1 - Tổng số lao động|1- Tổng số lao động.|I. Tổng số lao động|\
                I - Tổng số lao động|a) Tổng số lao động|a. Tổng số lao động|2.1 Tổng số lao động|\
                2.1. Tổng số lao động|- Tổng số lao động|+ Tổng số lao động|• Tổng số lao động|\
                *Tổng số lao động**|Tổng số lao động (1)|Tổng số lao động (12):|Tổng số lao động¹|\
                “Tổng số” lao động|Tổng số lao Ðộng|- 1. Tổng số lao động|A- TỔNG SỐ LAO ĐỘNG|\
                Tổng số, lao động|I.2 Tổng số lao động|I.2.a Tổng số lao động|I.2.a) Tổng số lao động|\
                II.1.b. Tổng số lao động|2.1.a Tổng số lao động|A3. Tổng số lao động|\
                B10) Tổng số lao động|c2.Tổng số lao động",
            ),
            (
                "văn phòng tỉnh ủy",
                "Văn phòng Tỉnh ủy|VĂN PHÒNG TỈNH UỶ|Văn phòng Tỉnh uỷ",
            ),
            (
                "gia đình văn hóa",
                "Gia đình văn hoá|gia đình Văn hóa|Gia đình văn hóa (**)",
            ),
            ("trong đó nữ", "- Trong đó: nữ|Trong đó nữ|+ Trong đó, nữ:"),
            ("giáo dục và đào tạo", "Giáo dục & Đào tạo|Giáo dục&Đào tạo"),
            (
                "đồng đăng lạng sơn",
                "Đồng Đăng - Lạng Sơn|Đồng Đăng – Lạng Sơn|Đồng Đăng/Lạng Sơn",
            ),
            ("tỷ lệ", "Tỷ lệ (%)|Tỷ lệ %|Tỷ lệ"),
            ("khỏe quý quà giá", "khoẻ quý quà giá|Khỏe qúy qùa gía"),
        ] {
            for text in written.split('|') {
                assert_eq!(label_key(text), key, "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_no_numbering_stays() {
        for (written, key) in [
            ("6 tháng đầu năm", "6 tháng đầu năm"),
            ("2018 - 2023", "2018 2023"),
            ("1.000 đồng", "1 000 đồng"),
            ("31/5 và 30/11", "31 5 và 30 11"),
            ("Cụm thi đua số 1", "cụm thi đua số 1"),
            ("C.ty Than", "c ty than"),
            ("X.20 Hòa Bình", "x 20 hòa bình"),
            ("1.2.Y tế xã", "y tế xã"),
            ("X. Hòa Bình", "x hòa bình"),
            ("H. Cao Lộc", "h cao lộc"),
            ("Vi Văn Hùng", "vi văn hùng"),
            ("A1", "a1"),
            ("A1 Thái Bình", "a1 thái bình"),
            ("B5.2", "b5 2"),
            ("(5)", "5"),
            ("1.", "1"),
            ("II", "ii"),
            ("%", "%"),
            ("-", ""),
            ("“", ""),
            ("-nt-", "nt"),
            ("", ""),
            ("Quỹ Đầu tư (cũ)", "quỹ đầu tư cũ"),
            ("tân bình", "tân bình"),
            ("tấn bình", "tấn bình"),
            ("mỹ", "mỹ"),
            ("mĩ", "mĩ"),
        ] {
            assert_eq!(label_key(written), key, "{written:?}");
        }
    }
}
