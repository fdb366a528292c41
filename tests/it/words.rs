//! What people write and what it means, decided once by the office in the register.

use crate::office::{Office, findings};
use tonghop::finding::{Finding, Severity};
use tonghop::pipeline::Consolidation;
use tonghop::read::{FileKind, read_workbook};
use tonghop::register::wordbook::{WrittenWord, written_words};

const TITLES: &str = "Loại|Ghi trên biểu|Là|Áp dụng cho|Người duyệt|Ngày";

/// A form with rows of its own below the one of members.
fn form(unit: &str, rows: &[&str]) -> Vec<String> {
    let head = [
        format!("Đơn vị báo cáo: {unit}"),
        "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ".to_string(),
        "NĂM 2023".to_string(),
        "TT|Nội dung|Đơn vị tính|Số lượng|Ghi chú".to_string(),
        "1|Tổng số đoàn viên công đoàn|người|30".to_string(),
    ];
    let rows = rows.iter().map(|&row| row.to_string());
    head.into_iter().chain(rows).collect()
}

/// Two units in two clusters, with what the register says of words.
fn office(words: &[&str]) -> Office {
    let office = Office::new();
    let titled = |titles: &str, rows: &[&str]| -> Vec<String> {
        let lines = std::iter::once(titles).chain(rows.iter().copied());
        lines.map(str::to_owned).collect()
    };
    office.workbook(
        "danh-muc.xlsx",
        &[
            (
                "Đơn vị",
                titled("Mã đơn vị|Tên đơn vị", &["A|Sở Y tế", "B|Sở Tài chính"]),
            ),
            (
                "Cụm",
                titled(
                    "Mã cụm|Tên cụm",
                    &["C1|Cụm thi đua số 1", "C2|Cụm thi đua số 2"],
                ),
            ),
            (
                "Phân cụm",
                titled("Kỳ|Mã đơn vị|Mã cụm", &["2023|A|C1", "2023|B|C2"]),
            ),
            ("Tên gọi", titled(TITLES, words)),
        ],
    );
    office
}

/// The counted figures of an indicator, by unit.
fn counted(run: &Consolidation, indicator: &str) -> Vec<(String, f64)> {
    let all = run.tables.observations.iter();
    let counted = all.filter(|it| it.counted() && &*it.indicator == indicator);
    let mut counted: Vec<(String, f64)> = counted
        .map(|it| {
            let unit = it.unit_id.as_deref().unwrap_or_default();
            (unit.to_string(), it.value.unwrap_or_default())
        })
        .collect();
    counted.sort_by(|one, other| one.partial_cmp(other).expect("numbers"));
    counted
}

fn told<'a>(run: &'a Consolidation, code: &str) -> Vec<&'a Finding> {
    let all = run.tables.findings.iter();
    all.filter(|finding| finding.rule.code == code).collect()
}

const ODD_ROWS: [&str; 2] = [
    "2|Số cuộc giao lưu bóng chuyền|cuộc|4",
    "3|Số buổi họp tổ|buổi|9",
];

#[test]
fn a_label_means_what_the_office_has_decided() {
    let office = office(&[
        "nội dung|Số cuộc giao lưu bóng chuyền|Số lượt đoàn viên được thăm hỏi||Trần Văn Duyệt|15/01/2024",
        "nội dung|Số buổi họp tổ|bỏ qua||Trần Văn Duyệt|",
    ]);
    office.workbook("2023/a.xlsx", &[("Biểu", form("Sở Y tế", &ODD_ROWS))]);
    office.workbook("2023/b.xlsx", &[("Biểu", form("Sở Tài chính", &ODD_ROWS))]);
    let run = office.run();
    let visits = [("A".to_string(), 4.0), ("B".to_string(), 4.0)];
    assert_eq!(counted(&run, "visits"), visits, "{:?}", findings(&run));
    let told = told(&run, "label-unmatched");
    assert_eq!(told.len(), 4);
    assert!(
        told.iter()
            .all(|finding| finding.severity == Severity::Info)
    );
    for part in ["dòng 2", "Trần Văn Duyệt", "15/01/2024", "danh-muc.xlsx"] {
        assert!(told[0].message.contains(part), "{}", told[0].message);
    }
    assert!(told[1].message.contains("bỏ qua"), "{}", told[1].message);
}

#[test]
fn a_word_of_a_cluster_or_a_unit_holds_in_its_forms_alone() {
    let office = office(&[
        "nội dung|Số cuộc giao lưu bóng chuyền|Số lượt đoàn viên được thăm hỏi|Cụm thi đua số 2||",
        "nội dung|Số buổi họp tổ|visits|A||",
    ]);
    office.workbook("2023/a.xlsx", &[("Biểu", form("Sở Y tế", &ODD_ROWS))]);
    office.workbook("2023/b.xlsx", &[("Biểu", form("Sở Tài chính", &ODD_ROWS))]);
    let run = office.run();
    let visits = [("A".to_string(), 9.0), ("B".to_string(), 4.0)];
    assert_eq!(counted(&run, "visits"), visits, "{:?}", findings(&run));
    let warned = told(&run, "label-unmatched");
    let warned = warned.iter().filter(|it| it.severity == Severity::Warning);
    assert_eq!(warned.count(), 2, "each has one label that is the other's");
}

#[test]
fn names_of_units_and_clusters_are_explained() {
    let office = office(&[
        "đơn vị|CĐCS Ngành y|Sở Y tế|||",
        "đơn vị|Văn phòng cụm|bỏ qua|||",
        "cụm|Khối miền núi|C2|||",
    ]);
    office.workbook("2023/a.xlsx", &[("Biểu", form("CĐCS Ngành y", &[]))]);
    office.workbook(
        "2023/Khối miền núi/bảng.xlsx",
        &[(
            "Biểu",
            [
                "KHỐI MIỀN NÚI",
                "TỔNG HỢP SỐ LIỆU NĂM 2023",
                "TT|Công đoàn cơ sở|Tổng số đoàn viên công đoàn|Số tổ công đoàn",
                "1|Sở Tài chính|40|3",
                "2|Văn phòng cụm|7|1",
            ]
            .map(str::to_owned)
            .to_vec(),
        )],
    );
    let run = office.run();
    let members = [("A".to_string(), 30.0), ("B".to_string(), 40.0)];
    assert_eq!(counted(&run, "members"), members, "{:?}", findings(&run));
    let errors = run.tables.findings.iter();
    let errors = errors.filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{:?}", findings(&run));
    let explained = told(&run, "unit-name-approximate");
    assert!(explained[0].message.contains("dòng 2"), "{explained:?}");
    let left_out = told(&run, "unit-unknown");
    assert!(left_out[0].message.contains("bỏ qua"), "{left_out:?}");
}

#[test]
fn titles_of_columns_are_explained() {
    let table = |titles: &str| -> Vec<String> {
        [
            "CỤM THI ĐUA SỐ 1",
            "TỔNG HỢP SỐ LIỆU NĂM 2023",
            titles,
            "1|Sở Y tế|40|3|77",
        ]
        .map(str::to_owned)
        .to_vec()
    };
    let titles = "TT|Công đoàn cơ sở|Tổng số đoàn viên công đoàn|Lượt giao lưu|Ký hiệu sổ";
    let office = office(&[
        "cột|Lượt giao lưu|Số lượt đoàn viên được thăm hỏi|||",
        "cột|Ký hiệu sổ|bỏ qua|||",
        "cột|Con số chốt|kết quả|||",
    ]);
    office.workbook(
        "2023/Cụm thi đua số 1/bảng.xlsx",
        &[("Biểu", table(titles))],
    );
    let mut own = form("Sở Tài chính", &[]);
    own[3] = "TT|Nội dung|Đơn vị tính|Con số chốt|Ghi chú".to_string();
    office.workbook("2023/b.xlsx", &[("Biểu", own)]);
    let run = office.run();
    assert_eq!(counted(&run, "visits"), [("A".to_string(), 3.0)]);
    let members = [("A".to_string(), 40.0), ("B".to_string(), 30.0)];
    assert_eq!(counted(&run, "members"), members, "{:?}", findings(&run));
    let columns = told(&run, "column-unknown");
    assert!(columns.iter().all(|it| it.severity == Severity::Info));
    assert_eq!(columns.len(), 3, "{columns:?}");
}

#[test]
fn lines_that_cannot_be_understood_are_errors_at_their_rows() {
    let office = office(&[
        "nội dung|Số buổi họp tổ|Chỉ tiêu không có|||",
        "đơn vị|CĐCS Ngành y|Sở Lạ|||",
        "cột|Con số chốt|cột lạ|||",
        "việc|Số buổi họp tổ|bỏ qua|||",
        "nội dung|Trong đó: nữ|visits|||",
        "nội dung|Số cuộc giao lưu bóng chuyền|visits|||",
        "nội dung|số cuộc  giao lưu bóng chuyền|members|||",
        "nội dung|Số buổi họp tổ|bỏ qua|Cụm lạ||",
    ]);
    office.workbook("2023/a.xlsx", &[("Biểu", form("Sở Y tế", &ODD_ROWS))]);
    let run = office.run();
    let errors: Vec<&Finding> = run
        .tables
        .findings
        .iter()
        .filter(|it| it.file.as_deref() == Some("danh-muc.xlsx"))
        .filter(|it| it.severity == Severity::Error)
        .collect();
    let rows: Vec<u32> = errors
        .iter()
        .filter_map(|it| it.cell.map(|cell| cell.row + 1))
        .collect();
    assert_eq!(rows, [2, 3, 4, 5, 6, 7, 8, 9], "{errors:?}");
    for (row, error) in rows.iter().zip(&errors) {
        assert!(error.message.contains(&format!("dòng {row}")), "{error:?}");
    }
    assert_eq!(counted(&run, "visits"), []);
}

/// The lines of `Tên gọi` in a workbook.
fn words_in(place: &std::path::Path) -> Vec<WrittenWord> {
    let bytes = crate::office::bytes(place);
    let workbook = read_workbook(&bytes, FileKind::Xlsx).expect("a workbook");
    written_words(&"x.xlsx".into(), &workbook)
}

/// Fills in the corrections workbook beside the outputs.
fn fill(office: &Office, titles: &str, rows: &[&str]) {
    let lines = std::iter::once(titles).chain(rows.iter().copied());
    office.workbook(
        "dinh-chinh.xlsx",
        &[
            (
                "Đính chính",
                vec!["Tệp|Trang tính|Ô|Nội dung|Quyết định|Giá trị đúng|Lý do".to_owned()],
            ),
            ("Tên gọi", lines.map(str::to_owned).collect()),
        ],
    );
    let filled = office.root().join("dinh-chinh.xlsx");
    std::fs::rename(filled, office.place("output/dinh-chinh.xlsx")).expect("moved");
}

#[test]
fn what_is_not_understood_stands_once_and_goes_to_the_register_when_it_is_explained() {
    let office = office(&["nội dung|Số thứ chưa dùng|bỏ qua|||"]);
    let rows = [ODD_ROWS[0], ODD_ROWS[1], "4|Số buổi họp các tổ|buổi|9"];
    for (file, unit) in [("a", "Sở Y tế"), ("b", "Sở Tài chính"), ("c", "Sở Lạ Hoắc")]
    {
        office.workbook(&format!("2023/{file}.xlsx"), &[("Biểu", form(unit, &rows))]);
    }
    let run = ["run", "--only", "workbook,data"];
    assert_eq!(office.program(&run), 1);
    let written = office.place("output/dinh-chinh.xlsx");
    let open = words_in(&written);
    let shown: Vec<(&str, &str)> = open
        .iter()
        .map(|word| (word.kind.as_str(), word.written.as_str()))
        .collect();
    let expected = [
        ("nội dung", "Số buổi họp các tổ"),
        ("nội dung", "Số buổi họp tổ"),
        ("nội dung", "Số cuộc giao lưu bóng chuyền"),
        ("đơn vị", "Sở Lạ Hoắc"),
    ];
    assert_eq!(shown, expected);
    assert!(open.iter().all(|word| word.means.is_empty()));

    let titles = "Loại|Ghi trên biểu|Đề xuất|Là|Áp dụng cho|Người duyệt|Ngày";
    let decided = [
        "nội dung|Số buổi họp các tổ||bỏ qua||Trần Văn Duyệt|15/01/2024",
        "nội dung|Số buổi họp tổ||bỏ qua||Trần Văn Duyệt|15/01/2024",
        "nội dung|Số cuộc giao lưu bóng chuyền|Số lượt đoàn viên được thăm hỏi|dùng đề xuất||Trần Văn Duyệt|15/01/2024",
        "đơn vị|Sở Lạ Hoắc||||Trần Văn Duyệt|",
    ];
    fill(&office, titles, &decided);
    let register = office.root().join("danh-muc.xlsx");
    let before = crate::office::bytes(&register);
    assert_eq!(office.program(&run), 1);
    let kept = words_in(&register);
    assert_eq!(kept.len(), 4, "{kept:?}");
    assert_eq!(kept[3].means, "Số lượt đoàn viên được thăm hỏi");
    assert_eq!(kept[3].approved_by, "Trần Văn Duyệt");
    let copies = copies_of_the_register(&office);
    assert_eq!(copies.len(), 1);
    assert_eq!(crate::office::bytes(&copies[0]), before);
    assert_eq!(words_in(&written).len(), 1, "only the unit is open");
    let consolidated = office.run();
    let visits = [("A".to_string(), 4.0), ("B".to_string(), 4.0)];
    assert_eq!(counted(&consolidated, "visits"), visits);

    // There is nothing new, until the last name is explained too.
    let after = crate::office::bytes(&register);
    assert_eq!(office.program(&run), 1);
    assert_eq!(crate::office::bytes(&register), after);
    fill(&office, titles, &["đơn vị|Sở Lạ Hoắc||bỏ qua|||"]);
    assert_eq!(office.program(&run), 0);
    assert_eq!(words_in(&written), []);
    assert_eq!(words_in(&register).len(), 5);
    assert_eq!(copies_of_the_register(&office).len(), 2);
}

fn copies_of_the_register(office: &Office) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(office.root())
        .expect("a listing")
        .flatten();
    let mut copies: Vec<std::path::PathBuf> = entries
        .filter(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with("danh-muc (")
        })
        .map(|entry| entry.path())
        .collect();
    copies.sort();
    copies
}

#[test]
fn without_a_register_words_are_kept_in_one_of_their_own() {
    let office = Office::new();
    office.workbook("2023/a.xlsx", &[("Biểu", form("Sở Y tế", &ODD_ROWS[..1]))]);
    let run = ["run", "--only", "workbook,data"];
    assert_eq!(office.program(&run), 0);
    fill(
        &office,
        TITLES,
        &["nội dung|Số cuộc giao lưu bóng chuyền|visits|||"],
    );
    assert_eq!(office.program(&run), 0);
    let run = office.run();
    assert!(!run.register.is_kept);
    assert_eq!(counted(&run, "visits").len(), 1);
    assert_eq!(findings(&run).len(), 1, "{:?}", findings(&run));
}

#[test]
fn a_proposal_is_taken_by_a_choice() {
    let titles =
        "Tệp|Trang tính|Ô|Giá trị đề xuất|Căn cứ đề xuất|Nội dung|Quyết định|Giá trị đúng|Lý do";
    let office = office(&[]);
    office.workbook("2023/a.xlsx", &[("Biểu", form("Sở Y tế", &[]))]);
    let rows = [
        titles,
        "2023/a.xlsx|Biểu|D5|31|bảng của cụm ghi số này|giá trị|dùng đề xuất||",
        "2023/a.xlsx|Biểu|D9|||giá trị|dùng đề xuất||vì vậy",
    ];
    let rows = rows.map(str::to_owned).to_vec();
    office.workbook("dinh-chinh.xlsx", &[("Đính chính", rows)]);
    let run = office.run();
    assert_eq!(counted(&run, "members"), [("A".to_string(), 31.0)]);
    let unused = told(&run, "correction-unused");
    assert_eq!(unused.len(), 1);
    let message = &unused[0].message;
    assert!(message.contains("không có giá trị đề xuất"), "{message}");
    let reason = &run.decided[0].correction.written.reason;
    assert!(reason.contains("bảng của cụm"), "{reason}");
}

#[test]
fn what_is_near_is_proposed_and_what_is_not_is_only_named() {
    let lexicon = tonghop::recognise::Lexicon::built_in();
    let (near, is_proposed) = lexicon.nearest_labels("Số lượt thăm hỏi đoàn viên neo đơn");
    assert!(is_proposed && near[0].contains("thăm hỏi"), "{near:?}");
    let (_, is_proposed) = lexicon.nearest_labels("Số buổi đi bộ đồng hành");
    assert!(!is_proposed);
}
