//! How far two keys are apart. Only for telling people what may be one: keys that are near are never taken for each
//! other by this alone.

use super::key::small_letter;
use super::syllable::split_tone;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// How many letters are to be put in, left out, replaced or swapped with their neighbour to make one of the other.
pub(crate) fn letters_apart(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

/// A key without its tones and diacritics: `tân bình` and `tấn bình` look alike so.
pub(crate) fn folded(key: &str) -> String {
    let mut folded = String::with_capacity(key.len());
    for letter in key.chars() {
        match letter {
            'đ' => folded.push('d'),
            _ if letter.is_ascii() => folded.push(letter),
            // Letter by letter, without what it costs to put the marks of a whole text in order: they are left out.
            _ => decompose_canonical(letter, |part| {
                if !is_combining_mark(part) {
                    folded.push(part);
                }
            }),
        }
    }
    folded
}

/// A letter of Vietnamese beyond those of English, small or capital, as the small one without its marks; `None` of anything else.
pub(crate) fn folded_letter(letter: char) -> Option<char> {
    let (toneless, _) = split_tone(small_letter(letter)?);
    match toneless {
        'ă' | 'â' => Some('a'),
        'đ' => Some('d'),
        'ê' => Some('e'),
        'ô' | 'ơ' => Some('o'),
        'ư' => Some('u'),
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => Some(toneless),
        _ => None,
    }
}

/// The letters that words begin with, without their marks: `cb` of `cao bằng`.
pub(crate) fn initials(words: &[&str]) -> String {
    let first = words.iter().filter_map(|word| word.chars().next());
    folded(&first.collect::<String>())
}

/// A text typed anew without its tones and diacritics, its capitals kept.
pub(crate) fn unmarked(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        'đ' => 'd',
        'Đ' => 'D',
        other => other,
    });
    letters
        .nfd()
        .filter(|&letter| !is_combining_mark(letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_vietnamese_are_folded_one_by_one() {
        let mut found = 0;
        for letter in ('\u{80}'..='\u{FFFF}').filter(|it| folded_letter(*it).is_some()) {
            let lower = letter.to_lowercase().to_string();
            let plain = folded_letter(letter).map(String::from);
            assert_eq!(plain, Some(folded(&lower)), "{letter}");
            found += 1;
        }
        assert_eq!(found, 2 * 67);
    }

    #[test]
    fn keys_without_tones_look_alike() {
        assert_eq!(folded("đồng đăng tấn bình"), "dong dang tan binh");
        assert_eq!(letters_apart("tân bình", "tấn bình"), 1);
        assert_eq!(letters_apart("hưng trạch", "hưng trcạh"), 1);
    }
}
