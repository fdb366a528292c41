//! Prints what the workbooks of a folder show, cell by cell, as the reading processes hand it on, so that it can be held
//! against what another program shows:
//!
//! `cargo bench --profile release --bench shown -- FOLDER > shown.tsv`
//!
//! A line is tab-separated: file, sheet, cell, kind of content, what is shown, what is stored, sight. A file that is not
//! read has one line with its outcome in the place of the kind.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints what it measures and stops at what it cannot"
)]

use std::path::Path;
use tonghop::discover::discover;
use tonghop::read::{CellContent, Look, Outcome, RawSheet, ReaderPool};

fn main() {
    let folder = std::env::args().skip(1).find(|word| word != "--bench");
    let folder = folder.expect("a folder");
    let pool =
        ReaderPool::isolated(Path::new(env!("CARGO_BIN_EXE_tonghop"))).expect("the program starts");
    for file in discover(Path::new(&folder)).expect("a folder").files {
        let name = &file.relative;
        match pool.read(&file).expect("a reader").outcome {
            Outcome::Read(workbook) => {
                println!("{name}\t\t\tREAD\t\t\t");
                for sheet in &workbook.sheets {
                    print_sheet(name, sheet);
                }
                for sheet in &workbook.unreadable {
                    println!("{name}\t{}\t\tUNREADABLE\t\t\t", flat(sheet));
                }
            }
            other => println!("{name}\t\t\tREFUSED\t{}\t\t", flat(&format!("{other:?}"))),
        }
    }
}

fn print_sheet(file: &str, sheet: &RawSheet) {
    let hidden = if sheet.is_visible { "" } else { "HiddenSheet" };
    for cell in &sheet.cells {
        let look = sheet.look.of(cell.address).cloned().unwrap_or_default();
        let (kind, text) = said(&cell.content);
        let Look {
            shown,
            stored,
            sight,
            ..
        } = look;
        println!(
            "{file}\t{}\t{}\t{kind}\t{}\t{}\t{sight:?}{}{hidden}",
            flat(&sheet.name),
            cell.address,
            flat(&shown.unwrap_or(text)),
            flat(&stored.unwrap_or_default()),
            if sheet.look.hides(cell.address) {
                "Hidden"
            } else {
                ""
            },
        );
    }
}

fn said(content: &CellContent) -> (&'static str, String) {
    match content {
        CellContent::Number {
            value,
            percent: false,
        } => ("number", value.to_string()),
        CellContent::Number {
            value,
            percent: true,
        } => ("percent", value.to_string()),
        CellContent::Text(text) => ("text", text.to_string()),
        CellContent::Boolean(value) => ("boolean", value.to_string()),
        CellContent::DateTime(serial) => ("date", serial.to_string()),
        CellContent::Error(text) => ("error", text.to_string()),
        CellContent::UncachedFormula(text) => ("uncached", text.to_string()),
        CellContent::ShownOtherwise { shown, stored } => {
            ("otherwise", format!("{shown} ({stored})"))
        }
    }
}

/// On one line and in one field.
fn flat(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
