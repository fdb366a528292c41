use crate::register::read_register;
use crate::register::titled::fixture::workbook;

/// The findings on a register: the place and the code of each.
fn findings(units: &[&str], memberships: &[&str], changes: &[&str]) -> Vec<String> {
    let titled = |titles: &str, rows: &[&str]| -> Vec<String> {
        std::iter::once(titles)
            .chain(rows.iter().copied())
            .map(str::to_owned)
            .collect()
    };
    let workbook = workbook(&[
        ("Đơn vị", titled("Mã đơn vị|Tên đơn vị|Tên khác", units)),
        ("Cụm", titled("Mã cụm|Tên cụm", &["C1|Cụm 1", "C2|Cụm 2"])),
        ("Phân cụm", titled("Kỳ|Mã đơn vị|Mã cụm", memberships)),
        (
            "Biến động",
            titled("Kỳ hiệu lực|Loại|Từ mã|Sang mã", changes),
        ),
    ]);
    read_register(&"danh-muc.xlsx".into(), &workbook)
        .findings
        .iter()
        .map(|finding| {
            let sheet = finding.sheet.as_deref().unwrap_or_default();
            let cell = finding
                .cell
                .map(|cell| cell.to_string())
                .unwrap_or_default();
            format!(
                "{sheet}!{cell} {} {}",
                finding.rule.code,
                finding.severity.key()
            )
        })
        .collect()
}

const TWO: [&str; 2] = ["A|Sở Y tế", "B|Sở Tài chính"];
const BOTH_YEARS: [&str; 4] = ["2022|A|C1", "2022|B|C1", "2023|A|C1", "2023|B|C1"];

#[test]
fn a_sound_register_has_no_findings() {
    assert_eq!(findings(&TWO, &BOTH_YEARS, &[]), Vec::<String>::new());
    let merged = ["2022|A|C1", "2022|B|C1", "2023|M|C2"];
    let changes = ["2023|sáp nhập|A|M", "2023|sáp nhập|B|M"];
    let units = [
        "A|Sở Y tế|Y tế",
        "B|Sở Tài chính",
        "M|Sở Y tế - Tài chính|Y tế",
    ];
    assert_eq!(findings(&units, &merged, &changes), Vec::<String>::new());
    let short_lived = ["2022|A|C1", "2023|A|C1", "2023|B|C1", "2024|A|C1"];
    let changes = ["2023|thành lập||B", "2023|giải thể|B|"];
    assert_eq!(findings(&TWO, &short_lived, &changes), Vec::<String>::new());
}

#[test]
fn memberships_overlap_or_are_missing() {
    for (memberships, changes, expected) in [
        (
            vec!["2022|A|C1", "2022|B|C1", "2022|A|C2"],
            vec![],
            "Phân cụm!C4 unit-ambiguous error",
        ),
        (
            vec!["2022|A|C1"],
            vec![],
            "Đơn vị!B3 cluster-unknown warning",
        ),
        (
            vec!["2022|A|C1", "2022|B|C1", "2023|A|C1"],
            vec![],
            "Phân cụm!B3 cluster-unknown warning",
        ),
        (
            vec!["2022|A|C9", "2022|B|C1"],
            vec![],
            "Phân cụm!C2 cluster-unknown error",
        ),
        (
            vec!["2022|X|C1", "2022|A|C1", "2022|B|C1"],
            vec![],
            "Phân cụm!B2 unit-unknown error",
        ),
        (
            BOTH_YEARS.to_vec(),
            vec!["2023|giải thể|B|"],
            "Phân cụm!B5 unit-ambiguous warning",
        ),
        (
            BOTH_YEARS.to_vec(),
            vec!["2023|thành lập||B"],
            "Phân cụm!B3 unit-ambiguous warning",
        ),
    ] {
        let found = findings(&TWO, &memberships, &changes);
        assert!(
            found.contains(&expected.to_string()),
            "{memberships:?} {changes:?}: {found:?}"
        );
    }
}

#[test]
fn changes_that_name_no_unit_or_change_nothing_are_told() {
    for (change, expected) in [
        ("2023|sáp nhập||", "Biến động!C2 unit-unknown error"),
        ("2023|sáp nhập|A|", "Biến động!D2 unit-unknown error"),
        ("2023|chia tách||B", "Biến động!C2 unit-unknown error"),
        ("2023|sáp nhập|A|X", "Biến động!D2 unit-unknown error"),
        ("2023|bay|A|B", "Biến động!B2 label-unmatched warning"),
        ("hôm qua|giải thể|A|", "Biến động!A2 period-missing error"),
        (
            "2023|chuyển cụm|A|A",
            "Biến động!B2 cluster-unknown warning",
        ),
        ("2023|sáp nhập|A|A", "Biến động!B2 unit-ambiguous warning"),
    ] {
        let found = findings(&TWO, &BOTH_YEARS, &[change]);
        assert_eq!(found, [expected], "{change}");
    }
}

#[test]
fn two_units_under_one_name_are_told() {
    let found = findings(&["A|Sở Y tế", "B|Y tế|SỞ Y TẾ"], &BOTH_YEARS, &[]);
    assert_eq!(found, ["Đơn vị!B3 unit-ambiguous warning"]);
}

#[test]
fn a_change_may_have_its_day() {
    let rows = [
        "2023|đổi tên|A|A|01/7/2023",
        "2023|đổi tên|A|A|1-7-2024",
        "2023|đổi tên|A|A|tháng bảy",
        "2023-H1|đổi tên|A|A|01.7.2023",
        "2022-2023|đổi tên|A|A|",
    ];
    let titled = |titles: &str, rows: &[&str]| -> Vec<String> {
        std::iter::once(titles)
            .chain(rows.iter().copied())
            .map(str::to_owned)
            .collect()
    };
    let workbook = workbook(&[
        ("Đơn vị", titled("Mã đơn vị|Tên đơn vị", &["A|Sở Y tế"])),
        (
            "Biến động",
            titled("Kỳ hiệu lực|Loại|Từ mã|Sang mã|Ngày hiệu lực", &rows),
        ),
    ]);
    let read = read_register(&"danh-muc.xlsx".into(), &workbook);
    let days: Vec<Option<String>> = read
        .output
        .changes
        .iter()
        .map(|change| change.day.map(|day| day.to_string()))
        .collect();
    assert_eq!(
        days,
        [Some("2023-07-01".to_owned()), None, None, None, None]
    );
    let told: Vec<String> = read
        .findings
        .iter()
        .filter_map(|finding| Some(format!("{} {}", finding.cell?, finding.rule.code)))
        .filter(|told| told.starts_with('E'))
        .collect();
    assert_eq!(
        told,
        [
            "E3 period-conflict",
            "E4 period-missing",
            "E5 period-conflict"
        ]
    );
}

#[test]
fn a_day_in_the_place_of_the_period_says_both() {
    let titled = |titles: &str, rows: &[&str]| -> Vec<String> {
        let rows = rows.iter().copied();
        std::iter::once(titles)
            .chain(rows)
            .map(str::to_owned)
            .collect()
    };
    let workbook = workbook(&[
        ("Đơn vị", titled("Mã đơn vị|Tên đơn vị", &["A|Sở Y tế"])),
        (
            "Biến động",
            titled(
                "Kỳ hiệu lực|Loại|Từ mã|Sang mã|Ngày hiệu lực",
                &["01/03/2025|giải thể|A", "15/02/2025|giải thể|A||01/07/2025"],
            ),
        ),
    ]);
    let read = read_register(&"danh-muc.xlsx".into(), &workbook);
    let changes = read.output.changes.iter();
    let when: Vec<String> = changes
        .map(|change| format!("{} {}", change.effective, change.day.expect("a day")))
        .collect();
    assert_eq!(when, ["2025 2025-03-01", "2025 2025-07-01"]);
}
