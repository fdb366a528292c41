//! `period-missing`: không rõ kỳ báo cáo.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "period-missing",
    severity: Severity::Error,
    title: "Không rõ kỳ báo cáo",
    problem: "Cả biểu lẫn thư mục đều không cho biết kỳ báo cáo.",
    effect: "Cả tệp bị giữ lại, chưa tính.",
    action: "Đặt tệp vào thư mục của kỳ (ví dụ 2023), hoặc ghi kỳ trong dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends("Ghi rõ kỳ báo cáo (năm nào) ở tiêu đề biểu."),
};

/// What the office reads.
pub fn message() -> String {
    "Biểu và thư mục đều không ghi kỳ báo cáo. Đặt tệp vào thư mục của kỳ, ví dụ “2023”, hoặc ghi kỳ vào dinh-chinh.xlsx.".to_string()
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "neither form nor folder names a period",
    files: &[(
        "a.xlsx",
        Holds::Sheet(
            "
  | A | B | C | D
1 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
        ),
    )],
    found: &["period-missing a.xlsx"],
    counted: &[],
}];
