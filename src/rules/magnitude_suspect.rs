//! `magnitude-suspect`: nghi sai đơn vị tính.

use crate::finding::{Rule, Severity, UnitTask};
use crate::quantity::legible;

/// The rule.
pub static RULE: Rule = Rule {
    code: "magnitude-suspect",
    severity: Severity::Error,
    title: "Nghi sai đơn vị tính",
    problem: "Số lệch khoảng một nghìn hoặc một triệu lần so với các năm khác của đơn vị hoặc so với các đơn vị khác: có lẽ nhầm đơn vị tính.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị; nếu số đúng thì chọn “giữ nguyên” trong dinh-chinh.xlsx, nếu sai thì ghi số đúng.",
    unit_task: UnitTask::Mends(
        "Kiểm tra đơn vị tính (đồng, nghìn đồng, triệu đồng) rồi ghi lại số đúng; nếu số đã đúng thì giữ nguyên và báo lại.",
    ),
};

/// What the office reads.
pub fn message(label: &str, raw: &str, compared: &str) -> String {
    let raw = legible(raw);
    format!(
        "“{label}”: ghi {raw}, {compared}; có lẽ nhầm đơn vị tính (đồng, nghìn đồng, triệu đồng). Hỏi đơn vị số đúng."
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "an amount a thousand times that of its peers is held",
    files: &[(
        FILE,
        Holds::Sheet(
            "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tiền thăm hỏi đoàn viên (đồng)
6 | 1 | Bệnh viện A | 40 | 5000000
7 | 2 | Trường THPT B | 41 | 5100000
8 | 3 | Sở Y tế | 42 | 5200000
9 | 4 | Công ty May C | 43 | 5500000000
10 | 5 | Chi cục Thuế D | 44 | 5400000
11 | 6 | Trường Tiểu học E | 45 | 5500000
12 | 7 | Bưu điện G | 46 | 5600000
13 | 8 | Bảo tàng H | 47 | 5700000
",
        ),
    )],
    found: &["magnitude-suspect D9"],
    counted: &[
        "members 40",
        "members 41",
        "members 42",
        "members 43",
        "members 44",
        "members 45",
        "members 46",
        "members 47",
        "visits_amount 5000000",
        "visits_amount 5100000",
        "visits_amount 5200000",
        "visits_amount 5400000",
        "visits_amount 5500000",
        "visits_amount 5600000",
        "visits_amount 5700000",
    ],
}];
