//! A corrections workbook that the office has filled in where it was written, and not yet put into the input folder, is
//! never written over.

use crate::decide::Decided;
use crate::discover::{SourceFile, SourceKind};
use crate::read::{CellContent, Outcome, read_source};
use crate::register::corrections::Written;
use crate::register::read_corrections;
use crate::render::Artifact;
use crate::report::corrections::FILE_NAME;
use crate::text::clean;
use anyhow::{Context, Result};
use std::path::Path;

/// Puts an earlier corrections workbook aside where it holds decisions that this run did not have. Returns what a person
/// should know, in Vietnamese.
///
/// # Errors
/// Where it cannot be put aside.
pub(super) fn keep_filled_corrections(
    output: &Path,
    artifacts: &[Artifact],
    decided: &[Decided],
) -> Result<Vec<String>> {
    let place = output.join(FILE_NAME);
    if !artifacts.iter().any(|artifact| artifact.name == FILE_NAME) || !holds_more(&place, decided)
    {
        return Ok(Vec::new());
    }
    let aside = (1..1000)
        .map(|number| output.join(format!("dinh-chinh (đã điền {number}).xlsx")))
        .find(|candidate| !candidate.exists())
        .with_context(|| format!("không giữ lại được {}", place.display()))?;
    std::fs::rename(&place, &aside)
        .with_context(|| format!("không giữ lại được {} (tệp đang mở?)", place.display()))?;
    Ok(vec![format!(
        "{} có quyết định chưa được dùng trong lần chạy này; bản đó được giữ ở {}. Muốn áp dụng, chép nó vào thư mục báo cáo với tên {FILE_NAME} rồi chạy lại",
        place.display(),
        aside.display()
    )])
}

/// Whether a workbook holds a decision that is none of these.
fn holds_more(place: &Path, decided: &[Decided]) -> bool {
    if !place.is_file() {
        return false;
    }
    let source = SourceFile {
        path: place.to_path_buf(),
        relative: FILE_NAME.into(),
        bytes: std::fs::metadata(place).map_or(0, |metadata| metadata.len()),
        modified: None,
        kind: SourceKind::Ordinary,
    };
    let Outcome::Read(workbook) = read_source(&source).outcome else {
        return false;
    };
    read_corrections(&source.relative, &workbook)
        .rows
        .iter()
        .any(|row| {
            let known = |decided: &Decided| is_same(&decided.correction.written, &row.written);
            !decided.iter().any(known)
        })
}

/// Whether two rows decide the same. Of numbers only the value counts, not how they are shown.
fn is_same(one: &Written, other: &Written) -> bool {
    let plain = |written: &Written| Written {
        value: written.value.clone().map(|value| match value {
            CellContent::Number { value, .. } => CellContent::Number {
                value,
                percent: false,
            },
            CellContent::Text(text) => CellContent::Text(clean(&text)),
            other => other,
        }),
        ..written.clone()
    };
    plain(one) == plain(other)
}
