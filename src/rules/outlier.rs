//! `outlier`: số khác thường.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "outlier",
    severity: Severity::Warning,
    title: "Số khác thường",
    problem: "Số khác xa các năm khác của đơn vị và các đơn vị khác, nhưng vẫn có thể đúng.",
    effect: "Số liệu vẫn được tính.",
    action: "Xem lại với đơn vị nếu cần.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str, compared: &str) -> String {
    format!("“{label}”: {raw}, {compared}. Số vẫn được tính; xem lại với đơn vị nếu cần.")
}
