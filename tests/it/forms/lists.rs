//! Lists of facts: conferences, proposals for awards, and lists that are none of ours.

use super::{Sent, check};

const WHO_CAME_AND_WHO_SIGNED: &[Sent] = &[
    Sent {
        why: "words",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH ĐƠN VỊ THAM DỰ HỘI NGHỊ NĂM 2023
TT|Đơn vị|Tham dự
1|Trường Mầm non Hoa Sen|Có mặt
2|Trường Tiểu học Kim Đồng|Vắng (có lý do)
3|Chi cục Kiểm lâm|Có mặt
4|Sở Nội vụ|Vắng",
            )],
        )],
        gives: &[
            "U1 present true, signed null",
            "U2 present false, signed null, Có lý do",
            "U3 present true, signed null",
            "U4 present false, signed null",
            "conference-minutes accepted",
        ],
    },
    Sent {
        why: "letters P K",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH ĐƠN VỊ THAM DỰ HỘI NGHỊ NĂM 2023
TT|Đơn vị|Điểm danh
1|Trường Mầm non Hoa Sen|x
2|Trường Tiểu học Kim Đồng|P
3|Chi cục Kiểm lâm|K
4|Sở Nội vụ|x",
            )],
        )],
        gives: &[
            "U1 present true, signed null",
            "U2 present false, signed null, Có phép",
            "U3 present false, signed null, Không phép",
            "U4 present true, signed null",
            "conference-minutes accepted",
        ],
    },
    Sent {
        why: "boxes and booleans",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH ĐƠN VỊ THAM DỰ HỘI NGHỊ NĂM 2023
TT|Đơn vị|Có mặt|Ký giao ước
1|Trường Mầm non Hoa Sen|TRUE|☑
2|Trường Tiểu học Kim Đồng|FALSE|☐
3|Chi cục Kiểm lâm|TRUE|☐
4|Sở Nội vụ|TRUE|☑",
            )],
        )],
        gives: &[
            "U1 present true, signed true",
            "U2 present false, signed false",
            "U3 present true, signed false",
            "U4 present true, signed true",
            "conference-minutes accepted",
        ],
    },
    Sent {
        why: "two columns of x",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH ĐƠN VỊ THAM DỰ HỘI NGHỊ NĂM 2023
TT|Đơn vị|Có mặt|Vắng mặt|Ghi chú
1|Trường Mầm non Hoa Sen|x
2|Trường Tiểu học Kim Đồng||x|Đi công tác
3|Chi cục Kiểm lâm|x
4|Sở Nội vụ||",
            )],
        )],
        gives: &[
            "U1 present true, signed null",
            "U2 present false, signed null",
            "U3 present true, signed null",
            "U4 present null, signed null",
            "conference-minutes accepted",
        ],
    },
    Sent {
        why: "blank list",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH ĐƠN VỊ THAM DỰ HỘI NGHỊ NĂM 2023
TT|Đơn vị|Có mặt|Ký tên
1|Trường Mầm non Hoa Sen||
2|Trường Tiểu học Kim Đồng||",
            )],
        )],
        gives: &[
            "U1 present null, signed null",
            "U2 present null, signed null",
            "conference-minutes accepted",
        ],
    },
    Sent {
        why: "persons of units, numbers",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH ĐƠN VỊ THAM DỰ HỘI NGHỊ NĂM 2023
TT|Họ và tên|Chức vụ|Đơn vị|Có mặt|Chữ ký
1|Nguyễn Văn A|Chủ tịch|Trường Mầm non Hoa Sen|1|x
2|Trần B|Phó Chủ tịch|Trường Tiểu học Kim Đồng|0|
3|Lê C|Ủy viên|Chi cục Kiểm lâm|1|",
            )],
        )],
        gives: &[
            "U1 present true, signed true",
            "U2 present false, signed false",
            "U3 present true, signed false",
            "conference-minutes accepted",
        ],
    },
    Sent {
        why: "training is no conference",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH THAM DỰ LỚP TẬP HUẤN NĂM 2023
TT|Đơn vị|Họ và tên|Có mặt
1|Trường Mầm non Hoa Sen|Nguyễn A|x
2|Chi cục Kiểm lâm|Lê B|x",
            )],
        )],
        gives: &["person-list ignored"],
    },
    Sent {
        why: "unclear told",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH ĐƠN VỊ THAM DỰ HỘI NGHỊ NĂM 2023
TT|Đơn vị|Có mặt
1|Trường Mầm non Hoa Sen|x
2|Trường Tiểu học Kim Đồng|Nguyễn Văn A
3|Chi cục Kiểm lâm|Bận họp",
            )],
        )],
        gives: &[
            "U1 present true, signed null",
            "U2 present null, signed null",
            "U3 present false, signed null, Bận họp",
            "conference-minutes accepted",
            "told not-a-number C7",
        ],
    },
    Sent {
        why: "signature only",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH KÝ KẾT GIAO ƯỚC THI ĐUA NĂM 2023
TT|Đơn vị|Ký giao ước
1|Trường Mầm non Hoa Sen|Đã ký
2|Chi cục Kiểm lâm|Chưa ký",
            )],
        )],
        gives: &[
            "U1 present true, signed true",
            "U3 present null, signed false",
            "conference-minutes accepted",
        ],
    },
];

#[test]
fn who_came_and_who_signed() {
    check(WHO_CAME_AND_WHO_SIGNED);
}

const LISTS_THAT_ARE_NONE_OF_OURS: &[Sent] = &[
    Sent {
        why: "purchase",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
BẢNG ĐỀ NGHỊ MUA SẮM NĂM 2023
STT|Đơn vị|Đề nghị|Số lượng
1|Trường Mầm non Hoa Sen|Máy in|2",
            )],
        )],
        gives: &["no form rejected", "told empty-form file"],
    },
    Sent {
        why: "hang of equipment",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
DANH MỤC THIẾT BỊ NĂM 2023
STT|Đơn vị|Tên thiết bị|Hạng|Hình thức
1|Trường Mầm non Hoa Sen|Máy in|A|Mua mới
2|Chi cục Kiểm lâm|Máy chiếu|B|Thuê",
            )],
        )],
        gives: &["no form rejected", "told empty-form file"],
    },
    Sent {
        why: "staff list",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
DANH SÁCH CÁN BỘ CÔNG ĐOÀN NĂM 2023
STT|Họ tên|Chức danh|Đơn vị công tác|Điện thoại|Năm sinh
1|Nguyễn A|Chủ tịch|Trường Mầm non Hoa Sen|0912345678|1980
2|Lê B|Phó chủ tịch|Chi cục Kiểm lâm|0987654321|1985",
            )],
        )],
        gives: &["person-list ignored"],
    },
    Sent {
        why: "gift list",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
DANH SÁCH NHẬN QUÀ TẾT NĂM 2023
STT|Họ và tên|Đơn vị|Số tiền|Ký nhận
1|Nguyễn A|Trường Mầm non Hoa Sen|500000|
2|Lê B|Chi cục Kiểm lâm|500000|",
            )],
        )],
        gives: &["person-list ignored"],
    },
    Sent {
        why: "party members",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
DANH SÁCH ĐOÀN VIÊN CÔNG ĐOÀN
TT|Họ và tên|Ngày sinh|Giới tính|Chức vụ|Ghi chú
1|Nguyễn A|1/2/1980|Nữ|Giáo viên
2|Lê B|3/4/1985|Nam|Tổ trưởng",
            )],
        )],
        gives: &["person-list ignored"],
    },
    Sent {
        why: "an account of what the union took in and spent",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "B07",
                "\
CĐCS Trường Mầm non Hoa Sen
BÁO CÁO QUYẾT TOÁN THU, CHI TÀI CHÍNH CÔNG ĐOÀN NĂM 2023
TT|Nội dung|Mã số|Dự toán|Thực hiện
1|Tổng số đoàn viên||30|31
2|Chi thăm hỏi đoàn viên|31.01|9000000|8700000",
            )],
        )],
        gives: &["finance-report ignored"],
    },
    Sent {
        why: "an account beside a report is told and not read",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[
                (
                    "Biểu",
                    "\
CĐCS Trường Mầm non Hoa Sen
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023
TT|Nội dung|ĐVT|Số lượng
1|Tổng số đoàn viên|người|31",
                ),
                (
                    "B07",
                    "\
BÁO CÁO QUYẾT TOÁN THU, CHI TÀI CHÍNH CÔNG ĐOÀN NĂM 2023
TT|Nội dung|Mã số|Dự toán|Thực hiện
1|Tổng số tiền thăm hỏi đoàn viên|31.01|9000000|8700000",
                ),
            ],
        )],
        gives: &["U1 members 31", "activity-report accepted"],
    },
    Sent {
        why: "duties of units",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
PHÂN CÔNG NHIỆM VỤ NĂM 2023
TT|Đơn vị|Nhiệm vụ|Thời gian
1|Trường Mầm non Hoa Sen|Trang trí|10/2023
2|Chi cục Kiểm lâm|Hậu cần|11/2023",
            )],
        )],
        gives: &["no form rejected", "told empty-form file"],
    },
];

#[test]
fn lists_that_are_none_of_ours() {
    check(LISTS_THAT_ARE_NONE_OF_OURS);
}

const PROPOSALS_FOR_AWARDS: &[Sent] = &[
    Sent {
        why: "unit list of persons",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023

TT|Họ và tên|Chức vụ|Đơn vị công tác|Danh hiệu|Cấp khen
1|Nguyễn A|Giáo viên|Tổ Mẫu giáo|Lao động tiên tiến|Trường
2|Lê B|Giáo viên|Tổ Nhà trẻ|Lao động tiên tiến|Trường
3|Trần C|Hiệu trưởng|Ban Giám hiệu|Chiến sĩ thi đua cơ sở|Sở GD&ĐT",
            )],
        )],
        gives: &[
            "U1 counted: Chiến sĩ thi đua cơ sở, 1 persons, 0 collectives",
            "U1 counted: Lao động tiên tiến, 2 persons, 0 collectives",
            "award-list accepted",
        ],
    },
    Sent {
        why: "cluster list with sections",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023
TT|Tên tập thể, cá nhân|Đơn vị|Hình thức khen thưởng|Cấp khen
A|TẬP THỂ
1|Trường Mầm non Hoa Sen||Cờ thi đua|LĐLĐ tỉnh
2|Chi cục Kiểm lâm||Bằng khen|LĐLĐ tỉnh
B|CÁ NHÂN
1|Nguyễn Văn A|Trường Mầm non Hoa Sen|Bằng khen|LĐLĐ tỉnh
2|Lê Thị B|Sở Nội vụ|Giấy khen|CĐVC tỉnh",
            )],
        )],
        gives: &[
            "U1 counted: Bằng khen, 1 persons, 0 collectives",
            "U1 counted: Cờ thi đua, 0 persons, 1 collectives",
            "U1 proposed: Cờ thi đua, by Liên đoàn Lao động tỉnh, rank null",
            "U3 counted: Bằng khen, 0 persons, 1 collectives",
            "U3 proposed: Bằng khen, by Liên đoàn Lao động tỉnh, rank null",
            "U4 counted: Giấy khen, 1 persons, 0 collectives",
            "award-list accepted",
        ],
    },
    Sent {
        why: "parts of a unit",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CĐCS Trường Mầm non Hoa Sen
DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023

TT|Tập thể|Hình thức khen thưởng
1|Tổ Mẫu giáo|Giấy khen
2|Tổ Nhà trẻ|Giấy khen",
            )],
        )],
        gives: &[
            "U1 counted: Giấy khen, 0 persons, 2 collectives",
            "award-list accepted",
        ],
    },
    Sent {
        why: "merged unit",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023
TT|Họ và tên|Đơn vị|Danh hiệu đề nghị
1|Nguyễn A|Trường Mầm non Hoa Sen|Giấy khen
2|Lê B|↓|Giấy khen
3|Trần C|Chi cục Kiểm lâm|Bằng khen của LĐLĐ tỉnh",
            )],
        )],
        gives: &[
            "U1 counted: Giấy khen, 2 persons, 0 collectives",
            "U3 counted: Bằng khen, 1 persons, 0 collectives",
            "award-list accepted",
        ],
    },
    Sent {
        why: "unknown award told",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

KẾT QUẢ BÌNH XÉT NĂM 2023
Xếp thứ|Đơn vị|Đề nghị khen thưởng
1|Trường Mầm non Hoa Sen|Cờ thi đua
2|Chi cục Kiểm lâm|Một chuyến du lịch",
            )],
        )],
        gives: &[
            "U1 proposed: Cờ thi đua, by null, rank 1",
            "conference-minutes accepted",
            "told label-unmatched C7",
        ],
    },
    Sent {
        why: "several awards in a cell",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

KẾT QUẢ BÌNH XÉT NĂM 2023
Hạng|Đơn vị|Hình thức khen thưởng
Nhất|Trường Mầm non Hoa Sen|Cờ thi đua, Bằng khen LĐLĐ tỉnh
Nhì|Chi cục Kiểm lâm|-",
            )],
        )],
        gives: &[
            "U1 proposed: Bằng khen, by Liên đoàn Lao động tỉnh, rank 1",
            "U1 proposed: Cờ thi đua, by null, rank 1",
            "conference-minutes accepted",
        ],
    },
    Sent {
        why: "report with a list of persons",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[
                (
                    "BC",
                    "\
CĐCS Trường Mầm non Hoa Sen
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ
NĂM 2023
TT|Nội dung|ĐVT|Số lượng
1|Tổng số đoàn viên công đoàn|người|45",
                ),
                (
                    "DS",
                    "\
DANH SÁCH ĐOÀN VIÊN
TT|Họ và tên|Chức vụ|Năm sinh
1|Nguyễn A|Giáo viên|1980",
                ),
            ],
        )],
        gives: &["U1 members 45", "activity-report accepted"],
    },
];

#[test]
fn proposals_for_awards() {
    check(PROPOSALS_FOR_AWARDS);
}

const PROPOSALS_IN_TWO_PLACES: &[Sent] = &[Sent {
    why: "same twice in two files",
    files: &[
        (
            "2023/Cụm thi đua số 1/a.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

KẾT QUẢ BÌNH XÉT NĂM 2023
Xếp thứ|Đơn vị|Đề nghị khen thưởng|Cấp khen
1|Trường Mầm non Hoa Sen|Cờ thi đua|LĐLĐ tỉnh",
            )],
        ),
        (
            "2023/Cụm thi đua số 1/b.xlsx",
            &[(
                "S",
                "\
LIÊN ĐOÀN LAO ĐỘNG TỈNH
CỤM THI ĐUA SỐ 1

DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023
TT|Tên tập thể|Hình thức khen thưởng
1|Trường Mầm non Hoa Sen|Cờ thi đua",
            )],
        ),
    ],
    gives: &[
        "U1 counted: Cờ thi đua, 0 persons, 1 collectives",
        "U1 proposed: Cờ thi đua, by Liên đoàn Lao động tỉnh, rank 1",
        "award-list accepted",
        "conference-minutes accepted",
    ],
}];

#[test]
fn proposals_in_two_places() {
    check(PROPOSALS_IN_TWO_PLACES);
}
