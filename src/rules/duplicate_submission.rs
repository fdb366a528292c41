//! `duplicate-submission`: tệp trùng.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "duplicate-submission",
    severity: Severity::Info,
    title: "Tệp trùng",
    problem: "Tệp giống hệt từng byte với một tệp khác, hoặc là phiếu trả lỗi gửi lại mà chưa sửa ô nào.",
    effect: "Không tính; tệp kia được tính.",
    action: "Không cần làm gì; có thể xóa bản trùng.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads.
pub fn message(other: &str) -> String {
    format!("Giống hệt tệp “{other}”; chỉ tính một tệp.")
}

/// What the office reads of a slip in which nothing was changed, or of the file that it was made of.
pub fn slip_message(other: &str) -> String {
    format!(
        "Cùng nội dung với tệp “{other}”: phiếu trả lỗi được gửi lại mà chưa sửa ô nào; chỉ tính một tệp."
    )
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "the same bytes twice: the plainest name counts",
    files: &[
        (
            "2023/Cụm 1/a - Copy.xlsx",
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        ),
        (
            "2023/Cụm 1/a.xlsx",
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        ),
    ],
    found: &["duplicate-submission 2023/Cụm 1/a - Copy.xlsx"],
    counted: &["2023/Cụm 1/a.xlsx members 41"],
}];
