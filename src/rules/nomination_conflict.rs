//! `nomination-conflict`: đề nghị khen thưởng không thống nhất.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub const RULE: Rule = Rule {
    code: "nomination-conflict",
    severity: Severity::Warning,
    title: "Đề nghị khen thưởng không thống nhất",
    problem: "Hai chỗ đề nghị hình thức khen thưởng hoặc thứ hạng khác nhau cho một đơn vị, hoặc thứ hạng không khớp với điểm.",
    effect: "Cả hai đề nghị đều được giữ; số liệu không đổi.",
    action: "Hỏi cụm đề nghị nào đúng, sửa biên bản hoặc bảng tổng hợp rồi gửi lại.",
    unit_task: UnitTask::Mends(
        "Đối chiếu các bảng đề nghị khen thưởng rồi ghi lại cho thống nhất: mỗi tập thể đề nghị một hình thức.",
    ),
};

/// What the office reads of two places that propose different awards.
pub fn of_awards(unit: &str, here: &str, there: &str, place: &str) -> String {
    format!(
        "{unit}: ở đây đề nghị {here}, ở {place} lại đề nghị {there}. Hỏi cụm đề nghị nào đúng."
    )
}

/// What the office reads of two places that give different ranks.
pub fn of_ranks(unit: &str, here: u32, there: u32, place: &str) -> String {
    format!(
        "{unit}: ở đây xếp thứ {here}, ở {place} lại xếp thứ {there}. Hỏi cụm thứ hạng nào đúng."
    )
}

/// What the office reads of a rank that points contradict.
pub fn of_points(
    unit: &str,
    (rank, points): (u32, &str),
    other: &str,
    (its_rank, its_points): (u32, &str),
) -> String {
    format!(
        "{unit} xếp thứ {rank} với {points} điểm, còn {other} xếp thứ {its_rank} với {its_points} điểm: \
         thứ hạng không theo điểm. Hỏi cụm điểm hay thứ hạng đúng."
    )
}

/// What the office reads of a rank that is not the one that the points give.
pub fn of_reckoned(unit: &str, rank: u32, points: &str, reckoned: u32) -> String {
    format!(
        "{unit}: biểu ghi xếp thứ {rank} với {points} điểm, theo điểm của các đơn vị trong cụm là thứ {reckoned}. Hỏi cụm thứ hạng nào đúng."
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a cluster's table and its minutes propose different awards and places: told where they stand, both stand",
        files: &[
            (
                "2023/Cụm 1/bảng.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D | E
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP KẾT QUẢ THI ĐUA NĂM 2023
5 | TT | Đơn vị | Tổng số đoàn viên | Xếp thứ | Đề nghị khen thưởng
6 | 1 | Bệnh viện A | 50 | 1 | Cờ thi đua
7 | 2 | Trường THPT B | 40 | 2 | Bằng khen
",
                ),
            ),
            (
                "2023/Cụm 1/biên bản.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | KẾT QUẢ BÌNH XÉT NĂM 2023
5 | Xếp thứ | Đơn vị | Đề nghị khen thưởng | Cấp khen
6 | 1 | Trường THPT B | Cờ thi đua | LĐLĐ tỉnh
7 | 2 | Bệnh viện A | Bằng khen | LĐLĐ tỉnh
",
                ),
            ),
        ],
        found: &[
            "nomination-conflict 2023/Cụm 1/bảng.xlsx B6",
            "nomination-conflict 2023/Cụm 1/bảng.xlsx B7",
            "nomination-conflict 2023/Cụm 1/bảng.xlsx D6",
            "nomination-conflict 2023/Cụm 1/bảng.xlsx D7",
            "nomination-conflict 2023/Cụm 1/biên bản.xlsx B6",
            "nomination-conflict 2023/Cụm 1/biên bản.xlsx B7",
        ],
        counted: &[
            "2023/Cụm 1/bảng.xlsx members 40",
            "2023/Cụm 1/bảng.xlsx members 50",
        ],
    },
    Case {
        why: "a petition that repeats what the minutes propose contradicts nothing",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "Bình xét",
                    "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | KẾT QUẢ BÌNH XÉT NĂM 2023
5 | Xếp thứ | Đơn vị | Đề nghị khen thưởng | Cấp khen
6 | 1 | Trường THPT B | Cờ thi đua | LĐLĐ tỉnh
",
                ),
                (
                    "Tờ trình",
                    "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023
5 | TT | Đơn vị | Hình thức khen thưởng | Cấp khen
6 | 1 | Trường THPT B | Cờ thi đua | LĐLĐ tỉnh
",
                ),
            ]),
        )],
        found: &["missing-submission trường trung học phổ thông b 2023"],
        counted: &[],
    },
    Case {
        why: "a place that the points contradict is told at the unit that has fewer points",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | BẢNG ĐIỂM CỤM THẨM ĐỊNH NĂM 2023
5 | TT | Đơn vị | Tổng điểm | Xếp thứ
6 | 1 | Bệnh viện A | 85 | 1
7 | 2 | Trường THPT B | 95 | 2
",
            ),
        )],
        found: &["nomination-conflict D6"],
        counted: &["cluster_score 85", "cluster_score 95"],
    },
];
