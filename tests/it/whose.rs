//! Whose a form is: the superior stands above, the body that reports below it, and no other is taken in its place.

use crate::office::{Office, findings};
use tonghop::pipeline::Consolidation;

const TITLE: &str = "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ";

/// What stands above the table, row by row, what stands below it, and the unit that the form is of.
type Case = (&'static [&'static str], &'static str, Option<&'static str>);

const CASES: &[Case] = &[
    // Of several names the lowest is the unit's.
    (
        &["CÔNG ĐOÀN SỞ Y TẾ", "CÔNG ĐOÀN CƠ SỞ", "BỆNH VIỆN B", TITLE],
        "",
        Some("U3"),
    ),
    (&["SỞ Y TẾ", "BỆNH VIỆN B", TITLE], "", Some("U3")),
    (
        &["BỆNH VIỆN B", "CÔNG ĐOÀN CƠ SỞ", "________", TITLE],
        "",
        Some("U3"),
    ),
    (&["SỞ Y TẾ\nBỆNH VIỆN B", TITLE], "", Some("U3")),
    (
        &["CÔNG ĐOÀN SỞ Y TẾ", "CĐCS TRƯỜNG", "MẦM NON C", TITLE],
        "",
        Some("U4"),
    ),
    (
        &[
            "CÔNG ĐOÀN SỞ Y TẾ",
            "BÁO CÁO CỦA CĐCS BỆNH VIỆN B, NĂM 2023",
        ],
        "",
        Some("U3"),
    ),
    (&["SỞ Y TẾ", TITLE, "Bệnh viện B"], "", Some("U3")),
    (
        &["CÔNG ĐOÀN SỞ Y TẾ", TITLE, "CĐCS: Bệnh viện B"],
        "",
        Some("U3"),
    ),
    (
        &[
            "Cấp trên: Sở Y tế\nĐơn vị báo cáo:\nCĐCS Bệnh viện B",
            TITLE,
        ],
        "",
        Some("U3"),
    ),
    // What is introduced as something else, a print mark and a department are nobody's names.
    (
        &[
            "Công ty / Company:|Bệnh viện B",
            "Bộ phận / Dept.:|HR & GA - Công đoàn",
            TITLE,
        ],
        "",
        Some("U3"),
    ),
    (
        &["Tổ công tác:|HR & GA", "Bệnh viện B", TITLE],
        "",
        Some("U3"),
    ),
    (
        &[
            "Bệnh viện B - BÁO CÁO CÔNG ĐOÀN NĂM 2023",
            "Ngày in: 04/01/2024   Trang 1/1",
        ],
        "",
        Some("U3"),
    ),
    (
        &["CÔNG ĐOÀN SỞ Y TẾ - BÁO CÁO CỦA CĐCS BỆNH VIỆN B NĂM 2023"],
        "",
        Some("U3"),
    ),
    (
        &["BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023 CỦA BỆNH VIỆN B"],
        "",
        Some("U3"),
    ),
    (
        &["BỆNH VIỆN B", "Phòng Tổ chức - Hành chính", TITLE],
        "",
        Some("U3"),
    ),
    (&["Công ty / Company:|Bệnh viện Sản Nhi", TITLE], "", None),
    (
        &[
            "Đơn vị quản lý:|Bệnh viện B",
            "TRUNG TÂM KIỂM NGHIỆM",
            TITLE,
        ],
        "",
        None,
    ),
    // Where the lowest is not known, the one above it is not taken.
    (
        &[
            "CÔNG ĐOÀN SỞ Y TẾ",
            "CÔNG ĐOÀN CƠ SỞ",
            "TRUNG TÂM KIỂM NGHIỆM",
            TITLE,
        ],
        "",
        None,
    ),
    (&["SỞ Y TẾ", "BỆNH VIỆN SẢN NHI", TITLE], "", None),
    (&["SỞ Y TẾ\nBỆNH VIỆN SẢN NHI", TITLE], "", None),
    (&["LĐLĐ HUYỆN A", "TTKN", TITLE], "", None),
    (
        &["CÔNG ĐOÀN SỞ Y TẾ", "CĐCS TRUNG TÂM", "KIỂM NGHIỆM", TITLE],
        "",
        None,
    ),
    (
        &["CÔNG ĐOÀN SỞ Y TẾ|TRUNG TÂM KIỂM NGHIỆM", TITLE],
        "",
        None,
    ),
    (
        &["CÔNG ĐOÀN SỞ Y TẾ", TITLE, "CĐCS: Trung tâm Kiểm nghiệm"],
        "",
        None,
    ),
    (
        &["CÔNG ĐOÀN SỞ Y TẾ", TITLE, "(Trung tâm Kiểm nghiệm)"],
        "",
        None,
    ),
    (
        &[
            "CÔNG ĐOÀN SỞ Y TẾ",
            "BÁO CÁO CỦA CĐCS TRUNG TÂM KIỂM NGHIỆM",
        ],
        "",
        None,
    ),
    (
        &["CÔNG ĐOÀN SỞ Y TẾ", "Tên CĐCS: .........", TITLE],
        "",
        None,
    ),
    (
        &["CÔNG ĐOÀN SỞ Y TẾ", TITLE],
        "TM. BCH CĐCS TRUNG TÂM KIỂM NGHIỆM",
        None,
    ),
    // Lines that name nobody stand below a name as well.
    (
        &[
            "CÔNG ĐOÀN SỞ Y TẾ|Mẫu số 1-HĐCĐ",
            "Số: 12/BC-CĐ",
            "Điện thoại: 0293 384 611",
            TITLE,
        ],
        "",
        Some("U2"),
    ),
    (
        &[
            "CÔNG ĐOÀN SỞ Y TẾ|Độc lập - Tự do - Hạnh phúc",
            "SƠ KẾT HOẠT ĐỘNG",
        ],
        "",
        Some("U2"),
    ),
    (
        &["SỞ Y TẾ", "TỈNH H", "Họ tên: Lê Thị C", TITLE],
        "",
        Some("U2"),
    ),
    (&["SỞ Y TẾ", "TỈNH ỦY H", TITLE], "", None),
    (&["SỞ Y TẾ", "CÔNG ĐOÀN", TITLE], "", Some("U2")),
    (&["CĐCS SỞ Y TẾ", "Tổ Văn phòng", TITLE], "", Some("U2")),
    (
        &["CĐCS BỆNH VIỆN B|Trường Mầm non C đăng cai", TITLE],
        "",
        Some("U3"),
    ),
    (
        &["CĐCS BỆNH VIỆN B", TITLE],
        "TM. BTV CÔNG ĐOÀN SỞ Y TẾ",
        Some("U3"),
    ),
    (
        &["CĐCS BỆNH VIỆN B", TITLE, "Cụm trưởng: Trường Mầm non C"],
        "",
        Some("U3"),
    ),
    // Two units, neither above the other.
    (
        &["CĐCS BỆNH VIỆN B", "CĐCS TRƯỜNG MẦM NON C", TITLE],
        "",
        None,
    ),
    (&["CĐCS BỆNH VIỆN B|CĐCS TRƯỜNG MẦM NON C", TITLE], "", None),
    (
        &["CĐCS BỆNH VIỆN B", TITLE, "Đơn vị: CĐCS Trường Mầm non C"],
        "",
        None,
    ),
    (
        &["CĐCS BỆNH VIỆN B", "BÁO CÁO CỦA CĐCS TRƯỜNG MẦM NON C"],
        "",
        None,
    ),
    (
        &["CĐCS BỆNH VIỆN B", TITLE],
        "TM. BCH CĐCS TRƯỜNG MẦM NON C",
        None,
    ),
    // What follows a name is no part of it.
    (&["CĐCS BỆNH VIỆN B - LĐLĐ huyện A", TITLE], "", Some("U3")),
    (&["Bệnh viện B trực thuộc Sở Y tế", TITLE], "", Some("U3")),
    (&["CĐCS BỆNH VIỆN B (60 đoàn viên)", TITLE], "", Some("U3")),
    (&["CĐCS Bệnh viện B - cơ sở 2", TITLE], "", None),
];

fn office() -> Office {
    let office = Office::new();
    office.register(
        &[
            "U1|Liên đoàn Lao động huyện A|",
            "U2|Sở Y tế|",
            "U3|Bệnh viện B|",
            "U4|Trường Mầm non C|",
        ],
        &[],
        &[],
    );
    office
}

fn rows(above: &[&str], below: &str) -> Vec<String> {
    let table = "Năm 2023\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41";
    let above = above.iter().map(|row| (*row).to_string());
    let below = format!("|||{below}");
    above
        .chain(table.lines().map(str::to_owned))
        .chain([String::new(), below])
        .collect()
}

fn unit_of(run: &Consolidation) -> Option<&str> {
    run.tables.submissions[0].unit_id.as_deref()
}

#[test]
fn the_lowest_name_is_the_unit_s() {
    let office = office();
    for (above, below, unit) in CASES {
        office.workbook("2023/Cụm 1/a.xlsx", &[("S1", rows(above, below))]);
        let run = office.run();
        assert_eq!(
            unit_of(&run),
            *unit,
            "{above:?} {below}: {:?}",
            run.tables.findings
        );
    }
}

#[test]
fn a_cover_may_name_the_unit_and_contradict_it() {
    let office = office();
    for (cover, above, unit) in [
        ("CĐCS BỆNH VIỆN B", TITLE, Some("U3")),
        ("CÔNG ĐOÀN SỞ Y TẾ", "CĐCS BỆNH VIỆN B", Some("U3")),
        ("CĐCS TRƯỜNG MẦM NON C", "CĐCS BỆNH VIỆN B", None),
    ] {
        let cover_sheet = vec![TITLE.to_string(), cover.to_string()];
        let sheets = [("Bìa", cover_sheet), ("S1", rows(&[above, TITLE], ""))];
        office.workbook("2023/Cụm 1/a.xlsx", &sheets);
        assert_eq!(unit_of(&office.run()), unit, "{cover} {above}");
    }
}

#[test]
fn forms_that_name_only_the_union_above_are_no_versions_of_each_other() {
    let office = Office::new();
    for file in ["a", "b"] {
        let form = rows(&["LIÊN ĐOÀN LAO ĐỘNG HUYỆN A", TITLE], file);
        office.workbook(&format!("2023/Cụm 1/{file}.xlsx"), &[("S1", form)]);
    }
    assert_eq!(
        findings(&office.run()),
        [
            "conflicting-submissions error 2023/Cụm 1/a.xlsx",
            "conflicting-submissions error 2023/Cụm 1/b.xlsx"
        ]
    );
    office.remove("2023/Cụm 1/b.xlsx");
    assert_eq!(findings(&office.run()), Vec::<String>::new());
}

#[test]
fn a_folder_may_name_its_cluster_without_tones() {
    let office = office();
    let table = "TỔNG HỢP KẾT QUẢ THI ĐUA NĂM 2023\nTT|Đơn vị|Số đoàn viên|Số tổ công đoàn\n1|Bệnh viện B|41|1";
    for (folder, cluster) in [
        ("Cum thi dua so 1", Some("C1")),
        ("Cum 1", Some("C1")),
        ("Cum 3", None),
    ] {
        let file = format!("2023/{folder}/th.xlsx");
        let table = table.lines().map(str::to_owned).collect();
        office.workbook(&file, &[("S1", table)]);
        let run = office.run();
        office.remove(&file);
        let submission = &run.tables.submissions[0];
        assert_eq!(submission.cluster_id.as_deref(), cluster, "{folder}");
    }
}

/// The rows of a report of a unit, for a sheet of its own.
fn sheet_of(unit: &str, members: &str) -> Vec<String> {
    [
        "CỤM THI ĐUA SỐ 1",
        unit,
        "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023",
        "TT|Nội dung|ĐVT|Số lượng",
        &format!("1|Tổng số đoàn viên|người|{members}"),
    ]
    .map(str::to_owned)
    .to_vec()
}

#[test]
fn a_clusters_workbook_has_a_sheet_a_unit() {
    let office = Office::new();
    office.register(
        &["A|Trường Mầm non A", "B|Trường Mầm non B"],
        &["2023|A|C1", "2023|B|C1"],
        &[],
    );
    let sheets = [
        ("MN A", sheet_of("CĐCS Trường Mầm non A", "41")),
        ("MN B", sheet_of("CĐCS Trường Mầm non B", "52")),
    ];
    office.workbook("2023/Cụm thi đua số 1/cac don vi.xlsx", &sheets);
    let run = office.run();
    let counted = run.tables.observations.iter().filter(|it| it.counted());
    let counted: Vec<String> = counted
        .filter_map(|it| Some(format!("{} {}", it.unit_id.as_ref()?, it.value?)))
        .collect();
    assert_eq!(counted, ["A 41", "B 52"]);
}

#[test]
fn a_units_own_workbook_with_a_sheet_of_its_neighbour_is_held() {
    let office = Office::new();
    office.register(
        &["A|Trường Mầm non A", "B|Trường Mầm non B"],
        &["2023|A|C1", "2023|B|C1"],
        &[],
    );
    let sheets = [
        ("BC", sheet_of("CĐCS Trường Mầm non A", "41")),
        ("BC (2)", sheet_of("CĐCS Trường Mầm non B", "52")),
    ];
    office.workbook("2023/Cụm thi đua số 1/Trường Mầm non A.xlsx", &sheets);
    let run = office.run();
    assert!(run.tables.observations.iter().all(|it| !it.counted()));
    let told: Vec<&str> = run.tables.findings.iter().map(|it| it.rule.code).collect();
    assert!(told.contains(&"unit-ambiguous"), "{told:?}");
}

/// The rows of a report that names nobody but the union above its unit, for a sheet that is called by its unit's name.
fn sheet_without_unit(members: &str, groups: &str) -> Vec<String> {
    [
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN C",
        "SỐ LIỆU HOẠT ĐỘNG NĂM 2023",
        "TT|Nội dung|ĐVT|Số lượng",
        &format!("1|Tổng số đoàn viên|người|{members}"),
        &format!("2|Số tổ công đoàn|tổ|{groups}"),
    ]
    .map(str::to_owned)
    .to_vec()
}

/// What counts of a cluster's workbook with these sheets, as `unit value`, and the findings.
fn of_sheets(sheets: &[(&str, Vec<String>)]) -> (Vec<String>, Vec<&'static str>) {
    let office = Office::new();
    office.register(
        &["A|Trường Mầm non A", "B|Trường Mầm non B"],
        &["2023|A|C1", "2023|B|C1"],
        &[],
    );
    office.workbook("2023/Cụm thi đua số 1/cac don vi.xlsx", sheets);
    let run = office.run();
    let counted = run.tables.observations.iter().filter(|it| it.counted());
    let counted = counted
        .filter_map(|it| Some(format!("{} {}", it.unit_id.as_ref()?, it.value?)))
        .collect();
    let told = run.tables.findings.iter().map(|it| it.rule.code).collect();
    assert!(run.audit.discrepancies.is_empty());
    (counted, told)
}

#[test]
fn sheets_are_called_by_their_units_names() {
    let sheets = [
        ("Mầm non A", sheet_without_unit("41", "3")),
        ("Trường Mầm non B", sheet_without_unit("52", "4")),
    ];
    let (counted, _) = of_sheets(&sheets);
    assert_eq!(counted, ["A 41", "A 3", "B 52", "B 4"]);
    let by_code = [
        ("a", sheet_without_unit("41", "3")),
        ("2. Mầm non B", sheet_without_unit("52", "4")),
    ];
    assert_eq!(of_sheets(&by_code).0, ["A 41", "A 3", "B 52", "B 4"]);
    // A sheet of nobody leaves all in doubt, and so does one that names another than it is called by.
    let nobodys = [sheets[0].clone(), ("Sheet2", sheet_without_unit("52", "4"))];
    assert!(of_sheets(&nobodys).0.is_empty());
    let named = [
        sheets[0].clone(),
        ("Trường Mầm non A", sheet_of("CĐCS Trường Mầm non B", "52")),
    ];
    assert!(of_sheets(&named).0.is_empty());
}

#[test]
fn a_sheet_that_sums_up_the_units_is_checked() {
    let of_units = || {
        [
            ("MN A", sheet_of("CĐCS Trường Mầm non A", "41")),
            ("MN B", sheet_of("CĐCS Trường Mầm non B", "52")),
        ]
    };
    let with_sum = |members: &str| {
        let sum = sheet_without_unit(members, "");
        let [one, other] = of_units();
        of_sheets(&[one, other, ("CỘNG TOÀN HUYỆN", sum)])
    };
    let (counted, told) = with_sum("93");
    assert_eq!(counted, ["A 41", "B 52"]);
    assert!(!told.contains(&"total-mismatch"), "{told:?}");
    let (counted, told) = with_sum("94");
    assert_eq!(counted, ["A 41", "B 52"]);
    assert!(told.contains(&"total-mismatch"), "{told:?}");
}

#[test]
fn a_table_with_a_row_a_unit_stands_beside_the_units_sheets() {
    let table = |members_of_b: &str| {
        [
            "CỤM THI ĐUA SỐ 1",
            "TỔNG HỢP SỐ LIỆU CỤM NĂM 2023",
            "TT|Công đoàn cơ sở|Tổng số đoàn viên|Số lượt thăm hỏi đoàn viên",
            "1|CĐ Trường Mầm non A|41|6",
            &format!("2|CĐ Trường Mầm non B|{members_of_b}|7"),
        ]
        .map(str::to_owned)
        .to_vec()
    };
    let with_table = |members_of_b: &str| {
        of_sheets(&[
            ("TỔNG HỢP", table(members_of_b)),
            ("MN A", sheet_of("Đơn vị: CĐ Trường Mầm non A", "41")),
            ("MN B", sheet_of("Đơn vị: CĐ Trường Mầm non B", "52")),
        ])
    };
    let (mut counted, told) = with_table("52");
    counted.sort();
    assert_eq!(counted, ["A 41", "A 6", "B 52", "B 7"]);
    assert!(!told.contains(&"unit-unknown"), "{told:?}");
    let (mut counted, told) = with_table("53");
    counted.sort();
    assert_eq!(counted, ["A 41", "A 6", "B 7"]);
    assert!(told.contains(&"label-ambiguous"), "{told:?}");
}

#[test]
fn a_units_own_workbook_wins_over_its_sheet_in_the_clusters() {
    let office = Office::new();
    office.register(
        &["A|Trường Mầm non A", "B|Trường Mầm non B"],
        &["2023|A|C1", "2023|B|C1"],
        &[],
    );
    let sheets = [
        ("MN A", sheet_of("CĐCS Trường Mầm non A", "41")),
        ("MN B", sheet_of("CĐCS Trường Mầm non B", "52")),
    ];
    office.workbook("2023/Cụm thi đua số 1/cac don vi.xlsx", &sheets);
    let own = [("S1", sheet_of("CĐCS Trường Mầm non A", "43"))];
    office.workbook("2023/Cụm thi đua số 1/mn a.xlsx", &own);
    let run = office.run();
    let counted = run.tables.observations.iter().filter(|it| it.counted());
    let mut counted: Vec<String> = counted
        .filter_map(|it| Some(format!("{} {}", it.unit_id.as_ref()?, it.value?)))
        .collect();
    counted.sort();
    assert_eq!(counted, ["A 43", "B 52"]);
    let told: Vec<&str> = run.tables.findings.iter().map(|it| it.rule.code).collect();
    assert!(told.contains(&"conflicting-sources"), "{told:?}");
}

/// Whose a workbook of these lines is, in an office that knows one unit of this name.
fn is_of_only_unit(name: &str, lines: &[&str]) -> bool {
    let office = Office::new();
    office.register(&[&format!("A|{name}")], &["2023|A|C1"], &[]);
    let lines = lines.iter().map(ToString::to_string).collect();
    office.workbook("2023/Cụm thi đua số 1/pl.xlsx", &[("S1", lines)]);
    let run = office.run();
    run.tables.submissions[0].unit_id.as_deref() == Some("A")
}

#[test]
fn a_questionnaire_names_its_unit_in_a_row() {
    assert!(is_of_only_unit(
        "Công ty TNHH Giải pháp số A",
        &[
            "Câu hỏi|Câu trả lời",
            "Thời điểm gửi|04/12/2023 16:05:11",
            "Tên đơn vị|CĐCS Công ty TNHH Giải pháp số A",
            "Năm báo cáo|2023",
            "Số đoàn viên công đoàn (người)|41",
        ]
    ));
}

#[test]
fn a_name_that_the_register_knows_may_stand_behind_a_title() {
    let is_named = |title: &str| {
        let lines = [
            title,
            "Nội dung|Kết quả",
            "Tổng số đoàn viên|41",
            "Tổng số lao động|43",
        ];
        is_of_only_unit("Ban Quản lý chợ Ba Huyện", &lines)
    };
    assert!(is_named("Số liệu công đoàn năm 2023 - BQL chợ Ba Huyện"));
    assert!(!is_named("Số liệu công đoàn năm 2023 - bản gửi lần hai"));
}

#[test]
fn a_name_may_stand_beside_its_translation() {
    assert!(is_of_only_unit(
        "Ngân hàng TMCP Đại Việt",
        &[
            "NGÂN HÀNG TMCP ĐẠI VIỆT / GREAT VIETNAM COMMERCIAL BANK",
            "BÁO CÁO CÔNG ĐOÀN NĂM 2023 / TRADE UNION ANNUAL REPORT 2023",
            "No.|Chỉ tiêu / Indicator|ĐVT / Unit|Số liệu / Figure",
            "1|Tổng số đoàn viên / Union members|người / person|41",
        ]
    ));
}

#[test]
fn a_form_is_its_senders_by_the_paper_that_it_is_sent_with() {
    let office = Office::new();
    office.register(
        &["A|Công ty Cổ phần Cảng A", "B|Công ty TNHH B"],
        &["2023|A|C1", "2023|B|C1"],
        &[],
    );
    let lines = [
        "PHỤ LỤC SỐ LIỆU",
        "(Kèm theo Báo cáo số 36/BC-CĐCS ngày 22/11/2023 của CĐCS Công ty Cổ phần Cảng A)",
        "Năm 2023",
        "TT|Nội dung|ĐVT|Số lượng",
        "1|Tổng số đoàn viên|người|41",
    ];
    office.workbook(
        "2023/Cụm thi đua số 1/pl.xlsx",
        &[("S1", lines.map(str::to_owned).to_vec())],
    );
    let run = office.run();
    assert_eq!(run.tables.submissions[0].unit_id.as_deref(), Some("A"));
}
