//! Return slips: a unit's own workbook given back with marks, and what it is when it comes back.

use crate::grid;
use crate::harness::{Case, Row, program};
use crate::hostile::packages::Parts;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

const SOURCE: &str = "2023/bao cao.xlsx";
const SLIP: &str = "tra-loi/2023/CĐCS Bệnh viện A.xlsx";
/// Three cells to mend: D6, D7 and D8.
const FORM: &str = "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | nhiều
7 | 2 | Số lượt đoàn viên được thăm hỏi | lượt | -3
8 | 3 | Số đoàn viên kết nạp mới trong năm | người |
9 | 4 | Số đoàn viên là nữ | người | 12
";

impl Case {
    fn with_form() -> Self {
        let case = Self::new();
        case.bytes(SOURCE, &form(FORM));
        case
    }

    /// Runs `tonghop return`; what is left of an earlier run makes room.
    fn give_back(&self) -> BTreeMap<String, Vec<u8>> {
        let done = self.command("return").output().expect("the program starts");
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.code().is_some_and(|code| code < 2), "{told}");
        let root = self.output();
        let files = walkdir::WalkDir::new(root.join("tra-loi"));
        let files = files.into_iter().map(|entry| entry.expect("listed"));
        let files = files.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let name = entry.path().strip_prefix(&root).expect("inside");
                let bytes = std::fs::read(entry.path()).expect("read");
                (name.to_string_lossy().into_owned(), bytes)
            })
            .collect()
    }

    fn command(&self, command: &str) -> Command {
        let mut program = program();
        let arguments = [self.input(), PathBuf::from("--output"), self.output()];
        program.arg(command).args(arguments);
        program
    }

    /// Figures, totals, and what is wrong where.
    fn said(&self) -> (Vec<Row>, Vec<Row>, Vec<String>) {
        self.run(&["--only", "data"]);
        let findings = self.table("findings").into_iter();
        let found = findings.map(|it| format!("{} {} {}", it["code"], it["file"], it["cell"]));
        (
            self.table("observations"),
            self.table("aggregates"),
            found.collect(),
        )
    }

    fn statuses(&self) -> BTreeMap<String, String> {
        let rows = self.table("submissions").into_iter();
        rows.map(|row| (row["file"].clone(), row["status"].clone()))
            .collect()
    }
}

fn form(text: &str) -> Vec<u8> {
    grid::xlsx(&[("Biểu 1", text), ("Ghi chú", "của đơn vị")])
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8_lossy(Parts::unzip(bytes).bytes(name)).into_owned()
}

/// A slip in which the unit has changed what stands in a part.
fn changed(slip: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    let text = part(slip, name);
    assert!(text.contains(from), "{text}");
    Parts::unzip(slip).with(name, text.replace(from, to)).zip()
}

/// A slip in which the unit has written 5 in place of -3.
fn mended(slip: &[u8]) -> Vec<u8> {
    changed(slip, "xl/worksheets/sheet1.xml", "<v>-3</v>", "<v>5</v>")
}

fn marks(bytes: &[u8]) -> usize {
    part(bytes, "xl/worksheets/sheet1.xml")
        .matches("N(\"tonghop\")")
        .count()
}

#[test]
fn a_slip_is_the_unit_s_own_workbook_with_marks() {
    let case = Case::with_form();
    let slips = case.give_back();
    assert_eq!(slips.len(), 2, "a slip and the list: {:?}", slips.keys());
    let slip = &slips[SLIP];
    let (before, after) = (Parts::unzip(&form(FORM)), Parts::unzip(slip));
    let touched = [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    ];
    for name in before.names() {
        let is_same = before.bytes(name) == after.bytes(name);
        assert_eq!(is_same, !touched.contains(&name), "{name}");
    }
    assert_eq!(
        marks(slip),
        3,
        "a mark on each cell, also where there is none"
    );
    let sheet = part(slip, "xl/worksheets/sheet1.xml");
    for asked in [
        "EXACT(D6,\"nhiều\")",
        "OR(D7=-3,EXACT(D7,\"-3\"))",
        "LEN(TRIM(D8))=0",
    ] {
        assert!(sheet.contains(asked), "{asked}: {sheet}");
    }
    let notes = part(slip, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), 3);
    let front = part(slip, "xl/worksheets/sheet3.xml");
    let texts = [
        "CĐCS Bệnh viện A – báo cáo năm 2023",
        "Biểu 1!D7",
        "Số lượt đoàn viên được thăm hỏi",
        "-3",
        "Ghi lại số đúng; số này không thể nhỏ hơn 0.",
        "location=\"'Biểu 1'!D7\"",
    ];
    for text in texts {
        assert!(front.contains(text), "{text}: {front}");
    }
    assert_eq!(front.matches("<v>chưa sửa</v>").count(), 3);
    assert_eq!(slips, case.give_back(), "the same bytes on two runs");
}

#[test]
fn names_and_views_follow_the_sheet_in_front() {
    let case = Case::new();
    let own = Parts::unzip(&form(FORM));
    let workbook = String::from_utf8_lossy(own.bytes("xl/workbook.xml")).into_owned();
    let names = "</sheets><definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'Biểu 1'!$A$1:$D$9</definedName>\
        <definedName name=\"x\" localSheetId=\"1\">1</definedName></definedNames>";
    let workbook = workbook.replace("</sheets>", names);
    case.bytes(SOURCE, &own.with("xl/workbook.xml", workbook).zip());
    let slip = &case.give_back()[SLIP];
    let workbook = part(slip, "xl/workbook.xml");
    let first = workbook
        .find("name=\"Phiếu trả lỗi\"")
        .expect("it is listed");
    assert!(first < workbook.find("name=\"Biểu 1\"").expect("it is listed"));
    assert!(
        workbook.contains("name=\"_xlnm.Print_Area\" localSheetId=\"1\""),
        "{workbook}"
    );
    assert!(
        workbook.contains("name=\"x\" localSheetId=\"2\""),
        "{workbook}"
    );
    let selected = |name: &str| part(slip, name).contains("tabSelected");
    let sheets =
        ["sheet1", "sheet2", "sheet3"].map(|sheet| selected(&format!("xl/worksheets/{sheet}.xml")));
    assert_eq!(sheets, [false, false, true]);
}

#[test]
fn slips_in_place_of_their_sources_change_nothing() {
    let case = Case::with_form();
    let before = case.said();
    let slip = case.give_back().remove(SLIP).expect("a slip");
    case.bytes(SOURCE, &slip);
    assert_eq!(case.said(), before);
    case.bytes("2023/bao cao - Copy.xlsx", &form(FORM));
    let counted = |rows: &[Row]| {
        let counted = rows.iter().filter(|row| row["counted"] == "true");
        counted.cloned().collect::<Vec<_>>()
    };
    let with_copy = case.said().0;
    assert_eq!(
        counted(&with_copy),
        counted(&before.0),
        "a copy of the source is one of the slip"
    );
}

#[test]
fn a_slip_that_comes_back_is_known_for_what_it_is() {
    let case = Case::with_form();
    let slip = case.give_back().remove(SLIP).expect("a slip");
    let back = "2023/gui lai.xlsx";
    for (returned, of_source, of_slip, members) in [
        (slip.clone(), "accepted", "duplicate", "-3"),
        (mended(&slip), "superseded", "accepted", "5"),
    ] {
        case.bytes(back, &returned);
        let (observations, _, found) = case.said();
        let statuses = case.statuses();
        assert_eq!((&*statuses[SOURCE], &*statuses[back]), (of_source, of_slip));
        let visits = observations
            .iter()
            .find(|it| it["cell"] == "D7" && it["counted"] == "true");
        let visits = visits.map(|it| it["raw"].clone());
        assert_eq!(visits.is_some(), members == "5", "{visits:?}");
        let is_negative = found.iter().any(|it| it.starts_with("negative-value"));
        assert_eq!(is_negative, members == "-3");
    }
    std::fs::remove_file(case.input().join(SOURCE)).expect("the source goes");
    case.said();
    assert_eq!(case.statuses()[back], "accepted");
}

#[test]
fn a_slip_used_as_a_form_for_another_year_is_a_submission_of_its_own() {
    let case = Case::with_form();
    let slip = case.give_back().remove(SLIP).expect("a slip");
    let texts = "xl/sharedStrings.xml";
    case.bytes(
        "2024/nam sau.xlsx",
        &changed(&slip, texts, "NĂM 2023", "NĂM 2024"),
    );
    case.said();
    let statuses: BTreeSet<String> = case.statuses().into_values().collect();
    assert_eq!(statuses, ["accepted".to_owned()].into());
}

#[test]
fn a_slip_that_mends_what_a_file_was_refused_for_takes_its_place() {
    let case = Case::new();
    let nameless = FORM.replace("NĂM 2023", "").replace("-3", "3");
    case.bytes("bao cao.xlsx", &form(&nameless));
    let slip = &case.give_back()["tra-loi/chua-ro-ky/CĐCS Bệnh viện A.xlsx"];
    let title = "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ";
    let told = changed(
        slip,
        "xl/sharedStrings.xml",
        title,
        &format!("{title} NĂM 2023"),
    );
    case.bytes("gui lai.xlsx", &told);
    case.said();
    let statuses = case.statuses();
    assert_eq!(statuses["bao cao.xlsx"], "superseded");
    assert_eq!(statuses["gui lai.xlsx"], "accepted");
}

#[test]
fn a_slip_of_a_slip_has_one_mark_a_cell() {
    let case = Case::with_form();
    let first = case.give_back().remove(SLIP).expect("a slip");
    case.bytes(SOURCE, &mended(&first));
    let second = case.give_back().remove(SLIP).expect("a slip");
    assert_eq!(marks(&second), 2);
    let notes = part(&second, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), 2, "{notes}");
    let boxes = part(&second, "xl/drawings/vmlDrawing1.vml");
    assert_eq!(boxes.matches("ObjectType=\"Note\"").count(), 2);
    let workbook = part(&second, "xl/workbook.xml");
    assert_eq!(workbook.matches("Phiếu trả lỗi").count(), 1);
    assert_eq!(workbook.matches("_tonghop_phieu").count(), 1);
    case.bytes(SOURCE, &second);
    let third = case.give_back().remove(SLIP).expect("a slip");
    assert_eq!(marks(&third), 2);
}

#[test]
fn what_nothing_is_to_be_written_into_gets_a_slip_beside_it() {
    let case = Case::new();
    let own = || Parts::unzip(&form(FORM));
    case.bytes(
        "2023/signed.xlsx",
        &own().with("_xmlsignatures/origin.sigs", "").zip(),
    );
    case.bytes("2023/empty.xlsx", b"");
    let slips = case.give_back();
    let beside = "tra-loi/2023/CĐCS Bệnh viện A - phieu tra loi.xlsx";
    let names: Vec<&String> = slips.keys().collect();
    assert_eq!(
        names,
        [
            beside,
            "tra-loi/2023/empty - phieu tra loi.xlsx",
            "tra-loi/danh-sach.xlsx"
        ]
    );
    let texts = part(&slips[beside], "xl/sharedStrings.xml");
    assert!(
        texts.contains("Ghi lại số đúng; số này không thể nhỏ hơn 0."),
        "{texts}"
    );
    assert!(texts.contains("vì tệp có chữ ký số"), "{texts}");
    case.bytes("2023/phieu.xlsx", &slips[beside]);
    case.said();
    assert_eq!(case.statuses()["2023/phieu.xlsx"], "ignored");
}

#[test]
fn a_slip_says_nothing_of_others() {
    let case = Case::with_form();
    let table = "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Số đoàn viên là nữ | Số tổ công đoàn
6 | 1 | Bệnh viện A | 739 | 3
";
    case.workbook("2023/Cụm thi đua số 1/tong hop.xlsx", &[("Bảng", table)]);
    case.run(&["--only", "slips"]);
    let found = case.give_back();
    let of = |what: &str| {
        let slip = found.iter().find(|(name, _)| name.contains(what));
        slip.unwrap_or_else(|| panic!("{:?}", found.keys())).1
    };
    let (own, cluster) = (of("Bệnh viện A.xlsx"), of("CỤM THI ĐUA SỐ 1"));
    let all = |bytes: &[u8]| -> String {
        let parts = Parts::unzip(bytes);
        let texts = parts.names().into_iter();
        texts
            .map(|name| String::from_utf8_lossy(parts.bytes(name)).into_owned())
            .collect()
    };
    assert!(!all(own).contains("739"));
    let front = part(cluster, "xl/worksheets/sheet2.xml");
    assert!(front.contains("739"), "its own figure: {front}");
    assert!(
        !front.contains(">12<") && front.contains("Đối chiếu số này"),
        "{front}"
    );
}

#[test]
fn slips_go_with_every_run_that_does_not_leave_them_out() {
    let case = Case::with_form();
    let slips = || case.output().join("tra-loi").exists();
    case.run(&["--no-slips"]);
    assert!(!slips());
    case.run(&["--only", "data"]);
    assert!(!slips());
    case.run(&[]);
    assert!(case.output().join(SLIP).exists());
    // What is in order is given back no more, and earlier slips go.
    case.bytes(
        SOURCE,
        &form(
            &FORM
                .replace("nhiều", "40")
                .replace("-3", "3")
                .replace("người |\n", "người | 2\n"),
        ),
    );
    let left: Vec<String> = case.give_back().into_keys().collect();
    assert_eq!(left, ["tra-loi/danh-sach.xlsx"]);
}

#[test]
fn a_deadline_is_told_where_the_office_sets_one() {
    let case = Case::with_form();
    let register = [
        ("Đơn vị", "Mã đơn vị|Tên đơn vị\nA|CĐCS Bệnh viện A"),
        ("Cụm", "Mã cụm|Tên cụm\nC1|Cụm thi đua số 1"),
        ("Phân cụm", "Kỳ|Mã đơn vị|Mã cụm\n2023|A|C1"),
        (
            "Thiết lập",
            "Mục|Giá trị\nTên cơ quan|LĐLĐ tỉnh\nHạn nộp 2023|'15/01/2024",
        ),
    ];
    case.workbook("danh-muc.xlsx", &register);
    let front = part(&case.give_back()[SLIP], "xl/worksheets/sheet3.xml");
    assert!(front.contains("gửi về LĐLĐ tỉnh"), "{front}");
    assert!(front.contains("Hạn gửi lại: ngày 15/01/2024."), "{front}");
}
