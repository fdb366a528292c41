//! Reminders: who has sent nothing, whose file waits or is to be mended, and whom to write to.

use crate::harness::Case;
use std::io::Read;
use tonghop::read::{FileKind, read_workbook};

const REGISTER: &[(&str, &str)] = &[
    (
        "Đơn vị",
        "Mã đơn vị|Tên đơn vị|Người phụ trách|Điện thoại|Thư điện tử\nA1|Sở Y tế|Trần Thị Lan|912345678|lan@example.vn\nA2|Trường Tân Bình|||\nA3|Ban Dân vận & Tôn giáo|Lý Văn Nam|0987 000 111|\nA4|Kho bạc Nhà nước|||",
    ),
    ("Cụm", "Mã cụm|Tên cụm\nC1|Cụm thi đua số 1\nC2|Cụm Hai"),
    (
        "Phân cụm",
        "Kỳ|Mã đơn vị|Mã cụm|Vai trò\n2023|A1|C1|Cụm trưởng\n2023|A2|C1|\n2023|A3|C1|\n2023|A4|C2|",
    ),
    (
        "Thiết lập",
        "Mục|Giá trị\nTên cơ quan|LĐLĐ tỉnh Lạng Sơn\nĐịa danh|Lạng Sơn\nNgười ký|Hoàng Văn Ký\nChức vụ người ký|CHỦ TỊCH\nHạn nộp 2023|15/12/2023",
    ),
];

fn activity(unit: &str, members: &str) -> String {
    format!(
        "Đơn vị báo cáo: {unit}\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM 2023\nTT|Nội dung|Đơn vị tính|Số lượng\n1|Tổng số đoàn viên|người|{members}\n2|Số lượt đoàn viên được thăm hỏi|lượt|4"
    )
}

fn case() -> Case {
    let case = Case::new();
    case.workbook("danh-muc.xlsx", REGISTER)
        .workbook(
            "2023/a.xlsx",
            &[("Biểu", &activity("Sở Y tế", "ba mươi mấy"))],
        )
        .workbook(
            "2023/d.xlsx",
            &[("Biểu", &activity("Kho bạc Nhà nước", "30"))],
        );
    case
}

fn document(case: &Case) -> String {
    let place = case.output().join("nhac-nop/2023/Cụm thi đua số 1.docx");
    let file = std::fs::File::open(place).expect("the cluster has a page");
    let mut package = zip::ZipArchive::new(file).expect("it is a package");
    let mut text = String::new();
    let mut part = package.by_name("word/document.xml").expect("a document");
    part.read_to_string(&mut text).expect("a text");
    text
}

#[test]
fn units_and_clusters_are_reminded_of_what_is_open() {
    let case = case();
    case.run(&["--only", "reminders"]);
    let bytes = std::fs::read(case.output().join("nhac-nop/loi-nhac.xlsx")).expect("messages");
    let workbook = read_workbook(&bytes, FileKind::Xlsx).expect("it can be read");
    let text: Vec<String> = workbook.sheets[0]
        .cells
        .iter()
        .map(|cell| format!("{:?}", cell.content))
        .collect();
    let text = text.join("\n");
    for told in [
        "Kính gửi: đồng chí Trần Thị Lan, Sở Y tế. Báo cáo năm 2023 của đơn vị có 1 chỗ cần sửa",
        "ô D5: ",
        "0912345678",
        "Kính gửi: Trường Tân Bình. LĐLĐ tỉnh Lạng Sơn chưa nhận được báo cáo năm 2023 của đơn vị.",
        "Hạn nộp: ngày 15/12/2023. Trân trọng cảm ơn.",
        "Kính gửi: Cụm thi đua số 1 (Cụm trưởng: Sở Y tế). Báo cáo năm 2023 của Cụm thi đua số 1: LĐLĐ tỉnh Lạng Sơn đã có số liệu của 1/3 đơn vị. Chưa nộp (2): Trường Tân Bình; Ban Dân vận & Tôn giáo. Cần sửa số liệu đã gửi (1): Sở Y tế.",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    assert!(
        !text.contains("Kho bạc"),
        "who has done all is not reminded"
    );
}

#[test]
fn a_cluster_has_a_page_to_print() {
    let case = case();
    case.run(&["--only", "reminders"]);
    let page = document(&case);
    for told in [
        "LĐLĐ TỈNH LẠNG SƠN",
        "Lạng Sơn, ngày … tháng … năm …",
        "1/3 đơn vị thuộc Cụm thi đua số 1",
        "Ban Dân vận &amp; Tôn giáo",
        "0987 000 111",
        "Hạn nộp báo cáo: ngày 15/12/2023.",
        "Hoàng Văn Ký",
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
    assert!(!page.contains('{'), "{page}");
    let other = case.output().join("nhac-nop/2023/Cụm Hai.docx");
    assert!(!other.exists(), "nobody is reminded there");
    let first = std::fs::read(case.output().join("nhac-nop/2023/Cụm thi đua số 1.docx"));
    case.run(&["--only", "reminders"]);
    let again = std::fs::read(case.output().join("nhac-nop/2023/Cụm thi đua số 1.docx"));
    assert_eq!(first.expect("a page"), again.expect("a page"));
}

#[test]
fn the_terminal_ends_with_what_a_person_needs() {
    let case = case();
    case.workbook(
        "dinh-chinh.xlsx",
        &[(
            "Đính chính",
            "Tệp|Trang tính|Ô|Nội dung|Quyết định|Giá trị đúng|Lý do\n2023/a.xlsx|Biểu|D6|giá trị|dùng|5|báo lại\n2023/a.xlsx|Biểu|Z9|giá trị|dùng|5|nhầm ô",
        )],
    );
    let told = |arguments: &[&str]| {
        let run = case.run(arguments);
        String::from_utf8_lossy(&run.stdout).into_owned()
    };
    let usual = told(&[]);
    for line in [
        "2 đơn vị chưa nộp: Trường Tân Bình; Ban Dân vận & Tôn giáo",
        "Quyết định trong dinh-chinh.xlsx: 1 đã áp dụng, 1 không áp dụng được",
        "  • dòng 2, 2023/a.xlsx › Biểu!Z9: ",
        "Nhắc nộp: 3 đơn vị của 1 cụm",
    ] {
        assert!(usual.contains(line), "{line}\n{usual}");
    }
    assert!(!usual.contains("Ô đọc được"), "{usual}");
    let last = usual.lines().last().unwrap_or_default();
    assert!(
        last.starts_with("Việc tiếp theo: ghi quyết định vào "),
        "{last}"
    );
    assert!(told(&["--verbose"]).contains("Ô đọc được"));
    assert_eq!(told(&["--quiet"]), "");
    let json = told(&["--json"]);
    for field in [
        "\"covered\": 2",
        "\"decisions_failed\": 1",
        "\"expected\": 4",
        "\"missing\": [\n    \"Trường Tân Bình\",\n    \"Ban Dân vận & Tôn giáo\"\n  ]",
        "\"period\": \"2023\"",
    ] {
        assert!(json.contains(field), "{field}\n{json}");
    }
    let unknown = case.run(&["--period", "2019"]);
    let unknown = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(
        unknown.contains("không có báo cáo nào của năm 2019. Các kỳ có báo cáo: 2023"),
        "{unknown}"
    );
}
