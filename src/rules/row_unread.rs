//! `row-unread`: dòng có số nhưng không rõ của chỉ tiêu hay đơn vị nào.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "row-unread",
    severity: Severity::Warning,
    title: "Dòng số không dùng được",
    problem: "Dòng có số liệu nhưng không rõ là của chỉ tiêu, đơn vị nào, hoặc là số của một kỳ khác.",
    effect: "Số ở dòng này không được tính.",
    action: "Xem dòng đó trên biểu; nếu là số cần tổng hợp thì ghi rõ nội dung rồi gửi lại, hoặc ghi vào bảng đính chính.",
    unit_task: UnitTask::Mends(
        "Ghi rõ nội dung ở đầu dòng (tên chỉ tiêu hoặc tên đơn vị); nếu dòng không dùng thì xóa dòng.",
    ),
};

/// Why a row's figures are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has no label.
    NoLabel,
    /// It names no unit.
    NoName,
    /// It is of a part of the form's unit.
    PartOfWhole,
    /// It stands in other columns than those of the table.
    Shifted,
    /// It stands above the table.
    Outside,
    /// What it is called is no unit.
    NoUnit,
    /// It is a part of the unit above.
    PartOfUnit,
    /// It asks for a rate, and two columns give different figures.
    TwoFigures,
    /// Its label or name is merged over several rows with figures, and nothing says which row is which.
    Stacked,
    /// Its figure is merged with that of the row below, which asks for something else.
    Merged,
    /// Its figure stands in its label, and nothing says in which of its columns it belongs.
    InLabel,
    /// It has no running number, the rows around it have, and nobody else knows it as a unit.
    Unnumbered,
    /// Its figures are the sums of other rows'.
    SumOfRows,
    /// It stands in a card between two titles.
    BetweenTitles,
    /// It is the sum of what stands in the row for several times or parts, and such figures do not add up.
    SumOfStates,
    /// The row right below it says the very same, so that each may be a case of its own.
    Case,
    /// It asks for a rate, and has a figure under the title of shares alone, which may be of the plan.
    RateAlone,
}

/// What the office reads.
pub fn message(raw: &str, why: Why) -> String {
    let why = match why {
        Why::NoLabel => "không ghi nội dung chỉ tiêu",
        Why::NoName => "không ghi tên đơn vị",
        Why::NoUnit => "không phải là của một đơn vị",
        Why::PartOfUnit => "là một phần của đơn vị ở dòng trên",
        Why::PartOfWhole => "là của một bộ phận của đơn vị",
        Why::Shifted => "không đứng ở cột số liệu của biểu",
        Why::Outside => "đứng ngoài biểu",
        Why::TwoFigures => "là một trong hai số khác nhau của dòng tỷ lệ, không rõ số nào là tỷ lệ",
        Why::Merged => "là một ô gộp với dòng dưới, không rõ là số của dòng nào",
        Why::RateAlone => "chỉ ở cột tỷ lệ, không rõ là kết quả hay mức đạt so với chỉ tiêu",
        Why::Unnumbered => {
            "không có số thứ tự như các đơn vị trong bảng, và không nguồn nào khác cho biết là một đơn vị"
        }
        Why::SumOfRows => "là dòng cộng của các dòng khác trong bảng",
        Why::BetweenTitles => "nằm giữa các tiêu đề, không rõ là số của tiêu đề nào",
        Why::InLabel => "ngay trong ô nội dung, không rõ là số của cột nào",
        Why::SumOfStates => {
            "có số tổng bằng các kỳ hoặc các bộ phận cộng lại, mà chỉ tiêu này không cộng được"
        }
        Why::Case => "lặp lại y nguyên ở dòng ngay dưới, có thể mỗi dòng là một trường hợp",
        Why::Stacked => {
            "là một trong nhiều dòng chung một nội dung mà không ghi dòng nào là kết quả"
        }
    };
    format!("Dòng ghi {raw} {why}; số ở dòng này không được tính.")
}

/// The same of a row that names somebody.
pub fn named_message(name: &str, why: Why) -> String {
    message(&format!("“{name}”"), why)
}

/// What the office reads of figures whose label, heading or title names another time.
pub fn other_time_message(written: &str, is_heading: bool, period: &str) -> String {
    let place = if is_heading {
        "Số dưới mục"
    } else {
        "Số ở dòng"
    };
    format!("{place} “{written}” không phải là kết quả của đơn vị trong {period}; không được tính.")
}

/// What the office reads of figures below a heading that is of no field of work.
pub fn unclear_message(heading: &str) -> String {
    format!(
        "Không rõ mục “{heading}” nói về việc gì, của ai: có thể là số của một bộ phận, một đợt hoặc của nơi khác; số dưới mục này không được tính."
    )
}

/// What the office reads of a line that takes back a figure which it does not name.
pub fn correction_message(line: &str) -> String {
    format!(
        "Dòng “{line}” đính chính số liệu của biểu mà không rõ là số nào; các số trong biểu vẫn được tính như đang ghi."
    )
}

/// What is told of a row that shows how to fill in those below it.
pub fn example_row_message(name: &str) -> String {
    format!("Dòng “{name}” là ví dụ cách ghi, không phải số liệu của đơn vị nào; không được tính.")
}

/// What the office reads of a sheet of points that are a person's.
pub fn of_person_message(sheet: &str, line: &str) -> String {
    format!(
        "Trang “{sheet}” không được đọc: “{line}” là phiếu của một cá nhân, không phải của đơn vị."
    )
}

/// What the office reads of a sheet whose figures are a part's of the unit.
pub fn of_part_message(sheet: &str, part: &str) -> String {
    format!("Trang “{sheet}” không được đọc: là biểu của “{part}”, một bộ phận của đơn vị.")
}

/// What the office reads of figures below the heading of a part of a unit.
pub fn of_part_block_message(part: &str, whole: &str) -> String {
    format!(
        "Số dưới mục “{part}” là của một bộ phận, đã cộng trong mục “{whole}”; không được tính riêng."
    )
}

/// What the office reads of a sheet under a unit's name whose figures are those of its whole cluster.
pub fn of_cluster_message(sheet: &str, title: &str) -> String {
    format!(
        "Trang “{sheet}” không được đọc: “{title}” là số của cả cụm, không phải của một đơn vị."
    )
}

/// What the office reads of figures that are none of indicators, by the title over them.
pub fn no_counts_message(title: &str) -> String {
    format!(
        "Số dưới mục “{title}” là điểm, thứ hạng, tỷ lệ hoặc mức tăng giảm, không phải số liệu của chỉ tiêu; không được tính."
    )
}

/// What the office reads of figures that only show how to fill in the form, by the title over them.
pub fn example_message(title: &str) -> String {
    format!(
        "Số dưới mục “{title}” là ví dụ cách ghi, không phải số liệu của đơn vị; không được tính."
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "departments below the name of their unit are no units, whatever their column is called; their sum is the unit's",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS BỆNH VIỆN A
BÁO CÁO SỐ LIỆU CÔNG ĐOÀN NĂM 2023

TT | Đơn vị        | Tổng số đoàn viên | Trong đó nữ | Số lượt thăm hỏi đoàn viên
1  | Khoa Nội      | 40                | 20          | 3
2  | Phòng Tổ chức | 10                | 5           | 1
   | Tổng cộng     | 50                | 25          | 4
",
            ),
        )],
        found: &["row-unread C5"],
        counted: &["members 50", "members_female 25", "visits 4"],
    },
    Case {
        why: "nor are they where nothing sums them up",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS TRƯỜNG THPT B
BÁO CÁO SỐ LIỆU CÔNG ĐOÀN NĂM 2023

TT | Đơn vị   | Tổng số đoàn viên | Trong đó nữ
1  | Tổ Toán  | 14                | 7
2  | Tổ Văn   | 12                | 9
",
            ),
        )],
        found: &[
            "empty-form 2023/Cụm 1/a.xlsx",
            "row-unread C5",
            "row-unread C6",
        ],
        counted: &[],
    },
    Case {
        why: "members in each quarter do not add up to the year's; new members do",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS Bệnh viện A
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023

TT | Nội dung                 | ĐVT   | Quý I | Quý II | Quý III | Quý IV | Cả năm
1  | Tổng số đoàn viên        | người | 45    | 47     | 48      | 49     | 189
2  | Số đoàn viên kết nạp mới | người | 5     | 7      | 1       | 2      | 15
3  | Tổng số lao động         | người | 50    | 51     | 52      | 53     | 53
",
            ),
        )],
        found: &["column-unknown D4", "row-unread D5"],
        counted: &["members_new 15", "workers 53"],
    },
    Case {
        why: "below a heading of no field of work nobody knows whose the figures are; the next heading of its rank ends it",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS Công ty A
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023

TT | Nội dung                        | ĐVT   | Số lượng
I  | CÔNG TÁC TỔ CHỨC
1  | Tổng số đoàn viên công đoàn     | người | 189
II | KHO VẬN BÌNH MINH
1  | Số tổ công đoàn                 | tổ    | 2
III | Chăm lo đời sống, công tác xã hội
1  | Số lượt thăm hỏi đoàn viên      | lượt  | 15
   | Bão số 3
2  | Số hộ gia đình chính sách, hộ nghèo được tặng quà | hộ | 4
",
            ),
        )],
        found: &["row-unread D8", "row-unread D12"],
        counted: &["members 189", "visits 15"],
    },
    Case {
        why: "several headings in a secretary's own words share the form out; one that asks again for what stands elsewhere is not the unit's",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS Trường THPT A
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023

TT  | Nội dung                                  | ĐVT   | Số lượng
I   | Con người nhà trường
1   | Tổng số lao động                          | người | 200
II  | Nền nếp tổ chức
2   | Tổng số đoàn viên                         | người | 189
III | Sẻ chia
3   | Số lượt thăm hỏi đoàn viên                | lượt  | 12
IV  | Cơ sở Hòa Bình
4   | Tổng số lao động                          | người | 21
",
            ),
        )],
        found: &["row-unread D12"],
        counted: &["members 189", "visits 12", "workers 200"],
    },
    Case {
        why: "one heading in a secretary's own words is a link in a chain of understood ones; an occasion, a body, some people are none",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS Trường THPT A
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023

TT  | Nội dung                                  | ĐVT   | Số lượng
I   | Tình hình chung
1   | Tổng số lao động                          | người | 200
II  | Bức tranh nội lực, gắn kết
2   | Tổng số đoàn viên                         | người | 189
3   | Số đoàn viên kết nạp mới trong năm        | người | 5
4   | Số tổ công đoàn                           | tổ    | 6
III | Chăm lo đời sống
    | Số nữ đạt danh hiệu Giỏi việc nước, đảm việc nhà | người | 44
IV  | Công tác thi đua
    | Số người đạt danh hiệu Chiến sĩ thi đua cơ sở | người | 8
V   | Xây dựng Đảng
    | Số đoàn viên đăng ký tham gia phong trào thi đua | người | 100
VI  | Mùa đông ấm áp nghĩa tình
5   | Số lượt đoàn viên được thăm hỏi           | lượt  | 12
6   | Số đoàn viên có hoàn cảnh khó khăn được hỗ trợ | người | 3
7   | Số hộ gia đình chính sách, hộ nghèo được tặng quà | hộ | 2
VII | Nội lực của Kho vận Bình Minh
8   | Số lao động được ký hợp đồng lao động     | người | 30
9   | Số sáng kiến được công nhận               | sáng kiến | 2
10  | Số người đạt danh hiệu Lao động tiên tiến | người | 9
VIII | Bạn bè giáo viên trẻ
11  | Số đoàn viên ưu tú được giới thiệu cho Đảng | người | 7
12  | Số đoàn viên được kết nạp Đảng            | người | 6
13  | Số lao động thiếu việc làm                | người | 0
",
            ),
        )],
        found: &[
            "row-unread D18",
            "row-unread D19",
            "row-unread D20",
            "row-unread D22",
            "row-unread D23",
            "row-unread D24",
            "row-unread D26",
            "row-unread D27",
            "row-unread D28",
        ],
        counted: &[
            "emulation_fighters 8",
            "members 189",
            "members_new 5",
            "movement_registered 100",
            "union_groups 6",
            "women_two_duties 44",
            "workers 200",
        ],
    },
    Case {
        why: "a line below the table takes back the figure of a row that it names by its number or its label; one that names none is told",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS Trường THPT A
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023

TT | Nội dung                    | ĐVT   | Số lượng
1  | Tổng số lao động            | người | 200
2  | Tổng số đoàn viên công đoàn | người | 189
3  | Số tổ công đoàn             | tổ    | 6
4  | Số sáng kiến được công nhận | sáng kiến | 4

Đính chính: dòng 2 sửa thành 198 (đánh máy nhầm)
Số tổ công đoàn là 7, không phải 6
Xin đính chính: số của cô Hoa là 3
Mọi thắc mắc liên hệ số 0912345678, không phải qua văn thư
",
            ),
        )],
        found: &["period-conflict D6", "period-conflict D7", "row-unread A12"],
        counted: &["workers 200", "initiatives 4"],
    },
    Case {
        why: "lines around a form's table give what it does not; what they say otherwise than it is held",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS Xã A
BÁO CÁO SỐ LIỆU CÔNG ĐOÀN NĂM 2023
A. Tình hình đội ngũ
- Tổng số cán bộ, công chức, người lao động của xã: 41 người; trong đó nữ: 19 người
- Tổng số đoàn viên công đoàn: 41 người
- Số tổ công đoàn: 3 tổ
- Số lượt thăm hỏi đoàn viên: 20 lượt

TT | Nội dung                   | ĐVT   | Số lượng
1  | Thăm hỏi đoàn viên         | lượt  | 22
2  | Số tiền thăm hỏi đoàn viên | đồng  | 6600000
- Xếp loại CĐCS: Hoàn thành xuất sắc nhiệm vụ
PHƯƠNG HƯỚNG NĂM 2024
- Số đoàn viên kết nạp mới: 5 người
- Số sáng kiến được công nhận: 9
",
            ),
        )],
        found: &["label-ambiguous A7"],
        counted: &[
            "members 41",
            "rating excellent",
            "target initiatives 9",
            "target members_new 5",
            "union_groups 3",
            "visits_amount 6600000",
            "workers 41",
            "workers_female 19",
        ],
    },
    Case {
        why: "a column of years says of which year each row is; a board's headings are no titles of its figures",
        files: &[
            (
                "2023/Cụm 1/a.xlsx",
                Holds::Sheet(
                    "CĐCS Công ty A
BÁO CÁO SỐ LIỆU CÔNG ĐOÀN NĂM 2023

Mã   | Tên chỉ tiêu                | ĐVT   | Giá trị | Năm
LD01 | Tổng số lao động            | người | 190     | '2022
CD01 | Tổng số đoàn viên công đoàn | người | 180     | '2022
LD01 | Tổng số lao động            | người | 200     | '2023
CD01 | Tổng số đoàn viên công đoàn | người | 189     | '2023
",
                ),
            ),
            (
                "2023/Cụm 1/b.xlsx",
                Holds::Sheet(
                    "
  | A | B | C
1 | CĐCS Công ty B
2 | TÓM TẮT SỐ LIỆU CÔNG ĐOÀN NĂM 2023
4 | Đoàn viên
5 | Tổng số đoàn viên (người) | Đoàn viên nữ (người) | Số tổ công đoàn (tổ)
6 | 38 | 18 | 3
8 | Chăm lo
9 | Thăm hỏi đoàn viên (lượt) | Tiền thăm hỏi (triệu đồng) |
10 | 20 | 10 |
",
                ),
            ),
        ],
        found: &[],
        counted: &[
            "2023/Cụm 1/a.xlsx members 189",
            "2023/Cụm 1/a.xlsx workers 200",
            "2023/Cụm 1/b.xlsx members 38",
            "2023/Cụm 1/b.xlsx members_female 18",
            "2023/Cụm 1/b.xlsx union_groups 3",
            "2023/Cụm 1/b.xlsx visits 20",
            "2023/Cụm 1/b.xlsx visits_amount 10000000",
        ],
    },
    Case {
        why: "a question is answered below it, behind what introduces the answer",
        files: &[(
            FILE,
            Holds::Sheet(
                "PHIẾU THU THẬP THÔNG TIN CÔNG ĐOÀN CƠ SỞ NĂM 2023
   | Tên đơn vị: CĐCS Trường THPT A
1. | Đơn vị hiện có tất cả bao nhiêu viên chức, người lao động?
   | Trả lời: 269 người
2. | Tổng số đoàn viên công đoàn của đơn vị là bao nhiêu?
   | Trả lời: 246 người
3. | Đơn vị có bao nhiêu tổ công đoàn?
   | Trả lời: 20 tổ
",
            ),
        )],
        found: &[],
        counted: &["members 246", "union_groups 20", "workers 269"],
    },
    Case {
        why: "a heading that asks for nothing is no row of an indicator, and does not make a part of the row below it",
        files: &[(
            FILE,
            Holds::Sheet(
                "CĐCS Công ty A
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023

TT  | Nội dung                                  | ĐVT   | Số lượng
I   | Lao động, việc làm
1.1 | Tổng số lao động                          | người | 200
II  | Tổ chức công đoàn, phát triển đoàn viên
2.1 | Tổng số đoàn viên                         | người | 189
    | - Trong đó: nữ                            | người | 101
III | Thăm hỏi đoàn viên
3.1 | Số đoàn viên                              | người | 12
",
            ),
        )],
        found: &["label-unmatched D11"],
        counted: &["members 189", "members_female 101", "workers 200"],
    },
    Case {
        why: "among numbered units a row without a number is none that nobody else names; one that a form names is",
        files: &[
            (
                FILE,
                Holds::Sheet(
                    "
  | A | B | C
1 | CỤM 1
2 | TỔNG HỢP SỐ LIỆU CÁC CĐCS NĂM 2023
4 | TT | Đơn vị | Tổng số đoàn viên công đoàn
5 | 1 | Trường THPT A | 41
6 | 2 | Trường THPT B | 30
7 |   | Nhóm thứ nhất | 71
8 |   | Trường THPT C | 12
9 |   | Thực hiện năm 2022 | 70
",
                ),
            ),
            (
                "2023/Cụm 1/c.xlsx",
                Holds::Sheet(
                    "
  | A | B | C | D
1 | CĐCS Trường THPT C
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung | ĐVT | Số lượng
5 | 1 | Số tổ công đoàn | tổ | 3
",
                ),
            ),
        ],
        found: &[
            "row-unread 2023/Cụm 1/a.xlsx B7",
            "row-unread 2023/Cụm 1/a.xlsx C9",
        ],
        counted: &[
            "2023/Cụm 1/a.xlsx members 41",
            "2023/Cụm 1/a.xlsx members 30",
            "2023/Cụm 1/a.xlsx members 12",
            "2023/Cụm 1/c.xlsx union_groups 3",
        ],
    },
    Case {
        why: "a row numbered above others that is their sum sums them up; one that is not has parts",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C
1 | CỤM 1
2 | TỔNG HỢP SỐ LIỆU CÁC CĐCS NĂM 2023
4 | TT  | Đơn vị           | Tổng số đoàn viên công đoàn
5 | 1   | Xã An Bình       | 71
6 | 1.1 | Trường THPT A    | 41
7 | 1.2 | Trường THPT B    | 30
8 | 2   | Sở Y tế          | 90
9 | 2.1 | Thanh tra Sở     | 12
",
            ),
        )],
        found: &["row-unread B5", "row-unread B9"],
        counted: &["members 41", "members 30", "members 90"],
    },
    Case {
        why: "heads that are the sums of the rows below them in each column are no units beside these, nor is a last row that is all's",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A | B | C
1  | CỤM 1
2  | TỔNG HỢP SỐ LIỆU CÁC CĐCS NĂM 2023
4  | Đơn vị         | Tổng số lao động | Tổng số đoàn viên công đoàn
5  | Ngành giáo dục | 75 | 71
6  | Trường THPT A  | 45 | 41
7  | Trường THPT B  | 30 | 30
8  | Ngành y tế     | 32 | 31
9  | Bệnh viện C    | 12 | 11
10 | Bệnh viện D    | 20 | 20
11 | Hai ngành      | 107 | 102
",
            ),
        )],
        found: &["row-unread A5", "row-unread A8", "row-unread A11"],
        counted: &[
            "members 41",
            "members 30",
            "members 11",
            "members 20",
            "workers 45",
            "workers 30",
            "workers 12",
            "workers 20",
        ],
    },
    Case {
        why: "a unit may be as large as two others by chance, and small sums say nothing",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A | B | C
1  | CỤM 1
2  | TỔNG HỢP SỐ LIỆU CÁC CĐCS NĂM 2023
4  | TT | Đơn vị         | Số đoàn viên kết nạp mới | Số tổ công đoàn
5  | 1  | Trường THPT A  | 3  | 2
6  | 2  | Bệnh viện B    | 2  | 1
7  | 3  | Bệnh viện C    | 1  | 1
",
            ),
        )],
        found: &[],
        counted: &[
            "members_new 3",
            "members_new 2",
            "members_new 1",
            "union_groups 2",
            "union_groups 1",
            "union_groups 1",
        ],
    },
    Case {
        why: "clusters and the unions above units are no units of a cluster's table",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C
1 | CỤM 1
2 | TỔNG HỢP SỐ LIỆU CÁC CĐCS NĂM 2023
4 | TT | Đơn vị | Tổng số đoàn viên công đoàn
5 | 1 | Trường THPT A | 41
6 | 2 | Cụm số 2 | 30
7 | 3 | LĐLĐ huyện An Bình | 1200
8 | 4 | CĐCS cơ quan LĐLĐ tỉnh | 20
",
            ),
        )],
        found: &["row-unread B6", "row-unread B7"],
        counted: &["members 41", "members 20"],
    },
    Case {
        why: "rows that say the same below each other may be a case each; nothing counted stays nothing",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B                           | C     | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Thăm hỏi đoàn viên          | lượt  | 1
8 | 3 | Thăm hỏi đoàn viên          | lượt  | 1
9 | 4 | Thăm hỏi đoàn viên          | lượt  | 1
10 | 5 | Số đoàn viên kết nạp mới   | người | 0
11 | 6 | Số đoàn viên kết nạp mới   | người | 0
",
            ),
        )],
        found: &["row-unread D7"],
        counted: &["members 41", "members_new 0"],
    },
    Case {
        why: "a figure in a row without a label is told",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B                           | C     | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 |   |                             |       | 7
",
            ),
        )],
        found: &["row-unread D7"],
        counted: &["members 41"],
    },
    Case {
        why: "what lies further ahead, at no time that is named, or is no target is told once a row, and is no result; what is \
              registered for the next year is its target",
        files: &[(
            FILE,
            Holds::Form(
                "
   | A  | B                                 | C     | D
6  | I  | KẾT QUẢ NĂM 2023
7  | 1  | Tổng số đoàn viên công đoàn       | người | 41
8  | II | PHƯƠNG HƯỚNG NĂM 2024
9  | 1  | Số đoàn viên kết nạp mới trong năm | người | 8
10 | 2  | Số lượt đoàn viên được thăm hỏi   | lượt  | như năm trước
11 | III | PHƯƠNG HƯỚNG NĂM 2025
12 | 1  | Số sáng kiến được công nhận       | sáng kiến | 9
13 | IV | PHƯƠNG HƯỚNG, NHIỆM VỤ
14 | 1  | Số tổ công đoàn                   | tổ    | 5
",
            ),
        )],
        found: &["row-unread D10", "row-unread D12", "row-unread D14"],
        counted: &["members 41", "target members_new 8"],
    },
    Case {
        why: "a label that names last year among this year's is told; a word in a column of its own tells rows apart",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                 | C         | D         | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                          | Năm       | ĐVT       | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn       | Năm 2022  | người     | 40
6 |    |                                   | Năm 2023  | người     | 41
7 | 2  | Số đoàn viên kết nạp mới năm 2022 |           | người     | 8
8 | 3  | Số sáng kiến được công nhận       | Năm 2023  | sáng kiến | 9
",
            ),
        )],
        found: &["row-unread E7"],
        counted: &["members 41", "initiatives 9"],
    },
    Case {
        why: "a figure beside its label above the table, and one in other columns than the table's, are told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A           | B                               | C    | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
3  |             | Số sáng kiến được công nhận     | 3
5  | TT          | Nội dung                        | ĐVT  | Số lượng
6  | 1           | Số lượt đoàn viên được thăm hỏi | lượt | 12
8  | Thu hội phí | 7000000
",
            ),
        )],
        found: &["row-unread C3", "row-unread B8"],
        counted: &["visits 12"],
    },
    Case {
        why: "labels by level stand in columns of their own under one title: what has words of its own is no second row",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B        | C                               | D             | E     | F
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung | →                               | →             | ĐVT   | Số lượng
5 | I  | Tổ chức  | →                               | →
6 | 1  |          | Tổng số lao động                |               | người | 50
7 |    |          |                                 | Trong đó: nữ  | người | 20
8 | 2  |          | Tổng số đoàn viên công đoàn     |               | người | 41
9 |    |          |                                 | Trong đó: nữ  | người | 17
",
            ),
        )],
        found: &[],
        counted: &[
            "members 41",
            "members_female 17",
            "workers 50",
            "workers_female 20",
        ],
    },
    Case {
        why: "a form without titles is read where it is plain",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                                 | B  | C
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | 1. Tổng số lao động               | 50 | người
5 | - Trong đó: nữ                    | 20 | người
6 | 2. Tổng số đoàn viên công đoàn    | 41 | người
7 | 3. Số sáng kiến được công nhận    | 3  | sáng kiến
",
            ),
        )],
        found: &[],
        counted: &[
            "initiatives 3",
            "members 41",
            "workers 50",
            "workers_female 20",
        ],
    },
    Case {
        why: "two columns of figures without titles may be anything",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                                 | B  | C
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | Tổng số lao động                  | 50 | 52
5 | Tổng số đoàn viên công đoàn       | 41 | 44
6 | Số sáng kiến được công nhận       | 3  | 4
",
            ),
        )],
        found: &["empty-form 2023/Cụm 1/a.xlsx"],
        counted: &[],
    },
    Case {
        why: "indicators across without units are the form's own, by the years of their rows",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A          | B                | C                           | D
1 | CĐCS Bệnh viện A
2 | SỐ LIỆU CÔNG ĐOÀN NĂM 2023
4 | Năm        | Tổng số lao động | Tổng số đoàn viên công đoàn | Số lượt đoàn viên được thăm hỏi
5 | Năm 2022   | 50               | 41                          | 8
6 | Năm 2023   | 52               | 44                          | 9
7 | Tăng, giảm | 2                | 3                           | 1
",
            ),
        )],
        found: &[],
        counted: &["members 44", "visits 9", "workers 52"],
    },
    Case {
        why: "one row of figures below indicators is the form's own and ends the table above; two of nobody's are told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                                | C                | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | TT | Nội dung                         | Đơn vị           | Số liệu
5  | 1  | Số lượt đoàn viên được thăm hỏi  | lượt             | 12
7  | Tổng số đoàn viên công đoàn | Số tổ công đoàn | Số đoàn viên kết nạp mới trong năm
8  | 41 | 5 | 3
10 | Số sáng kiến được công nhận | Tổng số lao động | Số lao động thiếu việc làm
11 | 1  | 50 | 2
12 | 2  | 51 | 3
",
            ),
        )],
        found: &["row-unread A11", "row-unread A12"],
        counted: &["members 41", "members_new 3", "union_groups 5", "visits 12"],
    },
    Case {
        why: "what shows how to fill in a form is nobody's figure",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A   | B                               | C     | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | VÍ DỤ CÁCH GHI
5  | TT  | Nội dung                        | ĐVT   | Số lượng
6  | 1   | Tổng số đoàn viên công đoàn     | người | 100
8  | SỐ LIỆU CỦA ĐƠN VỊ
9  | STT | Nội dung                        | ĐVT   | Số lượng
10 | 1   | Tổng số đoàn viên công đoàn     | người | 41
",
            ),
        )],
        found: &["row-unread A4"],
        counted: &["members 41"],
    },
    Case {
        why: "the same of a sheet of its own",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "Mẫu",
                    "
  | A  | B                               | C     | D
1 | BIỂU SỐ 1 (các số dưới đây là số liệu giả định)
3 | TT | Nội dung                        | ĐVT   | Số lượng
4 | 1  | Tổng số đoàn viên công đoàn     | người | 100
",
                ),
                (
                    "Biểu",
                    "
  | A  | B                               | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn     | người | 41
",
                ),
            ]),
        )],
        found: &["row-unread A1"],
        counted: &["members 41"],
    },
    Case {
        why: "a part is of the day that its whole is of",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                        | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                                 | ĐVT   | Số lượng
5 | 1  | Tổng số lao động đến 31/12/2023          | người | 50
6 |    | Trong đó: nữ                             | người | 20
7 | 2  | Tổng số lao động đến ngày 31/5/2023      | người | 48
8 |    | Trong đó: nữ                             | người | 19
",
            ),
        )],
        found: &["row-unread D7", "row-unread D8"],
        counted: &["workers 50", "workers_female 20"],
    },
    Case {
        why: "labels and their figures in two columns without titles",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                                | B         | C                                | D
1 | CĐCS Bệnh viện A
2 | SỐ LIỆU CÔNG ĐOÀN NĂM 2023
4 | Tổng số lao động (người):        | 50        | Số tổ công đoàn (tổ):            | 5
5 | Tổng số đoàn viên công đoàn:     | 41 người  | Số lượt đoàn viên được thăm hỏi: | 12 lượt
6 | Số đoàn viên kết nạp mới:        | 3         | Số sáng kiến được công nhận:     | 2
",
            ),
        )],
        found: &[],
        counted: &[
            "workers 50",
            "members 41",
            "members_new 3",
            "union_groups 5",
            "visits 12",
            "initiatives 2",
        ],
    },
    Case {
        why: "bullets below a numbered unit are parts of it; what the units came to in another year is nobody's",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                | C                | D
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP SỐ LIỆU NĂM 2023
4 | TT | Đơn vị           | Tổng số lao động | Tổng số đoàn viên
5 | 1  | Sở Y tế          | 50               | 49
6 |    | - Văn phòng      | 20               | 20
7 |    | - Thanh tra      | 30               | 29
8 | 2  | Sở Nội vụ        | 40               | 40
9 |    | Năm 2022         | 85               | 84
",
            ),
        )],
        found: &["row-unread C6", "row-unread C7"],
        counted: &["members 40", "members 49", "workers 40", "workers 50"],
    },
    Case {
        why: "last year's sheet with proposals for awards is left out with them, by its name and a line that is no title",
        files: &[(
            FILE,
            Holds::Sheets(&[
                (
                    "Thi đua",
                    "
  | A  | B                           | C         | D
1 | CĐCS Trường THCS Nguyễn Du
2 | THI ĐUA - NĂM 2023
4 | TT | Nội dung                    | ĐVT       | Kết quả
5 | 1  | Số sáng kiến được công nhận | sáng kiến | 4
",
                ),
                (
                    "Thi đua 2022",
                    "
  | A   | B                           | C         | D
1 | CĐCS Trường THCS Nguyễn Du
2 | THI ĐUA - NĂM 2022
4 | TT  | Nội dung                    | ĐVT       | Kết quả
5 | 1   | Số sáng kiến được công nhận | sáng kiến | 3
7 | STT | Họ và tên                   | Chức vụ   | Hình thức khen thưởng
8 | 1   | Lê Văn An                   | Tổ trưởng | Giấy khen của LĐLĐ tỉnh
9 | 2   | Trần Thị Bình               | Tổ phó    | Giấy khen của LĐLĐ tỉnh
",
                ),
            ]),
        )],
        found: &["column-unknown D4", "row-unread A2"],
        counted: &["initiatives 4"],
    },
    Case {
        why: "where all rows are of parts of the form's own unit, the row that sums them up is the unit's",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B            | C                | D                 | E
1 | CĐCS Trường THCS Nguyễn Du
2 | SỐ LIỆU NĂM 2023
4 | TT | Tổ công đoàn | Tổng số đoàn viên | Số lượt thăm hỏi | Số sáng kiến được công nhận
5 | 1  | Tổ CĐ Tự nhiên | 20              | 3                | 1
6 | 2  | Tổ CĐ Xã hội   | 21              | 4                | 2
7 |    | Tổng cộng      | 41              | 7                | 3
",
            ),
        )],
        found: &["row-unread C5"],
        counted: &["initiatives 3", "members 41", "visits 7"],
    },
    Case {
        why: "labels with their figures above the first table are a form of their own",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                               | C    | D  | E
1  | CĐCS Bệnh viện A
2  | THEO DÕI HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023
4  |    | Số liệu chốt cuối năm 2023
5  |    | Tổng số lao động                | 50
6  |    | Lao động nữ                     | 20
7  |    | Tổng số đoàn viên công đoàn     | 41
9  | TT | Nội dung                        | ĐVT  | T1 | Cả năm 2023
10 | 1  | Số lượt đoàn viên được thăm hỏi | lượt | 3  | 12
",
            ),
        )],
        found: &["column-unknown D9"],
        counted: &["members 41", "visits 12", "workers 50", "workers_female 20"],
    },
    Case {
        why: "on a board words that stand for nought or lead to a number are figures, and what is below nought alone in its card is held",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A | B                            | C | D                                    | E | F
1  |   | CĐCS Bệnh viện A
2  |   | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  |   | Tổng số lao động             |   | Tổng số tiền doanh nghiệp còn nợ lương NLĐ |   | Số tổ công đoàn
5  |   | 50                           |   | Không                                |   | 3
7  |   | Tổng số đoàn viên công đoàn  |   | Số đoàn viên kết nạp mới trong năm   |   | Số tiền thăm hỏi đoàn viên
8  |   | 41                           |   | -4                                   |   | khoảng 5,2 triệu đồng
",
            ),
        )],
        found: &["negative-value D8"],
        counted: &[
            "members 41",
            "union_groups 3",
            "visits_amount 5200000",
            "wage_arrears 0",
            "workers 50",
        ],
    },
    Case {
        why: "a pivot table by years gives the figures of its own year",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                         | B    | C
1 | CĐCS Bệnh viện A - báo cáo năm 2023
3 | Giá trị (Sum)             | Năm
4 | Nhãn hàng                 | 2022 | 2023
5 | Tình hình lao động
6 | Tổng số lao động          | 48   | 50
7 | Số lao động nữ            | 19   | 20
8 | Tổng số đoàn viên         | 40   | 41
9 | Số người đi du lịch       | 5    | 7
",
            ),
        )],
        found: &["label-unmatched B9"],
        counted: &["members 41", "workers 50", "workers_female 20"],
    },
];
