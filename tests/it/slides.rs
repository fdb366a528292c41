//! Slides for the conference: whose they are, what becomes of them when people change them, and the office's own template.

use crate::harness::Case;
use std::fs;
use std::io::Read;
use std::path::Path;

const REGISTER: &[(&str, &str)] = &[
    (
        "Đơn vị",
        "Mã đơn vị|Tên đơn vị\nA1|Sở Y tế\nA2|Kho bạc Nhà nước",
    ),
    ("Cụm", "Mã cụm|Tên cụm\nC1|Cụm thi đua số 1\nC2|Cụm Hai"),
    (
        "Phân cụm",
        "Kỳ|Mã đơn vị|Mã cụm|Vai trò\n2023|A1|C1|Cụm trưởng\n2023|A2|C2|",
    ),
    (
        "Thiết lập",
        "Mục|Giá trị\nTên cơ quan|LĐLĐ tỉnh Lạng Sơn\nĐịa danh|Lạng Sơn",
    ),
];

fn activity(unit: &str, members: u32) -> String {
    format!(
        "Đơn vị báo cáo: {unit}\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM 2023\nTT|Nội dung|Đơn vị tính|Số lượng\n1|Tổng số đoàn viên|người|{members}\n2|Số lượt đoàn viên được thăm hỏi|lượt|4"
    )
}

fn case() -> Case {
    let case = Case::new();
    case.workbook("danh-muc.xlsx", REGISTER)
        .workbook("2023/a.xlsx", &[("Biểu", &activity("Sở Y tế", 1234))])
        .workbook(
            "2023/d.xlsx",
            &[("Biểu", &activity("Kho bạc Nhà nước", 30))],
        );
    case
}

fn part(deck: &Path, name: &str) -> String {
    let file = fs::File::open(deck).expect("slides");
    let mut package = zip::ZipArchive::new(file).expect("a package");
    let mut text = String::new();
    let mut part = package.by_name(name).expect("a part");
    part.read_to_string(&mut text).expect("a text");
    text
}

#[test]
fn the_province_and_each_cluster_have_slides() {
    let case = case();
    case.run(&["--chi", "trang-chieu"]);
    let cover = part(
        &case.output().join("tong-ket.pptx"),
        "ppt/slides/slide1.xml",
    );
    assert!(cover.contains("LĐLĐ tỉnh Lạng Sơn") && cover.contains("Lạng Sơn, ngày "));
    let figures = part(
        &case.output().join("tong-ket.pptx"),
        "ppt/slides/slide2.xml",
    );
    assert!(figures.contains("1.264") && figures.contains("2/2 đơn vị có số liệu"));
    // The one cell that a cluster's figure comes from stands in the speaker's notes.
    let of_cluster = case.output().join("tong-ket-cum/c1.pptx");
    let notes = part(&of_cluster, "ppt/notesSlides/notesSlide2.xml");
    assert!(
        notes.contains("tệp 2023/a.xlsx, trang “Biểu”, ô D5"),
        "{notes}"
    );
    assert!(case.output().join("tong-ket-cum/c2.pptx").is_file());
    assert!(!case.output().join("tong-hop.xlsx").exists());
}

#[test]
fn slides_that_people_have_changed_are_kept_and_others_are_not_touched() {
    let case = case();
    case.run(&["--only", "slides"]);
    let place = case.output().join("tong-ket.pptx");
    let first = fs::read(&place).expect("slides");
    let changed = fs::read(case.output().join("tong-ket-cum/c1.pptx")).expect("slides");
    fs::write(&place, &changed).expect("written");
    let told = case.run(&["--only", "slides"]);
    assert!(told.status.code() < Some(2));
    let kept = fs::read(case.output().join("tong-ket (đã sửa 1).pptx"));
    assert_eq!(kept.expect("it is kept"), changed);
    assert_eq!(fs::read(&place).expect("slides"), first);
    fs::write(&place, b"of somebody else").expect("written");
    let told = case.run(&["--only", "slides"]);
    assert_eq!(told.status.code(), Some(2));
    assert_eq!(fs::read(&place).expect("there"), b"of somebody else");
}

#[test]
fn the_office_s_template_is_no_submission_and_what_cannot_be_used_is_told() {
    let case = case();
    case.run(&["--only", "slides"]);
    let built_in = fs::read(case.output().join("tong-ket.pptx")).expect("slides");
    // Slides of an earlier run are a template too.
    fs::write(case.input().join("mau.pptx"), &built_in).expect("written");
    let run = case.run(&["--only", "slides,data"]);
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(!said.contains("mau.pptx"), "{said}");
    let chart = part(
        &case.output().join("tong-ket.pptx"),
        "ppt/charts/chart1.xml",
    );
    assert!(chart.contains("+mn-lt"), "its own letters");
    fs::write(case.input().join("mau.pptx"), b"no slides").expect("written");
    let run = case.run(&["--only", "slides"]);
    let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    assert!(
        said.contains("mau.pptx") && said.contains("đã dùng mẫu có sẵn"),
        "{said}"
    );
    assert_eq!(
        fs::read(case.output().join("tong-ket.pptx")).expect("slides"),
        built_in
    );
}
