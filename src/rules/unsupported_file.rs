//! `unsupported-file`: không phải bảng tính.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unsupported-file",
    severity: Severity::Info,
    title: "Không phải bảng tính",
    problem: "Tệp không phải bảng tính (văn bản, bản scan, tệp nén, tệp tạm của hệ thống, liên kết), hoặc chỉ là danh sách không có số liệu, hoặc do chính chương trình lập.",
    effect: "Tệp được ghi nhận và bỏ qua.",
    action: "Không cần làm gì; nếu trong tệp có số liệu thì đề nghị đơn vị gửi bảng tính Excel.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads of a workbook that the program wrote itself.
pub fn own_message(name: &str) -> String {
    format!(
        "Bỏ qua vì là “{name}” do chương trình lập ra, không phải báo cáo của đơn vị. Nếu là danh mục hoặc bảng đính chính thì đặt ngay trong thư mục báo cáo."
    )
}

/// What the office reads.
pub fn message(what: &str) -> String {
    format!("Bỏ qua vì không phải bảng tính: {what}.")
}

/// What the office reads of a sheet that is another paper, beside the sheets of a form.
pub fn sheet_message(sheet: &str, what: &str) -> String {
    format!("Trang “{sheet}” không được đọc: {what}.")
}

/// What the office reads of a workbook that gives nothing.
pub fn list_message(what: &str) -> String {
    format!("Bỏ qua: {what}.")
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a text that lies among the workbooks is information",
        files: &[(
            "2023/Cụm 1/ghi chú.txt",
            Holds::Bytes(|| b"xin chao".to_vec()),
        )],
        found: &["unsupported-file 2023/Cụm 1/ghi chú.txt"],
        counted: &[],
    },
    Case {
        why: "an account of the union's finances beside a report is told and not read",
        files: &[(
            "2023/Cụm 1/a.xlsx",
            Holds::Sheets(&[
                (
                    "Biểu",
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
                (
                    "B07",
                    "
  | A | B | C | D
1 | BÁO CÁO QUYẾT TOÁN THU, CHI TÀI CHÍNH CÔNG ĐOÀN
3 | TT | Nội dung | Mã số | Thực hiện
4 | 1 | Tổng số tiền thăm hỏi đoàn viên | 31.01 | 8700000
",
                ),
            ]),
        )],
        found: &["unsupported-file 2023/Cụm 1/a.xlsx"],
        counted: &["members 41"],
    },
];
