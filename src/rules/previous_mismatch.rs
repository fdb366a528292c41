//! `previous-mismatch`: số năm trước không khớp.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "previous-mismatch",
    severity: Severity::Warning,
    title: "Số năm trước không khớp",
    problem: "Cột năm trước trên biểu khác với số đã tính cho năm đó.",
    effect: "Cột năm trước không được tính.",
    action: "Xem lại số năm trước của đơn vị.",
    unit_task: UnitTask::Mends(
        "Đối chiếu số năm trước với báo cáo đã gửi năm đó rồi ghi lại cho khớp.",
    ),
};

/// What the office reads.
pub fn message(label: &str, stated: &str, counted: &str, period: &str) -> String {
    format!(
        "“{label}”: cột năm trước ghi {stated}, số đã tính cho {period} là {counted}. Xem lại số năm trước."
    )
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a previous-year column that differs from what was counted for that year",
    files: &[
        (
            "2022/Cụm 1/a.xlsx",
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2022
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        ),
        (
            "2023/Cụm 1/a.xlsx",
            Holds::Sheet(
                "
  | A | B | C | D | E
1 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Năm trước | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 40 | 45
",
            ),
        ),
    ],
    found: &["previous-mismatch 2023/Cụm 1/a.xlsx D6"],
    counted: &[
        "2022/Cụm 1/a.xlsx members 41",
        "2023/Cụm 1/a.xlsx members 45",
    ],
}];
