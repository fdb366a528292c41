//! `column-unknown`: cột số không rõ là số gì.

use super::nearest_clause;
use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "column-unknown",
    severity: Severity::Warning,
    title: "Cột số không dùng được",
    problem: "Cột có số liệu nhưng tiêu đề không cho biết đó là số gì, hoặc là số của một kỳ khác, một phần của kỳ.",
    effect: "Số trong cột không được tính.",
    action: "Xem tiêu đề cột trên biểu; nếu là số cần tổng hợp thì chọn nghĩa của cột ở trang “Tên gọi” của dinh-chinh.xlsx (hoặc “bỏ qua”), chỉ một lần cho mọi tệp. Cột không thuộc biểu nào thì không có ở trang đó: đề nghị đơn vị ghi số vào biểu rồi gửi lại.",
    unit_task: UnitTask::Mends(
        "Ghi rõ ở tiêu đề cột đây là số gì, của kỳ nào; nếu cột không dùng thì xóa cột.",
    ),
};

/// What the office reads of a column whose title is not understood.
pub fn message(title: &str, first: &str, count: usize, nearest: &str) -> String {
    let what = if title.is_empty() {
        "Cột không có tiêu đề".to_string()
    } else {
        format!("Cột “{title}” không rõ là số gì")
    };
    format!(
        "{what}: {count} ô có số (ô đầu ghi {first}) không được tính.{}",
        nearest_clause(nearest)
    )
}

/// What the office reads of a column of numbers or crosses in no table.
pub fn loose_message(title: &str, first: &str, count: usize) -> String {
    let what = match title {
        "" => "Cột không có tiêu đề".to_string(),
        title => format!("Cột “{title}”"),
    };
    format!(
        "{what} không thuộc biểu nào nhận ra được: {count} ô có số hoặc dấu (ô đầu ghi {first}) không được tính."
    )
}

/// What the office reads of a column that is something by its decision; `meant` is `None` for one that is left out.
pub fn decided_message(title: &str, meant: Option<&str>, by: &str) -> String {
    match meant {
        Some(meant) => format!("Cột “{title}” được đọc là “{meant}” {by}."),
        None => format!("Cột “{title}” được bỏ qua {by}."),
    }
}

/// What the office reads of columns whose figures are not of the report's period.
pub fn other_time_message(titles: &[&str], count: usize, period: &str) -> String {
    let named: Vec<String> = titles.iter().map(|title| format!("“{title}”")).collect();
    format!(
        "Cột {} không phải là số của {period}: {count} ô có số không được tính.",
        named.join(", ")
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "on a sheet that is called one of women alone only what is asked of women is the unit's",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "1.Doi ngu",
                    "
  | A  | B                         | C     | D
1 |    | Tên đơn vị: Trường Tiểu học A
2 |    | BÁO CÁO CÔNG ĐOÀN NĂM 2023
4 | TT | Nội dung                  | ĐVT   | Thực hiện
5 | 1  | Tổng số đoàn viên         | người | 46
",
                ),
                (
                    "4.Nu cong",
                    "
  | A  | B                         | C     | D
1 |    | Tên đơn vị: Trường Tiểu học A
2 |    | BÁO CÁO CÔNG ĐOÀN NĂM 2023
4 | TT | Nội dung                  | ĐVT   | Thực hiện
5 | 1  | Số lao động tiên tiến     | người | 30
6 | 2  | Nữ đạt danh hiệu GVN-ĐVN  | người | 37
",
                ),
            ]),
        )],
        found: &["column-unknown D4"],
        counted: &["members 46", "women_two_duties 37"],
    },
    Case {
        why: "what stands beside a count below one wider title may be of those whom it counts; behind another count women are nobody's known",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B              | C                 | D           | E           | F           | G
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
4 | TT | Đơn vị         | Tổ chức           |             |             |             | Lao động tiên tiến
5 |    |                | Tổng số đoàn viên | Trong đó nữ | Kết nạp mới | Trong đó nữ |
6 | 1  | CĐCS Trường A  | 40                | 22          | 3           | 1           | 30
7 | 2  | CĐCS Trường B  | 50                | 27          | 4           | 2           | 35
",
            ),
        )],
        found: &["column-unknown F5"],
        counted: &[
            "members 40",
            "members_female 22",
            "members_new 3",
            "advanced_workers 30",
            "members 50",
            "members_female 27",
            "members_new 4",
            "advanced_workers 35",
        ],
    },
    Case {
        why: "figures typed with their units are figures of the unit's own row, also below a title that is none of ours",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A               | B                 | C                       | D                       | E                  | F
1 | CĐCS Công ty TNHH May A
2 | THỐNG KÊ HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023
4 | Tổng số lao động | Tổng số đoàn viên | Kết nạp đoàn viên mới   | Quà 1/6 cho thiếu nhi   | Lao động tiên tiến | Quà hộ chính sách, hộ nghèo (hộ)
5 | 533             | 526 người         | 32 người                | 6 cháu                  | 459                | 12 hộ
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &[
            "workers 533",
            "members 526",
            "members_new 32",
            "advanced_workers 459",
            "poor_households 12",
        ],
    },
    Case {
        why: "a column of numbers under a title that is not understood is told once, and takes no other's place",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                                          | B                               | C     | D        | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT                                         | Nội dung                        | ĐVT   | Ký hiệu  | Số lượng
5 | 1                                          | Tổng số đoàn viên công đoàn     | người | 7        | 41
6 | 2                                          | Số lượt đoàn viên được thăm hỏi | lượt  | 8        | 12
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "a rate is the figure of rows that are all rates, where it is the only one; parts of the year are told once",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A     | B                                                   | C      | D     | E      | F
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | Mã    | Nội dung                                            | ĐVT    | Cả năm | Chia ra
5  |       |                                                     |        |       | Quý I  | Quý II
6  | 01    | Số lượt đoàn viên được thăm hỏi                     | lượt   | 12    | 5      | 7
8  | Mã    | Nội dung                                            | Tỷ lệ
9  | 02    | Tỷ lệ gia đình đạt danh hiệu Gia đình văn hóa       | 95,5
10 | 03    | CBCCVC, LĐ hoàn thành tốt nhiệm vụ trở lên          | 91
12 | Mã    | Nội dung                                            | Tỷ lệ (%)
13 | 04    | Tỷ lệ tổ công đoàn xếp loại hoàn thành tốt          | 80
14 | 05    | Số sáng kiến được công nhận                         | 75
",
            ),
        )],
        found: &["column-unknown E5", "column-unknown C12"],
        counted: &[
            "visits 12",
            "cultured_families_rate 0.955",
            "completed_well_rate 0.91",
        ],
    },
    Case {
        why: "a rate may stand under the title of shares; beside a count nobody says which of the two it is",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                          | C        | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                                   | Số lượng | Tỷ lệ (%)
5 | 1  | Tổng số đoàn viên công đoàn                | 41       |
6 | 2  | Tỷ lệ gia đình đạt Gia đình văn hóa        |          | 95,5
7 | 3  | Tỷ lệ CBCCVC hoàn thành xuất sắc nhiệm vụ  | 12       | 29,3
8 | 4  | Tỷ lệ tổ công đoàn xếp loại hoàn thành tốt | 80%      | 4
",
            ),
        )],
        found: &["row-unread C7"],
        counted: &[
            "members 41",
            "cultured_families_rate 0.955",
            "groups_completed_well_rate 0.8",
        ],
    },
    Case {
        why: "a part of the year beside the year is left out and told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                                          | B                               | C     | D                 | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT                                         | Nội dung                        | ĐVT   | Thực hiện 6 tháng | Ước thực hiện cả năm
5 | 1                                          | Số lượt đoàn viên được thăm hỏi | lượt  | 8                 | 12
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &["visits 12"],
    },
    Case {
        why: "a table of changes below that of results gives no results, and is told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                                  | C     | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | TT | Nội dung                           | ĐVT   | Số lượng
5  | 1  | Tổng số đoàn viên công đoàn        | người | 41
6  | 2  | Số lượt đoàn viên được thăm hỏi    | lượt  | 12
8  | TT | Nội dung                           | ĐVT   | Tăng (+), giảm (-) so với năm 2022
9  | 1  | Số đoàn viên kết nạp mới trong năm | người | 2
11 | TT | Nội dung                           | ĐVT   | Tỷ lệ (%)
12 | 1  | Số sáng kiến được công nhận        | sáng kiến | 80
",
            ),
        )],
        found: &["column-unknown D8", "column-unknown D11"],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "columns that compare beside results are no results, whatever they begin with",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D       | E               | F                  | G
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Kết quả | Kết quả (+/-)   | Thực hiện/Kế hoạch | Số liệu tăng, giảm
5 | 1  | Tổng số đoàn viên công đoàn     | người | 41      | 3               | 1                  | 3
6 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 12      | 2               | 1                  | 2
",
            ),
        )],
        found: &[],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "in a list of units a change in the number of members is none of members",
        files: &[(
            "2023/Cụm 1/cum.xlsx",
            Holds::Sheet(
                "
  | A  | B               | C            | D                  | E
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
4 | TT | Đơn vị          | Số đoàn viên | Số lao động (+/-)  | Tăng, giảm nữ
6 | 1  | CĐCS Bệnh viện A | 41          | 2                  | 3
7 | 2  | CĐCS Bệnh viện B | 52          | 1                  | 4
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &["members 41", "members 52"],
    },
    Case {
        why: "a wider title says of numbers whether they are planned or reached; shares beside them are none of either",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                         | C     | D        | E         | F        | G
1 | CĐCS Bệnh viện A
2 | KẾT QUẢ THỰC HIỆN GIAO ƯỚC THI ĐUA NĂM 2023
4 | TT | Chỉ tiêu                                  | ĐVT   | Giao ước | →         | Kết quả  | →
5 |    |                                           |       | Số lượng | Tỷ lệ (%) | Số lượng | Tỷ lệ (%)
6 | 1  | Số người đạt danh hiệu Lao động tiên tiến | người | 40       | 80        | 44       | 88
",
            ),
        )],
        found: &[],
        counted: &["target advanced_workers 40", "advanced_workers 44"],
    },
    Case {
        why: "the same in a list of units",
        files: &[(
            "2023/Cụm 1/cum.xlsx",
            Holds::Sheet(
                "
  | A  | B                | C                    | D           | E                    | F
1 | CỤM THI ĐUA SỐ 1
2 | KẾT QUẢ THỰC HIỆN GIAO ƯỚC THI ĐUA NĂM 2023
4 | TT | Đơn vị           | Giao ước             | →           | Kết quả              | →
5 |    |                  | Đoàn viên kết nạp mới | Sáng kiến được công nhận | Đoàn viên kết nạp mới | Sáng kiến được công nhận
6 | 1  | CĐCS Bệnh viện A | 4                    | 2           | 5                    | 3
7 | 2  | CĐCS Bệnh viện B | 6                    | 3           | 6                    | 2
",
            ),
        )],
        found: &[],
        counted: &[
            "target members_new 4", "target initiatives 2", "members_new 5", "initiatives 3",
            "target members_new 6", "target initiatives 3", "members_new 6", "initiatives 2",
        ],
    },
    Case {
        why: "a table of amounts above that of counts is read, and one whose column may be of a part is told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                                  | C     | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO CHĂM LO ĐỜI SỐNG ĐOÀN VIÊN NĂM 2023
3  | TT | Nội dung                           | Số tiền
4  | 1  | Số tiền thăm hỏi đoàn viên         | '18.500.000
6  | TT | Nội dung                           | Số suất
7  | 1  | Số tiền ủng hộ các loại quỹ xã hội | '7
9  | TT | Nội dung                           | ĐVT   | Số lượng
10 | 1  | Số lượt đoàn viên được thăm hỏi    | lượt  | 31
",
            ),
        )],
        found: &["column-unknown C6"],
        counted: &["visits_amount 18500000", "visits 31"],
    },
    Case {
        why: "a first table that is not read is told, and what stands above it is said of the form",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                               | C         | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
3  | TT | Nội dung                        | Chênh lệch | Ghi chú
4  | 1  | Số sáng kiến được công nhận     | 3
6  | TT | Nội dung                        | ĐVT       | Số lượng
7  | 1  | Số lượt đoàn viên được thăm hỏi | lượt      | 31
",
            ),
        )],
        found: &["column-unknown C3"],
        counted: &["visits 31"],
    },
    Case {
        why: "a column of amounts beside that of counts gives what each row cost; of a row that has no amount it is told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                  | C        | D    | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO CHĂM LO ĐỜI SỐNG ĐOÀN VIÊN NĂM 2023
4 | TT | Nội dung                           | Số lượng | ĐVT  | Số tiền (nghìn đồng)
5 | 1  | Thăm hỏi đoàn viên                 | 47       | lượt | 23500
6 | 2  | Số tiền ủng hộ các loại quỹ xã hội |          | đồng | 5000
7 | 3  | Số sáng kiến được công nhận        | 3        | SK   | 900
",
            ),
        )],
        found: &["column-unknown E4", "unit-of-measure-conflict E6"],
        counted: &["visits 47", "visits_amount 23500000", "initiatives 3"],
    },
    Case {
        why: "units of measure below titles that are merged with those of the names",
        files: &[(
            "2023/Cụm 1/cum.xlsx",
            Holds::Sheet(
                "
  | A  | B                | C                | D                          | E
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
4 | TT | Đơn vị           | Tổng số đoàn viên | Số tiền thăm hỏi đoàn viên | Điểm cụm chấm
5 | ↓  | ↓                | Người            | Triệu đồng                 | Điểm
6 | 1  | CĐCS Bệnh viện A | 41               | 18,5                       | 88,5
7 | 2  | CĐCS Bệnh viện B | 52               | 4,8                        | 95
",
            ),
        )],
        found: &[],
        counted: &[
            "members 41", "members 52", "visits_amount 18500000", "visits_amount 4800000", "cluster_score 88.5",
            "cluster_score 95",
        ],
    },
    Case {
        why: "points beside figures that are no one's score are told",
        files: &[(
            "2023/Cụm 1/cum.xlsx",
            Holds::Sheet(
                "
  | A  | B                | C                 | D    | E
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
4 | TT | Đơn vị           | Tổng số đoàn viên | Điểm | Điểm thưởng
6 | 1  | CĐCS Bệnh viện A | 41                | 88   | 2
7 | 2  | CĐCS Bệnh viện B | 52                | 95   | 1
",
            ),
        )],
        found: &["column-unknown D4", "column-unknown E4"],
        counted: &["members 41", "members 52"],
    },
    Case {
        why: "units by two names, what was pledged under an indicator, amounts whose unit says that it is theirs",
        files: &[(
            "2023/Cụm 1/t.xlsx",
            Holds::Sheet(
                "
  | A | B | C | D | E | F
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
3 | Đơn vị tính: triệu đồng (đối với số tiền)
4 | TT | Doanh nghiệp/CĐCS | Số sáng kiến được công nhận | → | Số tiền thăm hỏi đoàn viên | Số đoàn viên
5 | ↓ | ↓ | Chỉ tiêu | Kết quả | ↓ | ↓
6 | 1 | Công ty Cổ phần Gạch men | 4 | 5 | 42,5 | 100
7 | 2 | Công ty TNHH Samhwa Vina | 3 | 6 | 170,1 | 200
",
            ),
        )],
        found: &[],
        counted: &[
            "initiatives 5",
            "initiatives 6",
            "members 100",
            "members 200",
            "target initiatives 3",
            "target initiatives 4",
            "visits_amount 170100000",
            "visits_amount 42500000",
        ],
    },
    Case {
        why: "a table on another sheet of a report is told; a list of persons has no figures of its own",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "Biểu",
                    "
  | A  | B                               | C    | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT  | Số lượng
5 | 1  | Số lượt đoàn viên được thăm hỏi | lượt | 12
",
                ),
                (
                    "Thu chi",
                    "
  | A   | B            | C       | D
1 | STT | Nội dung     | Số tiền | Ghi chú
2 | 1   | Thu hội phí  | 1500000
3 | 2   | Chi hội nghị | 900000
",
                ),
                (
                    "Danh sách",
                    "
  | A   | B          | C         | D
1 | STT | Họ và tên  | Năm sinh  | Ghi chú
2 | 1   | Lê Văn A   | 1980
",
                ),
            ]),
        )],
        found: &["column-unknown C1"],
        counted: &["visits 12"],
    },
    Case {
        why: "what stands below a comparison in a list of units is none of the figures, merged or not",
        files: &[(
            "2023/Cụm 1/cum.xlsx",
            Holds::Sheet(
                "
  | A  | B                | C            | D                | E
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
4 | TT | Đơn vị           | Số đoàn viên | So với năm trước
5 |    |                  |              | Đoàn viên        | Lao động
6 | 1  | CĐCS Bệnh viện A | 41           | 2                | 1
7 | 2  | CĐCS Bệnh viện B | 52           | 3                | 1
",
            ),
        )],
        found: &["column-unknown E6"],
        counted: &["members 41", "members 52"],
    },
    Case {
        why: "units of measure below titles of two rows are no titles, merged with those of the names or not",
        files: &[
            (
                "2023/Cụm 1/cum.xlsx",
                Holds::Sheet(
                    "
  | A  | B                | C             | D           | E                            | F
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
4 | TT | Đơn vị           | Tổng số CNVCLĐ | →          | Số lượt thăm hỏi đoàn viên | Ủng hộ các quỹ xã hội
5 | ↓  | ↓                | Tổng số       | Trong đó nữ | Cả năm                       | Cả năm
6 | ↓  | ↓                | người         | người       | lượt                         | triệu đồng
7 | 1  | CĐCS Bệnh viện A | 41            | 20          | 8                            | 13,8
8 | 2  | CĐCS Bệnh viện B | 52            | 30          | 9                            | 4
",
                ),
            ),
            (
                "2023/Cụm 2/cum.xlsx",
                Holds::Sheet(
                    "
  | A  | B                | C             | D
1 | CỤM THI ĐUA SỐ 2
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
4 | TT | Đơn vị           | Tổng số CNVCLĐ | →
5 |    |                  | Tổng số       | Trong đó nữ
6 |    |                  | người         | người
7 | 1  | CĐCS Bệnh viện C | 41            | 20
8 | 2  | CĐCS Bệnh viện D | 52            | 30
",
                ),
            ),
        ],
        found: &[],
        counted: &[
            "2023/Cụm 1/cum.xlsx workers 41", "2023/Cụm 1/cum.xlsx workers 52", "2023/Cụm 1/cum.xlsx workers_female 20",
            "2023/Cụm 1/cum.xlsx workers_female 30", "2023/Cụm 1/cum.xlsx visits 8", "2023/Cụm 1/cum.xlsx visits 9",
            "2023/Cụm 1/cum.xlsx social_fund_amount 13800000", "2023/Cụm 1/cum.xlsx social_fund_amount 4000000",
            "2023/Cụm 2/cum.xlsx workers 41", "2023/Cụm 2/cum.xlsx workers 52", "2023/Cụm 2/cum.xlsx workers_female 20",
            "2023/Cụm 2/cum.xlsx workers_female 30",
        ],
    },
    Case {
        why: "titles that stand over several columns are of the header, whatever the titles below them say alone",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D        | E         | F        | G
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 |    |                                 |       | Năm 2022 | →         | Năm 2023 | →
5 | TT | Nội dung                        | ĐVT   | Kế hoạch | Thực hiện | Kế hoạch | Thực hiện
6 | 1  | Tổng số đoàn viên công đoàn     | người | 40       | 41        | 50       | 52
7 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 10       | 11        | 12       | 13
",
            ),
        )],
        found: &[],
        counted: &["members 52", "target members 50", "target visits 12", "visits 13"],
    },
    Case {
        why: "one title above one column may be of it or not: where that changes what its figures are, nobody knows",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D        | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 |    |                                 |       |          | Kế hoạch
5 | TT | Nội dung                        | ĐVT   | Kết quả  | Năm 2023
6 | 1  | Tổng số đoàn viên công đoàn     | người | 40       | 41
7 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 10       | 11
",
            ),
        )],
        found: &["column-unknown E5"],
        counted: &["members 40", "visits 10"],
    },
    Case {
        why: "arithmetic decides: the rate is the result by what stands under the title above",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D        | E         | F
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 |    |                                 |       |           |           | Kế hoạch
5 | TT | Nội dung                        | ĐVT   | Thực hiện | Tỷ lệ (%) | Năm 2023
6 | 1  | Tổng số đoàn viên công đoàn     | người | 50        | 125       | 40
7 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 11        | 110       | 10
",
            ),
        )],
        found: &[],
        counted: &["members 50", "target members 40", "target visits 10", "visits 11"],
    },
    Case {
        why: "words below titles are the lower part of them",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                  | C            | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO CHĂM LO ĐỜI SỐNG ĐOÀN VIÊN NĂM 2023
4 | TT | Nội dung           | Số lượng     | Kinh phí
5 |    |                    | (người, hộ)  | (triệu đồng)
6 | 1  | Thăm hỏi đoàn viên | 47           | 23,5
7 | 2  | Ủng hộ các quỹ xã hội |           | 5
",
            ),
        )],
        found: &[],
        counted: &["social_fund_amount 5000000", "visits 47", "visits_amount 23500000"],
    },
    Case {
        why: "a column of counts of several kinds beside one of amounts says of each label which of both is meant",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                      | C            | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO CHĂM LO ĐỜI SỐNG ĐOÀN VIÊN NĂM 2023
4 | TT | Nội dung                               | Số người/lượt | Số tiền (nghìn đồng)
5 | 1  | Thăm hỏi đoàn viên                     | 30           | 9000
6 | 2  | Hỗ trợ đoàn viên có hoàn cảnh khó khăn | 9            | 4500
7 | 3  | Ủng hộ các quỹ xã hội                  |              | 35400
",
            ),
        )],
        found: &[],
        counted: &[
            "hardship_amount 4500000", "hardship_members 9", "social_fund_amount 35400000", "visits 30",
            "visits_amount 9000000",
        ],
    },
    Case {
        why: "of what was registered, proposed and granted only the last was reached",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                               | C     | D       | E           | F
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | TT | Nội dung                        | ĐVT   | Số lượng | Ghi chú
5  | 1  | Tổng số đoàn viên công đoàn     | người | 41
7  | TT | Danh hiệu thi đua               | ĐVT   | Đăng ký | Đề nghị xét | Đạt
8  | 1  | Lao động tiên tiến              | người | 40      | 38          | 36
9  | 2  | Chiến sĩ thi đua cơ sở          | người | 9       | 7           | 5
10 | STT | Danh hiệu                      | ĐVT   | Số xét  | Được tặng   | Mức đăng ký
11 | 1  | Số sáng kiến được công nhận     | sáng kiến | 8   | 6           | 7
",
            ),
        )],
        found: &["column-unknown E7", "column-unknown D10"],
        counted: &["members 41", "advanced_workers 36", "emulation_fighters 5", "initiatives 6", "target advanced_workers 40", "target emulation_fighters 9", "target initiatives 7"],
    },
    Case {
        why: "titles that say nothing we know end the table above them all the same",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A   | B                                         | C     | D        | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT  | Nội dung                                  | ĐVT   | Số lượng | Ghi chú
5 | 1   | Tổng số đoàn viên công đoàn               | người | 41
7 | STT | Việc                                      | ĐVT   | Vòng một | Vòng hai
8 | 1   | Số người đạt danh hiệu Lao động tiên tiến | người | 44       | 33
",
            ),
        )],
        found: &["column-unknown D7", "column-unknown E7"],
        counted: &["members 41"],
    },
    Case {
        why: "what nobody has looked over does not count beside what somebody has",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D              | E                   | F
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số liệu sơ bộ  | Số liệu chính thức  | Chênh lệch
5 | 1  | Tổng số đoàn viên công đoàn     | người | 43             | 41                  | 2
6 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 12             | 11                  | 1
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &["members 41", "visits 11"],
    },
    Case {
        why: "beside its parts the whole school counts",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D        | E          | F
1 | CĐCS Trường THPT A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Chia ra  | →          | Toàn trường
5 | ↓  | ↓                               | ↓     | Tổ Toán  | Tổ Văn     | ↓
6 | 1  | Tổng số đoàn viên công đoàn     | người | 20       | 21         | 41
7 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 5        | 7          | 12
",
            ),
        )],
        found: &["column-unknown D5", "column-unknown E5"],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "a note on a title says of what time its column is",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                               | C     | D             | E            | F
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | TT | Nội dung                        | ĐVT   | Thực hiện (1) | Cả năm 2023² | Ghi chú
5  | 1  | Tổng số đoàn viên công đoàn     | người | 40            | 41
6  | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 5             | 12
8  | (1): Mới có số liệu 6 tháng đầu năm.
9  | ² Đã đối chiếu với kế toán.
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "what sums up the units across may stand beside the title over them, and is checked",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D                  | E          | F
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Các đơn vị         | →          | Cộng
5 | ↓  | ↓                               | ↓     | Trường A           | Trường B   | ↓
6 | 1  | Tổng số đoàn viên công đoàn     | người | 20                 | 21         | 41
7 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 5                  | 7          | 13
",
            ),
        )],
        found: &["total-mismatch F7"],
        counted: &["members 20", "members 21", "visits 5", "visits 7"],
    },
    Case {
        why: "units across by short names, each with its plan and its result",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D        | E   | F             | G   | H        | I
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP THỰC HIỆN GIAO ƯỚC NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Sao Vàng | →   | Thép Hưng Đại | →   | Cộng cụm | →
5 | ↓  | ↓                               | ↓     | KH       | TH  | KH            | TH  | KH       | TH
6 | 1  | Tổng số đoàn viên công đoàn     | người | 18       | 20  | 21            | 22  | 39       | 42
7 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 5        | 7   | 3             | 4   | 8        | 12
",
            ),
        )],
        found: &["total-mismatch I7"],
        counted: &[
            "members 20", "members 22", "visits 4", "visits 7", "target members 18", "target members 21", "target visits 3",
            "target visits 5",
        ],
    },
    Case {
        why: "`Nam` is no slip of a title that says this year's",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D      | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số nam | Số nữ
5 | 1  | Tổng số đoàn viên công đoàn     | người | 20     | 21
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &["members_female 21"],
    },
    Case {
        why: "last year beside what is still reckoned of this year settles nothing",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D                  | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Thực hiện năm 2022 | Thực hiện năm 2023 (tạm tính)
5 | 1  | Tổng số đoàn viên công đoàn     | người | 43                 | 41
",
            ),
        )],
        found: &[],
        counted: &["members 41"],
    },
    Case {
        why: "titles that no list has are read word by word; what lies ahead of the year is not of it",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D                     | E               | F
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số báo cáo của đơn vị | Số kiểm tra lại | Kế hoạch năm sau
5 | 1  | Tổng số đoàn viên công đoàn     | người | 43                    | 41              | 50
6 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 12                    | 11              | 20
",
            ),
        )],
        found: &["column-unknown D4", "column-unknown F4"],
        counted: &["members 41", "visits 11"],
    },
    Case {
        why: "what is planned for the year is no target of its half",
        files: &[(
            "2023-H1/Cụm 1/a.xlsx",
            Holds::Sheet(
                "
  | A  | B                               | C     | D            | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO SƠ KẾT 6 THÁNG ĐẦU NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Kế hoạch năm | Kết quả 6 tháng
5 | 1  | Kết nạp đoàn viên mới           | người | 10           | 6
6 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 20           | 11
",
            ),
        )],
        found: &["column-unknown D4"],
        counted: &["members_new 6", "visits 11"],
    },
    Case {
        why: "points beside a figure are points, also beside a number that its label calls a total; months are no years",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C     | D        | E  | F   | G
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Kết quả  | T1 | T12 | Điểm tự chấm
5 | 1  | Tổng số đoàn viên công đoàn     | người | 41       | 40 | 41  | 10
6 | 2  | Số lượt đoàn viên được thăm hỏi | lượt  | 12       | 0  | 2   | 8
",
            ),
        )],
        found: &["column-unknown E4", "missing-value G4"],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "numbers beside a label that gives no figure are told; what numbers columns, years and days are none",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A    | B                               | C     | D        | E    | F   | G   | H
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | TT   | Nội dung                        | ĐVT   | Số lượng | Giỏi | Khá | Tốt | Kém
5  | 1    | Tổng số đoàn viên công đoàn     | người | 41
6  |      | Chất lượng đoàn viên            |       |          | 10   | 20
7  | (1)  | (2)                             | (3)   | (4)      | (5)  | (6) | (7) | (8)
8  | II   | Chăm lo                         |       |          |      |     | 2023
9  | 2    | Số lượt đoàn viên được thăm hỏi | lượt  | 12       |      |     |     |     | 7
10 | Thái độ phục vụ |                      |       |          |      |     |     | 3
",
            ),
        )],
        found: &[
            "column-unknown E4",
            "column-unknown F4",
            "column-unknown H4",
            "column-unknown I9",
        ],
        counted: &["members 41", "visits 12"],
    },
    Case {
        why: "beside a sheet that is read, one of crosses and one of numbers under titles that say nothing are told",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "Biểu",
                    "
  | A  | B                           | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                    | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn | người | 41
",
                ),
                (
                    "Khảo sát",
                    "
  | A  | B           | C        | D
1 | Ý kiến đoàn viên năm 2023
2 | TT | Nơi hỏi ý kiến | Hài lòng | Chưa hài lòng
3 | 1  | Nhà ăn      | x        |
4 | 2  | Nhà xe      |          | x
5 | 3  | Nước uống   | x        |
",
                ),
                (
                    "Vườn rau",
                    "
  | A        | B   | C
1 | Vườn rau của khoa
3 | Luống nào | Cải | Muống
4 | Phía đông | 12  | 7
5 | Phía tây  | 9   |
6 | Năm       | 2023
",
                ),
                ("Bìa", "\n | A | B\n1 | CĐCS Bệnh viện A\n2 | Số tờ | 5"),
            ]),
        )],
        found: &[
            "column-unknown C3",
            "column-unknown D4",
            "column-unknown B4",
            "column-unknown C4",
        ],
        counted: &["members 41"],
    },
    Case {
        why: "numbers under titles that say nothing are told in lists of units, beside points, and in one row of a sheet",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "Biểu",
                    "
  | A  | B                           | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                    | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn | người | 41
",
                ),
                (
                    "Chấm điểm",
                    "
   | A  | B                  | C            | D            | E
11 | BẢNG CHẤM ĐIỂM THI ĐUA NĂM 2023
12 | TT | Nội dung           | Điểm tối đa  | Điểm tự chấm | Hệ số nào đó
13 | 1  | Chăm lo đời sống   | 50           | 45           | 2
14 | 2  | Thi đua            | 50           | 48           | 3
15 |    | Tổng cộng          | 100          | 93           |
",
                ),
                (
                    "Vườn",
                    "
   | A   | B     | C
21 | Vườn rau của khoa
22 | Cải | Muống | Dền
23 | 12  | 7     | 4
",
                ),
            ]),
        )],
        found: &[
            "column-unknown A23",
            "column-unknown B23",
            "column-unknown C23",
            "column-unknown E12",
        ],
        counted: &["members 41", "self_score 93"],
    },
    Case {
        why: "figures that others correct are told and do not count; where it is not plain what corrects them, neither does",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "1",
                    "
  | A  | B                               | C     | D             | E
1 | CĐCS Trường THCS Nguyễn Du
2 | ĐÍNH CHÍNH SỐ LIỆU NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số đã báo cáo | Số đúng
5 | 1  | Tổng số đoàn viên công đoàn     | người | 41            | 43
",
                ),
                (
                    "2",
                    "
  | A  | B                               | C     | D             | E
4 | TT | Nội dung                        | ĐVT   | Số báo cáo    | Điều chỉnh
5 | 1  | Số lượt đoàn viên được thăm hỏi | lượt  | 12            | 2
",
                ),
            ]),
        )],
        found: &["column-unknown D4", "column-unknown D4", "column-unknown E4"],
        counted: &["members 43"],
    },
    Case {
        why: "labels that stand in a row with their figures are each read; those behind them that are none are told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A                     | B  | C                             | D         | E           | F
1  | CĐCS Trường THCS Nguyễn Du
2  | PHIẾU SỐ LIỆU NĂM 2023
4  | Tổng số lao động:     | 30 | Trong đó nữ:                  | 19        | Đảng viên:  | 11
5  | Tổng số đoàn viên:    | 28 | Trong đó nữ:                  | 18        | Đảng viên:  | 11
6  | Số lượt thăm hỏi:     | 7  | Số tiền thăm hỏi (đồng):      | 3.500.000
7  | Số tổ công đoàn:      | 3  | Số sáng kiến được công nhận:  | 2
",
            ),
        )],
        found: &["column-unknown F4"],
        counted: &[
            "initiatives 2",
            "members 28",
            "members_female 18",
            "union_groups 3",
            "visits 7",
            "visits_amount 3500000",
            "workers 30",
            "workers_female 19",
        ],
    },
    Case {
        why: "a column of all of the company whose form it is gives its figures, the parts beside it none",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                               | C     | D         | E         | F
1  | CĐCS Công ty Dệt Bình An - BÁO CÁO SỐ LIỆU NĂM 2023
4  | TT | Nội dung                        | ĐVT   | Nhà máy 1 | Nhà máy 2 | Toàn công ty
5  | 1  | Tổng số đoàn viên công đoàn     | người | 120       | 80        | 200
6  | 2  | Số tiền thăm hỏi đoàn viên      | đồng  |           |           | 9000000
",
            ),
        )],
        found: &["column-unknown D4", "column-unknown E4"],
        counted: &["members 200", "visits_amount 9000000"],
    },
    Case {
        why: "figures above their labels on a board are those labels'; where they may as well be of those above, they are told",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "1",
                    "
  | A                | B                  | C
1 | BẢNG ĐIỀU HÀNH
2 | CĐCS Trường THCS Nguyễn Du | Năm 2023
4 | 30               | 28                 | 19
5 | Lao động         | Đoàn viên          | Đoàn viên nữ
7 | 4                | 7                  | 2 triệu
8 | Tổ công đoàn     | Lượt thăm hỏi      | Số tiền thăm hỏi đoàn viên
",
                ),
                (
                    "2",
                    "
  | A                          | B                         | C
4 | 3                          | 2                         | 1
5 | Đoàn viên kết nạp mới      | Lao động tiên tiến        | Chiến sĩ thi đua cơ sở
6 | 5                          | 6                         | 8
",
                ),
            ]),
        )],
        found: &["row-unread A4", "row-unread A6"],
        counted: &[
            "members 28",
            "members_female 19",
            "union_groups 4",
            "visits 7",
            "visits_amount 2000000",
            "workers 30",
        ],
    },
];
