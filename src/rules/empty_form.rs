//! `empty-form`: không có biểu báo cáo.

use crate::finding::{Rule, Severity, UnitTask};
use std::sync::Arc;

/// The rule.
pub static RULE: Rule = Rule {
    code: "empty-form",
    severity: Severity::Error,
    title: "Không có biểu báo cáo",
    problem: "Bảng tính đọc được nhưng không nhận ra biểu báo cáo nào có số liệu.",
    effect: "Tệp bị từ chối.",
    action: "Kiểm tra xem đơn vị có gửi nhầm tệp trống hoặc tệp khác không.",
    unit_task: UnitTask::Mends(
        "Kiểm tra có gửi nhầm tệp không; gửi lại đúng biểu báo cáo đã ghi số liệu, không để trên trang tính ẩn.",
    ),
};

/// What the office reads.
pub fn message(what: &str) -> String {
    format!(
        "Không nhận ra biểu báo cáo nào có số liệu trong tệp: {what}. Kiểm tra xem có gửi nhầm tệp không."
    )
}

/// What the office reads where forms stand on hidden sheets alone.
pub fn hidden_message(sheets: &[Arc<str>]) -> String {
    format!(
        "Biểu báo cáo chỉ nằm trên trang tính ẩn “{}”, không được tính. Mở tệp bằng Excel, bỏ ẩn trang tính, lưu lại rồi chạy lại.",
        sheets.join("”, “")
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a workbook without any form is rejected",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B
1 | Danh sách mua văn phòng phẩm
3 | Bút bi | 20
4 | Giấy A4 | 5
",
            ),
        )],
        found: &["empty-form 2023/Cụm 1/a.xlsx"],
        counted: &[],
    },
    Case {
        why: "under a title of what is no figure nothing is read, as if there were none",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Tăng thêm
5 | 1  | Tổng số đoàn viên công đoàn     | người | 4
6 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 12
7 | 3  | Số tổ công đoàn                 | tổ    | 1
",
            ),
        )],
        found: &["empty-form 2023/Cụm 1/a.xlsx"],
        counted: &[],
    },
    Case {
        why: "lines of a form that stand in one cell are each read",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A
1 | CĐCS Trường THCS Nguyễn Du
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023
4 | I. Tổ chức⏎- Tổng số lao động: 30 người⏎- Tổng số đoàn viên: 28 người⏎- Số tổ công đoàn: 3 tổ
",
            ),
        )],
        found: &[],
        counted: &["members 28", "union_groups 3", "workers 30"],
    },
];
