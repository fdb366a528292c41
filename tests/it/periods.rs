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
        ("T1", sheet("Tháng 1 năm 2023")),
        ("Năm", sheet("Năm 2023")),
    ];
    office.workbook("2023/a.xlsx", &sheets);
    assert_conflict(&office.run(), "Tháng 1 năm 2023");
}
