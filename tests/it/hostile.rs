//! Files that crash a reader, or make it ask for all memory, cost themselves and nothing else.

mod attacks;
mod biff;
mod measure;
mod mutate;
mod mutations;
mod outcome;
pub(crate) mod packages;
mod samples;

use crate::harness::Case;
use attacks::Expected;
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Write};
use std::path::Path;
use tempfile::TempDir;
use tonghop::discover::discover;
use tonghop::read::{Outcome, ReadFile, ReaderPool, Rejection};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn package(sheet: &str, strings: &str) -> Vec<u8> {
    let list = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        (
            "[Content_Types].xml",
            "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        ("_rels/.rels", &list("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r=\"{RELATIONSHIPS}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &list("worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", strings),
    ] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(content.as_bytes()).expect("written");
    }
    writer.finish().expect("a package").into_inner()
}

fn good() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .write_string(0, 0, "Đoàn viên")
        .expect("written");
    workbook.save_to_buffer().expect("a workbook")
}

fn folder_of(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

fn read(files: &[(&str, &[u8])], pool: &ReaderPool) -> Vec<ReadFile> {
    let folder = folder_of(files);
    let found = discover(folder.path()).expect("a listing");
    found
        .files
        .iter()
        .map(|file| pool.read(file).expect("a reader"))
        .collect()
}

fn isolated() -> ReaderPool {
    ReaderPool::isolated(Path::new(env!("CARGO_BIN_EXE_tonghop"))).expect("a reader")
}

#[test]
fn a_file_that_asks_for_all_memory_costs_only_itself() {
    let bomb = memory_bomb();
    let good = good();
    let files: [(&str, &[u8]); 3] = [("1.xlsx", &good), ("2.ods", &bomb), ("3.xlsx", &good)];
    let read = read(&files, &isolated());
    assert!(matches!(read[0].outcome, Outcome::Read(_)), "{:?}", read[0]);
    assert!(matches!(read[2].outcome, Outcome::Read(_)), "{:?}", read[2]);
    let Outcome::Rejected(Rejection::Unreadable { what, .. }) = &read[1].outcome else {
        panic!("{:?}", read[1]);
    };
    assert!(what.contains("bộ nhớ"), "{what}");
    assert_eq!(
        read[1].format,
        Some("ods"),
        "what it is was told before it was read"
    );
    assert_eq!(read[1].sha256.len(), 64);
}

#[test]
fn files_read_together_fare_as_each_by_itself() {
    let bomb = memory_bomb();
    let good = good();
    let cut = &good[..good.len() / 2];
    let files: [(&str, &[u8]); 5] = [
        ("1.xlsx", &good),
        ("2.ods", &bomb),
        ("3.pdf", b"%PDF-1.7"),
        ("4.xlsx", cut),
        ("5.xlsx", &good),
    ];
    let pool = isolated();
    let by_itself = read(&files, &pool);
    let folder = folder_of(&files);
    let found = discover(folder.path()).expect("a listing");
    let together = pool.read_batch(&found.files).expect("a reader");
    assert_eq!(format!("{together:?}"), format!("{by_itself:?}"));
}

/// A few thousand bytes that ask for more memory than a reading process has: cells of a million blanks each.
fn memory_bomb() -> Vec<u8> {
    let blanks = "<text:s text:c=\"32767\"/>".repeat(30);
    let row = format!(
        "<table:table-row><table:table-cell office:value-type=\"string\">\
         <text:p>a{blanks}a</text:p></table:table-cell></table:table-row>"
    );
    let rows = format!(
        "<table:table table:name=\"a\">{}</table:table>",
        row.repeat(1000)
    );
    packages::ods(&rows).zip()
}

#[test]
fn cells_far_apart_are_two_cells() {
    let far = package(
        "<row><c r=\"A1\"><v>1</v></c></row><row><c r=\"XFD1048576\"><v>1</v></c></row>",
        "<sst></sst>",
    );
    let read = read(&[("far.xlsx", &far)], &isolated());
    let Outcome::Read(workbook) = &read[0].outcome else {
        panic!("{:?}", read[0]);
    };
    assert_eq!(workbook.sheets[0].cells.len(), 2);
}

#[test]
fn reading_apart_and_reading_here_come_to_the_same() {
    let good = good();
    let cut = &good[..good.len() / 2];
    let files: [(&str, &[u8]); 6] = [
        ("a.xlsx", &good),
        ("b.xlsx", cut),
        ("c.pdf", b"%PDF-1.7"),
        ("d.xls", b"<html><table>"),
        ("e.xlsx", b""),
        ("Thumbs.db", b"x"),
    ];
    let apart = read(&files, &isolated());
    let here = read(&files, &ReaderPool::in_process());
    assert_eq!(format!("{apart:?}"), format!("{here:?}"));
}

#[test]
fn a_program_that_cannot_be_started_is_no_fault_of_a_file() {
    assert!(ReaderPool::isolated(Path::new("/no/such/program")).is_err());
}

/// What came of a file, in the words of the attacks.
fn came_of(file: &ReadFile) -> (Expected, String) {
    match &file.outcome {
        Outcome::Read(workbook) => {
            let cells = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
            let shown = format!("{workbook:?}").chars().take(300).collect();
            if workbook.unreadable.is_empty() {
                (Expected::Read(cells), shown)
            } else {
                (Expected::Partly(cells), shown)
            }
        }
        Outcome::Rejected(Rejection::Encrypted) => (Expected::Locked, String::new()),
        other => (
            Expected::Refused,
            format!("{other:?}").chars().take(300).collect(),
        ),
    }
}

#[test]
fn every_attack_comes_to_what_it_must() {
    let pool = isolated();
    let attacks = attacks::all();
    let (measured, peak) = measure::peak_of_workers(|| {
        attacks
            .iter()
            .map(|attack| {
                let begun = std::time::Instant::now();
                let file = read(&[(&attack.name, &attack.bytes)], &pool).remove(0);
                (attack, came_of(&file), begun.elapsed().as_secs_f64())
            })
            .collect::<Vec<_>>()
    });
    for (attack, (came, shown), seconds) in &measured {
        let is_expected = *came == attack.expected || attack.expected == Expected::Either;
        assert!(is_expected, "{} came to {came:?}: {shown}", attack.name);
        assert!(*seconds < 10.0, "{} took {seconds:.1} s", attack.name);
    }
    assert!(peak < 1 << 20, "a reading process took {peak} KiB");
    assert!(measured.len() > 150);
}

/// The same package but for one of its parts.
fn without_part(bytes: &[u8], left_out: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).expect("a part");
        if part.name().is_ok_and(|name| name != left_out) {
            writer.raw_copy_file(part).expect("copied");
        }
    }
    writer.finish().expect("a package").into_inner()
}

#[test]
fn what_is_left_of_a_damaged_workbook_is_held_and_the_lost_sheet_named() {
    let case = Case::new();
    let form = "Đơn vị báo cáo: CĐCS Sở Y tế\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM 2023\n\n\
                TT|Nội dung|Đơn vị tính|Số lượng\n1|Tổng số đoàn viên công đoàn|người|30";
    case.workbook("2023/a.xlsx", &[("Biểu", form), ("Phụ lục", "a")]);
    let place = case.input().join("2023/a.xlsx");
    let whole = std::fs::read(&place).expect("it is there");
    assert_eq!(case.run(&["--only", "data"]).status.code(), Some(0));
    assert_eq!(case.table("submissions")[0]["status"], "accepted");

    case.bytes(
        "2023/a.xlsx",
        &without_part(&whole, "xl/worksheets/sheet2.xml"),
    );
    assert_eq!(case.run(&["--only", "data"]).status.code(), Some(1));
    let submission = case.table("submissions").remove(0);
    assert_eq!(
        (submission["status"].as_str(), submission["reason"].as_str()),
        ("held", "unreadable-file")
    );
    let observation = case.table("observations").remove(0);
    assert_eq!(
        (
            observation["counted"].as_str(),
            observation["reason"].as_str()
        ),
        ("false", "unreadable-file")
    );
    let findings = case.table("findings");
    let told = findings.iter().find(|row| row["code"] == "unreadable-file");
    let told = &told.expect("a finding")["message"];
    assert!(
        told.contains("“Phụ lục”") && !told.contains("“Biểu”"),
        "{told}"
    );
}
