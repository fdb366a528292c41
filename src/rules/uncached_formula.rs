//! `uncached-formula`: công thức chưa có kết quả.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "uncached-formula",
    severity: Severity::Error,
    title: "Công thức chưa có kết quả",
    problem: "Ô chứa công thức nhưng tệp được lưu mà không kèm kết quả.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Mở tệp bằng Excel, bấm Lưu rồi gửi lại.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str) -> String {
    format!("“{label}”: công thức {raw} chưa có kết quả. Mở tệp bằng Excel, lưu lại rồi chạy lại.")
}
