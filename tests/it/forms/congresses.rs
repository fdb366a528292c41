//! Congress reports: in tables, in lines, in sentences.

use super::{Sent, check};

const WHAT_A_CONGRESS_CAME_TO: &[Sent] = &[
    Sent {
        why: "label and value cells",
        files: &[(
            "Nhiệm kỳ 2023-2028/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
Đơn vị báo cáo: CĐCS Trường Mầm non Hoa Sen
BÁO CÁO KẾT QUẢ ĐẠI HỘI NHIỆM KỲ 2023-2028

Số đại biểu có mặt|102
Số đại biểu được triệu tập|127
Số ủy viên Ban Chấp hành|7
Số đại biểu đi dự đại hội cấp trên|8",
            )],
        )],
        gives: &["U1 congress 102/127, 7, 8", "congress-report accepted"],
    },
    Sent {
        why: "sentences",
        files: &[(
            "Nhiệm kỳ 2023-2028/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
CÔNG ĐOÀN CƠ SỞ TRƯỜNG MẦM NON HOA SEN
BÁO CÁO KẾT QUẢ ĐẠI HỘI CÔNG ĐOÀN CƠ SỞ NHIỆM KỲ 2023 - 2028

Đại biểu có mặt 102/127 đại biểu được triệu tập.
Đại hội đã bầu 07 đồng chí vào Ban Chấp hành nhiệm kỳ 2023-2028.
Bầu 05 đại biểu đi dự Đại hội Công đoàn cấp trên.",
            )],
        )],
        gives: &["U1 congress 102/127, 7, 5", "congress-report accepted"],
    },
    Sent {
        why: "table",
        files: &[(
            "Nhiệm kỳ 2023-2028/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
Đơn vị báo cáo: CĐCS Trường Mầm non Hoa Sen
KẾT QUẢ ĐẠI HỘI CÔNG ĐOÀN NHIỆM KỲ 2023 - 2028

TT|Nội dung|Đơn vị tính|Số lượng
1|Số đoàn viên dự đại hội|người|102/127
2|Số ủy viên Ban Chấp hành được bầu|người|7",
            )],
        )],
        gives: &["U1 congress 102/127, 7, null", "congress-report accepted"],
    },
    Sent {
        why: "yearly with congress rows",
        files: &[(
            "2023/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
Đơn vị báo cáo: CĐCS Trường Mầm non Hoa Sen
BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ
NĂM 2023
TT|Nội dung|ĐVT|Số lượng
1|Tổng số đoàn viên công đoàn|người|45
2|Số ủy viên Ban Chấp hành|người|7
3|Số đại biểu dự đại hội|người|40",
            )],
        )],
        gives: &[
            "U1 members 45",
            "activity-report accepted",
            "told label-unmatched D6",
            "told label-unmatched D7",
        ],
    },
    Sent {
        why: "lines below a table",
        files: &[(
            "Nhiệm kỳ 2023-2028/Cụm thi đua số 1/x.xlsx",
            &[(
                "S",
                "\
Đơn vị báo cáo: CĐCS Trường Mầm non Hoa Sen
ĐẠI HỘI CÔNG ĐOÀN NHIỆM KỲ 2023-2028

STT|Chỉ tiêu|ĐVT|Chỉ tiêu nhiệm kỳ
1|Số đoàn viên kết nạp mới|người|10

Số đại biểu có mặt/được triệu tập: 102/127
Số ủy viên Ban Chấp hành được bầu: 07",
            )],
        )],
        gives: &[
            "U1 congress 102/127, 7, null",
            "U1 target members_new 10",
            "congress-report accepted",
        ],
    },
];

#[test]
fn what_a_congress_came_to() {
    check(WHAT_A_CONGRESS_CAME_TO);
}
