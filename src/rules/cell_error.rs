//! `cell-error`: ô báo lỗi công thức.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "cell-error",
    severity: Severity::Error,
    title: "Ô báo lỗi công thức",
    problem: "Ô chứa giá trị lỗi như #REF! hoặc #DIV/0!.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Đề nghị đơn vị sửa công thức, hoặc ghi số đúng vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Sửa công thức trong ô cho hết báo lỗi, hoặc ghi thẳng con số vào ô.",
    ),
};

/// What the office reads.
pub fn message(label: &str, raw: &str) -> String {
    format!("“{label}”: ô báo lỗi {raw}. Đề nghị đơn vị sửa công thức.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "an error value holds its figure alone",
    files: &[(
        FILE,
        Holds::Form(
            "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | #REF!
7 | 2 | Số tổ công đoàn | tổ | 3
",
        ),
    )],
    found: &["cell-error D6"],
    counted: &["union_groups 3"],
}];
