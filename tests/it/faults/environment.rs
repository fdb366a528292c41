//! Output folders that are full, locked, in the way or not to be written: the earlier outputs stay, the message says what
//! to do, the exit status tells.

use super::{case, everything, report, stderr, stdout};
use crate::harness::{Case, program};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

/// The run fails with a message that holds these words, and the outputs are as they were.
fn refuses(case: &Case, mut run: Command, words: &[&str]) {
    let before = everything(&case.output());
    let done = run.output().expect("the program starts");
    let told = stderr(&done);
    assert_eq!(done.status.code(), Some(2), "{told}");
    for word in words {
        assert!(told.contains(word), "{word} in: {told}");
    }
    assert!(
        everything(&case.output()) == before,
        "the outputs are as they were"
    );
}

fn run_into(case: &Case, output: &Path) -> Command {
    let mut run = program();
    run.arg("run").arg(case.input()).arg("--output").arg(output);
    run
}

/// A run none of whose files may be larger than so many blocks of 512 bytes; it is told so instead of being ended.
#[cfg(unix)]
fn with_small_files(case: &Case, blocks: u32) -> Command {
    let mut limited = Command::new("sh");
    limited
        .arg("-c")
        .arg(format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""
        ))
        .arg(env!("CARGO_BIN_EXE_tonghop"))
        .arg("run")
        .arg(case.input())
        .arg("--output")
        .arg(case.output());
    limited
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_earlier_outputs() {
    let case = case();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(21))]);
    refuses(
        &case,
        with_small_files(&case, 40),
        &["không ghi được", "Chọn ổ đĩa khác, rồi chạy lại"],
    );
    // However little room there is.
    refuses(
        &case,
        with_small_files(&case, 1),
        &["không ghi được", "rồi chạy lại"],
    );
    assert_eq!(case.run(&[]).status.code(), Some(0));
}

#[test]
fn an_output_folder_that_another_run_uses_is_left_to_it() {
    let case = case();
    let place = case.output().join(".tonghop-khoa");
    let other = File::create(&place).expect("a file");
    other.lock().expect("it is locked");
    refuses(
        &case,
        run_into(&case, &case.output()),
        &[
            "một lần chạy khác của tonghop đang ghi vào thư mục",
            "chờ lần đó xong",
        ],
    );
    drop(other);
    assert_eq!(case.run(&[]).status.code(), Some(0));
    assert!(!place.exists());
}

#[test]
fn runs_at_the_same_time_do_not_hurt_each_other() {
    let case = case();
    let running: Vec<_> = (0..3)
        .map(|_| {
            let mut run = run_into(&case, &case.output());
            run.stdout(Stdio::null()).stderr(Stdio::null());
            run.spawn().expect("the program starts")
        })
        .collect();
    let statuses: Vec<_> = running
        .into_iter()
        .map(|mut run| run.wait().expect("it ends").code())
        .collect();
    assert!(statuses.contains(&Some(0)), "{statuses:?}");
    let is_told = |status: &Option<i32>| matches!(status, Some(0 | 2));
    assert!(statuses.iter().all(is_told), "{statuses:?}");
    let names: Vec<_> = everything(&case.output())
        .into_keys()
        .filter(|name| !name.contains('/') && name != ".tonghop-sha256")
        .collect();
    assert_eq!(
        names,
        [
            "bao-cao.docx",
            "bieu-do",
            "chay.json",
            "dinh-chinh.xlsx",
            "du-lieu",
            "ho-so-cum",
            "kiem-tra.xlsx",
            "nhac-nop",
            "tong-hop.html",
            "tong-hop.xlsx",
            "tong-ket-cum",
            "tong-ket.pptx",
            "tra-loi"
        ]
    );
}

#[test]
fn what_stands_in_the_place_of_an_output_is_told() {
    let case = case();
    let folder = case.output().join("du-lieu");
    fs::rename(&folder, case.output().join("khac")).expect("moved");
    fs::write(&folder, "a file").expect("written");
    refuses(
        &case,
        run_into(&case, &case.output()),
        &["du-lieu: ở đó đang có một tệp cùng tên; đổi tên hoặc chuyển đi nơi khác rồi chạy lại"],
    );
    let file = case.output().join("tong-hop.xlsx");
    refuses(
        &case,
        run_into(&case, &file),
        &["không tạo được thư mục", "Đổi tên hoặc chuyển"],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_folder_without_permission_is_told_before_anything_is_read() {
    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    // Where nobody may make a folder, not even the administrator.
    let done = run_into(&case, Path::new("/sys/tonghop"))
        .output()
        .expect("it starts");
    let told = stderr(&done);
    assert_eq!(done.status.code(), Some(2), "{told}");
    assert!(
        told.contains("không tạo được thư mục /sys/tonghop"),
        "{told}"
    );
    assert!(told.contains("rồi chạy lại"), "{told}");
    assert!(
        !told.contains("denied") && !told.contains("permitted"),
        "{told}"
    );
}

#[test]
fn a_run_that_comes_to_nothing_leaves_no_folder() {
    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    let done = case.run(&["--period", "1990"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(!case.output().exists());
}

#[test]
fn a_reader_of_the_summary_who_leaves_does_not_spoil_the_run() {
    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    let mut run = run_into(&case, &case.output());
    let mut child = run
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert_eq!(case.table("submissions").len(), 1);
}

#[test]
fn filled_in_corrections_are_kept_once() {
    let case = case();
    let titles = "Tệp|Trang tính|Ô|Nội dung|Quyết định|Giá trị đúng|Lý do|Người duyệt|Ngày";
    let decided = format!("{titles}\n2023/a.xlsx|Biểu|D6|giá trị|dùng|30|đơn vị báo lại");
    let elsewhere = Case::new();
    elsewhere.workbook("dinh-chinh.xlsx", &[("Đính chính", &decided)]);
    let filled = elsewhere.input().join("dinh-chinh.xlsx");
    let place = case.output().join("dinh-chinh.xlsx");
    let bytes = |place: &Path| fs::read(place).expect("it is there");
    let taken = case.input().join("dinh-chinh.xlsx");
    for (time, is_new) in [(1, true), (2, false)] {
        // As after a run that was killed when the decisions were taken over and the new workbook not yet in its place.
        fs::copy(&filled, &place).expect("a copy");
        let told = stdout(&case.run(&["--only", "workbook"]));
        assert_eq!(
            told.contains("đã nhận 1 quyết định"),
            is_new,
            "{time}: {told}"
        );
        assert!(bytes(&place) != bytes(&filled));
    }
    let before = bytes(&taken);

    fs::write(&place, "what no program reads").expect("written");
    let told = stdout(&case.run(&["--only", "workbook"]));
    assert!(
        told.contains("không đọc được nên không rõ có quyết định nào"),
        "{told}"
    );
    let kept = case.output().join("dinh-chinh (đã điền 1).xlsx");
    assert_eq!(bytes(&kept), b"what no program reads");
    assert!(bytes(&taken) == before);
}

#[test]
fn earlier_outputs_inside_the_input_folder_are_no_submissions() {
    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    let output = case.input().join("ket qua");
    for _ in 0..2 {
        let done = run_into(&case, &output).output().expect("it starts");
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        let told = stdout(&done);
        assert!(told.contains(": 1 = 1 được tính"), "{told}");
        assert!(told.contains("nằm trong thư mục báo cáo"), "{told}");
    }
}

#[test]
fn outputs_do_not_take_the_place_of_submissions() {
    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    let submissions = case.output().join("du-lieu");
    fs::create_dir_all(&submissions).expect("a folder");
    fs::copy(case.input().join("2023/a.xlsx"), submissions.join("a.xlsx")).expect("a copy");
    refuses(
        &case,
        run_into(&case, &case.input()),
        &["trùng với thư mục báo cáo", "chọn thư mục kết quả khác"],
    );
    let mut run = program();
    run.arg("run")
        .arg(&submissions)
        .arg("--output")
        .arg(case.output());
    refuses(&case, run, &["trùng với thư mục báo cáo"]);
}
