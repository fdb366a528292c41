//! `superseded-submission`: có bản mới hơn.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "superseded-submission",
    severity: Severity::Info,
    title: "Có bản mới hơn",
    problem: "Đơn vị đã gửi bản khác mới hơn cho cùng kỳ và cùng biểu.",
    effect: "Không tính; bản mới hơn được tính.",
    action: "Không cần làm gì; xem bảng so sánh hai bản nếu cần.",
};

/// What the office reads.
pub fn message(newer: &str, why: &str) -> String {
    format!("Đã có bản mới hơn là “{newer}” ({why}); tính bản đó.")
}
