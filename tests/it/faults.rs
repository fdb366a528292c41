//! Faults around a run: odd things in the input folder and changes to it, an output folder that is full, locked or not to
//! be written, and kills. Submissions that are themselves hostile are in `hostile`.

mod environment;
mod input;
mod kills;
mod own;

use crate::harness::{Case, Row};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

/// The report of a unit.
fn report(members: u32) -> String {
    format!(
        "Đơn vị báo cáo: CĐCS Sở Y tế\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM 2023\n\n\
         TT|Nội dung|Đơn vị tính|Số lượng\n1|Tổng số đoàn viên công đoàn|người|{members}\n\
         2|Số lượt đoàn viên được thăm hỏi|lượt|4"
    )
}

/// A case with one report, and its outputs.
fn case() -> Case {
    let case = Case::new();
    case.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    let done = case.run(&[]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    case
}

fn stderr(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn stdout(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// All files under a folder with their bytes, and all empty folders.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("it is inside");
            let bytes = match entry.file_type().is_file() {
                true => std::fs::read(entry.path()).expect("it can be read"),
                false => Vec::new(),
            };
            (name.to_string_lossy().replace('\\', "/"), bytes)
        })
        .collect()
}

/// The status of each file.
fn fates(submissions: &[Row]) -> Vec<(&str, &str)> {
    submissions
        .iter()
        .map(|row| (row["file"].as_str(), row["status"].as_str()))
        .collect()
}
