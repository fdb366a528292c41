//! `unit-unknown`: không rõ đơn vị.

use super::nearest_clause;
use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "unit-unknown",
    severity: Severity::Error,
    title: "Không rõ đơn vị",
    problem: "Tên đơn vị ghi trên biểu không khớp với đơn vị nào trong danh mục.",
    effect: "Tệp bị từ chối (hoặc dòng đó của bảng tổng hợp cụm không được tính).",
    action: "Nếu đúng là một đơn vị của tỉnh thì ghi tên này vào cột “Tên khác” của danh-muc.xlsx; nếu không thì bỏ tệp ra.",
};

/// What the office reads.
pub fn message(name: &str, nearest: &str) -> String {
    format!(
        "Đơn vị “{name}” không có trong danh mục.{}",
        nearest_clause(nearest)
    )
}
