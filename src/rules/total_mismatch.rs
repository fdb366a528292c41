//! `total-mismatch`: dòng tổng không khớp.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "total-mismatch",
    severity: Severity::Warning,
    title: "Dòng tổng không khớp",
    problem: "Dòng tổng trên biểu khác với tổng các dòng.",
    effect: "Dòng tổng không được tính.",
    action: "Xem lại bảng của cụm.",
    unit_task: UnitTask::Mends("Cộng lại các dòng rồi ghi dòng tổng cho khớp."),
};

/// What the office reads.
pub fn message(label: &str, stated: &str, summed: &str) -> String {
    format!("“{label}”: dòng tổng ghi {stated}, cộng các dòng được {summed}. Xem lại bảng.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a total row that its rows do not make",
    files: &[(
        FILE,
        Holds::Sheet(
            "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Bệnh viện A | 41 | 3
7 | 2 | Trường THPT B | 30 | 2
8 | | Tổng cộng | 72 | 5
",
        ),
    )],
    found: &["total-mismatch C8"],
    counted: &[
        "members 41",
        "members 30",
        "union_groups 3",
        "union_groups 2",
    ],
}];
