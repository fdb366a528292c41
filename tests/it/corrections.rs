//! What the office decides in `dinh-chinh.xlsx`, from the input folder to the totals and back into the output.

use crate::office::{Office, findings, members};
use tonghop::catalogue::Thresholds;
use tonghop::location::CellAddress;
use tonghop::observation::SubmissionStatus;
use tonghop::pipeline::{Consolidation, Knowledge};
use tonghop::read::{FileKind, read_workbook};
use tonghop::register::{SheetPlace, read_corrections};
use tonghop::render::amend::{Amendment, ChangedCell, amended};
use tonghop::render::office::render_office;
use tonghop::report::corrections::{CorrectionsInputs, corrections_workbook};
use tonghop::verdict::FileOut;

fn office() -> Office {
    let office = Office::new();
    let units: Vec<String> = ["A", "B", "C", "D", "E", "F"]
        .iter()
        .zip([
            "Sở Y tế",
            "Sở Tài chính",
            "Ban Dân vận",
            "Chi cục Thủy lợi",
            "Kho bạc Nhà nước",
            "Hội Nông dân",
        ])
        .map(|(id, name)| format!("{id}|{name}"))
        .collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let members: Vec<String> = ["A", "B", "C", "D", "E", "F"]
        .iter()
        .map(|id| format!("2023|{id}|C1"))
        .collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    office.register(&units, &members, &[]);
    office.report("2023/a.xlsx", "Sở Y tế", "2023", "-3");
    office.report("2023/b.xlsx", "Sở Tài chính", "2023", "1.5");
    office.report("2023/c.xlsx", "Ban Dân vận", "2023", "-7");
    office.report("2023/d.xlsx", "Chi cục Thủy lợi", "2022", "12");
    office.report("2023/e.xlsx", "Một tên hoàn toàn lạ", "2023", "20");
    office.report("2023/f.xlsx", "Hội Nông dân", "2023", "31");
    office.report("2023/f sau.xlsx", "Hội Nông dân", "2023", "32");
    office
}

const DECISIONS: [&str; 8] = [
    "2023/a.xlsx|Sheet1|D5|giá trị|dùng|'30 người|đơn vị báo lại|Trần Văn Duyệt|15/01/2024",
    "2023\\b.xlsx|Sheet1|$D$5|giá trị|giữ nguyên||đúng như vậy",
    "2023/c.xlsx|Sheet1|D5|giá trị|bỏ||không xác định được",
    "2023/d.xlsx|Sheet1|A3|kỳ|dùng|2023|tiêu đề chép lại",
    "2023/e.xlsx|||đơn vị|dùng|E|tên cũ",
    "2023/f sau.xlsx||||dùng||bản đúng",
    "2023/c.xlsx|Sheet1|D6|giá trị|dùng|3",
    "2023/c.xlsx|Sheet1|Z99|giá trị|dùng|3|nhầm ô",
];

fn total(run: &Consolidation) -> Option<f64> {
    let aggregates = &run.tables.aggregates;
    let members = aggregates
        .iter()
        .find(|row| row.group.level() == "province" && &*row.indicator == "members");
    members.map(|row| row.value)
}

#[test]
fn without_decisions_doubtful_figures_are_held() {
    let run = office().run();
    for file in [
        "2023/a.xlsx",
        "2023/b.xlsx",
        "2023/c.xlsx",
        "2023/d.xlsx",
        "2023/e.xlsx",
        "2023/f.xlsx",
        "2023/f sau.xlsx",
    ] {
        assert!(!members(&run, file).counted(), "{file}");
    }
    assert_eq!(total(&run), None);
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one case told from its workbooks to its tables"
)]
fn decisions_take_effect_and_stay_in_sight() {
    let office = office();
    office.corrections(&DECISIONS);
    let run = office.run();
    for (file, value, corrected) in [
        ("2023/a.xlsx", Some(30.0), true),
        ("2023/b.xlsx", Some(1.5), true),
        ("2023/c.xlsx", None, false),
        ("2023/d.xlsx", Some(12.0), false),
        ("2023/e.xlsx", Some(20.0), false),
        ("2023/f.xlsx", None, false),
        ("2023/f sau.xlsx", Some(32.0), false),
    ] {
        let observation = members(&run, file);
        let counted = observation.value.filter(|_| observation.counted());
        assert_eq!(
            (counted, observation.corrected),
            (value, corrected),
            "{file}"
        );
    }
    assert_eq!(members(&run, "2023/a.xlsx").raw, "-3");
    assert_eq!(total(&run), Some(30.0 + 1.5 + 12.0 + 20.0 + 32.0));
    let found = findings(&run);
    for expected in [
        "negative-value warning 2023/a.xlsx",
        "fractional-count warning 2023/b.xlsx",
        "negative-value warning 2023/c.xlsx",
        "period-conflict warning 2023/d.xlsx",
        "unit-unknown warning 2023/e.xlsx",
        "superseded-submission info 2023/f.xlsx",
    ] {
        assert!(
            found.contains(&expected.to_string()),
            "{expected}: {found:?}"
        );
    }
    assert_eq!(
        found
            .iter()
            .filter(|line| line.starts_with("correction-unused error dinh-chinh.xlsx"))
            .count(),
        2
    );
    let mut errors = found.iter().filter(|line| line.contains(" error "));
    assert!(
        errors.all(|line| line.starts_with("correction-unused ")),
        "{found:?}"
    );
    let told = run
        .tables
        .findings
        .iter()
        .find(|finding| finding.file.as_deref() == Some("2023/a.xlsx"));
    let message = &told.expect("a finding").message;
    for part in [
        "-3",
        "30 người",
        "đơn vị báo lại",
        "Trần Văn Duyệt",
        "15/01/2024",
    ] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_version_that_is_left_out_leaves_the_other_to_count() {
    let office = office();
    office.corrections(&["2023/f.xlsx||||bỏ||bản nháp"]);
    let run = office.run();
    assert_eq!(members(&run, "2023/f sau.xlsx").value, Some(32.0));
    assert!(members(&run, "2023/f sau.xlsx").counted());
    let left_out = run
        .tables
        .submissions
        .iter()
        .find(|row| &*row.file == "2023/f.xlsx")
        .expect("a row");
    assert_eq!(
        (left_out.status, left_out.reason),
        (SubmissionStatus::Held, Some(FileOut::LeftOut))
    );
}

#[test]
fn superseded_versions_tell_which_figures_changed() {
    let office = office();
    office.corrections(&["2023/f sau.xlsx||||dùng||bản đúng"]);
    let run = office.run();
    let differences: Vec<_> = run
        .version_differences
        .iter()
        .map(|difference| {
            let raw = |figure: &Option<tonghop::identify::VersionFigure>| {
                figure.as_ref().map(|figure| figure.raw.clone())
            };
            (
                &*difference.file,
                &*difference.indicator,
                raw(&difference.old),
                raw(&difference.new),
            )
        })
        .collect();
    assert_eq!(
        differences,
        [(
            "2023/f.xlsx",
            "members",
            Some("31".to_string()),
            Some("32".to_string())
        )]
    );
}

/// The rows of the sheet that a run writes, as texts.
fn sheet_of(run: &Consolidation) -> (Vec<u8>, Vec<Vec<String>>) {
    let knowledge = Knowledge::built_in();
    let workbook = corrections_workbook(&CorrectionsInputs {
        tables: &run.tables,
        decided: &run.decided,
        register: &run.register,
        lexicon: &knowledge.lexicon,
        thresholds: &Thresholds::built_in(),
        period: None,
        input_path: "../input",
    });
    let rows = workbook.sheets[0]
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| format!("{cell:?}")).collect())
        .collect();
    (render_office(&workbook).expect("rendered").bytes, rows)
}

#[test]
fn what_is_open_is_listed_and_what_is_decided_is_carried_over() {
    let office = office();
    let (bytes, rows) = sheet_of(&office.run());
    let files: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    // A name that is not known stands among the names.
    assert_eq!(files.len(), 6, "{files:?}");
    let read = |bytes: &[u8]| {
        let workbook = read_workbook(bytes, FileKind::Xlsx).expect("a workbook");
        read_corrections(&"dinh-chinh.xlsx".into(), &workbook)
    };
    assert!(read(&bytes).rows.is_empty());

    office.corrections(&DECISIONS);
    let run = office.run();
    let (bytes, rows) = sheet_of(&run);
    assert_eq!(rows.len(), DECISIONS.len());
    let carried: Vec<_> = read(&bytes)
        .rows
        .into_iter()
        .map(|row| row.written)
        .collect();
    // Those that were not applied come first.
    let (failed, applied): (Vec<_>, Vec<_>) = run
        .decided
        .iter()
        .partition(|decided| decided.unused.is_some());
    let given: Vec<_> = failed
        .into_iter()
        .chain(applied)
        .map(|decided| decided.correction.written.clone())
        .collect();
    assert_eq!(carried, given);
    assert_eq!(bytes, sheet_of(&office.run()).0);
}

/// The decisions of a corrections workbook, as written.
fn decisions(place: &std::path::Path) -> Vec<tonghop::register::corrections::Written> {
    let workbook = read_workbook(&crate::office::bytes(place), FileKind::Xlsx).expect("a workbook");
    let read = read_corrections(&"dinh-chinh.xlsx".into(), &workbook);
    read.rows.into_iter().map(|row| row.written).collect()
}

#[test]
fn decisions_filled_in_beside_the_outputs_are_taken_over_once() {
    let office = office();
    let run = ["run", "--only", "workbook"];
    assert_eq!(office.program(&run), 1);
    let (written, kept) = (
        office.place("output/dinh-chinh.xlsx"),
        office.root().join("dinh-chinh.xlsx"),
    );
    assert!(written.is_file() && !kept.exists());
    // The office fills it in where it lies.
    office.corrections(&DECISIONS[..1]);
    std::fs::rename(&kept, &written).expect("moved");
    assert_eq!(office.program(&run), 1);
    let taken = decisions(&kept);
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!(decisions(&written), taken);
    let before = crate::office::bytes(&kept);
    assert_eq!(office.program(&run), 1);
    assert_eq!(crate::office::bytes(&kept), before, "there is nothing new");

    // A second decision joins the first, and the workbook before is kept beside it.
    office.corrections(&DECISIONS[2..3]);
    std::fs::rename(&kept, &written).expect("moved");
    std::fs::write(&kept, &before).expect("written");
    assert_eq!(office.program(&run), 1);
    assert_eq!(decisions(&kept).len(), 2);
    let copies = std::fs::read_dir(office.root())
        .expect("a listing")
        .flatten();
    let copies: Vec<_> = copies
        .filter(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with("dinh-chinh (")
        })
        .collect();
    assert_eq!(copies.len(), 1);
    assert_eq!(crate::office::bytes(&copies[0].path()), before);
}

/// Writes into the row about the first file, as somebody does who has the workbook open.
fn fill(place: &std::path::Path, cells: &[(&str, &str)]) {
    let bytes = crate::office::bytes(place);
    let workbook = read_workbook(&bytes, FileKind::Xlsx).expect("a workbook");
    let sheet = SheetPlace::of(&workbook, "Đính chính").expect("the sheet");
    let rows = sheet.rows_with("Tệp", "2023/a.xlsx");
    let cell = |(title, text): &(&str, &str)| ChangedCell {
        sheet: sheet.sheet.to_string(),
        at: CellAddress::new(rows[0], sheet.column(title).expect("the column")),
        text: (*text).to_owned(),
    };
    let amendment = Amendment {
        cells: cells.iter().map(cell).collect(),
        ..Amendment::default()
    };
    std::fs::write(place, amended(&bytes, &amendment).expect("amended")).expect("written");
}

#[test]
fn a_decision_is_mended_and_taken_back_where_it_stands() {
    let office = office();
    let run = ["run", "--only", "workbook"];
    let (written, kept) = (
        office.place("output/dinh-chinh.xlsx"),
        office.root().join("dinh-chinh.xlsx"),
    );
    office.corrections(&["2023/a.xlsx|Sheet1|D5|giá trị|dùng|30"]);
    assert_eq!(office.program(&run), 1);
    assert!(
        !members(&office.run(), "2023/a.xlsx").counted(),
        "no reason"
    );
    // It stands first and red; what is mended there stands for it.
    fill(&written, &[("Lý do", "đơn vị báo lại")]);
    assert_eq!(office.program(&run), 1);
    let reasons: Vec<String> = decisions(&kept).into_iter().map(|it| it.reason).collect();
    assert_eq!(reasons, ["đơn vị báo lại"]);
    assert!(members(&office.run(), "2023/a.xlsx").corrected);
    // Emptied, in whole or but for its reason, it is no decision any more.
    for emptied in [
        &["Quyết định"][..],
        &["Quyết định", "Giá trị đúng", "Lý do"],
    ] {
        let decided = crate::office::bytes(&kept);
        let cells: Vec<_> = emptied.iter().map(|title| (*title, "")).collect();
        fill(&written, &cells);
        assert_eq!(office.program(&run), 1);
        assert_eq!(decisions(&kept), []);
        assert!(!members(&office.run(), "2023/a.xlsx").counted());
        let left = std::fs::read_dir(office.place("output")).expect("a listing");
        let left = left.flatten().map(|entry| entry.file_name());
        assert!(
            !left
                .into_iter()
                .any(|name| name.to_string_lossy().contains("đã điền"))
        );
        std::fs::write(&kept, decided).expect("written");
        assert_eq!(office.program(&run), 1);
    }
}

#[test]
fn decisions_that_contradict_each_other_in_both_folders_are_not_applied() {
    let office = office();
    let run = ["run", "--only", "workbook"];
    let kept = office.root().join("dinh-chinh.xlsx");
    office.corrections(&DECISIONS[..1]);
    assert_eq!(office.program(&run), 1);
    let first = crate::office::bytes(&kept);
    office.corrections(&["2023/a.xlsx|Sheet1|D5|giá trị|dùng|31|số khác"]);
    std::fs::rename(&kept, office.place("output/dinh-chinh.xlsx")).expect("moved");
    std::fs::write(&kept, &first).expect("written");
    assert_eq!(office.program(&run), 1);
    let run = office.run();
    assert!(!members(&run, "2023/a.xlsx").counted());
    let errors: Vec<String> = findings(&run)
        .into_iter()
        .filter(|line| line.starts_with("correction-unused error"))
        .collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
}

#[test]
fn a_decision_holds_for_what_it_was_made_on() {
    let titles = "Tệp|Trang tính|Ô|Đơn vị báo cáo|Chỉ tiêu|Nguyên văn|Nội dung|Quyết định|Giá trị đúng|Lý do";
    let file = "2023/a.xlsx|Sheet1|D5";
    for (bound, is_applied) in [
        ("Sở Y tế|Tổng số đoàn viên công đoàn|-3", true),
        ("CĐCS Sở Y tế|Tổng số đoàn viên công đoàn|-3", false),
        ("A|members| -3 ", true),
        ("||-3", true),
        ("||", true),
        ("Sở Tài chính|Tổng số đoàn viên công đoàn|-3", false),
        ("Sở Y tế|Số lượt đoàn viên được thăm hỏi|-3", false),
        ("Sở Y tế|Tổng số đoàn viên công đoàn|-30", false),
        ("Sở Y tế|Tổng số đoàn viên công đoàn|(ô trống)", false),
    ] {
        let office = office();
        let row = format!("{file}|{bound}|giá trị|dùng|30|đơn vị báo lại");
        let row = row.replace("|-3", "|'-3");
        office.workbook(
            "dinh-chinh.xlsx",
            &[("Đính chính", vec![titles.to_owned(), row])],
        );
        let run = office.run();
        let observation = members(&run, "2023/a.xlsx");
        assert_eq!(observation.corrected, is_applied, "{bound}");
        let stale = findings(&run);
        let stale: Vec<_> = stale
            .iter()
            .filter(|line| line.starts_with("correction-stale"))
            .collect();
        assert_eq!(stale.is_empty(), is_applied, "{bound}: {stale:?}");
        // The row keeps what it was decided on, and stands first where it failed.
        let (_, rows) = sheet_of(&run);
        let kept = if is_applied {
            rows.last()
        } else {
            rows.first()
        };
        let raw = bound.rsplit('|').next().expect("a text").trim();
        let kept = &kept.expect("a row")[7];
        assert!(raw.is_empty() || kept.contains(raw), "{bound}: {kept}");
        assert_eq!(
            kept.starts_with("Alert"),
            !is_applied && !raw.is_empty(),
            "{kept}"
        );
    }
}

/// A sentence holds several figures in one cell; what is decided of one of them says nothing of the others.
#[test]
fn figures_of_one_cell_are_decided_apart() {
    let titles = "Tệp|Trang tính|Ô|Chỉ tiêu|Nội dung|Quyết định|Giá trị đúng|Lý do";
    let place = "2023/y.xlsx|Sheet1|A4";
    let decided = |rows: &[String]| {
        let office = Office::new();
        office.register(&["A|Sở Y tế"], &["2023|A|C1"], &[]);
        let lines = [
            "CÔNG ĐOÀN CƠ SỞ SỞ Y TẾ",
            "BÁO CÁO KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023",
            "",
            "- Tổng số đoàn viên công đoàn: 45 đồng chí (nữ: 20 đồng chí).",
            "- Tặng quà 13 hộ nghèo, gia đình chính sách, trị giá 3.900.000 đồng.",
        ];
        office.workbook(
            "2023/y.xlsx",
            &[("Sheet1", lines.map(str::to_owned).to_vec())],
        );
        let rows = std::iter::once(titles.to_owned()).chain(rows.iter().cloned());
        office.workbook("dinh-chinh.xlsx", &[("Đính chính", rows.collect())]);
        let run = office.run();
        let of = |indicator: &str| {
            let figure = run
                .tables
                .observations
                .iter()
                .find(|it| &*it.indicator == indicator);
            let figure = figure.filter(|it| it.counted()).expect(indicator);
            (figure.value, figure.corrected)
        };
        let found = findings(&run);
        let refused = found.iter().any(|it| it.starts_with("correction-unused"));
        (of("members"), of("members_female"), refused)
    };
    let row = |indicator: &str, value: u32| {
        format!("{place}|{indicator}|giá trị|dùng|{value}|đơn vị báo lại")
    };
    let members = row("Tổng số đoàn viên công đoàn", 46);
    let women = row("members_female", 31);
    assert_eq!(
        decided(std::slice::from_ref(&members)),
        ((Some(46.0), true), (Some(20.0), false), false)
    );
    assert_eq!(
        decided(&[members.clone(), women]),
        ((Some(46.0), true), (Some(31.0), true), false)
    );
    // Two decisions about the same one are a contradiction, and neither is applied.
    let other = row("Tổng số đoàn viên công đoàn", 47);
    assert_eq!(
        decided(&[members, other]),
        ((Some(45.0), false), (Some(20.0), false), true)
    );
}

#[test]
fn a_figure_that_was_sent_again_is_decided_anew() {
    let titles = "Tệp|Trang tính|Ô|Nguyên văn|Nội dung|Quyết định|Giá trị đúng|Lý do";
    let office = office();
    let rows = [
        titles,
        "2023/a.xlsx|Sheet1|D5|'-30|giá trị|dùng|30|thừa dấu trừ",
        "2023/a.xlsx|Sheet1|D5|'-3|giá trị|dùng|31|đơn vị gửi lại",
    ];
    let rows = rows.map(str::to_owned).to_vec();
    office.workbook("dinh-chinh.xlsx", &[("Đính chính", rows)]);
    let run = office.run();
    let observation = members(&run, "2023/a.xlsx");
    assert_eq!(
        (observation.value, observation.corrected),
        (Some(31.0), true)
    );
    let found = findings(&run);
    let told: Vec<_> = found
        .iter()
        .filter(|line| line.starts_with("correction-"))
        .collect();
    assert_eq!(told, ["correction-stale info dinh-chinh.xlsx"]);
}
