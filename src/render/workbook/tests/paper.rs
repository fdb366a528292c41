//! Every sheet is made for paper, in a font that every office has; cells say what was done to them.

use super::{cells, number_of, opened, part, rendered};
use crate::render::workbook::layout::SheetLayout;
use crate::render::workbook::paper::pixels;
use crate::report::fixture::{inputs, province};
use crate::report::{ReportPlan, build_report, sheet_name};
use calamine::Reader;

#[test]
fn every_sheet_is_a4_with_its_titles_its_period_and_its_page() {
    let bytes = rendered(&province(3, 5, 3), &ReportPlan::built_in());
    let mut names = opened(&bytes).sheet_names();
    names.extend(opened(&bytes.checks).sheet_names());
    for name in &names {
        let book = bytes.with(name);
        let workbook = part(book, "xl/workbook.xml");
        let xml = part(
            book,
            &format!("xl/worksheets/sheet{}.xml", number_of(&bytes, name)),
        );
        assert!(xml.contains("paperSize=\"9\""), "{name}");
        if name == sheet_name::FORM {
            assert!(!xml.contains("landscape") && !xml.contains("<oddFooter>"));
            continue;
        }
        assert!(xml.contains("orientation=\""), "{name}");
        assert!(
            xml.contains("Năm 2023") && xml.contains("Trang &amp;P/&amp;N"),
            "{name}"
        );
        assert!(
            xml.contains("LIÊN ĐOÀN LAO ĐỘNG TỈNH A &amp;&amp; B"),
            "{name}"
        );
        let fits = xml.contains("<pageSetUpPr fitToPage=\"1\"/>") || xml.contains(" scale=\"");
        assert!(fits, "{name}");
        let many_tables = [
            sheet_name::OVERVIEW,
            sheet_name::PROVINCE,
            sheet_name::HANDOUTS,
            sheet_name::CHANGES,
            sheet_name::CHART_DATA,
            sheet_name::ACCOUNTS,
        ];
        if !many_tables.contains(&name.as_str()) {
            let titles =
                workbook.contains(&format!("'{name}'!$")) && workbook.contains("Print_Titles");
            assert!(titles, "{name}");
            assert!(xml.contains("state=\"frozen\""), "{name}");
        }
    }
}

/// A small screen less the rows' numbers and the bar at its edge.
const SCREEN: f64 = 1366.0 - 60.0;

#[test]
fn people_work_within_a_small_screen() {
    let province = province(3, 5, 3);
    let report = build_report(&inputs(&province));
    for (name, last) in [
        (sheet_name::OVERVIEW, "Đơn vị có số liệu"),
        (sheet_name::TASKS, "Cần làm"),
        (sheet_name::HANDOUTS, "Số đơn vị so sánh"),
    ] {
        let sheet = report.sheets.iter().find(|sheet| *sheet.name == *name);
        let sheet = sheet.expect("it is there");
        let layout = SheetLayout::new(sheet);
        let table = &sheet.tables[0];
        let position = table.columns.iter().position(|it| it.title == last);
        let position = position.expect("the column is there");
        let end = layout.tables[0].columns[position] + table.columns[position].span;
        let width = pixels(&layout, 0, end);
        assert!(width <= SCREEN, "{name}: {width}");
    }
    let tasks = report
        .sheets
        .iter()
        .find(|it| *it.name == *sheet_name::TASKS);
    let titles = tasks.map(|sheet| sheet.tables[0].columns.iter().take(4));
    let titles: Vec<&str> = titles
        .expect("there is work")
        .map(|column| column.title.as_str())
        .collect();
    assert_eq!(titles, ["TT", "Đã xong?", "Đơn vị", "Mở ô"]);
}

#[test]
fn every_font_is_one_that_every_office_has() {
    let bytes = rendered(&province(2, 5, 2), &ReportPlan::built_in());
    let styles = part(&bytes, "xl/styles.xml");
    let fonts: Vec<&str> = styles
        .split("<name val=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(fonts.len() > 5);
    // Windows has Tahoma, in which Excel itself writes notes.
    let known = ["Times New Roman", "Tahoma"];
    assert!(fonts.iter().all(|font| known.contains(font)), "{fonts:?}");
}

#[test]
fn figures_that_were_changed_on_the_way_say_so() {
    let province = province(4, 20, 2);
    let bytes = rendered(&province, &ReportPlan::built_in());
    let notes: String = (1..=9)
        .filter_map(|number| {
            let name = format!("xl/comments{number}.xml");
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&*bytes)).ok()?;
            archive.by_name(&name).ok()?;
            Some(part(&bytes, &name))
        })
        .collect();
    let now = province.tables.observations.iter().filter(|row| {
        row.period == Some(super::PERIOD) && row.unit_id.is_some() && row.category.is_none()
    });
    let mut said = [0, 0, 0];
    for row in now {
        if !(!row.counted() || row.corrected || row.approximate) {
            continue;
        }
        let kind = match (!row.counted(), row.corrected) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        assert!(notes.contains(&row.raw), "{}", row.raw);
        said[kind] += 1;
    }
    assert!(said.iter().all(|count| *count > 0), "{said:?}");
    assert!(cells(&bytes, sheet_name::UNITS).height() > 80);
}
