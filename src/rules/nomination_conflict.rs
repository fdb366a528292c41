//! `nomination-conflict`: đề nghị khen thưởng không thống nhất.

use crate::finding::{Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "nomination-conflict",
    severity: Severity::Warning,
    title: "Đề nghị khen thưởng không thống nhất",
    problem: "Hai chỗ đề nghị hình thức khen thưởng hoặc thứ hạng khác nhau cho một đơn vị, hoặc thứ hạng không khớp với điểm.",
    effect: "Cả hai đề nghị đều được giữ; số liệu không đổi.",
    action: "Hỏi cụm đề nghị nào đúng, sửa biên bản hoặc bảng tổng hợp rồi gửi lại.",
};

/// What the office reads of two places that propose different awards.
pub fn of_awards(unit: &str, here: &str, there: &str, place: &str) -> String {
    format!("{unit}: ở đây đề nghị {here}, ở {place} lại đề nghị {there}. Hỏi cụm đề nghị nào đúng.")
}

/// What the office reads of two places that give different ranks.
pub fn of_ranks(unit: &str, here: u32, there: u32, place: &str) -> String {
    format!("{unit}: ở đây xếp thứ {here}, ở {place} lại xếp thứ {there}. Hỏi cụm thứ hạng nào đúng.")
}

/// What the office reads of a rank that points contradict.
pub fn of_points(unit: &str, (rank, points): (u32, &str), other: &str, (its_rank, its_points): (u32, &str)) -> String {
    format!(
        "{unit} xếp thứ {rank} với {points} điểm, còn {other} xếp thứ {its_rank} với {its_points} điểm: \
         thứ hạng không theo điểm. Hỏi cụm điểm hay thứ hạng đúng."
    )
}
