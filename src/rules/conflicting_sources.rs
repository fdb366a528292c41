//! `conflicting-sources`: hai nguồn khác nhau.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "conflicting-sources",
    severity: Severity::Warning,
    title: "Hai nguồn khác nhau",
    problem: "Báo cáo của đơn vị và bảng tổng hợp của cụm ghi hai số khác nhau.",
    effect: "Tính số trong báo cáo của chính đơn vị.",
    action: "Xem lại số nào đúng; nếu số của cụm đúng thì ghi vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Đối chiếu số này với báo cáo của chính đơn vị đó rồi ghi lại cho thống nhất.",
    ),
};

/// What the office reads.
pub fn message(label: &str, other: &str, own: &str, own_place: &str) -> String {
    format!(
        "“{label}”: ở đây ghi {other}, báo cáo của đơn vị ghi {own} ({own_place}). Tính số của đơn vị."
    )
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "unit and cluster differ, and the unit counts; the table fills what the unit does not give",
        files: &[
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
            (
                "2023/Cụm 1/cụm.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Bệnh viện A | 40 | 3
",
                ),
            ),
        ],
        found: &["conflicting-sources 2023/Cụm 1/cụm.xlsx C6"],
        counted: &[
            "2023/Cụm 1/a.xlsx members 41",
            "2023/Cụm 1/cụm.xlsx union_groups 3",
        ],
    },
    Case {
        why: "a cell that the unit left empty is filled; a held figure never is",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người
7 | 2 | Số tổ công đoàn | tổ | nhiều
",
                ),
            ),
            (
                "2023/Cụm 1/cụm.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Bệnh viện A | 40 | 3
",
                ),
            ),
        ],
        found: &[
            "missing-value 2023/Cụm 1/a.xlsx D6",
            "not-a-number 2023/Cụm 1/a.xlsx D7",
        ],
        counted: &["2023/Cụm 1/cụm.xlsx members 40"],
    },
    Case {
        why: "what a held file of the unit gives is not filled either",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
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
            ),
            (
                "2023/Cụm 1/cụm.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Bệnh viện A | 40 | 3
",
                ),
            ),
        ],
        found: &["period-conflict 2023/Cụm 1/a.xlsx A3"],
        counted: &["2023/Cụm 1/cụm.xlsx union_groups 3"],
    },
    Case {
        why: "a table of one row under the unit's own letterhead is its own report, whatever the cluster's table says",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BIỂU SỐ LIỆU HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023
5 | TT | Tên đơn vị | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Bệnh viện A | 41 | 3
",
                ),
            ),
            (
                "2023/Cụm 1/cụm.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Bệnh viện A | 40 | 3
",
                ),
            ),
        ],
        found: &["conflicting-sources 2023/Cụm 1/cụm.xlsx C6"],
        counted: &[
            "2023/Cụm 1/a.xlsx members 41",
            "2023/Cụm 1/a.xlsx union_groups 3",
        ],
    },
];
