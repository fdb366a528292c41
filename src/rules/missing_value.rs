//! `missing-value`: ô để trống.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "missing-value",
    severity: Severity::Warning,
    title: "Ô để trống",
    problem: "Biểu có chỉ tiêu này nhưng ô số liệu để trống.",
    effect: "Không có số liệu; độ phủ của chỉ tiêu giảm. Ô trống không được coi là 0.",
    action: "Hỏi đơn vị; nếu không phát sinh thì ghi 0.",
    unit_task: UnitTask::Mends("Ghi số liệu vào ô; nếu không phát sinh thì ghi 0."),
};

/// What the office reads.
pub fn message(label: &str, raw: &str) -> String {
    let found = match raw.trim() {
        "" => "ô để trống".to_string(),
        dots => format!("ô chỉ ghi “{dots}”, coi như để trống"),
    };
    format!("“{label}”: {found}. Nếu không phát sinh thì đề nghị ghi 0.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "an empty cell is missing, a dash is zero",
    files: &[(
        FILE,
        Holds::Form(
            "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người
7 | 2 | Số lượt đoàn viên được thăm hỏi | lượt | -
",
        ),
    )],
    found: &["missing-value D6"],
    counted: &["visits 0"],
}];
