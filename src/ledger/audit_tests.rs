use super::*;
use crate::discover::{SourceFile, SourceKind};
use crate::location::CellAddress;
use crate::observation::{FormKind, Measure, Observation, Submission};
use crate::read::CellContent;
use crate::tables::Tables;
use crate::verdict::Verdict;

const FILE: &str = "2023/a.xlsx";

fn source(file: &str) -> SourceFile {
    SourceFile {
        path: file.into(),
        relative: file.into(),
        bytes: 1,
        modified: None,
        kind: SourceKind::Ordinary,
    }
}

fn submission(file: &str) -> Submission {
    Submission::of(file.into())
}

fn observation(row: u32, raw: &str) -> Observation {
    Observation {
        period: None,
        unit_id: None,
        cluster_id: None,
        indicator: "members".into(),
        measure: Measure::Actual,
        value: Some(1.0),
        category: None,
        comparator: None,
        approximate: false,
        verdict: match row {
            0 | 1 => Verdict::Counts,
            _ => Verdict::Held(&crate::rules::not_a_number::RULE),
        },
        corrected: false,
        form: FormKind::ActivityReport,
        at: CellRef {
            file: FILE.into(),
            sheet: "Biểu".into(),
            address: CellAddress::new(row, 3),
        },
        raw: raw.to_string(),
    }
}

/// A run over two files and a register: of one file two figures and a title were read, and one empty cell was asked for.
fn run() -> (Discovered, Vec<FileCells>, Tables) {
    let discovered = Discovered {
        files: vec![source(FILE), source("2023/b.pdf")],
        register: Some(source("danh-muc.xlsx")),
        found: 3,
        ..Discovered::default()
    };
    let mut cells = CellLedger::default();
    let sheet: Arc<str> = "Biểu".into();
    for (class, row) in [
        (CellClass::Title, 0),
        (CellClass::Figure, 1),
        (CellClass::Figure, 2),
        (CellClass::Hidden, 3),
    ] {
        let content = CellContent::Text("7".into());
        cells.add(class, &content, (&sheet, CellAddress::new(row, 3)));
    }
    let files = vec![
        FileCells {
            file: FILE.into(),
            read: 4,
            cells,
            slips: Vec::new(),
        },
        FileCells {
            file: "2023/b.pdf".into(),
            read: 0,
            cells: CellLedger::default(),
            slips: Vec::new(),
        },
    ];
    let mut ignored = submission("2023/b.pdf");
    ignored.status = SubmissionStatus::Ignored;
    let tables = Tables {
        submissions: vec![submission(FILE), ignored],
        observations: vec![
            observation(1, "7"),
            observation(2, "có"),
            observation(4, ""),
        ],
        ..Tables::default()
    };
    (discovered, files, tables)
}

/// What does not come out even after something was done to the run: the file and a part of the message.
fn assert_uneven(
    change: impl FnOnce(&mut Discovered, &mut Vec<FileCells>, &mut Tables),
    expected: &[(Option<&str>, &str)],
) {
    let (mut discovered, mut files, mut tables) = run();
    change(&mut discovered, &mut files, &mut tables);
    let found = audit(
        &discovered,
        &files,
        &tables.submissions,
        &tables.observations,
    )
    .discrepancies;
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, (file, message)) in found.iter().zip(expected) {
        assert_eq!(found.file.as_deref(), *file, "{found:?}");
        assert!(found.message.contains(message), "{found:?}");
    }
}

#[test]
fn the_accounts_of_a_sound_run_come_out_even() {
    let (discovered, files, tables) = run();
    let audit = audit(
        &discovered,
        &files,
        &tables.submissions,
        &tables.observations,
    );
    assert_eq!(audit.discrepancies, []);
    assert_eq!((audit.found, audit.own, audit.read), (3, 1, 4));
    assert_eq!(audit.cells.cells(), 4);
    assert_eq!((audit.counted, audit.not_counted), (1, 1));
    let statuses: Vec<_> = audit.statuses.into_iter().collect();
    assert_eq!(
        statuses,
        [
            (SubmissionStatus::Accepted, 1),
            (SubmissionStatus::Ignored, 1)
        ]
    );
    let unused: Vec<_> = audit
        .unused
        .iter()
        .map(|unused| (unused.class, unused.cells, unused.first.to_string()))
        .collect();
    assert_eq!(
        unused,
        [(CellClass::Hidden, 1, format!("{FILE} › Biểu!D4"))]
    );
}

#[test]
fn a_file_that_got_lost_is_told() {
    assert_uneven(
        |_, _, tables| {
            tables.submissions.pop();
        },
        &[
            (
                None,
                "tìm thấy 3 tệp trong thư mục đầu vào nhưng kết quả chỉ kể đến 2 tệp",
            ),
            (Some("2023/b.pdf"), "không có trong danh sách tệp đã nhận"),
        ],
    );
    // Lost before it was listed.
    assert_uneven(
        |discovered, _, _| discovered.found = 4,
        &[(None, "tìm thấy 4 tệp")],
    );
}

#[test]
fn a_file_told_twice_in_place_of_another_is_told() {
    assert_uneven(
        |_, _, tables| tables.submissions[1].file = FILE.into(),
        &[
            (Some(FILE), "có nhiều dòng"),
            (Some("2023/b.pdf"), "không có trong danh sách"),
        ],
    );
}

#[test]
fn a_cell_that_got_lost_is_told() {
    assert_uneven(
        |_, files, _| files[0].read = 5,
        &[(Some(FILE), "đọc được 5 ô có dữ liệu nhưng chỉ rõ được 4 ô")],
    );
    assert_uneven(
        |_, files, _| files[0].cells.lose(&"Biểu".into(), CellAddress::new(11, 4)),
        &[(Some(FILE), "ô Biểu!E12 không được đọc vào đâu")],
    );
}

#[test]
fn a_figure_that_is_not_in_the_finished_table_once_is_told() {
    assert_uneven(
        |_, _, tables| {
            tables.observations.remove(1);
        },
        &[(
            Some(FILE),
            "đọc được 2 ô số liệu nhưng bảng số liệu của kết quả có 1 ô",
        )],
    );
    assert_uneven(
        |_, _, tables| tables.observations.push(observation(2, "có")),
        &[(Some(FILE), "có 3 ô của tệp này")],
    );
}

#[test]
fn files_whose_names_look_alike_are_one_account() {
    assert_uneven(
        |discovered, files, tables| {
            discovered.files.push(source(FILE));
            discovered.found += 1;
            files.push(files[0].clone());
            tables.submissions.push(submission(FILE));
            tables
                .observations
                .extend([observation(1, "7"), observation(2, "có")]);
        },
        &[],
    );
}
