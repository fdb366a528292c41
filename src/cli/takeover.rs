//! Decisions that the office has written where a run put the corrections workbook, in the output folder: taken over into
//! the one in the input folder before anything is read, so that a run works from the input folder alone.

use crate::discover::{OWN_PREFIX, SourceFile, SourceKind};
use crate::pipeline::KEPT_CORRECTIONS;
use crate::read::{Outcome, read_source};
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
/// date. Returns what a person should know, in Vietnamese; `None` where there is nothing to take over.
///
/// # Errors
/// Where the workbook in the input folder cannot be read or written: then nothing has changed.
pub(super) fn take_over(input: &Path, output: &Path) -> Result<Option<String>> {
    let written = output.join(FILE_NAME);
    let Some(filled) = corrections_in(&written) else {
        return Ok(None);
    };
    let place = place_in(input);
    let known = match place.exists() {
        true => corrections_in(&place).with_context(|| {
            format!(
                "có quyết định mới trong {} nhưng không đọc được {} để nhận vào. Mở bằng Excel, sửa, lưu lại rồi chạy lại",
                written.display(),
                place.display()
            )
        }),
        false => Ok(Corrections::default()),
    };
    let is_new = |row: &&Correction, known: &Corrections| {
        let mut rows = known.rows.iter();
        row.is_new() && !rows.any(|it| it.written.is_same(&row.written))
    };
    let touched = filled.rows.iter().filter(|row| row.is_new()).count();
    if touched == 0 {
        return Ok(None);
    }
    let known = known?;
    let new: Vec<Correction> = filled
        .rows
        .iter()
        .filter(|row| is_new(row, &known))
        .cloned()
        .collect();
    if new.is_empty() {
        return Ok(None);
    }
    let count = new.len();
    let mut rows = known.rows;
    rows.extend(new);
    let bytes = render_office(&decisions_workbook(&rows))?.bytes;
    let kept = keep(&place)?;
    replace(&place, &bytes)?;
    let before = kept.map_or_else(String::new, |kept| {
        format!("; bản trước được giữ ở {}", kept.display())
    });
    Ok(Some(format!(
        "đã nhận {count} quyết định ghi trong {} vào {}{before}",
        written.display(),
        place.display()
    )))
}

/// The corrections workbook of the input folder, however its name is written.
fn place_in(input: &Path) -> PathBuf {
    let entries = fs::read_dir(input).into_iter().flatten().flatten();
    let is_it = |name: &str| name.to_lowercase() == FILE_NAME;
    let mut names: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_str().is_some_and(is_it))
        .map(|entry| entry.path())
        .collect();
    names.sort();
    names
        .into_iter()
        .next()
        .unwrap_or_else(|| input.join(FILE_NAME))
}

/// The decisions of a workbook; `None` where there is none, or it cannot be read.
fn corrections_in(place: &Path) -> Option<Corrections> {
    let metadata = fs::metadata(place).ok().filter(fs::Metadata::is_file)?;
    let source = SourceFile {
        path: place.to_path_buf(),
        relative: FILE_NAME.into(),
        bytes: metadata.len(),
        modified: None,
        kind: SourceKind::Ordinary,
    };
    match read_source(&source).outcome {
        Outcome::Read(workbook) => Some(read_corrections(&source.relative, &workbook)),
        _ => None,
    }
}

/// Keeps a copy beside a workbook, named by the day on which it was last changed.
fn keep(place: &Path) -> Result<Option<PathBuf>> {
    let refused = || format!("không giữ lại được {}", place.display());
    if !place.exists() {
        return Ok(None);
    }
    let bytes = fs::read(place).with_context(refused)?;
    let modified = fs::metadata(place).and_then(|metadata| metadata.modified());
    let stamp = modified
        .ok()
        .and_then(|time| jiff::Timestamp::try_from(time).ok());
    let stamp = stamp.unwrap_or_else(jiff::Timestamp::now);
    let day = super::in_vietnam(stamp).strftime("%Y-%m-%d").to_string();
    for number in 1..1000 {
        let suffix = if number == 1 {
            String::new()
        } else {
            format!(" {number}")
        };
        let copy = place.with_file_name(format!("{KEPT_CORRECTIONS}{day}{suffix}).xlsx"));
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
