//! `superseded-submission`: có bản mới hơn.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "superseded-submission",
    severity: Severity::Info,
    title: "Có bản mới hơn",
    problem: "Đơn vị đã gửi bản khác mới hơn cho cùng kỳ và cùng biểu.",
    effect: "Không tính; bản mới hơn được tính.",
    action: "Không cần làm gì; xem bảng so sánh hai bản nếu cần.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads.
pub fn message(newer: &str, why: &str) -> String {
    format!("Đã có bản mới hơn là “{newer}” ({why}); tính bản đó.")
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "of two versions the one saved last counts",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::SheetSaved(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                    (2024, 1, 5),
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::SheetSaved(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 43
",
                    (2024, 1, 9),
                ),
            ),
        ],
        found: &["superseded-submission 2023/Cụm 1/a.xlsx"],
        counted: &["2023/Cụm 1/b.xlsx members 43"],
    },
    Case {
        why: "a union in two languages is no name: what stands above it is",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::SheetSaved(
                    "
  | A | B | C | D
1 | CÔNG TY TNHH SAMHWA VINA
2 | CÔNG ĐOÀN CƠ SỞ / GRASSROOTS TRADE UNION
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                    (2024, 1, 5),
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::SheetSaved(
                    "
  | A | B | C | D
1 | CÔNG TY CỔ PHẦN GẠCH MEN
2 | CÔNG ĐOÀN CƠ SỞ / GRASSROOTS TRADE UNION
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 43
",
                    (2024, 1, 9),
                ),
            ),
        ],
        found: &[],
        counted: &[
            "2023/Cụm 1/a.xlsx members 41",
            "2023/Cụm 1/b.xlsx members 43",
        ],
    },
    Case {
        why: "a line that stands below the names of different employers is no name",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::SheetSaved(
                    "
  | A | B | C | D
1 | CÔNG TY TNHH SAMHWA VINA
2 | Chi hội Bắc sông
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                    (2024, 1, 5),
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::SheetSaved(
                    "
  | A | B | C | D
1 | CÔNG TY CỔ PHẦN GẠCH MEN
2 | Chi hội Bắc sông
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 43
",
                    (2024, 1, 9),
                ),
            ),
        ],
        found: &[],
        counted: &[
            "2023/Cụm 1/a.xlsx members 41",
            "2023/Cụm 1/b.xlsx members 43",
        ],
    },
    Case {
        why: "the employer that a form introduces by a word of its own is one with that of the others",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::SheetSaved(
                    "
  | A | B | C | D
1 | Tên doanh nghiệp: Công ty TNHH Samhwa Vina
2 | CÔNG ĐOÀN CƠ SỞ
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                    (2024, 1, 5),
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::SheetSaved(
                    "
  | A | B | C | D
1 | Doanh nghiệp: Công ty TNHH Samhwa Vina
2 | 
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 43
",
                    (2024, 1, 9),
                ),
            ),
        ],
        found: &["superseded-submission 2023/Cụm 1/a.xlsx"],
        counted: &["2023/Cụm 1/b.xlsx members 43"],
    },
    Case {
        why: "a unit's own table of one row is its report, and its cluster's table is no version of it",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::SheetSaved(
                    "
  | A  | B                  | C                | D                           | E
1 | CĐCS Công ty May A
2 | BIỂU TỔNG HỢP KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023
4 | TT | Đơn vị             | Tổng số lao động | Tổng số đoàn viên công đoàn | Số tổ công đoàn
5 | 1  | Công ty May A      | 50               | 41                          | 5
",
                    (2024, 1, 5),
                ),
            ),
            (
                "2023/Cụm 1/cum.xlsx",
                Holds::SheetSaved(
                    "
  | A  | B                  | C                | D                           | E
1 | CỤM THI ĐUA SỐ 1
2 | BIỂU TỔNG HỢP KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023
4 | TT | Đơn vị             | Tổng số lao động | Tổng số đoàn viên công đoàn | Số tổ công đoàn
5 | 1  | CĐCS Công ty May A | 50               | 41                          | 5
6 | 2  | CĐCS Công ty May B | 60               | 52                          | 6
",
                    (2024, 1, 9),
                ),
            ),
        ],
        found: &[],
        counted: &[
            "2023/Cụm 1/a.xlsx members 41",
            "2023/Cụm 1/a.xlsx union_groups 5",
            "2023/Cụm 1/a.xlsx workers 50",
            "2023/Cụm 1/cum.xlsx members 52",
            "2023/Cụm 1/cum.xlsx union_groups 6",
            "2023/Cụm 1/cum.xlsx workers 60",
        ],
    },
];
