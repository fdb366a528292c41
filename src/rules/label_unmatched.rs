//! `label-unmatched`: không rõ chỉ tiêu.

use super::nearest_clause;
use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "label-unmatched",
    severity: Severity::Warning,
    title: "Không rõ chỉ tiêu",
    problem: "Dòng có số liệu nhưng nội dung không khớp với chỉ tiêu nào trong danh mục.",
    effect: "Số ở dòng này không được tính.",
    action: "Nếu là một chỉ tiêu cần tổng hợp thì bổ sung vào danh mục chỉ tiêu.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str, nearest: &str) -> String {
    format!(
        "Dòng “{label}” ghi {raw} không khớp với chỉ tiêu nào.{}",
        nearest_clause(nearest)
    )
}
