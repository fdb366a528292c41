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
            &["workers 120"],
            &["label-unmatched D7"],
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
