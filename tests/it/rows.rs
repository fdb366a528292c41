//! Rows as people write them: labels with remarks, parts below their totals, units of measure stated on the way.

use crate::habits::{counted, form, found, set, table};

/// Rows of a form below its header, what counts, and the findings at cells. The first row is the fifth of the sheet.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

fn check(cases: &[Case]) {
    for (rows, counts, findings) in cases {
        let run = form(&format!("TT|Nội dung|ĐVT|Số lượng\n{rows}"));
        assert_eq!(counted(&run), set(counts), "{rows}");
        assert_eq!(found(&run), set(findings), "{rows}");
    }
}

#[test]
fn a_figure_behind_words_is_not_lost_with_its_label() {
    check(&[
        (
            "1|Chuyện không ai biết|người|khoảng 12\n2|Việc không ai hay|đồng|hơn 20 triệu đồng\n3|Số lần không ai đếm|lần|Đợt 1: 3, đợt 2: 5\n4|Điều không ai nhớ|lần|≥ 2\n5|Tổng số đoàn viên|người|41",
            &["members 41"],
            &[
                "label-unmatched D5",
                "label-unmatched D6",
                "label-unmatched D7",
                "label-unmatched D8",
            ],
        ),
        // Words, dates and telephone numbers are no figures.
        (
            "1|Tổng số đoàn viên|người|41\n(1)|(2)|(3)|(5)=(4)/(3)\n|Các hoạt động khác||đã xong trước 30/11/2023\n|Người lập biểu||ĐT: 0912 345 678\n|Nguyễn Văn A||Lạng Sơn, ngày 5 tháng 12 năm 2023",
            &["members 41"],
            &[],
        ),
    ]);
}

#[test]
fn a_word_for_a_figure_is_not_lost_with_its_label() {
    check(&[(
        "|Chuyện không ai biết (người)||-\n|2. Việc không ai hay||Không\n|Xếp loại ai đó||Hoàn thành tốt nhiệm vụ\n|Lời không ai hỏi||-\n5|Tổng số đoàn viên|người|41",
        &["members 41"],
        &[
            "label-unmatched D5",
            "label-unmatched D6",
            "label-unmatched D7",
        ],
    )]);
}

#[test]
fn sections_of_others_and_of_other_times_give_no_results() {
    check(&[(
        "I|CÔNG ĐOÀN||\n1|Tổng số lao động|người|43\nII|ĐOÀN THANH NIÊN||\n2|Tổng số đoàn viên|người|40\n|Số liệu năm trước||\n3|Số đoàn viên kết nạp mới trong năm|người|3\n|Chỉ tiêu năm 2024||\n4|Số tổ công đoàn|tổ|5",
        &["workers 43", "target union_groups 5"],
        &["row-unread D8", "row-unread D10"],
    )]);
}

#[test]
fn remarks_that_take_a_figure_back_hold_it() {
    let run = form(
        "TT|Nội dung|ĐVT|Số lượng|Ghi chú\n1|Tổng số lao động|người|43|năm 2022\n2|Số tổ công đoàn|tổ|3|Kế hoạch năm 2024\n3|Tổng số đoàn viên|người|41|đúng là 42\n4|Số đoàn viên kết nạp mới trong năm|người|2|Tháng 5\n5|Số sáng kiến được công nhận|sáng kiến|1|Có danh sách kèm theo",
    );
    assert_eq!(counted(&run), set(&["members_new 2", "initiatives 1"]));
    let held = [
        "period-conflict D5",
        "period-conflict D6",
        "period-conflict D7",
    ];
    assert_eq!(found(&run), set(&held));
}

#[test]
fn a_note_below_tells_of_the_whole_form() {
    let rows = "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số lao động|người|43\n2|Số tổ công đoàn|tổ|3";
    let run = form(&format!(
        "{rows}\nGhi chú: Số liệu trên là số liệu 6 tháng đầu năm 2023"
    ));
    assert_eq!(counted(&run), set(&[]));
    let run = form(&format!(
        "{rows}\nGhi chú: số liệu năm 2022 theo báo cáo trước"
    ));
    assert_eq!(counted(&run), set(&["workers 43", "union_groups 3"]));
}

#[test]
fn instructions_stand_between_a_whole_and_its_part() {
    check(&[(
        "1|Tổng số lao động|người|43\n|Ghi tổng số có mặt đến ngày báo cáo||\n2|Trong đó: nữ|người|14",
        &["workers 43", "workers_female 14"],
        &[],
    )]);
}

#[test]
fn a_label_of_a_whole_or_its_part_asks_for_both() {
    check(&[
        (
            "1|Tổng số lao động/nữ|người|33/21\n2|Tổng số đoàn viên, trong đó nữ|người|30/14",
            &[
                "workers 33",
                "workers_female 21",
                "members 30",
                "members_female 14",
            ],
            &[],
        ),
        // Of one figure nobody knows which it is.
        (
            "1|Tổng số lao động/nữ|người|33\n2|Tổng số đoàn viên (nữ)|người|14",
            &["members_female 14"],
            &["label-ambiguous D5"],
        ),
    ]);
}

#[test]
fn a_sentence_beside_a_field_of_work_tells_its_figures() {
    check(&[
        (
            "1|Phát triển Đảng||Giới thiệu 10 đoàn viên ưu tú cho Đảng, 8 đoàn viên được kết nạp Đảng\n2|Số tổ công đoàn||Có 8 tổ công đoàn (sau sáp nhập)\n3|Kết nạp mới trong năm 17 đoàn viên|người|17",
            &[
                "members_new 17",
                "party_admitted 8",
                "party_introduced 10",
                "union_groups 8",
            ],
            &[],
        ),
        (
            "1|Tổ công đoàn khoa Nội||Tổng số đoàn viên 30 người\n2|Số tổ công đoàn|tổ|8",
            &["union_groups 8"],
            &["label-unmatched D5"],
        ),
    ]);
}

#[test]
fn questions_are_answered_below_them() {
    let asked = "Câu 1.|Tổng số lao động tại công ty?\n|Trả lời:|312 người\nCâu 2.|Trong đó nữ?\n|Trả lời:|180 người\nCâu 3.|Đơn vị có bao nhiêu tổ công đoàn?\n|Trả lời:|23";
    let run = form(asked);
    let counts = ["workers 312", "workers_female 180", "union_groups 23"];
    assert_eq!(counted(&run), set(&counts));
    assert_eq!(found(&run), set(&[]));
}

#[test]
fn rows_below_an_empty_one_say_what_was_planned_and_what_was_reached() {
    check(&[
        (
            "1|Tổng số lao động|người\n|- Kế hoạch||43\n|- Thực hiện||48\n2|Số tiền thăm hỏi đoàn viên|nghìn đồng\n|+ Kế hoạch||6600\n|+ Thực hiện||7400\n3|Tổng số đoàn viên|người|41",
            &[
                "target workers 43",
                "workers 48",
                "target visits_amount 6600000",
                "visits_amount 7400000",
                "members 41",
            ],
            &[],
        ),
        // Other words than these, another unit of measure.
        (
            "1|Tổng số lao động|người\n|- Kế hoạch kiểm tra||3\n2|Tổng số đoàn viên|người\n|- Thực hiện|%|98",
            &[],
            &["label-unmatched D6", "label-unmatched D8"],
        ),
        // The row above has a figure of its own, or means nothing known.
        (
            "1|Tổng số lao động|người|48\n|- Kế hoạch||43\n2|Chuyện không ai biết|người\n|- Thực hiện||7",
            &["workers 48"],
            &["label-unmatched D6", "label-unmatched D8"],
        ),
    ]);
}

#[test]
fn parts_are_known_by_the_row_above_in_other_words_too() {
    check(&[(
        "1|Số lao động không đủ việc làm|người|5\n|- Trong đó: nữ|người|2\n2|Số đoàn viên ưu tú được giới thiệu cho Đảng|người|4\n|- Trong đó: được kết nạp|người|3\n3|Số hộ chính sách, hộ nghèo được tặng quà|hộ|6\n|- Trị giá quà|đồng|2500000\n4|Tiền lương bình quân tháng của người lao động|đồng|9421000\n|- Tính trên số người|người|79\n5|Anh chị em được công đoàn đỡ đầu|người|3\n|- Số tiền hỗ trợ|đồng|2200000",
        &[
            "underemployed 5",
            "underemployed_female 2",
            "party_introduced 4",
            "party_admitted 3",
            "poor_households 6",
            "poor_households_amount 2500000",
            "avg_wage 9421000",
            "avg_wage_headcount 79",
            "hardship_members 3",
            "hardship_amount 2200000",
        ],
        &[],
    )]);
}

#[test]
fn units_of_measure_are_stated_on_the_way() {
    check(&[
        (
            "Đơn vị tính: nghìn đồng\n1|Số tiền thăm hỏi đoàn viên||46800",
            &["visits_amount 46800000"],
            &[],
        ),
        (
            "1|Số tiền thăm hỏi đoàn viên|đồng|3000000\n|Đơn vị tiền: nghìn đồng\n2|Ủng hộ các loại quỹ xã hội||5000\n|Đơn vị tính:|triệu đồng\n3|Số tiền hỗ trợ đoàn viên khó khăn||7",
            &[
                "visits_amount 3000000",
                "social_fund_amount 5000000",
                "hardship_amount 7000000",
            ],
            &[],
        ),
        (
            "|||ĐVT: nghìn đồng\n1|Số tiền thăm hỏi đoàn viên||46800",
            &["visits_amount 46800000"],
            &[],
        ),
        // Below all rows it is of those above.
        (
            "1|Số tiền thăm hỏi đoàn viên||46800\nĐơn vị tính: nghìn đồng",
            &["visits_amount 46800000"],
            &[],
        ),
        (
            "1|Số tiền thăm hỏi đoàn viên||46800\nGhi chú: số tiền tính bằng nghìn đồng",
            &["visits_amount 46800000"],
            &[],
        ),
        (
            "II|Kinh phí (nghìn đồng)\n1|Số tiền thăm hỏi đoàn viên||46800\nIII. Việc khác\n2|Ủng hộ các loại quỹ xã hội||5000000",
            &["visits_amount 46800000", "social_fund_amount 5000000"],
            &[],
        ),
        // What a row says of itself and what is said of all rows differ.
        (
            "1|Số tiền thăm hỏi đoàn viên|đồng|46800\n2|Ủng hộ các loại quỹ xã hội|đồng|0\nGhi chú: số tiền tính bằng nghìn đồng",
            &["social_fund_amount 0"],
            &["unit-of-measure-conflict D5"],
        ),
        (
            "1|Số tiền thăm hỏi đoàn viên|đồng|3000000\n2|Ủng hộ các loại quỹ xã hội||5000\nGhi chú: các khoản còn lại tính bằng nghìn đồng",
            &["visits_amount 3000000", "social_fund_amount 5000000"],
            &[],
        ),
        // A unit that only one unmatched row states is its own, and words for an amount are none.
        (
            "1|Quà không ai biết (triệu đồng)||7\n2|Số tiền thăm hỏi đoàn viên||3000000\n|(Bằng chữ: Ba triệu đồng)",
            &["visits_amount 3000000"],
            &["label-unmatched D5"],
        ),
    ]);
    let run = form(
        "|||ĐVT: 1.000 đồng\nTT|Nội dung|ĐVT|Số lượng\n1|Số đoàn viên|người|41\n2|Số tiền thăm hỏi đoàn viên|đồng|46800\n3|Ủng hộ các loại quỹ xã hội|nghìn đồng|5000",
    );
    assert_eq!(
        counted(&run),
        set(&["members 41", "social_fund_amount 5000000"])
    );
    assert_eq!(found(&run), set(&["unit-of-measure-conflict D7"]));
}

#[test]
fn a_table_of_units_has_the_unit_of_measure_of_its_lines() {
    for rows in [
        "TT|Đơn vị|Số đoàn viên|Số tiền thăm hỏi đoàn viên\nĐơn vị tính: nghìn đồng\n1|Trường A|10|5000\n2|Trường B|20|6000",
        "TT|Đơn vị|Số đoàn viên|Số tiền thăm hỏi đoàn viên\n||ĐVT: người|ĐVT: nghìn đồng\n1|Trường A|10|5000\n2|Trường B|20|6000",
        "TT|Đơn vị|Số đoàn viên|Số tiền thăm hỏi đoàn viên\n1|Trường A|10|5000\n2|Trường B|20|6000\n|Ghi chú: số tiền tính bằng nghìn đồng",
    ] {
        let counts = [
            "members 10",
            "members 20",
            "visits_amount 5000000",
            "visits_amount 6000000",
        ];
        assert_eq!(counted(&table(rows)), set(&counts), "{rows}");
    }
}

#[test]
fn a_part_is_of_the_row_above_it() {
    check(&[
        (
            "1|Tổng số lao động|người|120\nII. Đoàn viên công đoàn: 110 người\n2|- Trong đó: nữ|người|44",
            &["members 110", "members_female 44", "workers 120"],
            &[],
        ),
        (
            "1|Tổng số lao động|người|120\n|Số đại biểu dự đại hội|người|102/127\n2|- Trong đó: nữ|người|44",
            &["workers 120"],
            // A congress' row in a report that tells of none is no row of a congress.
            &["label-unmatched D6", "label-unmatched D7"],
        ),
        // A line that only introduces the parts, and a part that is no indicator, stand between.
        (
            "1|Tổng số lao động|người|120\n|- Trong đó:\n|+ Nữ|người|50\n2|Tổng số đoàn viên|người|110\n|- Nam|người|66\n|- Nữ|người|44",
            &[
                "workers 120",
                "workers_female 50",
                "members 110",
                "members_female 44",
            ],
            &["label-unmatched D9"],
        ),
        (
            "1|Tổng số lao động|người|120\n|- Biên chế|người|90\n|- Hợp đồng|người|30\n|- Nữ|người|50\n2|Tổng số đoàn viên|người|110\n2.1|Đảng viên|người|30\n2.2|Nữ|người|44",
            &[
                "workers 120",
                "workers_female 50",
                "members 110",
                "members_female 44",
            ],
            &[
                "label-unmatched D6",
                "label-unmatched D7",
                "label-unmatched D10",
            ],
        ),
        // Of a part that is no indicator, or of which it is not clear.
        (
            "1|Tổng số lao động|người|120\n|- Đảng viên|người|30\n|+ Nữ|người|10\n|- Trong đó: nữ|người|10",
            &["workers 120"],
            &[
                "label-unmatched D6",
                "label-unmatched D7",
                "label-unmatched D8",
            ],
        ),
        (
            "1|Tổng số lao động|người|120\n2|Đảng viên|người|30\n|- Nữ|người|10",
            &["workers 120"],
            &["label-unmatched D6", "label-unmatched D7"],
        ),
    ]);
}

#[test]
fn labels_keep_their_meaning_beside_remarks() {
    check(&[
        (
            "1|Số người phải tự thuê nhà ở (nếu có)|người|12\n2|I.2.a Số sáng kiến được công nhận|sáng kiến|20\n3|Số tiền thăm hỏi đoàn viên (tính đến 30/11/2023)|đồng|20000000\n4|Ủng hộ các loại quỹ xã hội (*) (ĐVT: nghìn đồng)||20000\n5|TS đoàn viên công đoàn|người|41\n6|Tổng số lao đông|người|50",
            &[
                "renting 12",
                "initiatives 20",
                "visits_amount 20000000",
                "social_fund_amount 20000000",
                "members 41",
                "workers 50",
            ],
            &[],
        ),
        (
            "1|Tổng số đoàn viên (lũy kế)|người|41\n2|Tổng số lao động (kế hoạch)|người|50\n3|Số tổ công đoàn (năm trước)|tổ|5\n4|Số sáng kiến được công nhận|sáng kiến|20",
            &["initiatives 20"],
            &[
                "label-unmatched D5",
                "label-unmatched D6",
                "label-unmatched D7",
            ],
        ),
    ]);
    let run = table(
        "TT|Đơn vị|Số đoàn viên (lũy kế)|Số tổ công đoàn (nếu có)|Số tiền thăm hỏi đoàn viên (*) (nghìn đồng)\n1|Trường A|10|1|5000\n2|Trường B|20|2|6000",
    );
    let amounts = ["visits_amount 5000000", "visits_amount 6000000"];
    assert_eq!(
        counted(&run),
        set(&["union_groups 1", "union_groups 2", amounts[0], amounts[1]])
    );
    assert_eq!(found(&run), set(&["column-unknown C3"]));
}

#[test]
fn a_label_may_be_a_sentence_that_tells_its_figure() {
    check(&[
        (
            "1|Tổng số đoàn viên hiện có 1.075 người, tăng 12 người|người|1075\n|- Trong đó nữ có 849 người, chiếm 79%|người|849\n2|Trong năm CĐCS kết nạp mới 21 đoàn viên (chỉ tiêu trên giao 16 đoàn viên)|người|21\n3|Vận động CNLĐ ủng hộ các quỹ xã hội được 156,1 triệu đồng|đồng|156100000",
            &[
                "members 1075",
                "members_female 849",
                "members_new 21",
                "social_fund_amount 156100000",
            ],
            &[],
        ),
        // Another figure than the one beside it, or one that is only planned.
        (
            "1|Tổng số đoàn viên hiện có 1.075 người|người|1057\n2|Kết nạp mới 21 người (kế hoạch năm)|người|21\n3|Số tổ công đoàn|tổ|4",
            &["union_groups 4"],
            &["label-unmatched D5", "label-unmatched D6"],
        ),
        (
            "1|Kết nạp mới 36 đoàn viên|người|-36\n2|Số tổ công đoàn|tổ|4",
            &["union_groups 4"],
            &["negative-value D5"],
        ),
    ]);
}

#[test]
fn a_label_may_ask_for_a_count_and_its_amount() {
    check(&[(
        "1|Thăm hỏi đoàn viên (số lượt/số tiền)||10 lượt/3.500.000đ\n2|Hỗ trợ đoàn viên có hoàn cảnh khó khăn: số người và số tiền||02 người/2.400.000đ",
        &[
            "hardship_amount 2400000",
            "hardship_members 2",
            "visits 10",
            "visits_amount 3500000",
        ],
        &[],
    )]);
    let run = form(
        "Nội dung|Số lượng|Số tiền (nghìn đồng)\nTổng số đoàn viên|41|\nThăm hỏi đoàn viên: số lượt và số tiền|59|17700\nTặng quà hộ gia đình chính sách, hộ nghèo: số hộ và số tiền|20|12000",
    );
    let counts = [
        "members 41",
        "poor_households 20",
        "poor_households_amount 12000000",
        "visits 59",
        "visits_amount 17700000",
    ];
    assert_eq!(counted(&run), set(&counts));
}

#[test]
fn typists_slips_are_read_and_told() {
    let run = form(
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n2|Đoàn viên có hoàn cảnh khó khăn được hổ trợ|người|3\n3|Giới thiệu đoàn viên ưu tú cho Đãng|người|2\n4|Lao động tiên tiên|người|28\n5|Số lượt thăn hỏi đoàn viên|lượt|15",
    );
    let counts = [
        "advanced_workers 28",
        "hardship_members 3",
        "members 41",
        "party_introduced 2",
        "visits 15",
    ];
    assert_eq!(counted(&run), set(&counts));
}

#[test]
fn a_unit_may_put_its_indicators_across_in_several_tables() {
    let run = form(
        "1. Lao động, đoàn viên\nTổng số lao động|Lao động nữ|Tổng số đoàn viên|Số tổ công đoàn\n157|39|150|7\n\n2. Chăm lo, thi đua\nSố lượt đoàn viên được thăm hỏi|Số tiền thăm hỏi (đồng)|Lao động tiên tiến\n18|9000000|129",
    );
    let counts = [
        "advanced_workers 129",
        "members 150",
        "union_groups 7",
        "visits 18",
        "visits_amount 9000000",
        "workers 157",
        "workers_female 39",
    ];
    assert_eq!(counted(&run), set(&counts));
    assert_eq!(found(&run), set(&[]));
}

#[test]
fn a_unit_may_keep_its_figures_month_by_month() {
    let run = form(
        "Tháng|Kết nạp đoàn viên mới (người)|Thăm hỏi đoàn viên (lượt)|Số tiền thăm hỏi (đồng)|Sổ sách (quyển)\nTháng 1|1|2|700000|3\nTháng 2|0|1|350000|2\nCả năm 2023|1|3|1050000|5\n\nTổng số đoàn viên công đoàn:|||64",
    );
    let counts = ["members_new 1", "visits 3", "visits_amount 1050000"];
    assert_eq!(counted(&run), set(&counts));
}

#[test]
fn what_is_numbered_beside_a_heading_stands_beside_it() {
    check(&[
        // Behind parts of the heading its own number goes on: the rows are none of it.
        (
            "1|Tổng số lao động|người|43\n2|Đăng ký thi đua:||\n2.1|Lao động tiên tiến|người|33\n3|Số tổ công đoàn|tổ|5",
            &["target advanced_workers 33", "union_groups 5", "workers 43"],
            &[],
        ),
        (
            "1|Kế hoạch năm 2024||\n|- Lao động tiên tiến|người|33\n2|Số tổ công đoàn|tổ|5",
            &["target advanced_workers 33", "union_groups 5"],
            &[],
        ),
        // Numbered on right behind it they may all be its.
        (
            "1|Đăng ký thi đua||\n2|Lao động tiên tiến|người|33\n3|Chiến sĩ thi đua cơ sở|người|5",
            &["target advanced_workers 33", "target emulation_fighters 5"],
            &[],
        ),
    ]);
}

#[test]
fn what_others_have_is_none_of_the_units() {
    check(&[
        (
            "1|Tổng số lao động|người|43\nII|Học sinh||\n1|Số tiền ủng hộ các loại quỹ xã hội|đồng|15000000\nIII|Công đoàn cấp trên hỗ trợ||\n1|Số lượt đoàn viên được thăm hỏi|lượt|3\nIV|Thi đua||\n1|Lao động tiên tiến|người|30",
            &["advanced_workers 30", "workers 43"],
            &["row-unread D7", "row-unread D9"],
        ),
        // Some of those whom a label counts.
        (
            "1|Tổng số lao động (hợp đồng)|người|5\n2|Lao động tiên tiến (giáo viên)|người|30\n3|Tổng số đoàn viên|người|41 (nữ)\n4|Tổng số lao động|người|43 (nữ 20)",
            &["workers 43", "workers_female 20"],
            &[
                "label-unmatched D5",
                "label-unmatched D6",
                "not-a-number D7",
            ],
        ),
        (
            "1|Tổng số lao động|học sinh|400\n2|Lao động tiên tiến|tập thể|1",
            &[],
            &["unit-of-measure-conflict D5", "unit-of-measure-conflict D6"],
        ),
    ]);
    let run = table(
        "TT|Đơn vị|Học sinh|Nữ CNVCLĐ||Kết nạp đoàn viên mới|\n||Số tiền ủng hộ các loại quỹ xã hội|Tổng số lao động|Lao động tiên tiến|Chỉ tiêu|Đạt\n1|Trường A|1000000|25|20|3|2\n2|Trường B|1500000|35|30|4|5",
    );
    assert_eq!(
        counted(&run),
        set(&[
            "members_new 2",
            "members_new 5",
            "target members_new 3",
            "target members_new 4",
        ])
    );
    let told = ["C4", "D4", "E4"].map(|cell| format!("column-unknown {cell}"));
    assert!(told.iter().all(|it| found(&run).contains(it)));
}

#[test]
fn a_part_before_its_whole_is_of_neither() {
    check(&[
        (
            "1|Nữ|người|25\n2|Tổng số lao động|người|43\n3|Nữ|người|24\n4|Tổng số đoàn viên|người|41",
            &["members 41", "workers 43"],
            &["label-unmatched D5", "label-unmatched D7"],
        ),
        // What goes on from the page before says so.
        (
            "|- Trong đó: nữ|người|25\n2|Tổng số đoàn viên|người|41\n|- Trong đó: nữ|người|24",
            &["members 41", "members_female 24"],
            &["label-unmatched D5"],
        ),
        (
            "1|Lao động tiên tiến (*)|người|30\n2|Tổng số đoàn viên|người|41\n(*) Số đề nghị, chưa có quyết định",
            &["members 41"],
            &["period-conflict D5"],
        ),
    ]);
}

/// A table of a unit's parts below a title for what its rows are.
fn parts(title: &str, rows: &str) -> tonghop::pipeline::Consolidation {
    form(&format!(
        "TT|{title}|Tổng số lao động|Tổng số đoàn viên|Số đoàn viên kết nạp mới trong năm|Tỷ lệ đoàn viên xuất sắc (%)\n{rows}"
    ))
}

#[test]
fn the_row_of_the_whole_gives_a_units_figures_where_it_sums_up_its_parts() {
    const ROWS: &str = "1|Tổ số 1|20|19|1|90\n2|Tổ số 2|15|15||80\n3|Tổ số 3|12|11|2|85";
    const WHOLE: &str = "|Toàn cơ quan|47|45|3|85";
    let counts = [
        "workers 47",
        "members 45",
        "members_new 3",
        "outstanding_members_rate 0.85",
    ];
    for title in ["Tổ công đoàn", "Đơn vị", "Nhãn Hàng"] {
        for (rows, told) in [
            (format!("{ROWS}\n{WHOLE}"), "row-unread C5"),
            (format!("{WHOLE}\n{ROWS}"), "row-unread C6"),
        ] {
            let run = parts(title, &rows);
            assert_eq!(counted(&run), set(&counts), "{title}\n{rows}");
            assert_eq!(found(&run), set(&[told]), "{title}\n{rows}");
        }
    }
    // What does not sum up, is called no whole or stands alone is nobody's.
    for whole in [
        "|Toàn cơ quan|48|45|3|85",
        "4|Tổ số 4|47|45|3|85",
        "|Toàn cơ quan||45|3|85",
        "|Toàn cơ quan|47|45|3|85\n|Tổng cộng|47|45|3|85",
    ] {
        let run = parts("Tổ công đoàn", &format!("{ROWS}\n{whole}"));
        assert_eq!(counted(&run), set(&[]), "{whole}");
        assert!(found(&run).contains("row-unread C5"), "{whole}");
    }
    // Units below are units, whoever sent the table.
    let run = parts(
        "Đơn vị",
        "1|CĐCS Trường A|20|19|1|90\n2|CĐCS Trường B|15|15|1|80\n|Tổng cộng|35|34|2|85",
    );
    assert_eq!(counted(&run).len(), 7);
}

#[test]
fn a_pivot_table_is_read_as_the_table_that_it_is() {
    let total = "Tổng Cuối cùng";
    let across = format!(
        "|Nhãn Cột\nGiá trị|Khối văn phòng|Khối kỹ thuật|{total}\nTổng của Tổng số lao động|20|15|35\nTổng của Số tiền thăm hỏi|2000000|1500000|3500000\nTrung bình của Số tổ công đoàn|1|2|1,5"
    );
    let run = form(&across);
    assert_eq!(counted(&run), set(&["workers 35", "visits_amount 3500000"]));
    assert!(found(&run).contains("label-unmatched D8"));
    let units = format!(
        "Nhãn Hàng|Tổng của Tổng số lao động|Tổng của Số tiền thăm hỏi|Tổng của Số lượt thăm hỏi\nTrường Tiểu học A|20|2000000|5\nTrường Tiểu học B|15|1500000|4\n{total}|35|3500000|9"
    );
    let run = table(&format!("Công đoàn cơ sở|(Tất cả)\n{units}"));
    assert_eq!(counted(&run).len(), 6);
    // Below a unit's own name the rows are of its parts, or of nobody.
    let of_parts = units.replace("|35|", "|36|");
    assert_eq!(counted(&form(&of_parts)), set(&[]));
    let run = table(&units);
    let counts = [
        "workers 20",
        "workers 15",
        "visits_amount 2000000",
        "visits_amount 1500000",
        "visits 5",
        "visits 4",
    ];
    assert_eq!(counted(&run), set(&counts));
    assert_eq!(found(&run), set(&[]));
}

#[test]
fn questions_bear_numbers_and_say_how_they_are_answered() {
    let run = form(
        "Câu hỏi|Trả lời\nCâu 1. Tổng số đoàn viên của đơn vị tính đến thời điểm báo cáo (người)?|41\nCâu hỏi 2: Số đoàn viên kết nạp mới trong năm 2023 (nếu không có thì ghi 0)|3\nCâu số 3) Đơn vị có bao nhiêu tổ công đoàn? (ghi số tổ)|2\nCâu 4. Tổng số tiền thăm hỏi đoàn viên (đồng) [chỉ ghi số, không ghi dấu chấm]|900000\nCâu 5. Số tiền ủng hộ các quỹ xã hội [chỉ ghi số của nữ]|1000\nCâu lạc bộ 6. Số đoàn viên nữ|20",
    );
    let counts = [
        "members 41",
        "members_new 3",
        "union_groups 2",
        "visits_amount 900000",
    ];
    assert_eq!(counted(&run), set(&counts));
    assert_eq!(
        found(&run),
        set(&["label-unmatched B9", "label-unmatched B10"])
    );
}

/// The same four rows below headings, a block each.
fn blocks(blocks: &[(&str, [u32; 4])]) -> tonghop::pipeline::Consolidation {
    let block = |(heading, [workers, women, members, visits]): &(&str, [u32; 4])| {
        format!(
            "{heading}\nTổng số lao động|người|{workers}\nTrong đó: nữ|người|{women}\nTổng số đoàn viên|người|{members}\nSố lượt đoàn viên được thăm hỏi|lượt|{visits}"
        )
    };
    let blocks: Vec<String> = blocks.iter().map(block).collect();
    form(&format!("Nội dung|ĐVT|Số lượng\n{}", blocks.join("\n")))
}

#[test]
fn of_blocks_of_the_same_rows_the_one_that_sums_up_the_others_is_the_units() {
    let (first, second) = (
        ("I. Khối văn phòng", [20, 9, 19, 4]),
        ("II. Khối trực thuộc", [15, 6, 15, 7]),
    );
    let counts = ["workers 35", "workers_female 15", "members 34", "visits 11"];
    let run = blocks(&[first, second, ("III. Toàn cơ quan", [35, 15, 34, 11])]);
    assert_eq!(counted(&run), set(&counts));
    assert_eq!(found(&run), set(&["row-unread C6", "row-unread C11"]));
    let run = blocks(&[("A. Tổng hợp chung", [35, 15, 34, 11]), first, second]);
    assert_eq!(counted(&run), set(&counts));
    assert_eq!(found(&run), set(&["row-unread C11", "row-unread C16"]));
    // What does not sum up is held, as are two that contradict each other, and what is a cluster's or of units is nobody's.
    for others in [
        vec![first, second, ("III. Toàn cơ quan", [35, 15, 34, 12])],
        vec![first, ("II. Khối trực thuộc", [15, 6, 15, 7])],
        vec![first, second, ("III. Toàn cụm", [35, 15, 34, 11])],
        vec![
            first,
            ("II. CĐCS Trường B", [15, 6, 15, 7]),
            ("III. Tổng cộng", [35, 15, 34, 11]),
        ],
    ] {
        assert_eq!(counted(&blocks(&others)), set(&[]), "{others:?}");
    }
}

#[test]
fn sources_of_money_beside_their_sum_are_no_figures_of_a_unit() {
    let run = form(
        "TT|Nội dung|ĐVT|Số tiền (nghìn đồng)\n|||Ngân sách|Công đoàn|Xã hội hóa|Tổng cộng\n1|Thăm hỏi đoàn viên|nghìn đồng|100|200|300|600\n2|Ủng hộ các quỹ xã hội|nghìn đồng|10|20|30|60",
    );
    assert_eq!(
        counted(&run),
        set(&["visits_amount 600000", "social_fund_amount 60000"])
    );
}

#[test]
fn prose_under_the_title_of_results_is_read_whatever_its_tasks_are_called() {
    const TASKS: &str = "1|Xây dựng tổ chức|- Tổng số lao động: 85 người (nữ 45 người); tổng số đoàn viên: 84 người, sinh hoạt tại 5 tổ công đoàn.";
    let run = form(&format!("TT|Nhiệm vụ trọng tâm|Kết quả thực hiện\n{TASKS}"));
    let counts = [
        "workers 85",
        "workers_female 45",
        "members 84",
        "union_groups 5",
    ];
    assert_eq!(counted(&run), set(&counts));
    // What is only planned, or under a title that says nothing, is no result.
    for title in ["Kế hoạch năm 2023", "Giải pháp"] {
        let run = form(&format!("TT|Nhiệm vụ trọng tâm|{title}\n{TASKS}"));
        assert_eq!(counted(&run), set(&[]), "{title}");
    }
}

#[test]
fn a_cell_beside_fields_of_work_may_hold_several_sentences() {
    let run = form(
        "Nội dung công tác|Kết quả đạt được\nXây dựng tổ chức|Tổng số lao động 29 người\nPhát triển đoàn viên, phát triển Đảng|- Kết nạp mới 3 đoàn viên. Số đoàn viên ưu tú được giới thiệu cho Đảng trong năm là 2 người; số đoàn viên ưu tú được kết nạp vào Đảng trong năm là 1 người.\nChăm lo, bảo vệ đoàn viên; an sinh xã hội|- Tặng quà cho 21 hộ gia đình chính sách, hộ nghèo trị giá 10.500.000 đồng. - Ủng hộ các quỹ xã hội 4.500.000 đồng.",
    );
    let counts = [
        "workers 29",
        "members_new 3",
        "party_introduced 2",
        "party_admitted 1",
        "poor_households 21",
        "poor_households_amount 10500000",
        "social_fund_amount 4500000",
    ];
    assert_eq!(counted(&run), set(&counts));
}

#[test]
fn a_field_of_work_is_the_whole_of_nothing() {
    check(&[(
        "1|Lao động, việc làm||\n1.1|Tổng số lao động|người|43\n2|Tổ chức, đoàn viên||\n2.1|Tổng số đoàn viên|người|41\n2.1.1|- Nữ|người|20",
        &["members 41", "members_female 20", "workers 43"],
        &[],
    )]);
}
