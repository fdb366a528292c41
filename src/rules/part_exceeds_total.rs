//! `part-exceeds-total`: phần lớn hơn tổng.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "part-exceeds-total",
    severity: Severity::Error,
    title: "Phần lớn hơn tổng",
    problem: "Một con số là bộ phận lại lớn hơn con số tổng của nó.",
    effect: "Cả hai số vẫn được tính; cần xem lại.",
    action: "Hỏi đơn vị số nào đúng rồi ghi vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Đối chiếu với số tổng rồi ghi lại cho khớp: số thành phần không thể lớn hơn tổng số.",
    ),
};

/// What the office reads.
pub fn message(label: &str, part: &str, total_label: &str, total: &str) -> String {
    format!("“{label}” là {part}, lớn hơn “{total_label}” là {total}. Hỏi đơn vị số nào đúng.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a part above its total counts and is told at the part",
    files: &[(
        FILE,
        Holds::Form(
            "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Số đoàn viên kết nạp mới | người | 50
",
        ),
    )],
    found: &["part-exceeds-total D7"],
    counted: &["members 41", "members_new 50"],
}];
