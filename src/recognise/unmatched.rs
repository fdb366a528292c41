//! A figure whose label means no indicator.

use super::Lexicon;
use super::labels::LabelMeaning;
use crate::finding::Finding;
use crate::location::CellRef;
use crate::register::wordbook::Meaning;
use crate::rules;

/// What is told of it; where the office leaves the label out only that.
pub(super) fn unmatched(
    at: &CellRef,
    (label, raw): (&str, &str),
    nearest: &[String],
    lexicon: &Lexicon,
) -> Finding {
    let rule = &rules::label_unmatched::RULE;
    let decided = lexicon.decided_label(label);
    if let Some(entry) = decided.filter(|entry| entry.means == Meaning::LeftOut) {
        let message = rules::label_unmatched::left_out_message(label, raw, &entry.by());
        let finding = Finding::about_cell(rule, at, message);
        return finding.as_decided().about_text(label);
    }
    let names: Vec<String> = nearest.iter().map(|name| format!("“{name}”")).collect();
    let message = rules::label_unmatched::message(label, raw, &names.join(", "));
    let finding = Finding::about_cell(rule, at, message);
    // What a part is depends on the row above it: nobody can say once for all what it means.
    match lexicon.wording(label).label(lexicon).meaning {
        LabelMeaning::PartOfAbove(_) => finding,
        _ => finding.of_word(label, 1),
    }
}
