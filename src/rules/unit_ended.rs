//! `unit-ended`: đơn vị đã kết thúc còn báo cáo.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "unit-ended",
    severity: Severity::Error,
    title: "Đơn vị đã kết thúc còn báo cáo",
    problem: "Theo trang “Biến động”, đơn vị đã sáp nhập, giải thể, chia tách, đổi sang mã mới hoặc chuyển giao, và không có trong “Phân cụm” của kỳ, nhưng vẫn có báo cáo.",
    effect: "Không tính vào tổng nào.",
    action: "Hỏi đơn vị kế thừa đã gộp số liệu chưa. Nếu đơn vị vẫn còn thì sửa trang “Biến động” và “Phân cụm” của danh-muc.xlsx.",
};

/// What the office reads: `ended` says who, what and since when.
pub fn message(ended: &str, successor: Option<&str>) -> String {
    let whose = match successor {
        Some(successor) => format!(
            " Số liệu phải nằm trong báo cáo của {successor}; nếu thuộc về đơn vị đó thì chọn nội dung “đơn vị” trong dinh-chinh.xlsx."
        ),
        None => " Nếu đơn vị vẫn còn, sửa trang “Biến động” của danh mục.".to_string(),
    };
    format!("{ended} nên số liệu này không được tính.{whose}")
}
