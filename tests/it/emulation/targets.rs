//! Pledges and ratings.

use super::{picked, points, register, row_of, run, sheet};
use crate::harness::{Case, Row};

/// A unit's pledges of 2023: number, indicator, unit of measure, target, result, remark.
fn pledge(case: &Case, unit: &str, rows: &str) {
    case.workbook(
        &format!("2023/Cụm thi đua số 4/{unit}.xlsx"),
        &[(
            "Giao ước",
            &format!(
                "CĐCS {unit}\nKẾT QUẢ THỰC HIỆN GIAO ƯỚC THI ĐUA NĂM 2023\n\n\
                 STT|Chỉ tiêu|ĐVT|Chỉ tiêu giao ước|Kết quả thực hiện|Ghi chú\n{rows}"
            ),
        )],
    );
}

/// A table's rows of ratings.
fn ratings(case: &Case, table: &str) -> Vec<Row> {
    let rows = case.table(table).into_iter();
    rows.filter(|row| row["indicator"] == "rating").collect()
}

#[test]
fn pledges_are_held_against_results() {
    let case = Case::new();
    register(&case, &["2023"]);
    for (unit, well, visits) in [
        ("Sở Y tế", "97%", "4"),
        ("Sở Tư pháp", "88%", "-5"),
        ("Hội Khuyến học", "", "9"),
    ] {
        let rows = format!(
            "1|Tỷ lệ CBCCVC, LĐ hoàn thành tốt nhiệm vụ trở lên|%|90% trở lên|{well}|\n\
             2|Số lượt đoàn viên được thăm hỏi|lượt|ít nhất 05|{visits}|"
        );
        pledge(&case, unit, &rows);
    }
    run(&case, 1);
    let met = picked(&case.table("targets"), &["unit_id", "indicator", "met"]);
    assert_eq!(
        met,
        [
            "A1 visits false",
            "A1 completed_well_rate true",
            "A2 visits ",
            "A2 completed_well_rate false",
            "A3 visits true",
            "A3 completed_well_rate ",
        ]
    );
    let rows = sheet(&case, "Chỉ tiêu giao ước").expect("targets were pledged");
    let summary = rows
        .iter()
        .find(|row| row.starts_with("Toàn tỉnh") && row.contains("thăm hỏi"))
        .expect("it is summed up");
    assert!(
        summary.contains(" | 3 | 1 | 1 | 1 | 0.5 | Sở Y tế: thiếu 1"),
        "{summary}"
    );
    let short = rows
        .iter()
        .find(|row| row.contains("Sở Tư pháp") && row.contains("từ 90% trở lên"))
        .expect("it is listed");
    assert!(
        short.contains("Không đạt") && short.contains("-2"),
        "{short}"
    );
    let held = rows
        .iter()
        .find(|row| row.contains("Sở Tư pháp") && row.contains("từ 5 trở lên"))
        .expect("it is listed");
    assert!(held.contains("Kết quả giữ lại"), "{held}");
}

#[test]
fn school_years_are_ranked_and_scales_stand_side_by_side() {
    let case = Case::new();
    register(&case, &["2022-2023", "2023-2024"]);
    points(
        &case,
        "2022-2023",
        "NĂM HỌC 2022 - 2023",
        &["Sở Y tế|90|90|Vững mạnh|", "Sở Tư pháp|80|80|Khá|"],
    );
    points(
        &case,
        "2023-2024",
        "NĂM HỌC 2023 - 2024",
        &[
            "Sở Y tế|90|90|Hoàn thành xuất sắc nhiệm vụ|",
            "Sở Tư pháp|80|80|Hoàn thành tốt nhiệm vụ|",
        ],
    );
    run(&case, 0);
    assert!(
        sheet(&case, "Xếp hạng và khen thưởng").expect("units have points")[0]
            .starts_with("Xếp hạng và đề nghị khen thưởng, năm học 2023-2024"),
    );
    let rows = sheet(&case, "Xếp loại").expect("units were rated");
    let titles = row_of(&rows, "Vững mạnh");
    assert!(titles.contains("Hoàn thành xuất sắc nhiệm vụ"), "{titles}");
    let of = |period: &str| {
        rows.iter()
            .find(|row| row.starts_with("Toàn tỉnh") && row.contains(period))
            .unwrap_or_else(|| panic!("{period} in {rows:#?}"))
            .clone()
    };
    assert!(
        of("Năm học 2023-2024").ends_with("2/4 | 1/2 (50,0%) | 1/2 (50,0%) | – | –"),
        "{}",
        of("Năm học 2023-2024")
    );
    assert!(of("Năm học 2022-2023").ends_with("2/4 | – | – | 1/2 (50,0%) | 1/2 (50,0%)"));
}

#[test]
fn a_pledged_rating_is_a_class_and_no_number() {
    let case = Case::new();
    register(&case, &["2023"]);
    for (unit, pledged, reached) in [
        ("Sở Y tế", "Hoàn thành tốt nhiệm vụ trở lên", "HTXSNV"),
        (
            "Sở Tư pháp",
            "Hoàn thành xuất sắc nhiệm vụ",
            "Hoàn thành nhiệm vụ",
        ),
        ("Hội Khuyến học", "Hoàn thành tốt nhiệm vụ", ""),
        (
            "Bưu điện tỉnh",
            "phấn đấu tốt hơn năm trước",
            "Hoàn thành tốt nhiệm vụ",
        ),
    ] {
        let rows = format!(
            "1|Xếp loại CĐCS||{pledged}|{reached}|\n2|Số lượt đoàn viên được thăm hỏi|lượt|5|5|"
        );
        pledge(&case, unit, &rows);
    }
    run(&case, 1);
    assert_eq!(
        picked(
            &ratings(&case, "targets"),
            &["unit_id", "comparator", "target", "actual", "met"]
        ),
        ["A1 >=   true", "A2 >=   false", "A3 >=   "]
    );
    let mut pledged = ratings(&case, "observations");
    pledged.retain(|row| row["measure"] == "target");
    assert_eq!(
        picked(&pledged, &["unit_id", "text", "comparator", "reason"]),
        [
            "A1 good >= ",
            "A2 excellent >= ",
            "A3 good >= ",
            "A4   not-a-number"
        ]
    );
    let mut rated = ratings(&case, "distributions");
    rated.retain(|row| row["level"] == "province");
    assert_eq!(
        picked(&rated, &["category", "n_units", "n_total"]),
        ["completed 1 3", "excellent 1 3", "good 1 3"]
    );
    let rows = sheet(&case, "Chỉ tiêu giao ước").expect("targets were pledged");
    let short = rows
        .iter()
        .find(|row| row.contains("từ Xuất sắc trở lên"))
        .expect("it is listed");
    assert!(
        short.contains("Hoàn thành | Không đạt | thấp hơn 2 mức"),
        "{short}"
    );
}
