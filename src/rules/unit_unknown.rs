//! `unit-unknown`: không rõ đơn vị.

use super::nearest_clause;
use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unit-unknown",
    severity: Severity::Error,
    title: "Không rõ đơn vị",
    problem: "Tên đơn vị ghi trên biểu không khớp với đơn vị nào trong danh mục.",
    effect: "Tệp bị từ chối (hoặc dòng đó của bảng tổng hợp cụm không được tính).",
    action: "Nếu đúng là một đơn vị của tỉnh thì chọn đơn vị đó ở trang “Tên gọi” của dinh-chinh.xlsx (hoặc ghi vào cột “Tên khác” của danh-muc.xlsx); nếu không thì chọn “bỏ qua”.",
    unit_task: UnitTask::Mends("Ghi đúng và đủ tên đơn vị như trong quyết định thành lập."),
};

/// What the office reads.
pub fn message(name: &str, nearest: &str) -> String {
    format!(
        "Đơn vị “{name}” không có trong danh mục.{}",
        nearest_clause(nearest)
    )
}

/// What the office reads of a name that it has decided to leave out; `by` says whose decision that is.
pub fn left_out_message(name: &str, by: &str) -> String {
    format!("“{name}” được bỏ qua {by}; không số nào ở đó được tính.")
}

/// What the office reads of figures that no unit was found for.
pub fn nobodys_message() -> String {
    "Không rõ các số từ ô này là của đơn vị nào; chưa tính. Ghi rõ đơn vị trên biểu.".to_string()
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a name that is in no register is rejected with the nearest names",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Register(&[("A", "CĐCS Bệnh viện A"), ("B", "CĐCS Trường THPT B")]),
            ),
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện Hòa Bình
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
            ),
        ],
        found: &["unit-unknown 2023/Cụm 1/a.xlsx"],
        counted: &[],
    },
    Case {
        why: "without a register a short name across is no second unit beside the one that it is likely of",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CĐCS Công ty TNHH Điện tử Sao Vàng
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung | ĐVT | Số lượng
5 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D | E
1 | CỤM 1
2 | TỔNG HỢP SỐ LIỆU CÁC CĐCS NĂM 2023
4 | TT | Nội dung | ĐVT | Sao Vàng | Cấp nước
5 | 1 | Tổng số đoàn viên công đoàn | người | 41 | 20
",
                ),
            ),
        ],
        found: &["unit-unknown 2023/Cụm 1/b.xlsx D4"],
        counted: &[
            "2023/Cụm 1/a.xlsx members 41",
            "2023/Cụm 1/b.xlsx members 20",
        ],
    },
    Case {
        why: "a list that names its unit in every row is that unit's, of the year that each row names",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                  | B    | C    | D                           | E     | F
1 | Đơn vị             | Năm  | Mã CT | Tên chỉ tiêu               | ĐVT   | Giá trị
2 | Công ty TNHH Sợi A | 2023 | HR01 | Tổng số lao động            | người | 50
3 | Công ty TNHH Sợi A | 2023 | HR02 | Trong đó lao động nữ        | người | 20
4 | Công ty TNHH Sợi A | 2023 | HR03 | Tổng số đoàn viên công đoàn | người | 41
5 | Công ty TNHH Sợi A | 2022 | HR03 | Tổng số đoàn viên công đoàn | người | 38
",
            ),
        )],
        found: &[],
        counted: &["members 41", "workers 50", "workers_female 20"],
    },
    Case {
        why: "a list of several units gives each its figures, and none where a row names nobody",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B     | C                  | D                           | E     | F
1  | TT | Cụm   | Công đoàn cơ sở    | Chỉ tiêu                    | ĐVT   | Số lượng
2  | 1  | Cụm 1 | Công ty TNHH Sợi A | Tổng số đoàn viên công đoàn | người | 41
3  | 2  | Cụm 1 | Công ty TNHH Sợi A | - Trong đó: nữ              | người | 20
4  | 3  | Cụm 1 | CĐCS Trường B      | Tổng số đoàn viên công đoàn | người | 30
5  | 4  | Cụm 1 | CĐCS Trường B      | Số tổ công đoàn             | tổ    | 3
6  | 5  | Cụm 1 | Tổng cộng          | Tổng số đoàn viên công đoàn | người | 71
",
            ),
        )],
        found: &["row-unread F6"],
        counted: &[
            "members 30",
            "members 41",
            "members_female 20",
            "union_groups 3",
        ],
    },
    Case {
        why: "parts of the unit whose form it is, and those who did the work, are no units",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A               | B                           | C     | D
1 | CĐCS Công ty TNHH Sợi A
2 | BÁO CÁO NĂM 2023
3 | Đơn vị          | Chỉ tiêu                    | ĐVT   | Số lượng
4 | Phân xưởng Sợi  | Tổng số đoàn viên công đoàn | người | 41
5 | Phân xưởng Dệt  | Tổng số đoàn viên công đoàn | người | 20
6 | Phân xưởng Dệt  | Số tổ công đoàn             | tổ    | 3
",
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::Sheet(
                    "
  | A         | B                           | C     | D
1 | CĐCS Công ty TNHH Dệt B
2 | BÁO CÁO NĂM 2023
3 | Đơn vị        | Chỉ tiêu                    | ĐVT   | Số lượng
4 | Ban Nữ công   | Tổng số đoàn viên công đoàn | người | 41
5 | Phòng Nhân sự | Tổng số lao động            | người | 50
6 | Ban Nữ công   | Số tổ công đoàn             | tổ    | 3
",
                ),
            ),
        ],
        found: &["label-ambiguous 2023/Cụm 1/a.xlsx D5"],
        counted: &[
            "2023/Cụm 1/a.xlsx union_groups 3",
            "2023/Cụm 1/b.xlsx members 41",
            "2023/Cụm 1/b.xlsx union_groups 3",
            "2023/Cụm 1/b.xlsx workers 50",
        ],
    },
    Case {
        why: "above the table of a cluster's units labels with their figures are nobody's, and above a form of one unit its own",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A  | B                 | C               | D
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
3 |    | Tổng số lao động  | 500
4 |    | Tổng số đoàn viên | 450
5 |    | Số tổ công đoàn   | 30
6 | TT | Tên CĐCS          | Tổng số lao động | Tổng số đoàn viên
7 | 1  | CĐCS Trường A     | 20               | 19
8 | 2  | CĐCS Trường B     | 30               | 29
",
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::Sheet(
                    "
  | A             | B                 | C    | D
1 | CĐCS Công ty TNHH Dệt B
2 | BÁO CÁO NĂM 2023
3 | Năm thành lập | Chỉ tiêu          | ĐVT   | Số lượng
4 | 2001          | Tổng số lao động  | người | 20
5 | 2001          | Tổng số đoàn viên | người | 19
6 | 2001          | Số tổ công đoàn   | tổ    | 3
",
                ),
            ),
        ],
        found: &[
            "column-unknown 2023/Cụm 1/a.xlsx C3",
            "column-unknown 2023/Cụm 1/b.xlsx A3",
            "row-unread 2023/Cụm 1/a.xlsx C3",
            "row-unread 2023/Cụm 1/a.xlsx C4",
            "row-unread 2023/Cụm 1/a.xlsx C5",
        ],
        counted: &[
            "2023/Cụm 1/a.xlsx members 19",
            "2023/Cụm 1/a.xlsx members 29",
            "2023/Cụm 1/a.xlsx workers 20",
            "2023/Cụm 1/a.xlsx workers 30",
            "2023/Cụm 1/b.xlsx members 19",
            "2023/Cụm 1/b.xlsx union_groups 3",
            "2023/Cụm 1/b.xlsx workers 20",
        ],
    },
];
