//! `tonghop init`: a register to confirm.

use crate::office::{Office, bytes};
use tonghop::discover::discover;
use tonghop::pipeline::{Knowledge, draw};
use tonghop::read::{FileKind, read_workbook};
use tonghop::register::{SheetPlace, read_register};

fn office() -> Office {
    let office = Office::new();
    for (file, unit, members) in [
        (
            "2022/Cụm thi đua số 1/a.xlsx",
            "Trường Mầm non Tân Bình",
            "10",
        ),
        (
            "2022/Cụm thi đua số 1/b.xlsx",
            "CĐCS Trường Mầm non Tấn Bình",
            "20",
        ),
        ("2022/Cụm thi đua số 2/c.xlsx", "Chi cục Thủy lợi", "30"),
        (
            "2023/Cụm thi đua số 1/a.xlsx",
            "TRƯỜNG MẦM NON TÂN BÌNH",
            "11",
        ),
        (
            "2023/Cụm thi đua số 2/c.xlsx",
            "Chi cục Thủy lợi tỉnh",
            "31",
        ),
    ] {
        office.report(file, unit, &file[..4], members);
    }
    office
}

#[test]
fn likely_same_units_are_shown_and_never_merged() {
    let office = office();
    let discovered = discover(&office.root()).expect("a listing");
    let drawing = draw(
        &discovered,
        &Knowledge::built_in(),
        &tonghop::read::ReaderPool::in_process(),
        &|| {},
    )
    .expect("drawn");
    assert_eq!(drawing.register.units.len(), 4);
    let name = |id: &str| drawing.register.unit_name(id).to_lowercase();
    let pairs: Vec<_> = drawing
        .likely_same
        .iter()
        .map(|likely| {
            let mut names = [name(&likely.units[0]), name(&likely.units[1])];
            names.sort();
            (names, likely.both_reported.len())
        })
        .collect();
    assert_eq!(pairs.len(), 2, "{pairs:?}");
    assert!(
        pairs[0].0[0].contains("thủy lợi") && pairs[0].1 == 0,
        "{pairs:?}"
    );
    assert!(
        pairs[1].0[0].contains("bình") && pairs[1].1 == 1,
        "{pairs:?}"
    );
}

#[test]
fn the_draft_is_a_register_and_is_never_written_over() {
    let office = office();
    let without = office.run();
    assert_eq!(office.program(&["init"]), 0);
    let place = office.root().join("danh-muc.xlsx");
    let draft = bytes(&place);
    let read = read_register(
        &"danh-muc.xlsx".into(),
        &read_workbook(&draft, FileKind::Xlsx).expect("a workbook"),
    );
    assert_eq!(
        (read.output.units.len(), read.output.clusters.len()),
        (4, 2)
    );
    // Two units sent nothing for 2023 and are carried on into it.
    assert_eq!(read.output.memberships.len(), 7);
    let errors: Vec<_> = read
        .findings
        .iter()
        .filter(|finding| finding.severity.key() == "error")
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let settings = office.root().join("thiet-lap.toml");
    assert_eq!(bytes(&settings), tonghop::settings::template_file());
    assert_eq!(office.program(&["init"]), 0, "there is nothing new");
    assert_eq!(bytes(&place), draft);
    office.remove("thiet-lap.toml");
    assert_eq!(
        office.program(&["init"]),
        0,
        "only the settings are missing"
    );
    assert_eq!(bytes(&place), draft);
    assert!(settings.is_file());
    let run = office.program(&["run", "--only", "data"]);
    assert!(run < 2, "the settings can be used as they are: {run}");
    let with = office.run();
    let counted = |run: &tonghop::pipeline::Consolidation| {
        run.tables
            .observations
            .iter()
            .filter(|observation| observation.counted())
            .count()
    };
    assert_eq!(counted(&with), counted(&without));
}

/// The rows of a sheet of the register, as texts under some titles.
fn rows(office: &Office, sheet: &str, titles: &[&str]) -> Vec<String> {
    let draft = bytes(&office.root().join("danh-muc.xlsx"));
    let workbook = read_workbook(&draft, FileKind::Xlsx).expect("a workbook");
    let place = SheetPlace::of(&workbook, sheet).expect("the sheet");
    let row = |row: &u32| -> String {
        let texts = titles.iter().map(|title| place.text(*row, title));
        texts.collect::<Vec<_>>().join("|")
    };
    let rows = place.rows.keys().map(row);
    rows.filter(|row| row.chars().any(|letter| letter != '|'))
        .collect()
}

fn copies(office: &Office) -> usize {
    let entries = std::fs::read_dir(office.root())
        .expect("a listing")
        .flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("danh-muc (")).count()
}

/// A register of 2022, and reports of 2023: one unit merged, one sent nothing, one is new, one writes its name otherwise.
fn next_year(review: &[&str]) -> Office {
    let office = Office::new();
    let lines = |titles: &str, rows: &[&str]| -> Vec<String> {
        let all = std::iter::once(titles).chain(rows.iter().copied());
        all.map(str::to_owned).collect()
    };
    let units = [
        "A|Sở Y tế|",
        "B|Sở Tài chính|",
        "C|Ban Dân vận|",
        "D|Kho bạc Nhà nước|",
    ];
    let titles = "Mã thứ nhất|Tên thứ nhất|Có mặt các kỳ|Mã thứ hai|Tên thứ hai|Có mặt ở các kỳ|Căn cứ|Kết luận|Mã cụm";
    office.workbook(
        "danh-muc.xlsx",
        &[
            ("Đơn vị", lines("Mã đơn vị|Tên đơn vị|Tên khác", &units)),
            ("Cụm", lines("Mã cụm|Tên cụm", &["C01|Cụm thi đua số 1"])),
            (
                "Phân cụm",
                lines(
                    "Kỳ|Mã đơn vị|Mã cụm",
                    &["2022|A|C01", "2022|B|C01", "2022|C|C01", "2022|D|C01"],
                ),
            ),
            (
                "Biến động",
                lines(
                    "Kỳ hiệu lực|Loại|Từ mã|Sang mã",
                    &["2023|sáp nhập|C – Ban Dân vận|B"],
                ),
            ),
            ("Cần xem lại", lines(titles, review)),
        ],
    );
    for (file, unit) in [
        ("2022/Cụm thi đua số 1/a.xlsx", "Sở Y tế"),
        ("2023/Cụm thi đua số 1/a.xlsx", "Sở Y tế"),
        ("2023/Cụm thi đua số 1/b.xlsx", "Sở Tài chính"),
        ("2023/Cụm miền núi/e.xlsx", "Hợp tác xã Mai Pha"),
    ] {
        office.report(file, unit, &file[..4], "10");
    }
    office
}

#[test]
fn a_new_period_is_added_to_the_register_for_review() {
    let office = next_year(&[]);
    let before = bytes(&office.root().join("danh-muc.xlsx"));
    assert_eq!(office.program(&["init"]), 0);
    let members = rows(&office, "Phân cụm", &["Kỳ", "Mã đơn vị", "Mã cụm"]);
    // The merged unit is no more; who sent nothing is expected.
    assert_eq!(members[4..], ["2023|A|C01", "2023|B|C01", "2023|D|C01"]);
    let clusters = rows(&office, "Cụm", &["Mã cụm", "Tên cụm"]);
    assert_eq!(clusters[1..], ["C02|Cụm miền núi"]);
    let titles = ["Mã thứ hai", "Tên thứ hai", "Có mặt ở các kỳ", "Mã cụm"];
    let unknown = rows(&office, "Cần xem lại", &titles);
    assert_eq!(unknown, ["DV001|Hợp tác xã Mai Pha|2023|C02"]);
    for sheet in ["Tên gọi", "Chỉ tiêu riêng", "Thiết lập", "Khen thưởng"] {
        rows(&office, sheet, &[]);
    }
    assert_eq!(copies(&office), 1);
    let run = office.run();
    let codes: Vec<&str> = run.tables.findings.iter().map(|it| it.rule.code).collect();
    assert!(!codes.contains(&"membership-missing"), "{codes:?}");

    let after = bytes(&office.root().join("danh-muc.xlsx"));
    assert_ne!(after, before);
    assert_eq!(office.program(&["init"]), 0);
    assert_eq!(bytes(&office.root().join("danh-muc.xlsx")), after, "once");
}

#[test]
fn what_is_concluded_of_units_is_written_and_said() {
    let office = next_year(&[
        "A|Sở Y tế||DV001|Hợp tác xã Mai Pha|2023|||C01",
        "B|Sở Tài chính|2022|D|Kho bạc Nhà nước|2022||một đơn vị|",
        "A|Sở Y tế||DV001|Hợp tác xã Mai Pha|2023||đơn vị mới|C01",
        "X|Sở Lạ||DV009|Sở Khác|2023||một đơn vị|",
    ]);
    assert!(office.program(&["run", "--only", "data"]) < 2);
    let units = rows(&office, "Đơn vị", &["Mã đơn vị", "Tên đơn vị", "Tên khác"]);
    let expected = [
        "A|Sở Y tế|",
        "B|Sở Tài chính|Kho bạc Nhà nước",
        "C|Ban Dân vận|",
        "DV001|Hợp tác xã Mai Pha|",
    ];
    assert_eq!(units, expected);
    let members = rows(&office, "Phân cụm", &["Kỳ", "Mã đơn vị", "Mã cụm"]);
    assert_eq!(
        members,
        ["2022|A|C01", "2022|B|C01", "2022|C|C01", "2023|DV001|C01"]
    );
    let concluded = rows(&office, "Cần xem lại", &["Kết luận"]);
    let expected = ["đã ghi: một đơn vị", "đã ghi: đơn vị mới", "một đơn vị"];
    assert_eq!(concluded, expected, "what cannot be written stays");
    assert_eq!(copies(&office), 1);
}

#[test]
fn a_unit_that_was_renamed_has_its_event() {
    let office = next_year(&["D|Kho bạc Nhà nước|2022|B|Sở Tài chính|2023||đổi tên|"]);
    assert!(office.program(&["run", "--only", "data"]) < 2);
    let changes = rows(
        &office,
        "Biến động",
        &["Kỳ hiệu lực", "Loại", "Từ mã", "Sang mã"],
    );
    assert_eq!(changes[1..], ["2023|đổi tên|D|B"]);
}

#[test]
fn a_unit_that_was_founded_without_a_cluster_has_none_to_fill_in() {
    let office = Office::new();
    office.register(
        &["A|Sở Y tế", "E|Sở Ngoại vụ"],
        &["2022|A|C1"],
        &["2023|thành lập||E"],
    );
    for year in ["2022", "2023"] {
        let file = format!("{year}/Cụm thi đua số 1/a.xlsx");
        office.report(&file, "Sở Y tế", year, "10");
    }
    assert_eq!(office.program(&["init"]), 0);
    let members = rows(&office, "Phân cụm", &["Kỳ", "Mã đơn vị", "Mã cụm"]);
    assert_eq!(members, ["2022|A|C1", "2023|E|", "2023|A|C1"]);
}
