//! Files that crash a reader, or make it ask for all memory, cost themselves and nothing else.

use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Write};
use std::path::Path;
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

fn read(files: &[(&str, &[u8])], pool: &ReaderPool) -> Vec<ReadFile> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
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
    let cell = "<row><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let strings = "<sst uniqueCount=\"4294967295\"><si><t>a</t></si></sst>";
    let bomb = package(cell, strings);
    let good = good();
    let pool = isolated();
    let read = read(
        &[("1.xlsx", &good), ("2.xlsx", &bomb), ("3.xlsx", &good)],
        &pool,
    );
    assert!(matches!(read[0].outcome, Outcome::Read(_)), "{:?}", read[0]);
    assert!(matches!(read[2].outcome, Outcome::Read(_)), "{:?}", read[2]);
    let Outcome::Rejected(Rejection::Unreadable { what, .. }) = &read[1].outcome else {
        panic!("{:?}", read[1]);
    };
    assert!(what.contains("bộ nhớ"), "{what}");
    assert_eq!(
        read[1].format,
        Some("xlsx"),
        "what it is was told before it was read"
    );
    assert_eq!(read[1].sha256.len(), 64);
}

#[test]
fn cells_far_apart_are_two_cells() {
    let far = package(
        "<row><c r=\"A1\"><v>1</v></c><c r=\"XFD1048576\"><v>1</v></c></row>",
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
