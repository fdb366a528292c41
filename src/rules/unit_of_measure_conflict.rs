//! `unit-of-measure-conflict`: đơn vị tính mâu thuẫn.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "unit-of-measure-conflict",
    severity: Severity::Error,
    title: "Đơn vị tính mâu thuẫn",
    problem: "Đơn vị tính ghi ngay trong ô trái với đơn vị tính của dòng, của cột, hoặc làm cho con số trở nên vô lý.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str, why: &str) -> String {
    format!("“{label}”: ghi “{raw}”, {why}. Hỏi đơn vị số đúng.")
}
