//! The rules: one kind of finding a file, with its text for people. The checks that raise them stand in the stages.
//!
//! To add one: a file with its `RULE` and its `message`, a line in each of the two lists below, sorted by code.

use crate::finding::Rule;

pub mod approximate_value;
pub mod cell_error;
pub mod cluster_unknown;
pub mod conflicting_sources;
pub mod conflicting_submissions;
pub mod correction_unused;
pub mod duplicate_submission;
pub mod empty_form;
pub mod encrypted_file;
pub mod fractional_count;
pub mod label_ambiguous;
pub mod label_unmatched;
pub mod legacy_encoding;
pub mod magnitude_suspect;
pub mod missing_submission;
pub mod missing_value;
pub mod negative_value;
pub mod nomination_conflict;
pub mod not_a_number;
pub mod outlier;
pub mod oversized_file;
pub mod part_exceeds_total;
pub mod period_conflict;
pub mod period_missing;
pub mod previous_mismatch;
pub mod rate_mismatch;
pub mod superseded_submission;
pub mod total_mismatch;
pub mod uncached_formula;
pub mod unit_ambiguous;
pub mod unit_name_approximate;
pub mod unit_of_measure_conflict;
pub mod unit_unknown;
pub mod unreadable_file;
pub mod unsupported_file;

/// All rules, sorted by code.
pub const ALL: &[&Rule] = &[
    &approximate_value::RULE,
    &cell_error::RULE,
    &cluster_unknown::RULE,
    &conflicting_sources::RULE,
    &conflicting_submissions::RULE,
    &correction_unused::RULE,
    &duplicate_submission::RULE,
    &empty_form::RULE,
    &encrypted_file::RULE,
    &fractional_count::RULE,
    &label_ambiguous::RULE,
    &label_unmatched::RULE,
    &legacy_encoding::RULE,
    &magnitude_suspect::RULE,
    &missing_submission::RULE,
    &missing_value::RULE,
    &negative_value::RULE,
    &nomination_conflict::RULE,
    &not_a_number::RULE,
    &outlier::RULE,
    &oversized_file::RULE,
    &part_exceeds_total::RULE,
    &period_conflict::RULE,
    &period_missing::RULE,
    &previous_mismatch::RULE,
    &rate_mismatch::RULE,
    &superseded_submission::RULE,
    &total_mismatch::RULE,
    &uncached_formula::RULE,
    &unit_ambiguous::RULE,
    &unit_name_approximate::RULE,
    &unit_of_measure_conflict::RULE,
    &unit_unknown::RULE,
    &unreadable_file::RULE,
    &unsupported_file::RULE,
];

/// ` Gần nhất: …` where there are near names, else nothing.
fn nearest_clause(nearest: &str) -> String {
    if nearest.is_empty() {
        String::new()
    } else {
        format!(" Gần nhất: {nearest}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_each_rule_tells_what_to_do() {
        assert!(ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
        for rule in ALL {
            for text in [rule.title, rule.problem, rule.effect, rule.action] {
                assert!(!text.is_empty(), "{}", rule.code);
            }
            assert!(
                rule.code
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-')
            );
        }
    }
}
