//! `total-mismatch`: dòng tổng không khớp.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "total-mismatch",
    severity: Severity::Warning,
    title: "Dòng tổng không khớp",
    problem: "Dòng tổng trên biểu khác với tổng các dòng.",
    effect: "Dòng tổng không được tính.",
    action: "Xem lại bảng của cụm.",
};

/// What the office reads.
pub fn message(label: &str, stated: &str, summed: &str) -> String {
    format!("“{label}”: dòng tổng ghi {stated}, cộng các dòng được {summed}. Xem lại bảng.")
}
