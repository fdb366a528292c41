//! `newer-version-unread`: bản mới hơn chưa dùng được.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "newer-version-unread",
    severity: Severity::Error,
    title: "Bản mới hơn chưa dùng được",
    problem: "Một tệp khác có vẻ là bản mới hơn của báo cáo này, nhưng không dùng được (hỏng, không rõ đơn vị hay kỳ, không có biểu).",
    effect: "Số liệu của bản cũ này tạm được tính.",
    action: "Sửa tệp mới hơn hoặc đề nghị đơn vị gửi lại; nếu tệp đó thừa thì bỏ ra khỏi thư mục.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads.
pub fn message(newer: &str, unit: &str) -> String {
    format!(
        "Tạm tính tệp này, nhưng “{newer}” có vẻ là bản mới hơn của {unit} và chưa dùng được. Sửa tệp mới hơn đó hoặc đề nghị đơn vị gửi lại."
    )
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a damaged file that is called a later version of one that counts",
    files: &[
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
        (
            "2023/Cụm 1/a (sua lan 2).xlsx",
            Holds::Bytes(|| b"PK broken".to_vec()),
        ),
    ],
    found: &[
        "newer-version-unread 2023/Cụm 1/a.xlsx",
        "unreadable-file 2023/Cụm 1/a (sua lan 2).xlsx",
    ],
    counted: &["2023/Cụm 1/a.xlsx members 41"],
}];
