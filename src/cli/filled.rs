//! A corrections workbook in the output folder whose decisions this run did not have, or that cannot be read, is never
//! written over.

use super::output::Staging;
use crate::decide::Decided;
use crate::discover::{SourceFile, SourceKind};
use crate::read::{Outcome, read_source};
use crate::register::read_corrections;
use crate::report::corrections::FILE_NAME;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Keeps a copy of an earlier corrections workbook where it holds decisions that this run did not have, before the
/// new one takes its place. Returns what a person should know, in Vietnamese.
///
/// # Errors
/// Where the copy cannot be written.
pub(super) fn keep_filled_corrections(
    staging: &Staging,
    decided: &[Decided],
) -> Result<Option<String>> {
    let place = staging.place(FILE_NAME);
    if !staging.holds(FILE_NAME) || !place.is_file() {
        return Ok(None);
    }
    let Some(why) = worth_keeping(&place, decided) else {
        return Ok(None);
    };
    let refused = || format!("không giữ lại được {}", place.display());
    let bytes = std::fs::read(&place).with_context(refused)?;
    let names = (1..1000).map(|number| format!("dinh-chinh (đã điền {number}).xlsx"));
    for name in names {
        let copy = staging.place(&name);
        if !copy.exists() {
            staging.keep(&bytes, &name)?;
        } else if std::fs::read(&copy).ok().as_ref() != Some(&bytes) {
            continue;
        }
        return Ok(Some(format!(
            "{} {why}; bản đó được giữ ở {}. Muốn áp dụng, chép nó vào thư mục báo cáo với tên {FILE_NAME} rồi chạy lại",
            place.display(),
            copy.display()
        )));
    }
    bail!(refused())
}

/// Why a workbook must not be lost: it holds a decision that is none of these, or cannot be asked.
fn worth_keeping(place: &Path, decided: &[Decided]) -> Option<&'static str> {
    let source = SourceFile {
        path: place.to_path_buf(),
        relative: FILE_NAME.into(),
        bytes: std::fs::metadata(place).map_or(0, |metadata| metadata.len()),
        modified: None,
        kind: SourceKind::Ordinary,
    };
    let Outcome::Read(workbook) = read_source(&source).outcome else {
        return Some("không đọc được nên không rõ có quyết định nào");
    };
    read_corrections(&source.relative, &workbook)
        .rows
        .iter()
        .any(|row| {
            let known = |decided: &Decided| decided.correction.written.is_same(&row.written);
            row.is_new() && !decided.iter().any(known)
        })
        .then_some("có quyết định chưa được dùng trong lần chạy này")
}
