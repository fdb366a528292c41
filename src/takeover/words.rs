//! What people's words mean, chosen in the corrections workbook: taken over into `Tên gọi` of the register, where it holds
//! for ever.

use super::exchange::{exchange, place_in, workbook_in};
use super::{Written, unreadable};
use crate::pipeline::KEPT_REGISTER;
use crate::read::RawWorkbook;
use crate::register::SheetPlace;
use crate::register::wordbook::{SHEET_NAME, WordKind, WrittenWord, written_words};
use crate::render::amend::{AddedColumn, AddedRow, AddedRows, AddedSheet, Amendment, amended};
use crate::render::office::render_office;
use crate::report::corrections::FILE_NAME as CORRECTIONS;
use crate::report::register::{FILE_NAME as REGISTER, further_sheets_workbook};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Takes words over that are explained in the corrections workbook of the output folder, or in that of the input folder.
/// Returns what a person should know; `None` where there is nothing new.
pub(super) fn take_over(input: &Path, written: &Written) -> Result<Option<String>> {
    let of_run = written.workbook.as_ref().map_or_else(Vec::new, filled_in);
    let of_office = filled_words(&place_in(input, CORRECTIONS));
    let mut filled: Vec<WrittenWord> = Vec::new();
    for word in of_run.into_iter().chain(of_office) {
        if !filled.contains(&word) {
            filled.push(word);
        }
    }
    if filled.is_empty() {
        return Ok(None);
    }
    let place = place_in(input, REGISTER);
    let register = match place.exists() {
        true => Some(workbook_in(&place).with_context(|| unreadable(&written.place, &place))?),
        false => None,
    };
    leave_out_known(&mut filled, register.as_ref());
    if filled.is_empty() {
        return Ok(None);
    }
    let bytes = register_with(&place, register.as_ref(), &filled)?;
    let before = exchange(&place, &bytes, KEPT_REGISTER)?;
    Ok(Some(format!(
        "đã nhận {} cách gọi vào trang “{SHEET_NAME}” của {}{before}",
        filled.len(),
        place.display()
    )))
}

/// Leaves out words that the register explains so already.
pub(super) fn leave_out_known(filled: &mut Vec<WrittenWord>, register: Option<&RawWorkbook>) {
    let known = register.map_or_else(Vec::new, words_in);
    filled.retain(|word| {
        let is_same = |it: &WrittenWord| it.is_about_the_same(word) && it.means_the_same(word);
        !known.iter().any(is_same)
    });
}

/// The register with further words; one that holds words alone where there is none.
pub(super) fn register_with(
    place: &Path,
    register: Option<&RawWorkbook>,
    filled: &[WrittenWord],
) -> Result<Vec<u8>> {
    match register {
        Some(register) => with_words(place, register, filled).with_context(|| {
            format!(
                "không ghi thêm được trang “{SHEET_NAME}” vào {}. Mở bằng Excel, lưu lại dạng .xlsx rồi chạy lại",
                place.display()
            )
        }),
        None => Ok(render_office(&further_sheets_workbook(filled))?.bytes),
    }
}

/// The register without some words: their lines go.
pub(super) fn register_without(
    place: &Path,
    register: &RawWorkbook,
    withdrawn: &[WrittenWord],
) -> Result<Option<Vec<u8>>> {
    let Some(sheet) = SheetPlace::of(register, SHEET_NAME) else {
        return Ok(None);
    };
    let is_withdrawn = |row: u32| {
        let texts = WrittenWord::default().cells().map(|(title, _)| title);
        let texts = texts.map(|title| sheet.text(row, title));
        let same = |word: &WrittenWord| word.cells().map(|(_, text)| text) == texts;
        withdrawn.iter().any(same)
    };
    let rows = sheet.rows.keys().filter(|row| is_withdrawn(**row));
    let amendment = Amendment {
        removed: rows.map(|row| (sheet.sheet.to_string(), *row)).collect(),
        ..Amendment::default()
    };
    if amendment.is_empty() {
        return Ok(None);
    }
    let bytes = fs::read(place)?;
    amended(&bytes, &amendment).map(Some).with_context(|| {
        format!(
            "không sửa được trang “{SHEET_NAME}” của {}. Mở bằng Excel, lưu lại dạng .xlsx rồi làm lại",
            place.display()
        )
    })
}

/// The words that somebody has explained in a workbook.
pub(crate) fn filled_words(place: &Path) -> Vec<WrittenWord> {
    let workbook = workbook_in(place);
    workbook.as_ref().map_or_else(Vec::new, filled_in)
}

fn filled_in(workbook: &RawWorkbook) -> Vec<WrittenWord> {
    let words = words_in(workbook).into_iter();
    words.filter(|word| !word.means.is_empty()).collect()
}

pub(super) fn words_in(workbook: &RawWorkbook) -> Vec<WrittenWord> {
    written_words(&"".into(), workbook)
}

/// The register with further words.
fn with_words(place: &Path, register: &RawWorkbook, words: &[WrittenWord]) -> Result<Vec<u8>> {
    let bytes = fs::read(place)?;
    let Some(sheet) = SheetPlace::of(register, SHEET_NAME) else {
        let titles = WrittenWord::default().cells().map(|(title, _)| title);
        let added = AddedSheet {
            name: SHEET_NAME.to_owned(),
            intro: Vec::new(),
            columns: titles
                .map(|title| AddedColumn {
                    title: title.to_owned(),
                    width: 24.0,
                    choices: match title {
                        "Loại" => WordKind::ALL.map(|kind| kind.label().to_owned()).to_vec(),
                        _ => Vec::new(),
                    },
                })
                .to_vec(),
            rows: words.iter().map(|word| row_of(word, &in_order)).collect(),
        };
        let amendment = Amendment {
            sheets: vec![added],
            ..Amendment::default()
        };
        return amended(&bytes, &amendment);
    };
    let rows = words.iter();
    let added = AddedRows {
        sheet: sheet.sheet.to_string(),
        below: sheet.last_row,
        rows: rows
            .map(|word| row_of(word, &|title| sheet.column(title)))
            .collect(),
        is_marked: false,
    };
    let amendment = Amendment {
        rows: vec![added],
        ..Amendment::default()
    };
    amended(&bytes, &amendment)
}

fn in_order(title: &str) -> Option<u32> {
    let titles = WrittenWord::default().cells().map(|(title, _)| title);
    let place = titles.iter().position(|it| *it == title)?;
    u32::try_from(place).ok()
}

fn row_of(word: &WrittenWord, column: &dyn Fn(&str) -> Option<u32>) -> AddedRow {
    let cells = word.cells().into_iter();
    let placed = cells.filter_map(|(title, text)| Some((column(title)?, text.to_owned())));
    placed.collect()
}
