//! `unit-name-approximate`: tên đơn vị gõ nhầm hoặc viết cách khác.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unit-name-approximate",
    severity: Severity::Info,
    title: "Tên đơn vị gõ nhầm hoặc viết cách khác",
    problem: "Tên ghi trên biểu sai một lỗi gõ hoặc viết cách khác (không dấu, viết tắt, thiếu cấp huyện) và chỉ có thể là một đơn vị duy nhất.",
    effect: "Số liệu được tính cho đơn vị đó.",
    action: "Xem lại xem có đúng là đơn vị đó không.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads.
pub fn message(name: &str, taken_for: &str) -> String {
    format!("Tên đọc được “{name}” được hiểu là “{taken_for}” (gõ nhầm hoặc viết cách khác).")
}

/// What the office reads where a doubtful name and another witness agree: `by` says which.
pub fn confirmed_message(name: &str, taken_for: &str, by: &str) -> String {
    match name.is_empty() {
        true => format!("Biểu không ghi rõ tên đơn vị; được hiểu là của “{taken_for}” vì {by}."),
        false => format!("Tên đọc được “{name}” được hiểu là “{taken_for}” vì {by}."),
    }
}

/// Why a row that likely names a unit is that unit's.
pub const OF_ROWS: &str = "đơn vị đó thuộc cụm này, không dòng nào khác ghi tên đó và không đơn vị nào khác có thể viết tên như vậy";

/// What the office reads where a form states a name that the unit bore before.
pub fn former_message(name: &str, now: &str) -> String {
    format!(
        "Biểu ghi tên “{name}”; theo trang “Biến động” trong kỳ này là “{now}”, số liệu được tính cho đơn vị đó."
    )
}

/// What the office reads of a name that it has explained; `by` says whose decision that is.
pub fn decided_message(name: &str, meant: &str, by: &str) -> String {
    format!("Tên “{name}” được hiểu là “{meant}” {by}.")
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a slip of the finger where no other unit is near",
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
3 | B | CĐCS Bệnh viện Đa khoa tỉnh
",
                    ),
                    (
                        "Cụm",
                        "
  | A | B
1 | Mã cụm | Tên cụm
2 | C1 | Cụm thi đua số 1
",
                    ),
                    (
                        "Phân cụm",
                        "
  | A | B | C
1 | Kỳ | Mã đơn vị | Mã cụm
2 | 2023 | A | C1
3 | 2023 | B | C1
",
                    ),
                ]),
            ),
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh vviện Đa khoa tỉnh
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
            ),
        ],
        found: &[
            "missing-submission A 2023",
            "unit-name-approximate 2023/Cụm 1/a.xlsx A2",
        ],
        counted: &["2023/Cụm 1/a.xlsx members 41"],
    },
    Case {
        why: "the same words in an older spelling",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Register(&[
                    ("A", "CĐCS Trường Tiểu học Lý Tự Trọng"),
                    ("B", "CĐCS Nhà máy Đóng tàu Mỹ Thủy"),
                    ("C", "CĐCS Nhà máy Đóng tàu Mỹ Lâm"),
                ]),
            ),
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | LIÊN ĐOÀN LAO ĐỘNG TỈNH
2 | CĐCS TRƯỜNG TIỂU HỌC LÍ TỰ TRỌNG
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | Công đoàn cơ sở Nhà máy Đóng tầu Mĩ Thủy
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung | ĐVT | Số lượng
5 | 1 | Tổng số đoàn viên công đoàn | người | 33
",
                ),
            ),
        ],
        found: &[
            "missing-submission C 2023",
            "unit-name-approximate 2023/Cụm 1/a.xlsx A2",
            "unit-name-approximate 2023/Cụm 1/b.xlsx A1",
        ],
        counted: &[
            "2023/Cụm 1/a.xlsx members 41",
            "2023/Cụm 1/b.xlsx members 33",
        ],
    },
    Case {
        why: "a mark that is missing in a word that is none without it",
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
3 | B | CĐCS Bệnh viện Hoàng Ngọc
",
                    ),
                    (
                        "Cụm",
                        "
  | A | B
1 | Mã cụm | Tên cụm
2 | C1 | Cụm thi đua số 1
",
                    ),
                    (
                        "Phân cụm",
                        "
  | A | B | C
1 | Kỳ | Mã đơn vị | Mã cụm
2 | 2023 | A | C1
3 | 2023 | B | C1
",
                    ),
                ]),
            ),
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện Hoàng Ngoc
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
            ),
        ],
        found: &[
            "missing-submission A 2023",
            "unit-name-approximate 2023/Cụm 1/a.xlsx A2",
        ],
        counted: &["2023/Cụm 1/a.xlsx members 41"],
    },
    Case {
        why: "other marks on the letters of a name that no other unit has, under a file name and in a folder that agree",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Sheets(&[
                    (
                        "Đơn vị",
                        "
  | A | B
1 | Mã đơn vị | Tên đơn vị
2 | A | CĐCS Trung tâm Y tế Suối Hòa
3 | B | CĐCS Bệnh viện Đa khoa tỉnh
",
                    ),
                    (
                        "Cụm",
                        "
  | A | B
1 | Mã cụm | Tên cụm
2 | C1 | Cụm thi đua số 1
",
                    ),
                    (
                        "Phân cụm",
                        "
  | A | B | C
1 | Kỳ | Mã đơn vị | Mã cụm
2 | 2023 | A | C1
3 | 2023 | B | C1
",
                    ),
                ]),
            ),
            (
                "2023/Cụm thi đua số 1/TTYT Suoi Hoa 2023.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Trung tâm Y tế Suối Hoá
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
            ),
            (
                "2023/Khac/bao cao 2.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện Đà khóa tỉnh
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 52
",
                ),
            ),
        ],
        found: &[
            "missing-submission B 2023",
            "unit-name-approximate 2023/Cụm thi đua số 1/TTYT Suoi Hoa 2023.xlsx",
            "unit-unknown 2023/Khac/bao cao 2.xlsx",
        ],
        counted: &["2023/Cụm thi đua số 1/TTYT Suoi Hoa 2023.xlsx members 41"],
    },
];
