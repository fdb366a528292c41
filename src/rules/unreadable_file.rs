//! `unreadable-file`: tệp không đọc được.

use crate::finding::{Rule, Severity, UnitTask};
use std::sync::Arc;

/// The rule.
pub static RULE: Rule = Rule {
    code: "unreadable-file",
    severity: Severity::Error,
    title: "Tệp không đọc được",
    problem: "Tệp bị hỏng, bị cắt ngắn, rỗng, không mở được, thay đổi trong khi chạy, hoặc là một loại tệp khác mang đuôi của bảng tính Excel.",
    effect: "Tệp bị từ chối; nếu chỉ hỏng một vài trang tính thì các trang còn lại được giữ lại, chưa tính.",
    action: "Mở tệp bằng Excel, lưu lại dạng .xlsx; nếu không mở được thì đề nghị đơn vị gửi lại.",
    unit_task: UnitTask::Mends("Mở tệp bằng Excel, kiểm tra lại biểu, lưu dạng .xlsx rồi gửi lại."),
};

/// What the office reads; `what` is wrong and is to be done.
pub fn message(what: &str) -> String {
    format!("Không đọc được tệp: {what}.")
}

/// What the office reads of a workbook that was read but for some of its sheets.
pub fn partial_message(unreadable: &[Arc<str>]) -> String {
    let names: Vec<String> = unreadable.iter().map(|name| format!("“{name}”")).collect();
    format!(
        "Tệp bị hỏng một phần: không đọc được trang tính {}. Các trang còn lại đọc được nhưng chưa được tính. \
         Mở bằng Excel rồi lưu lại dạng .xlsx, hoặc đề nghị đơn vị gửi lại.",
        names.join(", ")
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a workbook that is cut short",
    files: &[(
        FILE,
        Holds::Bytes(|| crate::grid::xlsx(&[("Biểu", "1")])[..700].to_vec()),
    )],
    found: &["unreadable-file 2023/Cụm 1/a.xlsx"],
    counted: &[],
}];
