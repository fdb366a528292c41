//! Notes below the tables that say of when all of it is: `Ghi chú: Số liệu trên là số liệu 6 tháng đầu năm`.

use super::Knowledge;
use super::time::{Time, told_time};
use crate::text;

/// The time that a note tells which says nothing else.
pub(super) fn time_of_all(note: &str, lexicon: &Knowledge) -> Option<Time> {
    let has_digit = note.contains(|it: char| it.is_ascii_digit());
    let lower = has_digit.then(|| text::lower_case(note))?;
    let introduced = lower
        .split_once(':')
        .filter(|(before, _)| lexicon.titles.is_note(&text::label_key(before)));
    let note = introduced.map_or(&*lower, |(_, note)| note);
    let (time, range) = told_time(note)?;
    let rest = text::label_key(&format!("{} {}", &note[..range.start], &note[range.end..]));
    text::is_made_of(&rest, &lexicon.forms.words.whole_notes).then_some(time)
}
