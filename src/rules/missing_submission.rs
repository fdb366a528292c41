//! `missing-submission`: chưa nộp báo cáo.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "missing-submission",
    severity: Severity::Warning,
    title: "Chưa nộp báo cáo",
    problem: "Đơn vị có trong danh mục của kỳ nhưng chưa có báo cáo nào được tính.",
    effect: "Không có số liệu của đơn vị; độ phủ giảm.",
    action: "Đôn đốc đơn vị gửi báo cáo.",
};

/// What the office reads.
pub fn message(unit: &str, period: &str) -> String {
    format!("{unit} chưa nộp báo cáo {period}. Đôn đốc đơn vị gửi báo cáo.")
}
