//! `label-unmatched`: không rõ chỉ tiêu.

use super::nearest_clause;
use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "label-unmatched",
    severity: Severity::Warning,
    title: "Không rõ chỉ tiêu",
    problem: "Dòng có số liệu nhưng nội dung không khớp với chỉ tiêu nào trong danh mục.",
    effect: "Số ở dòng này không được tính.",
    action: "Chọn nghĩa ở trang “Tên gọi” của dinh-chinh.xlsx (hoặc “bỏ qua”), chỉ một lần cho mọi tệp; chỉ tiêu chưa có thì khai ở trang “Chỉ tiêu riêng” của danh-muc.xlsx.",
    unit_task: UnitTask::Mends("Ghi lại nội dung của dòng đúng như tên chỉ tiêu trên mẫu biểu."),
};

/// What the office reads.
pub fn message(label: &str, raw: &str, nearest: &str) -> String {
    format!(
        "Dòng “{label}” ghi {raw} không khớp với chỉ tiêu nào.{}",
        nearest_clause(nearest)
    )
}

/// What the office reads of a label that means something by its decision; `by` says whose.
pub fn decided_message(label: &str, meant: &str, by: &str) -> String {
    format!("Dòng “{label}” được đọc là “{meant}” {by}.")
}

/// What the office reads of a label that it has decided to leave out.
pub fn left_out_message(label: &str, raw: &str, by: &str) -> String {
    format!("Dòng “{label}” ghi {raw} được bỏ qua {by}.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "codes before the labels are no words that their rows belong to",
        files: &[(
            "2023/Cụm 1/a.xlsx",
            Holds::Sheet(
                "CĐCS Công ty A
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023

Mã   | Diễn giải                   | ĐVT   | Số lượng
HR01 | Tổng số lao động            | người | 200
HR02 | Trong đó: lao động nữ       | người | 150
CD01 | Tổng số đoàn viên công đoàn | người | 189
CD02 | Trong đó: đoàn viên nữ      | người | 140

     | Xác nhận của BCH Công đoàn  |       | GIÁM ĐỐC NHÂN SỰ
",
            ),
        )],
        found: &[],
        counted: &["members 189", "members_female 140", "workers 200", "workers_female 150"],
    },
    Case {
        why: "a class of staff stands for all where no other row asks the same",
        files: &[(
            "2023/Cụm 1/a.xlsx",
            Holds::Sheet(
                "CĐCS Cục Thuế
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023

TT | Nội dung                                   | ĐVT   | Số lượng
1  | Tổng số lao động                           | người | 200
2  | Công chức đạt Lao động tiên tiến           | người | 150
3  | Công chức được cử đi đào tạo, bồi dưỡng    | người | 30
4  | Viên chức được cử đi đào tạo, bồi dưỡng    | người | 3
5  | Công chức đạt Chiến sĩ thi đua cơ sở       | người | 12
6  | Số người đạt danh hiệu Chiến sĩ thi đua cơ sở | người | 14
7  | Công chức được kết nạp Đảng                | người | 2
",
            ),
        )],
        found: &["label-unmatched D7", "label-unmatched D8", "label-unmatched D9", "label-unmatched D11"],
        counted: &["advanced_workers 150", "emulation_fighters 14", "workers 200"],
    },
    Case {
        why: "a figure whose row no indicator takes is told with its label",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Số cuộc họp giao ban | cuộc | 12
",
            ),
        )],
        found: &["label-unmatched D7"],
        counted: &["members 41"],
    },
    Case {
        why: "what activities counted and cost may stand below each other; their titles name nobody, and one that is none of ours is told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                        | B                  | C                         | D                               | E                     | F
1 | CÔNG ĐOÀN CƠ SỞ
2 | CHI CỤC THỦY SẢN
3 |                          | HOẠT ĐỘNG XÃ HỘI NĂM 2023
5 |                          | Thăm hỏi đoàn viên | Hỗ trợ đoàn viên khó khăn | Tặng quà hộ chính sách, hộ nghèo | Ủng hộ các quỹ xã hội | Quà Trung thu cho các cháu
6 | Số lượt / người / hộ     | 13                 | 2                         | 4                               | x                     | 35
7 | Số tiền (nghìn đồng)     | 3900               | 2000                      | 1600                            | 7100                  | 3500
9 | Số liệu khác
10 | Nội dung                | ĐVT                | Số lượng
11 | Tổng số đoàn viên       | người              | 37
",
            ),
        )],
        found: &["label-unmatched F6"],
        counted: &[
            "visits 13",
            "visits_amount 3900000",
            "hardship_members 2",
            "hardship_amount 2000000",
            "poor_households 4",
            "poor_households_amount 1600000",
            "social_fund_amount 7100000",
            "members 37",
        ],
    },
    Case {
        why: "amounts in words are figures of cards too",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                        | B                          | C
1 | CĐCS Trung tâm Y tế: SỐ LIỆU NHANH NĂM 2023
3 | Tổng số đoàn viên        | Kết nạp đoàn viên mới      | Số cuộc họp giao ban
4 | 138                      | 3                          | 12 cuộc
6 | Số tiền thăm hỏi đoàn viên | Số tiền hỗ trợ đoàn viên khó khăn | Số tiền ủng hộ các loại quỹ xã hội
7 | 20 triệu đồng            | 5 triệu 600 ngàn đồng      | gần 6.200.000 đồng
",
            ),
        )],
        found: &["label-unmatched C4"],
        counted: &[
            "members 138",
            "members_new 3",
            "visits_amount 20000000",
            "hardship_amount 5600000",
            "social_fund_amount 6200000",
        ],
    },
    Case {
        why: "rows below a heading are understood by it, numbered, lettered or not; behind a row that is not understood none is",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A   | B                                                 | C    | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | Số TT | Chỉ tiêu                                        | Kết quả | Ghi chú
5  | 1   | Thăm hỏi đoàn viên
6  | 1.1 | Số lượt - ĐVT: lượt                               | 12
7  | 1.2 | Số tiền, đơn vị tính triệu đồng                   | 3,5
8  | 2   | Trợ cấp đoàn viên gặp khó khăn
9  | a   | Số đoàn viên được trợ cấp                         | 4
10 | b   | Số tiền trợ cấp [ĐVT: nghìn đồng]                 | 2000
11 |     | Tặng quà hộ nghèo, gia đình chính sách
12 |     | Số hộ                                             | 6
13 |     | Trị giá quà (đồng)                                | 1800000
14 | 3   | Giới thiệu đoàn viên ưu tú cho Đảng
15 | -   | Số người                                          | 5
16 | -   | Quần chúng ngoài công đoàn                        | 2
17 | -   | Đã được kết nạp                                   | 3
18 | 4   | Tổng số đoàn viên                                 | 41
19 | 4.1 | Nữ                                                | 20
20 | 4.2 | Kết nạp mới                                       | 6
21 | 5   | Số bể bơi - ĐVT: cái                              | 1
",
            ),
        )],
        found: &[
            "label-unmatched C16",
            "label-unmatched C17",
            "label-unmatched C21",
        ],
        counted: &[
            "visits 12",
            "visits_amount 3500000",
            "hardship_members 4",
            "hardship_amount 2000000",
            "poor_households 6",
            "poor_households_amount 1800000",
            "party_introduced 5",
            "members 41",
            "members_female 20",
            "members_new 6",
        ],
    },
    Case {
        why: "a line of a text that is planned or grows heads no others; none with a figure is lost, also above the first known",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | - Ban Chấp hành 5 đồng chí, trong đó nữ: 2 đồng chí
5 | - Số tổ công đoàn: 3 tổ
6 | - Tổng số đoàn viên tăng 12 người
7 | - Phấn đấu kết nạp 15 đoàn viên mới
8 | - Số đoàn viên nữ: 20 người
9 | - Số sáng kiến được công nhận: 4
",
            ),
        )],
        found: &[
            "label-unmatched A4",
            "label-unmatched A6",
            "label-unmatched A7",
        ],
        counted: &["union_groups 3", "members_female 20", "initiatives 4"],
    },
    Case {
        why: "of a line of several figures each clause is read that is understood, below what stands before it; what its line plans is none",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | Đơn vị hiện có tổng số CNVCLĐ: 76 người (nữ 34 người); số tổ công đoàn: 5 tổ. Chi bộ có 17 đảng viên.
5 | Chăm lo đời sống: thăm hỏi đoàn viên 22 lượt, số tiền 11.000.000 đồng; tổ chức 02 buổi giao lưu
6 | Năm 2024 phấn đấu kết nạp mới 8 đoàn viên; giới thiệu 3 đoàn viên ưu tú cho Đảng
",
            ),
        )],
        found: &["label-unmatched A4", "label-unmatched A5", "label-unmatched A6"],
        counted: &[
            "workers 76",
            "workers_female 34",
            "union_groups 5",
            "visits 22",
            "visits_amount 11000000",
        ],
    },
    Case {
        why: "one line of another union among those of the form's own is not its own",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | - Tổng số đoàn viên: 120 người
5 | - Số tổ công đoàn: 5 tổ
6 | - CĐCS Bệnh viện B: số sáng kiến được công nhận 4
7 | - Tổng số lao động: 130 người
",
            ),
        )],
        found: &["label-unmatched A6"],
        counted: &["members 120", "union_groups 5", "workers 130"],
    },
    Case {
        why: "lines that begin with the name of a union are of that one; one beside them that names none is of all",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A
1 | CỤM THI ĐUA SỐ 1
2 | TỔNG HỢP KẾT QUẢ CỦA CÁC ĐƠN VỊ TRONG CỤM NĂM 2023
4 | 1. CĐCS Bệnh viện A: tổng số đoàn viên 23 người; thăm hỏi đoàn viên 6 lượt, số tiền 1.200.000 đồng
5 | 2. CĐCS Bệnh viện B: tổng số đoàn viên 58 người; thăm hỏi đoàn viên 24 lượt, số tiền 12.000.000 đồng
6 | Toàn cụm: tổng số đoàn viên 81 người
",
            ),
        )],
        found: &["label-unmatched A6"],
        counted: &[
            "members 23",
            "members 58",
            "visits 6",
            "visits 24",
            "visits_amount 1200000",
            "visits_amount 12000000",
        ],
    },
    Case {
        why: "what only says again whom an unknown row above counts is some of those",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                               | C         | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                        | ĐVT       | Số lượng
5 | 1  | Số đoàn viên tham gia hội thao  | người     | 41
6 |    | - Số đoàn viên                  | người     | 30
7 | 2  | Số sáng kiến được công nhận     | sáng kiến | 4
",
            ),
        )],
        found: &["label-unmatched D5", "label-unmatched D6"],
        counted: &["initiatives 4"],
    },
    Case {
        why: "which of two rows above is meant is not said",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                     | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung              | ĐVT   | Số lượng
5 | 1  | Đoàn viên công đoàn
6 |    | Kết nạp mới           | người | 5
7 |    | Tổng số               | người | 41
8 | 2  | Số tổ công đoàn       | tổ    | 3
",
            ),
        )],
        found: &["label-unmatched D7"],
        counted: &["members_new 5", "union_groups 3"],
    },
    Case {
        why: "a heading that ends a page heads the rows below the repeated titles, and a total its part",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                                       | C     | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | TT | Nội dung                                | ĐVT   | Số lượng
5  | 1  | Số tổ công đoàn                         | tổ    | 3
6  | 2  | Tổng số đoàn viên hiện có               | người | 41
7  | TT | Nội dung                                | ĐVT   | Số lượng
8  |    | Trong đó: nữ                            | người | 20
9  | 3  | Trợ cấp đoàn viên có hoàn cảnh khó khăn
10 | TT | Nội dung                                | ĐVT   | Số lượng
11 | +  | Số đoàn viên được trợ cấp               | người | 4
12 | +  | Số tiền                                 | đồng  | 2000000
",
            ),
        )],
        found: &[],
        counted: &[
            "union_groups 3",
            "members 41",
            "members_female 20",
            "hardship_members 4",
            "hardship_amount 2000000",
        ],
    },
    Case {
        why: "a part that says again of what it is a part",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                   | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                            | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn hiện có | người | 41
6 |    | Trong đó: Đoàn viên nữ              | người | 20
",
            ),
        )],
        found: &[],
        counted: &["members 41", "members_female 20"],
    },
    Case {
        why: "figures that all say percent tell what a row without a unit of measure counts; one that does not leaves it open",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                      | C                | D
1 | CĐCS Bệnh viện A
2 | KẾT QUẢ THỰC HIỆN GIAO ƯỚC THI ĐUA NĂM 2023
4 | TT | Tiêu chí                               | Chỉ tiêu đăng ký | Kết quả
5 | 1  | Gia đình đạt danh hiệu Gia đình văn hóa | 95% trở lên      | 98%
6 | 2  | Hộ gia đình đạt Gia đình văn hóa       | 95%              | 40
",
            ),
        )],
        found: &["label-unmatched C6"],
        counted: &[
            "target cultured_families_rate 0.95",
            "cultured_families_rate 0.98",
        ],
    },
    Case {
        why: "a row below another that only says again whom that counts is of those, or of some of them",
        files: &[(
            FILE,
            Holds::Form(
                "
   | A | B                                           | C     | D
6  | 1 | Số đoàn viên kết nạp mới trong năm          | người | 20
7  |   | - Đoàn viên nữ                              | người | 10
8  | 2 | Số lao động thiếu việc làm                  | người | 6
9  |   | - Lao động nữ                               | người | 4
10 | 3 | Số đoàn viên ưu tú được giới thiệu cho Đảng | người | 5
11 |   | Số đoàn viên được kết nạp                   | người | 2
12 | 4 | Số lượt đoàn viên được thăm hỏi             | lượt  | 9
13 |   | - Số đoàn viên                              | người | 8
14 | 5 | Số đoàn viên là bộ đội xuất ngũ             | người | 3
15 |   | - Đoàn viên nữ                              | người | 1
16 | 6 | Lao động tiên tiến                          | người | 30
17 |   | - Lao động nữ                               | người | 12
",
            ),
        )],
        found: &[
            "label-unmatched D13",
            "label-unmatched D14",
            "label-unmatched D15",
            "label-unmatched D17",
            "label-unmatched D7",
        ],
        counted: &[
            "advanced_workers 30",
            "members_new 20",
            "party_admitted 2",
            "party_introduced 5",
            "underemployed 6",
            "underemployed_female 4",
            "visits 9",
        ],
    },
    Case {
        why: "of a count's start, its rise and fall and its end the end is the figure",
        files: &[(
            FILE,
            Holds::Form(
                "
   | A | B                            | C     | D
6  | 1 | Tổng số đoàn viên công đoàn  |       |
7  |   | - Đầu năm                    | người | 90
8  |   | - Tăng trong năm             | người | 10
9  |   | - Giảm trong năm             | người | 5
10 |   | - Cuối năm                   | người | 95
",
            ),
        )],
        found: &[
            "label-unmatched D7",
            "label-unmatched D8",
            "label-unmatched D9",
        ],
        counted: &["members 95"],
    },
    Case {
        why: "a row below another that says something of its own stands for itself",
        files: &[(
            FILE,
            Holds::Form(
                "
   | A | B                                           | C     | D
6  | 1 | Tổng số lao động                            | người | 60
7  |   | - Lao động nữ                               | người | 25
8  |   | - Tổng số đoàn viên công đoàn               | người | 55
9  |   | - Đoàn viên nữ                              | người | 24
10 | 2 | Số lao động được ký hợp đồng lao động       | người | 58
11 |   | - Số lao động được đóng BHXH, BHYT, BHTN    | người | 57
12 | 3 | Tổng số đoàn viên công đoàn hiện có         | người | 55
13 |   | + Trong đó: kết nạp mới                     | người | 3
14 |   | Tr.đó: Đoàn viên nữ                         | người | 24
",
            ),
        )],
        found: &[],
        counted: &[
            "contracts 58",
            "insured 57",
            "members 55",
            "members_female 24",
            "members_new 3",
            "workers 60",
            "workers_female 25",
        ],
    },
    Case {
        why: "words before the labels, merged or not, say what several rows are about",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A                 | B             | C     | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | Nhóm              | Nội dung      | ĐVT   | Số lượng
5  | Lao động          | Tổng số       | người | 50
6  | ↓                 | Nữ            | người | 20
7  | Đoàn viên         | Tổng số       | người | 48
8  | ↓                 | Nữ            | người | 19
9  | ↓                 | Chuyển đi     | người | 2
10 | ↓                 | Kết nạp mới   | người | 3
11 | Thăm hỏi đoàn viên | Số lượt      | lượt  | 7
12 | ↓                 | Số tiền       | đồng  | 3.500.000
",
            ),
        )],
        found: &["label-unmatched D9"],
        counted: &[
            "members 48", "members_female 19", "members_new 3", "visits 7", "visits_amount 3500000", "workers 50", "workers_female 20",
        ],
    },
    Case {
        why: "labels may stand under a title that nobody knows, beside another of what several of them are about",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                    | C                  | D     | E       | F
1  | CĐCS Cảng A
2  | BẢNG SỐ LIỆU CÔNG ĐOÀN NĂM 2023
4  | STT | Đối tượng, hoạt động | Chi tiết          | ĐVT   | Số liệu | Ghi chú
5  | 1   | Lao động            | Tổng số            | người | 50
6  | ↓   | ↓                   | Trong đó nữ        | người | 20
7  | ↓   | ↓                   | Được đóng BHXH, BHYT, BHTN | người | 48
8  | 2   | Hỗ trợ đoàn viên có hoàn cảnh khó khăn | Số người | người | 4
9  | ↓   | ↓                   | Số tiền            | đồng  | 2.000.000
10 | 3   | Khám sức khỏe       | Số người           | người | 44
",
            ),
        )],
        found: &["label-unmatched E10"],
        counted: &[
            "hardship_amount 2000000", "hardship_members 4", "insured 48", "workers 50", "workers_female 20",
        ],
    },
    Case {
        why: "the heading of a group is no header, and a figure says what it is measured in",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A       | B                               | C              | D
1  | CĐCS Bệnh viện A
2  | KẾT QUẢ THỰC HIỆN GIAO ƯỚC THI ĐUA NĂM 2023
4  | TT      | Nội dung giao ước               | Mức giao ước   | Kết quả
5  | I       | Nhóm chỉ tiêu chăm lo
6  | 1       | Thăm hỏi đoàn viên              | ít nhất 5 lượt | 7 lượt
7  | 2       | Ủng hộ các quỹ xã hội           | 2 triệu đồng   | 2,5 triệu đồng
8  | Phần II | Các nội dung thi đua
9  | 3       | Được đóng BHXH, BHYT, BHTN      | 40 người       | 41 người
10 | 4       | Số cuộc giao lưu thể thao       | 1              | 2
",
            ),
        )],
        found: &["label-unmatched C10"],
        counted: &[
            "insured 41", "social_fund_amount 2500000", "visits 7", "target insured 40", "target social_fund_amount 2000000",
            "target visits 5",
        ],
    },
    Case {
        why: "a share that stands alone beside a label that is not understood is told",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                           | C       | D       | E
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                    | Kế hoạch | Kết quả | Tỷ lệ đạt
5 | 1  | Tổng số đoàn viên công đoàn | 40       | 41      |
6 | 2  | Người bệnh hài lòng         |          |         | 96,4%
",
            ),
        )],
        found: &["label-unmatched E6"],
        counted: &["members 41", "target members 40"],
    },
    Case {
        why: "what several rows are about stands before them, and is said of all its rows",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A                       | B                   | C          | D     | E
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | Lĩnh vực                | Nội dung            | ĐVT        | Số liệu | Ghi chú
5  | Lao động                | Tổng số             | người      | 60
6  |                         | Đi làm xa           | người      | 5
7  |                         | Nữ                  | người      | 33
8  |                         | Cử đi đào tạo, bồi dưỡng | người | 14
9  | Đoàn viên công đoàn     | Tổng số             | người      | 58
10 |                         | Nữ                  | người      | 31
11 |                         | Chuyển đi           | người      | 2
12 |                         | Kết nạp mới         | người      | 4
13 | Thăm hỏi đoàn viên      | Số lượt             | lượt       | 21
14 |                         | Số tiền             | triệu đồng | 6,3
15 | Danh hiệu               | Lao động tiên tiến  | người      | 40
16 |                         | Bằng khen           | người      | 1
",
            ),
        )],
        found: &[
            "label-unmatched D11",
            "label-unmatched D16",
            "label-unmatched D6",
            "label-unmatched D7",
        ],
        counted: &[
            "workers 60",
            "trained 14",
            "members 58",
            "members_female 31",
            "members_new 4",
            "visits 21",
            "visits_amount 6300000",
            "advanced_workers 40",
        ],
    },
    Case {
        why: "what a label leaves open its figure's own unit says, or the title of counts, beside which shares may stand",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A  | B                                              | C        | D
1  | CĐCS Bệnh viện A
2  | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4  | TT | Nội dung                                       | Số người | Tỷ lệ nữ (%)
5  | 1  | Đoàn viên công đoàn                            | 58       | 53,4
6  | 2  | Được cử đi đào tạo, bồi dưỡng                  | 14       |
8  |    | Nội dung                                       | Kết quả
9  |    | 1. Thăm hỏi đoàn viên đau ốm, ma chay ......:  | 21 lượt
10 |    | - Số tiền thăm hỏi ......:                     | 6,3 triệu đồng
11 |    | 2. Tham quan ......:                           | 12 lượt
",
            ),
        )],
        found: &["label-unmatched C11"],
        counted: &[
            "members 58",
            "trained 14",
            "visits 21",
            "visits_amount 6300000",
        ],
    },
    Case {
        why: "below the heading of ratings a row with a label of its own gives the rating",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A  | B                                  | C     | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | TT | Nội dung                           | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên công đoàn        | người | 41
6 | II | XẾP LOẠI
7 |    | Kết quả xếp loại công đoàn cơ sở   |       | Hoàn thành tốt nhiệm vụ
",
            ),
        )],
        found: &[],
        counted: &["members 41", "rating good"],
    },
    Case {
        why: "of persons who are proposed for what no award is called each row is told",
        files: &[
            (
                "danh-muc.xlsx",
                Holds::Register(&[("YT01", "CĐCS Bệnh viện A")]),
            ),
            (
                FILE,
                Holds::Sheet(
                    "
  | A  | B          | C        | D                | E             | F
1 | CỤM THI ĐUA SỐ 1
2 | DANH SÁCH ĐỀ NGHỊ NĂM 2023
4 | TT | Họ và tên  | Chức vụ  | Đơn vị công tác  | Danh hiệu     | Cấp khen
5 | 1  | Trần Văn A | Tổ viên  | CĐCS Bệnh viện A | Bàn tay vàng  | LĐLĐ tỉnh
",
                ),
            ),
        ],
        found: &[
            "label-unmatched 2023/Cụm 1/a.xlsx E5",
            "missing-submission YT01 2023",
        ],
        counted: &[],
    },
    Case {
        why: "numbered questions that say how to answer them are labels, and a cross below one of the categories offered is the rating",
        files: &[(
            FILE,
            Holds::Sheet(
                "
   | A                                                                  | B        | C   | D
1  | Tên công đoàn cơ sở:                                               | Trường THCS Nguyễn Du
2  | Kỳ báo cáo:                                                        | Năm 2023
4  | Câu hỏi                                                            | Trả lời
5  | Câu 1. Tổng số đoàn viên công đoàn của đơn vị (người)?             | 28
6  | Câu 2. Số đoàn viên kết nạp mới trong năm (nếu không có ghi 0)     | 2
7  | Câu 3. Đơn vị có bao nhiêu tổ công đoàn? (ghi số tổ công đoàn)     | 3
8  | Câu 4. Tổng số tiền thăm hỏi đoàn viên (đồng) [chỉ ghi số]         | 4400000
10 | Xếp loại chất lượng hoạt động công đoàn cơ sở (đánh dấu x)         | Hoàn thành xuất sắc nhiệm vụ | Hoàn thành tốt nhiệm vụ | Hoàn thành nhiệm vụ
11 | Kết quả                                                            |          | x
",
            ),
        )],
        found: &[],
        counted: &["members 28", "members_new 2", "rating good", "union_groups 3", "visits_amount 4400000"],
    },
    Case {
        why: "a table of sums that a program made is read without the words that it puts before the labels",
        files: &[(
            "2023/Cụm 1/tong hop.xlsx",
            Holds::Sheet(
                "
  | A                    | B                          | C
1 | Năm                  | 2023
3 | Nhãn Hàng            | Tổng của Tổng số đoàn viên | Tổng của Số lượt thăm hỏi | Tổng của Số tổ công đoàn
4 | CĐCS Sở Y tế         | 50                         | 7                         | 5
5 | CĐCS Sở Nội vụ       | 40                         | 6                         | 4
6 | Tổng Cuối cùng       | 90                         | 13                        | 9
",
            ),
        )],
        found: &[],
        counted: &["members 40", "members 50", "union_groups 4", "union_groups 5", "visits 6", "visits 7"],
    },
];
