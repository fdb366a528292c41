//! `membership-missing`: danh mục chưa có phân cụm của kỳ.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "membership-missing",
    severity: Severity::Error,
    title: "Danh mục chưa có phân cụm của kỳ",
    problem: "Có báo cáo của kỳ này nhưng trang “Phân cụm” của danh-muc.xlsx không có dòng nào của kỳ.",
    effect: "Tạm dùng phân cụm của kỳ gần nhất trước đó, bớt đơn vị đã kết thúc và thêm đơn vị mới theo “Biến động”.",
    action: "Ghi phân cụm của kỳ này vào trang “Phân cụm” của danh-muc.xlsx rồi chạy lại.",
};

/// What the office reads: `used` says what is used in its place, `beside` what the folders say otherwise.
pub fn message(period: &str, used: &str, beside: &str) -> String {
    format!("Trang “Phân cụm” của danh mục chưa có dòng nào của {period}; {used}.{beside}")
}
