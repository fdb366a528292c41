//! The rules: one kind of finding a file, with its text for people. The checks that raise them stand in the stages.
//!
//! To add one: a file with its `RULE`, its `message` and its `CASES`, and its name in each of the two lists below, sorted
//! by code. A rule without a case that raises it fails a test.

use crate::finding::Rule;

#[cfg(test)]
mod cases;

pub mod approximate_value;
pub mod cell_error;
pub mod cluster_unknown;
pub mod column_unknown;
pub mod conflicting_sources;
pub mod conflicting_submissions;
pub mod correction_stale;
pub mod correction_unused;
pub mod duplicate_submission;
pub mod empty_form;
pub mod encrypted_file;
pub mod fractional_count;
pub mod hidden_cells;
pub mod implausible_value;
pub mod label_ambiguous;
pub mod label_unmatched;
pub mod legacy_encoding;
pub mod magnitude_suspect;
pub mod membership_missing;
pub mod missing_submission;
pub mod missing_value;
pub mod negative_value;
pub mod newer_version_unread;
pub mod nomination_conflict;
pub mod not_a_number;
pub mod outlier;
pub mod oversized_file;
pub mod part_exceeds_total;
pub mod period_conflict;
pub mod period_missing;
pub mod previous_mismatch;
pub mod rate_mismatch;
pub mod row_unread;
pub mod shown_otherwise;
pub mod struck_out;
pub mod superseded_submission;
pub mod total_mismatch;
pub mod uncached_formula;
pub mod unit_ambiguous;
pub mod unit_ended;
pub mod unit_name_approximate;
pub mod unit_of_measure_conflict;
pub mod unit_unknown;
pub mod unreadable_file;
pub mod unsupported_file;

/// The two lists of a run's rules and of their cases, from their names.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        /// All rules, sorted by code.
        pub static ALL: &[&Rule] = &[$(&$name::RULE),*];

        #[cfg(test)]
        static CASES: &[(&Rule, &[cases::Case])] = &[$((&$name::RULE, $name::CASES)),*];
    };
}

rules![
    approximate_value,
    cell_error,
    cluster_unknown,
    column_unknown,
    conflicting_sources,
    conflicting_submissions,
    correction_stale,
    correction_unused,
    duplicate_submission,
    empty_form,
    encrypted_file,
    fractional_count,
    hidden_cells,
    implausible_value,
    label_ambiguous,
    label_unmatched,
    legacy_encoding,
    magnitude_suspect,
    membership_missing,
    missing_submission,
    missing_value,
    negative_value,
    newer_version_unread,
    nomination_conflict,
    not_a_number,
    outlier,
    oversized_file,
    part_exceeds_total,
    period_conflict,
    period_missing,
    previous_mismatch,
    rate_mismatch,
    row_unread,
    shown_otherwise,
    struck_out,
    superseded_submission,
    total_mismatch,
    uncached_formula,
    unit_ambiguous,
    unit_ended,
    unit_name_approximate,
    unit_of_measure_conflict,
    unit_unknown,
    unreadable_file,
    unsupported_file,
];

/// The place of a rule's findings among others of their weight: first what concerns a whole period and what the office has
/// decided in vain.
pub fn rank(rule: &Rule) -> u8 {
    let concerns_all = [&membership_missing::RULE];
    let of_decisions = [&correction_stale::RULE, &correction_unused::RULE];
    match rule {
        rule if concerns_all.contains(&rule) => 0,
        rule if of_decisions.contains(&rule) => 1,
        _ => 2,
    }
}

/// Whether somebody is to act on a finding of the rule, or to look at it, also where it only tells.
pub fn asks_to_look(rule: &Rule) -> bool {
    [&missing_submission::RULE, &unit_name_approximate::RULE].contains(&rule)
}

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
