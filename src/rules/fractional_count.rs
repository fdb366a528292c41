//! `fractional-count`: số đếm không nguyên.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "fractional-count",
    severity: Severity::Error,
    title: "Số đếm không nguyên",
    problem: "Số người, số lượt hoặc số hộ không phải số nguyên.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str) -> String {
    format!("“{label}”: ghi {raw}, không phải số nguyên. Hỏi đơn vị số đúng.")
}
