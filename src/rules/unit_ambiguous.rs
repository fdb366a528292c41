//! `unit-ambiguous`: tên khớp nhiều đơn vị.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unit-ambiguous",
    severity: Severity::Error,
    title: "Tên khớp nhiều đơn vị",
    problem: "Tên ghi trên biểu khớp như nhau với nhiều đơn vị, biểu ghi tên hai đơn vị khác nhau, hoặc biểu làm trên mẫu phát cho đơn vị khác.",
    effect: "Tệp bị từ chối (hoặc dòng đó của bảng tổng hợp cụm không được tính).",
    action: "Đề nghị đơn vị ghi đủ tên và mỗi biểu chỉ ghi một đơn vị; nếu hai đơn vị trùng tên thì đặt tệp vào thư mục của cụm.",
    unit_task: UnitTask::Mends(
        "Ghi đủ tên đơn vị, có cả tên cấp trên nếu trùng tên; mỗi biểu chỉ ghi một đơn vị.",
    ),
};

/// What the office reads.
pub fn message(name: &str, candidates: &str) -> String {
    format!(
        "Tên “{name}” khớp với nhiều đơn vị: {candidates}. Ghi rõ tên đầy đủ, hoặc đặt tệp vào thư mục của cụm."
    )
}

/// What the office reads where a code and a name are two units'.
pub fn code_message(both: &str) -> String {
    format!(
        "Mã đơn vị và tên đơn vị trên biểu là của hai đơn vị khác nhau: {both}. Hỏi lại đơn vị gửi."
    )
}

/// What the office reads where a form is written into the template of another unit.
pub fn template_message(made_for: &str, named: &str) -> String {
    format!(
        "Tệp làm trên mẫu phát cho {made_for} nhưng biểu ghi tên {named}. Hỏi lại đơn vị gửi xem số liệu của đơn vị nào; nếu đúng đơn vị ghi trên biểu thì chọn “giữ nguyên” trong dinh-chinh.xlsx."
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a name that two units of one cluster bear is neither",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Sheets(&[
                    (
                        "Đơn vị",
                        "
  | A | B
1 | Mã đơn vị | Tên đơn vị
2 | A | CĐCS Trường Mầm non Hoa Sen
3 | B | CĐCS Trường Mầm non Hoa Sen
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
2 | CĐCS Trường Mầm non Hoa Sen
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
                ),
            ),
        ],
        found: &[
            "unit-ambiguous 2023/Cụm 1/a.xlsx",
            "unit-ambiguous danh-muc.xlsx B3",
        ],
        counted: &[],
    },
    Case {
        why: "the forms of two units below each other on one sheet are each its own unit's",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Sheets(&[
                    (
                        "Đơn vị",
                        "
  | A | B
1 | Mã đơn vị | Tên đơn vị
2 | A | CĐCS Trường Mầm non Hoa Sen
3 | B | CĐCS Trạm Y tế xã Lộc
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
                "2023/Cụm thi đua số 1/hai don vi.xlsx",
                Holds::Sheet(
                    "
   | A  | B                           | C     | D
1  | LIÊN ĐOÀN LAO ĐỘNG TỈNH
2  | CĐCS Trường Mầm non Hoa Sen
3  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5  | TT | Nội dung                    | ĐVT   | Số lượng
6  | 1  | Tổng số đoàn viên công đoàn | người | 41
7  | 2  | Số tổ công đoàn             | tổ    | 5
8  |    | NGƯỜI LẬP BIỂU              |       | CHỦ TỊCH
10 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
11 | Đơn vị báo cáo: CĐCS Trạm Y tế xã Lộc
13 | STT | Chỉ tiêu                   | ĐVT   | Số liệu
14 | 1  | Tổng số đoàn viên công đoàn | người | 12
15 | 2  | Số tổ công đoàn             | tổ    | 2
",
                ),
            ),
        ],
        found: &[],
        counted: &[
            "2023/Cụm thi đua số 1/hai don vi.xlsx members 12",
            "2023/Cụm thi đua số 1/hai don vi.xlsx members 41",
            "2023/Cụm thi đua số 1/hai don vi.xlsx union_groups 2",
            "2023/Cụm thi đua số 1/hai don vi.xlsx union_groups 5",
        ],
    },
    Case {
        why: "forms of two grassroots unions below each other are theirs, also where no register knows them",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                               | C     | D
1  | CĐCS Trường Mầm non Hoa Sen
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | TT | Nội dung                        | ĐVT   | Số lượng
5  | 1  | Tổng số đoàn viên công đoàn     | người | 41
7  | CĐCS Trạm Y tế xã Lộc
8  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
10 | TT | Nội dung                        | ĐVT   | Số lượng
11 | 1  | Số lượt đoàn viên được thăm hỏi | lượt  | 12
",
            ),
        )],
        found: &[],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "rows below the names of unions are those unions' where the same is asked of several",
        files: &[(
            "2023/Cụm 1/tong hop.xlsx",
            Holds::Sheet(
                "
   | A  | B                               | C     | D
1  | CỤM THI ĐUA SỐ 1
2  | SỐ LIỆU ĐOÀN VIÊN NĂM 2023
4  | TT | Nội dung                        | ĐVT   | Số lượng
5  | I  | CĐCS Sở Y tế
6  | 1  | Tổng số lao động                | người | 50
7  | 2  | Tổng số đoàn viên               | người | 49
8  | II | CĐCS Sở Nội vụ
9  | 1  | Tổng số lao động                | người | 40
10 | 2  | Tổng số đoàn viên               | người | 39
",
            ),
        )],
        found: &[],
        counted: &["members 39", "members 49", "workers 40", "workers 50"],
    },
    Case {
        why: "sheets that each name another grassroots union are those unions' reports, also where no register has them",
        files: &[(
            "2023/Cụm 1/tong hop.xlsx",
            Holds::Sheets(&[
                (
                    "1",
                    "
  | A  | B                               | C     | D
1 | CĐCS Trường THPT Lê Quý Đôn
2 | BÁO CÁO NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn     | người | 40
",
                ),
                (
                    "2",
                    "
  | A  | B                               | C     | D
1 | CĐCS Trường THPT Trần Phú
2 | BÁO CÁO NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Số lượt đoàn viên được thăm hỏi | lượt  | 41
",
                ),
            ]),
        )],
        found: &[],
        counted: &["members 40", "visits 41"],
    },
    Case {
        why: "tables below one title that each bear the name of a grassroots union are those unions'",
        files: &[(
            "2023/Huyện A/tong hop.xlsx",
            Holds::Sheet(
                "
   | A  | B                           | C     | D
1  | LĐLĐ HUYỆN A
2  | SỐ LIỆU CỦA CÁC CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | 1. CĐCS Trường Mầm non Hoa Sen
5  | TT | Nội dung                    | ĐVT   | Số lượng
6  | 1  | Tổng số đoàn viên công đoàn | người | 41
7  | 2  | Số tổ công đoàn             | tổ    | 5
9  | 2. CĐCS Trạm Y tế xã Lộc
10 | TT | Nội dung                    | ĐVT   | Số lượng
11 | 1  | Tổng số đoàn viên công đoàn | người | 12
12 | 2  | Số tổ công đoàn             | tổ    | 2
",
            ),
        )],
        found: &[],
        counted: &[
            "members 12",
            "members 41",
            "union_groups 2",
            "union_groups 5",
        ],
    },
];
