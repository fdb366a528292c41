//! The workbook read back as another program reads it.

mod accounts;
mod charts;
mod form;
mod paper;
mod totals;

use super::render_workbooks;
use crate::period::Period;
use crate::report::chart::ChartSpec;
use crate::report::charts::{ChartPlan, chart_specs};
use crate::report::fixture::{Province, inputs, province};
use crate::report::{DoneMarks, Report, ReportInputs, ReportPlan, build_report, sheet_name};
use crate::tables::Group;
use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

const PERIOD: Period = Period::Year(2023);

/// Both workbooks; the first one is meant where none is named.
struct Books {
    main: Vec<u8>,
    checks: Vec<u8>,
}

impl std::ops::Deref for Books {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.main
    }
}

impl Books {
    fn of(report: &Report) -> Self {
        let [main, checks] = render_workbooks(report)
            .expect("the report renders")
            .map(|artifact| artifact.bytes);
        Self { main, checks }
    }

    /// The workbook that a sheet stands in.
    fn with(&self, sheet: &str) -> &[u8] {
        match sheet_name::is_of_checks(sheet) {
            true => &self.checks,
            false => &self.main,
        }
    }
}

fn rendered(province: &Province, plan: &ReportPlan) -> Books {
    let charts = charts(province);
    let report = build_report(&ReportInputs {
        office: "LIÊN ĐOÀN LAO ĐỘNG TỈNH A & B",
        charts: &charts,
        plan,
        ..inputs(province)
    });
    Books::of(&report)
}

/// The charts; the invented province has many gaps, which no chart is left out for here.
fn charts(province: &Province) -> Vec<ChartSpec> {
    let charts = chart_specs(&province.account(), &ChartPlan::built_in());
    let shown = charts.into_iter().map(|chart| ChartSpec {
        is_enough: true,
        ..chart
    });
    shown.collect()
}

fn opened(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("the workbook opens")
}

fn cells(books: &Books, sheet: &str) -> Range<Data> {
    opened(books.with(sheet))
        .worksheet_range(sheet)
        .expect("the sheet is there")
}

fn text(range: &Range<Data>, row: usize, column: usize) -> String {
    range
        .get((row, column))
        .map_or_else(String::new, ToString::to_string)
}

/// The first row whose first cells say this.
fn row_of(range: &Range<Data>, says: &[&str]) -> usize {
    (0..range.height())
        .find(|&row| {
            says.iter()
                .enumerate()
                .all(|(column, said)| text(range, row, column) == *said)
        })
        .unwrap_or_else(|| panic!("no row says {says:?}"))
}

fn number(range: &Range<Data>, row: usize, column: usize) -> f64 {
    match range.get((row, column)) {
        Some(Data::Float(value)) => *value,
        Some(Data::Int(value)) => *value as f64,
        other => panic!("no number at {row}, {column}: {other:?}"),
    }
}

fn assert_close(found: f64, expected: f64, what: &str) {
    let near = (found - expected).abs() <= 1e-9 * expected.abs().max(1.0);
    assert!(near, "{what}: {found} instead of {expected}");
}

/// The totals of a group in a period, by the label that stands alone.
fn totals(province: &Province, period: Period, group: &Group) -> BTreeMap<String, f64> {
    let labels: BTreeMap<&str, String> = province
        .indicators
        .iter()
        .map(|indicator| {
            let label = crate::report::full_label(&province.indicators, &indicator.code);
            (&*indicator.code, label)
        })
        .collect();
    province
        .tables
        .aggregates
        .iter()
        .filter(|row| row.period == period && row.group == *group)
        .map(|row| (labels[&*row.indicator].clone(), row.value))
        .collect()
}

#[test]
fn the_sheets_stand_in_their_order() {
    let bytes = rendered(&province(2, 3, 2), &ReportPlan::built_in());
    assert_eq!(
        opened(&bytes).sheet_names(),
        [
            sheet_name::OVERVIEW,
            sheet_name::TASKS,
            sheet_name::PROVINCE,
            sheet_name::CLUSTERS,
            sheet_name::HANDOUTS,
            sheet_name::UNITS,
            sheet_name::YEARS,
            sheet_name::FORM,
            sheet_name::RATINGS,
            sheet_name::RETURNS,
        ]
    );
    assert_eq!(
        opened(&bytes.checks).sheet_names(),
        [
            sheet_name::SOURCES,
            sheet_name::CHANGES,
            sheet_name::FILES,
            sheet_name::NOTICES,
            sheet_name::ACCOUNTS,
            sheet_name::CHART_DATA,
        ]
    );
}

#[test]
fn the_totals_over_the_units_are_formulas_whose_results_are_those_of_the_data() {
    let province = province(3, 7, 3);
    let bytes = rendered(&province, &ReportPlan::built_in());
    let sheet = cells(&bytes, sheet_name::UNITS);
    let formulas = opened(&bytes)
        .worksheet_formula(sheet_name::UNITS)
        .expect("the sheet has formulas");
    let header = row_of(&sheet, &["TT", "Đơn vị"]);
    for (group, name) in [
        (Group::Province, "TOÀN TỈNH"),
        (Group::Cluster("C02".into()), "Cụm thi đua số 2"),
    ] {
        let row = (0..sheet.height())
            .find(|&row| text(&sheet, row, 1) == name)
            .expect("the group has a row");
        for (label, value) in totals(&province, PERIOD, &group) {
            let column = (4..sheet.width())
                .find(|&column| {
                    let title = text(&sheet, header, column);
                    title == label
                        || title
                            .strip_prefix(&label)
                            .is_some_and(|rest| rest.starts_with(" ("))
                })
                .expect("the indicator has a column");
            assert_close(number(&sheet, row, column), value, &label);
            let formula = formulas.get_value((row as u32, column as u32));
            assert!(
                formula
                    .is_some_and(|formula| formula.contains("SUM") || formula.contains("AVERAGE")),
                "{label}: {formula:?}"
            );
        }
    }
}

#[test]
fn a_text_is_never_taken_for_a_formula() {
    let mut province = province(2, 4, 2);
    let dangers = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)"];
    let units = province.register.units.values_mut();
    for (unit, danger) in units.zip(dangers.into_iter().cycle()) {
        unit.name = danger.to_owned();
    }
    let clusters = province.register.clusters.values_mut();
    for (cluster, danger) in clusters.zip(["=HYPERLINK(\"a\")", "@cmd"]) {
        cluster.name = danger.to_owned();
    }
    for observation in &mut province.tables.observations {
        observation.raw = "=HYPERLINK(\"http://example.org\")".to_owned();
        observation.at.sheet = "=cmd".into();
    }
    for finding in &mut province.tables.findings {
        finding.message = "=cmd+1".to_owned();
    }
    for submission in &mut province.tables.submissions {
        submission.file = format!("=cmd/{}", submission.file).into();
    }
    let bytes = rendered(&province, &ReportPlan::built_in());
    let names = opened(&bytes).sheet_names().into_iter();
    for name in names.chain(opened(&bytes.checks).sheet_names()) {
        let formulas = opened(bytes.with(&name))
            .worksheet_formula(&name)
            .expect("the sheet is readable");
        for (_, _, formula) in formulas.used_cells() {
            assert!(
                !formula.contains("cmd") && !formula.contains("HYPERLINK"),
                "{formula}"
            );
        }
    }
    for (sheet, said) in [
        (sheet_name::RETURNS, "=1+1"),
        (sheet_name::UNITS, "-2+3"),
        (sheet_name::UNITS, "=HYPERLINK(\"a\")"),
        (sheet_name::CLUSTERS, "@cmd"),
        (sheet_name::TASKS, "=cmd+1"),
        (sheet_name::SOURCES, "+cmd|' /C calc'!A0"),
        (sheet_name::SOURCES, "=cmd"),
        (sheet_name::SOURCES, "=HYPERLINK(\"http://example.org\")"),
    ] {
        let range = cells(&bytes, sheet);
        let is_text = range
            .used_cells()
            .any(|(_, _, cell)| *cell == Data::String(said.to_owned()));
        assert!(is_text, "{sheet}: {said}");
    }
    // A chart's title could be taken for a reference to a cell.
    for chart in 1..=ReportPlan::built_in().overview_charts_at_most {
        let xml = part(&bytes, &format!("xl/charts/chart{chart}.xml"));
        let (title, _) = xml.split_once("</c:title>").expect("it has a title");
        assert!(!title.contains("<c:f>"), "{title}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let province = province(2, 4, 2);
    let plan = ReportPlan::built_in();
    let (once, again) = (rendered(&province, &plan), rendered(&province, &plan));
    assert!(once.main == again.main && once.checks == again.checks);
}

#[test]
fn a_report_with_nothing_in_it_says_so_on_every_sheet() {
    let bytes = rendered(&province(0, 0, 1), &ReportPlan::built_in());
    for (sheet, says) in [
        (sheet_name::OVERVIEW, "Không có việc nào chờ quyết định."),
        (sheet_name::PROVINCE, "Chưa có số liệu nào được tính."),
        (sheet_name::UNITS, "Chưa có đơn vị nào trong kỳ này."),
        (sheet_name::TASKS, "Không có việc nào cần xử lý."),
        (sheet_name::SOURCES, "Chưa đọc được số liệu nào."),
    ] {
        let range = cells(&bytes, sheet);
        let found = range
            .used_cells()
            .any(|(_, _, cell)| format!("{cell}") == says);
        assert!(found, "{sheet}: {says}");
    }
}

#[test]
fn a_figure_leads_to_its_row_and_the_row_to_its_cell() {
    let province = province(1, 5, 2);
    let bytes = rendered(&province, &ReportPlan::built_in());
    let units = cells(&bytes, sheet_name::UNITS);
    let sources = cells(&bytes, sheet_name::SOURCES);
    let number_of_units = number_of(&bytes, sheet_name::UNITS);
    let xml = part(&bytes, &format!("xl/worksheets/sheet{number_of_units}.xml"));
    let mut followed = 0;
    for link in xml.split("<hyperlink ").skip(1) {
        let place = attribute(link, "location").and_then(|place| {
            let (sheet, cell) = place.rsplit_once('!')?;
            (sheet == "'Nguồn số liệu'").then(|| cell.to_owned())
        });
        let Some(place) = place else {
            continue;
        };
        let from: crate::location::CellAddress = attribute(link, "ref")
            .and_then(|cell| cell.parse().ok())
            .expect("a link stands in a cell");
        let to: crate::location::CellAddress = place.parse().expect("a link leads to a cell");
        let figure = units.get_value((from.row, from.column));
        if let Some(Data::Float(value)) = figure {
            let row = to.row as usize;
            assert_close(number(&sources, row, to.column as usize), *value, &place);
            followed += 1;
        }
    }
    assert!(followed > 50);
    let number = number_of(&bytes, sheet_name::SOURCES);
    let units = part(
        &bytes,
        &format!("xl/worksheets/_rels/sheet{number_of_units}.xml.rels"),
    );
    assert!(units.contains("Target=\"kiem-tra.xlsx\""), "{units}");
    let last = part(
        &bytes.checks,
        &format!("xl/worksheets/_rels/sheet{number}.xml.rels"),
    );
    assert!(last.contains("Target=\"../input/2023/C01/BC%20CĐCS%20CV-0101%202023.xlsx\""));
    let sheet = part(&bytes.checks, &format!("xl/worksheets/sheet{number}.xml"));
    assert!(sheet.contains("location=\"'Biểu 1'!F11\""));
}

#[test]
fn the_sheet_of_sources_says_what_it_leaves_out() {
    let province = province(1, 5, 2);
    let mut plan = ReportPlan::built_in();
    plan.source_rows_at_most = 10;
    let bytes = rendered(&province, &plan);
    let sources = cells(&bytes, sheet_name::SOURCES);
    let all = province.tables.observations.len();
    let says = format!("Trang này có 10 trong {all} số liệu");
    assert!(text(&sources, 2, 0).starts_with(&says));
    let header = row_of(&sources, &["Kỳ", "Cụm"]);
    assert_eq!(sources.height() - header - 1, 10);
    assert_eq!(text(&sources, header + 1, 0), "Năm 2023");
}

/// Whether the look of a number fills the cell.
fn is_filled(styles: &str, look: &str) -> bool {
    let (_, looks) = styles.split_once("<cellXfs ").expect("looks");
    let number: usize = look.parse().expect("a number");
    let xf = looks.split("<xf ").nth(number + 1).expect("a look");
    xf.split('>')
        .next()
        .is_some_and(|xf| xf.contains("applyFill=\"1\""))
}

#[test]
fn rows_of_the_long_sheet_look_as_their_cells_say() {
    let province = province(1, 5, 2);
    let books = rendered(&province, &ReportPlan::built_in());
    let number = number_of(&books, sheet_name::SOURCES);
    let sheet = part(&books.checks, &format!("xl/worksheets/sheet{number}.xml"));
    let styles = part(&books.checks, "xl/styles.xml");
    let header = row_of(&cells(&books, sheet_name::SOURCES), &["Kỳ", "Cụm"]);
    let (mut held, mut plain) = (0, 0);
    for row in sheet.split("<row ").skip(header + 2) {
        let cells: Vec<&str> = row.split("<c ").skip(1).collect();
        let of = |column: &str| {
            let begin = format!("r=\"{column}");
            cells.iter().find(|cell| cell.starts_with(&begin))
        };
        let period = of("A").expect("a period");
        let look = attribute(period, " s").unwrap_or("0".to_owned());
        assert!(!is_filled(&styles, &look), "{period}");
        plain += 1;
        if let Some(reason) = of("G") {
            let look = attribute(reason, " s").expect("a look of its own");
            assert!(is_filled(&styles, &look), "{reason}");
            held += 1;
        }
    }
    assert_eq!(plain, province.tables.observations.len());
    assert!(held > 0 && held < plain);
    let last = header + 1 + plain;
    assert!(sheet.contains(&format!("<dimension ref=\"A1:K{last}\"/>")));
}

#[test]
fn what_the_office_ticked_is_ticked_in_the_next_workbook() {
    let province = province(2, 3, 2);
    let said = |sheet: &Range<Data>| -> Vec<Vec<String>> {
        let rows = sheet.rows();
        rows.map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    };
    let before = cells(
        &rendered(&province, &ReportPlan::built_in()),
        sheet_name::TASKS,
    );
    let mut rows = said(&before);
    let ticked = row_of(&before, &["TT", "Đã xong?"]) + 2;
    "x".clone_into(&mut rows[ticked][1]);
    let done = DoneMarks::read(rows.clone());
    let again = Books::of(&build_report(&ReportInputs {
        done: &done,
        office: "LIÊN ĐOÀN LAO ĐỘNG TỈNH A & B",
        ..inputs(&province)
    }));
    let after = said(&cells(&again, sheet_name::TASKS));
    assert_eq!(after[ticked], rows[ticked]);
    assert_eq!(after.iter().filter(|row| row[1] == "x").count(), 1);
}

/// The number of a sheet's part in the package.
fn number_of(books: &Books, sheet: &str) -> usize {
    let names = opened(books.with(sheet)).sheet_names();
    1 + names
        .iter()
        .position(|name| name == sheet)
        .expect("the sheet is there")
}

/// A part of the workbook's package.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("the package opens");
    let mut text = String::new();
    archive
        .by_name(name)
        .expect("the part is there")
        .read_to_string(&mut text)
        .expect("the part is text");
    text
}

fn attribute(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("{name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(value.to_owned())
}
