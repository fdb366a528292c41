//! What counts as a slip of the finger, and what is another name.
//!
//! A slip swaps two neighbouring letters, leaves one out, or types one too many. A substituted letter (`nam sơn`, `lam
//! sơn`), another tone or diacritic (`tân bình`, `tấn bình`), another number, and a change in a word too short to bear
//! it (`an`, `lan`) make another name.

use super::key::is_roman;
use super::likeness::folded;
use super::syllable::{TONES, is_well_formed};
use unicode_normalization::UnicodeNormalization;

/// Words shorter than this bear no slip.
const SHORTEST_WORD: usize = 3;

/// The same for words that tell no name from another.
const SHORTEST_PLAIN_WORD: usize = 2;

/// A letter is missing or too many only between a word of this length and a shorter one.
const SHORTEST_LONGER_WORD: usize = 4;

/// Whether one letter of a word lacks its mark or has another (`vien`, `đông`), and all else is as meant. Where names are
/// compared that makes another name; a label means one of a few things, and a word that is none of theirs was not meant.
pub(super) fn is_mark_off(written: &str, meant: &str) -> bool {
    let letters = written.chars().count();
    // `sô` is `số`, and neither `sở` nor `so`: in so short a word no more is off than a mark that the letter bears besides.
    let is_short_one =
        || letters == SHORTEST_PLAIN_WORD && marks_lacking(written, meant) == Some(1);
    (letters >= SHORTEST_WORD || is_short_one()) && is_one_mark_off(written, meant)
}

/// Whether a word has the letters and the tone that are meant, but not on the letters that bear its marks: `đựoc`, `ngừoi`.
pub(super) fn are_marks_misplaced(written: &str, meant: &str) -> bool {
    let tone = |word: &str| word.nfd().find(|mark| TONES.contains(mark));
    written.chars().count() == meant.chars().count()
        && tone(written) == tone(meant)
        && folded(written) == folded(meant)
}

/// How many marks a word lacks that is another but for those; `None` where it has one that the other has not.
fn marks_lacking(written: &str, meant: &str) -> Option<usize> {
    let mut rest = meant.nfd();
    let has_all = written
        .nfd()
        .all(|letter| rest.any(|other| other == letter));
    has_all.then(|| meant.nfd().count() - written.nfd().count())
}

fn is_one_mark_off(written: &str, meant: &str) -> bool {
    let pairs = || written.chars().zip(meant.chars());
    written.chars().count() == meant.chars().count()
        && pairs().filter(|(one, other)| one != other).count() == 1
        && folded(written) == folded(meant)
}

/// Whether a word is a slip of one that stands in many names and tells none from another (`sở`, `trường`): there a short
/// word and a mark may slip too.
pub(crate) fn is_plain_word_slip(written: &str, meant: &str) -> bool {
    if is_number(written) || is_number(meant) {
        return false;
    }
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    let (one, other) = (letters(written), letters(meant));
    one.len().min(other.len()) >= SHORTEST_PLAIN_WORD
        && (is_one_mark_off(written, meant)
            || is_swap(&one, &other)
            || is_one_more(&one, &other)
            || is_one_more(&other, &one))
}

/// Beginnings that are spoken alike in some part of the country, so that people write one for the other.
const SPOKEN_ALIKE: [&[&str]; 4] = [&["l", "n"], &["s", "x"], &["ch", "tr"], &["d", "gi", "r"]];

/// Whether two words differ in nothing but that one has the hook where the other has the tilde, which half the country
/// speaks alike: `thũy`, `thủy`.
pub(crate) fn is_one_but_for_hooks(one: &str, other: &str) -> bool {
    let plain = |word: &str| -> String {
        let letters = word.nfd();
        letters
            .map(|letter| if letter == HOOK { TILDE } else { letter })
            .collect()
    };
    one.chars().count() == other.chars().count() && plain(one) == plain(other)
}

/// Whether two words are spoken alike in some part of the country and begin otherwise: `lông`, `nông`.
pub(crate) fn sound_alike(one: &str, other: &str) -> bool {
    let rests = |word: &'_ str, beginnings: &[&str]| -> Vec<String> {
        let rests = beginnings.iter().filter_map(|it| word.strip_prefix(it));
        // `n` begins `ng`, too, which is another.
        let rests = rests.filter(|rest| !rest.starts_with(['g', 'h', 'r']));
        rests.map(str::to_owned).collect()
    };
    let mut groups = SPOKEN_ALIKE.iter();
    groups.any(|beginnings| {
        let others = rests(other, beginnings);
        rests(one, beginnings)
            .iter()
            .any(|rest| others.contains(rest))
    })
}

/// Whether one letter of a word is the one on the key beside the letter that is meant: `thăn`, `thăm`.
pub(super) fn is_key_beside(written: &str, meant: &str) -> bool {
    /// Rows of keys; in a shorter word it is another.
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let pairs = || written.chars().zip(meant.chars());
    let mut differing = pairs().filter(|(one, other)| one != other);
    let (Some((one, other)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let letters = written.chars().count();
    let place = |row: &str, letter: char| row.chars().position(|it| it == letter);
    let is_beside = |row: &str| {
        let places = place(row, one).zip(place(row, other));
        places.is_some_and(|(one, other)| one.abs_diff(other) == 1)
    };
    // What begins otherwise is another word: `nuôi`, `muôi`.
    let begins_alike = written.chars().next() == meant.chars().next();
    letters == meant.chars().count()
        && letters > SHORTEST_WORD
        && begins_alike
        && ROWS.iter().any(|row| is_beside(row))
}

const HOOK: char = '\u{309}';
const TILDE: char = '\u{303}';

/// Whether the two hold the same numbers in the same order; names that do not are never near.
pub(super) fn have_same_numbers(one: &str, other: &str) -> bool {
    let numbers = |key: &str| -> Vec<String> {
        key.split(' ')
            .filter(|word| is_number(word))
            .map(str::to_owned)
            .collect()
    };
    numbers(one) == numbers(other)
}

fn is_number(word: &str) -> bool {
    word.contains(|letter: char| letter.is_numeric()) || is_roman(word)
}

/// One space left out or one too many; the letters are the same.
pub(super) fn is_space_slip(written: &str, meant: &str) -> bool {
    let written: Vec<&str> = written.split(' ').collect();
    let meant: Vec<&str> = meant.split(' ').collect();
    let (longer, shorter) = if written.len() > meant.len() {
        (written, meant)
    } else {
        (meant, written)
    };
    if longer.len() != shorter.len() + 1 {
        return false;
    }
    let same = longer
        .iter()
        .zip(&shorter)
        .take_while(|(one, other)| one == other)
        .count();
    let Some((joined, after)) = shorter[same..].split_first() else {
        return false;
    };
    let [first, second, rest @ ..] = &longer[same..] else {
        return false;
    };
    rest == after
        && !is_number(first)
        && !is_number(second)
        && joined
            .strip_prefix(first)
            .is_some_and(|tail| tail == *second)
}

/// Whether a word is meant by one with letters swapped, one left out or one too many.
pub(super) fn is_word_slip(written: &str, meant: &str) -> bool {
    if is_number(written) || is_number(meant) {
        return false;
    }
    let written_letters: Vec<char> = written.chars().collect();
    let meant_letters: Vec<char> = meant.chars().collect();
    if written_letters.len().min(meant_letters.len()) < SHORTEST_WORD {
        return false;
    }
    if is_swap(&written_letters, &meant_letters) {
        return true;
    }
    let longer = written_letters.len().max(meant_letters.len());
    // "ông" and "sông" are two words; "rường" for "trường" may be, so a lost beginning counts only in what is no word.
    let begins_alike = written_letters.first() == meant_letters.first();
    longer >= SHORTEST_LONGER_WORD
        && (is_one_more(&written_letters, &meant_letters)
            || is_one_more(&meant_letters, &written_letters))
        && (begins_alike || !is_well_formed(written))
}

fn is_swap(one: &[char], other: &[char]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let differing: Vec<usize> = (0..one.len()).filter(|&at| one[at] != other[at]).collect();
    match differing[..] {
        [first, second] => {
            second == first + 1 && one[first] == other[second] && one[second] == other[first]
        }
        _ => false,
    }
}

fn is_one_more(longer: &[char], shorter: &[char]) -> bool {
    if longer.len() != shorter.len() + 1 {
        return false;
    }
    let same = longer
        .iter()
        .zip(shorter)
        .take_while(|(one, other)| one == other)
        .count();
    longer[same + 1..] == shorter[same..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_words() {
        for (written, meant, is_slip) in [
            ("chnh", "chính", true),
            ("chíh", "chính", true),
            ("chínhh", "chính", true),
            ("chíhn", "chính", true),
            ("bna", "ban", true),
            ("rtường", "trường", true),
            ("tờng", "trường", false),
            ("tấn", "tân", false),
            ("lam", "nam", false),
            ("lan", "an", false),
            ("sông", "ông", false),
            ("hành", "thành", false),
            ("đân", "dân", false),
            ("12", "1", false),
            ("iii", "ii", false),
            ("ý", "y", false),
            ("sử", "sở", false),
        ] {
            assert_eq!(is_word_slip(written, meant), is_slip, "{written}, {meant}");
        }
    }

    #[test]
    fn a_space_may_slip() {
        for (written, meant, is_slip) in [
            ("vănphòng tỉnh ủy", "văn phòng tỉnh ủy", true),
            ("văn phò ng tỉnh ủy", "văn phòng tỉnh ủy", true),
            ("sở ytế", "sở y tế", true),
            ("cụm 1 2", "cụm 12", false),
            ("trường hoa mai", "trường mai", false),
        ] {
            assert_eq!(is_space_slip(written, meant), is_slip, "{written}, {meant}");
        }
    }

    #[test]
    fn words_of_many_names_bear_more() {
        for (written, meant, is_slip) in [
            ("sờ", "sở", true),
            ("sởo", "sở", true),
            ("ở", "sở", false),
            ("truờng", "trường", true),
            ("tểiu", "tiểu", true),
            ("sử", "sở", false),
            ("số", "sở", true),
            ("1", "11", false),
        ] {
            assert_eq!(is_plain_word_slip(written, meant), is_slip, "{written}");
        }
    }

    #[test]
    fn a_mark_that_is_off_is_that_of_one_letter() {
        for (written, meant, is_off) in [
            ("vien", "viên", true),
            ("đông", "động", true),
            ("doàn", "đoàn", true),
            ("doan", "đoàn", false),
            ("nu", "nữ", false),
            ("sô", "số", true),
            ("sô", "sở", false),
            ("so", "sở", false),
            ("sộ", "số", false),
            ("nư", "nữ", true),
            ("động", "động", false),
        ] {
            assert_eq!(is_mark_off(written, meant), is_off, "{written}");
        }
    }

    #[test]
    fn words_may_sound_alike() {
        for (one, other, is_alike) in [
            ("lông", "nông", true),
            ("xơn", "sơn", true),
            ("trung", "chung", true),
            ("gia", "da", true),
            ("lam", "nam", true),
            ("nga", "la", false),
            ("nhà", "là", false),
            ("tấn", "tân", false),
            ("thũy", "thủy", false),
            ("trăng", "tăng", false),
        ] {
            assert_eq!(sound_alike(one, other), is_alike, "{one}, {other}");
            assert_eq!(sound_alike(other, one), is_alike, "{other}, {one}");
        }
        for (one, other, is_alike) in [
            ("thũy", "thủy", true),
            ("mỹ", "mỷ", true),
            ("thúy", "thủy", false),
            ("tấn", "tân", false),
        ] {
            assert_eq!(is_one_but_for_hooks(one, other), is_alike, "{one}, {other}");
        }
    }

    #[test]
    fn a_finger_may_hit_the_key_beside() {
        for (written, meant, is_beside) in [
            ("thăn", "thăm", true),
            ("đoàm", "đoàn", true),
            ("năm", "năn", false),
            ("thăt", "thăm", false),
            ("muôi", "nuôi", false),
        ] {
            assert_eq!(is_key_beside(written, meant), is_beside, "{written}");
        }
    }

    #[test]
    fn numbers_are_compared_as_they_stand() {
        assert!(have_same_numbers("cụm số 1", "cum so 1"));
        assert!(!have_same_numbers("cụm số 1", "cụm số 2"));
        assert!(!have_same_numbers("khu ii", "khu iii"));
    }
}
