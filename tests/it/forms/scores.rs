//! Points: of one unit with a tree of criteria, or of a cluster with a column per criterion; ratings told by marks.

use super::{Sent, check};

const A_SCORE_SHEET_GIVES_POINTS_AND_SCORES: &[Sent] = &[
    Sent {
        why: "bonus and deduction below the sum of the criteria, a sum of all, one rating under both columns",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM 2023

TT|Nội dung|Điểm chuẩn|Đơn vị tự chấm|Cụm chấm
1|Tuyên truyền|40|38|38
2|Chăm lo|60|55|54
|Cộng|100|93|92
|Điểm thưởng||3|2
|Điểm trừ||1|1
|Tổng điểm||95|93
|Xếp loại CĐCS||Hoàn thành tốt|Hoàn thành tốt",
            )],
        )],
        gives: &[
            "U1 criterion -1: most null, own 3, cluster 2",
            "U1 cluster_score 93",
            "U1 criterion 1: most 40, own 38, cluster 38",
            "U1 criterion 2: most 60, own 55, cluster 54",
            "U1 criterion -2: most null, own 1, cluster 1",
            "U1 rating good",
            "U1 self_score 95",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "a rating in a line below the sum",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM 2023

TT|Nội dung|Điểm chuẩn|Đơn vị tự chấm
1|Tuyên truyền|40|38
2|Chăm lo|60|55
|Cộng|100|93
|CĐCS tự xếp loại: Hoàn thành tốt nhiệm vụ",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 40, own 38, cluster null",
            "U1 criterion 2: most 60, own 55, cluster null",
            "U1 rating good",
            "U1 self_score 93",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "roman tree",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM 2023

TT|Nội dung|Điểm chuẩn|Đơn vị tự chấm|Cụm chấm|Ghi chú
I|CÔNG TÁC TUYÊN TRUYỀN|30|28|27
1|Tuyên truyền|20|19|18
a)|Có kế hoạch|10|10|10
b)|Có báo cáo|10|9|8
2|Văn hóa|10|9|9
II|CHĂM LO|70|65|64
1|Thăm hỏi|40|38|37
2|Hỗ trợ|30|27|27
|TỔNG CỘNG|100|93|91",
            )],
        )],
        gives: &[
            "U1 cluster_score 91",
            "U1 criterion 1: most 20, own 19, cluster 18",
            "U1 criterion 2: most 10, own 9, cluster 9",
            "U1 criterion I: most 30, own 28, cluster 27",
            "U1 criterion II.1: most 40, own 38, cluster 37",
            "U1 criterion II.2: most 30, own 27, cluster 27",
            "U1 criterion II: most 70, own 65, cluster 64",
            "U1 criterion a: most 10, own 10, cluster 10",
            "U1 criterion b: most 10, own 9, cluster 8",
            "U1 self_score 93",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "bonus and penalty rows",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
PHIẾU CHẤM ĐIỂM NĂM 2023

STT|Tiêu chí|Thang điểm|Điểm tự chấm|Điểm cụm thẩm định
1|Đại diện, chăm lo|40|38|38
2|Xây dựng tổ chức|40|39|38
3|Tuyên truyền|15|15|14
4|Điểm thưởng|5|3|2
5|Điểm trừ||1|1
|Tổng điểm|100|94|91",
            )],
        )],
        gives: &[
            "U1 cluster_score 91",
            "U1 criterion 1: most 40, own 38, cluster 38",
            "U1 criterion 2: most 40, own 39, cluster 38",
            "U1 criterion 3: most 15, own 15, cluster 14",
            "U1 criterion 4: most 5, own 3, cluster 2",
            "U1 criterion 5: most null, own 1, cluster 1",
            "U1 self_score 94",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "bonus columns",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG CHẤM ĐIỂM NĂM 2023

STT|Tiêu chí|Điểm tối đa|Điểm tự chấm|Điểm thưởng|Điểm trừ
1|Đại diện|50|48|2|
2|Xây dựng|50|45||1
|Cộng|100|94|2|1",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 50, own 48, cluster null",
            "U1 criterion 1: most null, own 2, cluster null",
            "U1 criterion 2: most 50, own 45, cluster null",
            "U1 criterion 2: most null, own 1, cluster null",
            "U1 self_score 94",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "numbers in labels",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG TỰ CHẤM ĐIỂM NĂM 2023

Nội dung tiêu chí|Điểm tối đa|Kết quả tự chấm
1. Công tác chỉ đạo|30|29
1.1. Kế hoạch|10|10
1.2. Báo cáo|20|19
2. Chăm lo đoàn viên|70|66
Tổng số điểm|100|95",
            )],
        )],
        gives: &[
            "U1 criterion 1.1: most 10, own 10, cluster null",
            "U1 criterion 1.2: most 20, own 19, cluster null",
            "U1 criterion 1: most 30, own 29, cluster null",
            "U1 criterion 2: most 70, own 66, cluster null",
            "U1 self_score 95",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "results column",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG TỰ CHẤM ĐIỂM CÔNG ĐOÀN CƠ SỞ
NĂM 2023
TT|Tiêu chí|Điểm tối đa|Kết quả
1|Số đoàn viên kết nạp mới trong năm|50|45
2|Lao động tiên tiến|50|49
|Tổng cộng|100|94",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 50, own 45, cluster null",
            "U1 criterion 2: most 50, own 49, cluster null",
            "U1 self_score 94",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "pledge with points",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG CHẤM ĐIỂM THI ĐUA NĂM 2023

TT|Chỉ tiêu|ĐVT|Chỉ tiêu giao ước|Kết quả thực hiện|Điểm chuẩn|Điểm tự chấm
1|Số đoàn viên kết nạp mới|người|5|6|50|50
2|Số lượt đoàn viên được thăm hỏi|lượt|10|9|50|45
|Tổng cộng||||100|95",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 50, own 50, cluster null",
            "U1 criterion 2: most 50, own 45, cluster null",
            "U1 members_new 6",
            "U1 self_score 95",
            "U1 target members_new 5",
            "U1 target visits 10",
            "U1 visits 9",
            "pledge-report accepted",
        ],
    },
    Sent {
        why: "total merged into number",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG CHẤM ĐIỂM NĂM 2023

STT|Tiêu chí|Điểm tối đa|Điểm tự chấm|Điểm thẩm định
1|Đại diện|50|48|47
2|Xây dựng|50|45|45
TỔNG CỘNG|→|100|93|92
|Xếp loại||Hoàn thành xuất sắc nhiệm vụ
|||NGƯỜI LẬP",
            )],
        )],
        gives: &[
            "U1 cluster_score 92",
            "U1 criterion 1: most 50, own 48, cluster 47",
            "U1 criterion 2: most 50, own 45, cluster 45",
            "U1 rating excellent",
            "U1 self_score 93",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "no total",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG CHẤM ĐIỂM NĂM 2023

STT|Tiêu chí|Điểm tối đa|Điểm tự chấm
1|Đại diện|50|48
2|Xây dựng|50|45",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 50, own 48, cluster null",
            "U1 criterion 2: most 50, own 45, cluster null",
            "score-sheet accepted",
            "told missing-value D4",
        ],
    },
    Sent {
        why: "cluster points blank",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG CHẤM ĐIỂM NĂM 2023

STT|Tiêu chí|Điểm tối đa|Điểm tự chấm|Điểm cụm chấm
1|Đại diện|50|48|
2|Xây dựng|50|45|
|Tổng|100|93|",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 50, own 48, cluster null",
            "U1 criterion 2: most 50, own 45, cluster null",
            "U1 self_score 93",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "neutral column of a unit",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG ĐIỂM THI ĐUA NĂM 2023

STT|Nội dung|Điểm tối đa|Điểm đạt
1|Đại diện|50|48
2|Xây dựng|50|45
|Tổng điểm|100|93",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 50, own 48, cluster null",
            "U1 criterion 2: most 50, own 45, cluster null",
            "U1 self_score 93",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "wrong sum told",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG CHẤM ĐIỂM NĂM 2023

STT|Tiêu chí|Điểm tối đa|Điểm tự chấm
1|Đại diện|50|48
2|Xây dựng|50|45
|Tổng|100|95",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 50, own 48, cluster null",
            "U1 criterion 2: most 50, own 45, cluster null",
            "U1 self_score 95",
            "score-sheet accepted",
            "told total-mismatch D7",
        ],
    },
    Sent {
        why: "above max told",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG CHẤM ĐIỂM NĂM 2023

STT|Tiêu chí|Điểm tối đa|Điểm tự chấm
1|Đại diện|50|58
2|Xây dựng|50|45
|Tổng|100|103",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 50, own 58, cluster null",
            "U1 criterion 2: most 50, own 45, cluster null",
            "U1 self_score 103",
            "score-sheet accepted",
            "told outlier D7",
            "told part-exceeds-total D5",
            "told part-exceeds-total D7",
        ],
    },
    Sent {
        why: "two header rows",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG CHẤM ĐIỂM NĂM 2023

STT|Tiêu chí|Điểm|→|→|Ghi chú
↓|↓|Tối đa|Tự chấm|Cụm chấm|↓
1|Đại diện|50|48|47
2|Xây dựng|50|45|44
|Tổng|100|93|91",
            )],
        )],
        gives: &[
            "U1 cluster_score 91",
            "U1 criterion 1: most 50, own 48, cluster 47",
            "U1 criterion 2: most 50, own 45, cluster 44",
            "U1 self_score 93",
            "score-sheet accepted",
        ],
    },
    Sent {
        why: "texts as points",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
BẢNG TỰ CHẤM ĐIỂM NĂM 2023

STT|Tiêu chí|Điểm tối đa|Điểm tự chấm
1|Đại diện|50 điểm|48,5 điểm
2|Xây dựng|50 điểm|45đ
|Tổng cộng|100 điểm|93,5 điểm",
            )],
        )],
        gives: &[
            "U1 criterion 1: most 50, own 48.5, cluster null",
            "U1 criterion 2: most 50, own 45, cluster null",
            "U1 self_score 93.5",
            "score-sheet accepted",
        ],
    },
];

#[test]
fn a_score_sheet_gives_points_and_scores() {
    check(A_SCORE_SHEET_GIVES_POINTS_AND_SCORES);
}

const A_TABLE_OF_POINTS_BY_UNIT: &[Sent] = &[
        Sent {
            why: "flat header",
            files: &[
                ("2023/Cụm thi đua số 1/x.xlsx", &[
                    ("S", "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

BẢNG TỔNG HỢP ĐIỂM THI ĐUA NĂM 2023
TT|Đơn vị|Nội dung 1|Nội dung 2|Điểm thưởng|Tổng điểm|Xếp thứ
1|Trường Mầm non Hoa Sen|48|45|2|95|1
2|Chi cục Kiểm lâm|47|43|0|90|2"),
                ]),
            ],
            gives: &[
                "U1 cluster_score 95",
                "U1 criterion 1: most null, own null, cluster 48",
                "U1 criterion 2: most null, own null, cluster 45",
                "U1 criterion bonus: most null, own null, cluster 2",
                "U3 cluster_score 90",
                "U3 criterion 1: most null, own null, cluster 47",
                "U3 criterion 2: most null, own null, cluster 43",
                "U3 criterion bonus: most null, own null, cluster 0",
                "score-sheet accepted",
            ],
        },
        Sent {
            why: "criteria that are indicators",
            files: &[
                ("2023/Cụm thi đua số 1/x.xlsx", &[
                    ("S", "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

KẾT QUẢ CHẤM ĐIỂM NĂM 2023
TT|Đơn vị|Kết nạp đoàn viên mới (20 điểm)|Thăm hỏi đoàn viên (30 điểm)|Ủng hộ các quỹ xã hội (50 điểm)|Tổng điểm
1|Trường Mầm non Hoa Sen|18|29|48|95
2|Chi cục Kiểm lâm|17|28|45|90"),
                ]),
            ],
            gives: &[
                "U1 cluster_score 95",
                "U1 criterion 1: most 20, own null, cluster 18",
                "U1 criterion 2: most 30, own null, cluster 29",
                "U1 criterion 3: most 50, own null, cluster 48",
                "U3 cluster_score 90",
                "U3 criterion 1: most 20, own null, cluster 17",
                "U3 criterion 2: most 30, own null, cluster 28",
                "U3 criterion 3: most 50, own null, cluster 45",
                "score-sheet accepted",
            ],
        },
        Sent {
            why: "sums witness",
            files: &[
                ("2023/Cụm thi đua số 1/x.xlsx", &[
                    ("S", "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

TỔNG HỢP NĂM 2023
TT|Đơn vị|Kết nạp đoàn viên mới|Thăm hỏi đoàn viên|Tổng điểm
1|Trường Mầm non Hoa Sen|48|47|95
2|Chi cục Kiểm lâm|45|45|90
3|Sở Nội vụ|40|45|85"),
                ]),
            ],
            gives: &[
                "U1 cluster_score 95",
                "U1 criterion 1: most null, own null, cluster 48",
                "U1 criterion 2: most null, own null, cluster 47",
                "U3 cluster_score 90",
                "U3 criterion 1: most null, own null, cluster 45",
                "U3 criterion 2: most null, own null, cluster 45",
                "U4 cluster_score 85",
                "U4 criterion 1: most null, own null, cluster 40",
                "U4 criterion 2: most null, own null, cluster 45",
                "score-sheet accepted",
            ],
        },
        Sent {
            why: "own and cluster groups",
            files: &[
                ("2023/Cụm thi đua số 1/x.xlsx", &[
                    ("S", "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

BẢNG ĐIỂM THI ĐUA NĂM 2023
TT|Đơn vị|Điểm tự chấm|→|→|Điểm cụm chấm|→|→
↓|↓|TC1|TC2|Tổng điểm|TC1|TC2|Tổng điểm
1|Trường Mầm non Hoa Sen|50|45|95|49|44|93
2|Chi cục Kiểm lâm|48|44|92|47|43|90"),
                ]),
            ],
            gives: &[
                "U1 cluster_score 93",
                "U1 criterion 1: most null, own 50, cluster null",
                "U1 criterion 2: most null, own 45, cluster null",
                "U1 criterion 3: most null, own null, cluster 49",
                "U1 criterion 4: most null, own null, cluster 44",
                "U1 self_score 95",
                "U3 cluster_score 90",
                "U3 criterion 1: most null, own 48, cluster null",
                "U3 criterion 2: most null, own 44, cluster null",
                "U3 criterion 3: most null, own null, cluster 47",
                "U3 criterion 4: most null, own null, cluster 43",
                "U3 self_score 92",
                "score-sheet accepted",
            ],
        },
        Sent {
            why: "max row",
            files: &[
                ("2023/Cụm thi đua số 1/x.xlsx", &[
                    ("S", "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

BẢNG ĐIỂM THI ĐUA NĂM 2023
TT|Đơn vị|Công tác chỉ đạo|Chăm lo|Tổng điểm|Xếp hạng
|Điểm tối đa|40|60|100
1|Trường Mầm non Hoa Sen|38|57|95|Nhất
2|Chi cục Kiểm lâm|37|53|90|Nhì"),
                ]),
            ],
            gives: &[
                "U1 cluster_score 95",
                "U1 criterion 1: most 40, own null, cluster 38",
                "U1 criterion 2: most 60, own null, cluster 57",
                "U3 cluster_score 90",
                "U3 criterion 1: most 40, own null, cluster 37",
                "U3 criterion 2: most 60, own null, cluster 53",
                "score-sheet accepted",
            ],
        },
        Sent {
            why: "figures and total points",
            files: &[
                ("2023/Cụm thi đua số 1/x.xlsx", &[
                    ("S", "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

BẢNG TỔNG HỢP NĂM 2023
TT|Đơn vị|Tổng số đoàn viên|Thăm hỏi đoàn viên|Tổng điểm|Xếp thứ|Đề nghị khen thưởng
1|Trường Mầm non Hoa Sen|50|12|95|1|Cờ thi đua
2|Chi cục Kiểm lâm|40|9|90|2|Bằng khen"),
                ]),
            ],
            gives: &[
                "U1 cluster_score 95",
                "U1 members 50",
                "U1 proposed: Cờ thi đua, by null, rank 1",
                "U1 visits 12",
                "U3 cluster_score 90",
                "U3 members 40",
                "U3 proposed: Bằng khen, by null, rank 2",
                "U3 visits 9",
                "cluster-table accepted",
            ],
        },
        Sent {
            why: "minutes with points",
            files: &[
                ("2023/Cụm thi đua số 1/x.xlsx", &[
                    ("S", "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

KẾT QUẢ BÌNH XÉT THI ĐUA NĂM 2023
Xếp thứ|Đơn vị|Tổng điểm|Hình thức khen thưởng|Cấp khen
1|Trường Mầm non Hoa Sen|95|Cờ thi đua|LĐLĐ tỉnh
2|Chi cục Kiểm lâm|90,5|Bằng khen|LĐLĐ tỉnh"),
                ]),
            ],
            gives: &[
                "U1 cluster_score 95",
                "U1 proposed: Cờ thi đua, by Liên đoàn Lao động tỉnh, rank 1",
                "U3 cluster_score 90.5",
                "U3 proposed: Bằng khen, by Liên đoàn Lao động tỉnh, rank 2",
                "conference-minutes accepted",
            ],
        },
        Sent {
            why: "plain points column",
            files: &[
                ("2023/Cụm thi đua số 1/x.xlsx", &[
                    ("S", "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

KẾT QUẢ BÌNH XÉT THI ĐUA NĂM 2023
TT|Đơn vị|Điểm|Xếp hạng
1|Trường Mầm non Hoa Sen|95|I
2|Chi cục Kiểm lâm|90|II"),
                ]),
            ],
            gives: &[
                "U1 cluster_score 95",
                "U3 cluster_score 90",
                "conference-minutes accepted",
            ],
        },
    ];

#[test]
fn a_table_of_points_by_unit() {
    check(A_TABLE_OF_POINTS_BY_UNIT);
}

const RATINGS_TOLD_BY_MARKS: &[Sent] = &[
    Sent {
        why: "short titles",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

TỔNG HỢP XẾP LOẠI NĂM 2023
TT|Đơn vị|Xếp loại CĐCS|→|→|→
↓|↓|Xuất sắc|Tốt|Hoàn thành|Không HTNV
1|Trường Mầm non Hoa Sen|x
2|Chi cục Kiểm lâm||X
3|Sở Nội vụ|||✓
|Tổng cộng|1|1|1|0",
            )],
        )],
        gives: &[
            "U1 rating excellent",
            "U3 rating good",
            "U4 rating completed",
            "cluster-table accepted",
        ],
    },
    Sent {
        why: "without wide title",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

TỔNG HỢP XẾP LOẠI NĂM 2023
TT|Đơn vị|Hoàn thành xuất sắc nhiệm vụ|Hoàn thành tốt nhiệm vụ|Hoàn thành nhiệm vụ
1|Trường Mầm non Hoa Sen|x
2|Chi cục Kiểm lâm||x
3|Sở Nội vụ||x",
            )],
        )],
        gives: &[
            "U1 rating excellent",
            "U3 rating good",
            "U4 rating good",
            "cluster-table accepted",
        ],
    },
    Sent {
        why: "two marks held",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

TỔNG HỢP XẾP LOẠI NĂM 2023
TT|Đơn vị|Xếp loại CĐCS|→|→
↓|↓|Xuất sắc|Tốt|Hoàn thành
1|Trường Mầm non Hoa Sen|x|x
2|Chi cục Kiểm lâm||x
3|Sở Nội vụ|||",
            )],
        )],
        gives: &[
            "U3 rating good",
            "cluster-table accepted",
            "told not-a-number C7",
        ],
    },
    Sent {
        why: "with points and award",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

KẾT QUẢ BÌNH XÉT NĂM 2023
TT|Đơn vị|Tổng điểm|Xếp loại|→|Hình thức khen thưởng
↓|↓|↓|HTXSNV|HTTNV|↓
1|Trường Mầm non Hoa Sen|95|x||Cờ thi đua
2|Chi cục Kiểm lâm|88||x|",
            )],
        )],
        gives: &[
            "U1 cluster_score 95",
            "U1 counted: Cờ thi đua, 0 persons, 1 collectives",
            "U1 proposed: Cờ thi đua, by null, rank null",
            "U1 rating excellent",
            "U3 cluster_score 88",
            "U3 rating good",
            "cluster-table accepted",
        ],
    },
];

#[test]
fn ratings_told_by_marks() {
    check(RATINGS_TOLD_BY_MARKS);
}
