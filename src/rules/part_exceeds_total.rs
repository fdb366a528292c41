//! `part-exceeds-total`: phần lớn hơn tổng.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "part-exceeds-total",
    severity: Severity::Error,
    title: "Phần lớn hơn tổng",
    problem: "Một con số là bộ phận lại lớn hơn con số tổng của nó.",
    effect: "Cả hai số vẫn được tính; cần xem lại.",
    action: "Hỏi đơn vị số nào đúng rồi ghi vào dinh-chinh.xlsx.",
};

/// What the office reads.
pub fn message(label: &str, part: &str, total_label: &str, total: &str) -> String {
    format!("“{label}” là {part}, lớn hơn “{total_label}” là {total}. Hỏi đơn vị số nào đúng.")
}
