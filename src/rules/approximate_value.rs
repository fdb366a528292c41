//! `approximate-value`: số gần đúng.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "approximate-value",
    severity: Severity::Info,
    title: "Số gần đúng",
    problem: "Số đi kèm chữ “gần”, “trên”, “khoảng”…",
    effect: "Số được tính, chữ kèm theo được bỏ.",
    action: "Không cần làm gì; nếu cần số chính xác thì hỏi đơn vị.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str, value: &str) -> String {
    format!("“{label}”: ghi “{raw}”, tính là {value}.")
}
