//! `conflicting-submissions`: nhiều bản không rõ bản nào mới.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "conflicting-submissions",
    severity: Severity::Error,
    title: "Nhiều bản không rõ bản nào mới",
    problem: "Đơn vị gửi nhiều bản khác nhau cho cùng kỳ và cùng biểu, không có gì cho biết bản nào mới hơn.",
    effect: "Tất cả các bản đều bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị bản nào đúng rồi ghi vào dinh-chinh.xlsx, hoặc bỏ bản cũ ra khỏi thư mục.",
};

/// What the office reads.
pub fn message(others: &str) -> String {
    format!(
        "Có nhiều bản khác nhau của cùng biểu, không rõ bản nào mới hơn: {others}. Hỏi đơn vị rồi bỏ bản cũ ra."
    )
}
