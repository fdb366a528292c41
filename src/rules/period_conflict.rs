//! `period-conflict`: kỳ báo cáo mâu thuẫn.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "period-conflict",
    severity: Severity::Error,
    title: "Kỳ báo cáo mâu thuẫn",
    problem: "Biểu ghi một kỳ, thư mục (hoặc chỗ khác trên biểu) lại ghi kỳ khác.",
    effect: "Cả tệp bị giữ lại, chưa tính.",
    action: "Xem tệp thuộc kỳ nào, chuyển về đúng thư mục hoặc ghi kỳ đúng vào dinh-chinh.xlsx.",
};

/// What the office reads.
pub fn message(stated: &str, other: &str) -> String {
    format!(
        "Biểu ghi {stated} nhưng {other}. Chưa tính tệp này; ghi kỳ đúng vào dinh-chinh.xlsx hoặc chuyển tệp về đúng thư mục."
    )
}
