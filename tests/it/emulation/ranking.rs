//! Places, ties, proposals, and the settings behind them.

use super::{changed_register, minutes, picked, points, register, row_of, run, settings, sheet};
use crate::harness::Case;

fn quota(award: &str, places: u32, more: &str) -> String {
    format!(
        "[[emulation.quotas]]\naward = \"{award}\"\nawarded-by = \"LĐLĐ tỉnh\"\nplaces = {places}\n{more}\n"
    )
}

fn ranking(case: &Case) -> Vec<String> {
    sheet(case, "Xếp hạng và khen thưởng").expect("there is a ranking")
}

#[test]
fn a_tie_stays_a_tie_until_the_office_says_what_parts_it() {
    let case = Case::new();
    register(&case, &["2023"]);
    points(
        &case,
        "2023",
        "NĂM 2023",
        &[
            "CĐCS Sở Y tế|96|94|Hoàn thành tốt nhiệm vụ|1",
            "Sở Tư pháp|95|94|Hoàn thành tốt nhiệm vụ|3",
            "Hội Khuyến học|98|97,5|Hoàn thành xuất sắc nhiệm vụ|0",
            "Bưu điện tỉnh|90||Hoàn thành tốt nhiệm vụ|",
        ],
    );
    run(&case, 0);
    let columns = ["unit_id", "rank", "tied"];
    assert_eq!(
        picked(&case.table("rankings"), &columns),
        ["A1 2 true", "A2 2 true", "A3 1 false"]
    );
    let rows = ranking(&case);
    let tied = row_of(&rows, "Sở Y tế");
    assert!(tied.starts_with("2 (đồng hạng) | "), "{tied}");
    assert!(
        tied.contains("Đồng hạng 2 với Sở Tư pháp: đưa ra hội nghị cụm biểu quyết."),
        "{tied}"
    );
    assert!(tied.contains("thiếu 3,5 điểm để bằng hạng 1"), "{tied}");
    let unranked = row_of(&rows, "Bưu điện tỉnh");
    assert!(
        unranked.contains("Chưa có “Điểm cụm thẩm định”, chưa xếp hạng."),
        "{unranked}"
    );
    settings(&case, &quota("Bằng khen", 2, ""));
    run(&case, 0);
    let contested = "Bằng khen (cụm chọn 1 trong 2 đơn vị đồng hạng)";
    for unit in ["Sở Y tế", "Sở Tư pháp"] {
        assert!(row_of(&ranking(&case), unit).contains(contested), "{unit}");
    }
    settings(
        &case,
        "[emulation]\ntie-breakers = [{ indicator = \"initiatives\" }]\n",
    );
    run(&case, 0);
    assert_eq!(
        picked(&case.table("rankings"), &columns),
        ["A1 3 false", "A2 2 false", "A3 1 false"]
    );
    assert!(!row_of(&ranking(&case), "Sở Y tế").contains("Đồng hạng"));
    let files = picked(&case.table("submissions"), &["file", "status"]);
    assert_eq!(files, ["2023/Cụm thi đua số 4/Cham diem.xlsx accepted"]);
}

#[test]
fn points_by_criterion_say_where_a_place_was_lost() {
    let case = Case::new();
    register(&case, &["2023"]);
    for (unit, care, building) in [("Sở Y tế", 38, 50), ("Sở Tư pháp", 35, 49)] {
        let total = care + building;
        case.workbook(
            &format!("2023/Cụm thi đua số 4/Cham diem {unit}.xlsx"),
            &[(
                "Chấm điểm",
                &format!(
                    "CĐCS {unit}\nBẢNG CHẤM ĐIỂM THI ĐUA NĂM 2023\n\n\
                     TT|Nội dung|Điểm chuẩn|Đơn vị tự chấm|Cụm chấm\n\
                     1|Đại diện, chăm lo|40|40|{care}\n2|Xây dựng tổ chức|60|60|{building}\n|TỔNG CỘNG|100|100|{total}"
                ),
            )],
        );
    }
    run(&case, 0);
    let rows = ranking(&case);
    let second = row_of(&rows, "Sở Tư pháp");
    let step = "thiếu 4 điểm để bằng hạng 1, nhiều nhất ở “1. Đại diện, chăm lo” (3)";
    assert!(second.contains(step), "{second}");
    assert!(!row_of(&rows, "Sở Y tế").contains("thiếu"));
    let caption = "điểm từng tiêu chí, điểm cụm thẩm định";
    assert!(rows.iter().any(|row| row.contains(caption)), "{rows:#?}");
}

/// Four ranked units, and minutes that propose two of them.
fn with_minutes() -> Case {
    let case = Case::new();
    register(&case, &["2023"]);
    points(
        &case,
        "2023",
        "NĂM 2023",
        &[
            "Sở Y tế|97|97|Hoàn thành xuất sắc nhiệm vụ|1",
            "Sở Tư pháp|96|96|Hoàn thành tốt nhiệm vụ|3",
            "Hội Khuyến học|95|95|Hoàn thành xuất sắc nhiệm vụ|0",
            "Bưu điện tỉnh|80|80|Hoàn thành tốt nhiệm vụ|",
        ],
    );
    minutes(
        &case,
        "2023",
        &[(
            "Suy tôn",
            "KẾT QUẢ BÌNH XÉT, SUY TÔN NĂM 2023",
            "Xếp thứ|Đơn vị|Hình thức đề nghị khen thưởng|Cấp khen thưởng\n\
             Nhất|Sở Y tế|Cờ thi đua|LĐLĐ tỉnh\nNhì|Hội Khuyến học|Bằng khen|Liên đoàn Lao động tỉnh",
        )],
    );
    case
}

#[test]
fn another_place_in_the_minutes_is_said() {
    let case = with_minutes();
    run(&case, 0);
    let rows = ranking(&case);
    assert!(rows.iter().any(|row| row.contains("Chưa khai số lượng")));
    let second = row_of(&rows, "Hội Khuyến học");
    assert!(
        second.contains("Hội nghị xếp thứ 2, theo điểm là hạng 3."),
        "{second}"
    );
}

#[test]
fn proposals_by_quota_stand_beside_the_minutes_and_differences_are_said() {
    let case = with_minutes();
    settings(
        &case,
        &(quota("Cờ thi đua", 1, "class = \"excellent\"")
            + &quota("Bằng khen", 1, "class = \"excellent\"")),
    );
    run(&case, 0);
    let rows = ranking(&case);
    let giver = "Các hình thức khen thưởng trong bảng là của Liên đoàn Lao động tỉnh.";
    assert!(rows.iter().any(|row| row.contains(giver)), "{rows:#?}");
    let first = row_of(&rows, "Sở Y tế");
    assert_eq!(first.matches("Cờ thi đua").count(), 2, "{first}");
    assert!(!first.contains("hội nghị không đề nghị"), "{first}");
    let passed = row_of(&rows, "Sở Tư pháp");
    for said in [
        "Theo thứ hạng và số lượng được Bằng khen của Liên đoàn Lao động tỉnh; hội nghị không đề nghị.",
        "Xếp loại đã báo cáo thấp hơn mức theo điểm",
    ] {
        assert!(passed.contains(said), "{passed}");
    }
    let nominated = row_of(&rows, "Hội Khuyến học");
    assert!(
        nominated.contains("Hội nghị đề nghị Bằng khen của Liên đoàn Lao động tỉnh; theo thứ hạng và số lượng thì không."),
        "{nominated}"
    );
    // What the minutes say stays what they say.
    assert_eq!(
        picked(
            &case.table("nominations"),
            &["rank", "unit_id", "award", "awarded_by"]
        ),
        [
            "1 A1 Cờ thi đua Liên đoàn Lao động tỉnh",
            "2 A3 Bằng khen Liên đoàn Lao động tỉnh"
        ]
    );
}

#[test]
fn years_in_a_row_are_looked_up_under_the_old_name() {
    let case = Case::new();
    // A1 came of A2; A3 had a weaker year.
    let excellent = "Hoàn thành xuất sắc nhiệm vụ";
    let good = "Hoàn thành tốt nhiệm vụ";
    for (year, former, other, rating) in [
        (
            "2021",
            "Sở Tư pháp|96|96",
            "Hội Khuyến học|96|96",
            excellent,
        ),
        ("2022", "Sở Tư pháp|96|96", "Hội Khuyến học|80|80", good),
        ("2023", "Sở Y tế|96|96", "Hội Khuyến học|97|97", excellent),
    ] {
        let rows = [
            format!("{former}|{excellent}|"),
            format!("{other}|{rating}|"),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        points(&case, year, &format!("NĂM {year}"), &rows);
    }
    changed_register(
        &case,
        &[
            ("2021", "A2"),
            ("2021", "A3"),
            ("2022", "A2"),
            ("2022", "A3"),
            ("2023", "A1"),
            ("2023", "A3"),
        ],
        "2023|đổi tên|A2|A1|12/QĐ-CĐVC",
    );
    settings(
        &case,
        &quota("Cờ thi đua", 1, "class = \"excellent\"\nyears = 3"),
    );
    run(&case, 0);
    let rows = ranking(&case);
    let flag = "Cờ thi đua";
    let renamed = row_of(&rows, "Sở Y tế");
    assert!(
        renamed.starts_with("2 | ") && renamed.contains(flag),
        "{renamed}"
    );
    assert!(!renamed.contains("Chưa đủ số liệu"), "{renamed}");
    let weaker = row_of(&rows, "Hội Khuyến học");
    assert!(
        weaker.starts_with("1 | ") && !weaker.contains(flag),
        "{weaker}"
    );
}

#[test]
fn settings_that_cannot_be_used_stop_the_run() {
    let case = Case::new();
    register(&case, &["2023"]);
    points(&case, "2023", "NĂM 2023", &["Sở Y tế|90|90||"]);
    let criteria = "[[criteria]]\nid = \"tinh\"\ntitle = \"T\"\nlegal-basis = \"L\"\nfrom = 2020\nscale = 100\n\
                    eligibility = { founded-months = 12, restructured-months = 6 }\n\
                    [[criteria.band]]\nclass = \"excellent\"\nlabel = \"Xuất sắc\"\nfrom = 90\n\
                    [[criteria.band]]\nclass = \"failed\"\nlabel = \"Không\"\nfrom = 0\nbelow = 85\n";
    for (text, parts) in [
        ("ofice = \"A\"", &["dòng 1", "ofice"][..]),
        (criteria, &["tinh", "để trống khoảng điểm"]),
    ] {
        settings(&case, text);
        let said = run(&case, 2);
        for part in parts.iter().chain(&["thiet-lap.toml"]) {
            assert!(said.contains(part), "{part} in {said}");
        }
    }
    // Other settings than those in the folder.
    let elsewhere = case.input().join("../khac.toml");
    std::fs::write(&elsewhere, "office = \"Cơ quan thử\"\n").expect("it writes");
    let place = elsewhere.to_string_lossy().into_owned();
    let output = case.run(&["--settings", &place]);
    assert_eq!(output.status.code(), Some(0));
    let overview = sheet(&case, "Tổng quan").expect("it is always there");
    assert!(overview.iter().any(|row| row.starts_with("Cơ quan thử")));
    let files = picked(&case.table("submissions"), &["file"]);
    assert_eq!(files, ["2023/Cụm thi đua số 4/Cham diem.xlsx"]);
}
