//! `not-a-number`: không phải số.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "not-a-number",
    severity: Severity::Error,
    title: "Không phải số",
    problem: "Ô cần số nhưng lại ghi chữ, hoặc ghi số theo cách có thể hiểu hai nghĩa.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Ghi một con số vào ô, không kèm chữ; lời giải thích ghi sang cột “Ghi chú”.",
    ),
};

/// What the office reads.
pub fn message(label: &str, raw: &str, why: &str) -> String {
    format!("“{label}”: ghi “{raw}”, {why}. Hỏi đơn vị số đúng.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "words where a number is asked are held; a word for nothing is zero",
    files: &[(
        FILE,
        Holds::Form(
            "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | nhiều
7 | 2 | Số lượt đoàn viên được thăm hỏi | lượt | không
",
        ),
    )],
    found: &["not-a-number D6"],
    counted: &["visits 0"],
}];
