//! `outlier`: số khác thường.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "outlier",
    severity: Severity::Warning,
    title: "Số khác thường",
    problem: "Số khác xa các năm khác của đơn vị và các đơn vị khác, nhưng vẫn có thể đúng.",
    effect: "Số liệu vẫn được tính.",
    action: "Xem lại với đơn vị nếu cần.",
    unit_task: UnitTask::Mends(
        "Kiểm tra lại số này; nếu sai thì ghi số đúng, nếu đúng thì giữ nguyên và báo lại.",
    ),
};

/// What the office reads.
pub fn message(label: &str, raw: &str, compared: &str) -> String {
    format!("“{label}”: {raw}, {compared}. Số vẫn được tính; xem lại với đơn vị nếu cần.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "points of another scale than all peers' count and are told",
    files: &[(
        FILE,
        Holds::Sheet(
            "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Điểm tự chấm
6 | 1 | Bệnh viện A | 40 | 90
7 | 2 | Trường THPT B | 41 | 91
8 | 3 | Sở Y tế | 42 | 92
9 | 4 | Công ty May C | 43 | 9.5
10 | 5 | Chi cục Thuế D | 44 | 94
11 | 6 | Trường Tiểu học E | 45 | 95
12 | 7 | Bưu điện G | 46 | 96
13 | 8 | Bảo tàng H | 47 | 97
",
        ),
    )],
    found: &["outlier D9"],
    counted: &[
        "members 40",
        "members 41",
        "members 42",
        "members 43",
        "members 44",
        "members 45",
        "members 46",
        "members 47",
        "self_score 90",
        "self_score 91",
        "self_score 92",
        "self_score 9.5",
        "self_score 94",
        "self_score 95",
        "self_score 96",
        "self_score 97",
    ],
}];
