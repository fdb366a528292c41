//! What an office sets in the sheets of its register: indicators of its own, settings, awards.

use crate::harness::{Case, Row};
use tonghop::read::{CellContent, FileKind, read_workbook};

const UNITS: (&str, &str) = ("Đơn vị", "Mã đơn vị|Tên đơn vị\nA|Sở Y tế\nB|Sở Tài chính");
const CLUSTERS: (&str, &str) = ("Cụm", "Mã cụm|Tên cụm\nC1|Cụm thi đua số 1");
const MEMBERS: (&str, &str) = ("Phân cụm", "Kỳ|Mã đơn vị|Mã cụm\n2023|A|C1\n2023|B|C1");

/// Two units with rows of their own, and what the register says besides.
fn case(sheets: &[(&str, &str)]) -> Case {
    let case = Case::new();
    let mut register = vec![UNITS, CLUSTERS, MEMBERS];
    register.extend_from_slice(sheets);
    case.workbook("danh-muc.xlsx", &register);
    for (file, unit, members, events, fund) in [
        ("a", "Sở Y tế", 30, 4, "1,5 triệu đồng"),
        ("b", "Sở Tài chính", 20, 7, "2.500.000"),
    ] {
        let form = format!(
            "Đơn vị báo cáo: {unit}\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM 2023\nTT|Nội dung|Đơn vị tính|Số lượng|Ghi chú\n\
             1|Tổng số đoàn viên công đoàn|người|{members}\n\
             2|Số cuộc giao lưu bóng chuyền|cuộc|{events}\n\
             3|Tiền quỹ giao lưu|đồng|'{fund}\n"
        );
        case.workbook(&format!("2023/{file}.xlsx"), &[("Biểu", &form)]);
    }
    case
}

const OWN: &str = "Mã|Tên chỉ tiêu|Đơn vị tính|Là bộ phận của|Cách tổng hợp|Tên khác|Tăng là tốt
giao_luu|Số cuộc giao lưu thể thao|cuộc||cộng|Số cuộc giao lưu bóng chuyền; Số buổi giao lưu|có
quy_giao_luu|Tiền quỹ giao lưu|triệu đồng||||
giao_luu_dv|Số cuộc giao lưu một đoàn viên|cuộc||tỷ lệ giao_luu trên Tổng số đoàn viên công đoàn||";

/// The province's figures by indicator.
fn province(case: &Case) -> Vec<(String, f64)> {
    let of_province = |row: &Row| row["level"] == "province";
    let rows = case.table("aggregates").into_iter().filter(of_province);
    rows.map(|row| {
        (
            row["indicator"].clone(),
            row["value"].parse().expect("a number"),
        )
    })
    .collect()
}

fn figure(case: &Case, indicator: &str) -> Option<f64> {
    let all = province(case);
    let mut found = all.iter().filter(|(code, _)| code == indicator);
    found.next().map(|(_, value)| *value)
}

/// The errors at the register, as rows and messages.
fn refused(case: &Case) -> Vec<(String, String)> {
    let rows = case.table("findings").into_iter();
    let of_register =
        rows.filter(|row| row["file"] == "danh-muc.xlsx" && row["severity"] == "error");
    of_register
        .map(|row| (row["cell"].clone(), row["message"].clone()))
        .collect()
}

/// All texts of the sheets of a workbook.
fn texts(case: &Case, sheet: &str) -> Vec<String> {
    let place = case.output().join("tong-hop.xlsx");
    let bytes = std::fs::read(place).expect("the workbook");
    let workbook = read_workbook(&bytes, FileKind::Xlsx).expect("it can be read");
    let found = workbook.sheets.iter().find(|it| &*it.name == sheet);
    let cells = &found.expect("the sheet").cells;
    let texts = cells.iter().filter_map(|cell| match &cell.content {
        CellContent::Text(text) => Some(text.to_string()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn a_line_makes_an_indicator_of_the_provinces_own() {
    let case = case(&[("Chỉ tiêu riêng", OWN)]);
    let run = case.run(&["--only", "data,workbook,charts"]);
    assert_eq!(refused(&case), []);
    assert_eq!(run.status.code(), Some(0));
    assert_eq!(figure(&case, "giao_luu"), Some(11.0));
    assert_eq!(figure(&case, "quy_giao_luu"), Some(4_000_000.0));
    assert_eq!(figure(&case, "giao_luu_dv"), Some(11.0 / 50.0));
    let shown = texts(&case, "Toàn tỉnh");
    for label in ["Số cuộc giao lưu thể thao", "Tiền quỹ giao lưu"] {
        assert!(shown.iter().any(|text| text.contains(label)), "{label}");
    }
    let pictures = std::fs::read_dir(case.output().join("bieu-do")).expect("a folder");
    let names = pictures.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    assert!(
        names
            .into_iter()
            .any(|name| name.ends_with("-giao-luu.svg"))
    );
    let known = case.table("observations").into_iter();
    assert_eq!(
        known.filter(|row| row["indicator"] == "giao_luu").count(),
        2
    );
}

#[test]
fn lines_of_indicators_that_cannot_be_used_name_their_rows() {
    let sheet = "Mã|Tên chỉ tiêu|Đơn vị tính|Là bộ phận của|Cách tổng hợp|Tên khác|Tăng là tốt
members|Số cuộc giao lưu bóng chuyền|cuộc||||
a b!|Số cuộc khác|cuộc||||
mot|Tổng số đoàn viên công đoàn|người||||
hai|Số việc|việc|Chỉ tiêu không có|||
ba|Số việc khác|việc||lấy số lớn nhất||
bon|Tỷ lệ việc|%||cộng||
nam|Số việc nữa|việc||||đôi khi
|Số việc không mã|việc||||
sau|Số việc theo hai|việc||bình quân theo hai||
bay|Số cuộc giao lưu bóng chuyền|cuộc||||";
    let case = case(&[("Chỉ tiêu riêng", sheet)]);
    case.run(&["--only", "data"]);
    let refused = refused(&case);
    let rows: Vec<&str> = refused.iter().map(|(cell, _)| &cell[1..]).collect();
    let mut sorted: Vec<u32> = rows.iter().map(|row| row.parse().expect("a row")).collect();
    sorted.sort_unstable();
    assert_eq!(sorted, [2, 3, 4, 5, 6, 7, 8, 9, 10], "{refused:#?}");
    for (cell, message) in &refused {
        assert!(
            message.contains(&format!("dòng {}", &cell[1..])),
            "{message}"
        );
    }
    assert_eq!(figure(&case, "bay"), Some(11.0), "the others hold");
}

const SET: &str = "Mục|Giá trị|Giải thích
Tên cơ quan|Công đoàn tỉnh Thử nghiệm|
Địa danh|Thử nghiệm|
Người ký|Trần Văn Duyệt|
Chức vụ người ký|CHỦ TỊCH|
Hạn nộp 2023|'15/12/2023|
Điểm xếp hạng|self_score; cluster_score|
Khi bằng điểm|Số sáng kiến (thấp hơn)|";

#[test]
fn settings_of_the_register_take_effect_and_win_over_the_file() {
    let awards = "Hình thức|Cấp khen|Số lượng|Tỷ lệ|Điều kiện\nBằng khen|LĐLĐ tỉnh|2||Hoàn thành xuất sắc nhiệm vụ 2 năm liền\nGiấy khen|LĐLĐ tỉnh||20%|";
    let case = case(&[
        (
            "Thiết lập",
            &SET.replace("|Số sáng kiến (thấp hơn)|", "|visits (thấp hơn)|"),
        ),
        ("Khen thưởng", awards),
    ]);
    case.bytes(
        "thiet-lap.toml",
        "office = \"Cơ quan khác\"\n[[emulation.quotas]]\naward = \"Cờ thi đua\"\nawarded-by = \"Tỉnh\"\nplaces = 1\n".as_bytes(),
    );
    let run = case.run(&["--only", "workbook,data"]);
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    for part in [
        "tên cơ quan",
        "số lượng khen thưởng",
        "dùng theo danh-muc.xlsx",
    ] {
        assert!(told.contains(part), "{told}");
    }
    assert_eq!(refused(&case), []);
    let form = texts(&case, "Mẫu số 2-HĐCĐ");
    let has = |texts: &[String], part: &str| texts.iter().any(|text| text.contains(part));
    for part in [
        "Công đoàn tỉnh Thử nghiệm",
        "Thử nghiệm, ngày",
        "Trần Văn Duyệt",
        "CHỦ TỊCH",
    ] {
        assert!(has(&form, part), "{part}: {form:?}");
    }
    let returns = texts(&case, "Tình hình nộp");
    assert!(has(&returns, "15/12/2023"), "{returns:?}");
}

#[test]
fn settings_that_cannot_be_used_name_their_rows() {
    let set = "Mục|Giá trị|Giải thích
Tên cơ quan|A|
Tên cơ quan|B|
Mục lạ|B|
Hạn nộp|'15/12/2023|
Hạn nộp 2023|cuối năm|
Điểm xếp hạng|điểm không có|";
    let awards = "Hình thức|Cấp khen|Số lượng|Tỷ lệ|Điều kiện
Bằng khen|Tỉnh|2|20%|
Bằng khen||2||
Cờ thi đua|Tỉnh|hai||
Cờ thi đua|Tỉnh||200%|
Giấy khen|Tỉnh|1||làm tốt
Giấy khen|Tỉnh|1||
Giấy khen|Tỉnh|1||";
    let case = case(&[("Thiết lập", set), ("Khen thưởng", awards)]);
    let run = case.run(&["--only", "data"]);
    assert_eq!(run.status.code(), Some(1));
    let rows = case.table("findings").into_iter();
    let mut errors: Vec<(String, u32)> = rows
        .filter(|row| row["file"] == "danh-muc.xlsx")
        .map(|row| {
            (
                row["sheet"].clone(),
                row["cell"][1..].parse().expect("a row"),
            )
        })
        .collect();
    errors.sort();
    let of = |sheet: &str| -> Vec<u32> {
        let of_sheet = errors.iter().filter(|(name, _)| name == sheet);
        of_sheet.map(|(_, row)| *row).collect()
    };
    assert_eq!(of("Thiết lập"), [3, 4, 5, 6, 7], "{errors:?}");
    assert_eq!(of("Khen thưởng"), [2, 3, 4, 5, 6, 8], "{errors:?}");
}

#[test]
fn what_init_writes_can_be_filled_in() {
    let case = case(&[]);
    std::fs::remove_file(case.input().join("danh-muc.xlsx")).expect("removed");
    let init = crate::harness::program()
        .arg("init")
        .arg(case.input())
        .output()
        .expect("it runs");
    assert_eq!(init.status.code(), Some(0));
    let bytes = std::fs::read(case.input().join("danh-muc.xlsx")).expect("the register");
    let workbook = read_workbook(&bytes, FileKind::Xlsx).expect("it can be read");
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| &*sheet.name).collect();
    for name in ["Tên gọi", "Chỉ tiêu riêng", "Thiết lập", "Khen thưởng"] {
        assert!(names.contains(&name), "{names:?}");
    }
    case.run(&["--only", "data"]);
    assert_eq!(refused(&case), [], "nothing is filled in yet");
}
