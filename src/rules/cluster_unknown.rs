//! `cluster-unknown`: không rõ cụm, khối.

use super::nearest_clause;
use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "cluster-unknown",
    severity: Severity::Error,
    title: "Không rõ cụm, khối",
    problem: "Bảng tổng hợp hoặc biên bản của cụm không ghi tên cụm nào có trong danh mục.",
    effect: "Tệp bị từ chối.",
    action: "Ghi đúng tên cụm trên biểu hoặc đặt tệp vào thư mục của cụm.",
};

/// What the office reads.
pub fn message(name: &str, nearest: &str) -> String {
    format!(
        "Không nhận ra cụm (khối) “{name}” trong danh mục.{}",
        nearest_clause(nearest)
    )
}
