//! `magnitude-suspect`: nghi sai đơn vị tính.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "magnitude-suspect",
    severity: Severity::Error,
    title: "Nghi sai đơn vị tính",
    problem: "Số lệch khoảng một nghìn hoặc một triệu lần so với các năm khác của đơn vị hoặc so với các đơn vị khác: có lẽ nhầm đơn vị tính.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị; nếu số đúng thì chọn “giữ nguyên” trong dinh-chinh.xlsx, nếu sai thì ghi số đúng.",
};

/// What the office reads.
pub fn message(label: &str, raw: &str, compared: &str) -> String {
    format!(
        "“{label}”: ghi {raw}, {compared}; có lẽ nhầm đơn vị tính (đồng, nghìn đồng, triệu đồng). Hỏi đơn vị số đúng."
    )
}
