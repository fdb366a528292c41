//! `column-unknown`: cột số không rõ là số gì.

use super::nearest_clause;
use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "column-unknown",
    severity: Severity::Warning,
    title: "Cột số không dùng được",
    problem: "Cột có số liệu nhưng tiêu đề không cho biết đó là số gì, hoặc là số của một kỳ khác, một phần của kỳ.",
    effect: "Số trong cột không được tính.",
    action: "Xem tiêu đề cột trên biểu; nếu là số cần tổng hợp thì sửa tiêu đề hoặc khai cách gọi của cột.",
    unit_task: UnitTask::Mends(
        "Ghi rõ ở tiêu đề cột đây là số gì, của kỳ nào; nếu cột không dùng thì xóa cột.",
    ),
};

/// What the office reads of a column whose title is not understood.
pub fn message(title: &str, first: &str, count: usize, nearest: &str) -> String {
    let what = if title.is_empty() {
        "Cột không có tiêu đề".to_string()
    } else {
        format!("Cột “{title}” không rõ là số gì")
    };
    format!(
        "{what}: {count} ô có số (ô đầu ghi {first}) không được tính.{}",
        nearest_clause(nearest)
    )
}

/// What the office reads of columns whose figures are not of the report's period.
pub fn other_time_message(titles: &[&str], count: usize, period: &str) -> String {
    let named: Vec<String> = titles.iter().map(|title| format!("“{title}”")).collect();
    format!(
        "Cột {} không phải là số của {period}: {count} ô có số không được tính.",
        named.join(", ")
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a column of numbers under a title that is not understood is told once, and takes no other's place",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                                          | B                               | C     | D        | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT                                         | Nội dung                        | ĐVT   | Ký hiệu  | Số lượng
5 | 1                                          | Tổng số đoàn viên công đoàn     | người | 7        | 41
6 | 2                                          | Số lượt đoàn viên được thăm hỏi | lượt  | 8        | 12
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "a part of the year beside the year is left out and told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                                          | B                               | C     | D                 | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT                                         | Nội dung                        | ĐVT   | Thực hiện 6 tháng | Ước thực hiện cả năm
5 | 1                                          | Số lượt đoàn viên được thăm hỏi | lượt  | 8                 | 12
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &["visits 12"],
    },
];
