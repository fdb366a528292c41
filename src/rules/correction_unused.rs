//! `correction-unused`: đính chính không dùng được.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "correction-unused",
    severity: Severity::Warning,
    title: "Đính chính không dùng được",
    problem: "Một dòng trong dinh-chinh.xlsx không khớp với số liệu nào hoặc không ghi lý do.",
    effect: "Dòng đính chính không được áp dụng.",
    action: "Sửa lại dòng đó trong dinh-chinh.xlsx.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads.
pub fn message(why: &str) -> String {
    format!("Dòng đính chính này chưa được áp dụng: {why}.")
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a decision without a reason is not applied",
    files: &[
        (
            "dinh-chinh.xlsx",
            Holds::Sheets(&[(
                "Đính chính",
                "
  | A | B | C | D | E | F | G
1 | Tệp | Trang tính | Ô | Nội dung | Quyết định | Giá trị đúng | Lý do
2 | 2023/Cụm 1/a.xlsx | Biểu | D6 | giá trị | dùng | 43
",
            )]),
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
    found: &["correction-unused dinh-chinh.xlsx A2"],
    counted: &["2023/Cụm 1/a.xlsx members 41"],
}];
