//! `fractional-count`: số đếm không nguyên.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "fractional-count",
    severity: Severity::Error,
    title: "Số đếm không nguyên",
    problem: "Số người, số lượt hoặc số hộ không phải số nguyên.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Ghi lại bằng số nguyên: số người, số lượt, số hộ không có phần lẻ.",
    ),
};

/// What the office reads.
pub fn message(label: &str, raw: &str) -> String {
    format!("“{label}”: ghi {raw}, không phải số nguyên. Hỏi đơn vị số đúng.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "half a person is held; a whole written with a decimal is not",
    files: &[(
        FILE,
        Holds::Form(
            "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41.5
7 | 2 | Số tổ công đoàn | tổ | 3.0
",
        ),
    )],
    found: &["fractional-count D6"],
    counted: &["union_groups 3"],
}];
