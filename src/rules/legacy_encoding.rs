//! `legacy-encoding`: phông chữ cũ, chữ không dấu.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "legacy-encoding",
    severity: Severity::Info,
    title: "Phông chữ cũ, chữ không dấu",
    problem: "Chữ trong tệp dùng bảng mã cũ (TCVN3 hoặc VNI) và đã được chuyển sang Unicode, hoặc được gõ không dấu và đã được đọc như có dấu.",
    effect: "Số liệu được tính.",
    action: "Không cần làm gì; nên đề nghị đơn vị dùng phông Unicode và gõ có dấu.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads.
pub fn message(encoding: &str) -> String {
    format!("Chữ trong tệp dùng bảng mã {encoding}, đã chuyển sang Unicode.")
}

/// The same of words typed without their marks.
pub fn toneless_message() -> String {
    "Có chữ gõ không dấu, đã đọc như có dấu ở chỗ chỉ có một cách hiểu.".into()
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "words typed without marks are read as what alone they can be, and told; what may be another stays open",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C | D
1 | LDLD TINH X
2 | CDCS BENH VIEN A
3 | BAO CAO HOAT DONG CONG DOAN CO SO NAM 2023
5 | TT | Noi dung | DVT | So luong
6 | 1 | Tong so doan vien cong doan | nguoi | 41
7 | | - Trong do: nu | nguoi | 20
8 | 2 | So doan vien giam trong nam | nguoi | 3
9 | 3 | Tham hoi doan vien | luot | 12 luot
10 | 4 | So tien tham hoi doan vien | dong | 6 trieu dong
11 | PHUONG HUONG NAM 2024
12 | 1 | Ket nap doan vien moi | nguoi | 10
",
            ),
        )],
        found: &["label-unmatched D8", "legacy-encoding 2023/Cụm 1/a.xlsx"],
        counted: &[
            "members 41",
            "members_female 20",
            "target members_new 10",
            "visits 12",
            "visits_amount 6000000",
        ],
    },
    Case {
        why: "TCVN3 is converted and told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C | D
1 | C«ng ®oµn ngµnh Y tÕ
2 | C§CS BÖnh viÖn A
3 | B¸o c¸o ho¹t ®éng c«ng ®oµn c¬ së n¨m 2023
5 | TT | Néi dung | §VT | Sè l\u{ad}îng
6 | 1 | Tæng sè ®oµn viªn c«ng ®oµn | ng\u{ad}êi | 41
7 | 2 | Sè tæ c«ng ®oµn | tæ | 3
",
            ),
        )],
        found: &["legacy-encoding 2023/Cụm 1/a.xlsx"],
        counted: &["members 41", "union_groups 3"],
    },
];
