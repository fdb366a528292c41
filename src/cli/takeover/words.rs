//! What people's words mean, chosen in the corrections workbook: taken over into `Tên gọi` of the register, where it holds
//! for ever.

use super::{exchange, place_in, unreadable, workbook_in};
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
pub(super) fn take_over(input: &Path, output: &Path) -> Result<Option<String>> {
    let written = output.join(CORRECTIONS);
    let places = [written.clone(), place_in(input, CORRECTIONS)];
    let mut filled: Vec<WrittenWord> = Vec::new();
    for word in places.iter().flat_map(|place| filled_words(place)) {
        if !filled.contains(&word) {
            filled.push(word);
        }
    }
    if filled.is_empty() {
        return Ok(None);
    }
    let place = place_in(input, REGISTER);
    let register = match place.exists() {
        true => Some(workbook_in(&place).with_context(|| unreadable(&written, &place))?),
        false => None,
    };
    let known = register.as_ref().map_or_else(Vec::new, words_in);
    filled.retain(|word| {
        let is_same = |it: &WrittenWord| it.is_about_the_same(word) && it.means_the_same(word);
        !known.iter().any(is_same)
    });
    if filled.is_empty() {
        return Ok(None);
    }
    let bytes = match &register {
        Some(register) => with_words(&place, register, &filled).with_context(|| {
            format!(
                "không ghi thêm được trang “{SHEET_NAME}” vào {}. Mở bằng Excel, lưu lại dạng .xlsx rồi chạy lại",
                place.display()
            )
        })?,
        None => render_office(&further_sheets_workbook(&filled))?.bytes,
    };
    let before = exchange(&place, &bytes, KEPT_REGISTER)?;
    Ok(Some(format!(
        "đã nhận {} cách gọi vào trang “{SHEET_NAME}” của {}{before}",
        filled.len(),
        place.display()
    )))
}

/// The words that somebody has explained in a workbook.
pub(in crate::cli) fn filled_words(place: &Path) -> Vec<WrittenWord> {
    let workbook = workbook_in(place);
    let words = workbook.as_ref().map_or_else(Vec::new, words_in);
    let filled = words.into_iter().filter(|word| !word.means.is_empty());
    filled.collect()
}

fn words_in(workbook: &RawWorkbook) -> Vec<WrittenWord> {
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
