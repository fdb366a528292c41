//! `shown-otherwise`: ô hiện một số khác với số lưu.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "shown-otherwise",
    severity: Severity::Error,
    title: "Ô hiện một số khác với số lưu",
    problem: "Trang tính hiện một con số khác với con số lưu trong ô (do định dạng số, dấu âm không hiện, ba chữ số thập phân trông như hàng nghìn) và không thể biết số nào đúng.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Đối chiếu với đơn vị, sửa định dạng hoặc con số trong ô rồi gửi lại, hoặc ghi giá trị đúng vào bảng đính chính.",
};

/// What the office reads.
pub fn message(label: &str, shown: &str, raw: &str) -> String {
    format!(
        "“{label}”: trang tính hiện “{shown}” nhưng trong ô lưu một số khác: {raw}. Không rõ số nào đúng."
    )
}
