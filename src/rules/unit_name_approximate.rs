//! `unit-name-approximate`: tên đơn vị gõ nhầm.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "unit-name-approximate",
    severity: Severity::Info,
    title: "Tên đơn vị gõ nhầm",
    problem: "Tên ghi trên biểu sai một lỗi gõ và chỉ gần với một đơn vị duy nhất.",
    effect: "Số liệu được tính cho đơn vị đó.",
    action: "Xem lại xem có đúng là đơn vị đó không.",
};

/// What the office reads.
pub fn message(name: &str, taken_for: &str) -> String {
    format!("Tên đọc được “{name}” được hiểu là “{taken_for}” (lỗi gõ).")
}
