//! Every file that is found and every cell that is read is told of, whatever stands in it.

use crate::office::{Office, consolidated};
use std::path::Path;
use tonghop::ledger::CellClass;
use tonghop::observation::SubmissionStatus;
use tonghop::pipeline::Consolidation;

/// The classes that hold any cell: how many, and how many of those may be figures.
fn told(run: &Consolidation) -> Vec<(CellClass, usize, usize)> {
    CellClass::ALL
        .into_iter()
        .map(|class| (class, run.audit.cells.of(class)))
        .filter(|(_, tally)| tally.cells > 0)
        .map(|(class, tally)| (class, tally.cells, tally.numbers))
        .collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_string()).collect()
}

#[test]
fn the_demonstration_comes_out_even() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("input");
    let run = consolidated(&folder);
    let audit = &run.audit;
    let of = |status| audit.statuses.get(&status).copied().unwrap_or_default();
    let rows = run.tables.submissions.len();
    assert_eq!((audit.found, audit.own), (rows + 2, 2));
    assert_eq!(SubmissionStatus::ALL.map(of).iter().sum::<usize>(), rows);
    assert!(audit.read > 7_000, "{}", audit.read);
    assert_eq!(audit.cells.cells(), audit.read);
    let figures = audit.cells.of(CellClass::Figure).cells;
    assert_eq!(audit.counted + audit.not_counted, figures);
    let filled = run.tables.observations.iter();
    let filled = filled.filter(|row| !row.raw.is_empty()).count();
    assert_eq!((figures, audit.counted > 1_000), (filled, true));
}

#[test]
fn the_cells_of_a_unit_s_form_are_told_by_what_they_are() {
    let office = Office::new();
    office.workbook(
        "2023/a.xlsx",
        &[
            (
                "Biểu",
                lines(
                    "Đơn vị báo cáo: Sở Y tế
                     BÁO CÁO HOẠT ĐỘNG NĂM 2023
                     TT|Nội dung|ĐVT|Năm trước|Thực hiện năm 2023|Kế hoạch năm 2025|Ghi chú
                     1|Tổng số đoàn viên công đoàn|người|90|100|110|tăng
                     2|Số tổ công đoàn|tổ||có|
                     3|Chuyện không ai biết|người||8||
                     ||||77
                     |||||Thủ trưởng||12",
                ),
            ),
            ("Nháp", lines("12|3\n|4 người")),
        ],
    );
    let run = office.run();
    assert_eq!(
        told(&run),
        [
            (CellClass::Figure, 2, 1),
            (CellClass::Previous, 1, 1),
            (CellClass::OtherPeriod, 1, 1),
            (CellClass::Unmatched, 2, 2),
            (CellClass::Word, 11, 3),
            (CellClass::Title, 7, 0),
            (CellClass::Around, 3, 1),
            (CellClass::NoForm, 3, 3),
        ]
    );
    let unused: Vec<String> = run
        .audit
        .unused
        .iter()
        .map(|unused| format!("{} {}", unused.cells, unused.first))
        .collect();
    assert_eq!(unused, ["3 2023/a.xlsx › Nháp!A1"]);
    assert_eq!((run.audit.counted, run.audit.not_counted), (1, 1));
}

#[test]
fn the_cells_of_a_cluster_s_table_and_minutes_are_told_by_what_they_are() {
    let office = Office::new();
    office.register(
        &["A|Sở Y tế", "B|Sở Tư pháp"],
        &["2023|A|C1", "2023|B|C1"],
        &[],
    );
    office.workbook(
        "2023/Cụm thi đua số 1/bang.xlsx",
        &[(
            "Bảng",
            lines(
                "CỤM THI ĐUA SỐ 1
                 BẢNG TỔNG HỢP NĂM 2023
                 TT|Tên đơn vị|Số đoàn viên|Số liệu lạ
                 1|Sở Y tế|10|5|6
                 2|Sở Tư pháp|20|
                 ||30|
                 |Bình quân|15|
                 |Tổng cộng|30|
                 ||Người lập biểu|
                 |Ghi chú|99|",
            ),
        )],
    );
    office.workbook(
        "2023/Cụm thi đua số 1/bien ban.xlsx",
        &[(
            "Biên bản",
            lines(
                "CỤM THI ĐUA SỐ 1
                 BIÊN BẢN HỘI NGHỊ NĂM 2023
                 TT|Tên đơn vị|Có mặt|Ký giao ước|Lý do vắng
                 1|Sở Y tế|x|x|
                 2|Sở Tư pháp|||ốm",
            ),
        )],
    );
    let run = office.run();
    assert_eq!(
        told(&run),
        [
            (CellClass::Figure, 2, 2),
            (CellClass::Total, 1, 1),
            (CellClass::Fact, 7, 2),
            (CellClass::Unmatched, 1, 1),
            (CellClass::UnknownColumn, 2, 2),
            (CellClass::Below, 1, 1),
            (CellClass::Comparison, 1, 1),
            (CellClass::Word, 6, 2),
            (CellClass::Title, 9, 0),
            (CellClass::Around, 6, 0),
        ]
    );
    assert_eq!((run.audit.found, run.audit.own), (3, 1));
}

#[test]
fn labels_and_titles_with_a_slip_of_the_finger_are_told() {
    let office = Office::new();
    let form = "Đơn vị: Sở Y tế\nBÁO CÁO HOẠT ĐỘNG NĂM 2023\nTT|Nội dung|ĐVT|Số lượng\n\
                1|Tổng số đoàn viên công đoàn|người|20\n2|Lao động tihếu việc làm|người|3";
    office.workbook("2023/a.xlsx", &[("Biểu", lines(form))]);
    // Held: what is wrong in it is told once its period is clear.
    office.workbook("2022/b.xlsx", &[("Biểu", lines(form))]);
    let table = "BẢNG TỔNG HỢP NĂM 2023\nTT|Tên đơn vị|Số đoàn viên|Số lượt đoàn viên được thămhỏi\n1|Sở Tư pháp|10|5";
    office.workbook("2023/Cụm thi đua số 1/bang.xlsx", &[("Bảng", lines(table))]);
    let run = office.run();
    let slips: Vec<String> = run
        .audit
        .slips
        .iter()
        .map(|slip| format!("{} {} {}", slip.at, slip.written, slip.indicator))
        .collect();
    assert_eq!(
        slips,
        [
            "2023/Cụm thi đua số 1/bang.xlsx › Bảng!D2 Số lượt đoàn viên được thămhỏi visits",
            "2023/a.xlsx › Biểu!B5 Lao động tihếu việc làm underemployed",
        ]
    );
}

#[test]
fn files_of_every_fate_are_told_once() {
    let office = Office::new();
    office.report("2023/a.xlsx", "Sở Y tế", "2023", "10");
    office.report("2023/b.xlsx", "Sở Tư pháp", "2022", "10");
    office.workbook("2023/c.xlsx", &[("Nháp", lines("1|2"))]);
    std::fs::copy(
        office.place("input/2023/a.xlsx"),
        office.place("input/2023/a - Copy.xlsx"),
    )
    .expect("copied");
    std::fs::write(office.place("input/2023/Thumbs.db"), "x").expect("written");
    std::fs::write(office.place("input/2023/hong.xlsx"), "PK").expect("written");
    office.corrections(&["2023/a.xlsx|Sheet1|D5|giá trị|bỏ||sai|Lan|"]);
    let run = office.run();
    let statuses: Vec<_> = run.audit.statuses.clone().into_iter().collect();
    assert_eq!(
        statuses,
        [
            (SubmissionStatus::Accepted, 1),
            (SubmissionStatus::Duplicate, 1),
            (SubmissionStatus::Held, 1),
            (SubmissionStatus::Rejected, 2),
            (SubmissionStatus::Ignored, 1),
        ]
    );
    assert_eq!((run.audit.found, run.audit.own), (7, 1));
    // Of the two files that are the same one counts, the third is held; what the office leaves out does not count.
    assert_eq!((run.audit.counted, run.audit.not_counted), (2, 7));
}
