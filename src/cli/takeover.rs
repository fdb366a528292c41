//! Decisions that the office has written where a run put the corrections workbook, in the output folder: taken over into
//! the one in the input folder before anything is read, so that a run works from the input folder alone.

mod conclusions;
mod words;

pub(super) use conclusions::placed;
pub(super) use words::filled_words;

use crate::discover::{OWN_PREFIX, SourceFile, SourceKind};
use crate::pipeline::KEPT_CORRECTIONS;
use crate::read::{Outcome, RawWorkbook, read_source};
use crate::register::corrections::{Correction, Corrections};
use crate::register::read_corrections;
use crate::render::office::render_office;
use crate::report::corrections::{FILE_NAME, decisions_workbook};
use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::Builder;

/// Takes decisions over from `output` into `input`, whole or not at all; what stood there before is kept beside it with its
/// date. Returns what a person should know, in Vietnamese; nothing where there is nothing to take over.
///
/// # Errors
/// Where a workbook in the input folder cannot be read or written: then nothing has changed there.
pub(super) fn take_over(input: &Path, output: &Path) -> Result<Vec<String>> {
    let mut notes = conclusions::take_over(input)?;
    notes.extend(words::take_over(input, output)?);
    notes.extend(take_over_decisions(input, output)?);
    Ok(notes)
}

/// Writes what the office has concluded about units that may be one into the register of the input folder. Returns what a
/// person should know.
///
/// # Errors
/// As of [`take_over`].
pub(super) fn conclusions_of(input: &Path) -> Result<Vec<String>> {
    conclusions::take_over(input)
}

fn take_over_decisions(input: &Path, output: &Path) -> Result<Option<String>> {
    let written = output.join(FILE_NAME);
    let Some(filled) = corrections_in(&written) else {
        return Ok(None);
    };
    let place = place_in(input, FILE_NAME);
    let is_touched = filled.rows.iter().any(Correction::is_new) || !filled.withdrawn.is_empty();
    if !is_touched {
        return Ok(None);
    }
    let known = match place.exists() {
        true => corrections_in(&place).with_context(|| unreadable(&written, &place))?,
        false => Corrections::default(),
    };
    let mut decisions = Decisions {
        rows: known.rows,
        taken: 0,
        withdrawn: 0,
    };
    decisions.take(filled);
    let Some(told) = decisions.told() else {
        return Ok(None);
    };
    let bytes = render_office(&decisions_workbook(&decisions.rows))?.bytes;
    let before = exchange(&place, &bytes, KEPT_CORRECTIONS)?;
    Ok(Some(format!(
        "{told} ghi trong {} vào {}{before}",
        written.display(),
        place.display()
    )))
}

/// The decisions of the input folder, as they become.
struct Decisions {
    rows: Vec<Correction>,
    taken: usize,
    withdrawn: usize,
}

impl Decisions {
    /// Takes over what somebody has filled in. A row that a run wrote as decided and that was changed since stands for the
    /// one it was written from; one that was emptied takes it back.
    fn take(&mut self, filled: Corrections) {
        for row in filled.rows.into_iter().filter(Correction::is_new) {
            if self.rows.iter().any(|it| it.written.is_same(&row.written)) {
                continue;
            }
            match self.position(&row.bound.seal) {
                Some(at) if row.written.takes_back(&self.rows[at].written) => self.withdraw(at),
                Some(at) => {
                    self.rows[at] = row;
                    self.taken += 1;
                }
                None => {
                    self.rows.push(row);
                    self.taken += 1;
                }
            }
        }
        for seal in filled.withdrawn {
            if let Some(at) = self.position(&seal) {
                self.withdraw(at);
            }
        }
    }

    /// The row that bears a mark.
    fn position(&self, seal: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.written.seal() == seal)
    }

    fn withdraw(&mut self, at: usize) {
        self.rows.remove(at);
        self.withdrawn += 1;
    }

    /// What was done, in the beginning of a sentence; `None` where nothing was.
    fn told(&self) -> Option<String> {
        match (self.taken, self.withdrawn) {
            (0, 0) => None,
            (taken, 0) => Some(format!("đã nhận {taken} quyết định")),
            (0, withdrawn) => Some(format!("đã rút {withdrawn} quyết định theo chỗ để trống")),
            (taken, withdrawn) => Some(format!(
                "đã nhận {taken} quyết định, rút {withdrawn} quyết định theo chỗ để trống,"
            )),
        }
    }
}

fn unreadable(written: &Path, place: &Path) -> String {
    format!(
        "có quyết định mới trong {} nhưng không đọc được {} để nhận vào. Mở bằng Excel, sửa, lưu lại rồi chạy lại",
        written.display(),
        place.display()
    )
}

/// Puts a workbook into its place; the one that stood there is kept beside it, under the beginning of a name and its date.
/// Returns where, for a sentence.
pub(super) fn exchange(place: &Path, bytes: &[u8], kept_as: &str) -> Result<String> {
    let kept = keep(place, kept_as)?;
    replace(place, bytes)?;
    Ok(kept.map_or_else(String::new, |kept| {
        format!("; bản trước được giữ ở {}", kept.display())
    }))
}

/// A workbook of the office's own in the input folder, however its name is written.
fn place_in(input: &Path, own: &str) -> PathBuf {
    let entries = fs::read_dir(input).into_iter().flatten().flatten();
    let is_it = |name: &str| name.to_lowercase() == own;
    let mut names: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_str().is_some_and(is_it))
        .map(|entry| entry.path())
        .collect();
    names.sort();
    names.into_iter().next().unwrap_or_else(|| input.join(own))
}

/// The decisions of a workbook; `None` where there is none, or it cannot be read.
fn corrections_in(place: &Path) -> Option<Corrections> {
    let workbook = workbook_in(place)?;
    Some(read_corrections(&FILE_NAME.into(), &workbook))
}

/// A workbook of the office's own; `None` where there is none, or it cannot be read.
pub(super) fn workbook_in(place: &Path) -> Option<RawWorkbook> {
    let metadata = fs::metadata(place).ok().filter(fs::Metadata::is_file)?;
    let source = SourceFile {
        path: place.to_path_buf(),
        relative: place
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into(),
        bytes: metadata.len(),
        modified: None,
        kind: SourceKind::Ordinary,
    };
    match read_source(&source).outcome {
        Outcome::Read(workbook) => Some(workbook),
        _ => None,
    }
}

/// Keeps a copy beside a workbook, named by the day on which it was last changed.
fn keep(place: &Path, kept_as: &str) -> Result<Option<PathBuf>> {
    let refused = || format!("không giữ lại được {}", place.display());
    if !place.exists() {
        return Ok(None);
    }
    let bytes = fs::read(place).with_context(refused)?;
    let modified = fs::metadata(place).and_then(|metadata| metadata.modified());
    let stamp = modified
        .ok()
        .and_then(|time| jiff::Timestamp::try_from(time).ok());
    let stamp = stamp.map_or_else(super::now, super::in_vietnam);
    let day = stamp.strftime("%Y-%m-%d").to_string();
    for number in 1..1000 {
        let suffix = if number == 1 {
            String::new()
        } else {
            format!(" {number}")
        };
        let copy = place.with_file_name(format!("{kept_as}{day}{suffix}).xlsx"));
        if !copy.exists() {
            write(&copy, &bytes).with_context(refused)?;
            return Ok(Some(copy));
        }
        if fs::read(&copy).is_ok_and(|known| known == bytes) {
            return Ok(Some(copy));
        }
    }
    anyhow::bail!(refused())
}

fn replace(place: &Path, bytes: &[u8]) -> Result<()> {
    write(place, bytes).with_context(|| format!("không ghi được {}", place.display()))
}

/// Writes a file whole, or not at all.
fn write(place: &Path, bytes: &[u8]) -> Result<()> {
    let mut builder = Builder::new();
    builder.prefix(OWN_PREFIX);
    // It becomes a file like any other, to be read by all who may.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(place.parent().unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(place)?;
    Ok(())
}
