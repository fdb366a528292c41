//! `correction-stale`: quyết định cho nội dung đã khác.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "correction-stale",
    severity: Severity::Error,
    title: "Quyết định cho nội dung đã khác",
    problem: "Một dòng trong dinh-chinh.xlsx được quyết định cho một con số, chỉ tiêu hoặc đơn vị khác với cái đang đứng ở ô đó.",
    effect: "Dòng đính chính không được áp dụng; số đang ghi trong ô được xét như bình thường.",
    action: "Xem lại ô, rồi quyết định lại ở dòng mới hoặc xóa dòng cũ trong dinh-chinh.xlsx.",
};

/// What the office reads: what the decision was made on, and what there is now.
pub fn message(decided_on: &str, now: &str) -> String {
    format!("Dòng đính chính này được quyết định cho {decided_on}, nhưng nay {now}. Chưa áp dụng; hãy quyết định lại.")
}
