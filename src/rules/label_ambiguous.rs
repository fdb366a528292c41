//! `label-ambiguous`: nội dung khớp nhiều chỉ tiêu.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "label-ambiguous",
    severity: Severity::Warning,
    title: "Nội dung khớp nhiều chỉ tiêu",
    problem: "Nội dung của dòng khớp như nhau với nhiều chỉ tiêu, một chỉ tiêu đứng hai lần trên cùng biểu với hai số khác nhau, hoặc mẫu đã phát dành ô đó cho chỉ tiêu khác.",
    effect: "Số ở dòng này không được tính.",
    action: "Đề nghị đơn vị ghi rõ nội dung, hoặc ghi số đúng vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Ghi rõ nội dung của dòng, đúng như tên chỉ tiêu trên mẫu biểu; mỗi chỉ tiêu chỉ ghi một dòng.",
    ),
};

/// What the office reads.
pub fn message(label: &str, candidates: &str) -> String {
    format!("Dòng “{label}” khớp với nhiều chỉ tiêu: {candidates}. Ghi rõ nội dung.")
}

/// What the office reads where a template had another indicator's figure in a cell.
pub fn template_message(read: &str, of_template: &str) -> String {
    format!(
        "Nội dung của dòng là “{read}” nhưng theo mẫu đã phát, ô này là của “{of_template}” (dòng bị sắp xếp lại hoặc nhãn bị sửa). Chưa tính số này; hỏi đơn vị số này của chỉ tiêu nào."
    )
}

/// What the office reads where a template had the figure in another cell.
pub fn moved_message(read: &str, cell: &str) -> String {
    format!(
        "Số của “{read}” theo mẫu đã phát phải ở ô {cell}, nhưng nội dung đó lại đứng ở dòng, cột này. Chưa tính số này; hỏi đơn vị số nào đúng."
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "of one figure beside a whole and its part nobody knows which it is",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên/nữ | người | 41
7 | 2 | Tổng số lao động/nữ | người | 43/12
8 | 3 | Số đoàn viên kết nạp mới | người | 3
9 | 4 | Số lao động thiếu việc làm, trong đó nữ | người | 9
",
            ),
        )],
        found: &["label-ambiguous D6", "label-ambiguous D9"],
        counted: &["members_new 3", "workers 43", "workers_female 12"],
    },
    Case {
        why: "two cells of one form that give one figure differently count neither",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Số lượt đoàn viên được thăm hỏi | lượt | 4
8 | 3 | Số lượt đoàn viên được thăm hỏi | lượt | 5
",
            ),
        )],
        found: &["label-ambiguous D8"],
        counted: &["members 41"],
    },
];
