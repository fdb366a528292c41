//! Emulation from the workbooks that clusters send to the tables and sheets that are put before them.

use crate::harness::{Case, Row};
use calamine::{Reader, Xlsx, open_workbook};

const UNITS: [&str; 4] = ["Sở Y tế", "Sở Tư pháp", "Hội Khuyến học", "Bưu điện tỉnh"];

mod conferences;
mod ranking;
mod targets;

/// Units `A1`… in `C4` over the years; `A4` has an office.
fn register(case: &Case, periods: &[&str]) {
    let members: Vec<(&str, &str)> = periods
        .iter()
        .flat_map(|period| ["A1", "A2", "A3", "A4"].map(|unit| (*period, unit)))
        .collect();
    changed_register(case, &members, "");
}

/// The same units, each a member where it is said to be, and what changed.
fn changed_register(case: &Case, members: &[(&str, &str)], changes: &str) {
    let units: Vec<String> = (1..)
        .zip(UNITS)
        .filter(|(number, _)| {
            members
                .iter()
                .any(|(_, unit)| *unit == format!("A{number}"))
        })
        .map(|(number, name)| format!("A{number}|{name}|"))
        .collect();
    let members: Vec<String> = members
        .iter()
        .map(|(period, unit)| {
            let role = if *unit == "A4" { "Thư ký" } else { "" };
            format!("{period}|{unit}|C4|{role}")
        })
        .collect();
    let units = format!("Mã đơn vị|Tên đơn vị|Tên khác\n{}", units.join("\n"));
    let members = format!("Kỳ|Mã đơn vị|Mã cụm|Vai trò\n{}", members.join("\n"));
    let changes = format!("Kỳ hiệu lực|Loại|Từ mã|Sang mã|Số quyết định\n{changes}");
    case.workbook(
        "danh-muc.xlsx",
        &[
            ("Đơn vị", &units),
            ("Cụm", "Mã cụm|Tên cụm\nC4|Cụm thi đua số 4"),
            ("Phân cụm", &members),
            ("Biến động", &changes),
        ],
    );
}

/// A cluster's points: unit, own points, the cluster's, rating, initiatives.
fn points(case: &Case, folder: &str, period: &str, rows: &[&str]) {
    let numbered: Vec<String> = (1..)
        .zip(rows)
        .map(|(number, row)| format!("{number}|{row}"))
        .collect();
    case.workbook(
        &format!("{folder}/Cụm thi đua số 4/Cham diem.xlsx"),
        &[(
            "Chấm điểm",
            &format!(
                "CÔNG ĐOÀN VIÊN CHỨC TỈNH\nCỤM THI ĐUA SỐ IV\nKẾT QUẢ CHẤM ĐIỂM THI ĐUA {period}\n\n\
                 STT|Công đoàn cơ sở|Điểm tự chấm|Điểm cụm thẩm định|Xếp loại CĐCS|Số sáng kiến được công nhận\n{}",
                numbered.join("\n")
            ),
        )],
    );
}

fn minutes(case: &Case, folder: &str, sheets: &[(&str, &str, &str)]) {
    let sheets: Vec<(&str, String)> = sheets
        .iter()
        .map(|(name, title, rows)| {
            let grid = format!("CÔNG ĐOÀN VIÊN CHỨC TỈNH\nCỤM THI ĐUA SỐ IV\n{title}\n\n{rows}");
            (*name, grid)
        })
        .collect();
    let sheets: Vec<(&str, &str)> = sheets
        .iter()
        .map(|(name, grid)| (*name, grid.as_str()))
        .collect();
    case.workbook(&format!("{folder}/Cụm thi đua số 4/Bien ban.xlsx"), &sheets);
}

fn settings(case: &Case, text: &str) {
    case.bytes("thiet-lap.toml", text.as_bytes());
}

/// Runs the case; what it said where it ended otherwise.
fn run(case: &Case, status: i32) -> String {
    let output = case.run(&["--only", "data,workbook"]);
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert_eq!(output.status.code(), Some(status), "{said}");
    said
}

/// The rows of a sheet of the workbook, their cells parted by ` | `; `None` where there is no such sheet.
fn sheet(case: &Case, name: &str) -> Option<Vec<String>> {
    let place = case.output().join("tong-hop.xlsx");
    let mut workbook: Xlsx<_> = open_workbook(place).expect("the workbook opens");
    let range = workbook.worksheet_range(name).ok()?;
    let rows = range.rows().map(|row| {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        cells.join(" | ")
    });
    Some(rows.collect())
}

/// The row of a list that names a unit.
fn row_of<'r>(rows: &'r [String], unit: &str) -> &'r str {
    let mut found = rows
        .iter()
        .filter(|row| row.split(" | ").any(|cell| cell == unit));
    found
        .next()
        .unwrap_or_else(|| panic!("{unit} in {rows:#?}"))
}

fn picked(rows: &[Row], columns: &[&str]) -> Vec<String> {
    rows.iter()
        .map(|row| {
            let cells: Vec<&str> = columns.iter().map(|column| row[*column].as_str()).collect();
            cells.join(" ")
        })
        .collect()
}
