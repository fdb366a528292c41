//! What counts as a slip of the finger, and what is another name.
//!
//! A slip swaps two neighbouring letters, leaves one out, or types one too many. A substituted letter (`nam sơn`, `lam
//! sơn`), another tone or diacritic (`tân bình`, `tấn bình`), another number, and a change in a word too short to bear
//! it (`an`, `lan`) make another name.

use super::key::is_roman;
use super::likeness::folded;
use super::syllable::is_well_formed;

/// Words shorter than this bear no slip.
const SHORTEST_WORD: usize = 3;

/// A letter is missing or too many only between a word of this length and a shorter one.
const SHORTEST_LONGER_WORD: usize = 4;

/// How many slips make the written key out of the meant one; `None` where they differ by anything else. `is_known` tells
/// whether a word occurs in any known name: a word that does was meant.
pub(super) fn slips(written: &str, meant: &str, is_known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let written: Vec<&str> = written.split(' ').collect();
    let meant: Vec<&str> = meant.split(' ').collect();
    if written.len() != meant.len() {
        return is_space_slip(&written, &meant).then_some(1);
    }
    let mut count = 0;
    for (written, meant) in written.iter().zip(&meant) {
        if written == meant {
            continue;
        }
        if !is_word_slip(written, meant) || is_known(written) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// Whether one letter of one word lacks its mark or has another (`đoàn vien`, `lao đông`), and all else is as meant. Where
/// names are compared that makes another name; a label means one of a few things, and a word that is none of theirs was
/// not meant.
pub(super) fn is_one_mark_off(written: &str, meant: &str, is_known: &dyn Fn(&str) -> bool) -> bool {
    if written.split(' ').count() != meant.split(' ').count() {
        return false;
    }
    let words = written.split(' ').zip(meant.split(' '));
    let mut differing = words.filter(|(written, meant)| written != meant);
    let (Some((written, meant)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let letters = |word: &str| word.chars().count();
    let mut pairs = written.chars().zip(meant.chars());
    letters(written) == letters(meant)
        && letters(written) >= SHORTEST_WORD
        && folded(written) == folded(meant)
        && pairs.by_ref().filter(|(one, other)| one != other).count() == 1
        && !is_known(written)
}

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
fn is_space_slip(written: &[&str], meant: &[&str]) -> bool {
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
        .zip(shorter)
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

fn is_word_slip(written: &str, meant: &str) -> bool {
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
    fn slips_are_told_from_other_names() {
        let nothing_known = |_: &str| false;
        for (written, meant, count) in [
            ("ban nội chnh tỉnh ủy", "ban nội chính tỉnh ủy", Some(1)),
            ("ban nội chínhh tỉnh ủy", "ban nội chính tỉnh ủy", Some(1)),
            ("ban nội chíhn tỉnh ủy", "ban nội chính tỉnh ủy", Some(1)),
            ("bna nội chính", "ban nội chính", Some(1)),
            ("tờng mầm non", "trường mầm non", None),
            ("rtường mầm non", "trường mầm non", Some(1)),
            ("trườg mầm nnon", "trường mầm non", Some(2)),
            ("vănphòng tỉnh ủy", "văn phòng tỉnh ủy", Some(1)),
            ("văn phò ng tỉnh ủy", "văn phòng tỉnh ủy", Some(1)),
            ("sở ytế", "sở y tế", Some(1)),
            ("tấn bình", "tân bình", None),
            ("lam sơn", "nam sơn", None),
            ("mỹ lan", "mỹ an", None),
            ("mỹ an", "mỹ lan", None),
            ("sông hồng", "ông hồng", None),
            ("hành công", "thành công", None),
            ("đân tộc", "dân tộc", None),
            ("cụm 12", "cụm 1", None),
            ("cụm 1 2", "cụm 12", None),
            ("khu iii", "khu ii", None),
            ("trường hoa mai", "trường mai", None),
            ("y", "ý", None),
            ("sở", "sử", None),
        ] {
            assert_eq!(
                slips(written, meant, &nothing_known),
                count,
                "{written}, {meant}"
            );
        }
        let quan_is_known = |word: &str| word == "quan";
        assert_eq!(slips("hoàng quan", "hoàng quang", &quan_is_known), None);
        assert_eq!(slips("hoàng quang", "hoàng quan", &quan_is_known), Some(1));
    }

    #[test]
    fn a_mark_that_is_off_is_one_letter_of_one_word() {
        let nothing_known = |_: &str| false;
        for (written, meant, is_off) in [
            ("đoàn vien", "đoàn viên", true),
            ("lao đông", "lao động", true),
            ("doàn viên", "đoàn viên", true),
            ("doan viên", "đoàn viên", false),
            ("đòan vien", "đoàn viên", false),
            ("số nu", "số nữ", false),
            ("lao đồng đội", "lao động", false),
            ("lao động", "lao động", false),
        ] {
            assert_eq!(
                is_one_mark_off(written, meant, &nothing_known),
                is_off,
                "{written}"
            );
        }
        let is_known = |word: &str| word == "đông";
        assert!(!is_one_mark_off("lao đông", "lao động", &is_known));
    }

    #[test]
    fn numbers_are_compared_as_they_stand() {
        assert!(have_same_numbers("cụm số 1", "cum so 1"));
        assert!(!have_same_numbers("cụm số 1", "cụm số 2"));
        assert!(!have_same_numbers("khu ii", "khu iii"));
    }
}
