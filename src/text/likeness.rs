//! How far two keys are apart. Only for telling people what may be one: keys that are near are never taken for each
//! other by this alone.

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
    fn keys_without_tones_look_alike() {
        assert_eq!(folded("đồng đăng tấn bình"), "dong dang tan binh");
        assert_eq!(letters_apart("tân bình", "tấn bình"), 1);
        assert_eq!(letters_apart("hưng trạch", "hưng trcạh"), 1);
    }
}
