//! `rate-mismatch`: tỷ lệ không khớp.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "rate-mismatch",
    severity: Severity::Warning,
    title: "Tỷ lệ không khớp",
    problem: "Tỷ lệ ghi trên biểu khác với tỷ lệ tính từ các con số của nó.",
    effect: "Cột tỷ lệ không được tính.",
    action: "Xem lại kết quả hoặc chỉ tiêu của dòng đó.",
};

/// What the office reads.
pub fn message(label: &str, stated: &str, computed: &str) -> String {
    format!(
        "“{label}”: ghi tỷ lệ {stated}, tính lại được {computed}. Xem lại kết quả hoặc chỉ tiêu."
    )
}
