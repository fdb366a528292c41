//! `approximate-value`: số gần đúng.

use crate::finding::{Rule, Severity, UnitTask};
use crate::location::CellAddress;

/// The rule.
pub static RULE: Rule = Rule {
    code: "approximate-value",
    severity: Severity::Info,
    title: "Số gần đúng",
    problem: "Số đi kèm chữ “gần”, “trên”, “khoảng”…",
    effect: "Số được tính, chữ kèm theo được bỏ.",
    action: "Không cần làm gì; nếu cần số chính xác thì hỏi đơn vị.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads.
pub fn message(label: &str, raw: &str, value: &str) -> String {
    format!("“{label}”: ghi “{raw}”, tính là {value}.")
}

/// The same of a figure that a note says is only near: `note` with its cell.
pub fn note_message(label: &str, (note, at): (&str, CellAddress), value: &str) -> String {
    format!("“{label}”: “{note}” (ô {at}) cho biết số này chưa chắc chắn; tính là {value}.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a word of about is dropped and told",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Số tiền thăm hỏi đoàn viên | đồng | gần 100 triệu đồng
",
            ),
        )],
        found: &["approximate-value D7"],
        counted: &["members 41", "visits_amount 100000000"],
    },
    Case {
        why: "what a column's title calls an estimate counts and is told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung | ĐVT | Ước thực hiện cả năm
5 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        )],
        found: &["approximate-value D5"],
        counted: &["members 41"],
    },
];
