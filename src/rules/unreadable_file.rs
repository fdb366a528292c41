//! `unreadable-file`: tệp không đọc được.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "unreadable-file",
    severity: Severity::Error,
    title: "Tệp không đọc được",
    problem: "Tệp bị hỏng, bị cắt ngắn, rỗng, hoặc là một loại tệp khác mang đuôi của bảng tính Excel.",
    effect: "Tệp bị từ chối; không số liệu nào trong tệp được tính.",
    action: "Mở tệp bằng Excel, lưu lại dạng .xlsx; nếu không mở được thì đề nghị đơn vị gửi lại.",
};

/// What the office reads.
pub fn message(what: &str) -> String {
    format!(
        "Không đọc được tệp: {what}. Mở bằng Excel rồi lưu lại dạng .xlsx, hoặc đề nghị đơn vị gửi lại."
    )
}
