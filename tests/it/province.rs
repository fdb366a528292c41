//! A province of many units over several years: who is expected, who is silent, who has ended; and that all that is told
//! of it says the same.

use crate::office::{Office, findings};
use std::sync::Arc;
use tonghop::pipeline::{Consolidation, Knowledge};
use tonghop::report::aggregate_form::AggregateForm;
use tonghop::report::chart::ChartSpec;
use tonghop::report::charts::{ChartPlan, chart_specs};
use tonghop::report::{
    Account, Cell, DoneMarks, Report, ReportInputs, ReportPlan, Row, Sheet, Table, Value,
    build_report, sheet_name,
};
use tonghop::tables::Group;

const UNITS: usize = 300;
const CLUSTERS: usize = 14;
const SILENT: usize = 15;

/// 300 units in 14 clusters, 15 of them silent in 2023.
fn province() -> Office {
    let office = Office::new();
    let cluster = |unit: usize| unit % CLUSTERS + 1;
    let table = |titles: &str, rows: Vec<String>| -> Vec<String> {
        std::iter::once(titles.to_owned()).chain(rows).collect()
    };
    let units = (0..UNITS).map(|unit| format!("DV{unit:03}|Trường Tiểu học số {unit}"));
    let clusters = (1..=CLUSTERS).map(|cluster| format!("C{cluster}|Cụm thi đua số {cluster}"));
    let members = (0..UNITS).map(|unit| format!("2022|DV{unit:03}|C{}", cluster(unit)));
    office.workbook(
        "danh-muc.xlsx",
        &[
            ("Đơn vị", table("Mã đơn vị|Tên đơn vị", units.collect())),
            ("Cụm", table("Mã cụm|Tên cụm", clusters.collect())),
            ("Phân cụm", table("Kỳ|Mã đơn vị|Mã cụm", members.collect())),
        ],
    );
    for (year, silent) in [("2022", 0), ("2023", SILENT)] {
        for unit in silent..UNITS {
            office.report(
                &format!("{year}/Cụm thi đua số {}/bc {unit}.xlsx", cluster(unit)),
                &format!("Trường Tiểu học số {unit}"),
                year,
                &(40 + unit % 30).to_string(),
            );
        }
    }
    office
}

fn province_row<'a>(run: &'a Consolidation, period: &str) -> &'a tonghop::tables::Aggregate {
    let mut rows = run.tables.aggregates.iter();
    rows.find(|row| {
        row.group == Group::Province
            && row.period.to_string() == period
            && &*row.indicator == "members"
    })
    .expect("a total")
}

#[test]
fn sheets_charts_and_terminal_tell_one_coverage() {
    let run = province().run();
    let row = province_row(&run, "2023");
    assert_eq!((row.n_units, row.n_expected), (285, 300));
    let period = row.period;
    assert_eq!(
        run.tables
            .observations
            .iter()
            .filter(|it| it.cluster_id.is_none())
            .count(),
        0
    );

    let knowledge = Knowledge::built_in();
    let plan = ReportPlan::built_in();
    let account = Arc::new(Account::new(
        &run.tables,
        &knowledge.lexicon.indicators,
        &run.register,
        period,
        plan.coverage_at_least,
    ));
    let line = account.returns_in_short();
    assert!(
        line.starts_with(
            "Có số liệu của 285/300 đơn vị; 15 đơn vị chưa nộp: Trường Tiểu học số 0; "
        ),
        "{line}"
    );

    let charts = chart_specs(&account, &ChartPlan::built_in());
    assert!(!charts.is_empty());
    let title = &charts
        .iter()
        .find(|chart| chart.title.contains("đã có số liệu"))
        .expect("a chart of coverage")
        .title;
    assert!(title.starts_with("285/300 đơn vị"), "{title}");
    charts.iter().for_each(check_chart);

    let report = report_of(&account, &run, &charts);
    report.sheets.iter().for_each(check_sheet);

    let missing = findings(&run);
    let missing = missing
        .iter()
        .filter(|line| line.starts_with("missing-submission warning"));
    assert_eq!(missing.count(), SILENT);
    let first = run.tables.findings.first().expect("a finding");
    assert_eq!(first.rule.code, "membership-missing");
}

/// Whatever a chart or the lines of a sheet say of 300 units is of 285, or of all of them in the year before.
fn every(texts: &[String], what: &str) {
    for text in texts {
        for (before, rest) in counts_of_300(text) {
            let of_2022 = rest.trim_start_matches(" đơn vị").starts_with(" năm 2022");
            let holds = before == "285" || (of_2022 && before == "300");
            assert!(holds, "{what}: {text}");
        }
    }
}

fn check_chart(chart: &ChartSpec) {
    let mut texts = vec![chart.title.clone(), chart.source.clone()];
    texts.extend(chart.notes.clone());
    let details = chart.categories.iter();
    let details = details.filter_map(|it| Some(format!("{} {}", it.label, it.detail.as_ref()?)));
    texts.extend(details.map(|text| text.replace("Năm 2022 300/300", "")));
    texts.extend(
        chart
            .series
            .iter()
            .filter_map(|series| series.detail.clone()),
    );
    let says = texts.iter().any(|text| text.contains("285/300"));
    assert!(says, "{}: {texts:?}", chart.slug);
    every(&texts, &chart.slug);
}

/// Every sheet that tells of figures says how many units they are of, and none says it otherwise.
fn check_sheet(sheet: &Sheet) {
    let texts: Vec<String> = texts_of(sheet);
    let says = texts.iter().any(|text| text.contains("285/300"));
    let tells_of_units = [
        sheet_name::OVERVIEW,
        sheet_name::PROVINCE,
        sheet_name::CLUSTERS,
        sheet_name::UNITS,
        sheet_name::YEARS,
        sheet_name::FORM,
        sheet_name::CHANGES,
        sheet_name::RETURNS,
    ];
    let is_told = says || !tells_of_units.contains(&&*sheet.name);
    assert!(is_told, "{}: {texts:?}", sheet.name);
    for table in &sheet.tables {
        table
            .rows
            .iter()
            .for_each(|row| check_row(sheet, table, row));
    }
    every(&sheet.subtitles, &sheet.name);
}

/// What stands before each `/300`, and what behind it.
fn counts_of_300(text: &str) -> Vec<(&str, &str)> {
    let found = text.match_indices("/300").map(|(at, _)| {
        let before = text[..at].rsplit(|c: char| !c.is_ascii_digit()).next();
        (before.unwrap_or_default(), &text[at + "/300".len()..])
    });
    found.collect()
}

/// Every text of a sheet but those of rows.
fn texts_of(sheet: &Sheet) -> Vec<String> {
    let mut texts = sheet.subtitles.clone();
    let frame = sheet.frame.iter();
    let lines = frame.flat_map(|frame| frame.head.iter().chain(&frame.foot).flatten());
    texts.extend(lines.map(|line| line.text.clone()));
    texts.extend(
        sheet
            .tables
            .iter()
            .filter_map(|table| table.caption.clone()),
    );
    let rows = sheet.tables.iter().flat_map(|table| &table.rows);
    let cells = rows.flat_map(|row| &row.cells);
    texts.extend(cells.filter_map(|cell| match &cell.value {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    }));
    texts
}

/// Of 300 units 285 are counted in a row's figure, or all of them where the column or the row is of the year before.
fn check_row(sheet: &Sheet, table: &Table, row: &Row) {
    let said = |cell: &Cell| match &cell.value {
        Value::Text(text) => text.to_string(),
        _ => String::new(),
    };
    let line: Vec<String> = row.cells.iter().map(said).collect();
    for (position, text) in line.iter().enumerate() {
        let column = table
            .columns
            .get(position)
            .map_or("", |column| &column.title);
        let of_2022 = column.contains("2022")
            || line.iter().any(|text| text.contains("2022"))
            || text.contains("năm 2022");
        for (before, _) in counts_of_300(text) {
            // What nobody reports is told as that.
            let holds = ["0", "285"].contains(&before) || (of_2022 && before == "300");
            assert!(holds, "{} › {column}: {line:?}", sheet.name);
        }
    }
}

fn report_of(account: &Arc<Account<'_>>, run: &Consolidation, charts: &[ChartSpec]) -> Report {
    let knowledge = Knowledge::built_in();
    build_report(&ReportInputs {
        account: account.clone(),
        version_differences: &run.version_differences,
        assessment: &run.assessment,
        emulation: &knowledge.emulation,
        audit: &run.audit,
        office: "",
        papers: &tonghop::report::Papers::default(),
        deadline: None,
        input_path: "",
        generated_at: None,
        charts,
        form: &AggregateForm::built_in(),
        plan: &ReportPlan::built_in(),
        done: &DoneMarks::default(),
    })
}

/// An office with a register of two clusters: `A` and `B` in the first, `X` in the second; `M` is what `A` may become.
fn office(years: &[&str], changes: &[&str]) -> Office {
    let office = Office::new();
    let members: Vec<String> = years
        .iter()
        .flat_map(|year| ["A|C1", "B|C1", "X|C2"].map(|member| format!("{year}|{member}")))
        .collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let units = [
        "A|Trường Mầm non Hoa Sen",
        "B|Trường Mầm non Sơn Ca",
        "M|Trường Mầm non Liên Cơ",
        "X|Thanh tra tỉnh",
    ];
    office.register(&units, &members, changes);
    office
}

fn table(office: &Office, file: &str, head: &str, rows: &[&str]) {
    let titles = [
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH",
        "CỤM THI ĐUA SỐ 1",
        "BẢNG TỔNG HỢP KẾT QUẢ THI ĐUA NĂM 2023",
    ];
    let lines = titles.map(str::to_owned).into_iter();
    let rows = rows
        .iter()
        .zip(1..)
        .map(|(row, number)| format!("{number}|{row}"));
    let lines = lines.chain([format!("TT|Đơn vị|{head}")]).chain(rows);
    office.workbook(file, &[("Tổng hợp", lines.collect())]);
}

/// The unit and the status of a file.
fn outcome(run: &Consolidation, file: &str) -> String {
    let mut rows = run.tables.submissions.iter();
    let row = rows.find(|row| &*row.file == file).expect("a row");
    format!(
        "{} {}",
        row.status.key(),
        row.unit_id.as_deref().unwrap_or("-")
    )
}

fn total(run: &Consolidation, indicator: &str) -> Option<(f64, u32)> {
    let mut rows = run.tables.aggregates.iter();
    let row = rows.find(|row| row.group == Group::Province && &*row.indicator == indicator)?;
    Some((row.value, row.n_units))
}

const FOLDER: &str = "2023/Cụm thi đua số 1";
const MEMBERS: &str = "Tổng số đoàn viên";
const VISITS: &str = "Số lượt đoàn viên được thăm hỏi";

#[test]
fn two_witnesses_settle_a_doubtful_name() {
    for (name, file, expected) in [
        (
            "Trường Mầm non Hoa Xenm",
            "Trường Mầm non Hoa Sen.xlsx",
            "accepted A",
        ),
        ("Trường Mầm non Hoa Xenm", "bao cao.xlsx", "rejected -"),
        (
            "Trường Mầm non Hoa Xenm",
            "Trường Mầm non Hoa Sen/bc.xlsx",
            "accepted A",
        ),
        (
            "Trường Mầm non Hoa Xenm",
            "Trường Mầm non Sơn Ca.xlsx",
            "rejected -",
        ),
        ("", "bc truong mam non hoa sen 2023.xlsx", "accepted A"),
        ("", "bao cao.xlsx", "rejected -"),
        (
            "Công ty May Chi Lăng",
            "Trường Mầm non Hoa Sen.xlsx",
            "rejected -",
        ),
    ] {
        let office = office(&["2023"], &[]);
        let file = format!("{FOLDER}/{file}");
        office.report(&file, name, "2023", "50");
        assert_eq!(outcome(&office.run(), &file), expected, "{name} {file}");
    }
    // What a unit sent before under the same file name is a witness too.
    let office = office(&["2022", "2023"], &[]);
    office.report(
        "2022/Cụm thi đua số 1/bc 01.xlsx",
        "Trường Mầm non Hoa Sen",
        "2022",
        "49",
    );
    office.report(
        &format!("{FOLDER}/bc 01.xlsx"),
        "Trường Mầm non Hoa Xenm",
        "2023",
        "50",
    );
    assert_eq!(
        outcome(&office.run(), &format!("{FOLDER}/bc 01.xlsx")),
        "accepted A"
    );
}

#[test]
fn tables_complete_each_other_where_each_says_something_of_its_own() {
    let (first, second) = (format!("{FOLDER}/a.xlsx"), format!("{FOLDER}/b.xlsx"));
    let (one, other) = ("Trường Mầm non Hoa Sen", "Trường Mầm non Sơn Ca");
    let row = |name: &str, figures: &str| format!("{name}|{figures}");
    let cases = [
        // Other units.
        (
            MEMBERS,
            vec![row(one, "50")],
            MEMBERS,
            vec![row(other, "40")],
            Some((90.0, 2)),
        ),
        // Other indicators, with one in common.
        (
            "Tổng số đoàn viên|Số lượt đoàn viên được thăm hỏi",
            vec![row(one, "50|5"), row(other, "40|4")],
            "Tổng số đoàn viên|Số tiền thăm hỏi đoàn viên",
            vec![row(one, "50|5000000"), row(other, "40|4000000")],
            Some((90.0, 2)),
        ),
        (
            MEMBERS,
            vec![row(one, "50")],
            VISITS,
            vec![row(one, "5")],
            Some((50.0, 1)),
        ),
    ];
    for (head, rows, other_head, other_rows, members) in cases {
        let office = office(&["2023"], &[]);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let other_rows: Vec<&str> = other_rows.iter().map(String::as_str).collect();
        table(&office, &first, head, &rows);
        table(&office, &second, other_head, &other_rows);
        let run = office.run();
        assert_eq!(total(&run, "members"), members, "{head} {other_head}");
        for file in [&first, &second] {
            assert!(
                outcome(&run, file).starts_with("accepted"),
                "{head} {other_head}"
            );
        }
    }
    // The same of the same, saved at the same time: nothing says which is newer.
    let office = office(&["2023"], &[]);
    table(&office, &first, MEMBERS, &["Trường Mầm non Hoa Sen|50"]);
    table(&office, &second, MEMBERS, &["Trường Mầm non Hoa Sen|51"]);
    assert_eq!(total(&office.run(), "members"), None);
}

#[test]
fn one_table_of_all_clusters_is_of_each_unit_s_own() {
    let office = office(&["2023"], &[]);
    let rows = [
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH||",
        "BẢNG TỔNG HỢP KẾT QUẢ THI ĐUA NĂM 2023||",
        "TT|Đơn vị|Tổng số đoàn viên",
        "I|CỤM THI ĐUA SỐ 1|",
        "1|Trường Mầm non Hoa Sen|50",
        "2|Trường Mầm non Sơn Ca|40",
        "|Cộng cụm 1|90",
        "II|CỤM THI ĐUA SỐ 2|",
        "1|Thanh tra tỉnh|30",
        "|Tổng cộng|120",
    ];
    let rows = rows.map(str::to_owned).to_vec();
    office.workbook("2023/toan tinh.xlsx", &[("Tổng hợp", rows)]);
    let run = office.run();
    assert_eq!(total(&run, "members"), Some((120.0, 3)));
    let clusters = run
        .tables
        .aggregates
        .iter()
        .filter_map(|row| match &row.group {
            Group::Cluster(id) => Some((id.to_string(), row.value)),
            _ => None,
        });
    let clusters: Vec<_> = clusters.collect();
    assert_eq!(clusters, [("C1".to_owned(), 90.0), ("C2".to_owned(), 30.0)]);
}

#[test]
fn a_unit_that_has_ended_counts_nowhere_and_its_successor_is_named() {
    for (change, is_ended) in [
        ("2023|sáp nhập|A|M", true),
        ("2023|giải thể|A|", true),
        ("2023|chuyển giao|A|", true),
        ("2024|sáp nhập|A|M", false),
        ("2023|chuyển cụm|A|A", false),
    ] {
        let office = office(&["2022"], &[change]);
        let file = format!("{FOLDER}/a.xlsx");
        office.report(&file, "Trường Mầm non Hoa Sen", "2023", "50");
        let run = office.run();
        assert_eq!(total(&run, "members").is_none(), is_ended, "{change}");
        let told = run
            .tables
            .findings
            .iter()
            .find(|finding| finding.rule.code == "unit-ended");
        assert_eq!(told.is_some(), is_ended, "{change}");
        let names_successor = told.is_some_and(|finding| finding.message.contains("Liên Cơ"));
        assert_eq!(
            names_successor,
            change.ends_with("|M") && is_ended,
            "{change}"
        );
    }
    // A form under the former name is of the unit that bears the new one.
    let office = office(&["2022"], &["2023|đổi tên|A|M"]);
    let file = format!("{FOLDER}/a.xlsx");
    office.report(&file, "Trường Mầm non Hoa Sen", "2023", "50");
    assert_eq!(outcome(&office.run(), &file), "accepted M");
}

#[test]
fn schools_of_one_name_in_two_clusters_are_two_without_a_register() {
    let office = Office::new();
    for (cluster, members) in [("1", "50"), ("2", "70")] {
        let file = format!("2023/Cụm thi đua số {cluster}/kd.xlsx");
        office.report(&file, "Trường Tiểu học Kim Đồng", "2023", members);
    }
    assert_eq!(total(&office.run(), "members"), Some((120.0, 2)));
    // The same form in two folders is one.
    let office = Office::new();
    for cluster in ["1", "2"] {
        let file = format!("2023/Cụm thi đua số {cluster}/kd.xlsx");
        office.report(&file, "Trường Tiểu học Kim Đồng", "2023", "50");
    }
    assert_eq!(total(&office.run(), "members"), Some((50.0, 1)));
}

#[test]
fn a_later_file_that_cannot_be_used_is_told_beside_the_one_that_counts() {
    for (name, is_told) in [
        ("a (sửa lần 2).xlsx", true),
        ("Trường Mầm non Hoa Sen final.xlsx", true),
        ("Trường Mầm non Sơn Ca.xlsx", false),
        ("ghi chép.xlsx", false),
    ] {
        let office = office(&["2023"], &[]);
        office.report(
            &format!("{FOLDER}/a.xlsx"),
            "Trường Mầm non Hoa Sen",
            "2023",
            "50",
        );
        std::fs::write(office.root().join(FOLDER).join(name), b"PK\x03\x04 broken")
            .expect("written");
        let run = office.run();
        let told = findings(&run);
        let told = told
            .iter()
            .any(|line| line.starts_with("newer-version-unread error"));
        assert_eq!(told, is_told, "{name}");
        assert_eq!(total(&run, "members"), Some((50.0, 1)), "{name}");
    }
}
