//! `rate-mismatch`: tỷ lệ không khớp.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "rate-mismatch",
    severity: Severity::Warning,
    title: "Tỷ lệ không khớp",
    problem: "Tỷ lệ ghi trên biểu khác với tỷ lệ tính từ các con số của nó.",
    effect: "Cột tỷ lệ không được tính.",
    action: "Xem lại kết quả hoặc chỉ tiêu của dòng đó.",
    unit_task: UnitTask::Mends(
        "Kiểm tra lại chỉ tiêu, kết quả và tỷ lệ của dòng rồi ghi lại cho khớp.",
    ),
};

/// What the office reads.
pub fn message(label: &str, stated: &str, computed: &str) -> String {
    format!(
        "“{label}”: ghi tỷ lệ {stated}, tính lại được {computed}. Xem lại kết quả hoặc chỉ tiêu."
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a percentage that its figures do not make",
    files: &[(
        FILE,
        Holds::Sheet(
            "
  | A | B | C | D | E | F
1 | CĐCS Bệnh viện A
3 | KẾT QUẢ THỰC HIỆN CHỈ TIÊU GIAO ƯỚC THI ĐUA NĂM 2023
5 | STT | Chỉ tiêu | ĐVT | Chỉ tiêu giao ước | Kết quả thực hiện | Tỷ lệ %
6 | 1 | Số lượt đoàn viên được thăm hỏi | lượt | 10 | 12 | 90
7 | 2 | Tổng số đoàn viên công đoàn | người | 40 | 41 | 102,5
",
        ),
    )],
    found: &["rate-mismatch F6"],
    counted: &[
        "target members 40",
        "target visits 10",
        "members 41",
        "visits 12",
    ],
}];
