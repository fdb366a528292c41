//! `unit-unknown`: không rõ đơn vị.

use super::nearest_clause;
use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unit-unknown",
    severity: Severity::Error,
    title: "Không rõ đơn vị",
    problem: "Tên đơn vị ghi trên biểu không khớp với đơn vị nào trong danh mục.",
    effect: "Tệp bị từ chối (hoặc dòng đó của bảng tổng hợp cụm không được tính).",
    action: "Nếu đúng là một đơn vị của tỉnh thì chọn đơn vị đó ở trang “Tên gọi” của dinh-chinh.xlsx (hoặc ghi vào cột “Tên khác” của danh-muc.xlsx); nếu không thì chọn “bỏ qua”.",
    unit_task: UnitTask::Mends("Ghi đúng và đủ tên đơn vị như trong quyết định thành lập."),
};

/// What the office reads.
pub fn message(name: &str, nearest: &str) -> String {
    format!(
        "Đơn vị “{name}” không có trong danh mục.{}",
        nearest_clause(nearest)
    )
}

/// What the office reads of a name that it has decided to leave out; `by` says whose decision that is.
pub fn left_out_message(name: &str, by: &str) -> String {
    format!("“{name}” được bỏ qua {by}; không số nào ở đó được tính.")
}

/// What the office reads of figures that no unit was found for.
pub fn nobodys_message() -> String {
    "Không rõ các số từ ô này là của đơn vị nào; chưa tính. Ghi rõ đơn vị trên biểu.".to_string()
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a name that is in no register is rejected with the nearest names",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Register(&[("A", "CĐCS Bệnh viện A"), ("B", "CĐCS Trường THPT B")]),
            ),
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện Hòa Bình
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
            ),
        ],
        found: &["unit-unknown 2023/Cụm 1/a.xlsx"],
        counted: &[],
    },
    Case {
        why: "without a register a short name across is no second unit beside the one that it is likely of",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CĐCS Công ty TNHH Điện tử Sao Vàng
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung | ĐVT | Số lượng
5 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D | E
1 | CỤM 1
2 | TỔNG HỢP SỐ LIỆU CÁC CĐCS NĂM 2023
4 | TT | Nội dung | ĐVT | Sao Vàng | Cấp nước
5 | 1 | Tổng số đoàn viên công đoàn | người | 41 | 20
",
                ),
            ),
        ],
        found: &["unit-unknown 2023/Cụm 1/b.xlsx D4"],
        counted: &[
            "2023/Cụm 1/a.xlsx members 41",
            "2023/Cụm 1/b.xlsx members 20",
        ],
    },
];
