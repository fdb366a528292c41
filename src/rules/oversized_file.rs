//! `oversized-file`: tệp quá lớn.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "oversized-file",
    severity: Severity::Error,
    title: "Tệp quá lớn",
    problem: "Tệp vượt giới hạn về dung lượng, độ giãn nở hoặc số ô.",
    effect: "Tệp bị từ chối; không số liệu nào trong tệp được tính.",
    action: "Mở tệp bằng Excel, chỉ giữ lại trang tính có biểu báo cáo, lưu thành tệp mới.",
};

/// What the office reads.
pub fn message(what: &str) -> String {
    format!("Tệp quá lớn: {what}. Chỉ giữ lại trang tính có biểu báo cáo rồi lưu thành tệp mới.")
}
