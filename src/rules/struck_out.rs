//! `struck-out`: chữ hoặc số bị gạch bỏ.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "struck-out",
    severity: Severity::Info,
    title: "Ô bị gạch bỏ",
    problem: "Ô, hoặc phần cũ trong ô, bị gạch ngang: người lập biểu đã bỏ nội dung đó.",
    effect: "Phần bị gạch không được đọc và không tính; phần không gạch được đọc như thường.",
    action: "Không cần xử lý. Nếu gạch nhầm thì bỏ gạch rồi gửi lại.",
};

/// What the office reads of a cell that is struck out whole.
pub fn message(raw: &str) -> String {
    format!("Ô bị gạch bỏ (“{raw}”): không tính.")
}

/// What the office reads of a row of which several cells are struck out.
pub fn row_message(row: u32, texts: &[String]) -> String {
    format!(
        "Dòng {row} bị gạch bỏ (“{}”): không tính.",
        texts.join("”, “")
    )
}

/// What the office reads of a cell in which only a part is struck out.
pub fn part_message(struck: &str, left: &str) -> String {
    format!("Trong ô có phần bị gạch bỏ (“{struck}”); chỉ đọc phần còn lại: “{left}”.")
}
