//! Names written with slips of the finger or with remarks behind them, against a register.

use crate::grid::cases;
use crate::office::{MEMBERS, Office, findings};

const UNITS: [&str; 10] = [
    "U1|Sở Tài chính",
    "U2|Sở Tư pháp",
    "U3|Trường Mầm non Tân Bình",
    "U4|Trường Tiểu học Kim Đồng",
    "U5|Chi cục Kiểm lâm",
    "U6|Sở Y tế",
    "U7|Phòng Tư pháp",
    "U8|Trường Mầm non Hoa Sen",
    "U9|Công ty TNHH May Sông Trà",
    "U10|Quỹ tín dụng nhân dân",
];

fn office() -> Office {
    let office = Office::new();
    let memberships: Vec<String> = (1..=UNITS.len())
        .map(|unit| format!("2023|U{unit}|C1"))
        .collect();
    let memberships: Vec<&str> = memberships.iter().map(String::as_str).collect();
    office.register(&UNITS, &memberships, &[]);
    office
}

/// Whose a form is, and whether its name was taken for another writing.
fn unit_of(name: &str) -> (Option<String>, bool) {
    let office = office();
    office.report("2023/Cụm thi đua số 1/bc.xlsx", name, "2023", "45");
    let run = office.run();
    let observed = run.tables.observations.iter();
    let unit = observed
        .filter(|it| it.counted())
        .find_map(|it| it.unit_id.clone());
    let mut told = findings(&run).into_iter();
    let is_slip = told.any(|finding| finding.starts_with("unit-name-approximate "));
    (unit.map(|unit| unit.to_string()), is_slip)
}

#[test]
fn slips_in_short_and_plain_words_are_told_and_taken() {
    for [name, unit] in cases(
        "
        CĐSC Sở Tài chính                  | U1
        CDCS Sở Tài chính                  | U1
        CĐCSS Sở Tài chính                 | U1
        Công đàon cơ sở Sở Tư pháp         | U2
        Công đoàn cơ sơ Sở Tư pháp         | U2
        Công đoan Trường Tiểu học Kim Đồng | U4
        CĐCS Sờ Tài chính                  | U1
        CĐCS Sởo Tư pháp                   | U2
        CĐCS Sở Y té                       | U6
        CĐCS Truờng Mầm non Hoa Sen        | U8
        Công đoàn Quuỹ tín dụng nhân dân   | U10
        Công ty TNHHH May Sông Trà         | U9
        CĐCS Cty TNH May Sông Trà          | U9
        CĐCS Trường Mần non Hoa Sen        |
        CĐCS Trường Mầm non Tấn Bình       |
        CĐCS Sở Tài chánh                  |
        CĐCS Sở Nội vụ                     |",
    ) {
        let (found, is_slip) = unit_of(name);
        assert_eq!(found.unwrap_or_default(), unit, "{name}");
        assert_eq!(is_slip, !unit.is_empty(), "{name}");
    }
}

#[test]
fn remarks_behind_a_name_do_no_harm() {
    for [name, unit] in cases(
        "
        CĐCS Sở Tài chính (Cụm trưởng)             | U1
        CĐCS Chi cục Kiểm lâm (mới thành lập)      | U5
        Chi cục Kiểm lâm - Phó cụm                 | U5
        CĐCS Trường Mầm non Hoa Sen*               | U8
        CĐCS Sở Y tế (đã kiểm tra)                 | U6
        Sở Y tế - bản chính thức                   | U6
        CĐCS Trường Mầm non Hoa Sen (xã Tân Bình)  |",
    ) {
        let (found, is_slip) = unit_of(name);
        assert_eq!(
            (found.unwrap_or_default().as_str(), is_slip),
            (unit, false),
            "{name}"
        );
    }
}

#[test]
fn rows_of_a_cluster_s_table_are_named_as_forms_are() {
    let office = office();
    let rows = [
        "CTĐ số 1",
        "BẢNG TỔNG HỢP KẾT QUẢ NĂM 2023",
        &format!("TT|Đơn vị|{MEMBERS}"),
        "1|CĐCS Sở Tài chính (Cụm trưởng)|50",
        "2|Sờ Tư pháp|40",
        "3|CĐSC Chi cục Kiểm lâm|30",
        "4|Trường Mầm non Tấn Bình|20",
    ];
    let rows = rows.map(str::to_owned).to_vec();
    office.workbook("2023/tong hop.xlsx", &[("Sheet1", rows)]);
    let run = office.run();
    let observed = run.tables.observations.iter();
    let counted = observed.filter(|it| it.counted());
    let units: Vec<&str> = counted.filter_map(|it| it.unit_id.as_deref()).collect();
    assert_eq!(units, ["U1", "U2", "U5"]);
    let submission = &run.tables.submissions[0];
    assert_eq!(submission.cluster_id.as_deref(), Some("C1"));
}

/// Units whose names people write in many ways, among them two of one name in two clusters.
const PLACES: [&str; 12] = [
    "YT03|Trung tâm Y tế huyện Hòa An",
    "YT04|Trung tâm Y tế huyện Bảo Lạc",
    "CQ02|Chi cục Hải quan cửa khẩu Tà Lùng",
    "XA01|UBND xã Đàm Thủy",
    "XA02|UBND xã Quang Hán",
    "XA03|UBND thị trấn Thông Nông",
    "XA04|UBND xã Cao Chương",
    "TH01|Trường Tiểu học Thị trấn Bảo Lạc",
    "TH02|Trường THCS Thị trấn Bảo Lạc",
    "TH03|Trường THPT Chuyên Cao Bằng",
    "DN01|Công ty TNHH May Hansung Việt Nam",
    "CQ01|Kho bạc Nhà nước tỉnh",
];

fn places() -> Office {
    let office = Office::new();
    let codes = PLACES.iter().filter_map(|unit| unit.split_once('|'));
    let memberships: Vec<String> = codes.map(|(code, _)| format!("2023|{code}|C1")).collect();
    let memberships: Vec<&str> = memberships.iter().map(String::as_str).collect();
    office.register(&PLACES, &memberships, &[]);
    office
}

/// The unit of a form in a folder under its name.
fn unit_in(folder: &str, name: &str) -> String {
    let office = places();
    office.report(&format!("2023/{folder}/bc.xlsx"), name, "2023", "45");
    let run = office.run();
    let unit = run.tables.submissions[0].unit_id.clone();
    unit.map(|unit| unit.to_string()).unwrap_or_default()
}

#[test]
fn names_written_otherwise_are_the_one_unit_s_that_may_be_meant() {
    for [name, by_itself, in_folder] in cases(
        "
        Trung tâm Y tế Bảo Lạc                      | YT04 | YT04
        CĐCS TTYT HÒA AN                            | YT03 | YT03
        CĐCS UBND xa Quang Han                      | XA02 | XA02
        CĐCS TTYT Hoa An                            |      | YT03
        Chi cục HQ CK Tà Lùng                       | CQ02 | CQ02
        CĐCS C.ty TNHH May Hansung VN               | DN01 | DN01
        Kho bạc nhà nước tỉnh Cao Bằng              | CQ01 | CQ01
        YT03 - CĐCS Trung tâm Y tế huyện Hòa An     | YT03 | YT03
        CĐCS Trung tâm Y tế huyện Hòa An (YT03)     | YT03 | YT03
        YT04 - CĐCS Trung tâm Y tế huyện Hòa An     |      |
        YT04 - CĐCS Trường Mầm non Hoa Sen          |      | YT04
        Công đoàn THPT Chuyên CB                    |      | TH03
        UBND xã Đàm Thũy                            |      | XA01
        CĐCS UBND thị trấn Thông Lông               |      |
        UBND xã Đàm Thúy                            |      |
        UBND xã Cao Chương - H. Trà Lĩnh            |      |
        CĐCS Trường Thị trấn Bảo Lạc                |      |
        Trung tâm Y tế Bảo Lâm                      |      |",
    ) {
        assert_eq!(unit_in("Khac", name), by_itself, "{name}");
        assert_eq!(unit_in("Cụm thi đua số 1", name), in_folder, "{name}");
    }
}

#[test]
fn a_name_that_is_only_likely_is_no_unit_s_that_another_form_names() {
    let office = places();
    let folder = "2023/Cụm thi đua số 1";
    office.report(
        &format!("{folder}/a.xlsx"),
        "UBND xã Đàm Thủy",
        "2023",
        "45",
    );
    office.report(
        &format!("{folder}/b.xlsx"),
        "UBND xã Đàm Thũy",
        "2023",
        "46",
    );
    let run = office.run();
    let observed = run.tables.observations.iter();
    let files: std::collections::BTreeSet<&str> = observed
        .filter(|it| it.counted())
        .map(|it| &*it.at.file)
        .collect();
    assert_eq!(
        files.into_iter().collect::<Vec<_>>(),
        [format!("{folder}/a.xlsx")]
    );
}

#[test]
fn rows_are_likely_those_of_the_members_that_no_other_row_names() {
    let office = places();
    let rows = [
        "Cụm thi đua số 1",
        "BẢNG TỔNG HỢP KẾT QUẢ NĂM 2023",
        &format!("TT|Đơn vị|{MEMBERS}"),
        "1|UBND xã Đàm Thũy|21",
        "2|CĐCS UBND xa Quang Han|22",
        "3|UBND xã Cao Chương - H. Trà Lĩnh|23",
        "4|CĐCS UBND thị trấn Thông Lông|24",
        "5|UBND thị trấn Thông Nông|25",
        "6|Công đoàn THPT Chuyên CB|26",
        "7|YT03 - Trung tâm Y tế huyện Bảo Lạc|27",
    ];
    let rows = rows.map(str::to_owned).to_vec();
    office.workbook("2023/tong hop.xlsx", &[("Sheet1", rows)]);
    let run = office.run();
    let observed = run.tables.observations.iter();
    let counted = observed.filter(|it| it.counted());
    let units = counted.filter_map(|it| Some((it.unit_id.as_deref()?, it.value?)));
    let units: Vec<(&str, f64)> = units.collect();
    assert_eq!(
        units,
        [
            ("TH03", 26.0),
            ("XA01", 21.0),
            ("XA02", 22.0),
            ("XA03", 25.0),
            ("XA04", 23.0)
        ]
    );
}

#[test]
fn words_that_sound_alike_are_one_where_a_table_names_all_other_members() {
    let units = [
        "U1|UBND xã Nam Sơn",
        "U2|UBND xã Hòa An",
        "U3|UBND xã Cô Ba",
    ];
    let members = ["2023|U1|C1", "2023|U2|C1", "2023|U3|C1"];
    for (rows, first) in [
        (["UBND xã Lam Sơn", "UBND xã Hòa An", "UBND xã Cô Ba"], true),
        (
            ["UBND xã Lam Sơn", "UBND xã Hòa An", "UBND xã Mỹ Hưng"],
            false,
        ),
        (
            ["UBND xã Lam Sơn", "UBND xã Nam Sơn", "UBND xã Cô Ba"],
            false,
        ),
    ] {
        let office = Office::new();
        office.register(&units, &members, &[]);
        let table = [
            "Cụm thi đua số 1".to_string(),
            "BẢNG TỔNG HỢP KẾT QUẢ NĂM 2023".to_string(),
            format!("TT|Đơn vị|{MEMBERS}"),
            format!("1|{}|21", rows[0]),
            format!("2|{}|22", rows[1]),
            format!("3|{}|23", rows[2]),
        ];
        office.workbook("2023/tong hop.xlsx", &[("Sheet1", table.to_vec())]);
        let run = office.run();
        let mut observed = run.tables.observations.iter();
        let is_first = observed.any(|it| it.counted() && it.value == Some(21.0));
        assert_eq!(is_first, first, "{rows:?}");
    }
}

#[test]
fn a_row_whose_code_and_name_are_two_units_is_neither_s() {
    let office = places();
    let rows = [
        "Cụm thi đua số 1",
        "BẢNG TỔNG HỢP KẾT QUẢ NĂM 2023",
        &format!("TT|Mã đơn vị|Đơn vị|{MEMBERS}"),
        "1|YT03|Trung tâm Y tế huyện Bảo Lạc|21",
        "2|XA01|UBND Đàm Thủy|22",
    ];
    let rows = rows.map(str::to_owned).to_vec();
    office.workbook("2023/tong hop.xlsx", &[("Sheet1", rows)]);
    let run = office.run();
    let observed = run.tables.observations.iter();
    let counted = observed.filter(|it| it.counted());
    let units: Vec<&str> = counted.filter_map(|it| it.unit_id.as_deref()).collect();
    assert_eq!(units, ["XA01"]);
}

#[test]
fn a_name_said_again_in_english_is_the_one_above_it() {
    for [below, unit] in cases(
        "
        MAY SONG TRA CO., LTD - TRADE UNION      | U9
        SONG TRA GARMENT CO., LTD                |
        SONG TRA CO., LTD - BRANCH 2             |
        TRADE UNION OF MAY SONG TRA COMPANY      | U9",
    ) {
        let office = office();
        let rows = [
            "CÔNG TY TNHH MAY SÔNG TRÀ",
            below,
            "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023",
            &format!("TT|Nội dung|Số lượng\n1|{MEMBERS}|45"),
        ];
        let rows = rows.iter().flat_map(|row| row.lines());
        let rows = rows.map(str::to_owned).collect();
        office.workbook("2023/Cụm thi đua số 1/bc.xlsx", &[("Sheet1", rows)]);
        let run = office.run();
        let observed = run.tables.observations.iter();
        let counted = observed.filter(|it| it.counted()).collect::<Vec<_>>();
        let found = counted.first().and_then(|it| it.unit_id.as_deref());
        assert_eq!(found.unwrap_or_default(), unit, "{below}");
    }
}

#[test]
fn a_union_on_a_line_above_its_name_may_be_said_in_two_languages() {
    for above in [
        "CÔNG ĐOÀN CÔNG TY / TRADE UNION OF",
        "CÔNG ĐOÀN CƠ SỞ (GRASSROOTS TRADE UNION)",
    ] {
        let office = office();
        let rows = [
            above,
            "CÔNG TY TNHH MAY SÔNG TRÀ",
            "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023",
            "TT|Nội dung yêu cầu|Trả lời của đơn vị",
            &format!("1|{MEMBERS}|45 người"),
        ];
        let rows = rows.map(str::to_owned).to_vec();
        office.workbook("2023/Cụm thi đua số 1/bc.xlsx", &[("Sheet1", rows)]);
        let run = office.run();
        let mut observed = run.tables.observations.iter();
        let is_read = observed.any(|it| it.counted() && it.unit_id.as_deref() == Some("U9"));
        assert!(is_read, "{above}");
    }
}

#[test]
fn without_a_register_remarks_make_no_other_unit() {
    let office = Office::new();
    for (year, name) in [
        ("2022", "CĐCS Sở Tài chính"),
        ("2023", "CĐCS Sở Tài chính (Cụm trưởng)"),
        ("2024", "Sở Tài chính - mới sáp nhập"),
    ] {
        office.report(&format!("{year}/Cụm 1/bc.xlsx"), name, year, "45");
    }
    let run = office.run();
    let observed = run.tables.observations.iter().filter(|it| it.counted());
    let units: std::collections::BTreeSet<&str> =
        observed.filter_map(|it| it.unit_id.as_deref()).collect();
    assert_eq!(units.len(), 1, "{units:?}");
}
