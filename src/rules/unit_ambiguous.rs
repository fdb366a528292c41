//! `unit-ambiguous`: tên khớp nhiều đơn vị.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unit-ambiguous",
    severity: Severity::Error,
    title: "Tên khớp nhiều đơn vị",
    problem: "Tên ghi trên biểu khớp như nhau với nhiều đơn vị, biểu ghi tên hai đơn vị khác nhau, hoặc biểu làm trên mẫu phát cho đơn vị khác.",
    effect: "Tệp bị từ chối (hoặc dòng đó của bảng tổng hợp cụm không được tính).",
    action: "Đề nghị đơn vị ghi đủ tên và mỗi biểu chỉ ghi một đơn vị; nếu hai đơn vị trùng tên thì đặt tệp vào thư mục của cụm.",
    unit_task: UnitTask::Mends(
        "Ghi đủ tên đơn vị, có cả tên cấp trên nếu trùng tên; mỗi biểu chỉ ghi một đơn vị.",
    ),
};

/// What the office reads.
pub fn message(name: &str, candidates: &str) -> String {
    format!(
        "Tên “{name}” khớp với nhiều đơn vị: {candidates}. Ghi rõ tên đầy đủ, hoặc đặt tệp vào thư mục của cụm."
    )
}

/// What the office reads where a form is written into the template of another unit.
pub fn template_message(made_for: &str, named: &str) -> String {
    format!(
        "Tệp làm trên mẫu phát cho {made_for} nhưng biểu ghi tên {named}. Hỏi lại đơn vị gửi xem số liệu của đơn vị nào; nếu đúng đơn vị ghi trên biểu thì chọn “giữ nguyên” trong dinh-chinh.xlsx."
    )
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a name that two units of one cluster bear is neither",
    files: &[
        (
            "danh-muc.xlsx",
            Holds::Register(&[
                ("A", "CĐCS Trường Mầm non Hoa Sen"),
                ("B", "CĐCS Trường Mầm non Hoa Sen"),
            ]),
        ),
        (
            "2023/Cụm 1/a.xlsx",
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Trường Mầm non Hoa Sen
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        ),
    ],
    found: &[
        "unit-ambiguous 2023/Cụm 1/a.xlsx",
        "unit-ambiguous danh-muc.xlsx B3",
    ],
    counted: &[],
}];
