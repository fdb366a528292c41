//! `unit-ambiguous`: tên khớp nhiều đơn vị.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "unit-ambiguous",
    severity: Severity::Error,
    title: "Tên khớp nhiều đơn vị",
    problem: "Tên ghi trên biểu khớp như nhau với nhiều đơn vị, hoặc biểu ghi tên hai đơn vị khác nhau.",
    effect: "Tệp bị từ chối (hoặc dòng đó của bảng tổng hợp cụm không được tính).",
    action: "Đề nghị đơn vị ghi đủ tên và mỗi biểu chỉ ghi một đơn vị; nếu hai đơn vị trùng tên thì đặt tệp vào thư mục của cụm.",
};

/// What the office reads.
pub fn message(name: &str, candidates: &str) -> String {
    format!(
        "Tên “{name}” khớp với nhiều đơn vị: {candidates}. Ghi rõ tên đầy đủ, hoặc đặt tệp vào thư mục của cụm."
    )
}
