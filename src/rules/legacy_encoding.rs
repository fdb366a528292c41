//! `legacy-encoding`: phông chữ cũ.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "legacy-encoding",
    severity: Severity::Info,
    title: "Phông chữ cũ",
    problem: "Chữ trong tệp dùng bảng mã cũ (TCVN3 hoặc VNI) và đã được chuyển sang Unicode.",
    effect: "Số liệu được tính.",
    action: "Không cần làm gì; nên đề nghị đơn vị dùng phông Unicode.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads.
pub fn message(encoding: &str) -> String {
    format!("Chữ trong tệp dùng bảng mã {encoding}, đã chuyển sang Unicode.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
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
}];
