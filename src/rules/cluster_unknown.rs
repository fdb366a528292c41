//! `cluster-unknown`: không rõ cụm, khối.

use super::nearest_clause;
use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "cluster-unknown",
    severity: Severity::Error,
    title: "Không rõ cụm, khối",
    problem: "Bảng tổng hợp hoặc biên bản của cụm không ghi tên cụm nào có trong danh mục.",
    effect: "Tệp bị từ chối.",
    action: "Chọn cụm ở trang “Tên gọi” của dinh-chinh.xlsx, hoặc ghi đúng tên cụm trên biểu, hoặc đặt tệp vào thư mục của cụm.",
    unit_task: UnitTask::Mends("Ghi đúng và đủ tên cụm (khối) ở đầu biểu."),
};

/// What the office reads.
pub fn message(name: &str, nearest: &str) -> String {
    format!(
        "Không nhận ra cụm (khối) “{name}” trong danh mục.{}",
        nearest_clause(nearest)
    )
}

/// What the office reads of a unit's form in the folder of another cluster than the register lists the unit in.
pub fn folder_message(unit: &str, cluster: &str, period: &str, folder: &str) -> String {
    format!(
        "“{unit}” thuộc “{cluster}” theo danh mục của {period}, nhưng tệp nằm trong thư mục của “{folder}”. Vẫn tính cho “{cluster}”; xem lại thư mục hoặc trang “Phân cụm” của danh mục."
    )
}

/// What the office reads of a cluster's name that it has decided to leave out; `by` says whose decision that is.
pub fn left_out_message(name: &str, by: &str) -> String {
    format!("Tệp ghi cụm (khối) “{name}” được bỏ qua {by}.")
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a cluster's table that names no known cluster",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Register(&[("A", "CĐCS Bệnh viện A"), ("B", "CĐCS Trường THPT B")]),
            ),
            (
                "2023/Khối lạ/x.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | KHỐI THI ĐUA BIỂN ĐẢO
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Bệnh viện A | 40 | 3
",
                ),
            ),
        ],
        found: &["cluster-unknown 2023/Khối lạ/x.xlsx"],
        counted: &[],
    },
    Case {
        why: "a unit's form that lies in the folder of another cluster than the register lists the unit in",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Sheets(&[
                    (
                        "Đơn vị",
                        "
  | A | B
1 | Mã đơn vị | Tên đơn vị
2 | A | CĐCS Bệnh viện A
",
                    ),
                    (
                        "Cụm",
                        "
  | A | B
1 | Mã cụm | Tên cụm
2 | C1 | Cụm thi đua số 1
3 | C2 | Cụm thi đua số 2
",
                    ),
                    (
                        "Phân cụm",
                        "
  | A | B | C
1 | Kỳ | Mã đơn vị | Mã cụm
2 | 2023 | A | C1
",
                    ),
                ]),
            ),
            (
                "2023/Cụm 2/a.xlsx",
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
        ],
        found: &["cluster-unknown 2023/Cụm 2/a.xlsx"],
        counted: &["2023/Cụm 2/a.xlsx members 41"],
    },
    Case {
        why: "a cluster's name that leaves out its number or what it is called besides, where only one may be meant",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Sheets(&[
                    (
                        "Đơn vị",
                        "
  | A | B
1 | Mã đơn vị | Tên đơn vị
2 | A | CĐCS Bệnh viện A
3 | B | CĐCS Trường THPT B
",
                    ),
                    (
                        "Cụm",
                        "
  | A | B
1 | Mã cụm | Tên cụm
2 | C1 | Cụm thi đua số 1 – Y tế
3 | C2 | Cụm thi đua số 2 – Giáo dục
4 | C3 | Cụm thi đua số 3 – Xã
5 | C4 | Cụm thi đua số 3 – Phường
",
                    ),
                    (
                        "Phân cụm",
                        "
  | A | B | C
1 | Kỳ | Mã đơn vị | Mã cụm
2 | 2023 | A | C1
3 | 2023 | B | C2
",
                    ),
                ]),
            ),
            (
                "2023/x.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 01
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Bệnh viện A | 40 | 3
",
                ),
            ),
            (
                "2023/y.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CỤM GIÁO DỤC
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Trường THPT B | 41 | 3
",
                ),
            ),
            (
                "2023/Khối lạ/z.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CỤM SỐ 3
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Trường THPT B | 42 | 3
",
                ),
            ),
            (
                "2023/Khối lạ/w.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CỤM 2 – Y TẾ
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số đoàn viên công đoàn | Số tổ công đoàn
6 | 1 | Trường THPT B | 43 | 3
",
                ),
            ),
        ],
        found: &[
            "cluster-unknown 2023/Khối lạ/w.xlsx",
            "cluster-unknown 2023/Khối lạ/z.xlsx",
        ],
        counted: &[
            "2023/x.xlsx members 40",
            "2023/x.xlsx union_groups 3",
            "2023/y.xlsx members 41",
            "2023/y.xlsx union_groups 3",
        ],
    },
];
