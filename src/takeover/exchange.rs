//! The office's own workbooks in the input folder: read, and put into their places whole or not at all.

use crate::discover::{OWN_PREFIX, SourceFile, SourceKind};
use crate::period::in_vietnam;
use crate::read::{Outcome, RawWorkbook, read_source};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::Builder;

/// Puts a workbook into its place; the one that stood there is kept beside it, under the beginning of a name and its date.
/// Returns where, for a sentence.
pub(crate) fn exchange(place: &Path, bytes: &[u8], kept_as: &str) -> Result<String> {
    let kept = keep(place, kept_as)?;
    replace(place, bytes)?;
    Ok(kept.map_or_else(String::new, |kept| {
        format!("; bản trước được giữ ở {}", kept.display())
    }))
}

/// A workbook of the office's own in the input folder, however its name is written.
pub(super) fn place_in(input: &Path, own: &str) -> PathBuf {
    let entries = fs::read_dir(input).into_iter().flatten().flatten();
    let is_it = |name: &str| name.to_lowercase() == own;
    let mut names: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_str().is_some_and(is_it))
        .map(|entry| entry.path())
        .collect();
    names.sort();
    names.into_iter().next().unwrap_or_else(|| input.join(own))
}

/// A workbook of the office's own; `None` where there is none, or it cannot be read.
pub(crate) fn workbook_in(place: &Path) -> Option<RawWorkbook> {
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
    let stamp = stamp.map_or_else(crate::period::now, in_vietnam);
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
    bail!(refused())
}

pub(super) fn replace(place: &Path, bytes: &[u8]) -> Result<()> {
    write(place, bytes).with_context(|| format!("không ghi được {}", place.display()))
}

/// What to say of a workbook that somebody has open.
fn open_elsewhere(place: &Path) -> String {
    format!(
        "{} đang mở trong chương trình khác (Excel, LibreOffice). Lưu và đóng tệp đó rồi làm lại",
        place.display()
    )
}

/// Refuses to write a workbook that somebody has open by the file that Excel or LibreOffice leaves beside it: what is
/// written now would be gone as soon as they save.
///
/// # Errors
/// Where such a file stands there.
pub(super) fn refuse_open(place: &Path) -> Result<()> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let marks = [format!("~${name}"), format!(".~lock.{name}#")];
    for mark in marks.map(|mark| place.with_file_name(mark)) {
        if fs::symlink_metadata(&mark).is_ok() {
            bail!(
                "{}. Nếu không ai đang mở, xóa tệp {}",
                open_elsewhere(place),
                mark.display()
            );
        }
    }
    Ok(())
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
