//! `superseded-submission`: có bản mới hơn.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "superseded-submission",
    severity: Severity::Info,
    title: "Có bản mới hơn",
    problem: "Đơn vị đã gửi bản khác mới hơn cho cùng kỳ và cùng biểu.",
    effect: "Không tính; bản mới hơn được tính.",
    action: "Không cần làm gì; xem bảng so sánh hai bản nếu cần.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads.
pub fn message(newer: &str, why: &str) -> String {
    format!("Đã có bản mới hơn là “{newer}” ({why}); tính bản đó.")
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "of two versions the one saved last counts",
    files: &[
        (
            "2023/Cụm 1/a.xlsx",
            Holds::SheetSaved(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                (2024, 1, 5),
            ),
        ),
        (
            "2023/Cụm 1/b.xlsx",
            Holds::SheetSaved(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 43
",
                (2024, 1, 9),
            ),
        ),
    ],
    found: &["superseded-submission 2023/Cụm 1/a.xlsx"],
    counted: &["2023/Cụm 1/b.xlsx members 43"],
}];
