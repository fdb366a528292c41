//! `duplicate-submission`: tệp trùng.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "duplicate-submission",
    severity: Severity::Info,
    title: "Tệp trùng",
    problem: "Tệp giống hệt từng byte với một tệp khác.",
    effect: "Không tính; tệp kia được tính.",
    action: "Không cần làm gì; có thể xóa bản trùng.",
};

/// What the office reads.
pub fn message(other: &str) -> String {
    format!("Giống hệt tệp “{other}”; chỉ tính một tệp.")
}
