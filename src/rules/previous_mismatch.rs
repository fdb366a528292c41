//! `previous-mismatch`: số năm trước không khớp.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "previous-mismatch",
    severity: Severity::Warning,
    title: "Số năm trước không khớp",
    problem: "Cột năm trước trên biểu khác với số đã tính cho năm đó.",
    effect: "Cột năm trước không được tính.",
    action: "Xem lại số năm trước của đơn vị.",
};

/// What the office reads.
pub fn message(label: &str, stated: &str, counted: &str, period: &str) -> String {
    format!(
        "“{label}”: cột năm trước ghi {stated}, số đã tính cho {period} là {counted}. Xem lại số năm trước."
    )
}
