//! `period-conflict`: kỳ báo cáo mâu thuẫn.

use crate::finding::{Rule, Severity, UnitTask};
use crate::location::CellAddress;

/// The rule.
pub static RULE: Rule = Rule {
    code: "period-conflict",
    severity: Severity::Error,
    title: "Kỳ báo cáo mâu thuẫn",
    problem: "Biểu ghi một kỳ, thư mục (hoặc chỗ khác trên biểu, hoặc mẫu đã phát) lại ghi kỳ khác; hoặc tệp không ghi kỳ nằm ở thư mục của hai kỳ; hoặc chú thích của một số cho biết nó là của kỳ khác, một phần của kỳ.",
    effect: "Cả tệp bị giữ lại, chưa tính; nếu chỉ là chú thích của một số thì chỉ số đó.",
    action: "Xem tệp thuộc kỳ nào, chuyển về đúng thư mục hoặc ghi kỳ đúng vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends("Ghi đúng kỳ báo cáo ở tiêu đề biểu, thống nhất trên cả tệp."),
};

/// What the office reads.
pub fn message(stated: &str, other: &str) -> String {
    format!(
        "Biểu ghi {stated} nhưng {other}. Chưa tính tệp này; ghi kỳ đúng vào dinh-chinh.xlsx hoặc chuyển tệp về đúng thư mục."
    )
}

/// What the office reads of a form that states no period, in a place that says another: `says` is the folder or the name.
pub fn place_message(says: &str, period: &str) -> String {
    format!(
        "Biểu không ghi kỳ, thư mục ghi {period} nhưng tên “{says}” cho biết có thể là của kỳ khác, một phần của kỳ, hoặc không phải kết quả. Chưa tính tệp này; ghi kỳ đúng vào dinh-chinh.xlsx hoặc chuyển tệp về đúng thư mục."
    )
}

/// What the office reads where a form is written into the template of another period.
pub fn template_message(made_for: &str, stated: &str) -> String {
    format!(
        "Tệp làm trên mẫu phát cho {made_for} nhưng biểu hoặc thư mục ghi {stated}. Chưa tính tệp này; hỏi đơn vị xem số liệu của kỳ nào rồi ghi kỳ đúng vào dinh-chinh.xlsx."
    )
}

/// What the office reads of a file that lies in the folders of several periods and states none itself.
pub fn same_bytes_message(other: &str) -> String {
    format!(
        "Biểu không ghi kỳ và giống hệt tệp “{other}” trong thư mục của kỳ khác, nên không biết số liệu của kỳ nào. Chưa tính tệp này; hỏi đơn vị rồi ghi kỳ đúng vào dinh-chinh.xlsx hoặc xóa bản để nhầm thư mục."
    )
}

/// What the office reads of a figure that a note says is not of the report's period: `note` with its cell.
pub fn note_message(
    (label, raw): (&str, &str),
    (note, at): (&str, CellAddress),
    period: &str,
) -> String {
    format!(
        "“{label}”: chú thích “{note}” (ô {at}) cho biết số {raw} không phải là số đúng của cả {period}. Chưa tính số này; hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx."
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
const UNDATED: &str = "
  | A | B | C | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO KẾT QUẢ HOẠT ĐỘNG
4 | TT | Nội dung | ĐVT | Số lượng
5 | 1 | Số tổ công đoàn | tổ | 3
";

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a form that states no period is not counted where its folder or its name says another, or none; what is sent in a month is",
        files: &[
            (
                "2023/Cụm 1/6 tháng đầu năm/a.xlsx",
                Holds::Sheet(UNDATED),
            ),
            (
                "2023/Cụm 1/Bệnh viện B tháng 12.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CĐCS Bệnh viện B
2 | BÁO CÁO KẾT QUẢ HOẠT ĐỘNG
4 | TT | Nội dung | ĐVT | Số lượng
5 | 1 | Số tổ công đoàn | tổ | 4
",
                ),
            ),
        ],
        found: &["period-conflict 2023/Cụm 1/6 tháng đầu năm/a.xlsx"],
        counted: &["2023/Cụm 1/Bệnh viện B tháng 12.xlsx union_groups 4"],
    },
    Case {
        why: "the same bytes in two years' folders, and nothing in them says of which year they are",
        files: &[
            ("2022/Cụm 1/a.xlsx", Holds::Sheet(UNDATED)),
            ("2023/Cụm 1/a.xlsx", Holds::Sheet(UNDATED)),
        ],
        found: &[
            "period-conflict 2022/Cụm 1/a.xlsx",
            "period-conflict 2023/Cụm 1/a.xlsx",
        ],
        counted: &[],
    },
    Case {
        why: "what a remark behind a unit's name says of its row is heard: another year, an estimate, a doubt; not a place",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A | B | C
1  | CỤM 1
2  | TỔNG HỢP SỐ LIỆU CÁC CĐCS NĂM 2023
4  | TT | Đơn vị | Tổng số đoàn viên công đoàn
5  | 1 | Bệnh viện A (xã An Bình)        | 41
6  | 2 | Bệnh viện B (số liệu năm 2022)  | 30
7  | 3 | Bệnh viện C (ước)               | 12
8  | 4 | Bệnh viện D (không thuộc cụm)   | 13
9  | 5 | Bệnh viện E (mới thành lập)     | 14
",
            ),
        )],
        found: &[
            "missing-submission bệnh viện b 2023",
            "missing-submission bệnh viện d 2023",
            "period-conflict C6",
            "period-conflict C8",
        ],
        counted: &["members 41", "members 12", "members 14"],
    },
    Case {
        why: "a column of times or of states beside the figures is heard as a remark is",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS Bệnh viện A
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023

TT | Nội dung             | ĐVT  | Số lượng | Thời gian       | Tình trạng
1  | Tổng số đoàn viên    | người | 50      | 31/12/2023      | Đã duyệt
2  | Thăm hỏi đoàn viên   | lượt | 8        | 6 tháng đầu năm |
3  | Số tổ công đoàn      | tổ   | 4        | Năm 2022        |
4  | Tổng số lao động     | người | 52      |                 | Đang rà soát
",
            ),
        )],
        found: &[
            "column-unknown E4",
            "period-conflict D6",
            "period-conflict D7",
        ],
        counted: &["members 50", "workers 52"],
    },
    Case {
        why: "a title of a part of the year says so without the year too",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN QUÝ III
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        )],
        found: &["period-conflict A3"],
        counted: &[],
    },
    Case {
        why: "the half-year of a title is none of the folder's year",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO SƠ KẾT 6 THÁNG ĐẦU NĂM
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        )],
        found: &["period-conflict A3"],
        counted: &[],
    },
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
    Case {
        why: "what a note says to be of a part of the year is held; notes that change nothing change nothing",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                                       | C     | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | TT | Nội dung                                | ĐVT   | Số lượng
5  | 1  | Tổng số đoàn viên công đoàn (**)        | người | 41
6  |    | - Trong đó: nữ                          | người | 17²
7  | 2  | Số lượt đoàn viên được thăm hỏi         | lượt  | 12 (*)
8  | 3  | Số tổ công đoàn                         | tổ    | 5 (1)
9  | 4  | Số đoàn viên kết nạp mới trong năm *    | người | 3
10 | 5  | Số sáng kiến được công nhận             | sáng kiến | 4 (3)
12 | Ghi chú: (*) Chưa có số quý IV
13 | (**), ² Có danh sách kèm theo
14 | (1) Chỉ tính các tổ đã kiện toàn
",
            ),
        )],
        found: &["period-conflict D7", "period-conflict D9", "not-a-number D10"],
        counted: &["members 41", "members_female 17", "union_groups 5"],
    },
    Case {
        why: "a part of the year in the first of several tables is no period of the form",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                               | C     | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ
4  | I. SỐ LIỆU 6 THÁNG ĐẦU NĂM 2023
5  | TT | Nội dung                        | ĐVT   | Số lượng
6  | 1  | Tổng số đoàn viên công đoàn     | người | 40
7  | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 5
9  | II. SỐ LIỆU CẢ NĂM 2023
10 | TT | Nội dung                        | ĐVT   | Số lượng
11 | 1  | Tổng số đoàn viên công đoàn     | người | 41
12 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 12
",
            ),
        )],
        found: &["column-unknown D5"],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "a title of two years over rows that each name theirs is no conflict",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A        | B                        | C                           | D
1 | CĐCS Bệnh viện A
2 | SỐ LIỆU CÔNG ĐOÀN NĂM 2022 VÀ NĂM 2023
4 | Năm      | Tổng số lao động (người) | Tổng số đoàn viên (người)   | Số lượt đoàn viên được thăm hỏi (lượt)
5 | Năm 2022 | 50                       | 41                          | 8
6 | Năm 2023 | 52                       | 44                          | 9
",
            ),
        )],
        found: &[],
        counted: &["members 44", "visits 9", "workers 52"],
    },
    Case {
        why: "what the remark on a row says to be of a part of the year is held, other remarks change nothing",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                        | C     | D        | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                                 | ĐVT   | Số lượng | Ghi chú
5 | 1  | Tổng số đoàn viên công đoàn              | người | 41       | Số liệu đến 31/12/2023
6 | 2  | Số lượt đoàn viên được thăm hỏi          | lượt  | 12       | Mới có số liệu 9 tháng
7 | 3  | Số tổ công đoàn                          | tổ    | 5        | Kiện toàn trong quý III
",
            ),
        )],
        found: &["period-conflict D6"],
        counted: &["members 41", "union_groups 5"],
    },
    Case {
        why: "a form with no other figures than those of a part of the year is held",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | 9 tháng
5 | 1  | Tổng số đoàn viên công đoàn     | người | 41
6 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 12
",
            ),
        )],
        found: &["period-conflict D4"],
        counted: &[],
    },
    Case {
        why: "a title of several years, or of a quarter and the year, over columns that each name theirs is no conflict",
        files: &[
            (
                FILE,
                Holds::Sheet(
                    "
  | A  | B                               | C     | D        | E        | F
1 | CĐCS Bệnh viện A
2 | THỐNG KÊ GIAI ĐOẠN 2021-2023
4 | TT | Nội dung                        | ĐVT   | Năm 2021 | Năm 2022 | Năm 2023
5 | 1  | Tổng số đoàn viên công đoàn     | người | 39       | 40       | 41
",
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::Sheet(
                    "
  | A  | B                               | C     | D        | E
1 | CĐCS Bệnh viện B
2 | BÁO CÁO QUÝ IV VÀ CẢ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Quý IV   | Lũy kế cả năm
5 | 1  | Kết nạp đoàn viên mới           | người | 2        | 5
",
                ),
            ),
        ],
        found: &["column-unknown 2023/Cụm 1/b.xlsx D4"],
        counted: &["2023/Cụm 1/a.xlsx members 41", "2023/Cụm 1/b.xlsx members_new 5"],
    },
    Case {
        why: "of sheets that are called after years the folder's counts",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "2022",
                    "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn     | người | 40
",
                ),
                (
                    "2023",
                    "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn     | người | 41
",
                ),
            ]),
        )],
        found: &["column-unknown D4"],
        counted: &["members 41"],
    },
];
