//! `encrypted-file`: tệp có mật khẩu.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "encrypted-file",
    severity: Severity::Error,
    title: "Tệp có mật khẩu",
    problem: "Tệp được đặt mật khẩu nên không mở được.",
    effect: "Tệp bị từ chối; không số liệu nào trong tệp được tính.",
    action: "Hỏi đơn vị mật khẩu, mở tệp bằng Excel, bỏ mật khẩu rồi lưu lại; hoặc đề nghị đơn vị gửi lại tệp không đặt mật khẩu.",
};

/// What the office reads.
pub fn message() -> String {
    "Tệp được đặt mật khẩu. Đề nghị đơn vị gửi lại tệp không có mật khẩu.".to_string()
}
