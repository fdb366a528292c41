use super::*;
use crate::register::titled::fixture::workbook;

const TITLES: &str =
    "Tệp|Trang tính|Ô|Nội dung|Quyết định|Giá trị đúng|Lý do|Người duyệt|Ngày|Vì sao giữ lại";

fn read(rows: &[&str]) -> Corrections {
    let rows = std::iter::once(TITLES)
        .chain(rows.iter().copied())
        .map(str::to_owned)
        .collect();
    read_corrections(
        &"dinh-chinh.xlsx".into(),
        &workbook(&[("Đính chính", rows)]),
    )
}

fn spot(sheet: &str, cell: &str) -> Spot {
    Spot {
        sheet: Some(sheet.to_string()).filter(|sheet| !sheet.is_empty()),
        cell: cell.parse().expect("a cell"),
    }
}

fn number(value: f64) -> CellContent {
    CellContent::Number {
        value,
        percent: false,
    }
}

#[test]
fn rows_ask_for_what_they_say() {
    for (row, request) in [
        (
            "a|S|D5|giá trị|dùng|3|sai",
            Request::UseValue(spot("S", "D5"), number(3.0)),
        ),
        (
            "a|S|$d$5||Dùng|3|sai",
            Request::UseValue(spot("S", "D5"), number(3.0)),
        ),
        (
            "a||D5|Giá trị|GIỮ NGUYÊN||đúng",
            Request::KeepValue(spot("", "D5")),
        ),
        (
            "a|S|D5|giá trị|bỏ||sai",
            Request::LeaveOutValue(spot("S", "D5")),
        ),
        (
            "a|S|B7|kỳ|dùng|2023|chép lại",
            Request::UsePeriod(Period::Year(2023)),
        ),
        (
            "a|||kỳ|dùng|năm học 2023-2024|x",
            Request::UsePeriod(Period::SchoolYear(2023)),
        ),
        (
            "a|S|B7|kỳ|giữ nguyên||x",
            Request::KeepPeriod(Some(spot("S", "B7"))),
        ),
        (
            "a|||đơn vị|dùng|Sở Y tế|x",
            Request::UseUnit(None, "Sở Y tế".to_string()),
        ),
        (
            "a|S|B9|đơn vị|dùng|CV-01|x",
            Request::UseUnit(Some(spot("S", "B9")), "CV-01".to_string()),
        ),
        (
            "a|S|B9|đơn vị|bỏ||x",
            Request::LeaveOutFile(Some(spot("S", "B9"))),
        ),
        ("a|||đơn vị|giữ nguyên||x", Request::KeepUnit),
        ("a||||dùng||bản đúng", Request::CountFile),
        ("a|||kỳ|dùng||bản đúng", Request::CountFile),
        ("a||||bỏ||bản sai", Request::LeaveOutFile(None)),
    ] {
        let read = read(&[row]);
        assert_eq!(read.rows.len(), 1, "{row}");
        assert_eq!(read.rows[0].request, Ok(request), "{row}");
    }
}

#[test]
fn rows_that_cannot_be_applied_say_why() {
    for (row, why) in [
        ("a|S|D5|giá trị|dùng|3|", "chưa ghi lý do"),
        ("a|S|D5|giá trị||3|sai", "chưa chọn quyết định"),
        ("a|S|D5|giá trị|xóa|3|sai", "không có quyết định “xóa”"),
        ("a|S|D5|tên|dùng|3|sai", "không có nội dung “tên”"),
        ("a|S|D5|giá trị|dùng||sai", "chưa ghi giá trị đúng"),
        ("a|S||giá trị|dùng|3|sai", "chưa ghi ô"),
        ("a|S|ô D5|giá trị|dùng|3|sai", "không đọc được ô"),
        ("a|S|B7|kỳ|dùng|năm ngoái|sai", "không đọc được kỳ"),
    ] {
        let read = read(&[row]);
        let fault = read.rows[0].request.clone().expect_err(row);
        assert!(fault.contains(why), "{row}: {fault}");
    }
}

#[test]
fn untouched_rows_are_no_corrections_and_repeated_ones_are_one() {
    let decided = "a|S|D5|giá trị|bỏ||sai";
    let read = read(&["a|S|D4|giá trị||||||số âm", decided, decided]);
    assert_eq!(read.rows.len(), 1);
    assert_eq!(
        read.rows[0].at.to_string(),
        "dinh-chinh.xlsx › Đính chính!A3"
    );
    assert_eq!(read.of_file("a").count(), 1);
}

#[test]
fn contradicting_rows_are_not_applied() {
    let read = read(&[
        "a|S|D5|giá trị|bỏ||sai",
        "a|S|$D$5|giá trị|dùng|4|sai",
        "a|S|D6|giá trị|bỏ||sai",
    ]);
    let applied: Vec<bool> = read.rows.iter().map(|row| row.request.is_ok()).collect();
    assert_eq!(applied, [false, false, true]);
}

#[test]
fn paths_are_one_however_they_are_written() {
    for path in [
        "2023/Cụm/a.xlsx",
        "2023\\Cụm\\a.xlsx",
        "./2023/Cu\u{323}m/a.xlsx",
    ] {
        assert_eq!(file_key(path), "2023/Cụm/a.xlsx");
    }
}
