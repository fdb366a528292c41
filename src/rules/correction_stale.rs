//! `correction-stale`: quyết định cho nội dung đã khác.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "correction-stale",
    severity: Severity::Error,
    title: "Quyết định cho nội dung đã khác",
    problem: "Một dòng trong dinh-chinh.xlsx được quyết định cho một con số, chỉ tiêu hoặc đơn vị khác với cái đang đứng ở ô đó.",
    effect: "Dòng đính chính không được áp dụng; số đang ghi trong ô được xét như bình thường.",
    action: "Xem lại ô, rồi quyết định lại ở dòng mới, hoặc xóa chữ ở cột “Quyết định” của dòng cũ trong dinh-chinh.xlsx để rút lại.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads: what the decision was made on, and what there is now.
pub fn message(decided_on: &str, now: &str) -> String {
    format!(
        "Dòng đính chính này được quyết định cho {decided_on}, nhưng nay {now}. Chưa áp dụng; hãy quyết định lại."
    )
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a decision on what the cell no longer says is not applied",
    files: &[
        (
            "dinh-chinh.xlsx",
            Holds::Sheets(&[(
                "Đính chính",
                "
  | A | B | C | D | E | F | G | H
1 | Tệp | Trang tính | Ô | Nguyên văn | Nội dung | Quyết định | Giá trị đúng | Lý do
2 | 2023/Cụm 1/a.xlsx | Biểu | D6 | -3 | giá trị | dùng | 3 | thừa dấu trừ
",
            )]),
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
    found: &["correction-stale dinh-chinh.xlsx A2"],
    counted: &["2023/Cụm 1/a.xlsx members 41"],
}];
