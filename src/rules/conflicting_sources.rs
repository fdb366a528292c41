//! `conflicting-sources`: hai nguồn khác nhau.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "conflicting-sources",
    severity: Severity::Warning,
    title: "Hai nguồn khác nhau",
    problem: "Báo cáo của đơn vị và bảng tổng hợp của cụm ghi hai số khác nhau.",
    effect: "Tính số trong báo cáo của chính đơn vị.",
    action: "Xem lại số nào đúng; nếu số của cụm đúng thì ghi vào dinh-chinh.xlsx.",
};

/// What the office reads.
pub fn message(label: &str, other: &str, own: &str, own_place: &str) -> String {
    format!(
        "“{label}”: ở đây ghi {other}, báo cáo của đơn vị ghi {own} ({own_place}). Tính số của đơn vị."
    )
}
