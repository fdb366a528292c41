//! `not-a-number`: không phải số.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "not-a-number",
    severity: Severity::Error,
    title: "Không phải số",
    problem: "Ô cần số nhưng lại ghi chữ, hoặc ghi số theo cách có thể hiểu hai nghĩa.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Ghi một con số vào ô, không kèm chữ; lời giải thích ghi sang cột “Ghi chú”.",
    ),
};

/// What the office reads.
pub fn message(label: &str, raw: &str, why: &str) -> String {
    format!("“{label}”: ghi “{raw}”, {why}. Hỏi đơn vị số đúng.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
    why: "words where a number is asked are held; a word for nothing is zero",
    files: &[(
        FILE,
        Holds::Form(
            "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | nhiều
7 | 2 | Số lượt đoàn viên được thăm hỏi | lượt | không
",
        ),
    )],
    found: &["not-a-number D6"],
    counted: &["visits 0"],
},
    Case {
        why: "a figure among words of its own indicator is read, another's is held",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C | D | E
1 | CĐCS Bệnh viện A
2 | KẾT QUẢ THỰC HIỆN GIAO ƯỚC THI ĐUA NĂM 2023
4 | TT | Chỉ tiêu | ĐVT | Chỉ tiêu giao ước | Kết quả thực hiện
5 | 1 | Số đoàn viên kết nạp mới trong năm | người | Kết nạp mới ít nhất 03 đoàn viên | kết nạp được 4 đoàn viên
6 | 2 | Số đoàn viên ưu tú được giới thiệu cho Đảng | người | giới thiệu từ 01 đoàn viên trở lên | kết nạp 2 đoàn viên
7 | 3 | Số tiền ủng hộ các loại quỹ xã hội | đồng | vận động từ 10 triệu đồng trở lên | 12 triệu đồng
",
            ),
        )],
        found: &["not-a-number E6"],
        counted: &[
            "members_new 4",
            "social_fund_amount 12000000",
            "target members_new 3",
            "target party_introduced 1",
            "target social_fund_amount 10000000",
        ],
    },
];
