//! `missing-submission`: chưa nộp báo cáo.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "missing-submission",
    severity: Severity::Warning,
    title: "Chưa nộp báo cáo",
    problem: "Đơn vị có trong danh mục của kỳ nhưng chưa có báo cáo nào được tính.",
    effect: "Không có số liệu của đơn vị; độ phủ giảm.",
    action: "Đôn đốc đơn vị gửi báo cáo.",
    unit_task: UnitTask::Mends("Gửi báo cáo của kỳ này."),
};

/// What the office reads.
pub fn message(unit: &str, period: &str) -> String {
    format!("{unit} chưa nộp báo cáo {period}. Đôn đốc đơn vị gửi báo cáo.")
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "an expected unit that sends nothing",
    files: &[
        (
            "danh-muc.xlsx",
            Holds::Register(&[("A", "CĐCS Bệnh viện A"), ("B", "CĐCS Trường THPT B")]),
        ),
        (
            "2023/Cụm 1/a.xlsx",
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        ),
    ],
    found: &["missing-submission B 2023"],
    counted: &["2023/Cụm 1/a.xlsx members 41"],
}];
