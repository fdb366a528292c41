//! `correction-unused`: đính chính không dùng được.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "correction-unused",
    severity: Severity::Warning,
    title: "Đính chính không dùng được",
    problem: "Một dòng trong dinh-chinh.xlsx không khớp với số liệu nào hoặc không ghi lý do.",
    effect: "Dòng đính chính không được áp dụng.",
    action: "Sửa lại dòng đó trong dinh-chinh.xlsx.",
};

/// What the office reads.
pub fn message(why: &str) -> String {
    format!("Dòng đính chính này chưa được áp dụng: {why}.")
}
