//! `label-unmatched`: không rõ chỉ tiêu.

use super::nearest_clause;
use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "label-unmatched",
    severity: Severity::Warning,
    title: "Không rõ chỉ tiêu",
    problem: "Dòng có số liệu nhưng nội dung không khớp với chỉ tiêu nào trong danh mục.",
    effect: "Số ở dòng này không được tính.",
    action: "Chọn nghĩa ở trang “Tên gọi” của dinh-chinh.xlsx (hoặc “bỏ qua”), chỉ một lần cho mọi tệp; chỉ tiêu chưa có thì khai ở trang “Chỉ tiêu riêng” của danh-muc.xlsx.",
    unit_task: UnitTask::Mends("Ghi lại nội dung của dòng đúng như tên chỉ tiêu trên mẫu biểu."),
};

/// What the office reads.
pub fn message(label: &str, raw: &str, nearest: &str) -> String {
    format!(
        "Dòng “{label}” ghi {raw} không khớp với chỉ tiêu nào.{}",
        nearest_clause(nearest)
    )
}

/// What the office reads of a label that means something by its decision; `by` says whose.
pub fn decided_message(label: &str, meant: &str, by: &str) -> String {
    format!("Dòng “{label}” được đọc là “{meant}” {by}.")
}

/// What the office reads of a label that it has decided to leave out.
pub fn left_out_message(label: &str, raw: &str, by: &str) -> String {
    format!("Dòng “{label}” ghi {raw} được bỏ qua {by}.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a figure whose row no indicator takes is told with its label",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Số cuộc họp giao ban | cuộc | 12
",
            ),
        )],
        found: &["label-unmatched D7"],
        counted: &["members 41"],
    },
    Case {
        why: "figures that all say percent tell what a row without a unit of measure counts; one that does not leaves it open",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                      | C                | D
1 | CĐCS Bệnh viện A
2 | KẾT QUẢ THỰC HIỆN GIAO ƯỚC THI ĐUA NĂM 2023
4 | TT | Tiêu chí                               | Chỉ tiêu đăng ký | Kết quả
5 | 1  | Gia đình đạt danh hiệu Gia đình văn hóa | 95% trở lên      | 98%
6 | 2  | Hộ gia đình đạt Gia đình văn hóa       | 95%              | 40
",
            ),
        )],
        found: &["label-unmatched C6"],
        counted: &[
            "target cultured_families_rate 0.95",
            "cultured_families_rate 0.98",
        ],
    },
];
