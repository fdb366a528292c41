//! `implausible-value`: số không thể có.

use crate::finding::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "implausible-value",
    severity: Severity::Error,
    title: "Số không thể có",
    problem: "Con số vượt xa mức mà một công đoàn cơ sở có thể có.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
};

/// What the office reads of a figure above the most that there can be.
pub fn message(label: &str, shown: &str, most: &str) -> String {
    format!("“{label}” là {shown}, không thể vượt {most}. Hỏi đơn vị số đúng.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "points beyond the scale are held; the others count",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP ĐIỂM THI ĐUA NĂM 2023
5 | TT | Công đoàn cơ sở | Điểm cụm thẩm định
6 | 1 | Bệnh viện A | 955
7 | 2 | Trường THPT B | 90
8 | 3 | Trường THPT C | 85
",
            ),
        )],
        found: &[
            "implausible-value C6",
            "missing-submission bệnh viện a 2023",
        ],
        counted: &["cluster_score 90", "cluster_score 85"],
    },
    Case {
        why: "a cluster all of whose points are above the scale goes by another one",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP ĐIỂM THI ĐUA NĂM 2023
5 | TT | Công đoàn cơ sở | Điểm cụm thẩm định
6 | 1 | Bệnh viện A | 955
7 | 2 | Trường THPT B | 900
8 | 3 | Trường THPT C | 850
",
            ),
        )],
        found: &[],
        counted: &[
            "cluster_score 955",
            "cluster_score 900",
            "cluster_score 850",
        ],
    },
];
