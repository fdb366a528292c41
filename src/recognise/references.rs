//! What a label says of where else to look: `nêu tại mục 8`, `(như dòng 1)`, `(theo Chỉ thị số 02-CT/TU)`. It makes nothing else of the label.
//! A decree, a resolution or a decision may be of one programme alone, and stays.

use crate::catalogue::FormWords;
use crate::text;
use std::borrow::Cow;

/// A label without references to other rows.
pub(super) fn without_references<'t>(label: &'t str, words: &FormWords) -> Cow<'t, str> {
    // Asked of every label, and few hold one.
    if !label.contains(|it: char| it.is_ascii_digit()) {
        return Cow::Borrowed(label);
    }
    let written: Vec<&str> = label.split_whitespace().collect();
    let bare = |at: usize| written[at].trim_matches(['(', ')', ',', '.', ':']);
    let key = |at: usize| text::label_key(bare(at));
    let is_row = |at: usize| words.row_words.contains(&key(at));
    let is_link = |at: usize| words.reference_links.contains(&key(at));
    let pairs = 1..written.len().saturating_sub(1);
    let mut found = pairs.filter(|at| is_row(*at) && is_number_of_row(bare(at + 1)));
    let Some((first, last)) = found.find_map(|at| {
        let first = (0..at).rev().take_while(|at| is_link(*at)).last()?;
        let opens = written[first].starts_with('(');
        (opens == written[at + 1].ends_with(')')).then_some((first, at + 1))
    }) else {
        return Cow::Borrowed(label);
    };
    let kept = written[..first].iter().chain(&written[last + 1..]);
    let kept: Vec<&str> = kept.copied().collect();
    Cow::Owned(kept.join(" "))
}

/// `8`, `2.1`
fn is_number_of_row(key: &str) -> bool {
    key.starts_with(|it: char| it.is_ascii_digit())
        && key.chars().all(|it| it.is_ascii_digit() || it == '.')
}

/// Whether a remark only names a document that asks for the figure.
pub(super) fn names_document(remark: &str, words: &FormWords) -> bool {
    let key = text::label_key(remark);
    let behind = words.reference_links.iter();
    let mut behind = behind.filter_map(|it| key.strip_prefix(it.as_str())?.strip_prefix(' '));
    behind.any(|rest| text::begins_with_any(rest, &words.guiding_documents))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn references_to_other_rows_are_no_part_of_a_label() {
        let words = crate::catalogue::Forms::built_in().words;
        for [label, left] in cases(
            "
            Số tiền thăm hỏi nêu tại mục 8                     | Số tiền thăm hỏi
            + Số người được tính (như mục 1)                   | + Số người được tính
            Số tiền tặng quà các hộ nêu tại mục 11 (hộ nghèo)  | Số tiền tặng quà các hộ (hộ nghèo)
            Trị giá quà tặng nêu ở mục 3                       | Trị giá quà tặng
            Số tiền ở dòng 2.1                                 | Số tiền
            Mục 8                                              | Mục 8
            Số tiền chi mục 8                                  | Số tiền chi mục 8
            Số người năm 2023                                  | Số người năm 2023",
        ) {
            assert_eq!(without_references(label, &words), left, "{label}");
        }
    }

    #[test]
    fn a_document_that_guides_is_no_programme() {
        let words = crate::catalogue::Forms::built_in().words;
        for [remark, is_guide] in cases(
            "
            theo Chỉ thị số 02-CT/TU          | yes
            theo Hướng dẫn số 03/HD-TLĐ       | yes
            theo Nghị định 111/2022/NĐ-CP     | no
            theo Quyết định số 3022/QĐ-TLĐ    | no
            theo kế hoạch                     | no",
        ) {
            assert_eq!(
                names_document(remark, &words),
                is_guide == "yes",
                "{remark}"
            );
        }
    }
}
