//! Marks and words in minutes: who was there, which place.

use crate::catalogue::FormWords;
use crate::text;
use crate::text::capitalised;

/// What a cell under `Có mặt` or `Ký tên` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// `x`, `Có mặt`, `☑`, `2 người`.
    Yes,
    /// `Vắng`, `☐`, `K`; with the reason where it stands there too: `Vắng (ốm)`.
    No(Option<String>),
    /// Nothing, or that nobody knows.
    Open,
}

/// `P`, `KP`, `VCP`: a letter in place of words.
const LONGEST_LETTER_MARK: usize = 3;

/// Reads a mark; `None` where the text says something else.
pub(super) fn read_mark(written: &str, words: &FormWords) -> Option<Mark> {
    let written = text::clean(written);
    let lower = text::lower_case(&written);
    let bare = lower.trim_matches(['.', ',', ';', ':', ' ', '\'', '"']);
    let bare = without_brackets(bare);
    if bare.is_empty() {
        return Some(Mark::Open);
    }
    let key = text::label_key(bare);
    let is_one_of = |marks: &[String]| marks.iter().any(|mark| *mark == bare || *mark == key);
    if is_one_of(&words.open_marks) {
        return Some(Mark::Open);
    }
    for (marks, meaning) in [
        (&words.unexcused_marks, "Không phép"),
        (&words.excused_marks, "Có phép"),
    ] {
        if is_one_of(marks) {
            let is_letter = key.chars().count() <= LONGEST_LETTER_MARK;
            let reason = (!is_letter).then(|| reason_in(&written, &words.absent_marks));
            return Some(Mark::No(Some(reason.unwrap_or_else(|| meaning.to_owned()))));
        }
    }
    if is_one_of(&words.absent_marks) {
        return Some(Mark::No(None));
    }
    if is_one_of(&words.present_marks) {
        return Some(Mark::Yes);
    }
    let reasons = [
        &words.excused_marks,
        &words.unexcused_marks,
        &words.reason_beginnings,
    ];
    let begins_with_reason = |phrases: &&Vec<String>| longest_beginning(&key, phrases).is_some();
    if reasons.iter().any(begins_with_reason) {
        return Some(Mark::No(Some(capitalised(&written))));
    }
    if let Some(mark) = longest_beginning(&key, &words.absent_marks) {
        return Some(Mark::No(reason_behind(&written, mark)));
    }
    if longest_beginning(&key, &words.present_marks).is_some() {
        return Some(Mark::Yes);
    }
    people(bare).map(|people| {
        if people > 0 {
            Mark::Yes
        } else {
            Mark::No(None)
        }
    })
}

/// `(đã ký)`, `[x]`: brackets around all of a mark are none of it.
fn without_brackets(bare: &str) -> &str {
    let pairs = [('(', ')'), ('[', ']')];
    let mut inner = pairs.into_iter().filter_map(|(open, close)| {
        let inner = bare.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close])).then(|| inner.trim())
    });
    inner.next().unwrap_or(bare)
}

/// `2`, `02 người`, `2/3`: how many came.
fn people(bare: &str) -> Option<u32> {
    let digits = bare.find(|c: char| !c.is_ascii_digit());
    let (number, rest) = bare.split_at(digits.unwrap_or(bare.len()));
    let rest = rest.trim();
    let is_of_people = rest.is_empty()
        || rest.starts_with('/')
        || ["người", "đồng chí", "đ/c", "đại biểu"].contains(&rest);
    number.parse().ok().filter(|_| is_of_people)
}

/// The longest of the phrases in words that a key begins with, where more follows or nothing.
fn longest_beginning<'a>(key: &str, phrases: &'a [String]) -> Option<&'a String> {
    let in_words = |phrase: &&String| phrase.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let begins = |phrase: &&String| {
        let rest = key.strip_prefix(phrase.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let found = phrases.iter().filter(in_words).filter(begins);
    found.max_by_key(|phrase| phrase.len())
}

/// What stands behind `Vắng`: `(ốm)`, `: đi công tác`, `do bận`.
fn reason_behind(written: &str, mark: &str) -> Option<String> {
    let behind: String = written.chars().skip(mark.chars().count()).collect();
    let reason = behind.trim_matches(|c: char| !c.is_alphanumeric());
    let reason = reason
        .strip_prefix("do ")
        .or(reason.strip_prefix("vì "))
        .unwrap_or(reason);
    (!reason.is_empty()).then(|| capitalised(reason))
}

/// `Vắng có lý do` without the mark: `Có lý do`.
fn reason_in(written: &str, absent_marks: &[String]) -> String {
    let key = text::label_key(written);
    let behind = longest_beginning(&key, absent_marks)
        .filter(|mark| mark.starts_with("vắng"))
        .and_then(|mark| reason_behind(written, mark));
    behind.unwrap_or_else(|| capitalised(written))
}

/// Whether a cell of awards says that none is proposed: `-`, `Không`.
pub(super) fn proposes_nothing(written: &str, words: &FormWords) -> bool {
    matches!(read_mark(written, words), Some(Mark::No(_) | Mark::Open))
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
        let yes = Some(Mark::Yes);
        let no = || Some(Mark::No(None));
        let why = |reason: &str| Some(Mark::No(Some(reason.to_string())));
        for (written, mark) in [
            ("x", yes.clone()),
            ("X.", yes.clone()),
            (" Có mặt ", yes.clone()),
            ("Có mặt (cử người dự thay)", yes.clone()),
            ("v", yes.clone()),
            ("✓", yes.clone()),
            ("☑", yes.clone()),
            ("TRUE", yes.clone()),
            ("1", yes.clone()),
            ("02 người", yes.clone()),
            ("2/3", yes.clone()),
            ("Đã ký", yes.clone()),
            ("0", no()),
            ("-", no()),
            ("☐", no()),
            ("Vắng", no()),
            ("Chưa ký", no()),
            ("Không", no()),
            ("vắng có phép", why("Có phép")),
            ("P", why("Có phép")),
            ("K", why("Không phép")),
            ("Vắng (có lý do)", why("Có lý do")),
            ("Vắng do ốm", why("Ốm")),
            ("Vắng mặt: đi công tác", why("Đi công tác")),
            ("Ốm", why("Ốm")),
            ("bận họp Sở", why("Bận họp Sở")),
            ("Có phép, con ốm", why("Có phép, con ốm")),
            ("?", None),
            ("chưa rõ", Some(Mark::Open)),
            ("", Some(Mark::Open)),
            ("Nguyễn Văn A", None),
            ("2 ngày", None),
        ] {
            assert_eq!(read_mark(written, &words), mark, "{written:?}");
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
