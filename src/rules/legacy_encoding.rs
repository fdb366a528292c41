//! `legacy-encoding`: phông chữ cũ.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "legacy-encoding",
    severity: Severity::Info,
    title: "Phông chữ cũ",
    problem: "Chữ trong tệp dùng bảng mã cũ (TCVN3 hoặc VNI) và đã được chuyển sang Unicode.",
    effect: "Số liệu được tính.",
    action: "Không cần làm gì; nên đề nghị đơn vị dùng phông Unicode.",
};

/// What the office reads.
pub fn message(encoding: &str) -> String {
    format!("Chữ trong tệp dùng bảng mã {encoding}, đã chuyển sang Unicode.")
}
