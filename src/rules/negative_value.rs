//! `negative-value`: số âm.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "negative-value",
    severity: Severity::Error,
    title: "Số âm",
    problem: "Số người, số lượt, số hộ hoặc số tiền nhỏ hơn 0.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str) -> String {
    format!("“{label}”: ghi số âm {raw}. Hỏi đơn vị số đúng.")
}
