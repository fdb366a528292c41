//! What stands beside a form's figures and speaks of others: tables of other bodies below its own, remarks that give another figure.

use crate::habits::{Forms, check, counted, set};
use crate::office::Office;
use std::collections::BTreeSet;

/// A second table under a title that names somebody.
const TABLES_OF_OTHERS: Forms = &[
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\n\nSỐ LIỆU CỦA CÔNG ĐOÀN TRUNG TÂM B (đơn vị khác gửi nhờ)|→|→|→\nTT|Nội dung|Đơn vị tính|Tổng số\n1|Số sáng kiến được công nhận|sáng kiến|4",
        &["members 107", "workers 109"],
        &["column-unknown D9"],
    ),
    // The year is the form's own, the figures are not.
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\n\nKẾT QUẢ CỦA CÔNG ĐOÀN TRUNG TÂM B NĂM 2023\nTT|Nội dung|Đơn vị tính|Tổng số\n1|Số sáng kiến được công nhận|sáng kiến|4",
        &["members 107", "workers 109"],
        &["column-unknown D9"],
    ),
    // In small letters, without its union, with a line below it, as a part of the own unit.
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\n\nSố liệu của Công đoàn Trung tâm B\nTT|Nội dung|Đơn vị tính|Tổng số\n1|Số sáng kiến được công nhận|sáng kiến|4",
        &["members 107", "workers 109"],
        &["column-unknown D9"],
    ),
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\n\nSỐ LIỆU TRUNG TÂM KHUYẾN NÔNG NĂM 2023\nTT|Nội dung|Đơn vị tính|Tổng số\n1|Số sáng kiến được công nhận|sáng kiến|4",
        &["members 107", "workers 109"],
        &["column-unknown D9"],
    ),
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\n\n|Kết quả của Công đoàn Công ty B\n|(ngoài cơ quan)\nTT|Nội dung|Đơn vị tính|Tổng số\n1|Số sáng kiến được công nhận|sáng kiến|4",
        &["members 107", "workers 109"],
        &["column-unknown D10"],
    ),
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\n\nKẾT QUẢ CĐCS BỆNH VIỆN A CƠ SỞ 2 NĂM 2023\nTT|Nội dung|Đơn vị tính|Tổng số\n1|Số sáng kiến được công nhận|sáng kiến|4",
        &["members 107", "workers 109"],
        &["column-unknown D9"],
    ),
    // Among the rows of one table.
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\nCĐCS Trung tâm B\n3|Số sáng kiến được công nhận|sáng kiến|4",
        &["members 107", "workers 109"],
        &["row-unread D8"],
    ),
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\nII|TRUNG TÂM KHUYẾN NÔNG NĂM 2023\n3|Số sáng kiến được công nhận|sáng kiến|4",
        &["members 107", "workers 109"],
        &["row-unread D8"],
    ),
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\nII|HOẠT ĐỘNG TRONG BỆNH VIỆN NĂM 2023\n3|Số sáng kiến được công nhận|sáng kiến|4",
        &["initiatives 4", "members 107", "workers 109"],
        &[],
    ),
    // The form's own unit by its name.
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\n\nKẾT QUẢ THI ĐUA CỦA CÔNG ĐOÀN BỆNH VIỆN A NĂM 2023\nTT|Nội dung|Đơn vị tính|Tổng số\n1|Số sáng kiến được công nhận|sáng kiến|4",
        &["initiatives 4", "members 107", "workers 109"],
        &[],
    ),
    (
        "TT|Nội dung|Đơn vị tính|Tổng số\n1|Tổng số lao động|người|109\n2|Tổng số đoàn viên|người|107\n\nKẾT QUẢ PHONG TRÀO THI ĐUA\nTT|Nội dung|Đơn vị tính|Tổng số\n1|Số sáng kiến được công nhận|sáng kiến|4",
        &["initiatives 4", "members 107", "workers 109"],
        &[],
    ),
];

#[test]
fn a_table_under_anothers_name_is_not_the_forms() {
    check(TABLES_OF_OTHERS);
}

/// Remarks on a row that name the period before.
const REMARKS: Forms = &[
    (
        "TT|Nội dung|Đơn vị tính|Số lượng|Ghi chú\n1|Tổng số lao động|người|78|năm trước: 81\n|Trong đó: nữ|người|35|\n2|Tổng số đoàn viên|người|77|cùng kỳ là 79 người",
        &["members 77", "workers 78", "workers_female 35"],
        &[],
    ),
    (
        "TT|Nội dung|Đơn vị tính|Số lượng|Ghi chú\n1|Tổng số lao động|người|78|\n2|Tổng số đoàn viên|người|77|số năm trước\n3|Số tổ công đoàn|tổ|6|đính chính: 5",
        &["workers 78"],
        &["period-conflict D6", "period-conflict D7"],
    ),
];

#[test]
fn a_remark_that_gives_last_years_figure_leaves_this_years_what_it_is() {
    check(REMARKS);
}

/// The form's own unit beside what it belongs to.
const WIDER_BODIES: Forms = &[
    (
        "TT|Nội dung|ĐVT|Toàn ngành y tế tỉnh|Đơn vị báo cáo\n1|Tổng số lao động|người|1594|173\n|Trong đó: nữ|người|1018|109\n2|Số tiền thăm hỏi đoàn viên|nghìn đồng|84637|9400",
        &["visits_amount 9400000", "workers 173", "workers_female 109"],
        &["column-unknown D4"],
    ),
    (
        "STT|Chỉ số|ĐVT|Năm 2023|→|→\n↓|↓|↓|Đơn vị|Bình quân của cụm|Xếp hạng trong cụm\n1|Tổng số lao động|người|173|151|5\n2|Số tổ công đoàn|tổ|9|7|4\n3|Số sáng kiến được công nhận|sáng kiến|4|5|2",
        &["initiatives 4", "union_groups 9", "workers 173"],
        &["column-unknown E5"],
    ),
    (
        "TT|Nội dung|ĐVT|CĐCS|TB cụm|Toàn tỉnh|Tỷ trọng (%)\n1|Tổng số lao động|người|173|151|15000|1.1\n2|Tổng số đoàn viên|người|170|149|14000|1.2",
        &["members 170", "workers 173"],
        &["column-unknown E4", "column-unknown F4"],
    ),
    // Sources of money, and parts of the unit, are neither.
    (
        "TT|Nội dung|ĐVT|Ngân sách tỉnh|Công đoàn\n1|Tổng số lao động|người|1594|173\n2|Số tiền thăm hỏi đoàn viên|đồng|84637000|9400000",
        &[],
        &["column-unknown D4", "column-unknown E4"],
    ),
    (
        "TT|Nội dung|ĐVT|Đơn vị|Chi nhánh\n1|Tổng số lao động|người|1594|173\n2|Tổng số đoàn viên|người|1500|170",
        &[],
        &["column-unknown D4", "column-unknown E4"],
    ),
];

#[test]
fn the_own_unit_stands_beside_what_it_belongs_to() {
    check(WIDER_BODIES);
}

/// What stands between rows, in their remarks and behind the figures of cards.
const AMONG_ROWS: Forms = &[
    (
        "Chỉ tiêu|Đơn vị|Thực hiện\nI. TỔNG SỐ LAO ĐỘNG|người|112\nII. TỔNG SỐ ĐOÀN VIÊN CÔNG ĐOÀN|người|111\nTrang 1/2|→|→\n\nChỉ tiêu|Đơn vị|Thực hiện\nIII. THĂM HỎI ĐOÀN VIÊN\n1. Số lượt đoàn viên được thăm hỏi|lượt|36\nIV. SÁNG KIẾN ĐƯỢC CÔNG NHẬN|sáng kiến|12",
        &["initiatives 12", "members 111", "visits 36", "workers 112"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng|Ghi chú\n1|Tổng số lao động|người|72|\n||||Gạch bỏ, xem dòng dưới\n2|Tổng số đoàn viên|người|68|\n3|Số tổ công đoàn|tổ|3|",
        &["members 68", "union_groups 3", "workers 72"],
        &[],
    ),
    (
        "Mã chỉ tiêu|Tên chỉ tiêu|ĐVT|Giá trị|Nguồn\nLD_TONG|Tổng số CNVCLĐ|người|'614|Nhập tay\nTO_CD|Tổ công đoàn trực thuộc|tổ|'24|Nhập tay\nHDLD|NLĐ được ký HĐLĐ|người|'607|Nhập tay",
        &["contracts 607", "union_groups 24", "workers 614"],
        &[],
    ),
    // Without units of measure.
    (
        "Năm|Nhóm|Chỉ tiêu|Số liệu\n2022|Lao động|Tổng số lao động|99\n2023|Lao động|Tổng số lao động|109\n2023|Công đoàn|Tổ công đoàn trực thuộc|5\n2023|Công đoàn|Đoàn viên kết nạp mới|7",
        &["members_new 7", "union_groups 5", "workers 109"],
        &[],
    ),
    (
        "Tổng số lao động|Số tiền thăm hỏi đoàn viên|Số tổ công đoàn\n344 người|22.400.000 đồng|14 tổ",
        &["union_groups 14", "visits_amount 22400000", "workers 344"],
        &[],
    ),
];

#[test]
fn what_stands_among_rows_is_no_heading_and_no_header() {
    check(AMONG_ROWS);
}

/// Lines above the table of forms in the folder of 2023, the first row of the sheet included.
const LINES_ABOVE: &[(&str, &str, &[&str])] = &[
    (
        "PeoplePro HRM v4.2 - Báo cáo trích xuất\nĐơn vị:|CĐCS Bệnh viện A\nKỳ báo cáo:|Năm 2023 (từ 01/01/2023 đến 31/12/2023)\nTrích xuất lúc:|2024-01-08 09:14:22",
        "bệnh viện a",
        &["members 30", "workers 31"],
    ),
    (
        "CÔNG TY TNHH B\nTHEO DÕI HOẠT ĐỘNG CÔNG ĐOÀN THEO QUÝ - NĂM 2023",
        "công ty trách nhiệm hữu hạn b",
        &["members 30", "workers 31"],
    ),
    (
        "CÔNG TY TNHH B - LAO ĐỘNG NĂM 2023",
        "công ty trách nhiệm hữu hạn b",
        &["members 30", "workers 31"],
    ),
    (
        "Công ty TNHH B - Dữ liệu hoạt động công đoàn năm 2023 (kèm số liệu năm 2022 để so sánh)",
        "công ty trách nhiệm hữu hạn b",
        &["members 30", "workers 31"],
    ),
    (
        "CÔNG TY TNHH B (SỐ LIỆU CÔNG ĐOÀN NĂM 2023)\nThời điểm kết xuất|2024/01/08 09:14",
        "công ty trách nhiệm hữu hạn b",
        &["members 30", "workers 31"],
    ),
    (
        "CÔNG TY TNHH B\nBÁO CÁO QUÝ III - NĂM 2023",
        "công ty trách nhiệm hữu hạn b",
        &[],
    ),
];

#[test]
fn lines_above_a_table_name_the_unit_and_the_period() {
    const ROWS: &str =
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số lao động|người|31\n2|Tổng số đoàn viên|người|30";
    for (lines, name, counts) in LINES_ABOVE {
        let office = Office::new();
        let rows = lines.lines().chain([""]).chain(ROWS.lines());
        let sheet = rows.map(str::to_owned).collect();
        office.workbook("2023/Cụm 1/a.xlsx", &[("Sheet1", sheet)]);
        let run = office.run();
        assert_eq!(counted(&run), set(counts), "{lines}");
        let units = run.tables.observations.iter();
        let units: BTreeSet<&str> = units.filter_map(|it| it.unit_id.as_deref()).collect();
        assert_eq!(units.into_iter().collect::<Vec<_>>(), [*name], "{lines}");
    }
}
