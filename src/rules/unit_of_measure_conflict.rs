//! `unit-of-measure-conflict`: đơn vị tính mâu thuẫn.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unit-of-measure-conflict",
    severity: Severity::Error,
    title: "Đơn vị tính mâu thuẫn",
    problem: "Đơn vị tính ghi ngay trong ô trái với đơn vị tính của dòng, của cột, hoặc làm cho con số trở nên vô lý.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Ghi lại số theo đúng đơn vị tính của dòng; trong ô chỉ ghi con số.",
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
    why: "an amount of millions of millions is held",
    files: &[(
        FILE,
        Holds::Form(
            "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Số tiền thăm hỏi đoàn viên | đồng | 121.800.000 triệu đồng
",
        ),
    )],
    found: &["unit-of-measure-conflict D7"],
    counted: &["members 41"],
}];
