//! `conflicting-submissions`: nhiều bản không rõ bản nào mới.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "conflicting-submissions",
    severity: Severity::Error,
    title: "Nhiều bản không rõ bản nào mới",
    problem: "Đơn vị gửi nhiều bản khác nhau cho cùng kỳ và cùng biểu, không có gì cho biết bản nào mới hơn.",
    effect: "Tất cả các bản đều bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị bản nào đúng rồi ghi vào dinh-chinh.xlsx, hoặc bỏ bản cũ ra khỏi thư mục.",
    unit_task: UnitTask::Mends("Cho biết bản nào là bản đúng và chỉ gửi lại một bản đó."),
};

/// What the office reads.
pub fn message(others: &str) -> String {
    format!(
        "Có nhiều bản khác nhau của cùng biểu, không rõ bản nào mới hơn: {others}. Hỏi đơn vị rồi bỏ bản cũ ra."
    )
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "two versions of one day, nothing says which is newer: both are held",
    files: &[
        (
            "2023/Cụm 1/a.xlsx",
            Holds::SheetSaved(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                (2024, 1, 5),
            ),
        ),
        (
            "2023/Cụm 1/b.xlsx",
            Holds::SheetSaved(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 43
",
                (2024, 1, 5),
            ),
        ),
    ],
    found: &[
        "conflicting-submissions 2023/Cụm 1/a.xlsx",
        "conflicting-submissions 2023/Cụm 1/b.xlsx",
    ],
    counted: &[],
}];
