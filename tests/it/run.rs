//! `tonghop run` from a folder of workbooks to its tables.

use crate::harness::{Case, program};

const REGISTER: &[(&str, &str)] = &[
    (
        "Đơn vị",
        "Mã đơn vị|Tên đơn vị|Tên khác\nA1|Sở Y tế|\nA2|Trường Mầm non Tân Bình|\nA3|Trường Mầm non Tấn Bình|",
    ),
    ("Cụm", "Mã cụm|Tên cụm\nC1|Cụm thi đua số 1"),
    (
        "Phân cụm",
        "Kỳ|Mã đơn vị|Mã cụm|Vai trò\n2023|A1|C1|Cụm trưởng\n2023|A2|C1|\n2023|A3|C1|",
    ),
];

fn activity(unit: &str, rows: &str) -> String {
    format!(
        "Công đoàn cấp trên: Công đoàn tỉnh\nĐơn vị báo cáo: {unit}\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM 2023\n\n\
         TT|Nội dung|Đơn vị tính|Số lượng|Ghi chú\n{rows}\n|||Lạng Sơn, ngày 5 tháng 1 năm 2024\n"
    )
}

fn total(case: &Case, indicator: &str) -> Option<(String, String)> {
    case.table("aggregates")
        .into_iter()
        .find(|row| row["level"] == "province" && row["indicator"] == indicator)
        .map(|row| (row["value"].clone(), row["n_units"].clone()))
}

#[test]
fn figures_are_read_counted_and_lead_back_to_their_cells() {
    let case = Case::new();
    case.workbook("danh-muc.xlsx", REGISTER)
        .workbook(
            "2023/Cụm thi đua số 1/a.xlsx",
            &[(
                "Biểu",
                &activity(
                    "CĐCS Sở Y tế",
                    "1|Tổng số đoàn viên|người|1.250 người\n2|Số tiền thăm hỏi đoàn viên|đồng|7,2 triệu",
                ),
            )],
        )
        .workbook(
            "2023/Cụm thi đua số 1/b.xlsx",
            &[(
                "Biểu",
                &activity(
                    "CĐ TRƯỜNG MẦM NON TÂN BÌNH",
                    "1|ĐV công đoàn|người|30\n2|Kinh phí thăm hỏi|nghìn đồng|900",
                ),
            )],
        );
    let output = case.run(&[]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(
        total(&case, "visits_amount"),
        Some(("8100000.0".into(), "2".into()))
    );
    let observations = case.table("observations");
    let wage = observations
        .iter()
        .find(|row| row["unit_id"] == "A1" && row["indicator"] == "visits_amount")
        .expect("it is there");
    assert_eq!(
        (
            wage["file"].as_str(),
            wage["cell"].as_str(),
            wage["raw"].as_str()
        ),
        ("2023/Cụm thi đua số 1/a.xlsx", "D8", "7,2 triệu")
    );
    let missing = case.table("findings");
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert_eq!(
        (missing[0]["code"].as_str(), missing[0]["unit_id"].as_str()),
        ("missing-submission", "A3")
    );
    assert!(case.output().join("tong-hop.xlsx").is_file());
    assert!(case.output().join("bieu-do").is_dir());
}

#[test]
fn what_is_not_certain_is_held_and_named() {
    let case = Case::new();
    case.workbook("danh-muc.xlsx", REGISTER).workbook(
        "2023/a.xlsx",
        &[(
            "Biểu",
            &activity(
                "CĐCS Sở Y tế",
                "1|Tổng số đoàn viên|người|có\n2|Số lượt đoàn viên được thăm hỏi|lượt|-3\n\
                 3|Số tiền thăm hỏi đoàn viên|đồng|121.800.000 triệu đồng\n4|Số tổ công đoàn|tổ|2,5\n5|Số cuộc họp|cuộc|4",
            ),
        )],
    );
    assert_eq!(case.run(&["--only", "data"]).status.code(), Some(1));
    let counted = case
        .table("observations")
        .iter()
        .filter(|row| row["counted"] == "true")
        .count();
    assert_eq!(counted, 0);
    let mut codes: Vec<(String, String)> = case
        .table("findings")
        .into_iter()
        .filter(|row| row["file"] == "2023/a.xlsx")
        .map(|row| (row["cell"].clone(), row["code"].clone()))
        .collect();
    codes.sort();
    let expected = [
        ("D10", "fractional-count"),
        ("D11", "label-unmatched"),
        ("D7", "not-a-number"),
        ("D8", "negative-value"),
        ("D9", "unit-of-measure-conflict"),
    ];
    assert_eq!(
        codes,
        expected.map(|(cell, code)| (cell.to_string(), code.to_string()))
    );
}

#[test]
fn a_name_with_another_tone_is_another_unit() {
    let case = Case::new();
    case.workbook("danh-muc.xlsx", REGISTER)
        .workbook(
            "2023/a.xlsx",
            &[(
                "Biểu",
                &activity("Trường MN Tấn Bình", "1|Tổng số đoàn viên|người|20"),
            )],
        )
        .workbook(
            "2023/b.xlsx",
            &[(
                "Biểu",
                &activity("Trường Mầm non Tản Bình", "1|Tổng số đoàn viên|người|21"),
            )],
        );
    assert_eq!(case.run(&["--only", "data"]).status.code(), Some(1));
    let fates: Vec<(String, String)> = case
        .table("submissions")
        .into_iter()
        .map(|row| (row["status"].clone(), row["unit_id"].clone()))
        .collect();
    let expected = [("accepted", "A3"), ("rejected", "")];
    assert_eq!(
        fates,
        expected.map(|(status, unit)| (status.to_string(), unit.to_string()))
    );
}

#[test]
fn a_file_in_another_years_folder_is_held_whole() {
    let case = Case::new();
    case.workbook("danh-muc.xlsx", REGISTER).workbook(
        "2022/a.xlsx",
        &[("Biểu", &activity("Sở Y tế", "1|Tổng số đoàn viên|người|20"))],
    );
    assert_eq!(case.run(&["--only", "data"]).status.code(), Some(1));
    let findings = case.table("findings");
    assert_eq!(
        (findings[0]["code"].as_str(), findings[0]["cell"].as_str()),
        ("period-conflict", "A4")
    );
    assert_eq!(case.table("submissions")[0]["status"], "held");
}

#[test]
fn two_runs_give_the_same_bytes_whatever_the_threads() {
    let demonstration = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("input");
    let folder = tempfile::tempdir().expect("a folder");
    let run = |name: &str, threads: &str| {
        let output = folder.path().join(name);
        let done = program()
            .arg("run")
            .arg(&demonstration)
            .arg("--output")
            .arg(&output)
            .args(["--only", "data"])
            .env("RAYON_NUM_THREADS", threads)
            .env("POLARS_MAX_THREADS", threads)
            .output()
            .expect("the program starts");
        assert_eq!(
            done.status.code(),
            Some(1),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        output.join("du-lieu")
    };
    let (one, two) = (run("one", "1"), run("two", "2"));
    let mut compared = 0;
    for entry in std::fs::read_dir(&one).expect("the data is there") {
        let name = entry.expect("an entry").file_name();
        let bytes = |folder: &std::path::Path| {
            std::fs::read(folder.join(&name)).expect("the table is there")
        };
        assert!(
            bytes(&one) == bytes(&two),
            "{} differs",
            name.to_string_lossy()
        );
        compared += 1;
    }
    assert_eq!(compared, 21, "twenty tables and their description");
}

#[test]
fn every_file_and_every_cell_is_accounted_for() {
    let demonstration = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("input");
    let case = Case::new();
    let done = program()
        .arg("run")
        .arg(&demonstration)
        .arg("--output")
        .arg(case.output())
        .args(["--only", "data"])
        .output()
        .expect("the program starts");
    assert_eq!(
        done.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let mut files: Vec<String> = case
        .table("submissions")
        .into_iter()
        .map(|row| row["file"].clone())
        .collect();
    let listed = files.len();
    files.dedup();
    assert_eq!(files.len(), listed, "each file has one row");
    let on_disk = walkdir::WalkDir::new(&demonstration)
        .into_iter()
        .filter(|entry| {
            entry
                .as_ref()
                .is_ok_and(|entry| entry.file_type().is_file())
        })
        .count();
    assert_eq!(
        listed,
        on_disk - 2,
        "all but the register and the corrections"
    );
    let mut cells: Vec<(String, String, String)> = case
        .table("observations")
        .into_iter()
        .map(|row| {
            (
                row["file"].clone(),
                row["sheet"].clone(),
                row["cell"].clone(),
            )
        })
        .collect();
    let given = cells.len();
    cells.sort();
    cells.dedup();
    assert_eq!(cells.len(), given, "each cell has one row");
}

#[test]
fn the_workbook_shows_what_a_superseded_version_had_otherwise() {
    let case = Case::new();
    let version = |visits: u32| {
        activity(
            "Sở Y tế",
            &format!(
                "1|Tổng số đoàn viên|người|20\n2|Số lượt đoàn viên được thăm hỏi|lượt|{visits}"
            ),
        )
    };
    case.workbook("danh-muc.xlsx", REGISTER)
        .workbook("2023/a.xlsx", &[("Biểu", &version(7))])
        .workbook("2023/a v2.xlsx", &[("Biểu", &version(9))]);
    case.run(&["--only", "data,workbook"]);
    let path = case.output().join("kiem-tra.xlsx");
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(path).expect("it opens");
    let range =
        calamine::Reader::worksheet_range(&mut workbook, "Bản thay thế").expect("it is there");
    let rows: Vec<Vec<String>> = range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .filter(|row: &Vec<String>| row.first().is_some_and(|unit| unit == "Sở Y tế"))
        .collect();
    assert_eq!(rows.len(), 1, "only the figure that changed: {rows:?}");
    assert_eq!(rows[0][1..2], ["Số lượt đoàn viên được thăm hỏi"]);
    assert_eq!(rows[0][3..7], ["7", "9", "2023/a.xlsx", "2023/a v2.xlsx"]);
}

#[test]
fn a_missing_folder_is_told_in_vietnamese() {
    let output = program()
        .args(["run", "khong-co"])
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let whole = std::path::absolute("khong-co").expect("a path");
    let told = format!("không có thư mục {}", whole.display());
    assert!(String::from_utf8_lossy(&output.stderr).contains(&told));
}

#[test]
fn help_holds_no_english() {
    for arguments in [&["--help"][..], &["run", "--help"], &["init", "--help"]] {
        let output = program()
            .args(arguments)
            .output()
            .expect("the program starts");
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0));
        for word in [
            "Usage",
            "[OPTIONS]",
            "OPTIONS",
            "Options",
            "Arguments",
            "Commands",
            "Print help",
            "default:",
        ] {
            assert!(!help.contains(word), "{word} in:\n{help}");
        }
    }
}

#[test]
fn what_lies_ahead_is_not_reported_on_by_itself() {
    let case = Case::new();
    case.workbook(
        "2023/a.xlsx",
        &[("Biểu", &activity("Sở Y tế", "1|Tổng số đoàn viên|người|20"))],
    );
    case.workbook(
        "2023/b.xlsx",
        &[(
            "Biểu",
            &activity("Sở Tư pháp", "1|Tổng số đoàn viên|người|30"),
        )],
    );
    case.workbook(
        "2024/Giao uoc.xlsx",
        &[(
            "Giao ước",
            "Đơn vị báo cáo: Sở Y tế\nGIAO ƯỚC THI ĐUA NĂM 2024\n\nTT|Chỉ tiêu|ĐVT|Chỉ tiêu giao ước\n1|Tổng số đoàn viên|người|22",
        )],
    );
    case.workbook(
        "Nhiệm kỳ 2023-2028/Dai hoi.xlsx",
        &[(
            "Đại hội",
            "Đơn vị báo cáo: Sở Y tế\nKẾT QUẢ ĐẠI HỘI CÔNG ĐOÀN NHIỆM KỲ 2023 - 2028\n\nTT|Nội dung|Đơn vị tính|Số lượng\n1|Số đoàn viên dự đại hội|người|18/20",
        )],
    );
    let said = |arguments: &[&str]| {
        let done = case.run(arguments);
        String::from_utf8(done.stdout).expect("it is text")
    };
    assert!(said(&["--only", "data"]).starts_with("Kỳ báo cáo: năm 2023\n"));
    let missing = case.table("findings").into_iter();
    let missing: Vec<_> = missing
        .filter(|row| row["code"] == "missing-submission")
        .collect();
    assert_eq!(
        missing,
        Vec::new(),
        "nothing is due of a period that lies ahead"
    );
    let asked = said(&["--only", "data", "--period", "2024"]);
    assert!(asked.starts_with("Kỳ báo cáo: năm 2024\n"), "{asked}");
}
