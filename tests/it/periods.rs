//! Which period a form is of: what its lines state, held against its folder.

use crate::office::Office;
use std::collections::BTreeSet;
use tonghop::pipeline::Consolidation;

/// A one-unit form in a folder, with these lines above its table and this title over its figures.
fn form(folder: &str, lines: &str, figures: &str) -> Consolidation {
    let values = figures.split('|').zip(["41", "43"]);
    let values: Vec<&str> = values.map(|(_, value)| value).collect();
    let rows = format!(
        "Đơn vị: Sở Y tế\n{lines}\nTT|Nội dung|ĐVT|{figures}\n1|Tổng số đoàn viên|người|{}",
        values.join("|")
    );
    let office = Office::new();
    let rows = rows.lines().map(str::to_owned).collect();
    office.workbook(&format!("{folder}a.xlsx"), &[("S1", rows)]);
    office.run()
}

fn period(run: &Consolidation) -> Option<String> {
    let period = run.tables.submissions[0].period;
    period.map(|period| period.to_string())
}

fn found(run: &Consolidation) -> BTreeSet<String> {
    let findings = run.tables.findings.iter();
    findings
        .map(|finding| finding.rule.code.to_string())
        .collect()
}

#[track_caller]
fn assert_conflict(run: &Consolidation, line: &str) {
    let found = found(run);
    let is_held = found.iter().all(|one| one == "period-conflict") && found.len() == 1;
    assert!(is_held && period(run).is_none(), "{line}: {found:?}");
}

#[test]
fn a_date_in_the_next_year_closes_the_year() {
    for (line, expected) in [
        ("(Số liệu tính đến ngày 05/01/2024)", "2023"),
        ("(Số liệu tính đến ngày 31/5/2023)", "2023-H1"),
        ("(Số liệu tính đến ngày 31/5)", "2023-H1"),
    ] {
        let lines = format!("BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM|2023\n{line}");
        let run = form("", &lines, "Số lượng");
        assert_eq!(period(&run).as_deref(), Some(expected), "{line}");
    }
}

#[test]
fn a_part_of_a_year_is_not_its_year() {
    for line in [
        "BÁO CÁO QUÝ IV NĂM 2023",
        "BÁO CÁO 9 THÁNG NĂM 2023",
        "QUÝ IV/2023",
        "báo cáo quý 4/2023",
        "9 THÁNG ĐẦU NĂM 2023",
        "6 tháng cuối năm 2023",
        "Tháng 6 năm 2023",
        "SƠ KẾT 6 THÁNG 2023",
        "Thời gian: Quý 4 năm 2023",
        "Kỳ báo cáo|Quý IV/2023",
        "Quý IV và cả năm 2023",
        "NĂM 2023\nQUÝ IV/2023",
    ] {
        assert_conflict(&form("2023/", line, "Số lượng"), line);
    }
    for line in [
        "BÁO CÁO HỌC KỲ I NĂM HỌC 2023-2024",
        "Học kỳ II năm học 2023-2024",
    ] {
        assert_conflict(&form("2023-2024/", line, "Số lượng"), line);
    }
}

#[test]
fn a_line_about_another_year_holds_the_form() {
    for line in [
        "Tổng kết công tác năm 2022, nhiệm vụ năm 2023",
        "TÌNH HÌNH HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2022",
        "CHỈ TIÊU THI ĐUA NĂM 2022",
        "PHỤ LỤC SỐ LIỆU NĂM 2022",
        "(Kèm theo báo cáo tổng kết năm 2022)",
        "Mẫu số 1-HĐCĐ năm 2022",
        "Năm 2022 (chính thức)",
        "Năm 2022, năm 2023",
        "BC CĐ 2022",
        "Phụ lục TỔNG HỢP SỐ LIỆU NĂM 2022",
        "TỔNG KẾT THI ĐUA NĂM 2022, NHIỆM VỤ NĂM 2023",
        "Tổng kết phong trào thi đua giai đoạn 2018-2023",
        "KẾ HOẠCH HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2024",
        "BÁO CÁO HOẠT ĐỘNG\nĐĂNG KÝ CHỈ TIÊU NĂM 2024",
    ] {
        assert_conflict(&form("2023/", line, "Số lượng"), line);
    }
}

#[test]
fn a_year_named_in_passing_holds_nothing() {
    for line in [
        "Mẫu số 2 ban hành kèm theo Quyết định số 12 ngày 5/1/2020",
        "(Ban hành kèm theo Hướng dẫn năm 2021 của Tổng Liên đoàn)",
        "Căn cứ Kế hoạch số 12/KH-LĐLĐ năm 2022",
        "NĂM 2023\nVÀ PHƯƠNG HƯỚNG HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2024",
        "NĂM 2023\nVà nhiệm vụ năm 2024",
        "Năm 2023 (so với năm 2022)",
        "NĂM 2023\nChào mừng Đại hội XIII Công đoàn Việt Nam, nhiệm kỳ 2023 - 2028",
        "NĂM 2023\nThực hiện Nghị quyết Đại hội nhiệm kỳ 2018-2023",
        "NĂM 2023\nTháng 01/2024",
        "NĂM 2023\nBiểu 1. So sánh với năm 2022",
        "BẢNG SO SÁNH NĂM 2023 VÀ NĂM 2022",
        "NĂM 2023\nĐạt danh hiệu vững mạnh năm 2022",
        "Thành lập năm 1998",
        "Lạng Sơn, tháng 01 năm 2024",
        "Lạng Sơn, ngày 10 tháng 01 năm 2024",
        "Lạng Sơn, ngày … tháng … năm 2024",
        "(Gửi về Liên đoàn Lao động trước ngày 05/12/2022)",
    ] {
        let run = form("2023/", &format!("BÁO CÁO HOẠT ĐỘNG\n{line}"), "Số lượng");
        assert_eq!(found(&run), BTreeSet::new(), "{line}");
        assert_eq!(period(&run).as_deref(), Some("2023"), "{line}");
    }
}

#[test]
fn dates_of_figures_are_held_against_the_folder() {
    for line in [
        "(Số liệu tính đến ngày 31/12/2022)",
        "(Số liệu tính đến ngày 31/5/2023)",
        "(Từ 01/12/2021 đến 30/11/2022)",
        "NĂM 2023\n(Số liệu tính đến ngày 30/11/2022)",
    ] {
        let run = form("2023/", &format!("BÁO CÁO HOẠT ĐỘNG\n{line}"), "Số lượng");
        assert_conflict(&run, line);
    }
    for line in [
        "(Số liệu tính đến ngày 30/11/2023)",
        "(Số liệu tính đến ngày 05/01/2024)",
        "Từ ngày 01/12/2022 đến ngày 30/11/2023",
    ] {
        let run = form("2023/", &format!("BÁO CÁO HOẠT ĐỘNG\n{line}"), "Số lượng");
        assert_eq!(period(&run).as_deref(), Some("2023"), "{line}");
    }
}

#[test]
fn a_clear_period_is_read_where_no_folder_names_one() {
    for line in [
        "(Số liệu tính đến ngày 31/12/2023)",
        "Từ ngày 01/01/2023 đến ngày 31/12/2023",
        "Kỳ báo cáo: từ tháng 01/2023 đến tháng 12/2023",
        "Tổng kết năm 2023 - Kế hoạch năm 2024",
        "Năm 2023 (so với năm 2022)",
        "Cả năm 2023",
        "12 tháng năm 2023",
        "Năm công tác 2023",
    ] {
        let run = form("", &format!("BÁO CÁO HOẠT ĐỘNG\n{line}"), "Số lượng");
        assert_eq!(period(&run).as_deref(), Some("2023"), "{line}");
    }
}

#[test]
fn columns_of_other_years_alone_are_a_conflict() {
    for figures in ["Năm 2021|Năm 2022", "Kết quả năm 2022"] {
        let run = form("2023/", "BÁO CÁO HOẠT ĐỘNG NĂM 2023", figures);
        assert_conflict(&run, figures);
    }
    for figures in [
        "Năm 2022|Năm 2023",
        "Kết quả năm 2022|Chỉ tiêu giao ước năm 2023",
        "Kết quả năm 2022|Chỉ tiêu giao ước",
    ] {
        let run = form("2023/", "BÁO CÁO HOẠT ĐỘNG NĂM 2023", figures);
        assert_eq!(period(&run).as_deref(), Some("2023"), "{figures}");
    }
}

#[test]
fn a_sheet_of_a_month_is_not_of_the_year_beside_it() {
    let sheet = |line: &str| -> Vec<String> {
        let rows = format!(
            "Đơn vị: Sở Y tế\nBÁO CÁO HOẠT ĐỘNG\n{line}\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41"
        );
        rows.lines().map(str::to_owned).collect()
    };
    let office = Office::new();
    let sheets = [
        ("Sheet1", sheet("Tháng 1 năm 2023")),
        ("Năm", sheet("Năm 2023")),
    ];
    office.workbook("2023/a.xlsx", &sheets);
    assert_conflict(&office.run(), "Tháng 1 năm 2023");
}

/// What the runs' reports of 2023 and pledges of 2024 come to as targets: `period unit indicator value`, and how many others do
/// not count.
fn targets(office: &Office) -> (Vec<String>, usize) {
    let run = office.run();
    let targets = run.tables.observations.iter();
    let targets = targets.filter(|it| it.measure == tonghop::observation::Measure::Target);
    let (counted, others): (Vec<_>, Vec<_>) = targets.partition(|it| it.counted());
    let counted = counted.into_iter().map(|it| {
        let period = it.period.map(|period| period.to_string());
        let unit = it.unit_id.as_deref().unwrap_or_default();
        format!(
            "{} {unit} {} {}",
            period.unwrap_or_default(),
            it.indicator,
            it.value.unwrap_or_default()
        )
    });
    (counted.collect(), others.len())
}

const REPORT: &str = "CĐCS Sở Y tế\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41";
const NEXT: &str = "\nII|PHƯƠNG HƯỚNG NĂM 2024\n1|Số đoàn viên kết nạp mới trong năm|người|8\n2|Số sáng kiến được công nhận|sáng kiến|9";

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

#[test]
fn what_a_report_registers_for_the_next_year_is_its_target() {
    let registered = |title: &str| {
        lines(&format!(
            "CĐCS Sở Y tế\n{title}\nTT|Chỉ tiêu|ĐVT|Chỉ tiêu đăng ký\n1|Số đoàn viên kết nạp mới trong năm|người|8"
        ))
    };
    let own = "2024 sở y tế members_new 8";
    for (name, title, expected) in [
        ("ĐK", "ĐĂNG KÝ CHỈ TIÊU THI ĐUA NĂM 2024", &[own][..]),
        ("ĐK", "ĐĂNG KÝ CHỈ TIÊU THI ĐUA\nNăm 2024", &[own]),
        ("ĐK 2024", "ĐĂNG KÝ CHỈ TIÊU THI ĐUA", &[own]),
        ("ĐK 2025", "ĐĂNG KÝ CHỈ TIÊU THI ĐUA", &[]),
        ("ĐK", "ĐĂNG KÝ CHỈ TIÊU THI ĐUA NĂM 2025", &[]),
    ] {
        let office = Office::new();
        let sheets = [("Báo cáo", lines(REPORT)), (name, registered(title))];
        office.workbook("2023/a.xlsx", &sheets);
        assert_eq!(targets(&office).0, expected, "{name} {title}");
        let run = office.run();
        assert_eq!(period(&run).as_deref(), Some("2023"), "{name} {title}");
        let told = found(&run).contains("column-unknown");
        assert_eq!(told, expected.is_empty(), "{name} {title}");
    }
    let office = Office::new();
    let columns = "BÁO CÁO HOẠT ĐỘNG NĂM 2023\nTT|Nội dung|ĐVT|Kết quả năm 2023|Tỷ lệ %|Kế hoạch năm 2024\n1|Tổng số đoàn viên|người|41|100|50";
    let sheets = [("Biểu", lines(&format!("CĐCS Sở Y tế\n{columns}")))];
    office.workbook("2023/a.xlsx", &sheets);
    assert_eq!(targets(&office).0, ["2024 sở y tế members 50"]);
    assert_eq!(found(&office.run()), BTreeSet::new());
}

#[test]
fn pledges_sent_for_a_year_go_before_what_the_report_before_registers_for_it() {
    let office = Office::new();
    office.workbook(
        "2023/a.xlsx",
        &[("Biểu", lines(&format!("{REPORT}{NEXT}")))],
    );
    let registered = ["2024 sở y tế members_new 8", "2024 sở y tế initiatives 9"];
    assert_eq!(
        targets(&office),
        (registered.map(str::to_owned).to_vec(), 0)
    );
    let pledged = "CĐCS Sở Y tế\nBẢN GIAO ƯỚC THI ĐUA NĂM 2024\nTT|Chỉ tiêu|ĐVT|Chỉ tiêu giao ước\n1|Số đoàn viên kết nạp mới trong năm|người|10";
    office.workbook("2024/b.xlsx", &[("GU", lines(pledged))]);
    assert_eq!(
        targets(&office),
        (vec!["2024 sở y tế members_new 10".to_owned()], 2)
    );
    assert_eq!(found(&office.run()), BTreeSet::new());
    // Pledges that are held are not replaced by what was registered before.
    let other = pledged.replace("|10", "|11");
    office.workbook("2024/c.xlsx", &[("GU", lines(&other))]);
    assert_eq!(targets(&office), (Vec::new(), 4));
}

#[test]
fn what_is_registered_ahead_is_no_submission_of_its_period() {
    let office = Office::new();
    let units = ["A|Sở Y tế", "B|Sở Tư pháp", "C|Sở Nội vụ"];
    let members = [
        "2023|A|C1",
        "2023|B|C1",
        "2024|A|C2",
        "2024|B|C1",
        "2024|C|C1",
    ];
    office.register(&units, &members, &["2024|giải thể|D||"]);
    office.workbook(
        "2023/a.xlsx",
        &[("Biểu", lines(&format!("{REPORT}{NEXT}")))],
    );
    office.report("2024/b.xlsx", "Sở Tư pháp", "2024", "30");
    let run = office.run();
    let ahead = run.tables.targets.iter();
    let ahead = ahead.map(|row| (row.period.to_string(), row.cluster_id.clone()));
    assert!(ahead.clone().count() > 0);
    for (period, cluster) in ahead {
        assert_eq!((&*period, cluster.as_deref()), ("2024", Some("C2")));
    }
    let missing = run.tables.findings.iter();
    let missing = missing.filter(|it| it.rule.code == "missing-submission");
    let missing: Vec<String> = missing
        .filter(|it| it.period.is_some_and(|period| period.to_string() == "2024"))
        .filter_map(|it| it.unit_id.as_deref().map(str::to_owned))
        .collect();
    assert_eq!(missing, ["A", "C"]);
}

#[test]
fn a_unit_that_ends_registers_nothing_for_the_year_after() {
    for (change, unit) in [
        ("2024|sáp nhập|A|B|", None),
        ("2024|đổi tên|A|C|", Some("C")),
    ] {
        let office = Office::new();
        let units = ["A|Sở Y tế", "B|Sở Tư pháp", "C|Sở Y tế và Dân số"];
        office.register(&units, &["2023|A|C1", "2023|B|C1"], &[change]);
        office.workbook(
            "2023/a.xlsx",
            &[("Biểu", lines(&format!("{REPORT}{NEXT}")))],
        );
        let run = office.run();
        let targets = run.tables.targets.iter().map(|row| row.unit_id.to_string());
        let targets: BTreeSet<String> = targets.collect();
        assert_eq!(
            targets,
            unit.into_iter().map(str::to_owned).collect(),
            "{change}"
        );
        assert_eq!(
            found(&run).contains("unit-ended"),
            unit.is_none(),
            "{change}"
        );
    }
}

#[test]
fn a_registration_beside_the_minutes_of_a_conference_holds_them_not() {
    let office = Office::new();
    let ranks = "CỤM 1\nBẢNG XẾP HẠNG CÁC ĐƠN VỊ NĂM 2023\nTT|Tên đơn vị|Tổng điểm|Xếp thứ\n1|CĐCS Sở Y tế|98|1\n2|CĐCS Sở Tư pháp|97|2";
    let registered = "CỤM 1\nTỔNG HỢP ĐĂNG KÝ CHỈ TIÊU THI ĐUA NĂM 2024\nTT|Tên đơn vị|Số đoàn viên kết nạp mới\n1|CĐCS Sở Y tế|12\n2|CĐCS Sở Tư pháp|11";
    let sheets = [("XH", lines(ranks)), ("ĐK", lines(registered))];
    office.workbook("2023/Cụm 1/bb.xlsx", &sheets);
    let run = office.run();
    assert_eq!(period(&run).as_deref(), Some("2023"));
    assert_eq!(targets(&office).0.len(), 2);
}

/// A unit's workbook for 2024 with sheets of these names, each with one figure of its own and no title but the first's.
fn sheets(names: &[&str]) -> Consolidation {
    let labels = [
        "Tổng số lao động",
        "Số đoàn viên kết nạp mới",
        "Số tổ công đoàn",
    ];
    let office = Office::new();
    let sheets: Vec<(&str, Vec<String>)> = names
        .iter()
        .zip(labels)
        .enumerate()
        .map(|(position, (name, label))| {
            let title = match position {
                0 => "Đơn vị: Sở Y tế\nBÁO CÁO NĂM 2024\n",
                _ => "",
            };
            let rows = format!(
                "{title}TT|Nội dung|ĐVT|Số lượng\n1|{label}|người|{}",
                41 + position
            );
            (*name, lines(&rows))
        })
        .collect();
    office.workbook("2024/Cụm 1/a.xlsx", &sheets);
    office.run()
}

#[test]
fn a_sheet_may_say_by_its_name_what_it_is_of() {
    let told = |names: &[&str]| {
        let run = sheets(names);
        let counted = run.tables.observations.iter().filter(|it| it.counted());
        let mut counted: Vec<String> = counted
            .map(|it| {
                let period = it.period.map(|period| period.to_string());
                format!(
                    "{} {} {}",
                    period.unwrap_or_default(),
                    it.measure.key(),
                    it.indicator
                )
            })
            .collect();
        counted.sort();
        counted.join(", ")
    };
    for (names, expected) in [
        (
            ["Kết quả", "Chăm lo"],
            "2024 actual members_new, 2024 actual workers",
        ),
        (
            ["Kết quả", "KH 2025"],
            "2024 actual workers, 2025 target members_new",
        ),
        (
            ["Kết quả", "Kế hoạch"],
            "2024 actual workers, 2024 target members_new",
        ),
        (["Kết quả", "Quý I"], "2024 actual workers"),
        (["Kết quả", "6 tháng"], "2024 actual workers"),
        (["Kết quả", "Năm 2023"], "2024 actual workers"),
    ] {
        assert_eq!(told(&names), expected, "{names:?}");
    }
}

#[test]
fn a_sheet_without_a_period_is_of_the_one_that_it_is_called_by() {
    for (name, expected) in [
        ("Năm 2023", None),
        ("6T2024", None),
        ("2024", Some("2024")),
        ("Sheet1", Some("2024")),
    ] {
        let office = Office::new();
        let rows = lines("Đơn vị: Sở Y tế\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số lao động|người|41");
        office.workbook("2024/Cụm 1/a.xlsx", &[(name, rows)]);
        assert_eq!(period(&office.run()).as_deref(), expected, "{name}");
    }
}
