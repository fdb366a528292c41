//! `newer-version-unread`: bản mới hơn chưa dùng được.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "newer-version-unread",
    severity: Severity::Error,
    title: "Bản mới hơn chưa dùng được",
    problem: "Tệp này có vẻ là bản mới hơn của một báo cáo đang được tính, nhưng không dùng được (hỏng, không rõ đơn vị, không có biểu).",
    effect: "Số liệu của bản cũ tạm được tính.",
    action: "Sửa tệp này hoặc đề nghị đơn vị gửi lại; nếu tệp thừa thì bỏ ra khỏi thư mục.",
};

/// What the office reads.
pub fn message(older: &str, unit: &str) -> String {
    format!(
        "Tệp này có vẻ là bản mới hơn báo cáo của {unit} nhưng chưa dùng được; tạm tính bản cũ “{older}”. Sửa tệp này hoặc đề nghị đơn vị gửi lại."
    )
}
