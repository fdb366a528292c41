//! Marks and words in minutes: who was there, which place.

use crate::catalogue::FormWords;
use crate::text;

/// Whether a cell of a list of names marks somebody; `None` where it says something else.
///
/// An empty cell marks nobody; a number of people marks somebody unless it is zero.
pub(super) fn is_marked(written: Option<&str>, words: &FormWords) -> Option<bool> {
    let Some(written) = written else {
        return Some(false);
    };
    let lower = text::lower_case(&text::clean(written));
    let bare = lower.trim_end_matches(['.', ',', ';']).trim();
    let key = text::label_key(bare);
    let is_one_of = |marks: &[String]| marks.iter().any(|mark| *mark == bare || *mark == key);
    let begins = |marks: &[String]| {
        let phrases = marks.iter().filter(|mark| {
            mark.chars()
                .all(|letter| letter.is_alphabetic() || letter == ' ')
        });
        phrases.into_iter().any(|mark| {
            key.strip_prefix(mark.as_str())
                .is_some_and(|rest| rest.starts_with(' '))
        })
    };
    if is_one_of(&words.absent_marks) || begins(&words.absent_marks) {
        return Some(false);
    }
    if is_one_of(&words.present_marks) {
        return Some(true);
    }
    bare.parse::<u32>().ok().map(|people| people > 0)
}

/// The place that a text gives: `Nhất`, `Giải nhì`, `thứ 3`, `II`, `1`. `None` where it gives none, or more than one.
pub(super) fn read_rank(written: &str, words: &FormWords) -> Option<u32> {
    let lower = text::lower_case(&text::clean(written));
    let mut places = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .filter_map(|word| place(word, words));
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

fn place(word: &str, words: &FormWords) -> Option<u32> {
    let by_word = words.rank_words.iter().position(|known| known == word);
    by_word
        .map(|position| position as u32 + 1)
        .or_else(|| word.parse().ok().filter(|place| *place > 0))
        .or_else(|| text::roman_number(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Forms;

    #[test]
    fn marks_are_read() {
        let words = Forms::built_in().words;
        for (written, marked) in [
            (None, Some(false)),
            (Some("x"), Some(true)),
            (Some("X."), Some(true)),
            (Some(" Có mặt "), Some(true)),
            (Some("v"), Some(true)),
            (Some("✓"), Some(true)),
            (Some("1"), Some(true)),
            (Some("2"), Some(true)),
            (Some("0"), Some(false)),
            (Some("-"), Some(false)),
            (Some("Vắng"), Some(false)),
            (Some("vắng có phép"), Some(false)),
            (Some("Không"), Some(false)),
            (Some("?"), None),
            (Some("Nguyễn Văn A"), None),
            (Some(""), None),
        ] {
            assert_eq!(is_marked(written, &words), marked, "{written:?}");
        }
    }

    #[test]
    fn places_are_read() {
        let words = Forms::built_in().words;
        for (written, rank) in [
            ("Nhất", Some(1)),
            ("NHÌ", Some(2)),
            ("Giải ba", Some(3)),
            ("1", Some(1)),
            ("01", Some(1)),
            ("I", Some(1)),
            ("IV.", Some(4)),
            ("Thứ 2", Some(2)),
            ("hạng nhì (đồng hạng)", Some(2)),
            ("", None),
            ("-", None),
            ("0", None),
            ("nhất, nhì", None),
            ("Khuyến khích", None),
        ] {
            assert_eq!(read_rank(written, &words), rank, "{written}");
        }
    }
}
