//! `period-conflict`: kỳ báo cáo mâu thuẫn.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "period-conflict",
    severity: Severity::Error,
    title: "Kỳ báo cáo mâu thuẫn",
    problem: "Biểu ghi một kỳ, thư mục (hoặc chỗ khác trên biểu) lại ghi kỳ khác.",
    effect: "Cả tệp bị giữ lại, chưa tính.",
    action: "Xem tệp thuộc kỳ nào, chuyển về đúng thư mục hoặc ghi kỳ đúng vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends("Ghi đúng kỳ báo cáo ở tiêu đề biểu, thống nhất trên cả tệp."),
};

/// What the office reads.
pub fn message(stated: &str, other: &str) -> String {
    format!(
        "Biểu ghi {stated} nhưng {other}. Chưa tính tệp này; ghi kỳ đúng vào dinh-chinh.xlsx hoặc chuyển tệp về đúng thư mục."
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "form and folder name different years: the whole file is held",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2022
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        )],
        found: &["period-conflict A3"],
        counted: &[],
    },
    Case {
        why: "a sheet of last year beside that of the folder's year is left out and told, by its title or by its name",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "Năm nay",
                    "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn     | người | 41
",
                ),
                (
                    "Năm trước",
                    "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2022
4 | TT | Nội dung                        | ĐVT   | Cả năm   | Năm trước
5 | 1  | Tổng số đoàn viên công đoàn     | người | 40       | 39
6 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 12       | 11
",
                ),
                (
                    "2021",
                    "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Số lượt đoàn viên được thăm hỏi | lượt  | 9
",
                ),
            ]),
        )],
        found: &["column-unknown D4", "column-unknown E4"],
        counted: &["members 41"],
    },
    Case {
        why: "the same of a sheet of a part of the year; one of the year to come leaves it open whose mistake that is",
        files: &[
            (
                FILE,
                Holds::Sheets(&[
                    (
                        "Cả năm",
                        "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn     | người | 41
",
                    ),
                    (
                        "Quý IV",
                        "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN QUÝ IV NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Số lượt đoàn viên được thăm hỏi | lượt  | 3
",
                    ),
                ]),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::Sheets(&[
                    (
                        "Cả năm",
                        "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện B
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn     | người | 52
",
                    ),
                    (
                        "Sau",
                        "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện B
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2024
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Số lượt đoàn viên được thăm hỏi | lượt  | 3
",
                    ),
                ]),
            ),
        ],
        found: &[
            "column-unknown 2023/Cụm 1/a.xlsx D4",
            "period-conflict 2023/Cụm 1/b.xlsx A2",
        ],
        counted: &["2023/Cụm 1/a.xlsx members 41"],
    },
];
