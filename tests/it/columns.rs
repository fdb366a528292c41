//! Columns and headers: what a table that is laid out otherwise gives, and what it leaves open.

use crate::habits::{counted, form, found, set, table};
use crate::office::Office;
use std::collections::BTreeSet;
use tonghop::observation::FormKind;

/// Rows of a form of 2023, what counts, and the findings at cells.
const FORMS: &[(&str, &[&str], &[&str])] = &[
    // A rating by a cross under the title of a category, beside other figures and alone.
    (
        "TT|Nội dung|Số lượng|HTXSNV|HTTNV|HTNV|KHT\n1|Tổng số đoàn viên|41||||\n2|Xếp loại chất lượng CĐCS|||x||",
        &["members 41", "rating good"],
        &[],
    ),
    (
        "TT|Nội dung|Xuất sắc|Tốt|Hoàn thành|Không hoàn thành\n1|Xếp loại chi bộ|x|||\n2|Tự xếp loại CĐCS|||X|",
        &["rating completed"],
        &["label-unmatched C5"],
    ),
    (
        "TT|Nội dung|HTXSNV|HTTNV|HTNV|KHT\n1|Xếp loại CĐCS|x|x||",
        &[],
        &["not-a-number C5"],
    ),
    // What somebody thinks of the figures is none beside them.
    (
        "Mã|Chỉ tiêu|ĐVT|Giá trị|Kiểm tra\nCT01|Tổng số lao động|người|43|OK\nCT02|- Trong đó: nữ|người|14|OK\nCT03|Tổng số đoàn viên|người|41|OK",
        &["members 41", "workers 43", "workers_female 14"],
        &[],
    ),
    (
        "TT|Nội dung|Số lượng/Số tiền\n1|Tổng số đoàn viên|41\n2|Tổng số tiền thăm hỏi|600000",
        &["members 41", "visits_amount 600000"],
        &[],
    ),
    // `Đạt` beside what was pledged is what was reached, whatever else stands beside.
    (
        "TT|Nội dung|ĐVT|Đăng ký|Đạt|Không đạt\n1|Lao động tiên tiến|người|35|30|5",
        &["advanced_workers 30", "target advanced_workers 35"],
        &["column-unknown F4"],
    ),
    (
        "TT|Nội dung|ĐVT|Số xét duyệt lại|Đạt\n1|Lao động tiên tiến|người|35|30",
        &[],
        &["column-unknown D4", "column-unknown E4"],
    ),
    // What money from several sources comes to is an amount, and no count.
    (
        "TT|Nội dung|Số lượt|Số tiền (triệu đồng)||\n|||Nhà trường|Phụ huynh|Cộng\n1|Thăm hỏi đoàn viên|12|3|2|5\n2|Tổng số đoàn viên|41|||",
        &["members 41", "visits 12", "visits_amount 5000000"],
        &["column-unknown D5", "column-unknown E5"],
    ),
    // The union's column beside others' may be its share of the money alone.
    (
        "TT|Nội dung|ĐVT|Công đoàn|Chuyên môn\n1|Tổng số tiền thăm hỏi|đồng|600000|200000",
        &[],
        &["column-unknown D4", "column-unknown E4"],
    ),
    // A second table under titles that are those of counts and amounts, and one under titles that nobody knows.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số lao động|người|120\n\nSTT|Hoạt động|Số lượt|Số tiền (nghìn đồng)\n1|Thăm hỏi đoàn viên|30|12500\n2|Đoàn viên khó khăn được hỗ trợ|4|4000",
        &[
            "hardship_amount 4000000",
            "hardship_members 4",
            "visits 30",
            "visits_amount 12500000",
            "workers 120",
        ],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số lao động|người|120\n\nSTT|Hoạt động|Số người|Kinh phí (triệu đồng)\n1|Thăm hỏi đoàn viên|30|12,5",
        &["visits 30", "visits_amount 12500000", "workers 120"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số lao động|người|120\n\nSTT|Hoạt động|Số người|Số lượt|Số tiền (đồng)\n1|Thăm hỏi đoàn viên|30|31|12500000",
        &["visits_amount 12500000", "workers 120"],
        &["column-unknown C7", "column-unknown D7"],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số lao động|người|120\n\nSTT|Tên việc|Quy mô|Giá\n1|Thăm hỏi đoàn viên|30|12500",
        &["workers 120"],
        &["column-unknown C7", "column-unknown D7"],
    ),
    // What the title says is no count.
    (
        "SO SÁNH TĂNG GIẢM VỚI NĂM TRƯỚC\nTT|Nội dung|Số lượng\n1|Tổng số đoàn viên|4\n2|Số tổ công đoàn|1",
        &[],
        &["row-unread A4"],
    ),
    (
        "SO SÁNH VỚI NĂM TRƯỚC\nTT|Nội dung|Năm 2022|Năm 2023|Tăng, giảm\n1|Tổng số đoàn viên|40|41|1",
        &["members 41"],
        &[],
    ),
    // A row of points above a table makes none of it.
    (
        "TT|Nội dung|ĐVT|Thực hiện|Nơi cung cấp\n1|Tổng số đoàn viên|người|41|Thư ký\n2|Tổng điểm tự chấm|điểm|92,5|Thư ký\n\nCÔNG TÁC CHĂM LO ĐOÀN VIÊN\nTT|Hoạt động|Số lượng|Số tiền (đồng)\n1|Thăm hỏi đoàn viên (lượt)|7|2100000\n2|Ủng hộ các loại quỹ xã hội||5000000",
        &[
            "members 41",
            "self_score 92.5",
            "social_fund_amount 5000000",
            "visits 7",
            "visits_amount 2100000",
        ],
        &[],
    ),
    // `Đạt` beside a plan is what was reached, where it is no percentage and nothing else is the result.
    (
        "TT|Nội dung|ĐVT|Chỉ tiêu giao|Đạt\n1|Tổng số đoàn viên|người|120|118\n2|Lao động tiên tiến|người|110|100",
        &[
            "advanced_workers 100",
            "members 118",
            "target advanced_workers 110",
            "target members 120",
        ],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Đạt|Đăng ký năm 2024\n1|Lao động tiên tiến|người|100|110",
        &["advanced_workers 100", "target advanced_workers 110"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Chỉ tiêu giao|Đạt\n1|Lao động tiên tiến|người|110|91%",
        &["target advanced_workers 110"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Giao ước|Kết quả|Đạt\n1|Lao động tiên tiến|người|110|99|90",
        &["advanced_workers 99", "target advanced_workers 110"],
        &[],
    ),
    // A rate under the title of shares alone, beside a plan, may be of that.
    (
        "TT|Nội dung|ĐVT|Kế hoạch|Thực hiện|Tỷ lệ (%)\n1|Tổng số đoàn viên|người|118|118|100\n2|Tỷ lệ gia đình văn hóa|%|||98,3",
        &["members 118", "target members 118"],
        &["missing-value E6", "row-unread F6"],
    ),
    // A value in a unit of money beside counts is what they cost.
    (
        "TT|Nội dung|Số lượng|Giá trị (triệu đồng)\n1|Tổng số đoàn viên|118|\n2|Thăm hỏi đoàn viên|30|15\n3|Ủng hộ các loại quỹ xã hội||5",
        &[
            "members 118",
            "social_fund_amount 5000000",
            "visits 30",
            "visits_amount 15000000",
        ],
        &[],
    ),
    (
        "TT|Nội dung|Kế hoạch (triệu đồng)|Thực hiện (triệu đồng)\n1|Số tiền thăm hỏi đoàn viên|30|15",
        &["target visits_amount 30000000", "visits_amount 15000000"],
        &[],
    ),
    // A figure merged over rows that ask for different things is nobody's.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|25\n2|Số đoàn viên kết nạp mới|người|↓\n3|Số tổ công đoàn|tổ|3",
        &["union_groups 3"],
        &["missing-value D6", "row-unread D5"],
    ),
    // A figure in the label, with nothing beside it.
    (
        "TT|Nội dung|ĐVT|Số lượng|Ghi chú\n1|Tổng số đoàn viên: 118|người||\n2|Số tổ công đoàn: 4 tổ|||\n3|Số sáng kiến được công nhận|sáng kiến|3|",
        &["initiatives 3", "members 118", "union_groups 4"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Kế hoạch|Thực hiện\n1|Tổng số đoàn viên: 118|người||\n2|Số tổ công đoàn|tổ|4|4",
        &["target union_groups 4", "union_groups 4"],
        &["row-unread B5"],
    ),
    // The boxes of a rating in its cell, and nothing of what is owed.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|……41…… người\n2|Lao động tiên tiến|người|40/40 (100%)\n3|Số tiền nợ lương người lao động|đồng|Không nợ\n4|Xếp loại CĐCS||□ HTXSNV  ☑ HTTNV  □ HTNV  □ KHT",
        &[
            "advanced_workers 40",
            "members 41",
            "rating good",
            "wage_arrears 0",
        ],
        &[],
    ),
    // In rows of its categories, marked behind, before or beside them.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n2|Xếp loại CĐCS||\n|- Hoàn thành xuất sắc nhiệm vụ||\n|- Hoàn thành tốt nhiệm vụ||X\n|- Hoàn thành nhiệm vụ||\n3|Số tổ công đoàn|tổ|3",
        &["members 41", "rating good", "union_groups 3"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n2|Xếp loại CĐCS|☐ Hoàn thành xuất sắc nhiệm vụ|\n|↓|☒ Hoàn thành tốt nhiệm vụ|\n|↓|☐ Hoàn thành nhiệm vụ|",
        &["members 41", "rating good"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n2|Xếp loại CĐCS||\n|Hoàn thành xuất sắc nhiệm vụ||x\n|Hoàn thành tốt nhiệm vụ||x",
        &["members 41"],
        &["not-a-number D7"],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n2|Xếp loại CĐCS||\n|Hoàn thành xuất sắc nhiệm vụ||10\n|Hoàn thành tốt nhiệm vụ||31",
        &["members 41"],
        &[
            "label-unmatched D7",
            "label-unmatched D8",
            "missing-value D6",
        ],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n2|Xếp loại tổ công đoàn||\n|Hoàn thành xuất sắc nhiệm vụ|tổ|1\n|Hoàn thành tốt nhiệm vụ|tổ|2",
        &["members 41"],
        &["label-unmatched D7", "label-unmatched D8"],
    ),
    // In a line of its own.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\nXếp loại: ☐ Xuất sắc ☑ Tốt ☐ Hoàn thành",
        &["members 41", "rating good"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\nĐề nghị xếp loại CĐCS: ☐ Xuất sắc ☑ Tốt ☐ Hoàn thành\nXếp loại chi bộ: ☐ Xuất sắc ☑ Tốt ☐ Hoàn thành",
        &["members 41"],
        &[],
    ),
    // A cross under the title of counts says nothing of the amount beside it.
    (
        "TT|Nội dung|Số lượng|Số tiền (đồng)\n1|Thăm hỏi đoàn viên|12|6000000\n2|Ủng hộ các loại quỹ xã hội|x|43.900.000",
        &[
            "social_fund_amount 43900000",
            "visits 12",
            "visits_amount 6000000",
        ],
        &[],
    ),
    // A share of them is none, and what is said of the whole alone is no count.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|94\n2|Số đoàn viên đăng ký thi đua/tổng số đoàn viên|người|90",
        &["members 94"],
        &["label-unmatched D6"],
    ),
    // Rows of years with the indicators across, and a column that nobody knows.
    (
        "Năm|Tổng số đoàn viên|Trong đó: nữ|Doanh thu|Số lượt đoàn viên được thăm hỏi|Số sáng kiến được công nhận\n2022|39|20|900|9|3\n2023|41|21|950|12|4",
        &[
            "initiatives 4",
            "members 41",
            "members_female 21",
            "visits 12",
        ],
        &["column-unknown D4"],
    ),
    // The same with the times below a title of labels, and a row of units.
    (
        "Nội dung|Tổng số đoàn viên|Số lượt đoàn viên được thăm hỏi|Số sáng kiến được công nhận\nĐơn vị tính|người|lượt|sáng kiến\nKết quả năm 2023|41|12|4",
        &["initiatives 4", "members 41", "visits 12"],
        &[],
    ),
    // What stands there is no time: the rows are of parts of the unit, which nobody knows.
    (
        "Nội dung|Tổng số đoàn viên|Số lượt đoàn viên được thăm hỏi|Số sáng kiến được công nhận\nTổ 1|20|5|1\nTổ 2|21|7|3",
        &[],
        &[],
    ),
    // So many of so many, where the words say which is asked for, or both are one.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|94/94 đ/c\n2|Số đoàn viên đăng ký thi đua/tổng số đoàn viên|người|90/94\n3|Lao động tiên tiến|người|70/94\n4|Số đoàn viên kết nạp mới trong năm|người|chưa phát sinh",
        &["members 94", "members_new 0", "movement_registered 90"],
        &["not-a-number D7"],
    ),
    // A row that says again what the empty one above asks for; of others than that nobody knows.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tiền lương bình quân của người lao động||\n|– Mức lương|đồng|7.500.000\n|– Số người được tính|người|40",
        &["avg_wage 7500000", "avg_wage_headcount 40"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tiền lương bình quân tháng của người lao động|đồng|7.500.000\n|- Mức lương|đồng|6.500.000\n|- Mức lương tối thiểu|đồng|4.500.000",
        &["avg_wage 7500000"],
        &["label-unmatched D6", "label-unmatched D7"],
    ),
    // One mark off in a short word.
    (
        "TT|Nội dung|ĐVT|Sô lượng\n1|Tổng sô đoàn viên|người|41\n2|Số tô công đoàn|tổ|4\n3|Số sở công đoàn|tổ|4",
        &["members 41", "union_groups 4"],
        &["label-unmatched D7"],
    ),
    (
        "TT|Nội dung|ĐVT|Chi tiêu|Kết quả\n1|Tổng số đoàn viên|người|40|41",
        &["members 41"],
        &["column-unknown D4"],
    ),
    // Years as numbers under one title: the form's own counts.
    (
        "TT|Nội dung|ĐVT|Số lượng||\n|||2021|2022|2023\n1|Tổng số đoàn viên|người|90|91|94",
        &["members 94"],
        &[],
    ),
    // A column of counts that says in what gives the rows' figures beside that of their amounts, and without it.
    (
        "TT|Nội dung|Số người|Số tiền (đồng)\n1|Thăm hỏi đoàn viên|12|6000000\n2|Số đoàn viên được kết nạp Đảng|2|",
        &["party_admitted 2", "visits 12", "visits_amount 6000000"],
        &[],
    ),
    (
        "TT|Nội dung|Số lượng|Số tiền (đồng)\n1|Số lượt đoàn viên được thăm hỏi|12|6000000",
        &["visits 12", "visits_amount 6000000"],
        &[],
    ),
    (
        "TT|Nội dung|Số người|Trong đó nữ\n1|Tổng số đoàn viên|41|20",
        &["members 41", "members_female 20"],
        &[],
    ),
    // A quarter is no year; what is summed up from the year's beginning is.
    (
        "TT|Nội dung|ĐVT|Kết quả thực hiện||Ghi chú\n|||Quý IV|Lũy kế từ đầu năm|\n1|Số lượt đoàn viên được thăm hỏi|lượt|3|12|",
        &["visits 12"],
        &["column-unknown D5"],
    ),
    (
        "TT|Nội dung|ĐVT|Thực hiện quý IV|Lũy kế cả năm\n1|Số lượt đoàn viên được thăm hỏi|lượt|3|12",
        &["visits 12"],
        &["column-unknown D4"],
    ),
    (
        "TT|Nội dung|ĐVT|Số liệu trong kỳ|Lũy kế từ đầu năm\n1|Số lượt đoàn viên được thăm hỏi|lượt|3|12\n2|Tổng số đoàn viên|người|41|41",
        &["members 41"],
        &["label-ambiguous E5"],
    ),
    (
        "TT|Nội dung|ĐVT|Trong năm|Lũy kế\n1|Số lượt đoàn viên được thăm hỏi|lượt|3|12",
        &["visits 3"],
        &["column-unknown E4"],
    ),
    (
        "TT|Nội dung|ĐVT|Đầu năm|Tăng|Giảm|Cuối năm\n1|Tổng số đoàn viên|người|90|5|3|92",
        &["members 92"],
        &["column-unknown D4"],
    ),
    // No title says what the rows are: a number, words and a result beside them do.
    (
        "STT|Việc đã làm|Kết quả đạt được\n1|Tổng số đoàn viên|36 người\n2|Số tổ công đoàn|2 tổ",
        &["members 36", "union_groups 2"],
        &[],
    ),
    // What was paid, where no label says that it is an amount; a count among them leaves it open.
    (
        "||ĐVT: nghìn đồng\nSTT|Nội dung chi|Số tiền\n1|Thăm hỏi đoàn viên|5400\n2|Hỗ trợ đoàn viên có hoàn cảnh khó khăn|2000",
        &["visits_amount 5400000", "hardship_amount 2000000"],
        &[],
    ),
    (
        "TT|Chỉ tiêu|ĐVT|Kết quả thực hiện|\n|||Năm 2023|Cùng kỳ năm 2022\n1|Tổng số đoàn viên|người|92|94",
        &["members 92"],
        &[],
    ),
    // The label's title in the lowest row of three, and in the only one below a period line.
    (
        "|||Số liệu||So sánh|\n|||Năm trước|Năm nay|Tăng, giảm|\nTT|Nội dung|ĐVT|||Số tuyệt đối|Tỷ lệ %\n1|Tổng số đoàn viên|người|91|92|1|101",
        &["members 92"],
        &[],
    ),
    (
        "|||ĐVT: nghìn đồng\nTT|Nội dung|ĐVT|Số lượng\n1|Ủng hộ các loại quỹ xã hội||5000",
        &["social_fund_amount 5000000"],
        &[],
    ),
    (
        "TT|Chỉ tiêu|ĐVT|Kế hoạch||Thực hiện|\n|||Tổng|Nữ|Tổng|Nữ\n1|Tổng số đoàn viên|người|50|20|45|18",
        &[
            "members 45",
            "members_female 18",
            "target members 50",
            "target members_female 20",
        ],
        &[],
    ),
    // Two tables side by side each have their own labels, and a list of people beside a table has none.
    (
        "TT|Nội dung|ĐVT|Số lượng||TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|90||11|Số lượt đoàn viên được thăm hỏi|lượt|12\n2|Số tổ công đoàn|tổ|||12|Số người đạt danh hiệu Lao động tiên tiến|người|70",
        &["advanced_workers 70", "members 90", "visits 12"],
        &["missing-value D6"],
    ),
    (
        "TT|Nội dung|Số lượng||TT|Họ và tên|Số lượng\n1|Tổng số đoàn viên|90||1|Trần A|3\n2|Số lượt đoàn viên được thăm hỏi|||2|Lê B|5",
        &["members 90"],
        &["missing-value C6"],
    ),
    // The right one is numbered and titled by other words, or not numbered.
    (
        "STT|Nội dung|Kết quả||Số TT|Tên chỉ tiêu|Thực hiện\n1|Tổng số lao động|95||1|Số lượt đoàn viên được thăm hỏi|12\n|- Trong đó: nữ|44||2|Số tiền thăm hỏi đoàn viên|3600000\n2|Tổng số đoàn viên|90||3|Số sáng kiến được công nhận|4",
        &[
            "initiatives 4",
            "members 90",
            "visits 12",
            "visits_amount 3600000",
            "workers 95",
            "workers_female 44",
        ],
        &[],
    ),
    (
        "TT|Nội dung|Kết quả|Chỉ tiêu|Thực hiện\n1|Tổng số lao động|95|Số lượt đoàn viên được thăm hỏi|12\n2|Tổng số đoàn viên||Số sáng kiến được công nhận|4",
        &["initiatives 4", "visits 12", "workers 95"],
        &["missing-value C6"],
    ),
    // Figures behind other labels are not those of the labels that are read.
    (
        "TT|Nội dung|Kết quả|Chỉ tiêu|Thực hiện\n1|Tổng số lao động|95|Số lượt đoàn viên được thăm hỏi|12\n2|Tổng số đoàn viên||Mua sắm|4\n3|Kết nạp đoàn viên mới|6|Việc khác|7",
        &["members_new 6", "workers 95"],
        &["column-unknown E4", "missing-value C6"],
    ),
    // `Chỉ tiêu` over figures is what was planned of the same rows.
    (
        "Nội dung|Thực hiện năm trước|Chỉ tiêu|Thực hiện\nTổng số lao động|94|95|96\nTổng số đoàn viên|89|90|91",
        &[
            "members 91",
            "target members 90",
            "target workers 95",
            "workers 96",
        ],
        &[],
    ),
    // The numbers of the columns are no figures of the unit of measure.
    (
        "TT|Nội dung|Đơn vị|Thực hiện|Ghi chú\n1|2|3|4|5\n1|Tổng số lao động|người|95|\n|- Trong đó: nữ|“|44|\n2|Tổng số đoàn viên|“|90|",
        &["members 90", "workers 95", "workers_female 44"],
        &[],
    ),
    // A label stands for its count and its amount, told by their units of measure; nothing tells two counts apart.
    (
        "TT|Nội dung|ĐVT|Kết quả\n1|Thăm hỏi đoàn viên|lượt|12\n||nghìn đồng|3600\n2|Tặng quà hộ chính sách, hộ nghèo|hộ|7\n||đồng|3500000",
        &[
            "poor_households 7",
            "poor_households_amount 3500000",
            "visits 12",
            "visits_amount 3600000",
        ],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Kết quả\n1|Số tổ công đoàn|tổ|4\n||tổ|5\n2|Tổng số đoàn viên|người|90\n||đồng|500000",
        &[],
        &[
            "row-unread D5",
            "row-unread D6",
            "row-unread D7",
            "row-unread D8",
        ],
    ),
    // Without titles: words in place of figures, remarks, numbers before the labels.
    (
        "1. Tổng số lao động:||95 người|có thời vụ\n- Trong đó: nữ||44|\n2. Số sáng kiến được công nhận:||Không|\n3. Tổng số đoàn viên ......||90|2 người dự bị",
        &[
            "initiatives 0",
            "members 90",
            "workers 95",
            "workers_female 44",
        ],
        &[],
    ),
    // Other labels behind the figures are of parts of what their rows count, or labels of their own.
    (
        "1|Tổng số lao động|95|người|Trong đó nữ|44|người\n2|Số tổ công đoàn|4|tổ\n3|Số hội viên Hội Nông dân|402|người|Trong đó nữ|200|người\n4|Số lượt đoàn viên được thăm hỏi|12|lượt|Số tiền|3600000|đồng\n5|Hỗ trợ đoàn viên có hoàn cảnh khó khăn|3|người|Số tiền|1500000|đồng",
        &[
            "hardship_amount 1500000",
            "hardship_members 3",
            "union_groups 4",
            "visits 12",
            "visits_amount 3600000",
            "workers 95",
            "workers_female 44",
        ],
        &["label-unmatched C6", "label-unmatched F6"],
    ),
    (
        "Tổng số lao động|95|Tổng số đoàn viên|90\n+ Nữ|44|+ Nữ|41\nKết nạp đoàn viên mới|6|Số tổ công đoàn|4",
        &[
            "members 90",
            "members_female 41",
            "members_new 6",
            "union_groups 4",
            "workers 95",
            "workers_female 44",
        ],
        &[],
    ),
    // Two columns of figures without titles: nothing says which is this year's.
    (
        "Tổng số lao động|95|94\nTổng số đoàn viên|90|89\nKết nạp đoàn viên mới|6|5",
        &[],
        &[],
    ),
    // Lower titles of one table may repeat.
    (
        "STT|Chỉ tiêu|ĐVT|Giao ước năm 2022|||Giao ước năm 2023||\n|||Chỉ tiêu|Kết quả|Tỷ lệ|Chỉ tiêu|Kết quả|Tỷ lệ\n1|Kết nạp đoàn viên mới|người|4|5|125%|6|7|117%",
        &["members_new 7", "target members_new 6"],
        &[],
    ),
    // Words beside a label say which part of it is meant.
    (
        "TT|Nội dung|Chi tiết|ĐVT|Số lượng\n1|Thăm hỏi đoàn viên|Số tiền|nghìn đồng|3600\n||Số lượt|lượt|12\n2|Tổng số đoàn viên|Nữ|người|41\n||Nam|người|49\n3|Tổng số lao động|Trong đó: nữ|người|44\n||Tổng|người|95",
        &[
            "members_female 41",
            "visits 12",
            "visits_amount 3600000",
            "workers 95",
            "workers_female 44",
        ],
        &["label-unmatched E8"],
    ),
    // A unit of measure that is merged downwards is that of all its rows, an empty cell of none.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Số tiền thăm hỏi đoàn viên|nghìn đồng|3600\n2|Ủng hộ các loại quỹ xã hội|↓|30000\n3|Số tiền hỗ trợ đoàn viên khó khăn||5000000",
        &[
            "hardship_amount 5000000",
            "social_fund_amount 30000000",
            "visits_amount 3600000",
        ],
        &[],
    ),
    // A label of the upper table says nothing of the lower one's unit of measure.
    (
        "TT|Nội dung|Số lượng\n1|Số tiền thăm hỏi đoàn viên của đơn vị (nghìn đồng)|3600\n2|Tổng số đoàn viên|41\nB. Thi đua\nTT|Nội dung|Số lượng\n3|Ủng hộ các loại quỹ xã hội|12500000",
        &[
            "members 41",
            "social_fund_amount 12500000",
            "visits_amount 3600000",
        ],
        &[],
    ),
    // A title that speaks of targets over labels, beside the targets.
    (
        "TT|Chỉ tiêu cam kết|ĐVT|Mức phấn đấu|Ghi chú\n1|Tổng số đoàn viên|người|≥41|\n2|Số lượt đoàn viên được thăm hỏi|lượt|12|",
        &["target members 41", "target visits 12"],
        &[],
    ),
    (
        "TT|Chỉ tiêu đăng ký|Mức đăng ký\n1|Tổng số đoàn viên|41\n2|Số lượt đoàn viên được thăm hỏi|12",
        &["target members 41", "target visits 12"],
        &[],
    ),
    // Two tables under titles of their own, below that of the form.
    (
        "A. SỐ LIỆU NĂM 2022 (ĐỂ SO SÁNH)\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|39\nB. KẾT QUẢ NĂM 2023\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41",
        &["members 41"],
        &["column-unknown D5"],
    ),
    (
        "SỐ LIỆU NĂM 2022\nTT|Nội dung|Số lượng\n1|Tổng số đoàn viên|39\nSỐ LIỆU NĂM 2023\nTT|Nội dung|Số lượng\n1|Tổng số đoàn viên|41",
        &["members 41"],
        &["column-unknown C5"],
    ),
    // Plan and result in rows of their own below a label.
    (
        "TT|Nội dung|ĐVT|Số liệu\n1|Tổng số đoàn viên|người|\n|- Kế hoạch||40\n|- Thực hiện||41\n2|Số lượt đoàn viên được thăm hỏi|lượt|12\n3|Số tiền thăm hỏi đoàn viên|triệu đồng|\n|- Kế hoạch||\n|- Thực hiện||3,5\n4|Tổng số lao động|người|\n|- Kế hoạch||50\n|- Thực hiện||",
        &[
            "members 41",
            "target members 40",
            "target workers 50",
            "visits 12",
            "visits_amount 3500000",
        ],
        &["missing-value D14"],
    ),
    // Where the label has a figure of its own nobody knows which is meant.
    (
        "TT|Nội dung|ĐVT|Số liệu\n1|Tổng số đoàn viên|người|41\n|- Kế hoạch||40\n|- Thực hiện||42",
        &["members 41"],
        &["label-unmatched D6", "label-unmatched D7"],
    ),
    // A semester is a part of the year, what closes it is its result.
    (
        "TT|Tiêu chí|ĐVT|Năm 2022|Năm 2023|\n||||Sơ kết HK I|Tổng kết\n1|Tổng số đoàn viên|người|38|39|41\n2|Số lượt đoàn viên được thăm hỏi|lượt||5|12",
        &["members 41", "visits 12"],
        &["column-unknown E5"],
    ),
    // What is striven for is not reached.
    (
        "STT|Nội dung|ĐVT|Kết quả\n1|Tổng số đoàn viên|người|41\nII|Chỉ tiêu phấn đấu nhiệm kỳ||\n1|Số đoàn viên ưu tú được giới thiệu cho Đảng|người|15\nIII|Chăm lo||\n1|Số lượt đoàn viên được thăm hỏi|lượt|12",
        &["members 41", "target party_introduced 15", "visits 12"],
        &[],
    ),
    // Titles and labels in two languages, in either order, and a column that shows how to write.
    (
        "순번 (STT)|항목 / Nội dung|ĐVT (단위)|작성 예 / Ví dụ|실적 / Số lượng\n1|노조원 수 / Tổng số đoàn viên|người|15|41\n2|Số lượt đoàn viên được thăm hỏi (위문 횟수)|lượt|3|12\n3|Tổng số lao động (女性)|người||20",
        &["members 41", "visits 12"],
        &["column-unknown D4", "label-unmatched E7"],
    ),
    (
        "No.|Item|Nội dung|Unit / Đơn vị tính|Số liệu mẫu|Quantity / Số lượng\n1|Union members|Tổng số đoàn viên|người|9|41\n2|Visits|Số lượt đoàn viên được thăm hỏi|lượt|9|12",
        &["members 41", "visits 12"],
        &["column-unknown E4"],
    ),
    // Parts of the unit beside what they come to, by whatever title.
    (
        "TT|Nội dung|ĐVT|Khoa Dược|Khoa Nhi|Khoa Mắt|Tổng chung các khoa\n1|Tổng số đoàn viên|người|10|20|11|41\n2|Số lượt đoàn viên được thăm hỏi|lượt|3|4|5|12\n3|Tiền lương bình quân tháng của 1 người lao động|đồng|9000000|8000000|7000000|8100000",
        &["members 41", "visits 12", "avg_wage 8100000"],
        &[
            "column-unknown D4",
            "column-unknown E4",
            "column-unknown F4",
        ],
    ),
    (
        "TT|Nội dung|ĐVT|Khoa Dược|Khoa Nhi|Khoa Mắt|Tổng chung các khoa\n1|Tổng số đoàn viên|người|10|20|11|45\n2|Số lượt đoàn viên được thăm hỏi|lượt|3|4|5|19",
        &[],
        &[
            "column-unknown D4",
            "column-unknown E4",
            "column-unknown F4",
            "column-unknown G4",
        ],
    ),
    // What sums up a group of parts is not the whole.
    (
        "TT|Nội dung|ĐVT|Khối nội|→|→|Khối ngoại|→|→|Toàn viện\n↓|↓|↓|Khoa A|Khoa B|Cộng|Khoa C|Khoa D|Cộng|↓\n1|Tổng số đoàn viên|người|10|11|21|12|8|20|41\n2|Số lượt đoàn viên được thăm hỏi|lượt|3|4|7|3|2|5|12",
        &["members 41", "visits 12"],
        &[
            "column-unknown D5",
            "column-unknown E5",
            "column-unknown F5",
            "column-unknown G5",
            "column-unknown H5",
            "column-unknown I5",
        ],
    ),
    // The unit's own column beside that of what it belongs to.
    (
        "TT|Nội dung|ĐVT|Hệ thống Y tế An Bình|Bệnh viện A\n1|Tổng số đoàn viên|người|900|41\n2|Số lượt đoàn viên được thăm hỏi|lượt|300|12",
        &["members 41", "visits 12"],
        &["column-unknown D4"],
    ),
    // A draft between the years is of the later one, whose figures somebody has settled.
    (
        "TT|Nội dung|ĐVT|Thực hiện năm 2022|Bản nháp|Thực hiện năm 2023\n1|Tổng số đoàn viên|người|39|40|41\n2|Số lượt đoàn viên được thăm hỏi|lượt|9|11|12",
        &["members 41", "visits 12"],
        &["column-unknown E4"],
    ),
    // A term's targets beside labels that are titled alike.
    (
        "TT|Chỉ tiêu|ĐVT|Chỉ tiêu cả năm\n1|Tổng số đoàn viên|người|41\n2|Số lượt đoàn viên được thăm hỏi|lượt|12",
        &["target members 41", "target visits 12"],
        &[],
    ),
];

#[test]
fn forms_are_read_by_their_columns() {
    for (rows, counts, findings) in FORMS {
        let run = form(rows);
        assert_eq!(counted(&run), set(counts), "{rows}");
        assert_eq!(found(&run), set(findings), "{rows}");
    }
}

/// The same of a cluster's table.
const TABLES: &[(&str, &[&str], &[&str])] = &[
    (
        "TT|Đơn vị|Tổng số đoàn viên||Số lượt thăm hỏi đoàn viên|\n||2022|2023|2022|2023\n1|Trường A|80|90|5|12\n2|Trường B|81|91|6|13",
        &["members 90", "members 91", "visits 12", "visits 13"],
        &[],
    ),
    // A row for each year, the unit's name in the first alone.
    (
        "TT|Đơn vị|Năm|Tổng số lao động|Tổng số đoàn viên\n1|Trường A|2022|80|70\n||2023|81|71\n2|Trường B|2022|90|85\n||2023|92|86",
        &["members 71", "members 86", "workers 81", "workers 92"],
        &[],
    ),
    // Points on what is also counted are no counts; whenever figures were counted, they are.
    (
        "TT|Đơn vị|Điểm các nội dung||Tổng điểm|\n||Chăm lo|Kết nạp đoàn viên mới|Tự chấm|Cụm thẩm định\n1|Trường A|31|60|92|91\n2|Trường B|31,5|60,5|93|92",
        &[
            "cluster_score 91",
            "cluster_score 92",
            "self_score 92",
            "self_score 93",
        ],
        &[],
    ),
    (
        "TT|Đơn vị|Thời điểm 31/12||Điểm tự chấm\n||Số đoàn viên|Số lao động|\n1|Trường A|90|95|92",
        &["members 90", "self_score 92", "workers 95"],
        &[],
    ),
    // Units of measure in a row of their own, whatever stands above and below it.
    (
        "TT|Đơn vị|Tổng số đoàn viên|Ủng hộ các loại quỹ xã hội\n|ĐVT|người|1.000 đ\n1|2|3|4\n1|Trường A|90|300000",
        &["members 90", "social_fund_amount 300000000"],
        &[],
    ),
    (
        "TT|Đơn vị|Đoàn viên||Thăm hỏi đoàn viên|\n||Tổng số|Trong đó nữ|Số lượt|Số tiền\n||người|người|lượt|nghìn đồng\n1|Trường A|90|40|12|36000",
        &[
            "members 90",
            "members_female 40",
            "visits 12",
            "visits_amount 36000000",
        ],
        &[],
    ),
    // Units under what they are.
    (
        "TT|Doanh nghiệp|Lao động (người)||Đoàn viên\n||Tổng số|Nữ|\n1|Công ty A|90|40|80\n2|Công ty B|91|41|81\n|TỔNG CỘNG|181|81|161",
        &[
            "members 80",
            "members 81",
            "workers 90",
            "workers 91",
            "workers_female 40",
            "workers_female 41",
        ],
        &[],
    ),
    (
        "Tên trường|Tổng số đoàn viên|Số lượt thăm hỏi đoàn viên\nTrường A|90|12\nTrường B|91|13",
        &["members 90", "members 91", "visits 12", "visits 13"],
        &[],
    ),
    // Units across, with their sum.
    (
        "TT|Chỉ tiêu|ĐVT|Cụm số 1||\n|||Trường A|Trường B|Toàn cụm\n1|Tổng số đoàn viên|người|90|91|181\n2|- Trong đó: nữ|người|40|41|99\n3|Tổng số tiền thăm hỏi đoàn viên|triệu đồng|1,5||1,5",
        &[
            "members 90",
            "members 91",
            "members_female 40",
            "members_female 41",
            "visits_amount 1500000",
        ],
        &["missing-value E7", "total-mismatch F6"],
    ),
    (
        "TT|Nội dung|ĐVT|Công đoàn cơ sở|→|Cộng\n↓|↓|↓|Dệt Sông Mã|Gốm Hạ Thanh|↓\n1|Tổng số đoàn viên|người|90|91|181\n2|Số lượt đoàn viên được thăm hỏi|lượt|12|13|25",
        &["members 90", "members 91", "visits 12", "visits 13"],
        &[],
    ),
    // Other words below such a title are no units.
    (
        "TT|Chỉ tiêu|ĐVT|Khối lượng|\n|||Đầu kỳ này|Phát sinh\n1|Tổng số đoàn viên|người|90|91",
        &[],
        &["column-unknown D3", "column-unknown E5"],
    ),
    // Places and awards beside figures take nothing from them.
    (
        "TT|Đơn vị|Tổng số đoàn viên|Điểm thẩm định|Xếp hạng|Hình thức khen thưởng\n1|Trường A|90|95|1|Cờ thi đua\n2|Trường B|91|93|2|Bằng khen",
        &[
            "cluster_score 93",
            "cluster_score 95",
            "members 90",
            "members 91",
        ],
        &[],
    ),
    // A row that shows how to write is nobody's.
    (
        "TT|Đơn vị|Tổng số đoàn viên|Số lượt thăm hỏi đoàn viên\n|VD: Trường X|25|5\n1|Trường A|90|12\n2|Trường B|91|13",
        &["members 90", "members 91", "visits 12", "visits 13"],
        &["row-unread B4"],
    ),
    // On the next page the total holds what the page before came to.
    (
        "TT|Đơn vị|Tổng số đoàn viên\n1|Trường A|90\n2|Trường B|91\nTT|Đơn vị|Tổng số đoàn viên\n|Mang sang|181\n3|Trường C|92\n|Tổng cộng|273",
        &["members 90", "members 91", "members 92"],
        &[],
    ),
    (
        "TT|Đơn vị|Tổng số đoàn viên\n1|Trường A|90\n2|Trường B|91\nTT|Đơn vị|Tổng số đoàn viên\n3|Trường C|92\n|Tổng cộng|300",
        &["members 90", "members 91", "members 92"],
        &["total-mismatch C8"],
    ),
];

/// Rows of a cluster's table, what counts and the findings at cells, where what stands above figures says whose or when they are.
const HEADED: &[(&str, &[&str], &[&str])] = &[
    // A unit of measure in the title of one table is not that of the next; one in a line of its own is.
    (
        "Bảng 1. Ủng hộ (ĐVT: nghìn đồng)\nSTT|Đơn vị|Số tiền ủng hộ các loại quỹ xã hội\n1|CĐCS Sở Y tế|8500\n\nBảng 2. Hỗ trợ khó khăn\nSTT|Đơn vị|Số tiền hỗ trợ đoàn viên khó khăn\n1|CĐCS Sở Y tế|4000000",
        &["hardship_amount 4000000", "social_fund_amount 8500000"],
        &[],
    ),
    (
        "ĐVT: nghìn đồng\nBảng 1. Ủng hộ\nSTT|Đơn vị|Số tiền ủng hộ các loại quỹ xã hội\n1|CĐCS Sở Y tế|8500\n\nBảng 2. Hỗ trợ khó khăn\nSTT|Đơn vị|Số tiền hỗ trợ đoàn viên khó khăn\n1|CĐCS Sở Y tế|4000",
        &["hardship_amount 4000000", "social_fund_amount 8500000"],
        &[],
    ),
    // In one that may be of the table alone, amounts below the next are in doubt.
    (
        "ỦNG HỘ CÁC QUỸ (ĐVT: nghìn đồng)\nSTT|Đơn vị|Số tiền ủng hộ các loại quỹ xã hội\n1|CĐCS Sở Y tế|8500\n\nHỖ TRỢ KHÓ KHĂN\nSTT|Đơn vị|Số tiền hỗ trợ đoàn viên khó khăn\n1|CĐCS Sở Y tế|4000",
        &["social_fund_amount 8500000"],
        &["unit-of-measure-conflict C9"],
    ),
    // Sections of other years and of plans among units.
    (
        "STT|Đơn vị|Tổng số đoàn viên\nI|Kết quả năm 2023|\n1|CĐCS Sở Y tế|100\n2|CĐCS Sở Nội vụ|110\nII|Đăng ký năm 2024|\n1|CĐCS Sở Y tế|105\n2|CĐCS Sở Nội vụ|120\nIII|Số liệu năm 2022|\n1|CĐCS Sở Y tế|95\n2|CĐCS Sở Nội vụ|99",
        &[
            "members 100",
            "members 110",
            "target members 105",
            "target members 120",
        ],
        &["row-unread C11", "row-unread C12"],
    ),
    (
        "STT|Đơn vị|Tổng số đoàn viên\nI|Khối trường học|\n1|CĐCS Sở Y tế|100\nII|Khối cơ quan|\n2|CĐCS Sở Nội vụ|110",
        &["members 100", "members 110"],
        &[],
    ),
    // What is no unit.
    (
        "STT|Đơn vị|Tổng số đoàn viên\n1|CĐCS Sở Y tế|100\n|Trong đó: nữ|60\n1.1|CĐBP Văn phòng|20\n2|CĐCS Sở Nội vụ|110\n|Tổng 2 đơn vị|210\n|Cao nhất|110\n|Chỉ tiêu cụm giao|200",
        &["members 100", "members 110"],
        &[
            "row-unread C5",
            "row-unread C6",
            "row-unread C9",
            "row-unread C10",
        ],
    ),
    // Points, places and shares under the titles of indicators.
    (
        "BẢNG ĐIỂM CÁC CHỈ TIÊU\nSTT|Đơn vị|Tổng số đoàn viên|Thăm hỏi đoàn viên\n1|CĐCS Sở Y tế|10|8",
        &[],
        &["row-unread A3"],
    ),
    (
        "STT|Đơn vị|Tổng số đoàn viên|Thăm hỏi đoàn viên|Tổng điểm\n1|CĐCS Sở Y tế|10|8|18",
        &["cluster_score 18"],
        &[],
    ),
    (
        "TỶ LỆ % THỰC HIỆN CÁC CHỈ TIÊU\nSTT|Đơn vị|Tổng số đoàn viên|Thăm hỏi đoàn viên\n1|CĐCS Sở Y tế|98|80",
        &[],
        &["row-unread A3"],
    ),
    (
        "THỨ HẠNG THEO TỪNG CHỈ TIÊU\nSTT|Đơn vị|Tổng số đoàn viên|Thăm hỏi đoàn viên\n1|CĐCS Sở Y tế|1|2",
        &[],
        &["row-unread A3"],
    ),
    (
        "STT|Đơn vị|Tổng điểm|Tổng điểm sau thẩm định\n1|CĐCS Sở Y tế|92|90\n2|CĐCS Sở Nội vụ|88|87",
        &["cluster_score 87", "cluster_score 90"],
        &[],
    ),
];

#[test]
fn headings_and_titles_say_what_the_figures_of_units_are() {
    for (rows, counts, findings) in HEADED {
        let run = table(rows);
        assert_eq!(counted(&run), set(counts), "{rows}");
        assert_eq!(found(&run), set(findings), "{rows}");
    }
}

#[test]
fn a_form_of_a_part_or_of_a_cluster_is_not_the_units() {
    let above = [
        "TỔ CÔNG ĐOÀN KHOA NỘI",
        "Tổ công đoàn: Phân xưởng 1",
        "CÔNG ĐOÀN BỘ PHẬN VĂN PHÒNG",
        "BÁO CÁO NĂM 2023 CỦA CÔNG ĐOÀN BỘ PHẬN VĂN PHÒNG",
        "TỔNG HỢP KẾT QUẢ TOÀN CỤM NĂM 2023",
    ];
    for line in above {
        let run = form(&format!(
            "{line}\nTT|Nội dung|Số lượng\n1|Tổng số đoàn viên|41"
        ));
        assert_eq!(counted(&run), set(&[]), "{line}");
        assert_eq!(found(&run), set(&["row-unread A4"]), "{line}");
    }
    let run = form("Tổ công đoàn: 5\nTT|Nội dung|Số lượng\n1|Tổng số đoàn viên|41");
    assert_eq!(counted(&run), set(&["members 41"]));
}

#[test]
fn tables_are_read_by_their_columns() {
    for (rows, counts, findings) in TABLES {
        let run = table(rows);
        assert_eq!(counted(&run), set(counts), "{rows}");
        assert_eq!(found(&run), set(findings), "{rows}");
    }
}

#[test]
fn awards_beside_figures_are_proposed_and_make_no_minutes() {
    let run = table(
        "TT|Đơn vị|Tổng số đoàn viên|Xếp hạng|Hình thức khen thưởng\n1|Trường A|90|1|Cờ thi đua\n2|Trường B|91|2|Bằng khen\n|Tổng cộng|181||",
    );
    let proposed = run.tables.nominations.iter();
    let proposed = proposed.map(|proposal| format!("{} {}", proposal.award, proposal.at.address));
    assert_eq!(
        proposed.collect::<BTreeSet<_>>(),
        set(&["Cờ thi đua B4", "Bằng khen B5"])
    );
    let form = run.tables.submissions.first().and_then(|it| it.form);
    assert_eq!(form, Some(FormKind::ClusterTable));
    assert_eq!(found(&run), set(&[]));
}

#[test]
fn leaders_are_of_the_year_in_their_row() {
    let run = table(
        "TT|Năm|Chức danh|Đơn vị\n1|2023|Cụm trưởng|Trường A\n2|2024|Cụm trưởng|Trường B\n3|↓|Cụm phó|Trường A\n4|?|Cụm phó|Trường B",
    );
    let led = run.tables.leadership.iter();
    let led = led.map(|leader| format!("{} {} {}", leader.period, leader.role, leader.at.address));
    let expected = [
        "2023 Cụm trưởng D4",
        "2024 Cụm trưởng D5",
        "2024 Cụm phó D6",
    ];
    assert_eq!(led.collect::<BTreeSet<_>>(), set(&expected));
    assert_eq!(found(&run), set(&["period-missing C7"]));
}

#[test]
fn a_guide_gives_no_figures() {
    let sheet = |lines: &str| -> Vec<String> { lines.lines().map(str::to_owned).collect() };
    let office = Office::new();
    office.workbook(
        "2023/Cụm 1/a.xlsx",
        &[
            (
                "Sheet1",
                sheet("HƯỚNG DẪN GHI BIỂU (VÍ DỤ MINH HỌA)\nTT|Nội dung|Số lượng\n1|Tổng số lao động|100"),
            ),
            (
                "Sheet2",
                sheet("CĐCS Trường A\nBÁO CÁO HOẠT ĐỘNG NĂM 2023\nTT|Nội dung|Số lượng\n1|Tổng số đoàn viên|41"),
            ),
        ],
    );
    assert_eq!(counted(&office.run()), set(&["members 41"]));
}

#[test]
fn a_table_goes_on_where_it_is_numbered_further() {
    let sheet = |lines: &str| -> Vec<String> { lines.lines().map(str::to_owned).collect() };
    for (second, counts) in [
        (
            "3|Số lượt đoàn viên được thăm hỏi|lượt|12\n4|Ủng hộ các loại quỹ xã hội||5000",
            &["members 41", "visits 12", "social_fund_amount 5000000"][..],
        ),
        (
            "1|Tổng số đoàn viên|người|39\n2|Số lượt đoàn viên được thăm hỏi|lượt|9",
            &["members 41"],
        ),
        (
            "Năm 2022\n3|Số lượt đoàn viên được thăm hỏi|lượt|12",
            &["members 41"],
        ),
    ] {
        let first = "CĐCS Trường A\nBÁO CÁO HOẠT ĐỘNG NĂM 2023\n|||ĐVT: nghìn đồng\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41";
        let office = Office::new();
        let sheets = [("Sheet1", sheet(first)), ("Sheet2", sheet(second))];
        office.workbook("2023/Cụm 1/a.xlsx", &sheets);
        assert_eq!(counted(&office.run()), set(counts), "{second}");
    }
}

#[test]
fn units_across_are_known_by_their_names_alone() {
    let run = table(
        "TT|Nội dung|ĐVT|Tổng số|Trường A|Trường B\n1|Tổng số đoàn viên|người|181|90|91\n2|Điểm cụm thẩm định|điểm||93|96,5",
    );
    let counted = counted(&run);
    for figure in ["members 90", "members 91", "cluster_score 96.5"] {
        assert!(counted.contains(figure), "{figure}: {counted:?}");
    }
    assert!(!counted.contains("members 181"), "{counted:?}");
}

#[test]
fn columns_of_a_units_own_parts_are_no_units() {
    let run = form(
        "TT|Nội dung|ĐVT|Tổng số|Tổ công đoàn Hành chính|Tổ công đoàn Kỹ thuật\n1|Tổng số đoàn viên|người|41|20|21",
    );
    assert_eq!(counted(&run), set(&["members 41"]));
}

#[test]
fn names_across_a_units_own_form_are_its_parts() {
    let run = form(
        "TT|Nội dung|ĐVT|Tổng số|Phòng khám số 1|Phòng khám số 2\n1|Tổng số đoàn viên|người|41|20|21",
    );
    assert_eq!(counted(&run), set(&["members 41"]));
}

#[test]
fn a_table_whose_titles_are_all_amounts_is_one_of_amounts() {
    let rows = "ĐVT: triệu đồng\nTT|Công đoàn cơ sở trường|Tiền thăm hỏi đoàn viên|Hỗ trợ đoàn viên khó khăn\n1|Trường A|8.1|4.8\n2|Trường B|18|6";
    let counts = [
        "hardship_amount 4800000",
        "hardship_amount 6000000",
        "visits_amount 18000000",
        "visits_amount 8100000",
    ];
    assert_eq!(counted(&table(rows)), set(&counts));
    // Beside people they may be people.
    let rows = rows.replace("Tiền thăm hỏi đoàn viên", "Tổng số đoàn viên");
    let run = table(&rows);
    assert!(
        found(&run).contains("column-unknown D4"),
        "{:?}",
        found(&run)
    );
}

#[test]
fn a_sum_may_say_of_which_parts_it_is() {
    let rows = "TT|Đơn vị|Tổng số đoàn viên\n|TOÀN CỤM (A+B)|93\nA|Khối trường|\n1|Trường A|41\n|Cộng A|41\nB|Khối khác|\n1|Trường B|52\n|Cộng B|52";
    let run = table(rows);
    assert_eq!(counted(&run), set(&["members 41", "members 52"]));
    assert_eq!(found(&run), set(&[]));
}
