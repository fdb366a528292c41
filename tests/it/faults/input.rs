//! What stands in the input folder and is no file, has a name that is no text, or is not any more what it was when the
//! folder was listed: each has its row and its finding.

use super::{fates, report, stderr};
use crate::harness::Case;
use crate::office::Office;
use std::fs;
use tonghop::discover::{Discovered, discover};
use tonghop::observation::SubmissionStatus;
use tonghop::pipeline::{Consolidation, Knowledge, consolidate};
use tonghop::read::ReaderPool;

fn message(case: &Case, file: &str) -> (String, String) {
    let findings = case.table("findings");
    let of_file: Vec<_> = findings.iter().filter(|row| row["file"] == file).collect();
    assert_eq!(of_file.len(), 1, "{file}: {findings:?}");
    (of_file[0]["code"].clone(), of_file[0]["message"].clone())
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_file_neither_holds_up_the_run_nor_goes_unseen() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))])
        .workbook("thu muc.xlsx/b.xlsx", &[("Biểu", "không phải biểu")]);
    let root = case.input();
    mknodat(CWD, root.join("ong.xlsx"), FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
    let _socket = UnixListener::bind(root.join("o-cam.xlsx")).expect("a socket");
    for (target, name) in [
        ("vong.xlsx", "vong.xlsx"),
        ("khong-co", "mat.xlsx"),
        ("/dev/null", "rong.xlsx"),
        ("/dev/zero", "vo-tan.xlsx"),
        ("../2023", "thu muc.xlsx/c.xlsx"),
        ("../2023/a.xlsx", "thu muc.xlsx/d.xlsx"),
        // A file whose size nobody knows before it is read.
        ("/proc/version", "doi.xlsx"),
    ] {
        symlink(target, root.join(name)).expect("a link");
    }
    assert_eq!(case.run(&["--only", "data"]).status.code(), Some(1));
    let submissions = case.table("submissions");
    assert_eq!(
        fates(&submissions),
        [
            ("2023/a.xlsx", "accepted"),
            ("doi.xlsx", "rejected"),
            ("mat.xlsx", "ignored"),
            ("o-cam.xlsx", "ignored"),
            ("ong.xlsx", "ignored"),
            ("rong.xlsx", "ignored"),
            ("thu muc.xlsx/b.xlsx", "rejected"),
            ("thu muc.xlsx/c.xlsx", "ignored"),
            ("thu muc.xlsx/d.xlsx", "duplicate"),
            ("vo-tan.xlsx", "ignored"),
            ("vong.xlsx", "ignored"),
        ]
    );
    for (file, code, words) in [
        ("mat.xlsx", "unsupported-file", "liên kết hỏng"),
        ("ong.xlsx", "unsupported-file", "mục đặc biệt của hệ thống"),
        (
            "thu muc.xlsx/c.xlsx",
            "unsupported-file",
            "liên kết đến một thư mục",
        ),
        ("doi.xlsx", "unreadable-file", "tệp thay đổi trong khi chạy"),
    ] {
        let (told, message) = message(&case, file);
        assert_eq!(told, code);
        assert!(message.contains(words), "{message}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_or_read_the_same_are_told_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    let names: [&[u8]; 4] = [
        b"x\xff.xlsx",
        b"x\xfe.xlsx",
        "Cụm.xlsx".as_bytes(),
        "Cu\u{323}m.xlsx".as_bytes(),
    ];
    for name in names {
        let place = case.input().join("2023").join(OsStr::from_bytes(name));
        fs::copy(case.input().join("2023/a.xlsx"), place).expect("a copy");
    }
    assert_eq!(case.run(&["--only", "data"]).status.code(), Some(0));
    let submissions = case.table("submissions");
    let mut files: Vec<&str> = submissions.iter().map(|row| row["file"].as_str()).collect();
    files.sort_unstable();
    assert_eq!(
        files,
        [
            "2023/Cụm [2].xlsx",
            "2023/Cụm.xlsx",
            "2023/a.xlsx",
            "2023/x\u{fffd} [2].xlsx",
            "2023/x\u{fffd}.xlsx",
        ]
    );
    let counted = submissions.iter().filter(|row| row["status"] == "accepted");
    assert_eq!(counted.count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_listed_is_an_error_of_its_own() {
    use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat};

    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    // Deeper than a path can be long: not even the administrator gets there by name.
    let deep = "d".repeat(200);
    let mut folder = openat(CWD, case.input(), OFlags::DIRECTORY, Mode::empty()).expect("open");
    for _ in 0..25 {
        mkdirat(&folder, &deep, Mode::RWXU).expect("a folder");
        folder = openat(&folder, &deep, OFlags::DIRECTORY, Mode::empty()).expect("open");
    }
    let done = case.run(&["--only", "data"]);
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    let submissions = case.table("submissions");
    assert_eq!(submissions.len(), 2);
    assert_eq!(submissions[1]["status"], "rejected");
    let (code, told) = message(&case, &submissions[1]["file"]);
    assert_eq!(code, "unreadable-file");
    assert!(told.contains("mọi tệp trong đó chưa được đọc"), "{told}");
}

#[cfg(unix)]
#[test]
fn an_own_file_that_cannot_be_read_stops_the_run() {
    for name in ["danh-muc.xlsx", "dinh-chinh.xlsx", "thiet-lap.toml"] {
        let case = Case::new();
        case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
        std::os::unix::fs::symlink("khong-co", case.input().join(name)).expect("a link");
        let done = case.run(&[]);
        let told = stderr(&done);
        assert_eq!(done.status.code(), Some(2), "{name}: {told}");
        assert!(
            told.contains(name) && told.contains("liên kết hỏng"),
            "{told}"
        );
        assert!(!case.output().exists());
    }
}

/// A run over a folder that changes behind its listing.
fn run_after(office: &Office, change: impl FnOnce()) -> anyhow::Result<Consolidation> {
    let listed: Discovered = discover(&office.root()).expect("a listing");
    change();
    consolidate(
        &listed,
        &Knowledge::built_in(),
        &ReaderPool::in_process(),
        &|| {},
    )
}

fn told(run: &Consolidation, file: &str) -> (SubmissionStatus, String) {
    let is_of_file = |of: Option<&str>| of == Some(file);
    let submission = run
        .tables
        .submissions
        .iter()
        .find(|row| is_of_file(Some(&row.file)));
    let finding = run
        .tables
        .findings
        .iter()
        .find(|row| is_of_file(row.file.as_deref()));
    let finding = finding.expect("a finding");
    assert_eq!(finding.rule.code, "unreadable-file");
    (submission.expect("a row").status, finding.message.clone())
}

#[test]
fn files_that_change_behind_the_listing_cost_themselves() {
    let office = Office::new();
    let names = ["a", "b", "c", "d", "e"].map(|name| format!("2023/{name}.xlsx"));
    for (name, unit) in names.iter().zip([
        "Sở Y tế",
        "Sở Tài chính",
        "Ban Dân vận",
        "Kho bạc Nhà nước",
        "Hội Nông dân",
    ]) {
        office.report(name, unit, "2023", "20");
    }
    let place = |index: usize| office.root().join(&names[index]);
    let run = run_after(&office, || {
        fs::remove_file(place(0)).expect("it goes");
        let mut grown = fs::read(place(1)).expect("its bytes");
        grown.extend(b"more");
        fs::write(place(1), grown).expect("it grows");
        fs::remove_file(place(2)).expect("it goes");
        fs::create_dir(place(2)).expect("a folder in its place");
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, FileType, Mode, mknodat};
            fs::remove_file(place(3)).expect("it goes");
            mknodat(CWD, place(3), FileType::Fifo, Mode::RWXU, 0).expect("a pipe in its place");
        }
    })
    .expect("the run goes on");
    for (index, words) in [
        (0, "tệp đã bị xóa hoặc chuyển đi trong khi chạy"),
        (1, "tệp thay đổi trong khi chạy"),
        (2, "không mở được tệp trên đĩa"),
        #[cfg(target_os = "linux")]
        (3, "không mở được tệp trên đĩa"),
    ] {
        let (status, message) = told(&run, &names[index]);
        assert_eq!(status, SubmissionStatus::Rejected);
        assert!(message.contains(words), "{message}");
        assert!(message.contains("rồi chạy lại"), "{message}");
    }
    let members = crate::office::members(&run, &names[4]);
    assert!(members.counted());
}

#[test]
fn a_register_that_vanishes_stops_the_run() {
    let office = Office::new();
    office.register(&["A|Sở Y tế"], &["2023|A|C1"], &[]);
    office.report("2023/a.xlsx", "Sở Y tế", "2023", "20");
    let error = run_after(&office, || office.remove("danh-muc.xlsx")).err();
    let told = error.expect("an error").to_string();
    assert!(told.contains("danh mục “danh-muc.xlsx”"), "{told}");
    assert!(told.contains("đã bị xóa hoặc chuyển đi"), "{told}");
}
