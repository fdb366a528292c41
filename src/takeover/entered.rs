//! What somebody decides on the local page: written into the workbooks of the input folder as if it had been typed there.
//!
//! The folder stays the truth. Whatever waits in the output folder's workbook is taken over first, so that neither the page
//! nor the workbook undoes what was decided in the other.

use super::decisions::{Decisions, corrections_in};
use super::exchange::{exchange, place_in, refuse_open, replace, workbook_in};
use super::take_over;
use super::words::{leave_out_known, register_with, register_without, words_in};
use crate::pipeline::{KEPT_CORRECTIONS, KEPT_REGISTER};
use crate::read::RawWorkbook;
use crate::register::corrections::Correction;
use crate::register::wordbook::WrittenWord;
use crate::report::corrections::FILE_NAME as CORRECTIONS;
use crate::report::register::FILE_NAME as REGISTER;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What somebody has decided in one go.
#[derive(Debug, Clone, Default)]
pub struct Entered {
    /// Decisions, each bound to what it was made on. One about a matter that is decided already stands in its place.
    pub decisions: Vec<Correction>,
    /// The marks of decisions that are taken back.
    pub withdrawn: Vec<String>,
    /// What words mean.
    pub words: Vec<WrittenWord>,
    /// Words whose meaning is taken back, as they stand in the register.
    pub withdrawn_words: Vec<WrittenWord>,
}

/// What stands decided in the input folder.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The rows of its corrections.
    pub decisions: Vec<Correction>,
    /// What words mean by its register.
    pub words: Vec<WrittenWord>,
}

/// What the page itself wrote last, by place: of that no copy is kept, since each decision can be taken back by itself.
#[derive(Debug, Default)]
pub struct OwnWrites {
    bytes: BTreeMap<PathBuf, Vec<u8>>,
}

impl OwnWrites {
    /// Puts a workbook into its place. What somebody else wrote there is kept beside it.
    fn put(&mut self, place: &Path, bytes: Vec<u8>, kept_as: &str) -> Result<()> {
        let is_own = match self.bytes.get(place) {
            Some(own) => fs::read(place).is_ok_and(|stands| stands == *own),
            None => false,
        };
        match is_own {
            true => replace(place, &bytes)?,
            false => drop(exchange(place, &bytes, kept_as)?),
        }
        self.bytes.insert(place.to_path_buf(), bytes);
        Ok(())
    }
}

/// What stands decided in an input folder.
///
/// # Errors
/// Where one of its workbooks is there and cannot be read.
pub fn kept(input: &Path) -> Result<Kept> {
    let place = place_in(input, CORRECTIONS);
    let corrections = match place.exists() {
        true => corrections_in(&place).with_context(|| unread(&place))?,
        false => Default::default(),
    };
    let register = register_of(&place_in(input, REGISTER))?;
    let words = register.as_ref().map_or_else(Vec::new, words_in);
    Ok(Kept {
        decisions: corrections.rows,
        words: words
            .into_iter()
            .filter(|it| !it.means.is_empty())
            .collect(),
    })
}

/// Writes decisions into the workbooks of the input folder, each whole or not at all. Returns what a person should know of
/// what was taken over before.
///
/// # Errors
/// Where a workbook cannot be read or written, or somebody has it open; what could not be written there has not been.
pub fn enter(
    input: &Path,
    output: &Path,
    entered: Entered,
    own: &mut OwnWrites,
) -> Result<Vec<String>> {
    let (corrections, register) = (place_in(input, CORRECTIONS), place_in(input, REGISTER));
    for place in [&corrections, &register, &output.join(CORRECTIONS)] {
        refuse_open(place)?;
    }
    let notes = take_over(input, output)?;
    refuse_written_in_output(output, &entered.withdrawn)?;
    enter_words(&register, &entered, own)?;
    enter_decisions(&corrections, entered, own)?;
    Ok(notes)
}

/// A decision that somebody has typed into the workbook of the output folder would come back with the next run.
fn refuse_written_in_output(output: &Path, withdrawn: &[String]) -> Result<()> {
    let written = output.join(CORRECTIONS);
    let filled = corrections_in(&written).unwrap_or_default();
    let is_withdrawn = |row: &&Correction| row.is_new() && withdrawn.contains(&row.written.seal());
    match filled.rows.iter().find(is_withdrawn) {
        Some(row) => bail!(
            "quyết định này ghi ở dòng {} của {}. Xóa chữ ở cột “Quyết định” của dòng đó, hoặc chạy lại trước khi rút",
            row.at.address.row + 1,
            written.display()
        ),
        None => Ok(()),
    }
}

fn enter_decisions(place: &Path, entered: Entered, own: &mut OwnWrites) -> Result<()> {
    if entered.decisions.is_empty() && entered.withdrawn.is_empty() {
        return Ok(());
    }
    let known = match place.exists() {
        true => corrections_in(place).with_context(|| unread(place))?,
        false => Default::default(),
    };
    let mut entering = entered.decisions;
    for decision in &mut entering {
        let mut known = known.rows.iter();
        let before = known.find(|row| row.is_about_the_same(decision));
        decision.bound.seal = before.map_or_else(String::new, |row| row.written.seal());
    }
    let mut decisions = Decisions::new(known.rows);
    decisions.take(entering, entered.withdrawn);
    if decisions.told().is_some() {
        own.put(place, decisions.bytes()?, KEPT_CORRECTIONS)?;
    }
    Ok(())
}

fn enter_words(place: &Path, entered: &Entered, own: &mut OwnWrites) -> Result<()> {
    let mut register = register_of(place)?;
    // A word that is explained anew is explained so alone.
    let known = register.as_ref().map_or_else(Vec::new, words_in);
    let is_replaced = |it: &&WrittenWord| {
        let mut words = entered.words.iter();
        words.any(|word| word.is_about_the_same(it) && !word.means_the_same(it))
    };
    let replaced = known.iter().filter(is_replaced).cloned();
    let withdrawn: Vec<WrittenWord> = entered
        .withdrawn_words
        .iter()
        .cloned()
        .chain(replaced)
        .collect();
    if let Some(stands) = register.as_ref().filter(|_| !withdrawn.is_empty()) {
        let without = register_without(place, stands, &withdrawn)?;
        if let Some(bytes) = without {
            own.put(place, bytes, KEPT_REGISTER)?;
            register = register_of(place)?;
        }
    }
    let mut words = entered.words.clone();
    leave_out_known(&mut words, register.as_ref());
    if !words.is_empty() {
        let bytes = register_with(place, register.as_ref(), &words)?;
        own.put(place, bytes, KEPT_REGISTER)?;
    }
    Ok(())
}

fn register_of(place: &Path) -> Result<Option<RawWorkbook>> {
    match place.exists() {
        true => workbook_in(place).with_context(|| unread(place)).map(Some),
        false => Ok(None),
    }
}

fn unread(place: &Path) -> String {
    format!(
        "không đọc được {}. Mở bằng Excel, sửa, lưu lại rồi làm lại",
        place.display()
    )
}

#[cfg(test)]
#[path = "entered_tests.rs"]
mod tests;
