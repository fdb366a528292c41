//! `not-a-number`: không phải số.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "not-a-number",
    severity: Severity::Error,
    title: "Không phải số",
    problem: "Ô cần số nhưng lại ghi chữ, hoặc ghi số theo cách có thể hiểu hai nghĩa.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str, why: &str) -> String {
    format!("“{label}”: ghi “{raw}”, {why}. Hỏi đơn vị số đúng.")
}
