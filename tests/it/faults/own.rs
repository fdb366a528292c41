//! What is the program's own and what is not: outputs among the submissions, people's files among the outputs, and a run
//! that is told to stop.

use super::{case, everything, fates, report, stderr, stdout};
use crate::harness::{Case, program};
use std::fs;

#[test]
fn outputs_among_the_submissions_are_no_submissions() {
    let case = case();
    for name in ["tong-hop.xlsx", "kiem-tra.xlsx", "dinh-chinh.xlsx"] {
        let bytes = fs::read(case.output().join(name)).expect("an output");
        case.bytes(&format!("2023/Cụm 1/chép của {name}"), &bytes);
    }
    let done = case.run(&[]);
    assert!(done.status.code() < Some(2), "{}", stderr(&done));
    assert_eq!(
        fates(&case.table("submissions")),
        [
            ("2023/Cụm 1/chép của dinh-chinh.xlsx", "ignored"),
            ("2023/Cụm 1/chép của kiem-tra.xlsx", "ignored"),
            ("2023/Cụm 1/chép của tong-hop.xlsx", "ignored"),
            ("2023/a.xlsx", "accepted"),
        ]
    );
    let findings = case.table("findings");
    let told = |name: &str| {
        let file = format!("2023/Cụm 1/chép của {name}");
        findings.iter().any(|row| row["file"] == file)
    };
    assert!(
        told("tong-hop.xlsx") && told("dinh-chinh.xlsx"),
        "{findings:?}"
    );
}

#[test]
fn submissions_in_the_output_folder_count() {
    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    let output = case.input().join("2023");
    let mut listed = Vec::new();
    for _ in 0..2 {
        let mut run = program();
        run.arg("run")
            .arg(case.input())
            .arg("--output")
            .arg(&output);
        let done = run.output().expect("it starts");
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        assert!(
            stdout(&done).contains(": 1 = 1 được tính"),
            "{}",
            stdout(&done)
        );
        let before = std::mem::replace(&mut listed, everything(&output).into_keys().collect());
        assert!(before.is_empty() || before == listed, "{listed:?}");
    }
    assert!(listed.contains(&"a.xlsx".to_string()));
}

#[test]
fn what_people_changed_or_put_there_is_kept() {
    let case = case();
    let workbook = case.output().join("tong-hop.xlsx");
    let mut changed = fs::read(&workbook).expect("an output");
    changed.extend(b"by hand");
    fs::write(&workbook, &changed).expect("changed");
    let done = case.run(&[]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(
        stdout(&done).contains("tong-hop (đã sửa 1).xlsx"),
        "{}",
        stdout(&done)
    );
    let kept = fs::read(case.output().join("tong-hop (đã sửa 1).xlsx"));
    assert!(kept.expect("a copy") == changed);

    for (name, words) in [
        (
            "du-lieu/ghi chú.docx",
            "có 1 tệp không phải do tonghop ghi ra",
        ),
        ("tong-hop.xlsx", "không phải do tonghop ghi ra"),
    ] {
        fs::write(case.output().join(name), "own").expect("a file");
        let before = everything(&case.output());
        let done = case.run(&[]);
        let told = stderr(&done);
        assert_eq!(done.status.code(), Some(2), "{told}");
        assert!(told.contains(words), "{told}");
        assert!(everything(&case.output()) == before, "nothing is touched");
        let _other_part = fs::remove_file(case.output().join("du-lieu/ghi chú.docx"));
    }
    // What is not asked for is not in the way.
    assert_eq!(case.run(&["--only", "data"]).status.code(), Some(0));
}

#[test]
fn a_workbook_of_checks_that_people_changed_is_kept_too() {
    let case = case();
    let place = case.output().join("kiem-tra.xlsx");
    let mut changed = fs::read(&place).expect("an output");
    changed.extend(b"by hand");
    fs::write(&place, &changed).expect("changed");
    let done = case.run(&[]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let kept = fs::read(case.output().join("kiem-tra (đã sửa 1).xlsx"));
    assert!(kept.expect("a copy") == changed);
}

#[test]
fn tables_for_spreadsheets_are_made_where_asked_for_and_anew_where_they_stand() {
    let case = case();
    let place = case.output().join("du-lieu-csv/observations.csv");
    assert!(!place.exists());
    assert_eq!(case.run(&["--only", "bang-csv"]).status.code(), Some(0));
    let first = fs::read_to_string(&place).expect("it is there");
    assert!(first.starts_with('\u{feff}'), "{first}");
    assert!(first.contains(";2023/a.xlsx;"), "{first}");
    case.workbook("2023/b.xlsx", &[("Biểu", &report(21))]);
    case.run(&[]);
    let second = fs::read_to_string(&place).expect("it is there");
    assert!(second.contains(";2023/b.xlsx;"), "{second}");
}

#[test]
fn nobody_has_to_listen() {
    let case = case();
    for arguments in [["init"].as_slice(), &["--help"], &["man"], &["--khong-co"]] {
        let mut started = program();
        started.args(arguments);
        if arguments == ["init"] {
            started.arg(case.input());
        }
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        started
            .stdout(writer.try_clone().expect("the pipe"))
            .stderr(writer);
        let status = started.status().expect("it starts");
        let expected = if arguments == ["--khong-co"] { 2 } else { 0 };
        assert_eq!(status.code(), Some(expected), "{arguments:?}");
    }
    assert!(case.input().join("danh-muc.xlsx").exists());
}

#[test]
fn an_empty_folder_is_refused_with_its_path_and_touches_nothing() {
    let case = case();
    let before = everything(&case.output());
    for name in ["trống", "chỉ có thư mục/2023"] {
        fs::create_dir_all(case.input().join("..").join(name)).expect("a folder");
    }
    for name in ["trống", "chỉ có thư mục"] {
        let empty = case.input().join("..").join(name);
        let mut run = program();
        run.arg("run")
            .arg(&empty)
            .arg("--output")
            .arg(case.output());
        let done = run.output().expect("it starts");
        let told = stderr(&done);
        assert_eq!(done.status.code(), Some(2), "{told}");
        assert!(told.contains("không có tệp báo cáo nào"), "{told}");
        assert!(told.contains(&*empty.to_string_lossy()), "{told}");
        assert!(everything(&case.output()) == before);
    }
}

#[cfg(unix)]
#[test]
fn names_that_order_a_terminal_about_are_written_out() {
    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    case.bytes("2023/\u{1b}[2J\nGIẢ MẠO\u{202e}.xlsx", b"bad");
    let done = case.run(&[]);
    assert_eq!(done.status.code(), Some(1));
    let told = stdout(&done);
    assert!(
        told.contains("2023/‹U+001B›[2J‹U+000A›GIẢ MẠO‹U+202E›.xlsx"),
        "{told}"
    );
    assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told}");
    assert!(
        !told.lines().any(|line| line.starts_with("GIẢ MẠO")),
        "{told}"
    );
}

#[cfg(unix)]
#[test]
fn a_run_that_is_told_to_stop_says_so_and_leaves_nothing() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    let case = Case::new();
    for number in 0..400 {
        case.workbook(
            &format!("2023/{number}.xlsx"),
            &[("Biểu", &report(20 + number))],
        );
    }
    for signal in ["INT", "TERM"] {
        let child = program()
            .arg("run")
            .arg(case.input())
            .arg("--output")
            .arg(case.output())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let begun = Instant::now();
        while !case.output().exists() && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(1));
        }
        let sent = Command::new("kill")
            .args([format!("-{signal}"), child.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
        let done = child.wait_with_output().expect("it ends");
        let told = stderr(&done);
        assert_eq!(done.status.code(), Some(2), "{signal}: {told}");
        assert!(told.contains("Đã dừng theo yêu cầu"), "{told}");
        assert!(!case.output().exists(), "{signal}: nothing is left");
    }
}
