//! Tables of a form's own unit: indicators across above one row of figures, units of measure below cards, labels without a title.

use crate::habits::{Forms, check, counted, form, set};

/// A word before the figures of a row.
const WORDS_BEFORE_FIGURES: Forms = &[
    (
        "Lực lượng|Tổng số lao động (người)|Tổng số đoàn viên (người)|Số tổ công đoàn (tổ)\nKết quả|102|101|4\n\nThi đua|Lao động tiên tiến|Chiến sĩ thi đua cơ sở\nKết quả|83|12\n\nSáng kiến|Số sáng kiến được công nhận\nKết quả|6",
        &[
            "advanced_workers 83",
            "emulation_fighters 12",
            "initiatives 6",
            "members 101",
            "union_groups 4",
            "workers 102",
        ],
        &[],
    ),
    // Figures as texts are no titles.
    (
        "Lực lượng|Tổng số lao động|Tổng số đoàn viên|Số tổ công đoàn\nThực hiện|102 người|101 ng|4 tổ\n\nChăm lo|Số lượt đoàn viên được thăm hỏi|Số tiền thăm hỏi đoàn viên (triệu đồng)\nThực hiện|45 lượt|18",
        &[
            "members 101",
            "union_groups 4",
            "visits 45",
            "visits_amount 18000000",
            "workers 102",
        ],
        &[],
    ),
    // Planned and reached, years, what compares them, and the word before all titles.
    (
        "|Tổng số lao động|Tổng số đoàn viên|Số tổ công đoàn\nKế hoạch|110|105|5\nThực hiện|102|101|4\nTăng/giảm|8|4|1",
        &[
            "members 101",
            "target members 105",
            "target union_groups 5",
            "target workers 110",
            "union_groups 4",
            "workers 102",
        ],
        &[],
    ),
    (
        "Năm|Tổng số lao động|Tổng số đoàn viên|Số tổ công đoàn\n2022|90|89|3\n2023|102|101|4\nCộng|192|190|7",
        &["members 101", "union_groups 4", "workers 102"],
        &[],
    ),
    // The whole and a part of it, of which not every indicator asks.
    (
        "|Tổng số lao động|Tổng số đoàn viên|Lao động tiên tiến\nTổng số|102|101|83\nTrong đó nữ|52|51|40",
        &[
            "advanced_workers 83",
            "members 101",
            "members_female 51",
            "workers 102",
            "workers_female 52",
        ],
        &["row-unread D6"],
    ),
    // Nobody is called `Kết quả`, a department is none of these words.
    (
        "Đơn vị|Tổng số lao động|Tổng số đoàn viên|Số tổ công đoàn\nKết quả|102|101|4",
        &["members 101", "union_groups 4", "workers 102"],
        &[],
    ),
    (
        "Lực lượng|Tổng số lao động|Tổng số đoàn viên|Số tổ công đoàn\nPhòng Hành chính|52|51|4",
        &[],
        &["row-unread B5"],
    ),
    // The title before the figures says of when they are.
    (
        "Năm 2022|Tổng số lao động|Tổng số đoàn viên|Số tổ công đoàn\nKết quả|90|89|3\n\nNăm 2023|Lao động tiên tiến|Chiến sĩ thi đua cơ sở|Số sáng kiến được công nhận\nKết quả|83|12|6",
        &[
            "advanced_workers 83",
            "emulation_fighters 12",
            "initiatives 6",
        ],
        &[],
    ),
];

#[test]
fn a_word_for_the_result_before_a_row_names_no_unit() {
    check(WORDS_BEFORE_FIGURES);
}

/// Titles on several levels.
const TITLES_OVER_TITLES: Forms = &[
    (
        "Lao động|→|Lao động thiếu việc làm|→|Số lao động được ký hợp đồng lao động\nTổng số|Trong đó: nữ|Tổng số|Trong đó: nữ|↓\n385|219|2|1|383\n\nDanh hiệu thi đua|→|Số sáng kiến được công nhận|Đoàn viên ưu tú|→\nLao động tiên tiến|Chiến sĩ thi đua cơ sở|↓|Giới thiệu cho Đảng|Được kết nạp Đảng\n312|44|26|8|7",
        &[
            "advanced_workers 312",
            "contracts 383",
            "emulation_fighters 44",
            "initiatives 26",
            "party_admitted 7",
            "party_introduced 8",
            "underemployed 2",
            "underemployed_female 1",
            "workers 385",
            "workers_female 219",
        ],
        &[],
    ),
    // Units of measure in a row of their own, a word before the figures.
    (
        "Nội dung|Đoàn viên công đoàn|→|Thăm hỏi đoàn viên|→\n↓|Tổng số|Trong đó: nữ|Số lượt|Số tiền\n|người|người|lượt|nghìn đồng\nKết quả|379|216|134|53600",
        &[
            "members 379",
            "members_female 216",
            "visits 134",
            "visits_amount 53600000",
        ],
        &[],
    ),
    // Planned and reached, and years, below each indicator.
    (
        "Đoàn viên công đoàn|→|Lao động tiên tiến|→\nKế hoạch|Thực hiện|Kế hoạch|Thực hiện\n370|379|300|312\n\nKết nạp đoàn viên mới|→|Chiến sĩ thi đua cơ sở|→\n2022|2023|2022|2023\n10|11|40|44",
        &[
            "advanced_workers 312",
            "emulation_fighters 44",
            "members 379",
            "members_new 11",
            "target advanced_workers 300",
            "target members 370",
        ],
        &[],
    ),
    // Two names and their figures below a form.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số lao động|người|75\n\nLao động tiên tiến|Chiến sĩ thi đua cơ sở\n60 người|9",
        &["advanced_workers 60", "emulation_fighters 9", "workers 75"],
        &[],
    ),
    // Two rows that nothing tells apart.
    (
        "Đoàn viên công đoàn|→|Số tổ công đoàn\nTổng số|Trong đó: nữ|↓\n379|216|17\n380|217|17",
        &[],
        &["row-unread A6", "row-unread A7"],
    ),
];

#[test]
fn titles_over_titles_are_one_header() {
    check(TITLES_OVER_TITLES);
}

#[test]
fn a_unit_below_or_above_a_card_is_its_figures() {
    const COUNTS: [&str; 6] = [
        "initiatives 8",
        "members 74",
        "members_new 2",
        "party_introduced 3",
        "visits 26",
        "visits_amount 5200000",
    ];
    let labels = [
        "Tổng số đoàn viên|Số đoàn viên kết nạp mới trong năm|Số lượt đoàn viên được thăm hỏi",
        "Số tiền thăm hỏi đoàn viên|Số đoàn viên ưu tú được giới thiệu cho Đảng|Số sáng kiến được công nhận",
    ];
    let figures = ["74|2|26", "5.2|3|8"];
    let units = ["người|người|lượt", "triệu đồng|người|sáng kiến"];
    let card = |order: [&[&str; 2]; 3], gap: &str| {
        let cards = [0, 1].map(|at| order.map(|rows| rows[at]).join("\n"));
        cards.join(gap)
    };
    for rows in [
        card([&labels, &figures, &units], "\n\n"),
        card([&labels, &units, &figures], "\n\n"),
        card([&figures, &units, &labels], "\n\n"),
        card([&figures, &labels, &units], "\n"),
    ] {
        assert_eq!(counted(&form(&rows)), set(&COUNTS), "{rows}");
    }
    // Where they stand on either side nobody knows whose amount they measure.
    let rows = format!("{}\n{}", units[1], card([&labels, &figures, &units], "\n"));
    let counted = counted(&form(&rows));
    assert!(
        !counted.iter().any(|it| it.contains("visits_amount")),
        "{counted:?}"
    );
    check(&[(
        "Tổng số đoàn viên||Số tiền thăm hỏi đoàn viên\n74|người|5.2|triệu đồng\n\nSố tổ công đoàn||Số tiền ủng hộ các quỹ xã hội\n3|tổ|3000|nghìn đồng",
        &[
            "members 74",
            "social_fund_amount 3000000",
            "union_groups 3",
            "visits_amount 5200000",
        ],
        &[],
    )]);
}

/// Labels that have no title.
const LABELS_WITHOUT_TITLE: Forms = &[
    (
        "|Tổng số|Nam|Nữ\nTổng số lao động|75|45|30\nTổng số đoàn viên|74|44|30\n\n|Số lượng|Số tiền (nghìn đồng)\nThăm hỏi đoàn viên|26|5200\n\n|Kế hoạch|Thực hiện\nKết nạp đoàn viên mới|2|3\n\n|6 tháng|Cả năm\nLao động tiên tiến|30|60",
        &[
            "advanced_workers 60",
            "members 74",
            "members_female 30",
            "members_new 3",
            "target members_new 2",
            "visits 26",
            "visits_amount 5200000",
            "workers 75",
            "workers_female 30",
        ],
        &["column-unknown C4", "column-unknown B14"],
    ),
    // On two levels, with numbers before the labels, with a section.
    (
        "|Năm 2022|→|Năm 2023|→\n|Tổng số|Nữ|Tổng số|Nữ\nI. Lực lượng\nTổng số lao động|70|28|75|30\nTổng số đoàn viên|69|27|74|29",
        &[
            "members 74",
            "members_female 29",
            "workers 75",
            "workers_female 30",
        ],
        &[],
    ),
    (
        "||Chỉ tiêu|Kết quả|Tỷ lệ\n1|Kết nạp đoàn viên mới|10|12|120%\n2|Lao động tiên tiến|60|61|101,7%",
        &[
            "advanced_workers 61",
            "members_new 12",
            "target advanced_workers 60",
            "target members_new 10",
        ],
        &[],
    ),
    // Across what is counted, down how many and how much.
    (
        "|Thăm hỏi đoàn viên|Hỗ trợ đoàn viên có hoàn cảnh khó khăn\nSố lượng|26|4\nSố tiền (nghìn đồng)|5200|4000",
        &[
            "hardship_amount 4000000",
            "hardship_members 4",
            "visits 26",
            "visits_amount 5200000",
        ],
        &[],
    ),
];

#[test]
fn labels_need_no_title() {
    check(LABELS_WITHOUT_TITLE);
}
