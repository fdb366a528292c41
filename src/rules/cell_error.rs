//! `cell-error`: ô báo lỗi công thức.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "cell-error",
    severity: Severity::Error,
    title: "Ô báo lỗi công thức",
    problem: "Ô chứa giá trị lỗi như #REF! hoặc #DIV/0!.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Đề nghị đơn vị sửa công thức, hoặc ghi số đúng vào dinh-chinh.xlsx.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str) -> String {
    format!("“{label}”: ô báo lỗi {raw}. Đề nghị đơn vị sửa công thức.")
}
