//! `negative-value`: số âm.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "negative-value",
    severity: Severity::Error,
    title: "Số âm",
    problem: "Số người, số lượt, số hộ, số tiền hoặc điểm nhỏ hơn 0.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends("Ghi lại số đúng; số này không thể nhỏ hơn 0."),
};

/// What the office reads.
pub fn message(label: &str, raw: &str) -> String {
    format!("“{label}”: ghi số âm {raw}. Hỏi đơn vị số đúng.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a count and a score below zero are held",
    files: &[(
        FILE,
        Holds::Form(
            "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | -3
7 | 2 | Số tổ công đoàn | tổ | 3
8 | 3 | Điểm cụm thẩm định | điểm | -3
",
        ),
    )],
    found: &["negative-value D6", "negative-value D8"],
    counted: &["union_groups 3"],
}];
